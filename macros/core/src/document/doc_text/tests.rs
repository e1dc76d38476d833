//! Descriptions in, doc comments out, and what rustdoc would say about them.

use std::cell::Cell;

use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    inline::{SCHEMES, is_url},
    *,
};

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(doc_text(text), expected);
    assert_eq!(complaint(expected), None);
}

#[test]
fn plain_text_stays() {
    check("", "");
    check("Text.", "Text.");
    check("  a\n  b \r\nc\n\n\n\nd  ", "a\nb\nc\n\nd");
    check("*a* __b__ ~~c~~ \\* &amp; a > b, 1 < 2", "*a* __b__ ~~c~~ \\* &amp; a > b, 1 \\< 2");
    check("a\tb\u{7}c\u{202e}d", "a b cd");
    check("# Title\ntext\n#no", "# Title\n\ntext\n#no");
    check("a\n===\nb\n\n---\n\nc", "a\n\nb\n\nc");
}

#[test]
fn code_never_becomes_a_test() {
    check("```\nlet x;\n```", "```text\nlet x;\n```");
    check("a\n```rust,no_run\nx\n```\nb", "a\n\n```text\nx\n```\n\nb");
    check("~~~json\n{\n  \"a\": 1\n}\n~~~", "```json\n{\n  \"a\": 1\n}\n```");
    check("```\nnever closed", "```text\nnever closed\n```");
    check("````\n```\n````", "````text\n```\n````");
    check("    let x;\n\n      y\n\nb", "```text\nlet x;\n\n  y\n```\n\nb");
    check("\tlet x;", "```text\nlet x;\n```");
    check("a\n    goes on", "a\ngoes on");
    check("-     code\n- b", "- ```text\n  code\n  ```\n- b");
    check(">     code", "> ```text\n> code\n> ```");
}

#[test]
fn code_spans_stay() {
    check("`<a> [b]` ``c ` d`` ```e```", "`<a> [b]` ``c ` d`` ```e```");
    check("`open <a>", "\\`open \\<a>");
    check("`two\nlines`", "\\`two\nlines\\`");
}

#[test]
fn html_is_text() {
    check("signature=<Base64>", "signature=\\<Base64>");
    check("<div>\n<!-- x --></div>", "\\<div>\n\\<!-- x -->\\</div>");
    check("\\<a>", "\\<a>");
}

#[test]
fn brackets_are_text_unless_they_are_links() {
    check("[x], [y][z], [ ] and a[0]", "\\[x], \\[y]\\[z], \\[ ] and a\\[0]");
    check("[x]: https://a.example", "\\[x]: <https://a.example>");
    check("[the `docs`](https://a.example/b)", "[the `docs`](https://a.example/b)");
    check("[x](y) [x](../y) [x](javascript:y)", "\\[x](y) \\[x](../y) \\[x](javascript:y)");
    check("![x](https://a.example/b.png)", "\\![x](https://a.example/b.png)");
    check("[https://a.example](https://a.example)", "[https://a.example](https://a.example)");
}

#[test]
fn urls_get_angle_brackets() {
    check("See https://a.example/b?c=d.", "See <https://a.example/b?c=d>.");
    check("(http://a.example/b)", "(<http://a.example/b>)");
    check("http://a.example/b_(c)", "<http://a.example/b_(c)>");
    check(
        "<https://a.example>, https:// and the rest",
        "<https://a.example>, https:// and the rest",
    );
    check("`https://a.example`", "`https://a.example`");
}

#[test]
fn lists_and_quotes_stay() {
    check("a:\n- b\n  c\n- d\ne\n\nf", "a:\n\n- b\n  c\n- d\n  e\n\nf");
    check("1. a\n   - b\n     - c\n2. d", "1. a\n\n   - b\n\n     - c\n2. d");
    check("It is\n14. years old", "It is\n14\\. years old");
    check("* a\n\n* b", "- a\n\n- b");
    check("> a\n> > b\nc", "> a\n>\n> > b\n\nc");
    check(&"> ".repeat(5), "");
    check(&format!("{}x", "> ".repeat(8)), "> > > > > > \\> > x");
}

#[test]
fn tables_stay() {
    check("| a | b |\n|---|:-:|\n| `c` | d |", "| a | b |\n|---|:-:|\n| `c` | d |");
    check("| a |\n|---|\n| `c|<d>` |", "| a |\n|---|\n| \\`c|\\<d>\\` |");
}

#[test]
fn one_line() {
    assert_eq!(doc_line("a\n  <b>\n\nc"), "a \\<b>");
    assert_eq!(doc_line(""), "");
}

/// What rustdoc would complain about, read with the library and the options with which rustdoc reads.
fn complaint(doc: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let broken = Cell::new(false);
    let callback = |_: BrokenLink<'_>| {
        broken.set(true);
        None
    };
    let mut is_free = true;
    for event in Parser::new_with_broken_link_callback(doc, options, Some(callback)) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(label)))
                if LABELS.contains(&&*label) =>
            {
                is_free = false;
            }
            Event::Start(Tag::CodeBlock(kind)) => return Some(format!("code {kind:?}")),
            Event::Html(html) | Event::InlineHtml(html) => return Some(format!("HTML {html}")),
            Event::Start(Tag::Link {
                link_type: LinkType::Inline | LinkType::Autolink,
                dest_url,
                ..
            }) if is_url(&dest_url) => {
                is_free = false;
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                return Some(format!("link to {dest_url}"));
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => is_free = true,
            Event::FootnoteReference(name) => return Some(format!("footnote {name}")),
            Event::Text(text)
                if is_free
                    && SCHEMES.iter().any(|scheme| {
                        text.split_once(scheme)
                            .is_some_and(|(_, rest)| rest.starts_with(char::is_alphanumeric))
                    }) =>
            {
                return Some(format!("bare URL in {text}"));
            }
            _ => {}
        }
    }
    broken.get().then(|| "a name in brackets".to_owned())
}

#[test]
fn rustdoc_complains_of_what_is_harmful() {
    for harmful in [
        "```\nx\n```",
        "```rust\nx\n```",
        "    x",
        "<b>",
        "<b>x</b> y",
        "[x]",
        "[x](y)",
        "see https://a.example",
    ] {
        assert!(complaint(harmful).is_some(), "{harmful}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_text_is_rustdoc_has_no_complaint(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "`", "``", "```", "~~~", " ", "  ", "    ", "     ", "\t", "\n", "\n", "\n\n", "- ", "* ", "+", "1. ",
            "2) ", "14.", "> ", ">", "<b>", "</b>", "<", "<!--", "<?", "[x]", "[", "]", "](", "](https://a.example)",
            "https://a.example/", "http://b.example", "(", ")", "|", "---", "-", "=", "| - |", ":-:", "\\", "a", "h",
            "#", "# ", "*", "_", "!", "!", "&lt;", ":", "\r", "[^1]", "[^1]: ", "é", "\u{a0}", "\u{2028}", "rust",
        ]), 0..25),
    ) {
        let text: String = pieces.concat();
        let doc = doc_text(&text);
        prop_assert_eq!(complaint(&doc), None, "{:?}\n{}", text, doc);
        let line = doc_line(&text);
        let item = format!("- {line}");
        prop_assert_eq!(complaint(&item), None, "{:?}\n{}", text, item);
    }
}
