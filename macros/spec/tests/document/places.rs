//! Where in the text problems stand, down to the column.

use countersign_spec::Document;

/// Reads a document that has exactly these problems, given as they are displayed.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let problems = Document::read("api/wrong.json", text).unwrap_err();
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, expected);
}

#[test]
fn every_problem_at_once_in_document_order() {
    check(
        r##"{
  "openapi": "3.1.0",
  "info": { "title": "Größe", "versoin": 1 },
	"paths": { "/straße/{nr": { "get": { "operationId": 7, "operationId": 8, "responses": {
    "200": { "description": "🦀🦀", "content": { "text/plain": {} } } } } } },
  "components": { "schemas": { "A~/b": { "type": "integr" },
    "Ok": { "$ref": "#/components/schemas/Oh" } } }
}
"##,
        &[
            "api/wrong.json:3:31: /info/versoin: `info` has no `versoin`\nhelp: did you mean `version`?",
            "api/wrong.json:4:13: /paths/~1straße~1{nr: 'ß' cannot stand in a path\n\
             help: percent-encode it: `%C3%9F` (RFC 3986, section 2.1)",
            "api/wrong.json:4:13: /paths/~1straße~1{nr: unbalanced braces in `{nr`: `{` is never closed\n\
             help: a variable is written `{id}`; a brace that belongs to the path is `%7B` or `%7D`",
            "api/wrong.json:4:54: /paths/~1straße~1{nr/get/operationId: `operationId` must be a string, and is the number 7",
            "api/wrong.json:4:57: /paths/~1straße~1{nr/get/operationId: the object has a member `operationId` already, at 4:39\n\
             help: remove one of them",
            "api/wrong.json:5:48: /paths/~1straße~1{nr/get/responses/200/content/text~1plain: `text/plain` is not supported\n\
             help: bodies are JSON: `application/json`",
            "api/wrong.json:6:32: /components/schemas/A~0~1b: `A~/b` is no name for a component\n\
             help: a name is made of letters, digits, `.`, `_` and `-`",
            "api/wrong.json:6:50: /components/schemas/A~0~1b/type: there is no type `integr`\n\
             help: did you mean `integer`?",
            "api/wrong.json:7:21: /components/schemas/Ok/$ref: `components.schemas` has no `Oh`\n\
             help: declare `Oh` there",
        ],
    );
}

#[test]
fn text_that_is_not_json() {
    let openapi = "help: an API document is an OpenAPI 3.1 document in JSON (RFC 8259)";
    let strict = "help: JSON has no comments and no trailing commas, and every string stands in double quotes (RFC 8259)";
    for (text, place, message, help) in [
        ("", "1:1", "the document is empty", openapi),
        (" \n\t ", "1:1", "the document is empty", openapi),
        (
            "\u{feff}{}",
            "1:1",
            "the document begins with a byte order mark",
            "help: save it as UTF-8 without one (RFC 8259, section 8.1)",
        ),
        ("{\n  \"ä\": 1,\n}", "3:1", "the document is not JSON: trailing comma", strict),
        ("{ \"ä\": 'x' }", "1:8", "the document is not JSON: expected value", strict),
        ("{ // comment\n}", "1:3", "the document is not JSON: key must be a string", strict),
        (
            "{\n\"openapi\": \"3",
            "2:13",
            "the document is not JSON: EOF while parsing a string",
            strict,
        ),
        ("{} {}", "1:4", "the document is not JSON: trailing characters", strict),
        ("[1e999]", "1:6", "the document is not JSON: number out of range", strict),
        ("[\"\\ud800\"]", "1:9", "the document is not JSON: unexpected end of hex escape", strict),
        ("{\"a\": \"\u{1}\"}", "1:8", "", strict),
        ("nonsense", "1:2", "the document is not JSON: expected ident", openapi),
        (
            "openapi: 3.1.0\ninfo:\n",
            "1:1",
            "the document is not JSON: expected value",
            "help: an API document is an OpenAPI 3.1 document in JSON (RFC 8259); convert YAML to JSON first",
        ),
    ] {
        let expected = if message.is_empty() {
            "the document is not JSON: control character (\\u0000-\\u001F) found while parsing a string"
        } else {
            message
        };
        check(text, &[&format!("api/wrong.json:{place}: {expected}\n{help}")]);
    }
}

#[test]
fn json_that_is_no_document() {
    check("[]", &["api/wrong.json:1:1: this must be an object, and is a list"]);
    check("\n null", &["api/wrong.json:2:2: this must be an object, and is `null`"]);
    check(
        "{}",
        &["api/wrong.json:1:1: the document does not say which OpenAPI it is written in\n\
           help: write `\"openapi\": \"3.1.0\"`"],
    );
}

/// One mistake is one problem, however often the place is read.
#[test]
fn a_shared_part_is_wrong_once() {
    let operation = |id: &str| {
        format!(
            r##""operationId": "{id}", "parameters": [{{ "$ref": "#/components/parameters/Id" }}],
                "responses": {{ "200": {{ "$ref": "#/components/responses/Ok" }} }}"##
        )
    };
    let text = format!(
        r##"{{ "openapi": "3.1.0", "info": {{ "title": "t", "version": "v" }},
"paths": {{ "/a?b": {{ "get": {{ {} }}, "put": {{ {} }} }}, "/c": {{ "get": {{ {} }} }} }},
"components": {{
"parameters": {{ "Id": {{ "name": "Host", "in": "header", "schema": {{ "type": "strng" }} }} }},
"responses": {{ "Ok": {{ "description": "", "content": {{ "application/json": {{ "schema":
{{ "properties": {{ "a": {{ "$ref": "#/components/schemas/A" }} }} }} }} }} }} }},
"schemas": {{ "A": {{ "nothing": 1 }} }}
}} }}"##,
        operation("x"),
        operation("y"),
        operation("z"),
    );
    let problems = Document::read("wrong.json", &text).unwrap_err();
    let places: Vec<_> = problems.iter().map(|problem| problem.location().pointer()).collect();
    assert_eq!(
        places,
        [
            "/paths/~1a?b",
            "/components/parameters/Id/name",
            "/components/parameters/Id/schema/type",
            "/components/schemas/A/nothing",
        ]
    );
}
