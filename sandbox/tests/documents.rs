//! Documents that nobody wrote for the sandbox: what it asks of a request, what it answers, and what it refuses to serve.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::sync::{Arc, Mutex};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use common::{
    bench::{Bench, NOW, answer, check_refusal, envelope, signed},
    sign,
};
use countersign::Timestamp;
use countersign_sandbox::{Sandbox, StartError};
use http::{Method, StatusCode};
use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};

const LIBRARY: &str = include_str!("documents/library.json");
const LOANS: &str = include_str!("documents/loans.json");

async fn library() -> Bench {
    Bench::serving(&[("library.json", LIBRARY)]).await
}

/// A request for the books of a shelf, signed as the document declares, with what its headers and query must hold.
fn list(bench: &Bench, query: &str) -> RequestBuilder {
    let request = bench.request(Method::GET, &format!("/v1/shelves/a/books{query}"));
    signed(request, NOW, &[("ShelfId", "a")], "").header("Reader-Age", "17")
}

/// A request that adds a book, signed as the document declares.
fn add(bench: &Bench, body: &str) -> RequestBuilder {
    let request = bench.request(Method::POST, "/v1/shelves/a/books");
    signed(request, NOW, &[("ShelfId", "a")], body).body(body.to_owned())
}

/// A request that signs `Created` alone.
fn call(bench: &Bench, method: Method, path: &str, body: &str) -> RequestBuilder {
    signed(bench.request(method, path), NOW, &[], body).body(body.to_owned())
}

#[tokio::test]
async fn operations_are_answered_with_their_examples() {
    let bench = library().await;
    let check = async |request: RequestBuilder, status: u16, body: Value| {
        let (given_status, given) = answer(request).await;
        assert_eq!((given_status.as_u16(), given), (status, body));
    };
    let moby_dick = json!({ "bookId": "b-1", "title": "Moby-Dick" });
    // The first of two examples.
    check(list(&bench, "?limit=5"), 200, json!({ "books": [&moby_dick] })).await;
    // The lowest success, although another one is declared first; the example is a reference.
    let book = r#"{"title":"Moby-Dick","author":{"name":"Herman Melville"}}"#;
    check(add(&bench, book), 201, moby_dick.clone()).await;
    check(call(&bench, Method::GET, "/v1/books/b-1", ""), 200, moby_dick).await;
    // Text wins over a variable.
    let walden = json!({ "bookId": "b-2", "title": "Walden" });
    check(call(&bench, Method::GET, "/v1/books/newest", ""), 200, walden).await;
    // `2XX` stands for 200. This body may be left out.
    let imported = json!({ "state": "IMPORTED" });
    check(call(&bench, Method::POST, "/v1/books/import", ""), 200, imported).await;

    let response = call(&bench, Method::DELETE, "/v1/books/b-1", "").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert!(!response.headers().contains_key("content-type"));
    assert!(response.bytes().await.unwrap().is_empty());

    let response = call(&bench, Method::HEAD, "/v1/books/b-1", "").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.bytes().await.unwrap().is_empty());
}

