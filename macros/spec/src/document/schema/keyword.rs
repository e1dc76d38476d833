//! Which keywords go with which type, and what their values are.

use crate::{
    document::{json::Node, reader::Reader},
    nearest,
    suggest::is_slip,
};

/// What `type` says.
pub(super) struct Kinds {
    pub(super) kind: Kind,
    pub(super) nullable: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    Boolean,
    Integer,
    List,
    Number,
    Object,
    String,
}

impl Kind {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "array" => Self::List,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "object" => Self::Object,
            "string" => Self::String,
            _ => return None,
        })
    }

    fn word(self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::Boolean => Some("boolean"),
            Self::Integer => Some("integer"),
            Self::List => Some("array"),
            Self::Number => Some("number"),
            Self::Object => Some("object"),
            Self::String => Some("string"),
        }
    }
}

const WORDS: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "null"];

/// Keywords that shape the type, and the kind that they shape.
const SHAPING: &[(&str, Kind)] = &[
    ("additionalProperties", Kind::Object),
    ("allOf", Kind::Object),
    ("enum", Kind::String),
    ("items", Kind::List),
    ("properties", Kind::Object),
    ("required", Kind::Object),
    ("x-enum-descriptions", Kind::String),
    ("x-error-code", Kind::Object),
    ("x-error-message", Kind::Object),
    ("x-success-codes", Kind::Object),
];

/// Keywords that imply their kind if there is no `type`.
const IMPLYING: &[&str] = &["allOf", "enum", "properties"];

/// Whether `null` is among the values, for a schema that is no reference.
pub(super) fn allows_null(node: Node<'_>) -> bool {
    match node.get("type") {
        // Of several types, `null` is one more that any JSON includes.
        Some(types) => {
            types.entries().count() == 2 && types.entries().any(|word| word.text() == Some("null"))
        }
        None => node.get("enum").is_some_and(|values| values.entries().any(Node::is_null)),
    }
}

impl<'t> Reader<'t> {
    /// What kind of value the schema describes, or `None` if that makes no sense.
    pub(super) fn kinds(&mut self, node: Node<'t>) -> Option<Kinds> {
        let kinds = match node.get("type") {
            Some(types) => self.types_of(types)?,
            None => {
                let implied = SHAPING
                    .iter()
                    .find(|(keyword, _)| IMPLYING.contains(keyword) && node.get(keyword).is_some());
                let kind = implied.map_or(Kind::Any, |(_, kind)| *kind);
                Kinds { kind, nullable: kind != Kind::Any && allows_null(node) }
            }
        };
        let mut fits = true;
        for member in node.members() {
            let shaping = SHAPING.iter().find(|(keyword, _)| *keyword == member.name());
            if let Some((keyword, wanted)) = shaping
                && *wanted != kinds.kind
            {
                fits = false;
                self.does_not_fit(member, keyword, *wanted, node.get("type").is_some());
            }
        }
        fits.then_some(kinds)
    }

    fn does_not_fit(&mut self, member: Node<'t>, keyword: &str, wanted: Kind, typed: bool) {
        let word = wanted.word().unwrap_or_default();
        let message = match (keyword, typed) {
            ("enum" | "x-enum-descriptions", _) => {
                format!("`{keyword}` is supported for strings only")
            }
            (_, true) => format!("`{keyword}` does not go with this `type`"),
            (_, false) => format!("`{keyword}` needs a `type`"),
        };
        self.refuse(
            member.name_location(),
            message,
            format!("write `\"type\": \"{word}\"`, or remove `{keyword}`"),
        );
    }

    fn types_of(&mut self, types: Node<'t>) -> Option<Kinds> {
        if types.text().is_some() {
            let kind = self.type_word(types)?;
            if kind.is_none() {
                self.refuse(
                    types.location(),
                    "a value that is always `null` says nothing",
                    "write `[\"string\", \"null\"]` for a string that may be `null`, or leave `type` out for any JSON",
                );
            }
            return kind.map(|kind| Kinds { kind, nullable: false });
        }
        if !types.is_list() {
            self.expected(types, "the name of a type or a list of such names");
            return None;
        }
        let mut kinds: Vec<Option<Kind>> = Vec::new();
        let mut readable = true;
        for word in types.entries() {
            match self.type_word(word) {
                Some(kind) if kinds.contains(&kind) => {
                    readable = false;
                    let message =
                        format!("`{}` is in the list already", word.text().unwrap_or_default());
                    self.refuse(word.location(), message, "remove it");
                }
                Some(kind) => kinds.push(kind),
                None => readable = false,
            }
        }
        if !readable {
            return None;
        }
        let nullable = kinds.contains(&None);
        let named: Vec<Kind> = kinds.into_iter().flatten().collect();
        match named.as_slice() {
            [] => {
                self.refuse(
                    types.location(),
                    "the list names no type",
                    "leave `type` out for any JSON",
                );
                None
            }
            [kind] => Some(Kinds { kind: *kind, nullable }),
            _ => Some(Kinds { kind: Kind::Any, nullable: false }),
        }
    }

    /// The kind that a word of `type` names; the inner `None` for `null`.
    fn type_word(&mut self, node: Node<'t>) -> Option<Option<Kind>> {
        let word = self.as_text(node)?;
        if word == "null" {
            return Some(None);
        }
        let kind = Kind::of(word);
        if kind.is_none() {
            let help = match nearest(word, WORDS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("a type is one of {}", WORDS.join(", ")),
            };
            self.refuse(node.location(), format!("there is no type `{word}`"), help);
        }
        kind.map(Some)
    }

    /// Checks the values of keywords that do not change the type.
    pub(super) fn keyword_values(&mut self, node: Node<'t>) {
        for member in node.members() {
            let expected = match member.name() {
                "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                    (member.number().is_none(), "a number")
                }
                "multipleOf" => {
                    (value(member).is_none_or(|number| number <= 0.0), "a number above 0")
                }
                "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
                | "maxProperties" => (
                    value(member).is_none_or(|number| number < 0.0 || number.fract() != 0.0),
                    "a whole number of 0 or more",
                ),
                "pattern" | "$comment" | "format" => (member.text().is_none(), "a string"),
                "uniqueItems" | "readOnly" | "writeOnly" | "deprecated" => {
                    (member.boolean().is_none(), "`true` or `false`")
                }
                "examples" => (!member.is_list(), "a list"),
                "externalDocs" => (!member.is_object(), "an object"),
                _ => continue,
            };
            if let (true, what) = expected {
                self.expected(member, what);
            }
        }
        self.format(node);
    }

    /// Formats are open, but these two change what is made of a string, so a slip must not pass for another format.
    fn format(&mut self, node: Node<'t>) {
        let Some(format) = node.get("format") else {
            return;
        };
        let Some(text) = format.text() else {
            return;
        };
        const KNOWN: [&str; 2] = ["date-time", "password"];
        if !KNOWN.contains(&text)
            && allows(node, "string")
            && let Some(near) = KNOWN.into_iter().find(|known| is_slip(text, known))
        {
            self.refuse(
                format.location(),
                format!("the format `{text}` means nothing"),
                format!("did you mean `{near}`?"),
            );
        }
    }
}

fn value(node: Node<'_>) -> Option<f64> {
    node.number()?.parse().ok()
}

fn allows(node: Node<'_>, word: &str) -> bool {
    node.get("type").is_some_and(|types| {
        types.text() == Some(word) || types.entries().any(|entry| entry.text() == Some(word))
    })
}
