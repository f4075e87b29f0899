//! Speed, each figure beside its limit (`cargo bench`).

fn main() {}
