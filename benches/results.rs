//! Medians, spread and ratios, as a table for people and as JSON for the plots.

use std::{fmt, fs, path::Path, process::Command};

use countersign::Timestamp;
use serde::Serialize;

/// What was measured of all rivals.
#[derive(Debug, Serialize)]
pub struct Results {
    title: String,
    rows: Vec<Row>,
}

/// What was measured of one rival. Times are in seconds.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Who.
    pub name: String,
    /// The median over the rounds.
    pub median: f64,
    /// The median over the rounds of the ratio to the first rival in the same round.
    pub ratio: f64,
    /// Quartiles of that ratio: half of the rounds lie between them.
    pub quartiles: [f64; 2],
    /// What each round took, in the order of the rounds: what is said of the medians is computed from these.
    pub rounds: Vec<f64>,
}

impl Results {
    /// Sums up the rounds of all rivals, in seconds. The first rival is what the others are compared with.
    pub fn new<'a>(title: &str, measured: impl Iterator<Item = (&'a str, Vec<f64>)>) -> Self {
        let measured: Vec<_> = measured.collect();
        let first = measured.first().map(|(_, rounds)| rounds.clone()).unwrap_or_default();
        let rows = measured.into_iter().map(|(name, rounds)| {
            let ratios = sorted(rounds.iter().zip(&first).map(|(ours, first)| ours / first));
            Row {
                name: name.to_owned(),
                median: quantile(&sorted(rounds.iter().copied()), 0.5),
                ratio: quantile(&ratios, 0.5),
                quartiles: [quantile(&ratios, 0.25), quantile(&ratios, 0.75)],
                rounds: rounds.into_iter().map(rounded).collect(),
            }
        });
        Self { title: title.to_owned(), rows: rows.collect() }
    }
}

/// A measured value to five digits, which is more than it is worth.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    format!("{value:.4e}").parse().unwrap_or(value)
}

/// The commit that a benchmark measures. Asked for when it begins, because others may follow while it runs.
#[derive(Clone, Debug)]
pub struct Commit(Option<String>);

impl Commit {
    /// The last one, with `-dirty` if files of it were changed since; none outside of a git repository.
    pub fn last() -> Self {
        let described = Command::new("git")
            .args(["describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .ok()
            .filter(|output| output.status.success());
        let commit = described.and_then(|output| String::from_utf8(output.stdout).ok());
        Self(commit.map(|commit| commit.trim_end().to_owned()))
    }

    /// Writes results of it where the plots are made from: `target/bench/<name>.json`.
    ///
    /// # Panics
    ///
    /// If the file cannot be written.
    #[expect(clippy::expect_used, reason = "a benchmark whose results are lost has failed")]
    pub fn save<T: Serialize + ?Sized>(&self, name: &str, results: &T) {
        #[derive(Serialize)]
        struct Saved<'a, T: ?Sized> {
            commit: Option<&'a str>,
            /// Seconds since 1970.
            measured: u64,
            processor: Option<String>,
            results: &'a T,
        }

        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
        fs::create_dir_all(&folder).expect("the folder for results can be made");
        let measured = Timestamp::now().unix_seconds();
        let saved = Saved { commit: self.0.as_deref(), measured, processor: processor(), results };
        let json = serde_json::to_string_pretty(&saved).expect("numbers have a JSON form");
        fs::write(folder.join(name).with_extension("json"), json).expect("results can be written");
    }
}

/// The name of the processor, where Linux tells it.
fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let (_, name) = text.lines().find(|line| line.starts_with("model name"))?.split_once(':')?;
    Some(name.trim().to_owned())
}

impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        let first = self.rows.first().map_or("", |row| &row.name);
        writeln!(f, "  {:<44} {:>12} {:>9}  (quartiles)   to {first}", "", "median", "ratio")?;
        for row in &self.rows {
            let [low, high] = row.quartiles;
            writeln!(
                f,
                "  {:<44} {:>12} {:>8.3}×  ({low:.3} to {high:.3})",
                row.name,
                time(row.median),
                row.ratio,
            )?;
        }
        Ok(())
    }
}

fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-6 => format!("{:.0} ns", s * 1e9),
        s if s < 1e-3 => format!("{:.2} µs", s * 1e6),
        s if s < 1.0 => format!("{:.2} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value below which such a part of the sorted values lies.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index of some tens of values"
    )]
    let index = ((sorted.len().saturating_sub(1)) as f64 * part).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}
