//! JSON re-written in the ways that people's tools write it, with every number literal and member order kept.
//!
//! `serde_json` would re-write numbers and sort members unless two of its features were switched on, and features are
//! switched on for the whole program, the runtime included. So this module reads the few tokens itself.

use std::fmt::Write as _;

/// Deeper documents are not re-written, so that a hostile body cannot exhaust the stack.
const MAX_DEPTH: usize = 64;

/// A JSON value whose literals are kept as they were written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Value<'a> {
    /// A number, `true`, `false` or `null`.
    Literal(&'a str),
    /// A string without its quotes, escapes kept.
    Text(&'a str),
    /// An array.
    Array(Vec<Self>),
    /// An object, members in the order in which they were written.
    Object(Vec<(&'a str, Self)>),
}

/// Reads a JSON document. What is read here was refused or is about to be explained, so a number is not checked
/// further than that it consists of the characters of numbers.
pub(super) fn parse(text: &str) -> Option<Value<'_>> {
    let mut reader = Reader { rest: text };
    let value = reader.value(MAX_DEPTH)?;
    reader.skip_white_space();
    reader.rest.is_empty().then_some(value)
}

impl Value<'_> {
    /// The value with the members of its objects sorted by name: of all objects, or of the outermost one only.
    pub(super) fn sorted(&self, deep: bool) -> Self {
        match self {
            Self::Object(members) => {
                let mut members: Vec<_> = members
                    .iter()
                    .map(|(name, value)| {
                        (*name, if deep { value.sorted(true) } else { value.clone() })
                    })
                    .collect();
                members.sort_by_key(|(name, _)| *name);
                Self::Object(members)
            }
            Self::Array(values) if deep => {
                Self::Array(values.iter().map(|value| value.sorted(true)).collect())
            }
            other => other.clone(),
        }
    }

    /// The names of the outermost object's members, in order.
    pub(super) fn member_names(&self) -> Vec<&str> {
        match self {
            Self::Object(members) => members.iter().map(|(name, _)| *name).collect(),
            _ => Vec::new(),
        }
    }

    /// The value with the outermost object's members in another order, given as positions.
    pub(super) fn reordered(&self, order: &[usize]) -> Self {
        match self {
            Self::Object(members) => Self::Object(
                order.iter().filter_map(|index| members.get(*index).cloned()).collect(),
            ),
            other => other.clone(),
        }
    }

    /// Writes the value, each string through `text`.
    pub(super) fn write(
        &self,
        white_space: WhiteSpace<'_>,
        text: &dyn Fn(&str) -> String,
    ) -> String {
        let mut out = String::new();
        self.write_to(&mut out, white_space, text, 0);
        out
    }

    fn write_to(
        &self,
        out: &mut String,
        white_space: WhiteSpace<'_>,
        text: &dyn Fn(&str) -> String,
        depth: usize,
    ) {
        match self {
            Self::Literal(literal) => out.push_str(literal),
            Self::Text(inner) => write_text(out, inner, text),
            Self::Array(values) => {
                white_space.list(out, ('[', ']'), depth, values, |out, value| {
                    value.write_to(out, white_space, text, depth + 1);
                });
            }
            Self::Object(members) => {
                white_space.list(out, ('{', '}'), depth, members, |out, (name, value)| {
                    write_text(out, name, text);
                    out.push(':');
                    out.push_str(white_space.after_colon);
                    value.write_to(out, white_space, text, depth + 1);
                });
            }
        }
    }
}

/// Where white space stands between the tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct WhiteSpace<'a> {
    /// What follows a colon.
    pub(super) after_colon: &'a str,
    /// What follows a comma.
    pub(super) after_comma: &'a str,
    /// The line break and the indent of one level, if each member has a line of its own.
    pub(super) lines: Option<(&'a str, &'a str)>,
}

impl WhiteSpace<'_> {
    fn list<T>(
        &self,
        out: &mut String,
        (open, close): (char, char),
        depth: usize,
        items: &[T],
        mut write: impl FnMut(&mut String, &T),
    ) {
        out.push(open);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push(',');
                out.push_str(self.after_comma);
            }
            self.line(out, depth + 1);
            write(out, item);
        }
        if !items.is_empty() {
            self.line(out, depth);
        }
        out.push(close);
    }

    fn line(&self, out: &mut String, depth: usize) {
        if let Some((line_break, indent)) = self.lines {
            out.push_str(line_break);
            for _ in 0..depth {
                out.push_str(indent);
            }
        }
    }
}

fn write_text(out: &mut String, inner: &str, text: &dyn Fn(&str) -> String) {
    out.push('"');
    out.push_str(&text(inner));
    out.push('"');
}

/// The inner text of a JSON string with the chosen characters written as `\uXXXX`.
pub(super) fn escape_unicode(inner: &str, upper: bool, which: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut units = [0; 2];
    for char in inner.chars() {
        if !which(char) {
            out.push(char);
            continue;
        }
        for unit in char.encode_utf16(&mut units) {
            // Writing to a `String` cannot fail.
            let _ = if upper { write!(out, "\\u{unit:04X}") } else { write!(out, "\\u{unit:04x}") };
        }
    }
    out
}

/// The inner text of a JSON string with the escapes undone that need not be there: `\uXXXX` of anything that may stand
/// unescaped, and `\/`.
pub(super) fn unescape(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (taken, char) = escape_at(rest);
        match char {
            Some(char) if char >= ' ' && char != '"' && char != '\\' => out.push(char),
            _ => out.push_str(&rest[..taken]),
        }
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out
}

