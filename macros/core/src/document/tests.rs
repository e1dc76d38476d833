//! Documents in, items out, without a compiler.

use std::{collections::BTreeSet, fs};

use proc_macro2::TokenTree;
use proptest::{prelude::*, sample::select};
use serde_json::{Value, json};
use syn::{ImplItem, Item, ItemStruct, ItemType, LitStr, Stmt};

use super::*;

/// The items that are made of a document, or `None` if it has problems.
fn expand(document: &Value) -> Option<syn::File> {
    let document = Document::read("x.json", &document.to_string()).ok()?;
    let types = Types::new(&document, Runtime::Default);
    Some(syn::parse_str(&items(&types)).unwrap())
}

fn tokenize(text: &str) -> Result<TokenStream, String> {
    syn::parse_str(text).map_err(|error| error.to_string())
}

#[test]
fn a_broken_document_is_tracked_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.json"), "{").unwrap();
    let source = Source::new(folder.path(), "FOLDER");
    let expand = |input| endpoints(input, &source, tokenize).to_string();

    let broken = expand(quote!("x.json"));
    assert!(broken.contains("compile_error"), "{broken}");
    assert!(broken.contains("include_bytes"), "{broken}");
    let missing = expand(quote!("y.json"));
    assert!(missing.contains("compile_error") && !missing.contains("include_bytes"), "{missing}");
    // Both mistakes at once.
    let both = expand(quote!("y.json", krate = a));
    assert!(both.contains("did you mean `x.json`?"), "{both}");
    assert!(both.contains("did you mean `crate`?"), "{both}");
}

#[test]
fn nothing_absolute_gets_into_the_output() {
    let folder = tempfile::tempdir().unwrap();
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "", "version": "" },
        "security": [{ "s": [] }],
        "paths": { "/": { "get": { "operationId": "echo", "responses": { "200": { "description": "" } } } } },
        "components": { "securitySchemes": { "s": security_scheme() } },
    });
    fs::write(folder.path().join("x.json"), document.to_string()).unwrap();
    let source = Source::new(folder.path(), "FOLDER");
    let output = endpoints(quote!("x.json", crate = a::b), &source, tokenize).to_string();
    assert!(output.contains("include_str") && output.contains("\"FOLDER\""), "{output}");
    assert!(!output.contains(&folder.path().display().to_string()), "{output}");
    assert_eq!(output, endpoints(quote!("x.json", crate = a::b), &source, tokenize).to_string());
}

fn security_scheme() -> Value {
    json!({ "type": "apiKey", "in": "header", "name": "Signature", "x-signature-scheme": "RSA-SHA256V1" })
}

/// Names that could mean something to generated code.
fn name() -> impl Strategy<Value = String> {
    select(vec![
        "a",
        "aNull",
        "additional_properties",
        "additionalProperty",
        "as_str",
        "body",
        "box",
        "clone",
        "crate",
        "default",
        "é",
        "fn",
        "gen",
        "KNOWN",
        "name",
        "new",
        "Option",
        "Result",
        "self",
        "Some",
        "String",
        "type",
        "Unknown",
        "value",
        "x-y",
        "2nd",
    ])
    .prop_map(str::to_owned)
}

/// Texts that would mean something if they got into Rust as they are.
fn hostile() -> impl Strategy<Value = String> {
    select(vec![
        "\"", "\\", "{}", "{name}", "*/", "//", "/*", "#\"", "r#\"", "'", "\n", "\r", "\t", "\0",
        "\u{202e}", "e\u{301}", "]", "#[x]", "\";", "😀",
    ])
    .prop_map(str::to_owned)
}

/// The names of the schemas that every document has.
const SCHEMAS: [&str; 6] = ["String", "Option", "Entitlement", "Vec", "self", "Status"];

fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!({})),
        Just(json!({ "type": "string" })),
        Just(json!({ "type": ["string", "null"], "format": "date-time" })),
        Just(json!({ "type": "integer", "minimum": 0 })),
        Just(json!({ "type": ["integer", "null"], "format": "int32" })),
        Just(json!({ "type": "number" })),
        Just(json!({ "type": "boolean" })),
        select(SCHEMAS.to_vec()).prop_map(reference),
        (proptest::collection::btree_set(name(), 1..4), hostile()).prop_map(
            |(mut values, text)| {
                // With a letter behind it, any text can be the name of a value.
                values.insert(format!("{text}z"));
                json!({ "type": "string", "enum": values, "description": text })
            }
        ),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|items| json!({ "type": "array", "items": items })),
            inner
                .clone()
                .prop_map(|items| json!({ "type": "object", "additionalProperties": items })),
            object(inner.clone()),
            object(inner).prop_map(|mut object| {
                // A part cannot keep what it does not know, because that may belong to another part.
                object.as_object_mut().unwrap().remove("additionalProperties");
                json!({ "allOf": [reference("Envelope"), object] })
            }),
        ]
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn object(member: impl Strategy<Value = Value> + 'static) -> impl Strategy<Value = Value> {
    let access = select(vec!["x-none", "x-none", "readOnly", "writeOnly"]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), access);
    let members = proptest::collection::btree_map(name(), (member, flags), 1..5);
    (members, any::<bool>()).prop_map(|(members, additional)| {
        let mut properties = serde_json::Map::new();
        let mut required = Vec::new();
        for (name, (mut schema, (is_required, sensitive, deprecated, access))) in members {
            if is_required {
                required.push(name.clone());
            }
            schema["x-sensitive"] = sensitive.into();
            schema["deprecated"] = deprecated.into();
            schema[access] = true.into();
            properties.insert(name, schema);
        }
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": additional,
        })
    })
}

fn document() -> impl Strategy<Value = Value> {
    let schemas = proptest::collection::vec(object(schema()), 4);
    (schemas, schema(), schema(), schema(), any::<bool>()).prop_map(
        |(schemas, alias, body, answer, deprecated)| {
            let mut types: serde_json::Map<_, _> =
                SCHEMAS.iter().map(|name| (*name).to_owned()).zip(schemas).collect();
            types.insert("self".to_owned(), alias);
            // In Rust its second member has the name of `x-y`.
            let members = json!({ "responseCode": { "type": "string" }, "x_y": {} });
            types.insert("Envelope".to_owned(), json!({ "properties": members }));
            types.insert("Status".to_owned(), json!({ "type": "string", "enum": ["ACTIVE"] }));
            types["Entitlement"]["deprecated"] = deprecated.into();
            json!({
                "openapi": "3.1.0",
                "info": { "title": "t", "version": "1" },
                "security": [{ "s": [] }],
                "paths": { "/v1/{type}": { "put": {
                    "operationId": "put",
                    "deprecated": deprecated,
                    "parameters": [
                        { "name": "type", "in": "path", "required": true, "schema": reference("Status") },
                        { "name": "new", "in": "query", "schema": { "type": "integer" } },
                    ],
                    "requestBody": { "content": { "application/json": { "schema": body } } },
                    "responses": {
                        "200": { "description": "", "content": { "application/json": { "schema": answer } } },
                        "default": {
                            "description": "",
                            "content": { "application/json": { "schema": reference("String") } },
                        },
                    },
                } } },
                "components": { "schemas": types, "securitySchemes": { "s": security_scheme() } },
            })
        },
    )
}

#[test]
fn what_can_be_read_can_be_written() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(100)
    });
    let written = std::cell::Cell::new(0);
    runner
        .run(&document(), |document| {
            if let Some(file) = expand(&document) {
                written.set(written.get() + 1);
                check_names(&file);
                check_endpoints(&file);
                check_texts(&document, &file);
            }
            Ok(())
        })
        .unwrap();
    // A document with problems proves nothing here.
    assert!(written.get() > 25, "only {} of the documents have no problem", written.get());
}

