//! Answers.

use super::{
    Example, Location, Response, Shape, Status, Type, json::Node, media::Media, model::successes,
    names::InlineName, reader::Reader, reference::Kind, types::Types, vocabulary,
};
use crate::Part;

/// An answer as it is declared, for any status.
#[derive(Clone)]
pub(super) struct Answer {
    description: String,
    body: Option<Type>,
    schema: Option<String>,
    examples: Vec<Example>,
    inferred: Option<String>,
}

/// The answers of an operation.
pub(super) struct Answers {
    pub(super) responses: Vec<Response>,
    pub(super) success: Option<Type>,
    pub(super) error: Option<Type>,
}

impl Answers {
    /// Where the body of a success is declared.
    pub(super) fn success_location(&self) -> Option<Location> {
        let mut responses = self.responses.iter();
        let success =
            responses.find(|response| response.status.is_success() && response.body.is_some())?;
        Some(success.location.clone())
    }
}

impl<'t> Reader<'t> {
    /// Reads every answer of `components.responses`.
    pub(super) fn component_answers(&mut self) {
        for node in self.components.all(Kind::Response) {
            self.answer(node, InlineName::Whole(""));
        }
    }

    /// Reads `responses`. Inline types get names that begin with `owner`.
    pub(super) fn answers(&mut self, operation: Node<'t>, owner: &str) -> Option<Answers> {
        const HELP: &str = "declare the answers: `\"responses\": { \"200\": … }`";
        let list = self.required(operation, "responses", "the operation", HELP)?;
        if !list.is_object() {
            self.expected(list, "an object");
            return None;
        }
        if list.members().next().is_none() {
            self.refuse(list.location(), "the operation has no answer", HELP);
        }
        let mut responses: Vec<Response> = Vec::new();
        let mut complete = true;
        let mut named = (false, false);
        let has_success =
            list.members().any(|node| status(node.name()).is_some_and(Status::is_success));
        for node in list.members().filter(|node| !node.name().starts_with("x-")) {
            let status = self.status(node);
            // The first inline type is called after what it is, further ones after their status too.
            let (what, named) = match status {
                Some(Status::Default) if !has_success => ("Response", &mut named.0),
                Some(status) if status.is_success() => ("Response", &mut named.0),
                _ => ("Error", &mut named.1),
            };
            let owner = InlineName::Whole(owner);
            let first = InlineName::Word(&owner, what);
            let further = InlineName::Part(&first, node.name());
            let type_name = if std::mem::replace(named, true) { further } else { first };
            let answer = self.answer(node, type_name);
            let (Some(status), Some(answer)) = (status, answer) else {
                complete = false;
                continue;
            };
            if answer.body.is_some() {
                self.may_have_body(status, node.name_location());
            }
            responses.push(Response {
                status,
                description: answer.description,
                body: answer.body,
                schema: answer.schema,
                examples: answer.examples,
                inferred: answer.inferred,
                location: node.name_location(),
            });
        }
        let success = self.success_type(&responses);
        let error = self.error_type(&responses);
        complete.then_some(Answers { responses, success, error })
    }

    fn status(&mut self, node: Node<'t>) -> Option<Status> {
        let name = node.name();
        let status = status(name);
        if status.is_none() {
            self.refuse(
                node.name_location(),
                format!("`{name}` is no status"),
                "write a status such as `200`, a class such as `4XX`, or `default`",
            );
        }
        status
    }

    /// Some statuses say that there is no body, so what is declared for one could never be decoded.
    fn may_have_body(&mut self, status: Status, location: Location) {
        let section = match status {
            Status::Exact(204) => "15.3.5",
            Status::Exact(205) => "15.3.6",
            _ => return,
        };
        self.refuse(
            location,
            format!(
                "a response with the status {status} has no body (RFC 9110, section {section})"
            ),
            "declare it without `content`, or under another status",
        );
    }

    fn answer(&mut self, node: Node<'t>, type_name: InlineName<'_>) -> Option<Answer> {
        let resolved = self.resolve(node, Kind::Response)?;
        let declared = resolved.node;
        let mut answer = match self.answers.get(&declared.id()) {
            Some(known) => known.clone(),
            None => {
                let component = self.components.get(Kind::Response, declared.name());
                let answer = if component.is_some_and(|component| component == declared) {
                    let owner = InlineName::Whole("");
                    self.declared_answer(declared, InlineName::Part(&owner, declared.name()))
                } else {
                    self.declared_answer(declared, type_name)
                };
                self.answers.insert(declared.id(), answer.clone());
                answer
            }
        }?;
        if let Some(description) = resolved.description {
            description.clone_into(&mut answer.description);
        }
        Some(answer)
    }

    fn declared_answer(&mut self, node: Node<'t>, type_name: InlineName<'_>) -> Option<Answer> {
        if !self.check(node, &vocabulary::RESPONSE) {
            return None;
        }
        let help = "add `\"description\"`: OpenAPI wants one for each answer";
        let description = self.required_text(node, "description", "the answer", help);
        if self.is_misspelt(node, "content") {
            return None;
        }
        let inferred = self.inferred(node);
        let media = node.get("content").map_or(Part::Missing, |content| self.media(content));
        let (body, schema, examples) = match media {
            Part::Missing => (None, None, Vec::new()),
            Part::Read(Media { schema: Some(schema), examples }) => {
                (Some(self.schema(schema, type_name)), Some(schema.pointer()), examples)
            }
            Part::Read(Media { schema: None, examples }) => (Some(Type::Any), None, examples),
            Part::Unreadable => return None,
        };
        let description = description?.to_owned();
        Some(Answer { description, body, schema, examples, inferred })
    }

