//! One line of a description, made harmless whatever stands before and after it.

/// The schemes of links that are kept.
pub(super) const SCHEMES: [&str; 2] = ["https://", "http://"];

/// What a text is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    Link,
    Table,
    Text,
}

/// Writes one line such that it is harmless whatever stands before and after it.
pub(super) fn inline(line: &str, inside: Inside, out: &mut String) {
    let mut rest = line;
    loop {
        let (plain, special) = rest.split_at(plain_length(rest));
        out.push_str(plain);
        rest = special;
        let Some(character) = rest.chars().next() else { break };
        let length = match character {
            '\\' => {
                let next = rest[1..].chars().next();
                match next.filter(char::is_ascii_punctuation) {
                    Some(next) => out.extend(['\\', next]),
                    None => out.push_str("\\\\"),
                }
                if next.is_some_and(|next| next.is_ascii_punctuation()) { 2 } else { 1 }
            }
            '`' => code_span(rest, inside, out),
            '<' => angle_bracket(rest, inside, out),
            '[' => square_bracket(rest, inside, out),
            // An image would be fetched by whoever reads the docs, so only a link to it is left.
            '!' if rest.starts_with("![") => escaped("!", out),
            '~' if rest.starts_with("~~~") => escaped(run(rest, '~'), out),
            ' ' => {
                // Several could be the indentation of code behind something that looks like the marker of a list.
                out.push(' ');
                run(rest, ' ').len()
            }
            'h' if inside != Inside::Link => bare_url(rest, out),
            _ => {
                out.push(character);
                character.len_utf8()
            }
        };
        rest = &rest[length..];
    }
}

/// The number of bytes at the beginning that surely mean nothing.
///
/// Nearly all of a text is plain, and a macro runs without optimisation: to look at bytes is much faster.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    while length < bytes.len() {
        let next = if length + 1 < bytes.len() { bytes[length + 1] } else { 0 };
        match (bytes[length], next) {
            (b'\\' | b'`' | b'<' | b'[' | b'~', _) | (b'!', b'[') | (b' ', b' ') | (b'h', b't') => {
                break;
            }
            _ => length += 1,
        }
    }
    length
}

/// The characters at the beginning that are this one.
fn run(text: &str, character: char) -> &str {
    &text[..text.len() - text.trim_start_matches(character).len()]
}

fn escaped(text: &str, out: &mut String) -> usize {
    for character in text.chars() {
        out.extend(['\\', character]);
    }
    text.len()
}

/// `` `code` `` as it is, if it ends on the same line. The bars of a table are stronger than it.
fn code_span(text: &str, inside: Inside, out: &mut String) -> usize {
    let ticks = run(text, '`');
    let mut rest = &text[ticks.len()..];
    while let Some(start) = rest.find('`') {
        let end = run(&rest[start..], '`');
        rest = &rest[start + end.len()..];
        if end == ticks {
            let span = &text[..text.len() - rest.len()];
            if inside == Inside::Table && span.contains('|') {
                break;
            }
            out.push_str(span);
            return span.len();
        }
    }
    escaped(ticks, out)
}

/// `<https://example.com>` as it is; what would be HTML as text.
fn angle_bracket(text: &str, inside: Inside, out: &mut String) -> usize {
    let url = text[1..].split_once('>').map(|(url, _)| url);
    match url.filter(|url| inside != Inside::Link && is_url(url)) {
        Some(url) => {
            out.extend(["<", url, ">"]);
            url.len() + 2
        }
        None => escaped("<", out),
    }
}

/// `[text](https://example.com)` as it is; anything else as text.
fn square_bracket(text: &str, inside: Inside, out: &mut String) -> usize {
    let link = text[1..].split_once("](").and_then(|(label, rest)| {
        let (url, _) = rest.split_once(')')?;
        let is_plain = !label.contains(['[', ']', '|']) && !label.ends_with('\\');
        let is_link = is_plain && is_url(url) && !url.contains('(');
        (inside != Inside::Link && is_link).then_some((label, url))
    });
    let Some((label, url)) = link else {
        return escaped("[", out);
    };
    out.push('[');
    inline(label, Inside::Link, out);
    out.extend(["](", url, ")"]);
    label.len() + url.len() + 4
}

/// `https://example.com` in angle brackets, without what is punctuation of the sentence.
fn bare_url(text: &str, out: &mut String) -> usize {
    let end = text.find(|character| !in_url(character)).unwrap_or(text.len());
    let mut url = &text[..end];
    loop {
        let is_balanced = url.matches('(').count() >= url.matches(')').count();
        let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~', '\'']);
        let shorter =
            if is_balanced { shorter } else { shorter.strip_suffix(')').unwrap_or(shorter) };
        if shorter == url {
            break;
        }
        url = shorter;
    }
    if !is_url(url) {
        out.push('h');
        return 1;
    }
    out.extend(["<", url, ">"]);
    url.len()
}

pub(super) fn is_url(text: &str) -> bool {
    let behind_scheme = SCHEMES.into_iter().find_map(|scheme| text.strip_prefix(scheme));
    behind_scheme.is_some_and(|rest| !rest.is_empty()) && text.chars().all(in_url)
}

fn in_url(character: char) -> bool {
    !character.is_whitespace()
        && !matches!(character, '<' | '>' | '"' | '`' | '[' | ']' | '\\' | '^' | '{' | '|' | '}')
}
