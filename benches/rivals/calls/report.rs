//! The results: a table for people, and JSON for the plots.

use std::fmt;

use countersign_benches::rounded;
use serde::Serialize;

use crate::{AWS_LC, HYPER_UTIL, OURS, Protocol, RSA, measure::Slice};

/// All rivals, with one protocol and so many calls at once.
#[derive(Debug, Serialize)]
pub(crate) struct Cell {
    protocol: &'static str,
    concurrency: usize,
    rows: Vec<Row>,
    /// Requests per second of ours to those of the hand-written client on AWS-LC; the aim is 0.95 or more.
    ours_to_aws_lc: Ratio,
    /// The same to hyper-util by hand, which shows what the client itself costs.
    ours_to_hyper_util: Ratio,
    /// The same to the hand-written one on the crate `rsa`; the aim is 2 or more.
    ours_to_rsa: Ratio,
}

/// One rival: medians over the rounds. Times are in seconds.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    requests_per_second: f64,
    /// Of the client process, for one request.
    cpu: f64,
    p50: f64,
    p99: f64,
    /// Requests per second to those of the hand-written client on AWS-LC.
    to_aws_lc: Ratio,
    /// CPU per request to that of the same.
    cpu_to_aws_lc: Ratio,
    /// What each round was, in the order of the rounds: what is said of the medians is computed from these.
    rounds: Rounds,
}

#[derive(Debug, Serialize)]
struct Rounds {
    requests_per_second: Vec<f64>,
    cpu: Vec<f64>,
    p99: Vec<f64>,
}

/// The ratio within a round: its median over the rounds, and the quartiles.
#[derive(Clone, Copy, Debug, Serialize)]
struct Ratio {
    median: f64,
    quartiles: [f64; 2],
}

impl Cell {
    pub(crate) fn new(
        protocol: Protocol,
        concurrency: usize,
        measured: impl Iterator<Item = (&'static str, Vec<Slice>)>,
    ) -> Self {
        let measured: Vec<_> = measured.collect();
        let rounds_of = |name| {
            let found = measured.iter().find(|(other, _)| *other == name);
            found.map(|(_, rounds)| rounds.as_slice()).unwrap_or_default()
        };
        let rows = measured.iter().map(|(name, rounds)| {
            let median = |value: fn(&Slice) -> f64| quantile(rounds.iter().map(value), 0.5);
            let each = |value: fn(&Slice) -> f64| rounds.iter().map(value).map(rounded).collect();
            Row {
                name,
                requests_per_second: median(|slice| slice.requests_per_second),
                cpu: median(|slice| slice.cpu),
                p50: median(|slice| slice.p50),
                p99: median(|slice| slice.p99),
                to_aws_lc: Ratio::new(rounds, rounds_of(AWS_LC), |slice| slice.requests_per_second),
                cpu_to_aws_lc: Ratio::new(rounds, rounds_of(AWS_LC), |slice| slice.cpu),
                rounds: Rounds {
                    requests_per_second: each(|slice| slice.requests_per_second),
                    cpu: each(|slice| slice.cpu),
                    p99: each(|slice| slice.p99),
                },
            }
        });
        let ours_to =
            |name| Ratio::new(rounds_of(OURS), rounds_of(name), |slice| slice.requests_per_second);
        Self {
            protocol: protocol.name(),
            concurrency,
            rows: rows.collect(),
            ours_to_aws_lc: ours_to(AWS_LC),
            ours_to_hyper_util: ours_to(HYPER_UTIL),
            ours_to_rsa: ours_to(RSA),
        }
    }
}

impl Ratio {
    fn new(rounds: &[Slice], others: &[Slice], of: fn(&Slice) -> f64) -> Self {
        let ratios = rounds.iter().zip(others).map(|(slice, other)| of(slice) / of(other));
        let at = |part| quantile(ratios.clone(), part);
        Self { median: at(0.5), quartiles: [at(0.25), at(0.75)] }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { protocol, concurrency, .. } = self;
        writeln!(
            f,
            "{:<44} {:>10} {:>8} {:>8} {:>8}   {:<26} {:<26} to `{AWS_LC}`",
            format!("{protocol}, {concurrency} at once"),
            "requests/s",
            "CPU µs",
            "p50 µs",
            "p99 µs",
            "requests/s (quartiles)",
            "CPU (quartiles)",
        )?;
        for row in &self.rows {
            writeln!(
                f,
                "  {:<42} {:>10.0} {:>8.0} {:>8.0} {:>8.0}   {:<26} {:<26}",
                row.name,
                row.requests_per_second,
                row.cpu * 1e6,
                row.p50 * 1e6,
                row.p99 * 1e6,
                row.to_aws_lc.to_string(),
                row.cpu_to_aws_lc.to_string(),
            )?;
        }
        writeln!(f, "  requests/s of ours to `{HYPER_UTIL}`: {}", self.ours_to_hyper_util)?;
        writeln!(f, "  requests/s of ours to `{RSA}`: {}", self.ours_to_rsa)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, high] = self.quartiles;
        write!(f, "{:.3}× ({low:.3} to {high:.3})", self.median)
    }
}

/// The value below which such a part of the values lies.
fn quantile(values: impl Iterator<Item = f64>, part: f64) -> f64 {
    let mut sorted: Vec<_> = values.collect();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index of some values"
    )]
    let index = (sorted.len().saturating_sub(1) as f64 * part).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}
