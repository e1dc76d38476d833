//! A schema as a struct, an open enum, or another name for a type.

mod error_response;
mod flattened;
mod open_enum;

use countersign_spec::{Additional, Member, Schema, Shape, Type};

use super::{
    additional, debug,
    docs::{self, Doc, code},
    methods,
    operation::allow_deprecated,
    property::Property,
    reserved::Kind,
    types::Types,
};
use crate::source_code::{attribute_if, ident};

pub(crate) fn schema(types: &Types<'_>, schema: &Schema) -> String {
    match &schema.shape {
        Shape::Alias(ty) => alias(types, schema, ty),
        Shape::Enum { values, unknown } => open_enum::open_enum(types, schema, values, unknown),
        Shape::Struct { members, additional } => object(types, schema, members, additional),
        _ => String::new(),
    }
}

fn alias(types: &Types<'_>, schema: &Schema, ty: &Type) -> String {
    let name = ident(&schema.type_name);
    let doc = doc(schema);
    let deprecated = attribute_if(schema.deprecated, "#[deprecated]");
    let allow = allow_deprecated(types.mentions_deprecated(ty));
    let ty = types.rust(ty);
    format!("{doc} {deprecated} {allow} pub type {name} = {ty};")
}

fn object(
    types: &Types<'_>,
    schema: &Schema,
    members: &[Member],
    additional: &Additional,
) -> String {
    let name = ident(&schema.type_name);
    let mut properties: Vec<_> =
        members.iter().map(|member| Property::of_member(types, member, schema.side)).collect();
    properties.extend(Property::of_additional(types, additional, &properties, &name));
    let mentions_deprecated = schema.deprecated
        || properties.iter().any(|property| property.deprecated || property.mentions_deprecated);
    let allow = allow_deprecated(mentions_deprecated);

    let runtime = types.runtime;
    let doc = doc(schema);
    let deprecated = attribute_if(schema.deprecated, "#[deprecated]");
    let fields: String = properties.iter().map(|property| property.declaration(types)).collect();
    let debug = debug::redacting(&name, "", &properties, allow);
    let deserialize = flattened::deserialize(types, schema);
    let mut derives = vec!["::std::clone::Clone".to_owned(), "::std::cmp::PartialEq".to_owned()];
    derives.extend(debug.is_none().then(|| "::std::fmt::Debug".to_owned()));
    derives.extend(deserialize.is_none().then(|| format!("{runtime}::serde::Deserialize")));
    derives.push(format!("{runtime}::serde::Serialize"));
    let derives = derives.join(", ");
    let kind = if schema.error.is_some() { Kind::ErrorObject } else { Kind::Object };
    let methods = methods::methods(types, &name, &properties, kind, allow);
    let write_additional = match additional {
        Additional::Kept(value) => additional::function(types, &name, members, value, allow),
        _ => String::new(),
    };
    let error = schema
        .error
        .as_ref()
        .map(|members| error_response::implementation(types, &name, members, &properties, allow));
    let [debug, deserialize, error] = [debug, deserialize, error].map(Option::unwrap_or_default);
    format!(
        "{doc}
        #[derive({derives})]
        #[serde(crate = \"{runtime}::serde\")]
        {deprecated} {allow}
        #[non_exhaustive]
        pub struct {name} {{
            {fields}
        }}
        {methods}
        {write_additional}
        {debug}
        {deserialize}
        {error}"
    )
}

fn doc(schema: &Schema) -> Doc {
    let mut doc = Doc::said(&schema.docs).or(|| format!("The schema {}.", code(&schema.type_name)));
    if let Some(side) = schema.side {
        doc.add_all(&docs::side(schema, side));
    }
    doc.add_inferred(&schema.docs);
    doc
}
