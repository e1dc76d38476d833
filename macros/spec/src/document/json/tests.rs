use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;

/// The tree as `serde_json` would have read it.
fn value(node: Node<'_>) -> Json {
    match node.entry().value {
        Value::Null => Json::Null,
        Value::Boolean(value) => Json::Bool(value),
        Value::Number(digits) => serde_json::from_str(node.tree.read(digits)).unwrap(),
        Value::String(text) => Json::String(node.tree.read(text).to_owned()),
        Value::List => node.entries().map(value).collect(),
        Value::Object => node.members().map(|node| (node.name().to_owned(), value(node))).collect(),
    }
}

fn place(location: &Location) -> String {
    format!("{}:{} {}", location.line(), location.column(), location.pointer())
}

#[test]
fn every_node_knows_its_place() {
    let text = "{\"a/b\": [true,\n  {\"ü~\": null}],\r\n\t\"🦀\": \"\\n\", \"🦀🦀\": -1.5e3}";
    let tree = Tree::parse(text).unwrap();
    let mut places = Vec::new();
    let mut open = vec![tree.root()];
    while let Some(node) = open.pop() {
        let (name, value) = (place(&node.name_location()), place(&node.location()));
        places.push(format!("{name} = {value} {}", node.kind()));
        let children: Vec<_> = node.members().chain(node.entries()).collect();
        assert!(children.iter().all(|child| child.parent() == Some(node)));
        open.extend(children.into_iter().rev());
    }
    assert_eq!(
        places,
        [
            "1:1  = 1:1  an object",
            "1:2 /a~1b = 1:9 /a~1b a list",
            "1:10 /a~1b/0 = 1:10 /a~1b/0 `true`",
            "2:3 /a~1b/1 = 2:3 /a~1b/1 an object",
            "2:4 /a~1b/1/ü~0 = 2:10 /a~1b/1/ü~0 `null`",
            "3:2 /🦀 = 3:7 /🦀 a string",
            "3:13 /🦀🦀 = 3:19 /🦀🦀 the number -1.5e3",
        ]
    );
    assert_eq!(tree.root().get("🦀").and_then(Node::text), Some("\n"));
    assert_eq!(tree.root().get("🦀🦀").and_then(Node::number), Some("-1.5e3"));
    assert!(tree.root().get("a").is_none() && tree.root().parent().is_none());
}

#[test]
fn of_members_with_one_name_the_first_counts() {
    let tree = Tree::parse(r#"{"a": 1, "b": {"c": 2, "c": 3}, "\u0061": 4, "a": 5}"#).unwrap();
    assert_eq!(tree.root().get("a").and_then(Node::number), Some("1"));
    let repeated: Vec<_> = tree.repeated().map(|node| place(&node.name_location())).collect();
    assert_eq!(repeated, ["1:24 /b/c", "1:33 /a", "1:46 /a"]);
}

#[test]
fn nesting_has_a_limit() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Tree::parse(&deep(127)).is_ok());
    assert!(Tree::parse(&deep(128)).is_err());
    let siblings = format!("[{0},{0}]", deep(126));
    assert!(Tree::parse(&siblings).is_ok());
    let error = Tree::parse(&deep(10_000)).err().unwrap();
    assert_eq!(place(&error.location), "1:128 ");
    assert_eq!(error.message, "the document is not JSON: recursion limit exceeded");
}

/// `serde_json` decides what is JSON, and gives the reason if a text is not.
#[track_caller]
fn check_is_json_for_both(text: &str) {
    match (Tree::parse(text), serde_json::from_str::<Json>(text)) {
        (Ok(_), Ok(_)) => {}
        (Err(ours), Err(theirs)) if !text.trim().is_empty() => {
            let reason = ours.message.strip_prefix("the document is not JSON: ");
            assert!(theirs.to_string().starts_with(reason.unwrap()), "{text}: {}", ours.message);
        }
        (ours, theirs) => assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}"),
    }
}

