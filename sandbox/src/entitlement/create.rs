//! `POST /v1/entitlement`
//!
//! Source: <http://developer.bango.com/resale/api-ref/entitlement/post/>. That three members are required is inferred
//! from that page: they come first, and nothing calls them optional. That a malformed request is answered with
//! "parameter is required" or "parameter is invalid" is stated in <https://developer.bango.com/resale/faq/>.

use std::{fmt, sync::Arc};

use axum::extract::State;
use countersign::Timestamp;
use rsa::rand_core::{OsRng, RngCore as _};
use serde_json::{Map, Value};
use url::Url;

use super::{Entitlement, record::Status};
use crate::{accepted::Accepted, answer::Answer, date, state};

pub(crate) async fn create(State(state): State<Arc<state::State>>, request: Accepted) -> Answer {
    let new = match serde_json::from_slice(&request.body) {
        Ok(Value::Object(members)) => New::read(&members),
        Ok(_) => {
            return Answer::bad_request("the body: parameter is invalid: it is not a JSON object");
        }
        Err(error) => {
            return Answer::bad_request(format!(
                "the body: parameter is invalid: it is not JSON: {error}"
            ));
        }
    };
    let new = match new {
        Ok(new) => new,
        Err(problems) => return Answer::bad_request(problems.to_string()),
    };
    let Ok(id) = new.entitlement_id.clone().map_or_else(random_uuid, Ok) else {
        return Answer::internal_error(
            "sandbox: the system gives no random numbers for an `entitlementId`",
        );
    };
    let entitlement = new.into_entitlement(id, request.at);
    if !state.entitlements.insert(entitlement.clone()) {
        return Answer::bad_request("`entitlementId`: parameter is invalid: it is already in use");
    }
    Answer::entitlement(entitlement)
}

/// The members of the request that are kept.
struct New {
    customer_identifier: String,
    merchant_account_key: String,
    product_key: String,
    offer_key: Option<String>,
    entitlement_id: Option<String>,
    date_expiry: Option<String>,
    entitlement_display_name: Option<String>,
    extension_data: Value,
}

impl New {
    /// Reads the members, or names everything that is wrong with them.
    fn read(members: &Map<String, Value>) -> Result<Self, Problems> {
        let mut reader = Reader { members, problems: Problems::default() };
        let customer_identifier = reader.required("customerIdentifier");
        let merchant_account_key = reader.required("merchantAccountKey");
        let product_key = reader.required("productKey");
        let offer_key = reader.optional("offerKey", |_| Ok(()));
        let entitlement_id = reader.optional("entitlementId", not_empty);
        // Nothing is sent there yet, but a wrong one is refused.
        reader.optional("notificationUrl", is_url);
        let date_expiry = reader.optional("dateExpiry", is_date);
        let entitlement_display_name = reader.optional("entitlementDisplayName", |_| Ok(()));
        let extension_data = reader.extension_data();
        let new = Self {
            customer_identifier,
            merchant_account_key,
            product_key,
            offer_key,
            entitlement_id,
            date_expiry,
            entitlement_display_name,
            extension_data,
        };
        if reader.problems.0.is_empty() { Ok(new) } else { Err(reader.problems) }
    }

    fn into_entitlement(self, id: String, at: Timestamp) -> Entitlement {
        let now = date::iso_8601(at);
        Entitlement {
            parameters: Map::new(),
            entitlement_id: id,
            status: Status::Active,
            date_created: now.clone(),
            date_activated: Some(now.clone()),
            date_ended: None,
            date_suspended: None,
            date_resumed: None,
            date_last_updated: now,
            customer_identifier: self.customer_identifier,
            merchant_account_key: self.merchant_account_key,
            product_key: self.product_key,
            offer_key: self.offer_key.unwrap_or_default(),
            activation_code: String::new(),
            entitlement_display_name: self.entitlement_display_name.unwrap_or_default(),
            date_expiry: self.date_expiry,
            extension_data: self.extension_data,
        }
    }
}

/// Every problem with the members of a body.
#[derive(Debug, Default)]
struct Problems(Vec<String>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

struct Reader<'a> {
    members: &'a Map<String, Value>,
    problems: Problems,
}

