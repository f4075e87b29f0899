//! Ids for the rows of a file.

use rand::RngExt;
use rand::rngs::ThreadRng;
use uuid::{Builder, Uuid};

/// Bits that count the ids of one millisecond.
const COUNTED: u32 = 26;

/// UUIDv7 of one moment, rising by a counter, so that rows stand in their indexes as in their file; the rest is chance. One
/// by one they would each ask the kernel for chance, which takes as long as reading half a row.
pub struct Ids {
    first: u64,
    given: u64,
    chance: ThreadRng,
}

impl Ids {
    /// Begins now.
    pub fn new() -> Ids {
        let now = chrono::Utc::now().timestamp_millis();
        Ids {
            first: u64::try_from(now).unwrap_or_default(),
            given: 0,
            chance: rand::rng(),
        }
    }

    /// The next one, greater than all before.
    pub fn next(&mut self) -> Uuid {
        let [.., b4, b3, b2, b1] = self.given.to_be_bytes();
        // Version and variant take the upper bits of the first and of the third byte.
        let counter = [b4 << 2 | b3 >> 6, b3 << 2 | b2 >> 6, b2 & 0x3f, b1];
        let mut tail: [u8; 10] = self.chance.random();
        tail[..4].copy_from_slice(&counter);
        let millis = self.first + (self.given >> COUNTED);
        self.given += 1;
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_over_every_bit_of_the_counter() {
        let mut ids = Ids::new();
        let mut last = ids.next();
        for power in 0..30 {
            ids.given = 1 << power;
            for _ in 0..3 {
                let next = ids.next();
                assert!(next > last, "{last} then {next}, 2^{power}");
                assert_eq!(next.get_version_num(), 7);
                assert_eq!(next.get_variant(), uuid::Variant::RFC4122);
                last = next;
            }
            // The next power begins above what was given.
            last = if power < 2 { Uuid::nil() } else { last };
        }
    }
}
