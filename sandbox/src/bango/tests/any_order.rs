//! Whatever is done to a book, in whatever order, what it is found by fits what it holds.

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::json;

use super::*;

/// Anything that may be done to a book.
#[derive(Clone, Debug)]
enum Step {
    Create { customer: &'static str, merchant: &'static str, expires: bool },
    Update { id: String, benefits: Option<&'static str>, customer: Option<&'static str> },
    Terminate { id: String, termination: Termination },
    Reactivate { id: String },
    Activate { id: String },
    Pass { hours: u64 },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let customers = || select(vec!["c", "d"]);
    let ids = || (1..12_u64).prop_map(|number| format!("id-{number}"));
    let step = prop_oneof![
        3 => (customers(), select(vec!["m", "n"]), any::<bool>())
            .prop_map(|(customer, merchant, expires)| Step::Create { customer, merchant, expires }),
        3 => (ids(), select(vec![None, Some("NORMAL"), Some("NONE")]), proptest::option::of(customers()))
            .prop_map(|(id, benefits, customer)| Step::Update { id, benefits, customer }),
        2 => (ids(), select(vec![Termination::Cancel, Termination::Revoke]))
            .prop_map(|(id, termination)| Step::Terminate { id, termination }),
        1 => ids().prop_map(|id| Step::Reactivate { id }),
        1 => ids().prop_map(|id| Step::Activate { id }),
        2 => (0..30_u64).prop_map(|hours| Step::Pass { hours }),
    ];
    vec(step, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_book_stays_in_order(
        steps in steps(),
        activation in select(vec![Activation::AtOnce, Activation::ByCustomer]),
        cancellation in select(vec![Cancellation::AtOnce, Cancellation::After(DAY)]),
    ) {
        let mut bench = Bench::new(activation, cancellation);
        for step in steps {
            bench.pass(Duration::ZERO);
            match step {
                Step::Create { customer, merchant, expires } => {
                    let expiry = Timestamp::from_unix_seconds(bench.now + 5 * 60 * 60);
                    let expiry = expires.then(|| crate::date::iso_8601(expiry));
                    let _ = bench.create(json!({
                        "customerIdentifier": customer, "merchantAccountKey": merchant, "dateExpiry": expiry,
                    }));
                }
                Step::Update { id, benefits, customer } => {
                    let _ = bench.update(&id, json!({
                        "entitlementBenefits": benefits, "customerIdentifier": customer,
                    }));
                }
                Step::Terminate { id, termination } => {
                    let _ = bench.terminate(termination, &id, json!({}));
                }
                Step::Reactivate { id } => {
                    let _ = bench.reactivate(&id);
                }
                Step::Activate { id } => {
                    let _ = bench.book.activate(&id, bench.at());
                }
                Step::Pass { hours } => {
                    bench.pass(Duration::from_secs(hours * 60 * 60));
                }
            }
            bench.book.check();
        }
    }
}
