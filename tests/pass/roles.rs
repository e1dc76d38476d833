//! Every role, alone and together with others.

use countersign::{Endpoint, SignatureHeader, SignatureHeaderError, serde::Serialize};
use countersign_spec::MAX_SIGNED_HEADERS;

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
    #[endpoint(path = "entitlementId", query, header = "X-Everywhere")]
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

/// A type of ours that is not the standard library's, although it is called so.
mod own {
    use std::fmt;

    pub(super) struct Option<T>(pub(super) T);

    impl<T: fmt::Display> fmt::Display for Option<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "<{}>", self.0)
        }
    }
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/{in_path}", signed("Created", "X-Own"))]
struct OwnOption {
    #[endpoint(path)]
    in_path: own::Option<u8>,
    #[endpoint(query)]
    in_query: own::Option<u8>,
    #[endpoint(header = "X-Own")]
    in_header: own::Option<u8>,
}

#[test]
fn a_type_of_the_same_name_is_no_option() {
    let request =
        OwnOption { in_path: own::Option(1), in_query: own::Option(2), in_header: own::Option(3) };
    assert_eq!(request_line(&request), "GET /%3C1%3E?in_query=%3C2%3E");
    assert_eq!(header(&request, "X-Own").unwrap(), "<3>");
}

macro_rules! widest {
    ($($field:ident $name:tt)*) => {
        /// Signs as many headers as can be signed.
        #[derive(Endpoint)]
        #[endpoint(method = GET, path = "/", signed("Created", $($name),*))]
        struct Widest {
            $(#[endpoint(header = $name)] $field: u8,)*
        }

        #[test]
        fn a_list_as_long_as_can_be_signed() {
            let signature = header(&Widest { $($field: 1,)* }, "Signature").unwrap();
            let signature = SignatureHeader::parse(&signature).unwrap();
            assert_eq!(signature.signed_headers().len(), MAX_SIGNED_HEADERS);
        }
    };
}

widest! {
    a1 "A1" a2 "A2" a3 "A3" a4 "A4" a5 "A5" a6 "A6" a7 "A7" a8 "A8" a9 "A9" a10 "A10" a11 "A11" a12 "A12" a13 "A13"
    a14 "A14" a15 "A15" a16 "A16" a17 "A17" a18 "A18" a19 "A19" a20 "A20" a21 "A21" a22 "A22" a23 "A23" a24 "A24"
    a25 "A25" a26 "A26" a27 "A27" a28 "A28" a29 "A29" a30 "A30" a31 "A31"
}

/// The derive and the signer count alike, although neither knows the other's number.
#[test]
fn no_list_is_longer_than_what_the_derive_allows() {
    let read = |count: usize| {
        let names: Vec<_> = (0..count).map(|number| format!("A{number}")).collect();
        SignatureHeader::parse(&format!("keyId=k, headers={}, signature=AAAA", names.join(";")))
    };
    assert!(read(MAX_SIGNED_HEADERS).is_ok());
    assert_eq!(read(MAX_SIGNED_HEADERS + 1).unwrap_err(), SignatureHeaderError::TooMany);
}
