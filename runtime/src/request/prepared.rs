//! A request with everything but its time and signature.

use std::fmt;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Method, Request, Uri,
    header::{ACCEPT, CONTENT_TYPE},
};

use super::{PrepareError, RequestWriter};
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
    headers: HeaderMap,
    payload: Bytes,
    path: &'static str,
    signed_headers: &'static [&'static str],
}

impl PreparedRequest {
    pub(crate) fn new<E: Endpoint>(endpoint: &E, base_url: &BaseUrl) -> Result<Self, PrepareError> {
        let mut writer = RequestWriter::new();
        endpoint.write(&mut writer)?;
        let (path_and_query, mut headers, payload) = writer.finish()?;
        headers.insert(ACCEPT, JSON);
        if payload.is_some() {
            headers.insert(CONTENT_TYPE, JSON);
        }
        let bad_path = PrepareError::Path { path: E::PATH };
        if !path_and_query.starts_with('/') {
            return Err(bad_path);
        }
        let url = format!("{base_url}{path_and_query}");
        if url.len() > MAX_URL_BYTES {
            return Err(PrepareError::UrlTooLong { bytes: url.len(), max: MAX_URL_BYTES });
        }
        let uri = url.parse().map_err(|_| bad_path)?;
        Ok(Self {
            method: E::METHOD,
            uri,
            headers,
            payload: payload.unwrap_or_default().into(),
            path: E::PATH,
            signed_headers: E::SIGNED_HEADERS,
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

    /// A header of the request, if it carries it.
    #[cfg(feature = "client")]
    pub(crate) fn header(&self, name: &str) -> Option<&HeaderValue> {
        self.headers.get(name)
    }

    /// Adds a header that the client makes.
    #[cfg(feature = "client")]
    pub(crate) fn insert_header(&mut self, name: http::HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    /// Signs with a local key at the given time; the result can be sent by any HTTP stack.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the signed header list does not fit the request, which the derive refuses earlier, or if the
    /// key cannot sign.
    pub fn sign(&self, key: &SigningKey, created: Timestamp) -> Result<Request<Bytes>, SignError> {
        let headers = self.headers_at(created);
        let signature = key.sign(&self.signature_string(&headers)?)?;
        self.assemble(headers, &signature)
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
        let headers = self.headers_at(created);
        let signature = signer.sign(&self.signature_string(&headers)?).await?;
        self.assemble(headers, &signature)
    }

    fn headers_at(&self, created: Timestamp) -> HeaderMap {
        let mut headers = self.headers.clone();
        headers.insert(CREATED, HeaderValue::from(created.unix_seconds()));
        headers
    }

    fn signature_string<'a>(
        &'a self,
        headers: &'a HeaderMap,
    ) -> Result<SignatureString<'a>, SignError> {
        SignatureString::new(self.signed_headers, headers, &self.payload)
    }

    fn assemble(
        &self,
        mut headers: HeaderMap,
        signature: &Signature,
    ) -> Result<Request<Bytes>, SignError> {
        let value = SignatureHeader::write(self.signed_headers, signature)
            .ok_or(SignError::SignatureHeader)?;
        headers.insert(SIGNATURE, value);
        let mut request = Request::new(self.payload.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = headers;
        Ok(request)
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
