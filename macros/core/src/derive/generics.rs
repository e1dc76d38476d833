//! The where-clause of the implementation.

use countersign_spec::{Body, Endpoint};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Generics, Type, parse_quote};

use crate::ast::{Container, Field};

use super::payload;

/// The generics of the struct, and for every field whose type depends on a type parameter that it can be written.
pub(super) fn with_bounds(container: &Container<'_>, endpoint: &Endpoint) -> Generics {
    let mut generics = container.generics().clone();
    let mut bound = |field: &Field<'_>, optional: bool, role: &TokenStream| {
        let ty = written_type(field, optional);
        if mentions_type_parameter(container.generics(), ty) {
            generics
                .make_where_clause()
                .predicates
                .push(parse_quote!(#ty: __countersign_private::#role));
        }
    };
    let fields = &container.fields;
    for piece in endpoint.path_pieces() {
        if let countersign_spec::PathPiece::Field(index) = piece {
            bound(&fields[index], false, &quote!(PathValue));
        }
    }
    for query in endpoint.queries() {
        bound(&fields[query.field], query.optional, &quote!(QueryValue));
    }
    for header in endpoint.headers() {
        bound(&fields[header.field], header.optional, &quote!(HeaderFieldValue));
    }
    match endpoint.body() {
        Body::Whole { field, optional } => bound(&fields[*field], *optional, &quote!(PayloadValue)),
        Body::Members(members) => {
            let predicates = payload::predicates(container, members);
            if !predicates.is_empty() {
                generics.make_where_clause().predicates.extend(predicates);
            }
        }
        _ => {}
    }
    generics
}

/// The type of the value that is written: what is inside the `Option` if the value may be absent.
fn written_type<'a>(field: &Field<'a>, optional: bool) -> &'a Type {
    field.inside_option().filter(|_| optional).unwrap_or_else(|| field.ty())
}

/// Whether the type depends on a type parameter, so that only the user of the struct knows what it can do.
///
/// Types without one get no bound: the compiler checks them here and now, and complains on the type itself.
pub(crate) fn mentions_type_parameter(generics: &Generics, ty: &Type) -> bool {
    fn mentions(generics: &Generics, tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Group(group) => mentions(generics, group.stream()),
            TokenTree::Ident(ident) if ident == "Self" => generics.type_params().next().is_some(),
            TokenTree::Ident(ident) => {
                generics.type_params().any(|parameter| parameter.ident == ident)
            }
            TokenTree::Literal(_) | TokenTree::Punct(_) => false,
        })
    }
    mentions(generics, ty.to_token_stream())
}