/// The length of the escape that `text` begins with, and the character it stands for if it is `\uXXXX` or `\/`.
fn escape_at(text: &str) -> (usize, Option<char>) {
    if text.starts_with("\\/") {
        return (2, Some('/'));
    }
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(text) else {
        // A backslash and what it escapes, which may be a character of several bytes if the document is not JSON.
        let length = text.chars().take(2).map(char::len_utf8).sum();
        return (length, None);
    };
    let second = text.get(6..).and_then(unit);
    let mut units = char::decode_utf16([first].into_iter().chain(second));
    match units.next() {
        Some(Ok(char)) if char.len_utf16() == 2 => (12, Some(char)),
        Some(Ok(char)) => (6, Some(char)),
        _ => (6, None),
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        let depth = depth.checked_sub(1)?;
        self.skip_white_space();
        match self.rest.as_bytes().first()? {
            b'"' => self.text().map(Value::Text),
            b'[' => {
                let mut values = Vec::new();
                self.list('[', ']', |reader| {
                    values.push(reader.value(depth)?);
                    Some(())
                })?;
                Some(Value::Array(values))
            }
            b'{' => {
                let mut members = Vec::new();
                self.list('{', '}', |reader| {
                    reader.skip_white_space();
                    let name = reader.text()?;
                    reader.expect(':')?;
                    members.push((name, reader.value(depth)?));
                    Some(())
                })?;
                Some(Value::Object(members))
            }
            _ => self.literal(),
        }
    }

    fn list(
        &mut self,
        open: char,
        close: char,
        mut item: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.expect(open)?;
        if self.expect(close).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            if self.expect(close).is_some() {
                return Some(());
            }
            self.expect(',')?;
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let inner = self.rest.strip_prefix('"')?;
        let mut escaped = false;
        let end = inner.bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        })?;
        self.rest = &inner[end + 1..];
        Some(&inner[..end])
    }

    fn literal(&mut self) -> Option<Value<'a>> {
        let is_literal = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        let end = self.rest.bytes().position(|byte| !is_literal(byte)).unwrap_or(self.rest.len());
        let (literal, rest) = self.rest.split_at(end);
        let is_number = literal.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if !is_number && !["true", "false", "null"].contains(&literal) {
            return None;
        }
        self.rest = rest;
        Some(Value::Literal(literal))
    }

    fn expect(&mut self, token: char) -> Option<()> {
        self.skip_white_space();
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }

    fn skip_white_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COMPACT: WhiteSpace<'static> =
        WhiteSpace { after_colon: "", after_comma: "", lines: None };

    fn as_written(inner: &str) -> String {
        inner.to_owned()
    }

    #[test]
    fn literals_and_order_are_kept() {
        let text = r#"{"z":1.10e+2,"a":[true,null,{}, []],"é\"\\":"\/\u00e9"}"#;
        let compact = text.replace(", []", ",[]");
        assert_eq!(parse(text).unwrap().write(COMPACT, &as_written), compact);
    }

    #[test]
    fn pretty_printing_is_what_every_tool_prints() {
        let lines = WhiteSpace { after_colon: " ", after_comma: "", lines: Some(("\n", "  ")) };
        let value: serde_json::Value =
            serde_json::from_str(r#"{"a":{"b":[1,[],{}]},"c":"d"}"#).unwrap();
        let compact = value.to_string();
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        assert_eq!(parse(&compact).unwrap().write(lines, &as_written), pretty);
        assert_eq!(parse(&pretty).unwrap().write(COMPACT, &as_written), compact);
    }

    #[test]
    fn members_are_sorted_or_reordered() {
        let value = parse(r#"{"b":{"d":1,"c":2},"a":[{"f":1,"e":2}]}"#).unwrap();
        let check = |value: &Value<'_>, expect: &str| {
            assert_eq!(value.write(COMPACT, &as_written), expect);
        };
        check(&value.sorted(false), r#"{"a":[{"f":1,"e":2}],"b":{"d":1,"c":2}}"#);
        check(&value.sorted(true), r#"{"a":[{"e":2,"f":1}],"b":{"c":2,"d":1}}"#);
        check(&value.reordered(&[1, 0]), r#"{"a":[{"f":1,"e":2}],"b":{"d":1,"c":2}}"#);
    }

    #[test]
    fn escapes_are_made_and_undone() {
        assert_eq!(escape_unicode("aé😀", false, |c| !c.is_ascii()), r"a\u00e9\ud83d\ude00");
        assert_eq!(escape_unicode("a<é", true, |c| c == '<'), r"a\u003Cé");
        assert_eq!(
            unescape(r"a\u00e9\ud83d\ude00\/\n\u000a\u0022\\u0041\ud83d"),
            "aé😀/\\n\\u000a\\u0022\\\\u0041\\ud83d"
        );
    }

    #[test]
    fn what_is_not_json_is_not_read() {
        for text in ["", "{", r#"{"a"}"#, "[1,]", "x", "1 2", r#"{"a":1,}"#, "\"", "tru"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in r#"[\[\]{},:"\\u0-9a-fé \n-]{0,60}"#) {
            if let Some(value) = parse(&text) {
                let written = value.write(COMPACT, &unescape);
                prop_assert!(parse(&written).is_some(), "{}", written);
            }
            let _ = unescape(&text);
        }
    }
}
