//! What a struct sends.

use countersign_spec::{FieldDraft, PathTemplate, Place, RoleDraft};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::{LitStr, ext::IdentExt as _};

use crate::{
    ast::{Container, Field},
    members::{self, ContainerRule},
    serde_attr::{SerdeAttr, Setting},
};

use super::{
    Bound, agree,
    declared::{self, Declared, Target},
};

/// What a struct sends, as far as the derive can see it.
pub(super) struct Sent<'a> {
    /// The parameters and members whose names are known, in declaration order.
    pub(super) values: Vec<SentValue<'a>>,
    /// The fields that are a whole body, with the word that says so.
    pub(super) bodies: Vec<(&'a Field<'a>, TokenStream)>,
    /// The fields that are members of the body, whether their names are known or not.
    pub(super) members: Vec<&'a Field<'a>>,
    /// Members that serde leaves out, with the word that says so.
    pub(super) skipped: Vec<SkippedMember<'a>>,
    /// Whether the struct gives no path of its own that is another one, so that its variables are those declared.
    pub(super) variables_are_clear: bool,
    /// Whether there may be parameters beyond `values`, because a role could not be read.
    pub(super) may_have_more_parameters: bool,
    /// Whether there may be members beyond `values`, which only serde knows.
    pub(super) may_have_more_members: bool,
    /// Whether something else is written in place of the fields.
    is_opaque: bool,
    /// Whether there is an error about what the body is made of.
    body_is_unclear: bool,
    pub(super) rename_all: ContainerRule,
}

/// A parameter or a member.
pub(super) struct SentValue<'a> {
    pub(super) target: Target,
    /// The name in the request.
    pub(super) name: String,
    /// What the name was read from.
    pub(super) tokens: TokenStream,
    pub(super) origin: Origin<'a>,
    /// The word by which the struct says that this header carries the idempotency key.
    pub(super) idempotency_key: Option<TokenStream>,
}

/// Where a value comes from.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// A field.
    Field(&'a Field<'a>),

    /// `#[serde(tag = "…")]` on the struct, which writes the name of the struct.
    Tag,
}

impl SentValue<'_> {
    fn is_header_of(&self, field: &Field<'_>) -> bool {
        self.target == Target::Header
            && matches!(self.origin, Origin::Field(own) if own.name == field.name)
    }
}

/// A member that is not sent.
pub(super) struct SkippedMember<'a> {
    pub(super) name: String,
    pub(super) field: &'a Field<'a>,
    pub(super) word: &'a Ident,
}

impl<'a> Sent<'a> {
    /// Roles in `complained` are left out: there is an error on them already.
    pub(super) fn of(
        bound: &Bound,
        container: &'a Container<'a>,
        drafts: &[FieldDraft],
        role_tokens: &[Vec<TokenStream>],
        complained: &[Place],
    ) -> Self {
        let attributes = &container.attrs.serde;
        let mut sent = Self {
            values: Vec::new(),
            bodies: Vec::new(),
            members: Vec::new(),
            skipped: Vec::new(),
            variables_are_clear: container
                .attrs
                .path
                .value()
                .is_none_or(|path| agree::path_agrees(bound, path)),
            may_have_more_parameters: !container.has_right_shape,
            may_have_more_members: !container.has_right_shape,
            is_opaque: members::are_replaced(attributes),
            body_is_unclear: false,
            rename_all: ContainerRule::of(attributes),
        };
        sent.ignore_members_beside_a_wrong_body(drafts, complained);
        for (index, field) in container.fields.iter().enumerate() {
            let roles = drafts.get(index).zip(role_tokens.get(index));
            let roles =
                roles.into_iter().flat_map(|(draft, tokens)| draft.roles.iter().zip(tokens));
            for (role_index, (role, tokens)) in roles.enumerate() {
                if !complained.contains(&Place::Role { field: index, role: role_index }) {
                    sent.add_role(field, role, tokens);
                } else if *role == RoleDraft::IdempotencyKey {
                    // It may lack the role that is the header.
                    sent.may_have_more_parameters = true;
                }
            }
            sent.add_skipped(field);
            if field.attrs.unreadable {
                sent.may_have_more_parameters = true;
                sent.may_have_more_members = true;
            }
        }
        if !sent.members.is_empty() && !sent.is_opaque {
            sent.add_tag(attributes);
        }
        sent
    }

    /// If one field is the whole body and others are members of it, nobody knows which of the two is meant.
    fn ignore_members_beside_a_wrong_body(&mut self, drafts: &[FieldDraft], complained: &[Place]) {
        let is_body = |place: &Place| match place {
            Place::Role { field, role } => drafts
                .get(*field)
                .is_some_and(|draft| draft.roles.get(*role) == Some(&RoleDraft::Body)),
            _ => false,
        };
        if complained.iter().any(is_body) {
            self.body_is_unclear = true;
            self.may_have_more_members = true;
        }
    }

