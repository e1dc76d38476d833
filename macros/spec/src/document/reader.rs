//! What everything that reads a part of a document shares.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Docs, DocumentProblem, Location, Type,
    body::Body,
    json::Node,
    parameter::Parameter,
    reference::{Components, Resolved},
    response::Answer,
    security::{Requirements, Schemes},
    types::Types,
    vocabulary::{self, Vocabulary},
};

/// Reads a document, and collects what is wrong with it.
///
/// Every method that reads a part reports what is wrong with it and gives `None`, or a type that nothing is known about
/// ([`types::unknown`](super::types::unknown)), for what made no sense. What depends on such a part is left out in
/// silence, so that one mistake is one problem.
pub(super) struct Reader<'t> {
    pub(super) file: &'t str,
    pub(super) root: Node<'t>,
    pub(super) components: Components<'t>,
    pub(super) types: Types,
    pub(super) schemes: Schemes<'t>,
    /// What each reference outside schemas leads to, by its node.
    pub(super) resolved: BTreeMap<usize, Option<Resolved<'t>>>,
    /// What was read already, by the node that declares it: several operations may share it.
    pub(super) parameters: BTreeMap<usize, Option<Parameter<'t>>>,
    pub(super) bodies: BTreeMap<usize, Option<Body>>,
    pub(super) answers: BTreeMap<usize, Option<Answer>>,
    /// Whether the type of a schema component may be `null`, by its node.
    pub(super) nullable: BTreeMap<usize, bool>,
    /// What a reference to a schema component is, and whether it may be `null`, by the node of the component.
    pub(super) referred_types: BTreeMap<usize, (Type, bool)>,
    /// The Rust names of members. The same members are in many objects.
    pub(super) field_names: BTreeMap<&'t str, Option<String>>,
    /// `security` of the document.
    pub(super) document_security: Requirements,
    /// Where each operation is named.
    pub(super) operation_ids: BTreeMap<&'t str, Location>,
    /// The types that say which of their members name an error, with their schemas.
    pub(super) errors: Vec<(String, Node<'t>)>,
    /// Members that are there under a name that is not quite theirs: the object, and their right name.
    misspelt: BTreeSet<(usize, &'static str)>,
    problems: Vec<DocumentProblem>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(file: &'t str, root: Node<'t>) -> Self {
        Self {
            file,
            root,
            components: Components::default(),
            types: Types::default(),
            schemes: Schemes::default(),
            resolved: BTreeMap::new(),
            parameters: BTreeMap::new(),
            bodies: BTreeMap::new(),
            answers: BTreeMap::new(),
            nullable: BTreeMap::new(),
            referred_types: BTreeMap::new(),
            field_names: BTreeMap::new(),
            document_security: Requirements::default(),
            operation_ids: BTreeMap::new(),
            errors: Vec::new(),
            misspelt: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    /// Every problem, once and in document order.
    ///
    /// A part that several operations share is checked for each of them, and is wrong for each of them.
    pub(super) fn into_problems(self) -> Vec<DocumentProblem> {
        let mut problems: Vec<DocumentProblem> = Vec::new();
        let mut sorted = self.problems;
        sorted.sort_by_key(|problem| problem.location().order());
        for problem in sorted {
            let here = problems
                .iter()
                .rev()
                .take_while(|known| known.location().order() == problem.location().order());
            if !here.into_iter().any(|known| *known == problem) {
                problems.push(problem);
            }
        }
        problems
    }

    pub(super) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    pub(super) fn refuse(
        &mut self,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = DocumentProblem::new(self.file, location, message);
        self.problems.push(problem.with_help(help));
    }

    pub(super) fn refuse_without_help(&mut self, location: Location, message: impl Into<String>) {
        self.problems.push(DocumentProblem::new(self.file, location, message));
    }

    /// Reports a value of the wrong kind.
    pub(super) fn expected(&mut self, node: Node<'t>, what: &str) {
        let subject = match node.name() {
            "" => "this".to_owned(),
            name => format!("`{name}`"),
        };
        let message = format!("{subject} must be {what}, and is {}", node.kind());
        self.refuse_without_help(node.location(), message);
    }

    /// Whether this is an object that can be read; the members that do not belong to it are reported.
    pub(super) fn check(&mut self, node: Node<'t>, vocabulary: &Vocabulary) -> bool {
        if !node.is_object() {
            self.expected(node, "an object");
            return false;
        }
        for member in node.members() {
            if let Some(refusal) = vocabulary.refusal(member.name()) {
                self.refuse(member.name_location(), refusal.message, refusal.help);
                self.misspelt.extend(refusal.near.map(|near| (node.id(), near)));
            }
        }
        // What is meant to be a reference lacks everything that a declaration has.
        !self.is_misspelt(node, "$ref")
    }

    /// Whether an object that was checked has this member under a name that is not quite right.
    pub(super) fn is_misspelt(&self, object: Node<'t>, name: &'static str) -> bool {
        self.misspelt.contains(&(object.id(), name))
    }

    /// What to ask about an extension that is missing, if an ignored one of nearly the same name is there.
    pub(super) fn did_you_mean(object: Node<'t>, extension: &str) -> Option<String> {
        let mut names = object.members().map(Node::name);
        let name = names.find(|name| vocabulary::may_mean(name, extension))?;
        Some(format!("did you mean `{extension}` by `{name}`?"))
    }

    /// The text of a string.
    pub(super) fn as_text(&mut self, node: Node<'t>) -> Option<&'t str> {
        let text = node.text();
        if text.is_none() {
            self.expected(node, "a string");
        }
        text
    }

    /// The text of a member, if it is there.
    pub(super) fn text(&mut self, object: Node<'t>, name: &str) -> Option<&'t str> {
        self.as_text(object.get(name)?)
    }

    /// The text of a member that must be there.
    pub(super) fn required_text(
        &mut self,
        object: Node<'t>,
        name: &'static str,
        what: &str,
        help: &str,
    ) -> Option<&'t str> {
        let node = self.required(object, name, what, help)?;
        self.as_text(node)
    }

    /// A member that must be there.
    pub(super) fn required(
        &mut self,
        object: Node<'t>,
        name: &'static str,
        what: &str,
        help: &str,
    ) -> Option<Node<'t>> {
        let member = object.get(name);
        if member.is_none() && !self.is_misspelt(object, name) {
            self.refuse(object.name_location(), format!("{what} has no `{name}`"), help);
        }
        member
    }

    /// The truth of a member; `false` if it is not there.
    pub(super) fn flag(&mut self, object: Node<'t>, name: &str) -> bool {
        let Some(node) = object.get(name) else {
            return false;
        };
        let flag = node.boolean();
        if flag.is_none() {
            self.expected(node, "`true` or `false`");
        }
        flag.unwrap_or_default()
    }

    /// Whether something is `required`. If that made no sense it is, because then fewer rules complain.
    pub(super) fn is_required(&mut self, node: Node<'t>) -> bool {
        self.flag(node, "required")
            || node.get("required").is_some_and(|flag| flag.boolean().is_none())
            || self.is_misspelt(node, "required")
    }

    /// A member that is an object, if it is there.
    pub(super) fn object(&mut self, object: Node<'t>, name: &str) -> Option<Node<'t>> {
        let node = object.get(name)?;
        if !node.is_object() {
            self.expected(node, "an object");
            return None;
        }
        Some(node)
    }

    /// A member that is a list, if it is there.
    pub(super) fn list(&mut self, object: Node<'t>, name: &str) -> Option<Node<'t>> {
        let node = object.get(name)?;
        if !node.is_list() {
            self.expected(node, "a list");
            return None;
        }
        Some(node)
    }

    /// The texts for people of anything but a schema.
    pub(super) fn docs(&mut self, node: Node<'t>) -> Docs {
        self.docs_with_summary(node, "summary")
    }

    /// The texts for people of a schema, whose summary is called `title`.
    pub(super) fn schema_docs(&mut self, node: Node<'t>) -> Docs {
        let mut docs = self.docs_with_summary(node, "title");
        if docs.summary.is_none() && node.get("$ref").is_some() {
            docs.summary = self.text(node, "summary").map(str::to_owned);
        }
        docs
    }

    fn docs_with_summary(&mut self, node: Node<'t>, summary: &str) -> Docs {
        Docs {
            summary: self.text(node, summary).map(str::to_owned),
            description: self.text(node, "description").map(str::to_owned),
            inferred: self.inferred(node),
        }
    }

    /// Why a part is inferred. `x-inferred` and its reason are there together or not at all.
    pub(super) fn inferred(&mut self, node: Node<'t>) -> Option<String> {
        let inferred = self.flag(node, "x-inferred");
        let reason = self.text(node, "x-inferred-reason");
        match (node.get("x-inferred"), node.get("x-inferred-reason")) {
            (Some(flag), None) if inferred => {
                let help = Self::did_you_mean(node, "x-inferred-reason").unwrap_or_else(|| {
                    "say what it is inferred from: `\"x-inferred-reason\": \"…\"`".to_owned()
                });
                let message = "`x-inferred` is there without its reason";
                self.refuse(flag.name_location(), message, help);
            }
            (flag, Some(given))
                if !inferred && flag.is_none_or(|flag| flag.boolean().is_some()) =>
            {
                let meant = Self::did_you_mean(node, "x-inferred").filter(|_| flag.is_none());
                self.refuse(
                    given.name_location(),
                    "there is a reason, but nothing says that this is inferred",
                    meant.unwrap_or_else(|| "add `\"x-inferred\": true`".to_owned()),
                );
            }
            (Some(_), Some(given)) if reason.is_some_and(|reason| reason.trim().is_empty()) => {
                self.refuse(
                    given.location(),
                    "the reason is empty",
                    "say what it is inferred from",
                );
            }
            _ => {}
        }
        reason.filter(|_| inferred).map(str::to_owned)
    }
}
