//! The types of a document in Rust.

use std::collections::BTreeSet;

use countersign_spec::{Document, Schema, Shape, Type};

use super::runtime::Runtime;
use crate::source_code::{ident, option};

/// A document, and where its types find the runtime.
pub(crate) struct Types<'a> {
    pub(crate) document: &'a Document,
    pub(crate) runtime: Runtime,
    /// The names of all types.
    names: BTreeSet<&'a str>,
}

/// A type without the question whether it may be `null`.
#[derive(Clone)]
pub(crate) struct Peeled {
    pub(crate) ty: Type,
    pub(crate) nullable: bool,
}

/// How a value is given, as the argument of a function or as a field of the required values.
pub(crate) enum Argument {
    /// Without the box in which it is kept.
    Boxed(String),

    /// As anything that this type can be made of.
    Into(String),

    /// As it is.
    Plain(String),

    /// As text, of which this type is made.
    Text(String),

    /// As text, of which `String` is made, or `None`.
    TextOrNull,
}

impl Argument {
    /// The type of the argument of a function.
    pub(crate) fn ty(&self) -> String {
        match self {
            Self::Boxed(ty) | Self::Plain(ty) => ty.clone(),
            Self::Into(ty) | Self::Text(ty) => format!("impl ::std::convert::Into<{ty}>"),
            Self::TextOrNull => option("&::std::primitive::str"),
        }
    }

    /// The type of a field. Text is borrowed for `'a`.
    pub(crate) fn field(&self) -> String {
        match self {
            Self::Boxed(ty) | Self::Into(ty) | Self::Plain(ty) => ty.clone(),
            Self::Text(_) => "&'a ::std::primitive::str".to_owned(),
            Self::TextOrNull => option("&'a ::std::primitive::str"),
        }
    }

    /// Whether the field is borrowed.
    pub(crate) fn is_borrowed(&self) -> bool {
        matches!(self, Self::Text(_) | Self::TextOrNull)
    }

    /// The value that is kept of the argument of a function.
    pub(crate) fn kept(&self, argument: &str) -> String {
        match self {
            // The bound of the argument brings the method, so no trait has to be in scope.
            Self::Into(_) | Self::Text(_) => format!("{argument}.into()"),
            Self::Boxed(_) | Self::Plain(_) | Self::TextOrNull => self.kept_of_field(argument),
        }
    }

    /// The value that is kept of the field.
    pub(crate) fn kept_of_field(&self, field: &str) -> String {
        match self {
            Self::Boxed(_) => format!("::std::boxed::Box::new({field})"),
            Self::Into(_) | Self::Plain(_) => field.to_owned(),
            Self::Text(_) => format!("::std::borrow::ToOwned::to_owned({field})"),
            Self::TextOrNull => format!("{field}.map(::std::borrow::ToOwned::to_owned)"),
        }
    }
}

impl<'a> Types<'a> {
    pub(crate) fn new(document: &'a Document, runtime: Runtime) -> Self {
        let operations = document.operations.iter().map(|operation| &*operation.type_name);
        let schemas = document.schemas.iter().map(|schema| &*schema.type_name);
        Self { document, runtime, names: operations.chain(schemas).collect() }
    }

    /// The type behind the names of aliases.
    pub(crate) fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut resolved = ty;
        // A document has no alias that leads back to itself; were there one, this would still come to an end.
        for _ in 0..=self.document.schemas.len() {
            let Type::Named(name) = resolved else { break };
            let Some(Schema { shape: Shape::Alias(target), .. }) = self.document.schema(name)
            else {
                break;
            };
            resolved = target;
        }
        resolved
    }

    /// The variant for this value, if the type is an enum.
    pub(crate) fn variant(&self, ty: &Type, value: &str) -> Option<&'a str> {
        let Type::Named(name) = self.resolve(ty) else {
            return None;
        };
        let Shape::Enum { values, .. } = &self.document.schema(name)?.shape else {
            return None;
        };
        let known = values.iter().find(|known| known.value == value)?;
        Some(&known.variant)
    }

    /// Whether the type may be `null`, behind whatever names, and the type if it is not.
    pub(crate) fn peel(&self, ty: &Type) -> Peeled {
        match ty {
            Type::Nullable(inside) => Peeled { nullable: true, ..self.peel(inside) },
            Type::Boxed(inside) => {
                let Peeled { ty, nullable } = self.peel(inside);
                Peeled { ty: Type::Boxed(Box::new(ty)), nullable }
            }
            Type::Named(_) => match self.resolve(ty) {
                Type::Nullable(inside) => Peeled { nullable: true, ..self.peel(inside) },
                _ => Peeled { ty: ty.clone(), nullable: false },
            },
            _ => Peeled { ty: ty.clone(), nullable: false },
        }
    }

    /// The type as it is written in Rust. Nothing that the user's module defines can change its meaning.
    pub(crate) fn rust(&self, ty: &Type) -> String {
        let runtime = self.runtime;
        match ty {
            Type::Boolean => "::std::primitive::bool".to_owned(),
            Type::Boxed(inside) => format!("::std::boxed::Box<{}>", self.rust(inside)),
            Type::DateTime => format!("{runtime}::DateTime"),
            Type::Int32 => "::std::primitive::i32".to_owned(),
            Type::Int64 => "::std::primitive::i64".to_owned(),
            Type::List(inside) => format!("::std::vec::Vec<{}>", self.rust(inside)),
            Type::Map(inside) => {
                let inside = self.rust(inside);
                format!("::std::collections::BTreeMap<::std::string::String, {inside}>")
            }
            Type::Named(name) => ident(name),
            Type::Nullable(inside) => option(&self.rust(inside)),
            Type::Number => "::std::primitive::f64".to_owned(),
            Type::String => "::std::string::String".to_owned(),
            Type::Unsigned32 => "::std::primitive::u32".to_owned(),
            Type::Unsigned64 => "::std::primitive::u64".to_owned(),
            // `Any`, and whatever the model may grow: JSON of any type fits.
            _ => format!("{runtime}::serde_json::Value"),
        }
    }

    /// How a value of this type is given.
    pub(crate) fn argument(&self, ty: &Type) -> Argument {
        match (ty, self.resolve(ty)) {
            (Type::Boxed(inside), _) => Argument::Boxed(self.rust(inside)),
            (_, Type::Any) => Argument::Into(self.rust(ty)),
            (_, Type::String) => Argument::Text(self.rust(ty)),
            _ => Argument::Plain(self.rust(ty)),
        }
    }

    /// This name, or the name with as many underscores behind it as make it no type of the document.
    pub(crate) fn free_name(&self, name: &str) -> String {
        let mut free = name.to_owned();
        while self.names.contains(&*free) {
            free.push('_');
        }
        ident(&free)
    }

    /// Whether the type names one that is deprecated, so that to write it down is a warning.
    pub(crate) fn mentions_deprecated(&self, ty: &Type) -> bool {
        match ty {
            Type::Boxed(inside)
            | Type::List(inside)
            | Type::Map(inside)
            | Type::Nullable(inside) => self.mentions_deprecated(inside),
            Type::Named(name) => self.document.schema(name).is_some_and(|schema| schema.deprecated),
            _ => false,
        }
    }
}
