//! HTTP methods.

use std::fmt;

use crate::{
    nearest,
    problem::{Place, Problem},
};

/// A method that an endpoint may have.
///
/// `CONNECT` and `TRACE` are not among them: they speak to proxies, not to an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// `DELETE`
    Delete,
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `PATCH`
    Patch,
    /// `POST`
    Post,
    /// `PUT`
    Put,
}

impl Method {
    /// Every method, in the order in which messages list them.
    pub const ALL: [Self; 7] =
        [Self::Get, Self::Head, Self::Post, Self::Put, Self::Patch, Self::Delete, Self::Options];

    /// Reads a method. Methods are case-sensitive (RFC 9110, section 9.1).
    ///
    /// # Errors
    ///
    /// Any other word, as a problem with [`Place::Method`].
    pub fn parse(word: &str) -> Result<Self, Problem> {
        if let Some(method) = Self::ALL.into_iter().find(|method| method.as_str() == word) {
            return Ok(method);
        }
        let help = match nearest(word, Self::ALL.map(Self::as_str)) {
            Some(method) => format!("did you mean `{method}`?"),
            None => {
                format!("an endpoint's method is one of {}", Self::ALL.map(Self::as_str).join(", "))
            }
        };
        Err(Problem::new(Place::Method, format!("`{word}` is not the method of an endpoint"))
            .with_help(help))
    }

    /// The method as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }

    /// Whether a request with this method may have a body.
    ///
    /// Content in a GET or HEAD request has no meaning, and servers may close the connection over it (RFC 9110,
    /// sections 9.3.1 and 9.3.2).
    pub fn allows_body(self) -> bool {
        !matches!(self, Self::Get | Self::Head)
    }

    /// Whether the response to a request with this method may have a body.
    ///
    /// That to HEAD has the headers which it would have for GET, and nothing else (RFC 9110, section 9.3.2).
    pub fn allows_response_body(self) -> bool {
        !matches!(self, Self::Head)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &str) {
        let actual = match Method::parse(word) {
            Ok(method) => method.to_string(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(actual, expected);
    }

    #[test]
    fn reads_every_method() {
        for method in Method::ALL {
            check(method.as_str(), method.as_str());
        }
    }

    #[test]
    fn refuses_other_words() {
        check("post", "`post` is not the method of an endpoint\nhelp: did you mean `POST`?");
        check("PATHC", "`PATHC` is not the method of an endpoint\nhelp: did you mean `PATCH`?");
        check(
            "TRACE",
            "`TRACE` is not the method of an endpoint\n\
             help: an endpoint's method is one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
        );
    }
}
