//! Structs in, errors or code out, without a compiler.

use proc_macro2::TokenStream;
use proptest::prelude::*;
use syn::DeriveInput;

use crate::{Source, ast::Container, bind::Binding, ctxt::Ctxt, derive_endpoint, lower};

/// Checks that a struct is refused with exactly these errors, each as `tokens: message`.
#[track_caller]
pub(crate) fn refused(input: &str, expected: &[&str]) {
    assert_eq!(errors(input), expected, "\n{input}");
    parses(&derive_endpoint(&parse(input), &source()));
}

/// Checks that a struct is accepted, and returns its expansion, formatted.
#[track_caller]
pub(crate) fn accepted(input: &str) -> String {
    assert_eq!(errors(input), Vec::<String>::new(), "\n{input}");
    let file = parses(&derive_endpoint(&parse(input), &source()));
    prettyplease::unparse(&file)
}

/// The code that is written for a struct, right or wrong, without white space.
pub(crate) fn expanded(input: &str) -> String {
    derive_endpoint(&parse(input), &source()).to_string().split_whitespace().collect()
}

/// The folder of the documents that these tests name.
fn source() -> Source {
    Source::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/bind/tests"), "FOLDER")
}

fn parse(input: &str) -> DeriveInput {
    syn::parse_str(input).unwrap_or_else(|error| panic!("{error} in {input}"))
}

#[track_caller]
fn parses(tokens: &TokenStream) -> syn::File {
    syn::parse2(tokens.clone()).unwrap_or_else(|error| panic!("{error} in {tokens}"))
}

pub(crate) fn errors(input: &str) -> Vec<String> {
    let input = parse(input);
    let cx = Ctxt::new();
    let container = Container::from_ast(&cx, &input);
    let binding = Binding::read(&cx, &container.attrs, &source());
    let endpoint = lower::endpoint(&cx, &container, &binding);
    let Err(errors) = cx.check(endpoint) else {
        return Vec::new();
    };
    errors
        .into_iter()
        .map(|error| {
            let tokens = error.span().source_text().unwrap_or_default();
            format!("{tokens}: {error}")
        })
        .collect()
}

/// A struct with this in its attribute and these fields.
fn endpoint(attribute: &str, fields: &str) -> String {
    format!("#[endpoint({attribute})] struct Cancel {{ {fields} }}")
}

#[test]
fn the_attribute_is_required() {
    refused(
        "struct Cancel;",
        &["Cancel: `Cancel` says nothing about its endpoint\n\
         help: add `#[endpoint(method = GET, path = \"/v1/echo\")]` above it"],
    );
    refused(
        "#[endpoint] struct Cancel;",
        &["endpoint: `endpoint` needs its words in parentheses\n\
         help: for example `#[endpoint(method = GET, path = \"/v1/echo\")]`"],
    );
    refused(
        "#[endpoint()] struct Cancel;",
        &[
            "endpoint: the endpoint has no `method`\nhelp: say how it is called: `method = POST`",
            "endpoint: the endpoint has no `path`\nhelp: say where it is: `path = \"/v1/entitlement/{id}\"`",
        ],
    );
}

#[test]
fn words_are_known() {
    refused(
        &endpoint("methd = GET, pth = \"/\"", ""),
        &[
            "methd: unknown word `methd`\nhelp: did you mean `method`?",
            "pth: unknown word `pth`\nhelp: did you mean `path`?",
        ],
    );
    refused(
        &endpoint("banana = \"x\", method = GET, path = \"/\"", ""),
        &["banana: unknown word `banana`\n\
           help: expected one of `method`, `path`, `signed`, `document`, `operation`, `response`, `error`, `crate`"],
    );
    refused(
        &endpoint("method = GET, path = \"/{id}\"", "#[endpoint(pth)] id: u8"),
        &["pth: unknown word `pth`\nhelp: did you mean `path`?"],
    );
    refused(
        &endpoint("method = GET, path = \"/{id}\"", "#[endpoint(banana = [1, 2], query)] id: u8"),
        &[
            "banana: unknown word `banana`\nhelp: expected one of `path`, `query`, `header`, `body`, `idempotency_key`",
        ],
    );
}

#[test]
fn words_belong_to_their_place() {
    refused(
        &endpoint("method = GET, path = \"/\", query, header = \"X\"", ""),
        &[
            "query: `query` belongs on a field, not on the struct",
            "header: `header` belongs on a field, not on the struct",
        ],
    );
    refused(
        &endpoint("method = GET, path = \"/\"", "#[endpoint(method = GET)] id: u8"),
        &["method: `method` belongs on the struct, not on a field"],
    );
}

