//! JSON text as a tree in which every node knows its place.

mod position;
mod syntax;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use self::position::Positions;
use super::Location;

/// A JSON text, as nodes that know their parents.
///
/// It is read at each build of a user's crate, by macros that are not optimised. So it holds what is written and where;
/// what only messages need is made when it is asked for.
pub(super) struct Tree {
    text: String,
    /// The strings of the text that have escapes, without them, one after the other.
    unescaped: String,
    /// The root is the first; every other node comes after its parent, and after what is in its earlier siblings.
    nodes: Vec<Entry>,
    positions: OnceLock<Positions>,
}

struct Entry {
    value: Value,
    /// The byte at which the value begins.
    start: usize,
    parent: usize,
    step: Step,
    /// The first node after this one that is not in it.
    end: usize,
}

#[derive(Clone, Copy)]
enum Value {
    Null,
    Boolean(bool),
    Number(Text),
    String(Text),
    List,
    Object,
}

/// How a node is reached from its parent.
#[derive(Clone, Copy)]
enum Step {
    Root,
    Index(usize),
    Name {
        name: Text,
        start: usize,
    },
    /// A name that an earlier member of the object has. Such a member is not among the members of the object.
    Repeated {
        name: Text,
        start: usize,
    },
}

/// A piece of text, from one byte to another.
#[derive(Clone, Copy)]
enum Text {
    /// A piece of the document.
    Written(usize, usize),
    /// A piece of what has no escapes any more.
    Unescaped(usize, usize),
}

impl Tree {
    /// Reads JSON text.
    ///
    /// # Errors
    ///
    /// The first place at which the text is not JSON (RFC 8259).
    pub(super) fn parse(text: &str) -> Result<Arc<Self>, SyntaxError> {
        syntax::parse(text)
    }

    pub(super) fn root(self: &Arc<Self>) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// Every member whose name an earlier member of its object has.
    pub(super) fn repeated(self: &Arc<Self>) -> impl Iterator<Item = Node<'_>> {
        let is_repeated = |index: &usize| matches!(self.nodes[*index].step, Step::Repeated { .. });
        (0..self.nodes.len()).filter(is_repeated).map(|index| Node { tree: self, index })
    }

    /// The line and the column in characters, both from 1, of the character that begins at this byte.
    pub(super) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        self.positions().line_and_column(&self.text, byte)
    }

    /// The JSON pointer (RFC 6901) to a node.
    pub(super) fn pointer(&self, node: usize) -> String {
        let mut steps = Vec::new();
        let mut index = node;
        // There is no node at all in what is not JSON, and the pointer to it is that to the root.
        while index != 0 {
            let entry = &self.nodes[index];
            steps.push(entry.step);
            index = entry.parent;
        }
        let mut pointer = String::new();
        for step in steps.into_iter().rev() {
            pointer.push('/');
            match step {
                Step::Root => {}
                Step::Index(index) => pointer.push_str(&index.to_string()),
                Step::Name { name, .. } | Step::Repeated { name, .. } => {
                    let name = self.read(name);
                    // Most names need no escape, and looking for a byte is all that they cost.
                    if name.as_bytes().contains(&b'~') || name.as_bytes().contains(&b'/') {
                        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                    } else {
                        pointer.push_str(name);
                    }
                }
            }
        }
        pointer
    }

    fn positions(&self) -> &Positions {
        self.positions.get_or_init(|| Positions::new(&self.text))
    }

    fn read(&self, text: Text) -> &str {
        match text {
            Text::Written(start, end) => &self.text[start..end],
            Text::Unescaped(start, end) => &self.unescaped[start..end],
        }
    }

    /// Whether a text is this one. Most are not, and of those most have another length.
    fn is(&self, text: Text, other: &str) -> bool {
        let (Text::Written(start, end) | Text::Unescaped(start, end)) = text;
        end - start == other.len() && self.read(text) == other
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
    tree: &'t Arc<Tree>,
    index: usize,
}

