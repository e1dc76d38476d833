//! The struct as a draft for [`countersign_spec`], and the way back from a problem to its tokens.

use countersign_spec::{
    Endpoint, EndpointDraft, FieldDraft, Part, Place, Problem, RoleDraft, WrittenIn,
};
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::LitStr;

use crate::{
    ast::{Container, Field},
    bind::{Binding, BindingTarget, Bound, Kind},
    ctxt::Ctxt,
    members,
    words::Word,
};

/// Checks the struct and reports every problem at its tokens.
pub(crate) fn endpoint(
    cx: &Ctxt,
    container: &Container<'_>,
    binding: &Binding,
) -> Option<Endpoint> {
    check_serde_on_container(cx, container);
    for field in &container.fields {
        check_serde_on_field(cx, field);
        check_type_of_idempotency_key(cx, container, field);
    }
    let repeated = members::check_names(cx, container);
    let mut lowered = Lowered::of(cx, container);
    match &binding.target {
        BindingTarget::Nothing => lowered.check(lowered.unbound_draft()),
        BindingTarget::Unknown => lowered.check(lowered.draft_of_fields()),
        BindingTarget::Operation(bound) => lowered.bound(bound, &repeated),
    }
}

/// The fields as drafts, and the tokens of each of their roles.
struct Lowered<'a> {
    cx: &'a Ctxt,
    container: &'a Container<'a>,
    fields: Vec<FieldDraft>,
    role_tokens: Vec<Vec<TokenStream>>,
}

impl<'a> Lowered<'a> {
    fn of(cx: &'a Ctxt, container: &'a Container<'a>) -> Self {
        let (mut fields, role_tokens): (Vec<_>, Vec<_>) =
            container.fields.iter().map(field).unzip();
        if !container.has_right_shape {
            // What the fields are is not known, so no rule may complain that one is missing.
            let mut unknown = FieldDraft::new("", []);
            unknown.unreadable = true;
            fields.push(unknown);
        }
        Self { cx, container, fields, role_tokens }
    }

    /// The endpoint as the struct alone describes it.
    fn unbound_draft(&self) -> EndpointDraft {
        let attrs = &self.container.attrs;
        let (method, path) = if attrs.endpoint.is_some() {
            (part(&attrs.method, ToString::to_string), part(&attrs.path, LitStr::value))
        } else {
            if !attrs.has_empty {
                let ident = self.container.ident();
                self.cx.error_on(
                    ident,
                    format!(
                        "`{ident}` says nothing about its endpoint\n\
                         help: add `#[endpoint(method = GET, path = \"/v1/echo\")]` above it"
                    ),
                );
            }
            (Part::Unreadable, Part::Unreadable)
        };
        EndpointDraft {
            written_in: WrittenIn::RustStruct,
            method,
            path,
            signed: part(&attrs.signed, |list| {
                list.names.iter().map(|name| name.as_ref().map(LitStr::value)).collect()
            }),
            response: self.response(),
            fields: self.fields.clone(),
            idempotency_key: None,
        }
    }

    /// Nothing but the fields, for the rules that need nothing else.
    fn draft_of_fields(&self) -> EndpointDraft {
        EndpointDraft {
            written_in: WrittenIn::RustStruct,
            method: Part::Unreadable,
            path: Part::Unreadable,
            signed: Part::Unreadable,
            response: Part::Unreadable,
            fields: self.fields.clone(),
            idempotency_key: None,
        }
    }

    /// The endpoint as the struct and the document describe it.
    ///
    /// What follows from the document is compared first, because then the errors can say where it is declared.
    /// There is an error on the members of the fields in `repeated` already.
    fn bound(&mut self, bound: &Bound, repeated: &[usize]) -> Option<Endpoint> {
        bound.name_as_declared(self.container, &mut self.fields);
        let problems = Endpoint::check(&self.draft_of_fields()).err().unwrap_or_default();
        self.report(&problems);
        let members = repeated.iter().map(|field| Place::Role { field: *field, role: 0 });
        let complained: Vec<_> = problems.iter().map(Problem::place).chain(members).collect();
        let (fields, tokens) = (&self.fields, &self.role_tokens);
        let agrees = bound.compare(self.cx, self.container, fields, tokens, &complained);
        if !agrees || !problems.is_empty() || !repeated.is_empty() {
            return None;
        }
        self.check(EndpointDraft {
            written_in: WrittenIn::RustStruct,
            method: Part::Read(bound.method()),
            path: Part::Read(bound.path()),
            signed: Part::Read(bound.signed()),
            response: self.response(),
            fields: self.fields.clone(),
            idempotency_key: bound.idempotency_key().map(ToString::to_string),
        })
    }

    /// Whether the response is decoded.
    fn response(&self) -> Part<()> {
        part(&self.container.attrs.response, |_| ())
    }

    fn check(&self, draft: EndpointDraft) -> Option<Endpoint> {
        match Endpoint::check(&draft) {
            Ok(endpoint) => Some(endpoint),
            Err(problems) => {
                self.report(&problems);
                None
            }
        }
    }

    fn report(&self, problems: &[Problem]) {
        for problem in problems {
            self.cx.error_on(tokens_of(self.container, &self.role_tokens, problem), problem);
        }
    }
}

/// The serde attributes of the struct shape the members of the JSON body; without members they would do nothing.
///
/// Silence here hurts: `rename_all` looks as if it renamed query parameters.
fn check_serde_on_container(cx: &Ctxt, container: &Container<'_>) {
    let has_members =
        container.fields.iter().any(|field| !field.attrs.has_role() || field.attrs.unreadable);
    for attr in &container.attrs.serde {
        if let Some(word) = attr.word("remote") {
            cx.error_on(word, "serde's `remote` is for types of other crates\nhelp: remove it");
        }
        if !has_members && container.has_right_shape && attr.word("crate").is_none() {
            cx.error_on(
                &attr.original,
                "serde attributes shape the JSON body, and no field of this struct is a member of one\n\
                 help: remove it; query parameters are named with `query = \"name\"`",
            );
        }
    }
}