#[test]
fn words_are_given_once() {
    refused(
        &endpoint("method = GET, path = \"/\", method = POST, path = 3", ""),
        &[
            "method: `method` is given twice\nhelp: remove one of the two",
            "path: `path` is given twice\nhelp: remove one of the two",
        ],
    );
    refused(
        "#[endpoint(method = GET)] #[endpoint(path = \"/\")] #[endpoint(method = GET)] struct Cancel;",
        &["method: `method` is given twice\nhelp: remove one of the two"],
    );
    refused(
        &endpoint("method = GET, path = \"/\"", "#[endpoint(query, query = \"x\")] id: u8"),
        &["query: `query` is given twice\nhelp: remove one of the two"],
    );
}

#[test]
fn words_have_values_of_their_kind() {
    refused(
        &endpoint("method, path, signed, document, operation, response, error, crate", ""),
        &[
            "method: `method` needs a value\nhelp: write `method = POST`",
            "path: `path` needs a value\nhelp: write `path = \"/v1/entitlement/{id}\"`",
            "signed: `signed` needs a list of header names\nhelp: write `signed(\"Created\", \"EntitlementId\")`",
            "document: `document` needs a value\nhelp: write `document = \"bango-resale.json\"`",
            "operation: `operation` needs a value\nhelp: write `operation = \"createEntitlement\"`",
            "response: `response` needs a value\nhelp: write `response = Entitlement`",
            "error: `error` needs a value\nhelp: write `error = ApiProblem`",
            "crate: `crate` needs a value\nhelp: write `crate = some::path`",
        ],
    );
    refused(
        &endpoint("method = \"post\", path = concat!(\"/\", \"x\"), signed = \"Created\"", ""),
        &[
            "\"post\": the method is a word, not a string\nhelp: write `method = POST`",
            "concat: the path must be a string literal, because the derive reads it",
            "signed: `signed` needs a list of header names\nhelp: write `signed(\"Created\", \"EntitlementId\")`",
        ],
    );
    refused(
        &endpoint("method = \"!\", path = '/', response = \"Vec<u8>\", crate = \"x\"", ""),
        &[
            "\"!\": the method is a word, not a string\nhelp: write it as in `method = POST`",
            "'/': the path must be a string literal, because the derive reads it",
            "\"Vec<u8>\": expected a type, not a string\nhelp: write it without the quotes: `Vec<u8>`",
            "\"x\": expected a path, not a string\nhelp: write it without the quotes: `x`",
        ],
    );
    refused(&endpoint("method = 3, path = \"/\"", ""), &["3: expected a method, such as `POST`"]);
    refused(
        &endpoint("method = , path = \"/\"", ""),
        &["method: `method` needs a value\nhelp: write `method = POST`"],
    );
}

#[test]
fn roles_have_values_of_their_kind() {
    let head = "method = POST, path = \"/\"";
    refused(
        &endpoint(head, "#[endpoint(header)] a: u8, #[endpoint(header = X)] b: u8"),
        &[
            "header: `header` needs a value\nhelp: write `header = \"EntitlementId\"`",
            "X: the header name must be a string literal, because the derive reads it",
        ],
    );
    refused(
        &endpoint(
            head,
            "#[endpoint(query = )] a: u8, #[endpoint(query(\"x\"))] b: u8, #[endpoint(path = id)] c: u8",
        ),
        &[
            "query: `query` needs a value\nhelp: write `query = \"name\"`",
            "(\"x\"): expected a comma, or a name as in `query = \"name\"`",
            "id: the variable must be a string literal, because the derive reads it",
        ],
    );
    refused(
        &endpoint(head, "#[endpoint(body = \"x\")] a: u8"),
        &["=: `body` takes no value\nhelp: a field with the role `body` is the whole JSON body"],
    );
    refused(
        &endpoint(head, "#[endpoint(idempotency_key = \"X\")] a: u8"),
        &["=: `idempotency_key` takes no value\n\
           help: the name of the header stands in `header = \"…\"`"],
    );
}

