//! An operation as a struct that is an `Endpoint`.

use countersign_spec::{Additional, Body, Operation, RequestBody};

use super::{debug, docs, methods, property::Property, reserved::Kind, types::Types};
use crate::{
    expand::{self, Generics, Payload, Struct},
    source_code::{attribute_if, ident},
};

/// What is written for an operation.
pub(crate) struct Items {
    /// The struct and what it can do.
    pub(crate) declaration: String,
    /// How it makes a request, for the scope of [`expand::in_const`].
    pub(crate) implementation: String,
}

pub(crate) fn operation(types: &Types<'_>, operation: &Operation) -> Items {
    let name = ident(&operation.type_name);
    let mut properties: Vec<_> =
        operation.fields.iter().map(|field| Property::of_field(types, field)).collect();
    if let RequestBody::Members { additional: kept @ Additional::Kept(_), .. } = &operation.body {
        properties.extend(Property::of_additional(types, kept, &properties, &name));
    }
    let answers = [&operation.success, &operation.error].into_iter().flatten();
    let mentions_deprecated = operation.deprecated
        || properties.iter().any(|property| property.deprecated || property.mentions_deprecated)
        || answers.into_iter().any(|ty| types.mentions_deprecated(ty));
    let allow = allow_deprecated(mentions_deprecated);

    let doc = docs::operation(types.document, operation);
    let deprecated = attribute_if(operation.deprecated, "#[deprecated]");
    let fields: String = properties.iter().map(|property| property.field(types)).collect();
    let debug = debug::redacting(&name, "", &properties, allow);
    let derive_debug = if debug.is_none() { "::std::fmt::Debug," } else { "" };
    let debug = debug.unwrap_or_default();
    let methods = methods::methods(types, &name, &properties, Kind::Request, allow);
    let declaration = format!(
        "{doc}
        #[derive(::std::clone::Clone, {derive_debug} ::std::cmp::PartialEq)]
        {deprecated} {allow}
        #[non_exhaustive]
        pub struct {name} {{
            {fields}
        }}
        {methods}
        {debug}
        "
    );
    let endpoint = &operation.endpoint;
    let of = Struct {
        ident: name,
        generics: Generics::default(),
        response: operation.success.as_ref().map(|ty| types.rust(ty)),
        error: operation.error.as_ref().map(|ty| types.rust(ty)),
        payload: payload(operation, &properties),
        fields: properties.iter().map(Property::sent).collect(),
    };
    let implementation = expand::implementation(&of, endpoint);
    Items { declaration, implementation: format!("{allow} {implementation}") }
}

/// The attribute of an item that says or means something deprecated: to write it down is not to use it.
pub(crate) fn allow_deprecated(needed: bool) -> &'static str {
    attribute_if(needed, "#[allow(deprecated)]")
}

fn payload(operation: &Operation, properties: &[Property]) -> Payload {
    let mut members: Vec<expand::Member> = match operation.endpoint.body() {
        Body::Members(fields) => {
            fields.iter().map(|field| properties[*field].sent_member(*field, &[])).collect()
        }
        Body::Whole { field, optional } => {
            return Payload::Whole { field: *field, optional: *optional };
        }
        _ => Vec::new(),
    };
    // The endpoint knows only what is declared.
    let additional = properties.iter().enumerate().skip(operation.fields.len());
    let declared: Vec<_> = members.iter().filter_map(expand::Member::name).collect();
    let declared: Vec<_> = declared.into_iter().map(str::to_owned).collect();
    members.extend(additional.map(|(field, property)| property.sent_member(field, &declared)));
    match members.as_slice() {
        [] => Payload::None,
        _ => Payload::Members { name: operation.type_name.clone(), members },
    }
}
