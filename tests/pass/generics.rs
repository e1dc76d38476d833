//! Lifetimes, type parameters, constants, where-clauses, defaults, and bounds of serde's.

use std::{borrow::Cow, fmt::Display, marker::PhantomData};

use countersign::{Endpoint, serde::Serialize};

use super::{payload, request_line};

#[derive(Endpoint)]
#[endpoint(method = PUT, path = "/{id}/{number}")]
struct Everything<'a, 'b: 'a, T: Clone + 'a, U = u8, const N: usize = 2>
where
    U: Display,
{
    #[endpoint(path)]
    id: &'a T,
    #[endpoint(path)]
    number: U,
    #[endpoint(query)]
    maybe: Option<U>,
    text: Cow<'b, str>,
    values: [T; 2],
    slice: &'a [U],
    count: Counted<N>,
}

#[derive(Clone, Serialize)]
#[serde(crate = "countersign::serde")]
struct Counted<const N: usize>(usize);

#[test]
fn every_kind_of_parameter() {
    let request = Everything::<&str, u8, 3> {
        id: &"x",
        number: 7,
        maybe: Some(8),
        text: "t".into(),
        values: ["a", "b"],
        slice: &[1, 2],
        count: Counted(3),
    };
    assert_eq!(request_line(&request), "PUT /x/7?maybe=8");
    assert_eq!(payload(&request), r#"{"text":"t","values":["a","b"],"slice":[1,2],"count":3}"#);
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/")]
struct Entries<T> {
    #[serde(flatten)]
    entries: ::std::collections::BTreeMap<String, T>,
}

#[test]
fn entries_of_any_type() {
    let request = Entries { entries: [("a".to_owned(), 1)].into() };
    assert_eq!(payload(&request), r#"{"a":1}"#);
}

trait Source {
    type Item;
}

struct Numbers;

impl Source for Numbers {
    type Item = u8;
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/")]
struct Projected<S: Source> {
    item: S::Item,
    #[serde(skip)]
    source: PhantomData<S>,
}

#[test]
fn associated_types() {
    let request = Projected::<Numbers> { item: 1, source: PhantomData };
    assert_eq!(payload(&request), r#"{"item":1}"#);
    let Projected { source: PhantomData, .. } = request;
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/")]
struct Unsized<T: ?Sized> {
    first: u8,
    last: Box<T>,
}

#[test]
fn types_without_a_size() {
    let last: Box<str> = "x".into();
    assert_eq!(payload(&Unsized { first: 1, last }), r#"{"first":1,"last":"x"}"#);
}
