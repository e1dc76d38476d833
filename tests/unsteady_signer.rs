//! A signer that fails: whether it is asked again, how often, and what the caller is told.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    future::ready,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use countersign::{
    Endpoint, Error, RetryBudget, RetryPolicy, SignError, SignFuture, SignatureString, Signer,
    SignerFailure,
};
use countersign_tests::scripted_server::{KEY, ScriptedServer, Step};

/// Idempotent, so that it is repeated after a 503.
#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/items")]
struct Read;

/// Neither idempotent nor with a key: never sent twice.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/items")]
struct Create {
    name: &'static str,
}

const CREATE: Create = Create { name: "first" };

/// What a signer does when it is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Try {
    Signs,
    Fails(SignerFailure),
}
use Try::{Fails, Signs};

const TRANSIENT: Try = Fails(SignerFailure::Transient);
const FINAL: Try = Fails(SignerFailure::Final);

/// Does this with the first request, with the second, and so on. The last is repeated.
struct Unsteady {
    tries: Vec<Try>,
    asked: Arc<AtomicUsize>,
}

impl Signer for Unsteady {
    fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        let signed = match self.tries[number.min(self.tries.len() - 1)] {
            Signs => KEY.sign(string),
            TRANSIENT => Err(SignError::transient("throttled")),
            Fails(_) => Err(SignError::signer("no such key")),
        };
        Box::pin(ready(signed))
    }
}

/// What came of one call.
struct Called {
    /// How often the signer was asked.
    asked: usize,
    /// How many requests the server read.
    requests: usize,
    result: Result<(), Error>,
}

async fn call<E: Endpoint<Error = countersign::ErrorBody>>(
    request: &E,
    tries: &[Try],
    script: &[Step],
    policy: RetryPolicy,
) -> Called {
    let server = ScriptedServer::start(script.to_vec()).unwrap();
    let asked = Arc::default();
    let signer = Unsteady { tries: tries.to_vec(), asked: Arc::clone(&asked) };
    let client = server.client().signer(signer).retry(policy).build().unwrap();
    let result = client.send(request).await.map(|_| ());
    let requests = server.seen().requests.len();
    Called { asked: asked.load(Ordering::SeqCst), requests, result }
}

/// Up to 3 attempts with waits that no test notices, and no budget.
fn quick() -> RetryPolicy {
    RetryPolicy::default()
        .max_attempts(3)
        .backoff(Duration::from_millis(1), Duration::from_millis(2))
        .budget(RetryBudget::Unlimited)
}

#[tokio::test]
async fn it_is_asked_again_if_it_says_so_for_a_request_that_is_never_sent_twice() {
    let ok = [Step::status(200)];
    let called = call(&CREATE, &[TRANSIENT, TRANSIENT, Signs], &ok, quick()).await;
    called.result.unwrap();
    assert_eq!((called.asked, called.requests), (3, 1));

    for (tries, asked) in [(&[TRANSIENT][..], 3), (&[FINAL], 1), (&[TRANSIENT, FINAL], 2)] {
        let called = call(&CREATE, tries, &ok, quick()).await;
        assert_eq!((called.asked, called.requests), (asked, 0), "{tries:?}");
        let error = called.result.unwrap_err();
        assert!(matches!(error, Error::Sign(SignError::Signer { .. })), "{error}");
        assert_eq!(error.is_retryable(), tries.ends_with(&[TRANSIENT]), "{error}");
        assert!(error.attempts() == 0 && !error.may_have_taken_effect(), "{error}");
    }
}

#[tokio::test]
async fn it_is_asked_again_within_the_limits_of_the_policy() {
    let ok = [Step::status(200)];
    let none = RetryBudget::Limited { per_second: 0, percent: 0 };
    // A wait below the 90 seconds of a call has a chance of one in a million.
    let years = Duration::from_secs(90_000_000);
    for policy in [RetryPolicy::off(), quick().budget(none), quick().backoff(years, years)] {
        let called = call(&CREATE, &[TRANSIENT, Signs], &ok, policy.clone()).await;
        assert_eq!((called.asked, called.requests), (1, 0), "{policy:?}");
        assert!(matches!(called.result, Err(Error::Sign(_))), "{policy:?}");
    }
}

#[tokio::test]
async fn it_is_asked_again_for_a_repetition_too() {
    let script = [Step::status(503), Step::status(200)];
    let called = call(&Read, &[Signs, TRANSIENT, Signs], &script, quick()).await;
    called.result.unwrap();
    assert_eq!((called.asked, called.requests), (3, 2));

    // Failures of either kind count together, and what the server said is what the caller is told.
    let called = call(&Read, &[Signs, TRANSIENT], &script, quick()).await;
    assert_eq!((called.asked, called.requests), (3, 1));
    let error = called.result.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (503, 1));
}
