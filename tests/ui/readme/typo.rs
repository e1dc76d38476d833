use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(
    method = GET,
    path = "/v1/entitlement/{entitlement_id}",
    signed("Created", "EntitlmentId"),
)]
struct GetEntitlement<'a> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
}

fn main() {}
