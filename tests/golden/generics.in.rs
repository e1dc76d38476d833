//! Lifetimes, type parameters, constants, a where-clause and a default.

use std::fmt::Display;

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = PUT, path = "/v1/{kind}/{id}/values")]
pub struct PutValues<'a, T: Clone, I = u64, const N: usize = 2>
where
    I: Display,
{
    #[endpoint(path)]
    id: I,
    #[endpoint(path)]
    kind: &'a str,
    #[endpoint(query = "if_newer_than")]
    since: Option<I>,
    values: &'a [T],
    #[serde(rename = "type")]
    kind_of_value: &'a str,
    #[serde(serialize_with = "count")]
    counts: [T; N],
}

fn count<T, S, const N: usize>(_: &[T; N], serializer: S) -> Result<S::Ok, S::Error>
where
    S: countersign::serde::Serializer,
{
    serializer.serialize_u64(N as u64)
}

pub fn example() -> PutValues<'static, char, u8, 3> {
    PutValues {
        id: 7,
        kind: "a/b",
        since: Some(6),
        values: &['x', 'y'],
        kind_of_value: "char",
        counts: ['a', 'b', 'c'],
    }
}
