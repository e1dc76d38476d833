//! A document whose parts were put into another order: nothing that calls it changes its meaning.

use countersign::{
    Endpoint,
    serde_json::{self, Value, json},
};
use countersign_tests::wire;

mod published {
    countersign::endpoints!("documents/order/published.json");
}

mod reordered {
    countersign::endpoints!("documents/order/reordered.json");
}

/// The same caller for both documents.
macro_rules! sent {
    ($document:ident) => {{
        use $document::{MoveEntitlement, MoveEntitlementRequired, Price, PriceRequired};

        sent(&MoveEntitlement::new(MoveEntitlementRequired {
            customer_id: "customer",
            transfer_id: "transfer",
            from: "shop",
            to: "web",
            old_owner: "Ada",
            new_owner: "Grace",
            price: Price::new(PriceRequired { net: "1.00", gross: "1.20" }),
        }))
    }};
}

#[test]
fn no_value_takes_the_place_of_another() {
    let (head, payload) = sent!(published);
    assert_eq!(
        head,
        "PUT /v1/customers/customer/transfers/transfer\n\
         content-type: application/json\n\
         from: shop\n\
         signature: keyId=RSA-SHA256V1, headers=Created;From;To\n\
         to: web",
    );
    let expected = json!({
        "oldOwner": "Ada",
        "newOwner": "Grace",
        "price": { "net": "1.00", "gross": "1.20" },
    });
    assert_eq!(payload, expected);
    assert_eq!(sent!(reordered), (head, payload));
}

/// The request without its payload, and the payload, in which the order of the members means nothing.
fn sent<E: Endpoint>(request: &E) -> (String, Value) {
    let wire = wire(request);
    let (head, payload) = wire.split_once("\n\n").unwrap();
    (head.to_owned(), serde_json::from_str(payload).unwrap())
}
