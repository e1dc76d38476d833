//! Objects: members, `allOf` and `additionalProperties`.

use std::collections::{BTreeMap, BTreeSet};

use super::Content;
use crate::{
    document::{
        Access, Additional, ErrorMembers, Member, Shape, Type,
        json::Node,
        names::{self, InlineName},
        reader::Reader,
        types::unknown,
        vocabulary,
    },
    nearest,
};

/// What can be done about a member whose name the API fixes.
const LEAVE_OUT: &str =
    "leave it out; an object with `\"additionalProperties\": true` keeps it as data";

/// What the text says about the members of an object, its inline `allOf` entries included.
#[derive(Default)]
struct Declared<'t> {
    /// The members and the entries of `allOf` that are references, in document order.
    parts: Vec<Part<'t>>,
    names: BTreeMap<&'t str, Node<'t>>,
    required: BTreeMap<&'t str, Node<'t>>,
    /// Whether something about the members made no sense.
    unreadable: bool,
}

enum Part<'t> {
    Flattened(Node<'t>),
    Member(Node<'t>),
}

impl<'t> Reader<'t> {
    /// Reads the schema of an object.
    pub(super) fn object_schema(&mut self, node: Node<'t>, type_name: InlineName<'_>) -> Content {
        let additional = node.get("additionalProperties");
        let has_members = node.get("properties").is_some() || node.get("allOf").is_some();
        let Some(members) = self.members(node, type_name) else {
            return Content::Type(unknown());
        };
        if has_members || additional.and_then(Node::boolean) == Some(false) {
            let additional = additional.map(|schema| self.additional(node, schema, type_name));
            let additional = additional.unwrap_or(Additional::Ignored);
            return Content::Shape(Shape::Struct { members, additional });
        }
        let value = match additional {
            Some(node) => self.schema(node, InlineName::Word(&type_name, "Value")),
            None => Type::Any,
        };
        Content::Type(Type::Map(Box::new(value)))
    }

    fn additional(
        &mut self,
        node: Node<'t>,
        schema: Node<'t>,
        type_name: InlineName<'_>,
    ) -> Additional {
        if node.get("allOf").is_some() && schema.boolean() != Some(true) {
            // For JSON Schema, additional is what `properties` right beside it does not name.
            self.refuse(
                schema.location(),
                "`additionalProperties` is about the members of `allOf` too, and these would not pass",
                "write `true`, or remove it: unknown members are ignored",
            );
            return Additional::Ignored;
        }
        match schema.boolean() {
            Some(false) => Additional::Ignored,
            _ => Additional::Kept(self.schema(schema, InlineName::Word(&type_name, "Value"))),
        }
    }

    /// The members, if it is known which there are.
    fn members(&mut self, node: Node<'t>, type_name: InlineName<'_>) -> Option<Vec<Member>> {
        let mut declared = Declared::default();
        self.gather(node, &mut declared);
        self.required_members_are_declared(&declared);

        let mut members: Vec<Member> = Vec::new();
        for part in &declared.parts {
            match part {
                Part::Member(node) => {
                    let required = declared.required.contains_key(node.name());
                    members.push(self.member(*node, type_name, required));
                }
                Part::Flattened(node) => members.extend(self.flattened(*node)),
            }
        }
        self.rust_names_differ(&mut members);
        (!declared.unreadable).then_some(members)
    }

    /// The API fixes the names of members, so two that give one Rust name are a problem. The name of a flattened part
    /// is ours.
    fn rust_names_differ(&mut self, members: &mut [Member]) {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for member in members.iter().filter(|member| !member.flattened) {
            match names.get(&member.rust_name) {
                // About a name that could not be made there is a problem already.
                Some(first) if !member.rust_name.is_empty() => self.refuse(
                    member.location.clone(),
                    format!(
                        "`{}` and `{first}` give one Rust name, `{}`",
                        member.wire_name, member.rust_name
                    ),
                    LEAVE_OUT,
                ),
                Some(_) => {}
                None => {
                    names.insert(member.rust_name.clone(), member.wire_name.clone());
                }
            }
        }
        for member in members.iter_mut().filter(|member| member.flattened) {
            while names.contains_key(&member.rust_name) {
                member.rust_name.push_str("_part");
            }
            names.insert(member.rust_name.clone(), member.wire_name.clone());
        }
    }

    /// Collects what an object declares, in document order.
    fn gather(&mut self, node: Node<'t>, into: &mut Declared<'t>) {
        into.unreadable |=
            ["allOf", "properties"].into_iter().any(|keyword| self.is_misspelt(node, keyword));
        for keyword in node.members() {
            match keyword.name() {
                "properties" if keyword.is_object() => {
                    for member in keyword.members() {
                        self.gather_member(member, into);
                    }
                }
                "allOf" if keyword.is_list() => {
                    if keyword.entries().next().is_none() {
                        self.refuse(
                            keyword.location(),
                            "`allOf` is empty",
                            "remove it, or name the schemas that belong to this one",
                        );
                    }
                    for entry in keyword.entries() {
                        self.gather_entry(entry, into);
                    }
                }
                "required" if keyword.is_list() => self.gather_required(keyword, into),
                "properties" => {
                    into.unreadable = true;
                    self.expected(keyword, "an object");
                }
                "allOf" | "required" => {
                    into.unreadable = true;
                    self.expected(keyword, "a list");
                }
                _ => {}
            }
        }
    }

    fn gather_member(&mut self, member: Node<'t>, into: &mut Declared<'t>) {
        if let Some(first) = into.names.get(member.name()) {
            let message =
                format!("`{}` is a member at {} already", member.name(), first.name_location());
            self.refuse(member.name_location(), message, "declare it once");
            return;
        }
        into.names.insert(member.name(), member);
        into.parts.push(Part::Member(member));
    }

    fn gather_entry(&mut self, entry: Node<'t>, into: &mut Declared<'t>) {
        if entry.get("$ref").is_some() {
            into.parts.push(Part::Flattened(entry));
            return;
        }
        if !self.check(entry, &vocabulary::ALL_OF_ENTRY) {
            into.unreadable = true;
            return;
        }
        if let Some(word) = entry.get("type").filter(|word| word.text() != Some("object")) {
            self.refuse(
                word.location(),
                "an entry of `allOf` is an object",
                "write `\"type\": \"object\"`",
            );
            into.unreadable = true;
        }
        self.schema_docs(entry);
        self.gather(entry, into);
    }

    fn gather_required(&mut self, list: Node<'t>, into: &mut Declared<'t>) {
        for entry in list.entries() {
            let Some(name) = self.as_text(entry) else {
                continue;
            };
            if into.required.contains_key(name) {
                let message = format!("`{name}` is in `required` already");
                self.refuse(entry.location(), message, "remove it");
            } else {
                into.required.insert(name, entry);
            }
        }
    }

    fn required_members_are_declared(&mut self, declared: &Declared<'t>) {
        let missing =
            declared.required.iter().filter(|(name, _)| !declared.names.contains_key(*name));
        for (name, entry) in missing {
            if declared.unreadable {
                continue;
            }
            let owner = declared.parts.iter().find_map(|part| match part {
                Part::Flattened(node) => self.declares(*node, name),
                Part::Member(_) => None,
            });
            let (message, help) = match owner {
                Some(owner) => (
                    format!("`{name}` is required here, but declared in `{}`", owner.name()),
                    format!("make it required in `{}`", owner.name()),
                ),
                None => (
                    format!("`{name}` is required, but not declared"),
                    match nearest(name, declared.names.keys().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "declare it in `properties`".to_owned(),
                    },
                ),
            };
            self.refuse(entry.location(), message, help);
        }
    }

    /// The component among the parts of an object that has this member.
    fn declares(&self, reference: Node<'t>, name: &str) -> Option<Node<'t>> {
        let mut seen = BTreeSet::new();
        let mut open = vec![(reference, reference)];
        while let Some((node, component)) = open.pop() {
            if !seen.insert(node.id()) {
                continue;
            }
            if node.get("properties").is_some_and(|members| members.get(name).is_some()) {
                return Some(component);
            }
            let entries = node.get("allOf").into_iter().flat_map(Node::entries);
            open.extend(entries.map(|entry| (entry, component)));
            let target = self.referred(node);
            open.extend(target.map(|target| (target, target)));
        }
        None
    }

    fn member(&mut self, node: Node<'t>, owner: InlineName<'_>, required: bool) -> Member {
        let wire_name = node.name();
        let ty = self.schema(node, InlineName::Part(&owner, wire_name));
        let rust_name = self.field_names.get(wire_name).cloned().unwrap_or_else(|| {
            let name = names::of_field(wire_name);
            self.field_names.insert(wire_name, name.clone());
            name
        });
        Member {
            rust_name: self.field_name(wire_name, rust_name, node.name_location(), LEAVE_OUT),
            wire_name: wire_name.to_owned(),
            docs: self.member_docs(node),
            deprecated: self.is_deprecated(node),
            sensitive: self.is_sensitive(node),
            ty,
            required,
            access: self.access(node),
            flattened: false,
            location: node.name_location(),
        }
    }

    /// Which messages hold a member: `readOnly` and `writeOnly`, here or where a `$ref` leads.
    fn access(&mut self, member: Node<'t>) -> Access {
        match (self.says(member, "readOnly"), self.says(member, "writeOnly")) {
            (false, false) => Access::ReadWrite,
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            (true, true) => {
                self.refuse(
                    member.name_location(),
                    format!(
                        "`{}` is `readOnly` and `writeOnly`, so no message holds it",
                        member.name()
                    ),
                    "remove one of the two, or leave the member out",
                );
                Access::ReadWrite
            }
        }
    }

    /// Whether a schema, or one that its `$ref` leads to, sets this keyword. One of them is enough (JSON Schema
    /// Validation, section 9.4).
    pub(in crate::document) fn says(&self, schema: Node<'t>, keyword: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut node = schema;
        loop {
            if node.get(keyword).and_then(Node::boolean) == Some(true) {
                return true;
            }
            match self.referred(node) {
                Some(next) if seen.insert(next.id()) => node = next,
                _ => return false,
            }
        }
    }

    fn flattened(&mut self, entry: Node<'t>) -> Option<Member> {
        let ty = self.schema(entry, InlineName::Whole(""));
        if let Type::Nullable(_) = ty {
            self.refuse(
                entry.location(),
                "the members of a schema that may be `null` cannot be part of this object",
                "refer to a schema that is always an object",
            );
            return None;
        }
        let target = entry.get("$ref").and_then(Node::text)?.rsplit('/').next()?;
        if ty == unknown() {
            return None;
        }
        let declared = self.end_of_references(entry);
        if declared.get("additionalProperties").and_then(Node::boolean) == Some(false) {
            self.refuse(
                entry.location(),
                format!(
                    "`{target}` allows no other members, so it cannot be part of another object"
                ),
                "remove its `\"additionalProperties\": false`: unknown members are ignored anyway",
            );
            return None;
        }
        Some(Member {
            rust_name: names::of_field(target)?,
            wire_name: target.to_owned(),
            docs: self.member_docs(entry),
            deprecated: self.is_deprecated(entry),
            sensitive: self.is_sensitive(entry),
            ty,
            required: true,
            // Of a whole object nothing is said here: the keywords are about members.
            access: Access::ReadWrite,
            flattened: true,
            location: entry.location(),
        })
    }

    /// The names of the members that name an error; whether they are right is known when every type is.
    pub(super) fn error_members(
        &mut self,
        node: Node<'t>,
        type_name: &str,
    ) -> Option<ErrorMembers> {
        let code = node.get("x-error-code");
        let message = node.get("x-error-message");
        let success_codes = node.get("x-success-codes");
        if code.is_none() && message.is_none() && success_codes.is_none() {
            return None;
        }
        self.errors.push((type_name.to_owned(), node));
        Some(ErrorMembers::default())
    }
}
