//! Headers that the client, the transport or proxies write.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct Client {
    #[endpoint(header = "Created")]
    created: u64,
    #[endpoint(header = "Signature")]
    signature: u64,
    #[endpoint(header = "authorization")]
    authorization: u64,
    #[endpoint(header = "Accept")]
    accept: u64,
    #[endpoint(header = "CONTENT-TYPE")]
    content_type: u64,
    #[endpoint(header = "User-Agent")]
    user_agent: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct Transport {
    #[endpoint(header = "Host")]
    host: u64,
    #[endpoint(header = "Content-Length")]
    content_length: u64,
    #[endpoint(header = "Content-Encoding")]
    content_encoding: u64,
    #[endpoint(header = "Accept-Encoding")]
    accept_encoding: u64,
    #[endpoint(header = "Expect")]
    expect: u64,
    #[endpoint(header = "Connection")]
    connection: u64,
    #[endpoint(header = "Transfer-Encoding")]
    transfer_encoding: u64,
    #[endpoint(header = "Keep-Alive")]
    keep_alive: u64,
    #[endpoint(header = "TE")]
    te: u64,
    #[endpoint(header = "Trailer")]
    trailer: u64,
    #[endpoint(header = "Upgrade")]
    upgrade: u64,
    #[endpoint(header = "Proxy-Authorization")]
    proxy_authorization: u64,
    #[endpoint(header = "Via")]
    via: u64,
    #[endpoint(header = "X-Forwarded-For")]
    x_forwarded_for: u64,
}

fn main() {}
