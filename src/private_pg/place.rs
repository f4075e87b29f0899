//! The files of a private server.
//!
//! ```text
//! ROOT/data           the server's data (data.new while it is made)
//! ROOT/run            the socket's directory, or a short one elsewhere
//! ROOT/server.log     what the server said
//! ROOT/clients.lock   shared by every client, taken alone by the supervisor to stop the server
//! ROOT/supervisor.lock  held by the supervisor
//! ROOT/prepare.lock   held by the client that prepares a database
//! ```

use std::fs::{File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::account::Account;
use super::error::PrivateError;

/// Part of the socket's file name; no TCP port is opened.
pub const PORT: u16 = 5432;
/// The longest socket path the system takes is 107 bytes; PostgreSQL adds a lock file's suffix.
const LONGEST_SOCKET: usize = 100;
/// Where root keeps its private server: not under `/root`, which the server's account cannot enter.
const ROOTS: &str = "/var/lib/encours";

/// Where a private server keeps its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    root: PathBuf,
}

impl Place {
    /// The configured directory, else the person's data directory, as root `/var/lib/encours`.
    ///
    /// # Errors
    /// [`PrivateError::NoDirectory`] when there is neither.
    pub fn resolve(configured: Option<&Path>) -> Result<Self, PrivateError> {
        if let Some(root) = configured {
            let root = std::path::absolute(root).map_err(|e| PrivateError::file(root, &e))?;
            return Ok(Self { root });
        }
        if rustix::process::geteuid().is_root() {
            return Ok(Self { root: ROOTS.into() });
        }
        directories::ProjectDirs::from("", "", "encours")
            .map(|dirs| Self {
                root: dirs.data_dir().to_owned(),
            })
            .ok_or(PrivateError::NoDirectory)
    }

    /// The directory that holds it all.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The server's data directory.
    pub fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    /// The data directory while it is made; renamed when whole.
    pub fn unfinished(&self) -> PathBuf {
        self.root.join("data.new")
    }

    /// The server's log.
    pub fn log(&self) -> PathBuf {
        self.root.join("server.log")
    }

    /// The directory of the Unix socket.
    pub fn socket(&self) -> PathBuf {
        let near = self.root.join("run");
        if near.as_os_str().len() + "/.s.PGSQL.5432".len() <= LONGEST_SOCKET {
            return near;
        }
        let digest = Sha256::digest(self.root.as_os_str().as_encoded_bytes());
        let user = rustix::process::geteuid().as_raw();
        let name = format!(
            "encours-{user}-{:02x}{:02x}{:02x}{:02x}",
            digest[0], digest[1], digest[2], digest[3]
        );
        Path::new("/tmp").join(name)
    }

    /// The socket itself.
    pub fn socket_file(&self) -> PathBuf {
        self.socket().join(format!(".s.PGSQL.{PORT}"))
    }

    /// The major version that made the data, if there is any.
    pub fn data_version(&self) -> Option<String> {
        let version = std::fs::read_to_string(self.data().join("PG_VERSION")).ok()?;
        Some(version.trim().to_owned())
    }

    /// Makes the directory, closed to others (as root: crossed but not listed by the server's
    /// account).
    ///
    /// # Errors
    /// The system's, or that the server's account could not enter.
    pub fn make(&self, account: &Account) -> Result<(), PrivateError> {
        let as_root = rustix::process::geteuid().is_root();
        let mode = if as_root { 0o711 } else { 0o700 };
        if !self.root.is_dir() {
            std::fs::DirBuilder::new()
                .recursive(true)
                .mode(if as_root { 0o755 } else { 0o700 })
                .create(&self.root)
                .and_then(|()| {
                    std::fs::set_permissions(&self.root, std::fs::Permissions::from_mode(mode))
                })
                .map_err(|error| PrivateError::file(&self.root, &error))?;
        }
        account.require_entry(&self.root)
    }

    /// The file every client shares.
    pub(super) fn clients_lock(&self) -> Result<File, PrivateError> {
        self.lock_file("clients.lock")
    }

    /// The file the supervisor holds.
    pub(super) fn supervisor_lock(&self) -> Result<File, PrivateError> {
        self.lock_file("supervisor.lock")
    }

    /// The file of whoever prepares a database.
    pub(super) fn prepare_lock(&self) -> Result<File, PrivateError> {
        self.lock_file("prepare.lock")
    }

    fn lock_file(&self, name: &str) -> Result<File, PrivateError> {
        let path = self.root.join(name);
        OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| PrivateError::file(&path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_gets_a_short_socket_directory_of_its_own() {
        let place = |name: &str| Place::resolve(Some(Path::new(name))).unwrap();
        let near = place("/home/ada/.local/share/encours");
        assert_eq!(near.socket(), near.root().join("run"));
        let deep = format!("/home/{}/encours", "x".repeat(120));
        let far = place(&deep).socket();
        assert!(far.as_os_str().len() < 40, "{far:?}");
        assert_ne!(far, place(&format!("{deep}2")).socket());
    }
}
