//! The calls, and what the client was told about each.

use bango_resale::{
    CancelEntitlement, CreateEntitlement, CreateEntitlementRequired, GetEntitlement, Status,
};
use countersign::{Client, Endpoint, Error, ErrorResponse, IgnoredBody};

use crate::receiver::Receiver;

/// Each creates an entitlement and cancels it.
pub(crate) const CUSTOMERS: usize = 1_100;

/// Calls of a POST without an idempotency key.
pub(crate) const READINGS: usize = 200;

/// So many of the first customers keep their entitlement.
const LOYAL: usize = 20;

/// A POST that must never be sent twice, once it may have been carried out. Its header only looks like an idempotency key.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/reading", response = IgnoredBody)]
struct AddReading {
    #[endpoint(header = "X-RequestIdentifier")]
    correlation_id: String,
    reading: String,
}

/// What was called.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Called {
    Create(Customer),
    Cancel(Customer),
    AddReading(usize),
}

/// What the client was told about one call.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) called: Called,
    /// The identifier that was given.
    pub(crate) identifier: Option<String>,
    pub(crate) result: Result<(), Failure>,
}

/// What the client was told about a call that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) may_have_taken_effect: bool,
    pub(crate) request_id: Option<String>,
    pub(crate) text: String,
}

/// A customer, and the one entitlement of it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Customer {
    number: usize,
    pub(crate) notification_url: Option<String>,
}

impl Customer {
    pub(crate) fn new(number: usize, receiver: &Receiver) -> Self {
        let is_notified = number.is_multiple_of(4);
        Self { number, notification_url: is_notified.then(|| receiver.url.clone()) }
    }

    pub(crate) fn entitlement_id(&self) -> String {
        format!("entitlement-{}", self.number)
    }

    pub(crate) async fn create_and_cancel(self, client: &Client) -> Vec<Told> {
        let create = Called::Create(self.clone());
        let created = create.call(client, self.identifier("create")).await;
        if created.result.is_err() || self.number < LOYAL {
            return vec![created];
        }
        let cancel = Called::Cancel(self.clone());
        let cancelled = cancel.call(client, self.identifier("cancel")).await;
        vec![created, cancelled]
    }

    /// Most calls are given an identifier; for one in five the client makes one.
    fn identifier(&self, operation: &str) -> Option<String> {
        let is_given = !self.number.is_multiple_of(5);
        is_given.then(|| format!("{operation}-{}", self.number))
    }
}

pub(crate) async fn add_reading(client: &Client, number: usize) -> Told {
    Called::AddReading(number).call(client, None).await
}

/// Repeats a call that failed, with the identifier that its error names. A call without one is not repeated: nobody could
/// know whether it counts twice.
pub(crate) async fn repeat(client: &Client, failed: &Told) -> Option<Told> {
    let identifier = failed.result.as_ref().err()?.request_id.clone()?;
    Some(failed.called.clone().call(client, Some(identifier)).await)
}

/// What the sandbox says about an entitlement.
pub(crate) async fn status_of(client: &Client, entitlement_id: &str) -> Status {
    client
        .send(&GetEntitlement::with_entitlement_id(entitlement_id))
        .await
        .unwrap()
        .entitlement
        .status
}

impl Called {
    /// The `operationId`.
    pub(crate) fn operation_id(&self) -> &'static str {
        match self {
            Self::Create(_) => "createEntitlement",
            Self::Cancel(_) => "cancelEntitlement",
            Self::AddReading(_) => "addReading",
        }
    }

    /// The payload of a reading.
    pub(crate) fn reading(number: usize) -> String {
        format!(r#"{{"reading":"{number}"}}"#)
    }

    async fn call(self, client: &Client, identifier: Option<String>) -> Told {
        let result = match &self {
            Self::Create(customer) => {
                let name = format!("customer-{}", customer.number);
                let mut create = CreateEntitlement::new(CreateEntitlementRequired {
                    customer_identifier: &name,
                    merchant_account_key: "BANGO",
                    product_key: "BangoMusic",
                })
                .entitlement_id(customer.entitlement_id());
                create.notification_url.clone_from(&customer.notification_url);
                create.request_identifier.clone_from(&identifier);
                client.send(&create).await.map_err(Failure::new).map(|answer| {
                    assert_eq!(answer.entitlement.entitlement_id, customer.entitlement_id());
                    assert_eq!(answer.entitlement.status, Status::Active);
                })
            }
            Self::Cancel(customer) => {
                let mut cancel = CancelEntitlement::with_entitlement_id(customer.entitlement_id());
                cancel.request_identifier.clone_from(&identifier);
                client.send(&cancel).await.map_err(Failure::new).map(|answer| {
                    assert_eq!(answer.entitlement.entitlement_id, customer.entitlement_id());
                    assert_eq!(answer.entitlement.status, Status::Cancelled);
                })
            }
            Self::AddReading(number) => {
                let correlation_id = format!("reading-{number}");
                let reading = AddReading { correlation_id, reading: number.to_string() };
                client.send(&reading).await.map_err(Failure::new).map(drop)
            }
        };
        Told { called: self, identifier, result }
    }
}

impl Failure {
    fn new<E: ErrorResponse>(error: Error<E>) -> Self {
        Self {
            may_have_taken_effect: error.may_have_taken_effect(),
            request_id: error.request_id().map(ToOwned::to_owned),
            text: format!("{error} ({} attempts)", error.attempts()),
        }
    }
}
