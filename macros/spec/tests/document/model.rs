//! What good documents become.

use countersign_spec::{Location, RoleDraft};
use serde_json::{Value, json};

use crate::{GOOD, notation, read};

#[test]
fn operations() {
    let document = read(GOOD);
    let operations: Vec<_> = document.operations.iter().flat_map(notation::operation).collect();
    assert_eq!(
        operations,
        [
            "createOrder CreateOrder = POST /v1/order",
            "// Creates an order. / It is paid for later. / (nobody wrote it down)",
            "signed Created by [Basic, MessageSignature]",
            "request_id (header X-RequestId) \"X-RequestId\"?: Id sensitive // Makes it idempotent.",
            "customer (member) \"customer\": string sensitive // Who buys.",
            "lines (member) \"lines\": [CreateOrderLinesItem]",
            "state (member) \"state\"?: State // The state to begin with.",
            "priority (member) \"priority\"?: CreateOrderPriority",
            "type (member) \"type\"?: string | null deprecated",
            "due (member) \"due\"?: datetime",
            "pin (member) \"pin\"?: string sensitive",
            "body of members [1, 2, 3, 4, 5, 6, 7] and any",
            "200 \"Created.\": Order",
            "202 \"The order.\": Order",
            "4XX \"It failed.\": Failure (by analogy)",
            "default \"It failed.\": Failure (by analogy)",
            "Order or Failure",
            "holdOrder HoldOrder = POST /v1/order",
            "variant of createOrder",
            "// Creates an order that waits. / (nobody wrote it down)",
            "signed Created by [Basic, MessageSignature]",
            "request_id (header X-RequestId) \"X-RequestId\"?: Id sensitive // Makes it idempotent.",
            "customer (member) \"customer\": string sensitive // Who buys.",
            "lines (member) \"lines\": [CreateOrderLinesItem]",
            "state (member) \"state\": State always \"ON-HOLD\" // The state to begin with.",
            "type (member) \"type\": string | null always \"plain\" deprecated",
            "due (member) \"due\": datetime",
            "body of members [1, 2, 3, 4, 5]",
            "200 \"Created.\": Order",
            "202 \"The order.\": Order",
            "4XX \"It failed.\": Failure (by analogy)",
            "default \"It failed.\": Failure (by analogy)",
            "Order or Failure",
            "get-order GetOrder = GET /v1/order/{orderId} deprecated",
            "signed Created, OrderId by [MessageSignature]",
            "order_id (path orderId, header OrderId) \"orderId\": string // Which one.",
            "view (query view) \"view\"?: GetOrderView",
            "limit (query limit) \"limit\"?: int32",
            "requestid (header x-requestid) \"x-requestid\": string",
            "no body",
            "200 \"The order.\": GetOrderResponse",
            "404 \"There is none.\": GetOrderError",
            "GetOrderResponse or GetOrderError",
            "replaceOrder ReplaceOrder = PUT /v1/order/{orderId}",
            "signed Created by [Basic, MessageSignature]",
            "order_id (path orderId) \"orderId\": string // Which one.",
            "view (query view) \"view\"?: GetOrderView",
            "request_id (header X-RequestId) \"X-RequestId\"?: Id sensitive // Makes it idempotent.",
            "body (body) \"body\"?: OrderRequest // All of it.",
            "body is field 3, optional",
            "204 \"Replaced.\": nothing",
            "nothing or nothing",
            "deleteOrder DeleteOrder = DELETE /v1/order/{orderId}",
            "signed Created, Content-Type by [Basic, MessageSignature]",
            "order_id (path orderId) \"orderId\": string // Which one.",
            "view (query view) \"view\"?: GetOrderView",
            "request_id (header X-RequestId) \"X-RequestId\"?: Id sensitive // Makes it idempotent.",
            "body (body) \"body\": [string] // Why.",
            "body is field 3",
            "200 \"Gone.\": nothing",
            "nothing or nothing",
        ]
    );
}

