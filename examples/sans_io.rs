//! Prepares and signs a request without network and async runtime; any HTTP stack can send the result.
//!
//! Run it with `cargo run --example sans_io`.

#![expect(clippy::print_stdout, reason = "the example shows what happens")]

use countersign::{BaseUrl, Endpoint, SigningKey, Timestamp, Verifier};

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement/report")]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    customer_identifier: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_key: Option<&'a str>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A reseller makes its key once, keeps the private half, and hands the public half to the vendor.
    let key = SigningKey::generate(1024)?;
    println!("For the vendor:\n{}", key.verifying_key().to_spki_pem());

    let base_url = BaseUrl::parse("https://resale.api.bango.net")?;
    let report = Report { customer_identifier: "my-user-123456789", product_key: None };
    let created = Timestamp::now();
    let request = report.prepare(&base_url)?.sign(&key, created)?;
    println!("{} {}", request.method(), request.uri());
    for (name, value) in request.headers() {
        println!("{name}: {}", value.to_str()?);
    }
    println!("\n{}", std::str::from_utf8(request.body())?);

    // The other side checks it with the public half.
    let verifier = Verifier::for_endpoint::<Report<'_>>(key.verifying_key().clone())?;
    let verified = verifier.verify(request.headers(), request.body(), created)?;
    println!(
        "\nVerified: signed at {} over {:?} and the payload.",
        verified.created, verified.signed_headers
    );
    Ok(())
}
