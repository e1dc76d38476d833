//! Which path and method lead where.

use countersign_spec::{Method, PathTemplate, Segment, nearest};
use percent_encoding::percent_decode_str;

/// A path of more segments is like none that is known.
const MAX_SEGMENTS: usize = 32;

/// Targets by method and path template.
pub(crate) struct Table<T> {
    paths: Vec<Path<T>>,
}

/// What a method and a path lead to.
#[derive(Debug, PartialEq)]
pub(crate) enum Found<'a, T> {
    /// A target, and the values of the variables of its path from left to right, percent-decoded.
    Target {
        target: &'a T,
        values: Vec<Vec<u8>>,
    },
    /// The path is there, but only with these methods.
    OtherMethods(Vec<&'static str>),
    Nothing,
}

struct Path<T> {
    pattern: Vec<Pattern>,
    targets: Vec<(Method, T)>,
}

/// What a segment of a path must be.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pattern {
    /// Anything but nothing: an empty value would be another path.
    Variable,
    /// This text, percent-decoded.
    Text(Vec<u8>),
}

impl<T> Table<T> {
    pub(crate) const fn new() -> Self {
        Self { paths: Vec::new() }
    }

    /// Adds a target. The names of variables make no difference.
    ///
    /// # Errors
    ///
    /// The target that is there already.
    pub(crate) fn insert(
        &mut self,
        method: Method,
        template: &PathTemplate,
        target: T,
    ) -> Result<(), &T> {
        let pattern: Vec<_> = template.segments().iter().map(Pattern::of).collect();
        let index = match self.paths.iter().position(|path| path.pattern == pattern) {
            Some(index) => index,
            None => {
                self.paths.push(Path { pattern, targets: Vec::new() });
                self.paths.len() - 1
            }
        };
        let targets = &mut self.paths[index].targets;
        match targets.iter().position(|(other, _)| *other == method) {
            Some(position) => Err(&targets[position].1),
            None => {
                targets.push((method, target));
                Ok(())
            }
        }
    }

    /// Finds the target of a request. Text wins over variables, from left to right, whatever the method, as OpenAPI
    /// has it ("Path Templating Matching"). `HEAD` leads where `GET` does (RFC 9110, section 9.3.2).
    pub(crate) fn find(&self, method: &str, path: &str) -> Found<'_, T> {
        let segments = segments(path);
        let best = self
            .paths
            .iter()
            .filter(|path| path.matches(&segments))
            .max_by(|a, b| a.pattern.cmp(&b.pattern));
        let Some(path) = best else { return Found::Nothing };
        let target = path.target(method).or_else(|| match method {
            "HEAD" => path.target("GET"),
            _ => None,
        });
        match target {
            Some(target) => Found::Target { target, values: path.values(segments) },
            None => Found::OtherMethods(path.methods()),
        }
    }

    /// The targets whose paths are most like this one, best first.
    pub(crate) fn near(&self, path: &str) -> Vec<&T> {
        let segments = segments(path);
        if segments.len() > MAX_SEGMENTS {
            return Vec::new();
        }
        let mut paths: Vec<_> = self.paths.iter().collect();
        paths.sort_by_key(|path| distance(&path.pattern, &segments));
        paths.into_iter().flat_map(|path| path.targets.iter().map(|(_, target)| target)).collect()
    }
}

impl<T> Path<T> {
    fn matches(&self, segments: &[Vec<u8>]) -> bool {
        self.pattern.len() == segments.len()
            && self.pattern.iter().zip(segments).all(|(pattern, segment)| pattern.matches(segment))
    }

    fn target(&self, method: &str) -> Option<&T> {
        let mut targets = self.targets.iter();
        targets.find(|(known, _)| known.as_str() == method).map(|(_, target)| target)
    }

    fn values(&self, segments: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let pairs = self.pattern.iter().zip(segments);
        pairs
            .filter(|(pattern, _)| **pattern == Pattern::Variable)
            .map(|(_, value)| value)
            .collect()
    }

    /// Every method that leads somewhere.
    fn methods(&self) -> Vec<&'static str> {
        let takes = |word: &str| self.target(word).is_some();
        let methods = Method::ALL.map(Method::as_str).into_iter();
        methods.filter(|word| takes(word) || (*word == "HEAD" && takes("GET"))).collect()
    }
}

impl Pattern {
    fn of(segment: &Segment) -> Self {
        match segment {
            Segment::Text(text) => Self::Text(percent_decode_str(text).collect()),
            Segment::Variable(_) => Self::Variable,
        }
    }

    fn matches(&self, segment: &[u8]) -> bool {
        match self {
            Self::Variable => !segment.is_empty(),
            Self::Text(text) => text == segment,
        }
    }
}

/// The segments of a path, each percent-decoded after they were cut apart, so that `%2F` stays in its segment.
fn segments(path: &str) -> Vec<Vec<u8>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.split('/').map(|segment| percent_decode_str(segment).collect()).collect()
}

/// How many segments have to be put in, taken out or changed, in halves: a misspelt one counts half.
fn distance(pattern: &[Pattern], segments: &[Vec<u8>]) -> usize {
    let mut row: Vec<usize> = (0..=segments.len()).map(|count| 2 * count).collect();
    for (index, pattern) in pattern.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], 2 * (index + 1));
        for (column, segment) in segments.iter().enumerate() {
            let changed = diagonal + difference(pattern, segment);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 2).min(row[column] + 2);
        }
    }
    row.last().copied().unwrap_or_default()
}

