//! The types of a document while it is read, by name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Location, Schema, Shape, Type, reader::Reader};

/// The type of a value whose schema made no sense. No schema has this name, so nothing is known about it.
pub(super) fn unknown() -> Type {
    Type::Named(String::new())
}

/// The type that a type names, wherever in it.
pub(super) fn mentioned(ty: &Type) -> Option<&str> {
    match ty {
        Type::Boxed(inner) | Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            mentioned(inner)
        }
        Type::Named(name) => Some(name),
        _ => None,
    }
}

/// The types that were read so far.
#[derive(Default)]
pub(super) struct Types {
    schemas: Vec<Schema>,
    by_name: BTreeMap<String, usize>,
    names: Vec<TypeName>,
}

/// The name of a type, and what has it.
struct TypeName {
    name: String,
    location: Location,
    owner: Owner,
}

/// What a type name was made from.
#[derive(Clone, Debug)]
pub(super) enum Owner {
    /// A schema of `components.schemas`.
    Component(String),
    /// A schema that stands where it is used.
    Inline,
    /// An operation or a variant.
    Operation(String),
}

impl Types {
    pub(super) fn add(&mut self, schema: Schema, owner: Owner) {
        self.add_name(&schema.type_name, schema.location.clone(), owner);
        self.by_name.entry(schema.type_name.clone()).or_insert(self.schemas.len());
        self.schemas.push(schema);
    }

    /// Adds the name of a type that is no schema.
    pub(super) fn add_name(&mut self, name: &str, location: Location, owner: Owner) {
        self.names.push(TypeName { name: name.to_owned(), location, owner });
    }

    pub(super) fn get(&self, name: &str) -> Option<&Schema> {
        self.by_name.get(name).map(|index| &self.schemas[*index])
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Schema> {
        self.by_name.get(name).map(|index| &mut self.schemas[*index])
    }

    pub(super) fn schemas(&self) -> &[Schema] {
        &self.schemas
    }

    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    pub(super) fn schemas_mut(&mut self) -> &mut [Schema] {
        &mut self.schemas
    }

    /// The names of all types so far, those of operations included.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| name.name.as_str())
    }

    /// Puts these schemas in place of all others. Their names are different ones.
    pub(super) fn replace_schemas(&mut self, schemas: Vec<Schema>) {
        let names = schemas.iter().map(|schema| schema.type_name.clone());
        self.by_name = names.zip(0..).collect();
        self.schemas = schemas;
    }

    /// The schemas in document order.
    pub(super) fn take_schemas(&mut self) -> Vec<Schema> {
        let mut schemas = std::mem::take(&mut self.schemas);
        self.by_name.clear();
        schemas.sort_by_key(|schema| schema.location.order());
        schemas
    }

    /// The type behind other names for it, or `None` if nothing is known about it.
    pub(super) fn behind<'a>(&'a self, ty: &'a Type) -> Option<&'a Type> {
        let mut ty = ty;
        let mut seen = BTreeSet::new();
        while let Type::Named(name) = ty {
            match &self.get(name)?.shape {
                Shape::Alias(other) if seen.insert(name) => ty = other,
                Shape::Alias(_) => return None,
                Shape::Enum { .. } | Shape::Struct { .. } => break,
            }
        }
        Some(ty)
    }

    /// Whether every type that this one names was read.
    pub(super) fn is_known(&self, ty: &Type) -> bool {
        match ty {
            Type::Boxed(inner) | Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.is_known(inner)
            }
            Type::Named(_) => self.behind(ty).is_some(),
            _ => true,
        }
    }

    /// The enum or object behind other names for it.
    pub(super) fn schema_behind(&self, ty: &Type) -> Option<&Schema> {
        match self.behind(ty)? {
            Type::Named(name) => self.get(name),
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// Reports every type whose name an earlier type has.
    pub(super) fn check_type_names(&mut self) {
        let mut names = std::mem::take(&mut self.types.names);
        names.sort_by_key(|name| name.location.order());
        let mut first: BTreeMap<String, (Location, Owner)> = BTreeMap::new();
        for TypeName { name, location, owner } in names {
            let Some((known_at, known)) = first.get(&name) else {
                first.insert(name, (location, owner));
                continue;
            };
            let known = match known {
                Owner::Component(schema) => format!("the schema `{schema}`"),
                Owner::Inline => "the schema".to_owned(),
                Owner::Operation(id) => format!("the operation `{id}`"),
            };
            let message = format!("`{name}` is the Rust name of {known} at {known_at} already");
            let help = match owner {
                Owner::Component(_) => "name the schema differently",
                Owner::Inline => {
                    "move this schema to `components.schemas`, under a name of its own, and refer to it"
                }
                Owner::Operation(_) => "name the operation differently",
            };
            self.refuse(location, message, help);
        }
    }
}
