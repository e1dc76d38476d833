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
    println!("{:?}", client.send(&CreateEntitlement::new(customer, "BANGO", "BangoMusic")).await?);
    println!("{:?}", client.send(&UpdateEntitlement::new(id)).await?);
    println!("{:?}", client.send(&GetEntitlement::new(id)).await?);
    println!("{:?}", client.send(&ReportEntitlements::new(customer)).await?);
    println!("{:?}", client.send(&CancelEntitlement::new(id)).await?);
    println!("{:?}", client.send(&RevokeEntitlement::new(id)).await?);
    #[allow(deprecated)]
    let reactivate = ReactivateEntitlement::new(id);
    println!("{:?}", client.send(&reactivate).await?);
    println!("{:?}", client.send(&Echo::new("my-echo-1")).await?);
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
