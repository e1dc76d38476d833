//! What the sandbox has received, for tests to look at.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use http::{HeaderMap, Method, Version, header, request::Parts};

/// No more requests are kept than these, and no more bytes of their bodies: the oldest are dropped first.
pub(crate) const MAX_REQUESTS: usize = 1000;
pub(crate) const MAX_BODY_BYTES: usize = 64 << 20;

/// A request as it came in over TLS, whether it was accepted or not.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Received {
    /// The method.
    pub method: Method,
    /// Path and query, percent-encoded as they were sent.
    pub target: String,
    /// HTTP/1.1 or HTTP/2.
    pub version: Version,
    /// The headers, without `Authorization`.
    pub headers: HeaderMap,
    /// The body, byte for byte.
    pub body: Bytes,
    /// The `operationId` of the operation that method and path belong to, if there is one.
    pub operation_id: Option<String>,
}

impl Received {
    pub(crate) fn new(parts: &Parts, body: Bytes, operation_id: Option<String>) -> Self {
        let mut headers = parts.headers.clone();
        headers.remove(header::AUTHORIZATION);
        Self {
            method: parts.method.clone(),
            target: parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned(),
            version: parts.version,
            headers,
            body,
            operation_id,
        }
    }
}

/// The last requests, in the order in which they were complete.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<VecDeque<Received>>);

impl Log {
    pub(crate) fn push(&self, received: Received) {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.push_back(received);
        let mut bytes: usize = log.iter().map(|received| received.body.len()).sum();
        while log.len() > MAX_REQUESTS || bytes > MAX_BODY_BYTES {
            bytes -= log.pop_front().map_or(bytes, |dropped| dropped.body.len());
        }
    }

    pub(crate) fn all(&self) -> Vec<Received> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn received(target: &str, body: Bytes) -> Received {
        let request = Request::get(target).header("Authorization", "Basic c2VudGluZWw=").body(());
        Received::new(&request.unwrap().into_parts().0, body, None)
    }

    #[test]
    fn the_password_is_not_kept() {
        let received = received("https://localhost/a?b=c%2F", Bytes::from_static(b"{}"));
        assert_eq!(received.target, "/a?b=c%2F");
        assert!(received.headers.is_empty());
    }

    #[test]
    fn the_oldest_requests_are_dropped() {
        let log = Log::default();
        for number in 0..MAX_REQUESTS + 5 {
            log.push(received(&format!("/{number}"), Bytes::new()));
        }
        assert_eq!(log.all().len(), MAX_REQUESTS);
        assert_eq!(log.all()[0].target, "/5");

        let body = Bytes::from(vec![0; MAX_BODY_BYTES / 2]);
        for number in 0..3 {
            log.push(received(&format!("/large/{number}"), body.clone()));
        }
        let targets: Vec<_> = log.all().into_iter().map(|received| received.target).collect();
        assert_eq!(targets, ["/large/1", "/large/2"]);
    }
}
