//! Why a right signature does not do: it covers something else than the operation declares, or what may have moved.

use countersign::VerifyError;

/// The reason as a clause, if a request is refused for what it signs and not for how it signs it.
pub(crate) fn reason(error: &VerifyError) -> Option<String> {
    match error {
        VerifyError::CoverageDiffers { expected, signed } => Some(difference(expected, signed)),
        VerifyError::PayloadMayHaveMoved => {
            Some(format!("{error}; send a JSON object or array, or no payload"))
        }
        VerifyError::ValueMayHaveMoved(_) => {
            Some(format!("{error}; send a value without these characters"))
        }
        _ => None,
    }
}

/// How the list of a request differs from the declared one.
fn difference(declared: &[String], signed: &[String]) -> String {
    let missing = names(declared.iter().filter(|name| !is_in(name, signed)));
    let additional = names(signed.iter().filter(|name| !is_in(name, declared)));
    let mut clauses = Vec::new();
    if !missing.is_empty() {
        clauses.push(format!("it does not cover {missing}"));
    }
    if !additional.is_empty() {
        clauses.push(format!(
            "it also covers {additional}, and a header beyond the list can carry what was signed as the body"
        ));
    }
    if clauses.is_empty() {
        clauses.push(format!(
            "its list has another order (`{}`), in which values can change places",
            signed.join(";")
        ));
    }
    clauses.join(" and ")
}

fn is_in(name: &str, list: &[String]) -> bool {
    list.iter().any(|other| other.eq_ignore_ascii_case(name))
}

fn names<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_is_told_in_words() {
        let check = |signed: &[&str], expect: &str| {
            let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
            let error = VerifyError::CoverageDiffers {
                expected: list(&["Created", "A", "B"]),
                signed: list(signed),
            };
            assert_eq!(reason(&error).unwrap(), expect);
        };
        check(&["created"], "it does not cover `A` and `B`");
        check(
            &["Created", "A", "X", "B", "Y"],
            "it also covers `X` and `Y`, and a header beyond the list can carry what was signed as the body",
        );
        check(
            &["Created", "a", "X"],
            "it does not cover `B` and it also covers `X`, and a header beyond the list can carry what was signed as \
             the body",
        );
        check(
            &["b", "A", "Created"],
            "its list has another order (`b;A;Created`), in which values can change places",
        );
    }

    #[test]
    fn what_is_wrong_with_the_signature_is_no_matter_of_coverage() {
        assert_eq!(reason(&VerifyError::SignatureWrong), None);
        assert_eq!(reason(&VerifyError::CreatedNotANumber), None);
    }
}
