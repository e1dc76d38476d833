//! One value that the struct sends, beside what is declared for it.

use countersign_spec::Type as DeclaredType;
use syn::Type;

use crate::{ast::Field, derive};

use super::{
    Bound,
    declared::{Declared, DeclaredBody, Target, resolve},
    kind::{self, Kind, Mismatch},
    sent::{self, Origin, SentValue},
    text::{self, Report},
};
use crate::ast::Container;

/// Looks at values.
pub(super) struct Values<'v> {
    pub(super) report: &'v Report<'v>,
    pub(super) bound: &'v Bound,
    pub(super) container: &'v Container<'v>,
}

impl Values<'_> {
    pub(super) fn check(&self, value: &SentValue<'_>, declared: &Declared<'_>) {
        match (value.origin, declared.target) {
            (Origin::Tag, _) => self.tag(value, declared),
            (Origin::Field(field), Target::Member) => self.member(field, declared),
            (Origin::Field(field), Target::Header | Target::Path | Target::Query) => {
                self.parameter(field, declared);
            }
        }
    }

    /// A member that is not declared, of an object that keeps such members.
    pub(super) fn additional_member(&self, value: &SentValue<'_>, ty: &DeclaredType) {
        if let Origin::Field(field) = value.origin
            && derive::is_written_by_us(field)
        {
            let inside = field.inside_option().filter(|_| skips_if(field).is_some());
            let subject = format!(
                "an additional member of `{}` ({})",
                self.bound.operation.id,
                self.operation_place()
            );
            self.json(inside.unwrap_or_else(|| field.ty()), ty, &subject);
        }
    }

    /// A field that is the whole body.
    pub(super) fn body(&self, field: &Field<'_>, body: &DeclaredBody<'_>) {
        let place = text::place(&self.bound.document, body.location);
        let subject = format!("the body of `{}` ({place})", self.bound.operation.id);
        let inside = field.inside_option();
        if inside.is_some() && body.required {
            self.report.refuse(
                field.ty(),
                format!("{subject} is required, but `{}` is optional", field.name),
                "use the type inside the `Option`",
            );
        }
        let object = DeclaredType::Map(Box::new(DeclaredType::Any));
        self.json(inside.unwrap_or_else(|| field.ty()), body.ty.unwrap_or(&object), &subject);
    }

    /// A parameter is sent as text, and left out if it is `None`.
    fn parameter(&self, field: &Field<'_>, declared: &Declared<'_>) {
        let inside = field.inside_option();
        // A variable that is optional is a mistake without any document.
        if inside.is_some() && declared.required && declared.target != Target::Path {
            self.report.refuse(
                field.ty(),
                format!("{} is required, but `{}` is optional", self.subject(declared), field.name),
                "use the type inside the `Option`",
            );
        }
        // A header that repeats a variable has the same type.
        if declared.repeats.is_none() {
            let ty = inside.unwrap_or_else(|| field.ty());
            let generics = self.container.generics();
            let document = &self.bound.document;
            if let Some(mismatch) = kind::mismatch_as_text(document, generics, ty, declared.ty) {
                self.wrong_type(&mismatch, &self.subject(declared));
            }
        }
    }

    fn member(&self, field: &Field<'_>, declared: &Declared<'_>) {
        let subject = self.subject(declared);
        let skips_if = skips_if(field);
        if let Some(word) = skips_if.filter(|_| declared.required) {
            self.report.refuse(
                word,
                format!("{subject} is required, but `{word}` may leave it out"),
                format!("remove `{word}`"),
            );
        }
        // A function of the user writes what it wants.
        if !derive::is_written_by_us(field) {
            return;
        }
        let (may_be_null, _) = resolve(&self.bound.document, declared.ty);
        let ty = match field.inside_option() {
            Some(inside) => {
                if skips_if.is_none() && !may_be_null {
                    self.none_is_null(field, declared, &subject);
                }
                inside
            }
            None => field.ty(),
        };
        self.json(ty, declared.ty, &subject);
    }

    /// serde writes `None` as `null`, so that what may be left out but not be `null` needs `skip_serializing_if`.
    fn none_is_null(&self, field: &Field<'_>, declared: &Declared<'_>, subject: &str) {
        if declared.required {
            self.report.refuse(
                field.ty(),
                format!(
                    "{subject} is required and cannot be `null`, but `{}` is optional",
                    field.name
                ),
                "use the type inside the `Option`",
            );
        } else {
            self.report.refuse(
                field.ty(),
                format!("{subject} may be left out but cannot be `null`, and `None` is written as `null`"),
                "add `#[serde(skip_serializing_if = \"Option::is_none\")]`",
            );
        }
    }

    /// `#[serde(tag = "…")]` writes the name of the struct, or what `#[serde(rename = "…")]` sets in its place.
    fn tag(&self, value: &SentValue<'_>, declared: &Declared<'_>) {
        let subject = self.subject(declared);
        let string: Type = syn::parse_quote!(String);
        let (document, generics) = (&self.bound.document, self.container.generics());
        if kind::mismatch(document, generics, &string, declared.ty).is_some() {
            let declared_as = kind::declared_as(document, declared.ty);
            self.report.refuse(
                &value.tokens,
                format!("{subject} is {declared_as}, but `tag` writes a string"),
                format!("use a field of the type `{}`", text::rust_type(document, declared.ty)),
            );
        } else if let Some(preset) = declared.preset
            && let Some((written, tokens)) = sent::tag_value(self.container)
            && written != preset
        {
            self.report.refuse(
                tokens,
                format!("{subject} is always `{preset}`, but `tag` writes `{written}`"),
                format!("add `#[serde(rename = \"{preset}\")]` to the struct"),
            );
        }
    }

    fn json(&self, ty: &Type, declared: &DeclaredType, subject: &str) {
        let (document, generics) = (&self.bound.document, self.container.generics());
        if let Some(mismatch) = kind::mismatch(document, generics, ty, declared) {
            self.wrong_type(&mismatch, subject);
        }
    }

    fn wrong_type(&self, mismatch: &Mismatch<'_, '_>, subject: &str) {
        let document = &self.bound.document;
        let mut whole = String::new();
        for part in mismatch.inside.iter().rev() {
            let article = if *part == "item" { "an" } else { "a" };
            whole.push_str(&format!("{article} {part} of "));
        }
        let ty = text::shown(mismatch.ty);
        let fitting = text::rust_type(document, mismatch.declared);
        match mismatch.kind {
            Kind::Option(_) => self.report.refuse(
                mismatch.ty,
                format!("{whole}{subject} cannot be `null`, and `None` is written as `null`"),
                "use the type inside the `Option`",
            ),
            Kind::Null => self.report.refuse(
                mismatch.ty,
                format!("{whole}{subject} cannot be `null`, and `{ty}` is written as `null`"),
                format!("use a type such as `{fitting}`"),
            ),
            _ => self.report.refuse(
                mismatch.ty,
                format!(
                    "{whole}{subject} is {}, but `{ty}` is written as {}",
                    kind::declared_as(document, mismatch.declared),
                    mismatch.kind.written(),
                ),
                format!("use a type such as `{fitting}`"),
            ),
        }
    }

    /// ``the member `offerKey` (bango-resale.json:41:13)``
    fn subject(&self, declared: &Declared<'_>) -> String {
        let place = text::place(&self.bound.document, declared.location);
        format!("the {} ({place})", declared.shown())
    }

    fn operation_place(&self) -> String {
        text::place(&self.bound.document, &self.bound.operation.location)
    }
}

/// The word by which serde may leave the field out.
fn skips_if<'a>(field: &'a Field<'_>) -> Option<&'a proc_macro2::Ident> {
    field.attrs.serde.iter().find_map(|attr| attr.word("skip_serializing_if"))
}
