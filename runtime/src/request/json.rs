//! The one place that writes JSON: serde_json, made strict.
//!
//! serde_json writes a float that is NaN or infinite as `null`, and an object with two members of one name as it comes.
//! Both would send (and sign) something that the caller did not say. The wrapper here passes everything on to
//! serde_json but refuses such floats and such objects, and remembers which member was being written when anything
//! failed.

mod names;

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use self::names::Names;

/// Why a value is not written as JSON, and which member holds it.
///
/// Values are never repeated, because they may be customer data; the text of a type's own serialization error is. Of the
/// names of members only those are, that stand in the source text or in the document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JsonError {
    member: String,
    reason: String,
}

impl JsonError {
    /// Where in the payload, by the names on the wire: `customer.balance` or `prices[2]`; empty for the whole payload.
    #[must_use]
    pub fn member(&self) -> &str {
        &self.member
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.member.is_empty() {
            write!(f, "member `{}`: ", self.member)?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for JsonError {}

/// Writes compact JSON to `out` by calling `write` with the serializer.
pub(super) fn write_json<F>(out: &mut Vec<u8>, write: F) -> Result<(), JsonError>
where
    F: FnOnce(JsonSerializer<'_>) -> Result<(), serde_json::Error>,
{
    let trail = Trail::default();
    let mut inner = serde_json::Serializer::new(&mut *out);
    match write(Strict { inner: &mut inner, trail: &trail }) {
        Ok(()) => {
            remove_line_breaks_and_tabs(out);
            Ok(())
        }
        Err(error) => Err(trail.into_error(&error)),
    }
}

fn remove_line_breaks_and_tabs(out: &mut Vec<u8>) {
    // CR, LF and TAB stand between tokens only, as JSON strings must escape them (RFC 8259, section 7), and only a
    // `RawValue` brings any. The vendor forbids these bytes in a signed payload; dropping them keeps the meaning.
    if memchr::memchr3(b'\r', b'\n', b'\t', out).is_some() {
        out.retain(|byte| !matches!(byte, b'\r' | b'\n' | b'\t'));
    }
}

/// The serializer that [`RequestWriter::json`](crate::RequestWriter::json) hands out: serde_json's, made strict.
pub type JsonSerializer<'a> = Strict<'a, &'a mut serde_json::Serializer<&'a mut Vec<u8>>>;

/// Tells the serializer names of members that stand in the source text, so that an error may say them.
pub fn name_members(serializer: &JsonSerializer<'_>, names: &'static [&'static str]) {
    serializer.trail.public_names.set(names);
}

/// A serializer or one of its compound states, with the trail of members that lead to a failure.
#[derive(Debug)]
pub struct Strict<'a, S> {
    inner: S,
    trail: &'a Trail,
}

/// What leads to a failure.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// The members, innermost first; empty until something fails.
    steps: RefCell<Vec<Step>>,
    /// Names of members that are no data, and so can be no customer data.
    public_names: Cell<&'static [&'static str]>,
}

#[derive(Debug)]
enum Step {
    Member(&'static str),
    Element(usize),
}

impl Trail {
    fn member<T, E>(&self, name: &'static str, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.steps.borrow_mut().push(Step::Member(name));
        }
        result
    }

    fn element<T, E>(&self, index: usize, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.steps.borrow_mut().push(Step::Element(index));
        }
        result
    }

    /// Why an object with two members of this name is refused.
    fn repeated(&self, name: &str) -> String {
        let public = self.public_names.get().iter().find(|public| **public == name);
        let subject = match public {
            Some(name) => format!("two members are called `{name}`"),
            None => "two members have one name".to_owned(),
        };
        format!("{subject}, and a reader would keep only one; look at the fields with `flatten`")
    }

    fn into_error(self, error: &serde_json::Error) -> JsonError {
        // serde_json adds " at line 0 column 0" to errors of the reader only, so this is the bare reason.
        JsonError { member: self.into_member(), reason: error.to_string() }
    }

    fn into_member(self) -> String {
        let mut member = String::new();
        for step in self.steps.into_inner().iter().rev() {
            match step {
                Step::Member(name) if member.is_empty() => member.push_str(name),
                Step::Member(name) => member.extend([".", name]),
                Step::Element(index) => member.push_str(&format!("[{index}]")),
            }
        }
        member
    }
}

/// A nested value: whatever serializer it is given becomes strict.
struct Nested<'a, T: ?Sized>(&'a T, &'a Trail);

impl<T: Serialize + ?Sized> Serialize for Nested<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Strict { inner: serializer, trail: self.1 })
    }
}

