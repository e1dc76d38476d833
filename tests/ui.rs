//! What the compiler says about wrong structs: the message, and the tokens that it stands on.
//!
//! `TRYBUILD=overwrite cargo test -p countersign-tests --test ui` records what it says now. Read the difference before
//! you keep it: the caret belongs under the smallest wrong token, and nothing but the mistake may be reported.

/// Runs only on the compiler with which the texts were recorded, because each compiler words its part differently.
#[rustversion::attr(not(stable(1.95)), ignore = "the messages are recorded with Rust 1.95")]
#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
