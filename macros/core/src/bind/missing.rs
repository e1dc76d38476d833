//! What an operation needs although the struct does not send it.

use super::{
    compare::{Compare, Filled},
    declared::{Declared, Target},
    text,
};

impl Compare<'_> {
    /// A required member cannot be kept out of the body.
    pub(super) fn skipped(&mut self) {
        if !self.members_count() {
            return;
        }
        for skipped in &self.sent.skipped {
            let index = self.declared.iter().position(|declared| {
                declared.target == Target::Member && declared.name == skipped.name
            });
            let Some(index) = index.filter(|index| self.filled[*index].is_none()) else {
                continue;
            };
            let declared = &self.declared[index];
            if declared.required {
                let word = skipped.word;
                self.report.refuse(
                    word,
                    format!(
                        "the {} ({}) is required, but `{word}` keeps `{}` out of the body",
                        declared.shown(),
                        self.place(declared),
                        skipped.field.name,
                    ),
                    format!("remove `{word}`"),
                );
                self.filled[index] = Some(Filled::Wrongly);
            }
        }
    }

    /// What the struct lacks stands on the value of `operation`, because there is no other token for it.
    pub(super) fn missing(&self) {
        let has_body = !self.sent.members.is_empty() || !self.sent.bodies.is_empty();
        let may_have_body = has_body || self.sent.may_have_more_members;
        // What is missing of a body that was declared inline is its members.
        if self.body.required && self.body.ty.is_some() && !may_have_body {
            self.missing_body();
        }
        for (declared, filled) in self.declared.iter().zip(&self.filled) {
            let counts = match declared.target {
                Target::Header | Target::Query => !self.sent.may_have_more_parameters,
                Target::Path => {
                    !self.sent.may_have_more_parameters && self.sent.variables_are_clear
                }
                Target::Member => self.members_count() && !self.sent.may_have_more_members,
            };
            if counts && declared.required && filled.is_none() {
                self.missing_value(declared);
            }
        }
    }

    /// Whether the body is made of members, so that one can be missing.
    fn members_count(&self) -> bool {
        let is_inline = self.body.ty.is_none();
        self.sent.bodies.is_empty() && (is_inline || !self.sent.members.is_empty())
    }

    fn missing_body(&self) {
        self.report.refuse(
            &self.bound.literal,
            format!(
                "`{}` needs a body ({}), and no field is in it",
                self.bound.operation.id,
                text::place(&self.bound.document, self.body.location),
            ),
            "add a field with the role `body`",
        );
    }

    fn missing_value(&self, declared: &Declared<'_>) {
        let (id, place) = (&self.bound.operation.id, self.place(declared));
        let shown = declared.shown();
        if let Some(variable) = declared.repeats {
            return self.missing_repetition(declared, variable);
        }
        let what_lacks = match declared.target {
            Target::Header | Target::Query => "no field is sent as it",
            Target::Member => "no field is written as it",
            Target::Path => "no field fills it",
        };
        self.report.refuse(
            &self.bound.literal,
            format!("`{id}` needs the {shown} ({place}), and {what_lacks}"),
            self.add(declared),
        );
    }

    /// A header that repeats a variable is missing where the variable is filled.
    fn missing_repetition(&self, declared: &Declared<'_>, variable: &str) {
        let message = format!(
            "`{}` needs the {} ({}), which repeats the variable `{{{variable}}}`",
            self.bound.operation.id,
            declared.shown(),
            self.place(declared),
        );
        let role = format!("`header = \"{}\"`", declared.name);
        match self.filler(variable) {
            Some(Filled::By(filler)) => {
                self.report.refuse(&filler.tokens, message, format!("add the role {role}"));
            }
            // Whoever adds the field is told both roles.
            None if self.sent.variables_are_clear => {}
            _ => self.report.refuse(
                &self.bound.literal,
                message,
                format!("give the field that fills the variable the role {role}"),
            ),
        }
    }

    /// What to add for a value that is missing.
    fn add(&self, declared: &Declared<'_>) -> String {
        let (name, rust_name) = (declared.name, declared.rust_name);
        let ty = text::rust_type(&self.bound.document, declared.ty);
        let field = format!("{}: {ty}", text::ident(rust_name));
        if declared.target != Target::Member {
            return format!("add `#[endpoint({})] {field}`", self.roles(declared, rust_name));
        }
        if let Some(preset) = declared.preset {
            return format!(
                "it is always `{preset}`: add `#[serde(tag = \"{name}\", rename = \"{preset}\")]` to the struct"
            );
        }
        match self.sent.rename_all.apply(rust_name) {
            Some(written) if written == name => format!("add a field `{field}`"),
            _ => format!("add a field `#[serde(rename = \"{name}\")] {field}`"),
        }
    }
}
