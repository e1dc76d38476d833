//! Rewrites the document as OpenAPI 3.0, which is what progenitor reads.

use std::{env, error::Error, path::PathBuf, process::Command};

const CONVERTER: &str = "../openapi30.py";
const DOCUMENT: &str = "../../../api-spec/bango-resale.json";

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script by the environment")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CONVERTER}");
    println!("cargo::rerun-if-changed={DOCUMENT}");
    let target = PathBuf::from(env::var("OUT_DIR")?).join("bango-resale-3.0.json");
    let status = Command::new("python3").args([CONVERTER, DOCUMENT]).arg(target).status()?;
    if !status.success() {
        return Err(format!("{CONVERTER}: {status}").into());
    }
    Ok(())
}
