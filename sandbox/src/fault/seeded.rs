//! Faults by chance: a share for each kind, and a seed that makes chance repeat itself.

use std::{collections::BTreeMap, num::NonZeroU64, time::Duration};

use super::{BadCertificate, ConnectionFault, Fault, RetryAfter, ServerError, Stage, draw::Draws};

/// Faults by chance. Shares are numbers of a thousand; more than a thousand count as a thousand.
///
/// What goes wrong with a request is a function of the seed, of what the request is, and of how often the same request
/// has come. A request is known by its operation and its idempotency key, and without one by its target and its body. So the order in which concurrent requests arrive does not matter, and the same seed and calls meet the same
/// faults. If several kinds hit one request, the first in the order of the setters is taken.
///
/// What replays only as far as the order of arrival does: the fault of a connection is a function of the seed and of the
/// connection's number, and the wrong clock of the seed and of how many requests have come. Requests with an idempotency
/// key that the client made up are new ones each time, and so are notifications of entitlements whose id the sandbox made
/// up. Which other requests are on a connection that is cut is up to the scheduler.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use countersign_sandbox::{FaultPlan, Stage};
///
/// let plan = FaultPlan::seeded(42).latency(100, Duration::from_millis(50)).cuts(Stage::CarriedOut, 5);
/// assert_ne!(plan, FaultPlan::storm(42));
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SeededFaults {
    seed: u64,
    cuts: BTreeMap<Stage, u32>,
    resets: BTreeMap<Stage, u32>,
    lost_answers: u32,
    server_errors: u32,
    longest_burst: u32,
    too_many_requests: u32,
    longest_retry_after: u64,
    latencies: u32,
    longest_latency: Duration,
    slow_bodies: u32,
    pause: Duration,
    wrong_clocks: u32,
    stretch: NonZeroU64,
    cut_connections: u32,
    bad_certificates: u32,
    duplicated_notifications: u32,
}

/// How far the clock jumps, in seconds.
const CLOCKS: [i64; 5] = [-3600, -130, 90, 180, 600];

/// So many requests of a storm see the same clock.
const STRETCH: NonZeroU64 = NonZeroU64::new(200).unwrap();

/// A request, known again when it comes again.
pub(super) type Key = [u8; 32];

