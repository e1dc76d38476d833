//! The whole document, as `endpoints!` makes it, and each of its operations called.

use bango::{
    CancelEntitlement, CreateEntitlement, Echo, GetEntitlement, ReactivateEntitlement, ReportEntitlements,
    RevokeEntitlement, UpdateEntitlement,
};
use countersign::{Client, SigningKey};

mod bango {
    #![allow(dead_code)]
    countersign::endpoints!("document.json");
}

struct Beside {
    edited_0: &'static str,
}

async fn call(client: &Client, id: &str) -> Result<(), Box<dyn std::error::Error>> {
    let beside = Beside { edited_0: "my-user-123456789" };
    let customer = beside.edited_0;
    println!("{:?}", client.send(&CreateEntitlement::new(CreateEntitlementRequired { customer_identifier: customer, merchant_account_key: "BANGO", product_key: "BangoMusic" })).await?);
    println!("{:?}", client.send(&UpdateEntitlement::with_entitlement_id(id)).await?);
    println!("{:?}", client.send(&GetEntitlement::with_entitlement_id(id)).await?);
    println!("{:?}", client.send(&ReportEntitlements::with_customer_identifier(customer)).await?);
    println!("{:?}", client.send(&CancelEntitlement::with_entitlement_id(id)).await?);
    println!("{:?}", client.send(&RevokeEntitlement::with_entitlement_id(id)).await?);
    #[allow(deprecated)]
    let reactivate = ReactivateEntitlement::with_entitlement_id(id);
    println!("{:?}", client.send(&reactivate).await?);
    println!("{:?}", client.send(&Echo::with_echo_request_id("my-echo-1")).await?);
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder("https://resale.api.bango.net")
        .basic_auth("MyOrganization", "password")
        .signing_key(SigningKey::from_pem_file("reseller.pem")?)
        .build()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(call(&client, "a25100b8"))
}
