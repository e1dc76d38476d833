//! Runs one ignored test of the running test program again, in a process whose environment a test may choose.
//!
//! The environment of a test's own process cannot be changed, because other threads read it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{env, ffi::OsStr, process::Stdio};

use tokio::{process::Command, time::timeout};

use crate::tls_server::HANG;

/// Runs an ignored test with these variables, and no others that concern proxies or root certificates.
pub async fn run(test: &str, variables: &[(&str, &str)]) {
    let variables: Vec<_> =
        variables.iter().map(|(name, value)| (*name, OsStr::new(value))).collect();
    run_with_any(test, &variables).await;
}

/// As [`run`], with values that need not be Unicode text.
pub async fn run_with_any(test: &str, variables: &[(&str, &OsStr)]) {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    // `REQUEST_METHOD` is how a CGI program knows that it is one, and then `HTTP_PROXY` is a header of a stranger.
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "REQUEST_METHOD"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    command.env_remove("SSL_CERT_FILE").env_remove("SSL_CERT_DIR");
    command.envs(variables.iter().copied()).stdin(Stdio::null()).kill_on_drop(true);
    let output = timeout(HANG, command.output()).await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{test}: {text}");
}
