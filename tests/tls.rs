//! What the client trusts, in real handshakes on loopback: every refusal says why, and nothing is sent before trust.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "tls/accepted.rs"]
mod accepted;
#[path = "tls/handshake.rs"]
mod handshake;
#[path = "tls/http2.rs"]
mod http2;
#[cfg(all(unix, not(target_vendor = "apple")))]
#[path = "tls/platform.rs"]
mod platform;
#[path = "tls/redirects.rs"]
mod redirects;
#[path = "tls/refused.rs"]
mod refused;
#[path = "tls/time_passes.rs"]
mod time_passes;

use countersign::{Client, Error, TransportError};
use countersign_tests::tls_server::PING;

/// The error of a call that must not have left this machine.
async fn refusal(client: &Client) -> TransportError {
    let error = client.send(&PING).await.unwrap_err();
    assert!(!error.may_have_taken_effect(), "{error}");
    let Error::Transport(error) = error else { panic!("{error}") };
    assert!(!error.may_have_been_sent(), "{error}");
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains("sentinel"), "{text}");
    }
    let text = error.to_string();
    assert!(!text.contains("error sending request") && !text.contains('\n'), "{text}");
    assert!(text.contains("localhost") && text.contains("nothing was sent"), "{text}");
    error
}
