#![cfg_attr(feature = "client", doc = include_str!("README.md"))]
#![cfg_attr(
    not(feature = "client"),
    doc = "Typed, signed requests of the Bango Resale API, without a client; the feature `client` has the full \
           documentation."
)]

// The public interface is:

pub use countersign::{self, DateTime, Endpoint, Error, SigningKey, serde_json};
#[cfg(feature = "client")]
pub use countersign::{Client, ClientBuilder};

countersign::endpoints!("bango-resale.json");

pub mod reseller_v1 {
    //! What is public of the newer API, `reseller-api-v1`: see [`DOCUMENT`].

    countersign::endpoints!("bango-reseller-v1.json");
}