/// A sequence under way, which counts its elements for the trail.
#[derive(Debug)]
pub struct Elements<'a, S> {
    inner: S,
    index: usize,
    trail: &'a Trail,
}

/// A map under way.
pub struct Entries<'a, S> {
    inner: S,
    /// The names so far, if two may be the same.
    names: Option<Names>,
    trail: &'a Trail,
}

impl<S> fmt::Debug for Entries<'_, S> {
    /// Shows no names, because keys of a map may be customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entries").finish_non_exhaustive()
    }
}

macro_rules! pass_on {
    ($($method:ident($($arg:ident: $ty:ty),*);)*) => {$(
        fn $method(self, $($arg: $ty),*) -> Result<Self::Ok, Self::Error> {
            self.inner.$method($($arg),*)
        }
    )*};
}

impl<'a, S: Serializer> Serializer for Strict<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Elements<'a, S::SerializeSeq>;
    type SerializeTuple = Elements<'a, S::SerializeTuple>;
    type SerializeTupleStruct = Elements<'a, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Elements<'a, S::SerializeTupleVariant>;
    type SerializeMap = Entries<'a, S::SerializeMap>;
    type SerializeStruct = Strict<'a, S::SerializeStruct>;
    type SerializeStructVariant = Strict<'a, S::SerializeStructVariant>;

    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        if !value.is_finite() {
            return Err(S::Error::custom(not_json(value.into())));
        }
        self.inner.serialize_f32(value)
    }

    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        if !value.is_finite() {
            return Err(S::Error::custom(not_json(value)));
        }
        self.inner.serialize_f64(value)
    }

    pass_on! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_i64(value: i64);
        serialize_i128(value: i128);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_u64(value: u64);
        serialize_u128(value: u128);
        serialize_char(value: char);
        serialize_str(value: &str);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&Nested(value, self.trail))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_struct(name, &Nested(value, self.trail))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let nested = Nested(value, self.trail);
        self.trail
            .member(variant, self.inner.serialize_newtype_variant(name, index, variant, &nested))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        let inner = self.inner.serialize_seq(length)?;
        Ok(Elements { inner, index: 0, trail: self.trail })
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        let inner = self.inner.serialize_tuple(length)?;
        Ok(Elements { inner, index: 0, trail: self.trail })
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        let inner = self.inner.serialize_tuple_struct(name, length)?;
        Ok(Elements { inner, index: 0, trail: self.trail })
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        let inner = self.inner.serialize_tuple_variant(name, index, variant, length)?;
        Ok(Elements { inner, index: 0, trail: self.trail })
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        // A map knows how many entries it has, and no two have one key. A struct with `#[serde(flatten)]` does not know,
        // because its members come from several places.
        let names = length.is_none().then(Names::default);
        let inner = self.inner.serialize_map(length)?;
        Ok(Entries { inner, names, trail: self.trail })
    }

    fn serialize_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        let inner = self.inner.serialize_struct(name, length)?;
        Ok(Strict { inner, trail: self.trail })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        let inner = self.inner.serialize_struct_variant(name, index, variant, length)?;
        Ok(Strict { inner, trail: self.trail })
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! elements {
    ($($trait:ident::$method:ident)*) => {$(
        impl<S: $trait> $trait for Elements<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                let index = self.index;
                self.index += 1;
                self.trail.element(index, self.inner.$method(&Nested(value, self.trail)))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        }
    )*};
}

elements! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

macro_rules! fields {
    ($($trait:ident)*) => {$(
        impl<S: $trait> $trait for Strict<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), S::Error> {
                let result = self.inner.serialize_field(key, &Nested(value, self.trail));
                self.trail.member(key, result)
            }

            fn skip_field(&mut self, key: &'static str) -> Result<(), S::Error> {
                self.inner.skip_field(key)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        }
    )*};
}

fields! { SerializeStruct SerializeStructVariant }

impl<S: SerializeMap> SerializeMap for Entries<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        // serde_json itself refuses keys that are not finite, and writes numbers and booleans as strings.
        self.inner.serialize_key(key)?;
        match &mut self.names {
            Some(names) => names.add(key).map_err(S::Error::custom),
            None => Ok(()),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let result = self.inner.serialize_value(&Nested(value, self.trail));
        // Keys of a map may be customer data, so the trail shows `*` in their place.
        self.trail.member("*", result)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        if let Some(name) = self.names.as_ref().and_then(Names::repeated) {
            return Err(S::Error::custom(self.trail.repeated(&name)));
        }
        self.inner.end()
    }
}

fn not_json(value: f64) -> &'static str {
    if value.is_nan() {
        "the number is NaN, which JSON cannot express"
    } else {
        "the number is infinite, which JSON cannot express"
    }
}
