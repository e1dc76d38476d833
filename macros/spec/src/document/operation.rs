//! Paths and their operations.

use std::collections::BTreeMap;

use heck::{ToLowerCamelCase as _, ToPascalCase as _};

use super::{
    Docs, Example, Field, Location, Operation, RequestBody, SecurityScheme,
    endpoint::{Fields, Signed},
    json::Node,
    names,
    parameter::Parameters,
    reader::Reader,
    response::Answers,
    types::Owner,
    vocabulary,
};
use crate::{Endpoint, Method, draft::WrittenIn, path::Reading};

/// What an operation declares, as far as it could be read.
pub(super) struct Declared<'t> {
    pub(super) node: Node<'t>,
    /// The member of `paths` that it belongs to.
    pub(super) path: Node<'t>,
    pub(super) identity: Option<Identity>,
    pub(super) docs: Docs,
    pub(super) deprecated: bool,
    pub(super) fields: Fields,
    pub(super) body: RequestBody,
    /// As [`Operation::read_only`].
    pub(super) read_only: Vec<Field>,
    pub(super) examples: Vec<Example>,
    pub(super) answers: Option<Answers>,
    pub(super) signed: Signed,
    pub(super) security: Vec<SecurityScheme>,
}

/// What an operation is called.
pub(super) struct Identity {
    pub(super) id: String,
    pub(super) type_name: String,
    pub(super) location: Location,
}

impl<'t> Reader<'t> {
    /// Reads `paths`.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let mut operations = Vec::new();
        let mut shapes: BTreeMap<String, Node<'t>> = BTreeMap::new();
        let paths = self.object(self.root, "paths");
        let paths = paths.into_iter().flat_map(Node::members);
        for path in paths.filter(|path| !path.name().starts_with("x-")) {
            if let Some(first) = shapes.get(&shape(path.name())) {
                let at = first.name_location();
                self.refuse(
                    path.name_location(),
                    format!("this is the same path as `{}` at {at}", first.name()),
                    "declare all operations of a path in one place",
                );
            } else {
                shapes.insert(shape(path.name()), path);
            }
            self.path(path, &mut operations);
        }
        operations
    }

    fn path(&mut self, path: Node<'t>, operations: &mut Vec<Operation>) {
        if !self.check(path, &vocabulary::PATH_ITEM) {
            return;
        }
        self.docs(path);
        let methods: Vec<_> =
            path.members().filter_map(|node| Some((node, method(node.name())?))).collect();
        let first = methods.first().filter(|_| path.get("parameters").is_some());
        let owner = first.map(|(node, method)| owner(*node, path, *method));
        let parameters = self.parameter_list(path, &owner.unwrap_or_default());
        if methods.is_empty() {
            for problem in Reading::of(path.name(), WrittenIn::Document).problems {
                self.refuse(
                    path.name_location(),
                    problem.message(),
                    problem.help().unwrap_or_default(),
                );
            }
        }
        for (node, method) in methods {
            let Some(declared) = self.operation(node, path, method, &parameters) else {
                continue;
            };
            let endpoint = self.endpoint(&declared, &declared.fields);
            let variants = self.variants(&declared);
            operations.extend(endpoint.and_then(|endpoint| declared.into_operation(endpoint)));
            operations.extend(variants);
        }
    }

    fn operation(
        &mut self,
        node: Node<'t>,
        path: Node<'t>,
        method: Method,
        path_parameters: &Parameters<'t>,
    ) -> Option<Declared<'t>> {
        if !self.check(node, &vocabulary::OPERATION) {
            return None;
        }
        let identity = self.identity(node, "the operation", || {
            let name = owner(node, path, method).to_lower_camel_case();
            format!("add a name for it, such as `\"operationId\": \"{name}\"`")
        });
        let owner = match &identity {
            Some(identity) => identity.type_name.clone(),
            None => owner(node, path, method),
        };
        let parameters = self.parameter_list(node, &owner).with_those_of_path(path_parameters);
        let mut fields = self.fields(parameters);
        let mut examples = Vec::new();
        let mut read_only = Vec::new();
        let body = match node.get("requestBody") {
            Some(body) => {
                let read = self.body(body, &owner);
                if method.allows_body() {
                    match read {
                        Some(read) => {
                            fields.add_body(read.fields, &read.required_location);
                            examples = read.examples;
                            read_only = read.read_only;
                            read.request
                        }
                        None => {
                            fields.unreadable = true;
                            RequestBody::None
                        }
                    }
                } else {
                    fields.unreadable = true;
                    self.refuse(
                        body.name_location(),
                        format!("a {method} request has no body"),
                        "declare parameters in `query`, or use another method",
                    );
                    RequestBody::None
                }
            }
            None => {
                fields.unreadable |= self.is_misspelt(node, "requestBody");
                RequestBody::None
            }
        };
        self.check_rust_names(&fields);
        let answers = self.answers(node, &owner);
        let requirements =
            self.requirements(node).unwrap_or_else(|| self.document_security.clone());
        let signed = self.signed(node, &requirements);
        Some(Declared {
            docs: self.docs(node),
            deprecated: self.flag(node, "deprecated"),
            security: requirements.schemes,
            node,
            path,
            identity,
            fields,
            body,
            read_only,
            examples,
            answers,
            signed,
        })
    }

    /// Reads `operationId`, which has to be there and unlike any other.
    pub(super) fn identity(
        &mut self,
        node: Node<'t>,
        what: &str,
        help: impl Fn() -> String,
    ) -> Option<Identity> {
        let Some(id) = node.get("operationId") else {
            if !self.is_misspelt(node, "operationId") {
                let message = format!("{what} has no `operationId`");
                self.refuse(node.name_location(), message, help());
            }
            return None;
        };
        let text = self.as_text(id)?;
        let Some(type_name) = names::of_type(text) else {
            self.no_type_name(text, id.location());
            return None;
        };
        if let Some(first) = self.operation_ids.get(text) {
            let message = format!("the operation at {first} is called `{text}` already");
            self.refuse(id.location(), message, "name one of them differently");
            return None;
        }
        self.operation_ids.insert(text, id.location());
        self.types.add_name(&type_name, id.location(), Owner::Operation(text.to_owned()));
        Some(Identity { id: text.to_owned(), type_name, location: id.name_location() })
    }
}

