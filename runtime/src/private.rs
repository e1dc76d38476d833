//! What generated code may name. Not public: the module's public name changes with every patch release.

pub use core::{
    option::Option::{None, Some},
    result::Result::{self, Ok},
};

pub use http::Method;
pub use serde;

pub use crate::request::{
    HeaderFieldValue, JsonSerializer, PathValue, PayloadValue, PrepareError, QueryValue,
    RequestWriter,
};
