//! What a document declares, with every name resolved and every rule checked.

use std::fmt;

use super::{Access, Location, Side};
use crate::{Endpoint, RoleDraft};

/// A document in which every rule holds.
///
/// [`Document::read`] makes it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Document {
    /// The file name that problems and locations are shown with, as the user wrote it: `bango-resale.json`.
    pub file: String,
    /// `info.title`.
    pub title: String,
    /// `info.version`: the version of the document, not of OpenAPI.
    pub version: String,
    /// `info.summary` and `info.description`.
    pub docs: Docs,
    /// The base URLs, in document order.
    pub servers: Vec<Server>,
    /// The operations in document order; a variant (`x-variants`) follows the operation that it narrows.
    pub operations: Vec<Operation>,
    /// The types in document order: one for each component schema, and one for each object or enum that is declared
    /// inline, after the schema or operation that it is declared in. A schema of which requests and responses hold
    /// different things has two, if both are needed: see [`Schema::side`].
    pub schemas: Vec<Schema>,
}

impl Document {
    /// The operation with this `operationId`.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// The type with this Rust name, as [`Type::Named`] refers to it.
    pub fn schema(&self, type_name: &str) -> Option<&Schema> {
        self.schemas.iter().find(|schema| schema.type_name == type_name)
    }
}

/// Texts for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Docs {
    /// `summary`, or `title` of a schema.
    pub summary: Option<String>,
    /// `description`, in CommonMark.
    pub description: Option<String>,
    /// Why this part is inferred and not documented by the vendor: `x-inferred: true` and its `x-inferred-reason`.
    pub inferred: Option<String>,
}

/// An entry of `servers`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Server {
    /// The base URL, without a trailing slash: `https://resale.api.bango.net`.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
}

/// An operation, or a variant of one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// `operationId`: `createEntitlement`.
    pub id: String,
    /// The Rust name, unique among all types of the document: `CreateEntitlement`.
    pub type_name: String,
    /// Texts for people.
    pub docs: Docs,
    /// Whether the operation should no longer be used.
    pub deprecated: bool,
    /// The checked endpoint. Its field numbers are indices into [`fields`](Self::fields).
    pub endpoint: Endpoint,
    /// Everything that a request carries: parameters in document order, then the body.
    pub fields: Vec<Field>,
    /// How the payload is made of the fields.
    pub body: RequestBody,
    /// Members of a body that was declared inline which only responses would hold (`readOnly`), so that they are no
    /// fields.
    pub read_only: Vec<Field>,
    /// Every declared answer, in document order.
    pub responses: Vec<Response>,
    /// What a success (2xx) holds; `None` if no success declares a JSON body. Without any declared status of 2xx,
    /// `default` is the success.
    pub success: Option<Type>,
    /// What any other answer holds; `None` if none declares a JSON body. A `default` that is the success is this too
    /// if no other status declares a body and an error can be made of it: it is an object with declared members.
    pub error: Option<Type>,
    /// The `operationId` of the operation that this one narrows, for a variant (`x-variants`).
    pub variant_of: Option<String>,
    /// Where the operation is declared: the name of its `operationId` member.
    pub location: Location,
    /// Where its path item is declared.
    pub path_location: Location,
    /// Where its method is declared.
    pub method_location: Location,
    /// Where the signed header list is declared; the operation if it has none.
    pub signed_location: Location,
    /// What to ask who expects another signed list: the operation has none, and an extension that may be meant as it.
    pub signed_did_you_mean: Option<String>,
    /// Examples of the request body.
    pub examples: Vec<Example>,
    /// Every security scheme that `security` of the operation, or else of the document, names.
    pub security: Vec<SecurityScheme>,
}

impl Operation {
    /// The responses that a success can be: those with a status of 2xx, or else `default`, which stands for every status
    /// that is not declared (OpenAPI 3.1, section 4.8.16).
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        successes(&self.responses)
    }

    /// The field that is this member of the JSON body.
    pub fn member(&self, name: &str) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.wire_name == name && field.roles.contains(&RoleDraft::Member))
    }
}

/// As [`Operation::successes`].
pub(super) fn successes(responses: &[Response]) -> impl Iterator<Item = &Response> {
    let is_declared = responses.iter().any(|response| response.status.is_success());
    responses.iter().filter(move |response| match response.status {
        Status::Default => !is_declared,
        status => status.is_success(),
    })
}

/// How a request proves who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecurityScheme {
    /// A user name and a password (RFC 7617).
    Basic,
    /// The header `Signature` (`x-signature-scheme`).
    MessageSignature,
}

/// One value that a request carries.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field {
    /// The Rust name, unique among the fields of its operation, never a keyword that cannot be raw: `entitlement_id`.
    /// It may be a keyword that has to be written raw, such as `type`.
    pub rust_name: String,
    /// The name of the parameter or the member: `entitlementId`. `body` for a whole body.
    pub wire_name: String,
    /// Where the value goes; a header parameter that repeats a path parameter (`x-repeats`) is a role of that field.
    pub roles: Vec<RoleDraft>,
    /// Texts for people.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether it holds customer data or a secret that `Debug` must not show: `x-sensitive` or `format: password`.
    pub sensitive: bool,
    /// The type of the value; [`Type::Nullable`] if it may be `null`.
    pub ty: Type,
    /// Whether it must be there.
    pub required: bool,
    /// The one value that it always has, for a preset member of a variant: a string or the value of an enum.
    pub preset: Option<String>,
    /// Where it is declared.
    pub location: Location,
}