/// The serde attributes of a field shape one member of the JSON body.
fn check_serde_on_field(cx: &Ctxt, field: &Field<'_>) {
    let name = &field.name;
    for attr in &field.attrs.serde {
        if field.attrs.body.value().is_some() {
            cx.error_on(
                &attr.original,
                format!("serde attributes shape the members of the JSON body, and `{name}` is the whole body\n\
                         help: put them on the type of `{name}`"),
            );
        } else if field.attrs.has_role() && !field.attrs.unreadable {
            cx.error_on(
                &attr.original,
                format!(
                    "serde attributes shape the JSON body, and `{name}` is not in it\n\
                         help: remove the attribute"
                ),
            );
        } else if let Some(word) = attr.word("getter") {
            cx.error_on(
                word,
                "serde's `getter` is for types of other crates\nhelp: use `serialize_with`",
            );
        }
    }
}

/// An idempotency key differs from call to call, and the client makes one, a UUID, for a call that gives none.
///
/// Types are told by their names; one of the user's own is trusted.
fn check_type_of_idempotency_key(cx: &Ctxt, container: &Container<'_>, field: &Field<'_>) {
    if field.attrs.idempotency_key.value().is_none() {
        return;
    }
    let inside = field.inside_option();
    let ty = inside.unwrap_or_else(|| field.ty());
    match (Kind::of(container.generics(), ty), inside) {
        (Kind::Boolean, _) => cx.error_on(
            field.ty(),
            "an idempotency key differs from call to call, and this is a boolean\n\
             help: use a type such as `Option<String>`",
        ),
        (Kind::Float | Kind::Integer, Some(_)) => cx.error_on(
            field.ty(),
            "the client makes a UUID for a call without an idempotency key, and this type holds numbers\n\
             help: use a type such as `Option<String>`, or the type inside the `Option`, so that each call gives its \
             own key",
        ),
        _ => {}
    }
}

fn part<T, U>(word: &Word<T>, read: impl FnOnce(&T) -> U) -> Part<U> {
    match word {
        Word::Absent => Part::Missing,
        Word::Given(_, value) | Word::Guessed(_, value) => Part::Read(read(value)),
        Word::Unreadable => Part::Unreadable,
    }
}

/// The field as a draft, and the tokens of each of its roles.
fn field(field: &Field<'_>) -> (FieldDraft, Vec<TokenStream>) {
    let attrs = &field.attrs;
    let mut roles = Vec::new();
    let named =
        |value: &Option<LitStr>| value.as_ref().map_or_else(|| field.name.clone(), LitStr::value);
    if let Word::Given(word, value) | Word::Guessed(word, value) = &attrs.path {
        roles.push((RoleDraft::Path { variable: named(value) }, name_tokens(word, value.as_ref())));
    }
    if let Word::Given(word, value) | Word::Guessed(word, value) = &attrs.query {
        roles.push((RoleDraft::Query { name: named(value) }, name_tokens(word, value.as_ref())));
    }
    if let Some(value) = attrs.header.value() {
        roles.push((RoleDraft::Header { name: value.value() }, value.to_token_stream()));
    }
    // Behind the header, of which it speaks.
    if let Some(word) = attrs.idempotency_key.word() {
        roles.push((RoleDraft::IdempotencyKey, word.to_token_stream()));
    }
    if let Word::Given(word, ()) | Word::Guessed(word, ()) = &attrs.body {
        roles.push((RoleDraft::Body, word.to_token_stream()));
    }
    if !attrs.has_role() && !field.is_skipped() {
        roles.push((RoleDraft::Member, field.ident.to_token_stream()));
    }
    let (roles, tokens): (Vec<_>, _) = roles.into_iter().unzip();
    let mut draft = FieldDraft::new(&field.name, roles);
    draft.optional = field.inside_option().is_some();
    draft.unreadable = attrs.unreadable;
    (draft, tokens)
}

fn name_tokens(word: &syn::Ident, value: Option<&LitStr>) -> TokenStream {
    value.map_or_else(|| word.to_token_stream(), LitStr::to_token_stream)
}

/// The smallest tokens that show the problem.
fn tokens_of(
    container: &Container<'_>,
    role_tokens: &[Vec<TokenStream>],
    problem: &Problem,
) -> TokenStream {
    let attrs = &container.attrs;
    let field = |index: usize| container.fields.get(index);
    let tokens = match problem.place() {
        Place::Method => attrs.method.value().map(syn::Ident::to_token_stream),
        Place::Path => attrs.path.value().map(LitStr::to_token_stream),
        Place::Response => attrs.response.value().map(syn::Type::to_token_stream),
        Place::SignedList => attrs.signed.value().map(|list| list.tokens.clone()),
        Place::SignedName(index) => attrs
            .signed
            .value()
            .and_then(|list| list.names.get(index)?.as_ref())
            .map(LitStr::to_token_stream),
        Place::Field(index) => field(index).map(|field| field.ident.to_token_stream()),
        Place::FieldType(index) => field(index).map(|field| field.ty().to_token_stream()),
        Place::Role { field, role } => {
            role_tokens.get(field).and_then(|roles| roles.get(role)).cloned()
        }
        _ => None,
    };
    // A word that is missing has no tokens: the error goes to the attribute, or to the struct that lacks it.
    tokens
        .or_else(|| attrs.endpoint.as_ref().map(syn::Path::to_token_stream))
        .unwrap_or_else(|| container.ident().to_token_stream())
}
