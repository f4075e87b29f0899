//! A file that appears when it is whole.
//!
//! It grows under a hidden name and gets its own when it is whole, never that of a file that is there. It is the
//! person's alone. What does not become whole is removed.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// Names tried before the folder is held to be full of them.
const NAMES: u32 = 1_000;

/// The file as long as it grows; removed unless it is kept.
pub(super) struct Part {
    folder: PathBuf,
    path: PathBuf,
    /// Whether it has become whole, or goes on.
    pub keep: bool,
}

impl Part {
    /// One that grows under a name of its own.
    pub fn of(folder: &Path, id: Uuid) -> Part {
        Part {
            folder: folder.to_owned(),
            path: folder.join(format!(".{id}.part")),
            keep: false,
        }
    }

    /// Writes on; `begin` makes the folder and the file.
    pub fn append(&self, text: &[u8], begin: bool) -> io::Result<()> {
        if begin {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&self.folder)?;
        }
        let mut file = OpenOptions::new()
            .append(true)
            .create_new(begin)
            .mode(0o600)
            .open(&self.path)?;
        file.write_all(text)?;
        file.sync_data()
    }

    /// Gives it the first of its names that nothing has yet.
    pub fn named(&self, name: &str, ending: &str) -> io::Result<PathBuf> {
        for n in 1..=NAMES {
            let path = self.folder.join(match n {
                1 => format!("{name}.{ending}"),
                n => format!("{name}-{n}.{ending}"),
            });
            // Unlike a renaming, a link never takes the place of another file.
            match fs::hard_link(&self.path, &path) {
                Ok(()) => {
                    fs::remove_file(&self.path)?;
                    return Ok(path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.keep {
            // Mostly there is none.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_file_is_the_persons_alone_and_takes_no_others_place() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("exports");
        let mut paths = Vec::new();
        for text in ["a\n", "b\n"] {
            let part = Part::of(&at, Uuid::from_u128(1));
            part.append(text.as_bytes(), true).unwrap();
            part.append(text.as_bytes(), false).unwrap();
            paths.push(part.named("items-2026-11-18", "csv").unwrap());
        }
        let names: Vec<_> = paths.iter().map(|p| p.file_name().unwrap()).collect();
        assert_eq!(names, ["items-2026-11-18.csv", "items-2026-11-18-2.csv"]);
        assert_eq!(fs::read_to_string(&paths[0]).unwrap(), "a\na\n");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&paths[1]), mode(&at)), (0o600, 0o700));
        assert_eq!(
            fs::read_dir(&at).unwrap().count(),
            2,
            "nothing hidden is left"
        );
    }

    #[test]
    fn what_is_given_up_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let mut part = Part::of(folder.path(), Uuid::from_u128(2));
        part.append(b"x", true).unwrap();
        part.keep = true;
        drop(part);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        drop(Part::of(folder.path(), Uuid::from_u128(2)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
