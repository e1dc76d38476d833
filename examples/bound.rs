//! A struct of one's own, bound to an operation of a document: the compiler holds the one against the other.
//!
//! Run it with `cargo run --example bound`. Method, path and signed headers come from `bound.json`; try what happens when
//! a field has a name that the document does not know.

#![expect(clippy::print_stdout, reason = "the example shows what happens")]

use countersign::{
    Client, Endpoint, SigningKey,
    serde::{Deserialize, Serialize},
};
use countersign_sandbox::Sandbox;

/// The private key of the vendor's worked example. It is printed in public documentation, so it protects nothing:
/// never use it for anything but examples and tests.
const VENDOR_EXAMPLE_KEY: &str = include_str!("vendor-example-key.pem");

/// Reports what a customer used. Only what this program needs of the operation is here.
#[derive(Endpoint)]
#[endpoint(document = "bound.json", operation = "reportUsage", response = UsageReceipt)]
#[serde(rename_all = "camelCase")]
struct ReportUsage<'a> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
    #[endpoint(query = "dryRun")]
    dry_run: Option<bool>,
    minutes: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<Device>,
}

/// A type of one's own for a part of the body.
#[derive(Serialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
struct Device {
    model_name: &'static str,
}

#[derive(Debug, Deserialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
struct UsageReceipt {
    minutes_left: u32,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The sandbox serves the same document.
    let sandbox =
        Sandbox::builder().document("bound.json", include_str!("bound.json")).start().await?;
    let client = Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(SigningKey::from_pem(VENDOR_EXAMPLE_KEY)?)
        .add_roots_pem(sandbox.root_certificate_pem())
        .build()?;

    println!(
        "{} {}, signs {}",
        ReportUsage::METHOD,
        ReportUsage::PATH,
        ReportUsage::SIGNED_HEADERS.join(";")
    );
    let receipt = client
        .send(&ReportUsage {
            entitlement_id: "a25100b8-4e0c-4e37-b921-cac9cb1e930f",
            dry_run: Some(true),
            minutes: 17,
            device: Some(Device { model_name: "Set-top box" }),
        })
        .await?;
    println!("{receipt:?}: {} minutes left", receipt.minutes_left);

    sandbox.shutdown().await;
    Ok(())
}