impl<'t> Node<'t> {
    /// A number that no other node of the text has.
    pub(super) fn id(self) -> usize {
        self.index
    }

    /// The name of this member, or nothing for what is no member.
    pub(super) fn name(self) -> &'t str {
        match self.entry().step {
            Step::Name { name, .. } | Step::Repeated { name, .. } => self.tree.read(name),
            Step::Index(_) | Step::Root => "",
        }
    }

    pub(super) fn parent(self) -> Option<Self> {
        match self.entry().step {
            Step::Root => None,
            _ => Some(Self { tree: self.tree, index: self.entry().parent }),
        }
    }

    /// The members of an object; none if this is no object.
    pub(super) fn members(self) -> Children<'t> {
        self.children(self.is_object())
    }

    /// The entries of a list; none if this is no list.
    pub(super) fn entries(self) -> Children<'t> {
        self.children(self.is_list())
    }

    fn children(self, has_any: bool) -> Children<'t> {
        let end = if has_any { self.entry().end } else { 0 };
        Children { tree: self.tree, next: self.index + 1, end }
    }

    /// The member of this name.
    pub(super) fn get(self, name: &str) -> Option<Self> {
        let Entry { value: Value::Object, end, .. } = *self.entry() else {
            return None;
        };
        let mut index = self.index + 1;
        while index < end {
            let member = &self.tree.nodes[index];
            // The first member of a name is the one that counts, so a repeated one is never reached.
            if let Step::Name { name: known, .. } = member.step
                && self.tree.is(known, name)
            {
                return Some(Self { tree: self.tree, index });
            }
            index = member.end;
        }
        None
    }

    pub(super) fn text(self) -> Option<&'t str> {
        match self.entry().value {
            Value::String(text) => Some(self.tree.read(text)),
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
            Value::Number(digits) => Some(self.tree.read(digits)),
            _ => None,
        }
    }

    pub(super) fn is_object(self) -> bool {
        matches!(self.entry().value, Value::Object)
    }

    pub(super) fn is_list(self) -> bool {
        matches!(self.entry().value, Value::List)
    }

    pub(super) fn is_null(self) -> bool {
        matches!(self.entry().value, Value::Null)
    }

    /// What this is, for messages: `a list`.
    pub(super) fn kind(self) -> String {
        match self.entry().value {
            Value::Null => "`null`".to_owned(),
            Value::Boolean(value) => format!("`{value}`"),
            Value::Number(digits) => format!("the number {}", self.tree.read(digits)),
            Value::String(_) => "a string".to_owned(),
            Value::List => "a list".to_owned(),
            Value::Object => "an object".to_owned(),
        }
    }

    /// The place of the value.
    pub(super) fn location(self) -> Location {
        Location::new(Arc::clone(self.tree), self.index, self.entry().start)
    }

    /// The place of the member's name; of the value if this is no member.
    pub(super) fn name_location(self) -> Location {
        match self.entry().step {
            Step::Name { start, .. } | Step::Repeated { start, .. } => {
                Location::new(Arc::clone(self.tree), self.index, start)
            }
            Step::Index(_) | Step::Root => self.location(),
        }
    }

    /// The JSON pointer (RFC 6901).
    pub(super) fn pointer(self) -> String {
        self.tree.pointer(self.index)
    }

    fn entry(self) -> &'t Entry {
        &self.tree.nodes[self.index]
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && Arc::ptr_eq(self.tree, other.tree)
    }
}

/// The nodes right inside another.
pub(super) struct Children<'t> {
    tree: &'t Arc<Tree>,
    next: usize,
    end: usize,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        while self.next < self.end {
            let index = self.next;
            let entry = &self.tree.nodes[index];
            self.next = entry.end;
            if !matches!(entry.step, Step::Repeated { .. }) {
                return Some(Node { tree: self.tree, index });
            }
        }
        None
    }
}
