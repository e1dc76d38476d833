//! The JSON payload.
//!
//! Where there are only the usual attributes, the calls that serde's derive would make are written here, because to
//! derive `Serialize` takes the compiler longer than anything else.

use super::Field;
use crate::source_code::literal;

/// What the payload is made of. Numbers are those of fields.
pub(crate) enum Payload {
    /// A JSON object that a type `__Payload` with these generic arguments writes, for which serde derived `Serialize`.
    BySerde {
        arguments: String,
        /// Names of members that an error may say, if two can be the same.
        names: Vec<String>,
    },

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
    /// A map whose entries are members beyond those that a document declares. None may have one of these names.
    Additional { field: usize, declared: Vec<String> },

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
            Self::BySerde { arguments, names } => {
                let write = format!("<__Payload {arguments}>::serialize(self, __serializer)");
                match names.is_empty() {
                    true => format!("__request.json(|__serializer| {write})?;"),
                    false => {
                        let names = name_members(names);
                        format!("__request.json(|__serializer| {{ {names} {write} }})?;")
                    }
                }
            }
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
    let form = Form::of(name, members, fields);
    let (begin, end) = (form.begin(), form.end());
    let names: Vec<_> = members.iter().filter_map(Member::name).collect();
    let names =
        if let Form::Map { length: None } = form { name_members(&names) } else { String::new() };
    let calls: String = members.iter().map(|member| member.write(&form, fields)).collect();
    format!(
        "__request.json(|__serializer| {{
            {names}
            let mut __members = {begin}?;
            {calls}
            {end}(__members)
        }})?;"
    )
}

/// The call that tells the serializer which names are no data, if there are any.
fn name_members(names: &[impl AsRef<str>]) -> String {
    let names: Vec<_> = names.iter().map(|name| literal(name.as_ref())).collect();
    match names.as_slice() {
        [] => String::new(),
        names => {
            format!("__countersign_private::name_members(&__serializer, &[{}]);", names.join(", "))
        }
    }
}

/// What the members are written as.
enum Form<'a> {
    /// Where entries of a map stand beside other members, serde writes all of them as those of a map.
    Map {
        /// How many members there may be at most, as Rust text; `None` if two of them may have one name.
        length: Option<String>,
    },
    Struct {
        name: &'a str,
        count: usize,
    },
}

impl<'a> Form<'a> {
    fn of(name: &'a str, members: &[Member], fields: &[Field]) -> Self {
        let count = members.iter().filter_map(Member::name).count();
        let map = members.iter().find_map(|member| match member {
            Member::Additional { field, .. } => {
                let ident = &fields[*field].ident;
                let length = format!("{count} + ::std::collections::BTreeMap::len(&self.{ident})");
                Some(Self::Map { length: Some(length) })
            }
            Member::Entries { .. } => Some(Self::Map { length: None }),
            Member::One { .. } => None,
        });
        map.unwrap_or(Self::Struct { name, count })
    }

    fn begin(&self) -> String {
        let serializer = "__countersign_private::serde::Serializer";
        match self {
            Self::Map { length } => {
                let length = match length {
                    Some(length) => format!("__countersign_private::Some({length})"),
                    None => "__countersign_private::None".to_owned(),
                };
                format!("{serializer}::serialize_map(__serializer, {length})")
            }
            Self::Struct { name, count } => {
                let name = literal(name);
                format!("{serializer}::serialize_struct(__serializer, {name}, {count})")
            }
        }
    }

    fn end(&self) -> &'static str {
        match self {
            Self::Map { .. } => "__countersign_private::serde::ser::SerializeMap::end",
            Self::Struct { .. } => "__countersign_private::serde::ser::SerializeStruct::end",
        }
    }

    /// The function of `PayloadValue` that writes one member.
    fn function(&self) -> &'static str {
        match self {
            Self::Map { .. } => "write_entry",
            Self::Struct { .. } => "write_member",
        }
    }
}

impl Member {
    /// The name that stands in the source text.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Additional { .. } | Self::Entries { .. } => None,
            Self::One { name, .. } => Some(name),
        }
    }

    fn write(&self, form: &Form<'_>, fields: &[Field]) -> String {
        match self {
            Self::Additional { field, declared } => {
                let ident = &fields[*field].ident;
                let declared: Vec<_> = declared.iter().map(|name| literal(name)).collect();
                let declared = declared.join(", ");
                format!(
                    "__countersign_private::write_additional(
                        &self.{ident}, &[{declared}], &mut __members,
                    )?;
                    "
                )
            }
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
