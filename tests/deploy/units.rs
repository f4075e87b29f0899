//! The units of systemd: read by systemd itself where it is installed.

use std::path::Path;
use std::process::Command;

const PROGRAM: &str = "/usr/local/bin/encours";

/// systemd's own estimate of what a service could do to the machine, 0 to 10, times ten.
const MOST_EXPOSED: &str = "15";

#[test]
fn systemd_reads_the_units_and_finds_them_closed() {
    if Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .is_err()
    {
        println!("skipped: systemd-analyze is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/deploy");
    let mut units = Vec::new();
    for entry in std::fs::read_dir(deploy).expect("the templates") {
        let path = entry.expect("a file").path();
        let kind = path.extension().and_then(|kind| kind.to_str());
        if !matches!(kind, Some("service" | "timer")) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a unit");
        // It wants the program to be there.
        let here = text.replace(PROGRAM, env!("CARGO_BIN_EXE_encours"));
        let copy = folder.path().join(path.file_name().expect("a name"));
        std::fs::write(&copy, here).expect("written");
        units.push(copy);
    }
    assert_eq!(units.len(), 3, "{units:?}");
    let said = |command: &mut Command| {
        let done = command.env("LC_ALL", "C").output().expect("it runs");
        let text = [done.stdout, done.stderr].concat();
        (
            done.status.success(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    };
    let (well, text) = said(Command::new("systemd-analyze").arg("verify").args(&units));
    assert!(well && text.is_empty(), "{text}");
    for service in units
        .iter()
        .filter(|unit| unit.extension().is_some_and(|e| e == "service"))
    {
        let (well, text) = said(
            Command::new("systemd-analyze")
                .args(["security", "--offline=yes", "--threshold", MOST_EXPOSED])
                .arg(service),
        );
        let level = text.lines().last().unwrap_or_default();
        assert!(well, "{level}");
        println!("{level}");
    }
}
