//! Any text is either read into a model that holds together, or has problems.

mod consistency;
mod mutation;

use countersign_spec::{Document, DocumentProblem};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::GOOD;
use mutation::{Mutation, mutated};

/// Reads a text and checks what comes out; gives whether it was read.
fn read(text: &str) -> bool {
    match Document::read("any.json", text) {
        Ok(document) => {
            consistency::check(&document, text);
            true
        }
        Err(problems) => {
            check_problems(&problems, text);
            false
        }
    }
}

fn check_problems(problems: &[DocumentProblem], text: &str) {
    assert!(!problems.is_empty());
    let place =
        |problem: &DocumentProblem| (problem.location().line(), problem.location().column());
    assert!(problems.is_sorted_by_key(place), "{problems:#?}");
    let lines: Vec<_> = text.split('\n').collect();
    // Of two members with one name, `serde_json` keeps the last and the reader the first.
    let json = serde_json::from_str::<Value>(text).ok();
    let is_repeated = |problem: &DocumentProblem| problem.message().contains("has a member");
    let json = json.filter(|_| !problems.iter().any(is_repeated));
    for (index, problem) in problems.iter().enumerate() {
        let (line, column) = place(problem);
        let length = lines[line - 1].chars().count();
        assert!(column >= 1 && column <= length + 1, "{problem}");
        assert!(!problem.message().is_empty() && !problem.message().ends_with('.'), "{problem}");
        assert_ne!(problem.help(), Some(""), "{problem}");
        assert!(!problems[..index].contains(problem), "twice: {problem}");
        if let Some(json) = &json {
            assert!(json.pointer(&problem.location().pointer()).is_some(), "{problem}");
        }
    }
}

/// JSON of names and words that documents are made of.
fn json_of_words() -> impl Strategy<Value = Value> {
    let word = || {
        prop::sample::select(vec![
            "$ref",
            "allOf",
            "components",
            "content",
            "enum",
            "get",
            "in",
            "info",
            "items",
            "name",
            "openapi",
            "operationId",
            "parameters",
            "paths",
            "post",
            "properties",
            "required",
            "responses",
            "schema",
            "schemas",
            "security",
            "servers",
            "title",
            "type",
            "url",
            "version",
            "x-idempotency-key",
            "x-signed-headers",
            "x-variants",
            "/a/{b}",
            "200",
            "application/json",
            "A",
        ])
    };
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i8>().prop_map(Value::from),
        prop::sample::select(vec![
            "3.1.0",
            "object",
            "string",
            "array",
            "path",
            "#/components/schemas/A",
            "Created",
            "",
        ])
        .prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(8, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(word(), inner, 0..6)
                .prop_map(|members| members.into_iter().collect::<Value>()),
        ]
    })
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_bytes(bytes in any::<Vec<u8>>()) {
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_piece_of_the_good_document(range in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let (start, end) = (range.0.index(GOOD.len()), range.1.index(GOOD.len()));
        let piece = |range| String::from_utf8_lossy(GOOD.as_bytes().get(range).unwrap_or_default()).into_owned();
        read(&piece(start..end));
        read(&format!("{}{}", piece(0..start), piece(end..GOOD.len())));
    }

    #[test]
    fn any_json(json in json_of_words()) {
        read(&json.to_string());
    }

    #[test]
    fn any_json_as_a_document(paths in json_of_words(), schemas in json_of_words()) {
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "t", "version": "v" },
            "paths": { "/a/{b}": { "post": paths } },
            "components": { "schemas": { "A": schemas } },
        });
        read(&document.to_string());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_document(mutations in prop::collection::vec(any::<Mutation>(), 1..4)) {
        read(&mutated(GOOD, &mutations));
    }
}

#[test]
fn the_good_document() {
    assert!(read(GOOD));
    assert!(read(&mutated(GOOD, &[])));
}
