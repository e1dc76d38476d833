//! Without its document nothing is known of the operation, so that nothing else is reported.

use countersign::{BaseUrl, Endpoint};

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bingo.json", operation = "getEntitlement")]
struct GetEntitlement<'a> {
    #[endpoint(path)]
    id: &'a str,
    #[endpoint(query)]
    dry_run: bool,
}

fn main() {
    let base_url = BaseUrl::parse("https://resale.api.bango.net").unwrap();
    let _ = GetEntitlement { id: "a", dry_run: true }.prepare(&base_url);
}
