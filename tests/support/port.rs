//! Ports for servers that cannot be given one by the system.

use std::net::TcpListener;

use rand::RngExt;

/// Below those that the system gives to whoever connects or asks for any: nobody takes it meanwhile by chance.
const RESERVED: std::ops::Range<u16> = 12_000..32_000;

/// A port on the loopback address at which nobody listens.
pub fn free() -> u16 {
    let mut chance = rand::rng();
    let mut drawn = std::iter::repeat_with(|| chance.random_range(RESERVED)).take(1_000);
    drawn
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("a free port")
}