#[test]
fn schemas_in_document_order() {
    let document = read(GOOD);
    let schemas: Vec<_> = document.schemas.iter().flat_map(notation::schema).collect();
    assert_eq!(
        schemas,
        [
            "CreateOrderLinesItem: struct",
            "product \"product\": string",
            "count \"count\"?: unsigned64",
            "CreateOrderPriority: enum, or Unrecognized",
            "\"HIGH\" = High",
            "\"3G\" = _3g",
            "\"\" = Empty",
            "\"UNKNOWN\" = Unknown",
            "GetOrderView: enum, or Unknown",
            "\"full\" = Full",
            "\"short\" = Short",
            "GetOrderResponse: struct in responses",
            "order \"order\"?: Order // An order. / It has a number.",
            "GetOrderError: struct",
            "reason \"reason\"?: string",
            "error None None",
            "Order: struct in responses, beside OrderRequest",
            "// An order. / It has a number.",
            "envelope \"Envelope\": Envelope flattened",
            "id \"id\": string",
            "state \"state\": State // Where it is.",
            "price \"price\"?: number",
            "paid \"paid\"?: boolean",
            "total \"total\"?: int64",
            "part_of \"part-of\"?: box OrderOrNull | null",
            "parts \"parts\"?: [Order]",
            "labels \"labels\"?: {string}",
            "extra \"extra\"?: any",
            "either \"either\"?: any",
            "anything \"anything\"?: any",
            "OrderRequest: struct in requests, beside Order",
            "// An order. / It has a number.",
            "envelope \"Envelope\": Envelope flattened",
            "id \"id\": string",
            "state \"state\": State // Where it is.",
            "price \"price\"?: number",
            "paid \"paid\"?: boolean",
            "total \"total\"?: int64",
            "part_of \"part-of\"?: box OrderOrNullRequest | null",
            "parts \"parts\"?: [OrderRequest]",
            "labels \"labels\"?: {string}",
            "extra \"extra\"?: any",
            "either \"either\"?: any",
            "anything \"anything\"?: any",
            "OrderOrNull = Maybe in responses, beside OrderOrNullRequest",
            "OrderOrNullRequest = MaybeRequest in requests, beside OrderOrNull",
            "Maybe: struct in responses, beside MaybeRequest",
            "order \"order\"?: box Order // An order. / It has a number.",
            "MaybeRequest: struct in requests, beside Maybe",
            "order \"order\"?: box OrderRequest // An order. / It has a number.",
            "Envelope: struct",
            "request \"request\"?: Id sensitive",
            "Id = string",
            "State: enum, or Unknown",
            "// Where it is.",
            "\"OPEN\" = Open",
            "\"ON-HOLD\" = OnHold It waits.",
            "Failure: struct and {any}",
            "code \"code\": State // Where it is.",
            "text \"text\"?: string",
            "error Some(\"code\") Some(\"text\")",
        ]
    );
}

#[test]
fn the_document_itself() {
    let document = read(GOOD);
    assert_eq!(document.file, "good.json");
    assert_eq!((document.title.as_str(), document.version.as_str()), ("Shop", "1.2.0"));
    assert_eq!(document.docs.summary.as_deref(), Some("Sells things."));
    assert_eq!(document.docs.description.as_deref(), Some("Größe ist nicht alles."));
    let servers: Vec<_> = document
        .servers
        .iter()
        .map(|server| (server.url.as_str(), server.description.as_deref()))
        .collect();
    assert_eq!(
        servers,
        [
            ("https://shop.example", Some("Everything.")),
            ("https://eu.shop.example:8443/prefix", None),
        ]
    );
    assert_eq!(document.operation("get-order").unwrap().type_name, "GetOrder");
    assert_eq!(document.schema("State").unwrap().location.pointer(), "/components/schemas/State");
    assert!(document.operation("createOrder").unwrap().member("lines").is_some());
    assert!(document.operation("createOrder").unwrap().member("X-RequestId").is_none());
}

#[test]
fn pointers_lead_to_what_they_name() {
    let document = read(GOOD);
    let json: Value = serde_json::from_str(GOOD).unwrap();
    let at = |pointer: &str| json.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));

    let create = document.operation("createOrder").unwrap();
    let body = "/paths/~1v1~1order/post/requestBody/content/application~1json/schema";
    assert!(format!("{:?}", create.body).contains(&format!("{body:?}")), "{:?}", create.body);
    let examples: Vec<_> = create
        .examples
        .iter()
        .map(|example| (example.name.as_str(), example.summary.as_deref(), at(&example.pointer)))
        .collect();
    let order = json!({ "customer": "c", "lines": [] });
    assert_eq!(examples, [("one", Some("One line."), &order), ("shared", Some("Shared."), &order)]);

    let ok = &create.responses[0];
    assert_eq!(ok.location.pointer(), "/paths/~1v1~1order/post/responses/200");
    let schema = ok.schema.as_deref().unwrap();
    assert_eq!(schema, "/components/responses/Order/content/application~1json/schema");
    assert_eq!(at(schema), &json!({ "$ref": "#/components/schemas/Order" }));

    let get = document.operation("get-order").unwrap();
    assert_eq!(get.responses[0].examples.len(), 1);
    assert_eq!(at(&get.responses[0].examples[0].pointer), &json!({ "order": { "id": "o-1" } }));
    assert!(get.responses[1].examples.is_empty());
}

