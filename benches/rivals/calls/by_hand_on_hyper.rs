//! The least that a call can be: hyper-util's client by hand, with the TLS and the time limits of ours and nothing else. What
//! ours costs beside it is the client itself: what it prepares, repeats, follows and reports.

use std::{error::Error, sync::Arc, time::Duration};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Request, Uri,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue},
};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::time::timeout;
use tokio_rustls::rustls::{
    ClientConfig, RootCertStore,
    client::Resumption,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use uuid::Uuid;

use crate::{
    Call,
    by_hand::{
        self, CREATED, CreateEntitlement, Entitlement, REQUEST_IDENTIFIER, SIGNATURE, Signing,
        Status,
    },
    server::Server,
};

/// Creates entitlements.
pub(crate) struct WithHyperUtil {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    uri: Uri,
    signing: Signing,
}

impl WithHyperUtil {
    pub(crate) fn new(server: &Server, signing: Signing) -> Result<Self, Box<dyn Error>> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(Duration::from_secs(10)));
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls(server)?)
            .https_only()
            .enable_all_versions()
            .wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .build(connector);
        let uri = format!("{}/v1/entitlement", server.base_url).parse()?;
        Ok(Self { client, uri, signing })
    }

    #[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
    pub(crate) fn into_call(self) -> Call {
        let this = Arc::new(self);
        Arc::new(move || {
            let this = Arc::clone(&this);
            Box::pin(async move {
                let called = timeout(Duration::from_secs(30), this.create());
                let entitlement = called.await.unwrap().unwrap();
                assert!(matches!(entitlement.status, Status::Active));
            })
        })
    }

    async fn create(&self) -> Result<Entitlement, Box<dyn Error + Send + Sync>> {
        let payload = serde_json::to_vec(&CreateEntitlement::EXAMPLE)?;
        let [created, signature] = self.signing.header(&payload).ok_or("no signature")?;
        let mut identifier = Uuid::encode_buffer();
        let identifier = &*Uuid::new_v4().hyphenated().encode_lower(&mut identifier);
        let request = Request::post(self.uri.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header(REQUEST_IDENTIFIER, identifier)
            .header(AUTHORIZATION, by_hand::authorization())
            .header(CREATED, created)
            .header(SIGNATURE, signature)
            .body(Full::from(payload))?;
        let response = self.client.request(request).await?;
        if !response.status().is_success() {
            return Err(response.status().to_string().into());
        }
        let body = response.into_body().collect().await?.to_bytes();
        Ok(serde_json::from_slice(&body)?)
    }
}

/// As ours: rustls on AWS-LC, and no session is resumed.
fn tls(server: &Server) -> Result<ClientConfig, Box<dyn Error>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(server.root_pem.as_bytes())?)?;
    let mut config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.resumption = Resumption::disabled();
    Ok(config)
}