#[test]
fn an_idempotency_key_is_said() {
    let head = "method = POST, path = \"/\", signed(\"Created\", \"A\")";
    let key = |role: &str, ty: &str| endpoint(head, &format!("#[endpoint({role})] a: {ty}"));
    for ty in [
        "Option<String>",
        "Option<&'static str>",
        "Option<uuid::Uuid>",
        "Option<u128::Key>",
        "String",
        "u64",
        "f32",
    ] {
        accepted(&key("header = \"A\", idempotency_key", ty));
        accepted(&key("idempotency_key, header = \"A\"", ty));
    }
    // Without the word, the same header is one that may be absent.
    refused(
        &key("header = \"A\"", "Option<String>"),
        &[
            "Option<String>: the header `A` is signed, so it must always be sent, but `a` is optional\n\
           help: use the type inside the `Option`, or take `A` out of the signed list",
        ],
    );
    refused(
        &key("header = \"A\", idempotencykey", "Option<String>"),
        &["idempotencykey: unknown word `idempotencykey`\nhelp: did you mean `idempotency_key`?"],
    );
    refused(
        &key("idempotency_key", "Option<String>"),
        &["idempotency_key: an idempotency key is sent as a header, and `a` is not\n\
           help: add the role `header = \"…\"` with the name that the API gives the header"],
    );
    for (ty, message) in [
        (
            "bool",
            "an idempotency key differs from call to call, and this is a boolean\n\
             help: use a type such as `Option<String>`",
        ),
        (
            "Option<u64>",
            "the client makes a UUID for a call without an idempotency key, and this type holds numbers\n\
             help: use a type such as `Option<String>`, or the type inside the `Option`, so that each call gives its \
             own key",
        ),
    ] {
        refused(&key("header = \"A\", idempotency_key", ty), &[&format!("{ty}: {message}")]);
    }
    refused(
        &endpoint(
            "method = POST, path = \"/\"",
            "#[endpoint(header = \"A\", idempotency_key)] a: String,
             #[endpoint(header = \"B\", idempotency_key)] b: String",
        ),
        &["idempotency_key: the field `a` already carries the idempotency key\n\
           help: a call has one key; remove `idempotency_key` from one of the two"],
    );
}

#[test]
fn commas_separate_words() {
    refused(&endpoint("method = GET path = \"/\"", ""), &["path: expected a comma before this"]);
    refused(&endpoint("method = GET; x, path = \"/\"", ""), &[";: expected a comma before this"]);
    refused(
        &endpoint("= GET, method = GET, path = \"/\"", ""),
        &[
            "=: expected one of `method`, `path`, `signed`, `document`, `operation`, `response`, `error`, `crate`",
        ],
    );
}

#[test]
fn signed_names_are_strings() {
    refused(
        &endpoint("method = GET, path = \"/\", signed(Created, \"Host\" \"Via\", 3 4 \"TE\",)", ""),
        &[
            "Created: a signed header name must be a string literal, because the derive reads it",
            "\"Via\": expected a comma before this",
            "3: a signed header name must be a string literal, because the derive reads it",
            "\"Host\": `Host` cannot be signed: the transport writes it, from the URL\nhelp: take it out of the list",
            "\"Via\": `Via` cannot be signed: proxies write it on the way\nhelp: take it out of the list",
            "\"TE\": `TE` cannot be signed: the transport owns it, because it is about one connection\n\
         help: take it out of the list",
        ],
    );
}

#[test]
fn only_structs_with_named_fields_are_endpoints() {
    refused(
        "#[endpoint(method = GET, path = \"/{id}\", signed(\"Created\", \"Id\"))] enum Cancel { A }",
        &[
            "enum: an enum cannot be an endpoint\nhelp: derive `Endpoint` for one struct per operation",
        ],
    );
    refused(
        "#[endpoint(method = GET, path = \"/\")] union Cancel { a: u8 }",
        &["union: a union cannot be an endpoint\nhelp: derive `Endpoint` for a struct"],
    );
    refused(
        "#[endpoint(method = get, path = \"/\")] #[serde(default)] struct Cancel(u8);",
        &[
            "(u8): the fields of an endpoint need names\n\
         help: write `struct Name { field: Type }`, or `struct Name;` if there are none",
            "get: `get` is not the method of an endpoint\nhelp: did you mean `GET`?",
        ],
    );
}

