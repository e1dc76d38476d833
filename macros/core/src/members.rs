//! The names by which serde writes the members of the JSON body.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens as _;

use crate::{
    ast::{Container, Field},
    ctxt::Ctxt,
    serde_attr::{RenameRule, SerdeAttr, Setting},
};

/// `#[serde(rename_all = "…")]` on the struct.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContainerRule {
    None,
    Rule(RenameRule),
    /// Something about which serde will complain.
    Unreadable,
}

impl ContainerRule {
    pub(crate) fn of(attributes: &[SerdeAttr]) -> Self {
        match Setting::first(attributes, "rename_all") {
            Setting::Absent => Self::None,
            Setting::Given(name) => {
                RenameRule::parse(&name.value()).map_or(Self::Unreadable, Self::Rule)
            }
            Setting::Unreadable => Self::Unreadable,
        }
    }

    /// The name of the member that a field without `rename` is written as.
    pub(crate) fn apply(self, field: &str) -> Option<String> {
        match self {
            Self::None => Some(field.to_owned()),
            Self::Rule(rule) => Some(rule.apply(field)),
            Self::Unreadable => None,
        }
    }

    /// The name of the member that a field is written as, and what it was read from.
    pub(crate) fn name(self, field: &Field<'_>) -> Option<(String, TokenStream)> {
        match Setting::first(&field.attrs.serde, "rename") {
            Setting::Absent => Some((self.apply(&field.name)?, field.ident.to_token_stream())),
            Setting::Given(name) => Some((name.value(), name.to_token_stream())),
            Setting::Unreadable => None,
        }
    }
}

/// Whether serde writes something else in place of the fields.
pub(crate) fn are_replaced(attributes: &[SerdeAttr]) -> bool {
    attributes.iter().any(|attr| attr.has(&["into", "transparent"]))
}

/// Whether the members of a field stand in its place.
pub(crate) fn is_flattened(field: &Field<'_>) -> bool {
    field.attrs.serde.iter().any(|attr| attr.has(&["flatten"]))
}

/// Reports every member whose name is written already, and returns the fields that write them.
///
/// What a server makes of two members of one name is anyone's guess (RFC 8259, section 4), and both would be signed.
/// Also fields that may be left out count, because nothing says that one of the two always is.
pub(crate) fn check_names(cx: &Ctxt, container: &Container<'_>) -> Vec<usize> {
    let attributes = &container.attrs.serde;
    let mut repeated = Vec::new();
    if are_replaced(attributes) {
        return repeated;
    }
    let rule = ContainerRule::of(attributes);
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    if let Setting::Given(tag) = Setting::first(attributes, "tag") {
        first.insert(tag.value(), "`tag` of the struct".to_owned());
    }
    let members = container.fields.iter().enumerate();
    let members = members.filter(|(_, field)| {
        !field.attrs.has_role() && !field.is_skipped() && !is_flattened(field)
    });
    for (index, field) in members {
        let Some((name, tokens)) = rule.name(field) else {
            continue;
        };
        if let Some(first) = first.get(&name) {
            cx.error_on(
                tokens,
                format!(
                    "the member `{name}` is already written by {first}\n\
                     help: names in a JSON object should be unique (RFC 8259, section 4): give one of the two another name"
                ),
            );
            repeated.push(index);
        } else {
            first.insert(name, format!("the field `{}`", field.name));
        }
    }
    repeated
}

#[cfg(test)]
mod tests {
    use crate::tests::{accepted, refused};

    fn post(attributes: &str, fields: &str) -> String {
        format!(
            "#[endpoint(method = POST, path = \"/\")] {attributes} struct Create {{ {fields} }}"
        )
    }

    /// What is said about the second member of a name.
    fn twice(tokens: &str, name: &str, first: &str) -> String {
        format!(
            "{tokens}: the member `{name}` is already written by {first}\n\
             help: names in a JSON object should be unique (RFC 8259, section 4): give one of the two another name"
        )
    }

    #[test]
    fn two_members_of_one_name_are_refused_on_the_second_name() {
        let check = |attributes: &str, fields: &str, tokens: &str, name: &str, first: &str| {
            refused(&post(attributes, fields), &[&twice(tokens, name, first)]);
        };
        let x = "the field `x`";
        check("", "#[serde(rename = \"a\")] x: u8, a: u8", "a", "a", x);
        check("", "a: u8, #[serde(rename = \"a\")] x: u8", "\"a\"", "a", "the field `a`");
        check("", "#[serde(rename = \"a\")] x: u8, r#a: u8", "r#a", "a", x);
        check(
            "",
            "#[serde(rename(serialize = \"b\", deserialize = \"c\"))] x: u8, #[serde(rename(deserialize = \"d\"))] b: u8",
            "b",
            "b",
            x,
        );
        check(
            "#[serde(rename_all = \"camelCase\")]",
            "#[serde(rename = \"dryRun\")] x: u8, dry_run: u8",
            "dry_run",
            "dryRun",
            x,
        );
        check(
            "#[serde(rename_all(serialize = \"UPPERCASE\"))]",
            "#[serde(rename = \"A\", skip_serializing_if = \"Option::is_none\")] x: Option<u8>, a: u8",
            "a",
            "A",
            x,
        );
        check("#[serde(tag = \"a\")]", "a: u8, b: u8", "a", "a", "`tag` of the struct");
    }

    #[test]
    fn every_further_member_of_a_name_is_refused() {
        let first = "the field `a`";
        refused(
            &post("", "a: u8, #[serde(rename = \"a\")] b: u8, #[serde(rename = \"a\")] c: u8"),
            &[&twice("\"a\"", "a", first), &twice("\"a\"", "a", first)],
        );
    }

    #[test]
    fn what_is_not_written_under_its_name_has_no_name() {
        for (attributes, fields) in [
            ("", "#[serde(skip, rename = \"a\")] x: u8, a: u8"),
            ("", "#[serde(skip_serializing, rename = \"a\")] x: u8, a: u8"),
            ("", "#[serde(alias = \"a\")] x: u8, a: u8"),
            ("", "#[serde(rename(deserialize = \"a\"))] x: u8, a: u8"),
            ("", "#[serde(flatten, rename = \"a\")] x: X, a: u8"),
            ("", "#[endpoint(query = \"a\")] x: u8, a: u8"),
            (
                "#[serde(rename_all(deserialize = \"UPPERCASE\"))]",
                "#[serde(rename = \"A\")] x: u8, a: u8",
            ),
            ("#[serde(into = \"Other\")]", "#[serde(rename = \"a\")] x: u8, a: u8"),
            ("#[serde(rename_all = \"camelcase\")]", "#[serde(rename = \"a\")] x: u8, a: u8"),
        ] {
            accepted(&post(attributes, fields));
        }
    }

    #[test]
    fn a_bound_struct_is_told_once() {
        let bound = |fields: &str| {
            format!(
                "#[endpoint(document = \"bango.json\", operation = \"cancelEntitlement\")]
                 struct Cancel {{
                     #[endpoint(path, header = \"EntitlementId\")] entitlement_id: u8,
                     #[serde(rename = \"cancelReasonCategory\")] category: String,
                     {fields}
                 }}"
            )
        };
        // This one is declared, that one is not, and is kept.
        refused(
            &bound("#[serde(rename = \"cancelReasonCategory\")] x: String"),
            &[&twice("\"cancelReasonCategory\"", "cancelReasonCategory", "the field `category`")],
        );
        refused(
            &bound("more: String, #[serde(rename = \"more\")] x: String"),
            &[&twice("\"more\"", "more", "the field `more`")],
        );
    }
}
