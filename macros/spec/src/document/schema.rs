//! Schemas, as types.

mod enumeration;
mod integer;
mod keyword;
mod object;

use std::collections::BTreeSet;

use self::keyword::Kinds;
use super::{
    Docs, Location, Schema, Shape, Type,
    json::Node,
    names::{self, InlineName},
    reader::Reader,
    reference::Kind,
    types::{Owner, unknown},
    vocabulary,
};

/// What a schema describes.
pub(super) enum Content {
    /// An object or an enum, which needs a name.
    Shape(Shape),
    /// A type that is written where it is used.
    Type(Type),
}

impl<'t> Reader<'t> {
    /// Reads every schema of `components.schemas`.
    pub(super) fn component_schemas(&mut self) {
        for node in self.components.all(Kind::Schema) {
            let Some(type_name) = names::of_type(node.name()) else {
                // What is wrong inside is said all the same.
                self.content(node, InlineName::Part(&InlineName::Whole("Schema"), node.name()));
                self.no_type_name(node.name(), node.name_location());
                continue;
            };
            let shape = match self.content(node, InlineName::Whole(&type_name)).0 {
                Content::Shape(shape) => shape,
                Content::Type(ty) => Shape::Alias(ty),
            };
            let mut schema = self.declared(node, type_name, shape);
            schema.location = node.name_location();
            self.types.add(schema, Owner::Component(node.name().to_owned()));
        }
    }

    /// Reports a name that its author can change.
    pub(super) fn no_type_name(&mut self, name: &str, location: Location) {
        self.refuse(
            location,
            format!("{name:?} gives no name for a Rust type"),
            "begin the name with a letter",
        );
    }

    /// The name of the field for a value, which is reported if there is none.
    pub(super) fn field_name(
        &mut self,
        name: &str,
        rust_name: Option<String>,
        location: Location,
        help: &str,
    ) -> String {
        rust_name.unwrap_or_else(|| {
            let message =
                format!("{name:?} gives no Rust name, because it has no letter and no digit");
            self.refuse(location, message, help);
            String::new()
        })
    }

    /// The type of a value whose schema stands here. If it needs a name, it gets this one.
    pub(super) fn schema(&mut self, node: Node<'t>, type_name: InlineName<'_>) -> Type {
        let (content, nullable) = self.content(node, type_name);
        let ty = match content {
            Content::Type(ty) => ty,
            Content::Shape(shape) => self.inline(node, type_name.to_string(), shape),
        };
        if nullable { Type::Nullable(Box::new(ty)) } else { ty }
    }

    fn inline(&mut self, node: Node<'t>, type_name: String, shape: Shape) -> Type {
        // The name begins with that of a component, which may be unfit for a type.
        let Some(type_name) = names::of_inline_type(&type_name) else {
            self.refuse(
                node.location(),
                format!("this schema needs a Rust type, and `{type_name}` is no name for one"),
                "move it to `components.schemas`, under a name that begins with a letter",
            );
            return unknown();
        };
        let schema = self.declared(node, type_name.clone(), shape);
        self.types.add(schema, Owner::Inline);
        Type::Named(type_name)
    }

    fn declared(&mut self, node: Node<'t>, type_name: String, shape: Shape) -> Schema {
        Schema {
            docs: self.schema_docs(node),
            deprecated: self.flag(node, "deprecated"),
            error: self.error_members(node, &type_name),
            shape,
            side: None,
            counterpart: None,
            left_out: Vec::new(),
            location: node.location(),
            type_name,
        }
    }

    /// What a schema describes, and whether the value may be `null` instead.
    pub(super) fn content(&mut self, node: Node<'t>, type_name: InlineName<'_>) -> (Content, bool) {
        match node.boolean() {
            Some(true) => return (Content::Type(Type::Any), false),
            Some(false) => {
                self.refuse(
                    node.location(),
                    "the schema `false` allows no value",
                    "remove the part, or say what its value is",
                );
                return (Content::Type(unknown()), false);
            }
            None => {}
        }
        if let Some(reference) = node.get("$ref") {
            return self.reference(node, reference);
        }
        if !node.is_object() {
            self.expected(node, "a schema, which is an object or `true`");
            return (Content::Type(unknown()), false);
        }
        self.check(node, &vocabulary::SCHEMA);
        self.keyword_values(node);
        let shaping = ["$ref", "allOf", "enum", "properties", "type"];
        if shaping.into_iter().any(|keyword| self.is_misspelt(node, keyword)) {
            return (Content::Type(unknown()), false);
        }
        let Some(Kinds { kind, nullable }) = self.kinds(node) else {
            return (Content::Type(unknown()), false);
        };
        let content = match kind {
            keyword::Kind::Any => Content::Type(Type::Any),
            keyword::Kind::Boolean => Content::Type(Type::Boolean),
            keyword::Kind::Integer => Content::Type(self.integer(node)),
            keyword::Kind::List => Content::Type(self.items(node, type_name)),
            keyword::Kind::Number => Content::Type(Type::Number),
            keyword::Kind::Object => self.object_schema(node, type_name),
            keyword::Kind::String => match node.get("enum") {
                Some(values) => self.enumeration(node, values),
                None => Content::Type(match node.get("format").and_then(Node::text) {
                    Some("date-time") => Type::DateTime,
                    _ => Type::String,
                }),
            },
        };
        (content, nullable)
    }

