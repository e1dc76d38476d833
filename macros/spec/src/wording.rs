//! The sentences that depend on what an endpoint is written in.
//!
//! A struct has fields with roles, a document has parameters and a body. The rules are the same.

use crate::{
    draft::{FieldDraft, RoleDraft, WrittenIn},
    method::Method,
};

/// What is wrong, and what to do about it.
pub(crate) struct Wording {
    pub(crate) message: String,
    pub(crate) help: String,
}

fn wording(message: String, help: impl Into<String>) -> Wording {
    Wording { message, help: help.into() }
}

/// Header parameters without a meaning in OpenAPI (version 3.1.1, section 4.8.12.2).
const OPENAPI_IGNORES: [&str; 3] = ["Accept", "Authorization", "Content-Type"];

impl WrittenIn {
    /// What carries a value of a request.
    fn carrier(self) -> &'static str {
        match self {
            Self::Document => "parameter",
            Self::RustStruct => "field",
        }
    }

    pub(crate) fn optional_path_value(self, field: &str) -> Wording {
        wording(
            format!("`{field}` is optional, but a variable of the path always has a value"),
            match self {
                Self::Document => "write `\"required\": true`",
                Self::RustStruct => "use the type inside the `Option`",
            },
        )
    }

    pub(crate) fn variable_filled_twice(self, variable: &str, first: &str) -> Wording {
        let carrier = self.carrier();
        wording(
            format!("the variable `{{{variable}}}` is already filled by the {carrier} `{first}`"),
            format!("one {carrier} fills one variable"),
        )
    }

    /// `near` is a variable of the path that the field may mean.
    pub(crate) fn no_such_variable(self, variable: &str, near: Option<&str>) -> Wording {
        wording(
            format!("the path has no variable `{{{variable}}}`"),
            match (self, near) {
                (Self::Document, Some(near)) => format!("did you mean `{near}`?"),
                (Self::RustStruct, Some(near)) => {
                    format!("did you mean `{{{near}}}`? write `path = \"{near}\"`")
                }
                (Self::Document, None) => {
                    format!("add `{{{variable}}}` to the path, or remove the parameter")
                }
                (Self::RustStruct, None) => {
                    format!("add `{{{variable}}}` to the path, or give the field another role")
                }
            },
        )
    }

    /// `near` is a field that may be meant to fill the variable.
    pub(crate) fn variable_without_field(self, variable: &str, near: Option<&str>) -> Wording {
        wording(
            format!("no {} fills the variable `{{{variable}}}`", self.carrier()),
            match (self, near) {
                (Self::Document, _) => format!(
                    "add a parameter with `\"name\": \"{variable}\"`, `\"in\": \"path\"` and `\"required\": true`"
                ),
                (Self::RustStruct, Some(field)) if field == variable => {
                    format!("give the field `{field}` the role `path`")
                }
                (Self::RustStruct, Some(field)) => {
                    format!("give the field `{field}` the role `path = \"{variable}\"`")
                }
                (Self::RustStruct, None) => {
                    format!("add a field `{variable}` with the role `path`")
                }
            },
        )
    }

    pub(crate) fn reserved_header(self, name: &str, reason: &str) -> Wording {
        wording(
            format!("no {} can be sent as the header `{name}`: {reason}", self.carrier()),
            match self {
                Self::Document
                    if OPENAPI_IGNORES.iter().any(|known| name.eq_ignore_ascii_case(known)) =>
                {
                    "remove the parameter, which OpenAPI ignores too"
                }
                Self::Document => "remove the parameter",
                Self::RustStruct => "remove the role",
            },
        )
    }

    pub(crate) fn header_sent_twice(self, name: &str, first: &str) -> Wording {
        let carrier = self.carrier();
        wording(
            format!("the header `{name}` is already sent by the {carrier} `{first}`"),
            format!(
                "one {carrier} sends one header; names that differ only in case are the same name"
            ),
        )
    }

    pub(crate) fn query_sent_twice(self, name: &str, first: &str) -> Wording {
        let carrier = self.carrier();
        wording(
            format!("the query parameter `{name}` is already sent by the {carrier} `{first}`"),
            "no rule says which of two a server reads: give one of them another name",
        )
    }

    pub(crate) fn no_response_body(self, method: Method) -> Wording {
        wording(
            format!("a {method} request has no response body (RFC 9110, section 9.3.2)"),
            match self {
                Self::Document => {
                    "declare a response without `content`; its headers are there without it"
                }
                Self::RustStruct => {
                    "leave `response` out; the headers of the response are there without it"
                }
            },
        )
    }

    pub(crate) fn header_spelled_differently(self, sent: &str, field: &str) -> Wording {
        wording(
            format!("the {} `{field}` sends this header as `{sent}`", self.carrier()),
            format!("did you mean `{sent}`?"),
        )
    }

    pub(crate) fn idempotency_key_without_header(self, field: &str) -> Wording {
        wording(
            format!("an idempotency key is sent as a header, and `{field}` is not"),
            match self {
                Self::Document => "`x-idempotency-key` belongs to a header parameter",
                Self::RustStruct => {
                    "add the role `header = \"…\"` with the name that the API gives the header"
                }
            },
        )
    }

    /// `first` carries the idempotency key, too.
    pub(crate) fn second_idempotency_key(self, first: &str) -> Wording {
        wording(
            format!("the {} `{first}` already carries the idempotency key", self.carrier()),
            match self {
                Self::Document => {
                    "a call has one key; remove `x-idempotency-key` from one of the two"
                }
                Self::RustStruct => {
                    "a call has one key; remove `idempotency_key` from one of the two"
                }
            },
        )
    }

    pub(crate) fn optional_signed_header(self, name: &str, field: &str) -> Wording {
        wording(
            format!(
                "the header `{name}` is signed, so it must always be sent, but `{field}` is optional"
            ),
            self.always_sent(name),
        )
    }

    pub(crate) fn optional_body_with_signed_type(self, field: &str) -> Wording {
        wording(
            format!(
                "the header `Content-Type` is signed, so it must always be sent, but the body `{field}` is optional"
            ),
            self.always_sent("Content-Type"),
        )
    }

    fn always_sent(self, name: &str) -> String {
        match self {
            Self::Document => {
                format!("write `\"required\": true`, or take `{name}` out of `x-signed-headers`")
            }
            Self::RustStruct => {
                format!("use the type inside the `Option`, or take `{name}` out of the signed list")
            }
        }
    }

    /// `near` is a header that is sent, `field` a field that could be sent as this one.
    pub(crate) fn nothing_sends(
        self,
        name: &str,
        near: Option<&str>,
        field: Option<&FieldDraft>,
    ) -> Wording {
        wording(
            format!("neither a {} nor the client sends a header `{name}`", self.carrier()),
            match (near, field) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, Some(field)) => self.could_send(name, field),
                (None, None) => match self {
                    Self::Document => format!("add a required header parameter `{name}`"),
                    Self::RustStruct => format!("add a field with the role `header = \"{name}\"`"),
                },
            },
        )
    }

    fn could_send(self, name: &str, field: &FieldDraft) -> String {
        let is_path = field.roles.iter().any(|role| matches!(role, RoleDraft::Path { .. }));
        match self {
            Self::Document if is_path => format!(
                "add a required header parameter `{name}` with `\"x-repeats\": \"{}\"`",
                field.name
            ),
            Self::Document => format!("add a required header parameter `{name}`"),
            Self::RustStruct => {
                format!("give the field `{}` the role `header = \"{name}\"`", field.name)
            }
        }
    }

    pub(crate) fn path_with_query(self, query: &str) -> Wording {
        wording(
            format!("the path has a query: `{query}`"),
            match self {
                Self::Document => {
                    "declare query parameters in `parameters`; a `?` that belongs to the path is `%3F`"
                }
                Self::RustStruct => {
                    "the query is made of `query` fields; a `?` that belongs to the path is `%3F`"
                }
            },
        )
    }

    pub(crate) fn path_with_server(self) -> Wording {
        wording(
            "the path names a server".to_owned(),
            match self {
                Self::Document => {
                    "write only what follows the base URL, which belongs to `servers`"
                }
                Self::RustStruct => {
                    "write only what follows the host; the client is built with the base URL"
                }
            },
        )
    }

    pub(crate) fn variable_without_name(self) -> Wording {
        wording(
            "the variable `{}` has no name".to_owned(),
            format!("name the {} that fills it", self.carrier()),
        )
    }

    pub(crate) fn variable_twice(self, name: &str) -> Wording {
        wording(
            format!("the variable `{{{name}}}` is in the path twice"),
            format!("one {} fills one variable; give each its own name", self.carrier()),
        )
    }
}
