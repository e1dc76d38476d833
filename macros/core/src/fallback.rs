//! What is written in place of the implementation when there are errors.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use crate::{
    ast::{Container, Field},
    derive::{self, Holes},
    expand::{self, Generics},
    words::Word,
};

/// The errors, and an implementation that does nothing.
///
/// Without it, every use of the struct would be a second error, which says that the struct is no endpoint.
pub(crate) fn endpoint(container: &Container<'_>, errors: &syn::Error) -> TokenStream {
    let errors = errors.to_compile_error();
    // Where the runtime is was said, but not in a way that could be read.
    if matches!(container.attrs.krate, Word::Unreadable) {
        return errors;
    }
    let mut holes = Holes::default();
    let ident = holes.hole(container.ident());
    let Generics { parameters, arguments, where_clause } =
        derive::generics(&mut holes, container.generics());
    let response = derive::response(&mut holes, container);
    let error = derive::error(&mut holes, container);
    let types = expand::associated_types(response.as_deref(), error.as_deref());
    let probes: String =
        container.fields.iter().flat_map(|field| probes(&mut holes, container, field)).collect();
    let implementation = format!(
        "#[automatically_derived]
        impl {parameters} __countersign::Endpoint for {ident} {arguments} {where_clause} {{
            {types}

            const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
            const PATH: &'static ::core::primitive::str = \"/\";
            const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[\"Created\"];

            fn write(
                &self,
                _: &mut __countersign_private::RequestWriter,
            ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {{
                {probes}
                __countersign_private::Ok(())
            }}
        }}"
    );
    let implementation = derive::in_const(holes, container, &implementation);
    quote!(#errors #implementation)
}

/// Statements that name the functions which would write the field, so that the compiler complains about its type in the
/// same run.
///
/// Only for types that it can judge here and now, and in roles that could be read.
fn probes<'a>(holes: &mut Holes<'a>, container: &Container<'_>, field: &Field<'a>) -> Vec<String> {
    let attrs = &field.attrs;
    if attrs.unreadable || derive::mentions_type_parameter(container.generics(), field.ty()) {
        return Vec::new();
    }
    let mut probes = Vec::new();
    let mut probe = |ty: &'a Type, function: &str| {
        let ty = holes.hole(ty);
        probes.push(format!("let _ = <{ty} as __countersign_private::{function};"));
    };
    let whole = field.ty();
    let inside = field.inside_option().unwrap_or(whole);
    if attrs.path.value().is_some() && field.inside_option().is_none() {
        probe(whole, "PathValue>::write_path");
    }
    if attrs.query.value().is_some() {
        probe(inside, "QueryValue>::write_query");
    }
    if attrs.header.value().is_some() {
        probe(inside, "HeaderFieldValue>::write_header");
    }
    let payload = if attrs.body.value().is_some() {
        Some(inside)
    } else if !attrs.has_role() && !field.is_skipped() && derive::is_written_by_us(field) {
        Some(whole)
    } else {
        None
    };
    if let Some(ty) = payload {
        let serializer = "__countersign_private::JsonSerializer<'_>";
        probe(ty, &format!("PayloadValue>::serialize_payload::<{serializer}>"));
    }
    probes
}
