//! Shared sample data outside the repository: used where present, never required on a plain clone.

use std::path::{Path, PathBuf};

/// The path of a file in the shared sample data, or `None` after saying that the test is skipped.
/// With `ENCOURS_REQUIRE_DATA=1` its absence is a failure.
pub fn shared_data(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    let required = std::env::var("ENCOURS_REQUIRE_DATA").is_ok_and(|value| value == "1");
    assert!(!required, "{name} is required and not in ../shared/data");
    println!("skipped: {name} is not in ../shared/data");
    None
}
