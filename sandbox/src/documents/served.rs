//! An operation as the sandbox serves it: everything that its document asks of a request, ready to be checked.

use std::sync::Arc;

use countersign::{Coverage, CoverageError, Verifier, VerifyingKey};
use countersign_spec::{Document, Operation};

use super::{Raw, Refusal};
use crate::{
    accepted::Accepted, answer::Answer, bango::Bango, body::Body, call::Call, example,
    parameters::Parameters, problem::in_one_line,
};

/// An operation of a document.
pub(crate) struct Served {
    pub(crate) operation: Arc<Operation>,
    /// Where it is declared: `bango-resale.json:12:7`.
    pub(crate) declared_at: String,
    /// Refuses a request that signs something else than the operation declares.
    pub(crate) verifier: Verifier,
    pub(crate) responder: Responder,
    parameters: Parameters,
    body: Body,
}

/// Who answers.
pub(crate) enum Responder {
    /// The sandbox of Bango Resale, which keeps state.
    Bango,
    /// The example of the document.
    Example(Answer),
}

impl Served {
    /// Makes an operation ready.
    ///
    /// # Errors
    ///
    /// Everything for which the sandbox cannot serve it although the reader has accepted it.
    pub(super) fn new(
        document: &Document,
        raw: &Raw,
        operation: &Operation,
        key: &VerifyingKey,
    ) -> Result<Self, Vec<Refusal>> {
        let unusable = |reason: String| Refusal {
            location: operation.location.clone(),
            message: format!(
                "a schema of the request of `{}` cannot be used: {reason}",
                operation.id
            ),
            help: "correct the schema; its patterns must be regular expressions as in ECMA-262"
                .to_owned(),
        };
        let responder = if Bango::serves(operation) {
            Ok(Responder::Bango)
        } else {
            example::answer(raw, operation).map(Responder::Example)
        };
        let parameters = Parameters::of(document, raw, operation).map_err(unusable);
        let body = Body::of(raw, operation).map_err(unusable);
        let verifier = verifier(operation, key);
        match (responder, parameters, body, verifier) {
            (Ok(responder), Ok(parameters), Ok(body), Ok(verifier)) => Ok(Self {
                operation: Arc::new(operation.clone()),
                declared_at: super::place(document, &operation.method_location),
                verifier,
                responder,
                parameters,
                body,
            }),
            (responder, parameters, body, verifier) => {
                let refusals = [responder.err(), parameters.err(), body.err(), verifier.err()];
                Err(refusals.into_iter().flatten().collect())
            }
        }
    }

    /// Method and path template: `GET /v1/entitlement/{entitlementId}`.
    pub(crate) fn line(&self) -> String {
        super::line(&self.operation)
    }

    /// Checks parameters and body of a request that has passed the gate. All problems are told at once.
    pub(crate) fn call(
        &self,
        accepted: Accepted,
        path: &[Vec<u8>],
        query: &str,
    ) -> Result<Call, Answer> {
        let values = self.parameters.read(path, query, &accepted.headers);
        let body = self.body.read(&accepted.headers, &accepted.payload);
        match (values, body) {
            (Ok(values), Ok(body)) => Ok(Call {
                operation: Arc::clone(&self.operation),
                parameters: values.by_name,
                body,
                payload: accepted.payload,
                at: accepted.at,
                idempotency_key: values.idempotency_key,
            }),
            (values, body) => {
                let problems = [values.err(), body.err()].into_iter().flatten().flatten();
                Err(Answer::bad_request(in_one_line(&problems.collect::<Vec<_>>())))
            }
        }
    }
}

/// Demands the declared list. Where it has several headers of any form, the vendor could not tell either where the value
/// of one ends and that of the next begins; their schemas bound them.
fn verifier(operation: &Operation, key: &VerifyingKey) -> Result<Verifier, Refusal> {
    let signed = || operation.endpoint.signed().iter().map(|name| name.as_str());
    let coverage = match Coverage::exactly(signed()) {
        Err(CoverageError::ValuesMayMove { .. }) => Coverage::exactly_with_movable_values(signed()),
        other => other,
    };
    match coverage {
        Ok(coverage) => Ok(Verifier::new(key.clone(), coverage)),
        Err(error) => Err(Refusal {
            location: operation.location.clone(),
            message: format!("requests of `{}` cannot be verified: {error}", operation.id),
            help: "correct `x-signed-headers`".to_owned(),
        }),
    }
}
