//! Documents that are deep, long or circular beyond reason.

use std::fmt::Write as _;

use countersign_spec::Document;

use crate::read;

fn document(paths: &str, components: &str) -> String {
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"v"}},"paths":{{{paths}}},"components":{{{components}}}}}"#
    )
}

/// The messages of a document that has problems.
fn problems(text: &str) -> Vec<String> {
    let problems = Document::read("big.json", text).unwrap_err();
    problems.iter().map(|problem| problem.message().to_owned()).collect()
}

#[test]
fn nesting() {
    let deep = r#"{"type":"array","items":"#.repeat(10_000);
    let text = document("", &format!(r#""schemas":{{"A":{deep}{{}}{}}}"#, "}".repeat(10_000)));
    assert_eq!(problems(&text), ["the document is not JSON: recursion limit exceeded"]);

    for (open, close, depth) in [
        (r#"{"properties":{"a":"#, "}}", 61),
        (r#"{"type":"array","items":"#, "}", 122),
        (r#"{"type":"object","additionalProperties":"#, "}", 122),
        (r#"{"allOf":["#, "]}", 61),
    ] {
        let deep = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
        let text = document("", &format!(r#""schemas":{{"A":{deep}}}"#));
        assert!(!read(&text).schemas.is_empty());
    }
}

#[test]
fn five_megabytes() {
    let mut paths = String::new();
    let mut schemas = String::new();
    let mut index = 0;
    while paths.len() + schemas.len() < 5_000_000 {
        let comma = if index == 0 { "" } else { "," };
        let parameter = r#"{"name":"id","in":"path","required":true,"schema":{"type":"string"}}"#;
        let content = format!(
            r##"{{"application/json":{{"schema":{{"$ref":"#/components/schemas/S{index}"}}}}}}"##
        );
        write!(
            paths,
            r#"{comma}"/o/{index}/{{id}}":{{"get":{{"operationId":"op-{index}","description":"{}","#,
            "🦀".repeat(100),
        )
        .unwrap();
        write!(
            paths,
            r#""parameters":[{parameter}],"responses":{{"200":{{"description":"","content":{content}}}}}}}}}"#,
        )
        .unwrap();
        write!(
            schemas,
            r##"{comma}"S{index}":{{"properties":{{"next":{{"$ref":"#/components/schemas/S{}"}},"text":{{"enum":["A","B"]}}}}}}"##,
            index / 2,
        )
        .unwrap();
        index += 1;
    }
    let text = document(&paths, &format!(r#""schemas":{{{schemas}}}"#));
    let document = read(&text);
    assert_eq!(document.operations.len(), index);
    assert_eq!(document.schemas.len(), 2 * index);
    assert_eq!(document.operations[0].location.line(), 1);
}

#[test]
fn long_chains() {
    let chain = |kind: &str, last: &str| {
        let mut text = String::new();
        for index in 0..10_000 {
            write!(text, r##""N{index}":{{"$ref":"#/components/{kind}/N{}"}},"##, index + 1)
                .unwrap();
        }
        format!(r#""{kind}":{{{text}"N10000":{last}}}"#)
    };
    let schemas = document("", &chain("schemas", r#"{"type":["string","null"]}"#));
    assert_eq!(read(&schemas).schemas.len(), 10_001);
    let circle = document("", &chain("schemas", r##"{"$ref":"#/components/schemas/N0"}"##));
    assert_eq!(problems(&circle), ["`N0` is only another name for itself"]);
    let responses = document("", &chain("responses", r#"{"description":""}"#));
    assert!(read(&responses).schemas.is_empty());
    let circle = document("", &chain("examples", r##"{"$ref":"#/components/examples/N0"}"##));
    assert_eq!(problems(&circle), ["`N0` refers to itself and declares nothing"]);
}

#[test]
fn many_parts() {
    let mut schemas = String::new();
    for index in 0..10_000 {
        write!(
            schemas,
            r##""N{index}":{{"allOf":[{{"$ref":"#/components/schemas/N{}"}}]}},"##,
            index + 1
        )
        .unwrap();
    }
    let text = document("", &format!(r#""schemas":{{{schemas}"N10000":{{"properties":{{}}}}}}"#));
    let problems = problems(&text);
    let message = "more than 32 schemas are part of each other, one inside the next";
    assert!(problems.iter().all(|problem| problem == message), "{problems:?}");
    assert_eq!(problems.len(), 10_000 / 33);
}
