//! Receives Bango's notifications with axum.
//!
//! `NOTIFICATION_KEY=… cargo run -p bango-resale --example notifications` listens on 127.0.0.1:8080. In front of it
//! belongs what ends TLS: notifications hold customer data and a key.

#![expect(clippy::disallowed_methods, reason = "a program may read its environment")]
#![expect(clippy::print_stdout, reason = "the example shows what happens")]

mod receiver;

use std::{env, error::Error};

use tokio::{net::TcpListener, sync::mpsc};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let api_key = env::var("NOTIFICATION_KEY")
        .map_err(|_| "set NOTIFICATION_KEY to the key that Bango was given")?;
    let (news, mut inbox) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(notification) = inbox.recv().await {
            println!("{notification:?}"); // does not show customer data
        }
    });
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    println!("Listening on http://{}{}", listener.local_addr()?, receiver::PATH);
    axum::serve(listener, receiver::receiver(api_key, news)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use axum::{
        body::Body,
        http::{Request, StatusCode},
    };
    use tower::ServiceExt as _;

    use super::*;

    const KEY: &str = "a key";
    const FIRST: &str =
        r#"{"entitlementId":"a","status":"ACTIVE","dateLastUpdated":"2017-01-01T01:02:03Z"}"#;
    const SECOND: &str =
        r#"{"entitlementId":"a","status":"SUSPENDED","dateLastUpdated":"2017-01-02T01:02:03Z"}"#;

    #[tokio::test]
    async fn what_comes_twice_or_late_is_no_news() {
        let (news, mut inbox) = mpsc::unbounded_channel();
        let receiver = receiver::receiver(KEY, news);
        for body in [FIRST, FIRST, SECOND, FIRST, SECOND] {
            assert_eq!(post(&receiver, Some(KEY), body).await, StatusCode::OK);
        }
        let news: Vec<_> = std::iter::from_fn(|| inbox.try_recv().ok()?.status).collect();
        assert_eq!(news, [bango_resale::Status::Active, bango_resale::Status::Suspended]);
    }

    #[tokio::test]
    async fn strangers_and_nonsense_are_refused() {
        let (news, mut inbox) = mpsc::unbounded_channel();
        let receiver = receiver::receiver(KEY, news);
        assert_eq!(post(&receiver, None, FIRST).await, StatusCode::UNAUTHORIZED);
        assert_eq!(post(&receiver, Some("a ke"), FIRST).await, StatusCode::UNAUTHORIZED);
        assert_eq!(post(&receiver, Some(KEY), "{}").await, StatusCode::BAD_REQUEST);
        assert!(inbox.try_recv().is_err());
    }

    #[tokio::test]
    async fn news_that_nobody_takes_is_asked_for_again() {
        let (news, inbox) = mpsc::unbounded_channel();
        drop(inbox);
        let receiver = receiver::receiver(KEY, news);
        assert_eq!(post(&receiver, Some(KEY), FIRST).await, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(post(&receiver, Some(KEY), FIRST).await, StatusCode::SERVICE_UNAVAILABLE);
    }

    async fn post(router: &axum::Router, key: Option<&str>, body: &'static str) -> StatusCode {
        let mut request = Request::post(receiver::PATH);
        if let Some(key) = key {
            request = request.header("x-api-key", key);
        }
        let request = request.body(Body::from(body)).unwrap();
        router.clone().oneshot(request).await.unwrap().status()
    }
}
