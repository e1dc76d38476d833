//! From text to tree.
//!
//! `serde_json` says whether the text is JSON, because it is strict, has a limit on nesting and is what everything else
//! here reads JSON with. It keeps no places, so a second parser finds those.

use std::collections::BTreeSet;

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, ObjectPropName, Value as Parsed},
    common::Ranged as _,
    parse_to_ast,
};

use super::{Entry, Positions, Step, SyntaxError, Tree, Value};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn parse(text: &str) -> Result<Tree<'_>, SyntaxError> {
    let mut tree =
        Tree { positions: Positions::new(text), nodes: Vec::new(), repeated: Vec::new() };
    if text.starts_with('\u{feff}') {
        return Err(error(
            &tree,
            0,
            "the document begins with a byte order mark",
            "save it as UTF-8 without one (RFC 8259, section 8.1)",
        ));
    }
    if text.trim().is_empty() {
        return Err(error(&tree, 0, "the document is empty", HELP));
    }
    if let Err(refusal) = serde_json::from_str::<serde_json::Value>(text) {
        let byte = tree.positions.byte(refusal.line(), refusal.column());
        // The place is shown in front of the message, so it need not be repeated in it.
        let place = format!(" at line {} column {}", refusal.line(), refusal.column());
        let reason = refusal.to_string().replace(&place, "");
        return Err(error(&tree, byte, format!("the document is not JSON: {reason}"), help(text)));
    }
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) => {
            if let Some(value) = parsed.value {
                add(&mut tree, value, 0, Step::Root);
                return Ok(tree);
            }
            Err(error(&tree, 0, "the document is empty", HELP))
        }
        Err(refusal) => {
            let message = format!("the document is not JSON: {}", refusal.kind());
            Err(error(&tree, refusal.range().start, message, HELP))
        }
    }
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
    tree: &Tree<'_>,
    byte: usize,
    message: impl Into<String>,
    help: impl Into<String>,
) -> SyntaxError {
    SyntaxError {
        location: tree.location(byte, String::new()),
        message: message.into(),
        help: help.into(),
    }
}

/// Adds a value and everything in it, and gives its index. The depth is limited by `serde_json`.
fn add<'t>(tree: &mut Tree<'t>, value: Parsed<'t>, parent: usize, step: Step<'t>) -> usize {
    let index = tree.nodes.len();
    let start = value.start();
    tree.nodes.push(Entry { value: Value::Null, start, parent, step });
    let value = match value {
        Parsed::StringLit(text) => Value::String(text.value),
        Parsed::NumberLit(number) => Value::Number(number.value),
        Parsed::BooleanLit(boolean) => Value::Boolean(boolean.value),
        Parsed::NullKeyword(_) => Value::Null,
        Parsed::Array(list) => {
            let entries = list.elements.into_iter().enumerate();
            Value::List(
                entries.map(|(step, entry)| add(tree, entry, index, Step::Index(step))).collect(),
            )
        }
        Parsed::Object(object) => Value::Object(members(tree, object, index)),
    };
    tree.nodes[index].value = value;
    index
}

fn members<'t>(tree: &mut Tree<'t>, object: Object<'t>, parent: usize) -> Vec<usize> {
    let mut names = BTreeSet::new();
    let mut members = Vec::new();
    for property in object.properties {
        let start = property.name.start();
        let name = match property.name {
            ObjectPropName::String(name) => name.value,
            ObjectPropName::Word(name) => name.value.into(),
        };
        let is_new = names.insert(name.clone());
        let index = add(tree, property.value, parent, Step::Name { name, start });
        if is_new {
            members.push(index);
        } else {
            tree.repeated.push(index);
        }
    }
    members
}
