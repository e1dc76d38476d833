//! The implementation of `countersign::Endpoint`, as Rust text. Nothing here can fail: every rule holds already.
//!
//! It is written for two kinds of structs: those of users, for [`derive`](crate::derive), and those of documents.
//! What a user wrote stands in the text as a hole (see `derive/holes.rs`), because its tokens have to keep their
//! places.

mod payload;
mod request;
mod value;

use countersign_spec::{Endpoint, HeaderName};

use self::value::Value;
use crate::{private::Private, source_code::literal};

// What is written for is:
pub(crate) use self::payload::{Member, Payload};

/// A struct, as its implementation needs it. All of it is Rust text.
pub(crate) struct Struct {
    pub(crate) ident: String,
    pub(crate) generics: Generics,
    /// What the response holds; `None` if nobody looks at it.
    pub(crate) response: Option<String>,
    /// What the response of an error holds; `None` if nothing is known of it.
    pub(crate) error: Option<String>,
    /// The fields, which [`Endpoint`] knows by their indices.
    pub(crate) fields: Vec<Field>,
    pub(crate) payload: Payload,
}

/// The generic parameters behind `impl`, behind the name of the struct, and what they have to fulfil.
#[derive(Default)]
pub(crate) struct Generics {
    pub(crate) parameters: String,
    pub(crate) arguments: String,
    pub(crate) where_clause: String,
}

/// A field of a struct.
pub(crate) struct Field {
    pub(crate) ident: String,
    /// The name without `r#`, as a string literal.
    pub(crate) name: String,
    pub(crate) ty: FieldType,
}

/// What is known of a field's type.
pub(crate) enum FieldType {
    /// A document declares it, and so it surely can be written where it is.
    Declared,

    /// A user wrote it.
    Written {
        ty: String,
        /// The `T` of `Option<T>`.
        inside_option: Option<String>,
    },
}

/// The implementation, for the scope that [`in_const`] makes.
pub(crate) fn implementation(of: &Struct, endpoint: &Endpoint) -> String {
    let Struct { ident, generics: Generics { parameters, arguments, where_clause }, .. } = of;
    let types = associated_types(of.response.as_deref(), of.error.as_deref());
    let method = endpoint.method().as_str();
    let path = literal(endpoint.path().as_str());
    let signed: Vec<_> = endpoint.signed().iter().map(|name| literal(name.as_str())).collect();
    let signed = signed.join(", ");
    let idempotency_key =
        endpoint.idempotency_key().map(idempotency_key_constant).unwrap_or_default();
    let write = request::write(of, endpoint);
    format!(
        "#[automatically_derived]
        impl {parameters} __countersign::Endpoint for {ident} {arguments} {where_clause} {{
            {types}

            const METHOD: __countersign_private::Method = __countersign_private::Method::{method};
            const PATH: &'static ::core::primitive::str = {path};
            const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[{signed}];
            {idempotency_key}

            #[inline]
            fn write(
                &self,
                __request: &mut __countersign_private::RequestWriter,
            ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {{
                {write}
                __countersign_private::Ok(())
            }}
        }}
        "
    )
}

/// The constant that names the header for the idempotency key. Without such a header, the default of the trait holds.
fn idempotency_key_constant(name: &HeaderName) -> String {
    let name = literal(&name.as_str().to_ascii_lowercase());
    format!(
        "const IDEMPOTENCY_KEY: __countersign_private::Option<__countersign_private::HeaderName> =
            __countersign_private::Some(__countersign_private::HeaderName::from_static({name}));"
    )
}

/// The response types.
pub(crate) fn associated_types(response: Option<&str>, error: Option<&str>) -> String {
    let response = response.unwrap_or("__countersign::IgnoredBody");
    let error = error.unwrap_or("__countersign::ErrorBody");
    format!("type Response = {response}; type Error = {error};")
}

/// Wraps items in a scope of their own, in which `__countersign` is the runtime, and `__countersign_private` its hidden
/// module. `import` is the item that makes the first name.
pub(crate) fn in_const(import: &str, attributes: &str, items: &str) -> String {
    format!(
        "#[doc(hidden)]
        {attributes}
        const _: () = {{
            {import}
            use __countersign::{Private} as __countersign_private;
            {items}
        }};"
    )
}

impl Field {
    /// The value that is written: the field, or what is inside it if it may be absent.
    fn value(&self, optional: bool) -> Value<'_> {
        let ty = match &self.ty {
            FieldType::Declared => None,
            FieldType::Written { inside_option: Some(inside), .. } if optional => Some(&**inside),
            FieldType::Written { ty, .. } => Some(&**ty),
        };
        Value { field: self, ty, optional }
    }
}
