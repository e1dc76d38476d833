//! Writes the module through which generated code reaches this crate.
//!
//! The patch version is part of its name, so that code written by hand against it breaks on the next release, and a
//! derive of another version can never meet this runtime unnoticed. serde and thiserror do the same.

#![expect(
    clippy::disallowed_methods,
    reason = "the environment is how cargo talks to build scripts"
)]

use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Cargo sets both variables for every build script, so a missing one means that this is not a cargo build.
    let (Some(out_dir), Some(patch)) =
        (env::var_os("OUT_DIR"), env::var_os("CARGO_PKG_VERSION_PATCH"))
    else {
        println!(
            "cargo::error=OUT_DIR and CARGO_PKG_VERSION_PATCH are set by cargo; build with cargo"
        );
        return;
    };
    let module = format!(
        "#[doc(hidden)]\npub mod __private{} {{\n    pub use crate::private::*;\n}}\n",
        patch.display(),
    );
    if let Err(error) = fs::write(Path::new(&out_dir).join("private.rs"), module) {
        println!("cargo::error=writing private.rs to OUT_DIR failed: {error}");
    }
}
