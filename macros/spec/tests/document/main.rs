//! Reads documents: good ones, wrong ones, and any bytes at all.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod model;
mod notation;
mod places;
mod problems;
mod property;
mod sides;
mod size;

use countersign_spec::Document;

/// A document with everything that is supported.
const GOOD: &str = include_str!("good.json");

/// Reads a document that has no problems.
fn read(text: &str) -> Document {
    match Document::read("good.json", text) {
        Ok(document) => document,
        Err(problems) => {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", problems.join("\n"));
        }
    }
}
