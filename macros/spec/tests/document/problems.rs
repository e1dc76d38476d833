//! What is wrong with documents, and what to do about it: every message has a case.

mod answer;
mod document;
mod extension;
mod object;
mod operation;
mod parameter;
mod reference;
mod schema;
mod security;
mod single;
mod variant;

use countersign_spec::Document;
use serde_json::Value;

use crate::GOOD;

/// Short forms of the places that most cases change.
const PLACES: [(&str, &str); 4] = [
    ("$json", "/paths/~1v1~1order/post/requestBody/content/application~1json"),
    ("$create", "/paths/~1v1~1order/post"),
    ("$order", "/paths/~1v1~1order~1{orderId}"),
    ("$schemas", "/components/schemas"),
];

/// Changes the good document, and compares its problems with these, given as `pointer: message | help`.
///
/// A change is a pointer and the JSON to put there; no JSON removes what is there, and `-` is the end of a list. Members
/// are sorted by name before the document is read.
#[track_caller]
fn check(changes: &[(&str, &str)], expected: &[&str]) {
    let mut document: Value = serde_json::from_str(GOOD).unwrap();
    for (pointer, json) in changes {
        change(&mut document, &long(pointer), json);
    }
    let expected: Vec<_> = expected.iter().map(|problem| long(problem)).collect();
    assert_eq!(problems(&serde_json::to_string_pretty(&document).unwrap()), expected);
}

fn long(text: &str) -> String {
    let place = PLACES.iter().find_map(|(short, long)| Some((text.strip_prefix(short)?, long)));
    place.map_or_else(|| text.to_owned(), |(rest, long)| format!("{long}{rest}"))
}

fn problems(text: &str) -> Vec<String> {
    let Err(problems) = Document::read("wrong.json", text) else {
        return Vec::new();
    };
    problems
        .iter()
        .map(|problem| {
            let pointer = problem.location().pointer();
            let help = problem.help().map_or(String::new(), |help| format!(" | {help}"));
            format!("{pointer}: {}{help}", problem.message())
        })
        .collect()
}

#[track_caller]
fn change(document: &mut Value, pointer: &str, json: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    let value = || serde_json::from_str(json).unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(members) if json.is_empty() => {
            members.remove(&name).unwrap();
        }
        Value::Object(members) => {
            members.insert(name, value());
        }
        Value::Array(entries) if name == "-" => entries.push(value()),
        parent => parent[name.parse::<usize>().unwrap()] = value(),
    }
}
