//! The body is there if the operation has one, and has its form.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement")]
struct MemberWithoutBody {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: String,
    note: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "deleteNote")]
struct BodyWithoutBody {
    #[endpoint(path)]
    entitlement_id: String,
    #[endpoint(path)]
    note_number: u64,
    #[endpoint(body)]
    note: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "putEntitlements")]
struct MembersOfAnArray {
    first: String,
    second: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "putEntitlements")]
struct NoBody;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "putEntitlements")]
struct OptionalBody {
    #[endpoint(body)]
    identifiers: Option<Vec<String>>,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "putEntitlements")]
struct WrongType {
    #[endpoint(body)]
    identifiers: Vec<u64>,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
struct NoObject {
    #[endpoint(body)]
    entitlement: String,
}

fn main() {}
