//! Descriptions as doc comments: CommonMark that strangers wrote, made harmless for rustdoc.
//!
//! rustdoc compiles and runs code blocks that have no label, takes `[x]` for the name of an item and `<Base64>` for
//! HTML, and warns of bare URLs. None of that may break the user's build, whatever a description holds. So the text is
//! taken apart into blocks and written anew: every block in its plainest form, and every line such that it is harmless
//! by itself. Where that costs anything, it costs a little formatting.

mod inline;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::inline::{Inside, inline};

/// How deep lists and quotes are understood; anything deeper is text.
const MAX_DEPTH: usize = 6;

/// The labels that a code block may keep. rustdoc takes code with any of its own labels, or none, for Rust.
const LABELS: [&str; 13] = [
    "bash",
    "console",
    "csharp",
    "html",
    "http",
    "java",
    "javascript",
    "json",
    "php",
    "python",
    "sh",
    "text",
    "xml",
];

/// The text for a doc comment, its lines without indentation.
pub(crate) fn doc_text(text: &str) -> String {
    let text = printable(text);
    let lines: Vec<&str> = text.lines().collect();
    blocks(&lines, MAX_DEPTH).join("\n")
}

/// The first paragraph of a text on one line, for lists.
pub(crate) fn doc_line(text: &str) -> String {
    let text = printable(text);
    let lines = text.trim().lines().map(str::trim).take_while(|line| !line.is_empty());
    let joined = lines.collect::<Vec<_>>().join(" ");
    let mut out = String::new();
    inline(&joined, Inside::Table, &mut out);
    out
}

/// The text without characters that show as something else than they are.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut printable = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' => printable.push('\n'),
            '\t' => printable.push_str("    "),
            // These reorder the text around them, so that a reader sees another text than the compiler.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ if character.is_control() => printable.push(' '),
            _ => printable.push(character),
        }
    }
    Cow::Owned(printable)
}

/// Whether a text is lines of printable ASCII, as most are.
///
/// A macro runs without optimisation, where a loop over bytes is much faster than an iterator over characters.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() && matches!(bytes[index], b'\n' | b' '..=b'~') {
        index += 1;
    }
    index == bytes.len()
}

/// What a line begins, by the rules of CommonMark as far as they matter here.
#[derive(Clone, Copy)]
enum Start<'a> {
    Blank,
    /// A line of code, if it does not continue a paragraph.
    Indented,
    Fence {
        indent: usize,
        fence: &'a str,
        label: &'a str,
    },
    Quote(&'a str),
    Item(Item<'a>),
    Heading {
        marker: &'a str,
        text: &'a str,
    },
    /// A line across the page, or under a heading: nothing that a doc comment needs.
    Rule,
    Text,
}

/// The first line of a list item.
#[derive(Clone, Copy)]
struct Item<'a> {
    /// `1` of `1.`; `None` for a bullet.
    number: Option<&'a str>,
    /// How far the item's other lines are indented.
    indent: usize,
    text: &'a str,
}

impl<'a> Start<'a> {
    fn of(line: &'a str) -> Self {
        let indent = indent(line);
        let line = line.trim();
        if line.is_empty() {
            return Self::Blank;
        }
        if indent >= 4 {
            return Self::Indented;
        }
        if line.chars().all(|character| matches!(character, '-' | '*' | '_' | '=' | '+' | ' ')) {
            return Self::Rule;
        }
        let marker =
            |character: char| &line[..line.len() - line.trim_start_matches(character).len()];
        for (fence, other) in [(marker('`'), '`'), (marker('~'), '\0')] {
            let label = &line[fence.len()..];
            if fence.len() >= 3 && !label.contains(other) {
                return Self::Fence { indent, fence, label: label.trim() };
            }
        }
        if let Some(text) = line.strip_prefix('>') {
            return Self::Quote(text.strip_prefix(' ').unwrap_or(text));
        }
        let heading = marker('#');
        if let (1..=6, Some(text)) = (heading.len(), line[heading.len()..].strip_prefix(' ')) {
            return Self::Heading { marker: heading, text };
        }
        match Item::of(line) {
            Some(item) => Self::Item(Item { indent: indent + item.indent, ..item }),
            None => Self::Text,
        }
    }

    /// Whether the line ends the paragraph before it.
    fn interrupts(self) -> bool {
        match self {
            Self::Item(item) => matches!(item.number, None | Some("1")),
            Self::Indented | Self::Text => false,
            _ => true,
        }
    }
}

impl<'a> Item<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = match digits {
            0 => line.strip_prefix(['-', '*', '+'])?,
            1..=9 => line[digits..].strip_prefix(['.', ')'])?,
            _ => return None,
        };
        let spaces = indent(rest);
        if spaces == 0 {
            return None;
        }
        // More than four spaces are one space and the indentation of code.
        let spaces = if spaces > 4 { 1 } else { spaces };
        Some(Self {
            number: (digits > 0).then(|| &line[..digits]),
            indent: line.len() - rest.len() + spaces,
            text: &rest[spaces..],
        })
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The line without this indentation, or as much of it as there is.
fn without_indent(line: &str, indentation: usize) -> &str {
    &line[indentation.min(indent(line))..]
}

