//! How the benchmarks measure: rivals in turns within one run, medians and their spread, ratios to a named rival.
//!
//! Absolute times on shared machines move by tens of percent from hour to hour; what two rivals cost within the same
//! tenth of a second keeps its ratio. So each round runs every rival once, one after the other, and what is reported is
//! the median over rounds of the ratio *within* a round.
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

mod results;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

pub use results::{Commit, Results, Row, rounded};

/// Each round gives each rival about so long.
const SLICE: Duration = Duration::from_millis(25);

/// Rounds that are measured; two more before them warm up.
const ROUNDS: usize = 41;

/// One of those that are compared: a name and what it does once.
pub struct Rival<'a> {
    name: String,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Rival<'a> {
    /// What `run` returns is kept from the optimizer.
    pub fn new<T>(name: &str, mut run: impl FnMut() -> T + 'a) -> Self {
        Self {
            name: name.to_owned(),
            run: Box::new(move || {
                black_box(run());
            }),
        }
    }
}

/// Measures the rivals in turns. The first one is what the others are compared with.
pub fn compare(title: &str, rivals: Vec<Rival<'_>>) -> Results {
    compare_for(SLICE, title, rivals)
}

/// As [`compare`], with another time for each rival and round.
pub fn compare_for(slice: Duration, title: &str, mut rivals: Vec<Rival<'_>>) -> Results {
    let repetitions: Vec<u32> = rivals.iter_mut().map(|rival| repetitions(slice, rival)).collect();
    let mut rounds = vec![Vec::with_capacity(ROUNDS); rivals.len()];
    for round in 0..ROUNDS + 2 {
        for (index, rival) in rivals.iter_mut().enumerate() {
            let begin = Instant::now();
            for _ in 0..repetitions[index] {
                (rival.run)();
            }
            let each = begin.elapsed().as_secs_f64() / f64::from(repetitions[index]);
            if round >= 2 {
                rounds[index].push(each);
            }
        }
    }
    let names = rivals.iter().map(|rival| rival.name.as_str());
    let results = Results::new(title, names.zip(rounds));
    println!("{results}");
    results
}

/// How often a rival runs within its slice.
fn repetitions(slice: Duration, rival: &mut Rival<'_>) -> u32 {
    let mut count = 1_u32;
    loop {
        let begin = Instant::now();
        for _ in 0..count {
            (rival.run)();
        }
        let elapsed = begin.elapsed();
        if elapsed >= slice / 4 {
            let scale = slice.as_secs_f64() / elapsed.as_secs_f64();
            // Between 1 and 4 times a number that began at 1 and doubled: it fits.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it fits"
            )]
            return ((f64::from(count) * scale) as u32).max(1);
        }
        count *= 2;
    }
}