fn difference(pattern: &Pattern, segment: &[u8]) -> usize {
    let (Pattern::Text(text), false) = (pattern, pattern.matches(segment)) else { return 0 };
    let (text, segment) = (String::from_utf8_lossy(text), String::from_utf8_lossy(segment));
    if nearest(&segment, [&*text]).is_some() { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::*;

    const ROUTES: [&str; 9] = [
        "GET /",
        "POST /v1/entitlement",
        "PATCH /v1/entitlement",
        "GET /v1/entitlement/{id}",
        "POST /v1/entitlement/report",
        "POST /v1/entitlement/cancel/{id}",
        "DELETE /v1/{kind}/cancel/all",
        "GET /v1/a%20b/",
        "PUT /v1/{kind}/{id}",
    ];

    fn table() -> Table<&'static str> {
        let mut table = Table::new();
        for route in ROUTES {
            let (method, path) = route.split_once(' ').unwrap();
            let (method, path) =
                (Method::parse(method).unwrap(), PathTemplate::parse(path).unwrap());
            assert_eq!(table.insert(method, &path, route), Ok(()));
        }
        table
    }

    fn find(request: &str) -> String {
        let (method, path) = request.split_once(' ').unwrap();
        match table().find(method, path) {
            Found::Target { target, values } => {
                let values: Vec<_> = values.iter().map(|value| value.escape_ascii()).collect();
                values.iter().fold((*target).to_owned(), |text, value| format!("{text} {value}"))
            }
            Found::OtherMethods(methods) => methods.join(", "),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn requests_find_their_targets() {
        let check = |request: &str, expect: &str| assert_eq!(find(request), expect, "{request}");
        check("GET /", "GET /");
        check("POST /v1/entitlement", "POST /v1/entitlement");
        check("POST /v1/%65ntitlement", "POST /v1/entitlement");
        check("GET /v1/entitlement/e-1", "GET /v1/entitlement/{id} e-1");
        check("HEAD /v1/entitlement/e-1", "GET /v1/entitlement/{id} e-1");
        check("GET /v1/entitlement/a%2Fb%20c%25", "GET /v1/entitlement/{id} a/b c%");
        check("GET /v1/entitlement/%ff%zz+", r"GET /v1/entitlement/{id} \xff%zz+");
        check("GET /v1/entitlement/%2e%2e", "GET /v1/entitlement/{id} ..");
        check("GET /v1/a%20b/", "GET /v1/a%20b/");
        // Text wins, from left to right.
        check("POST /v1/entitlement/report", "POST /v1/entitlement/report");
        check("POST /v1/entitlement/cancel/all", "POST /v1/entitlement/cancel/{id} all");
        check("DELETE /v1/offer/cancel/all", "DELETE /v1/{kind}/cancel/all offer");
        check("PUT /v1/offer/report", "PUT /v1/{kind}/{id} offer report");
        // The path is there, the method is not.
        check("GET /v1/entitlement", "POST, PATCH");
        check("GET /v1/entitlement/report", "POST");
        check("PUT /v1/entitlement/e-1", "GET, HEAD");
        check("get /v1/entitlement/e-1", "GET, HEAD");
        check("TRACE /", "GET, HEAD");
        for path in [
            "",
            "*",
            "//",
            "/v1",
            "/v1/entitlement/",
            "/v1//entitlement",
            "/V1/entitlement",
            "/v1/a b",
        ] {
            check(&format!("GET {path}"), if path.is_empty() { "GET /" } else { "nothing" });
        }
    }

    #[test]
    fn a_target_is_not_replaced() {
        let same = PathTemplate::parse("/v1/entitlement/{other}").unwrap();
        let mut table = table();
        assert_eq!(table.insert(Method::Get, &same, "new"), Err(&"GET /v1/entitlement/{id}"));
        assert_eq!(table.insert(Method::Put, &same, "new"), Ok(()));
        let encoded = PathTemplate::parse("/v1/entitlemen%74").unwrap();
        assert_eq!(table.insert(Method::Post, &encoded, "new"), Err(&"POST /v1/entitlement"));
    }

    #[test]
    fn the_nearest_paths_come_first() {
        let table = table();
        let check = |path: &str, expect: &str| assert_eq!(*table.near(path)[0], expect, "{path}");
        check("/v1/entitlements", "POST /v1/entitlement");
        check("/entitlement/cancel/e-1", "POST /v1/entitlement/cancel/{id}");
        check("/v1/entitlement/cancle/e-1", "POST /v1/entitlement/cancel/{id}");
        check("/v1/entitlement/e-1/", "GET /v1/entitlement/{id}");
        check("/nothing", "GET /");
        assert_eq!(table.near("/x").len(), ROUTES.len());
        assert!(table.near(&"/x".repeat(MAX_SEGMENTS + 1)).is_empty());
    }

    proptest! {
        #[test]
        fn any_value_comes_back(value in ".+") {
            let path = format!("/v1/entitlement/{}", utf8_percent_encode(&value, NON_ALPHANUMERIC));
            let table = table();
            match table.find("GET", &path) {
                Found::Target { target, values } => {
                    prop_assert_eq!(*target, "GET /v1/entitlement/{id}");
                    prop_assert_eq!(values, [value.into_bytes()]);
                }
                other => prop_assert_eq!(&value, "report", "{:?}", other),
            }
        }

        #[test]
        fn any_path_leads_somewhere_or_nowhere(method in ".{0,8}", path in ".*") {
            let table = table();
            table.find(&method, &path);
            table.near(&path);
        }
    }
}
