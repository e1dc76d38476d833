//! Text that would not be sent as it is written.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/año/a b")]
struct NotInAPath;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/100%/%zz")]
struct NotEncoded;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/../v2/./echo/%2e%2E")]
struct DotSegments;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "//v1//echo/")]
struct EmptySegments;

fn main() {}
