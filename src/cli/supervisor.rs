//! Telling the service manager that the worker is ready and alive (systemd's `Type=notify`, `WatchdogSec=`).
//!
//! One datagram to the socket that the environment names. Where there is none, nothing is told; where it
//! cannot be told, nobody here could do anything about it: the manager notices the silence.

use std::ffi::OsStr;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};

/// The service manager, if one started this process and wants to be told.
#[derive(Debug)]
pub struct Supervisor(Option<(UnixDatagram, SocketAddr)>);

impl Supervisor {
    /// The one that the environment names.
    pub fn found() -> Supervisor {
        Supervisor(std::env::var_os("NOTIFY_SOCKET").and_then(|name| {
            let address = address(&name)?;
            Some((UnixDatagram::unbound().ok()?, address))
        }))
    }

    /// Work has begun.
    pub fn ready(&self) {
        self.tell(b"READY=1");
    }

    /// Still at work; again within `WatchdogSec`.
    pub fn alive(&self) {
        self.tell(b"WATCHDOG=1");
    }

    /// An orderly end has begun.
    pub fn stopping(&self) {
        self.tell(b"STOPPING=1");
    }

    fn tell(&self, state: &[u8]) {
        if let Some((socket, address)) = &self.0 {
            let _ = socket.send_to_addr(state, address);
        }
    }
}

/// A path, or with `@` a name in the abstract namespace.
fn address(name: &OsStr) -> Option<SocketAddr> {
    match name.as_bytes() {
        [b'@', abstract_name @ ..] => SocketAddr::from_abstract_name(abstract_name).ok(),
        _ => SocketAddr::from_pathname(name).ok(),
    }
}
