//! One endpoint by hand on serde and reqwest, signed with AWS-LC, which by its safe wrapper refuses 1024-bit keys.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreateEntitlement<'a> {
    customer_identifier: &'a str,
    merchant_account_key: &'a str,
    product_key: &'a str,
    notification_url: &'a str,
    edited_0: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entitlement {
    entitlement_id: String,
    status: String,
}

async fn create(
    client: &reqwest::Client,
    key: &RsaKeyPair,
    request: &CreateEntitlement<'_>,
) -> Result<Entitlement, Box<dyn std::error::Error>> {
    let payload = serde_json::to_vec(request)?;
    let created = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs().to_string();
    let signed = [created.as_bytes(), &payload].concat();
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &signed, &mut signature)
        .map_err(|_| "the key does not sign")?;
    let signature = STANDARD.encode(signature);
    let response = client
        .post("https://resale.api.bango.net/v1/entitlement")
        .basic_auth("MyOrganization", Some("password"))
        .header("content-type", "application/json")
        .header("created", created)
        .header("signature", format!("keyId=RSA-SHA256V1, headers=Created, signature={signature}"))
        .body(payload)
        .send()
        .await?
        .error_for_status()?;
    Ok(serde_json::from_slice(&response.bytes().await?)?)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = RsaKeyPair::from_pkcs8(&std::fs::read("reseller.der")?)?;
    let client = reqwest::Client::builder().https_only(true).build()?;
    let request = CreateEntitlement {
        customer_identifier: "my-user-123456789",
        merchant_account_key: "BANGO",
        product_key: "BangoMusic",
        notification_url: "https://example.com/entitlement/notification",
        edited_0: "",
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let entitlement = runtime.block_on(create(&client, &key, &request))?;
    println!("{} is {}", entitlement.entitlement_id, entitlement.status);
    Ok(())
}
