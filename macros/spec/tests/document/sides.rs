//! Schemas of which requests and responses hold different things.

use serde_json::{Value, json};

use crate::{notation, read};

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn content(schema: &Value) -> Value {
    json!({ "description": "", "content": { "application/json": { "schema": schema } } })
}

/// A document with these schemas and, for each of these, an operation that sends it and one that responds with it.
fn document(schemas: &Value, sent: &[Value], received: &[Value]) -> Value {
    let mut paths = serde_json::Map::new();
    for (index, schema) in sent.iter().enumerate() {
        let operation = json!({
            "operationId": format!("send{index}"),
            "requestBody": { "content": content(schema)["content"] },
            "responses": { "204": { "description": "" } },
        });
        paths.insert(format!("/send/{index}"), json!({ "put": operation }));
    }
    for (index, schema) in received.iter().enumerate() {
        let responses = json!({ "200": content(schema) });
        let operation = json!({ "operationId": format!("receive{index}"), "responses": responses });
        paths.insert(format!("/receive/{index}"), json!({ "get": operation }));
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "t", "version": "v" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn schemas(document: &Value) -> Vec<String> {
    read(&document.to_string()).schemas.iter().flat_map(notation::schema).collect()
}

/// Each operation as its fields, and its success.
fn operations(document: &Value) -> Vec<String> {
    let document = read(&document.to_string());
    let lines = document.operations.iter().flat_map(notation::operation);
    let is_type = |line: &String| {
        line.contains('"') && !line.contains(": nothing") || line.starts_with("body of")
    };
    lines.filter(is_type).collect()
}

fn customer() -> Value {
    json!({
        "type": "object",
        "required": ["id", "name", "password"],
        "properties": {
            "id": { "type": "string", "readOnly": true },
            "name": { "type": "string" },
            "password": { "type": "string", "writeOnly": true },
        },
    })
}

#[test]
fn requests_have_no_read_only_members_and_responses_no_write_only_ones() {
    let document = document(
        &json!({ "Customer": customer() }),
        &[reference("Customer")],
        &[reference("Customer")],
    );
    assert_eq!(
        schemas(&document),
        [
            "Customer: struct in responses, beside CustomerRequest",
            "without password",
            "id \"id\": string",
            "name \"name\": string",
            "CustomerRequest: struct in requests, beside Customer",
            "without id",
            "name \"name\": string",
            "password \"password\": string",
        ]
    );
    assert_eq!(
        operations(&document),
        ["200 \"\": Customer", "body (body) \"body\"?: CustomerRequest"]
    );
}

/// Through `$ref`, `allOf`, lists, maps, and objects that stand in others.
#[test]
fn what_is_made_of_such_a_schema_is_one() {
    let all = json!({
        "Alias": reference("Customers"),
        "Customer": customer(),
        "Customers": { "type": "array", "items": reference("Customer") },
        "Id": { "type": "string", "readOnly": true },
        "Inline": { "properties": { "inner": { "properties": { "id": reference("Id"), "x": {} } } } },
        "ByName": { "type": "object", "additionalProperties": reference("Customer") },
        "Open": { "properties": { "a": {} }, "additionalProperties": reference("Alias") },
        "Part": { "allOf": [reference("Customer"), { "required": ["b"], "properties": { "b": {} } }] },
        "Plain": { "properties": { "a": { "type": "string", "readOnly": false } } },
    });
    let used = ["Alias", "ByName", "Inline", "Open", "Part", "Plain"].map(reference);
    let document = document(&all, &used, &used);
    assert_eq!(
        schemas(&document),
        [
            "Alias = Customers in responses, beside AliasRequest",
            "AliasRequest = CustomersRequest in requests, beside Alias",
            "ByName = {Customer} in responses, beside ByNameRequest",
            "ByNameRequest = {CustomerRequest} in requests, beside ByName",
            "Customer: struct in responses, beside CustomerRequest",
            "without password",
            "id \"id\": string",
            "name \"name\": string",
            "CustomerRequest: struct in requests, beside Customer",
            "without id",
            "name \"name\": string",
            "password \"password\": string",
            "Customers = [Customer] in responses, beside CustomersRequest",
            "CustomersRequest = [CustomerRequest] in requests, beside Customers",
            "Id = string",
            "Inline: struct in responses, beside InlineRequest",
            "inner \"inner\"?: InlineInner",
            "InlineRequest: struct in requests, beside Inline",
            "inner \"inner\"?: InlineInnerRequest",
            "InlineInner: struct in responses, beside InlineInnerRequest",
            "id \"id\"?: Id",
            "x \"x\"?: any",
            "InlineInnerRequest: struct in requests, beside InlineInner",
            "without id",
            "x \"x\"?: any",
            "Open: struct and Alias in responses, beside OpenRequest",
            "a \"a\"?: any",
            "OpenRequest: struct and AliasRequest in requests, beside Open",
            "a \"a\"?: any",
            "Part: struct in responses, beside PartRequest",
            "customer \"Customer\": Customer flattened",
            "b \"b\": any",
            "PartRequest: struct in requests, beside Part",
            "customer \"Customer\": CustomerRequest flattened",
            "b \"b\": any",
            "Plain: struct",
            "a \"a\"?: string",
        ]
    );
    let names = ["Alias", "ByName", "Inline", "Open", "Part"];
    let sent = names.map(|name| format!("body (body) \"body\"?: {name}Request"));
    let received = names.map(|name| format!("200 \"\": {name}"));
    let mut expected = [received, sent].concat();
    expected.insert(names.len(), "200 \"\": Plain".to_owned());
    expected.push("body (body) \"body\"?: Plain".to_owned());
    assert_eq!(operations(&document), expected);
}

#[test]
fn what_stands_in_a_message_is_that_of_its_side() {
    let object = || json!({ "properties": { "list": { "type": "array", "items": customer() }, "at": { "type": ["string", "null"] } } });
    let mut own = object();
    own["properties"]["id"] = json!({ "type": "string", "readOnly": true });
    let document = document(&json!({}), &[own], &[object()]);
    assert_eq!(
        schemas(&document),
        [
            "Receive0Response: struct in responses",
            "at \"at\"?: string | null",
            "list \"list\"?: [Receive0ResponseListItem]",
            "Receive0ResponseListItem: struct in responses",
            "without password",
            "id \"id\": string",
            "name \"name\": string",
            "Send0ListItem: struct in requests",
            "without id",
            "name \"name\": string",
            "password \"password\": string",
        ]
    );
    assert_eq!(
        operations(&document),
        [
            "200 \"\": Receive0Response",
            "at (member) \"at\"?: string | null",
            "list (member) \"list\"?: [Send0ListItem]",
            "without \"id\"",
            "body of members [0, 1]",
        ]
    );
}

#[test]
fn a_body_of_read_only_members_is_an_object_without_members() {
    let id = json!({ "properties": { "id": { "readOnly": true } } });
    let document = document(&json!({}), &[id], &[]);
    assert_eq!(operations(&document), ["body (body) \"body\"?: Send0Body"]);
    assert_eq!(schemas(&document), ["Send0Body: struct in requests", "without id"]);
}

/// An operation that is added to a document changes no type that is there.
#[test]
fn who_uses_a_schema_does_not_change_its_types() {
    let all = json!({
        "Customer": customer(),
        "NewCustomerRequest": customer(),
        "Note": { "properties": { "at": { "type": ["string", "null"] } } },
        "Notes": { "type": "array", "items": reference("Note") },
        "Plain": { "required": ["at"], "properties": { "at": { "type": ["string", "null"] } } },
    });
    let names = ["Customer", "NewCustomerRequest", "Note", "Notes", "Plain"].map(reference);
    let types = |sent: &[Value], received: &[Value]| {
        let document = read(&document(&all, sent, received).to_string());
        document
            .schemas
            .iter()
            .map(|schema| {
                (schema.type_name.clone(), {
                    let mut lines = notation::schema(schema);
                    // Only the remark about the other type comes and goes with it.
                    lines[0] = lines[0].split(", beside").next().unwrap_or_default().to_owned();
                    lines
                })
            })
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let most = types(&names, &names);
    let more = ["CustomerRequest", "NewCustomerRequestResponse", "NoteRequest", "NotesRequest"];
    assert_eq!(most.len(), names.len() + more.len());
    assert_eq!(most["NewCustomerRequest"][1], "without id");
    for sent in [&[][..], &names[..1], &names[2..4], &names] {
        for received in [&[][..], &names[..2], &names[3..], &names] {
            for (name, lines) in types(sent, received) {
                assert_eq!(most[&name], lines);
            }
        }
    }
    // What nobody needs beside the schema itself is not there.
    assert_eq!(types(&[], &names).len(), names.len() + 1);
    assert_eq!(types(&[], &[]).len(), names.len());
}

#[test]
fn a_name_of_ours_makes_way() {
    let names = |schemas: &Value, operation: &str| {
        let mut document = document(schemas, &[reference("Customer")], &[]);
        document["paths"]["/send/0"]["put"]["operationId"] = json!(operation);
        let schemas = read(&document.to_string()).schemas.into_iter();
        schemas.map(|schema| schema.type_name).collect::<Vec<_>>()
    };
    let alone = json!({ "Customer": customer() });
    assert_eq!(names(&alone, "send"), ["Customer", "CustomerRequest"]);
    assert_eq!(names(&alone, "customerRequest"), ["Customer", "CustomerRequest_"]);
    let both = json!({ "Customer": customer(), "CustomerRequest": { "type": "string" } });
    assert_eq!(names(&both, "send"), ["Customer", "CustomerRequest_", "CustomerRequest"]);
}

#[test]
fn a_member_that_only_one_side_has_makes_no_circle_on_the_other() {
    let all = json!({
        "Node": { "properties": { "parent": { "readOnly": true, "$ref": "#/components/schemas/Node" } } },
    });
    let document = document(&all, &[reference("Node")], &[]);
    assert_eq!(
        schemas(&document),
        [
            "Node: struct in responses, beside NodeRequest",
            "parent \"parent\"?: box Node",
            "NodeRequest: struct in requests, beside Node",
            "without parent",
        ]
    );
}

#[test]
fn an_error_is_in_a_response() {
    let mut failure = customer();
    failure["x-error-code"] = json!("id");
    failure["x-error-message"] = json!("password");
    let mut document = document(&json!({ "Failure": failure }), &[reference("Failure")], &[]);
    let responses = &mut document["paths"]["/send/0"]["put"]["responses"];
    responses["4XX"] = content(&reference("Failure"));
    let lines = schemas(&document);
    let errors: Vec<_> = lines.iter().filter(|line| line.starts_with("error")).collect();
    assert_eq!(errors, ["error Some(\"id\") None"]);
    assert_eq!(lines[4], "error Some(\"id\") None");
}