impl Declared<'_> {
    /// The operation, if all of it could be read.
    fn into_operation(self, endpoint: Endpoint) -> Option<Operation> {
        let identity = self.identity?;
        let answers = self.answers?;
        Some(Operation {
            id: identity.id,
            type_name: identity.type_name,
            docs: self.docs,
            deprecated: self.deprecated,
            endpoint,
            fields: self.fields.into_fields(),
            body: self.body,
            read_only: self.read_only,
            responses: answers.responses,
            success: answers.success,
            error: answers.error,
            variant_of: None,
            signed_location: self.signed.location.unwrap_or_else(|| identity.location.clone()),
            signed_did_you_mean: self.signed.did_you_mean,
            location: identity.location,
            path_location: self.path.name_location(),
            method_location: self.node.name_location(),
            examples: self.examples,
            security: self.security,
        })
    }
}

/// The beginning of the names of inline types: the type name of the operation, or what it could be called.
fn owner(node: Node<'_>, path: Node<'_>, method: Method) -> String {
    let id = node.get("operationId").and_then(Node::text);
    id.and_then(names::of_type).unwrap_or_else(|| {
        let words =
            path.name().split('/').filter(|word| !word.starts_with('{') && !is_version(word));
        let words: Vec<_> = words.collect();
        format!("{} {}", method.as_str().to_ascii_lowercase(), words.join(" ")).to_pascal_case()
    })
}

/// `v1`
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix('v').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn method(name: &str) -> Option<Method> {
    Method::ALL.into_iter().find(|method| method.as_str().to_ascii_lowercase() == name)
}

/// The path without the names of its variables: two paths that differ only in these are one path.
fn shape(path: &str) -> String {
    let segments: Vec<_> = path
        .split('/')
        .map(
            |segment| {
                if segment.starts_with('{') && segment.ends_with('}') { "{}" } else { segment }
            },
        )
        .collect();
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_v_and_a_number() {
        for (segment, expected) in
            [("v1", true), ("v20", true), ("v", false), ("views", false), ("v1beta", false)]
        {
            assert_eq!(is_version(segment), expected, "{segment}");
        }
    }
}
