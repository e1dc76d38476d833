//! API documents: OpenAPI 3.1 in JSON, read into the same endpoint model as annotated structs.

mod access;
mod body;
mod endpoint;
mod error_members;
mod graph;
mod info;
mod json;
mod location;
mod media;
mod model;
mod names;
mod operation;
mod parameter;
mod problem;
mod reader;
mod recursion;
mod reference;
mod response;
mod schema;
mod security;
mod sides;
mod types;
mod variant;
mod vocabulary;

use self::{
    json::{Node, Tree},
    reader::Reader,
    reference::Kind,
};

pub use self::{
    access::{Access, Side},
    location::Location,
    model::{
        Additional, Docs, Document, EnumValue, ErrorMembers, Example, Field, Member, Operation,
        RequestBody, Response, Schema, SecurityScheme, Server, Shape, Status, Type,
    },
    problem::DocumentProblem,
};

impl Document {
    #[doc = include_str!("../docs/documents.md")]
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<DocumentProblem>> {
        let tree = Tree::parse(text).map_err(|error| {
            let problem = DocumentProblem::new(file, error.location, error.message);
            vec![problem.with_help(error.help)]
        })?;
        let mut reader = Reader::new(file, tree.root());
        for repeated in tree.repeated() {
            reader.repeated(repeated);
        }
        let document = reader.document();
        let has_problems = reader.has_problems();
        document.filter(|_| !has_problems).ok_or_else(|| reader.into_problems())
    }
}

impl<'t> Reader<'t> {
    /// What could be read. It is the document only if there are no problems.
    fn document(&mut self) -> Option<Document> {
        let root = self.root;
        if !root.is_object() {
            self.expected(root, "an object");
            return None;
        }
        if !self.is_right_version() {
            return None;
        }
        self.check(root, &vocabulary::DOCUMENT);
        self.dialect();
        let info = self.info();
        let servers = self.servers();
        self.components();
        self.component_schemas();
        self.component_examples();
        self.component_parameters();
        self.component_bodies();
        self.component_answers();
        self.security_schemes();
        self.document_security = self.requirements(root).unwrap_or_default();
        let mut operations = self.operations();
        self.check_schemas();
        self.check_error_members();
        self.split_sides(&mut operations);
        self.box_recursive_members();
        self.check_type_names();
        let (title, version, docs) = info?;
        Some(Document {
            file: self.file.to_owned(),
            title,
            version,
            docs,
            servers,
            operations,
            schemas: self.types.take_schemas(),
        })
    }

    /// Finds every component, so that references to it can be followed.
    fn components(&mut self) {
        let Some(components) = self.root.get("components") else {
            if self.is_misspelt(self.root, "components") {
                self.components.unreadable.extend(Kind::ALL);
            }
            return;
        };
        if !self.check(components, &vocabulary::COMPONENTS) {
            self.components.unreadable.extend(Kind::ALL);
            return;
        }
        for kind in Kind::ALL {
            let folder = components.get(kind.folder());
            if folder.is_some_and(|folder| !folder.is_object())
                || self.is_misspelt(components, kind.folder())
            {
                self.components.unreadable.insert(kind);
            }
            let folder = self.object(components, kind.folder());
            for component in folder.into_iter().flat_map(Node::members) {
                self.component_name(component);
                self.components.add(kind, component);
            }
        }
    }

    fn component_name(&mut self, component: Node<'t>) {
        let name = component.name();
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        if name.is_empty() || !name.bytes().all(is_allowed) {
            self.refuse(
                component.name_location(),
                format!("`{name}` is no name for a component"),
                "a name is made of letters, digits, `.`, `_` and `-`",
            );
        }
    }

    /// Reports a member whose name its object has already.
    fn repeated(&mut self, member: Node<'t>) {
        let name = member.name();
        let first = member.parent().and_then(|object| object.get(name)).unwrap_or(member);
        let message =
            format!("the object has a member `{name}` already, at {}", first.name_location());
        self.refuse(member.name_location(), message, "remove one of them");
    }
}
