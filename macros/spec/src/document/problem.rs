//! What can be wrong with a document.

use std::fmt;

use super::Location;

/// A broken rule of a document.
///
/// Displays as `file:line:column: pointer: message` and, on a second line, the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentProblem {
    file: String,
    location: Location,
    message: String,
    help: Option<String>,
}

impl DocumentProblem {
    pub(crate) fn new(file: &str, location: Location, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), location, message: message.into(), help: None }
    }

    pub(crate) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The file as it was named to [`Document::read`](super::Document::read).
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The place in the file.
    pub fn location(&self) -> &Location {
        &self.location
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

impl fmt::Display for DocumentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.location)?;
        let pointer = self.location.pointer();
        if !pointer.is_empty() {
            write!(f, "{pointer}: ")?;
        }
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}
