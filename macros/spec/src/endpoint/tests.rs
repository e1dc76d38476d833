use proptest::prelude::*;

use super::*;
use crate::{
    draft::{FieldDraft, Part, RoleDraft, WrittenIn},
    problem::Place,
};

/// A draft from a compact notation: `POST /path [Signed, List]`, then fields as `name?: role role`.
fn draft(head: &str, fields: &[&str]) -> EndpointDraft {
    let (request, signed) = match head.split_once(" [") {
        Some((request, list)) => {
            let names = list.trim_end_matches(']').split(", ").filter(|name| !name.is_empty());
            (request, Part::Read(names.map(readable).collect()))
        }
        None => (head, Part::Missing),
    };
    let (method, path) = request.split_once(' ').unwrap();
    EndpointDraft {
        written_in: WrittenIn::RustStruct,
        method: part(method),
        path: part(path),
        signed,
        response: Part::Missing,
        fields: fields.iter().map(|text| field(text)).collect(),
        idempotency_key: None,
    }
}

fn readable(text: &str) -> Option<String> {
    (text != "<unreadable>").then(|| text.to_owned())
}

fn part(text: &str) -> Part<String> {
    match text {
        "<missing>" => Part::Missing,
        "<unreadable>" => Part::Unreadable,
        _ => Part::Read(text.to_owned()),
    }
}

fn field(text: &str) -> FieldDraft {
    let (name, roles) = text.split_once(':').unwrap();
    let plain = name.trim_end_matches('?');
    let mut field = FieldDraft::new(
        plain,
        roles.split_whitespace().filter(|role| *role != "<unreadable>").map(|role| {
            let (word, value) = role.split_once('=').unwrap_or((role, plain));
            let value = value.to_owned();
            match word {
                "body" => RoleDraft::Body,
                "header" => RoleDraft::Header { name: value },
                "key" => RoleDraft::IdempotencyKey,
                "member" => RoleDraft::Member,
                "path" => RoleDraft::Path { variable: value },
                "query" => RoleDraft::Query { name: value },
                _ => panic!("no role `{word}`"),
            }
        }),
    );
    field.optional = name.ends_with('?');
    field.unreadable = roles.contains("<unreadable>");
    field
}

/// Checks a draft that is refused with exactly these problems, given as `place: message | help`.
fn refused(head: &str, fields: &[&str], expected: &[&str]) {
    let problems = match Endpoint::check(&draft(head, fields)) {
        Ok(endpoint) => panic!("accepted: {endpoint:?}"),
        Err(problems) => problems,
    };
    let actual: Vec<_> = problems
        .iter()
        .map(|problem| {
            let place = match problem.place() {
                Place::Role { field, role } => format!("Role({field}.{role})"),
                place => format!("{place:?}"),
            };
            format!("{place}: {} | {}", problem.message(), problem.help().unwrap_or_default())
        })
        .collect();
    assert_eq!(actual, expected);
}

fn accepted(head: &str, fields: &[&str]) -> Endpoint {
    match Endpoint::check(&draft(head, fields)) {
        Ok(endpoint) => endpoint,
        Err(problems) => panic!("refused: {problems:?}"),
    }
}

#[test]
fn the_parts_of_an_endpoint() {
    let endpoint = accepted(
        "POST /v1/cancel/{id}/now [Created, EntitlementId, Content-Type]",
        &[
            "id: path header=EntitlementId",
            "dry_run?: query",
            "reason: member",
            "marker:",
            "note?: member",
        ],
    );

    assert_eq!(endpoint.method(), Method::Post);
    assert_eq!(endpoint.path().as_str(), "/v1/cancel/{id}/now");
    assert_eq!(
        endpoint.path_pieces(),
        [
            PathPiece::Text("/v1/cancel/".to_owned()),
            PathPiece::Field(0),
            PathPiece::Text("/now".to_owned()),
        ]
    );
    assert_eq!(
        endpoint.queries(),
        [QueryField { field: 1, name: "dry_run".to_owned(), optional: true }]
    );
    assert_eq!(endpoint.headers().len(), 1);
    assert_eq!(endpoint.headers()[0].field, 0);
    assert_eq!(endpoint.body(), &Body::Members(vec![2, 4]));
    let signed: Vec<_> = endpoint.signed().iter().map(HeaderName::as_str).collect();
    assert_eq!(signed, ["Created", "EntitlementId", "Content-Type"]);
}

