//! JSON text as a tree in which every node knows its place.

mod position;
mod syntax;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::position::Positions;
use super::Location;

/// A JSON text, as nodes that know their parents.
pub(super) struct Tree<'t> {
    positions: Positions<'t>,
    /// The root is the first; every other node comes after its parent.
    nodes: Vec<Entry<'t>>,
    /// Members whose name an earlier member of their object has. They are not among the members of the object.
    repeated: Vec<usize>,
}

struct Entry<'t> {
    value: Value<'t>,
    /// The byte at which the value begins.
    start: usize,
    parent: usize,
    step: Step<'t>,
}

enum Value<'t> {
    Null,
    Boolean(bool),
    Number(&'t str),
    String(Cow<'t, str>),
    List(Vec<usize>),
    Object(Vec<usize>),
}

/// How a node is reached from its parent.
enum Step<'t> {
    Root,
    Index(usize),
    Name { name: Cow<'t, str>, start: usize },
}

impl<'t> Tree<'t> {
    /// Reads JSON text.
    ///
    /// # Errors
    ///
    /// The first place at which the text is not JSON (RFC 8259).
    pub(super) fn parse(text: &'t str) -> Result<Self, SyntaxError> {
        syntax::parse(text)
    }

    pub(super) fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// Every member whose name an earlier member of its object has.
    pub(super) fn repeated(&self) -> impl Iterator<Item = Node<'_>> {
        self.repeated.iter().map(|index| Node { tree: self, index: *index })
    }

    fn location(&self, start: usize, pointer: String) -> Location {
        let (line, column) = self.positions.line_and_column(start);
        Location { line, column, pointer }
    }
}

/// Why a text is not JSON.
#[derive(Debug, PartialEq)]
pub(super) struct SyntaxError {
    pub(super) location: Location,
    pub(super) message: String,
    pub(super) help: String,
}

/// A value of a JSON text. Two nodes are equal if they stand at the same place of it.
#[derive(Clone, Copy)]
pub(super) struct Node<'t> {
    tree: &'t Tree<'t>,
    index: usize,
}

impl<'t> Node<'t> {
    /// A number that no other node of the text has.
    pub(super) fn id(self) -> usize {
        self.index
    }

    /// The name of this member, or nothing for what is no member.
    pub(super) fn name(self) -> &'t str {
        match &self.entry().step {
            Step::Name { name, .. } => name,
            Step::Index(_) | Step::Root => "",
        }
    }

    pub(super) fn parent(self) -> Option<Self> {
        match self.entry().step {
            Step::Root => None,
            Step::Index(_) | Step::Name { .. } => {
                Some(Self { tree: self.tree, index: self.entry().parent })
            }
        }
    }

    /// The members of an object; none if this is no object.
    pub(super) fn members(self) -> impl Iterator<Item = Self> {
        let members = match &self.entry().value {
            Value::Object(members) => members.as_slice(),
            _ => &[],
        };
        members.iter().map(move |index| Self { tree: self.tree, index: *index })
    }

    /// The entries of a list; none if this is no list.
    pub(super) fn entries(self) -> impl Iterator<Item = Self> {
        let entries = match &self.entry().value {
            Value::List(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(move |index| Self { tree: self.tree, index: *index })
    }

    /// The member of this name.
    pub(super) fn get(self, name: &str) -> Option<Self> {
        self.members().find(|member| member.name() == name)
    }

    pub(super) fn text(self) -> Option<&'t str> {
        match &self.entry().value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn boolean(self) -> Option<bool> {
        match self.entry().value {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The digits of a number, as they are written.
    pub(super) fn number(self) -> Option<&'t str> {
        match self.entry().value {
            Value::Number(digits) => Some(digits),
            _ => None,
        }
    }

    pub(super) fn is_object(self) -> bool {
        matches!(self.entry().value, Value::Object(_))
    }

    pub(super) fn is_list(self) -> bool {
        matches!(self.entry().value, Value::List(_))
    }

    pub(super) fn is_null(self) -> bool {
        matches!(self.entry().value, Value::Null)
    }

    /// What this is, for messages: `a list`.
    pub(super) fn kind(self) -> String {
        match &self.entry().value {
            Value::Null => "`null`".to_owned(),
            Value::Boolean(value) => format!("`{value}`"),
            Value::Number(digits) => format!("the number {digits}"),
            Value::String(_) => "a string".to_owned(),
            Value::List(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        }
    }

    /// The place of the value.
    pub(super) fn location(self) -> Location {
        self.tree.location(self.entry().start, self.pointer())
    }

    /// The place of the member's name; of the value if this is no member.
    pub(super) fn name_location(self) -> Location {
        match self.entry().step {
            Step::Name { start, .. } => self.tree.location(start, self.pointer()),
            Step::Index(_) | Step::Root => self.location(),
        }
    }

    /// The JSON pointer (RFC 6901).
    pub(super) fn pointer(self) -> String {
        let mut steps = Vec::new();
        let mut node = self;
        while let Some(parent) = node.parent() {
            steps.push(&node.entry().step);
            node = parent;
        }
        let mut pointer = String::new();
        for step in steps.into_iter().rev() {
            pointer.push('/');
            match step {
                Step::Root => {}
                Step::Index(index) => pointer.push_str(&index.to_string()),
                Step::Name { name, .. } => {
                    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                }
            }
        }
        pointer
    }

    fn entry(self) -> &'t Entry<'t> {
        &self.tree.nodes[self.index]
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.tree, other.tree)
    }
}
