//! The account the server runs as.
//!
//! `initdb` and `postgres` refuse to run as root. As root we give them the account `postgres`, or
//! else `nobody`; the standard library drops the supplementary groups with the user.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::error::PrivateError;

/// The account the server runs as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name, for messages.
    pub name: String,
    /// Its user and group when they are not ours.
    other: Option<(u32, u32)>,
}

impl Account {
    /// Our own account, or as root the one to drop to.
    ///
    /// # Errors
    /// We are root and neither `postgres` nor `nobody` exists.
    pub fn for_server() -> Result<Self, PrivateError> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self {
                name: "you".to_owned(),
                other: None,
            });
        }
        let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| {
                ids_in(&passwd, name).map(|ids| Self {
                    name: name.to_owned(),
                    other: Some(ids),
                })
            })
            .ok_or(PrivateError::NoAccount)
    }

    /// The command as this account, away from a directory it may not enter.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/");
        if let Some((user, group)) = self.other {
            command.uid(user).gid(group);
        }
        command
    }

    /// Makes a directory of its own: mode 0700, owned by it.
    ///
    /// # Errors
    /// The system's.
    pub fn own_directory(&self, path: &Path) -> std::io::Result<()> {
        match std::fs::create_dir(path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        // Not through a link that somebody else laid.
        let found = std::fs::symlink_metadata(path)?;
        if !found.is_dir() {
            return Err(std::io::ErrorKind::NotADirectory.into());
        }
        let user = self.user();
        if found.uid() != user {
            if !rustix::process::geteuid().is_root() {
                return Err(std::io::ErrorKind::PermissionDenied.into());
            }
            std::os::unix::fs::lchown(path, Some(user), self.other.map(|(_, group)| group))?;
        }
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
    }

    /// Its user id.
    pub fn user(&self) -> u32 {
        self.other
            .map_or_else(|| rustix::process::geteuid().as_raw(), |(user, _)| user)
    }

    /// Refuses a directory under one that the account cannot enter (as root, `/root` is such).
    ///
    /// # Errors
    /// [`PrivateError::CannotEnter`] naming the first such directory.
    pub fn require_entry(&self, directory: &Path) -> Result<(), PrivateError> {
        let Some((user, group)) = self.other else {
            return Ok(());
        };
        let mut ancestors: Vec<&Path> = directory.ancestors().collect();
        ancestors.reverse();
        for ancestor in ancestors {
            let Ok(found) = std::fs::metadata(ancestor) else {
                continue;
            };
            let bit = if found.uid() == user {
                0o100
            } else if found.gid() == group {
                0o010
            } else {
                0o001
            };
            if found.mode() & bit == 0 {
                return Err(PrivateError::CannotEnter {
                    account: self.name.clone(),
                    directory: ancestor.to_owned(),
                });
            }
        }
        Ok(())
    }
}

/// The name of the account we run as; `me` when neither the account file nor the environment has one.
pub fn own_name() -> String {
    let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let user = rustix::process::getuid().as_raw();
    // Accounts of a directory service are in no file.
    let told = || {
        let names = ["LOGNAME", "USER"].into_iter();
        names
            .filter_map(|name| std::env::var(name).ok())
            .find(|name| !name.is_empty())
    };
    name_in(&passwd, user)
        .or_else(told)
        .unwrap_or_else(|| "me".to_owned())
}

fn name_in(passwd: &str, user: u32) -> Option<String> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(user)).then(|| name.to_owned())
    })
}

fn ids_in(passwd: &str, name: &str) -> Option<(u32, u32)> {
    let mut fields = passwd
        .lines()
        .map(|line| line.split(':'))
        .find_map(|mut fields| (fields.next() == Some(name)).then_some(fields))?;
    let user = fields.nth(1)?.parse().ok()?;
    let group = fields.next()?.parse().ok()?;
    Some((user, group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_the_account_file() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\npostgres:x:104:112::/var/lib:/bin/bash\n";
        assert_eq!(ids_in(passwd, "postgres"), Some((104, 112)));
        assert_eq!(ids_in(passwd, "nobody"), None);
        assert_eq!(name_in(passwd, 104).as_deref(), Some("postgres"));
        assert_eq!(name_in(passwd, 7), None);
    }
}
