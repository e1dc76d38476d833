//! Attributes of serde where they would do nothing.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/{id}")]
struct OnFields {
    #[endpoint(path)]
    #[serde(rename = "entitlementId")]
    id: u64,
    #[endpoint(query)]
    #[serde(skip_serializing_if = "Option::is_none")]
    dry_run: Option<bool>,
    member: u64,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct OnWholeBody {
    #[endpoint(body)]
    #[serde(with = "hex")]
    whole: String,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
#[serde(rename_all = "camelCase")]
struct OnStruct {
    #[endpoint(query)]
    dry_run: Option<bool>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
#[serde(remote = "Other")]
struct Remote {
    #[serde(getter = "Other::member")]
    member: u64,
}

fn main() {}
