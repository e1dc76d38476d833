//! Enums: strings of which some values are known.

use std::collections::{BTreeMap, BTreeSet};

use super::Content;
use crate::{
    document::{EnumValue, Shape, json::Node, names, reader::Reader, types::unknown},
    nearest,
};

impl<'t> Reader<'t> {
    /// Reads a schema with `enum`.
    pub(super) fn enumeration(&mut self, node: Node<'t>, list: Node<'t>) -> Content {
        if !list.is_list() {
            self.expected(list, "a list of strings");
            return Content::Type(unknown());
        }
        self.null_in_enum(node, list);
        let mut values: Vec<EnumValue> = Vec::new();
        let mut known = BTreeSet::new();
        let mut variants: BTreeMap<String, &str> = BTreeMap::new();
        for entry in list.entries().filter(|entry| !entry.is_null()) {
            let Some(value) = entry.text() else {
                self.refuse(
                    entry.location(),
                    format!("the values of an enum are strings, and this is {}", entry.kind()),
                    "write it as a string, or describe the rule in `description` and remove `enum`",
                );
                continue;
            };
            if !known.insert(value) {
                let message = format!("the value `{value}` is in `enum` already");
                self.refuse(entry.location(), message, "remove it");
                continue;
            }
            let Some(variant) = names::of_value(value) else {
                self.refuse(
                    entry.location(),
                    format!("`{value}` gives no Rust name, because it has no letter and no digit"),
                    "take it out of `enum`: unknown values are kept as they are",
                );
                continue;
            };
            if let Some(first) = variants.get(&variant) {
                self.refuse(
                    entry.location(),
                    format!("`{value}` and `{first}` give one Rust name, `{variant}`"),
                    "take one of them out of `enum`: unknown values are kept as they are",
                );
                continue;
            }
            variants.insert(variant.clone(), value);
            values.push(EnumValue { value: value.to_owned(), variant, description: None });
        }
        if list.entries().all(Node::is_null) {
            self.refuse(
                list.location(),
                "the list names no value",
                "leave `enum` out if any string is allowed",
            );
            return Content::Type(unknown());
        }
        self.value_descriptions(node, &known, &mut values);
        let unknown = ["Unknown", "Unrecognized"]
            .into_iter()
            .find(|name| !variants.contains_key(*name))
            .unwrap_or("Unknown_");
        Content::Shape(Shape::Enum { values, unknown: unknown.to_owned() })
    }

    /// `null` has to be in `enum` and in `type`, because a value has to pass both.
    fn null_in_enum(&mut self, node: Node<'t>, list: Node<'t>) {
        let null = list.entries().find(|entry| entry.is_null());
        match (node.get("type"), null) {
            (Some(types), None) if super::keyword::allows_null(node) => self.refuse(
                list.location(),
                "`type` allows `null`, but `enum` does not",
                format!(
                    "add `null` to `enum`, or take it out of `type` (line {})",
                    types.location().line()
                ),
            ),
            (Some(_), Some(null)) if !super::keyword::allows_null(node) => self.refuse(
                null.location(),
                "`enum` allows `null`, but `type` does not",
                "write `\"type\": [\"string\", \"null\"]`, or take `null` out",
            ),
            _ => {}
        }
    }

    fn value_descriptions(
        &mut self,
        node: Node<'t>,
        known: &BTreeSet<&str>,
        values: &mut [EnumValue],
    ) {
        let Some(descriptions) = self.object(node, "x-enum-descriptions") else {
            return;
        };
        for description in descriptions.members() {
            let name = description.name();
            let text = self.as_text(description);
            if let Some(value) = values.iter_mut().find(|value| value.value == name) {
                value.description = text.map(str::to_owned);
            } else if !known.contains(name) {
                let help = match nearest(name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "add it to `enum`, or remove its description".to_owned(),
                };
                let message = format!("`enum` has no value `{name}`");
                self.refuse(description.name_location(), message, help);
            }
        }
    }
}
