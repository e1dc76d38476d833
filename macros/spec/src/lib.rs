//! The endpoint model of [Countersign] and its rules.
//!
//! A front end reads an endpoint from somewhere (an annotated struct, an API document), describes it as an
//! [`EndpointDraft`] and gets back either an [`Endpoint`], in which every rule holds, or every [`Problem`] at once.
//! Nothing of that knows tokens, spans or files: a problem names a [`Place`] of the draft, and the front end knows where
//! it read that.
//!
//! One of the front ends is here too: [`Document::read`] reads an API document, and each of its problems names a place
//! in the text.
//!
//! This crate is an implementation detail of `countersign` and not covered by semver.
//!
//! [Countersign]: https://docs.rs/countersign
//!
//! # Examples
//!
//! ```
//! use countersign_spec::{Endpoint, EndpointDraft, FieldDraft, Part, Place, RoleDraft, WrittenIn};
//!
//! let draft = EndpointDraft {
//!     written_in: WrittenIn::RustStruct,
//!     method: Part::Read("GET".to_owned()),
//!     path: Part::Read("/v1/entitlement/{id}".to_owned()),
//!     signed: Part::Read(vec![Some("Created".to_owned()), Some("EntitlmentId".to_owned())]),
//!     response: Part::Missing,
//!     fields: vec![FieldDraft::new(
//!         "id",
//!         [
//!             RoleDraft::Path { variable: "id".to_owned() },
//!             RoleDraft::Header { name: "EntitlementId".to_owned() },
//!         ],
//!     )],
//!     idempotency_key: None,
//! };
//! let problems = Endpoint::check(&draft).unwrap_err();
//!
//! assert_eq!(problems.len(), 1);
//! assert_eq!(problems[0].place(), Place::SignedName(1));
//! assert_eq!(problems[0].help(), Some("did you mean `EntitlementId`?"));
//! ```

mod document;
mod draft;
mod endpoint;
mod header;
mod method;
mod path;
mod problem;
mod suggest;
mod wording;

// The public interface is:
pub use crate::{
    document::{
        Access, Additional, Docs, Document, DocumentProblem, EnumValue, ErrorMembers, Example,
        Field, Location, Member, Operation, RequestBody, Response, Schema, SecurityScheme, Server,
        Shape, Side, Status, Type,
    },
    draft::{EndpointDraft, FieldDraft, Part, RoleDraft, WrittenIn},
    endpoint::{Body, Endpoint, HeaderField, MAX_SIGNED_HEADERS, PathPiece, QueryField},
    header::{HeaderName, HeaderNameError},
    method::Method,
    path::{PathTemplate, Segment},
    problem::{Place, Problem},
    suggest::nearest,
};
