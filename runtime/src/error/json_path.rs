//! Where in a JSON text a type refuses it, without showing data.

#[cfg(test)]
mod tests;

/// The path of the value that was refused with this error, such as `entitlements[1].status`; `None` if it is the whole.
///
/// It follows from the text and the position in it, without the type: to read the text again and note the path on the
/// way, the code that reads each type would be compiled a second time.
pub(super) fn of(json: &[u8], error: &serde_json::Error) -> Option<String> {
    shown(&steps(until_refused(json, error)?)?)
}

/// The text up to the end of the refused value, or up to its beginning if it was refused before it was read.
fn until_refused<'json>(json: &'json [u8], error: &serde_json::Error) -> Option<&'json [u8]> {
    // serde_json counts the lines from 1, and in the last one the bytes that it has read.
    let lines_before = error.line().checked_sub(1)?;
    let lines = json.split_inclusive(|byte| *byte == b'\n');
    let line_start: usize = lines.take(lines_before).map(<[u8]>::len).sum();
    let (read, unread) = json.split_at_checked(line_start.checked_add(error.column())?)?;

    // Only an array or object of the wrong type is refused before it is read.
    let is_unread = match unread.first() {
        Some(b'[') => error.to_string().starts_with("invalid type: sequence"),
        Some(b'{') => error.to_string().starts_with("invalid type: map"),
        _ => false,
    };
    if is_unread {
        return Some(read);
    }
    // Any other is refused after it, or in it. In an array, serde_json may then have read the comma behind the element,
    // too, and of an array that its type refuses as such, the bracket alone; neither leads to the next element yet.
    let read = read.trim_ascii_end();
    Some(read.strip_suffix(b",").or_else(|| read.strip_suffix(b"[")).unwrap_or(read))
}

/// A step from a value to one inside it.
enum Step<'json> {
    /// From an object to its member of this name, which is still in quotes; `None` until the name is read.
    Member(Option<&'json [u8]>),
    /// From an array to its element of this index.
    Element(usize),
}

/// The steps from the whole to the value in which this beginning of a JSON text ends; `None` if it is not one of JSON.
fn steps(json: &[u8]) -> Option<Vec<Step<'_>>> {
    /// serde_json lets no type read deeper.
    const DEEPEST: usize = 128;

    let mut steps = Vec::new();
    let mut rest = json;
    while let Some(first) = rest.first() {
        let token;
        (token, rest) = rest.split_at(if *first == b'"' { string_length(rest) } else { 1 });
        match (first, steps.last_mut()) {
            (b'{', _) => steps.push(Step::Member(None)),
            (b'[', _) => steps.push(Step::Element(0)),
            (b'}' | b']', _) => _ = steps.pop()?,
            (b',', Some(Step::Member(name))) => *name = None,
            (b',', Some(Step::Element(index))) => *index += 1,
            (b'"', Some(Step::Member(name @ None))) => *name = Some(token),
            // Other strings, numbers, words, colons and white space lead nowhere.
            _ => {}
        }
        if steps.len() > DEEPEST {
            return None;
        }
    }
    Some(steps)
}

/// How many bytes the string at the start of this text has, with its quotes; all of them if it does not end.
fn string_length(json: &[u8]) -> usize {
    let mut is_escaped = true; // As if it were: the quote that begins the string does not end it.
    let end = json.iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(json.len(), |end| end + 1)
}

fn shown(steps: &[Step<'_>]) -> Option<String> {
    let mut shown = String::new();
    for step in steps {
        match step {
            Step::Element(index) => shown += &format!("[{index}]"),
            Step::Member(None) => {}
            Step::Member(Some(name)) => {
                if !shown.is_empty() {
                    shown.push('.');
                }
                let name: Option<String> = serde_json::from_slice(name).ok();
                shown += name.as_deref().filter(|name| is_name(name)).unwrap_or("*");
            }
        }
    }
    (!shown.is_empty()).then_some(shown)
}

/// Whether a text looks like a member that an API names, and not like the key of a map, which may be customer data: a
/// word with at most two digits, because identifiers, numbers and addresses have more of them or other characters.
fn is_name(text: &str) -> bool {
    let is_word = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.chars().all(is_word)
        && text.chars().filter(char::is_ascii_digit).count() <= 2
}
