//! A request with everything but its time and signature.

use std::fmt;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, Uri,
    header::{ACCEPT, CONTENT_TYPE},
    uri::{self, PathAndQuery, Scheme},
};

use super::{
    PrepareError, RequestWriter,
    writer::{RESERVED, Written},
};
use crate::{
    BaseUrl, Endpoint, SignError, Signer, SigningKey, Timestamp,
    signature::{CREATED, SIGNATURE, Signature, SignatureHeader, SignatureString},
};

/// The longest URL that is sent; servers commonly refuse far shorter ones (RFC 9110, section 4.1, asks them to take
/// 8,000 bytes), and `http` stops just above.
const MAX_URL_BYTES: usize = 65_000;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A request that is complete but for its time and signature: the stage between prepare and sign.
///
/// It can be signed any number of times, because each attempt of a call needs a fresh `Created`.
/// [`Endpoint::prepare`] makes it.
#[derive(Clone)]
pub struct PreparedRequest {
    method: Method,
    uri: Uri,
    /// None is there twice.
    headers: Vec<(HeaderName, HeaderValue)>,
    payload: Bytes,
    path: &'static str,
    signed_headers: &'static [&'static str],
    /// The header for the idempotency key, whether or not it is there.
    key_header: Option<HeaderName>,
}

/// What is known of an endpoint whose type is not.
struct Description {
    method: Method,
    path: &'static str,
    signed_headers: &'static [&'static str],
    key_header: Option<HeaderName>,
}

impl PreparedRequest {
    pub(crate) fn new<E: Endpoint>(endpoint: &E, base_url: &BaseUrl) -> Result<Self, PrepareError> {
        let mut writer = RequestWriter::new(base_url);
        endpoint.write(&mut writer)?;
        let description = Description {
            method: E::METHOD,
            path: E::PATH,
            signed_headers: E::SIGNED_HEADERS,
            // A hand-written endpoint may name a header that the client writes itself. That is no key, and the call is
            // not repeated.
            key_header: E::IDEMPOTENCY_KEY.filter(|header| !RESERVED.contains(header)),
        };
        Self::finish(writer, base_url, description)
    }

    /// All that does not depend on the endpoint's type, and so is compiled once.
    fn finish(
        writer: RequestWriter,
        base_url: &BaseUrl,
        Description { method, path, signed_headers, key_header }: Description,
    ) -> Result<Self, PrepareError> {
        let Written { path_and_query, mut headers, payload } = writer.finish(path)?;
        headers.push((ACCEPT, JSON));
        if payload.is_some() {
            headers.push((CONTENT_TYPE, JSON));
        }
        let authority = base_url.authority();
        let bytes = "https://".len() + authority.as_str().len() + path_and_query.len();
        if bytes > MAX_URL_BYTES {
            return Err(PrepareError::UrlTooLong { bytes, max: MAX_URL_BYTES });
        }
        let mut parts = uri::Parts::default();
        parts.scheme = Some(Scheme::HTTPS);
        parts.authority = Some(authority.clone());
        // A path that is none is absent, which `from_parts` refuses.
        parts.path_and_query = PathAndQuery::from_maybe_shared(Bytes::from(path_and_query)).ok();
        Ok(Self {
            method,
            uri: Uri::from_parts(parts).map_err(|_| PrepareError::Path { path })?,
            headers,
            payload: payload.unwrap_or_default().into(),
            path,
            signed_headers,
            key_header,
        })
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The full address.
    #[must_use]
    pub const fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The endpoint's path template, which holds no values and may be logged.
    #[must_use]
    pub const fn path_template(&self) -> &'static str {
        self.path
    }

    /// The payload, byte for byte as it is signed and sent; empty if the request has none.
    #[must_use]
    pub const fn payload(&self) -> &Bytes {
        &self.payload
    }

