//! What holds in every model.

use std::collections::{BTreeMap, BTreeSet};

use countersign_spec::{
    Access, Additional, Body, Document, Location, Operation, PathPiece, RequestBody, RoleDraft,
    Schema, Shape, Type,
};
use serde_json::Value;

pub(super) fn check(document: &Document, text: &str) {
    let json: Value = serde_json::from_str(text).unwrap();
    let check = Check { document, json: &json, text };
    let operations = document.operations.iter().map(|operation| &operation.type_name);
    let schemas = document.schemas.iter().map(|schema| &schema.type_name);
    unique("type", operations.chain(schemas));
    unique("operation", document.operations.iter().map(|operation| &operation.id));
    document.operations.iter().for_each(|operation| check.operation(operation));
    document.schemas.iter().for_each(|schema| check.schema(schema));
    let places = document.schemas.iter().map(|schema| &schema.location);
    assert!(places.map(|at| (at.line(), at.column())).is_sorted(), "schemas are out of order");
    check.every_type_is_finite();
}

struct Check<'d> {
    document: &'d Document,
    json: &'d Value,
    text: &'d str,
}

impl Check<'_> {
    fn operation(&self, operation: &Operation) {
        let fields = &operation.fields;
        unique("field", fields.iter().map(|field| &field.rust_name));
        for field in fields {
            self.ty(&field.ty);
            self.location(&field.location);
            assert!(!field.roles.is_empty(), "{field:?}");
            let is_member = field.roles.contains(&RoleDraft::Member);
            assert!(field.preset.is_none() || is_member && field.required, "{field:?}");
        }
        let endpoint = &operation.endpoint;
        for piece in endpoint.path_pieces() {
            if let PathPiece::Field(index) = piece {
                let roles = &fields[index].roles;
                let is_path = |role: &RoleDraft| matches!(role, RoleDraft::Path { .. });
                assert!(fields[index].required && roles.iter().any(is_path), "{roles:?}");
            }
        }
        for query in endpoint.queries() {
            let role = RoleDraft::Query { name: query.name.clone() };
            assert!(fields[query.field].roles.contains(&role));
            assert_eq!(fields[query.field].required, !query.optional);
        }
        for header in endpoint.headers() {
            let role = RoleDraft::Header { name: header.name.to_string() };
            assert!(fields[header.field].roles.contains(&role));
            assert_eq!(fields[header.field].required, !header.optional);
        }
        match (&operation.body, endpoint.body()) {
            (RequestBody::None, Body::None) => {}
            (RequestBody::Members { additional, schema }, Body::Members(members)) => {
                self.additional(additional);
                assert!(self.json.pointer(schema).is_some(), "{schema}");
                assert!(members.iter().all(|index| fields[*index].roles == [RoleDraft::Member]));
            }
            (RequestBody::Whole { schema }, Body::Whole { field, .. }) => {
                assert!(self.json.pointer(schema).is_some(), "{schema}");
                assert_eq!(fields[*field].roles, [RoleDraft::Body]);
            }
            other => panic!("{other:?}"),
        }
        for response in &operation.responses {
            response.body.iter().for_each(|body| self.ty(body));
            self.location(&response.location);
            let examples = response.examples.iter().map(|example| &example.pointer);
            for pointer in response.schema.iter().chain(examples) {
                assert!(self.json.pointer(pointer).is_some(), "{pointer}");
            }
        }
        for example in &operation.examples {
            assert!(self.json.pointer(&example.pointer).is_some(), "{example:?}");
        }
        operation.success.iter().for_each(|success| self.ty(success));
        if let Some(error) = &operation.error {
            let Type::Named(name) = error else {
                panic!("{error:?}");
            };
            let schema = self.document.schema(name).unwrap();
            assert!(matches!(schema.shape, Shape::Struct { .. }) && schema.error.is_some());
        }
        if let Some(base) = &operation.variant_of {
            assert!(self.document.operation(base).is_some());
        }
        self.location(&operation.location);
        self.location(&operation.path_location);
        self.location(&operation.method_location);
        self.location(&operation.signed_location);
    }

    fn schema(&self, schema: &Schema) {
        self.location(&schema.location);
        let mut members_names = BTreeSet::new();
        match &schema.shape {
            Shape::Alias(ty) => {
                assert!(!matches!(ty, Type::Nullable(_)), "{schema:?}");
                self.ty(ty);
            }
            Shape::Enum { values, unknown } => {
                assert!(!values.is_empty());
                unique("value", values.iter().map(|value| &value.value));
                unique("variant", values.iter().map(|value| &value.variant).chain([unknown]));
            }
            Shape::Struct { members, additional } => {
                unique("member", members.iter().map(|member| &member.rust_name));
                self.additional(additional);
                for member in members {
                    self.ty(&member.ty);
                    self.location(&member.location);
                    members_names.insert(member.rust_name.as_str());
                }
                let mut wire_names = Vec::new();
                self.wire_names(schema, &mut wire_names);
                unique("name", wire_names.into_iter());
            }
            other => panic!("{other:?}"),
        }
        let counterpart = schema.counterpart.as_ref();
        if let Some(counterpart) = counterpart.map(|name| self.document.schema(name).unwrap()) {
            assert_eq!(counterpart.counterpart.as_ref(), Some(&schema.type_name));
            assert!(schema.side.is_some() && counterpart.side.is_some());
            assert_ne!(counterpart.side, schema.side);
        }
        self.side(schema);
        if let Some(error) = &schema.error {
            for name in error.code.iter().chain(&error.message) {
                assert!(members_names.contains(name.as_str()), "{schema:?}");
            }
        }
    }

    /// The type of one side is made of what that side or both have.
    fn side(&self, schema: &Schema) {
        let (members, mut types) = match &schema.shape {
            Shape::Alias(ty) => (&[][..], vec![ty]),
            Shape::Struct { members, additional: Additional::Kept(ty) } => (&members[..], vec![ty]),
            Shape::Struct { members, .. } => (&members[..], Vec::new()),
            _ => return,
        };
        types.extend(members.iter().map(|member| &member.ty));
        for ty in types {
            let mut ty = ty;
            while let Type::Boxed(inner)
            | Type::List(inner)
            | Type::Map(inner)
            | Type::Nullable(inner) = ty
            {
                ty = inner;
            }
            if let Type::Named(name) = ty {
                let side = self.document.schema(name).unwrap().side;
                assert!(side.is_none() || side == schema.side, "{name} in {schema:?}");
            }
        }
        for member in members {
            match schema.side {
                Some(side) => assert!(member.access.is_on(side), "{schema:?}"),
                None => assert_eq!(member.access, Access::ReadWrite, "{schema:?}"),
            }
        }
        assert!(
            schema
                .left_out
                .iter()
                .all(|member| schema.side.is_some_and(|side| !member.access.is_on(side)))
        );
    }

    /// The names in JSON of all members, those of the parts included.
    fn wire_names<'s>(&'s self, schema: &'s Schema, into: &mut Vec<&'s String>) {
        let Shape::Struct { members, .. } = &schema.shape else {
            panic!("{schema:?}");
        };
        for member in members {
            if member.flattened {
                self.wire_names(self.behind(&member.ty), into);
            } else {
                into.push(&member.wire_name);
            }
        }
    }

    fn behind(&self, ty: &Type) -> &Schema {
        match ty {
            Type::Boxed(inner) => self.behind(inner),
            Type::Named(name) => {
                let schema = self.document.schema(name).unwrap();
                match &schema.shape {
                    Shape::Alias(ty) => self.behind(ty),
                    _ => schema,
                }
            }
            other => panic!("{other:?}"),
        }
    }

    fn additional(&self, additional: &Additional) {
        if let Additional::Kept(ty) = additional {
            self.ty(ty);
        }
    }

    fn ty(&self, ty: &Type) {
        match ty {
            Type::Boxed(inner) | Type::List(inner) | Type::Map(inner) => self.ty(inner),
            Type::Nullable(inner) => {
                assert!(!matches!(**inner, Type::Nullable(_) | Type::Any), "{ty:?}");
                self.ty(inner);
            }
            Type::Named(name) => assert!(self.document.schema(name).is_some(), "no type {name:?}"),
            _ => {}
        }
    }

    fn location(&self, location: &Location) {
        assert!(self.json.pointer(&location.pointer()).is_some(), "{location:?}");
        let line = self.text.split('\n').nth(location.line() - 1).unwrap();
        assert!(location.column() <= line.chars().count(), "{location:?}");
    }

    /// No type contains itself without an allocation in between, and no name is only another name for itself.
    fn every_type_is_finite(&self) {
        let mut contained: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for schema in &self.document.schemas {
            let types: Vec<_> = match &schema.shape {
                Shape::Alias(ty) => named(ty, true).into_iter().collect(),
                Shape::Struct { members, .. } => {
                    members.iter().filter_map(|member| named(&member.ty, false)).collect()
                }
                _ => Vec::new(),
            };
            contained.insert(&schema.type_name, types);
        }
        // Take away what contains nothing, until nothing is left.
        while let Some(name) = contained
            .iter()
            .find(|(_, inner)| inner.iter().all(|name| !contained.contains_key(name)))
            .map(|(name, _)| *name)
        {
            contained.remove(name);
        }
        assert!(contained.is_empty(), "infinite: {contained:?}");
    }
}

/// The type that a type holds without an allocation; with one, too, for an alias.
fn named(ty: &Type, is_alias: bool) -> Option<&str> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Nullable(inner) => named(inner, is_alias),
        Type::List(inner) | Type::Map(inner) if is_alias => named(inner, is_alias),
        _ => None,
    }
}

/// Each name is there once, and is not empty unless it is one of JSON.
fn unique<'n>(what: &str, names: impl Iterator<Item = &'n String>) {
    let mut known = BTreeSet::new();
    for name in names {
        assert!(known.insert(name), "the {what} {name:?} is there twice");
        if !matches!(what, "value" | "name" | "operation") {
            let mut characters = name.chars();
            let first = characters.next().unwrap_or_else(|| panic!("a {what} has no name"));
            assert!(first == '_' || first.is_alphabetic(), "{what} {name:?}");
            assert!(characters.all(|c| c == '_' || c.is_alphanumeric()), "{what} {name:?}");
            assert!(!["self", "Self", "super", "crate", "_"].contains(&name.as_str()));
        }
    }
}
