//! How Rust types are written, told by their names, because a derive sees no types.

use countersign_spec::{Document, Shape, Type as Declared};
use syn::{GenericArgument, Generics, PathArguments, PathSegment, Type};

use super::declared::resolve;

/// How values of a Rust type are written as JSON.
#[derive(Clone)]
pub(crate) enum Kind<'t> {
    Boolean,
    Float,
    Integer,
    List(Vec<&'t Type>),
    /// An object, with the type of its values.
    Map(&'t Type),
    Null,
    Option(&'t Type),
    String,
    /// Any other type. It is trusted.
    Unknown,
}

/// A Rust type that is written as something else than what is declared.
#[derive(Clone)]
pub(super) struct Mismatch<'t, 'd> {
    /// The smallest wrong type.
    pub(super) ty: &'t Type,
    /// What it is inside of, from the outside.
    pub(super) inside: Vec<&'static str>,
    /// What is declared for it.
    pub(super) declared: &'d Declared,
    pub(super) kind: Kind<'t>,
}

impl<'t> Kind<'t> {
    /// The kind of a type. Names mean what they mean in the prelude and the standard library; a type parameter may be
    /// anything.
    pub(crate) fn of(generics: &Generics, ty: &'t Type) -> Self {
        match ty {
            // The type may come out of a `macro_rules!` as an invisible group.
            Type::Group(group) => Self::of(generics, &group.elem),
            Type::Paren(paren) => Self::of(generics, &paren.elem),
            Type::Reference(reference) => Self::of(generics, &reference.elem),
            Type::Array(array) => Self::List(vec![&array.elem]),
            Type::Slice(slice) => Self::List(vec![&slice.elem]),
            Type::Tuple(tuple) if tuple.elems.is_empty() => Self::Null,
            Type::Tuple(tuple) => Self::List(tuple.elems.iter().collect()),
            Type::Path(path) if path.qself.is_none() => Self::of_path(generics, &path.path),
            _ => Self::Unknown,
        }
    }

    fn of_path(generics: &Generics, path: &'t syn::Path) -> Self {
        let Some(last) = path.segments.last() else {
            return Self::Unknown;
        };
        let first = path.segments.first().filter(|_| path.segments.len() > 1);
        let name = last.ident.to_string();
        let is_parameter = first.is_none() && generics.type_params().any(|it| it.ident == name);
        let is_std = first.is_none_or(|first| {
            ["alloc", "core", "std"].iter().any(|library| first.ident == library)
        });
        let is_serde_json = path.segments.iter().any(|segment| segment.ident == "serde_json");
        let arguments = type_arguments(last);
        match (name.as_str(), arguments.as_slice()) {
            _ if is_parameter => Self::Unknown,
            ("Map", [_, value]) if is_serde_json => Self::Map(value),
            _ if !is_std => Self::Unknown,
            ("bool", []) => Self::Boolean,
            ("f32" | "f64", []) => Self::Float,
            ("char" | "str" | "String", []) => Self::String,
            (name, []) if is_integer(name) => Self::Integer,
            ("Arc" | "Box" | "Cow" | "Rc", [inside]) => Self::of(generics, inside),
            ("Option", [inside]) => Self::Option(inside),
            ("BTreeSet" | "HashSet" | "Vec" | "VecDeque", [item, ..]) => Self::List(vec![item]),
            ("BTreeMap" | "HashMap", [_, value, ..]) => Self::Map(value),
            _ => Self::Unknown,
        }
    }

    /// What it is written as.
    pub(super) fn written(&self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Float => "a number",
            Self::Integer => "an integer",
            Self::List(_) => "an array",
            Self::Map(_) => "an object",
            Self::Null | Self::Option(_) | Self::Unknown => "`null`",
            Self::String => "a string",
        }
    }
}

fn is_integer(name: &str) -> bool {
    let Some(bits) = name.strip_prefix(['i', 'u']) else {
        return false;
    };
    matches!(bits, "8" | "16" | "32" | "64" | "128" | "size")
}

fn type_arguments(segment: &PathSegment) -> Vec<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return Vec::new();
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// What a declared type is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Json<'d> {
    Any,
    Array(&'d Declared),
    Boolean,
    DateTime,
    Integer,
    Number,
    /// An object, with the type of its values if they have one type.
    Object(Option<&'d Declared>),
    String,
}

impl<'d> Json<'d> {
    /// Without `null`, which [`resolve`] tells.
    fn of(document: &Document, ty: &'d Declared) -> Self {
        match ty {
            Declared::Boolean => Self::Boolean,
            Declared::DateTime => Self::DateTime,
            Declared::Int32 | Declared::Int64 | Declared::Unsigned32 | Declared::Unsigned64 => {
                Self::Integer
            }
            Declared::List(item) => Self::Array(item),
            Declared::Map(value) => Self::Object(Some(value)),
            Declared::Named(name) => match document.schema(name).map(|schema| &schema.shape) {
                Some(Shape::Enum { .. }) => Self::String,
                Some(Shape::Struct { .. }) => Self::Object(None),
                _ => Self::Any,
            },
            Declared::Number => Self::Number,
            Declared::String => Self::String,
            _ => Self::Any,
        }
    }
}

/// What a declared type is in JSON, in words.
pub(super) fn declared_as(document: &Document, ty: &Declared) -> &'static str {
    match Json::of(document, resolve(document, ty).1) {
        Json::Any => "any JSON",
        Json::Array(_) => "an array",
        Json::Boolean => "a boolean",
        Json::DateTime => "a date and time as a string",
        Json::Integer => "an integer",
        Json::Number => "a number",
        Json::Object(_) => "an object",
        Json::String => "a string",
    }
}

/// What is wrong with a Rust type in a JSON body.
pub(super) fn mismatch<'t, 'd>(
    document: &'d Document,
    generics: &Generics,
    ty: &'t Type,
    declared: &'d Declared,
) -> Option<Mismatch<'t, 'd>> {
    let (may_be_null, resolved) = resolve(document, declared);
    let kind = Kind::of(generics, ty);
    let nested = |ty: &'t Type, declared: &'d Declared, inside: &'static str| {
        let mut mismatch = mismatch(document, generics, ty, declared)?;
        mismatch.inside.insert(0, inside);
        Some(mismatch)
    };
    match (&kind, Json::of(document, resolved)) {
        (_, Json::Any)
        | (Kind::Unknown, _)
        | (Kind::Boolean, Json::Boolean)
        | (Kind::Float, Json::Number)
        | (Kind::Integer, Json::Integer | Json::Number)
        | (Kind::Map(_), Json::Object(None))
        | (Kind::String, Json::DateTime | Json::String) => None,
        (Kind::Null, _) if may_be_null => None,
        (Kind::Option(inside), _) if may_be_null => mismatch(document, generics, inside, declared),
        (Kind::List(items), Json::Array(declared)) => {
            items.iter().find_map(|item| nested(item, declared, "item"))
        }
        (Kind::Map(value), Json::Object(Some(declared))) => nested(value, declared, "value"),
        _ => Some(Mismatch { ty, inside: Vec::new(), declared, kind }),
    }
}

