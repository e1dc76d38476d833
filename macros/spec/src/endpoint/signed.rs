//! The rules of the signed header list.

use crate::{
    draft::{EndpointDraft, Part},
    header::{CLIENT_SENT, HeaderName},
    problem::{Place, Problem},
    suggest::nearest,
    wording::Wording,
};

use super::{
    Body,
    headers::{Headers, not_a_header_name},
    idempotency_key::IdempotencyKeys,
};

/// The most headers that one signature covers, `Created` included. The runtime neither signs nor reads a longer list.
pub const MAX_SIGNED_HEADERS: usize = 32;

/// Checks the signed header list, or gives the default if there is none: `Created` alone.
pub(super) fn check(
    draft: &EndpointDraft,
    headers: &Headers,
    keys: &IdempotencyKeys,
    body: &Body,
    problems: &mut Vec<Problem>,
) -> Option<Vec<HeaderName>> {
    let texts = match &draft.signed {
        Part::Missing => {
            return HeaderName::parse("Created").ok().map(|created| vec![created]);
        }
        Part::Read(texts) => texts,
        Part::Unreadable => return None,
    };
    let mut check = Check { draft, headers, keys, body, problems, created_was_meant: false };
    let names = check.names(texts);
    check.is_short_enough(texts);
    check.has_created(texts, &names);
    names.into_iter().collect()
}

struct Check<'c> {
    draft: &'c EndpointDraft,
    headers: &'c Headers,
    keys: &'c IdempotencyKeys,
    body: &'c Body,
    problems: &'c mut Vec<Problem>,
    /// Whether an entry looks like a misspelt `Created`.
    created_was_meant: bool,
}

impl Check<'_> {
    fn names(&mut self, texts: &[Option<String>]) -> Vec<Option<HeaderName>> {
        let mut names: Vec<Option<HeaderName>> = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let place = Place::SignedName(index);
            let name = text.as_ref().and_then(|text| self.name(place, text, &names));
            names.push(name);
        }
        names
    }

    fn name(
        &mut self,
        place: Place,
        text: &str,
        before: &[Option<HeaderName>],
    ) -> Option<HeaderName> {
        let name = match HeaderName::parse(text) {
            Ok(name) => name,
            Err(error) => {
                let several: Vec<_> = text.split([';', ',']).map(str::trim).collect();
                self.created_was_meant |=
                    several.iter().any(|name| nearest(name, ["Created"]).is_some());
                let mut problem = not_a_header_name(place, &error);
                if several.len() > 1 {
                    problem = problem.with_help("write each name as an entry of its own");
                }
                self.problems.push(problem);
                return None;
            }
        };
        if before.iter().flatten().any(|known| *known == name) {
            self.refuse(
                place,
                format!("`{name}` is in the signed list twice"),
                "names that differ only in case are the same name",
            );
        } else if let Some(reason) = name.unsignable() {
            self.refuse(
                place,
                format!("`{name}` cannot be signed: {reason}"),
                "take it out of the list",
            );
        } else if let Some(known) =
            CLIENT_SENT.iter().find(|known| name.is(known) && name.as_str() != **known)
        {
            self.refuse(
                place,
                format!("the client sends this header as `{known}`"),
                format!("did you mean `{known}`?"),
            );
        } else {
            self.is_always_sent(place, &name);
        }
        Some(name)
    }

    /// A signed header is always sent, under the name that is in the list.
    ///
    /// The server reads the values of the listed headers from the request, so a header that is not there makes every
    /// signature wrong. The list is sent as it is written, and a server may compare names byte by byte.
    fn is_always_sent(&mut self, place: Place, name: &HeaderName) {
        // The client makes the key of a call that gives none, and it does so before it signs.
        let made_by_client = self.keys.contains(name);
        if let Some(header) = self.headers.valid.iter().find(|header| header.name == *name) {
            let field = &self.draft.fields[header.field].name;
            if header.name.as_str() != name.as_str() {
                let sent = header.name.as_str();
                let wording = self.draft.written_in.header_spelled_differently(sent, field);
                self.refuse_with(place, wording);
            }
            if header.optional && !made_by_client {
                self.refuse_with(
                    Place::FieldType(header.field),
                    self.draft.written_in.optional_signed_header(name.as_str(), field),
                );
            }
        } else if name.is("Content-Type") {
            self.content_type_is_always_sent(place);
        } else if !made_by_client && !CLIENT_SENT.iter().any(|known| name.is(known)) {
            self.nothing_sends(place, name);
        }
    }

    /// `Content-Type` is sent with a payload only.
    fn content_type_is_always_sent(&mut self, place: Place) {
        match self.body {
            Body::None if !self.draft.has_unreadable_field() => self.refuse(
                place,
                "`Content-Type` is sent only with a JSON body, and this endpoint has none",
                "take it out of the list",
            ),
            Body::Whole { field, optional: true } => {
                let name = &self.draft.fields[*field].name;
                self.refuse_with(
                    Place::FieldType(*field),
                    self.draft.written_in.optional_body_with_signed_type(name),
                );
            }
            Body::None | Body::Members(_) | Body::Whole { .. } => {}
        }
    }

    fn nothing_sends(&mut self, place: Place, name: &HeaderName) {
        // The role that would send it may be one that was refused or could not be read.
        let refused = self.headers.refused.iter().map(String::as_str);
        if self.draft.has_unreadable_field()
            || self.keys.lacks_header
            || nearest(name.as_str(), refused).is_some()
        {
            return;
        }
        let by_fields = self.headers.valid.iter().map(|header| header.name.as_str());
        let fields = self.draft.fields.iter().map(|field| field.name.as_str());
        let near = nearest(name.as_str(), by_fields.chain(CLIENT_SENT));
        self.created_was_meant |= near == Some("Created");
        let field = nearest(name.as_str(), fields);
        let field = self.draft.fields.iter().find(|known| Some(known.name.as_str()) == field);
        self.refuse_with(place, self.draft.written_in.nothing_sends(name.as_str(), near, field));
    }

    /// A list that is too long is one problem, on the first name that is too much.
    fn is_short_enough(&mut self, texts: &[Option<String>]) {
        let surplus = match texts.len().saturating_sub(MAX_SIGNED_HEADERS) {
            0 => return,
            1 => "one name".to_owned(),
            surplus => format!("{surplus} names"),
        };
        let first_too_much = match texts.get(MAX_SIGNED_HEADERS) {
            Some(Some(_)) => Place::SignedName(MAX_SIGNED_HEADERS),
            _ => Place::SignedList,
        };
        self.refuse(
            first_too_much,
            format!(
                "the signed list names {} headers, and at most {MAX_SIGNED_HEADERS} can be signed",
                texts.len()
            ),
            format!("take {surplus} out of the list"),
        );
    }

    /// `Created` is signed, because the server refuses a signature that could be replayed at any time.
    fn has_created(&mut self, texts: &[Option<String>], names: &[Option<HeaderName>]) {
        let is_there = names.iter().flatten().any(|name| name.is("Created"));
        let all_readable = texts.iter().all(Option::is_some);
        if !is_there && all_readable && !self.created_was_meant {
            self.refuse(
                Place::SignedList,
                "`Created` is not in the signed list",
                "the server wants the time of signing to be signed: begin the list with \"Created\"",
            );
        }
    }

    fn refuse_with(&mut self, place: Place, Wording { message, help }: Wording) {
        self.refuse(place, message, help);
    }

    fn refuse(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(place, message).with_help(help));
    }
}
