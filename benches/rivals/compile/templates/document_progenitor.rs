//! The whole document, as progenitor's macro makes it, and each of its operations called. Nothing is signed.

use bango::{Client, types};

mod bango {
    #![allow(dead_code, deprecated)]
    progenitor::generate_api!("document.json");
}

struct Beside {
    edited_0: &'static str,
}

async fn call(client: &Client, id: &str) -> Result<(), Box<dyn std::error::Error>> {
    let beside = Beside { edited_0: "my-user-123456789" };
    let customer = beside.edited_0;
    let create: types::CreateEntitlementBody = serde_json::from_value(serde_json::json!({
        "customerIdentifier": customer, "merchantAccountKey": "BANGO", "productKey": "BangoMusic",
    }))?;
    println!("{:?}", client.create_entitlement(None, &create).await?);
    let update: types::UpdateEntitlementBody =
        serde_json::from_value(serde_json::json!({ "entitlementId": id }))?;
    println!("{:?}", client.update_entitlement(None, &update).await?);
    println!("{:?}", client.get_entitlement(id, None).await?);
    let report: types::ReportEntitlementsBody =
        serde_json::from_value(serde_json::json!({ "customerIdentifier": customer }))?;
    println!("{:?}", client.report_entitlements(None, &report).await?);
    println!("{:?}", client.cancel_entitlement(id, None, &Default::default()).await?);
    println!("{:?}", client.revoke_entitlement(id, None, &Default::default()).await?);
    println!("{:?}", client.reactivate_entitlement(id, None).await?);
    println!("{:?}", client.echo("my-echo-1", None).await?);
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new("https://resale.api.bango.net");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(call(&client, "a25100b8"))
}
