//! Doc comments.

use std::fmt;

use countersign_spec::{
    Docs, Document, Operation, RoleDraft, Schema, SecurityScheme, Server, Side, Status,
};

use super::doc_text::{doc_line, doc_text, printable};

/// A doc comment, paragraph by paragraph.
#[derive(Clone, Default)]
pub(crate) struct Doc {
    paragraphs: Vec<String>,
}

impl Doc {
    /// What the document says, without what it was inferred from.
    pub(crate) fn said(docs: &Docs) -> Self {
        let texts = [&docs.summary, &docs.description].into_iter().flatten();
        let mut doc = Self::default();
        for text in texts {
            doc.add(doc_text(text));
        }
        doc
    }

    /// A comment of ours.
    pub(crate) fn new(paragraph: impl Into<String>) -> Self {
        let mut doc = Self::default();
        doc.add(paragraph);
        doc
    }

    /// This, or a comment of ours if nothing was said.
    pub(crate) fn or(self, paragraph: impl FnOnce() -> String) -> Self {
        if self.paragraphs.is_empty() { Self::new(paragraph()) } else { self }
    }

    /// Adds a paragraph, unless it is empty.
    pub(crate) fn add(&mut self, paragraph: impl Into<String>) {
        let paragraph = paragraph.into();
        if !paragraph.is_empty() {
            self.paragraphs.push(paragraph);
        }
    }

    pub(crate) fn add_all(&mut self, other: &Self) {
        self.paragraphs.extend(other.paragraphs.iter().cloned());
    }

    /// Says that this is inferred, and why.
    pub(crate) fn add_inferred(&mut self, docs: &Docs) {
        if let Some(reason) = &docs.inferred {
            self.add(doc_text(&format!("Inferred: {reason}")));
        }
    }
}

/// The lines of the comment, each with its `///`.
impl fmt::Display for Doc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            if index > 0 {
                f.write_str("///\n")?;
            }
            for line in paragraph.split('\n') {
                f.write_str(if line.is_empty() { "///" } else { "/// " })?;
                f.write_str(line)?;
                f.write_str("\n")?;
            }
        }
        Ok(())
    }
}

/// The comment of an operation's struct.
pub(crate) fn operation(document: &Document, operation: &Operation) -> Doc {
    let mut doc =
        Doc::said(&operation.docs).or(|| format!("The operation {}.", code(&operation.id)));
    let endpoint = &operation.endpoint;
    let signed: Vec<_> = endpoint.signed().iter().map(|name| code(name.as_str())).collect();
    let line = code(&format!("{} {}", endpoint.method().as_str(), endpoint.path().as_str()));
    let mut line = format!("{line}, signs {}.", enumeration(&signed));
    if !operation.security.contains(&SecurityScheme::MessageSignature) {
        line.push_str(
            " The document does not ask for a signature; the client signs every request.",
        );
    }
    doc.add(line);
    let base = operation.variant_of.as_deref().and_then(|id| document.operation(id));
    if let Some(base) = base {
        doc.add(format!("This is a narrowed form of [`{}`].", base.type_name));
    }
    for field in &operation.fields {
        if let Some(preset) = &field.preset {
            doc.add(format!("It always sends {} as {}.", code(&field.wire_name), code(preset)));
        }
    }
    doc.add(read_only(operation.read_only.iter().map(|field| &field.wire_name)));
    doc.add_inferred(&operation.docs);
    let answers: Vec<_> = operation
        .responses
        .iter()
        .map(|response| {
            let description = doc_line(&response.description);
            let inferred = response.inferred.as_deref();
            let inferred = inferred.map(|reason| doc_line(&format!("Inferred: {reason}")));
            let text =
                [Some(description), inferred].into_iter().flatten().filter(|text| !text.is_empty());
            let text = text.collect::<Vec<_>>().join(" ");
            let colon = if text.is_empty() { "" } else { ": " };
            format!("- `{}`{}{colon}{text}", response.status, remark(operation, response.status))
        })
        .collect();
    if !answers.is_empty() {
        doc.add("Answers:");
        doc.add(answers.join("\n"));
    }
    doc
}

