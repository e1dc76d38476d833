//! `Debug` of generated structs, which shows no customer data and no secrets.

use super::property::{Presence, Property};
use crate::source_code::literal;

/// `Debug` of the type without what must not be shown; `None` if it can be derived.
///
/// `lifetime` is `<'_>` if the type borrows.
pub(crate) fn redacting<'a>(
    name: &str,
    lifetime: &str,
    properties: impl IntoIterator<Item = &'a Property>,
    allow: &str,
) -> Option<String> {
    let properties: Vec<_> = properties.into_iter().collect();
    if !properties.iter().any(|property| property.sensitive) {
        return None;
    }
    let text = literal(name);
    let field = |property: &&Property| {
        let Property { ident, name, .. } = *property;
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
        impl ::std::fmt::Debug for {name}{lifetime} {{
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {{
                f.debug_struct({text}) {fields} .finish()
            }}
        }}"
    ))
}
