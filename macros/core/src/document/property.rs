//! A field of a generated struct, be it a request or an object.

use countersign_spec::{Additional, Field, Member, RoleDraft, Side, Type};

use super::{
    additional,
    docs::{self, Doc, code},
    types::{Peeled, Types},
};
use crate::{
    expand,
    private::Private,
    source_code::{attribute_if, ident, literal, option},
};

/// A field of a generated struct.
pub(crate) struct Property {
    /// The field, with `r#` if it has to be.
    pub(crate) ident: String,
    /// The name without `r#`.
    pub(crate) name: String,
    /// The name in JSON, or of the parameter.
    pub(crate) wire_name: String,
    /// What the document says.
    pub(crate) said: Doc,
    /// The whole comment.
    pub(crate) doc: Doc,
    pub(crate) deprecated: bool,
    pub(crate) sensitive: bool,
    /// The type of a value that is there and not `null`.
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    /// Whether it names a deprecated type.
    pub(crate) mentions_deprecated: bool,
    /// The attributes for serde's derives.
    attributes: String,
}

/// Whether a value is there.
pub(crate) enum Presence {
    /// Every further member, by its name.
    Additional,

    /// It may be absent.
    Optional,

    /// It may be absent, and `null` is something else.
    OptionalOrNull,

    /// It always has this value.
    Preset(String),

    /// It is always there.
    Required,

    /// It is always there, but may be `null`.
    RequiredOrNull,
}

impl Property {
    /// A value of a request.
    pub(crate) fn of_field(types: &Types<'_>, field: &Field) -> Self {
        let is_member = field.roles.contains(&RoleDraft::Member);
        let Peeled { ty, nullable } = types.peel(&field.ty);
        let presence = match &field.preset {
            Some(value) => Presence::Preset(preset(types, &ty, value)),
            // `null` has no form outside JSON, and a body that is only `null` says nothing.
            None => Presence::new(field.required, nullable && is_member),
        };
        let said = Doc::said(&field.docs);
        let mut doc = said.clone();
        if is_member {
            doc = doc.or(|| format!("The member {}.", code(&field.wire_name)));
        } else if field.roles.contains(&RoleDraft::Body) {
            doc = doc.or(|| "The JSON body.".to_owned());
        }
        doc.add(docs::place(&field.roles).unwrap_or_default());
        add_remarks(&mut doc, &presence, field.sensitive);
        doc.add_inferred(&field.docs);
        Self {
            ident: ident(&field.rust_name),
            name: field.rust_name.clone(),
            wire_name: field.wire_name.clone(),
            said,
            doc,
            deprecated: field.deprecated,
            sensitive: field.sensitive,
            mentions_deprecated: types.mentions_deprecated(&field.ty),
            ty,
            presence,
            attributes: String::new(),
        }
    }

    /// A member of an object that the messages of this side hold.
    pub(crate) fn of_member(types: &Types<'_>, member: &Member, side: Option<Side>) -> Self {
        let Peeled { ty, nullable } = types.peel(&member.ty);
        let presence = match Presence::new(member.required, nullable) {
            // For who reads a response, a member that is `null` is no more there than one that is absent.
            Presence::OptionalOrNull if side == Some(Side::Response) => Presence::Optional,
            presence => presence,
        };
        let mut serde = Vec::new();
        if member.flattened {
            serde.push("flatten".to_owned());
        } else {
            serde.extend(written(&member.wire_name, &member.rust_name, &presence));
            serde.extend(read(types, &presence));
        }
        let said = Doc::said(&member.docs);
        let mut doc = said.clone().or(|| {
            let what = if member.flattened { "The members of" } else { "The member" };
            format!("{what} {}.", code(&member.wire_name))
        });
        add_remarks(&mut doc, &presence, member.sensitive);
        doc.add_inferred(&member.docs);
        Self {
            ident: ident(&member.rust_name),
            name: member.rust_name.clone(),
            wire_name: member.wire_name.clone(),
            said,
            doc,
            deprecated: member.deprecated,
            sensitive: member.sensitive,
            mentions_deprecated: types.mentions_deprecated(&member.ty),
            ty,
            presence,
            attributes: serde_attribute(&serde),
        }
    }

    /// The members beyond those that are declared, beside these, in the struct of this name.
    pub(crate) fn of_additional(
        types: &Types<'_>,
        additional: &Additional,
        others: &[Self],
        owner: &str,
    ) -> Option<Self> {
        let Additional::Kept(ty) = additional else {
            return None;
        };
        let mut name = "additional_properties".to_owned();
        while others.iter().any(|other| other.name == name) {
            name.push('_');
        }
        // Nobody knows what they hold, so they are not shown.
        let sensitive = true;
        let mut doc = Doc::new("The members beyond those that are declared, by their names.");
        add_remarks(&mut doc, &Presence::Additional, sensitive);
        Some(Self {
            ident: ident(&name),
            name,
            wire_name: String::new(),
            said: Doc::default(),
            doc,
            deprecated: false,
            sensitive,
            mentions_deprecated: types.mentions_deprecated(ty),
            ty: ty.clone(),
            presence: Presence::Additional,
            attributes: serde_attribute(&[additional::serde_words(owner)]),
        })
    }

