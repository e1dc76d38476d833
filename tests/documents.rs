//! What `endpoints!` writes, compiled and used: the committed files, and the macro itself.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "documents/lints.rs"]
mod lints;
#[path = "documents/names.rs"]
mod names_of_traits;
#[path = "documents/order.rs"]
mod order;
#[path = "documents/parts.rs"]
mod parts_of_objects;
#[path = "documents/read.rs"]
mod read;
#[path = "documents/sides.rs"]
mod sides_of_schemas;
#[path = "documents/write.rs"]
mod write;

/// The committed files. They are formatted by `prettyplease`, and held to the rules for code in a user's crate.
macro_rules! golden {
    ($($case:ident $file:literal,)*) => {
        $(
            #[deny(
                warnings, clippy::all, missing_debug_implementations, missing_docs, rust_2018_idioms,
                single_use_lifetimes,
            )]
            #[allow(
                dead_code, unreachable_pub, unused_qualifications, clippy::use_self,
                reason = "the files name everything in full, and offer more than the tests use",
            )]
            #[allow(
                clippy::wrong_self_convention,
                reason = "a setter such as `from_json_` is called after its member; clippy leaves macros alone",
            )]
            #[path = $file]
            #[rustfmt::skip]
            mod $case;
        )*
    };
}

golden! {
    answers "golden/documents/answers.rs",
    descriptions "golden/documents/descriptions.rs",
    minimal "golden/documents/minimal.rs",
    names "golden/documents/names.rs",
    parts "golden/documents/parts.rs",
    requests "golden/documents/requests.rs",
    sides "golden/documents/sides.rs",
}