/// An operation that is added to a document changes no item that is there.
#[test]
fn an_operation_more_changes_no_other_item() {
    let member = json!({ "type": ["string", "null"] });
    let note =
        json!({ "properties": { "text": member, "tags": { "type": "array", "items": member } } });
    let content = |name| json!({ "description": "", "content": { "application/json": { "schema": reference(name) } } });
    let mut document = json!({
        "openapi": "3.1.0",
        "info": { "title": "", "version": "" },
        "paths": { "/a": { "get": { "operationId": "read", "responses": { "200": content("Notes") } } } },
        "components": { "schemas": {
            "Note": note,
            "Notes": { "type": "array", "items": reference("Note") },
            "Other": { "properties": { "note": reference("Note") } },
        } },
    });
    let items = |document: &Value| -> BTreeSet<String> {
        let items = expand(document).unwrap().items.into_iter();
        // How operations make requests is in one item for all.
        let items = items.filter(|item| !matches!(item, Item::Const(_)));
        items
            .map(|mut item| {
                if let Item::Struct(ItemStruct { attrs, .. }) | Item::Type(ItemType { attrs, .. }) =
                    &mut item
                {
                    // Only a remark about the new type may come.
                    attrs.retain(|attribute| !attribute.path().is_ident("doc"));
                }
                quote!(#item).to_string()
            })
            .collect()
    };
    let before = items(&document);
    let read = before.iter().find(|item| item.contains("struct Note")).unwrap();
    assert!(
        read.contains("text : :: std :: option :: Option < :: std :: string :: String >"),
        "{read}"
    );
    let send = |name| json!({ "operationId": format!("send{name}"), "requestBody": { "content": content(name)["content"] }, "responses": { "204": { "description": "" } } });
    for name in ["Other", "Notes", "Note"] {
        document["paths"][format!("/{name}")] = json!({ "put": send(name) });
        let after = items(&document);
        let lost: Vec<_> = before.difference(&after).collect();
        assert!(lost.is_empty(), "{name}: {lost:#?}");
    }
}

/// No name is there twice.
fn check_names(file: &syn::File) {
    let mut types = BTreeSet::new();
    for item in &file.items {
        match item {
            Item::Struct(item) => {
                assert!(types.insert(item.ident.to_string()), "{}", item.ident);
                check_fields(item);
            }
            Item::Enum(item) => assert!(types.insert(item.ident.to_string()), "{}", item.ident),
            Item::Type(item) => assert!(types.insert(item.ident.to_string()), "{}", item.ident),
            Item::Impl(item) => {
                let mut functions = BTreeSet::new();
                for function in &item.items {
                    if let ImplItem::Fn(function) = function {
                        let name = &function.sig.ident;
                        assert!(functions.insert(name.to_string()), "{name}");
                        for statement in &function.block.stmts {
                            if let Stmt::Item(Item::Struct(item)) = statement {
                                check_fields(item);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

fn check_fields(item: &ItemStruct) {
    let fields: BTreeSet<_> = item.fields.iter().map(|field| &field.ident).collect();
    assert_eq!(fields.len(), item.fields.len(), "{}", item.ident);
}

/// The derive accepts what the reader has accepted.
fn check_endpoints(file: &syn::File) {
    let output = quote!(#file).to_string();
    assert!(!output.contains("compile_error"), "{output}");
}

/// Every value of an enum is there as it was written, whatever it would mean in Rust.
fn check_texts(document: &Value, file: &syn::File) {
    let mut literals = BTreeSet::new();
    let mut streams = vec![quote!(#file)];
    while let Some(stream) = streams.pop() {
        for token in stream {
            match token {
                TokenTree::Group(group) => streams.push(group.stream()),
                TokenTree::Literal(literal) => {
                    literals.extend(
                        syn::parse_str(&literal.to_string()).map(|text: LitStr| text.value()),
                    );
                }
                _ => {}
            }
        }
    }
    let mut values = vec![document];
    while let Some(value) = values.pop() {
        if let Some(texts) = value.get("enum").and_then(Value::as_array) {
            for text in texts.iter().filter_map(Value::as_str) {
                assert!(literals.contains(text), "{text:?}");
            }
        }
        match value {
            Value::Array(entries) => values.extend(entries),
            Value::Object(members) => values.extend(members.values()),
            _ => {}
        }
    }
}
