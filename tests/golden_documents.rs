//! What `endpoints!` writes, committed to be read; `documents.rs` compiles and runs it.
//!
//! `GOLDEN=overwrite cargo test -p countersign-tests --test golden_documents` writes `golden/documents/<case>.rs` from
//! `golden/documents/<case>.json`. Read the difference before you keep it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{env, fs};

use countersign_macros_core::Source;
use countersign_tests::path;
use similar::TextDiff;

#[test]
fn the_files_are_what_the_macro_writes() {
    let mut cases = Vec::new();
    for entry in fs::read_dir(path("golden/documents")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        cases.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    cases.sort();
    for case in cases {
        let output = path(&format!("golden/documents/{case}.rs"));
        let actual = expand(&case);
        assert!(!actual.contains("compile_error!"), "{actual}");
        #[expect(clippy::disallowed_methods, reason = "how a person asks for new files")]
        if env::var_os("GOLDEN").is_some_and(|value| value == "overwrite") {
            fs::write(&output, &actual).unwrap();
        }
        let expected = fs::read_to_string(&output).unwrap_or_default();
        let diff = TextDiff::from_lines(expected.as_str(), actual.as_str());
        assert!(
            expected == actual,
            "golden/documents/{case}.rs is out of date:\n{}",
            diff.unified_diff()
        );
    }
}

fn expand(case: &str) -> String {
    let name = format!("\"golden/documents/{case}.json\"");
    let source = Source::new(path(""), "CARGO_MANIFEST_DIR");
    let tokens =
        countersign_macros_core::endpoints(syn::parse_str(&name).unwrap(), &source, |text| {
            syn::parse_str(text).map_err(|error| error.to_string())
        });
    let file: syn::File = syn::parse2(tokens).unwrap();
    format!(
        "// Written by tests/golden_documents.rs from {case}.json.\n\n{}",
        prettyplease::unparse(&file),
    )
}