#[test]
fn what_is_json_at_the_edges() {
    for text in [
        "1e308",
        "1e309",
        "-1e999",
        "1e-999",
        "18446744073709551616",
        "-0",
        "00",
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "1.5E+3",
        "1-2",
        "0x1",
        "NaN",
        "tru",
        "truer",
        "nul",
        "[1 2]",
        "[1,]",
        "[,1]",
        "[,]",
        "[1,,2]",
        "[",
        "]",
        "{",
        "{}}",
        "{,}",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a" 1}"#,
        r#"{"a":1,}"#,
        r#"{"a":1 "b":2}"#,
        r#"{a:1}"#,
        r#"{1:1}"#,
        r#"["a":1]"#,
        r#"{"a",1}"#,
        "[1}",
        r#"{"a":1]"#,
        "\"",
        "\"\\",
        "\"\\\"",
        "\"\\\"\"",
        "\"\\\\\"",
        "\"\\ü\"",
        "\"\\x41\"",
        r#""\u00""#,
        r#""\ud800""#,
        r#""\udc00""#,
        r#""\ud83e\udd80""#,
        r#""\ud83e\u0041""#,
        "\"\t\"",
        "\"\n\"",
        "\"\u{0}\"",
        "\"\u{1f}\"",
        "\"\u{7f}\"",
        "\"\u{2028}\"",
        "\u{a0}1",
        "1\u{a0}",
        "1\u{c}",
        "\r\n\t 1 \r\n",
        "'a'",
        "// x\n1",
        "/**/1",
        "1 1",
        "{} {}",
    ] {
        check_is_json_for_both(text);
    }
}

#[test]
fn columns_of_a_long_line_are_counted_in_characters() {
    let text = format!("[{}]", vec!["\"äö\""; 2000].join(", "));
    let tree = Tree::parse(&text).unwrap();
    for (index, entry) in tree.root().entries().enumerate() {
        assert_eq!(entry.location().column(), 2 + index * 6);
    }
}

/// JSON text of any shape, with white space and escapes where they are allowed.
fn json() -> impl Strategy<Value = String> {
    let string = prop_oneof![
        "[a-cü🦀/~]{0,3}".prop_map(|text| Json::String(text).to_string()),
        Just(r#""\u0061\n\ud83e\udd80\"""#.to_owned()),
    ];
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9])?",
        string.clone(),
    ];
    leaf.prop_recursive(4, 32, 4, move |inner| {
        let members = proptest::collection::vec((string.clone(), inner.clone()), 0..4);
        prop_oneof![
            proptest::collection::vec(inner, 0..4)
                .prop_map(|entries| format!("[ {}\n]", entries.join("\t,\r\n"))),
            members.prop_map(|members| {
                let members: Vec<_> =
                    members.iter().map(|(name, value)| format!("{name} : {value}")).collect();
                format!("{{\n{}}}", members.join(" , "))
            }),
        ]
    })
}

proptest! {
    /// `serde_json` keeps the last of the members with one name and the tree the first, so those are left aside.
    #[test]
    fn both_parsers_agree(text in json()) {
        let tree = Tree::parse(&text).unwrap();
        if tree.repeated().next().is_none() {
            prop_assert_eq!(value(tree.root()), serde_json::from_str::<Json>(&text).unwrap());
        }
    }

    #[test]
    fn a_text_is_json_for_both_or_for_none(text in "[\\[\\]{}:,\"\\\\0-9a-fu.eE+ntrls \n\u{a0}-]{0,12}") {
        check_is_json_for_both(&text);
    }

    /// Text that is nearly JSON.
    #[test]
    fn a_broken_text_is_json_for_both_or_for_none(
        text in json(),
        place in any::<prop::sample::Index>(),
        piece in "[\\[\\]{}:,\"\\\\0-9u.e \n\u{1}-]{0,2}",
        removed in 0_usize..3,
    ) {
        let mut characters: Vec<char> = text.chars().collect();
        let start = place.index(characters.len() + 1);
        let end = (start + removed).min(characters.len());
        characters.splice(start..end, piece.chars());
        check_is_json_for_both(&String::from_iter(characters));
    }

    #[test]
    fn lines_and_columns_are_those_of_an_editor(text in "[a\nü🦀\r]{0,40}", index in any::<prop::sample::Index>()) {
        let indices: Vec<usize> = text.char_indices().map(|(index, _)| index).chain([text.len()]).collect();
        let byte = *index.get(&indices);
        let before = &text[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|character| *character != '\n').count() + 1;
        prop_assert_eq!(Positions::new(&text).line_and_column(&text, byte), (line, column));
        let in_line = byte - before.rfind('\n').map_or(0, |index| index + 1);
        prop_assert_eq!(Positions::new(&text).byte(&text, line, in_line + 1), byte);
    }
}
