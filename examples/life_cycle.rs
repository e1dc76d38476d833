//! The life of an entitlement: create → pending → activated by notification → suspend → resume → cancel → undo → revoke.
//!
//! Run it with `cargo run --example life_cycle`. It starts a local sandbox and a receiver of notifications; nothing
//! leaves this machine.

#![expect(clippy::print_stdout, reason = "the example shows what happens")]

#[path = "../api-spec/examples/notifications/receiver.rs"]
mod receiver;

use std::{error::Error, time::Duration};

use bango_resale::{
    CancelEntitlement, CreateEntitlement, CreateEntitlementRequired, EntitlementResponse,
    GetEntitlement, Notification, NotificationReason, ReasonCategory, ReasonCode,
    ResumeEntitlement, RevokeEntitlement, Status, SuspendEntitlement, SuspendEntitlementRequired,
    UndoCancellation,
};
use countersign::{Client, SigningKey};
use countersign_sandbox::{Activation, Cancellation, Sandbox};
use tokio::{net::TcpListener, sync::mpsc};

/// The private key of the vendor's worked example. It is printed in public documentation, so it protects nothing:
/// never use it for anything but examples and tests.
const VENDOR_EXAMPLE_KEY: &str = include_str!("vendor-example-key.pem");

/// What Bango was told to send with every notification.
const NOTIFICATION_KEY: &str = "a key for notifications";

/// The value of `entitlementBenefits` that suspends is not public. The sandbox takes any but `NORMAL`; Bango takes the
/// one that it gave you.
const SUSPENDED: &str = "ASK-BANGO";

const THIRTY_DAYS: Duration = Duration::from_secs(30 * 24 * 60 * 60);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (news, mut inbox) = mpsc::unbounded_channel();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let notification_url = format!("http://{}{}", listener.local_addr()?, receiver::PATH);
    let receiver = receiver::receiver(NOTIFICATION_KEY, news);
    tokio::spawn(async move { axum::serve(listener, receiver).await });

    let sandbox = Sandbox::builder()
        .activation(Activation::ByCustomer)
        .cancellation(Cancellation::After(THIRTY_DAYS))
        .notification_key(NOTIFICATION_KEY)
        .start()
        .await?;
    let client = Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(SigningKey::from_pem(VENDOR_EXAMPLE_KEY)?)
        .add_roots_pem(sandbox.root_certificate_pem())
        .build()?;

    let created = client
        .send(
            &CreateEntitlement::new(CreateEntitlementRequired {
                customer_identifier: "my-user-123456789",
                merchant_account_key: "BANGO",
                product_key: "BangoMusic",
            })
            .notification_url(notification_url),
        )
        .await?;
    show("created", &created);
    let id = &created.entitlement.entitlement_id;

    // The customer opens the page that `parameters` names. Here, the sandbox is told that this has happened.
    let page =
        created.parameters.as_ref().and_then(|parameters| parameters.activation_url.as_ref());
    if page.is_some() {
        println!("  the customer has to visit a page, and does");
    }
    sandbox.activate(id)?;
    expect(&mut inbox, NotificationReason::ActivationSuccess).await?;
    show("read", &client.send(&GetEntitlement::with_entitlement_id(id)).await?);

    show(
        "suspended",
        &client
            .send(&SuspendEntitlement::new(SuspendEntitlementRequired {
                entitlement_id: id,
                entitlement_benefits: SUSPENDED,
            }))
            .await?,
    );
    expect(&mut inbox, NotificationReason::SuspensionSuccess).await?;
    show("resumed", &client.send(&ResumeEntitlement::with_entitlement_id(id)).await?);
    expect(&mut inbox, NotificationReason::ResumptionSuccess).await?;

    let cancel = CancelEntitlement::with_entitlement_id(id)
        .cancel_reason_category(ReasonCategory::CustomerCancelled)
        .cancel_reason_code(ReasonCode::NotRenewed);
    show("cancelled", &client.send(&cancel).await?);
    expect(&mut inbox, NotificationReason::TerminationPending).await?;
    show("undone", &client.send(&UndoCancellation::with_entitlement_id(id)).await?);
    expect(&mut inbox, NotificationReason::ResumptionSuccess).await?;

    let revoke = RevokeEntitlement::with_entitlement_id(id)
        .cancel_reason_category(ReasonCategory::Revoked)
        .cancel_reason_code(ReasonCode::AccountTerminated);
    let revoked = client.send(&revoke).await?;
    show("revoked", &revoked);
    expect(&mut inbox, NotificationReason::TerminationSuccess).await?;
    assert_eq!(revoked.entitlement.status, Status::Revoked);

    sandbox.shutdown().await;
    Ok(())
}

fn show(what: &str, answer: &EntitlementResponse) {
    println!("{what}: {} ({})", answer.entitlement.status, answer.response_envelope.response_code);
}

/// Waits for the next notification.
async fn expect(
    inbox: &mut mpsc::UnboundedReceiver<Notification>,
    reason: NotificationReason,
) -> Result<(), Box<dyn Error>> {
    let notification = inbox.recv().await.ok_or("the receiver of notifications is gone")?;
    let told = notification.notification_reason.ok_or("a notification without a reason")?;
    println!("  notified: {told}");
    if told == reason { Ok(()) } else { Err(format!("expected {reason}").into()) }
}
