//! What a request must sign to be accepted: which headers, in which order, and values that cannot have moved.

use http::{HeaderMap, HeaderName};

use super::VerifyError;
use crate::signature::{CREATED, MAX_SIGNED_HEADERS, SIGNATURE};

/// What a request must sign to be accepted: the headers by name and in order, and how sure a receiver is of their values.
///
/// A request says itself which headers it signs, and the signature string holds neither names nor separators. Whoever
/// has one signed request can therefore write another list and other values that run together to the same string, and
/// needs no key for it: the body becomes the value of a header, or the end of one value becomes the beginning of the
/// next. So the receiver says what is signed:
///
/// | coverage | the list | the values |
/// |---|---|---|
/// | [`exactly`](Self::exactly) | this one, in this order | every byte is where it was signed |
/// | [`exactly_with_movable_values`](Self::exactly_with_movable_values) | this one, in this order | bytes may have moved between neighbours |
/// | [`at_least_with_movable_body`](Self::at_least_with_movable_body) | the sender's own | anything may have moved, the body too |
///
/// [`Verifier::for_endpoint`](crate::Verifier::for_endpoint) takes the first, with the list of an endpoint.
///
/// Header names have no letter case (RFC 9110, section 5.1), and no name is signed: a request may spell the names of
/// its list in any letter case.
///
/// # Examples
///
/// ```
/// use countersign::{Coverage, CoverageError};
///
/// let coverage = Coverage::exactly(["Created", "EntitlementId"])?;
/// # let _ = coverage;
///
/// let ambiguous = Coverage::exactly(["Created", "EntitlementId", "Amount"]);
/// assert!(matches!(ambiguous, Err(CoverageError::ValuesMayMove { .. })));
/// # Ok::<(), CoverageError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Coverage {
    policy: Policy,
    /// `Created` is among them, and none is there twice.
    names: Vec<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Policy {
    Exactly,
    ExactlyWithMovableValues,
    AtLeastWithMovableBody,
}

