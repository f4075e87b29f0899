//! Random tests: their seed, their number and their runner.

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The seed of this run: `ENCOURS_SEED`, else a new one. Print it.
pub fn seed() -> u64 {
    match std::env::var("ENCOURS_SEED") {
        Ok(seed) => seed.parse().expect("ENCOURS_SEED is a whole number"),
        Err(_) => rand::random(),
    }
}

/// A runner that draws the same cases for the same seed.
pub fn runner(seed: u64, cases: u32, shrink: u32) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        max_shrink_iters: shrink,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// How many cases to draw: `ENCOURS_CASES`, else so many.
pub fn cases(usual: u32) -> u32 {
    std::env::var("ENCOURS_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(usual)
}
