//! Entitlements: creating, reading, keeping them in memory.

mod create;
mod read;
mod record;
mod store;

pub(crate) use create::create;
pub(crate) use read::read;
pub(crate) use record::Entitlement;
pub(crate) use store::Entitlements;
