//! Reading an object with parts (`allOf`) in one go: its members and those of its parts side by side.
//!
//! serde's own way, `#[serde(flatten)]`, keeps every member aside until it is known whose it is. That is slow, and an
//! error in one of them has no place in the JSON any more. It also gives a member to several takers: what a part of a
//! part has read is kept among the further members too. The reader of documents has seen to it that no two members of
//! such an object have one name, and that no part keeps further members, so it is known beforehand whose each is. Only
//! the further members of the object itself are collected by serde.

use std::collections::BTreeSet;

use countersign_spec::{Additional, Member, Schema, Shape, Type};

use super::super::{operation::allow_deprecated, property::Property, types::Types};
use crate::source_code::{ident, literal};

/// `Deserialize` for an object with parts; `None` for any other, whose `Deserialize` serde derives. Parts are never
/// optional: the reader of documents refuses that.
pub(super) fn deserialize(types: &Types<'_>, schema: &Schema) -> Option<String> {
    let Shape::Struct { members, additional } = &schema.shape else {
        return None;
    };
    if !members.iter().any(|member| member.flattened) {
        return None;
    }
    let mut all = AllMembers::new(types);
    let values = all.values(schema, members, additional)?;

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

    /// The fields of a struct, each with its value; `None` if a part is no object.
    fn values(
        &mut self,
        schema: &Schema,
        members: &[Member],
        additional: &Additional,
    ) -> Option<String> {
        self.mentions_deprecated |= schema.deprecated;
        let mut properties: Vec<_> = members
            .iter()
            .map(|member| Property::of_member(self.types, member, schema.side))
            .collect();
        let name = ident(&schema.type_name);
        properties.extend(Property::of_additional(self.types, additional, &properties, &name));
        let mut values = Vec::new();
        for (index, property) in properties.iter().enumerate() {
            self.mentions_deprecated |= property.deprecated || property.mentions_deprecated;
            values.push(match members.get(index) {
                Some(member) if member.flattened => self.part(property)?,
                _ => self.member(property),
            });
        }
        Some(values.join(", "))
    }

    fn part(&mut self, property: &Property) -> Option<String> {
        let types = self.types;
        // A part is boxed if it leads back to the object.
        let (is_boxed, ty) = match &property.ty {
            Type::Boxed(inside) => (true, &**inside),
            ty => (false, ty),
        };
        let Type::Named(name) = types.resolve(ty) else {
            return None;
        };
        let schema = types.document.schema(name)?;
        let Shape::Struct { members, additional } = &schema.shape else {
            return None;
        };
        let values = self.values(schema, members, additional)?;
        let (ident, ty) = (&property.ident, types.rust(ty));
        let value = format!("{ty} {{ {values} }}");
        Some(if is_boxed {
            format!("{ident}: ::std::boxed::Box::new({value})")
        } else {
            format!("{ident}: {value}")
        })
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
