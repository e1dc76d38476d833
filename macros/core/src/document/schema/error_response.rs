//! `ErrorResponse` for a type that an operation answers with when it fails.

use countersign_spec::{ErrorMembers, Type};

use super::super::{
    property::{Presence, Property},
    types::Types,
};
use crate::source_code::{NONE, literal, some};

pub(super) fn implementation(
    types: &Types<'_>,
    name: &str,
    members: &ErrorMembers,
    properties: &[Property],
    allow: &str,
) -> String {
    let runtime = types.runtime;
    let [code, message] = [&members.code, &members.message].map(|name| {
        let named = |property: &&Property| Some(&property.name) == name.as_ref();
        properties
            .iter()
            .find(named)
            .and_then(|property| text(types, property))
            .unwrap_or_else(|| NONE.to_owned())
    });
    let success_codes = members.success_codes.as_ref().map(|codes| {
        let codes: Vec<_> = codes.iter().map(|code| literal(code)).collect();
        format!(
            "const SUCCESS_CODES: {runtime}::SuccessCodes = {runtime}::SuccessCodes::Only(&[{}]);",
            codes.join(", ")
        )
    });
    let success_codes = success_codes.unwrap_or_default();
    format!(
        "{allow}
        impl {runtime}::ErrorResponse for {name} {{
            {success_codes}

            fn code(&self) -> ::std::option::Option<&::std::primitive::str> {{
                {code}
            }}

            fn message(&self) -> ::std::option::Option<&::std::primitive::str> {{
                {message}
            }}
        }}"
    )
}

/// The text of a string or an enum as an `Option<&str>`.
fn text(types: &Types<'_>, property: &Property) -> Option<String> {
    let ident = &property.ident;
    let (is_string, as_str) = match types.resolve(&property.ty) {
        Type::String => (true, "::std::string::String::as_str".to_owned()),
        // An enum: nothing else can be a code.
        Type::Named(_) => (false, format!("{}::as_str", types.rust(&property.ty))),
        _ => return None,
    };
    Some(match &property.presence {
        Presence::Required => some(&format!("self.{ident}.as_str()")),
        Presence::Optional | Presence::RequiredOrNull if is_string => {
            format!("self.{ident}.as_deref()")
        }
        Presence::Optional | Presence::RequiredOrNull => {
            format!("self.{ident}.as_ref().map({as_str})")
        }
        Presence::OptionalOrNull => {
            format!("self.{ident}.as_ref().and_then(::std::option::Option::as_ref).map({as_str})")
        }
        Presence::Additional | Presence::Preset(_) => return None,
    })
}
