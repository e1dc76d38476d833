//! The nearest name, for "did you mean".

/// The candidate that `word` is most likely a misspelling of, if one is near enough.
///
/// Case, `_` and `-` do not count, so `entitlement_id` is as near to `EntitlementId` as can be. Beyond that, one edit
/// is allowed for every three characters of the longer name. The first of equally near candidates wins.
///
/// # Examples
///
/// ```
/// use countersign_spec::nearest;
///
/// assert_eq!(nearest("EntitlmentId", ["Created", "EntitlementId"]), Some("EntitlementId"));
/// assert_eq!(nearest("post", ["GET", "POST"]), Some("POST"));
/// assert_eq!(nearest("Banana", ["Created", "EntitlementId"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = normalized(word);
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance_if_near(&word, &normalized(candidate))?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether a word is the name but for one edit, so that it hardly is a word of its own.
///
/// As for [`nearest`], case, `_` and `-` do not count.
pub(crate) fn is_slip(word: &str, name: &str) -> bool {
    strsim::damerau_levenshtein(&normalized(word), &normalized(name)) <= 1
}

fn distance_if_near(word: &str, candidate: &str) -> Option<usize> {
    let (one, other) = (word.chars().count(), candidate.chars().count());
    let allowed = one.max(other) / 3;
    if one.abs_diff(other) > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, candidate);
    (distance <= allowed).then_some(distance)
}

/// The text that two spellings of one name have in common.
fn normalized(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_nearest_name() {
        let words = ["method", "path", "signed", "response", "error", "crate"];
        for (word, expected) in [
            ("methd", Some("method")),
            ("pth", Some("path")),
            ("sgined", Some("signed")),
            ("Response", Some("response")),
            ("respond", Some("response")),
            ("sign", Some("signed")),
            ("erorr", Some("error")),
            ("body", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, words), expected, "{word}");
        }
    }

    #[test]
    fn case_and_separators_do_not_count() {
        assert_eq!(nearest("a-b-c", ["x", "ABC"]), Some("ABC"));
        assert_eq!(nearest("ABC", ["x", "a_b_c"]), Some("a_b_c"));
    }

    #[test]
    fn the_first_of_equally_near_names_wins() {
        assert_eq!(nearest("abcd", ["abcx", "abcy"]), Some("abcx"));
        assert_eq!(nearest("abcy", ["abcx", "abcy"]), Some("abcy"));
    }
}
