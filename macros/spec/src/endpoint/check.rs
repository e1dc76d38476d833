//! The rules that an endpoint has to pass.

use crate::{
    draft::{EndpointDraft, Part, RoleDraft},
    header::HeaderName,
    method::Method,
    path::{PathTemplate, Reading},
    problem::{Place, Problem},
    suggest::nearest,
    wording::Wording,
};

use super::{
    Body, Endpoint, HeaderField, QueryField,
    headers::{Headers, not_a_header_name},
    idempotency_key, signed,
};

/// Checks everything, and makes the endpoint if nothing is wrong.
pub(super) fn check(draft: &EndpointDraft) -> Result<Endpoint, Vec<Problem>> {
    let mut check = Check { draft, problems: Vec::new() };
    let method = check.method();
    let path = check.path();
    let queries = check.queries();
    let headers = check.headers();
    let keys = idempotency_key::check(draft, &headers, &mut check.problems);
    let body = check.body(method);
    check.response(method);
    let signed = signed::check(draft, &headers, &keys, &body, &mut check.problems);
    match (method, path, signed) {
        (Some(method), Some((path, path_fields)), Some(signed))
            if check.problems.is_empty() && !draft.has_unreadable_field() =>
        {
            let headers = headers.valid;
            let idempotency_key = keys.into_header();
            Ok(Endpoint {
                method,
                path,
                path_fields,
                queries,
                headers,
                idempotency_key,
                body,
                signed,
            })
        }
        _ => Err(check.problems),
    }
}

