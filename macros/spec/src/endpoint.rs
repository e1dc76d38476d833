//! The validated endpoint.

mod check;
mod headers;
mod idempotency_key;
mod signed;
#[cfg(test)]
mod tests;

use crate::{
    draft::EndpointDraft,
    header::HeaderName,
    method::Method,
    path::{PathTemplate, Segment},
    problem::Problem,
};

pub use signed::MAX_SIGNED_HEADERS;

/// An endpoint in which every rule holds.
///
/// Fields are known by their index in [`EndpointDraft::fields`].
#[derive(Clone, Debug)]
pub struct Endpoint {
    method: Method,
    path: PathTemplate,
    path_fields: Vec<usize>,
    queries: Vec<QueryField>,
    headers: Vec<HeaderField>,
    idempotency_key: Option<HeaderName>,
    body: Body,
    signed: Vec<HeaderName>,
}

impl Endpoint {
    /// Checks an endpoint.
    ///
    /// # Errors
    ///
    /// Every problem of the draft. The list is empty if the draft is unusable only because of parts that the front end
    /// could not read, and has complained about.
    pub fn check(draft: &EndpointDraft) -> Result<Self, Vec<Problem>> {
        check::check(draft)
    }

    /// The HTTP method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path template.
    pub fn path(&self) -> &PathTemplate {
        &self.path
    }

    /// The path, cut at its variables. Two texts never follow each other, and no text is empty.
    pub fn path_pieces(&self) -> Vec<PathPiece> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut fields = self.path_fields.iter();
        for segment in self.path.segments() {
            text.push('/');
            match (segment, fields.as_slice()) {
                (Segment::Variable(_), [field, ..]) => {
                    pieces.push(PathPiece::Text(std::mem::take(&mut text)));
                    pieces.push(PathPiece::Field(*field));
                    fields.next();
                }
                (Segment::Text(segment) | Segment::Variable(segment), _) => text.push_str(segment),
            }
        }
        if !text.is_empty() {
            pieces.push(PathPiece::Text(text));
        }
        pieces
    }

    /// The fields that are parameters of the query, in declaration order.
    pub fn queries(&self) -> &[QueryField] {
        &self.queries
    }

    /// The fields that are sent as headers, in declaration order.
    pub fn headers(&self) -> &[HeaderField] {
        &self.headers
    }

    /// The header that carries the idempotency key of a call, if there is one. The client sends it whether or not a field
    /// does.
    pub fn idempotency_key(&self) -> Option<&HeaderName> {
        self.idempotency_key.as_ref()
    }

    /// What the payload is made of.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The names of the signed headers, in wire order.
    pub fn signed(&self) -> &[HeaderName] {
        &self.signed
    }
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPiece {
    /// The value of a field, as one segment.
    Field(usize),

    /// Text that is sent as it is, slashes included.
    Text(String),
}

/// A field that is a parameter of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueryField {
    /// The field.
    pub field: usize,
    /// The name of the parameter.
    pub name: String,
    /// Whether the parameter may be absent.
    pub optional: bool,
}

/// A field that is sent as a header.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderField {
    /// The field.
    pub field: usize,
    /// The name of the header.
    pub name: HeaderName,
    /// Whether the header may be absent.
    pub optional: bool,
}

/// What the payload is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// A JSON object with these fields as its members, in declaration order.
    Members(Vec<usize>),

    /// There is no payload.
    None,

    /// The JSON text of one field.
    Whole {
        /// The field.
        field: usize,
        /// Whether the payload may be absent.
        optional: bool,
    },
}
