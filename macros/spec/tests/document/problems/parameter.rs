//! Parameters.

use super::check;

#[test]
fn lists() {
    check(
        &[("$create/parameters", "{}")],
        &["$create/parameters: `parameters` must be a list, and is an object"],
    );
    check(
        &[("$order/parameters", "1")],
        &["$order/parameters: `parameters` must be a list, and is the number 1"],
    );
    check(
        &[("$create/parameters/-", "1")],
        &["$create/parameters/1: this must be an object, and is the number 1"],
    );
    check(
        &[("$create/parameters/-", r##"{"$ref": "#/components/parameters/RequestId"}"##)],
        &[
            "$create/parameters/1: the header parameter `X-RequestId` is declared at 217:11 already | remove one of them",
        ],
    );
    check(
        &[(
            "$order/parameters/-",
            r#"{"name": "view", "in": "query", "schema": {"type": "string"}}"#,
        )],
        &[
            "$order/parameters/3: the query parameter `view` is declared at 461:9 already | remove one of them",
        ],
    );
    check(
        &[(
            "$create/parameters/-",
            r#"{"name": "x-requestid", "in": "header", "schema": {"type": "string"}}"#,
        )],
        &[
            "$create/parameters/1/name: the header `x-requestid` is already sent by the parameter `X-RequestId` | one parameter sends one header; names that differ only in case are the same name",
        ],
    );
}

#[test]
fn members() {
    check(
        &[("$order/parameters/1/name", "")],
        &["$order/parameters/1: the parameter has no `name` | add the name that the API uses"],
    );
    check(
        &[("$order/parameters/1/name", "1")],
        &["$order/parameters/1/name: `name` must be a string, and is the number 1"],
    );
    check(
        &[("$order/parameters/1/name", r#""""#)],
        &[
            "$order/parameters/1/name: the name of the parameter is empty | write the name that the API uses",
        ],
    );
    check(
        &[("$order/parameters/1/in", "")],
        &[
            "$order/parameters/1: the parameter has no `in` | add where it is sent: `path`, `query` or `header`",
        ],
    );
    check(
        &[("$order/parameters/1/in", r#""cookie""#)],
        &[
            "$order/parameters/1/in: cookies are not supported | a parameter is sent in `path`, `query` or `header`",
        ],
    );
    check(
        &[("$order/parameters/1/in", r#""quary""#)],
        &["$order/parameters/1/in: no parameter is sent in `quary` | did you mean `query`?"],
    );
    check(
        &[("$order/parameters/1/in", r#""body""#)],
        &[
            "$order/parameters/1/in: no parameter is sent in `body` | a parameter is sent in `path`, `query` or `header`",
        ],
    );
    check(
        &[("$order/parameters/1/in", "[]")],
        &["$order/parameters/1/in: `in` must be a string, and is a list"],
    );
    check(
        &[("$order/parameters/1/requird", "true")],
        &["$order/parameters/1/requird: a parameter has no `requird` | did you mean `required`?"],
    );
    check(
        &[("$order/parameters/1/required", "1")],
        &[
            "$order/parameters/1/required: `required` must be `true` or `false`, and is the number 1",
        ],
    );
    check(
        &[("$order/parameters/1/type", r#""string""#)],
        &[
            "$order/parameters/1/type: a parameter has no `type` | a parameter may have `name`, `in`, `required`, `schema`, `description`, `deprecated`, `example`, `examples`, `style`, `explode`, `allowEmptyValue` and `allowReserved`",
        ],
    );
    check(
        &[("$order/parameters/1/schema", "")],
        &[
            r#"$order/parameters/1: the parameter has no `schema` | say what the value is: `"schema": { "type": "string" }`"#,
        ],
    );
    check(
        &[("$order/parameters/1/content", "{}"), ("$order/parameters/1/schema", "")],
        &[
            "$order/parameters/1/content: `content` of a parameter is not supported | say what the value is with `schema`",
        ],
    );
    check(
        &[("$order/parameters/1/style", r#""pipeDelimited""#)],
        &[
            "$order/parameters/1/style: the style `pipeDelimited` is not supported | remove it: a query parameter is written in the style `form`",
        ],
    );
    check(
        &[("$order/parameters/0/style", r#""label""#)],
        &[
            "$order/parameters/0/style: the style `label` is not supported | remove it: a path parameter is written in the style `simple`",
        ],
    );
    check(
        &[("$order/parameters/1/style", "1")],
        &["$order/parameters/1/style: `style` must be a string, and is the number 1"],
    );
    check(
        &[("$order/parameters/1/explode", "false")],
        &[
            "$order/parameters/1/explode: `explode` is not supported | remove it: a parameter is one value",
        ],
    );
    check(
        &[("$order/parameters/0/explode", "true")],
        &[
            "$order/parameters/0/explode: `explode` is not supported | remove it: a parameter is one value",
        ],
    );
    check(
        &[("$order/parameters/0/explode", "1")],
        &["$order/parameters/0/explode: `explode` must be `true` or `false`, and is the number 1"],
    );
    check(
        &[("$order/parameters/1/allowReserved", "true")],
        &["$order/parameters/1/allowReserved: `allowReserved` is not supported | remove it"],
    );
    check(
        &[("$order/parameters/1/allowEmptyValue", "true")],
        &["$order/parameters/1/allowEmptyValue: `allowEmptyValue` is not supported | remove it"],
    );
}

#[test]
fn types() {
    check(
        &[("$order/parameters/1/schema", "{}")],
        &[
            "$order/parameters/1/schema: a parameter is one value, and this is any JSON | its type is `string`, `integer`, `number` or `boolean`",
        ],
    );
    check(
        &[("$order/parameters/1/schema", r#"{"type": "array"}"#)],
        &[
            "$order/parameters/1/schema: a parameter is one value, and this is a list | its type is `string`, `integer`, `number` or `boolean`",
        ],
    );
    check(
        &[("$order/parameters/1/schema", r#"{"type": "object"}"#)],
        &[
            "$order/parameters/1/schema: a parameter is one value, and this is an object | its type is `string`, `integer`, `number` or `boolean`",
        ],
    );
    check(
        &[("$order/parameters/1/schema", r#"{"properties": {"a": {}}}"#)],
        &[
            "$order/parameters/1/schema: a parameter is one value, and this is an object | its type is `string`, `integer`, `number` or `boolean`",
        ],
    );
    check(
        &[("$order/parameters/1/schema", r#"{"type": ["string", "null"]}"#)],
        &[
            "$order/parameters/1/schema: a parameter cannot be `null` | leave `null` out; a parameter that is not required may be absent",
        ],
    );
    check(
        &[("$order/parameters/1/schema", r##"{"$ref": "#/components/schemas/Order"}"##)],
        &[
            "$order/parameters/1/schema: a parameter is one value, and this is an object | its type is `string`, `integer`, `number` or `boolean`",
        ],
    );
    check(
        &[("$order/parameters/1/schema", r##"{"$ref": "#/components/schemas/Maybe"}"##)],
        &[
            "$order/parameters/1/schema: a parameter cannot be `null` | leave `null` out; a parameter that is not required may be absent",
        ],
    );
    check(
        &[("$order/parameters/1/schema", r#"{"type": "text"}"#)],
        &[
            "$order/parameters/1/schema/type: there is no type `text` | a type is one of string, integer, number, boolean, object, array, null",
        ],
    );
    check(
        &[("$schemas/Id", r#"{"type": "array"}"#)],
        &[
            "/components/parameters/RequestId/schema: a parameter is one value, and this is a list | its type is `string`, `integer`, `number` or `boolean`",
        ],
    );
}

#[test]
fn path_parameters() {
    check(
        &[("$order/parameters/0/required", "")],
        &[
            r#"$order/parameters/0: a path parameter is always there, and this one is not required | write `"required": true`"#,
        ],
    );
    check(
        &[("$order/parameters/0/required", "false")],
        &[
            r#"$order/parameters/0/required: a path parameter is always there, and this one is not required | write `"required": true`"#,
        ],
    );
    check(
        &[("$order/parameters/0/required", r#""true""#)],
        &["$order/parameters/0/required: `required` must be `true` or `false`, and is a string"],
    );
    check(
        &[
            ("$order/parameters/0/name", r#""orderid""#),
            ("$order/get/parameters/0/x-repeats", r#""orderid""#),
        ],
        &[
            "$order/parameters/0/name: the path has no variable `{orderid}` | did you mean `orderId`?",
        ],
    );
    check(
        &[
            ("$order/parameters/0/name", r#""number""#),
            ("$order/get/parameters/0/x-repeats", r#""number""#),
        ],
        &[
            r#"$order: no parameter fills the variable `{orderId}` | add a parameter with `"name": "orderId"`, `"in": "path"` and `"required": true`"#,
            "$order/parameters/0/name: the path has no variable `{number}` | add `{number}` to the path, or remove the parameter",
        ],
    );
    check(
        &[
            (
                "$order/parameters/0",
                r#"{"name": "orderId", "in": "query", "schema": {"type": "string"}}"#,
            ),
            (
                "$order/get/parameters/0",
                r#"{"name": "OrderId", "in": "header", "required": true, "schema": {"type": "string"}}"#,
            ),
            ("$order/get/parameters/0/name", r#""OrderNumber""#),
            ("$order/get/x-signed-headers", ""),
        ],
        &[
            r#"$order: no parameter fills the variable `{orderId}` | add a parameter with `"name": "orderId"`, `"in": "path"` and `"required": true`"#,
        ],
    );
}

#[test]
fn headers() {
    check(
        &[(
            "$create/parameters/-",
            r#"{"name": "Accept", "in": "header", "schema": {"type": "string"}}"#,
        )],
        &[
            "$create/parameters/1/name: no parameter can be sent as the header `Accept`: the client writes it (`application/json`) | remove the parameter, which OpenAPI ignores too",
        ],
    );
    check(
        &[(
            "$create/parameters/-",
            r#"{"name": "content-type", "in": "header", "schema": {"type": "string"}}"#,
        )],
        &[
            "$create/parameters/1/name: no parameter can be sent as the header `content-type`: the client writes it (`application/json`, with every payload) | remove the parameter, which OpenAPI ignores too",
        ],
    );
    check(
        &[(
            "$create/parameters/-",
            r#"{"name": "Authorization", "in": "header", "schema": {"type": "string"}}"#,
        )],
        &[
            "$create/parameters/1/name: no parameter can be sent as the header `Authorization`: the client writes it, from the credentials that it was built with | remove the parameter, which OpenAPI ignores too",
        ],
    );
    check(
        &[(
            "$create/parameters/-",
            r#"{"name": "Created", "in": "header", "schema": {"type": "string"}}"#,
        )],
        &[
            "$create/parameters/1/name: no parameter can be sent as the header `Created`: the client writes it (the time of signing) | remove the parameter",
        ],
    );
    check(
        &[(
            "$create/parameters/-",
            r#"{"name": "Host", "in": "header", "schema": {"type": "string"}}"#,
        )],
        &[
            "$create/parameters/1/name: no parameter can be sent as the header `Host`: the transport writes it, from the URL | remove the parameter",
        ],
    );
    check(
        &[(
            "$create/parameters/-",
            r#"{"name": "Order Id", "in": "header", "schema": {"type": "string"}}"#,
        )],
        &[
            r#"$create/parameters/1/name: "Order Id" is not a header name: it holds ' ' | a header name is made of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, section 5.6.2)"#,
        ],
    );
    check(
        &[(
            "$create/parameters/-",
            r#"{"name": "X-Forwarded-For", "in": "header", "schema": {"type": "string"}}"#,
        )],
        &[
            "$create/parameters/1/name: no parameter can be sent as the header `X-Forwarded-For`: proxies write it on the way | remove the parameter",
        ],
    );
}

#[test]
fn repeats() {
    check(
        &[("$order/get/parameters/0/x-repeats", "1")],
        &["$order/get/parameters/0/x-repeats: `x-repeats` must be a string, and is the number 1"],
    );
    check(
        &[("$order/get/parameters/0/x-repeats", r#""order-id""#)],
        &[
            "$order/get/parameters/0/x-repeats: the operation has no path parameter `order-id` | did you mean `orderId`?",
        ],
    );
    check(
        &[("$order/get/parameters/0/x-repeats", r#""view""#)],
        &[
            r#"$order/get/parameters/0/x-repeats: the operation has no path parameter `view` | name a parameter that is declared with `"in": "path"`"#,
        ],
    );
    check(
        &[("$order/get/parameters/0/x-repeats", r#""nothing""#)],
        &[
            r#"$order/get/parameters/0/x-repeats: the operation has no path parameter `nothing` | name a parameter that is declared with `"in": "path"`"#,
        ],
    );
    check(
        &[("$order/get/parameters/1/x-repeats", r#""orderId""#)],
        &[
            "$order/get/parameters/1/x-repeats: a query parameter repeats nothing | `x-repeats` belongs to a header parameter",
        ],
    );
    check(
        &[("$order/get/parameters/0/required", "false")],
        &[
            r#"$order/get/parameters/0/required: a header that repeats a path parameter is always sent, and this one is not required | write `"required": true`"#,
        ],
    );
    check(
        &[("$order/get/parameters/0/required", "")],
        &[
            r#"$order/get/parameters/0/x-repeats: a header that repeats a path parameter is always sent, and this one is not required | write `"required": true`"#,
        ],
    );
    check(
        &[("$order/get/parameters/0/schema", r#"{"type": "integer"}"#)],
        &[
            "$order/get/parameters/0/x-repeats: `OrderId` repeats `orderId`, but its schema is a different one | give both the same schema",
        ],
    );
}

/// The parameter of every operation but one, as the idempotency key.
const KEY: (&str, &str) = ("/components/parameters/RequestId/x-idempotency-key", "true");

#[test]
fn idempotency_keys() {
    check(&[KEY], &[]);
    check(&[("/components/parameters/RequestId/x-idempotency-key", "false")], &[]);
    let second = r#"{"name": "Order-Key", "in": "header", "x-idempotency-key": true, "schema": {"type": "string"}}"#;
    check(
        &[KEY, ("$create/parameters/-", second)],
        &[
            "$create/parameters/1/x-idempotency-key: the parameter `X-RequestId` already carries the idempotency key | a call has one key; remove `x-idempotency-key` from one of the two",
        ],
    );
    check(
        &[("$order/get/parameters/1/x-idempotency-key", "true")],
        &[
            "$order/get/parameters/1/schema: the client makes a UUID for a call without an idempotency key, and this schema takes none | write `\"type\": \"string\"`, or `\"required\": true`, so that each call gives its own key",
            "$order/get/parameters/1/x-idempotency-key: an idempotency key is sent as a header, and `limit` is not | `x-idempotency-key` belongs to a header parameter",
        ],
    );
    check(
        &[("/components/parameters/RequestId/x-idempotency-key", r#""yes""#)],
        &[
            "/components/parameters/RequestId/x-idempotency-key: `x-idempotency-key` must be `true` or `false`, and is a string",
        ],
    );
    check(
        &[("$create/x-idempotency-key", "true")],
        &[
            "$create/x-idempotency-key: `x-idempotency-key` means nothing in an operation | it belongs to a header parameter",
        ],
    );
}

#[test]
fn types_of_idempotency_keys() {
    for (ty, what) in [
        (r#"{"type": "boolean"}"#, "a boolean"),
        (r##"{"$ref": "#/components/schemas/State"}"##, "an enum"),
    ] {
        let problem = format!(
            "/components/parameters/RequestId/schema: an idempotency key differs from call to call, and this is {what} | its type is `string`"
        );
        check(&[KEY, ("$schemas/Id", ty)], &[&problem]);
    }
    // What the client makes has to fit. Where each call has to give its own key, the client makes none.
    let problem = r#"/components/parameters/RequestId/schema: the client makes a UUID for a call without an idempotency key, and this schema takes none | write `"type": "string"`, or `"required": true`, so that each call gives its own key"#;
    let required = ("/components/parameters/RequestId/required", "true");
    for ty in [r#"{"type": "integer"}"#, r#"{"type": "string", "format": "date-time"}"#] {
        check(&[KEY, ("$schemas/Id", ty)], &[problem]);
        check(&[KEY, ("$schemas/Id", ty), required], &[]);
    }
    check(&[KEY, ("$schemas/Id", r#"{"type": "string", "format": "uuid"}"#)], &[]);
}

#[test]
fn a_signed_header_may_be_absent_only_if_the_client_supplies_it() {
    let list = ("$create/x-signed-headers", r#"["Created", "X-RequestId"]"#);
    check(&[list, KEY], &[]);
    // What makes no sense is one problem.
    check(
        &[list, ("/components/parameters/RequestId/x-idempotency-key", "1")],
        &[
            "/components/parameters/RequestId/x-idempotency-key: `x-idempotency-key` must be `true` or `false`, and is the number 1",
        ],
    );
    check(
        &[list, ("/components/parameters/RequestId/x-idempotency-key", "false")],
        &[
            r#"/components/parameters/RequestId: the header `X-RequestId` is signed, so it must always be sent, but `X-RequestId` is optional | write `"required": true`, or take `X-RequestId` out of `x-signed-headers`"#,
        ],
    );
}
