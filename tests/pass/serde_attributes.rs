//! The attributes of serde on the members of the body.

use std::collections::BTreeMap;

use countersign::{
    Endpoint,
    serde::{Serialize, Serializer},
};

use super::payload;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/{id}")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(tag = "kind", deny_unknown_fields)]
struct Attributes<'a> {
    first_member: u8,
    #[endpoint(path)]
    id: &'a str,
    #[serde(rename = "2nd")]
    second_member: u8,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    absent: Option<u8>,
    present_but_null: Option<u8>,
    #[serde(with = "hex")]
    with: u8,
    #[serde(serialize_with = "hex::serialize")]
    serialize_with: u8,
    #[serde(serialize_with = "String::serialize")]
    by_method: String,
    #[serde(flatten)]
    flat: Flat,
    #[serde(flatten)]
    map: BTreeMap<&'a str, u8>,
    #[serde(skip)]
    skipped: Unserializable,
    #[serde(skip_serializing)]
    skipped_too: Unserializable,
    r#type: char,
}

#[derive(Serialize)]
#[serde(crate = "countersign::serde")]
struct Flat {
    flat_a: u8,
    flat_b: u8,
}

struct Unserializable;

mod hex {
    use super::Serializer;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    pub(super) fn serialize<S: Serializer>(value: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{value:#x}"))
    }
}

#[test]
fn attributes_of_members() {
    let request = Attributes {
        first_member: 1,
        id: "x",
        second_member: 2,
        absent: None,
        present_but_null: None,
        with: 3,
        serialize_with: 4,
        by_method: "m".to_owned(),
        flat: Flat { flat_a: 5, flat_b: 6 },
        map: BTreeMap::from([("seven", 7), ("eight", 8)]),
        skipped: Unserializable,
        skipped_too: Unserializable,
        r#type: 't',
    };
    assert_eq!(
        payload(&request),
        r#"{"kind":"Attributes","FIRST_MEMBER":1,"2nd":2,"PRESENT_BUT_NULL":null,"WITH":"0x3","SERIALIZE_WITH":"0x4","BY_METHOD":"m","flat_a":5,"flat_b":6,"eight":8,"seven":7,"TYPE":"t"}"#,
    );
    let Attributes { skipped: Unserializable, skipped_too: Unserializable, .. } = request;
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/")]
#[serde(transparent)]
struct Transparent<T> {
    #[endpoint(query)]
    q: u8,
    value: Vec<T>,
}

#[test]
fn transparent() {
    assert_eq!(payload(&Transparent { q: 1, value: vec![1, 2] }), "[1,2]");
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/")]
#[serde(bound = "T: ToNumber")]
struct ContainerBound<T> {
    #[serde(serialize_with = "number")]
    value: T,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/")]
struct FieldBound<T, U> {
    #[serde(serialize_with = "number", bound(serialize = "T: ToNumber"))]
    value: T,
    other: U,
}

trait ToNumber {
    fn to_number(&self) -> u8;
}

impl ToNumber for char {
    fn to_number(&self) -> u8 {
        7
    }
}

fn number<T: ToNumber, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(value.to_number())
}

#[test]
fn bounds() {
    assert_eq!(payload(&ContainerBound { value: 'x' }), r#"{"value":7}"#);
    assert_eq!(payload(&FieldBound { value: 'x', other: "y" }), r#"{"value":7,"other":"y"}"#);
}

/// Also derives `Serialize`, for purposes of its own.
#[derive(Endpoint, Serialize)]
#[endpoint(method = POST, path = "/")]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
struct Both<T> {
    own_value: T,
    next: Option<Box<Self>>,
}

#[test]
fn a_struct_that_derives_serialize_too() {
    let last = Both { own_value: 2, next: None };
    let request = Both { own_value: 1, next: Some(Box::new(last)) };
    let json = r#"{"ownValue":1,"next":{"ownValue":2,"next":null}}"#;
    assert_eq!(payload(&request), json);
    assert_eq!(serde_json::to_string(&request).unwrap(), json);
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/")]
#[serde(tag = "type", rename(deserialize = "Y"))]
struct Create {
    a: u8,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/")]
#[serde(tag = "type", rename(deserialize = "Y"), rename(serialize = "Z"))]
#[serde(rename_all(deserialize = "UPPERCASE"), rename_all(serialize = "kebab-case"))]
struct BothSides {
    #[serde(rename(deserialize = "b"))]
    a_b: u8,
    #[serde(rename(deserialize = "d"), rename(serialize = "e"))]
    c: u8,
}

#[test]
fn the_side_that_writes_counts() {
    assert_eq!(payload(&Create { a: 1 }), r#"{"type":"Create","a":1}"#);
    assert_eq!(payload(&BothSides { a_b: 1, c: 2 }), r#"{"type":"Z","a-b":1,"e":2}"#);
}

#[derive(Clone, Endpoint)]
#[endpoint(method = POST, path = "/{id}")]
#[serde(bound(serialize = "T: ToNumber, Self: Clone"))]
struct Selves<'a, T: Clone, const N: u8>
where
    Self: Sized,
    Vec<Self>: IntoIterator<Item = Self>,
{
    #[endpoint(path)]
    id: &'a str,
    #[serde(serialize_with = "Self::in_hex")]
    hex: u8,
    #[serde(with = "Self")]
    doubled: u8,
    #[serde(skip_serializing_if = "Self::is_small")]
    small: u8,
    #[serde(serialize_with = "number")]
    generic: T,
    #[serde(serialize_with = "Self::length")]
    next: Option<Box<Self>>,
    #[serde(rename = "Self")]
    named: [u8; 1],
}

impl<T: Clone, const N: u8> Selves<'_, T, N> {
    fn in_hex<S: Serializer>(value: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        hex::serialize(value, serializer)
    }

    fn serialize<S: Serializer>(value: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(value * 2)
    }

    fn is_small(value: &u8) -> bool {
        *value < N
    }

    fn length<S: Serializer>(value: &Option<Box<Self>>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(value.iter().count() as u8)
    }
}

#[test]
fn self_is_the_struct_in_paths_bounds_and_types() {
    let inner = Selves::<_, 5> {
        id: "x",
        hex: 16,
        doubled: 4,
        small: 4,
        generic: 'x',
        next: None,
        named: [1],
    };
    let request = Selves { small: 5, next: Some(Box::new(inner.clone())), ..inner.clone() };
    assert_eq!(payload(&inner), r#"{"hex":"0x10","doubled":8,"generic":7,"next":0,"Self":[1]}"#);
    assert_eq!(
        payload(&request),
        r#"{"hex":"0x10","doubled":8,"small":5,"generic":7,"next":1,"Self":[1]}"#
    );
}
