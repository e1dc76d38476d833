//! What is wrong with the parameters or the body of a request, in the vendor's words.
//!
//! "parameter is required" and "parameter is invalid" are the vendor's (<https://developer.bango.com/resale/faq/>); what
//! follows is the sandbox's own.

use std::fmt;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    place: Place,
    what: What,
}

/// A parameter, the body, or a part of the body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Parameter(String),
    Body(Vec<Step>),
}

/// One step into a JSON value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Entry(usize),
    Member(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Required,
    Invalid(String),
}

impl Problem {
    pub(crate) fn required(place: Place) -> Self {
        Self { place, what: What::Required }
    }

    /// The reason is a sentence about the value that does not show it, because it may be customer data.
    pub(crate) fn invalid(place: Place, reason: impl Into<String>) -> Self {
        Self { place, what: What::Invalid(reason.into()) }
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Required => write!(f, "{}: parameter is required", self.place),
            What::Invalid(reason) => write!(f, "{}: parameter is invalid: {reason}", self.place),
        }
    }
}

impl Place {
    pub(crate) fn body() -> Self {
        Self::Body(Vec::new())
    }

    pub(crate) fn parameter(name: &str) -> Self {
        Self::Parameter(name.to_owned())
    }

    /// The member of the value at this place.
    pub(crate) fn member(&self, name: &str) -> Self {
        self.then(Step::Member(name.to_owned()))
    }

    /// The place one step further in. A parameter has no parts.
    pub(crate) fn then(&self, step: Step) -> Self {
        match self {
            Self::Parameter(name) => Self::Parameter(name.clone()),
            Self::Body(steps) => Self::Body(steps.iter().cloned().chain([step]).collect()),
        }
    }

    /// The member of the body that this is, or is a part of.
    pub(crate) fn first_member(&self) -> Option<&str> {
        match self {
            Self::Body(steps) => match steps.first()? {
                Step::Member(name) => Some(name),
                Step::Entry(_) => None,
            },
            Self::Parameter(_) => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps = match self {
            Self::Parameter(name) => return write!(f, "`{name}`"),
            Self::Body(steps) if steps.is_empty() => return f.write_str("the body"),
            Self::Body(steps) => steps,
        };
        f.write_str("`")?;
        for (index, step) in steps.iter().enumerate() {
            match step {
                Step::Entry(number) => write!(f, "[{number}]")?,
                Step::Member(name) if is_plain(name) => {
                    write!(f, "{}{name}", if index == 0 { "" } else { "." })?;
                }
                Step::Member(name) => write!(f, "[{name:?}]")?,
            }
        }
        f.write_str("`")
    }
}

/// Whether a name can be told from the dots and brackets around it.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|character| character.is_alphanumeric() || "_-$@".contains(character))
}

/// All problems in one line.
pub(crate) fn in_one_line(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_from_the_outside_in() {
        let check = |steps: &[Step], expect: &str| {
            assert_eq!(Place::Body(steps.to_vec()).to_string(), expect);
        };
        let member = |name: &str| Step::Member(name.to_owned());
        check(&[], "the body");
        check(&[member("a")], "`a`");
        check(&[member("a"), member("b-c"), Step::Entry(2), member("d")], "`a.b-c[2].d`");
        check(&[Step::Entry(0)], "`[0]`");
        check(&[member("a"), member("b.c"), member("")], r#"`a["b.c"][""]`"#);
        check(&[member("line\nbreak")], r#"`["line\nbreak"]`"#);
        assert_eq!(Place::parameter("dryRun").to_string(), "`dryRun`");
    }

    #[test]
    fn all_are_told_in_one_line() {
        let body = Place::body();
        let problems = [
            Problem::required(body.member("a")),
            Problem::invalid(body.member("b"), "it is empty"),
        ];
        assert_eq!(
            in_one_line(&problems),
            "`a`: parameter is required; `b`: parameter is invalid: it is empty"
        );
    }
}
