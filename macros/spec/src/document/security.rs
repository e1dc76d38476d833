//! Security schemes, and what an operation requires of them.

use std::collections::BTreeMap;

use super::{SecurityScheme, json::Node, reader::Reader, reference::Kind, vocabulary};
use crate::nearest;

/// The only signature scheme there is.
const SIGNATURE_SCHEME: &str = "RSA-SHA256V1";

/// The schemes that a document declares.
#[derive(Default)]
pub(super) struct Schemes<'t> {
    by_name: BTreeMap<&'t str, Scheme>,
}

#[derive(Clone, PartialEq, Eq)]
enum Scheme {
    Supported(SecurityScheme),
    /// A scheme that the client knows nothing about.
    Foreign {
        /// What to ask if it may be meant as one that is known.
        did_you_mean: Option<String>,
    },
    /// A scheme that made no sense.
    Unreadable,
}

impl<'t> Schemes<'t> {
    /// The name of the scheme that signs messages.
    pub(super) fn signature(&self) -> Option<&'t str> {
        let signature = Scheme::Supported(SecurityScheme::MessageSignature);
        self.by_name.iter().find(|(_, scheme)| **scheme == signature).map(|(name, _)| *name)
    }
}

/// What an operation requires.
#[derive(Clone, Default)]
pub(super) struct Requirements {
    pub(super) schemes: Vec<SecurityScheme>,
    /// Whether there is one that could not be read.
    pub(super) unreadable: bool,
}

impl<'t> Reader<'t> {
    /// Reads `components.securitySchemes`.
    pub(super) fn security_schemes(&mut self) {
        for node in self.components.all(Kind::SecurityScheme) {
            let scheme = match self.resolve(node, Kind::SecurityScheme) {
                Some(resolved) => self.security_scheme(resolved.node),
                None => Scheme::Unreadable,
            };
            self.schemes.by_name.insert(node.name(), scheme);
        }
    }

    fn security_scheme(&mut self, node: Node<'t>) -> Scheme {
        const TYPES: [&str; 5] = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"];
        if !self.check(node, &vocabulary::SECURITY_SCHEME) {
            return Scheme::Unreadable;
        }
        self.docs(node);
        let help = "write `\"type\": \"http\"` and `\"scheme\": \"basic\"` for Basic";
        let Some(word) = self.required_text(node, "type", "the security scheme", help) else {
            return Scheme::Unreadable;
        };
        if !TYPES.contains(&word) {
            let location = node.get("type").map_or_else(|| node.location(), Node::location);
            let help = match nearest(word, TYPES) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the type is one of {}", TYPES.join(", ")),
            };
            self.refuse(location, format!("`{word}` is no type of a security scheme"), help);
            return Scheme::Unreadable;
        }
        if let Some(signature) = node.get("x-signature-scheme") {
            return self.signature_scheme(node, signature);
        }
        let scheme = self.text(node, "scheme");
        match (word, scheme) {
            ("http", Some(scheme)) if scheme.eq_ignore_ascii_case("basic") => {
                Scheme::Supported(SecurityScheme::Basic)
            }
            ("http", None) if node.get("scheme").is_none() && !self.is_misspelt(node, "scheme") => {
                let help = "add `\"scheme\": \"basic\"`";
                self.refuse(node.name_location(), "the security scheme has no `scheme`", help);
                Scheme::Unreadable
            }
            ("http", None) => Scheme::Unreadable,
            _ => Scheme::Foreign { did_you_mean: Self::did_you_mean(node, "x-signature-scheme") },
        }
    }

    /// A message signature is a header called `Signature`.
    fn signature_scheme(&mut self, node: Node<'t>, signature: Node<'t>) -> Scheme {
        let mut scheme = Scheme::Supported(SecurityScheme::MessageSignature);
        if let Some(name) = self.as_text(signature)
            && name != SIGNATURE_SCHEME
        {
            self.refuse(
                signature.location(),
                format!("the signature scheme `{name}` is not known"),
                match nearest(name, [SIGNATURE_SCHEME]) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the only one is `{SIGNATURE_SCHEME}`"),
                },
            );
            scheme = Scheme::Unreadable;
        }
        for (member, wanted) in [("type", "apiKey"), ("in", "header"), ("name", "Signature")] {
            let found = node.get(member);
            if found.is_none() && self.is_misspelt(node, member) {
                scheme = Scheme::Unreadable;
            } else if found.and_then(Node::text) != Some(wanted) {
                self.refuse(
                    found.map_or_else(|| node.name_location(), Node::location),
                    format!("a message signature is sent as the header `Signature`, and `{member}` does not say so"),
                    format!("write `\"{member}\": \"{wanted}\"`"),
                );
                scheme = Scheme::Unreadable;
            }
        }
        scheme
    }

    /// Reads `security` of the document or of an operation; `None` if there is none.
    pub(super) fn requirements(&mut self, node: Node<'t>) -> Option<Requirements> {
        let mut requirements = Requirements::default();
        let Some(list) = node.get("security") else {
            requirements.unreadable = self.is_misspelt(node, "security");
            return requirements.unreadable.then_some(requirements);
        };
        if !list.is_list() {
            self.expected(list, "a list");
            requirements.unreadable = true;
            return Some(requirements);
        }
        for alternative in list.entries() {
            if !alternative.is_object() {
                self.expected(alternative, "an object");
                requirements.unreadable = true;
            }
            for requirement in alternative.members() {
                self.requirement(requirement, &mut requirements);
            }
        }
        Some(requirements)
    }

    fn requirement(&mut self, node: Node<'t>, into: &mut Requirements) {
        let name = node.name();
        if !node.is_list() {
            self.expected(node, "a list");
        } else if let Some(scope) = node.entries().next() {
            self.refuse(scope.location(), "scopes are not supported", "write an empty list");
        }
        match self.schemes.by_name.get(name).cloned() {
            Some(Scheme::Supported(scheme)) => {
                if !into.schemes.contains(&scheme) {
                    into.schemes.push(scheme);
                }
            }
            Some(Scheme::Foreign { did_you_mean }) => {
                into.unreadable = true;
                self.refuse(
                    node.name_location(),
                    format!("the client knows nothing of the security scheme `{name}`"),
                    did_you_mean.unwrap_or_else(|| {
                        "it knows Basic (`\"type\": \"http\", \"scheme\": \"basic\"`) and message signatures \
                         (`x-signature-scheme`)"
                            .to_owned()
                    }),
                );
            }
            Some(Scheme::Unreadable) => into.unreadable = true,
            None => {
                into.unreadable = true;
                if self.components.unreadable.contains(&Kind::SecurityScheme) {
                    return;
                }
                let help = match nearest(name, self.schemes.by_name.keys().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "declare it there".to_owned(),
                };
                let message = format!("`components.securitySchemes` has no `{name}`");
                self.refuse(node.name_location(), message, help);
            }
        }
    }
}
