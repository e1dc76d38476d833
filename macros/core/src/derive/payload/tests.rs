//! What is left to serde, and what it is told.

use crate::tests::accepted;

#[test]
fn self_means_the_struct_of_the_user() {
    let code = accepted(
        "#[endpoint(method = POST, path = \"/\")]
         #[serde(bound(serialize = \"Self: Sized\"))]
         struct Tree<T: A> where Self: B, Self::C: D<Self> {
             next: Option<Box<Self>>,
             item: Self::Item,
             #[serde(rename(serialize = \"Self\"), skip_serializing_if = \"Self::is_leaf\")] leaf: T,
             #[serde(serialize_with = \"Self::write\")] written: T,
             #[serde(with = \"Self\")] with: T,
         }",
    );
    let (payload, rest) = code.split_once("impl<").unwrap();
    for expected in [
        "next: Option<Box<Tree<T>>>",
        "item: Tree<T>::Item",
        "Tree<T>: B",
        "Tree<T>::C: D<Tree<T>>",
        "bound(serialize = \"Tree :: < T > : Sized\")",
        "rename(serialize = \"Self\")",
        "skip_serializing_if = \"Tree :: < T > :: is_leaf\"",
        "serialize_with = \"Tree :: < T > :: write\"",
        "with = \"Tree :: < T >\"",
    ] {
        let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
        assert!(
            without_spaces(payload).contains(&without_spaces(expected)),
            "{expected}: {payload}"
        );
    }
    assert!(rest.contains("Self: Sized"), "in its own implementation it may stay: {rest}");
}

#[test]
fn a_tag_writes_the_name_of_the_user() {
    let check = |rename: &str, expected: &str| {
        let code = accepted(&format!(
            "#[endpoint(method = POST, path = \"/\")] #[serde(tag = \"type\", {rename})] struct r#Type {{ a: u8 }}"
        ));
        let (attributes, _) = code.split_once("struct __Payload").unwrap();
        let attributes: String = attributes.split_whitespace().collect();
        assert!(attributes.ends_with(expected), "{attributes}");
    };
    let ours = "#[serde(rename(serialize=\"Type\"))]";
    check("default", &format!("{ours}#[serde(tag=\"type\",default)]"));
    check(
        "rename(deserialize = \"Y\")",
        &format!("{ours}#[serde(tag=\"type\",rename(deserialize=\"Y\"))]"),
    );
    check("rename = \"Y\"", "\"r#Type\")]#[serde(tag=\"type\",rename=\"Y\")]");
    check(
        "rename(serialize = \"Y\")",
        "\"r#Type\")]#[serde(tag=\"type\",rename(serialize=\"Y\"))]",
    );
    check(
        "rename(deserialize = \"Y\"), rename(serialize = \"Z\")",
        "\"r#Type\")]#[serde(tag=\"type\",rename(deserialize=\"Y\"),rename(serialize=\"Z\"))]",
    );
}
