//! Variables and fields that do not fit together.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}/{part}")]
struct VariableWithoutField {
    #[endpoint(path)]
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}")]
struct FieldWithAnotherRole {
    #[endpoint(query)]
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{entitlementId}")]
struct FieldWithAnotherName {
    #[endpoint(path)]
    entitlement_id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{entitlementId}")]
struct FieldWithAnotherNameAndRole {
    #[endpoint(query)]
    entitlement_id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct FieldWithoutVariable {
    #[endpoint(path)]
    id: u64,
    #[endpoint(path = "other")]
    part: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}/{id}")]
struct VariableTwice {
    #[endpoint(path)]
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}")]
struct TwoFieldsForOne {
    #[endpoint(path)]
    id: u64,
    #[endpoint(path = "id")]
    other: u64,
}

fn main() {}
