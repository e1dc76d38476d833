//! The parts of a URL, and what they may hold (RFC 3986).

use std::net::Ipv6Addr;

/// The longest host name and the longest of its labels, in bytes (RFC 1035, section 2.3.4).
const MAX_HOST: usize = 253;
const MAX_LABEL: usize = 63;

/// The scheme of a URL and what follows its colon (RFC 3986, section 3.1); `None` if the text has no scheme.
pub(crate) fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// The authority that follows the two slashes of a URL, and the rest (RFC 3986, section 3.2).
pub(crate) fn split_authority(text: &str) -> (&str, &str) {
    text.split_at(text.find(['/', '?', '#']).unwrap_or(text.len()))
}

/// The host of an authority without credentials, and its port if it names one; `None` if either cannot be one.
pub(crate) fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    let is_bracketed = host.starts_with('[') && host.ends_with(']');
    if host.contains(':') && !is_bracketed {
        return None;
    }
    match port {
        "" => Some((host, None)),
        port if port.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some((host, Some(port.parse().ok()?)))
        }
        _ => None,
    }
}

/// Whether parsers of URLs take this host for an IP address, in any of the ways to write one.
pub(super) fn is_ip_address(host: &str) -> bool {
    let in_brackets = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    if let Some(address) = in_brackets {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    // A name of DNS that ends in a number is read as an IPv4 address (WHATWG, URL, section 3.5).
    let last = host.strip_suffix('.').unwrap_or(host).rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    let ends_in_a_number = match hexadecimal {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()),
    };
    ends_in_a_number && is_dns_name(host)
}

/// Whether a certificate can be for this host: labels of letters, digits, underscores and inner hyphens.
pub(super) fn is_dns_name(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    host.len() <= MAX_HOST && host.strip_suffix('.').unwrap_or(host).split('.').all(is_label)
}

/// Whether one of its segments is `.` or `..`, which clients and servers resolve before they use it.
pub(super) fn has_dot_segments(path: &str) -> bool {
    let is_dot = |segment: &str| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        segment == "." || segment == ".."
    };
    path.split('/').any(is_dot)
}

/// Whether all of it is what RFC 3986, section 3.3, allows in a path.
pub(super) fn is_encoded(path: &str) -> bool {
    let is_plain = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte))
    };
    let begins_with_a_byte = |text: &str| {
        text.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let mut parts = path.split('%');
    parts.next().is_none_or(is_plain)
        && parts.all(|part| begins_with_a_byte(part) && is_plain(part))
}
