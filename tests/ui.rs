//! What the compiler says about wrong structs: the message, and the tokens that it stands on.
//!
//! `TRYBUILD=overwrite cargo test -p countersign-tests --test ui` records what it says now. Read the difference before
//! you keep it: the caret belongs under the smallest wrong token, and nothing but the mistake may be reported.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{env, process::Command};

/// Where the macros look for documents. trybuild compiles each case in a folder of its own, far from the documents.
///
/// `bango-resale.json` in this folder is there to see that dependencies do not look here.
const MANIFEST_DIR: &str = "COUNTERSIGN_MANIFEST_DIR";

/// Runs only on the compiler with which the texts were recorded, because each compiler words its part differently.
#[rustversion::attr(not(stable(1.95)), ignore = "the messages are recorded with Rust 1.95")]
#[test]
#[expect(clippy::disallowed_methods, reason = "only to know whether this is the second process")]
fn ui() {
    if env::var_os(MANIFEST_DIR).is_none() {
        return in_a_process_that_knows_the_folder();
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}

/// Runs this test again. trybuild hands its own environment down to the compiler, and a process cannot change the
/// environment that it has without `unsafe`.
fn in_a_process_that_knows_the_folder() {
    let status = Command::new(env::current_exe().unwrap())
        .args(env::args_os().skip(1))
        .env(MANIFEST_DIR, env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(status.success(), "the cases failed; see above");
}