#[test]
fn a_body_without_examples_has_those_of_its_schema() {
    let text = GOOD.replace(
        r#""examples": ["i-1"]"#,
        r#""examples": ["i-1", "i-2"], "description": "An id.""#,
    );
    let text = text.replace(
        r##""schema": { "$ref": "#/components/schemas/Order" } } }
      },
      "Failure""##,
        r##""schema": { "$ref": "#/components/schemas/Id" } } }
      },
      "Failure""##,
    );
    let document = read(&text);
    let create = document.operation("createOrder").unwrap();
    let pointers: Vec<_> =
        create.responses[0].examples.iter().map(|example| example.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        ["/components/schemas/Id/examples/0", "/components/schemas/Id/examples/1"]
    );
}

#[test]
fn declarations_have_places() {
    let document = read(GOOD);
    let shown = |location: &Location| {
        let line = GOOD.lines().nth(location.line() - 1).unwrap();
        let text: String = line.chars().skip(location.column() - 1).take(16).collect();
        format!("{} {text}", location.pointer())
    };
    let get = document.operation("get-order").unwrap();
    let path = "/paths/~1v1~1order~1{orderId}";
    assert_eq!(shown(&get.path_location), format!("{path} \"/v1/order/{{orde"));
    assert_eq!(shown(&get.method_location), format!("{path}/get \"get\": {{"));
    assert_eq!(shown(&get.location), format!("{path}/get/operationId \"operationId\": \""));
    assert_eq!(
        shown(&get.signed_location),
        format!("{path}/get/x-signed-headers \"x-signed-header")
    );
    let put = document.operation("replaceOrder").unwrap();
    assert_eq!(put.signed_location, put.location);
    let places: Vec<_> = put.fields.iter().map(|field| shown(&field.location)).collect();
    assert_eq!(
        places,
        [
            format!("{path}/parameters/0 {{"),
            format!("{path}/parameters/1 {{ \"name\": \"view\""),
            "/components/parameters/RequestId \"RequestId\": {".to_owned(),
            "/components/requestBodies/Order \"Order\": {".to_owned(),
        ]
    );
    let item = document.schema("CreateOrderLinesItem").unwrap();
    assert!(shown(&item.location).ends_with("/properties/lines/items {"), "{:?}", item.location);
    let order = document.schema("Order").unwrap();
    assert_eq!(shown(&order.location), "/components/schemas/Order \"Order\": {");
}

