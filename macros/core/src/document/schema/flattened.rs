//! Reading an object with parts (`allOf`) in one go: its members and those of its parts side by side.
//!
//! serde's own way, `#[serde(flatten)]`, keeps every member aside until it is known whose it is. That is slow, and an
//! error in one of them has no place in the JSON any more. The reader of documents has seen to it that no two members
//! of such an object have one name, and that no part keeps further members, so it is known beforehand whose each is.

use std::collections::BTreeSet;

use countersign_spec::{Additional, Member, Schema, Shape, Type};

use super::super::{operation::allow_deprecated, property::Property, types::Types};
use crate::source_code::{ident, literal};

/// `Deserialize` for an object with parts; `None` if serde has to derive it. Parts are never optional: the reader of
/// documents refuses that.
///
/// An object that keeps further members is left to serde, because it needs the others aside anyway. So is one with a
/// boxed part, which is one that leads back to the object: that is rare.
pub(super) fn deserialize(types: &Types<'_>, schema: &Schema) -> Option<String> {
    let Shape::Struct { members, additional: Additional::Ignored } = &schema.shape else {
        return None;
    };
    if !members.iter().any(|member| member.flattened) {
        return None;
    }
    let mut all = AllMembers::new(types);
    let values = all.values(schema, members)?;

    let runtime = types.runtime;
    let name = ident(&schema.type_name);
    let expecting = literal(&format!("struct {name}"));
    let allow = allow_deprecated(all.mentions_deprecated);
    let declarations = all.declarations;
    // A type of the document can have the name `D`, but none that begins with `_`.
    Some(format!(
        "{allow}
        impl<'de> {runtime}::serde::Deserialize<'de> for {name} {{
            fn deserialize<__D: {runtime}::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {{
                /// The members of the object and those of its parts, side by side.
                #[derive({runtime}::serde::Deserialize)]
                #[serde(crate = \"{runtime}::serde\", expecting = {expecting})]
                struct __Members {{
                    {declarations}
                }}

                let __members: __Members =
                    {runtime}::serde::Deserialize::deserialize(deserializer)?;
                ::std::result::Result::Ok(Self {{ {values} }})
            }}
        }}"
    ))
}

/// The members of an object and of its parts, and of their parts.
struct AllMembers<'a> {
    types: &'a Types<'a>,
    /// The names of the fields that they are read into.
    names: BTreeSet<String>,
    declarations: String,
    mentions_deprecated: bool,
}

impl<'a> AllMembers<'a> {
    fn new(types: &'a Types<'a>) -> Self {
        Self {
            types,
            names: BTreeSet::new(),
            declarations: String::new(),
            mentions_deprecated: false,
        }
    }

    /// The fields of a struct, each with its value; `None` if a part cannot be read with the rest.
    fn values(&mut self, schema: &Schema, members: &[Member]) -> Option<String> {
        let is_sent = self.types.is_sent(schema);
        self.mentions_deprecated |= schema.deprecated;
        let mut values = Vec::new();
        for member in members {
            let property = Property::of_member(self.types, member, is_sent);
            self.mentions_deprecated |= property.deprecated || property.mentions_deprecated;
            values.push(if member.flattened {
                self.part(&property)?
            } else {
                self.member(&property)
            });
        }
        Some(values.join(", "))
    }

    fn part(&mut self, property: &Property) -> Option<String> {
        let types = self.types;
        let Type::Named(name) = types.resolve(&property.ty) else {
            return None;
        };
        let schema = types.document.schema(name)?;
        let Shape::Struct { members, additional: Additional::Ignored } = &schema.shape else {
            return None;
        };
        let values = self.values(schema, members)?;
        let (ident, ty) = (&property.ident, types.rust(&property.ty));
        Some(format!("{ident}: {ty} {{ {values} }}"))
    }

    fn member(&mut self, property: &Property) -> String {
        // Two parts can have members whose names differ in JSON, but not in Rust.
        let mut name = property.name.clone();
        while !self.names.insert(name.clone()) {
            name.push('_');
        }
        let (ident, field) = (&property.ident, ident(&name));
        self.declarations.push_str(&property.read_into(self.types, &name));
        format!("{ident}: __members.{field}")
    }
}
