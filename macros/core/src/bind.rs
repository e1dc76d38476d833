//! A struct that is bound to a declared operation: `#[endpoint(document = "…", operation = "…")]`.
//!
//! Method, path and signed list come from the document, and what the struct sends is compared with what the document
//! declares: [`sent`] and [`declared`] are the two sides, [`compare`] finds which belong together and what is missing,
//! [`value`] looks at the pairs.

mod agree;
mod compare;
mod declared;
mod kind;
mod missing;
mod sent;
#[cfg(test)]
mod tests;
mod text;
mod undeclared;
mod value;

use countersign_spec::{Document, FieldDraft, HeaderName, Operation, Place};
use proc_macro2::TokenStream;
use syn::LitStr;

use crate::{
    ast::Container,
    attr::ContainerAttrs,
    ctxt::Ctxt,
    source::{Loaded, Source},
};

pub(crate) use self::kind::Kind;

/// What a struct says about the operation that it is a request of.
pub(crate) struct Binding {
    pub(crate) target: BindingTarget,
    tracking: Option<TokenStream>,
}

/// The operation that a struct is a request of.
pub(crate) enum BindingTarget {
    /// The struct names none.
    Nothing,

    /// The struct names an operation that could not be found, which has been reported.
    Unknown,

    /// This one.
    Operation(Box<Bound>),
}

/// The operation, and the document that declares it.
pub(crate) struct Bound {
    document: Document,
    operation: Operation,
    /// The value of the word `operation`, on which everything stands that the struct lacks.
    literal: LitStr,
}

impl Binding {
    /// Finds the operation that the words `document` and `operation` name.
    pub(crate) fn read(cx: &Ctxt, attrs: &ContainerAttrs, source: &Source) -> Self {
        let (document, operation) = (&attrs.document, &attrs.operation);
        if document.is_absent() && operation.is_absent() {
            return Self { target: BindingTarget::Nothing, tracking: None };
        }
        let loaded = document.value().map(|literal| source.load(cx, literal));
        let tracking = loaded.as_ref().and_then(Loaded::tracking);
        let document_read = loaded.and_then(|loaded| loaded.document);

        if let Some(word) = document.word().filter(|_| operation.is_absent()) {
            let help = match &document_read {
                Some(document) => {
                    format!("add `operation = \"…\"`; {}", text::operations(document))
                }
                None => "add for example `operation = \"createEntitlement\"`".to_owned(),
            };
            cx.error_on(word, format!("`document` is given, but no `operation`\nhelp: {help}"));
        }
        if let Some(word) = operation.word().filter(|_| document.is_absent()) {
            let help = "add for example `document = \"bango-resale.json\"`";
            cx.error_on(word, format!("`operation` is given, but no `document`\nhelp: {help}"));
        }
        let target = match (document_read, operation.value()) {
            (Some(document), Some(literal)) => Bound::find(cx, document, literal)
                .map_or(BindingTarget::Unknown, |bound| BindingTarget::Operation(Box::new(bound))),
            _ => BindingTarget::Unknown,
        };
        Self { target, tracking }
    }

    /// An item through which the compiler learns of the document, so that an edit of it rebuilds the crate.
    pub(crate) fn tracking(&self) -> Option<&TokenStream> {
        self.tracking.as_ref()
    }
}

impl Bound {
    fn find(cx: &Ctxt, document: Document, literal: &LitStr) -> Option<Self> {
        let id = literal.value();
        let Some(operation) = document.operation(&id).cloned() else {
            let ids = document.operations.iter().map(|operation| operation.id.as_str());
            let help = match countersign_spec::nearest(&id, ids) {
                Some(near) => format!("did you mean `{near}`?"),
                None => text::operations(&document),
            };
            let file = &document.file;
            cx.error_on(literal, format!("`{file}` declares no operation `{id}`\nhelp: {help}"));
            return None;
        };
        Some(Self { document, operation, literal: literal.clone() })
    }

    pub(crate) fn method(&self) -> String {
        self.operation.endpoint.method().to_string()
    }

    pub(crate) fn path(&self) -> String {
        self.operation.endpoint.path().to_string()
    }

    pub(crate) fn signed(&self) -> Vec<Option<String>> {
        self.operation.endpoint.signed().iter().map(HeaderName::to_string).map(Some).collect()
    }

    /// The header for the idempotency key that the operation declares, whether or not the struct has a field for it.
    pub(crate) fn idempotency_key(&self) -> Option<&HeaderName> {
        self.operation.endpoint.idempotency_key()
    }

    /// Puts the names of the document in place of those by which the struct may call variables and headers.
    pub(crate) fn name_as_declared(&self, container: &Container<'_>, drafts: &mut [FieldDraft]) {
        sent::name_as_declared(self, container, drafts);
    }

    /// Reports everything in which the struct differs from the operation, and returns whether that is nothing.
    ///
    /// Roles in `complained` are left out: there is an error on them already.
    pub(crate) fn compare(
        &self,
        cx: &Ctxt,
        container: &Container<'_>,
        drafts: &[FieldDraft],
        role_tokens: &[Vec<TokenStream>],
        complained: &[Place],
    ) -> bool {
        let report = text::Report::new(cx);
        agree::check(&report, self, &container.attrs);
        let sent = sent::Sent::of(self, container, drafts, role_tokens, complained);
        compare::check(&report, self, container, &sent);
        report.is_empty()
    }
}
