//! The trait that `#[derive(Endpoint)]` implements.

use bytes::Bytes;
use http::{HeaderName, Method, Response};

use crate::{
    BaseUrl, Error, error,
    request::{PrepareError, PreparedRequest, RequestWriter},
    response::{ErrorResponse, ResponseBody},
};

/// A request of one API operation: how it is written, what of it is signed, and what comes back.
///
/// Implement it with [`#[derive(Endpoint)]`](derive@crate::Endpoint), which checks the path, the roles of the fields
/// and the signed header list while the crate compiles. A hand-written implementation gets none of these checks, but
/// the same ones are made again where a mistake could produce a wrong signature: [`PreparedRequest::sign`] refuses a
/// list without `Created` or with a header that the request does not carry.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an endpoint",
    label = "this is not a request that can be sent",
    note = "annotate the struct with `#[derive(countersign::Endpoint)]`"
)]
pub trait Endpoint {
    /// What a response with a success status (200 to 299) holds.
    type Response: ResponseBody;

    /// What a response with any other status holds.
    type Error: ErrorResponse;

    /// The HTTP method.
    const METHOD: Method;

    /// The path template, with its variables in braces: `/v1/entitlement/{entitlement_id}`.
    const PATH: &'static str;

    /// The names of the signed headers, in the order in which their values are signed.
    const SIGNED_HEADERS: &'static [&'static str];

    /// The header that carries the idempotency key of a call, if the operation takes one: the server does not carry out
    /// a second request with a key that it has seen.
    ///
    /// The client makes a key (a UUID) for each call that has none, and repeats the call with the same key if it has
    /// to. Without this constant, a POST or PATCH that may have been carried out is never sent again.
    ///
    /// No header is one because of its name. The derive sets this for the field with the word `idempotency_key`, and
    /// [`endpoints!`](crate::endpoints!) for the header parameter with `x-idempotency-key`. By hand it is made by
    /// [`HeaderName::from_static`], which takes lower case. A header that the client writes itself, such as
    /// `Created`, counts as none.
    const IDEMPOTENCY_KEY: Option<HeaderName> = None;

    /// Writes path, query, headers and payload of this request.
    ///
    /// # Errors
    ///
    /// A value that cannot be written: see [`PrepareError`].
    fn write(&self, request: &mut RequestWriter) -> Result<(), PrepareError>;

    /// Turns this value into everything of the HTTP request but its time and signature, without any input or output.
    ///
    /// A client sends the path and query of what this makes to its own base URL, and to no other host.
    ///
    /// # Errors
    ///
    /// A value that cannot be written: see [`PrepareError`].
    ///
    /// # Examples
    ///
    /// ```
    /// use countersign::{BaseUrl, Endpoint, SigningKey, Timestamp};
    ///
    /// #[derive(Endpoint)]
    /// #[endpoint(method = GET, path = "/v1/entitlement/{id}", signed("Created", "EntitlementId"))]
    /// struct GetEntitlement<'a> {
    ///     #[endpoint(path, header = "EntitlementId")]
    ///     id: &'a str,
    /// }
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let key = SigningKey::generate(1024)?;
    /// let base_url = BaseUrl::parse("https://resale.api.bango.net")?;
    /// let prepared = GetEntitlement { id: "a25100b8" }.prepare(&base_url)?;
    /// let request = prepared.sign(&key, Timestamp::from_unix_seconds(1_576_595_412))?;
    ///
    /// assert_eq!(request.uri(), "https://resale.api.bango.net/v1/entitlement/a25100b8");
    /// assert_eq!(request.headers()["Created"], "1576595412");
    /// assert!(request.headers().contains_key("Signature"));
    /// # Ok(())
    /// # }
    /// ```
    fn prepare(&self, base_url: &BaseUrl) -> Result<PreparedRequest, PrepareError>
    where
        Self: Sized,
    {
        PreparedRequest::new(self, base_url)
    }

    /// Decodes the answer to this endpoint, however it was received: a success (200 to 299) into the response type, and
    /// anything else into an error that keeps it whole.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] for another status, [`Error::Decode`] for a body that does not fit the response type.
    fn decode(answer: Response<Bytes>) -> Result<Response<Self::Response>, Error<Self::Error>>
    where
        Self: Sized,
    {
        error::decode(answer)
    }
}