/// The blocks with blank lines between them, line by line.
fn blocks(lines: &[&str], depth: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = lines;
    let mut last_item = None;
    let mut blank_before = true;
    while let Some((line, after)) = rest.split_first() {
        let start = Start::of(line);
        let this_item = match &start {
            Start::Item(item) => Some(item.number.is_some()),
            _ => None,
        };
        let block;
        (block, rest) = match start {
            Start::Blank | Start::Rule => {
                blank_before = true;
                rest = after;
                continue;
            }
            Start::Fence { indent, fence, label } => fenced(after, indent, fence, label),
            Start::Indented => indented(rest),
            Start::Quote(_) if depth > 0 => quote(rest, depth),
            Start::Item(item) if depth > 0 => list_item(item, after, depth),
            Start::Heading { marker, text } => {
                let mut heading = format!("{marker} ");
                inline(text, Inside::Text, &mut heading);
                (vec![heading], after)
            }
            Start::Quote(_) | Start::Item(_) | Start::Text => paragraph(rest),
        };
        // Items that follow each other stay together; between all other blocks a blank line leaves no doubt.
        let is_tight = !blank_before && this_item.is_some() && this_item == last_item;
        if !block.is_empty() {
            if !out.is_empty() && !is_tight {
                out.push(String::new());
            }
            out.extend(block);
            last_item = this_item;
        }
        blank_before = false;
    }
    out
}

fn fenced<'a, 'b>(
    lines: &'a [&'b str],
    indent: usize,
    fence: &str,
    label: &str,
) -> (Vec<String>, &'a [&'b str]) {
    let closes = |line: &&str| {
        let line = line.trim();
        line.len() >= fence.len() && line.trim_start_matches(&fence[..1]).is_empty()
    };
    let end = lines.iter().position(closes).unwrap_or(lines.len());
    let code = lines[..end].iter().map(|line| without_indent(line, indent)).collect();
    (code_block(code, label), lines.get(end + 1..).unwrap_or_default())
}

fn indented<'a, 'b>(lines: &'a [&'b str]) -> (Vec<String>, &'a [&'b str]) {
    let is_code = |line: &&str| matches!(Start::of(line), Start::Indented | Start::Blank);
    let end = lines.iter().position(|line| !is_code(line)).unwrap_or(lines.len());
    let (code, rest) = lines.split_at(end);
    (code_block(code.iter().map(|line| without_indent(line, 4)).collect(), ""), rest)
}

fn code_block(mut code: Vec<&str>, label: &str) -> Vec<String> {
    while code.last().is_some_and(|line| line.trim().is_empty()) {
        code.pop();
    }
    let runs = code.iter().flat_map(|line| line.split(|character| character != '`'));
    let fence = "`".repeat(runs.map(|run| run.len() + 1).max().unwrap_or(0).max(3));
    let label = LABELS.into_iter().find(|known| *known == label).unwrap_or("text");
    let code = code.into_iter().map(|line| line.trim_end().to_owned());
    [format!("{fence}{label}")].into_iter().chain(code).chain([fence.clone()]).collect()
}

fn quote<'a, 'b>(lines: &'a [&'b str], depth: usize) -> (Vec<String>, &'a [&'b str]) {
    let inside: Vec<&str> = lines
        .iter()
        .map_while(|line| match Start::of(line) {
            Start::Quote(text) => Some(text),
            _ => None,
        })
        .collect();
    let quoted = blocks(&inside, depth - 1).into_iter().map(|line| format!("> {line}"));
    (quoted.map(|line| line.trim_end().to_owned()).collect(), &lines[inside.len()..])
}

fn list_item<'a, 'b>(
    item: Item<'b>,
    lines: &'a [&'b str],
    depth: usize,
) -> (Vec<String>, &'a [&'b str]) {
    let mut inside = vec![item.text];
    let mut end = 0;
    for (index, line) in lines.iter().enumerate() {
        let is_blank = line.trim().is_empty();
        let after_blank = inside.last().is_some_and(|line| line.trim().is_empty());
        let is_lazy = !after_blank && matches!(Start::of(line), Start::Indented | Start::Text);
        if !is_blank && indent(line) < item.indent && !is_lazy {
            break;
        }
        inside.push(without_indent(line, item.indent));
        if !is_blank {
            end = index + 1;
        }
    }
    inside.truncate(end + 1);
    let marker = item.number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
    let other = " ".repeat(marker.len());
    let block = blocks(&inside, depth - 1).into_iter().enumerate().map(|(index, line)| {
        let prefix = if index == 0 { &marker } else { &other };
        format!("{prefix}{line}").trim_end().to_owned()
    });
    (block.collect(), &lines[end..])
}

fn paragraph<'a, 'b>(lines: &'a [&'b str]) -> (Vec<String>, &'a [&'b str]) {
    let others = lines.iter().skip(1);
    let end = 1 + others.take_while(|line| !Start::of(line).interrupts()).count();
    let (text, rest) = lines.split_at(end);
    let is_table = text
        .iter()
        .any(|line| line.contains('-') && line.chars().all(|c| matches!(c, '|' | ':' | '-' | ' ')));
    let inside = if is_table { Inside::Table } else { Inside::Text };
    (text.iter().map(|line| text_line(line.trim(), inside)).collect(), rest)
}

/// A line of a paragraph, which may look like the beginning of something else.
fn text_line(line: &str, inside: Inside) -> String {
    let mut out = String::new();
    let marker = match Item::of(line) {
        Some(Item { number, .. }) => number.unwrap_or_default(),
        None if line.starts_with('>') => "",
        None => {
            inline(line, inside, &mut out);
            return out;
        }
    };
    out.extend([marker, "\\"]);
    inline(&line[marker.len()..], inside, &mut out);
    out
}
