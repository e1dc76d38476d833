//! A schema as a struct, an open enum, or another name for a type.

mod error_response;
mod flattened;
mod open_enum;

use countersign_spec::{Additional, Member, Schema, Shape, Type};
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::{Doc, code},
    methods,
    operation::allow_deprecated,
    property::Property,
    types::{Types, ident},
};

pub(crate) fn schema(types: &Types<'_>, schema: &Schema) -> TokenStream {
    match &schema.shape {
        Shape::Alias(ty) => alias(types, schema, ty),
        Shape::Enum { values, unknown } => open_enum::open_enum(types, schema, values, unknown),
        Shape::Struct { members, additional } => object(types, schema, members, additional),
        _ => TokenStream::new(),
    }
}

fn alias(types: &Types<'_>, schema: &Schema, ty: &Type) -> TokenStream {
    let name = ident(&schema.type_name);
    let doc = doc(schema);
    let deprecated = schema.deprecated.then(|| quote!(#[deprecated]));
    let allow = allow_deprecated(types.mentions_deprecated(ty));
    let ty = types.tokens(ty);
    quote! {
        #doc
        #deprecated
        #allow
        pub type #name = #ty;
    }
}

fn object(
    types: &Types<'_>,
    schema: &Schema,
    members: &[Member],
    additional: &Additional,
) -> TokenStream {
    let name = ident(&schema.type_name);
    let is_sent = types.is_sent(schema);
    let mut properties: Vec<_> =
        members.iter().map(|member| Property::of_member(types, member, is_sent)).collect();
    properties.extend(Property::of_additional(types, additional, &properties));
    let mentions_deprecated = schema.deprecated
        || properties.iter().any(|property| property.deprecated || property.mentions_deprecated);
    let allow = allow_deprecated(mentions_deprecated);

    let runtime = types.runtime;
    let serde = runtime.path_text("serde");
    let doc = doc(schema);
    let deprecated = schema.deprecated.then(|| quote!(#[deprecated]));
    let declarations = properties.iter().map(|property| property.declaration(types));
    let debug = methods::redacting_debug(&name, &properties, &allow);
    let derive_debug = debug.is_none().then(|| quote!(::std::fmt::Debug,));
    let deserialize = flattened::deserialize(types, schema);
    let derive_deserialize = deserialize.is_none().then(|| quote!(#runtime::serde::Deserialize,));
    let methods = methods::methods(types, &name, &properties, &allow);
    let error = schema
        .error
        .as_ref()
        .map(|members| error_response::implementation(types, &name, members, &properties, &allow));
    quote! {
        #doc
        #[derive(
            ::std::clone::Clone, #derive_debug ::std::cmp::PartialEq,
            #derive_deserialize #runtime::serde::Serialize,
        )]
        #[serde(crate = #serde)]
        #deprecated
        #allow
        #[non_exhaustive]
        pub struct #name {
            #(#declarations,)*
        }
        #methods
        #debug
        #deserialize
        #error
    }
}

fn doc(schema: &Schema) -> Doc {
    let mut doc = Doc::said(&schema.docs).or(|| format!("The schema {}.", code(&schema.type_name)));
    doc.add_inferred(&schema.docs);
    doc
}
