//! Where in a JSON text a type refuses it, without showing data.

use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

/// The path at which this JSON is no `T`, such as `entitlements[1].status`; `None` if it is the whole.
pub(super) fn of<T: DeserializeOwned>(json: &[u8]) -> Option<String> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let error = serde_path_to_error::deserialize::<_, T>(&mut deserializer).err()?;
    shown(error.path())
}

fn shown(path: &Path) -> Option<String> {
    let mut shown = String::new();
    for segment in path {
        let name = match segment {
            Segment::Seq { index } => {
                shown += &format!("[{index}]");
                continue;
            }
            Segment::Map { key: name } | Segment::Enum { variant: name } if is_name(name) => name,
            _ => "*",
        };
        if !shown.is_empty() {
            shown.push('.');
        }
        shown += name;
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
