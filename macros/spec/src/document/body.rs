//! Request bodies.

use super::{
    Access, Additional, Docs, Example, Field, Location, Member, RequestBody, Shape, Type,
    json::Node,
    names::{self, InlineName},
    reader::Reader,
    reference::Kind,
    schema::Content,
    types::unknown,
    vocabulary,
};
use crate::{Part, RoleDraft};

/// A request body as it is declared.
#[derive(Clone)]
pub(super) struct Body {
    pub(super) request: RequestBody,
    pub(super) fields: Vec<Field>,
    /// As [`Operation::read_only`](super::Operation::read_only).
    pub(super) read_only: Vec<Field>,
    pub(super) examples: Vec<Example>,
    /// Where it is said whether the body is required; the body if nothing is said.
    pub(super) required_location: Location,
}

impl<'t> Reader<'t> {
    /// Reads every body of `components.requestBodies`.
    pub(super) fn component_bodies(&mut self) {
        for node in self.components.all(Kind::RequestBody) {
            self.body(node, "");
        }
    }

    /// Reads a request body. Inline types get names that begin with `owner`.
    pub(super) fn body(&mut self, node: Node<'t>, owner: &str) -> Option<Body> {
        let resolved = self.resolve(node, Kind::RequestBody)?;
        let declared = resolved.node;
        let mut body = match self.bodies.get(&declared.id()) {
            Some(known) => known.clone(),
            None => {
                let component = self.components.get(Kind::RequestBody, declared.name());
                let body = if component.is_some_and(|component| component == declared) {
                    self.declared_body(declared, &names::of_part(declared.name()))
                } else {
                    self.declared_body(declared, owner)
                };
                self.bodies.insert(declared.id(), body.clone());
                body
            }
        }?;
        if let (RequestBody::Whole { .. }, Some(description)) =
            (&body.request, resolved.description)
        {
            for field in &mut body.fields {
                field.docs.description = Some(description.to_owned());
            }
        }
        Some(body)
    }

    fn declared_body(&mut self, node: Node<'t>, owner: &str) -> Option<Body> {
        if !self.check(node, &vocabulary::REQUEST_BODY) {
            return None;
        }
        let docs = self.docs(node);
        let required = self.is_required(node);
        let help = "say what it is: `\"content\": { \"application/json\": { \"schema\": … } }`";
        let content = self.required(node, "content", "the request body", help)?;
        let media = match self.media(content) {
            Part::Read(media) => media,
            Part::Missing => {
                self.refuse(content.location(), "`content` is empty", help);
                return None;
            }
            Part::Unreadable => return None,
        };
        let Some(schema) = media.schema else {
            let location = content.members().next().unwrap_or(content).name_location();
            self.refuse(location, "the body has no `schema`", "add `\"schema\": {}` for any JSON");
            return None;
        };
        let mut read_only = Vec::new();
        let (request, fields) = if self.has_own_members_only(schema) {
            let (request, members) = self.own_members(schema, owner)?;
            let (hidden, sent): (Vec<_>, Vec<_>) =
                members.into_iter().partition(|member| member.access == Access::ReadOnly);
            read_only = hidden.into_iter().map(member_field).collect();
            (request, sent.into_iter().map(member_field).collect())
        } else {
            let ty = self.schema(schema, InlineName::Word(&InlineName::Whole(owner), "Body"));
            if ty == unknown() {
                return None;
            }
            let sensitive = self.is_sensitive(schema);
            let field = whole_field(node, docs, ty, required, sensitive);
            (RequestBody::Whole { schema: schema.pointer() }, vec![field])
        };
        Some(Body {
            request,
            fields,
            read_only,
            examples: media.examples,
            required_location: node
                .get("required")
                .map_or_else(|| node.name_location(), Node::location),
        })
    }

    fn own_members(&mut self, schema: Node<'t>, owner: &str) -> Option<(RequestBody, Vec<Member>)> {
        match self.content(schema, InlineName::Whole(owner)).0 {
            Content::Shape(Shape::Struct { members, additional }) => {
                let request = RequestBody::Members { additional, schema: schema.pointer() };
                Some((request, members))
            }
            Content::Shape(_) | Content::Type(_) => None,
        }
    }

    /// Whether a schema is an object that declares at least one member which requests have, and all of them itself.
    ///
    /// The members of such a body are fields of the operation. Any other body is one field.
    fn has_own_members_only(&self, schema: Node<'t>) -> bool {
        let is_object = schema.get("type").is_none_or(|word| word.text() == Some("object"));
        let is_reference = schema.get("$ref").is_some();
        is_object && !is_reference && self.count_own(schema).is_some_and(|count| count > 0)
    }

    /// The number of members that a schema declares itself for requests, or `None` if it refers to another for some.
    fn count_own(&self, schema: Node<'t>) -> Option<usize> {
        if schema.get("$ref").is_some() {
            return None;
        }
        let members = schema.get("properties").into_iter().flat_map(Node::members);
        let count = members.filter(|member| !self.says(*member, "readOnly")).count();
        let mut entries = schema.get("allOf").into_iter().flat_map(Node::entries);
        entries.try_fold(count, |sum, entry| Some(sum + self.count_own(entry)?))
    }
}

fn member_field(member: Member) -> Field {
    Field {
        rust_name: member.rust_name,
        wire_name: member.wire_name,
        roles: vec![RoleDraft::Member],
        docs: member.docs,
        deprecated: member.deprecated,
        sensitive: member.sensitive,
        ty: member.ty,
        required: member.required,
        preset: None,
        location: member.location,
    }
}

fn whole_field(node: Node<'_>, docs: Docs, ty: Type, required: bool, sensitive: bool) -> Field {
    Field {
        rust_name: "body".to_owned(),
        wire_name: "body".to_owned(),
        roles: vec![RoleDraft::Body],
        docs,
        deprecated: false,
        sensitive,
        ty,
        required,
        preset: None,
        location: node.name_location(),
    }
}

impl RequestBody {
    /// The same body without anything but the declared members.
    pub(super) fn without_additional(&self) -> Self {
        match self {
            Self::Members { schema, .. } => {
                Self::Members { additional: Additional::Ignored, schema: schema.clone() }
            }
            other => other.clone(),
        }
    }
}
