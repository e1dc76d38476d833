//! Ours: the operation of `bango-resale`, and the client as it is by default.

use std::{error::Error, num::NonZeroUsize, sync::Arc};

use bango_resale::{Client, CreateEntitlement, CreateEntitlementRequired, SigningKey, Status};

use crate::{
    Call, UNDER_WAY,
    by_hand::{CUSTOMER_IDENTIFIER, MERCHANT_ACCOUNT_KEY, NOTIFICATION_URL, PRODUCT_KEY},
    server::Server,
};

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
pub(crate) fn call(server: &Server, key: &SigningKey) -> Result<Call, Box<dyn Error>> {
    let client = Client::builder(&server.base_url)
        .basic_auth("MyOrganization", "elephant-notepad-dancer")
        .signing_key(SigningKey::from_pem(key.to_pkcs8_pem()?.as_bytes())?)
        .add_roots_pem(server.root_pem.as_str())
        // Its default, said because the rivals get the same.
        .max_concurrent_requests(NonZeroUsize::new(UNDER_WAY).ok_or("no place")?)
        .build()?;
    Ok(Arc::new(move || {
        let client = client.clone();
        Box::pin(async move {
            let create =
                CreateEntitlement::new(CreateEntitlementRequired { customer_identifier: CUSTOMER_IDENTIFIER, merchant_account_key: MERCHANT_ACCOUNT_KEY, product_key: PRODUCT_KEY })
                    .notification_url(NOTIFICATION_URL);
            let created = client.send(&create).await.unwrap();
            assert_eq!(created.entitlement.status, Status::Active);
        })
    }))
}
