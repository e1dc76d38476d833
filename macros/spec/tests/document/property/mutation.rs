//! A document with something changed in it.

use std::fmt::Write as _;

use proptest::{prelude::*, sample::Index};
use serde_json::Value;

/// A change of one node.
#[derive(Clone, Debug)]
pub(super) struct Mutation {
    node: Index,
    other: Index,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// The node is gone.
    Delete,
    /// The node is there twice; a member with the same name.
    Duplicate,
    /// A member gets the name of another member.
    Rename,
    /// The node is replaced by another node of the document.
    Replace,
    /// The node is replaced by this text.
    Retag(&'static str),
}

impl Arbitrary for Mutation {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let texts = [
            "null",
            "true",
            "false",
            "0",
            "-1.5",
            "\"\"",
            "\"string\"",
            "\"object\"",
            "\"Created\"",
            "\"#/components/schemas/Order\"",
            "[]",
            "{}",
            "[\"id\"]",
            "[\"object\", \"null\"]",
            "{\"$ref\": \"#/components/schemas/Envelope\"}",
            "{\"type\": \"string\"}",
            "{\"properties\": {\"a\": {\"$ref\": \"#/components/schemas/Order\"}}}",
        ];
        let kind = prop_oneof![
            Just(Kind::Delete),
            Just(Kind::Duplicate),
            Just(Kind::Rename),
            Just(Kind::Replace),
            prop::sample::select(texts.to_vec()).prop_map(Kind::Retag),
        ];
        (any::<Index>(), any::<Index>(), kind)
            .prop_map(|(node, other, kind)| Self { node, other, kind })
            .boxed()
    }
}

/// The document after some mutations. Its members keep their order.
pub(super) fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut root = parse(text);
    for Mutation { node, other, kind } in mutations {
        let count = root.count();
        let target = 1 + node.index(count - 1);
        let mut replacement = None;
        root.visit(&mut 0, &mut |index, node| {
            if index == other.index(count) {
                replacement = Some(node.clone());
            }
        });
        let replacement = replacement.unwrap();
        root.mutate(&mut 0, target, kind, &replacement);
    }
    let mut text = String::new();
    root.write(&mut text, 0);
    text
}

/// JSON whose objects keep their order and may have a name twice.
#[derive(Clone, Debug)]
struct Node {
    name: Option<String>,
    value: Tree,
}

#[derive(Clone, Debug)]
enum Tree {
    Leaf(String),
    List(Vec<Node>),
    Object(Vec<Node>),
}

/// Reads JSON as a tree that can be cut and joined anew.
fn parse(text: &str) -> Node {
    let value: Value = serde_json::from_str(text).unwrap();
    node(None, &value)
}

fn node(name: Option<String>, value: &Value) -> Node {
    let value = match value {
        Value::Array(entries) => {
            Tree::List(entries.iter().map(|entry| node(None, entry)).collect())
        }
        Value::Object(members) => Tree::Object(
            members.iter().map(|(name, value)| node(Some(name.clone()), value)).collect(),
        ),
        leaf => Tree::Leaf(leaf.to_string()),
    };
    Node { name, value }
}

impl Node {
    fn children(&self) -> &[Self] {
        match &self.value {
            Tree::Leaf(_) => &[],
            Tree::List(children) | Tree::Object(children) => children,
        }
    }

    fn count(&self) -> usize {
        1 + self.children().iter().map(Self::count).sum::<usize>()
    }

    fn visit(&self, index: &mut usize, visit: &mut impl FnMut(usize, &Self)) {
        visit(*index, self);
        *index += 1;
        for child in self.children() {
            child.visit(index, visit);
        }
    }

    /// Changes the node with this number, which is not this one.
    fn mutate(&mut self, index: &mut usize, target: usize, kind: &Kind, other: &Self) {
        *index += 1;
        let children = match &mut self.value {
            Tree::Leaf(_) => return,
            Tree::List(children) | Tree::Object(children) => children,
        };
        let mut position = 0;
        while position < children.len() {
            if *index != target {
                children[position].mutate(index, target, kind, other);
                position += 1;
                continue;
            }
            *index = usize::MAX / 2;
            match kind {
                Kind::Delete => {
                    children.remove(position);
                }
                Kind::Duplicate => children.insert(position, children[position].clone()),
                Kind::Rename => {
                    let name = &mut children[position].name;
                    *name = name.take().map(|name| other.name.clone().unwrap_or(name + "x"));
                }
                Kind::Replace => children[position].value = other.value.clone(),
                Kind::Retag(text) => children[position].value = parse(text).value,
            }
            return;
        }
    }

    fn write(&self, text: &mut String, depth: usize) {
        if let Some(name) = &self.name {
            write!(text, "{}: ", Value::from(name.as_str())).unwrap();
        }
        let (open, close, children) = match &self.value {
            Tree::Leaf(leaf) => return text.push_str(leaf),
            Tree::List(children) => ('[', ']', children),
            Tree::Object(children) => ('{', '}', children),
        };
        text.push(open);
        for (index, child) in children.iter().enumerate() {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            text.push_str(&" ".repeat(depth + 1));
            child.write(text, depth + 1);
        }
        text.push(close);
    }
}