#[test]
fn the_smallest_endpoint() {
    let endpoint = accepted("GET /", &[]);
    assert_eq!(endpoint.path_pieces(), [PathPiece::Text("/".to_owned())]);
    assert_eq!(endpoint.body(), &Body::None);
    assert_eq!(endpoint.signed().iter().map(HeaderName::as_str).collect::<Vec<_>>(), ["Created"]);
}

#[test]
fn path_pieces_between_variables() {
    let endpoint = accepted("GET /{a}/{b}/", &["b: path", "x: path=a"]);
    assert_eq!(
        endpoint.path_pieces(),
        [
            PathPiece::Text("/".to_owned()),
            PathPiece::Field(1),
            PathPiece::Text("/".to_owned()),
            PathPiece::Field(0),
            PathPiece::Text("/".to_owned()),
        ]
    );
}

#[test]
fn method_and_path_are_required() {
    refused(
        "<missing> <missing>",
        &[],
        &[
            "Method: the endpoint has no `method` | say how it is called: `method = POST`",
            "Path: the endpoint has no `path` | say where it is: `path = \"/v1/entitlement/{id}\"`",
        ],
    );
    refused(
        "get /",
        &[],
        &["Method: `get` is not the method of an endpoint | did you mean `GET`?"],
    );
}

#[test]
fn variables_and_fields_match() {
    refused(
        "GET /{id}",
        &["other: query"],
        &["Path: no field fills the variable `{id}` | add a field `id` with the role `path`"],
    );
    refused(
        "POST /{id}",
        &["id: member"],
        &["Path: no field fills the variable `{id}` | give the field `id` the role `path`"],
    );
    refused(
        "POST /{entitlementId}",
        &["entitlement_id: header=EntitlementId"],
        &["Path: no field fills the variable `{entitlementId}` | \
         give the field `entitlement_id` the role `path = \"entitlementId\"`"],
    );
    refused(
        "GET /a",
        &["id: path"],
        &[
            "Role(0.0): the path has no variable `{id}` | add `{id}` to the path, or give the field another role",
        ],
    );
    refused(
        "GET /{a}",
        &["a: path", "b: path=a"],
        &[
            "Role(1.0): the variable `{a}` is already filled by the field `a` | one field fills one variable",
        ],
    );
    refused(
        "GET /{a}",
        &["a?: path"],
        &[
            "FieldType(0): `a` is optional, but a variable of the path always has a value | use the type inside the `Option`",
        ],
    );
}

#[test]
fn a_misspelt_variable_is_one_problem() {
    refused(
        "GET /{entitlementId}/{x}",
        &["entitlement_id: path", "x: path"],
        &["Role(0.0): the path has no variable `{entitlement_id}` | \
         did you mean `{entitlementId}`? write `path = \"entitlementId\"`"],
    );
}

#[test]
fn headers_have_proper_names() {
    refused(
        "GET /",
        &["a: header=A;B", "b: header=content-length", "c: header=X", "d: query header=x"],
        &[
            "Role(0.0): \"A;B\" is not a header name: it holds ';' | \
         a header name is made of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, section 5.6.2)",
            "Role(1.0): no field can be sent as the header `content-length`: the transport writes it, from the payload | \
         remove the role",
            "Role(3.1): the header `x` is already sent by the field `c` | \
         one field sends one header; names that differ only in case are the same name",
        ],
    );
}

#[test]
fn a_header_is_the_idempotency_key_because_it_is_said() {
    let key = |fields: &[&str]| accepted("POST /", fields).idempotency_key().cloned();
    for name in ["X-RequestIdentifier", "Idempotency-Key", "EntitlementId"] {
        assert_eq!(key(&[&format!("a: header={name}")]), None, "{name}");
        let said = key(&["z?: header=Z", &format!("a?: header={name} key"), "b: header=B"]);
        assert_eq!(said, HeaderName::parse(name).ok());
    }
    // A method that is repeated anyway may take a key, too: a server may ask for one with each call.
    assert!(accepted("GET /", &["a?: header=A key"]).idempotency_key().is_some());
    // Of several headers, the one before the mark.
    let key = key(&["a: header=A header=B key header=C"]);
    assert_eq!(key, HeaderName::parse("B").ok());
}

