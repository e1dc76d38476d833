//! Bodies of answers that come slowly, or not to their end.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    response::Response,
};
use http_body_util::BodyExt as _;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use super::{Broken, Fault, Stage, Wire};

/// A body comes in so many pieces, and breaks off after half of them.
const PIECES: usize = 4;

/// So long after the last piece the body breaks off, so that what was sent is on its way.
const BEFORE_BREAK: Duration = Duration::from_millis(5);

/// Spoils the body of an answer as the fault says.
pub(crate) async fn spoil(response: Response, fault: Fault, wire: &Wire) -> Response {
    let (pause, end) = match fault {
        Fault::SlowBody { pause } => (pause, End::Whole),
        Fault::Cut(Stage::Answer) => (BEFORE_BREAK, End::Cut(wire.clone())),
        Fault::Reset(Stage::Answer) => (BEFORE_BREAK, End::Reset),
        _ => return response,
    };
    let (head, body) = response.into_parts();
    // The bodies of this sandbox are in memory, so this neither waits nor fails.
    let whole = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let pieces = match end {
        End::Whole => PIECES,
        End::Cut(_) | End::Reset => PIECES / 2,
    };
    let body = SpoiltBody {
        piece: whole.len().div_ceil(PIECES),
        announced: whole.len(),
        rest: whole,
        pieces,
        pause,
        sleep: None,
        end,
    };
    Response::from_parts(head, Body::new(body))
}

struct SpoiltBody {
    rest: Bytes,
    /// The length of the whole body.
    announced: usize,
    /// The length of one piece.
    piece: usize,
    /// How many pieces are still sent.
    pieces: usize,
    /// How long to wait after each.
    pause: Duration,
    sleep: Option<Pin<Box<Sleep>>>,
    end: End,
}

/// What comes after the last piece.
enum End {
    Whole,
    Cut(Wire),
    Reset,
}

impl HttpBody for SpoiltBody {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Some(sleep) = &mut self.sleep {
            ready!(sleep.as_mut().poll(context));
            self.sleep = None;
        }
        if self.pieces > 0 && !self.rest.is_empty() {
            self.pieces -= 1;
            let length = self.piece.min(self.rest.len());
            let piece = self.rest.split_to(length);
            self.sleep = Some(Box::pin(sleep(self.pause)));
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match mem::replace(&mut self.end, End::Whole) {
            End::Whole if self.rest.is_empty() => Poll::Ready(None),
            End::Whole => Poll::Pending,
            End::Cut(wire) => {
                wire.cut();
                Poll::Pending
            }
            End::Reset => Poll::Ready(Some(Err(Broken))),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced as u64)
    }
}
