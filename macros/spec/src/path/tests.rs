use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &[&str]) {
    let actual = match PathTemplate::parse(text) {
        Ok(template) => template.segments().iter().map(|segment| format!("{segment:?}")).collect(),
        Err(problems) => problems
            .iter()
            .map(|problem| {
                assert_eq!(problem.place(), Place::Path);
                assert!(problem.help().is_some());
                problem.message().to_owned()
            })
            .collect::<Vec<_>>(),
    };
    assert_eq!(actual, expected, "{text}");
}

#[test]
fn reads_templates() {
    check("/", &[r#"Text("")"#]);
    check("/v1/entitlement", &[r#"Text("v1")"#, r#"Text("entitlement")"#]);
    check("/v1/{id}", &[r#"Text("v1")"#, r#"Variable("id")"#]);
    check("/{a}/{b-c.d_e}/", &[r#"Variable("a")"#, r#"Variable("b-c.d_e")"#, r#"Text("")"#]);
    check(
        "/a;v=1/:@!$&'()*+,~/%C3%a4",
        &[r#"Text("a;v=1")"#, r#"Text(":@!$&'()*+,~")"#, r#"Text("%C3%a4")"#],
    );
}

#[test]
fn a_path_begins_with_a_slash() {
    check("", &["the path does not begin with `/`"]);
    check("v1/{id}", &["the path does not begin with `/`"]);
    check("https://api.example/v1", &["the path names a server"]);
}

#[test]
fn a_path_has_neither_query_nor_fragment() {
    check("/a?b=c", &["the path has a query: `?b=c`"]);
    check("/a#b", &["the path has a fragment: `#b`"]);
    check("/a?b#c", &["the path has a fragment: `#c`", "the path has a query: `?b`"]);
}

#[test]
fn braces_match() {
    check("/{id", &["unbalanced braces in `{id`: `{` is never closed"]);
    check("/id}", &["unbalanced braces in `id}`: `}` was never opened"]);
    check("/{a{b}}", &["unbalanced braces in `{a{b}}`: `{` stands inside another"]);
    check("/{a}}", &["unbalanced braces in `{a}}`: `}` was never opened"]);
    check(
        "/{a/b}",
        &[
            "unbalanced braces in `{a`: `{` is never closed",
            "unbalanced braces in `b}`: `}` was never opened",
        ],
    );
}

#[test]
fn a_variable_is_a_whole_segment_with_a_name() {
    check("/{x}-y", &["`{x}-y` mixes a variable with something else"]);
    check("/{x}{y}", &["`{x}{y}` mixes a variable with something else"]);
    check("/{}", &["the variable `{}` has no name"]);
    check("/{*rest}", &["`{*rest}` is not a variable"]);
    check("/{a b}", &["`{a b}` is not a variable"]);
}

#[test]
fn a_variable_is_there_once() {
    check("/{id}/x/{id}", &["the variable `{id}` is in the path twice"]);
    check("/{id}/{id}/{id}", &["the variable `{id}` is in the path twice"]);
}

#[test]
fn text_is_ready_to_be_sent() {
    check("//a", &["the path has an empty segment: `//`"]);
    check("/a//b", &["the path has an empty segment: `//`"]);
    check("/a/../b", &["the path has a `..` segment"]);
    check("/a/%2E", &["the path has a `%2E` segment"]);
    check("/100%", &["`%` in `100%` does not begin a percent-encoded byte"]);
    check("/%zz", &["`%` in `%zz` does not begin a percent-encoded byte"]);
    check(
        "/%ä",
        &["`%` in `%ä` does not begin a percent-encoded byte", "'ä' cannot stand in a path"],
    );
    check("/a b c", &["' ' cannot stand in a path"]);
    check("/a\\b\n", &["'\\n' cannot stand in a path", "'\\\\' cannot stand in a path"]);
}

#[test]
fn every_problem_is_reported() {
    check(
        "v1/{id/ä?x#y",
        &[
            "the path has a fragment: `#y`",
            "the path has a query: `?x`",
            "the path does not begin with `/`",
            "unbalanced braces in `{id`: `{` is never closed",
            "'ä' cannot stand in a path",
        ],
    );
}

#[test]
fn variables_are_known_when_the_braces_match() {
    assert_eq!(
        Reading::of("v1/{id}?x", WrittenIn::RustStruct).variables,
        Some(vec!["id".to_owned()])
    );
    assert_eq!(
        Reading::of("/{a}/{a}", WrittenIn::RustStruct).variables,
        Some(vec!["a".to_owned()])
    );
    assert_eq!(Reading::of("/{a}/{b", WrittenIn::RustStruct).variables, None);
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>()) {
        let _ = PathTemplate::parse(&text);
    }

    #[test]
    fn what_is_accepted_is_what_was_written(text in "/?([{}a%2./ü?#-]|\\{[a-c]\\}/){0,8}") {
        if let Ok(template) = PathTemplate::parse(&text) {
            let rebuilt: String = template
                .segments()
                .iter()
                .map(|segment| match segment {
                    Segment::Text(text) => format!("/{text}"),
                    Segment::Variable(name) => format!("/{{{name}}}"),
                })
                .collect();
            prop_assert_eq!(&rebuilt, &text);
            prop_assert_eq!(template.to_string(), text);
        }
    }

    #[test]
    fn what_is_accepted_needs_no_encoding(text in "/[ -~]{0,8}") {
        if let Ok(template) = PathTemplate::parse(&text) {
            for segment in template.segments() {
                if let Segment::Text(text) = segment {
                    prop_assert!(text.bytes().all(|byte| byte == b'%' || is_path_character(byte.into())));
                }
            }
        }
    }
}
