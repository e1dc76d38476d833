//! Answers that say that the server cannot, whatever the request is.

use countersign::Timestamp;
use http::{HeaderValue, StatusCode, header};

use super::{Fault, RetryAfter, ServerError};
use crate::{answer::Answer, date::http_date};

impl Fault {
    /// The answer to a request that is not carried out.
    pub(crate) fn instead(self, now: Timestamp) -> Option<Answer> {
        match self {
            Self::TooManyRequests(retry_after) => Some(too_many_requests(retry_after, now)),
            Self::ServerError(error) => Some(error.answer("the request was not carried out")),
            _ => None,
        }
    }

    /// The answer in the place of the one to a request that was carried out.
    pub(crate) fn afterwards(self) -> Option<Answer> {
        match self {
            Self::LostAnswer(error) => Some(error.answer("the answer got lost")),
            _ => None,
        }
    }
}

fn too_many_requests(retry_after: RetryAfter, now: Timestamp) -> Answer {
    let answer = Answer::refusal(
        StatusCode::TOO_MANY_REQUESTS,
        "TOO_MANY_REQUESTS",
        "sandbox: on purpose: too many requests",
    );
    let value = match retry_after {
        RetryAfter::Seconds(seconds) => HeaderValue::from(seconds),
        RetryAfter::DateIn(seconds) => {
            let at = Timestamp::from_unix_seconds(now.unix_seconds().saturating_add(seconds));
            match HeaderValue::try_from(http_date(at)) {
                Ok(value) => value,
                Err(_) => return answer,
            }
        }
        RetryAfter::Absent => return answer,
    };
    answer.with_header(header::RETRY_AFTER, value)
}

impl ServerError {
    fn answer(self, what: &str) -> Answer {
        let status = match self {
            Self::InternalServerError => StatusCode::INTERNAL_SERVER_ERROR,
            Self::BadGateway => StatusCode::BAD_GATEWAY,
            Self::ServiceUnavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::GatewayTimeout => StatusCode::GATEWAY_TIMEOUT,
        };
        Answer::refusal(status, "INTERNAL_ERROR", format!("sandbox: on purpose: {what}"))
    }
}
