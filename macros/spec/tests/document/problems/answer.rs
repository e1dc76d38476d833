//! Answers.

use super::check;

#[test]
fn answers() {
    check(
        &[("$create/responses", "")],
        &[
            r#"$create: the operation has no `responses` | declare the answers: `"responses": { "200": … }`"#,
        ],
    );
    check(
        &[("$create/responses", "[]")],
        &["$create/responses: `responses` must be an object, and is a list"],
    );
    check(
        &[("$create/responses", "{}")],
        &[
            r#"$create/responses: the operation has no answer | declare the answers: `"responses": { "200": … }`"#,
        ],
    );
    check(
        &[("$create/responses/2xx", r#"{"description": ""}"#)],
        &[
            "$create/responses/2xx: `2xx` is no status | write a status such as `200`, a class such as `4XX`, or `default`",
        ],
    );
    check(
        &[("$create/responses/600", r#"{"description": ""}"#)],
        &[
            "$create/responses/600: `600` is no status | write a status such as `200`, a class such as `4XX`, or `default`",
        ],
    );
    check(
        &[("$create/responses/42", r#"{"description": ""}"#)],
        &[
            "$create/responses/42: `42` is no status | write a status such as `200`, a class such as `4XX`, or `default`",
        ],
    );
    check(
        &[("$create/responses/202", "1")],
        &["$create/responses/202: `202` must be an object, and is the number 1"],
    );
    check(
        &[("$create/responses/202", r#"{"description": 1}"#)],
        &["$create/responses/202/description: `description` must be a string, and is the number 1"],
    );
    check(
        &[("$create/responses/202", "{}")],
        &[
            r#"$create/responses/202: the answer has no `description` | add `"description"`: OpenAPI wants one for each answer"#,
        ],
    );
    check(
        &[("$order/get/responses/200/conten", "{}")],
        &["$order/get/responses/200/conten: an answer has no `conten` | did you mean `content`?"],
    );
    check(
        &[("$order/get/responses/200/content", r#"{"text/html": {}}"#)],
        &[
            "$order/get/responses/200/content/text~1html: `text/html` is not supported | bodies are JSON: `application/json`",
        ],
    );
    check(
        &[("$create/responses/202", r#"{"description": ""}"#)],
        &[
            "$create/responses/202: `202` answers with nothing, but `200` at 303:11 with `Order` | answer every success with one schema; what only some of them hold is optional in it",
        ],
    );
    check(
        &[("$create/responses/202", r##"{"$ref": "#/components/responses/Failure"}"##)],
        &[
            "$create/responses/202: `202` answers with `Failure`, but `200` at 303:11 with `Order` | answer every success with one schema; what only some of them hold is optional in it",
        ],
    );
    check(
        &[("$create/responses/400", r##"{"$ref": "#/components/responses/Order"}"##)],
        &[
            "$create/responses/400: `400` answers with `Order`, but `4XX` at 313:11 with `Failure` | answer every error with one schema; what only some of them hold is optional in it",
        ],
    );
    check(
        &[(
            "$create/responses/400",
            r#"{"description": "", "content": {"application/json": {"schema": {"type": "array", "items": {"type": ["string", "null"]}}}}}"#,
        )],
        &[
            "$create/responses/400: `400` answers with a list of a string or `null`, but `4XX` at 326:11 with `Failure` | answer every error with one schema; what only some of them hold is optional in it",
        ],
    );
    check(
        &[("$order/get/responses/404/content/application~1json/schema", r#"{"type": "string"}"#)],
        &[
            "$order/get/responses/404: the body of an error is a string | an error is an object that declares `properties`",
        ],
    );
    check(
        &[("$order/get/responses/404/content/application~1json/schema", r#"{"enum": ["a"]}"#)],
        &[
            "$order/get/responses/404: the body of an error is `GetOrderError` | an error is an object that declares `properties`",
        ],
    );
    check(
        &[(
            "$order/get/responses/404/content/application~1json/schema",
            r##"{"$ref": "#/components/schemas/Maybe"}"##,
        )],
        &[
            "$order/get/responses/404: the body of an error is `Maybe` or `null` | an error is an object that declares `properties`",
        ],
    );
    check(
        &[("$order/get/responses/404/content/application~1json/schema", r#"{"type": "strin"}"#)],
        &[
            "$order/get/responses/404/content/application~1json/schema/type: there is no type `strin` | did you mean `string`?",
        ],
    );
    check(
        &[(
            "$order/get/responses/500",
            r#"{"description": "", "content": {"application/json": {"schema": {"type": "object", "properties": {"a": {}}}}}}"#,
        )],
        &[
            "$order/get/responses/500: `500` answers with `GetOrderError500`, but `404` at 425:11 with `GetOrderError` | answer every error with one schema; what only some of them hold is optional in it",
        ],
    );
}

#[test]
fn what_has_no_body_declares_none() {
    let head = r##"{
        "operationId": "hasOrder",
        "responses": {
            "200": {"$ref": "#/components/responses/Order"},
            "4XX": {"$ref": "#/components/responses/Failure"}
        }
    }"##;
    check(
        &[("$order/head", head)],
        &[
            "$order/head/responses/200: a HEAD request has no response body (RFC 9110, section 9.3.2) | declare a response without `content`; its headers are there without it",
        ],
    );
    check(&[("$order/head", head), ("$order/head/responses/200", r#"{"description": ""}"#)], &[]);
    for (status, section) in [("204", "15.3.5"), ("205", "15.3.6")] {
        let pointer = format!("$order/put/responses/{status}");
        check(
            &[
                ("$order/put/responses", "{}"),
                (&pointer, r##"{"$ref": "#/components/responses/Order"}"##),
            ],
            &[&format!(
                "{pointer}: a response with the status {status} has no body (RFC 9110, section {section}) | declare it without `content`, or under another status"
            )],
        );
    }
}
