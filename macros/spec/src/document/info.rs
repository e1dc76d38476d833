//! What a document says about itself: version, title, base URLs.

use super::{Docs, Server, json::Node, reader::Reader, vocabulary};
use crate::nearest;

impl<'t> Reader<'t> {
    /// Whether this is a document of a version that can be read; the rest of any other would be misunderstood.
    pub(super) fn is_right_version(&mut self) -> bool {
        const HELP: &str = "write `\"openapi\": \"3.1.0\"`";
        let Some(node) = self.root.get("openapi") else {
            let near = |node: &Node<'t>| nearest(node.name(), ["openapi"]).is_some();
            let (node, message, help) = if let Some(swagger) = self.root.get("swagger") {
                let message = "this is a Swagger document, and OpenAPI 3.1 is needed";
                (swagger, message, "convert it to OpenAPI 3.1")
            } else {
                let message = "the document does not say which OpenAPI it is written in";
                match self.root.members().find(near) {
                    Some(near) => (near, message, "did you mean `openapi`?"),
                    None => (self.root, message, HELP),
                }
            };
            self.refuse(node.name_location(), message, help);
            return false;
        };
        let Some(version) = self.as_text(node) else {
            return false;
        };
        if is_3_1(version) {
            return true;
        }
        let (message, help) = if version.starts_with("3.0") || version.starts_with("2.") {
            (format!("this is OpenAPI {version}, and 3.1 is needed"), "convert it to OpenAPI 3.1")
        } else {
            (format!("`{version}` is no version of OpenAPI 3.1"), HELP)
        };
        self.refuse(node.location(), message, help);
        false
    }

    /// `jsonSchemaDialect`, if it is there, names what schemas are read as anyway.
    pub(super) fn dialect(&mut self) {
        const KNOWN: [&str; 2] = [
            "https://spec.openapis.org/oas/3.1/dialect/base",
            "https://json-schema.org/draft/2020-12/schema",
        ];
        if let Some(node) = self.root.get("jsonSchemaDialect")
            && let Some(dialect) = self.as_text(node)
            && !KNOWN.contains(&dialect)
        {
            self.refuse(
                node.location(),
                "schemas of another dialect are not supported",
                "remove it: schemas are those of OpenAPI 3.1",
            );
        }
    }

    /// Reads `info`: the title, the version and the texts for people.
    pub(super) fn info(&mut self) -> Option<(String, String, Docs)> {
        const HELP: &str = "add `\"info\": { \"title\": …, \"version\": … }`";
        let info = self.required(self.root, "info", "the document", HELP)?;
        if !self.check(info, &vocabulary::INFO) {
            return None;
        }
        let title = self.required_text(info, "title", "`info`", "add the name of the API");
        let help = "add the version of this document, such as `\"1.0.0\"`";
        let version = self.required_text(info, "version", "`info`", help);
        let docs = self.docs(info);
        Some((title?.to_owned(), version?.to_owned(), docs))
    }

    pub(super) fn servers(&mut self) -> Vec<Server> {
        let list = self.list(self.root, "servers");
        let mut servers: Vec<Server> = Vec::new();
        for node in list.into_iter().flat_map(Node::entries) {
            if let Some(server) = self.server(node) {
                if servers.iter().any(|known| known.url == server.url) {
                    let location = node.get("url").unwrap_or(node).location();
                    self.refuse(location, "this base URL is in the list already", "remove it");
                }
                servers.push(server);
            }
        }
        servers
    }

    fn server(&mut self, node: Node<'t>) -> Option<Server> {
        if !self.check(node, &vocabulary::SERVER) {
            return None;
        }
        let help = "add the base URL, such as `https://resale.api.bango.net`";
        let description = self.text(node, "description").map(str::to_owned);
        let url = self.required(node, "url", "the server", help)?;
        let text = self.as_text(url)?;
        if let Err((message, help)) = check_base_url(text) {
            self.refuse(url.location(), message, help);
            return None;
        }
        Some(Server { url: text.trim_end_matches('/').to_owned(), description })
    }
}

/// `3.1.` and a number, perhaps with a label after `-`.
fn is_3_1(version: &str) -> bool {
    let rest = version.strip_prefix("3.1.").unwrap_or_default();
    let number = rest.split('-').next().unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Checks what the client's `BaseUrl` would refuse, without a URL library, because the macros link this crate.
fn check_base_url(text: &str) -> Result<(), (&'static str, &'static str)> {
    const LOOKS: &str = "it looks like `https://resale.api.bango.net`";
    let Some(rest) = text.strip_prefix("https://") else {
        return Err(if text.starts_with("http://") {
            ("a base URL is never plain HTTP", "write `https://`")
        } else {
            ("a base URL is absolute and begins with `https://`", LOOKS)
        });
    };
    if text.contains(['{', '}']) {
        return Err(("server variables are not supported", "write one server for each base URL"));
    }
    if text.contains('#') {
        return Err(("a base URL has no fragment", "remove everything from `#`"));
    }
    if text.contains('?') {
        return Err(("a base URL has no query", "remove everything from `?`"));
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    if authority.contains('@') {
        return Err(("a base URL holds no credentials", "remove everything up to `@`"));
    }
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    if authority.starts_with('[') || is_ipv4(host) {
        return Err((
            "a base URL names its host, because the certificate is checked against a DNS name",
            "write the host name in place of the IP address",
        ));
    }
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !host.split('.').all(is_label) {
        return Err(("the base URL has no proper host name", LOOKS));
    }
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err(("the port of the base URL is not a port", "write a number up to 65535"));
    }
    let is_path = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%/".contains(&byte);
    if !path.bytes().all(is_path) {
        return Err((
            "the path of the base URL holds a character that no URL may hold",
            "percent-encode it (RFC 3986, section 2.1)",
        ));
    }
    Ok(())
}

fn is_ipv4(host: &str) -> bool {
    // The URL Standard reads every host whose last label is a number as an address.
    host.rsplit('.')
        .next()
        .is_some_and(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit()))
}
