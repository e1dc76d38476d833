//! What the answer to a request can do to the connection that the request came on.

use std::{convert::Infallible, future::pending, sync::Arc};

use axum::response::Response;
use tokio::sync::Notify;

use super::{Fault, Stage};

/// The connection of a request. The server puts it into the extensions of each request.
#[derive(Clone, Default)]
pub(crate) struct Wire(Arc<Notify>);

impl Wire {
    /// Waits until the connection is to be cut.
    pub(crate) async fn cut_off(&self) {
        self.0.notified().await;
    }

    /// Has the connection cut, soon.
    pub(super) fn cut(&self) {
        self.0.notify_one();
    }

    /// Ends the request here, if its fault says so: with a cut, which nobody lives to see the end of, or with a response
    /// that stands for a reset.
    pub(crate) async fn end_at(&self, stage: Stage, fault: Fault) -> Result<(), Response> {
        match fault {
            Fault::Cut(at) if at == stage => {
                self.cut();
                match pending::<Infallible>().await {}
            }
            Fault::Reset(at) if at == stage => {
                let mut response = Response::default();
                response.extensions_mut().insert(Reset);
                Err(response)
            }
            _ => Ok(()),
        }
    }
}

/// Whether this response stands for a reset of its stream.
pub(crate) fn is_reset(response: &Response) -> bool {
    response.extensions().get::<Reset>().is_some()
}

#[derive(Clone)]
struct Reset;

/// What hyper is told, so that it resets the stream of HTTP/2 or closes the connection of HTTP/1.1.
#[derive(Debug, thiserror::Error)]
#[error("the sandbox breaks off on purpose")]
pub(crate) struct Broken;
