//! JSON, read so that members which are there twice are found. `serde_json` would keep the last one without a word, while
//! another reader of the same signed bytes may keep the first.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::problem::{Place, Step};

/// No more repeated members are named than these.
const MAX_REPEATED: usize = 20;

/// The value, and the places of the members that are there more than once.
///
/// # Errors
///
/// Why the bytes are not JSON, or that they are nested more than 128 levels deep.
pub(super) fn read(bytes: &[u8]) -> Result<(Value, Vec<Place>), serde_json::Error> {
    let (mut steps, mut repeated) = (Vec::new(), Vec::new());
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let reader = Reader { steps: &mut steps, repeated: &mut repeated };
    let value = reader.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok((value, repeated))
}

struct Reader<'a> {
    steps: &'a mut Vec<Step>,
    repeated: &'a mut Vec<Place>,
}

impl Reader<'_> {
    fn inner(&mut self) -> Reader<'_> {
        Reader { steps: self.steps, repeated: self.repeated }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut entries: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        loop {
            self.steps.push(Step::Entry(array.len()));
            let entry = entries.next_element_seed(self.inner())?;
            self.steps.pop();
            match entry {
                Some(entry) => array.push(entry),
                None => return Ok(Value::Array(array)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            self.steps.push(Step::Member(name.clone()));
            if object.contains_key(&name) && self.repeated.len() < MAX_REPEATED {
                let place = Place::Body(self.steps.clone());
                if !self.repeated.contains(&place) {
                    self.repeated.push(place);
                }
            }
            let value = members.next_value_seed(self.inner())?;
            self.steps.pop();
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn repeated_members_are_found() {
        let check = |text: &str, expect: &[&str]| {
            let (_, repeated) = read(text.as_bytes()).unwrap();
            let repeated: Vec<_> = repeated.iter().map(Place::to_string).collect();
            assert_eq!(repeated, expect, "{text}");
        };
        check(r#"{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}"#, &[]);
        check(r#"{"a":1,"\u0061":2}"#, &["`a`"]);
        check(r#"{"a":1,"a":2,"a":3}"#, &["`a`"]);
        check(r#"[1,{"b":{"c":null,"c":null}}]"#, &["`[1].b.c`"]);
    }

    #[test]
    fn what_is_not_json_is_refused() {
        let deep = "[".repeat(100_000);
        for text in
            ["", "{", "[1,]", "{\"a\":1}x", "nul", "\u{feff}{}", "1e999", r#""\ud800""#, &deep]
        {
            assert!(read(text.as_bytes()).is_err(), "{text:.20}");
        }
        assert!(read(b"\"\xff\"").is_err());
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(|number| json!(number)),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(".{0,3}", inner, 0..4)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_json_is_read_as_serde_json_reads_it(value in any_json()) {
            let text = value.to_string();
            let (read, repeated) = read(text.as_bytes()).unwrap();
            prop_assert_eq!(&read, &serde_json::from_str::<Value>(&text).unwrap());
            prop_assert!(repeated.is_empty());
        }
    }
}
