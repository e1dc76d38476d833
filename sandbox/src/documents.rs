//! The documents that a sandbox serves, read and checked when it starts.

mod raw;
mod served;
mod table;

use std::sync::Arc;

use countersign::VerifyingKey;
use countersign_spec::{Document, HeaderName, Location, Operation};
use http::Method;

pub(crate) use raw::Raw;
pub(crate) use served::{Responder, Served};
use table::Table;

/// No more operations are named than these where a path is unknown.
const MAX_NEAR: usize = 3;

/// A document as the user gave it.
pub(crate) struct Source {
    pub(crate) file: String,
    pub(crate) text: String,
}

impl Source {
    /// What is served if the user names nothing: the classic API of Bango Resale.
    pub(crate) fn built_in() -> Vec<Self> {
        let text = bango_resale::DOCUMENT.to_owned();
        vec![Self { file: "bango-resale.json".to_owned(), text }]
    }
}

/// A document that a sandbox serves.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ServedDocument {
    /// The file name that it was given with: `bango-resale.json`.
    pub file: String,
    /// Its `info.title`.
    pub title: String,
    /// Its `info.version`.
    pub version: String,
    /// The `operationId`s, in the order of the document, without variants (`x-variants`).
    pub operations: Vec<String>,
}

/// Every operation that a sandbox serves.
pub(crate) struct Documents {
    pub(crate) served: Vec<ServedDocument>,
    table: Table<Arc<Served>>,
    has_bango: bool,
}

/// What a request asks for.
pub(crate) enum Found {
    Operation {
        operation: Arc<Served>,
        /// The values of the variables of the path, percent-decoded.
        values: Vec<Vec<u8>>,
    },
    /// The path is there, but only with these methods.
    OtherMethods(Vec<&'static str>),
    Nothing,
}

/// Why the sandbox cannot serve what the reader has accepted.
pub(crate) struct Refusal {
    pub(crate) location: Location,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Documents {
    /// Reads and checks documents.
    ///
    /// # Errors
    ///
    /// Every problem of all documents, each as `file:line:column: pointer: message` and a line of help.
    pub(crate) fn read(sources: &[Source], key: &VerifyingKey) -> Result<Self, Vec<String>> {
        let mut documents = Self { served: Vec::new(), table: Table::new(), has_bango: false };
        let mut problems = Vec::new();
        for Source { file, text } in sources {
            match Document::read(file, text) {
                Ok(document) => {
                    let raw = serde_json::from_str(text).unwrap_or_default();
                    documents.add(&document, &Raw::new(raw), key, &mut problems);
                }
                Err(found) => problems.extend(found.iter().map(ToString::to_string)),
            }
        }
        if problems.is_empty() { Ok(documents) } else { Err(problems) }
    }

    fn add(
        &mut self,
        document: &Document,
        raw: &Raw,
        key: &VerifyingKey,
        problems: &mut Vec<String>,
    ) {
        // A variant has method and path of the operation that it narrows.
        let operations =
            || document.operations.iter().filter(|operation| operation.variant_of.is_none());
        for operation in operations() {
            let added = Served::new(document, raw, operation, key)
                .and_then(|served| self.insert(Arc::new(served)).map_err(|refusal| vec![refusal]));
            let refusals = added.err().into_iter().flatten();
            problems.extend(refusals.map(|refusal| refusal.told_of(document)));
        }
        self.served.push(ServedDocument {
            file: document.file.clone(),
            title: document.title.clone(),
            version: document.version.clone(),
            operations: operations().map(|operation| operation.id.clone()).collect(),
        });
    }

    fn insert(&mut self, served: Arc<Served>) -> Result<(), Refusal> {
        self.has_bango |= matches!(served.responder, Responder::Bango);
        let operation = Arc::clone(&served.operation);
        let endpoint = &operation.endpoint;
        self.table.insert(endpoint.method(), endpoint.path(), served).map_err(|other| Refusal {
            location: operation.method_location.clone(),
            message: format!(
                "`{}` answers to the same requests as `{}`, which is declared at {}",
                line(&operation),
                other.line(),
                other.declared_at
            ),
            help: "remove one of the two, or serve the documents by two sandboxes".to_owned(),
        })
    }

    /// Whether some operation is one of Bango Resale.
    pub(crate) fn serve_bango(&self) -> bool {
        self.has_bango
    }

    /// What a request with this method and path asks for.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Found {
        match self.table.find(method.as_str(), path) {
            table::Found::Target { target, values } => {
                Found::Operation { operation: Arc::clone(target), values }
            }
            table::Found::OtherMethods(methods) => Found::OtherMethods(methods),
            table::Found::Nothing => Found::Nothing,
        }
    }

    /// What there is instead of an unknown path, as a part of a sentence.
    pub(crate) fn near(&self, path: &str) -> String {
        let near = self.table.near(path);
        let files: Vec<_> = self.served.iter().map(|document| document.file.as_str()).collect();
        let files = files.join(" and ");
        if near.is_empty() {
            return format!("{files} is served");
        }
        let lines: Vec<_> = near.iter().take(MAX_NEAR).map(|served| served.line()).collect();
        match lines.as_slice() {
            [only] => format!("the only one of {files} is {only}"),
            _ => format!("the nearest in {files} are {}", lines.join(", ")),
        }
    }
}

impl Refusal {
    /// In the form of the reader's problems.
    fn told_of(&self, document: &Document) -> String {
        let Self { location, message, help } = self;
        let place = place(document, location);
        format!("{place}: {}: {message}\nhelp: {help}", location.pointer())
    }
}

impl Found {
    /// The `operationId`, if it is an operation.
    pub(crate) fn operation_id(&self) -> Option<&str> {
        match self {
            Self::Operation { operation, .. } => Some(&operation.operation.id),
            Self::OtherMethods(_) | Self::Nothing => None,
        }
    }

    /// The header that carries the idempotency key, if it is an operation that declares one.
    pub(crate) fn idempotency_key(&self) -> Option<&HeaderName> {
        match self {
            Self::Operation { operation, .. } => operation.operation.endpoint.idempotency_key(),
            Self::OtherMethods(_) | Self::Nothing => None,
        }
    }
}

fn line(operation: &Operation) -> String {
    format!("{} {}", operation.endpoint.method(), operation.endpoint.path())
}

fn place(document: &Document, location: &Location) -> String {
    format!("{}:{location}", document.file)
}
