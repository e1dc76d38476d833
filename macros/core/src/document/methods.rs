//! What generated structs can do: `new`, one setter for each optional member, `Default` and `Debug`.

use std::collections::BTreeSet;

use super::{
    docs::{Doc, code},
    property::{Presence, Property},
    types::{Argument, Types},
};
use crate::source_code::{NONE, attribute_if, ident, literal, option, some};

/// More arguments than this are a lint of clippy.
const MANY_ARGUMENTS: usize = 7;

/// `new` and the setters, and what follows from them.
///
/// `allow` are the attributes that each item needs.
pub(crate) fn methods(
    types: &Types<'_>,
    name: &str,
    properties: &[Property],
    allow: &str,
) -> String {
    let new = constructor(types, properties);
    let mut names = MethodNames::default();
    let setters: String =
        properties.iter().map(|property| setters(types, property, &mut names)).collect();
    let methods = format!("{allow} impl {name} {{ {new} {setters} }}");
    if properties.iter().any(Property::is_argument) {
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

impl Property {
    /// Whether `new` asks for the value.
    fn is_argument(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::RequiredOrNull)
    }
}

/// Methods whose names are taken.
struct MethodNames(BTreeSet<String>);

impl Default for MethodNames {
    fn default() -> Self {
        Self(BTreeSet::from(["new".to_owned()]))
    }
}

impl MethodNames {
    /// The name, or the name with as many underscores behind it as make it free.
    fn take(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        while !self.0.insert(free.clone()) {
            free.push('_');
        }
        ident(&free)
    }
}

fn constructor(types: &Types<'_>, properties: &[Property]) -> String {
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for property in properties {
        let ident = &property.ident;
        let value = match &property.presence {
            Presence::Additional => "::std::collections::BTreeMap::new()".to_owned(),
            Presence::Optional | Presence::OptionalOrNull => NONE.to_owned(),
            Presence::Preset(value) => value.clone(),
            Presence::RequiredOrNull => {
                let ty = types.rust(&property.ty);
                arguments.push(format!("{ident}: {}", option(&ty)));
                fields.push(ident.clone());
                continue;
            }
            Presence::Required => {
                let argument = types.argument(&property.ty);
                arguments.push(format!("{ident}: {}", argument.ty()));
                if let Argument::Plain(_) = argument {
                    fields.push(ident.clone());
                    continue;
                }
                argument.kept(ident)
            }
        };
        fields.push(format!("{ident}: {value}"));
    }
    let doc = Doc::new(match arguments.len() {
        0 => "A value in which nothing is set.",
        _ => "A value with all that is required.",
    });
    let allow =
        attribute_if(arguments.len() > MANY_ARGUMENTS, "#[allow(clippy::too_many_arguments)]");
    let (arguments, fields) = (arguments.join(", "), fields.join(", "));
    format!(
        "{doc} {allow}
        #[inline]
        #[must_use]
        pub fn new({arguments}) -> Self {{
            Self {{ {fields} }}
        }}
        "
    )
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
                "Adds a member that is not declared. It replaces an earlier one of the same name.",
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

/// `Debug` without what must not be shown; `None` if it can be derived.
pub(crate) fn redacting_debug(name: &str, properties: &[Property], allow: &str) -> Option<String> {
    if !properties.iter().any(|property| property.sensitive) {
        return None;
    }
    let text = literal(name);
    let field = |property: &Property| {
        let Property { ident, name, .. } = property;
        let value = match (property.sensitive, &property.presence) {
            (false, _) => format!("self.{ident}"),
            (true, Presence::Optional | Presence::OptionalOrNull | Presence::RequiredOrNull) => {
                format!("self.{ident}.as_ref().map(|_| \"[redacted]\")")
            }
            (true, _) => "\"[redacted]\"".to_owned(),
        };
        format!(".field({}, &{value})", literal(name))
    };
    let fields: String = properties.iter().map(field).collect();
    Some(format!(
        "{allow}
        impl ::std::fmt::Debug for {name} {{
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {{
                f.debug_struct({text}) {fields} .finish()
            }}
        }}"
    ))
}
