//! One mistake is one problem, whatever depends on the part that is wrong.

use serde_json::{Value, json};

use super::{GOOD, problems};

/// Objects whose members are named by the author of the document.
const MAPS: [&str; 9] = [
    "content",
    "examples",
    "paths",
    "properties",
    "responses",
    "schemas",
    "securitySchemes",
    "values",
    "x-enum-descriptions",
];

/// Members that nobody reads, or whose value may be anything.
const UNREAD: [&str; 11] = [
    "contact",
    "default",
    "example",
    "externalDocs",
    "flows",
    "headers",
    "tags",
    "value",
    "webhooks",
    "x-owner",
    "anything",
];

#[test]
fn misspelt_members() {
    let names = pointers(|name, is_map| !is_map && !name.starts_with("x-"));
    assert!(names.len() > 150, "{}", names.len());
    for pointer in names {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let misspelt = format!("{name}{}", name.chars().last().unwrap());
        let problem = only_problem(&pointer, |members, name| {
            let value = members.remove(name).unwrap();
            members.insert(misspelt.clone(), value);
        });
        assert!(problem.starts_with(&format!("{parent}/{misspelt}: ")), "{problem}");
        assert!(problem.ends_with(&format!(" | did you mean `{name}`?")), "{problem}");
    }
}

/// Nobody can know what somebody else's extension means, so it is ignored, and asked about where ours is missing.
#[test]
fn misspelt_extensions() {
    let names = pointers(|name, is_map| !is_map && name.starts_with("x-") && name != "x-owner");
    let mut asked = 0;
    for pointer in &names {
        let (_, name) = pointer.rsplit_once('/').unwrap();
        let misspelt = format!("{name}{}", name.chars().last().unwrap());
        let problems = changed(pointer, |members, name| {
            let value = members.remove(name).unwrap();
            members.insert(misspelt.clone(), value);
        });
        for problem in &problems {
            let question = format!(" | did you mean `{name}` by `{misspelt}`?");
            assert!(problem.ends_with(&question), "{problem}");
        }
        asked += usize::from(!problems.is_empty());
    }
    assert!(asked >= 4 && names.len() > asked, "{asked} of {names:#?}");
}

#[test]
fn values_of_the_wrong_kind() {
    let values = pointers(|name, _| !UNREAD.contains(&name));
    assert!(values.len() > 200, "{}", values.len());
    for pointer in values {
        let problem = only_problem(&pointer, |members, name| {
            let wrong = if members[name].is_number() { json!("1") } else { json!(1) };
            members.insert(name.to_owned(), wrong);
        });
        assert!(problem.starts_with(&format!("{pointer}: ")), "{problem}");
    }
}

#[track_caller]
fn only_problem(
    pointer: &str,
    change: impl Fn(&mut serde_json::Map<String, Value>, &str),
) -> String {
    let problems = changed(pointer, change);
    assert_eq!(problems.len(), 1, "{pointer}: {problems:#?}");
    problems.concat()
}

/// The problems of the good document after a change of the object with this member.
fn changed(
    pointer: &str,
    change: impl Fn(&mut serde_json::Map<String, Value>, &str),
) -> Vec<String> {
    let mut wrong: Value = serde_json::from_str(GOOD).unwrap();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    let members = wrong.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    change(members, &name);
    problems(&wrong.to_string())
}

/// The pointers to members of the good document, by their name and whether its author chose that name.
fn pointers(wanted: impl Fn(&str, bool) -> bool) -> Vec<String> {
    let mut pointers = Vec::new();
    let mut open = vec![(String::new(), serde_json::from_str(GOOD).unwrap())];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let inner = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                    if wanted(&name, is_map(&pointer)) {
                        pointers.push(inner.clone());
                    }
                    if !UNREAD.contains(&name.as_str()) {
                        open.push((inner, value));
                    }
                }
            }
            Value::Array(entries) => {
                let entries = entries.into_iter().enumerate();
                open.extend(entries.map(|(index, value)| (format!("{pointer}/{index}"), value)));
            }
            _ => {}
        }
    }
    pointers
}

fn is_map(pointer: &str) -> bool {
    let (parent, last) = pointer.rsplit_once('/').unwrap_or_default();
    MAPS.contains(&last) && !parent.ends_with("/properties")
        || parent == "/components"
        || parent.ends_with("/security")
}