/// How the payload of a request is made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestBody {
    /// There is no payload.
    None,
    /// A JSON object that was declared inline: its members are fields with the role [`RoleDraft::Member`].
    Members {
        /// What members it may have beyond those that are declared.
        additional: Additional,
        /// The pointer to its schema in the document.
        schema: String,
    },
    /// One field with the role [`RoleDraft::Body`], because the schema is a reference or no object.
    Whole {
        /// The pointer to its schema in the document.
        schema: String,
    },
}

/// An answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response {
    /// When it is given.
    pub status: Status,
    /// `description`.
    pub description: String,
    /// The type of the JSON body, if there is one.
    pub body: Option<Type>,
    /// The pointer to the schema of the body in the document, references to responses resolved.
    pub schema: Option<String>,
    /// Examples of the body.
    pub examples: Vec<Example>,
    /// Why it is inferred, if it is.
    pub inferred: Option<String>,
    /// Where it is declared.
    pub location: Location,
}

/// The key of an answer among `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Status {
    /// `202`
    Exact(u16),
    /// `4XX`, by its first digit.
    Class(u8),
    /// `default`
    Default,
}

impl Status {
    /// Whether it stands for successes only.
    pub fn is_success(self) -> bool {
        match self {
            Self::Exact(status) => (200..300).contains(&status),
            Self::Class(class) => class == 2,
            Self::Default => false,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(status) => write!(f, "{status}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// An example of a body. Its value is found in the document by its pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Example {
    /// The name among `examples`; empty for a single `example`.
    pub name: String,
    /// `summary`.
    pub summary: Option<String>,
    /// The pointer to the value itself, references resolved.
    pub pointer: String,
}

/// A type that the document declares.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Schema {
    /// The Rust name, unique among all types of the document: `Entitlement`.
    pub type_name: String,
    /// Texts for people.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What it is made of.
    pub shape: Shape,
    /// The only messages that hold values of this type; `None` for a type that requests and responses share.
    pub side: Option<Side>,
    /// The type of the same schema for the other side, by its `type_name`, if there is one.
    pub counterpart: Option<String>,
    /// The members of the schema that only the other side has: those with `readOnly` of a type for requests, those with
    /// `writeOnly` of a type for responses.
    pub left_out: Vec<Member>,
    /// Which members name an error (`x-error-code`, `x-error-message`, `x-success-codes`). Every type that is the error of an
    /// operation has this, with nothing in it if the document does not say.
    pub error: Option<ErrorMembers>,
    /// Where it is declared.
    pub location: Location,
}

/// What a type is made of.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Shape {
    /// Another name for a type, never [`Type::Nullable`]: references to a component that may be `null` are that.
    Alias(Type),

    /// An open string enum.
    Enum {
        /// The known values.
        values: Vec<EnumValue>,
        /// The name of the variant that keeps an unknown value: `Unknown`, or `Unrecognized` or `Unknown_` if a value
        /// is called so.
        unknown: String,
    },

    /// An object.
    Struct {
        /// The members, in document order.
        members: Vec<Member>,
        /// What members it may have beyond those that are declared.
        additional: Additional,
    },
}

/// The value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnumValue {
    /// The value in JSON: `ACTIVE-ENDING`.
    pub value: String,
    /// The Rust name, unique in its enum: `ActiveEnding`.
    pub variant: String,
    /// Its text of `x-enum-descriptions`.
    pub description: Option<String>,
}

/// A member of an object.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Member {
    /// The Rust name, unique among the members, as [`Field::rust_name`].
    pub rust_name: String,
    /// The name in JSON. For a flattened part the name of the schema.
    pub wire_name: String,
    /// Texts for people.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether `Debug` must not show it, as [`Field::sensitive`].
    pub sensitive: bool,
    /// The type; [`Type::Nullable`] if it may be `null`.
    pub ty: Type,
    /// Whether it must be there, in the messages that hold it.
    pub required: bool,
    /// Which messages hold it.
    pub access: Access,
    /// Whether this is an entry of `allOf` that is a reference: its members stand in the same JSON object.
    pub flattened: bool,
    /// Where it is declared.
    pub location: Location,
}

/// What members an object may have beyond those that are declared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Additional {
    /// Nothing is said, or `additionalProperties: false`: unknown members are ignored.
    Ignored,
    /// `additionalProperties: true` or a schema: kept, each of this type.
    Kept(Type),
}

/// Which members of an object name an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorMembers {
    /// The Rust name of the member with the machine-readable code: a string or an enum.
    pub code: Option<String>,
    /// The Rust name of the member with the text for people: a string.
    pub message: Option<String>,
    /// The codes that successes have, too (`x-success-codes`); `None` if the document does not say.
    pub success_codes: Option<Vec<String>>,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// Any JSON.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A value that would contain itself without an allocation in between.
    Boxed(Box<Self>),
    /// `format: date-time`: a moment as in RFC 3339.
    DateTime,
    /// A 32-bit integer (`format: int32`).
    Int32,
    /// A 64-bit integer.
    Int64,
    /// A list.
    List(Box<Self>),
    /// An object whose member names are data.
    Map(Box<Self>),
    /// A [`Schema`] by its `type_name`.
    Named(String),
    /// A value that may be `null`.
    Nullable(Box<Self>),
    /// A floating-point number.
    Number,
    /// Text.
    String,
    /// A 32-bit integer that is not negative (`format: uint32`).
    Unsigned32,
    /// A 64-bit integer that is not negative.
    Unsigned64,
}
