//! How a generated struct is made: every required value is named where it is given.
//!
//! Values by position would trade places when the document is reordered, and the compiler could not tell.

use super::{
    debug,
    docs::Doc,
    property::{Presence, Property},
    types::{Argument, Types},
};
use crate::source_code::{NONE, option};

/// The function that makes a value, and what it takes.
pub(crate) struct Constructor {
    /// The name of the function, without `r#`.
    pub(crate) name: String,
    /// The function, for the `impl` of the type.
    pub(crate) function: String,
    /// The struct of the required values if there are several, else nothing.
    pub(crate) required: String,
}

/// The constructor of a struct: `new()` where nothing is required, `with_member(value)` for one required value, and
/// `new(TypeRequired { … })` for several.
///
/// `type_name` is without `r#`; `allow` are the attributes that each item needs.
pub(crate) fn constructor(
    types: &Types<'_>,
    type_name: &str,
    properties: &[Property],
    allow: &str,
) -> Constructor {
    let required: Vec<_> = properties.iter().filter(|property| property.is_required()).collect();
    match required.as_slice() {
        [] => Constructor {
            name: "new".to_owned(),
            function: function(types, properties, "new", "", Given::Argument),
            required: String::new(),
        },
        [one] => {
            let name = format!("with_{}", one.name);
            let parameter = format!("{}: {}", one.ident, argument(types, one).ty());
            let function = function(types, properties, &name, &parameter, Given::Argument);
            Constructor { name, function, required: String::new() }
        }
        several => of_several(types, type_name, properties, several, allow),
    }
}

fn of_several(
    types: &Types<'_>,
    type_name: &str,
    properties: &[Property],
    several: &[&Property],
    allow: &str,
) -> Constructor {
    let struct_name = types.free_name(&format!("{type_name}Required"));
    let is_borrowed = several.iter().any(|property| argument(types, property).is_borrowed());
    let (declared, elided) = if is_borrowed { ("<'a>", "<'_>") } else { ("", "") };
    let fields: String = several
        .iter()
        .map(|property| {
            let Property { ident, doc, .. } = property;
            format!("{doc} pub {ident}: {},\n", argument(types, property).field())
        })
        .collect();
    let doc = Doc::new(format!("What [`{type_name}::new`] takes: all that is required."));
    let debug = debug::redacting(&struct_name, elided, several.iter().copied(), allow);
    let derive_debug = if debug.is_none() { "::std::fmt::Debug" } else { "" };
    let debug = debug.unwrap_or_default();
    let parameter = format!("required: {struct_name}{elided}");
    Constructor {
        name: "new".to_owned(),
        function: function(types, properties, "new", &parameter, Given::Field),
        // It is exhaustive, so that the compiler names a value that was left out.
        required: format!(
            "{doc}
            #[derive(::std::clone::Clone, {derive_debug})]
            {allow}
            pub struct {struct_name}{declared} {{
                {fields}
            }}
            {debug}
            "
        ),
    }
}

/// Where the function finds a required value.
#[derive(Clone, Copy)]
enum Given {
    /// It is the argument.
    Argument,

    /// It is a field of the argument `required`.
    Field,
}

fn function(
    types: &Types<'_>,
    properties: &[Property],
    name: &str,
    parameter: &str,
    given: Given,
) -> String {
    let doc = Doc::new(match parameter {
        "" => "A value in which nothing is set.",
        _ => "A value with all that is required.",
    });
    let field = |property: &Property| {
        let ident = &property.ident;
        let value = match &property.presence {
            Presence::Additional => "::std::collections::BTreeMap::new()".to_owned(),
            Presence::Optional | Presence::OptionalOrNull => NONE.to_owned(),
            Presence::Preset(value) => value.clone(),
            Presence::Required | Presence::RequiredOrNull => {
                let argument = argument(types, property);
                match given {
                    Given::Argument => argument.kept(ident),
                    Given::Field => argument.kept_of_field(&format!("required.{ident}")),
                }
            }
        };
        if value == *ident { value } else { format!("{ident}: {value}") }
    };
    let fields: Vec<_> = properties.iter().map(field).collect();
    let fields = fields.join(", ");
    format!(
        "{doc}
        #[inline]
        #[must_use]
        pub fn {name}({parameter}) -> Self {{
            Self {{ {fields} }}
        }}
        "
    )
}

/// How a required value is given.
fn argument(types: &Types<'_>, property: &Property) -> Argument {
    match (types.argument(&property.ty), &property.presence) {
        (Argument::Text(_), Presence::RequiredOrNull) => Argument::TextOrNull,
        (_, Presence::RequiredOrNull) => Argument::Plain(option(&types.rust(&property.ty))),
        (argument, _) => argument,
    }
}
