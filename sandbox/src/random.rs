//! Identifiers that nobody can guess.

use rsa::rand_core::{OsRng, RngCore as _};

/// A UUID of version 4 (RFC 9562, section 5.4).
pub(crate) fn uuid() -> Result<String, rsa::rand_core::Error> {
    let mut bytes = [0; 16];
    OsRng.try_fill_bytes(&mut bytes)?;
    let number = u128::from_be_bytes(bytes);
    let number = number & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let hex = format!("{number:032x}");
    let groups = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    Ok(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_of_version_4() {
        let id = uuid().unwrap();
        let shape: String =
            id.chars().map(|c| if c.is_ascii_hexdigit() { 'x' } else { c }).collect();
        assert_eq!(shape, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
        assert_eq!(&id[14..15], "4");
        assert!("89ab".contains(&id[19..20]), "{id}");
        assert_ne!(id, uuid().unwrap());
    }
}
