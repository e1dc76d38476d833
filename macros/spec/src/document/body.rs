//! Request bodies.

use super::{
    Additional, Docs, Example, Field, Location, Member, RequestBody, Shape, Type,
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
        let (request, fields) = if has_own_members_only(schema) {
            self.member_fields(schema, owner)?
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
            examples: media.examples,
            required_location: node
                .get("required")
                .map_or_else(|| node.name_location(), Node::location),
        })
    }

    fn member_fields(
        &mut self,
        schema: Node<'t>,
        owner: &str,
    ) -> Option<(RequestBody, Vec<Field>)> {
        match self.content(schema, InlineName::Whole(owner)).0 {
            Content::Shape(Shape::Struct { members, additional }) => {
                let request = RequestBody::Members { additional, schema: schema.pointer() };
                Some((request, members.into_iter().map(member_field).collect()))
            }
            Content::Shape(_) | Content::Type(_) => None,
        }
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

/// Whether a schema is an object that declares at least one member, and all of them itself.
///
/// The members of such a body are fields of the operation. Any other body is one field.
fn has_own_members_only(schema: Node<'_>) -> bool {
    let is_object = schema.get("type").is_none_or(|word| word.text() == Some("object"));
    is_object && schema.get("$ref").is_none() && own_members(schema).is_some_and(|count| count > 0)
}

/// The number of members that a schema declares itself, or `None` if it refers to another for some.
fn own_members(schema: Node<'_>) -> Option<usize> {
    if schema.get("$ref").is_some() {
        return None;
    }
    let properties = schema.get("properties").map_or(0, |members| members.members().count());
    let entries = schema.get("allOf").into_iter().flat_map(Node::entries);
    entries.map(own_members).try_fold(properties, |sum, count| Some(sum + count?))
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