#[tokio::test]
async fn default_is_the_success_if_no_other_is_declared() {
    let serve = async |more: Value| {
        let mut document: Value = serde_json::from_str(LOANS).unwrap();
        let responses =
            document["paths"]["/v1/loans"]["post"]["responses"].as_object_mut().unwrap();
        let mut success = responses.remove("200").unwrap();
        success["content"]["application/json"]["schema"]["properties"] = json!({ "loanId": {} });
        responses.insert("default".to_owned(), success);
        responses.extend(more.as_object().unwrap().clone());
        let bench = Bench::serving(&[("loans.json", &document.to_string())]).await;
        call(&bench, Method::POST, "/v1/loans", "").send().await.unwrap()
    };
    for more in [json!({}), json!({ "404": { "description": "There is none." } })] {
        let (status, body) = envelope(serve(more).await).await;
        assert_eq!((status, &body["loanId"]), (StatusCode::OK, &json!("l-1")));
    }
    let declared = serve(json!({ "204": { "description": "Lent." } })).await;
    assert_eq!(declared.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_request_signs_what_its_operation_declares() {
    let bench = library().await;
    let body = r#"{"title":"Moby-Dick","author":{"name":"Herman Melville"}}"#;
    let post = || bench.request(Method::POST, "/v1/shelves/a/books").body(body);
    let less = signed(post(), NOW, &[], body).header("ShelfId", "a");
    check_refusal(
        &answer(less).await,
        401,
        "UNAUTHORIZED",
        "sandbox: the signature is right, but it does not cover `ShelfId`; `POST /v1/shelves/{shelfId}/books` \
         (library.json:",
    );
    // What is wrong with the signature itself is told first.
    let wrong = signed(post(), NOW, &[], "{}").header("ShelfId", "a");
    check_refusal(&answer(wrong).await, 401, "UNAUTHORIZED", "you signed something else");
    let more = signed(post(), NOW, &[("ShelfId", "a"), ("X-Trace", "1")], body);
    check_refusal(
        &answer(more).await,
        401,
        "UNAUTHORIZED",
        "sandbox: the signature is right, but it also covers `X-Trace`, and a header beyond the list can carry what \
         was signed as the body; `POST /v1/shelves/{shelfId}/books` (library.json:",
    );
    // Both are told at once.
    let other = signed(post(), NOW, &[("X-Trace", "1")], body).header("ShelfId", "a");
    check_refusal(
        &answer(other).await,
        401,
        "UNAUTHORIZED",
        "the signature is right, but it does not cover `ShelfId` and it also covers `X-Trace`, and",
    );
    // Names have no letter case.
    let lower_case = signed(post(), NOW, &[("shelfid", "a")], body);
    assert_eq!(answer(lower_case).await.0, StatusCode::CREATED);

    let other = signed(post(), NOW, &[("ShelfId", "b")], body);
    check_refusal(
        &answer(other).await,
        400,
        "BAD_REQUEST",
        "`shelfId`: parameter is invalid: the header `ShelfId` and the path differ",
    );
}

#[tokio::test]
async fn the_password_is_asked_for_unless_the_document_wants_the_signature_alone() {
    let check = async |security: Value, status: u16| {
        let mut document: Value = serde_json::from_str(LOANS).unwrap();
        let library: Value = serde_json::from_str(LIBRARY).unwrap();
        document["components"]["securitySchemes"] =
            library["components"]["securitySchemes"].clone();
        document["security"] = security;
        let bench = Bench::serving(&[("loans.json", &document.to_string())]).await;
        let url = format!("{}/v1/loans", bench.sandbox.base_url());
        assert_eq!(answer(signed(bench.client.post(&url), NOW, &[], "")).await.0.as_u16(), status);
        // The signature is checked in any case.
        let unsigned = answer(bench.request(Method::POST, "/v1/loans")).await;
        check_refusal(&unsigned, 401, "UNAUTHORIZED", "the header `Signature` is missing");
        let all = answer(call(&bench, Method::POST, "/v1/loans", "")).await;
        assert_eq!(all.0, StatusCode::OK);
    };
    check(json!([{ "messageSignature": [] }]), 200).await;
    check(json!([{ "messageSignature": [], "basic": [] }]), 401).await;
    check(json!([{ "basic": [] }]), 401).await;
    check(json!([]), 401).await;
}

/// Whoever has one signed request, and no key, changes the list and the values so that the signature string stays.
#[tokio::test]
async fn what_was_signed_does_not_move() {
    let bench = library().await;
    let get = |path: &str| bench.request(Method::GET, &format!("/v1/{path}"));
    let post = |path: &str| bench.request(Method::POST, &format!("/v1/{path}"));
    let shelf = |request: RequestBuilder| request.header("Reader-Age", "17");
    // What the signature of an honest request with these values and this body is moved to.
    let forged = |request: RequestBuilder, honest: &str, list: &[(&str, &str)]| {
        let signature = STANDARD.encode(sign(honest));
        let names: Vec<_> = list.iter().map(|(name, _)| *name).collect();
        let value =
            format!("keyId=RSA-SHA256V1, headers={}, signature={signature}", names.join(";"));
        let request = request.header("Signature", value);
        list.iter().fold(request, |request, (name, value)| request.header(*name, *value))
    };
    let check = async |request: RequestBuilder, message: &str| {
        check_refusal(&answer(request).await, 401, "UNAUTHORIZED", message);
    };
    let created = &*NOW.to_string();

    let body = r#"{"a":1}"#;
    let honest = format!("{created}{body}");
    let list = [("Created", created), ("X-Trace", body)];
    check(forged(post("books/import"), &honest, &list), "it also covers `X-Trace`, and").await;

    let honest = format!("{created}a{body}");
    let list = [("Created", created), ("ShelfId", r#"a{"a":1}"#)];
    let request = shelf(get("shelves/a%7B%22a%22:1%7D/books?limit=5"));
    check(
        forged(request, &honest, &list),
        "sandbox: the signature is right, but the value of the signed header `ShelfId` holds `{` or `[`, as if a \
         payload had been moved into it",
    )
    .await;

    let honest = format!("{created}a7");
    let list = [("Created", created), ("ShelfId", "a")];
    check(
        forged(post("shelves/a/books").body("7"), &honest, &list),
        "sandbox: the signature is right, but the payload begins with neither `{` nor `[`",
    )
    .await;

    let list = [("Created", created), ("ShelfId", "a"), ("X-Trace", "7")];
    let request = shelf(get("shelves/a/books?limit=5"));
    check(forged(request, &honest, &list), "it also covers `X-Trace`, and").await;

    let later = &*(NOW + 2).to_string();
    let honest = format!("{created}{later}");
    let list = [("ShelfId", created), ("Created", later)];
    let request = shelf(get(&format!("shelves/{created}/books?limit=5")));
    check(
        forged(request, &honest, &list),
        "sandbox: the signature is right, but its list has another order (`ShelfId;Created`), in which values can \
         change places; `GET /v1/shelves/{shelfId}/books` (library.json:",
    )
    .await;
}

/// Where two signed headers of any form follow one another, nobody can tell where one ends and the other begins; the
/// body cannot move even there.
#[tokio::test]
async fn several_headers_may_be_signed() {
    let mut document: Value = serde_json::from_str(LIBRARY).unwrap();
    let list = json!(["Created", "ShelfId", "Reader-Age"]);
    document["paths"]["/v1/shelves/{shelfId}/books"]["get"]["x-signed-headers"] = list;
    let bench = Bench::serving(&[("library.json", &document.to_string())]).await;
    let request = |age: &str| {
        let request = bench.request(Method::GET, "/v1/shelves/a/books?limit=5");
        signed(request, NOW, &[("ShelfId", "a"), ("Reader-Age", age)], "")
    };
    assert_eq!(answer(request("17")).await.0, StatusCode::OK);
    check_refusal(
        &answer(request("17[]")).await,
        401,
        "UNAUTHORIZED",
        "the value of the signed header `Reader-Age` holds `{` or `[`",
    );
}

#[tokio::test]
async fn queries_are_checked() {
    let bench = library().await;
    let good = async |query: &str| {
        let (status, body) = answer(list(&bench, query)).await;
        assert_eq!(status, StatusCode::OK, "{query}: {body}");
    };
    good("?limit=100").await;
    good("?limit=1&genre=POETRY&available=true&weight=1.5e2&since=2017-01-01T01:02:03%2B01:00")
        .await;
    good("?&%6Cimit=1&").await;
    let check = async |query: &str, message: &str| {
        let (status, body) = answer(list(&bench, query)).await;
        assert_eq!((status.as_u16(), &body["responseMessage"]), (400, &json!(message)), "{query}");
    };
    check("", "`limit`: parameter is required").await;
    check("?limit=0", "`limit`: parameter is invalid: it is less than 1").await;
    check("?limit=101", "`limit`: parameter is invalid: it is more than 100").await;
    for value in
        ["", "1.0", "x", "%201", "007", "1e1", "null", "[1]", "99999999999999999999", "\"1\""]
    {
        check(&format!("?limit={value}"), "`limit`: parameter is invalid: it is not an integer")
            .await;
    }
    check("?limit=%ff", "`limit`: parameter is invalid: it is not UTF-8").await;
    check("?limit=1&limit=1", "`limit`: parameter is invalid: it is there more than once").await;
    check(
        "?limit=1&genre=PROSE",
        "`genre`: parameter is invalid: it is not one of `NOVEL`, `POETRY`",
    )
    .await;
    check(
        "?limit=1&available=True",
        "`available`: parameter is invalid: it is neither true nor false",
    )
    .await;
    check("?limit=1&weight=heavy", "`weight`: parameter is invalid: it is not a number").await;
    check(
        "?limit=1&since=2017-01-01T01:02:03+01:00",
        "`since`: parameter is invalid: it is not an ISO 8601 date and time, such as 2017-01-01T01:02:03Z",
    )
    .await;
    check(
        "?limit=1&gerne=NOVEL&x=1&x=2",
        "`gerne`: parameter is invalid: this operation has no such query parameter; did you mean `genre`?; `x`: \
         parameter is invalid: this operation has no such query parameter",
    )
    .await;
    check(
        "?genre=PROSE",
        "`limit`: parameter is required; `genre`: parameter is invalid: it is not one of `NOVEL`, `POETRY`",
    )
    .await;
}

#[tokio::test]
async fn headers_are_checked() {
    let bench = library().await;
    let request = || {
        let request = bench.request(Method::GET, "/v1/shelves/a/books?limit=1");
        signed(request, NOW, &[("ShelfId", "a")], "")
    };
    let check = async |request: RequestBuilder, message: &str| {
        check_refusal(&answer(request).await, 400, "BAD_REQUEST", message);
    };
    assert_eq!(answer(request().header("reader-age", "0")).await.0, StatusCode::OK);
    check(request(), "`Reader-Age`: parameter is required").await;
    let repeated = request().header("Reader-Age", "1").header("Reader-Age", "1");
    check(repeated, "`Reader-Age`: parameter is invalid: it is there more than once").await;
    let negative = request().header("Reader-Age", "-1");
    check(negative, "`Reader-Age`: parameter is invalid: it is less than 0").await;
    let not_text = request().header("Reader-Age", &b"\xff"[..]);
    check(not_text, "`Reader-Age`: parameter is invalid: it is not UTF-8").await;
}

#[tokio::test]
async fn paths_are_checked() {
    let bench = library().await;
    let shelf = async |path: &str, id: &str| {
        let request = bench.request(Method::GET, &format!("/v1/shelves/{path}/books?limit=1"));
        answer(signed(request, NOW, &[("ShelfId", id)], "").header("Reader-Age", "1")).await
    };
    assert_eq!(shelf("a%20b%2Fc%25", "a b/c%").await.0, StatusCode::OK);
    assert_eq!(shelf("%61", "a").await.0, StatusCode::OK);
    check_refusal(
        &shelf("Z", "Z").await,
        400,
        "BAD_REQUEST",
        "`shelfId`: parameter is invalid: it does not match the pattern `^[a-z]`",
    );
    let book = async |path: &str| {
        answer(call(&bench, Method::GET, &format!("/v1/books/{path}"), "")).await
    };
    // Characters count, not bytes.
    assert_eq!(book(&"%C3%A9".repeat(12)).await.0, StatusCode::OK);
    let too_long = "`bookId`: parameter is invalid: it has more than 12 characters";
    check_refusal(&book(&"%C3%A9".repeat(13)).await, 400, "BAD_REQUEST", too_long);
    let not_text = "`bookId`: parameter is invalid: it is not UTF-8";
    check_refusal(&book("%C3").await, 400, "BAD_REQUEST", not_text);
}

#[tokio::test]
async fn bodies_are_checked() {
    let bench = library().await;
    let check = async |body: &str, message: &str| {
        let (status, given) = answer(add(&bench, body)).await;
        assert_eq!((status.as_u16(), &given["responseMessage"]), (400, &json!(message)), "{body}");
    };
    check("", "the body: parameter is required").await;
    check("[]", "the body: parameter is invalid: it is not a JSON object").await;
    check("{}", "`title`: parameter is required; `author`: parameter is required").await;
    check(
        r#"{"author":{"born":"1819"},"title":"","genre":"PROSE","chapters":[{"title":"Loomings"},{"pages":0}],"isbn":1}"#,
        "`title`: parameter is invalid: it is empty; `author.name`: parameter is required; `author.born`: parameter is \
         invalid: it is not an ISO 8601 date and time, such as 2017-01-01T01:02:03Z; `genre`: parameter is invalid: it is \
         not one of `NOVEL`, `POETRY`; `chapters[1].title`: parameter is required; `chapters[1].pages`: parameter is \
         invalid: it is less than 1; `isbn`: parameter is invalid: there is no such member",
    )
    .await;
    check(
        r#"{"title":"a","author":{"name":"b","name":"c"},"title":1,"cover":"moby.png"}"#,
        "`title`: parameter is invalid: it is not a string; `title`: parameter is invalid: it is there more than once; \
         `author.name`: parameter is invalid: it is there more than once; `cover`: parameter is invalid: it is not a \
         URL, such as https://example.com/",
    )
    .await;

    let import =
        async |body: &str| answer(call(&bench, Method::POST, "/v1/books/import", body)).await;
    assert_eq!(import(r#"[{"bookId":"b-1","title":"a"}]"#).await.0, StatusCode::OK);
    for (body, message) in [
        ("{}", "the body: parameter is invalid: it is not a list"),
        ("null", "the body: parameter is invalid: it is null"),
        ("[{},{},{}]", "the body: parameter is invalid: it has more than 2 entries"),
        (r#"[{"bookId":"b-1"}]"#, "`[0].title`: parameter is required"),
    ] {
        check_refusal(&import(body).await, 400, "BAD_REQUEST", message);
    }
}

#[tokio::test]
async fn a_request_leaves_out_what_is_read_only_and_a_response_what_is_write_only() {
    let mut document: Value = serde_json::from_str(LOANS).unwrap();
    let reader = json!({ "$ref": "#/components/schemas/Reader" });
    document["components"]["schemas"] = json!({
        "ReaderId": { "type": "string", "readOnly": true },
        "Reader": {
            "type": "object",
            "required": ["readerId", "name", "password"],
            "properties": {
                "readerId": { "$ref": "#/components/schemas/ReaderId" },
                "name": { "type": "string" },
                "password": { "type": "string", "writeOnly": true },
                "friends": { "type": "array", "items": reader },
            },
            "example": { "readerId": "r-1", "name": "n", "password": "p", "friends": [
                { "readerId": "r-2", "name": "m", "password": "q" },
            ] },
        },
    });
    let operation = &mut document["paths"]["/v1/loans"]["post"];
    operation["requestBody"] = json!({ "content": { "application/json": { "schema": reader } } });
    operation["responses"]["200"]["content"]["application/json"] = json!({ "schema": reader });
    let bench = Bench::serving(&[("loans.json", &document.to_string())]).await;
    let post = async |body: Value| {
        answer(call(&bench, Method::POST, "/v1/loans", &body.to_string())).await
    };

    let (status, response) = post(json!({ "name": "n", "password": "p" })).await;
    let friends = json!([{ "readerId": "r-2", "name": "m" }]);
    let expect = json!({ "readerId": "r-1", "name": "n", "friends": friends });
    assert_eq!((status, response), (StatusCode::OK, expect));
    for (body, message) in [
        (json!({ "name": "n" }), "`password`: parameter is required"),
        (
            json!({ "name": "n", "password": "p", "friends": [{ "readerId": "r-1", "name": "m", "password": "q" }] }),
            "`friends[0].readerId`: parameter is invalid: it is read-only, so a request leaves it out",
        ),
    ] {
        check_refusal(&post(body).await, 400, "BAD_REQUEST", message);
    }
}

#[tokio::test]
async fn parameters_and_body_are_told_of_together() {
    let bench = library().await;
    let request = bench.request(Method::POST, "/v1/shelves/a/books?x=1");
    let request = signed(request, NOW, &[("ShelfId", "b")], "{}").body("{}");
    let expect = "`shelfId`: parameter is invalid: the header `ShelfId` and the path differ; `x`: parameter is invalid: \
                  this operation has no such query parameter; `title`: parameter is required; `author`: parameter is \
                  required";
    check_refusal(&answer(request).await, 400, "BAD_REQUEST", expect);
}

#[tokio::test]
async fn a_body_is_json_by_its_content_type_too() {
    let bench = library().await;
    let body = r#"{"title":"Moby-Dick","author":{"name":"Herman Melville"}}"#;
    let with = async |value: &str| answer(add(&bench, body).header("Content-Type", value)).await;
    for good in ["application/json", "Application/JSON; charset=utf-8"] {
        assert_eq!(with(good).await.0, StatusCode::CREATED, "{good}");
    }
    for bad in ["application/x-www-form-urlencoded", "text/json", "application/json+x", ""] {
        let message = "`Content-Type`: parameter is invalid: it is not `application/json`";
        check_refusal(&with(bad).await, 400, "BAD_REQUEST", message);
    }
}

#[tokio::test]
async fn a_body_without_end_is_answered() {
    let bench = library().await;
    let deep = "[".repeat(1 << 20);
    let refused = answer(call(&bench, Method::POST, "/v1/books/import", &deep)).await;
    check_refusal(&refused, 400, "BAD_REQUEST", "it is not JSON: recursion limit exceeded");
    let wide = format!("[{}{{}}]", "{},".repeat(300_000));
    let refused = answer(call(&bench, Method::POST, "/v1/books/import", &wide)).await;
    check_refusal(
        &refused,
        400,
        "BAD_REQUEST",
        "the body: parameter is invalid: it has more than 2",
    );
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_answer() {
    let bench = library().await;
    let body = |title: &str| format!(r#"{{"title":"{title}","author":{{"name":"b"}}}}"#);
    let with =
        async |title: &str| answer(add(&bench, &body(title)).header("Shelf-Call", "r-1")).await;
    let first = with("a").await;
    assert_eq!(first.0, StatusCode::CREATED);
    assert_eq!(with("a").await, first);
    check_refusal(&with("b").await, 400, "BAD_REQUEST", "`Shelf-Call`");
    // A header is no idempotency key because of its name: this one is a correlation id.
    for title in ["a", "b"] {
        let request = add(&bench, &body(title)).header("X-RequestIdentifier", "r-1");
        assert_eq!(answer(request).await.0, StatusCode::CREATED);
    }
    // An operation that does not declare the header does not know it.
    for path in ["/v1/books/b-1", "/v1/books/b-2"] {
        let request = call(&bench, Method::GET, path, "").header("Shelf-Call", "r-2");
        assert_eq!(answer(request).await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn other_paths_and_methods_are_refused() {
    let bench = library().await;
    let unknown = answer(bench.request(Method::GET, "/v1/shelf/a/books")).await;
    check_refusal(
        &unknown,
        404,
        "NOT_FOUND",
        "sandbox: there is no operation GET /v1/shelf/a/books; the nearest in library.json are GET \
         /v1/shelves/{shelfId}/books, POST /v1/shelves/{shelfId}/books, ",
    );
    let check = async |method: &str, path: &str, allow: &str| {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let response: Response = bench.request(method.clone(), path).send().await.unwrap();
        assert_eq!(response.headers()["allow"], allow, "{method} {path}");
        let message = format!("{path} does not take {method}; it takes {allow}");
        check_refusal(&envelope(response).await, 405, "BAD_REQUEST", &message);
    };
    check("PUT", "/v1/shelves/a/books", "GET, HEAD, POST").await;
    check("POST", "/v1/books/b-1", "GET, HEAD, DELETE").await;
    check("DELETE", "/v1/books/newest", "GET, HEAD").await;
    check("TRACE", "/v1/books/import", "POST").await;
    check("OPTIONS", "/v1/books/import", "POST").await;
    check("PURGE", "/v1/books/import", "POST").await;
}

#[tokio::test]
async fn two_documents_are_served_side_by_side() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let builder = Sandbox::builder()
        .clock(|| Timestamp::from_unix_seconds(NOW))
        .document("library.json", LIBRARY)
        .document("loans.json", LOANS)
        .on_answer(move |answered| {
            let id = answered.operation_id.clone();
            log.lock().unwrap().push((id, answered.message.clone()));
        });
    let bench = Bench::of(builder.start().await.unwrap());
    let documents: Vec<_> = bench.sandbox.documents().iter().collect();
    assert_eq!(
        (documents[0].file.as_str(), documents[0].title.as_str()),
        ("library.json", "Library")
    );
    assert_eq!(documents[0].version, "2.1.0");
    assert_eq!(
        documents[0].operations,
        ["listBooks", "addBook", "getBook", "removeBook", "getNewestBook", "importBooks"]
    );
    assert_eq!(documents[1].operations, ["lendBook"]);

    let (status, _) = answer(call(&bench, Method::GET, "/v1/books/b-1", "")).await;
    assert_eq!(status, StatusCode::OK);
    let (status, lent) = answer(call(&bench, Method::POST, "/v1/loans", "")).await;
    assert_eq!((status, &lent["loanId"]), (StatusCode::OK, &json!("l-1")));
    // The built-in document is served only if no other is.
    let missing = answer(bench.create("{}")).await;
    check_refusal(&missing, 404, "NOT_FOUND", "the nearest in library.json and loans.json are ");

    let ids: Vec<_> =
        bench.sandbox.received().into_iter().map(|received| received.operation_id).collect();
    let expect = [Some("getBook".to_owned()), Some("lendBook".to_owned()), None];
    assert_eq!(ids, expect);
    let told = told.lock().unwrap();
    assert_eq!(told.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), expect);
    assert_eq!(told[1].1, "Lent");
}

/// Why a sandbox does not serve these documents.
async fn refusal(documents: &[(&str, &str)]) -> Vec<String> {
    let builder = documents
        .iter()
        .fold(Sandbox::builder(), |builder, (file, text)| builder.document(*file, *text));
    match builder.start().await.unwrap_err() {
        StartError::Document { problems } => problems,
        other => vec![other.to_string()],
    }
}

#[tokio::test]
async fn every_problem_of_every_document_is_told() {
    let misspelt = LOANS.replace("\"summary\"", "\"sumary\"").replace("\"object\"", "\"objekt\"");
    let problems =
        refusal(&[("a.json", "{"), ("loans.json", &misspelt), ("library.json", LIBRARY)]).await;
    let shown = StartError::Document { problems: problems.clone() }.to_string();
    assert_eq!(shown.lines().count(), 2 * problems.len());
    let starts: Vec<_> =
        problems.iter().map(|problem| problem.split(": ").next().unwrap()).collect();
    assert_eq!(starts, ["a.json:1:1", "loans.json:9:9", "loans.json:15:37"], "{problems:#?}");
}

#[tokio::test]
async fn one_request_has_one_operation() {
    let other = LOANS.replace("/v1/loans", "/v1/books/import").replace("lendBook", "bringBooks");
    let problems = refusal(&[("library.json", LIBRARY), ("other.json", &other)]).await;
    let place = |document: &str, path: &str| {
        let start = document.lines().position(|line| line.contains(path)).unwrap();
        document.lines().skip(start).position(|line| line.contains("\"post\"")).unwrap() + start + 1
    };
    let (here, there) = (place(&other, "books/import"), place(LIBRARY, "books/import"));
    assert_eq!(
        problems,
        [format!(
            "other.json:{here}:7: /paths/~1v1~1books~1import/post: `POST /v1/books/import` answers to the same requests \
             as `POST /v1/books/import`, which is declared at library.json:{there}:7\n\
             help: remove one of the two, or serve the documents by two sandboxes"
        )]
    );
}

#[tokio::test]
async fn what_cannot_be_answered_or_checked_is_not_served() {
    let check = async |change: fn(&mut Value), expect: &str| {
        let mut document: Value = serde_json::from_str(LOANS).unwrap();
        change(&mut document["paths"]["/v1/loans"]["post"]);
        let problems = refusal(&[("loans.json", &document.to_string())]).await;
        assert_eq!(problems.len(), 1, "{problems:#?}");
        let (problem, help) = problems[0].split_once("\nhelp: ").unwrap();
        assert!(problem.starts_with("loans.json:1:"), "{problem}");
        assert!(problem.contains(expect), "{problem}");
        assert!(!help.is_empty());
    };
    fn answer(operation: &mut Value) -> &mut Value {
        &mut operation["responses"]["200"]["content"]["application/json"]
    }
    check(
        |operation| {
            answer(operation).as_object_mut().unwrap().remove("example");
        },
        "/responses/200: the success of `lendBook` has no example, so the sandbox cannot answer it",
    )
    .await;
    check(
        |operation| operation["responses"] = json!({ "400": { "description": "No." } }),
        ": `lendBook` declares no success, so the sandbox cannot answer it",
    )
    .await;
    check(
        |operation| {
            let properties = json!({ "dueDate": { "type": "string" } });
            answer(operation)["schema"] =
                json!({ "type": "object", "required": ["dueDate"], "properties": properties });
        },
        "/responses/200: the example of the success of `lendBook` does not fit its schema: `dueDate`: parameter is required",
    )
    .await;
    fn unusable_query(operation: &mut Value) {
        let schema = json!({ "type": "string", "pattern": "(" });
        operation["parameters"] = json!([{ "name": "q", "in": "query", "schema": schema }]);
    }
    fn unusable_body(operation: &mut Value) {
        let member = json!({ "type": "string", "pattern": "(" });
        let schema = json!({ "type": "object", "properties": { "a": member } });
        operation["requestBody"] =
            json!({ "content": { "application/json": { "schema": schema } } });
    }
    let unusable = ": a schema of the request of `lendBook` cannot be used: ";
    check(unusable_query, unusable).await;
    check(unusable_body, unusable).await;

    // Everything that is wrong with an operation is told.
    let mut document: Value = serde_json::from_str(LOANS).unwrap();
    let operation = &mut document["paths"]["/v1/loans"]["post"];
    unusable_query(operation);
    unusable_body(operation);
    answer(operation).as_object_mut().unwrap().remove("example");
    assert_eq!(refusal(&[("loans.json", &document.to_string())]).await.len(), 3);
}
