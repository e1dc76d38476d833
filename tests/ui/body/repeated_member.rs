//! Two members of one name, after every renaming.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct ByField {
    #[serde(rename = "a")]
    x: u8,
    a: u8,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
#[serde(rename_all = "camelCase")]
struct ByRename {
    dry_run: bool,
    #[serde(rename(serialize = "dryRun", deserialize = "other"))]
    second: Option<bool>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
#[serde(tag = "type")]
struct BesideTag {
    r#type: u8,
}

fn main() {}