#[test]
fn a_call_has_one_idempotency_key_and_it_is_sent_as_a_header() {
    refused(
        "POST / [Created, B, C]",
        &["a: header=A key", "b?: header=B key", "c: header=C"],
        &["Role(1.1): the field `a` already carries the idempotency key | \
         a call has one key; remove `idempotency_key` from one of the two"],
    );
    // The header that is missing may be the one that is signed.
    refused(
        "POST / [Created, A]",
        &["a?: query key", "b: key header=B"],
        &[
            "Role(0.1): an idempotency key is sent as a header, and `a` is not | \
             add the role `header = \"…\"` with the name that the API gives the header",
            "Role(1.0): an idempotency key is sent as a header, and `b` is not | \
             add the role `header = \"…\"` with the name that the API gives the header",
        ],
    );
    // The role that could not be read may be the header.
    refused("POST / [Created, A]", &["a: <unreadable> key"], &[]);
    refused(
        "POST / [Created, Order-Key]",
        &["a: header=Order-Key: key"],
        &[
            "Role(0.0): \"Order-Key:\" is not a header name: it holds ':' | did you mean `Order-Key`?",
        ],
    );
}

#[test]
fn the_idempotency_key_of_an_operation_needs_no_field() {
    let check = |head: &str, fields: &[&str]| {
        let mut draft = draft(head, fields);
        draft.idempotency_key = Some("Order-Key".to_owned());
        Endpoint::check(&draft).unwrap().idempotency_key().map(HeaderName::to_string)
    };
    let key = Some("Order-Key".to_owned());
    assert_eq!(check("POST /", &[]), key);
    // Signed, it is always there, because the client makes what nobody gave.
    for fields in [[].as_slice(), &["a?: header=Order-Key"], &["a?: header=Order-Key key"]] {
        assert_eq!(check("POST / [Created, Order-Key]", fields), key, "{fields:?}");
    }
}

#[test]
fn query_parameters_have_names() {
    refused(
        "GET /",
        &["a: query="],
        &[
            "Role(0.0): a query parameter cannot have an empty name | give it the name that the API uses",
        ],
    );
}

#[test]
fn a_query_parameter_is_sent_once() {
    refused(
        "GET /",
        &["a: query=limit", "limit?: query", "b: query=Limit"],
        &["Role(1.0): the query parameter `limit` is already sent by the field `a` | \
           no rule says which of two a server reads: give one of them another name"],
    );
}

#[test]
fn a_body_needs_a_method_that_allows_it() {
    refused(
        "GET /",
        &["a: member"],
        &["Field(0): a GET request has no body, and `a` would be in it | \
         give the field the role `path`, `query` or `header`"],
    );
    refused(
        "HEAD /",
        &["a: body"],
        &["Role(0.0): a HEAD request has no body, and `a` would be in it | \
         give the field the role `path`, `query` or `header`"],
    );
    for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
        assert_eq!(
            accepted(&format!("{method} /"), &["a: member"]).body(),
            &Body::Members(vec![0])
        );
    }
}

#[test]
fn a_response_is_decoded_where_it_has_a_body() {
    for method in Method::ALL {
        let mut draft = draft(&format!("{method} /"), &[]);
        assert!(Endpoint::check(&draft).is_ok());
        draft.response = Part::Read(());
        let problems = Endpoint::check(&draft).err().unwrap_or_default();
        let places: Vec<_> = problems.iter().map(Problem::place).collect();
        let expected: &[_] = if method == Method::Head { &[Place::Response] } else { &[] };
        assert_eq!(places, expected, "{method}");
    }
}

#[test]
fn a_whole_body_is_alone() {
    assert_eq!(
        accepted("POST /", &["a: query", "b?: body"]).body(),
        &Body::Whole { field: 1, optional: true },
    );
    refused(
        "POST /",
        &["a: member", "b: body", "c: member"],
        &[
            "Role(1.0): `b` cannot be the whole body, because `a` and `c` have no role and are members of it | \
         give every other field a role, or drop this one",
        ],
    );
    refused(
        "POST /",
        &["a: body", "b: member"],
        &[
            "Role(0.0): `a` cannot be the whole body, because `b` has no role and is a member of it | \
         give every other field a role, or drop this one",
        ],
    );
    refused(
        "POST /",
        &["a: body", "b: body"],
        &["Role(1.0): the field `a` is already the whole body | \
         to send several fields as members of one JSON object, give none of them the role `body`"],
    );
}

