//! `countersign` under another name, and behind a re-export.

use signed_api::Endpoint;

/// What a crate that builds on `countersign` hands on to its own users.
pub mod re_export {
    pub use signed_api as nested;
}

/// Uses the other name.
#[derive(Debug, Endpoint)]
#[endpoint(method = POST, path = "/v1/echo/{id}", crate = signed_api)]
pub struct Renamed {
    /// A value of the path.
    #[endpoint(path)]
    pub id: u64,
    /// A member of the body.
    #[serde(rename = "echo")]
    pub text: Option<String>,
}

/// Uses the re-export.
#[derive(Debug, Endpoint)]
#[endpoint(method = POST, path = "/v1/echo", crate = crate::re_export::nested)]
pub struct ReExported<T> {
    /// The body.
    #[endpoint(body)]
    pub text: T,
}

/// A document through the re-export. Its descriptions hold whatever rustdoc could stumble over.
pub mod described {
    signed_api::endpoints!(
        "../golden/documents/descriptions.json",
        crate = crate::re_export::nested,
    );
}

#[cfg(test)]
mod tests {
    use signed_api::BaseUrl;

    use super::*;

    #[test]
    fn requests_can_be_prepared() {
        let base_url = BaseUrl::parse("https://resale.api.bango.net").unwrap();
        let renamed = Renamed { id: 1, text: Some("x".to_owned()) }.prepare(&base_url).unwrap();
        assert_eq!(renamed.uri().path(), "/v1/echo/1");
        assert_eq!(renamed.payload(), &br#"{"echo":"x"}"#[..]);

        let re_exported = ReExported { text: "x" }.prepare(&base_url).unwrap();
        assert_eq!(re_exported.payload(), &br#""x""#[..]);

        let echo = described::Echo::with_id("x").prepare(&base_url).unwrap();
        assert_eq!(echo.uri().path(), "/v1/echo/x");
    }
}