#[test]
fn serde_attributes_shape_the_body() {
    let head = "method = POST, path = \"/{id}\"";
    refused(
        &endpoint(head, "#[endpoint(path)] #[serde(rename = \"x\")] id: u8, note: u8"),
        &[
            "#[serde(rename = \"x\")]: serde attributes shape the JSON body, and `id` is not in it\n\
         help: remove the attribute",
        ],
    );
    refused(
        &endpoint("method = POST, path = \"/\"", "#[endpoint(body)] #[serde(default)] note: u8"),
        &[
            "#[serde(default)]: serde attributes shape the members of the JSON body, and `note` is the whole body\n\
         help: put them on the type of `note`",
        ],
    );
    refused(
        "#[endpoint(method = GET, path = \"/\")] #[serde(rename_all = \"camelCase\")] struct Cancel { #[endpoint(query)] dry_run: u8 }",
        &["#[serde(rename_all = \"camelCase\")]: \
           serde attributes shape the JSON body, and no field of this struct is a member of one\n\
           help: remove it; query parameters are named with `query = \"name\"`"],
    );
    refused(
        "#[endpoint(method = POST, path = \"/\")] #[serde(remote = \"y\")] struct Cancel { #[serde(getter = \"z\")] a: u8 }",
        &[
            "remote: serde's `remote` is for types of other crates\nhelp: remove it",
            "getter: serde's `getter` is for types of other crates\nhelp: use `serialize_with`",
        ],
    );
}

#[test]
fn problems_of_the_model_stand_on_their_tokens() {
    refused(
        &endpoint(
            "method = HEAD, path = \"/{id}/{x}\", signed(\"Created\", \"created\", \"Opt\")",
            "#[endpoint(path = \"id\")] a: Option<Vec<u8>>,
             #[endpoint(path = \"y\", header = \"Host\")] b: u8,
             #[endpoint(header = \"Opt\")] c: Option<u8>,
             #[endpoint(query = \"\")] d: u8,
             #[endpoint(body)] r#type: u8,
             f: u8",
        ),
        &[
            "Option<Vec<u8>>: `a` is optional, but a variable of the path always has a value\n\
             help: use the type inside the `Option`",
            "\"y\": the path has no variable `{y}`\nhelp: add `{y}` to the path, or give the field another role",
            "\"/{id}/{x}\": no field fills the variable `{x}`\nhelp: add a field `x` with the role `path`",
            "\"\": a query parameter cannot have an empty name\nhelp: give it the name that the API uses",
            "\"Host\": no field can be sent as the header `Host`: the transport writes it, from the URL\n\
             help: remove the role",
            "body: a HEAD request has no body, and `type` would be in it\n\
             help: give the field the role `path`, `query` or `header`",
            "f: a HEAD request has no body, and `f` would be in it\n\
             help: give the field the role `path`, `query` or `header`",
            "body: `type` cannot be the whole body, because `f` has no role and is a member of it\n\
             help: give every other field a role, or drop this one",
            "\"created\": `created` is in the signed list twice\n\
             help: names that differ only in case are the same name",
            "Option<u8>: the header `Opt` is signed, so it must always be sent, but `c` is optional\n\
             help: use the type inside the `Option`, or take `Opt` out of the signed list",
        ],
    );
    refused(
        &endpoint("method = GET, path = \"/\", signed(\"Accept\")", ""),
        &["(\"Accept\"): `Created` is not in the signed list\n\
         help: the server wants the time of signing to be signed: begin the list with \"Created\""],
    );
}

#[test]
fn every_shape_of_struct_expands() {
    for input in [
        "#[endpoint(method = GET, path = \"/\")] struct Ping;",
        "#[endpoint(method = GET, path = \"/\")] struct Ping {}",
        "#[endpoint(method = GET, path = \"/\",)] #[endpoint()] pub(crate) struct Ping;",
        "#[endpoint(method = GET, path = \"/\", crate = a::b, response = Vec<u8, A>, error = (u8, u8))] struct Ping;",
        "#[endpoint(method = GET, path = \"/{type}\")] struct Ping { #[endpoint(path)] r#type: u8 }",
        "#[endpoint(method = GET, path = \"/\")] struct Ping<T> { #[serde(skip)] marker: PhantomData<T> }",
        "#[endpoint(method = POST, path = \"/\")] struct Ping<'a, T: A + ?Sized = B, const N: usize = 3> where T: C { a: &'a [[T; N]] }",
        "#[endpoint(method = POST, path = \"/\")] #[serde(tag = \"t\", bound = \"T: X\")] struct Ping<T> { #[serde(flatten)] a: T }",
        "#[endpoint(method = POST, path = \"/\")] struct Ping<T> { #[endpoint(body)] a: Option<T> }",
    ] {
        accepted(input);
    }
}

