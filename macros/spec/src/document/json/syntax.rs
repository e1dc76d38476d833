//! From text to tree.
//!
//! `serde_json` says what is JSON, because it is strict, has a limit on nesting and is what everything else here reads
//! JSON with. It keeps no places, so the text is read here. Whatever is not plain is put before `serde_json`: each
//! number, each string with an escape, and the whole text if it is not JSON, for the reason.

use std::sync::{Arc, OnceLock};

use super::{Entry, Location, Positions, Step, SyntaxError, Text, Tree, Value};

/// How deep `serde_json` reads values inside each other.
const DEEPEST: usize = 127;

pub(super) fn parse(text: &str) -> Result<Arc<Tree>, SyntaxError> {
    if text.starts_with('\u{feff}') {
        return Err(error(
            text,
            0,
            "the document begins with a byte order mark",
            "save it as UTF-8 without one (RFC 8259, section 8.1)",
        ));
    }
    if text.trim().is_empty() {
        return Err(error(text, 0, "the document is empty", HELP));
    }
    let mut parser = Parser::new(text);
    if parser.document().is_some() {
        let mut tree = tree(text, parser.nodes, parser.unescaped);
        mark_repeated(&mut tree);
        return Ok(Arc::new(tree));
    }
    let (byte, reason) = match serde_json::from_str::<serde_json::Value>(text) {
        Err(refusal) => {
            let byte = Positions::new(text).byte(text, refusal.line(), refusal.column());
            // The place is shown in front of the message, so it need not be repeated in it.
            let place = format!(" at line {} column {}", refusal.line(), refusal.column());
            (byte, refusal.to_string().replace(&place, ""))
        }
        // Only if what `serde_json` accepts is refused here, which the tests rule out.
        Ok(_) => (parser.at, "it cannot be read from here on".to_owned()),
    };
    Err(error(text, byte, format!("the document is not JSON: {reason}"), help(text)))
}

const HELP: &str = "an API document is an OpenAPI 3.1 document in JSON (RFC 8259)";

/// What may be meant by a text that is not JSON.
fn help(text: &str) -> String {
    let first = text.trim_start();
    if first.starts_with("openapi:") || first.starts_with("swagger:") || first.starts_with("---") {
        format!("{HELP}; convert YAML to JSON first")
    } else if first.starts_with(['{', '[']) {
        "JSON has no comments and no trailing commas, and every string stands in double quotes (RFC 8259)".to_owned()
    } else {
        HELP.to_owned()
    }
}

fn error(
    text: &str,
    byte: usize,
    message: impl Into<String>,
    help: impl Into<String>,
) -> SyntaxError {
    let tree = Arc::new(tree(text, Vec::new(), String::new()));
    SyntaxError {
        location: Location::new(tree, 0, byte),
        message: message.into(),
        help: help.into(),
    }
}

fn tree(text: &str, nodes: Vec<Entry>, unescaped: String) -> Tree {
    Tree { text: text.to_owned(), unescaped, nodes, positions: OnceLock::new() }
}

