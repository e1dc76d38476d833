//! Documents and cargo: an edit rebuilds, nothing else does, and the folder of the checkout leaves no trace.
//!
//! Each test builds a crate as a user would have it, in a folder of its own, with the workspace's versions and without
//! the network.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use countersign_tests::path;
use serde_json::Value;
use tempfile::TempDir;

const DOCUMENT: &str = include_str!("golden/documents/minimal.json");

/// Where the compiler's output goes, of all checkouts. It is kept, so that a later run compiles little.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild")
}

/// A crate in a folder of its own.
struct Checkout {
    folder: TempDir,
    name: &'static str,
}

impl Checkout {
    fn new(name: &'static str) -> Self {
        let checkout = Self { folder: tempfile::tempdir().unwrap(), name };
        let runtime = path("../runtime").canonicalize().unwrap();
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\ncountersign = {{ path = {runtime:?}, default-features = false, features = [\"aws-lc\"] }}\n\n\
             # An incremental build is never the same twice.\n\
             [profile.dev]\ndebug = false\nincremental = false\n",
        );
        checkout.write("Cargo.toml", &manifest);
        fs::copy(path("../Cargo.lock"), checkout.path("Cargo.lock")).unwrap();
        fs::create_dir(checkout.path("src")).unwrap();
        checkout.write("src/lib.rs", "countersign::endpoints!(\"minimal.json\");\n");
        let program = format!(
            "fn main() {{\n    println!(\"{{}}\", <{name}::Echo as countersign::Endpoint>::PATH);\n}}\n",
        );
        checkout.write("src/main.rs", &program);
        checkout.write("minimal.json", DOCUMENT);
        checkout
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn cargo(&self, arguments: &[&str]) -> (bool, String, String) {
        let output = Command::new(env!("CARGO"))
            .args(["--offline", "--quiet"])
            .args(arguments)
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", target())
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.success(), text(output.stdout), text(output.stderr))
    }

    /// What the program prints, built anew if cargo sees a reason.
    #[track_caller]
    fn run(&self) -> String {
        let (success, output, errors) = self.cargo(&["run"]);
        assert!(success, "{errors}");
        output.trim().to_owned()
    }

    /// Whether cargo sees no reason to build the library anew.
    fn is_fresh(&self) -> bool {
        self.library(&["build"]).0
    }

    /// Whether the library was there already, and its file.
    fn library(&self, arguments: &[&str]) -> (bool, PathBuf) {
        let (command, others) = arguments.split_first().unwrap();
        let arguments = [&[*command, "--message-format", "json"], others].concat();
        let (success, output, errors) = self.cargo(&arguments);
        assert!(success, "{errors}");
        let messages = output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let library = messages
            .filter(|message| message["reason"] == "compiler-artifact")
            .find(|artifact| {
                let target = &artifact["target"];
                target["name"] == self.name && target["kind"][0] == "lib"
            })
            .unwrap();
        (library["fresh"].as_bool().unwrap(), library["filenames"][0].as_str().unwrap().into())
    }
}

#[test]
fn an_edited_document_rebuilds() {
    let checkout = Checkout::new("edited");
    assert_eq!(checkout.run(), "/v1/echo");
    assert!(checkout.is_fresh());

    checkout.write("minimal.json", &DOCUMENT.replace("/v1/echo", "/v2/echo"));
    assert!(!checkout.is_fresh());
    assert_eq!(checkout.run(), "/v2/echo");
    assert!(checkout.is_fresh());

    // A broken document is an error, and once it is repaired, the error is gone.
    checkout.write("minimal.json", &DOCUMENT.replace("3.1.0", "2.0"));
    let (success, _, errors) = checkout.cargo(&["run"]);
    assert!(!success && errors.contains("minimal.json:2:"), "{errors}");
    checkout.write("minimal.json", DOCUMENT);
    assert_eq!(checkout.run(), "/v1/echo");

    // So is a document that is not there.
    fs::rename(checkout.path("minimal.json"), checkout.path("minimal2.json")).unwrap();
    let (success, _, errors) = checkout.cargo(&["run"]);
    assert!(!success && errors.contains("help: did you mean `minimal2.json`?"), "{errors}");
    fs::rename(checkout.path("minimal2.json"), checkout.path("minimal.json")).unwrap();
    assert_eq!(checkout.run(), "/v1/echo");
}

#[test]
fn two_checkouts_give_the_same_bits() {
    let build = || {
        let checkout = Checkout::new("copied");
        // The compiler itself writes the folder of each source file into a library. This is how a build that is to be
        // the same everywhere tells it not to.
        let folder = checkout.folder.path().canonicalize().unwrap();
        let remap = format!("--remap-path-prefix={}=/checkout", folder.display());
        let (is_fresh, library) = checkout.library(&["rustc", "--lib", "--", &remap]);
        assert!(!is_fresh);
        (folder, fs::read(library).unwrap())
    };
    let ((first_folder, first), (second_folder, second)) = (build(), build());
    assert_ne!(first_folder, second_folder);
    assert!(first == second, "the libraries differ ({} and {} bytes)", first.len(), second.len());
}
