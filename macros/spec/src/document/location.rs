//! Places in the text of a document.

use std::{fmt, sync::Arc};

use super::json::Tree;

/// A place in the text of a document.
///
/// A model has thousands of places, and few of them are ever asked for. So a place keeps the text, which all places of a
/// document share, and counts lines and columns when it is asked.
#[derive(Clone)]
pub struct Location {
    tree: Arc<Tree>,
    node: usize,
    byte: usize,
}

impl Location {
    /// The place of this byte, which belongs to this node.
    pub(super) fn new(tree: Arc<Tree>, node: usize, byte: usize) -> Self {
        Self { tree, node, byte }
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.tree.line_and_column(self.byte).0
    }

    /// The column, in characters, from 1.
    pub fn column(&self) -> usize {
        self.tree.line_and_column(self.byte).1
    }

    /// The JSON pointer (RFC 6901): `/paths/~1v1~1entitlement/post`.
    pub fn pointer(&self) -> String {
        self.tree.pointer(self.node)
    }

    /// What the places of one document are sorted by.
    pub(super) fn order(&self) -> usize {
        self.byte
    }
}

/// Two places are equal if they are called the same, also in two documents.
impl PartialEq for Location {
    fn eq(&self, other: &Self) -> bool {
        if Arc::ptr_eq(&self.tree, &other.tree) {
            return self.node == other.node && self.byte == other.byte;
        }
        self.tree.line_and_column(self.byte) == other.tree.line_and_column(other.byte)
            && self.pointer() == other.pointer()
    }
}

impl Eq for Location {}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Location")
            .field("line", &self.line())
            .field("column", &self.column())
            .field("pointer", &self.pointer())
            .finish()
    }
}

/// `41:13`
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.tree.line_and_column(self.byte);
        write!(f, "{line}:{column}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of the value of the first member.
    fn place(text: &str) -> Location {
        let tree = Tree::parse(text).unwrap();
        tree.root().members().next().unwrap().location()
    }

    #[test]
    fn a_place_outlives_what_it_was_read_with() {
        let place = place("{\n  \"ä/b\": true }");
        assert_eq!((place.line(), place.column()), (2, 10));
        assert_eq!(place.pointer(), "/ä~1b");
        assert_eq!(place.to_string(), "2:10");
        assert_eq!(format!("{place:?}"), r#"Location { line: 2, column: 10, pointer: "/ä~1b" }"#);
    }

    #[test]
    fn places_with_one_name_are_equal_in_any_document() {
        let here = place(r#"{"a": 1}"#);
        assert_eq!(here, here.clone());
        assert_eq!(here, place(r#"{"a": 2}"#));
        assert_ne!(here, place(r#"{"b": 1}"#));
        assert_ne!(here, place(r#"{ "a": 1}"#));
        assert_ne!(here, place("{\n\"a\":1}"));
    }

    #[test]
    fn a_name_and_its_value_are_two_places() {
        let tree = Tree::parse(r#"{"a": 1}"#).unwrap();
        let member = tree.root().get("a").unwrap();
        assert_ne!(member.location(), member.name_location());
        assert_eq!(member.location().pointer(), member.name_location().pointer());
    }
}
