//! The README tells the truth: its Rust blocks are doctests (see `lib.rs`), its compile error is the recorded one, and
//! its commands are those that CI runs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use countersign_tests::path;

fn readme() -> String {
    fs::read_to_string(path("../README.md")).unwrap()
}

/// The content of the first block with this language tag.
fn block(readme: &str, tag: &str) -> String {
    let (_, rest) = readme.split_once(&format!("```{tag}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_compile_error_is_what_the_compiler_prints() {
    let readme = readme();
    let case = fs::read_to_string(path("ui/readme/typo.rs")).unwrap();
    assert_eq!(case, block(&readme, "rust,compile_fail") + "\nfn main() {}\n");
    let recorded = fs::read_to_string(path("ui/readme/typo.stderr")).unwrap();
    let shown = block(&readme, "text").replace("src/main.rs", "ui/readme/typo.rs");
    assert_eq!(recorded, shown);
}

#[test]
fn every_block_is_rust_or_known() {
    let readme = readme();
    let tags: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("```"))
        .filter(|tag| !tag.is_empty())
        .collect();
    for tag in &tags {
        let known = ["rust", "rust,no_run", "rust,compile_fail", "json", "sh", "text"];
        assert!(known.contains(tag), "{tag}");
    }
    assert!(tags.iter().filter(|tag| tag.starts_with("rust")).count() >= 3);
}

#[test]
fn links_lead_somewhere() {
    let readme = readme();
    let targets = readme.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    for (target, _) in targets.filter(|(target, _)| !target.starts_with("https://")) {
        assert!(path("..").join(target).exists(), "{target}");
    }
}