    /// The header for the idempotency key, if the endpoint declares one.
    #[cfg(feature = "client")]
    pub(crate) const fn key_header(&self) -> Option<&HeaderName> {
        self.key_header.as_ref()
    }

    /// A header of the request, if it carries it.
    #[cfg(feature = "client")]
    pub(crate) fn header(&self, name: &HeaderName) -> Option<&HeaderValue> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Adds a header that the client makes and that is not there yet.
    #[cfg(feature = "client")]
    pub(crate) fn add_header(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.push((name, value));
    }

    /// Signs with a local key at the given time; the result can be sent by any HTTP stack.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the signed header list does not fit the request, which the derive refuses earlier, or if the
    /// key cannot sign. [`SignError::IdempotencyKeyAbsent`] if the list names the header of the idempotency key and the
    /// request has no key: it is the client that makes keys, so without it the caller gives one.
    pub fn sign(&self, key: &SigningKey, created: Timestamp) -> Result<Request<Bytes>, SignError> {
        self.headers_signed_by(key, created).map(|headers| self.with_headers(headers))
    }

    /// Signs with any [`Signer`], such as a key management service, at the given time.
    ///
    /// # Errors
    ///
    /// [`SignError`] as for [`sign`](Self::sign), and whatever the signer reports.
    pub async fn sign_with(
        &self,
        signer: &dyn Signer,
        created: Timestamp,
    ) -> Result<Request<Bytes>, SignError> {
        let headers = self.headers_signed_with(signer, created).await?;
        Ok(self.with_headers(headers))
    }

    /// All headers of the request that [`sign`](Self::sign) makes.
    pub(crate) fn headers_signed_by(
        &self,
        key: &SigningKey,
        created: Timestamp,
    ) -> Result<HeaderMap, SignError> {
        let headers = self.headers_at(created);
        let signature = key.sign(&self.signature_string(&headers)?)?;
        self.with_signature(headers, &signature)
    }

    /// All headers of the request that [`sign_with`](Self::sign_with) makes.
    pub(crate) async fn headers_signed_with(
        &self,
        signer: &dyn Signer,
        created: Timestamp,
    ) -> Result<HeaderMap, SignError> {
        let headers = self.headers_at(created);
        let signature = signer.sign(&self.signature_string(&headers)?).await?;
        self.with_signature(headers, &signature)
    }

    fn headers_at(&self, created: Timestamp) -> HeaderMap {
        // With room for what is added later: time, signature, credentials, and five by the client and what is below it.
        let mut headers = HeaderMap::with_capacity(self.headers.len() + 8);
        headers.extend(self.headers.iter().cloned());
        headers.insert(CREATED, HeaderValue::from(created.unix_seconds()));
        headers
    }

    fn signature_string<'a>(
        &'a self,
        headers: &'a HeaderMap,
    ) -> Result<SignatureString<'a>, SignError> {
        SignatureString::new(self.signed_headers, headers, &self.payload).map_err(|error| {
            match error {
                SignError::HeaderAbsent(name) if self.is_key_header(&name) => {
                    SignError::IdempotencyKeyAbsent(name)
                }
                other => other,
            }
        })
    }

    fn is_key_header(&self, name: &str) -> bool {
        self.key_header.as_ref().is_some_and(|header| name.eq_ignore_ascii_case(header.as_str()))
    }

    fn with_signature(
        &self,
        mut headers: HeaderMap,
        signature: &Signature,
    ) -> Result<HeaderMap, SignError> {
        let value = SignatureHeader::write(self.signed_headers, signature)
            .ok_or(SignError::SignatureHeader)?;
        headers.insert(SIGNATURE, value);
        Ok(headers)
    }

    fn with_headers(&self, headers: HeaderMap) -> Request<Bytes> {
        let mut request = Request::new(self.payload.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = headers;
        request
    }
}

impl fmt::Debug for PreparedRequest {
    /// Shows no values, because they may be customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("signed_headers", &self.signed_headers)
            .field("payload_bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}
