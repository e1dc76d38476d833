//! Every role, alone and together with others.

use countersign::{Endpoint, serde::Serialize};

use super::{header, payload, request, request_line};

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/")]
struct Nothing;

#[derive(Endpoint)]
#[endpoint(method = OPTIONS, path = "/v1/")]
struct NothingInBraces {}

#[test]
fn no_fields() {
    assert_eq!(request_line(&Nothing), "GET /");
    assert_eq!(request_line(&NothingInBraces {}), "OPTIONS /v1/");
    assert_eq!(payload(&Nothing), "");
    assert!(header(&Nothing, "Signature").unwrap().contains("headers=Created, "));
}

#[derive(Endpoint)]
#[endpoint(method = HEAD, path = "/{entitlementId}/{type}/end")]
#[endpoint(signed("Accept", "X-Everywhere", "Created"))]
struct Roles<'a> {
    #[endpoint(path = "entitlementId", query, header = "x-everywhere")]
    everywhere: &'a str,
    #[endpoint(path)]
    #[endpoint(query = "kind")]
    r#type: char,
    #[endpoint(query)]
    r#in: Option<u8>,
    #[endpoint(header = "X-Maybe")]
    maybe: Option<i64>,
    #[endpoint(header = "X-Date", query = "date of day")]
    date: ::core::option::Option<&'a str>,
}

#[test]
fn a_field_in_several_roles() {
    let request =
        Roles { everywhere: "a b", r#type: 'é', r#in: Some(1), maybe: Some(-1), date: Some("x") };
    assert_eq!(
        request_line(&request),
        "HEAD /a%20b/%C3%A9/end?everywhere=a+b&kind=%C3%A9&in=1&date+of+day=x",
    );
    assert_eq!(header(&request, "X-Everywhere").as_deref(), Some("a b"));
    assert_eq!(header(&request, "X-Maybe").as_deref(), Some("-1"));
    assert_eq!(header(&request, "X-Date").as_deref(), Some("x"));
    assert!(
        header(&request, "Signature").unwrap().contains("headers=Accept;X-Everywhere;Created, ")
    );
}

#[test]
fn absent_values_are_left_out() {
    let request = Roles { everywhere: "a", r#type: 'b', r#in: None, maybe: None, date: None };
    assert_eq!(request_line(&request), "HEAD /a/b/end?everywhere=a&kind=b");
    assert_eq!(header(&request, "X-Maybe"), None);
}

#[derive(Serialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
struct Item {
    product_id: u8,
}

#[derive(Endpoint)]
#[endpoint(method = PUT, path = "/whole", signed("Created", "Content-Type"))]
struct Whole {
    #[endpoint(query)]
    q: u8,
    #[endpoint(body)]
    items: Vec<Item>,
}

#[derive(Endpoint)]
#[endpoint(method = DELETE, path = "/whole")]
struct Optional<'a> {
    #[endpoint(body, header = "X-Text")]
    item: Option<&'a str>,
}

#[test]
fn a_field_as_the_whole_body() {
    let whole = Whole { q: 1, items: vec![Item { product_id: 1 }, Item { product_id: 2 }] };
    assert_eq!(request_line(&whole), "PUT /whole?q=1");
    assert_eq!(payload(&whole), r#"[{"productId":1},{"productId":2}]"#);

    assert_eq!(payload(&Optional { item: Some("x") }), r#""x""#);
    let without = Optional { item: None };
    assert_eq!(payload(&without), "");
    assert!(!request(&without).headers().contains_key("Content-Type"));
}