/// For which statuses a `default` stands that is the success too. Beside a success, the word says enough.
fn remark(operation: &Operation, status: Status) -> &'static str {
    let is_success = operation.successes().any(|success| success.status == status);
    match status {
        Status::Default if is_success && operation.responses.len() == 1 => " (any status)",
        Status::Default if is_success => " (any other status, successes among them)",
        _ => "",
    }
}

/// What tells the type of one side from that of the other.
pub(crate) fn side(schema: &Schema, side: Side) -> Doc {
    let mut doc = Doc::default();
    if let Some(other) = &schema.counterpart {
        doc.add(match side {
            Side::Request => format!("Requests are made of this; responses hold [`{other}`]."),
            _ => format!("Responses hold this; requests are made of [`{other}`]."),
        });
    }
    let names = schema.left_out.iter().map(|member| &member.wire_name);
    doc.add(match side {
        Side::Request => read_only(names),
        _ => left_out(names, "write-only"),
    });
    doc
}

/// The members that requests do not have.
fn read_only<'n>(names: impl Iterator<Item = &'n String>) -> String {
    left_out(names, "read-only")
}

fn left_out<'n>(names: impl Iterator<Item = &'n String>, why: &str) -> String {
    let names: Vec<_> = names.map(|name| code(name)).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "Without {}, which {} {why}.",
        enumeration(&names),
        if names.len() == 1 { "is" } else { "are" }
    )
}

/// Where a value of a request goes, for people.
pub(crate) fn place(roles: &[RoleDraft]) -> Option<String> {
    let places: Vec<_> = roles
        .iter()
        .filter_map(|role| match role {
            RoleDraft::Path { .. } => Some("in the path".to_owned()),
            RoleDraft::Query { name } => Some(format!("as the query parameter {}", code(name))),
            RoleDraft::Header { name } => Some(format!("as the header {}", code(name))),
            _ => None,
        })
        .collect();
    let key = if roles.contains(&RoleDraft::IdempotencyKey) {
        " It carries the idempotency key of the call."
    } else {
        ""
    };
    (!places.is_empty()).then(|| format!("Sent {}.{key}", enumeration(&places)))
}

/// The comment of the document's text.
pub(crate) fn document(document: &Document) -> Doc {
    let mut doc = Doc::new(format!(
        "The document that this module is made of: {}, version {}.",
        doc_line(&document.title),
        doc_line(&document.version),
    ));
    doc.add_all(&Doc::said(&document.docs));
    doc.add_inferred(&document.docs);
    doc
}

/// The comment of the base URLs.
pub(crate) fn servers(servers: &[Server]) -> Doc {
    let described = |server: &Server| {
        let description = server.description.as_deref().map(doc_line).unwrap_or_default();
        if description.is_empty() {
            code(&server.url)
        } else {
            format!("{}: {description}", code(&server.url))
        }
    };
    match servers {
        [server] => {
            let mut doc = Doc::new("The base URL.");
            doc.add(server.description.as_deref().map(doc_text).unwrap_or_default());
            doc
        }
        _ => {
            let mut doc = Doc::new("The base URLs:");
            let lines: Vec<_> =
                servers.iter().map(|server| format!("- {}", described(server))).collect();
            doc.add(lines.join("\n"));
            doc
        }
    }
}

/// A name or value of the document, as code if that is possible.
pub(crate) fn code(text: &str) -> String {
    let is_plain = !text.trim().is_empty()
        && !text.contains(['`', '|', '\n'])
        && printable(text).as_ref() == text;
    if is_plain { format!("`{text}`") } else { doc_line(&format!("\"{text}\"")) }
}

/// `a`, `a and b`, `a, b and c`
fn enumeration(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