#[test]
fn created_is_signed() {
    let missing = "SignedList: `Created` is not in the signed list | \
                   the server wants the time of signing to be signed: begin the list with \"Created\"";
    refused("GET / []", &[], &[missing]);
    refused("GET / [Accept]", &[], &[missing]);
    accepted("GET / [Accept, Created]", &[]);
    refused(
        "GET / [created]",
        &[],
        &["SignedName(0): the client sends this header as `Created` | did you mean `Created`?"],
    );
}

#[test]
fn signed_names_are_sent() {
    refused(
        "GET / [Created, EntitlmentId]",
        &["id: header=EntitlementId"],
        &[
            "SignedName(1): neither a field nor the client sends a header `EntitlmentId` | did you mean `EntitlementId`?",
        ],
    );
    refused(
        "GET /{entitlement_id} [Created, EntitlementId]",
        &["entitlement_id: path"],
        &["SignedName(1): neither a field nor the client sends a header `EntitlementId` | \
         give the field `entitlement_id` the role `header = \"EntitlementId\"`"],
    );
    refused(
        "GET / [Created, Digest]",
        &[],
        &["SignedName(1): neither a field nor the client sends a header `Digest` | \
         add a field with the role `header = \"Digest\"`"],
    );
    // A misspelt `Created` is one problem, not a second one about the list.
    refused(
        "GET / [Craeted]",
        &[],
        &[
            "SignedName(0): neither a field nor the client sends a header `Craeted` | did you mean `Created`?",
        ],
    );
    refused(
        "GET / [Created:]",
        &[],
        &[
            "SignedName(0): \"Created:\" is not a header name: it holds ':' | did you mean `Created`?",
        ],
    );
}

#[test]
fn signed_names_are_spelled_as_they_are_sent() {
    refused(
        "GET / [Created, entitlementid, X-KEY]",
        &["id: header=EntitlementId", "key?: header=X-Key"],
        &[
            "SignedName(1): the field `id` sends this header as `EntitlementId` | did you mean `EntitlementId`?",
            "SignedName(2): the field `key` sends this header as `X-Key` | did you mean `X-Key`?",
            "FieldType(1): the header `X-KEY` is signed, so it must always be sent, but `key` is optional | \
         use the type inside the `Option`, or take `X-KEY` out of the signed list",
        ],
    );
    accepted("GET / [Created, entitlementid]", &["id: header=entitlementid"]);
}

#[test]
fn a_signed_list_is_no_longer_than_what_can_be_signed() {
    let fields: Vec<_> = (1..=34).map(|number| format!("f{number}: header=H{number}")).collect();
    let fields: Vec<_> = fields.iter().map(String::as_str).collect();
    let list = |count: usize| {
        let names: Vec<_> = (1..count).map(|number| format!("H{number}")).collect();
        format!("GET / [Created, {}]", names.join(", "))
    };
    assert_eq!(accepted(&list(32), &fields).signed().len(), 32);
    refused(
        &list(33),
        &fields,
        &["SignedName(32): the signed list names 33 headers, and at most 32 can be signed | \
           take one name out of the list"],
    );
    refused(
        &list(34),
        &fields,
        &["SignedName(32): the signed list names 34 headers, and at most 32 can be signed | \
           take 2 names out of the list"],
    );
}

#[test]
fn signed_names_are_always_sent() {
    refused(
        "GET / [Created, Id]",
        &["id?: header=Id"],
        &[
            "FieldType(0): the header `Id` is signed, so it must always be sent, but `id` is optional | \
         use the type inside the `Option`, or take `Id` out of the signed list",
        ],
    );
    refused(
        "GET / [Created, Content-Type]",
        &[],
        &[
            "SignedName(1): `Content-Type` is sent only with a JSON body, and this endpoint has none | \
         take it out of the list",
        ],
    );
    refused(
        "POST / [Created, Content-Type]",
        &["b?: body"],
        &[
            "FieldType(0): the header `Content-Type` is signed, so it must always be sent, but the body `b` is optional | \
         use the type inside the `Option`, or take `Content-Type` out of the signed list",
        ],
    );
    accepted("POST / [Created, Accept, Content-Type]", &["b: body"]);
    // The client makes a key for each call that gives none, and signs it.
    accepted("POST / [Created, Id]", &["id?: header=Id key"]);
}

