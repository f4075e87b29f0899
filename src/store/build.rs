//! Embeds `src/store/code/*.sql` in file-name order, and rebuilds when SQL changes.
//!
//! The versioned migrations are embedded by `sqlx::migrate!`, which cannot tell cargo that a file
//! was added to its folder: the `rerun-if-changed` line below does.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=src/store/migrations");
    println!("cargo:rerun-if-changed=src/store/code");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut names: Vec<String> = fs::read_dir(Path::new(&root).join("src/store/code"))
        .map(|entries| {
            entries
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .filter(|name| name.ends_with(".sql"))
                .collect()
        })
        .unwrap_or_default();
    names.sort();
    let files: String = names
        .iter()
        .map(|name| {
            format!(
                "    ({name:?}, include_str!({:?})),\n",
                format!("{root}/src/store/code/{name}")
            )
        })
        .collect();
    let source = format!("&[\n{files}]\n");
    fs::write(Path::new(&out).join("store_code.rs"), source).expect("OUT_DIR is writable");
}