    /// Whether whoever makes the struct has to give the value.
    pub(crate) fn is_required(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::RequiredOrNull)
    }

    /// The field of a struct whose implementations are all written already.
    pub(crate) fn field(&self, types: &Types<'_>) -> String {
        self.declared(types, "")
    }

    /// The field of a struct that derives serde's traits.
    pub(crate) fn declaration(&self, types: &Types<'_>) -> String {
        self.declared(types, &self.attributes)
    }

    fn declared(&self, types: &Types<'_>, attributes: &str) -> String {
        let Self { ident, doc, .. } = self;
        let deprecated = attribute_if(self.deprecated, "#[deprecated]");
        // What always has one value is not for the user to change.
        let visibility = if let Presence::Preset(_) = self.presence { "" } else { "pub" };
        let ty = self.stored(types);
        format!("{doc} {attributes} {deprecated} {visibility} {ident}: {ty},\n")
    }

    /// The field as it makes part of a request.
    pub(crate) fn sent(&self) -> expand::Field {
        expand::Field {
            ident: self.ident.clone(),
            name: literal(&self.name),
            ty: expand::FieldType::Declared,
        }
    }

    /// The field of this number as a member of a JSON object that is sent, in which these names are declared.
    pub(crate) fn sent_member(&self, field: usize, declared: &[String]) -> expand::Member {
        match &self.presence {
            Presence::Additional => {
                expand::Member::Additional { field, declared: declared.to_vec() }
            }
            presence => expand::Member::One {
                field,
                name: self.wire_name.clone(),
                skip_if: presence.skipped_if().map(str::to_owned),
            },
        }
    }

    /// A field of this name in a struct that only reads the member.
    pub(crate) fn read_into(&self, types: &Types<'_>, name: &str) -> String {
        let words = match &self.presence {
            Presence::Additional => vec!["flatten".to_owned()],
            presence => {
                renamed(&self.wire_name, name).into_iter().chain(read(types, presence)).collect()
            }
        };
        let (serde, ident, ty) = (serde_attribute(&words), ident(name), self.stored(types));
        format!("{serde} {ident}: {ty},\n")
    }

    /// The type of the field.
    fn stored(&self, types: &Types<'_>) -> String {
        let ty = types.rust(&self.ty);
        match &self.presence {
            Presence::Additional => types.rust(&Type::Map(Box::new(self.ty.clone()))),
            Presence::Optional | Presence::RequiredOrNull => option(&ty),
            Presence::OptionalOrNull => option(&option(&ty)),
            // A preset that may be `null` elsewhere is not `null` here.
            Presence::Preset(_) | Presence::Required => ty,
        }
    }
}

impl Presence {
    fn new(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::RequiredOrNull,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalOrNull,
        }
    }

    /// The function that tells whether the value is left out of a JSON object; `None` if it never is.
    fn skipped_if(&self) -> Option<&'static str> {
        match self {
            Self::Optional | Self::OptionalOrNull => Some("::std::option::Option::is_none"),
            Self::Additional | Self::Preset(_) | Self::Required | Self::RequiredOrNull => None,
        }
    }
}

/// The value of a preset: text, or one of the known values of an enum.
fn preset(types: &Types<'_>, ty: &Type, value: &str) -> String {
    match types.variant(ty, value) {
        Some(variant) => format!("{}::{}", types.rust(ty), ident(variant)),
        None => format!("::std::borrow::ToOwned::to_owned({})", literal(value)),
    }
}

/// The words of serde for writing a member.
fn written(wire_name: &str, name: &str, presence: &Presence) -> Vec<String> {
    let mut words: Vec<_> = renamed(wire_name, name).into_iter().collect();
    words.extend(presence.skipped_if().map(|path| format!("skip_serializing_if = \"{path}\"")));
    words
}

/// The words of serde for reading a member, besides its name.
fn read(types: &Types<'_>, presence: &Presence) -> Option<String> {
    let runtime = types.runtime;
    matches!(presence, Presence::OptionalOrNull).then(|| {
        format!("default, deserialize_with = \"{runtime}::{Private}::deserialize_present\"")
    })
}

/// The word of serde for a member whose field has another name.
fn renamed(wire_name: &str, name: &str) -> Option<String> {
    (wire_name != name).then(|| format!("rename = {}", literal(wire_name)))
}

/// `#[serde(words)]`, if there are any words.
fn serde_attribute(words: &[String]) -> String {
    match words {
        [] => String::new(),
        words => format!("#[serde({})]", words.join(", ")),
    }
}

fn add_remarks(doc: &mut Doc, presence: &Presence, sensitive: bool) {
    if matches!(presence, Presence::OptionalOrNull) {
        doc.add("`Some(None)` stands for `null`.");
    }
    if sensitive {
        doc.add("`Debug` does not show it.");
    }
}
