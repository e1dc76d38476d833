//! Operations as endpoints, under the same rules as annotated structs.

use std::collections::BTreeMap;

use super::{
    Field, Location, json::Node, operation::Declared, parameter::Parameters, reader::Reader,
    security::Requirements,
};
use crate::{
    Endpoint, EndpointDraft, FieldDraft, Part, Place, RoleDraft, SecurityScheme, draft::WrittenIn,
    nearest,
};

/// The fields of an operation.
#[derive(Clone, Default)]
pub(super) struct Fields {
    pub(super) list: Vec<Placed>,
    /// Whether there is something that could not be read.
    pub(super) unreadable: bool,
}

/// A field, and where its parts stand.
#[derive(Clone)]
pub(super) struct Placed {
    pub(super) field: Field,
    /// The place of each role.
    roles: Vec<Location>,
    /// Where it is said whether it is required.
    required: Location,
    /// What to ask if it may be meant to repeat another.
    did_you_mean: Option<String>,
}

impl Fields {
    pub(super) fn add_body(&mut self, fields: Vec<Field>, required: &Location) {
        self.list.extend(fields.into_iter().map(|field| Placed {
            roles: vec![field.location.clone()],
            required: required.clone(),
            did_you_mean: None,
            field,
        }));
    }

    pub(super) fn into_fields(self) -> Vec<Field> {
        self.list.into_iter().map(|placed| placed.field).collect()
    }

    fn drafts(&self) -> Vec<FieldDraft> {
        let read = self.list.iter().map(|Placed { field, .. }| {
            let mut draft = FieldDraft::new(&field.wire_name, field.roles.iter().cloned());
            draft.optional = !field.required;
            draft
        });
        let unreadable = self.unreadable.then(|| {
            let mut draft = FieldDraft::new("", []);
            draft.unreadable = true;
            draft
        });
        read.chain(unreadable).collect()
    }
}

/// The signed header list.
pub(super) struct Signed {
    names: Part<Vec<Option<String>>>,
    /// The place of the member; `None` if there is none.
    pub(super) location: Option<Location>,
    /// What to ask if there is none, and another extension may be meant as it.
    pub(super) did_you_mean: Option<String>,
    /// The place of the list, and of each entry.
    list: Option<Location>,
    entries: Vec<Location>,
}

impl<'t> Reader<'t> {
    /// The fields for parameters. A header that repeats a path parameter is a role of that parameter's field.
    pub(super) fn fields(&mut self, parameters: Parameters<'t>) -> Fields {
        let mut fields = Fields { list: Vec::new(), unreadable: parameters.unreadable };
        let mut repeating = Vec::new();
        for parameter in parameters.list {
            if parameter.repeats.is_some() {
                repeating.push(parameter);
                continue;
            }
            fields.list.push(Placed {
                field: parameter.field,
                roles: parameter.role_locations,
                required: parameter.required_location,
                did_you_mean: parameter.did_you_mean,
            });
        }
        for parameter in repeating {
            let Some(repeats) = parameter.repeats else {
                continue;
            };
            let Some(name) = repeats.text() else {
                fields.unreadable = true;
                continue;
            };
            let is_path =
                |placed: &&mut Placed| {
                    placed.field.roles.iter().any(
                        |role| matches!(role, RoleDraft::Path { variable } if variable == name),
                    )
                };
            let Some(placed) = fields.list.iter_mut().find(is_path) else {
                if !fields.unreadable {
                    self.repeats_nothing(repeats, name, &fields);
                }
                fields.unreadable = true;
                continue;
            };
            let (one, two) = (&placed.field.ty, &parameter.field.ty);
            let known = self.types.is_known(one) && self.types.is_known(two);
            if known && self.types.behind(one) != self.types.behind(two) {
                self.refuse(
                    repeats.location(),
                    format!(
                        "`{}` repeats `{name}`, but its schema is a different one",
                        parameter.field.wire_name
                    ),
                    "give both the same schema",
                );
            }
            // The field speaks for both.
            let reasons = [placed.field.docs.inferred.take(), parameter.field.docs.inferred];
            placed.field.docs.inferred =
                reasons.into_iter().flatten().reduce(|one, two| format!("{one}; {two}"));
            placed.field.sensitive |= parameter.field.sensitive;
            placed.field.roles.extend(parameter.field.roles);
            placed.roles.extend(parameter.role_locations);
        }
        fields
    }

