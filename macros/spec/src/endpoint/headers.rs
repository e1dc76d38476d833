//! The header fields of a draft, which several rules look at.

use crate::{
    header::HeaderNameError,
    problem::{Place, Problem},
};

use super::HeaderField;

/// The header fields of a draft.
pub(super) struct Headers {
    pub(super) valid: Vec<HeaderField>,
    /// Names that are no header names, or not allowed.
    pub(super) refused: Vec<String>,
}

/// What is wrong with the name of a header.
pub(super) fn not_a_header_name(place: Place, error: &HeaderNameError) -> Problem {
    Problem::new(place, error.to_string()).with_help(error.help())
}
