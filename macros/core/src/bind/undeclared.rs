//! What a struct sends although the operation does not declare it.

use crate::{ast::Field, members::ContainerRule, serde_attr::RenameRule};

use super::{
    compare::{Compare, Filled},
    declared::{Content, Declared, ReadOnly, Target},
    sent::{Origin, SentValue},
    text,
};

impl Compare<'_> {
    pub(super) fn undeclared(&mut self, value: &SentValue<'_>) {
        let target = value.target;
        if let (Target::Member, Content::Object { read_only, .. }) = (target, &self.body.content)
            && let Some(member) = read_only.iter().find(|member| member.name == value.name)
        {
            return self.read_only(value, *member);
        }
        match (target, &self.body.content) {
            (Target::Path, _) if !self.sent.variables_are_clear => return,
            (Target::Member, Content::Object { additional: Some(ty), .. }) => {
                return self.values.additional_member(value, ty);
            }
            // Here every member is wrong, also those whose names are not known.
            (Target::Member, Content::None | Content::Other(_)) => return,
            _ => {}
        }
        let meant = self.meant(target, &value.name);
        let help = match meant {
            Some(index) => self.use_instead(value, &self.declared[index]),
            None => self.names_of(target),
        };
        self.report.refuse(
            &value.tokens,
            format!(
                "`{}` declares no {} {} ({})",
                self.bound.operation.id,
                target.noun(),
                target.shown(&value.name),
                self.operation_place(),
            ),
            help,
        );
    }

    fn read_only(&self, value: &SentValue<'_>, member: ReadOnly<'_>) {
        self.report.refuse(
            &value.tokens,
            format!(
                "the member `{}` ({}) is read-only: responses hold it, and requests do not",
                member.name,
                text::place(&self.bound.document, member.location),
            ),
            match value.origin {
                Origin::Field(_) => "remove the field",
                Origin::Tag => "remove `tag`",
            },
        );
    }

    /// What a wrong value seems to be meant for, among what nothing fills. From now on it counts as filled.
    pub(super) fn meant(&mut self, target: Target, name: &str) -> Option<usize> {
        let free = |index: &usize| self.filled[*index].is_none();
        let all = || (0..self.declared.len()).filter(free);
        let of_target = || all().filter(|index| self.declared[*index].target == target);
        let is_alike = |index: &usize| {
            let declared = &self.declared[*index];
            text::alike(declared.name, name) || text::alike(declared.rust_name, name)
        };
        let nearest = || {
            let names = of_target().map(|index| self.declared[index].name);
            let near = countersign_spec::nearest(name, names)?;
            of_target().find(|index| self.declared[*index].name == near)
        };
        let meant = of_target().find(is_alike).or_else(|| all().find(is_alike)).or_else(nearest)?;
        self.filled[meant] = Some(Filled::Wrongly);
        // Who is told to use another role is told the roles of repeating headers too.
        let declared = &self.declared[meant];
        if declared.target == Target::Path && target != Target::Path {
            let variable = declared.name;
            for (header, filled) in self.declared.iter().zip(&mut self.filled) {
                if header.repeats == Some(variable) {
                    filled.get_or_insert(Filled::Wrongly);
                }
            }
        }
        Some(meant)
    }

    /// What to write so that the value is what it seems to be meant for.
    fn use_instead(&self, value: &SentValue<'_>, meant: &Declared<'_>) -> String {
        let field = match value.origin {
            Origin::Field(field) => field,
            Origin::Tag => return format!("did you mean `{}`?", meant.name),
        };
        match (value.target, meant.role(&field.name)) {
            (target, Some(role)) if target == meant.target => {
                format!("did you mean {}? write `{role}`", target.shown(meant.name))
            }
            (_, Some(_)) => self.other_role(field, meant),
            (Target::Member, None) => self.rename(value, field, meant),
            (_, None) => format!(
                "`{}` is a member of the body: remove the role{}",
                meant.name,
                match self.sent.rename_all.apply(&field.name) {
                    Some(name) if name == meant.name => String::new(),
                    _ => format!(", and add `#[serde(rename = \"{}\")]`", meant.name),
                },
            ),
        }
    }

    pub(super) fn other_role(&self, field: &Field<'_>, meant: &Declared<'_>) -> String {
        let what = match meant.target {
            Target::Path => "a variable of the path",
            Target::Header => "a header",
            Target::Member | Target::Query => "a query parameter",
        };
        let roles = self.roles(meant, &field.name);
        format!("{} is {what}: write `#[endpoint({roles})]`", meant.target.shown(meant.name))
    }

    /// The roles of a field that is sent as this, repeating headers included.
    pub(super) fn roles(&self, declared: &Declared<'_>, field: &str) -> String {
        let repeating = self.declared.iter().filter(|header| {
            declared.target == Target::Path && header.repeats == Some(declared.name)
        });
        let roles: Vec<_> = declared
            .role(field)
            .into_iter()
            .chain(repeating.filter_map(|header| header.role(field)))
            .collect();
        roles.join(", ")
    }

    fn rename(&self, value: &SentValue<'_>, field: &Field<'_>, meant: &Declared<'_>) -> String {
        let name = meant.name;
        let is_renamed = value.name != field.name
            && self.sent.rename_all.apply(&field.name).is_some_and(|name| name != value.name);
        let by_field_name = self.sent.rename_all.apply(meant.rust_name);
        if is_renamed {
            format!("did you mean `{name}`?")
        } else if let (ContainerRule::None, Some(rule)) =
            (self.sent.rename_all, RenameRule::between(&field.name, name))
        {
            format!(
                "did you mean `{name}`? add `#[serde(rename_all = \"{}\")]` to the struct",
                rule.name()
            )
        } else if by_field_name.is_some_and(|by_field_name| by_field_name == name) {
            format!("did you mean `{name}`? call the field `{}`", text::ident(meant.rust_name))
        } else {
            format!("did you mean `{name}`? add `#[serde(rename = \"{name}\")]`")
        }
    }

    fn names_of(&self, target: Target) -> String {
        let of_target = self.declared.iter().filter(|declared| declared.target == target);
        let names: Vec<_> = of_target.map(|declared| target.shown(declared.name)).collect();
        let noun = target.noun();
        match (names.as_slice(), text::list(&names)) {
            ([], _) => format!("it has no {noun}s"),
            ([_], Some(name)) => format!("its only {noun} is {name}"),
            (_, Some(names)) => format!("its {noun}s are {names}"),
            (names, None) => format!("it has {} {noun}s", names.len()),
        }
    }
}
