//! The two servers: one that keeps nothing of a request, and the sandbox.

use std::sync::Arc;

use axum::{Router, http::header::CONTENT_TYPE, routing::get};
use countersign::{Client, ClientBuilder};
use countersign_sandbox::{HttpVersions, Sandbox};
use countersign_tests::localhost;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tokio_rustls::{TlsAcceptor, rustls::server::NoServerSessionStorage};

const ECHO: &str = r#"{"responseCode":"OK","responseMessage":"Success","echo":"hello"}"#;

/// A server of Bango's `echo`.
pub(crate) enum Server {
    WithoutMemory { base_url: String, root_pem: String, open: watch::Receiver<usize> },
    Sandbox(Sandbox),
}

impl Server {
    pub(crate) async fn without_memory(versions: HttpVersions) -> Self {
        let (root_pem, mut config) = localhost::tls();
        let protocols: &[&[u8]] = match versions {
            HttpVersions::Http1 => &[b"http/1.1"],
            _ => &[b"h2", b"http/1.1"],
        };
        config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
        // Otherwise it keeps two sessions of each connection, of the last 128 connections.
        config.session_storage = Arc::new(NoServerSessionStorage {});
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let echo = get(|| async { ([(CONTENT_TYPE, "application/json")], ECHO) });
        let routes = Router::new().route("/v1/echo/{id}", echo);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let (count, open) = watch::channel(0);
        // It ends with the runtime of its test.
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.send_modify(|open| *open += 1);
                let (acceptor, routes, count) = (acceptor.clone(), routes.clone(), count.clone());
                tokio::spawn(async move {
                    serve(stream, acceptor, routes).await;
                    count.send_modify(|open| *open -= 1);
                });
            }
        });
        Self::WithoutMemory { base_url, root_pem, open }
    }

    pub(crate) async fn sandbox(versions: HttpVersions) -> Self {
        Self::Sandbox(Sandbox::builder().http_versions(versions).start().await.unwrap())
    }

    /// Begins a client that may call it.
    pub(crate) fn client(&self) -> ClientBuilder {
        match self {
            Self::WithoutMemory { base_url, root_pem, .. } => Client::builder(base_url)
                .basic_auth("user", "password")
                .add_roots_pem(root_pem.as_str()),
            Self::Sandbox(sandbox) => Client::builder(sandbox.base_url())
                .basic_auth(sandbox.user(), sandbox.password())
                .add_roots_pem(sandbox.root_certificate_pem()),
        }
    }

    pub(crate) fn open_connections(&self) -> usize {
        match self {
            Self::WithoutMemory { open, .. } => *open.borrow(),
            Self::Sandbox(sandbox) => sandbox.open_connections(),
        }
    }

    /// Waits until no connection is open.
    pub(crate) async fn all_closed(&self) {
        match self {
            Self::WithoutMemory { open, .. } => {
                open.clone().wait_for(|open| *open == 0).await.unwrap();
            }
            Self::Sandbox(sandbox) => sandbox.wait_for_open_connections(0).await,
        }
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, routes: Router) {
    let Ok(stream) = acceptor.accept(stream).await else { return };
    // A client that drops a call, or goes away, is what the tests are about.
    let _ = auto::Builder::new(TokioExecutor::new())
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes))
        .await;
}
