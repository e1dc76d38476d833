//! Finds what of a struct belongs to what of the operation, and what is too much or missing.

use countersign_spec::Type;

use crate::ast::Container;

use super::{
    Bound,
    declared::{self, Content, Declared, DeclaredBody, Target},
    kind,
    sent::{Origin, Sent, SentValue},
    text::{self, Report},
    value::Values,
};

/// Reports every value that the struct sends wrongly, too much, or not at all.
pub(super) fn check(
    report: &Report<'_>,
    bound: &Bound,
    container: &Container<'_>,
    sent: &Sent<'_>,
) {
    let body = declared::body(&bound.document, &bound.operation);
    let mut declared = declared::parameters(&bound.operation);
    if let Content::Object { members, .. } = &body.content {
        declared.extend(members.iter().cloned());
    }
    let values = Values { report, bound, container };
    let filled = declared.iter().map(|_| None).collect();
    let mut compare = Compare { report, bound, sent, values, body, declared, filled };
    let pairs = compare.pairs();
    for (value, pair) in sent.values.iter().zip(pairs) {
        match pair {
            Some(index) => compare.pair(value, index),
            None => compare.undeclared(value),
        }
    }
    compare.body();
    compare.skipped();
    compare.missing();
}

/// The two sides, and what is known about them so far.
pub(super) struct Compare<'c> {
    pub(super) report: &'c Report<'c>,
    pub(super) bound: &'c Bound,
    pub(super) sent: &'c Sent<'c>,
    pub(super) values: Values<'c>,
    pub(super) body: DeclaredBody<'c>,
    /// Parameters and members.
    pub(super) declared: Vec<Declared<'c>>,
    /// What each of them is filled by.
    pub(super) filled: Vec<Option<Filled<'c>>>,
}

/// What fills a declared value.
#[derive(Clone, Copy)]
pub(super) enum Filled<'c> {
    /// This one.
    By(&'c SentValue<'c>),

    /// One that is wrong, about which there is an error already, seems to be meant for it.
    Wrongly,
}

impl<'c> Compare<'c> {
    /// For each value what is declared for it.
    fn pairs(&mut self) -> Vec<Option<usize>> {
        let mut pairs = Vec::new();
        for value in &self.sent.values {
            let pair = self.declared.iter().position(|declared| is_same(value, declared));
            if let Some(index) = pair {
                self.filled[index].get_or_insert(Filled::By(value));
            }
            pairs.push(pair);
        }
        pairs
    }

    fn pair(&self, value: &'c SentValue<'c>, index: usize) {
        let declared = &self.declared[index];
        self.values.check(value, declared);
        self.idempotency_key(value, declared);
        if let Some(variable) = declared.repeats {
            self.repeats(value, declared, variable);
        }
    }

    /// A header carries the idempotency key if the document says so. The struct may say it again, and then it must be
    /// true.
    fn idempotency_key(&self, value: &SentValue<'_>, declared: &Declared<'_>) {
        let Some(word) = &value.idempotency_key else {
            return;
        };
        let id = &self.bound.operation.id;
        let help = match self.bound.idempotency_key() {
            Some(key) if key.as_str() == declared.name => return,
            Some(key) => format!("the idempotency key of `{id}` is the header `{key}`"),
            None => {
                "remove `idempotency_key`, or add `\"x-idempotency-key\": true` to the parameter"
                    .to_owned()
            }
        };
        self.report.refuse(
            word,
            format!(
                "the {} of `{id}` ({}) does not carry an idempotency key",
                declared.shown(),
                self.place(declared),
            ),
            help,
        );
    }

    /// A header that repeats a variable is sent by the field that fills the variable, so that both always agree.
    fn repeats(&self, value: &SentValue<'_>, declared: &Declared<'_>, variable: &str) {
        let Some(Filled::By(filler)) = self.filler(variable) else {
            return;
        };
        if let (Origin::Field(filler), Origin::Field(field)) = (filler.origin, value.origin)
            && filler.name != field.name
        {
            self.report.refuse(
                &value.tokens,
                format!(
                    "the {} ({}) repeats the variable `{{{variable}}}`, which `{}` fills",
                    declared.shown(),
                    self.place(declared),
                    filler.name,
                ),
                format!("give `{}` the role `header = \"{}\"` instead", filler.name, declared.name),
            );
        }
    }

    pub(super) fn filler(&self, variable: &str) -> Option<Filled<'c>> {
        let index = self
            .declared
            .iter()
            .position(|declared| declared.target == Target::Path && declared.name == variable)?;
        self.filled[index]
    }

    /// The body as a whole: whether there is one, and of which form.
    fn body(&mut self) {
        let (id, place) = (&self.bound.operation.id, self.operation_place());
        for (field, tokens) in &self.sent.bodies {
            if matches!(self.body.content, Content::None) {
                self.report.refuse(
                    tokens,
                    format!("`{id}` has no body ({place}), and `{}` would be one", field.name),
                    "remove the field, or give it another role",
                );
            } else {
                self.values.body(field, &self.body);
            }
        }
        match &self.body.content {
            Content::None => self.members_without_body(),
            Content::Other(ty) => self.members_without_object(ty),
            Content::Object { .. } => {}
        }
    }

    fn members_without_body(&mut self) {
        for field in &self.sent.members {
            let meant = self.meant(Target::Member, &field.name);
            let help = match meant {
                Some(index) => self.other_role(field, &self.declared[index]),
                None => {
                    "remove the field, or give it the role `path`, `query` or `header`".to_owned()
                }
            };
            self.report.refuse(
                field.ident,
                format!(
                    "`{}` has no body ({}), and `{}` would be a member of one",
                    self.bound.operation.id,
                    self.operation_place(),
                    field.name,
                ),
                help,
            );
        }
    }

    /// All members share this mistake, so the first one stands for them.
    fn members_without_object(&self, ty: &Type) {
        let is_anything = matches!(declared::resolve(&self.bound.document, ty).1, Type::Any);
        if let Some(field) = self.sent.members.first().filter(|_| !is_anything) {
            self.report.refuse(
                field.ident,
                format!(
                    "the body of `{}` is {} ({}), but fields without a role are members of an object",
                    self.bound.operation.id,
                    kind::declared_as(&self.bound.document, ty),
                    text::place(&self.bound.document, self.body.location),
                ),
                "give one field the role `body`",
            );
        }
    }

    pub(super) fn place(&self, declared: &Declared<'_>) -> String {
        text::place(&self.bound.document, declared.location)
    }

    pub(super) fn operation_place(&self) -> String {
        text::place(&self.bound.document, &self.bound.operation.location)
    }
}

fn is_same(value: &SentValue<'_>, declared: &Declared<'_>) -> bool {
    value.target == declared.target
        && match value.target {
            Target::Header => value.name.eq_ignore_ascii_case(declared.name),
            Target::Member | Target::Path | Target::Query => value.name == declared.name,
        }
}
