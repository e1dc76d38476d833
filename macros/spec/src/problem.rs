//! What can be wrong with an endpoint, and where.

use std::fmt;

/// A broken rule.
///
/// Displays as the message and, on a second line, the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    place: Place,
    message: String,
    help: Option<String>,
}

impl Problem {
    pub(crate) fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), help: None }
    }

    pub(crate) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The part of the draft that is wrong.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

/// A part of an [`EndpointDraft`](crate::EndpointDraft). The numbers are indices into its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Place {
    /// The HTTP method.
    Method,

    /// The path template.
    Path,

    /// What a successful response is decoded into.
    Response,

    /// The signed header list as a whole.
    SignedList,

    /// One entry of the signed header list.
    SignedName(usize),

    /// A field as a whole.
    Field(usize),

    /// The type of a field.
    FieldType(usize),

    /// One role of a field.
    Role {
        /// The field.
        field: usize,
        /// The role, among those of the field.
        role: usize,
    },
}
