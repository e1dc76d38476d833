//! Headers whose value at the time of signing is not what the server sees.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(
    method = GET,
    path = "/v1/echo",
    signed(
        "Created",
        "Signature",
        "Authorization",
        "User-Agent",
        "Host",
        "Content-Length",
        "Connection",
        "Transfer-Encoding",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Via",
        "Accept-Encoding",
        "Content-Encoding",
        "Proxy-Authorization",
        "X-Forwarded-For",
        "Forwarded",
        "Max-Forwards",
        "HTTP2-Settings",
    ),
)]
struct NotSignable;

fn main() {}
