//! A module in which the names of the prelude, and of everything else that generated code might use, mean something
//! else.
#![allow(dead_code, non_camel_case_types)]

use super::{header, payload, request_line};

struct Option<T>(T);
struct Result;
struct String;
struct Vec;
struct Box;
struct Some;
struct None;
struct Ok;
struct Err;
struct str;
struct bool;
trait Serialize {}
trait Serializer {}
trait Endpoint {}
trait Default {}
trait Clone {}
mod core {}
mod std {}
mod serde {}
mod countersign {}

#[derive(::countersign::Endpoint)]
#[endpoint(method = POST, path = "/{id}", signed("Created", "Id"))]
#[serde(rename_all = "camelCase")]
struct Redefined<'a> {
    #[endpoint(path, header = "Id")]
    id: &'a ::core::primitive::str,
    #[endpoint(query)]
    dry_run: ::core::option::Option<::core::primitive::bool>,
    cancel_reason: ::core::option::Option<u8>,
    _list: ::std::vec::Vec<u8>,
}

/// The same, left to serde because of an attribute.
#[derive(::countersign::Endpoint)]
#[endpoint(method = POST, path = "/")]
#[serde(rename_all = "camelCase")]
struct BySerde {
    #[serde(alias = "cancelReason")]
    cancel_reason: ::core::option::Option<u8>,
    _list: ::std::vec::Vec<u8>,
}

#[test]
fn works() {
    let request = Redefined {
        id: "x",
        dry_run: ::core::option::Option::Some(true),
        cancel_reason: ::core::option::Option::None,
        _list: ::std::vec![1],
    };
    assert_eq!(request_line(&request), "POST /x?dry_run=true");
    assert_eq!(header(&request, "Id").as_deref(), ::core::option::Option::Some("x"));
    assert_eq!(payload(&request), r#"{"cancelReason":null,"list":[1]}"#);
    let request = BySerde { cancel_reason: ::core::option::Option::None, _list: ::std::vec![1] };
    assert_eq!(payload(&request), r#"{"cancelReason":null,"list":[1]}"#);
}
