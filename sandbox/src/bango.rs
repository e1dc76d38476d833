//! What the sandbox knows of Bango Resale beyond its document: entitlements, and what becomes of them.
//!
//! The core is pure: a table of transitions, entitlements, and the operations on them, with the time as a parameter.
//! Around it are the requests that are read, the answers that are written, and the notifications that are sent.

mod book;
mod control;
mod entitlement;
mod operation;
mod outcome;
mod page;
mod request;
mod settings;
#[cfg(test)]
mod tests;
mod transition;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::response::Response;
use countersign::Timestamp;
use countersign_spec::Operation;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use self::{
    book::{Book, Changed},
    entitlement::ActivationCode,
    operation::{Context, Termination},
    outcome::{Done, Refusal, SUCCESS},
    request::{Create, Report, Update},
};
use crate::{
    answer::Answer,
    call::Call,
    fault::Faults,
    ledger::Ledger,
    notification::{Notification, Outbox, OutboxError},
    random,
};

pub(crate) use self::settings::Settings;
pub use self::settings::{Activation, Cancellation};

/// How long an activation URL is good for. The vendor's own limit is not known; that there is one is:
/// <https://developer.bango.com/resale/faq/activation-url-expires>.
const ACTIVATION_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// The entitlements of one sandbox.
pub(crate) struct Bango {
    book: Mutex<Book>,
    outbox: Outbox,
    ledger: Arc<Ledger>,
    activation: Activation,
    cancellation: Cancellation,
    /// Where the sandbox listens, for activation URLs: `https://localhost:PORT`.
    base_url: String,
}

/// The operations that are answered from what is kept, by `operationId`, method and path.
const OPERATIONS: &[(&str, &str, &str, Kind)] = &[
    ("createEntitlement", "POST", "/v1/entitlement", Kind::Create),
    ("getEntitlement", "GET", "/v1/entitlement/{entitlementId}", Kind::Get),
    ("reportEntitlements", "POST", "/v1/entitlement/report", Kind::Report),
    ("updateEntitlement", "PATCH", "/v1/entitlement", Kind::Update),
    (
        "cancelEntitlement",
        "POST",
        "/v1/entitlement/cancel/{entitlementId}",
        Kind::Terminate(Termination::Cancel),
    ),
    (
        "revokeEntitlement",
        "POST",
        "/v1/entitlement/revoke/{entitlementId}",
        Kind::Terminate(Termination::Revoke),
    ),
    (
        "reactivateEntitlement",
        "POST",
        "/v1/entitlement/reactivate/{entitlementId}",
        Kind::Reactivate,
    ),
    ("echo", "GET", "/v1/echo/{echoRequestId}", Kind::Echo),
];

#[derive(Clone, Copy)]
enum Kind {
    Create,
    Get,
    Report,
    Update,
    Terminate(Termination),
    Reactivate,
    Echo,
}

impl Kind {
    fn of(operation: &Operation) -> Option<Self> {
        let endpoint = &operation.endpoint;
        let called = (operation.id.as_str(), endpoint.method().as_str(), endpoint.path().as_str());
        let known = OPERATIONS.iter().find(|(id, method, path, _)| (*id, *method, *path) == called);
        known.map(|(_, _, _, kind)| *kind)
    }
}

impl Bango {
    /// A sandbox without entitlements, which sends notifications in the current tokio runtime.
    pub(crate) fn new(
        settings: Settings,
        base_url: &str,
        root_certificate_pem: &str,
        faults: &Arc<Faults>,
        ledger: &Arc<Ledger>,
    ) -> Result<Self, OutboxError> {
        Ok(Self {
            book: Mutex::default(),
            outbox: Outbox::new(settings.notifications, root_certificate_pem, faults)?,
            ledger: Arc::clone(ledger),
            activation: settings.activation,
            cancellation: settings.cancellation,
            base_url: base_url.to_owned(),
        })
    }

    /// Whether it answers calls of this operation.
    pub(crate) fn serves(operation: &Operation) -> bool {
        Kind::of(operation).is_some()
    }

    /// Does what the call asks for. Nothing is awaited between the change and the answer, so that a caller who goes away
    /// never leaves half of it.
    pub(crate) async fn answer(&self, call: &Call) -> Answer {
        self.settle(call.at);
        self.act(call).unwrap_or_else(|refused| refused)
    }

    /// Does everything that is due by now: entitlements end at their dates.
    pub(crate) fn settle(&self, now: Timestamp) {
        let mut book = self.book();
        for changed in book.settle(now) {
            self.notify(&changed);
        }
    }

    /// Does what the customer does at the activation URL.
    pub(crate) fn activate(&self, id: &str, now: Timestamp) -> Result<(), ActivateError> {
        self.settle(now);
        let done = self.change(|book| book.activate(id, now));
        done.map(drop).map_err(|refusal| match refusal {
            Refusal::Status(refused) => ActivateError::NotPending { status: refused.from.as_str() },
            _ => ActivateError::Unknown,
        })
    }

    /// The page behind an activation URL, which a GET activates and a HEAD only asks for.
    pub(crate) fn activation_page(&self, method: &Method, code: &str, now: Timestamp) -> Response {
        self.settle(now);
        let id = match self.book().by_code(code, now) {
            Some(entitlement) => entitlement.id.clone(),
            None => return page::unknown(),
        };
        if *method == Method::HEAD {
            return page::activated();
        }
        match self.change(|book| book.activate(&id, now)) {
            Ok(_) => page::activated(),
            // Another request was faster.
            Err(_) => page::unknown(),
        }
    }