/// The rules for everything but the signed list. Each method returns what it could make sense of.
struct Check<'d> {
    draft: &'d EndpointDraft,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn method(&mut self) -> Option<Method> {
        match &self.draft.method {
            Part::Missing => self.refuse(
                Place::Method,
                "the endpoint has no `method`",
                "say how it is called: `method = POST`",
            ),
            Part::Read(word) => match Method::parse(word) {
                Ok(method) => return Some(method),
                Err(problem) => self.problems.push(problem),
            },
            Part::Unreadable => {}
        }
        None
    }

    fn path(&mut self) -> Option<(PathTemplate, Vec<usize>)> {
        let roles = self.path_roles();
        let text = match &self.draft.path {
            Part::Missing => {
                self.refuse(
                    Place::Path,
                    "the endpoint has no `path`",
                    "say where it is: `path = \"/v1/entitlement/{id}\"`",
                );
                return None;
            }
            Part::Read(text) => text,
            Part::Unreadable => return None,
        };
        let mut reading = Reading::of(text, self.draft.written_in);
        self.problems.append(&mut reading.problems);
        let fields = self.variables_have_fields(&reading.variables?, &roles)?;
        Some((reading.template?, fields))
    }

    /// The path roles, one for each variable that a field names.
    ///
    /// A path has no room for an absent value, and two values for one variable cannot both be sent.
    fn path_roles(&mut self) -> Vec<PathRole> {
        let mut roles: Vec<PathRole> = Vec::new();
        for (index, field, place, role) in self.draft.roles() {
            let RoleDraft::Path { variable } = role else {
                continue;
            };
            if field.optional {
                let wording = self.draft.written_in.optional_path_value(&field.name);
                self.refuse_with(Place::FieldType(index), wording);
            }
            match roles.iter().find(|known| known.variable == *variable) {
                Some(known) => {
                    let first = &self.draft.fields[known.field].name;
                    let wording = self.draft.written_in.variable_filled_twice(variable, first);
                    self.refuse_with(place, wording);
                }
                None => roles.push(PathRole { field: index, place, variable: variable.clone() }),
            }
        }
        roles
    }

    /// Each variable has a field, and each path field a variable.
    ///
    /// A field and a variable whose names are near each other are one mistake, reported once, on the field.
    fn variables_have_fields(
        &mut self,
        variables: &[String],
        roles: &[PathRole],
    ) -> Option<Vec<usize>> {
        let mut fields: Vec<Option<usize>> = variables
            .iter()
            .map(|variable| {
                roles.iter().find(|role| role.variable == *variable).map(|role| role.field)
            })
            .collect();
        let complete = fields.iter().copied().collect();

        for role in roles.iter().filter(|role| !variables.contains(&role.variable)) {
            let free = variables.iter().zip(&fields).filter(|(_, field)| field.is_none());
            let near = nearest(&role.variable, free.map(|(variable, _)| variable.as_str()));
            if let Some(index) =
                variables.iter().position(|variable| Some(variable.as_str()) == near)
            {
                fields[index] = Some(role.field);
            }
            let wording = self.draft.written_in.no_such_variable(&role.variable, near);
            self.refuse_with(role.place, wording);
        }
        // A field that could not be read may be the one that is missing.
        if !self.draft.has_unreadable_field() {
            for (variable, _) in variables.iter().zip(&fields).filter(|(_, field)| field.is_none())
            {
                self.variable_without_field(variable);
            }
        }
        complete
    }

    fn variable_without_field(&mut self, variable: &str) {
        let without_role =
            self.draft.fields.iter().filter(|field| {
                !field.roles.iter().any(|role| matches!(role, RoleDraft::Path { .. }))
            });
        let near = nearest(variable, without_role.map(|field| field.name.as_str()));
        self.refuse_with(Place::Path, self.draft.written_in.variable_without_field(variable, near));
    }

    fn queries(&mut self) -> Vec<QueryField> {
        let mut queries: Vec<QueryField> = Vec::new();
        for (index, field, place, role) in self.draft.roles() {
            let RoleDraft::Query { name } = role else {
                continue;
            };
            if name.is_empty() {
                self.refuse(
                    place,
                    "a query parameter cannot have an empty name",
                    "give it the name that the API uses",
                );
            }
            if let Some(first) = queries.iter().find(|known| known.name == *name) {
                let first = &self.draft.fields[first.field].name;
                self.refuse_with(place, self.draft.written_in.query_sent_twice(name, first));
            }
            queries.push(QueryField { field: index, name: name.clone(), optional: field.optional });
        }
        queries
    }

    /// Headers have proper names of which each belongs to one field.
    fn headers(&mut self) -> Headers {
        let mut headers = Headers { valid: Vec::new(), refused: Vec::new() };
        for (index, field, place, role) in self.draft.roles() {
            let RoleDraft::Header { name: text } = role else {
                continue;
            };
            match self.header_name(text, place, &headers.valid) {
                Some(name) => {
                    headers.valid.push(HeaderField {
                        field: index,
                        name,
                        optional: field.optional,
                    });
                }
                // The name of a second field is sent all the same, by the first.
                None if headers.valid.iter().any(|known| known.name.is(text)) => {}
                None => headers.refused.push(text.clone()),
            }
        }
        headers
    }

    fn header_name(
        &mut self,
        text: &str,
        place: Place,
        known: &[HeaderField],
    ) -> Option<HeaderName> {
        let name = match HeaderName::parse(text) {
            Ok(name) => name,
            Err(error) => {
                self.problems.push(not_a_header_name(place, &error));
                return None;
            }
        };
        if let Some(reason) = name.reserved() {
            let wording = self.draft.written_in.reserved_header(name.as_str(), reason);
            self.refuse_with(place, wording);
            return None;
        }
        if let Some(first) = known.iter().find(|header| header.name == name) {
            let first = &self.draft.fields[first.field].name;
            self.refuse_with(place, self.draft.written_in.header_sent_twice(name.as_str(), first));
            return None;
        }
        Some(name)
    }

    /// A body is either one field or the members of an object, and only where the method allows one.
    fn body(&mut self, method: Option<Method>) -> Body {
        let mut members = Vec::new();
        let mut whole: Option<(usize, Place)> = None;
        for (index, field, place, role) in self.draft.roles() {
            let place = match role {
                RoleDraft::Body => place,
                RoleDraft::Member => Place::Field(index),
                RoleDraft::Header { .. }
                | RoleDraft::IdempotencyKey
                | RoleDraft::Path { .. }
                | RoleDraft::Query { .. } => continue,
            };
            if let Some(method) = method.filter(|method| !method.allows_body()) {
                self.refuse(
                    place,
                    format!("a {method} request has no body, and `{}` would be in it", field.name),
                    "give the field the role `path`, `query` or `header`",
                );
            }
            match (role, whole) {
                (RoleDraft::Member, _) => members.push(index),
                (_, None) => whole = Some((index, place)),
                (_, Some((first, _))) => {
                    let first = &self.draft.fields[first].name;
                    self.refuse(
                        place,
                        format!("the field `{first}` is already the whole body"),
                        "to send several fields as members of one JSON object, give none of them the role `body`",
                    );
                }
            }
        }
        match whole {
            Some((field, place)) => {
                self.body_is_alone(field, place, &members);
                Body::Whole { field, optional: self.draft.fields[field].optional }
            }
            None if members.is_empty() => Body::None,
            None => Body::Members(members),
        }
    }

    /// Nothing is decoded where nothing can come back.
    fn response(&mut self, method: Option<Method>) {
        let Some(method) = method.filter(|method| !method.allows_response_body()) else {
            return;
        };
        if self.draft.response == Part::Read(()) {
            self.refuse_with(Place::Response, self.draft.written_in.no_response_body(method));
        }
    }

    fn body_is_alone(&mut self, whole: usize, place: Place, members: &[usize]) {
        let fields = &self.draft.fields;
        let names: Vec<_> =
            members.iter().map(|member| format!("`{}`", fields[*member].name)).collect();
        let names = match names.as_slice() {
            [] => return,
            [one] => format!("{one} has no role and is a member of it"),
            [several @ .., last] => {
                format!("{} and {last} have no role and are members of it", several.join(", "))
            }
        };
        self.refuse(
            place,
            format!("`{}` cannot be the whole body, because {names}", fields[whole].name),
            "give every other field a role, or drop this one",
        );
    }

    fn refuse_with(&mut self, place: Place, Wording { message, help }: Wording) {
        self.refuse(place, message, help);
    }

    fn refuse(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(place, message).with_help(help));
    }
}

struct PathRole {
    field: usize,
    place: Place,
    variable: String,
}
