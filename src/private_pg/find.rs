//! The installed server programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::PrivateError;

/// Names the directory of the server's programs when they are in none of the usual places.
pub const ENVIRONMENT: &str = "ENCOURS_PG_BIN";
/// The oldest major version the schema works on.
pub const OLDEST: u32 = 15;

/// Server programs of one major version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    /// The directory of `initdb` and `postgres`.
    pub directory: PathBuf,
    /// Their major version.
    pub major: u32,
}

impl Programs {
    /// The path of one program.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}

/// Every installation found in the usual places, the newest first.
fn installed() -> Vec<Programs> {
    let mut found: Vec<Programs> = debian().iter().filter_map(|dir| inspect(dir)).collect();
    found.sort_by_key(|programs| std::cmp::Reverse(programs.major));
    if found.is_empty() {
        found.extend(on_path().or_else(by_pg_config));
    }
    found
}

/// The programs to use: those of `data_major` when there is data already, else the newest.
///
/// # Errors
/// None installed, or none where the environment says; too old, or of another version than the data.
pub fn choose(data: Option<(&str, &Path)>) -> Result<Programs, PrivateError> {
    // An empty variable is how a shell script says "not set".
    let named = std::env::var_os(ENVIRONMENT).filter(|directory| !directory.is_empty());
    match named.map(PathBuf::from) {
        None => pick(installed(), data),
        Some(directory) => match inspect(&directory) {
            Some(programs) => pick(vec![programs], data),
            None => Err(PrivateError::NoProgramsThere { directory }),
        },
    }
}

fn pick(found: Vec<Programs>, data: Option<(&str, &Path)>) -> Result<Programs, PrivateError> {
    let newest = found.first().cloned().ok_or(PrivateError::NoPrograms)?;
    if let Some((version, directory)) = data {
        return found
            .into_iter()
            .find(|programs| programs.major.to_string() == version)
            .ok_or_else(|| PrivateError::OtherVersion {
                data: version.to_owned(),
                found: newest.major,
                directory: directory.to_owned(),
            });
    }
    if newest.major < OLDEST {
        return Err(PrivateError::TooOld {
            found: newest.major,
        });
    }
    Ok(newest)
}

/// Debian keeps each version's programs apart and puts no `initdb` on PATH.
fn debian() -> Vec<PathBuf> {
    std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect()
}

fn on_path() -> Option<Programs> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find_map(|directory| inspect(&directory))
}

fn by_pg_config() -> Option<Programs> {
    let said = Command::new("pg_config").arg("--bindir").output().ok()?;
    let directory = String::from_utf8(said.stdout).ok()?;
    inspect(Path::new(directory.trim()))
}

fn inspect(directory: &Path) -> Option<Programs> {
    if !directory.join("initdb").is_file() {
        return None;
    }
    let said = Command::new(directory.join("postgres"))
        .arg("--version")
        .output()
        .ok()?;
    let major = major_of(&String::from_utf8_lossy(&said.stdout))?;
    Some(Programs {
        directory: directory.to_owned(),
        major,
    })
}

/// The major version in `postgres (PostgreSQL) 15.14 (Debian …)`, also of a beta such as `18beta1`.
fn major_of(version: &str) -> Option<u32> {
    let after = version.split("(PostgreSQL)").nth(1)?.trim_start();
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programs(major: u32) -> Programs {
        Programs {
            directory: PathBuf::from(format!("/pg/{major}")),
            major,
        }
    }

    #[test]
    fn the_major_version_is_read_from_what_the_server_says() {
        assert_eq!(
            major_of("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"),
            Some(15)
        );
        assert_eq!(major_of("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major_of("something else"), None);
    }

    #[test]
    fn data_is_only_opened_by_its_own_version() {
        let both = vec![programs(17), programs(15)];
        let data = Path::new("/data");
        assert_eq!(pick(both.clone(), None).unwrap().major, 17);
        assert_eq!(pick(both.clone(), Some(("15", data))).unwrap().major, 15);
        assert!(matches!(
            pick(both, Some(("16", data))),
            Err(PrivateError::OtherVersion { found: 17, .. })
        ));
    }

    #[test]
    fn none_and_too_old_are_told_apart() {
        assert_eq!(pick(vec![], None), Err(PrivateError::NoPrograms));
        assert_eq!(
            pick(vec![programs(13)], None),
            Err(PrivateError::TooOld { found: 13 })
        );
    }
}
