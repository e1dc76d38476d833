//! Additional members, none of which may have the name of a declared one: the server would read one of the two, and
//! nobody knows which.

use countersign_spec::{Member, Schema, Shape, Type};

use super::types::Types;
use crate::{private::Private, source_code::literal};

/// The function of a generated struct that writes its additional members.
const FUNCTION: &str = "__serialize_additional";

/// The words of serde for the field with the additional members of the struct of this name.
pub(crate) fn serde_words(name: &str) -> String {
    format!("flatten, serialize_with = {}", literal(&format!("{name}::{FUNCTION}")))
}

/// The function that these words name, for a struct with these members and additional ones of this type.
pub(crate) fn function(
    types: &Types<'_>,
    name: &str,
    members: &[Member],
    value: &Type,
    allow: &str,
) -> String {
    let runtime = types.runtime;
    let map = types.rust(&Type::Map(Box::new(value.clone())));
    let declared: Vec<_> = declared(types, members).iter().map(|name| literal(name)).collect();
    let declared = declared.join(", ");
    format!(
        "{allow}
        impl {name} {{
            fn {FUNCTION}<__S: {runtime}::serde::Serializer>(
                additional: &{map},
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {{
                {runtime}::{Private}::serialize_additional(additional, &[{declared}], serializer)
            }}
        }}
        "
    )
}

/// The names of the declared members, those of parts included.
fn declared<'a>(types: &'a Types<'_>, members: &'a [Member]) -> Vec<&'a str> {
    let mut names = Vec::new();
    let mut open: Vec<_> = members.iter().collect();
    while let Some(member) = open.pop() {
        if member.flattened {
            open.extend(parts(types, &member.ty));
        } else {
            names.push(member.wire_name.as_str());
        }
    }
    names.sort_unstable();
    names
}

/// The members of an object that is part of another.
fn parts<'a>(types: &'a Types<'_>, ty: &'a Type) -> &'a [Member] {
    match types.resolve(ty) {
        Type::Boxed(inside) => parts(types, inside),
        Type::Named(name) => match types.document.schema(name) {
            Some(Schema { shape: Shape::Struct { members, .. }, .. }) => members,
            _ => &[],
        },
        _ => &[],
    }
}
