//! Each place at which serde_json may stop, by hand and against serde_path_to_error, which follows the types.

use std::collections::BTreeMap;

use proptest::{prelude::*, sample::Index};
use serde::{
    Deserialize,
    de::{Error, IgnoredAny},
};
use serde_json::{Map, Value, json};
use serde_path_to_error::Segment;

use super::is_name;

/// Has a member of each kind, and is inside itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Tree {
    flag: bool,
    number: u8,
    text: String,
    nothing: (),
    nothings: Vec<()>,
    option: Option<i32>,
    pair: Option<(u8, String)>,
    table: Vec<Vec<u8>>,
    list: Vec<Self>,
    map: BTreeMap<String, Self>,
    numbers: BTreeMap<u8, u8>,
    choice: Option<Choice>,
    strict: Option<Strict>,
    stricts: Option<Vec<Strict>>,
    flat: Option<Flat>,
    either: Option<Either>,
    tagged: Option<Tagged>,
    own: Option<Vec<Own>>,
    any: Option<Vec<AnyText>>,
    ignored: IgnoredAny,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only whether it can be read is of interest")]
enum Choice {
    Unit,
    Newtype(u8),
    Pair(u8, u8),
    Struct { number: u8 },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only whether it can be read is of interest")]
struct Strict {
    required: u8,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only whether it can be read is of interest")]
struct Flat {
    #[serde(flatten)]
    strict: Strict,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only whether it can be read is of interest")]
enum Either {
    Number(u8),
    Text(String),
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind")]
#[expect(dead_code, reason = "only whether it can be read is of interest")]
enum Tagged {
    One { number: u8 },
}

/// Checks a text after it was read.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Own;

impl TryFrom<String> for Own {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "own" { Ok(Self) } else { Err("not its own") }
    }
}

/// Lets the JSON decide what it is, and accepts texts only.
#[derive(Debug)]
struct AnyText;

impl<'de> Deserialize<'de> for AnyText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = AnyText;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: Error>(self, _: &str) -> Result<AnyText, E> {
                Ok(AnyText)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

fn path(json: &str) -> Option<String> {
    let error = serde_json::from_str::<Tree>(json).unwrap_err();
    super::of(json.as_bytes(), &error)
}

fn check(json: &str, expect: &str) {
    assert_eq!(path(json).as_deref(), Some(expect), "{json}");
}

#[test]
fn a_value_of_the_wrong_type_is_named_wherever_it_stands() {
    for wrong in ["true", "-7.5", "300", r#""]\"}\\""#, "[ ]", "[[1]]", "{}", r#"{"a":[1]}"#] {
        check(&format!(r#"{{"nothing":{wrong}}}"#), "nothing");
        check(&format!(r#"{{ "nothing" : {wrong} }}"#), "nothing");
        check(&format!(r#"{{"flag":true,"nothing":{wrong},"text":""}}"#), "nothing");
        check(
            &format!("{{\n\"list\":\n[\n{{}},\r\n\t{{\"nothing\":\n{wrong}}}]}}"),
            "list[1].nothing",
        );
        check(&format!(r#"{{"nothings":[{wrong}]}}"#), "nothings[0]");
        check(&format!(r#"{{"nothings":[{wrong},null]}}"#), "nothings[0]");
        check(&format!(r#"{{"nothings":[ null , {wrong} , null ]}}"#), "nothings[1]");
        check(&format!("{{\"nothings\":[null,\n{wrong}\n]\n}}"), "nothings[1]");
        check(&format!(r#"{{"map":{{"a":{{}},"b":{{"nothing":{wrong}}}}}}}"#), "map.b.nothing");
    }
    check(r#"{"text":null}"#, "text");
    check(r#"{"number":-1}"#, "number");
    check(r#"{"list":7}"#, "list");
    check(r#"{"list":{}}"#, "list");
    check(r#"{"list":[7]}"#, "list[0]");
    check(r#"{"list":[{},{"list":[{},null]}]}"#, "list[1].list[1]");
    check(r#"{"table":[[1,"x"]]}"#, "table[0][1]");
    check(r#"{"table":[[],[1,2,[3]],[4]]}"#, "table[1][2]");
    check(r#"{"pair":[]}"#, "pair");
    check(r#"{"pair":[1,2]}"#, "pair[1]");
    check(r#"{"pair":[1,"a",2]}"#, "pair[2]");
}

#[test]
fn an_object_that_lacks_a_member_is_named() {
    check(r#"{"strict":{}}"#, "strict");
    check(r#"{"strict":{ },"text":""}"#, "strict");
    check("{\"strict\"\n:\n{\n}\n}", "strict");
    check(r#"{"list":[{"strict":{}},{}]}"#, "list[0].strict");
    check(r#"{"stricts":[{"required":1},{},{"required":2}]}"#, "stricts[1]");
    check(r#"{"stricts":[{"required":1},{}]}"#, "stricts[1]");
}

#[test]
fn a_member_that_its_object_does_not_take_is_named() {
    check(r#"{"strict":{"other":1}}"#, "strict.other");
    check(r#"{"strict":{"required":1 , "other" : 2}}"#, "strict.other");
    check(r#"{"number":1,"number":2}"#, "number");
    check(r#"{"strict":{"required":1,"required":2}}"#, "strict.required");
    check(r#"{"numbers":{"7":1,"300":1}}"#, "numbers.*");
    check(r#"{"numbers":{"x":1}}"#, "numbers.*");
    check(r#"{"numbers":{"7":"x"}}"#, "numbers.*");
}

#[test]
fn a_variant_is_named() {
    check(r#"{"choice":7}"#, "choice");
    check(r#"{"choice":[]}"#, "choice");
    check(r#"{"choice":{}}"#, "choice");
    check(r#"{"choice":"Other"}"#, "choice");
    check(r#"{"choice":{"Other":1}}"#, "choice.Other");
    check(r#"{"choice":{"Unit":1}}"#, "choice.Unit");
    check(r#"{"choice":{"Newtype":"x"}}"#, "choice.Newtype");
    check(r#"{"choice":{"Newtype":1,"Unit":null}}"#, "choice.Newtype");
    check(r#"{"choice":{"Pair":[1]}}"#, "choice.Pair");
    check(r#"{"choice":{"Pair":[1,"x"]}}"#, "choice.Pair[1]");
    check(r#"{"choice":{"Struct":{}}}"#, "choice.Struct");
    check(r#"{"choice":{"Struct":{"number":"x"}}}"#, "choice.Struct.number");
    check(r#"{"choice":"Newtype","text":""}"#, "choice");
}

#[test]
fn names_are_read_and_data_is_not_shown() {
    check(r#"{"m\u0061p":{"\u0061":7}}"#, "map.a");
    check(r#"{"map":{"a1":{},"a123":7}}"#, "map.*");
    for name in
        ["", " ", "a b", "}", "]", ",", ":", "[", r#"a\"b"#, r"\\", r#"\\\""#, "é", r"\ud834\udd1e"]
    {
        check(&format!(r#"{{"map":{{"{name}":{{"number":"x"}}}}}}"#), "map.*.number");
        check(&format!(r#"{{"text":"{name}","number":"x"}}"#), "number");
        check(
            &format!(r#"{{"ignored":{{"{name}":["{name}",{{}}]}},"table":[["{name}"]]}}"#),
            "table[0][0]",
        );
    }
}

#[test]
fn a_value_with_a_check_of_its_own_is_named_unless_it_is_the_last() {
    check(r#"{"own":["own","x","own"]}"#, "own[1]");
    check(r#"{"own":["x" , "own"]}"#, "own[0]");
    check(r#"{"own":["own","x",[1],{}]}"#, "own[1]");
    check(r#"{"own":["own",[1]]}"#, "own[1]");
    check(r#"{"own":["own","x"]}"#, "own");
    check(r#"{"either":[],"text":""}"#, "either");
    check(r#"{"list":[{"either":[]},{}]}"#, "list[0]");
    check(r#"{"list":[{"choice":"Newtype"}]}"#, "list[0]");
    check(r#"{"flat":{"required":"x"}}"#, "flat");
    check(r#"{"tagged":{}}"#, "tagged");
    check(r#"{"tagged":{"kind":"One","number":"x"},"text":""}"#, "tagged");
    // A type that asks the JSON what it is refuses an array when it has read its bracket.
    check(r#"{"any":[7]}"#, "any[0]");
    check(r#"{"any":["a",[1]]}"#, "any[1]");
    check(r#"{"any":["a",[],"b"]}"#, "any[1]");
    check(r#"{"any":[{"a":1}]}"#, "any[0]");
    check(r#"{"any":["a",{ }]}"#, "any[1]");
}

#[test]
fn the_whole_has_no_path() {
    for json in ["7", " \n null", r#""text""#] {
        assert_eq!(path(json), None, "{json}");
    }
    let check_error = |json: &str, error: serde_json::Error| {
        assert_eq!(super::of(json.as_bytes(), &error), None, "{json}");
    };
    for json in ["{}", " { } ", "[]", "\n7"] {
        check_error(json, serde_json::from_str::<Strict>(json).unwrap_err());
        check_error(json, serde_json::from_str::<Own>(json).unwrap_err());
    }
    check_error("\"x\"", serde_json::from_str::<Own>("\"x\"").unwrap_err());
}

#[test]
fn depth_is_no_danger() {
    let nested = |depth: usize, inside: &str| {
        format!("{}{inside}{}", r#"{"list":["#.repeat(depth), "]}".repeat(depth))
    };
    check(&nested(60, "7"), &["list[0]"; 60].join("."));
    // Deeper than serde_json reads.
    check(&nested(100, "7"), &format!("{}.list", ["list[0]"; 63].join(".")));

    let ignored = |depth: usize| {
        format!(r#"{{"ignored":{}{},"number":"x"}}"#, "[".repeat(depth), "]".repeat(depth))
    };
    check(&ignored(100), "number");
    assert_eq!(path(&ignored(1_000_000)), None);
}

/// What serde_path_to_error says; `None` if the text can be read.
fn path_by_types(json: &str) -> Option<Option<String>> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let error = serde_path_to_error::deserialize::<_, Tree>(&mut deserializer).err()?;
    let mut shown = String::new();
    for segment in error.path() {
        let name = match segment {
            Segment::Seq { index } => {
                shown += &format!("[{index}]");
                continue;
            }
            Segment::Map { key: name } | Segment::Enum { variant: name } if is_name(name) => name,
            _ => "*",
        };
        let dot = if shown.is_empty() { "" } else { "." };
        shown += &format!("{dot}{name}");
    }
    Some((!shown.is_empty()).then_some(shown))
}

/// JSON that is a [`Tree`].
fn tree() -> impl Strategy<Value = Value> {
    members(Just(json!({}))).prop_recursive(4, 64, 4, members)
}

fn members(inner: impl Strategy<Value = Value> + Clone + 'static) -> BoxedStrategy<Value> {
    use proptest::collection::{btree_map, vec};

    fn value<T: serde::Serialize>(value: T) -> Value {
        json!(value)
    }
    let choice = prop_oneof![
        Just(json!("Unit")),
        any::<u8>().prop_map(|number| json!({ "Newtype": number })),
        any::<[u8; 2]>().prop_map(|pair| json!({ "Pair": pair })),
        any::<u8>().prop_map(|number| json!({ "Struct": { "number": number } })),
    ];
    let strict = any::<u8>().prop_map(|number| json!({ "required": number }));
    let member = prop_oneof![
        (Just("flag"), any::<bool>().prop_map(value)),
        (Just("text"), ".{0,9}".prop_map(value)),
        (Just("nothings"), vec(Just(Value::Null), 0..3).prop_map(value)),
        (Just("pair"), (any::<u8>(), ".{0,9}").prop_map(value)),
        (Just("table"), vec(vec(any::<u8>(), 0..3), 0..3).prop_map(value)),
        (Just("list"), vec(inner.clone(), 0..4).prop_map(value)),
        (Just("map"), btree_map("[a-c]{1,2}|.{0,9}", inner.clone(), 0..4).prop_map(value)),
        (Just("numbers"), btree_map(any::<u8>(), any::<u8>(), 0..3).prop_map(value)),
        (Just("choice"), choice),
        (Just("strict"), strict.clone()),
        (Just("stricts"), vec(strict, 0..3).prop_map(value)),
        (Just("ignored"), inner),
        (Just("zzz"), ".{0,9}".prop_map(value)),
    ];
    vec(member, 0..6)
        .prop_map(|members| {
            members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
        })
        .prop_map(|members: Map<_, _>| Value::Object(members))
        .boxed()
}

/// The JSON pointers (RFC 6901) of all values in this one.
fn pointers(value: &Value) -> Vec<String> {
    let below = |name: &str, value| {
        let name = name.replace('~', "~0").replace('/', "~1");
        pointers(value).into_iter().map(move |pointer| format!("/{name}{pointer}"))
    };
    let mut all = vec![String::new()];
    match value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                all.extend(below(&index.to_string(), element));
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                all.extend(below(name, member));
            }
        }
        _ => {}
    }
    all
}

fn wrong() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(300)),
        Just(json!(-7.5)),
        ".{0,9}".prop_map(Value::from),
        Just(json!([])),
        Just(json!([[]])),
        Just(json!([{}])),
        Just(json!({})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_path_is_the_one_that_following_the_types_gives(
        mut tree in tree(),
        at in any::<Index>(),
        wrong in wrong(),
        is_pretty in any::<bool>(),
    ) {
        let pointers = pointers(&tree);
        let pointer = &pointers[at.index(pointers.len())];
        *tree.pointer_mut(pointer).unwrap() = wrong;
        let json = if is_pretty { format!("{tree:#}") } else { tree.to_string() };
        if let Some(expect) = path_by_types(&json) {
            prop_assert_eq!(path(&json), expect, "{}", json);
        }
    }

    #[test]
    fn an_error_of_another_text_does_no_harm(
        json in r#"[\[\]{},:"\\\n a0é]{0,40}"#,
        message in prop_oneof![Just("invalid type: sequence"), Just("invalid type: map"), Just("")],
        line in prop_oneof![0..4_usize, Just(usize::MAX)],
        column in prop_oneof![0..40_usize, Just(usize::MAX)],
    ) {
        let error = serde_json::Error::custom(format!("{message} at line {line} column {column}"));
        assert_eq!((error.line(), error.column()), (line, column));
        super::of(json.as_bytes(), &error);
    }
}
