//! The types of a document in Rust.

use std::collections::BTreeSet;

use countersign_spec::{Additional, Document, RequestBody, Schema, Shape, Type};

use super::runtime::Runtime;
use crate::source_code::{ident, option};

/// A document and what has to be known of all of it to write any part.
pub(crate) struct Types<'a> {
    pub(crate) document: &'a Document,
    pub(crate) runtime: Runtime,
    /// The types that requests are made of, in which an absent member and one that is `null` are different things.
    sent: BTreeSet<&'a str>,
}

/// A type without the question whether it may be `null`.
#[derive(Clone)]
pub(crate) struct Peeled {
    pub(crate) ty: Type,
    pub(crate) nullable: bool,
}

/// How a value is passed to a function.
pub(crate) enum Argument {
    /// Without the box in which it is kept.
    Boxed(String),

    /// As anything that this type can be made of.
    Into(String),

    /// As it is.
    Plain(String),
}

impl Argument {
    /// The type of the argument.
    pub(crate) fn ty(&self) -> String {
        match self {
            Self::Boxed(ty) | Self::Plain(ty) => ty.clone(),
            Self::Into(ty) => format!("impl ::std::convert::Into<{ty}>"),
        }
    }

    /// The value that is kept of the argument.
    pub(crate) fn kept(&self, argument: &str) -> String {
        match self {
            Self::Boxed(_) => format!("::std::boxed::Box::new({argument})"),
            Self::Into(_) => format!("{argument}.into()"),
            Self::Plain(_) => argument.to_owned(),
        }
    }
}

impl<'a> Types<'a> {
    pub(crate) fn new(document: &'a Document, runtime: Runtime) -> Self {
        let mut types = Self { document, runtime, sent: BTreeSet::new() };
        for operation in &document.operations {
            for field in &operation.fields {
                types.send(&field.ty);
            }
            if let RequestBody::Members { additional: Additional::Kept(ty), .. } = &operation.body {
                types.send(ty);
            }
        }
        types
    }

    /// Marks a type and all that it is made of as part of a request.
    fn send(&mut self, ty: &'a Type) {
        let mut types = vec![ty];
        while let Some(ty) = types.pop() {
            match ty {
                Type::Boxed(inside)
                | Type::List(inside)
                | Type::Map(inside)
                | Type::Nullable(inside) => types.push(inside),
                Type::Named(name) => {
                    if let Some(schema) = self.document.schema(name)
                        && self.sent.insert(name)
                    {
                        types.extend(made_of(schema));
                    }
                }
                _ => {}
            }
        }
    }

    pub(crate) fn is_sent(&self, schema: &Schema) -> bool {
        self.sent.contains(&*schema.type_name)
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
            Type::Unsigned64 => "::std::primitive::u64".to_owned(),
            // `Any`, and whatever the model may grow: JSON of any type fits.
            _ => format!("{runtime}::serde_json::Value"),
        }
    }

    /// How a value of this type is passed to a function.
    pub(crate) fn argument(&self, ty: &Type) -> Argument {
        match (ty, self.resolve(ty)) {
            (Type::Boxed(inside), _) => Argument::Boxed(self.rust(inside)),
            (_, Type::Any | Type::String) => Argument::Into(self.rust(ty)),
            _ => Argument::Plain(self.rust(ty)),
        }
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

/// The types that stand in the declaration of a type.
fn made_of(schema: &Schema) -> Vec<&Type> {
    match &schema.shape {
        Shape::Alias(ty) => vec![ty],
        Shape::Struct { members, additional } => {
            let kept = match additional {
                Additional::Kept(ty) => Some(ty),
                _ => None,
            };
            members.iter().map(|member| &member.ty).chain(kept).collect()
        }
        _ => Vec::new(),
    }
}
