//! An operation as a struct that is an `Endpoint`.

use countersign_spec::{Additional, Operation, RequestBody, Type};
use proc_macro2::TokenStream;

use super::{
    docs, methods,
    property::Property,
    source_code::{attribute_if, ident, literal},
    types::Types,
};
use crate::{derive_endpoint, source::Source};

pub(crate) fn operation(types: &Types<'_>, operation: &Operation, source: &Source) -> TokenStream {
    let name = ident(&operation.type_name);
    let mut properties: Vec<_> =
        operation.fields.iter().map(|field| Property::of_field(types, field)).collect();
    if let RequestBody::Members { additional: kept @ Additional::Kept(_), .. } = &operation.body {
        properties.extend(Property::of_additional(types, kept, &properties));
    }
    let answers = [&operation.success, &operation.error].into_iter().flatten();
    let mentions_deprecated = operation.deprecated
        || properties.iter().any(|property| property.deprecated || property.mentions_deprecated)
        || answers.into_iter().any(|ty| types.mentions_deprecated(ty));
    let allow = allow_deprecated(mentions_deprecated);

    let doc = docs::operation(types.document, operation);
    let deprecated = attribute_if(operation.deprecated, "#[deprecated]");
    let fields: String = properties.iter().map(|property| property.field(types)).collect();
    let debug = methods::redacting_debug(&name, &properties, allow);
    let derive_debug = if debug.is_none() { "::std::fmt::Debug," } else { "" };
    let debug = debug.unwrap_or_default();
    let methods = methods::methods(types, &name, &properties, allow);
    let mut items = types.tokens(&format!(
        "{doc}
        #[derive(::std::clone::Clone, {derive_debug} ::std::cmp::PartialEq)]
        {deprecated} {allow}
        #[non_exhaustive]
        pub struct {name} {{
            {fields}
        }}
        {methods}
        {debug}"
    ));
    items.extend(endpoint(types, operation, &properties, allow, source));
    items
}

/// What the derive makes of the struct. To let the compiler call it would take twice as long, because every struct would
/// go through it twice more, with all its documentation.
fn endpoint(
    types: &Types<'_>,
    operation: &Operation,
    properties: &[Property],
    allow: &str,
    source: &Source,
) -> TokenStream {
    let name = ident(&operation.type_name);
    let attribute = attribute(types, operation);
    let fields: String = properties.iter().map(|property| property.input(types)).collect();
    let input = types.tokens(&format!("{attribute} {allow} struct {name} {{ {fields} }}"));
    match syn::parse2(input) {
        Ok(input) => derive_endpoint(&input, source),
        Err(error) => error.to_compile_error(),
    }
}

/// The attribute of an item that says or means something deprecated: to write it down is not to use it.
pub(crate) fn allow_deprecated(needed: bool) -> &'static str {
    attribute_if(needed, "#[allow(deprecated)]")
}

/// `#[endpoint(method = …)]`
fn attribute(types: &Types<'_>, operation: &Operation) -> String {
    let endpoint = &operation.endpoint;
    let method = endpoint.method().as_str();
    let path = literal(endpoint.path().as_str());
    let signed: Vec<_> = endpoint.signed().iter().map(|name| literal(name.as_str())).collect();
    let signed = signed.join(", ");
    let answer = |word: &str, ty: &Option<Type>| match ty {
        Some(ty) => format!("{word} = {},", types.rust(ty)),
        None => String::new(),
    };
    let response = answer("response", &operation.success);
    let error = answer("error", &operation.error);
    let krate = types.runtime.endpoint_attribute();
    format!(
        "#[endpoint(method = {method}, path = {path}, signed({signed}), {response} {error} {krate})]"
    )
}
