//! Adding an endpoint is one edit: the crate of Bango Resale as a user would copy it, with the operation that the README
//! adds, and with one more document beside it. Its own tests then call both.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path, process::Command};

use countersign_tests::path;

fn read(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap()
}

/// What the README adds to `paths`.
fn operation() -> String {
    let readme = read("../README.md");
    let (_, rest) = readme.split_once("```json\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// A manifest outside the workspace. The profiles are those of the workspace, for what was built there to fit.
fn manifest() -> String {
    let workspace = read("../Cargo.toml");
    let (_, profiles) = workspace.split_once("[profile.").unwrap();
    let root = path("..").canonicalize().unwrap();
    let root = root.display();
    format!(
        "[workspace]\n\n\
         [package]\nname = \"edited-resale\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\ndoctest = false\n\n\
         [features]\ndefault = [\"client\"]\nclient = []\n\n\
         [dependencies]\ncountersign = {{ path = '{root}/runtime' }}\n\n\
         [dev-dependencies]\ncountersign-sandbox = {{ path = '{root}/sandbox' }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\n\
         [profile.{profiles}",
    )
}

#[test]
fn an_edited_document_is_a_working_client() {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    // It is built where the workspace is, so that nothing is built twice that need not be.
    let target = temporary.parent().unwrap();
    let folder = temporary.join("one-edit");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("tests")).unwrap();
    let write = |file: &str, text: &str| fs::write(folder.join(file), text).unwrap();

    // One edit of the document …
    let document = read("../api-spec/bango-resale.json");
    let edited = document.replacen("\"paths\": {", &format!("\"paths\": {{\n{}", operation()), 1);
    assert_ne!(document, edited);
    write("bango-resale.json", &edited);
    // … and one more document, which takes one line of Rust.
    write("loyalty.json", &read("one_edit/loyalty.json"));
    let lib = read("../api-spec/lib.rs");
    write(
        "lib.rs",
        &format!("{lib}\npub mod loyalty {{\n    countersign::endpoints!(\"loyalty.json\");\n}}\n"),
    );

    for file in ["README.md", "bango-reseller-v1.json"] {
        write(file, &read(&format!("../api-spec/{file}")));
    }
    write("tests/edited.rs", &read("one_edit/edited.rs"));
    write("Cargo.toml", &manifest());
    write("Cargo.lock", &read("../Cargo.lock"));

    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--test", "edited"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_TERM_COLOR", "never")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("4 passed"), "{said}");
}
