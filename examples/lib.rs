//! Runnable examples: `cargo run --example quickstart` and `cargo run --example sans_io`.
