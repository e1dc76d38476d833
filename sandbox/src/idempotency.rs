//! The memory behind idempotency keys: a repeated request gets the first answer again, and nothing is done twice.
//!
//! Which header carries the key is said by the document (`x-idempotency-key`).
//!
//! Source: <https://developer.bango.com/subscriptions/concepts/idempotency>. How long the vendor remembers a key (an
//! `X-RequestIdentifier`) and what it says when one comes back with another request is not known.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use http::StatusCode;
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;

use crate::answer::Answer;

/// No more answers are remembered than these, and no more bytes of them: the oldest are forgotten first.
const MAX_ANSWERS: usize = 10_000;
const MAX_BYTES: usize = 64 << 20;

/// The answers to requests with a key.
#[derive(Default)]
pub(crate) struct Idempotency(Mutex<Memory>);

impl Idempotency {
    /// The first answer to the request with this key, which came in this header; `answer` is awaited only if there is
    /// none yet. While the first request is under way, others with its key wait for it. If it is broken off, or fails in
    /// a way that a repetition may mend, the next one takes its place.
    pub(crate) async fn once(
        &self,
        header: &str,
        key: &str,
        request: Request,
        answer: impl Future<Output = Answer>,
    ) -> Answer {
        let visit = match self.enter(key, request) {
            Ok(visit) => visit,
            Err(difference) => {
                return Answer::bad_request(format!(
                    "sandbox: `{header}`: this idempotency key came with another request before: {difference}. \
                     Only a repetition of the same request carries the same key; make a new one for a new request"
                ));
            }
        };
        let first = visit.entry.answer.get_or_try_init(async || {
            let answer = answer.await;
            if is_remembered(answer.status()) { Ok(Kept::new(answer)) } else { Err(answer) }
        });
        match first.await {
            Ok(kept) => kept.answer.clone(),
            Err(not_remembered) => not_remembered,
        }
    }

    /// Finds the entry of the key or makes one, or says how this request differs from the one it came with.
    fn enter(&self, key: &str, request: Request) -> Result<Visit<'_>, &'static str> {
        let mut memory = self.lock();
        let slot = memory.slots.entry(key.to_owned()).or_insert_with(|| Slot {
            entry: Arc::new(Entry { request: request.clone(), answer: OnceCell::new() }),
            visits: 0,
            is_counted: false,
        });
        if let Some(difference) = slot.entry.request.difference(&request) {
            return Err(difference);
        }
        slot.visits += 1;
        let entry = Arc::clone(&slot.entry);
        Ok(Visit { idempotency: self, key: key.to_owned(), entry })
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a repetition gets the same answer. The others are answers to the moment rather than to the request.
fn is_remembered(status: StatusCode) -> bool {
    let of_the_moment = [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS];
    !status.is_server_error() && !of_the_moment.contains(&status)
}

/// What makes a request the same.
#[derive(Clone)]
pub(crate) struct Request {
    operation: String,
    target: String,
    payload: [u8; 32],
}

impl Request {
    pub(crate) fn new(operation_id: &str, target: &str, payload: &Bytes) -> Self {
        Self {
            operation: operation_id.to_owned(),
            target: target.to_owned(),
            payload: Sha256::digest(payload).into(),
        }
    }

    fn difference(&self, other: &Self) -> Option<&'static str> {
        if self.operation != other.operation {
            Some("another operation was called")
        } else if self.target != other.target {
            Some("path or query differ")
        } else if self.payload != other.payload {
            Some("the body differs")
        } else {
            None
        }
    }
}

/// A request, and its answer as soon as there is one.
struct Entry {
    request: Request,
    answer: OnceCell<Kept>,
}

struct Kept {
    answer: Answer,
    bytes: usize,
}

impl Kept {
    fn new(answer: Answer) -> Self {
        let bytes = answer.body().map_or(0, |body| body.to_string().len());
        Self { answer, bytes }
    }
}

#[derive(Default)]
struct Memory {
    slots: BTreeMap<String, Slot>,
    /// The keys that have an answer and the bytes that it takes, oldest first.
    answered: VecDeque<(String, usize)>,
    bytes: usize,
}

struct Slot {
    entry: Arc<Entry>,
    /// How many requests are under way.
    visits: usize,
    /// Whether it is among those that have an answer.
    is_counted: bool,
}

impl Memory {
    /// Ends a visit: an answer is remembered, and an entry that got none is forgotten with its last visit.
    fn leave(&mut self, key: &str, entry: &Arc<Entry>) {
        let Some(slot) = self.slots.get_mut(key) else { return };
        // It was forgotten meanwhile, and the key came with another request.
        if !Arc::ptr_eq(&slot.entry, entry) {
            return;
        }
        slot.visits -= 1;
        match entry.answer.get() {
            Some(kept) if !slot.is_counted => {
                slot.is_counted = true;
                self.answered.push_back((key.to_owned(), kept.bytes));
                self.bytes += kept.bytes;
                self.forget_oldest();
            }
            None if slot.visits == 0 => {
                self.slots.remove(key);
            }
            _ => {}
        }
    }

