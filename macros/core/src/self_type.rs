//! `Self` in what a user wrote about a struct, which means something else in an item of ours.

use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Generics, Lit};

/// The user's struct, to stand in place of `Self`.
pub(crate) struct SelfType {
    /// The name and the generic arguments, `Tree::<T>`, which can stand in types and expressions alike.
    tokens: TokenStream,
}

impl SelfType {
    pub(crate) fn of(ident: &Ident, generics: &Generics) -> Self {
        let (_, arguments, _) = generics.split_for_impl();
        let arguments = arguments.as_turbofish();
        Self { tokens: quote!(#ident #arguments) }
    }

    pub(crate) fn replace(&self, tokens: impl ToTokens) -> TokenStream {
        let tokens = tokens.to_token_stream().into_iter().map(|token| match token {
            TokenTree::Group(group) => {
                let mut new = Group::new(group.delimiter(), self.replace(group.stream()));
                new.set_span(group.span());
                TokenTree::Group(new).into()
            }
            TokenTree::Ident(ident) if ident == "Self" => self.tokens.clone(),
            token => token.into(),
        });
        tokens.collect()
    }

    /// Replaces `Self` in string literals that hold Rust, as the values of serde's words do.
    pub(crate) fn replace_in_strings(&self, tokens: TokenStream) -> TokenStream {
        let tokens = tokens.into_iter().map(|token| match token {
            TokenTree::Group(group) => {
                let mut new =
                    Group::new(group.delimiter(), self.replace_in_strings(group.stream()));
                new.set_span(group.span());
                TokenTree::Group(new)
            }
            TokenTree::Literal(literal) => TokenTree::Literal(self.replace_in_literal(literal)),
            token => token,
        });
        tokens.collect()
    }

    /// A literal that does not mention `Self` stays as it is.
    fn replace_in_literal(&self, literal: Literal) -> Literal {
        let text = match Lit::new(literal.clone()) {
            Lit::Str(text) => text.value(),
            _ => return literal,
        };
        match text.parse::<TokenStream>() {
            Ok(tokens) if mentions_self(tokens.clone()) => {
                let mut replaced = Literal::string(&self.replace(tokens).to_string());
                replaced.set_span(literal.span());
                replaced
            }
            _ => literal,
        }
    }
}

fn mentions_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions_self(group.stream()),
        TokenTree::Ident(ident) => ident == "Self",
        TokenTree::Literal(_) | TokenTree::Punct(_) => false,
    })
}
