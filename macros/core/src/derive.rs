//! The implementation of `countersign::Endpoint` for a user's struct. Nothing here can fail: every rule holds already.

mod generics;
mod holes;
mod payload;

use countersign_spec::Endpoint;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Generics, spanned::Spanned as _};

use self::payload::PayloadItems;
use crate::{
    ast::{Container, Field},
    expand::{self, FieldType, Struct},
    source_code::literal,
};

pub(crate) use generics::mentions_type_parameter;
pub(crate) use holes::Holes;
pub(crate) use payload::is_written_by_us;

pub(crate) fn endpoint(container: &Container<'_>, endpoint: &Endpoint) -> TokenStream {
    let bounded = generics::with_bounds(container, endpoint);
    let mut holes = Holes::default();
    let PayloadItems { payload, items } = PayloadItems::of(&mut holes, container, endpoint);
    let of = Struct {
        ident: holes.hole(container.ident()),
        generics: generics(&mut holes, &bounded),
        response: response(&mut holes, container),
        error: error(&mut holes, container),
        fields: container.fields.iter().map(|field| holes.field(field)).collect(),
        payload,
    };
    let implementation = expand::implementation(&of, endpoint);
    in_const(holes, container, &(items + &implementation))
}

impl<'a> Holes<'a> {
    fn field(&mut self, field: &Field<'a>) -> expand::Field {
        expand::Field {
            ident: self.hole(field.ident),
            name: literal(&field.name),
            ty: FieldType::Written {
                ty: self.hole(field.ty()),
                inside_option: field.inside_option().map(|inside| self.hole(inside)),
            },
        }
    }
}

pub(crate) fn generics<'a>(holes: &mut Holes<'a>, generics: &'a Generics) -> expand::Generics {
    let (parameters, arguments, where_clause) = generics.split_for_impl();
    expand::Generics {
        parameters: holes.hole(parameters),
        arguments: holes.hole(arguments),
        where_clause: holes.hole(where_clause),
    }
}

/// The type of the response, as far as it could be read.
pub(crate) fn response<'a>(holes: &mut Holes<'a>, container: &'a Container<'a>) -> Option<String> {
    container.attrs.response.value().map(|ty| holes.hole(ty))
}

/// The type of the response of an error, as far as it could be read.
pub(crate) fn error<'a>(holes: &mut Holes<'a>, container: &'a Container<'a>) -> Option<String> {
    container.attrs.error.value().map(|ty| holes.hole(ty))
}

/// Wraps items in a scope of their own, and fills their holes.
pub(crate) fn in_const<'a>(
    mut holes: Holes<'a>,
    container: &'a Container<'a>,
    items: &str,
) -> TokenStream {
    let import = match container.attrs.krate.value() {
        // With the span of the path, so that the compiler marks it if it leads nowhere.
        Some(path) => holes.hole(quote_spanned!(path.span()=> use #path as __countersign;)),
        None => "use ::countersign as __countersign;".to_owned(),
    };
    // To derive something for a deprecated struct, or to write a deprecated member of it, is not to use it.
    let allow = container.has_deprecated().then(|| quote!(#[allow(deprecated)]));
    let allowed = container.allowed_lints();
    let attributes = holes.hole(quote!(#allow #(#allowed)*));
    holes.fill(&expand::in_const(&import, &attributes, items))
}