    fn reference(&mut self, node: Node<'t>, reference: Node<'t>) -> (Content, bool) {
        self.check(node, &vocabulary::SCHEMA_REFERENCE);
        self.keyword_values(node);
        let Some(target) = self.target(reference, Kind::Schema) else {
            return (Content::Type(unknown()), false);
        };
        let (ty, nullable) = match self.referred_types.get(&target.id()) {
            Some(known) => known.clone(),
            None => {
                let ty = names::of_type(target.name()).map_or_else(unknown, Type::Named);
                let known = (ty, self.may_be_null(target));
                self.referred_types.insert(target.id(), known.clone());
                known
            }
        };
        (Content::Type(ty), nullable)
    }

    /// Whether the values of a component may be `null`.
    ///
    /// The type of such a component is the type without `null`, and each reference to it may be `null`.
    fn may_be_null(&mut self, component: Node<'t>) -> bool {
        let mut chain = BTreeSet::new();
        let mut node = component;
        let nullable = loop {
            if let Some(known) = self.nullable.get(&node.id()) {
                break *known;
            }
            if !chain.insert(node.id()) {
                break false;
            }
            if node.get("$ref").is_none() {
                break keyword::allows_null(node);
            }
            match self.referred(node) {
                Some(next) => node = next,
                None => break false,
            }
        };
        self.nullable.extend(chain.into_iter().map(|id| (id, nullable)));
        nullable
    }

    fn items(&mut self, node: Node<'t>, type_name: InlineName<'_>) -> Type {
        let item = match node.get("items") {
            Some(items) => self.schema(items, InlineName::Word(&type_name, "Item")),
            None => Type::Any,
        };
        Type::List(Box::new(item))
    }

    /// Whether `Debug` must not show a value: `x-sensitive` or `format: password`, here or where a `$ref` leads.
    pub(super) fn is_sensitive(&mut self, node: Node<'t>) -> bool {
        let mut seen = BTreeSet::new();
        let mut node = node;
        loop {
            if self.flag(node, "x-sensitive")
                || node.get("format").and_then(Node::text) == Some("password")
            {
                return true;
            }
            let inside = || node.get("items").or_else(|| node.get("additionalProperties"));
            match self.referred(node).or_else(inside) {
                Some(next) if seen.insert(next.id()) => node = next,
                _ => return false,
            }
        }
    }

    /// The texts of a member. What a reference does not say itself, the schema that it leads to says.
    pub(super) fn member_docs(&mut self, node: Node<'t>) -> Docs {
        let mut docs = self.schema_docs(node);
        let mut seen = BTreeSet::new();
        let mut node = node;
        while docs.summary.is_none() && docs.description.is_none() {
            match self.referred(node) {
                Some(next) if seen.insert(next.id()) => node = next,
                _ => break,
            }
            let Docs { summary, description, .. } = self.schema_docs(node);
            docs = Docs { summary, description, ..docs };
        }
        docs
    }

    /// Whether a member should no longer be used.
    pub(super) fn is_deprecated(&mut self, node: Node<'t>) -> bool {
        self.flag(node, "deprecated")
            || self
                .referred(node)
                .is_some_and(|node| node.get("deprecated").and_then(Node::boolean) == Some(true))
    }

    /// The schema that is no reference, or the one that closes a circle of references.
    pub(super) fn end_of_references(&self, node: Node<'t>) -> Node<'t> {
        let mut seen = BTreeSet::new();
        let mut node = node;
        while let Some(next) = self.referred(node).filter(|next| seen.insert(next.id())) {
            node = next;
        }
        node
    }

    /// The schema that the `$ref` of a schema leads to, without complaints about it.
    pub(super) fn referred(&self, node: Node<'t>) -> Option<Node<'t>> {
        let text = node.get("$ref")?.text()?;
        self.components.get(Kind::Schema, text.strip_prefix("#/components/schemas/")?)
    }
}
