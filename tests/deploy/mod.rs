//! The templates of `config/deploy` on a real sshd and a real PostgreSQL, by the steps of the README.
//!
//! They are laid where an administrator lays them, over copies of `/etc`, `/home`, `/run` and `/usr/local` that only
//! this test sees: a mount namespace of its own. That needs root, sshd (openssh-server) and the account `postgres`.
//! Without them the test says so; with `ENCOURS_REQUIRE_SSHD=1`, as in `.ci/run`, it fails.

mod house;
mod units;
mod way_in;

use std::path::Path;
use std::process::Command;

/// Lays private copies over the folders that the steps write to, then runs the rest of the words.
const ALONE: &str = r#"
set -eu
umask 022
copy=$(mktemp -d)
mount -t tmpfs none "$copy"
cp -a /etc "$copy/etc"
mkdir "$copy/home" "$copy/local" "$copy/run" "$copy/log"
mkdir "$copy/local/bin" "$copy/run/sshd"
mount --bind "$copy/etc" /etc
mount --bind "$copy/home" /home
mount --bind "$copy/run" /run
mount --bind "$copy/local" /usr/local
mount --bind "$copy/log" /var/log
umount -l "$copy"
rmdir "$copy"
exec "$@"
"#;

/// What is missing for the test, if anything.
fn missing() -> Option<&'static str> {
    let there = |path: &str| Path::new(path).exists();
    if !rustix::process::geteuid().is_root() {
        return Some("root: sshd lets others in only as root, and accounts are made");
    }
    if !there(house::SSHD) {
        return Some("sshd: apt-get install -y openssh-server");
    }
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    if !accounts.lines().any(|line| line.starts_with("postgres:")) {
        return Some("the account postgres: apt-get install -y postgresql");
    }
    let alone = Command::new("unshare").args(["--mount", "true"]).status();
    if !alone.is_ok_and(|status| status.success()) {
        return Some(
            "a mount namespace (CAP_SYS_ADMIN), so that the machine's own accounts stay as they are",
        );
    }
    None
}

#[test]
fn over_ssh_there_is_the_cockpit_and_nothing_else() {
    if let Some(what) = missing() {
        let required = std::env::var("ENCOURS_REQUIRE_SSHD").is_ok_and(|value| value == "1");
        assert!(!required, "this test needs {what}");
        println!("skipped: this test needs {what}");
        return;
    }
    let inside = std::env::current_exe().expect("this program");
    let done = Command::new("unshare")
        .args([
            "--mount",
            "--propagation",
            "private",
            "sh",
            "-c",
            ALONE,
            "sh",
        ])
        .arg(inside)
        .args(["--exact", "deploy::inside", "--ignored", "--nocapture"])
        .output()
        .expect("unshare runs");
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success(),
        "{told}\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(told.contains("1 passed"), "nothing was tried: {told}");
    println!("{told}");
}

#[test]
#[ignore = "run by the test above, among folders of its own"]
fn inside() {
    let alone = std::fs::read_to_string("/proc/self/mountinfo").expect("the mounts");
    assert!(
        alone.lines().any(|line| line.contains(" /usr/local ")),
        "this writes to /etc: it runs only where a copy lies over it"
    );
    let house = house::House::built();
    way_in::the_database_knows_people_by_their_account(&house);
    way_in::the_cockpit_opens(&house);
    way_in::nothing_else_does(&house);
}
