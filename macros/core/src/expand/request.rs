//! The body of `Endpoint::write`: path, query, headers, then payload.

use countersign_spec::{Endpoint, HeaderField, PathPiece, QueryField};
use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Container, Field};

use super::generics::written_type;

pub(super) fn write(
    container: &Container<'_>,
    endpoint: &Endpoint,
    payload: &TokenStream,
) -> TokenStream {
    let fields = &container.fields;
    let path = endpoint.path_pieces().into_iter().map(|piece| match piece {
        PathPiece::Field(index) => path_value(&fields[index]),
        PathPiece::Text(text) => quote!(__request.path_literal(#text);),
    });
    let queries = endpoint.queries().iter().map(|query| query_value(&fields[query.field], query));
    let headers =
        endpoint.headers().iter().map(|header| header_value(&fields[header.field], header));
    quote! {
        #(#path)*
        #(#queries)*
        #(#headers)*
        #payload
    }
}

// The traits are called by their full names with the whole type, so that the compiler, if the type does not implement
// them, marks the whole type in the struct.

fn path_value(field: &Field<'_>) -> TokenStream {
    let (ident, name, ty) = (field.ident, &field.name, field.ty());
    quote! {
        <#ty as __countersign_private::PathValue>::write_path(&self.#ident, #name, __request)?;
    }
}

fn query_value(field: &Field<'_>, query: &QueryField) -> TokenStream {
    let (field_name, name) = (&field.name, &query.name);
    let ty = written_type(field, query.optional);
    if_present(field, query.optional, |value| {
        quote! {
            <#ty as __countersign_private::QueryValue>::write_query(
                #value, #field_name, #name, __request,
            )?;
        }
    })
}

fn header_value(field: &Field<'_>, header: &HeaderField) -> TokenStream {
    let (field_name, ty) = (&field.name, written_type(field, header.optional));
    let name = header.name.as_str();
    if_present(field, header.optional, |value| {
        quote! {
            <#ty as __countersign_private::HeaderFieldValue>::write_header(
                #value, #field_name, #name, __request,
            )?;
        }
    })
}

/// Writes a field, or, if it is optional, what is inside it when there is something.
pub(super) fn if_present(
    field: &Field<'_>,
    optional: bool,
    write: impl FnOnce(TokenStream) -> TokenStream,
) -> TokenStream {
    let ident = field.ident;
    if !optional {
        return write(quote!(&self.#ident));
    }
    let write = write(quote!(__value));
    quote! {
        if let __countersign_private::Some(__value) = &self.#ident {
            #write
        }
    }
}
