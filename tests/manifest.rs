//! What the manifests promise: the lowest Rust version, one copy of each crate, and no parser of documents or second
//! TLS library in what a user builds.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

use serde_json::Value;

/// The workspace of what only a comparison needs.
const RIVALS: &str = "benches/rivals/Cargo.toml";

/// An example that does not end by itself. Its tests run with the others (`test = true` in `api-spec/Cargo.toml`).
const SERVES_UNTIL_STOPPED: &str = "notifications";

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(countersign_tests::path(".."))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn metadata() -> Value {
    // For this machine only, because the dependencies of others were never downloaded.
    let rustc = Command::new("rustc").arg("-vV").output().unwrap().stdout;
    let rustc = String::from_utf8(rustc).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = cargo(&["metadata", "--format-version=1", "--filter-platform", host]);
    serde_json::from_str(&metadata).unwrap()
}

fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}

#[test]
fn rust_version_is_the_lowest_that_the_dependencies_allow() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let rust_version = |package: &Value| package["rust_version"].as_str().map(version);
    let ours = packages.iter().find(|package| package["name"] == "countersign").unwrap();
    let highest = packages
        .iter()
        .filter(|package| !package["source"].is_null())
        .filter_map(rust_version)
        .max()
        .unwrap();
    assert_eq!(rust_version(ours).unwrap(), highest);
}

/// clippy holds a package to the version that its own manifest names.
#[test]
fn every_package_promises_the_rust_version() {
    let root = cargo(&["metadata", "--format-version=1", "--no-deps"]);
    let rivals = ["metadata", "--format-version=1", "--no-deps", "--manifest-path", RIVALS];
    let mut promised = BTreeSet::new();
    for metadata in [root, cargo(&rivals)] {
        let metadata: Value = serde_json::from_str(&metadata).unwrap();
        for package in metadata["packages"].as_array().unwrap() {
            let version = package["rust_version"].as_str();
            promised.insert(
                version.unwrap_or_else(|| panic!("{} names none", package["name"])).to_owned(),
            );
        }
    }
    assert_eq!(promised.len(), 1, "{promised:?}");
    let lints = fs::read_to_string(countersign_tests::path("../Cargo.toml")).unwrap();
    assert!(lints.contains("\nincompatible_msrv = \"warn\""));
}

#[test]
fn ci_runs_every_example_and_compiles_every_workspace() {
    let read = |file| fs::read_to_string(countersign_tests::path(file)).unwrap();
    // The README's commands are part of what CI runs.
    let commands = read("../.ci/run") + &read("../README.md");
    let metadata = cargo(&["metadata", "--format-version=1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let targets = metadata["packages"].as_array().unwrap().iter().flat_map(|package| {
        let targets = package["targets"].as_array().unwrap();
        targets.iter().filter(|target| target["kind"][0] == "example")
    });
    let examples: Vec<_> = targets.map(|target| target["name"].as_str().unwrap()).collect();
    assert!(examples.len() >= 4, "{examples:?}");
    for example in examples.into_iter().filter(|name| *name != SERVES_UNTIL_STOPPED) {
        let command = format!("--example {example}\n");
        assert!(commands.contains(&command), "CI does not run the example {example}");
    }
    // Those below `tests/` are compiled by tests.
    let workspaces = Command::new("git")
        .args(["grep", "-l", r"^\[workspace\]", "--", "*Cargo.toml", ":!tests"])
        .current_dir(countersign_tests::path(".."))
        .output()
        .unwrap();
    let workspaces = String::from_utf8(workspaces.stdout).unwrap();
    let others: Vec<_> = workspaces.lines().filter(|file| *file != "Cargo.toml").collect();
    assert_eq!(others, [RIVALS]);
    let compiled = format!("step cargo clippy --manifest-path {RIVALS} ");
    assert!(read("../.ci/run").contains(&compiled), "CI does not compile {RIVALS}");
}

/// What `cargo add countersign` builds, with these features.
fn users_tree(features: &[&str]) -> BTreeMap<String, Vec<String>> {
    let arguments = ["tree", "-p", "countersign", "-e", "normal", "--prefix", "none", "-f", "{p}"];
    let tree = cargo(&[&arguments, features].concat());
    let mut versions = BTreeMap::<String, Vec<String>>::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        let versions = versions.entry(name.to_owned()).or_default();
        if !versions.iter().any(|known| known == version) {
            versions.push(version.to_owned());
        }
    }
    versions
}