impl Reader<'_> {
    fn required(&mut self, name: &str) -> String {
        match self.members.get(name) {
            None => {
                self.problems.0.push(format!("`{name}`: parameter is required"));
                String::new()
            }
            Some(_) => self.optional(name, not_empty).unwrap_or_else(|| {
                if self.members.get(name) == Some(&Value::Null) {
                    self.problem(name, "it is null");
                }
                String::new()
            }),
        }
    }

    /// A string that may be left out or null.
    fn optional(
        &mut self,
        name: &str,
        check: fn(&str) -> Result<(), &'static str>,
    ) -> Option<String> {
        match self.members.get(name)? {
            Value::Null => None,
            Value::String(text) => match check(text) {
                Ok(()) => Some(text.clone()),
                Err(reason) => {
                    self.problem(name, reason);
                    None
                }
            },
            _ => {
                self.problem(name, "it is not a string");
                None
            }
        }
    }

    fn extension_data(&mut self) -> Value {
        match self.members.get("extensionData") {
            None | Some(Value::Null) => Value::String(String::new()),
            Some(data @ (Value::Object(_) | Value::String(_))) => data.clone(),
            Some(_) => {
                self.problem("extensionData", "it is neither an object nor a string");
                Value::Null
            }
        }
    }

    fn problem(&mut self, name: &str, reason: &str) {
        self.problems.0.push(format!("`{name}`: parameter is invalid: {reason}"));
    }
}

fn not_empty(text: &str) -> Result<(), &'static str> {
    if text.is_empty() { Err("it is empty") } else { Ok(()) }
}

fn is_url(text: &str) -> Result<(), &'static str> {
    match Url::parse(text) {
        Ok(url) if ["http", "https"].contains(&url.scheme()) => Ok(()),
        _ => Err("it is not an http or https URL"),
    }
}

fn is_date(text: &str) -> Result<(), &'static str> {
    if date::is_iso_8601(text) {
        Ok(())
    } else {
        Err("it is not an ISO 8601 date and time, such as 2017-01-01T01:02:03Z")
    }
}

/// A UUID of version 4 (RFC 9562, section 5.4). The `uuid` crate needs a newer compiler than this workspace asks for.
fn random_uuid() -> Result<String, rsa::rand_core::Error> {
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
    use serde_json::json;

    use super::*;

    fn problems(body: Value) -> String {
        let Value::Object(members) = body else { panic!("not an object") };
        New::read(&members).err().unwrap_or_default().to_string()
    }

    #[test]
    fn all_problems_are_named() {
        let check = |body, expect: &str| assert_eq!(problems(body), expect);
        let good =
            json!({ "customerIdentifier": "c", "merchantAccountKey": "m", "productKey": "p" });
        check(good.clone(), "");
        check(
            json!({}),
            "`customerIdentifier`: parameter is required; `merchantAccountKey`: parameter is required; \
             `productKey`: parameter is required",
        );
        check(
            json!({ "customerIdentifier": "", "merchantAccountKey": null, "productKey": 1 }),
            "`customerIdentifier`: parameter is invalid: it is empty; `merchantAccountKey`: parameter is invalid: it \
             is null; `productKey`: parameter is invalid: it is not a string",
        );
        let with = |name: &str, value: Value| {
            let mut body = good.clone();
            body[name] = value;
            body
        };
        for name in [
            "offerKey",
            "entitlementId",
            "notificationUrl",
            "dateExpiry",
            "entitlementDisplayName",
            "extensionData",
        ] {
            check(with(name, Value::Null), "");
            assert!(
                problems(with(name, json!(1)))
                    .starts_with(&format!("`{name}`: parameter is invalid"))
            );
        }
        for url in ["https://example.com/a?b", "http://localhost:1/"] {
            check(with("notificationUrl", json!(url)), "");
        }
        for url in ["", "example.com", "ftp://example.com/"] {
            check(
                with("notificationUrl", json!(url)),
                "`notificationUrl`: parameter is invalid: it is not an http or https URL",
            );
        }
        check(
            with("dateExpiry", json!("tomorrow")),
            "`dateExpiry`: parameter is invalid: it is not an ISO 8601 date and time, such as 2017-01-01T01:02:03Z",
        );
        check(with("dateExpiry", json!("2030-01-01T00:00:00+01:00")), "");
        check(with("extensionData", json!({ "a": [1] })), "");
        check(with("extraInformation", json!({ "clientDevice": {} })), "");
    }

    #[test]
    fn ids_are_uuids_of_version_4() {
        let id = random_uuid().unwrap();
        let shape: String =
            id.chars().map(|c| if c.is_ascii_hexdigit() { 'x' } else { c }).collect();
        assert_eq!(shape, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
        assert_eq!(&id[14..15], "4");
        assert!("89ab".contains(&id[19..20]), "{id}");
        assert_ne!(id, random_uuid().unwrap());
    }
}
