//! What the struct says of itself although the document says it: method, path and signed list.

use countersign_spec::{HeaderName, PathTemplate, Segment};
use syn::LitStr;

use crate::attr::{ContainerAttrs, SignedList};

use super::{Bound, text, text::Report};

/// The words that are given say the same as the document.
///
/// They may be left out. Who writes them wants to read them beside the struct, so they must be true.
pub(super) fn check(report: &Report<'_>, bound: &Bound, attrs: &ContainerAttrs) {
    method(report, bound, attrs);
    if let Some(path) = attrs.path.value() {
        self::path(report, bound, path);
    }
    if let Some(list) = attrs.signed.value() {
        signed(report, bound, list);
    }
}

fn method(report: &Report<'_>, bound: &Bound, attrs: &ContainerAttrs) {
    let declared = bound.method();
    if let Some(given) = attrs.method.value().filter(|given| *given != declared.as_str()) {
        let operation = &bound.operation;
        let place = text::place(&bound.document, &operation.method_location);
        report.refuse(
            given,
            format!("the method of `{}` is {declared} ({place}), not `{given}`", operation.id),
            format!("write `method = {declared}`, or leave `method` out"),
        );
    }
}

fn path(report: &Report<'_>, bound: &Bound, given: &LitStr) {
    if !path_agrees(bound, given) {
        let (operation, declared) = (&bound.operation, bound.path());
        let place = text::place(&bound.document, &operation.path_location);
        report.refuse(
            given,
            format!("the path of `{}` is `{declared}` ({place})", operation.id),
            format!("write `path = \"{declared}\"`, or leave `path` out"),
        );
    }
}

/// Whether this is the path of the operation, whatever its variables are called.
pub(super) fn path_agrees(bound: &Bound, given: &LitStr) -> bool {
    fn is_same((one, other): (&Segment, &Segment)) -> bool {
        match (one, other) {
            (Segment::Text(one), Segment::Text(other)) => one == other,
            (Segment::Variable(_), Segment::Variable(_)) => true,
            _ => false,
        }
    }
    let declared = bound.operation.endpoint.path().segments();
    PathTemplate::parse(&given.value()).is_ok_and(|given| {
        let given = given.segments();
        given.len() == declared.len() && given.iter().zip(declared).all(is_same)
    })
}

/// Names that the operation does not sign, or spells differently, are errors of their own: the list is sent as it is
/// spelled. Only if there is none, the whole list can be wrong.
fn signed(report: &Report<'_>, bound: &Bound, given: &SignedList) {
    let operation = &bound.operation;
    let declared = operation.endpoint.signed();
    let place = text::place(&bound.document, &operation.signed_location);
    let help = operation.signed_did_you_mean.clone().unwrap_or_else(|| {
        let list: Vec<_> = declared.iter().map(|name| format!("\"{name}\"")).collect();
        format!("write `signed({})`, or leave `signed` out", list.join(", "))
    });
    // An entry that is no string has been complained about, and stands for any name.
    let names: Vec<_> = given.names.iter().map(Option::as_ref).collect();
    let mut all_are_declared = true;
    for name in names.iter().flatten() {
        let message = match position(declared, name).and_then(|index| declared.get(index)) {
            Some(declared) if declared.as_str() == name.value() => continue,
            Some(declared) => {
                format!("`{}` signs this header as `{declared}` ({place})", operation.id)
            }
            None => format!("`{}` does not sign `{}` ({place})", operation.id, name.value()),
        };
        all_are_declared = false;
        report.refuse(name, message, &help);
    }
    let agrees = names.len() == declared.len()
        && names
            .iter()
            .enumerate()
            .all(|(index, name)| name.is_none_or(|name| position(declared, name) == Some(index)));
    let all_readable = names.iter().all(Option::is_some);
    if all_are_declared && all_readable && !agrees {
        let declared: Vec<_> = declared.iter().map(HeaderName::as_str).collect();
        let declared = declared.join(", ");
        report.refuse(
            &given.tokens,
            format!("`{}` signs {declared}, in this order ({place})", operation.id),
            help,
        );
    }
}

fn position(declared: &[HeaderName], name: &LitStr) -> Option<usize> {
    let name = name.value();
    declared.iter().position(|declared| declared.as_str().eq_ignore_ascii_case(&name))
}