    fn repeats_nothing(&mut self, repeats: Node<'t>, name: &str, fields: &Fields) {
        let variables = fields.list.iter().flat_map(|placed| &placed.field.roles).filter_map(
            |role| match role {
                RoleDraft::Path { variable } => Some(variable.as_str()),
                _ => None,
            },
        );
        let help = match nearest(name, variables) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a parameter that is declared with `\"in\": \"path\"`".to_owned(),
        };
        let message = format!("the operation has no path parameter `{name}`");
        self.refuse(repeats.location(), message, help);
    }

    /// Each field has a Rust name of its own.
    pub(super) fn check_rust_names(&mut self, fields: &Fields) {
        let mut names: BTreeMap<&str, &Placed> = BTreeMap::new();
        for placed in &fields.list {
            let field = &placed.field;
            if let Some(first_placed) = names.get(field.rust_name.as_str()) {
                let first = &first_placed.field;
                // The members of the body were compared with each other when it was read.
                let are_members =
                    [field, first].iter().all(|field| field.roles.contains(&RoleDraft::Member));
                if are_members || field.rust_name.is_empty() {
                    continue;
                }
                let did_you_mean =
                    placed.did_you_mean.clone().or_else(|| first_placed.did_you_mean.clone());
                let first = &first.wire_name;
                let both = format!("`{}` and `{first}`", field.wire_name);
                let (both, help) = match field.roles.first() {
                    Some(RoleDraft::Body) => (
                        format!("the body and the parameter `{first}`"),
                        "declare the body as an object with `properties`, in the operation itself: then its members \
                         are fields",
                    ),
                    Some(RoleDraft::Member) => (
                        both,
                        "move the schema of the body to `components.schemas` and refer to it: then the body is one \
                         field, called `body`",
                    ),
                    Some(RoleDraft::Path { .. }) => {
                        (both, "the name of a path parameter is free; choose another")
                    }
                    _ => (both, "leave one of them out"),
                };
                self.refuse(
                    field.location.clone(),
                    format!("{both} give one Rust name, `{}`", field.rust_name),
                    did_you_mean.unwrap_or_else(|| help.to_owned()),
                );
            } else {
                names.insert(&field.rust_name, placed);
            }
        }
    }

    /// Reads `x-signed-headers`.
    pub(super) fn signed(&mut self, operation: Node<'t>, requirements: &Requirements) -> Signed {
        let mut signed = Signed {
            names: Part::Missing,
            location: None,
            did_you_mean: None,
            list: None,
            entries: Vec::new(),
        };
        let Some(list) = operation.get("x-signed-headers") else {
            signed.did_you_mean = Self::did_you_mean(operation, "x-signed-headers");
            return signed;
        };
        signed.location = Some(list.name_location());
        signed.list = Some(list.location());
        let is_required = requirements.schemes.contains(&SecurityScheme::MessageSignature);
        if !is_required && !requirements.unreadable {
            let help = match self.schemes.signature() {
                Some(name) => format!(
                    "require the signature, for the operation or the document: `\"security\": [{{ \"{name}\": [] }}]`"
                ),
                None => "declare a security scheme with `\"x-signature-scheme\": \"RSA-SHA256V1\"` and name it in \
                         `security`"
                    .to_owned(),
            };
            self.refuse(
                list.name_location(),
                "no signature is required, so nothing signs these headers",
                help,
            );
        }
        if !list.is_list() {
            self.expected(list, "a list");
            signed.names = Part::Unreadable;
            return signed;
        }
        signed.entries = list.entries().map(Node::location).collect();
        let names = list.entries().map(|entry| self.as_text(entry).map(str::to_owned)).collect();
        signed.names = Part::Read(names);
        signed
    }

    /// Checks an operation with these fields.
    pub(super) fn endpoint(
        &mut self,
        declared: &Declared<'t>,
        fields: &Fields,
    ) -> Option<Endpoint> {
        let draft = EndpointDraft {
            written_in: WrittenIn::Document,
            method: Part::Read(declared.node.name().to_ascii_uppercase()),
            path: Part::Read(declared.path.name().to_owned()),
            signed: declared.signed.names.clone(),
            response: match &declared.answers {
                Some(answers) if answers.success.is_some() => Part::Read(()),
                Some(_) => Part::Missing,
                None => Part::Unreadable,
            },
            fields: fields.drafts(),
            idempotency_key: None,
        };
        let problems = match Endpoint::check(&draft) {
            Ok(endpoint) => return Some(endpoint),
            Err(problems) => problems,
        };
        for problem in problems {
            let location = place(declared, fields, problem.place());
            let location = location.unwrap_or_else(|| declared.node.name_location());
            match problem.help() {
                Some(help) => self.refuse(location, problem.message(), help),
                None => self.refuse_without_help(location, problem.message()),
            }
        }
        None
    }
}

/// Where a part of the draft stands in the document.
fn place(declared: &Declared<'_>, fields: &Fields, place: Place) -> Option<Location> {
    let field = |index: usize| fields.list.get(index);
    match place {
        Place::Method => Some(declared.node.name_location()),
        Place::Path => Some(declared.path.name_location()),
        Place::Response => declared.answers.as_ref()?.success_location(),
        Place::SignedList => declared.signed.list.clone(),
        Place::SignedName(index) => declared.signed.entries.get(index).cloned(),
        Place::Field(index) => field(index).map(|placed| placed.field.location.clone()),
        Place::FieldType(index) => field(index).map(|placed| placed.required.clone()),
        Place::Role { field: index, role } => field(index)?.roles.get(role).cloned(),
    }
}
