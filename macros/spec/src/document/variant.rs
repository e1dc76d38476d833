//! `x-variants`: operations that are narrowed forms of one.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Operation, RequestBody, Shape, Type, endpoint::Fields, json::Node, operation::Declared,
    reader::Reader, vocabulary,
};
use crate::{RoleDraft, nearest};

impl<'t> Reader<'t> {
    /// Reads `x-variants` of an operation.
    pub(super) fn variants(&mut self, base: &Declared<'t>) -> Vec<Operation> {
        let Some(list) = self.list(base.node, "x-variants") else {
            return Vec::new();
        };
        if !matches!(base.body, RequestBody::Members { .. }) {
            if !base.fields.unreadable {
                self.refuse(
                    list.name_location(),
                    "a variant narrows the members of the body, and the body of this operation declares none",
                    "declare the body as an object with `properties`, in the operation itself",
                );
            }
            return Vec::new();
        }
        list.entries().filter_map(|node| self.variant(node, base)).collect()
    }

    fn variant(&mut self, node: Node<'t>, base: &Declared<'t>) -> Option<Operation> {
        if !self.check(node, &vocabulary::VARIANT) {
            return None;
        }
        let identity = self
            .identity(node, "the variant", || "add a name for it: `\"operationId\": …`".to_owned());
        let mut docs = self.docs(node);
        docs.inferred = docs.inferred.or_else(|| base.docs.inferred.clone());
        let deprecated = self.flag(node, "deprecated") || base.deprecated;
        let members = self.chosen_members(node, base);
        let values = self.preset_values(node, base, &members);

        let mut fields = Fields { list: Vec::new(), unreadable: base.fields.unreadable };
        for placed in &base.fields.list {
            let mut placed = placed.clone();
            let field = &mut placed.field;
            if field.roles.contains(&RoleDraft::Member) {
                let name = field.wire_name.as_str();
                field.preset = values.get(name).map(|value| (*value).to_owned());
                if !field.required && field.preset.is_none() && !members.contains(name) {
                    continue;
                }
                field.required = true;
            }
            fields.list.push(placed);
        }
        if !fields.list.iter().any(|placed| placed.field.roles.contains(&RoleDraft::Member)) {
            let misspelt =
                ["members", "values"].into_iter().any(|name| self.is_misspelt(node, name));
            if !fields.unreadable && !misspelt {
                self.refuse(
                    node.location(),
                    "the body of the variant has no member",
                    "name those that it has in `members` or `values`",
                );
            }
            return None;
        }
        let endpoint = self.endpoint(base, &fields)?;
        let (identity, answers) = (identity?, base.answers.as_ref()?);
        Some(Operation {
            id: identity.id,
            type_name: identity.type_name,
            docs,
            deprecated,
            endpoint,
            fields: fields.into_fields(),
            body: base.body.without_additional(),
            read_only: base.read_only.clone(),
            responses: answers.responses.clone(),
            success: answers.success.clone(),
            error: answers.error.clone(),
            variant_of: base.identity.as_ref().map(|identity| identity.id.clone()),
            signed_location: base
                .signed
                .location
                .clone()
                .unwrap_or_else(|| identity.location.clone()),
            signed_did_you_mean: base.signed.did_you_mean.clone(),
            location: identity.location,
            path_location: base.path.name_location(),
            method_location: base.node.name_location(),
            examples: Vec::new(),
            security: base.security.clone(),
        })
    }

    /// `members`: optional members of the base that the variant requires.
    fn chosen_members(&mut self, node: Node<'t>, base: &Declared<'t>) -> BTreeSet<&'t str> {
        let mut chosen = BTreeSet::new();
        let list = self.list(node, "members");
        for entry in list.into_iter().flat_map(Node::entries) {
            let Some(name) = self.as_text(entry) else {
                continue;
            };
            if !self.is_member(base, name) {
                self.no_such_member(entry, name, base);
            } else if !chosen.insert(name) {
                let message = format!("`{name}` is in `members` already");
                self.refuse(entry.location(), message, "remove it");
            }
        }
        chosen
    }

    /// `values`: members of the base that always have one value.
    fn preset_values(
        &mut self,
        node: Node<'t>,
        base: &Declared<'t>,
        members: &BTreeSet<&'t str>,
    ) -> BTreeMap<&'t str, &'t str> {
        let mut values = BTreeMap::new();
        let object = self.object(node, "values");
        for value in object.into_iter().flat_map(Node::members) {
            let name = value.name();
            let field =
                base.fields.list.iter().map(|placed| &placed.field).find(|field| {
                    field.wire_name == name && field.roles.contains(&RoleDraft::Member)
                });
            let Some(field) = field else {
                self.no_such_member(value, name, base);
                continue;
            };
            if members.contains(name) {
                self.refuse(
                    value.name_location(),
                    format!("`{name}` is in `members` too"),
                    "a member is either given by the caller (`members`) or always the same (`values`)",
                );
            }
            if let Some(text) = self.preset_value(value, &field.ty) {
                values.insert(name, text);
            }
        }
        values
    }

    /// A preset value is text, or one of the known values of an enum.
    fn preset_value(&mut self, value: Node<'t>, ty: &Type) -> Option<&'t str> {
        let ty = match ty {
            Type::Nullable(inner) => inner,
            other => other,
        };
        let known: Option<Vec<String>> = match self.types.behind(ty)? {
            Type::String => None,
            Type::Named(name) => match &self.types.get(name)?.shape {
                Shape::Enum { values, .. } => {
                    Some(values.iter().map(|value| value.value.clone()).collect())
                }
                Shape::Alias(_) | Shape::Struct { .. } => return self.not_presettable(value),
            },
            _ => return self.not_presettable(value),
        };
        let text = self.as_text(value)?;
        if let Some(known) = known
            && !known.iter().any(|known| known == text)
        {
            let help = match nearest(text, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its values are {}", known.join(", ")),
            };
            let message = format!("`{text}` is no value of `{}`", value.name());
            self.refuse(value.location(), message, help);
            return None;
        }
        Some(text)
    }

    fn not_presettable(&mut self, value: Node<'t>) -> Option<&'t str> {
        self.refuse(
            value.name_location(),
            format!("`{}` cannot be preset, because it is no string", value.name()),
            "name it in `members`, so that the caller gives it",
        );
        None
    }

    fn is_member(&self, base: &Declared<'t>, name: &str) -> bool {
        member_names(base).any(|known| known == name)
    }

    fn no_such_member(&mut self, node: Node<'t>, name: &str, base: &Declared<'t>) {
        if base.fields.unreadable {
            return;
        }
        if base.read_only.iter().any(|field| field.wire_name == name) {
            let message = format!("`{name}` is read-only, so requests do not have it");
            self.refuse(node.name_location(), message, "remove it from the variant");
            return;
        }
        let help = match nearest(name, member_names(base)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "declare it in the body of the operation, as an optional member".to_owned(),
        };
        let message = format!("the body of the operation has no member `{name}`");
        self.refuse(node.name_location(), message, help);
    }
}

fn member_names<'b>(base: &'b Declared<'_>) -> impl Iterator<Item = &'b str> {
    base.fields
        .list
        .iter()
        .filter(|placed| placed.field.roles.contains(&RoleDraft::Member))
        .map(|placed| placed.field.wire_name.as_str())
}
