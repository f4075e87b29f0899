//! What was chosen in the cockpit, kept for the next time: a file of settings like any other, written by the
//! program, in the person's state directory.

use std::io;
use std::path::{Path, PathBuf};

/// Where it is, if there is a home.
pub fn file() -> Option<PathBuf> {
    let directories = directories::ProjectDirs::from("", "", "encours")?;
    let state = directories
        .state_dir()
        .unwrap_or(directories.data_local_dir());
    Some(state.join("chosen.toml"))
}

/// Keeps the text value of a setting; the others stay as they are.
///
/// # Errors
/// The system's.
pub fn keep(path: &Path, key: &str, value: &str) -> io::Result<()> {
    let before = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read?,
    };
    let ours = format!("{key} = ");
    let mut lines: Vec<String> = before
        .lines()
        .filter(|line| !line.starts_with(&ours))
        .map(str::to_owned)
        .collect();
    if lines.is_empty() {
        lines.push("# Chosen in the cockpit; it wins over the files of settings.".to_owned());
    }
    lines.push(format!("{ours}{}", toml::Value::from(value)));
    replace(path, &(lines.join("\n") + "\n"))
}

/// Writes a file whole or not at all, also when two cockpits do so at once.
///
/// # Errors
/// The system's.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let new = path.with_extension(format!("{}.new", std::process::id()));
    std::fs::write(&new, text)?;
    std::fs::rename(&new, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Origin, Sources, load};

    #[test]
    fn the_last_choice_counts_and_is_read_as_settings_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/chosen.toml");
        for theme in ["light", "mono"] {
            keep(&path, "screen.theme", theme).unwrap();
        }
        let config = load(&Sources {
            files: vec![path.clone()],
            ..Sources::default()
        })
        .unwrap();
        assert_eq!(config.theme(), "mono");
        let origin = config.get("screen.theme").map(|(_, origin)| origin.clone());
        assert_eq!(origin, Some(Origin::File(path, 2)));
    }
}