#[test]
fn signed_names_can_be_signed() {
    refused(
        "GET / [Created, CREATED, Signature, Authorization, Host, Via]",
        &[],
        &[
            "SignedName(1): `CREATED` is in the signed list twice | names that differ only in case are the same name",
            "SignedName(2): `Signature` cannot be signed: it is the signature itself | take it out of the list",
            "SignedName(3): `Authorization` cannot be signed: \
         it is a secret, and the client adds it after the request is signed | take it out of the list",
            "SignedName(4): `Host` cannot be signed: the transport writes it, from the URL | take it out of the list",
            "SignedName(5): `Via` cannot be signed: proxies write it on the way | take it out of the list",
        ],
    );
}

#[test]
fn what_could_not_be_read_causes_no_further_problems() {
    refused("<unreadable> <unreadable> [<unreadable>]", &["a: member", "b: path"], &[]);
    refused("GET /{id} [Created, Id]", &["x: <unreadable>"], &[]);
    refused("GET /{id} [Created, Content-Type]", &["id: path", "x: <unreadable>"], &[]);
    // The refused role is the one that would have sent the signed header.
    refused(
        "GET / [Created, EntitlementId]",
        &["id: header=EntitlementId:"],
        &[
            "Role(0.0): \"EntitlementId:\" is not a header name: it holds ':' | did you mean `EntitlementId`?",
        ],
    );
}

#[test]
fn every_problem_is_reported_at_once() {
    let problems = Endpoint::check(&draft(
        "get v1/{id} [Host]",
        &["a?: path=b", "c: header=Host", "d: body", "e: member"],
    ))
    .unwrap_err();
    let places: Vec<_> = problems.iter().map(Problem::place).collect();
    assert_eq!(
        places,
        [
            Place::Method,
            Place::FieldType(0),
            Place::Path,
            Place::Role { field: 0, role: 0 },
            Place::Path,
            Place::Role { field: 1, role: 0 },
            Place::Role { field: 2, role: 0 },
            Place::SignedName(0),
            Place::SignedList,
        ]
    );
}

proptest! {
    #[test]
    fn an_accepted_list_can_be_signed(names in proptest::collection::vec(
        prop::sample::select(vec!["Created", "created", "Accept", "Content-Type", "Id", "id", "Opt", "Host", "No"]),
        0..4,
    )) {
        let head = format!("POST / [{}]", names.join(", "));
        let fields = ["id: header=Id", "opt?: header=Opt", "m: member"];
        let lower: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        let mut unique = lower.clone();
        unique.sort();
        unique.dedup();
        let sendable = ["created", "accept", "content-type", "id"];
        let right = lower.contains(&"created".to_owned())
            && !names.contains(&"created")
            && !names.contains(&"id")
            && unique.len() == lower.len()
            && lower.iter().all(|name| sendable.contains(&name.as_str()));

        match Endpoint::check(&draft(&head, &fields)) {
            Ok(endpoint) => {
                prop_assert!(right);
                let signed: Vec<_> = endpoint.signed().iter().map(HeaderName::as_str).collect();
                prop_assert_eq!(signed, names);
            }
            Err(problems) => prop_assert!(!right && !problems.is_empty()),
        }
    }

    #[test]
    fn never_panics(
        method in any::<String>(),
        path in any::<String>(),
        signed in proptest::collection::vec(any::<String>(), 0..3),
        name in any::<String>(),
    ) {
        let _ = Endpoint::check(&EndpointDraft {
            written_in: WrittenIn::RustStruct,
            method: Part::Read(method),
            path: Part::Read(path.clone()),
            signed: Part::Read(signed.into_iter().map(Some).collect()),
            response: Part::Read(()),
            fields: vec![FieldDraft::new(name.clone(), [
                RoleDraft::Path { variable: path },
                RoleDraft::Header { name: name.clone() },
                RoleDraft::IdempotencyKey,
                RoleDraft::Query { name: name.clone() },
            ])],
            idempotency_key: Some(name),
        });
    }
}