/// What is wrong with a Rust type as a parameter, which is sent as text.
///
/// What cannot be sent as text at all, the compiler refuses.
pub(super) fn mismatch_as_text<'t, 'd>(
    document: &'d Document,
    generics: &Generics,
    ty: &'t Type,
    declared: &'d Declared,
) -> Option<Mismatch<'t, 'd>> {
    let kind = Kind::of(generics, ty);
    let is_scalar = matches!(kind, Kind::Boolean | Kind::Float | Kind::Integer | Kind::String);
    let fits = match (&kind, Json::of(document, resolve(document, declared).1)) {
        // Every text is a string.
        (_, Json::Any | Json::Array(_) | Json::Object(_) | Json::String)
        | (Kind::Boolean, Json::Boolean)
        | (Kind::Float, Json::Number)
        | (Kind::Integer, Json::Integer | Json::Number)
        | (Kind::String, Json::DateTime) => true,
        _ => !is_scalar,
    };
    (!fits).then(|| Mismatch { ty, inside: Vec::new(), declared, kind })
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::{super::text::shown, *};

    fn check(types: &[Type], expected: &str) {
        let generics: Generics = parse_quote!(<T, u8>);
        for ty in types {
            let kind = match Kind::of(&generics, ty) {
                Kind::Option(_) => "an option",
                Kind::Unknown => "unknown",
                kind => kind.written(),
            };
            assert_eq!(kind, expected, "{}", shown(ty));
        }
    }

    #[test]
    fn tells_types_by_their_names() {
        check(&[parse_quote!(bool), parse_quote!(core::primitive::bool)], "a boolean");
        check(&[parse_quote!(f32), parse_quote!(f64)], "a number");
        check(
            &[
                parse_quote!(i8),
                parse_quote!(u16),
                parse_quote!(i32),
                parse_quote!(u64),
                parse_quote!(i128),
                parse_quote!(usize),
                parse_quote!(&'a isize),
            ],
            "an integer",
        );
        check(
            &[
                parse_quote!(String),
                parse_quote!(std::string::String),
                parse_quote!(&'static str),
                parse_quote!(&&mut str),
                parse_quote!(Cow<'a, str>),
                parse_quote!(Box<str>),
                parse_quote!(Rc<Arc<String>>),
                parse_quote!((char)),
            ],
            "a string",
        );
        check(
            &[
                parse_quote!(Vec<u16>),
                parse_quote!(&[u16]),
                parse_quote!([u16; 4]),
                parse_quote!(std::collections::HashSet<u16, S>),
                parse_quote!(BTreeSet<T>),
                parse_quote!(VecDeque<T>),
                parse_quote!((u16, T)),
                parse_quote!(Cow<'a, [u16]>),
            ],
            "an array",
        );
        check(
            &[
                parse_quote!(HashMap<String, u16>),
                parse_quote!(BTreeMap<&str, T>),
                parse_quote!(serde_json::Map<String, Value>),
                parse_quote!(countersign::serde_json::Map<String, Value>),
            ],
            "an object",
        );
        check(&[parse_quote!(())], "`null`");
        check(&[parse_quote!(Option<T>), parse_quote!(Box<Option<T>>)], "an option");
    }

    #[test]
    fn trusts_what_it_does_not_know() {
        check(
            &[
                parse_quote!(T),
                parse_quote!(u8),
                parse_quote!(Value),
                parse_quote!(countersign::DateTime),
                parse_quote!(chrono::DateTime<Utc>),
                parse_quote!(crate::String),
                parse_quote!(model::Vec<u16>),
                parse_quote!(Map<String, Value>),
                parse_quote!(String<u16>),
                parse_quote!(Vec),
                parse_quote!(<T as Iterator>::Item),
                parse_quote!(fn()),
                parse_quote!(dyn Display),
                parse_quote!(u24),
                parse_quote!(iter),
            ],
            "unknown",
        );
    }
}
