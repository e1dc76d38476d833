//! Every word of the attributes, once.

/// The attribute itself.
pub(crate) const ENDPOINT: &str = "endpoint";

/// The attribute of serde, which shapes the JSON body.
pub(crate) const SERDE: &str = "serde";

// Words of a struct.
pub(crate) const CRATE: &str = "crate";
pub(crate) const DOCUMENT: &str = "document";
pub(crate) const ERROR: &str = "error";
pub(crate) const METHOD: &str = "method";
pub(crate) const OPERATION: &str = "operation";
pub(crate) const RESPONSE: &str = "response";
pub(crate) const SIGNED: &str = "signed";

// Words of a field.
pub(crate) const BODY: &str = "body";
pub(crate) const HEADER: &str = "header";
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency_key";
pub(crate) const QUERY: &str = "query";

/// A word of both: the template of a struct, the variable of a field.
pub(crate) const PATH: &str = "path";

/// What may stand in the attribute of a struct.
pub(crate) const CONTAINER_WORDS: [&str; 8] =
    [METHOD, PATH, SIGNED, DOCUMENT, OPERATION, RESPONSE, ERROR, CRATE];

/// What may stand in the attribute of a field.
pub(crate) const FIELD_WORDS: [&str; 5] = [PATH, QUERY, HEADER, BODY, IDEMPOTENCY_KEY];
