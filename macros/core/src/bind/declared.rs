//! What an operation declares a value for.

use std::collections::BTreeSet;

use countersign_spec::{
    Additional, Document, Field, HeaderName, Location, Operation, RequestBody, RoleDraft, Shape,
    Type,
};

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Header,
    Member,
    Path,
    Query,
}

/// A value that the operation declares.
#[derive(Clone, Debug)]
pub(super) struct Declared<'d> {
    pub(super) target: Target,
    /// The name in the request.
    pub(super) name: &'d str,
    /// The name of a field for it.
    pub(super) rust_name: &'d str,
    pub(super) ty: &'d Type,
    pub(super) required: bool,
    /// The one value that it always has.
    pub(super) preset: Option<&'d str>,
    /// The variable of the path whose value this header repeats.
    pub(super) repeats: Option<&'d str>,
    pub(super) location: &'d Location,
}

/// The body that an operation declares.
#[derive(Clone, Debug)]
pub(super) struct DeclaredBody<'d> {
    pub(super) content: Content<'d>,
    /// The type of the whole; `None` for members that were declared inline, and without a body.
    pub(super) ty: Option<&'d Type>,
    /// Where it is declared.
    pub(super) location: &'d Location,
    /// Whether a request without a payload is wrong.
    pub(super) required: bool,
}

/// What the payload holds.
#[derive(Clone, Debug)]
pub(super) enum Content<'d> {
    /// There is no payload.
    None,

    /// A JSON object.
    Object {
        /// Its members.
        members: Vec<Declared<'d>>,
        /// The type of members that are not declared; `None` if there may be none.
        additional: Option<&'d Type>,
        /// Members that only responses hold.
        read_only: Vec<ReadOnly<'d>>,
    },

    /// JSON of this type, which is no object with known members.
    Other(&'d Type),
}

/// A member that only responses hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadOnly<'d> {
    pub(super) name: &'d str,
    pub(super) location: &'d Location,
}

impl Target {
    /// What the values are called.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Member => "member",
            Self::Path => "variable",
            Self::Query => "query parameter",
        }
    }

    /// The name as it is shown: variables stand in braces.
    pub(super) fn shown(self, name: &str) -> String {
        match self {
            Self::Path => format!("`{{{name}}}`"),
            Self::Header | Self::Member | Self::Query => format!("`{name}`"),
        }
    }
}

impl Declared<'_> {
    /// `` header `EntitlementId` ``
    pub(super) fn shown(&self) -> String {
        format!("{} {}", self.target.noun(), self.target.shown(self.name))
    }

    /// The role that a field of this name needs to be sent as this; `None` for members, which have no role.
    pub(super) fn role(&self, field: &str) -> Option<String> {
        match self.target {
            Target::Header => Some(format!("header = \"{}\"", self.name)),
            Target::Member => None,
            Target::Path if self.rust_name == field || self.name == field => {
                Some("path".to_owned())
            }
            Target::Path => Some(format!("path = \"{}\"", self.name)),
            Target::Query if self.name == field => Some("query".to_owned()),
            Target::Query => Some(format!("query = \"{}\"", self.name)),
        }
    }
}

/// The parameters of an operation, in document order.
pub(super) fn parameters(operation: &Operation) -> Vec<Declared<'_>> {
    let mut parameters = Vec::new();
    for field in &operation.fields {
        let variable = field.roles.iter().find_map(|role| match role {
            RoleDraft::Path { variable } => Some(variable.as_str()),
            _ => None,
        });
        for role in &field.roles {
            let declared = match role {
                RoleDraft::Path { variable } => Declared::of(field, Target::Path, variable),
                RoleDraft::Query { name } => Declared::of(field, Target::Query, name),
                RoleDraft::Header { name } => {
                    Declared { repeats: variable, ..Declared::of(field, Target::Header, name) }
                }
                _ => continue,
            };
            parameters.push(declared);
        }
    }
    parameters
}

impl<'d> Declared<'d> {
    fn of(field: &'d Field, target: Target, name: &'d str) -> Self {
        Self {
            target,
            name,
            rust_name: &field.rust_name,
            ty: &field.ty,
            required: field.required || target == Target::Path,
            preset: field.preset.as_deref(),
            repeats: None,
            location: &field.location,
        }
    }
}

