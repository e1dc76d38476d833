//! Schemas of which requests and responses hold different things, on the wire and read.

use std::collections::BTreeMap;

use countersign::{
    Endpoint,
    http::Response,
    serde_json::{self, Value, json},
};
use countersign_tests::wire;

use crate::sides::{
    CreateCustomer, CustomerFavouriteRequest, CustomerRequest, CustomerRequestRequired,
    ImportOrders, ImportRequest, ListOrders, OrderRequest, ReplaceCustomer, StampRequest,
};

/// What is sent.
fn body(request: &impl Endpoint) -> Value {
    let wire = wire(request);
    let (_, body) = wire.split_once("\n\n").unwrap();
    serde_json::from_str(body).unwrap()
}

#[test]
fn requests_have_no_read_only_members() {
    let create = CreateCustomer::with_name("n").first(OrderRequest::new().note("x"));
    assert_eq!(body(&create), json!({ "name": "n", "first": { "note": "x" } }));

    let customer = CustomerRequest::new(CustomerRequestRequired {
        stamp: StampRequest::new().source("s"),
        name: "n",
        password: "p",
    })
    .address_null()
    .orders(vec![OrderRequest::new().note_null(), OrderRequest::new()])
    .favourite(CustomerFavouriteRequest::with_product("BangoMusic"));
    assert_eq!(
        body(&ReplaceCustomer::with_body(customer)),
        json!({
            "source": "s",
            "name": "n",
            "password": "p",
            "address": null,
            "orders": [{ "note": null }, {}],
            "favourite": { "product": "BangoMusic" },
        }),
    );

    let orders = BTreeMap::from([("a".to_owned(), OrderRequest::default())]);
    let import = ImportOrders::with_body(ImportRequest::with_token("t").orders(orders));
    assert_eq!(body(&import), json!({ "token": "t", "orders": { "a": {} } }));
}

#[test]
fn responses_have_no_write_only_members() {
    let favourite = json!({ "since": "yesterday", "product": "BangoMusic" });
    let json = json!({
        "created": "2019-12-17T09:50:12Z",
        "id": "c-1",
        "name": "n",
        "address": null,
        "orders": [{ "number": 1, "note": "x" }],
        "favourite": favourite,
    });
    let customer = ReplaceCustomer::decode(Response::new(json.to_string().into())).unwrap();
    let customer = customer.into_body();
    assert_eq!(customer.stamp.created.unix_seconds(), 1_576_576_212);
    // For who reads, `null` is nothing.
    assert_eq!((&*customer.id, &customer.address), ("c-1", &None));
    let order = &customer.orders.as_ref().unwrap()[0];
    assert_eq!((order.number, order.note.as_deref()), (1, Some("x")));
    assert_eq!(customer.favourite.unwrap().since, "yesterday");

    let mut json = json;
    json.as_object_mut().unwrap().remove("id");
    let error = ReplaceCustomer::decode(Response::new(json.to_string().into())).unwrap_err();
    assert!(error.to_string().contains("missing field `id`"), "{error}");

    let orders = ListOrders::decode(Response::new("[{\"number\":2}]".into())).unwrap();
    assert_eq!(orders.body()[0].number, 2);
}