    fn add_role(&mut self, field: &'a Field<'a>, role: &RoleDraft, tokens: &TokenStream) {
        let (target, name) = match role {
            RoleDraft::Body | RoleDraft::Member if self.body_is_unclear => return,
            RoleDraft::Body => return self.bodies.push((field, tokens.clone())),
            RoleDraft::Member => return self.add_member(field),
            RoleDraft::Header { name } => (Target::Header, name),
            RoleDraft::Path { variable } => (Target::Path, variable),
            RoleDraft::Query { name } => (Target::Query, name),
            RoleDraft::IdempotencyKey => {
                // The role of the header stands before it, unless there is an error on that.
                let header = self.values.last_mut().filter(|value| value.is_header_of(field));
                if let Some(header) = header {
                    header.idempotency_key = Some(tokens.clone());
                }
                return;
            }
            _ => return,
        };
        self.values.push(SentValue {
            target,
            name: name.clone(),
            tokens: tokens.clone(),
            origin: Origin::Field(field),
            idempotency_key: None,
        });
    }

    fn add_member(&mut self, field: &'a Field<'a>) {
        self.members.push(field);
        let has_name = !members::is_flattened(field) && !self.is_opaque;
        match self.rename_all.name(field) {
            Some((name, tokens)) if has_name => self.values.push(SentValue {
                target: Target::Member,
                name,
                tokens,
                origin: Origin::Field(field),
                idempotency_key: None,
            }),
            _ => self.may_have_more_members = true,
        }
    }

    fn add_skipped(&mut self, field: &'a Field<'a>) {
        let word = field
            .attrs
            .serde
            .iter()
            .find_map(|attr| attr.word("skip").or_else(|| attr.word("skip_serializing")));
        if let Some(word) = word.filter(|_| !field.attrs.has_role() && !self.is_opaque)
            && let Some((name, _)) = self.rename_all.name(field)
        {
            self.skipped.push(SkippedMember { name, field, word });
        }
    }

    fn add_tag(&mut self, attributes: &[SerdeAttr]) {
        match Setting::first(attributes, "tag") {
            Setting::Absent => {}
            Setting::Given(tag) => self.values.push(SentValue {
                target: Target::Member,
                name: tag.value(),
                tokens: tag.to_token_stream(),
                origin: Origin::Tag,
                idempotency_key: None,
            }),
            Setting::Unreadable => self.may_have_more_members = true,
        }
    }
}

/// The value that `#[serde(tag = "…")]` writes, and what it was read from.
pub(super) fn tag_value(container: &Container<'_>) -> Option<(String, TokenStream)> {
    match Setting::first(&container.attrs.serde, "rename") {
        Setting::Absent => {
            let ident = container.ident();
            Some((ident.unraw().to_string(), ident.to_token_stream()))
        }
        Setting::Given(name) => Some((name.value(), name.to_token_stream())),
        Setting::Unreadable => None,
    }
}

/// Puts the names of the document in place of those by which the struct may call the variables of the path, and its
/// spelling of headers in place of the struct's.
///
/// The struct may use the name of the document, the name in its own `path`, or, for the field's own name, the one in
/// snake_case. A variable or header that nobody knows keeps its name.
pub(super) fn name_as_declared(
    bound: &Bound,
    container: &Container<'_>,
    drafts: &mut [FieldDraft],
) {
    let parameters = declared::parameters(&bound.operation);
    let own = own_variables(bound, container.attrs.path.value());
    for (field, draft) in container.fields.iter().zip(drafts) {
        let is_named = matches!(field.attrs.path.value(), Some(Some(_)));
        for role in &mut draft.roles {
            let (name, declared) = match role {
                RoleDraft::Header { name } => {
                    let declared = declared_header(name, &parameters);
                    (name, declared)
                }
                RoleDraft::Path { variable } => {
                    let declared = declared_name(variable, is_named, &own, &parameters);
                    (variable, declared)
                }
                _ => continue,
            };
            if let Some(declared) = declared {
                declared.clone_into(name);
            }
        }
    }
}

fn declared_header<'n>(name: &str, parameters: &[Declared<'n>]) -> Option<&'n str> {
    let mut headers = parameters.iter().filter(|declared| declared.target == Target::Header);
    headers.find(|declared| declared.name.eq_ignore_ascii_case(name)).map(|declared| declared.name)
}

fn declared_name<'n>(
    variable: &str,
    is_named: bool,
    own: &[(String, &'n str)],
    parameters: &[Declared<'n>],
) -> Option<&'n str> {
    let in_own_path = own.iter().find(|(name, _)| name == variable).map(|(_, name)| *name);
    let variables = || parameters.iter().filter(|declared| declared.target == Target::Path);
    let exact = || variables().find(|declared| declared.name == variable);
    let in_snake_case = || variables().find(|declared| !is_named && declared.rust_name == variable);
    in_own_path.or_else(|| exact().or_else(in_snake_case).map(|declared| declared.name))
}

/// The variables of the path that the struct gives, each with its name in the document.
fn own_variables<'b>(bound: &'b Bound, path: Option<&LitStr>) -> Vec<(String, &'b str)> {
    let declared = bound.operation.endpoint.path();
    let Some(own) = path.and_then(|path| PathTemplate::parse(&path.value()).ok()) else {
        return Vec::new();
    };
    let pairs = own.variables().zip(declared.variables());
    pairs.map(|(own, declared)| (own.to_owned(), declared)).collect()
}
