//! `$ref`: references to the components of the same document.

use std::collections::{BTreeMap, BTreeSet};

use super::{json::Node, reader::Reader, vocabulary};
use crate::nearest;

/// The components of a document, by kind and name.
#[derive(Default)]
pub(super) struct Components<'t> {
    by_kind: BTreeMap<Kind, BTreeMap<&'t str, Node<'t>>>,
    /// Kinds whose components could not be read, about which the reader has complained.
    pub(super) unreadable: BTreeSet<Kind>,
}

impl<'t> Components<'t> {
    pub(super) fn add(&mut self, kind: Kind, node: Node<'t>) {
        self.by_kind.entry(kind).or_default().insert(node.name(), node);
    }

    /// The components of a kind, in document order.
    pub(super) fn all(&self, kind: Kind) -> Vec<Node<'t>> {
        let mut nodes: Vec<_> = self.of(kind).map(|(_, node)| node).collect();
        nodes.sort_by_key(|node| node.id());
        nodes
    }

    pub(super) fn get(&self, kind: Kind, name: &str) -> Option<Node<'t>> {
        self.by_kind.get(&kind)?.get(name).copied()
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = (&'t str, Node<'t>)> {
        self.by_kind.get(&kind).into_iter().flatten().map(|(name, node)| (*name, *node))
    }
}

/// A kind of component that can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Example,
    Parameter,
    RequestBody,
    Response,
    Schema,
    SecurityScheme,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [
        Self::Schema,
        Self::Parameter,
        Self::RequestBody,
        Self::Response,
        Self::Example,
        Self::SecurityScheme,
    ];

    /// The member of `components` with the components of this kind.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Example => "examples",
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Schema => "schemas",
            Self::SecurityScheme => "securitySchemes",
        }
    }
}

/// What a node stands for.
#[derive(Clone, Copy)]
pub(super) struct Resolved<'t> {
    pub(super) node: Node<'t>,
    /// `summary` beside the first `$ref` that has one.
    pub(super) summary: Option<&'t str>,
    /// `description` beside the first `$ref` that has one.
    pub(super) description: Option<&'t str>,
}

impl<'t> Reader<'t> {
    /// What a node stands for, anywhere but in schemas: itself, or what its `$ref` leads to.
    pub(super) fn resolve(&mut self, node: Node<'t>, kind: Kind) -> Option<Resolved<'t>> {
        let mut passed = BTreeSet::new();
        let mut path = Vec::new();
        let mut here = node;
        let mut resolved = loop {
            let Some(reference) = here.get("$ref") else {
                break Some(Resolved { node: here, summary: None, description: None });
            };
            if let Some(known) = self.resolved.get(&here.id()) {
                break *known;
            }
            if !passed.insert(here.id()) {
                self.circle(here, kind);
                break None;
            }
            self.check(here, &vocabulary::REFERENCE);
            path.push(here);
            match self.target(reference, kind) {
                Some(target) => here = target,
                None => break None,
            }
        };
        // A single step is as quick as a look-up.
        let is_chain = path.len() > 1;
        // Each node on the way stands for the same; it may only say more about it.
        for node in path.into_iter().rev() {
            let (summary, description) =
                (self.text(node, "summary"), self.text(node, "description"));
            resolved = resolved.map(|resolved| Resolved {
                summary: summary.or(resolved.summary),
                description: description.or(resolved.description),
                ..resolved
            });
            if is_chain {
                self.resolved.insert(node.id(), resolved);
            }
        }
        resolved
    }

    /// The component that the value of a `$ref` names.
    pub(super) fn target(&mut self, reference: Node<'t>, kind: Kind) -> Option<Node<'t>> {
        let text = self.as_text(reference)?;
        let folder = kind.folder();
        let path = text.strip_prefix("#/components/").and_then(|path| path.split_once('/'));
        let Some((found, name)) = path.filter(|(_, name)| !name.contains('/')) else {
            let message = format!("`{text}` is no reference to a component of this document");
            let help = format!("write `#/components/{folder}/Name`");
            self.refuse(reference.location(), message, help);
            return None;
        };
        if found != folder {
            let message = format!("a reference here names one of `components.{folder}`");
            self.refuse(
                reference.location(),
                message,
                match self.components.get(kind, name) {
                    Some(_) => format!("did you mean `#/components/{folder}/{name}`?"),
                    None => format!("write `#/components/{folder}/Name`"),
                },
            );
            return None;
        }
        let target = self.components.get(kind, name);
        if target.is_none() && !self.components.unreadable.contains(&kind) {
            let known = self.components.of(kind).map(|(name, _)| name);
            let help = match nearest(name, known) {
                Some(near) => format!("did you mean `#/components/{folder}/{near}`?"),
                None => format!("declare `{name}` there"),
            };
            let message = format!("`components.{folder}` has no `{name}`");
            self.refuse(reference.location(), message, help);
        }
        target
    }

    /// Reports components that refer to each other and declare nothing, once: at the first of them.
    fn circle(&mut self, start: Node<'t>, kind: Kind) {
        let mut first = start;
        let mut node = start;
        while let Some(next) = node.get("$ref").and_then(|reference| self.target(reference, kind)) {
            if next == start {
                break;
            }
            node = next;
            if node.id() < first.id() {
                first = node;
            }
        }
        self.refuse(
            first.name_location(),
            format!("`{}` refers to itself and declares nothing", first.name()),
            "declare it in one of the places of this circle",
        );
    }
}
