//! One endpoint, derived.

use countersign::{Client, Endpoint, SigningKey, serde::Deserialize};

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement", response = Entitlement)]
#[serde(rename_all = "camelCase")]
struct CreateEntitlement<'a> {
    customer_identifier: &'a str,
    merchant_account_key: &'a str,
    product_key: &'a str,
    notification_url: &'a str,
    edited_0: &'a str,
}

#[derive(Deserialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
struct Entitlement {
    entitlement_id: String,
    status: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder("https://resale.api.bango.net")
        .basic_auth("MyOrganization", "password")
        .signing_key(SigningKey::from_pem_file("reseller.pem")?)
        .build()?;
    let request = CreateEntitlement {
        customer_identifier: "my-user-123456789",
        merchant_account_key: "BANGO",
        product_key: "BangoMusic",
        notification_url: "https://example.com/entitlement/notification",
        edited_0: "",
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let entitlement = runtime.block_on(client.send(&request))?;
    println!("{} is {}", entitlement.entitlement_id, entitlement.status);
    Ok(())
}
