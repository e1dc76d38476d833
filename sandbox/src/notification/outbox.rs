//! Sends notifications in the background: at least once each, and those of one entitlement one after the other.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::HeaderValue;
use tokio::{runtime::Handle, sync::watch, task::JoinSet, time::sleep};
use url::Url;

use super::{
    Notification, NotificationReason, NotificationState, Observer, Settings,
    receiver::{Courier, on_this_machine},
};
use crate::fault::Faults;

/// No more notifications are kept than these beyond those that are pending: the oldest are dropped first.
const MAX_FINISHED: usize = 1000;

/// The notifications of one sandbox. Sending ends when it is dropped.
pub(crate) struct Outbox {
    shared: Arc<Shared>,
    api_key: String,
    runtime: Handle,
    /// One task for each entitlement that has something pending.
    workers: Mutex<JoinSet<()>>,
}

/// Why notifications cannot be sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutboxError {
    #[error("the API key of notifications holds a character that no HTTP header can carry")]
    ApiKey(#[source] http::header::InvalidHeaderValue),
    #[error("the client that sends notifications could not be made")]
    Client(#[source] reqwest::Error),
}

impl Outbox {
    /// An empty one that sends in the current tokio runtime. Receivers behind TLS may be certified by the root beside
    /// what this machine trusts.
    pub(crate) fn new(
        settings: Settings,
        root_certificate_pem: &str,
        faults: &Arc<Faults>,
    ) -> Result<Self, OutboxError> {
        let api_key = settings.api_key;
        let mut header = HeaderValue::try_from(&api_key).map_err(OutboxError::ApiKey)?;
        header.set_sensitive(true);
        let courier = Courier::new(header, root_certificate_pem);
        Ok(Self {
            shared: Arc::new(Shared {
                courier: courier.map_err(OutboxError::Client)?,
                faults: Arc::clone(faults),
                retry_delays: settings.retry_delays,
                observer: settings.observer,
                log: Mutex::default(),
                pending: watch::Sender::new(0),
            }),
            api_key,
            runtime: Handle::current(),
            workers: Mutex::default(),
        })
    }

    /// Sends a notification after those of the same entitlement that were pushed before, if its receiver is on this
    /// machine.
    pub(crate) fn push(
        &self,
        entitlement_id: &str,
        reason: NotificationReason,
        url: &str,
        body: Bytes,
    ) {
        let notification = Notification {
            entitlement_id: entitlement_id.to_owned(),
            reason,
            url: url.to_owned(),
            body,
            attempts: 0,
            state: NotificationState::Pending,
        };
        self.shared.pending.send_modify(|pending| *pending += 1);
        let Some(url) = on_this_machine(url) else {
            let number = self.shared.lock().insert(notification);
            return self.shared.finish(number, NotificationState::Skipped);
        };
        if self.shared.lock().enqueue(notification, url) == Worker::IsNeeded {
            let worker = Arc::clone(&self.shared).send_all(entitlement_id.to_owned());
            let mut workers = self.workers.lock().unwrap_or_else(PoisonError::into_inner);
            while workers.try_join_next().is_some() {}
            workers.spawn_on(worker, &self.runtime);
        }
    }

    /// What every notification carries in the header `x-api-key`.
    pub(crate) fn api_key(&self) -> &str {
        &self.api_key
    }

    /// The notifications in the order in which they were pushed.
    pub(crate) fn all(&self) -> Vec<Notification> {
        self.shared.lock().notifications.values().cloned().collect()
    }

    /// Waits until none is pending.
    pub(crate) async fn settled(&self) {
        // An error would mean that the sender is gone, which `self` holds.
        let _ = self.shared.pending.subscribe().wait_for(|pending| *pending == 0).await;
    }
}

struct Shared {
    courier: Courier,
    faults: Arc<Faults>,
    retry_delays: Vec<Duration>,
    observer: Option<Observer>,
    log: Mutex<Log>,
    /// How many are pending.
    pending: watch::Sender<usize>,
}

impl Shared {
    /// Sends what is pending of one entitlement, until nothing is.
    async fn send_all(self: Arc<Self>, entitlement_id: String) {
        while let Some((number, url, body)) = self.next(&entitlement_id) {
            let state = self.deliver(number, &url, &body).await;
            if state == NotificationState::Delivered {
                self.deliver_again(number, &url, &body).await;
            }
            self.finish(number, state);
        }
    }

    async fn deliver(&self, number: u64, url: &Url, body: &Bytes) -> NotificationState {
        let mut delays = self.retry_delays.iter();
        loop {
            self.lock().notifications.entry(number).and_modify(|sent| sent.attempts += 1);
            let Err(problem) = self.courier.post(url.clone(), body.clone()).await else {
                return NotificationState::Delivered;
            };
            let Some(delay) = delays.next() else {
                return NotificationState::GaveUp { problem };
            };
            sleep(*delay).await;
        }
    }

    /// Delivers what was delivered before, if a fault says so: "at least once" is all that a receiver may count on.
    async fn deliver_again(&self, number: u64, url: &Url, body: &Bytes) {
        let sent = self.lock().notifications.get(&number).cloned();
        let Some(Notification { entitlement_id, reason, .. }) = sent else { return };
        for _ in 0..self.faults.duplicates(&entitlement_id, reason.as_str()) {
            self.lock().notifications.entry(number).and_modify(|sent| sent.attempts += 1);
            // Once it has arrived, so that nothing depends on this one.
            let _ = self.courier.post(url.clone(), body.clone()).await;
        }
    }

    fn next(&self, entitlement_id: &str) -> Option<(u64, Url, Bytes)> {
        let mut log = self.lock();
        let next = log.queues.get_mut(entitlement_id).and_then(VecDeque::pop_front);
        let next = next.and_then(|(number, url)| {
            let body = log.notifications.get(&number)?.body.clone();
            Some((number, url, body))
        });
        if next.is_none() {
            // Under the same lock, so that whoever pushes next starts a worker.
            log.queues.remove(entitlement_id);
        }
        next
    }

    fn finish(&self, number: u64, state: NotificationState) {
        let finished = self.lock().finish(number, state);
        self.pending.send_modify(|pending| *pending -= 1);
        if let (Some(observer), Some(finished)) = (&self.observer, finished) {
            observer(&finished);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notifications by their numbers, which grow.
#[derive(Default)]
struct Log {
    notifications: BTreeMap<u64, Notification>,
    /// What is pending of each entitlement. An entry, even an empty one, means that a worker is at work.
    queues: BTreeMap<String, VecDeque<(u64, Url)>>,
    /// Those that are not pending, in the order in which they were finished.
    finished: VecDeque<u64>,
    pushed: u64,
}

/// The task that sends the notifications of an entitlement.
#[derive(PartialEq)]
enum Worker {
    IsAtWork,
    IsNeeded,
}

impl Log {
    fn insert(&mut self, notification: Notification) -> u64 {
        self.pushed += 1;
        self.notifications.insert(self.pushed, notification);
        self.pushed
    }

    fn enqueue(&mut self, notification: Notification, url: Url) -> Worker {
        let entitlement_id = notification.entitlement_id.clone();
        let is_at_work = self.queues.contains_key(&entitlement_id);
        let number = self.insert(notification);
        self.queues.entry(entitlement_id).or_default().push_back((number, url));
        if is_at_work { Worker::IsAtWork } else { Worker::IsNeeded }
    }

    /// Gives a notification its last state.
    fn finish(&mut self, number: u64, state: NotificationState) -> Option<Notification> {
        let notification = self.notifications.get_mut(&number)?;
        notification.state = state;
        let notification = notification.clone();
        self.finished.push_back(number);
        if self.finished.len() > MAX_FINISHED
            && let Some(oldest) = self.finished.pop_front()
        {
            self.notifications.remove(&oldest);
        }
        Some(notification)
    }
}
