//! Chance by seed: each customer draws from a stream of its own, so that one more draw in one story
//! changes nothing in the others.

use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A stream of draws.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of this number under this seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// From `low` to `high`, both included.
    pub fn range(&mut self, low: i64, high: i64) -> i64 {
        if high <= low {
            return low;
        }
        self.0.random_range(low..=high)
    }

    /// True that often in a hundred.
    pub fn percent(&mut self, percent: i64) -> bool {
        self.0.random_range(0..100) < percent
    }

    /// True that often in a thousand.
    pub fn per_mille(&mut self, share: i64) -> bool {
        self.0.random_range(0..1000) < share
    }

    /// One of them, each as likely.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.0.random_range(0..all.len())]
    }

    /// One of them, as likely as its weight.
    pub fn weighted<T: Copy>(&mut self, all: &[(i64, T)]) -> T {
        let total = all.iter().map(|(weight, _)| weight).sum::<i64>();
        let mut left = self.0.random_range(0..total);
        for (weight, value) in all {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        all[0].1
    }

    /// An amount around `middle`, most near it, a few many times larger.
    pub fn amount(&mut self, middle: f64) -> f64 {
        // The sum of three draws is bell-shaped enough.
        let bell: f64 = (0..3).map(|_| self.0.random_range(-1.0..1.0)).sum();
        middle * bell.exp()
    }

    /// Puts them in another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.0.random_range(0..=last));
        }
    }

    /// Any 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }
}
