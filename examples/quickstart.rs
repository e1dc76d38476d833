//! Signs the vendor's own example request, sends it over TLS to a local sandbox, and reads the entitlement back.
//!
//! Run it with `cargo run --example quickstart`.

#![expect(clippy::print_stdout, reason = "the example shows what happens")]

use countersign::{
    Client, Endpoint, SigningKey,
    http::Response,
    serde::{Deserialize, Serialize},
};
use countersign_sandbox::{Received, Sandbox};

/// The private key of the vendor's worked example. It is printed in public documentation, so it protects nothing:
/// never use it for anything but examples and tests.
const VENDOR_EXAMPLE_KEY: &str = include_str!("vendor-example-key.pem");

/// The vendor's example: activate a subscription for a customer.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement", response = Entitlement)]
#[serde(rename_all = "camelCase")]
struct CreateEntitlement<'a> {
    customer_identifier: &'a str,
    merchant_account_key: &'a str,
    product_key: &'a str,
    notification_url: &'a str,
}

/// Reads it back. There is no payload to sign, so the id in the path is bound by a header that repeats it.
#[derive(Endpoint)]
#[endpoint(
    method = GET,
    path = "/v1/entitlement/{entitlement_id}",
    signed("Created", "EntitlementId"),
    response = Entitlement,
)]
struct GetEntitlement<'a> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
}

/// What comes back: the members that this example looks at.
#[derive(Debug, Deserialize, Serialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
struct Entitlement {
    response_code: String,
    entitlement_id: String,
    status: String,
    customer_identifier: String,
    product_key: String,
    date_created: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = SigningKey::from_pem(VENDOR_EXAMPLE_KEY)?;
    let sandbox = Sandbox::builder().public_key(key.verifying_key().clone()).start().await?;
    let client = Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(key)
        .add_roots_pem(sandbox.root_certificate_pem())
        .build()?;

    println!(
        "Signing with the vendor's example key, which is public: for examples and tests only."
    );
    println!("The sandbox listens on {}.\n", sandbox.base_url());

    let created = client
        .send_for_response(&CreateEntitlement {
            customer_identifier: "my-user-123456789",
            merchant_account_key: "BANGO",
            product_key: "BangoMusic",
            notification_url: "https://example.com/entitlement/notification",
        })
        .await?;
    show(&sandbox, &created);

    let entitlement_id = &created.body().entitlement_id;
    let read = client.send_for_response(&GetEntitlement { entitlement_id }).await?;
    show(&sandbox, &read);

    sandbox.shutdown().await;
    Ok(())
}

/// Prints the last request, byte for byte as the sandbox received it, and the answer as it was decoded.
fn show(sandbox: &Sandbox, answer: &Response<Entitlement>) {
    let received = sandbox.received();
    let Some(request) = received.last() else {
        return;
    };
    println!("{} {} {:?}", request.method, request.target, request.version);
    for name in ["Created", "Signature", "EntitlementId"] {
        if let Some(value) = header(request, name) {
            println!("{name}: {value}");
        }
    }
    println!("Payload: {}", String::from_utf8_lossy(&request.body));
    println!("=> {}", answer.status());
    println!("{:#?}\n", answer.body());
}

fn header<'a>(request: &'a Received, name: &str) -> Option<&'a str> {
    request.headers.get(name)?.to_str().ok()
}
