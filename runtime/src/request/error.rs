//! Why a request cannot be written.

use super::JsonError;

/// A value of a request that cannot be written, with the field that holds it.
///
/// The values themselves are never repeated, because they may be customer data.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PrepareError {
    /// The value of a path variable is `.` or `..`, which clients and proxies take as a step up or nowhere, even when
    /// it is percent-encoded (RFC 3986, sections 5.2.4 and 6.2.2.3).
    #[error(
        "field `{field}`: its value is a `.` or `..` segment, which would change the path; check where it comes from"
    )]
    PathDotSegment {
        /// The field of the request struct.
        field: &'static str,
    },

    /// The value of a path variable is empty, which would name another resource.
    #[error(
        "field `{field}`: its value is empty, which would change the path; a path variable needs a value"
    )]
    PathEmpty {
        /// The field of the request struct.
        field: &'static str,
    },

    /// The value of a header holds a byte that a header cannot carry (RFC 9110, section 5.5).
    #[error(
        "field `{field}`: its value cannot be the header `{header}`, because byte {position} is {problem}; \
         headers carry visible ASCII and inner spaces"
    )]
    HeaderValue {
        /// The field of the request struct.
        field: &'static str,
        /// The name of the header.
        header: &'static str,
        /// Where the byte is, in bytes, counted from 0.
        position: usize,
        /// What the byte is: a control character (CR, LF, TAB and the like), not ASCII, or a space at the edge, which
        /// the other side would strip.
        problem: &'static str,
    },

    /// The header is written by the client or the transport.
    #[error(
        "field `{field}`: the header `{header}` is written by the client or the transport; a field cannot send it"
    )]
    HeaderReserved {
        /// The field of the request struct.
        field: &'static str,
        /// The name of the header.
        header: &'static str,
    },

    /// Two fields write the same header.
    #[error("field `{field}`: the header `{header}` is written already; a request carries it once")]
    HeaderRepeated {
        /// The field of the request struct.
        field: &'static str,
        /// The name of the header.
        header: &'static str,
    },

    /// A name in the endpoint's own description is not a header name (only in a hand-written `Endpoint`).
    #[error("`{header}` is not a header name (RFC 9110, section 5.6.2)")]
    HeaderName {
        /// The text that is not a name.
        header: &'static str,
    },

    /// The value of a path variable, query parameter or header is a float that is NaN or infinite. There is no text for
    /// it that every server reads, and JSON refuses it too (RFC 8259, section 6).
    #[error("field `{field}`: its value is NaN or infinite, which is no number to send")]
    NotFinite {
        /// The field of the request struct.
        field: &'static str,
    },

    /// A value has no JSON form, or two members of one object have one name, of which a reader would keep only one
    /// (RFC 8259, section 4).
    #[error("the JSON payload cannot be written: {0}")]
    Payload(JsonError),

    /// The address with all its values is longer than can be sent.
    #[error(
        "the URL has {bytes} bytes, of which at most {max} can be sent; shorten a path or query value"
    )]
    UrlTooLong {
        /// The length of the URL in bytes.
        bytes: usize,
        /// The greatest length that can be sent, in bytes.
        max: usize,
    },

    /// The value of a field reports an error of its own when it is written as text (its `Display` fails).
    #[error("field `{field}`: its value cannot be written as text; its `Display` reports an error")]
    Unwritable {
        /// The field of the request struct.
        field: &'static str,
    },

    /// The path of a hand-written `Endpoint` does not begin with a slash, has a query or fragment, or makes no address
    /// with the base URL.
    #[error(
        "`{path}` is not a path that can follow the base URL; it begins with `/` and holds no query"
    )]
    Path {
        /// The endpoint's path template, or the piece of it that is wrong.
        path: &'static str,
    },
}
