//! The JSON payload.
//!
//! Where there are only the usual attributes, the calls that serde's derive would make are written here, because to
//! derive `Serialize` takes the compiler longer than anything else.

use super::Field;
use crate::source_code::literal;

/// What the payload is made of. Numbers are those of fields.
pub(crate) enum Payload {
    /// A JSON object that a type `__Payload` with these generic arguments writes, for which serde derived `Serialize`.
    BySerde { arguments: String },

    /// A JSON object.
    Members {
        /// The name of the struct.
        name: String,
        members: Vec<Member>,
    },

    /// There is no payload.
    None,

    /// The JSON text of one field.
    Whole { field: usize, optional: bool },
}

/// A part of a JSON object.
pub(crate) enum Member {
    /// A map whose entries are members beside the others.
    Entries { field: usize },

    /// One member.
    One {
        field: usize,
        /// Its name in JSON.
        name: String,
        /// The path of a function that tells whether a value is left out.
        skip_if: Option<String>,
    },
}

impl Payload {
    /// The call that writes the payload.
    pub(super) fn write(&self, fields: &[Field]) -> String {
        match self {
            Self::BySerde { arguments } => format!(
                "__request.json(|__serializer| <__Payload {arguments}>::serialize(self, __serializer))?;"
            ),
            Self::Members { name, members } => object(name, members, fields),
            Self::None => String::new(),
            Self::Whole { field, optional } => {
                fields[*field].value(*optional).write("PayloadValue", |value, payload_value| {
                    format!(
                        "__request.json(|__serializer| {{
                            {payload_value}::serialize_payload({value}, __serializer)
                        }})?;"
                    )
                })
            }
        }
    }
}

fn object(name: &str, members: &[Member], fields: &[Field]) -> String {
    // Where entries of a map stand beside other members, serde writes all of them as those of a map.
    let form = match members.iter().any(|member| matches!(member, Member::Entries { .. })) {
        true => Form::Map,
        false => Form::Struct { name, count: members.len() },
    };
    let (begin, end) = (form.begin(), form.end());
    let calls: String = members.iter().map(|member| member.write(&form, fields)).collect();
    format!(
        "__request.json(|__serializer| {{
            let mut __members = {begin}?;
            {calls}
            {end}(__members)
        }})?;"
    )
}

/// What the members are written as.
enum Form<'a> {
    Map,
    Struct { name: &'a str, count: usize },
}

impl Form<'_> {
    fn begin(&self) -> String {
        let serializer = "__countersign_private::serde::Serializer";
        match self {
            Self::Map => {
                format!("{serializer}::serialize_map(__serializer, __countersign_private::None)")
            }
            Self::Struct { name, count } => {
                let name = literal(name);
                format!("{serializer}::serialize_struct(__serializer, {name}, {count})")
            }
        }
    }

    fn end(&self) -> &'static str {
        match self {
            Self::Map => "__countersign_private::serde::ser::SerializeMap::end",
            Self::Struct { .. } => "__countersign_private::serde::ser::SerializeStruct::end",
        }
    }

    /// The function of `PayloadValue` that writes one member.
    fn function(&self) -> &'static str {
        match self {
            Self::Map => "write_entry",
            Self::Struct { .. } => "write_member",
        }
    }
}

impl Member {
    fn write(&self, form: &Form<'_>, fields: &[Field]) -> String {
        match self {
            Self::Entries { field } => {
                let ident = &fields[*field].ident;
                format!(
                    "for (__name, __value) in &self.{ident} {{
                        __countersign_private::serde::ser::SerializeMap::serialize_entry(
                            &mut __members, __name, __value,
                        )?;
                    }}
                    "
                )
            }
            Self::One { field, name, skip_if } => {
                let (field, name, function) = (&fields[*field], literal(name), form.function());
                let write = field.value(false).write("PayloadValue", |value, payload_value| {
                    format!("{payload_value}::{function}({value}, {name}, &mut __members)?;\n")
                });
                match skip_if {
                    Some(skip_if) => {
                        format!("if !{skip_if}(&self.{}) {{ {write} }}\n", field.ident)
                    }
                    None => write,
                }
            }
        }
    }
}
