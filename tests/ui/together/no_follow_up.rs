//! A struct with a mistake is reported once, and not again wherever it is used.

use countersign::{BaseUrl, Client, Endpoint, PreparedRequest, serde::Deserialize};

#[derive(Deserialize)]
#[serde(crate = "countersign::serde")]
struct Entitlement {
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{idd}", response = Entitlement)]
struct WrongVariable<'a, T: Clone = u8> {
    #[endpoint(path)]
    id: &'a T,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
enum WrongShape {
    Echo,
}

fn prepare(base_url: &BaseUrl) -> PreparedRequest {
    let _ = WrongShape::Echo.prepare(base_url);
    WrongVariable { id: &1 }.prepare(base_url).unwrap()
}

async fn send(client: &Client) -> u64 {
    let _ = client.send(&WrongShape::Echo).await;
    let entitlement = client.send(&WrongVariable { id: &1 }).await.unwrap();
    entitlement.id
}

fn is_endpoint<E: Endpoint<Response = Entitlement>>(_: &E) {}

fn main() {
    let _ = (prepare, send);
    is_endpoint(&WrongVariable { id: &1 });
}
