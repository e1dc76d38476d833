//! The rules of the idempotency key.

use crate::{
    draft::{EndpointDraft, FieldDraft, RoleDraft},
    header::HeaderName,
    problem::{Place, Problem},
    wording::Wording,
};

use super::headers::Headers;

/// The headers that are said to carry the idempotency key. Where every rule holds, there is at most one.
pub(super) struct IdempotencyKeys {
    headers: Vec<HeaderName>,
    /// Whether there is a key whose header is not known.
    pub(super) lacks_header: bool,
}

impl IdempotencyKeys {
    pub(super) fn contains(&self, name: &HeaderName) -> bool {
        self.headers.contains(name)
    }

    pub(super) fn into_header(self) -> Option<HeaderName> {
        self.headers.into_iter().next()
    }
}

/// Checks that a call has one idempotency key at most, and that it is sent as a header.
///
/// No header is a key because of its name: one API takes `X-RequestIdentifier` for a key, and another for a correlation
/// id, and to repeat a request of the other may carry it out twice.
pub(super) fn check(
    draft: &EndpointDraft,
    headers: &Headers,
    problems: &mut Vec<Problem>,
) -> IdempotencyKeys {
    let mut keys = IdempotencyKeys { headers: Vec::new(), lacks_header: false };
    let mut first: Option<&FieldDraft> = None;
    for (_, field, place, role) in draft.roles() {
        if *role != RoleDraft::IdempotencyKey {
            continue;
        }
        let header = header_before(field, place);
        if header.is_none() {
            keys.lacks_header = true;
            // The role that could not be read may be that of the header.
            if !field.unreadable {
                let wording = draft.written_in.idempotency_key_without_header(&field.name);
                refuse_with(problems, place, wording);
            }
            continue;
        }
        match first {
            Some(first) => {
                let wording = draft.written_in.second_idempotency_key(&first.name);
                refuse_with(problems, place, wording);
            }
            None => first = Some(field),
        }
        let valid = headers.valid.iter().map(|header| &header.name);
        keys.headers.extend(valid.filter(|name| Some(name.as_str()) == header).cloned());
    }
    if let Some(Ok(declared)) = draft.idempotency_key.as_deref().map(HeaderName::parse)
        && !keys.contains(&declared)
    {
        keys.headers.push(declared);
    }
    keys
}

/// The name of the header role that the role at `place` speaks of.
fn header_before(field: &FieldDraft, place: Place) -> Option<&str> {
    let Place::Role { role, .. } = place else { return None };
    field.roles.iter().take(role).rev().find_map(|role| match role {
        RoleDraft::Header { name } => Some(name.as_str()),
        _ => None,
    })
}

fn refuse_with(problems: &mut Vec<Problem>, place: Place, Wording { message, help }: Wording) {
    problems.push(Problem::new(place, message).with_help(help));
}
