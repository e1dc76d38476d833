//! `#[endpoint(…)]` as typed values.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, Ident, LitStr, Meta, Path, Token, Type, ext::IdentExt as _, parse::ParseStream,
    token,
};

use crate::{
    ctxt::Ctxt,
    serde_attr::SerdeAttr,
    symbol,
    words::{On, Reported, Word, error_on_next, read_words, string, value},
};

/// The attributes of a struct.
#[derive(Default)]
pub(crate) struct ContainerAttrs {
    /// The word `endpoint` of the first attribute that has words.
    pub(crate) endpoint: Option<Path>,
    /// Whether there is an attribute without words, which has been complained about.
    pub(crate) has_empty: bool,
    pub(crate) method: Word<Ident>,
    pub(crate) path: Word<LitStr>,
    pub(crate) signed: Word<SignedList>,
    pub(crate) document: Word<LitStr>,
    pub(crate) operation: Word<LitStr>,
    pub(crate) response: Word<Type>,
    pub(crate) error: Word<Type>,
    pub(crate) krate: Word<Path>,
    pub(crate) serde: Vec<SerdeAttr>,
}

/// `("Created", "EntitlementId")`
pub(crate) struct SignedList {
    /// The whole list, parentheses included.
    pub(crate) tokens: TokenStream,
    /// The names; `None` for an entry that is not a string literal, which has been complained about.
    pub(crate) names: Vec<Option<LitStr>>,
}

/// The attributes of a field.
#[derive(Default)]
pub(crate) struct FieldAttrs {
    pub(crate) path: Word<Option<LitStr>>,
    pub(crate) query: Word<Option<LitStr>>,
    pub(crate) header: Word<LitStr>,
    pub(crate) body: Word<()>,
    /// Says that the header carries the idempotency key.
    pub(crate) idempotency_key: Word<()>,
    /// Whether something could not be read, so that there may be a role that is not known.
    pub(crate) unreadable: bool,
    pub(crate) serde: Vec<SerdeAttr>,
}

impl ContainerAttrs {
    pub(crate) fn from_ast(cx: &Ctxt, attributes: &[Attribute]) -> Self {
        let mut attrs = Self { serde: SerdeAttr::all(attributes), ..Self::default() };
        for attribute in
            attributes.iter().filter(|attribute| attribute.path().is_ident(symbol::ENDPOINT))
        {
            if matches!(attribute.meta, Meta::List(_)) {
                attrs.endpoint.get_or_insert_with(|| attribute.path().clone());
            } else {
                attrs.has_empty = true;
            }
            read_words(cx, attribute, On::Container, |word, meaning, input| {
                attrs.read(cx, word, meaning, input)
            });
        }
        attrs
    }

    fn read(
        &mut self,
        cx: &Ctxt,
        word: &Ident,
        meaning: &str,
        input: ParseStream<'_>,
    ) -> Result<(), Reported> {
        let owned = word.clone();
        match meaning {
            symbol::METHOD => {
                self.method.set(cx, owned, value(word, input, "method = POST", method))
            }
            symbol::PATH => {
                let path = value(word, input, "path = \"/v1/entitlement/{id}\"", |input| {
                    string(input, "the path")
                });
                self.path.set(cx, owned, path)
            }
            symbol::SIGNED => self.signed.set(cx, owned, signed_list(cx, word, input)),
            symbol::DOCUMENT => {
                let document = value(word, input, "document = \"bango-resale.json\"", |input| {
                    string(input, "the document")
                });
                self.document.set(cx, owned, document)
            }
            symbol::OPERATION => {
                let operation = value(word, input, "operation = \"createEntitlement\"", |input| {
                    string(input, "the operation")
                });
                self.operation.set(cx, owned, operation)
            }
            symbol::RESPONSE => self.response.set(
                cx,
                owned,
                value(word, input, "response = Entitlement", response_type),
            ),
            symbol::ERROR => {
                self.error.set(cx, owned, value(word, input, "error = ApiProblem", response_type))
            }
            _ => self.krate.set(cx, owned, value(word, input, "crate = some::path", crate_path)),
        }
    }
}

impl FieldAttrs {
    pub(crate) fn from_ast(cx: &Ctxt, attributes: &[Attribute]) -> Self {
        let mut attrs = Self { serde: SerdeAttr::all(attributes), ..Self::default() };
        for attribute in
            attributes.iter().filter(|attribute| attribute.path().is_ident(symbol::ENDPOINT))
        {
            let understood = read_words(cx, attribute, On::Field, |word, meaning, input| {
                attrs.read(cx, word, meaning, input)
            });
            attrs.unreadable |= !understood;
        }
        attrs
    }

