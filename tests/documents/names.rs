//! Members that are called like functions of traits: the functions are what they are for any other type.

use std::{
    any::Any,
    borrow::{Borrow as _, BorrowMut as _},
};

use countersign::{
    BaseUrl, Endpoint as _, ErrorResponse as _,
    http::Response,
    serde::{Deserialize as _, Serialize as _},
    serde_json::{self, json},
};

use crate::names::{Failure, GetNames, Names};

/// Calls the functions that every generated struct has, as methods of a value.
macro_rules! call_all {
    ($ty:ty, $value:expr) => {{
        let mut value: $ty = $value;
        let mut copy = value.clone();
        copy.clone_from(&value);
        copy = value.to_owned();
        value.clone_into(&mut copy);
        assert!(copy.eq(&value) && !copy.ne(&value));
        let borrowed: &$ty = value.borrow();
        assert_eq!(borrowed, &copy);
        let borrowed: &mut $ty = value.borrow_mut();
        assert_eq!(borrowed, &copy);
        assert_eq!(value.type_id(), std::any::TypeId::of::<$ty>());
        let value: $ty = value.into();
        let value: $ty = value.try_into().unwrap();
        let value = <$ty>::from(value);
        let value = <$ty>::try_from(value).unwrap();
        assert_ne!(value, <$ty>::default());
        value
    }};
}

#[test]
fn a_request() {
    let request = GetNames::new().prepare_("p").write_("w").decode_("d").code("c").from_("f");
    let request = call_all!(GetNames, request);
    let prepared = request.prepare(&BaseUrl::parse("https://a.example").unwrap()).unwrap();
    assert_eq!(prepared.uri().query(), Some("from=f&decode=d&prepare=p&write=w&code=c"),);
    let answer = GetNames::decode(Response::new("{}".into())).unwrap();
    assert_eq!(*answer.body(), Names::new());
}

#[test]
fn an_object() {
    let names = Names::new().clone_("a").serialize_("b").code("c").prepare("d");
    let names = call_all!(Names, names);
    let json = names.serialize(serde_json::value::Serializer).unwrap();
    assert_eq!(json, json!({ "clone": "a", "serialize": "b", "code": "c", "prepare": "d" }));
    let read = Names::deserialize(json).unwrap();
    assert_eq!(read, names);
}

#[test]
fn an_error() {
    let failure = call_all!(Failure, Failure::new().code_("c").message_("m").new_("n"));
    assert_eq!((failure.code(), failure.message()), (Some("c"), Some("m")));
    assert_eq!(failure.new.as_deref(), Some("n"));
}
