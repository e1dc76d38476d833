//! The client that progenitor generates from the same document, signing in its hook.

use std::{error::Error, fmt, sync::Arc};

use bango_resale::SigningKey;
use reqwest::{
    Request,
    header::{AUTHORIZATION, HeaderValue},
};
use uuid::Uuid;

use crate::{
    Call,
    by_hand::{
        self, CREATED, CUSTOMER_IDENTIFIER, MERCHANT_ACCOUNT_KEY, NOTIFICATION_URL, PRODUCT_KEY,
        SIGNATURE, Signing,
    },
    server::Server,
};

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
pub(crate) fn call(server: &Server, key: &SigningKey) -> Result<Call, Box<dyn Error>> {
    let client = by_hand::client(server)?;
    let signing = Inner(Arc::new(Signing::aws_lc(key)?));
    let client = Arc::new(api::Client::new_with_client(&server.base_url, client, signing));
    Ok(Arc::new(move || {
        let client = Arc::clone(&client);
        Box::pin(async move {
            let identifier = Uuid::new_v4().to_string();
            let body = api::types::CreateEntitlementBody {
                customer_identifier: CUSTOMER_IDENTIFIER.to_owned(),
                merchant_account_key: MERCHANT_ACCOUNT_KEY.to_owned(),
                product_key: PRODUCT_KEY.to_owned(),
                notification_url: Some(NOTIFICATION_URL.to_owned()),
                offer_key: None,
                date_expiry: None,
                entitlement_id: None,
                entitlement_display_name: None,
                extension_data: None,
                extra_information: None,
            };
            let created = client.create_entitlement(Some(&identifier), &body).await.unwrap();
            assert_eq!(created.status, api::types::Status::Active);
        })
    }))
}

/// What the generated client keeps for its hook.
#[derive(Clone)]
pub(crate) struct Inner(Arc<Signing>);

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Signs the bytes that are sent.
async fn sign(inner: &Inner, request: &mut Request) -> Result<(), Box<dyn Error + Send + Sync>> {
    let payload = request.body().and_then(|body| body.as_bytes()).unwrap_or_default();
    let [created, signature] = inner.0.header(payload).ok_or("no signature")?;
    let headers = request.headers_mut();
    headers.insert(AUTHORIZATION, by_hand::authorization());
    headers.insert(CREATED, HeaderValue::try_from(created)?);
    headers.insert(SIGNATURE, HeaderValue::try_from(signature)?);
    Ok(())
}

mod api {
    progenitor::generate_api!(
        spec = { path = "bango-resale-3.0.json", relative_to = OutDir },
        inner_type = crate::generated::Inner,
        pre_hook_async = crate::generated::sign,
    );
}
