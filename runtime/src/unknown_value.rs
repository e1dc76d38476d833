//! The values of open enums, known and unknown.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{Error, Visitor},
};

/// A value of an enum that was not known when the program was compiled: vendors add values at any time, and that must
/// not break a client.
///
/// It is kept as it came, and sent back like that. Only the enum itself makes it, so that it is never the text of a
/// value that is known.
///
/// # Examples
///
/// ```
/// # countersign::endpoints!("docs/example.json");
/// // `Status` is an enum of a document, with the values `ACTIVE` and `SUSPENDED`.
/// let status = Status::from("ARCHIVED");
/// assert!(matches!(&status, Status::Unknown(value) if value.as_str() == "ARCHIVED"));
/// assert_eq!(Status::from("ACTIVE"), Status::Active);
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    pub(crate) fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// The value as it stands in JSON.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for UnknownValue {
    /// Shows the value like a string, so that the variant that holds it shows as `Unknown("ARCHIVED")`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Reads an open enum from a string.
///
/// # Errors
///
/// A value that is no string.
pub fn deserialize_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    struct Text<T>(PhantomData<T>);

    impl<T: for<'a> From<&'a str>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            Ok(T::from(text))
        }
    }

    deserializer.deserialize_str(Text(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_as_a_string() {
        let value = UnknownValue::new("A \"B\"");
        assert_eq!(format!("{value}|{value:8}|{value:?}"), "A \"B\"|A \"B\"   |\"A \\\"B\\\"\"");
    }

    #[test]
    fn strings_are_read_and_nothing_else() {
        struct Name(String);
        impl From<&str> for Name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
        let read = |json: &str| {
            let mut deserializer = serde_json::Deserializer::from_str(json);
            deserialize_enum::<Name, _>(&mut deserializer)
        };
        assert_eq!(read(r#""a\u0062""#).unwrap().0, "ab");
        for json in ["1", "null", "[\"a\"]", "{}"] {
            let error = read(json).map(|name| name.0).unwrap_err().to_string();
            assert!(error.contains("expected a string"), "{error}");
        }
    }
}