/// Reads a text from its beginning to its end.
///
/// Each method reads one thing, and `value`, `open` and `token` the white space after it too. It gives `None` if that thing
/// is not there. The loops go from byte to byte by hand: this code is not optimised in users' builds, and an iterator would be
/// several calls for each byte.
struct Parser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    depth: usize,
    nodes: Vec<Entry>,
    unescaped: String,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let (nodes, unescaped) = (Vec::new(), String::new());
        Self { text, bytes: text.as_bytes(), at: 0, depth: 0, nodes, unescaped }
    }

    fn document(&mut self) -> Option<()> {
        self.skip_white_space();
        self.value(0, Step::Root)?;
        (self.at == self.bytes.len()).then_some(())
    }

    /// A value, everything in it, and the white space after it.
    fn value(&mut self, parent: usize, step: Step) -> Option<()> {
        let index = self.nodes.len();
        let (value, start) = (Value::Null, self.at);
        self.nodes.push(Entry { value, start, parent, step, end: index });
        let value = match self.peek()? {
            b'{' => self.object(index)?,
            b'[' => self.list(index)?,
            b'"' => Value::String(self.string()?),
            b't' => self.word("true", Value::Boolean(true))?,
            b'f' => self.word("false", Value::Boolean(false))?,
            b'n' => self.word("null", Value::Null)?,
            _ => self.number()?,
        };
        self.skip_white_space();
        self.nodes[index].value = value;
        self.nodes[index].end = self.nodes.len();
        Some(())
    }

    fn object(&mut self, index: usize) -> Option<Value> {
        self.open()?;
        while self.peek()? != b'}' {
            let start = self.at;
            let name = self.string()?;
            self.skip_white_space();
            self.token(b':')?;
            self.value(index, Step::Name { name, start })?;
            self.comma_before(b'}')?;
        }
        self.close();
        Some(Value::Object)
    }

    fn list(&mut self, index: usize) -> Option<Value> {
        self.open()?;
        let mut step = 0;
        while self.peek()? != b']' {
            self.value(index, Step::Index(step))?;
            self.comma_before(b']')?;
            step += 1;
        }
        self.close();
        Some(Value::List)
    }

    fn open(&mut self) -> Option<()> {
        self.at += 1;
        self.depth += 1;
        self.skip_white_space();
        (self.depth <= DEEPEST).then_some(())
    }

    fn close(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    /// The comma between two parts, unless this is the end. After a comma there is another part.
    fn comma_before(&mut self, end: u8) -> Option<()> {
        if self.peek()? == end {
            return Some(());
        }
        self.token(b',')?;
        (self.peek()? != end).then_some(())
    }

    fn token(&mut self, byte: u8) -> Option<()> {
        if self.peek()? != byte {
            return None;
        }
        self.at += 1;
        self.skip_white_space();
        Some(())
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return None;
        }
        self.at += word.len();
        Some(value)
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        while let Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E') = self.peek() {
            self.at += 1;
        }
        serde_json::from_str::<serde_json::Number>(&self.text[start..self.at]).ok()?;
        Some(Value::Number(Text::Written(start, self.at)))
    }

    fn string(&mut self) -> Option<Text> {
        if self.peek()? != b'"' {
            return None;
        }
        let (bytes, start) = (self.bytes, self.at);
        let mut at = start + 1;
        let mut has_escape = false;
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            if byte == b'"' {
                self.at = at;
                return if has_escape {
                    self.unescape(start)
                } else {
                    Some(Text::Written(start + 1, at - 1))
                };
            }
            if byte == b'\\' {
                has_escape = true;
                // What is escaped may be a quotation mark.
                at += 1;
            } else if byte < b' ' {
                return None;
            }
        }
        None
    }

    /// What is meant by the string that began here and has just ended.
    fn unescape(&mut self, from: usize) -> Option<Text> {
        let text: String = serde_json::from_str(&self.text[from..self.at]).ok()?;
        let start = self.unescaped.len();
        self.unescaped.push_str(&text);
        Some(Text::Unescaped(start, self.unescaped.len()))
    }

    fn skip_white_space(&mut self) {
        let (bytes, mut at) = (self.bytes, self.at);
        while at < bytes.len() && matches!(bytes[at], b' ' | b'\n' | b'\r' | b'\t') {
            at += 1;
        }
        self.at = at;
    }

    fn peek(&self) -> Option<u8> {
        if self.at < self.bytes.len() { Some(self.bytes[self.at]) } else { None }
    }
}

/// Marks each member whose name an earlier member of its object has.
fn mark_repeated(tree: &mut Tree) {
    let mut repeated = Vec::new();
    let mut names = Vec::new();
    for (index, entry) in tree.nodes.iter().enumerate() {
        if !matches!(entry.value, Value::Object) {
            continue;
        }
        names.clear();
        let mut child = index + 1;
        while child < entry.end {
            if let Step::Name { name, .. } = tree.nodes[child].step {
                names.push((tree.read(name), child));
            }
            child = tree.nodes[child].end;
        }
        // Then members with one name are neighbours, the first of them in front.
        names.sort_unstable();
        for pair in names.windows(2) {
            if pair[0].0 == pair[1].0 {
                repeated.push(pair[1].1);
            }
        }
    }
    for index in repeated {
        let step = &mut tree.nodes[index].step;
        if let Step::Name { name, start } = *step {
            *step = Step::Repeated { name, start };
        }
    }
}
