//! Paths with more than a path in them.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo?dry_run=true")]
struct Query;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo#top")]
struct Fragment;

fn main() {}
