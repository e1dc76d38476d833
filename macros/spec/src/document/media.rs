//! JSON contents of requests and answers, and their examples.

use std::collections::BTreeSet;

use super::{Example, json::Node, reader::Reader, reference::Kind, vocabulary};
use crate::Part;

/// A JSON content.
pub(super) struct Media<'t> {
    pub(super) schema: Option<Node<'t>>,
    pub(super) examples: Vec<Example>,
}

impl<'t> Reader<'t> {
    /// Reads `content`, of which `application/json` is the only kind that is supported. It is missing if there is none.
    pub(super) fn media(&mut self, content: Node<'t>) -> Part<Media<'t>> {
        if !content.is_object() {
            self.expected(content, "an object");
            return Part::Unreadable;
        }
        if content.members().next().is_none() {
            return Part::Missing;
        }
        for media in content.members().filter(|media| media.name() != "application/json") {
            self.refuse(
                media.name_location(),
                format!("`{}` is not supported", media.name()),
                "bodies are JSON: `application/json`",
            );
        }
        match content.get("application/json") {
            Some(media)
                if self.check(media, &vocabulary::MEDIA_TYPE)
                    && !self.is_misspelt(media, "schema") =>
            {
                Part::Read(Media { schema: media.get("schema"), examples: self.examples(media) })
            }
            _ => Part::Unreadable,
        }
    }

    /// The examples of a content; those of its schema if it has none of its own.
    fn examples(&mut self, media: Node<'t>) -> Vec<Example> {
        if let (Some(_), Some(second)) = (media.get("example"), media.get("examples")) {
            self.refuse(
                second.name_location(),
                "`example` and `examples` exclude each other",
                "move the example into `examples`",
            );
        }
        if let Some(example) = media.get("example") {
            return vec![unnamed(example)];
        }
        if media.get("examples").is_none() {
            return media
                .get("schema")
                .map(|schema| self.schema_examples(schema))
                .unwrap_or_default();
        }
        let Some(examples) = self.object(media, "examples") else {
            return Vec::new();
        };
        examples.members().filter_map(|example| self.example(example)).collect()
    }

    fn example(&mut self, node: Node<'t>) -> Option<Example> {
        let resolved = self.resolve(node, Kind::Example)?;
        self.declared_example(resolved.node);
        let value = resolved.node.get("value")?;
        let summary = resolved.summary.or(resolved.node.get("summary").and_then(Node::text));
        Some(Example {
            name: node.name().to_owned(),
            summary: summary.map(str::to_owned),
            pointer: value.pointer(),
        })
    }

    /// Checks every example of `components.examples`.
    pub(super) fn component_examples(&mut self) {
        for node in self.components.all(Kind::Example) {
            if let Some(resolved) = self.resolve(node, Kind::Example) {
                self.declared_example(resolved.node);
            }
        }
    }

    fn declared_example(&mut self, node: Node<'t>) {
        if self.check(node, &vocabulary::EXAMPLE) {
            self.docs(node);
            if node.get("externalValue").is_none() {
                self.required(
                    node,
                    "value",
                    "the example",
                    "add the example itself: `\"value\": …`",
                );
            }
        }
    }

    fn schema_examples(&self, schema: Node<'t>) -> Vec<Example> {
        let mut seen = BTreeSet::new();
        let mut node = schema;
        loop {
            if let Some(example) = node.get("example") {
                return vec![unnamed(example)];
            }
            if let Some(examples) = node.get("examples") {
                return examples.entries().map(unnamed).collect();
            }
            match self.referred(node) {
                Some(next) if seen.insert(next.id()) => node = next,
                _ => return Vec::new(),
            }
        }
    }
}

fn unnamed(node: Node<'_>) -> Example {
    Example { name: String::new(), summary: None, pointer: node.pointer() }
}
