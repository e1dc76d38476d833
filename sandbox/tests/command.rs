//! The command as a user runs it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    fs,
    io::{BufRead as _, BufReader, Lines},
    net::TcpListener,
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
};

use countersign::SigningKey;
use countersign_sandbox::spki_sha256;
use reqwest::{Certificate, Client};

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_countersign-sandbox"))
}

fn run(arguments: &[&str]) -> Output {
    command().args(arguments).output().unwrap()
}

/// A running command, ended when the test ends, however it ends.
struct Running {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut child = command().args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    fn line(&mut self) -> String {
        self.lines.next().unwrap().unwrap()
    }

    /// What the greeting says under this heading.
    fn greeting(&mut self, heading: &str) -> String {
        loop {
            if let Some(value) = self.line().trim().strip_prefix(heading) {
                return value.trim().to_owned();
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

// The client has threads of its own, so that it closes its connection while the test waits for the command to end.
#[tokio::test(flavor = "multi_thread")]
async fn it_says_how_to_call_it_and_what_it_answers() {
    let mut running = Running::start(&[]);
    let address = running.greeting("address");
    let certificate = running.greeting("certificate");
    assert_eq!(running.greeting("user"), "MyOrganization");
    assert_eq!(running.greeting("password"), "elephant-notepad-dancer");
    assert_eq!(
        running.greeting("public key"),
        "RSA of 1024 bits, SHA-256 2e563fe7a65cea39b3e12f525ebacddd1216c5a0b6db88c3526c1aa7010d8a6c"
    );
    assert!(running.line().contains("the vendor's published example key"));
    assert_eq!(running.greeting("serves"), "bango-resale.json");
    assert!(running.line().contains("(Bango Resale API "));
    running.greeting("Create an entitlement, in another terminal");
    running.greeting("Stop it with Ctrl-C.");

    let root = Certificate::from_pem(&fs::read(&certificate).unwrap()).unwrap();
    let client = Client::builder().tls_certs_only([root]).no_proxy().build().unwrap();
    let request = client
        .get(format!("{address}/v1/entitlement/e?secret=1"))
        .basic_auth("MyOrganization", Some("elephant-notepad-dancer"));
    assert_eq!(request.send().await.unwrap().status(), 401);
    let line = running.line();
    let expect =
        "GET /v1/entitlement/e 401 sandbox: the header `Signature` is missing; sign the request";
    assert!(line.starts_with(expect), "{line}");

    #[cfg(unix)]
    {
        let id = running.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        assert!(running.child.wait().unwrap().success());
        assert!(!Path::new(&certificate).exists());
    }
}

#[test]
fn it_takes_a_key_and_writes_the_certificate_where_it_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let (key, ca) = (directory.path().join("key.pem"), directory.path().join("ca.pem"));
    let own = SigningKey::generate(1024).unwrap().verifying_key().clone();
    fs::write(&key, own.to_spki_pem()).unwrap();
    let mut running =
        Running::start(&["--public-key", key.to_str().unwrap(), "--ca-file", ca.to_str().unwrap()]);
    assert_eq!(Path::new(&running.greeting("certificate")), ca);
    let expect = format!("RSA of 1024 bits, SHA-256 {}", spki_sha256(&own));
    assert_eq!(running.greeting("public key"), expect);
    assert!(fs::read_to_string(&ca).unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
}

#[test]
fn it_serves_the_documents_that_it_is_given() {
    let mut running = Running::start(&[
        "--document",
        "tests/documents/library.json",
        "--document=tests/documents/loans.json",
    ]);
    assert_eq!(running.greeting("serves"), "tests/documents/library.json");
    assert_eq!(running.line().trim(), "(Library 2.1.0, 6 operations)");
    assert_eq!(running.line().trim(), "tests/documents/loans.json");
    assert_eq!(running.line().trim(), "(Loans 1, 1 operation)");
    assert_eq!(running.line(), "");
    // There is nothing to create.
    assert!(running.line().starts_with("Stop it with Ctrl-C."));
}

#[test]
fn a_storm_is_announced() {
    let mut running = Running::start(&["--storm", "42"]);
    assert_eq!(running.greeting("storm"), "42");
    assert!(running.line().contains("it misbehaves on purpose"));
}

#[test]
fn what_cannot_be_done_is_said() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let check = |arguments: &[&str], code: i32, expect: &str| {
        let output = run(arguments);
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains(expect), "{text}");
        assert_eq!(output.status.code(), Some(code));
    };
    check(&["--port", &port], 1, &format!("error: port {port} of this machine is in use; stop"));
    check(
        &["--public-key", "missing.pem"],
        1,
        "error: the key file `missing.pem` cannot be read: ",
    );
    check(
        &["--document", "missing.json"],
        1,
        "error: the document `missing.json` cannot be read: ",
    );
    let loans = "tests/documents/loans.json";
    check(
        &["--document", loans, "--document", loans],
        1,
        "error: tests/documents/loans.json:7:7: /paths/~1v1~1loans/post: `POST /v1/loans` answers to the same requests",
    );
    check(&["--port", "x"], 2, "invalid value 'x' for '--port <PORT>'");
    check(
        &["--ca-file", "missing/ca.pem"],
        1,
        "error: the certificate cannot be written to `missing/ca.pem`: ",
    );
    assert!(run(&["--help"]).status.success());
}