impl Coverage {
    /// These headers, in this order, and no other. Every byte is known to be where it was signed.
    ///
    /// For that the list holds `Created` and at most one other header; the value of the other one holds neither `{` nor
    /// `[`, and the payload is empty or begins with one of them, as a JSON object or array does. Then the string can be
    /// cut in one way only.
    ///
    /// This relies on the sender: no endpoint that it signs for with this key has a payload that is a bare JSON text or
    /// number. Such a payload looks like the value of a header, and a list with one more header would fit its signature.
    ///
    /// # Errors
    ///
    /// [`CoverageError`], above all [`ValuesMayMove`](CoverageError::ValuesMayMove) for a longer list.
    pub fn exactly(
        names: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, CoverageError> {
        let coverage = Self::new(Policy::Exactly, names)?;
        if let [first, second, ..] = coverage.others().collect::<Vec<_>>()[..] {
            let (first, second) = (first.to_owned(), second.to_owned());
            return Err(CoverageError::ValuesMayMove { first, second });
        }
        Ok(coverage)
    }

    /// These headers, in this order, and no other. **Whoever replays a request can move bytes between the values of
    /// neighbouring headers**, and from the last of them to the body.
    ///
    /// Take it for an API that signs several headers, and check that each value has the one form that it must have,
    /// such as a UUID, before you act on it. A body that is a JSON object or array does not move into a header: no
    /// signed value may hold `{` or `[`.
    ///
    /// # Errors
    ///
    /// [`CoverageError`] says what is wrong with the list.
    ///
    /// # Examples
    ///
    /// For an endpoint:
    ///
    /// ```
    /// use countersign::{Coverage, Endpoint, SigningKey, Verifier};
    ///
    /// #[derive(Endpoint)]
    /// #[endpoint(method = POST, path = "/v1/pay", signed("Created", "EntitlementId", "Amount"))]
    /// struct Pay<'a> {
    ///     #[endpoint(header = "EntitlementId")]
    ///     entitlement_id: &'a str,
    ///     #[endpoint(header = "Amount")]
    ///     amount: u32,
    /// }
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let key = SigningKey::generate(1024)?.verifying_key().clone();
    /// let coverage = Coverage::exactly_with_movable_values(Pay::SIGNED_HEADERS)?;
    /// let verifier = Verifier::new(key, coverage);
    /// # let _ = verifier;
    /// # Ok(())
    /// # }
    /// ```
    pub fn exactly_with_movable_values(
        names: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, CoverageError> {
        Self::new(Policy::ExactlyWithMovableValues, names)
    }

    /// These headers and `Created`, in any order and among any others. **Whoever replays a request can change its
    /// body**, by moving the signed one into a header of their own, and everything else too.
    ///
    /// Take it to look at requests, as a tool does that explains them, and not to act on them.
    ///
    /// # Errors
    ///
    /// [`CoverageError`] says what is wrong with the list.
    pub fn at_least_with_movable_body(
        names: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, CoverageError> {
        Self::new(Policy::AtLeastWithMovableBody, names)
    }

    fn new(
        policy: Policy,
        names: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, CoverageError> {
        let mut coverage = Self { policy, names: Vec::new() };
        for name in names {
            let name = name.as_ref();
            if HeaderName::from_bytes(name.as_bytes()).is_err() {
                return Err(CoverageError::Name(name.to_owned()));
            }
            if name.eq_ignore_ascii_case(SIGNATURE.as_str()) {
                return Err(CoverageError::SignsItself);
            }
            if coverage.own(name).is_some() {
                return Err(CoverageError::ListedTwice(name.to_owned()));
            }
            coverage.names.push(name.to_owned());
            if coverage.names.len() > MAX_SIGNED_HEADERS {
                return Err(CoverageError::TooMany);
            }
        }
        if coverage.own(CREATED.as_str()).is_none() {
            match policy {
                Policy::AtLeastWithMovableBody => coverage.names.insert(0, "Created".to_owned()),
                _ => return Err(CoverageError::CreatedNotListed),
            }
        }
        Ok(coverage)
    }

    /// The list of a request in the spelling of this coverage, if the list is as it must be.
    pub(super) fn check_list(&self, listed: &[String]) -> Result<Vec<String>, VerifyError> {
        if self.policy == Policy::AtLeastWithMovableBody {
            let is_listed =
                |own: &&String| listed.iter().any(|name| name.eq_ignore_ascii_case(own));
            return match self.names.iter().find(|own| !is_listed(own)) {
                Some(missing) => Err(VerifyError::NotSigned(missing.clone())),
                None => {
                    Ok(listed.iter().map(|name| self.own(name).unwrap_or(name).clone()).collect())
                }
            };
        }
        let is_own = |(own, name): (&String, &String)| own.eq_ignore_ascii_case(name);
        if self.names.len() == listed.len() && self.names.iter().zip(listed).all(is_own) {
            return Ok(self.names.clone());
        }
        let (expected, signed) = (self.names.clone(), listed.to_vec());
        Err(VerifyError::CoverageDiffers { expected, signed })
    }

    /// Refuses a request whose string could have been cut elsewhere when it was signed.
    ///
    /// With [`Policy::Exactly`] there is one cut. No byte before the payload is `{` or `[`, and the payload begins with
    /// one of them or is empty, so it begins at the first of them. What is before it is `Created` and at most one other
    /// value, in a known order. `Created` is as long as every moment of the window is, so it ends, or begins, after so
    /// many bytes.
    pub(super) fn check_values(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), VerifyError> {
        if self.policy == Policy::AtLeastWithMovableBody {
            return Ok(());
        }
        for name in self.others() {
            let holds_start = |value: &http::HeaderValue| value.as_bytes().iter().any(starts_json);
            if headers.get(name).is_some_and(holds_start) {
                return Err(VerifyError::ValueMayHaveMoved(name.to_owned()));
            }
        }
        let signs_other = self.others().next().is_some();
        let is_json = body.first().is_none_or(starts_json);
        if self.policy == Policy::Exactly && signs_other && !is_json {
            return Err(VerifyError::PayloadMayHaveMoved);
        }
        Ok(())
    }

    /// The name as this coverage spells it.
    fn own(&self, name: &str) -> Option<&String> {
        self.names.iter().find(|own| own.eq_ignore_ascii_case(name))
    }

    /// The headers whose values have no form that is known here.
    fn others(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter().map(String::as_str);
        names.filter(|name| !name.eq_ignore_ascii_case(CREATED.as_str()))
    }
}

/// Whether a JSON object or array begins with this byte (RFC 8259, section 2).
const fn starts_json(byte: &u8) -> bool {
    matches!(byte, b'{' | b'[')
}

/// Why a list of headers is no [`Coverage`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CoverageError {
    /// The list does not name `Created`, without which a signature would never expire.
    #[error("the list of headers to be signed lacks `Created`; put it where the sender signs it")]
    CreatedNotListed,

    /// The list names a header twice.
    #[error("the list of headers to be signed names `{0}` twice; name it once")]
    ListedTwice(String),

    /// The list holds something that is not a header name.
    #[error("the list of headers to be signed holds `{}`, which is not a header name", .0.escape_debug())]
    Name(String),

    /// The list names `Signature`, which cannot sign itself.
    #[error("the list of headers to be signed names `Signature`, which cannot sign itself")]
    SignsItself,

    /// The list is longer than 32 names.
    #[error("the list of headers to be signed has more than {MAX_SIGNED_HEADERS} names")]
    TooMany,

    /// The list names two headers besides `Created`, and nothing says where the value of one ends and that of the other
    /// begins.
    #[error(
        "nothing separates the signed values of `{first}` and `{second}`, so that bytes could move from one to the \
         other; if you check the form of both values, take `Coverage::exactly_with_movable_values`"
    )]
    ValuesMayMove {
        /// The first of the two.
        first: String,
        /// The second.
        second: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_nobody_can_sign_is_no_coverage() {
        let names: Vec<String> = (0..32).map(|index| format!("h{index}")).collect();
        let too_many = [&["Created".to_owned()], &names[..]].concat();
        let check = |names: &[String], expect: &CoverageError| {
            assert_eq!(Coverage::exactly(names).unwrap_err(), *expect);
            assert_eq!(Coverage::exactly_with_movable_values(names).unwrap_err(), *expect);
        };
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        check(&[], &CoverageError::CreatedNotListed);
        check(&list(&["EntitlementId"]), &CoverageError::CreatedNotListed);
        check(&list(&["Created", "A", "a"]), &CoverageError::ListedTwice("a".to_owned()));
        check(&list(&["Created", "A b"]), &CoverageError::Name("A b".to_owned()));
        check(&list(&["Created", ""]), &CoverageError::Name(String::new()));
        check(&list(&["Created", "SIGNATURE"]), &CoverageError::SignsItself);
        check(&too_many, &CoverageError::TooMany);
        assert!(Coverage::exactly_with_movable_values(&too_many[..32]).is_ok());
    }

    #[test]
    fn created_is_always_covered() {
        let check = |names: &[&str], expect: &[&str]| {
            assert_eq!(Coverage::at_least_with_movable_body(names).unwrap().names, expect);
        };
        check(&[], &["Created"]);
        check(&["A"], &["Created", "A"]);
        check(&["A", "CREATED"], &["A", "CREATED"]);
    }

    #[test]
    fn two_values_of_any_form_can_move() {
        let expect = CoverageError::ValuesMayMove { first: "A".to_owned(), second: "B".to_owned() };
        // `Created` between them separates them only while no value looks like a time.
        for names in [["Created", "A", "B"], ["A", "Created", "B"], ["A", "B", "Created"]] {
            assert_eq!(Coverage::exactly(names).unwrap_err(), expect);
            assert!(Coverage::exactly_with_movable_values(names).is_ok());
        }
        assert!(Coverage::exactly(["A", "created"]).is_ok());
    }
}