#[test]
fn a_header_is_the_idempotency_key_because_the_document_says_so() {
    let said = GOOD.replace(
        r#""description": "Makes it idempotent.","#,
        r#""description": "Makes it idempotent.", "x-idempotency-key": true,"#,
    );
    let keys = |text: &str| {
        let document = read(text);
        let of = |id| {
            let operation = document.operation(id).unwrap();
            let key = operation.endpoint.idempotency_key().map(ToString::to_string);
            (key, operation.fields.iter().any(|it| it.roles.contains(&RoleDraft::IdempotencyKey)))
        };
        ["createOrder", "holdOrder", "get-order", "deleteOrder"].map(of)
    };
    let key = (Some("X-RequestId".to_owned()), true);
    let none = (None, false);
    // One operation has a parameter of its own in place of the shared one.
    assert_eq!(keys(&said), [key.clone(), key.clone(), none.clone(), key]);
    for name in ["X-RequestId", "X-RequestIdentifier", "Idempotency-Key"] {
        let unsaid = GOOD.replace(r#""name": "X-RequestId""#, &format!(r#""name": "{name}""#));
        assert_eq!(keys(&unsaid), [none.clone(), none.clone(), none.clone(), none.clone()]);
    }
}

/// Reads these component schemas.
fn check(schemas: &Value, expected: &[&str]) {
    let document = json!({
        "openapi": "3.1.1",
        "info": { "title": "t", "version": "v" },
        "components": { "schemas": schemas },
    });
    assert_eq!(notation::all(&read(&document.to_string())), expected, "{schemas:#}");
}

#[test]
fn integers_get_a_type_that_holds_them() {
    let cases = [
        (json!({ "format": "int32", "minimum": 0 }), "int32"),
        (json!({ "format": "uint32" }), "unsigned32"),
        (json!({ "format": "uint64" }), "unsigned64"),
        (json!({ "format": "uint8", "minimum": -1 }), "unsigned64"),
        (json!({ "format": "int64" }), "int64"),
        (json!({ "format": "int64", "minimum": 0 }), "unsigned64"),
        (json!({ "format": "int64", "maximum": u64::MAX }), "int64"),
        (json!({ "format": "number of things" }), "int64"),
        (json!({ "minimum": 0, "maximum": u64::MAX }), "unsigned64"),
        (json!({ "exclusiveMinimum": -1.0 }), "unsigned64"),
        (json!({ "minimum": -0.5 }), "int64"),
        (json!({ "minimum": -5, "exclusiveMinimum": 0 }), "unsigned64"),
        (json!({ "maximum": 100 }), "int64"),
        (json!({ "maximum": i64::MAX }), "int64"),
        (json!({ "maximum": 9_223_372_036_854_775_808_u64 }), "unsigned64"),
        (json!({ "exclusiveMaximum": 9_223_372_036_854_775_808_u64 }), "int64"),
        (json!({ "exclusiveMaximum": 9_223_372_036_854_775_809_u64 }), "unsigned64"),
        (json!({ "maximum": u64::MAX }), "unsigned64"),
        (json!({ "maximum": 1e30 }), "unsigned64"),
        (json!({ "maximum": u64::MAX, "exclusiveMaximum": 10 }), "int64"),
        (json!({ "minimum": i64::MIN, "maximum": i64::MAX }), "int64"),
        // What programs that know only floats make of the line before.
        (
            json!({ "minimum": -9.223_372_036_854_776e18, "maximum": 9_223_372_036_854_776_000_u64 }),
            "int64",
        ),
    ];
    for (mut schema, expected) in cases {
        schema["type"] = "integer".into();
        check(&json!({ "A": schema }), &[&format!("A = {expected}")]);
    }
}

#[test]
fn plain_types() {
    check(
        &json!({
            "A": {},
            "B": { "type": "boolean" },
            "C": { "type": "integer" },
            "D": { "type": "integer", "minimum": 0 },
            "E": { "type": "integer", "minimum": -1 },
            "F": { "type": "integer", "exclusiveMinimum": -1 },
            "G": { "type": "integer", "minimum": 0, "format": "int32" },
            "H": { "type": "number", "format": "float" },
            "I": { "type": "string", "format": "uuid", "pattern": ".", "maxLength": 3 },
            "J": { "type": "string", "format": "date-time" },
            "K": { "type": "array" },
            "L": { "type": "array", "items": { "type": ["integer", "null"] } },
            "M": { "type": "object" },
            "N": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/B" } },
            "O": { "type": ["string", "integer", "null"] },
            "P": { "$ref": "#/components/schemas/B", "description": "Or not." },
        }),
        &[
            "A = any",
            "B = boolean",
            "C = int64",
            "D = unsigned64",
            "E = int64",
            "F = unsigned64",
            "G = int32",
            "H = number",
            "I = string",
            "J = datetime",
            "K = [any]",
            "L = [int64 | null]",
            "M = {any}",
            "N = {B}",
            "O = any",
            "P = B",
            "// Or not.",
        ],
    );
}

#[test]
fn inline_types_are_named_after_their_place() {
    check(
        &json!({
            "A": {
                "type": "object",
                "properties": {
                    "one-more": { "type": ["object", "null"], "properties": {} },
                    "list": { "type": "array", "items": { "type": "array", "items": { "enum": ["x"] } } },
                    "map": { "type": "object", "additionalProperties": { "enum": ["y", null] } },
                    "none": { "type": "object", "additionalProperties": false },
                },
                "additionalProperties": { "enum": ["z"] },
            },
        }),
        &[
            "A: struct and AValue in responses",
            "list \"list\"?: [[AListItemItem]]",
            "map \"map\"?: {AMapValue | null}",
            "none \"none\"?: ANone",
            "one_more \"one-more\"?: AOneMore | null",
            "AValue: enum, or Unknown",
            "\"z\" = Z",
            "AListItemItem: enum, or Unknown",
            "\"x\" = X",
            "AMapValue: enum, or Unknown",
            "\"y\" = Y",
            "ANone: struct",
            "AOneMore: struct",
        ],
    );
}

#[test]
fn what_may_be_null_is_so_wherever_it_is_named() {
    check(
        &json!({
            "A": { "type": ["string", "null"] },
            "B": { "$ref": "#/components/schemas/A" },
            "C": { "enum": ["c", null] },
            "D": {
                "properties": {
                    "a": { "$ref": "#/components/schemas/A" },
                    "b": { "type": "array", "items": { "$ref": "#/components/schemas/B" } },
                    "c": { "$ref": "#/components/schemas/C" },
                    "o": { "$ref": "#/components/schemas/O" },
                },
            },
            "O": { "type": ["string", "boolean", "null"] },
        }),
        &[
            "A = string",
            "B = A",
            "C: enum, or Unknown",
            "\"c\" = C",
            "D: struct in responses",
            "a \"a\"?: A | null",
            "b \"b\"?: [B | null]",
            "c \"c\"?: C | null",
            "o \"o\"?: O",
            "O = any",
        ],
    );
}

#[test]
fn what_contains_itself_is_boxed() {
    check(
        &json!({
            "Alias": { "$ref": "#/components/schemas/Node" },
            "Base": { "properties": { "leaf": { "$ref": "#/components/schemas/Leaf" } } },
            "Leaf": { "allOf": [{ "$ref": "#/components/schemas/Base" }] },
            "Node": {
                "required": ["self"],
                "properties": {
                    "self": { "$ref": "#/components/schemas/Node" },
                    "alias": { "$ref": "#/components/schemas/Alias" },
                    "list": { "type": "array", "items": { "$ref": "#/components/schemas/Node" } },
                    "map": { "additionalProperties": { "$ref": "#/components/schemas/Node" }, "type": "object" },
                    "inline": { "properties": { "back": { "$ref": "#/components/schemas/Node" } } },
                    "other": { "$ref": "#/components/schemas/Base" },
                },
            },
        }),
        &[
            "Alias = Node",
            "Base: struct",
            "leaf \"leaf\"?: box Leaf",
            "Leaf: struct",
            "base \"Base\": box Base flattened",
            "Node: struct",
            "alias \"alias\"?: box Alias",
            "inline \"inline\"?: box NodeInline",
            "list \"list\"?: [Node]",
            "map \"map\"?: {Node}",
            "other \"other\"?: Base",
            "self_ \"self\": box Node",
            "NodeInline: struct",
            "back \"back\"?: box Node",
        ],
    );
}

#[test]
fn all_of_is_one_object() {
    check(
        &json!({
            "Base": { "type": "object", "title": "Base.", "properties": { "a": { "type": "string" } } },
            "Other": { "$ref": "#/components/schemas/Base" },
            "Whole": {
                "allOf": [
                    { "$ref": "#/components/schemas/Other", "description": "All of it." },
                    { "required": ["b"] },
                    { "properties": { "b": { "type": "string" } }, "allOf": [
                        { "properties": { "c": { "type": "string" } }, "required": ["c"] },
                    ] },
                ],
                "properties": { "d": { "type": "string" } },
                "required": ["d"],
                "additionalProperties": true,
            },
        }),
        &[
            "Base: struct",
            "// Base.",
            "a \"a\"?: string",
            "Other = Base",
            "Whole: struct and any",
            "other \"Other\": Other flattened // All of it.",
            "c \"c\": string",
            "b \"b\": string",
            "d \"d\": string",
        ],
    );
}

#[test]
fn a_secret_is_one_wherever_it_is_named() {
    check(
        &json!({
            "A": { "type": "string", "format": "password" },
            "B": { "$ref": "#/components/schemas/A" },
            "C": {
                "properties": {
                    "b": { "$ref": "#/components/schemas/B" },
                    "list": { "type": "array", "items": { "$ref": "#/components/schemas/B" } },
                    "map": { "type": "object", "additionalProperties": { "format": "password", "type": "string" } },
                    "own": { "type": "integer", "x-sensitive": true },
                    "plain": { "type": "string", "x-sensitive": false },
                },
            },
        }),
        &[
            "A = string",
            "B = A",
            "C: struct",
            "b \"b\"?: B sensitive",
            "list \"list\"?: [B] sensitive",
            "map \"map\"?: {string} sensitive",
            "own \"own\"?: int64 sensitive",
            "plain \"plain\"?: string",
        ],
    );
}

#[test]
fn the_variant_for_unknown_values_has_a_free_name() {
    check(
        &json!({
            "A": { "enum": ["UNKNOWN"] },
            "B": { "enum": ["unknown", "Unrecognized", "self"] },
        }),
        &[
            "A: enum, or Unrecognized",
            "\"UNKNOWN\" = Unknown",
            "B: enum, or Unknown_",
            "\"unknown\" = Unknown",
            "\"Unrecognized\" = Unrecognized",
            "\"self\" = Self_",
        ],
    );
}

/// `default` is the response of every status that is not declared (OpenAPI 3.1, section 4.8.16).
#[test]
fn default_is_the_response_of_every_status_that_is_not_declared() {
    let content = |schema: Value| json!({ "description": "", "content": { "application/json": { "schema": schema } } });
    let reference = |name: &str| content(json!({ "$ref": format!("#/components/schemas/{name}") }));
    let check = |responses: Value, expected: &str| {
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "t", "version": "v" },
            "paths": { "/a": { "get": { "operationId": "a", "responses": responses } } },
            "components": { "schemas": {
                "Thing": { "properties": { "a": {} } },
                "Failure": { "properties": { "b": {} } },
                "Text": { "type": "string" },
            } },
        });
        let document = read(&document.to_string());
        let lines = notation::operation(&document.operations[0]);
        assert_eq!(lines.last().unwrap(), expected, "{responses:#}");
        let succeeding: Vec<countersign_spec::Status> =
            document.operations[0].successes().map(|response| response.status).collect();
        let ty = document.operations[0].success.clone();
        let bodies = document.operations[0].responses.iter();
        let bodies = bodies.filter(|response| succeeding.contains(&response.status));
        assert!(bodies.into_iter().all(|response| response.body == ty), "{succeeding:?}");
    };
    let (thing, failure, text) =
        (|| reference("Thing"), || reference("Failure"), || reference("Text"));
    let nothing = || json!({ "description": "" });
    // Alone it is both, if an error can be made of it.
    check(json!({ "default": thing() }), "Thing or Thing");
    check(json!({ "default": text() }), "Text or nothing");
    check(json!({ "default": content(json!({ "properties": {} })) }), "AResponse or AResponse");
    check(json!({ "default": nothing() }), "nothing or nothing");
    // Beside a success it is about errors.
    check(json!({ "200": thing(), "default": failure() }), "Thing or Failure");
    check(json!({ "2XX": thing(), "default": failure() }), "Thing or Failure");
    check(json!({ "2XX": nothing(), "default": failure() }), "nothing or Failure");
    check(
        json!({ "200": thing(), "2XX": thing(), "404": failure(), "default": failure() }),
        "Thing or Failure",
    );
    // Beside errors alone it is the success.
    check(json!({ "404": failure(), "default": thing() }), "Thing or Failure");
    check(json!({ "4XX": failure(), "5XX": failure(), "default": text() }), "Text or Failure");
    check(json!({ "404": nothing(), "default": thing() }), "Thing or Thing");
    check(json!({ "404": nothing(), "default": text() }), "Text or nothing");
    check(json!({ "404": failure(), "default": nothing() }), "nothing or Failure");
    // Nothing is said of a success.
    check(json!({ "404": failure() }), "nothing or Failure");
}

/// Extensions that mean nothing here, and members that carry no meaning for a client.
#[test]
fn what_is_not_used_is_accepted() {
    let text = json!({
        "openapi": "3.1.0-rc1",
        "info": { "title": "t", "version": "v", "license": { "name": "MIT" }, "x-logo": {} },
        "x-anything": [1, null],
        "paths": { "x-note": "", "/a": { "x-b": 1, "get": {
            "operationId": "a",
            "callbacks": {},
            "externalDocs": { "url": "u" },
            "responses": { "x-c": 1, "1XX": { "description": "", "links": {}, "x-d": {} } },
        } } },
        "components": { "headers": { "H": 1 }, "links": {}, "callbacks": {}, "pathItems": {}, "x-e": 1 },
        "tags": [],
    });
    let document = read(&text.to_string());
    assert!(document.servers.is_empty() && document.schemas.is_empty());
    assert_eq!(
        notation::all(&document),
        [
            "a A = GET /a",
            "signed Created by []",
            "no body",
            "1XX \"\": nothing",
            "nothing or nothing"
        ]
    );
}
