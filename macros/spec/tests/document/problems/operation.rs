//! Paths, operations, their names and bodies.

use super::check;

#[test]
fn paths() {
    check(&[("/paths", "[]")], &["/paths: `paths` must be an object, and is a list"]);
    check(
        &[("/paths/~1v1~1order", "[]")],
        &["/paths/~1v1~1order: `/v1/order` must be an object, and is a list"],
    );
    check(
        &[("/paths/~1v1~1order/pots", "{}")],
        &["/paths/~1v1~1order/pots: a path has no `pots` | did you mean `post`?"],
    );
    check(
        &[("/paths/~1v1~1order/trace", "{}")],
        &[
            "/paths/~1v1~1order/trace: `trace` of a path is not supported | TRACE speaks to proxies, not to an API; remove it",
        ],
    );
    check(
        &[("/paths/~1v1~1order/servers", "[]")],
        &[
            "/paths/~1v1~1order/servers: `servers` of a path is not supported | base URLs are those of the document; remove it",
        ],
    );
    check(
        &[("/paths/~1v1~1order/$ref", r#""""#)],
        &["/paths/~1v1~1order/$ref: `$ref` of a path is not supported | write the operations here"],
    );
    check(&[("/paths/v1", "{}")], &["/paths/v1: the path does not begin with `/` | write `/v1`"]);
    check(
        &[("/paths/~1a~1{b", "{}")],
        &[
            "/paths/~1a~1{b: unbalanced braces in `{b`: `{` is never closed | a variable is written `{id}`; a brace that belongs to the path is `%7B` or `%7D`",
        ],
    );
    check(
        &[("/paths/~1v1~1order~1{id}", "{}")],
        &[
            "$order: this is the same path as `/v1/order/{id}` at 340:5 | declare all operations of a path in one place",
        ],
    );
    check(
        &[(
            "/paths/v1~1echo",
            r#"{"get": {"operationId": "echo", "responses": {"200": {"description": ""}}}, "post": {"operationId": "echo2", "responses": {"200": {"description": ""}}}}"#,
        )],
        &["/paths/v1~1echo: the path does not begin with `/` | write `/v1/echo`"],
    );
    check(
        &[(
            "/paths/~1echo~1{id}?a=b",
            r#"{"get": {"operationId": "echo", "responses": {"200": {"description": ""}}}}"#,
        )],
        &[
            "/paths/~1echo~1{id}?a=b: the path has a query: `?a=b` | declare query parameters in `parameters`; a `?` that belongs to the path is `%3F`",
            r#"/paths/~1echo~1{id}?a=b: no parameter fills the variable `{id}` | add a parameter with `"name": "id"`, `"in": "path"` and `"required": true`"#,
        ],
    );
    check(
        &[(
            "/paths/https:~1~1host~1echo",
            r#"{"get": {"operationId": "echo", "responses": {"200": {"description": ""}}}}"#,
        )],
        &[
            "/paths/https:~1~1host~1echo: the path names a server | write only what follows the base URL, which belongs to `servers`",
        ],
    );
    check(
        &[(
            "/paths/~1echo~1{}",
            r#"{"get": {"operationId": "echo", "responses": {"200": {"description": ""}}}}"#,
        )],
        &["/paths/~1echo~1{}: the variable `{}` has no name | name the parameter that fills it"],
    );
    check(
        &[(
            "/paths/~1echo~1{a}~1{a}",
            r#"{"get": {"operationId": "echo", "responses": {"200": {"description": ""}}, "parameters": [{"name": "a", "in": "path", "required": true, "schema": {"type": "string"}}]}}"#,
        )],
        &[
            "/paths/~1echo~1{a}~1{a}: the variable `{a}` is in the path twice | one parameter fills one variable; give each its own name",
        ],
    );
}

#[test]
fn operation_members() {
    check(&[("$create", "1")], &["$create: `post` must be an object, and is the number 1"]);
    check(
        &[("$create/sumary", r#""""#)],
        &["$create/sumary: an operation has no `sumary` | did you mean `summary`?"],
    );
    check(
        &[("$create/summary", "1")],
        &["$create/summary: `summary` must be a string, and is the number 1"],
    );
    check(
        &[("$create/deprecated", r#""yes""#)],
        &["$create/deprecated: `deprecated` must be `true` or `false`, and is a string"],
    );
    check(
        &[("$create/servers", "[]")],
        &[
            "$create/servers: `servers` of an operation is not supported | base URLs are those of the document; remove it",
        ],
    );
}

#[test]
fn operation_id() {
    check(
        &[("$create/operationId", "")],
        &[
            r#"$create: the operation has no `operationId` | add a name for it, such as `"operationId": "postOrder"`"#,
        ],
    );
    check(
        &[("$order/get/operationId", "")],
        &[
            r#"$order/get: the operation has no `operationId` | add a name for it, such as `"operationId": "getOrder"`"#,
        ],
    );
    check(
        &[("$create/operationId", "1")],
        &["$create/operationId: `operationId` must be a string, and is the number 1"],
    );
    check(
        &[("$create/operationId", r#""""#)],
        &[
            r#"$create/operationId: "" gives no name for a Rust type | begin the name with a letter"#,
        ],
    );
    check(
        &[("$create/operationId", r#""3d""#)],
        &[
            r#"$create/operationId: "3d" gives no name for a Rust type | begin the name with a letter"#,
        ],
    );
    check(
        &[("$create/operationId", r#""get-order""#)],
        &[
            "$order/get/operationId: the operation at 215:24 is called `get-order` already | name one of them differently",
        ],
    );
    check(
        &[("$create/operationId", r#""getOrder""#)],
        &[
            "$order/get/operationId: `GetOrder` is the Rust name of the operation `getOrder` at 215:24 already | name the operation differently",
        ],
    );
    check(
        &[("$create/operationId", r#""order""#)],
        &[
            "$create/operationId: `Order` is the Rust name of the schema `Order` at 106:7 already | name the operation differently",
        ],
    );
}

#[test]
fn request_body() {
    check(
        &[("$create/requestBody", "1")],
        &["$create/requestBody: `requestBody` must be an object, and is the number 1"],
    );
    check(
        &[("$create/requestBody/schema", "{}")],
        &[
            "$create/requestBody/schema: a request body has no `schema` | a request body may have `content`, `required` and `description`",
        ],
    );
    check(
        &[("$create/requestBody/required", r#""yes""#)],
        &["$create/requestBody/required: `required` must be `true` or `false`, and is a string"],
    );
    check(
        &[("$create/requestBody/content", "")],
        &[
            r#"$create/requestBody: the request body has no `content` | say what it is: `"content": { "application/json": { "schema": … } }`"#,
        ],
    );
    check(
        &[("$create/requestBody/content", "[]")],
        &["$create/requestBody/content: `content` must be an object, and is a list"],
    );
    check(
        &[("$create/requestBody/content", "{}")],
        &[
            r#"$create/requestBody/content: `content` is empty | say what it is: `"content": { "application/json": { "schema": … } }`"#,
        ],
    );
    check(
        &[("$create/requestBody/content/text~1xml", "{}")],
        &[
            "$create/requestBody/content/text~1xml: `text/xml` is not supported | bodies are JSON: `application/json`",
        ],
    );
    check(
        &[("$create/requestBody/content", r#"{"application/xml": {}, "text/plain": {}}"#)],
        &[
            "$create/requestBody/content/application~1xml: `application/xml` is not supported | bodies are JSON: `application/json`",
            "$create/requestBody/content/text~1plain: `text/plain` is not supported | bodies are JSON: `application/json`",
        ],
    );
    check(&[("$json", "1")], &["$json: `application/json` must be an object, and is the number 1"]);
    check(
        &[("$json/encoding", "{}")],
        &[
            "$json/encoding: `encoding` of a media type is not supported | it is for forms, and bodies are JSON; remove it",
        ],
    );
    check(
        &[("$json/schema", ""), ("$create/x-variants", "")],
        &[r#"$json: the body has no `schema` | add `"schema": {}` for any JSON"#],
    );
    check(
        &[(
            "$order/get/requestBody",
            r#"{"content": {"application/json": {"schema": {"properties": {"a": {}}}}}}"#,
        )],
        &[
            "$order/get/requestBody: a GET request has no body | declare parameters in `query`, or use another method",
        ],
    );
}

#[test]
fn field_names() {
    check(
        &[("$order/parameters/1/name", r#""order_id""#)],
        &[
            "$order/parameters/1: `order_id` and `orderId` give one Rust name, `order_id` | leave one of them out",
        ],
    );
    check(
        &[("$order/parameters/1/name", r#""body""#)],
        &[
            "/components/requestBodies/Order: the body and the parameter `body` give one Rust name, `body` | declare the body as an object with `properties`, in the operation itself: then its members are fields",
            "$order/delete/requestBody: the body and the parameter `body` give one Rust name, `body` | declare the body as an object with `properties`, in the operation itself: then its members are fields",
        ],
    );
    check(
        &[("$json/schema/properties/$", "{}")],
        &[
            r#"$json/schema/properties/$: "$" gives no Rust name, because it has no letter and no digit | leave it out; an object with `"additionalProperties": true` keeps it as data"#,
        ],
    );
    check(
        &[("$json/schema/properties/Customer", "{}")],
        &[
            r#"$json/schema/properties/customer: `customer` and `Customer` give one Rust name, `customer` | leave it out; an object with `"additionalProperties": true` keeps it as data"#,
        ],
    );
    check(
        &[
            ("$order/get/parameters/1/name", r#""request-id""#),
            ("$order/get/parameters/2", r#"{"name":"a","in":"query","schema":{"type":"string"}}"#),
        ],
        &[
            "/components/parameters/RequestId: `X-RequestId` and `request-id` give one Rust name, `request_id` | leave one of them out",
        ],
    );
    check(
        &[("$order/get/parameters/1/name", r#""~""#)],
        &[
            r#"$order/get/parameters/1/name: "~" gives no Rust name, because it has no letter and no digit | leave it out"#,
        ],
    );
}

#[test]
fn types_have_one_name() {
    check(
        &[("$schemas/CreateOrder", "{}")],
        &[
            "$create/operationId: `CreateOrder` is the Rust name of the schema `CreateOrder` at 59:7 already | name the operation differently",
        ],
    );
    check(
        &[("$schemas/order", "{}")],
        &[
            "$schemas/order: `Order` is the Rust name of the schema `Order` at 106:7 already | name the schema differently",
        ],
    );
    check(
        &[("$schemas/CreateOrderPriority", "{}")],
        &[
            "$json/schema/properties/priority: `CreateOrderPriority` is the Rust name of the schema `CreateOrderPriority` at 59:7 already | move this schema to `components.schemas`, under a name of its own, and refer to it",
        ],
    );
    check(
        &[("$schemas/3d", r#"{"type": "strng"}"#)],
        &[
            r#"$schemas/3d: "3d" gives no name for a Rust type | begin the name with a letter"#,
            "$schemas/3d/type: there is no type `strng` | did you mean `string`?",
        ],
    );
    check(
        &[("$schemas/--", "{}")],
        &[r#"$schemas/--: "--" gives no name for a Rust type | begin the name with a letter"#],
    );
    check(
        &[(
            "/components/parameters/3d",
            r#"{"name": "a", "in": "query", "schema": {"enum": ["a"]}}"#,
        )],
        &[
            "/components/parameters/3d/schema: this schema needs a Rust type, and `3d` is no name for one | move it to `components.schemas`, under a name that begins with a letter",
        ],
    );
}

#[test]
fn signed_headers_are_spelled_as_the_parameters() {
    check(
        &[("$order/get/x-signed-headers/1", r#""orderid""#)],
        &[
            "$order/get/x-signed-headers/1: the parameter `orderId` sends this header as `OrderId` | did you mean `OrderId`?",
        ],
    );
}

#[test]
fn at_most_32_headers_are_signed() {
    let parameter = |number: usize| {
        format!(
            r#"{{"name": "H{number}", "in": "header", "required": true, "schema": {{"type": "string"}}}}"#
        )
    };
    let parameters: Vec<_> = (1..33).map(parameter).collect();
    let names: Vec<_> = (1..33).map(|number| format!(r#""H{number}""#)).collect();
    let operation = format!(
        r#"{{"operationId": "echo", "parameters": [{}], "x-signed-headers": ["Created", {}],
             "security": [{{"signature": []}}], "responses": {{"200": {{"description": ""}}}}}}"#,
        parameters.join(", "),
        names.join(", "),
    );
    check(
        &[("/paths/~1echo", "{}"), ("/paths/~1echo/get", &operation)],
        &[
            "/paths/~1echo/get/x-signed-headers/32: the signed list names 33 headers, and at most 32 can be signed | take one name out of the list",
        ],
    );
}

#[test]
fn names_are_compared_as_the_compiler_does() {
    // The first is spelled with one character for each accented letter, the second with two.
    check(
        &[("$schemas/Failure/properties/é", "{}"), ("$schemas/Failure/properties/e\u{301}", "{}")],
        &[
            r#"$schemas/Failure/properties/é: `é` and `é` give one Rust name, `é` | leave it out; an object with `"additionalProperties": true` keeps it as data"#,
        ],
    );
    check(
        &[
            ("$schemas/State/enum/-", r#""각""#),
            ("$schemas/State/enum/-", r#""\u1100\u1161\u11a8""#),
        ],
        &[
            "$schemas/State/enum/3: `\u{1100}\u{1161}\u{11a8}` and `각` give one Rust name, `각` | take one of them out of `enum`: unknown values are kept as they are",
        ],
    );
    check(
        &[
            ("$create/operationId", r#""각""#),
            ("$order/get/operationId", r#""\u1100\u1161\u11a8""#),
        ],
        &[
            "$order/get/operationId: `각` is the Rust name of the operation `각` at 215:24 already | name the operation differently",
        ],
    );
    let parameter = |name: &str| {
        format!(r#"{{"name": "{name}", "in": "query", "schema": {{"type": "string"}}}}"#)
    };
    check(
        &[
            ("$order/get/parameters/-", &parameter("é")),
            ("$order/get/parameters/-", &parameter(r"e\u0301")),
        ],
        &[
            "$order/get/parameters/4: `e\u{301}` and `é` give one Rust name, `é` | leave one of them out",
        ],
    );
}
