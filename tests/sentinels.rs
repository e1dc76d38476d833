//! Secrets and customer data that tests send, and the search for them in everything that a person may read.

use std::{error::Error as StdError, fmt::Write as _};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::VECTORS;

/// Stands for customer data.
pub const SENTINEL: &str = "sentinel-4711";

/// The user name of the credentials, which is no secret.
pub const USER: &str = "user";

/// The password of the credentials.
pub const PASSWORD: &str = "password-4712";

/// Checks that a text shows neither customer data nor a secret.
#[track_caller]
pub fn assert_clean(shown: &str) {
    for form in forms(SENTINEL) {
        assert!(!shown.contains(&form), "`{form}` is in: {shown}");
    }
    assert_no_secret(shown);
}

/// Checks that a text shows no secret, for texts that quote what a server says, and so what it was sent.
#[track_caller]
pub fn assert_no_secret(shown: &str) {
    let basic = STANDARD.encode(format!("{USER}:{PASSWORD}"));
    let secrets = forms(PASSWORD).into_iter().chain(forms(&basic)).chain(private_forms());
    for secret in secrets {
        assert!(!shown.contains(&secret), "`{secret}` is in: {shown}");
    }
}

/// An error with all of its sources, by `Display` and by `Debug`.
pub fn whole(error: &dyn StdError) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(shown, " {error} {error:?}");
        source = error.source();
    }
    shown
}

/// A text as it is, and as lists of its bytes show it.
fn forms(text: &str) -> [String; 3] {
    [text.to_owned(), hex(text.as_bytes()), decimal(text.as_bytes())]
}

/// Every form in which a private number of the vendor's key could leak, long enough not to appear by chance.
fn private_forms() -> Vec<String> {
    let xml = &VECTORS.vendor_key().private_xml;
    let mut forms = Vec::new();
    for member in ["D", "P", "Q", "DP", "DQ", "InverseQ"] {
        let (_, rest) = xml.split_once(&format!("<{member}>")).unwrap_or_default();
        let (base64, _) = rest.split_once('<').unwrap_or_default();
        let bytes = STANDARD.decode(base64).unwrap_or_default();
        assert!(bytes.len() >= 64, "the vendor's key has no <{member}>");
        forms.push(base64[..16].to_owned());
        forms.push(hex(&bytes[..8]));
        forms.push(hex(&bytes[..8]).to_uppercase());
        forms.push(decimal(&bytes[..8]));
        // As libraries for big integers show themselves: words of 64 bits.
        for limb in bytes.rchunks(8).filter_map(|limb| limb.try_into().ok()) {
            forms.push(u64::from_be_bytes(limb).to_string());
        }
    }
    forms
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn decimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| format!("{byte}, "))
        .collect::<String>()
        .trim_end_matches(", ")
        .to_owned()
}
