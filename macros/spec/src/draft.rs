//! What a front end has read, with nothing checked yet.

use crate::problem::Place;

/// An endpoint as it was read.
#[derive(Clone, Debug)]
pub struct EndpointDraft {
    /// Where it was read from, which messages speak of.
    pub written_in: WrittenIn,

    /// The HTTP method.
    pub method: Part<String>,

    /// The path template.
    pub path: Part<String>,

    /// The signed header names in wire order; an entry that could not be read is `None`.
    pub signed: Part<Vec<Option<String>>>,

    /// Whether the body of a successful response is decoded: missing if nobody looks at it.
    pub response: Part<()>,

    /// The fields in declaration order.
    pub fields: Vec<FieldDraft>,

    /// The header of the idempotency key as the operation declares it that a struct is bound to, whether or not a field
    /// sends it. `None` leaves it to the fields ([`RoleDraft::IdempotencyKey`]).
    pub idempotency_key: Option<String>,
}

impl EndpointDraft {
    pub(crate) fn has_unreadable_field(&self) -> bool {
        self.fields.iter().any(|field| field.unreadable)
    }

    /// Every role of every field, with its place.
    pub(crate) fn roles(&self) -> impl Iterator<Item = (usize, &FieldDraft, Place, &RoleDraft)> {
        self.fields.iter().enumerate().flat_map(|(index, field)| {
            field
                .roles
                .iter()
                .enumerate()
                .map(move |(role, draft)| (index, field, Place::Role { field: index, role }, draft))
        })
    }
}

/// What an endpoint is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenIn {
    /// An OpenAPI document: values are parameters and bodies.
    Document,

    /// An annotated struct: values are fields with roles.
    RustStruct,
}

/// A part of an endpoint that may be missing or unreadable.
///
/// An unreadable part is one about which the front end has already complained. Every rule that depends on it is left
/// out, because what it would say could be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<T> {
    /// The part is not there.
    Missing,

    /// The part is there and read.
    Read(T),

    /// The part is there, and the front end has reported that it makes no sense.
    Unreadable,
}

/// A field as it was read.
#[derive(Clone, Debug)]
pub struct FieldDraft {
    /// The name of the field, for messages.
    pub name: String,

    /// Whether the value may be absent.
    pub optional: bool,

    /// Where the value goes. Empty for a field that is not part of the request.
    pub roles: Vec<RoleDraft>,

    /// Whether the field has a role that could not be read, about which the front end has already complained.
    pub unreadable: bool,
}

impl FieldDraft {
    /// A field that is always present and whose roles were all readable.
    pub fn new(name: impl Into<String>, roles: impl IntoIterator<Item = RoleDraft>) -> Self {
        Self {
            name: name.into(),
            optional: false,
            roles: roles.into_iter().collect(),
            unreadable: false,
        }
    }
}

/// One place of the request that a field is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoleDraft {
    /// The value is the whole JSON body.
    Body,

    /// The value is sent as a header.
    Header {
        /// The name of the header.
        name: String,
    },

    /// What the header role before this one sends is the idempotency key of the call: the server does not carry out a
    /// second request with a key that it has seen.
    IdempotencyKey,

    /// The value is a member of the JSON object that is the body.
    Member,

    /// The value fills a variable of the path.
    Path {
        /// The name of the variable.
        variable: String,
    },

    /// The value is a parameter of the query.
    Query {
        /// The name of the parameter.
        name: String,
    },
}
