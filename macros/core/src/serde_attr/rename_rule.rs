//! `#[serde(rename_all = "…")]`, applied to field names exactly as serde does it.

/// How the names of all fields are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RenameRule {
    Camel,
    Kebab,
    /// `lowercase`, which changes nothing: field names are taken to be in snake_case.
    Lower,
    Pascal,
    ScreamingKebab,
    ScreamingSnake,
    Snake,
    Upper,
}

impl RenameRule {
    const ALL: [Self; 8] = [
        Self::Lower,
        Self::Upper,
        Self::Pascal,
        Self::Camel,
        Self::Snake,
        Self::ScreamingSnake,
        Self::Kebab,
        Self::ScreamingKebab,
    ];

    /// The rule of this name, or `None`, about which serde will complain.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// The rule that makes this field name that member name, the usual one of JSON first.
    pub(crate) fn between(field: &str, member: &str) -> Option<Self> {
        [Self::Camel].into_iter().chain(Self::ALL).find(|rule| rule.apply(field) == member)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Camel => "camelCase",
            Self::Kebab => "kebab-case",
            Self::Lower => "lowercase",
            Self::Pascal => "PascalCase",
            Self::ScreamingKebab => "SCREAMING-KEBAB-CASE",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
            Self::Snake => "snake_case",
            Self::Upper => "UPPERCASE",
        }
    }

    /// The name of the member that this field is written as.
    ///
    /// This is `RenameRule::apply_to_field` of `serde_derive`, which is not public.
    pub(crate) fn apply(self, field: &str) -> String {
        match self {
            Self::Lower | Self::Snake => field.to_owned(),
            Self::Upper | Self::ScreamingSnake => field.to_ascii_uppercase(),
            Self::Pascal => pascal_case(field),
            Self::Camel => {
                let pascal = pascal_case(field);
                let mut characters = pascal.chars();
                match characters.next() {
                    Some(first) => format!("{}{}", first.to_ascii_lowercase(), characters.as_str()),
                    None => pascal,
                }
            }
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn pascal_case(field: &str) -> String {
    let mut pascal = String::new();
    let mut begins_word = true;
    for character in field.chars() {
        match character {
            '_' => begins_word = true,
            _ if begins_word => {
                pascal.push(character.to_ascii_uppercase());
                begins_word = false;
            }
            _ => pascal.push(character),
        }
    }
    pascal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: &str, fields: &[(&str, &str)]) {
        let rule = RenameRule::parse(rule).unwrap();
        for (field, expected) in fields {
            assert_eq!(rule.apply(field), *expected, "{field} in {}", rule.name());
        }
    }

    // The cases of serde_derive's own test, `rename_fields`, and those that its rules were not made for.
    #[test]
    fn applies_rules_as_serde_does() {
        check("lowercase", &[("very_tasty", "very_tasty"), ("z42", "z42"), ("fooBar", "fooBar")]);
        check("UPPERCASE", &[("very_tasty", "VERY_TASTY"), ("z42", "Z42"), ("straße", "STRAßE")]);
        check(
            "PascalCase",
            &[
                ("outcome", "Outcome"),
                ("very_tasty", "VeryTasty"),
                ("z42", "Z42"),
                ("_a__b_", "AB"),
            ],
        );
        check(
            "camelCase",
            &[
                ("outcome", "outcome"),
                ("very_tasty", "veryTasty"),
                ("z42", "z42"),
                ("_leading", "leading"),
                ("FooBar", "fooBar"),
                ("ätsch_b", "ätschB"),
                ("_", ""),
            ],
        );
        check("snake_case", &[("very_tasty", "very_tasty"), ("fooBar", "fooBar")]);
        check("SCREAMING_SNAKE_CASE", &[("very_tasty", "VERY_TASTY"), ("a", "A")]);
        check("kebab-case", &[("very_tasty", "very-tasty"), ("_a__b", "-a--b")]);
        check("SCREAMING-KEBAB-CASE", &[("very_tasty", "VERY-TASTY"), ("z42", "Z42")]);
    }

    #[test]
    fn knows_every_rule_and_no_other() {
        for rule in RenameRule::ALL {
            assert_eq!(RenameRule::parse(rule.name()), Some(rule));
        }
        assert_eq!(RenameRule::parse("camelcase"), None);
        assert_eq!(RenameRule::parse(""), None);
    }

    #[test]
    fn finds_the_rule_between_two_names() {
        assert_eq!(RenameRule::between("dry_run", "dryRun"), Some(RenameRule::Camel));
        assert_eq!(RenameRule::between("dry_run", "DryRun"), Some(RenameRule::Pascal));
        assert_eq!(RenameRule::between("dry_run", "dry-run"), Some(RenameRule::Kebab));
        assert_eq!(RenameRule::between("dry_run", "dryRuns"), None);
    }
}
