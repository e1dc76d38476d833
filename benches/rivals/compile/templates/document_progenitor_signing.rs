//! The whole document, as progenitor's macro makes it, and each of its operations called, signed in the client's hook:
//! with the crate `rsa`, because AWS-LC's safe wrapper refuses the 1024-bit keys that the vendor asks for.

use std::{
    error::Error,
    fmt,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use bango::{Client, types};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{
    Request,
    header::{AUTHORIZATION, HeaderValue},
};
use rsa::{Pkcs1v15Sign, RsaPrivateKey, pkcs8::DecodePrivateKey as _, rand_core::OsRng};
use sha2::{Digest as _, Sha256};

mod bango {
    #![allow(dead_code, deprecated)]
    progenitor::generate_api!(
        spec = "document.json",
        inner_type = crate::Signing,
        pre_hook_async = crate::sign,
    );
}

struct Beside {
    edited_0: &'static str,
}

/// What the client keeps for its hook.
#[derive(Clone)]
pub struct Signing {
    key: Arc<RsaPrivateKey>,
    authorization: HeaderValue,
}

impl fmt::Debug for Signing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Signs the bytes that are sent, and the entitlement that the path ends with, if it does.
async fn sign(
    signing: &Signing,
    request: &mut Request,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let entitlement =
        match request.url().path_segments().map(Iterator::collect::<Vec<_>>).as_deref() {
            Some(["v1", "entitlement", "report"]) => None,
            Some(["v1", "entitlement", .., id]) => Some((*id).to_owned()),
            _ => None,
        };
    let created = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs().to_string();
    let mut digest = Sha256::new_with_prefix(&created);
    if let Some(entitlement) = &entitlement {
        digest.update(entitlement);
    }
    digest.update(request.body().and_then(|body| body.as_bytes()).unwrap_or_default());
    let signature =
        signing.key.sign_with_rng(&mut OsRng, Pkcs1v15Sign::new::<Sha256>(), &digest.finalize())?;
    let signed = if entitlement.is_some() { "Created;EntitlementId" } else { "Created" };
    let signature = STANDARD.encode(signature);
    let signature = format!("keyId=RSA-SHA256V1, headers={signed}, signature={signature}");
    let headers = request.headers_mut();
    headers.insert(AUTHORIZATION, signing.authorization.clone());
    headers.insert("created", HeaderValue::try_from(created)?);
    if let Some(entitlement) = entitlement {
        headers.insert("entitlementid", HeaderValue::try_from(entitlement)?);
    }
    headers.insert("signature", HeaderValue::try_from(signature)?);
    Ok(())
}

async fn call(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
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

fn main() -> Result<(), Box<dyn Error>> {
    let credentials = STANDARD.encode("MyOrganization:password");
    let mut authorization = HeaderValue::try_from(format!("Basic {credentials}"))?;
    authorization.set_sensitive(true);
    let signing = Signing {
        key: Arc::new(RsaPrivateKey::from_pkcs8_pem(&std::fs::read_to_string("reseller.pem")?)?),
        authorization,
    };
    let client = Client::new("https://resale.api.bango.net", signing);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(call(&client, "a25100b8"))
}
