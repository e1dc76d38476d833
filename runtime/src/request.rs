//! From a request value to an `http::Request`: prepare, then sign. No input, no output, no clock.

mod additional;
mod error;
mod json;
mod prepared;
mod value;
mod writer;

pub use additional::{serialize_additional, write_additional};
pub use error::PrepareError;
pub use json::{JsonError, JsonSerializer, name_members};
pub use prepared::PreparedRequest;
pub use value::{HeaderFieldValue, PathValue, PayloadValue, QueryValue};
pub use writer::RequestWriter;