    /// The last notifications, in the order of what they tell.
    pub(crate) fn notifications(&self) -> Vec<Notification> {
        self.outbox.all()
    }

    /// What notifications carry in the header `x-api-key`.
    pub(crate) fn notification_key(&self) -> &str {
        self.outbox.api_key()
    }

    /// Waits until every notification is delivered, given up or skipped.
    pub(crate) async fn notifications_settled(&self) {
        self.outbox.settled().await;
    }

    fn act(&self, call: &Call) -> Result<Answer, Answer> {
        let body = call.body.as_ref();
        let id = || call.parameters.get("entitlementId").map(String::as_str).unwrap_or_default();
        let done = match Kind::of(&call.operation) {
            Some(Kind::Create) => {
                let create = Create::read(body)?;
                let context = self.context(call.at)?;
                self.carry_out(call, |book| book.create(create, context))
            }
            Some(Kind::Update) => {
                let update = Update::read(body)?;
                let context = self.context(call.at)?;
                self.carry_out(call, |book| book.update(update, context))
            }
            Some(Kind::Terminate(termination)) => {
                let reason = body.and_then(Value::as_object).cloned().unwrap_or_default();
                let context = self.context(call.at)?;
                self.carry_out(call, |book| book.terminate(id(), termination, reason, context))
            }
            Some(Kind::Reactivate) => {
                let context = self.context(call.at)?;
                self.carry_out(call, |book| book.reactivate(id(), context))
            }
            Some(Kind::Get) => return Ok(self.read(id())),
            Some(Kind::Report) => return Report::read(body).map(|report| self.report(&report)),
            Some(Kind::Echo) => return Ok(echo(call)),
            None => {
                return Err(Answer::internal_error(
                    "sandbox: this operation is not one of Bango's",
                ));
            }
        };
        Ok(done?.answer(&self.base_url))
    }

    fn read(&self, id: &str) -> Answer {
        match self.book().get(id) {
            Some(entitlement) => outcome::ok(entitlement.record()),
            None => Refusal::Unknown.into(),
        }
    }

    /// Inferred: NOT_FOUND is for a customer without any entitlement, since the vendor lists it; an empty list is for
    /// filters that let none through.
    fn report(&self, report: &Report) -> Answer {
        let book = self.book();
        let mut all = book.of_customer(&report.customer).peekable();
        if all.peek().is_none() {
            return Answer::not_found("sandbox: no entitlement has this `customerIdentifier`");
        }
        let fits =
            |wanted: &Option<String>, is: &str| wanted.as_ref().is_none_or(|wanted| wanted == is);
        let entitlements: Vec<_> = all
            .filter(|entitlement| fits(&report.product, &entitlement.product))
            .filter(|entitlement| fits(&report.status, entitlement.status.as_str()))
            .map(|entitlement| entitlement.record())
            .collect();
        Answer::json(
            StatusCode::OK,
            json!({ "responseCode": "OK", "responseMessage": SUCCESS, "entitlements": entitlements }),
        )
    }

    fn context(&self, at: Timestamp) -> Result<Context, Answer> {
        let id = || {
            random::uuid().map_err(|_| {
                Answer::internal_error(
                    "sandbox: the system gives no random numbers for an identifier",
                )
            })
        };
        let expires = at.unix_seconds().saturating_add(ACTIVATION_LIFETIME.as_secs());
        Ok(Context {
            at,
            activation: self.activation,
            cancellation: self.cancellation,
            new_id: id()?,
            code: ActivationCode { code: id()?, expires: Timestamp::from_unix_seconds(expires) },
        })
    }

    /// Changes an entitlement as a call asks for, and enters that into the ledger.
    fn carry_out(
        &self,
        call: &Call,
        operation: impl FnOnce(&mut Book) -> Result<Done, Refusal>,
    ) -> Result<Done, Refusal> {
        self.change(|book| {
            let done = operation(book)?;
            self.ledger.push(call, Some(&done.changed.entitlement.id), done.status());
            Ok(done)
        })
    }

    /// Changes an entitlement and notifies of it, all under one lock, so that notifications keep the order of changes.
    fn change(
        &self,
        operation: impl FnOnce(&mut Book) -> Result<Done, Refusal>,
    ) -> Result<Done, Refusal> {
        let mut book = self.book();
        let done = operation(&mut book)?;
        self.notify(&done.changed);
        Ok(done)
    }

    fn notify(&self, changed: &Changed) {
        let Some(url) = &changed.entitlement.notification_url else { return };
        for reason in &changed.reasons {
            let body = outcome::notification(changed, *reason).to_string();
            self.outbox.push(&changed.entitlement.id, *reason, url, body.into());
        }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Source: <https://developer.bango.com/resale/testing>
fn echo(call: &Call) -> Answer {
    let echo = call.parameters.get("echoRequestId").map(String::as_str).unwrap_or_default();
    Answer::json(
        StatusCode::OK,
        json!({ "responseCode": "OK", "responseMessage": SUCCESS, "echo": echo }),
    )
}

/// Why an entitlement could not be activated in the place of its customer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ActivateError {
    /// It does not wait for the customer.
    #[error("this entitlement is {status}, and only one that is PENDING can be activated")]
    NotPending {
        /// Where it stands: `ACTIVE`.
        status: &'static str,
    },

    /// No entitlement has this id.
    #[error("no entitlement of this sandbox has this id")]
    Unknown,
}