impl SeededFaults {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            seed,
            cuts: BTreeMap::new(),
            resets: BTreeMap::new(),
            lost_answers: 0,
            server_errors: 0,
            longest_burst: 0,
            too_many_requests: 0,
            longest_retry_after: 0,
            latencies: 0,
            longest_latency: Duration::ZERO,
            slow_bodies: 0,
            pause: Duration::ZERO,
            wrong_clocks: 0,
            stretch: NonZeroU64::MIN,
            cut_connections: 0,
            bad_certificates: 0,
            duplicated_notifications: 0,
        }
    }

    /// Cuts are rare, because each one takes with it whatever else is on the connection.
    pub(super) fn storm(seed: u64) -> Self {
        let storm = Stage::ALL
            .into_iter()
            .fold(Self::new(seed), |storm, stage| storm.cuts(stage, 2).resets(stage, 5));
        storm
            .lost_answers(10)
            .server_errors(15, 3)
            .too_many_requests(10, 1)
            .latency(50, Duration::from_millis(100))
            .slow_bodies(20, Duration::from_millis(5))
            .wrong_clock(250, STRETCH)
            .cut_connections(30)
            .bad_certificates(30)
            .duplicated_notifications(100)
    }

    /// The seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Cuts the connection of so many requests at this stage.
    #[must_use]
    pub fn cuts(mut self, stage: Stage, per_thousand: u32) -> Self {
        self.cuts.insert(stage, per_thousand);
        self
    }

    /// Resets the stream of so many requests at this stage.
    #[must_use]
    pub fn resets(mut self, stage: Stage, per_thousand: u32) -> Self {
        self.resets.insert(stage, per_thousand);
        self
    }

    /// Carries out so many requests and answers them with a 5xx.
    #[must_use]
    pub const fn lost_answers(mut self, per_thousand: u32) -> Self {
        self.lost_answers = per_thousand;
        self
    }

    /// Begins a burst of 5xx with so many requests: this one, and up to `longest_burst` − 1 repetitions of it, are
    /// answered so and not carried out. A burst of none and one of more than 100 are not made.
    #[must_use]
    pub const fn server_errors(mut self, per_thousand: u32, longest_burst: u32) -> Self {
        self.server_errors = per_thousand;
        self.longest_burst = if longest_burst > 100 { 100 } else { longest_burst };
        self
    }

    /// Answers so many requests with 429 and a `Retry-After` from 0 to this number of seconds, in seconds or as a date.
    #[must_use]
    pub const fn too_many_requests(mut self, per_thousand: u32, longest: u64) -> Self {
        self.too_many_requests = per_thousand;
        self.longest_retry_after = longest;
        self
    }

    /// Delays so many requests, by anything up to `longest`.
    #[must_use]
    pub const fn latency(mut self, per_thousand: u32, longest: Duration) -> Self {
        self.latencies = per_thousand;
        self.longest_latency = longest;
        self
    }

    /// Sends the body of so many answers in pieces, with a pause after each.
    #[must_use]
    pub const fn slow_bodies(mut self, per_thousand: u32, pause: Duration) -> Self {
        self.slow_bodies = per_thousand;
        self.pause = pause;
        self
    }

    /// Sets the clock wrong, by −1 hour to +10 minutes, for so many stretches of `stretch` requests each. It comes on top
    /// of whatever else happens to a request.
    #[must_use]
    pub const fn wrong_clock(mut self, per_thousand: u32, stretch: NonZeroU64) -> Self {
        self.wrong_clocks = per_thousand;
        self.stretch = stretch;
        self
    }

    /// Closes so many connections before their handshake.
    #[must_use]
    pub const fn cut_connections(mut self, per_thousand: u32) -> Self {
        self.cut_connections = per_thousand;
        self
    }

    /// Shows a bad certificate on so many connections.
    #[must_use]
    pub const fn bad_certificates(mut self, per_thousand: u32) -> Self {
        self.bad_certificates = per_thousand;
        self
    }

    /// Delivers so many notifications twice or three times.
    #[must_use]
    pub const fn duplicated_notifications(mut self, per_thousand: u32) -> Self {
        self.duplicated_notifications = per_thousand;
        self
    }

    /// What goes wrong with a request that comes for the time of this number, counted from 0.
    pub(super) fn request(&self, key: &Key, visit: u32) -> Fault {
        let draws = |purpose: &str| Draws::new(self.seed, purpose, &[key, &visit.to_be_bytes()]);
        let staged = |purpose, shares: &BTreeMap<Stage, u32>| {
            let mut draws = draws(purpose);
            shares.iter().find(|(_, share)| draws.hits(**share)).map(|(stage, _)| *stage)
        };
        if let Some(stage) = staged("cut", &self.cuts) {
            return Fault::Cut(stage);
        }
        if let Some(stage) = staged("reset", &self.resets) {
            return Fault::Reset(stage);
        }
        let mut lost = draws("lost answer");
        if lost.hits(self.lost_answers) {
            return Fault::LostAnswer(lost.pick(ServerError::ALL));
        }
        if let Some(error) = self.burst(key, visit) {
            return Fault::ServerError(error);
        }
        let mut busy = draws("too many requests");
        if busy.hits(self.too_many_requests) {
            let seconds = busy.below(self.longest_retry_after.saturating_add(1));
            let forms = [RetryAfter::Seconds(seconds), RetryAfter::DateIn(seconds)];
            return Fault::TooManyRequests(busy.pick(forms));
        }
        let mut late = draws("latency");
        if late.hits(self.latencies) {
            let longest = u64::try_from(self.longest_latency.as_micros()).unwrap_or(u64::MAX);
            return Fault::Latency(Duration::from_micros(late.below(longest.saturating_add(1))));
        }
        if draws("slow body").hits(self.slow_bodies) {
            return Fault::SlowBody { pause: self.pause };
        }
        Fault::None
    }

    /// How far the clock is ahead when so many requests have come, the one that asks among them.
    pub(super) fn clock(&self, requests: u64) -> i64 {
        let stretch = requests.saturating_sub(1) / self.stretch;
        let mut draws = Draws::new(self.seed, "clock", &[&stretch.to_be_bytes()]);
        if draws.hits(self.wrong_clocks) { draws.pick(CLOCKS) } else { 0 }
    }

    /// What goes wrong with the connection of this number.
    pub(super) fn connection(&self, number: u64) -> ConnectionFault {
        let mut draws = Draws::new(self.seed, "connection", &[&number.to_be_bytes()]);
        if draws.hits(self.cut_connections) {
            ConnectionFault::Cut
        } else if draws.hits(self.bad_certificates) {
            ConnectionFault::Certificate(draws.pick(BadCertificate::ALL))
        } else {
            ConnectionFault::None
        }
    }

    /// How often a notification of this entitlement is delivered again for no reason.
    pub(super) fn duplicates(&self, entitlement_id: &str, reason: &str) -> u64 {
        let of = [entitlement_id.as_bytes(), reason.as_bytes()];
        let mut draws = Draws::new(self.seed, "notification", &of);
        if draws.hits(self.duplicated_notifications) { 1 + draws.below(2) } else { 0 }
    }

    /// The error of this visit, if a burst that began with it or with an earlier one lasts.
    fn burst(&self, key: &Key, visit: u32) -> Option<ServerError> {
        (0..self.longest_burst.min(visit.saturating_add(1))).find_map(|since| {
            let began = visit - since;
            let mut draws = Draws::new(self.seed, "burst", &[key, &began.to_be_bytes()]);
            let length = 1 + draws.below(u64::from(self.longest_burst));
            let lasts = draws.hits(self.server_errors) && u64::from(since) < length;
            lasts.then(|| draws.pick(ServerError::ALL))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u32) -> Key {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&number.to_be_bytes());
        key
    }

    #[test]
    fn a_seed_replays_and_another_one_does_not() {
        let faults = |seed| {
            let storm = SeededFaults::storm(seed);
            let visits = (0..500).flat_map(|number| [(number, 0), (number, 1)]);
            visits.map(|(number, visit)| storm.request(&key(number), visit)).collect::<Vec<_>>()
        };
        assert_eq!(faults(1), faults(1));
        assert_ne!(faults(1), faults(2));
        let clocks =
            |seed| (1..5000).map(|n| SeededFaults::storm(seed).clock(n)).collect::<Vec<_>>();
        assert_eq!(clocks(1), clocks(1));
        assert_ne!(clocks(1), clocks(2));
    }

    #[test]
    fn nothing_goes_wrong_until_a_share_is_set() {
        let calm = SeededFaults::new(1);
        for number in 0..1000 {
            assert_eq!(calm.request(&key(number), number), Fault::None);
            assert_eq!(calm.clock(u64::from(number) + 1), 0);
            assert_eq!(calm.connection(u64::from(number) + 1), ConnectionFault::None);
            assert_eq!(calm.duplicates(&number.to_string(), "REASON"), 0);
        }
    }

    #[test]
    fn a_burst_lasts_over_repetitions_and_ends() {
        let plan = SeededFaults::new(3).server_errors(100, 3);
        let is_error =
            |number, visit| matches!(plan.request(&key(number), visit), Fault::ServerError(_));
        let lengths: Vec<_> = (0..1000)
            .filter(|number| is_error(*number, 0))
            .map(|number| (0..).take_while(|visit| is_error(number, *visit)).count())
            .collect();
        let of_length = |length| lengths.iter().filter(|is| **is == length).count();
        assert!((60..140).contains(&lengths.len()), "{lengths:?}");
        for length in 1..=3 {
            assert!(of_length(length) > 10, "{lengths:?}");
        }
    }

    #[test]
    fn the_clock_stays_wrong_for_a_stretch() {
        let plan = SeededFaults::storm(5);
        let clocks: Vec<_> = (1..=20_000).map(|number| plan.clock(number)).collect();
        for stretch in clocks.chunks(200) {
            assert!(stretch.iter().all(|clock| *clock == stretch[0]));
        }
        for clock in CLOCKS.into_iter().chain([0]) {
            assert!(clocks.contains(&clock), "{clock}");
        }
    }
}
