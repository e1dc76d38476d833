//! Path templates.

use std::{collections::BTreeSet, fmt};

use crate::{
    draft::WrittenIn,
    problem::{Place, Problem},
    wording::Wording,
};

/// A path with variables: `/v1/entitlement/{entitlement_id}`.
///
/// The text between the variables is a path of RFC 3986, section 3.3, ready to be sent. A variable is a whole segment,
/// and no variable is there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    text: String,
    segments: Vec<Segment>,
}

/// What stands between two slashes of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text that is sent as it is.
    Text(String),

    /// The name of a variable.
    Variable(String),
}

impl PathTemplate {
    /// Checks a path template.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, as problems with [`Place::Path`].
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let reading = Reading::of(text, WrittenIn::RustStruct);
        match reading.template {
            Some(template) => Ok(template),
            None => Err(reading.problems),
        }
    }

    /// The template as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The segments, without the slash before each.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The names of the variables, from left to right.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(Segment::variable)
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Segment {
    fn variable(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Variable(name) => Some(name),
        }
    }
}

/// What can be said about a path template, right or wrong.
pub(crate) struct Reading {
    /// The template, if nothing is wrong with it.
    pub(crate) template: Option<PathTemplate>,

    /// The variables, each once, if the braces made sense: then fields can be checked against them even though
    /// something else is wrong.
    pub(crate) variables: Option<Vec<String>>,

    pub(crate) problems: Vec<Problem>,
}

impl Reading {
    pub(crate) fn of(text: &str, written_in: WrittenIn) -> Self {
        let mut reader = Reader { written_in, problems: Vec::new(), braces_match: true };
        let segments = reader.template(text);
        let mut variables: Vec<String> = Vec::new();
        let mut repeated = BTreeSet::new();
        for name in segments.iter().filter_map(Segment::variable) {
            if variables.iter().any(|known| known == name) {
                repeated.insert(name);
            } else {
                variables.push(name.to_owned());
            }
        }
        for name in repeated {
            reader.refuse_with(written_in.variable_twice(name));
        }
        Self {
            variables: reader.braces_match.then_some(variables),
            template: reader
                .problems
                .is_empty()
                .then(|| PathTemplate { text: text.to_owned(), segments }),
            problems: reader.problems,
        }
    }
}

/// Collects the problems of a template while it is read.
struct Reader {
    written_in: WrittenIn,
    problems: Vec<Problem>,
    braces_match: bool,
}

impl Reader {
    fn template(&mut self, text: &str) -> Vec<Segment> {
        let text = self.without_fragment_and_query(text);
        let Some(relative) = text.strip_prefix('/') else {
            self.no_leading_slash(text);
            return text.split('/').map(|segment| self.segment(segment)).collect();
        };
        let segments: Vec<&str> = relative.split('/').collect();
        // One empty segment at the end is a trailing slash, which some servers want.
        if segments.iter().rev().skip(1).any(|segment| segment.is_empty()) {
            self.refuse(
                "the path has an empty segment: `//`",
                "write one `/` between two segments",
            );
        }
        segments.into_iter().map(|segment| self.segment(segment)).collect()
    }

    fn without_fragment_and_query<'t>(&mut self, text: &'t str) -> &'t str {
        let (text, fragment) = split_at_first(text, '#');
        if let Some(fragment) = fragment {
            self.refuse(
                format!("the path has a fragment: `{fragment}`"),
                "a fragment is never sent to the server (RFC 3986, section 3.5); a `#` that belongs to the path is `%23`",
            );
        }
        let (text, query) = split_at_first(text, '?');
        if let Some(query) = query {
            self.refuse_with(self.written_in.path_with_query(query));
        }
        text
    }

    fn no_leading_slash(&mut self, text: &str) {
        if text.contains("://") {
            self.refuse_with(self.written_in.path_with_server());
        } else {
            self.refuse("the path does not begin with `/`", format!("write `/{text}`"));
        }
    }

    fn segment(&mut self, segment: &str) -> Segment {
        if segment.contains(['{', '}']) {
            if let Some(name) = self.variable(segment) {
                return Segment::Variable(name.to_owned());
            }
            self.braces_match = false;
        } else {
            self.text(segment);
        }
        Segment::Text(segment.to_owned())
    }

    fn variable<'t>(&mut self, segment: &'t str) -> Option<&'t str> {
        let inner = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match inner {
            Some("") => self.refuse_with(self.written_in.variable_without_name()),
            Some(name) if name.chars().all(is_variable_character) => return Some(name),
            Some(name) if !name.contains(['{', '}']) => self.refuse(
                format!("`{segment}` is not a variable"),
                "the name of a variable is made of letters, digits, `_`, `-` and `.`",
            ),
            _ => self.unbalanced_or_mixed(segment),
        }
        None
    }

    fn unbalanced_or_mixed(&mut self, segment: &str) {
        let mut open = false;
        for character in segment.chars() {
            match character {
                '{' if open => return self.unbalanced(segment, "`{` stands inside another"),
                '{' => open = true,
                '}' if !open => return self.unbalanced(segment, "`}` was never opened"),
                '}' => open = false,
                _ => {}
            }
        }
        if open {
            return self.unbalanced(segment, "`{` is never closed");
        }
        self.refuse(
            format!("`{segment}` mixes a variable with something else"),
            "a variable is a whole segment, as in `/entitlement/{id}`",
        );
    }

    fn unbalanced(&mut self, segment: &str, what: &str) {
        self.refuse(
            format!("unbalanced braces in `{segment}`: {what}"),
            "a variable is written `{id}`; a brace that belongs to the path is `%7B` or `%7D`",
        );
    }

    /// Text must be what RFC 3986 calls a segment, because it is sent as it is.
    fn text(&mut self, segment: &str) {
        if is_dot_segment(segment) {
            return self.refuse(
                format!("the path has a `{segment}` segment"),
                "it would be resolved before the request is sent (RFC 3986, section 5.2.4); write the path that results",
            );
        }
        let mut foreign = BTreeSet::new();
        for (start, character) in segment.char_indices() {
            let code = segment.get(start + 1..start + 3);
            if character == '%' {
                if !code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit())) {
                    self.refuse(
                        format!("`%` in `{segment}` does not begin a percent-encoded byte"),
                        "`%` is followed by two hexadecimal digits; a percent sign itself is `%25`",
                    );
                }
            } else if !is_path_character(character) {
                foreign.insert(character);
            }
        }
        for character in foreign {
            self.refuse(
                format!("{character:?} cannot stand in a path"),
                format!(
                    "percent-encode it: `{}` (RFC 3986, section 2.1)",
                    percent_encoded(character)
                ),
            );
        }
    }

    fn refuse_with(&mut self, Wording { message, help }: Wording) {
        self.refuse(message, help);
    }

    fn refuse(&mut self, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(Place::Path, message).with_help(help));
    }
}

fn split_at_first(text: &str, delimiter: char) -> (&str, Option<&str>) {
    match text.find(delimiter) {
        Some(index) => (&text[..index], Some(&text[index..])),
        None => (text, None),
    }
}

/// `.` and `..`, also as the URL Standard sees them: with dots that are percent-encoded.
fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// `pchar` of RFC 3986, section 3.3, without percent-encoding.
fn is_path_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(character)
}

fn is_variable_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_-.".contains(character)
}

fn percent_encoded(character: char) -> String {
    character.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[cfg(test)]
mod tests;