    fn forget_oldest(&mut self) {
        while self.answered.len() > MAX_ANSWERS || self.bytes > MAX_BYTES {
            let Some((key, bytes)) = self.answered.pop_front() else { break };
            self.slots.remove(&key);
            self.bytes -= bytes;
        }
    }
}

/// A request under way. However it ends, also by being broken off, the memory is told.
struct Visit<'a> {
    idempotency: &'a Idempotency,
    key: String,
    entry: Arc<Entry>,
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.idempotency.lock().leave(&self.key, &self.entry);
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cell::Cell,
        pin::pin,
        task::{Context, Waker},
    };

    use serde_json::json;
    use tokio::sync::oneshot;

    use super::*;

    const HEADER: &str = "Order-Key";

    static BODY: Bytes = Bytes::from_static(b"{}");

    fn create() -> Request {
        Request::new("create", "/v1", &BODY)
    }

    fn answer(status: u16, number: u32) -> Answer {
        Answer::json(StatusCode::from_u16(status).unwrap(), json!({ "number": number }))
    }

    /// A memory, and how often something was done.
    #[derive(Default)]
    struct Bench {
        idempotency: Idempotency,
        done: Cell<u32>,
    }

    impl Bench {
        async fn call(&self, status: u16, request: [&str; 4]) -> Answer {
            let [operation, key, payload, target] = request;
            let payload = Bytes::copy_from_slice(payload.as_bytes());
            let request = Request::new(operation, target, &payload);
            let done = async {
                self.done.set(self.done.get() + 1);
                answer(status, self.done.get())
            };
            self.idempotency.once(HEADER, key, request, done).await
        }

        fn remembered(&self) -> usize {
            self.idempotency.lock().slots.len()
        }
    }

    #[tokio::test]
    async fn the_first_answer_is_repeated_if_it_is_final() {
        for (status, is_repeated) in [
            (200, true),
            (202, true),
            (400, true),
            (404, true),
            (409, true),
            (401, false),
            (429, false),
            (500, false),
            (503, false),
        ] {
            let bench = Bench::default();
            let request = ["create", "one", "{}", "/v1"];
            assert_eq!(bench.call(status, request).await, answer(status, 1));
            let expect = if is_repeated { answer(status, 1) } else { answer(200, 2) };
            assert_eq!(bench.call(200, request).await, expect, "{status}");
            assert_eq!(bench.remembered(), 1);
        }
    }

    #[tokio::test]
    async fn another_request_with_the_same_key_is_refused() {
        let bench = Bench::default();
        bench.call(200, ["create", "one", "{}", "/v1"]).await;
        for (request, difference) in [
            (["cancel", "one", "{}", "/v1"], "another operation was called"),
            (["create", "one", "{}", "/v1?a"], "path or query differ"),
            (["create", "one", "{ }", "/v1"], "the body differs"),
        ] {
            let refused = bench.call(200, request).await;
            assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
            assert!(refused.message().contains(difference), "{}", refused.message());
            assert!(refused.message().contains("`Order-Key`"), "{}", refused.message());
        }
        assert_eq!(bench.done.get(), 1);
        bench.call(200, ["create", "two", "{ }", "/v1"]).await;
        assert_eq!(bench.done.get(), 2);
        // What failed may come back changed.
        bench.call(500, ["create", "three", "{}", "/v1"]).await;
        assert_eq!(bench.call(200, ["create", "three", "{ }", "/v1"]).await, answer(200, 4));
    }

    #[tokio::test]
    async fn the_second_waits_for_the_first() {
        let idempotency = Idempotency::default();
        let (finish, finished) = oneshot::channel();
        let mut first = pin!(idempotency.once(HEADER, "one", create(), async {
            finished.await.unwrap();
            answer(200, 1)
        }));
        let mut second = pin!(idempotency.once(HEADER, "one", create(), async { answer(200, 2) }));
        let mut context = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut context).is_pending());
        assert!(second.as_mut().poll(&mut context).is_pending());
        // Only what is the same waits.
        let other = Request::new("create", "/v1", &Bytes::new());
        let refused = idempotency.once(HEADER, "one", other, async { answer(200, 3) });
        assert_eq!(refused.await.status(), StatusCode::BAD_REQUEST);
        finish.send(()).unwrap();
        assert_eq!(tokio::join!(first, second), (answer(200, 1), answer(200, 1)));
    }

    #[tokio::test]
    async fn a_first_request_that_is_broken_off_locks_nothing() {
        let bench = Bench::default();
        let request = ["create", "one", "{}", "/v1"];
        let mut context = Context::from_waker(Waker::noop());
        let waiting = {
            let never = std::future::pending();
            let mut first = Box::pin(bench.idempotency.once(HEADER, "one", create(), never));
            assert!(first.as_mut().poll(&mut context).is_pending());
            let mut second = Box::pin(bench.call(200, request));
            assert!(second.as_mut().poll(&mut context).is_pending());
            second
        };
        assert_eq!(waiting.await, answer(200, 1));

        let never = std::future::pending();
        let mut alone = Box::pin(bench.idempotency.once(HEADER, "two", create(), never));
        assert!(alone.as_mut().poll(&mut context).is_pending());
        drop(alone);
        assert_eq!(bench.remembered(), 1);
        assert_eq!(bench.call(200, ["create", "two", "{ }", "/v1"]).await, answer(200, 2));
    }

    #[tokio::test]
    async fn memory_is_bounded() {
        let bench = Bench::default();
        for number in 0..=MAX_ANSWERS {
            bench.call(200, ["create", &number.to_string(), "{}", "/v1"]).await;
        }
        assert_eq!(bench.remembered(), MAX_ANSWERS);
        let count = bench.done.get();
        bench.call(200, ["create", &MAX_ANSWERS.to_string(), "{}", "/v1"]).await;
        assert_eq!(bench.done.get(), count, "the newest is remembered");
        bench.call(200, ["create", "0", "{}", "/v1"]).await;
        assert_eq!(bench.done.get(), count + 1, "the oldest is forgotten");

        let large = json!("a".repeat(MAX_BYTES / 2));
        for key in ["large", "larger"] {
            let answer = async { Answer::json(StatusCode::OK, large.clone()) };
            bench.idempotency.once(HEADER, key, create(), answer).await;
        }
        assert_eq!(bench.remembered(), 1);
        assert!(bench.idempotency.lock().bytes <= MAX_BYTES);
    }
}