#[test]
fn only_fields_that_depend_on_a_type_parameter_are_bounded() {
    let code = accepted(
        "#[endpoint(method = POST, path = \"/{a}\", crate = c)]
         struct Generic<'a, T, U> {
             #[endpoint(path)] a: &'a T,
             #[endpoint(query)] b: Option<U>,
             #[endpoint(header = \"C\")] c: String,
             d: Vec<T>,
             #[serde(with = \"e\")] e: U,
             f: &'a str,
         }",
    );
    let (_, code) = code.split_once("__countersign::Endpoint for Generic").unwrap();
    let (bounds, _) = code.split_once('{').unwrap();
    let bounds: String = bounds.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        bounds,
        "<'a, T, U> where &'a T: __countersign_private::PathValue, \
         U: __countersign_private::QueryValue, \
         Vec<T>: __countersign_private::PayloadValue,",
    );
}

#[test]
fn the_bound_of_serde_replaces_ours() {
    let code = accepted(
        "#[endpoint(method = POST, path = \"/\")]
         #[serde(bound(serialize = \"T: Mine\"))]
         struct Generic<T> { a: Vec<T> }",
    );
    let (_, code) = code.split_once("__countersign::Endpoint for Generic").unwrap();
    let (bounds, _) = code.split_once('{').unwrap();
    assert_eq!(bounds.split_whitespace().collect::<Vec<_>>().join(" "), "<T> where T: Mine,");
}

#[test]
fn packed_structs_are_refused() {
    for repr in ["packed", "packed(2)", "C, packed"] {
        refused(
            &format!(
                "#[endpoint(method = POST, path = \"/\")] #[repr({repr})] struct Cancel {{ a: u32 }}"
            ),
            &[
                "packed: a packed struct cannot be an endpoint, because its fields cannot be borrowed\n\
               help: remove `packed`: a request has the layout of its JSON, not of its struct",
            ],
        );
    }
    accepted(
        "#[endpoint(method = POST, path = \"/\")] #[repr(C, align(8))] struct Cancel { a: u32 }",
    );
}

#[test]
fn a_head_request_has_no_response_type() {
    let head = |words: &str| endpoint(&format!("method = HEAD, path = \"/\", {words}"), "");
    refused(
        &head("response = Vec<u8>"),
        &["Vec<u8>: a HEAD request has no response body (RFC 9110, section 9.3.2)\n\
             help: leave `response` out; the headers of the response are there without it"],
    );
    accepted(&head("error = Problem"));
    accepted(&endpoint("method = OPTIONS, path = \"/\", response = Vec<u8>", ""));
}

#[test]
fn errors_come_with_an_implementation() {
    let expand = |input| derive_endpoint(&parse(input), &source()).to_string();
    let code = expand("#[endpoint(method = GET, path = \"\", response = R)] struct Ping;");
    assert!(code.contains("compile_error !"), "{code}");
    assert!(code.contains("Endpoint for Ping"), "{code}");
    assert!(code.contains("type Response = R ;"), "{code}");

    let code = expand("#[endpoint(crate = 3)] struct Ping;");
    assert!(!code.contains("Endpoint for Ping"), "the runtime cannot be named: {code}");
}

proptest! {
    #[test]
    fn never_panics(attribute in tokens(), field in tokens(), serde in tokens()) {
        let input = format!(
            "#[endpoint({attribute})] #[serde({serde})] struct S<T> {{ #[endpoint({field})] #[serde({serde})] a: T, b: Option<u8> }}"
        );
        if let Ok(input) = syn::parse_str::<DeriveInput>(&input) {
            parses(&derive_endpoint(&input, &source()));
        }
    }
}

/// Attribute-like text: words, punctuation and values in any order.
fn tokens() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "method",
        "path",
        "signed",
        "response",
        "error",
        "crate",
        "document",
        "operation",
        "\"bango.json\"",
        "\"cancelEntitlement\"",
        "query",
        "header",
        "body",
        "methd",
        "x",
        "bound",
        "skip",
        "with",
        "rename",
        "=",
        ",",
        ", ",
        ";",
        "<",
        "(",
        ")",
        "(\"Created\")",
        "\"/\"",
        "\"/{a}\"",
        "\"A\"",
        "GET",
        "POST",
        "Vec<u8>",
        "3",
        "-",
        "{}",
        "'a",
        "\"T: A\"",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.join(" "))
}