#[test]
fn a_user_builds_each_crate_once() {
    for (name, versions) in users_tree(&[]) {
        assert_eq!(versions.len(), 1, "{name}: {versions:?}");
    }
}

/// `aws-lc-rs` asks for another minor version of `aws-lc-sys` in each release, so a requirement of one minor version would have
/// `cargo update` add a second AWS-LC. `.ci/one-aws-lc` asks crates.io whether the newest ones agree.
#[test]
fn an_update_of_aws_lc_rs_takes_aws_lc_sys_along() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let named = |name| packages.iter().find(move |package| package["name"] == name).unwrap();
    let locked = version(named("aws-lc-sys")["version"].as_str().unwrap());
    let dependencies = named("countersign")["dependencies"].as_array().unwrap();
    let ours = dependencies.iter().find(|ours| ours["name"] == "aws-lc-sys").unwrap();
    let requirement = ours["req"].as_str().unwrap();
    let bounds = requirement.split_once(", ").and_then(|(from, to)| {
        Some((version(from.strip_prefix(">=")?), version(to.strip_prefix('<')?)))
    });
    let (from, to) = bounds.unwrap_or_else(|| panic!("{requirement} is no range"));
    assert!(from <= locked && locked < to, "{requirement} and {locked:?}");
    assert!(to >= vec![1, 0, 0], "{requirement} ends before the next major version");
}

#[test]
fn a_user_builds_no_second_tls_library() {
    let tree = users_tree(&[]);
    assert!(tree.contains_key("aws-lc-rs"));
    for name in ["ring", "openssl", "native-tls"] {
        assert!(!tree.contains_key(name), "{name}");
    }
}

/// They were in the tree once, for nothing that a call needs: 31 crates and a tenth of a program.
#[test]
fn a_user_builds_no_client_around_the_client_and_no_tables_of_international_names() {
    let tree = users_tree(&[]);
    assert!(tree.contains_key("hyper-util"));
    for name in ["reqwest", "tower-http", "url", "idna"] {
        assert!(!tree.contains_key(name), "{name}");
    }
}

#[test]
fn without_the_client_there_is_no_network_and_no_async_runtime() {
    for library in ["rsa", "aws-lc"] {
        let tree = users_tree(&["--no-default-features", "--features", library]);
        for name in ["reqwest", "hyper", "rustls", "tokio"] {
            assert!(!tree.contains_key(name), "{name}");
        }
    }
}

/// RUSTSEC-2023-0071 stands against every release of `rsa`, and an audit should not report it for code that never runs.
#[test]
fn a_user_builds_the_crate_rsa_on_demand_only() {
    assert!(!users_tree(&[]).contains_key("rsa"));
    let pure = users_tree(&["--no-default-features", "--features", "rsa"]);
    assert!(pure.contains_key("rsa"));
    for name in ["aws-lc-rs", "aws-lc-sys"] {
        assert!(!pure.contains_key(name), "{name}");
    }
}

#[test]
fn one_file_may_be_unsafe() {
    let found = Command::new("git")
        .args(["grep", "-lE", r"unsafe_code\b|\bunsafe (impl|fn|\{|extern|trait)", "--", "*.rs"])
        .current_dir(countersign_tests::path(".."))
        .output()
        .unwrap();
    let found = String::from_utf8(found.stdout).unwrap();
    let found: Vec<_> = found.lines().filter(|file| *file != "tests/manifest.rs").collect();
    assert_eq!(found, ["runtime/src/key/arithmetic/aws_lc/raw.rs"]);
}

#[test]
fn a_users_program_parses_no_documents_and_no_rust() {
    // The macros run in the compiler; what is linked is the rest.
    let arguments = [
        "tree",
        "-p",
        "countersign",
        "-e",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "-f",
        "{p}",
    ];
    let tree = cargo(&arguments);
    for name in ["syn ", "countersign-spec ", "countersign-macros-core "] {
        assert!(!tree.lines().any(|line| line.starts_with(name)), "{name}");
    }
}
