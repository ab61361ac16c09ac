//! The only place that reads the clock.

use std::time::{Duration, Instant};

use chrono::NaiveDate;

/// Today, where this machine is.
#[expect(clippy::disallowed_methods, reason = "the one place that may")]
pub(super) fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// A stopwatch, for what people are told.
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts it.
    #[expect(clippy::disallowed_methods, reason = "the one place that may")]
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since.
    pub(super) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