    /// A success has one type, because the caller gets one.
    fn success_type(&mut self, responses: &[Response]) -> Option<Type> {
        self.usual(&successes(responses).collect::<Vec<_>>(), "success")?.body.clone()
    }

    /// An error is one object, because the caller gets one. It need not be in every answer.
    fn error_type(&mut self, responses: &[Response]) -> Option<Type> {
        let successes: Vec<_> = successes(responses).collect();
        let is_success = |response: &&Response| {
            successes.iter().any(|success| success.status == response.status)
        };
        let errors: Vec<_> = responses
            .iter()
            .filter(|response| !is_success(response) && response.body.is_some())
            .collect();
        if errors.is_empty() {
            return self.success_as_error(&successes);
        }
        let usual = self.usual(&errors, "error")?;
        let ty = usual.body.as_ref()?;
        match self.types.behind(ty)? {
            Type::Named(name) => {
                let name = name.clone();
                self.error_object(&name, &usual.location)
            }
            _ => {
                self.not_an_error_object(ty, &usual.location);
                None
            }
        }
    }

    /// A `default` that stands for successes stands for every error too. Nobody asked for an error, so nothing is wrong
    /// if none can be made of it.
    fn success_as_error(&mut self, successes: &[&Response]) -> Option<Type> {
        let default = successes.iter().find(|response| response.status == Status::Default)?;
        let Type::Named(name) = self.types.behind(default.body.as_ref()?)? else {
            return None;
        };
        let name = name.clone();
        let schema = self.types.get_mut(&name)?;
        let Shape::Struct { .. } = schema.shape else {
            return None;
        };
        schema.error.get_or_insert_default();
        Some(Type::Named(name))
    }

    /// The answer with the body that most of these have; the others are reported.
    fn usual<'r>(&mut self, responses: &[&'r Response], what: &str) -> Option<&'r Response> {
        let types = &self.types;
        let first = *responses.first()?;
        if responses.iter().all(|other| difference(types, first, other).is_none()) {
            return Some(first);
        }
        let agreeing = |one: &Response| {
            responses.iter().filter(|other| difference(types, one, other).is_none()).count()
        };
        // The first of those that are equally frequent.
        let usual = *responses.iter().rev().max_by_key(|response| agreeing(response))?;
        let differences: Vec<_> = responses
            .iter()
            .filter_map(|other| Some((&other.location, difference(&self.types, usual, other)?)))
            .collect();
        for (location, difference) in differences {
            self.refuse(
                location.clone(),
                difference,
                format!("answer every {what} with one schema; what only some of them hold is optional in it"),
            );
        }
        Some(usual)
    }

    fn error_object(&mut self, name: &str, location: &Location) -> Option<Type> {
        let schema = self.types.get_mut(name)?;
        if let Shape::Struct { .. } = schema.shape {
            schema.error.get_or_insert_default();
            return Some(Type::Named(name.to_owned()));
        }
        self.not_an_error_object(&Type::Named(name.to_owned()), location);
        None
    }

    fn not_an_error_object(&mut self, ty: &Type, location: &Location) {
        self.refuse(
            location.clone(),
            format!("the body of an error is {}", described(ty)),
            "an error is an object that declares `properties`",
        );
    }
}

fn status(name: &str) -> Option<Status> {
    if name == "default" {
        return Some(Status::Default);
    }
    let (first, rest) = name.split_at_checked(1)?;
    let class = first.parse().ok().filter(|class| (1..=5).contains(class))?;
    match rest {
        "XX" => Some(Status::Class(class)),
        _ if rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()) => {
            name.parse().ok().map(Status::Exact)
        }
        _ => None,
    }
}

/// In what the bodies of two answers differ, as a sentence about the second.
fn difference(types: &Types, usual: &Response, other: &Response) -> Option<String> {
    let (one, two) = match (&usual.body, &other.body) {
        (None, None) => return None,
        (Some(one), Some(two)) => {
            if one == two
                || !types.is_known(one)
                || !types.is_known(two)
                || types.behind(one) == types.behind(two)
            {
                return None;
            }
            (described(one), described(two))
        }
        (one, two) => {
            let described =
                |body: &Option<Type>| body.as_ref().map_or("nothing".to_owned(), described);
            (described(one), described(two))
        }
    };
    Some(format!(
        "`{}` answers with {two}, but `{}` at {} with {one}",
        other.status, usual.status, usual.location
    ))
}

/// A type, for messages.
fn described(ty: &Type) -> String {
    match ty {
        Type::Any => "any JSON".to_owned(),
        Type::Boolean => "a boolean".to_owned(),
        Type::Boxed(inner) => described(inner),
        Type::DateTime => "a date and time".to_owned(),
        Type::Int32 | Type::Int64 | Type::Unsigned32 | Type::Unsigned64 => "an integer".to_owned(),
        Type::List(inner) => format!("a list of {}", described(inner)),
        Type::Map(inner) => format!("an object whose members are {}", described(inner)),
        Type::Named(name) => format!("`{name}`"),
        Type::Nullable(inner) => format!("{} or `null`", described(inner)),
        Type::Number => "a number".to_owned(),
        Type::String => "a string".to_owned(),
    }
}
