//! The answer to an operation that nothing else answers: the example of its success in the document.

use countersign_spec::{Operation, Response, Side, Status};
use http::StatusCode;

use crate::{
    answer::Answer,
    documents::{Raw, Refusal},
    problem::{Place, in_one_line},
    schema::Schema,
};

/// The first example of the success with the lowest status; without a body, if none is declared.
///
/// # Errors
///
/// There is no success or no example, or the example does not fit the schema.
pub(crate) fn answer(document: &Raw, operation: &Operation) -> Result<Answer, Refusal> {
    let id = &operation.id;
    let Some((status, response)) = success(operation) else {
        return Err(Refusal {
            location: operation.location.clone(),
            message: format!("`{id}` declares no success, so the sandbox cannot answer it"),
            help: "declare an answer with a status from 200 to 299 or a `default`, and an example of its body"
                .to_owned(),
        });
    };
    let Some(schema) = &response.schema else { return Ok(Answer::empty(status)) };
    let refuse = |message: String, help: &str| {
        let help = help.to_owned();
        Err(Refusal { location: response.location.clone(), message, help })
    };
    let Some(example) = response.examples.first() else {
        return refuse(
            format!("the success of `{id}` has no example, so the sandbox cannot answer it"),
            "give an `example` beside the `schema` of this answer; the sandbox answers with it",
        );
    };
    let Some(value) = document.at(&example.pointer) else {
        return refuse(
            format!("the example of the success of `{id}` cannot be found"),
            "give an `example` beside the `schema` of this answer",
        );
    };
    // An example may be of requests too.
    let value = Schema::value_on_side(document, schema, Side::Response, value.clone());
    let problems = match Schema::at(document, schema, Side::Response) {
        Ok(schema) => schema.problems(&Place::body(), &value),
        Err(reason) => {
            return refuse(
                format!("the schema of the success of `{id}` cannot be used: {reason}"),
                "correct the schema",
            );
        }
    };
    if !problems.is_empty() {
        return refuse(
            format!(
                "the example of the success of `{id}` does not fit its schema: {}",
                in_one_line(&problems)
            ),
            "correct the example or the schema; the sandbox answers with the example",
        );
    }
    Ok(Answer::json(status, value))
}

/// The lowest declared status of 2xx, and what is answered with it. `2XX` and a `default` beside no 2xx stand for 200,
/// and `2XX` counts if no status is declared by its number.
fn success(operation: &Operation) -> Option<(StatusCode, &Response)> {
    let response = operation.successes().min_by_key(|response| response.status)?;
    let status = match response.status {
        Status::Exact(status) => StatusCode::from_u16(status).ok()?,
        _ => StatusCode::OK,
    };
    Some((status, response))
}
