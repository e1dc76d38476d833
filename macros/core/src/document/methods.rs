//! What generated structs can do: a constructor, one setter for each optional member, and `Default`.

use std::collections::BTreeSet;

use super::{
    constructor::{Constructor, constructor},
    docs::{Doc, code},
    property::{Presence, Property},
    reserved::Kind,
    types::Types,
};
use crate::source_code::{NONE, ident, some};

/// The constructor and the setters, and what follows from them.
///
/// `allow` are the attributes that each item needs.
pub(crate) fn methods(
    types: &Types<'_>,
    name: &str,
    properties: &[Property],
    kind: Kind,
    allow: &str,
) -> String {
    let Constructor { name: constructor, function, required } =
        constructor(types, name.trim_start_matches("r#"), properties, allow);
    let mut names = MethodNames::of(kind, constructor);
    let setters: String =
        properties.iter().map(|property| setters(types, property, &mut names)).collect();
    let methods = format!("{allow} impl {name} {{ {function} {setters} }} {required}");
    if properties.iter().any(Property::is_required) {
        return methods;
    }
    format!(
        "{methods}
        {allow}
        impl ::std::default::Default for {name} {{
            #[inline]
            fn default() -> Self {{
                Self::new()
            }}
        }}"
    )
}

/// Methods whose names are taken.
struct MethodNames(BTreeSet<String>);

impl MethodNames {
    /// Those of the type and its traits, and the constructor.
    fn of(kind: Kind, constructor: String) -> Self {
        Self(kind.reserved().map(str::to_owned).chain([constructor]).collect())
    }

    /// The name, or the name with as many underscores behind it as make it free.
    fn take(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        while !self.0.insert(free.clone()) {
            free.push('_');
        }
        ident(&free)
    }
}

fn setters(types: &Types<'_>, property: &Property, names: &mut MethodNames) -> String {
    let Property { ident, name, .. } = property;
    let argument = types.argument(&property.ty);
    let (ty, value) = (argument.ty(), argument.kept("value"));
    let wire_name = code(&property.wire_name);
    let mut doc = Doc::new(format!("Sets {wire_name}."));
    doc.add_all(&property.said);
    let attributes = match property.deprecated {
        true => "#[deprecated] #[inline] #[must_use]",
        false => "#[inline] #[must_use]",
    };
    let setter = |doc: Doc, name: &str, argument: &str, value: &str| {
        format!(
            "{doc} {attributes}
            pub fn {name}(mut self{argument}) -> Self {{
                self.{ident} = {value};
                self
            }}
            "
        )
    };
    match property.presence {
        Presence::Preset(_) | Presence::Required | Presence::RequiredOrNull => String::new(),
        Presence::Optional => {
            setter(doc, &names.take(name), &format!(", value: {ty}"), &some(&value))
        }
        Presence::OptionalOrNull => {
            let value = some(&some(&value));
            let value_setter = setter(doc, &names.take(name), &format!(", value: {ty}"), &value);
            let doc = Doc::new(format!("Sets {wire_name} to `null`."));
            value_setter + &setter(doc, &names.take(&format!("{name}_null")), "", &some(NONE))
        }
        Presence::Additional => {
            let setter = names.take("additional_property");
            let doc = Doc::new(
                "Adds a member that is not declared. It replaces an earlier one of the same name. A name that is \
                 declared is an error when the value is written.",
            );
            format!(
                "{doc}
                #[inline]
                #[must_use]
                pub fn {setter}(
                    mut self,
                    name: impl ::std::convert::Into<::std::string::String>,
                    value: {ty},
                ) -> Self {{
                    let _ = self.{ident}.insert(name.into(), {value});
                    self
                }}
                "
            )
        }
    }
}
