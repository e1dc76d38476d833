//! What a careful person writes by hand: one reqwest client that is kept, the address parsed once, the body serialized
//! once, and the signature string hashed in pieces.

use std::{error::Error, sync::Arc, time::Duration};

use bango_resale::{SigningKey, countersign::Timestamp};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use reqwest::{
    Certificate, Client, Url,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue},
    redirect,
};
use rsa::{
    Pkcs1v15Sign, RsaPrivateKey, pkcs1::EncodeRsaPrivateKey as _, pkcs8::DecodePrivateKey as _,
    rand_core::OsRng,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    Call, raw,
    server::{self, Server},
};

pub(crate) const CREATED: HeaderName = HeaderName::from_static("created");
pub(crate) const SIGNATURE: HeaderName = HeaderName::from_static("signature");
pub(crate) const REQUEST_IDENTIFIER: HeaderName = HeaderName::from_static("x-requestidentifier");

pub(crate) const CUSTOMER_IDENTIFIER: &str = "my-user-123456789";
pub(crate) const MERCHANT_ACCOUNT_KEY: &str = "BANGO";
pub(crate) const PRODUCT_KEY: &str = "BangoMusic";
pub(crate) const NOTIFICATION_URL: &str = "https://example.com/entitlement/notification";

/// Creates entitlements.
pub(crate) struct ByHand {
    client: Client,
    url: Url,
    signing: Signing,
}

/// What makes the signatures.
pub(crate) enum Signing {
    /// Nothing: how fast calls could be.
    None,
    AwsLc(raw::Rsa),
    /// Blinded, as its advisory RUSTSEC-2023-0071 leaves no other choice.
    Rsa(Box<RsaPrivateKey>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CreateEntitlement<'a> {
    customer_identifier: &'a str,
    merchant_account_key: &'a str,
    product_key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    notification_url: Option<&'a str>,
}

impl CreateEntitlement<'_> {
    pub(crate) const EXAMPLE: Self = Self {
        customer_identifier: CUSTOMER_IDENTIFIER,
        merchant_account_key: MERCHANT_ACCOUNT_KEY,
        product_key: PRODUCT_KEY,
        notification_url: Some(NOTIFICATION_URL),
    };
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "an answer is decoded, whoever reads it")]
pub(crate) struct Entitlement {
    response_code: String,
    response_message: Option<String>,
    entitlement_id: String,
    pub(crate) status: Status,
    date_created: Option<DateTime<Utc>>,
    date_activated: Option<DateTime<Utc>>,
    date_ended: Option<DateTime<Utc>>,
    date_suspended: Option<DateTime<Utc>>,
    date_resumed: Option<DateTime<Utc>>,
    date_last_updated: Option<DateTime<Utc>>,
    customer_identifier: Option<String>,
    merchant_account_key: Option<String>,
    product_key: Option<String>,
    date_expiry: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub(crate) enum Status {
    Pending,
    Active,
    ActiveEnding,
    Suspended,
    Cancelled,
    Revoked,
    Failed,
}

impl ByHand {
    pub(crate) fn new(server: &Server, signing: Signing) -> Result<Self, Box<dyn Error>> {
        let url = format!("{}/v1/entitlement", server.base_url).parse()?;
        Ok(Self { client: client(server)?, url, signing })
    }

    #[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
    pub(crate) fn into_call(self) -> Call {
        let this = Arc::new(self);
        Arc::new(move || {
            let this = Arc::clone(&this);
            Box::pin(async move {
                let entitlement = this.create().await.unwrap();
                assert!(matches!(entitlement.status, Status::Active));
            })
        })
    }

    async fn create(&self) -> Result<Entitlement, Box<dyn Error + Send + Sync>> {
        let payload = serde_json::to_vec(&CreateEntitlement::EXAMPLE)?;
        let mut identifier = Uuid::encode_buffer();
        let identifier = &*Uuid::new_v4().hyphenated().encode_lower(&mut identifier);
        let mut request = self
            .client
            .post(self.url.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header(REQUEST_IDENTIFIER, identifier)
            .header(AUTHORIZATION, authorization());
        request = match self.signing.header(&payload) {
            Some([created, signature]) => {
                request.header(CREATED, created).header(SIGNATURE, signature)
            }
            None => request.header(server::UNSIGNED, "yes"),
        };
        let answer = request.body(payload).send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }
}

impl Signing {
    pub(crate) fn aws_lc(key: &SigningKey) -> Result<Self, Box<dyn Error>> {
        let der = rsa_key(key)?.to_pkcs1_der()?;
        Ok(Self::AwsLc(raw::Rsa::from_pkcs1_der(der.as_bytes()).ok_or("refused by AWS-LC")?))
    }

    pub(crate) fn rsa(key: &SigningKey) -> Result<Self, Box<dyn Error>> {
        Ok(Self::Rsa(Box::new(rsa_key(key)?)))
    }

    /// The values of `Created` and `Signature`.
    pub(crate) fn header(&self, payload: &[u8]) -> Option<[String; 2]> {
        let created = Timestamp::now().unix_seconds().to_string();
        let digest = || Sha256::new().chain_update(&created).chain_update(payload).finalize();
        let signature = match self {
            Self::None => return None,
            Self::AwsLc(key) => key.sign_sha256(&digest().into())?,
            Self::Rsa(key) => {
                key.sign_with_rng(&mut OsRng, Pkcs1v15Sign::new::<Sha256>(), &digest()).ok()?
            }
        };
        let mut header = String::from("keyId=RSA-SHA256V1, headers=Created, signature=");
        STANDARD.encode_string(signature, &mut header);
        Some([created, header])
    }
}

/// The reqwest client of all rivals but ours, with the time limits that ours has by default.
pub(crate) fn client(server: &Server) -> Result<Client, Box<dyn Error>> {
    Ok(Client::builder()
        .https_only(true)
        .redirect(redirect::Policy::none())
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(30))
        .no_proxy()
        .tls_certs_only([Certificate::from_pem(server.root_pem.as_bytes())?])
        .build()?)
}

/// Basic auth, kept out of `Debug` and of HTTP/2's table of headers as reqwest's own `basic_auth` keeps it.
pub(crate) fn authorization() -> HeaderValue {
    let mut value =
        HeaderValue::from_static("Basic TXlPcmdhbml6YXRpb246ZWxlcGhhbnQtbm90ZXBhZC1kYW5jZXI=");
    value.set_sensitive(true);
    value
}

fn rsa_key(key: &SigningKey) -> Result<RsaPrivateKey, Box<dyn Error>> {
    Ok(RsaPrivateKey::from_pkcs8_pem(&key.to_pkcs8_pem()?)?)
}