/// The body of an operation.
pub(super) fn body<'d>(document: &'d Document, operation: &'d Operation) -> DeclaredBody<'d> {
    let whole = || operation.fields.iter().find(|field| field.roles.contains(&RoleDraft::Body));
    let none = DeclaredBody {
        content: Content::None,
        ty: None,
        required: false,
        location: &operation.location,
    };
    let mut body = match &operation.body {
        RequestBody::Members { additional, .. } => {
            let fields = operation.fields.iter();
            let members: Vec<_> = fields
                .filter(|field| field.roles.contains(&RoleDraft::Member))
                .map(|field| Declared::of(field, Target::Member, &field.wire_name))
                .collect();
            let read_only = operation.read_only.iter();
            let read_only = read_only
                .map(|field| ReadOnly { name: &field.wire_name, location: &field.location });
            DeclaredBody {
                required: members.iter().any(|member| member.required),
                content: Content::Object {
                    members,
                    additional: kept(additional),
                    read_only: read_only.collect(),
                },
                ty: None,
                location: &operation.location,
            }
        }
        RequestBody::Whole { .. } => whole().map_or(none, |field| DeclaredBody {
            content: whole_content(document, &field.ty),
            ty: Some(&field.ty),
            required: field.required,
            location: &field.location,
        }),
        _ => none,
    };
    // `Content-Type` is sent with a payload only, and a signed header is always sent.
    body.required |= operation.endpoint.signed().iter().any(is_content_type);
    body
}

fn is_content_type(name: &HeaderName) -> bool {
    name.as_str().eq_ignore_ascii_case("Content-Type")
}

fn kept(additional: &Additional) -> Option<&Type> {
    match additional {
        Additional::Kept(ty) => Some(ty),
        _ => None,
    }
}

fn whole_content<'d>(document: &'d Document, ty: &'d Type) -> Content<'d> {
    let mut object = Object {
        members: Vec::new(),
        additional: None,
        read_only: Vec::new(),
        seen: BTreeSet::new(),
    };
    match resolve(document, ty).1 {
        Type::Named(name) if object.add(document, name) => Content::Object {
            members: object.members,
            additional: object.additional,
            read_only: object.read_only,
        },
        Type::Map(value) => {
            Content::Object { members: Vec::new(), additional: Some(value), read_only: Vec::new() }
        }
        other => Content::Other(other),
    }
}

/// The members of an object, those of its parts (`allOf`) included.
struct Object<'d> {
    members: Vec<Declared<'d>>,
    additional: Option<&'d Type>,
    read_only: Vec<ReadOnly<'d>>,
    /// The names of the schemas that were added.
    seen: BTreeSet<&'d str>,
}

impl<'d> Object<'d> {
    /// Adds the members of this schema, and returns whether it is an object.
    fn add(&mut self, document: &'d Document, name: &'d str) -> bool {
        if !self.seen.insert(name) {
            return true;
        }
        let Some(schema) = document.schema(name) else {
            return false;
        };
        let Shape::Struct { members, additional } = &schema.shape else {
            return false;
        };
        // The type is that of the request.
        let read_only = schema.left_out.iter();
        self.read_only.extend(
            read_only
                .map(|member| ReadOnly { name: &member.wire_name, location: &member.location }),
        );
        self.additional = self.additional.or(kept(additional));
        for member in members {
            match resolve(document, &member.ty).1 {
                Type::Named(part) if member.flattened => {
                    self.add(document, part);
                }
                Type::Map(value) if member.flattened => self.additional = Some(value),
                _ => self.members.push(Declared {
                    target: Target::Member,
                    name: &member.wire_name,
                    rust_name: &member.rust_name,
                    ty: &member.ty,
                    required: member.required,
                    preset: None,
                    repeats: None,
                    location: &member.location,
                }),
            }
        }
        true
    }
}

/// The type without what does not change its values, and whether it may be `null`.
///
/// A [`Type::Named`] that comes out is a struct or an enum.
pub(super) fn resolve<'d>(document: &'d Document, ty: &'d Type) -> (bool, &'d Type) {
    let (mut may_be_null, mut ty) = (false, ty);
    let mut seen = BTreeSet::new();
    loop {
        match ty {
            Type::Boxed(inside) => ty = inside,
            Type::Nullable(inside) => {
                may_be_null = true;
                ty = inside;
            }
            Type::Named(name) if seen.insert(name.as_str()) => {
                match document.schema(name).map(|schema| &schema.shape) {
                    Some(Shape::Alias(target)) => ty = target,
                    _ => return (may_be_null, ty),
                }
            }
            Type::Any => return (true, ty),
            _ => return (may_be_null, ty),
        }
    }
}