    /// Whether the field has a role of its own, so that it is not a member of the JSON body.
    pub(crate) fn has_role(&self) -> bool {
        self.unreadable
            || !matches!(
                (&self.path, &self.query, &self.header, &self.body),
                (Word::Absent, Word::Absent, Word::Absent, Word::Absent),
            )
            || !self.idempotency_key.is_absent()
    }

    fn read(
        &mut self,
        cx: &Ctxt,
        word: &Ident,
        meaning: &str,
        input: ParseStream<'_>,
    ) -> Result<(), Reported> {
        let owned = word.clone();
        match meaning {
            symbol::PATH => {
                let name = optional_name(word, input, "path = \"variable\"", "the variable");
                self.path.set(cx, owned, name)
            }
            symbol::QUERY => {
                let name = optional_name(word, input, "query = \"name\"", "the name");
                self.query.set(cx, owned, name)
            }
            symbol::HEADER => {
                let example = "header = \"EntitlementId\"";
                self.header.set(
                    cx,
                    owned,
                    value(word, input, example, |input| string(input, "the header name")),
                )
            }
            symbol::IDEMPOTENCY_KEY => {
                let help = "the name of the header stands in `header = \"…\"`";
                self.idempotency_key.set(cx, owned, no_value(word, input, help))
            }
            _ => {
                let help = "a field with the role `body` is the whole JSON body";
                self.body.set(cx, owned, no_value(word, input, help))
            }
        }
    }
}

fn method(input: ParseStream<'_>) -> syn::Result<Ident> {
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        let help = match syn::parse_str::<Ident>(&text.value().to_uppercase()) {
            Ok(method) => format!("write `method = {method}`"),
            Err(_) => "write it as in `method = POST`".to_owned(),
        };
        return Err(syn::Error::new(
            text.span(),
            format!("the method is a word, not a string\nhelp: {help}"),
        ));
    }
    match Ident::parse_any(&input.fork()) {
        Ok(_) => Ident::parse_any(input),
        Err(_) => Err(error_on_next(input, "expected a method, such as `POST`".to_owned())),
    }
}

/// `("Created", "EntitlementId")`, whose entries complain for themselves.
fn signed_list(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<SignedList> {
    let example = "signed(\"Created\", \"EntitlementId\")";
    if !input.peek(token::Paren) {
        let message = format!("`signed` needs a list of header names\nhelp: write `{example}`");
        return Err(syn::Error::new(word.span(), message));
    }
    let tokens: TokenTree = input.fork().parse()?;
    let content;
    syn::parenthesized!(content in input);
    let mut names = Vec::new();
    while !content.is_empty() {
        match string(&content, "a signed header name") {
            Ok(name) => names.push(Some(name)),
            Err(error) => {
                cx.error(error);
                names.push(None);
            }
        }
        if !content.is_empty() && !content.peek(Token![,]) {
            if names.last().is_some_and(Option::is_some) {
                cx.error(error_on_next(&content, "expected a comma before this".to_owned()));
            }
            while !content.is_empty() && !content.peek(Token![,]) && !content.peek(LitStr) {
                content.parse::<TokenTree>()?;
            }
        }
        if content.peek(Token![,]) {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(SignedList { tokens: tokens.into(), names })
}

fn response_type(input: ParseStream<'_>) -> syn::Result<Type> {
    without_quotes(input, "a type")?;
    input.parse().map_err(|error| expected("a type, as in `Vec<Entitlement>`", &error))
}

fn crate_path(input: ParseStream<'_>) -> syn::Result<Path> {
    without_quotes(input, "a path")?;
    input
        .call(Path::parse_mod_style)
        .map_err(|error| expected("a path, as in `some::path`", &error))
}

/// What was expected, in place of the long list of tokens with which it could have begun.
fn expected(what: &str, error: &syn::Error) -> syn::Error {
    syn::Error::new(error.span(), format!("expected {what}"))
}

fn without_quotes(input: ParseStream<'_>, what: &str) -> syn::Result<()> {
    if !input.peek(LitStr) {
        return Ok(());
    }
    let text: LitStr = input.parse()?;
    let message = format!(
        "expected {what}, not a string\nhelp: write it without the quotes: `{}`",
        text.value()
    );
    Err(syn::Error::new(text.span(), message))
}

/// `word` or `word = "name"`
fn optional_name(
    word: &Ident,
    input: ParseStream<'_>,
    example: &str,
    what: &str,
) -> syn::Result<Option<LitStr>> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(None);
    }
    if !input.peek(Token![=]) {
        return Err(error_on_next(input, format!("expected a comma, or a name as in `{example}`")));
    }
    value(word, input, example, |input| string(input, what)).map(Some)
}

fn no_value(word: &Ident, input: ParseStream<'_>, help: &str) -> syn::Result<()> {
    if input.peek(Token![=]) || input.peek(token::Paren) {
        return Err(error_on_next(input, format!("`{word}` takes no value\nhelp: {help}")));
    }
    Ok(())
}
