//! Entering a shared database: by the account's own name, by a password file, and over TLS that is
//! verified in full.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use encours::private_pg::account::Account;

use crate::support::cluster::{Cluster, PORT, run};
use crate::support::port;

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// A certificate authority and a certificate of it for `name`, made on the spot.
fn certificates(directory: &Path, name: &str) {
    let openssl = |words: &[&str]| {
        let mut command = Command::new("openssl");
        run(command
            .current_dir(directory)
            .args(words)
            .stderr(Stdio::null()));
    };
    let new = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
    ];
    let authority = [
        "-days",
        "2",
        "-subj",
        "/CN=test authority",
        "-keyout",
        "ca.key",
        "-out",
        "ca.crt",
    ];
    openssl(&[&new[..], &authority[..]].concat());
    let subject = format!("/CN={name}");
    let alternative = format!("subjectAltName=DNS:{name}");
    let own = [
        "-days", "2", "-CA", "ca.crt", "-CAkey", "ca.key", "-subj", &subject,
    ];
    let files = [
        "-addext",
        &alternative,
        "-addext",
        "basicConstraints=CA:FALSE",
    ];
    let into = ["-keyout", "server.key", "-out", "server.crt"];
    openssl(&[&new[..], &own[..], &files[..], &into[..]].concat());
}

fn status(url: &str, password_file: &Path) -> Output {
    Command::new(PROGRAM)
        .args(["db", "init", "--database", url])
        .env("PGPASSFILE", password_file)
        .env("HOME", "/nonexistent")
        .env("LANG", "C.UTF-8")
        .output()
        .unwrap()
}

fn refused(said: &Output, expected: &str) {
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    let sentence = String::from_utf8_lossy(&said.stderr);
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(sentence.contains(expected), "{sentence}");
    assert!(!sentence.contains("s3cret"), "{sentence}");
}

#[test]
fn a_shared_server_is_entered_by_password_file_over_verified_tls_and_by_peer() {
    let work = tempfile::tempdir().unwrap();
    fs::set_permissions(work.path(), fs::Permissions::from_mode(0o755)).unwrap();
    certificates(work.path(), "localhost");
    let other = work.path().join("other");
    fs::create_dir(&other).unwrap();
    certificates(&other, "elsewhere.example");
    let password = work.path().join("initial");
    fs::write(&password, "s3cret\n").unwrap();
    fs::set_permissions(&password, fs::Permissions::from_mode(0o644)).unwrap();
    let port = port::free();
    let listen = format!("port={port}");
    let cluster = Cluster::start(
        "tls",
        &[
            "--auth-local=peer",
            "--auth-host=scram-sha-256",
            &format!("--pwfile={}", password.display()),
        ],
        &["listen_addresses=localhost", &listen, "ssl=on"],
        |data, account| {
            for name in ["server.crt", "server.key"] {
                let file = data.join(name);
                fs::copy(work.path().join(name), &file).unwrap();
                fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
                if rustix::process::geteuid().is_root() {
                    std::os::unix::fs::chown(&file, Some(account.user()), None).unwrap();
                }
            }
        },
    );
    assert_ne!(port, PORT);

    let passwords = work.path().join("pgpass");
    fs::write(&passwords, format!("localhost:{port}:*:postgres:s3cret\n")).unwrap();
    fs::set_permissions(&passwords, fs::Permissions::from_mode(0o600)).unwrap();
    let wrong = work.path().join("wrong");
    fs::write(&wrong, "localhost:*:*:*:guess\n").unwrap();
    fs::set_permissions(&wrong, fs::Permissions::from_mode(0o600)).unwrap();
    let url = |mode: &str, authority: &Path| {
        let authority = authority.join("ca.crt");
        format!(
            "postgres://postgres@localhost:{port}/shared?sslmode={mode}&sslrootcert={}",
            authority.display()
        )
    };

    let said = status(&url("verify-full", work.path()), &passwords);
    assert!(said.status.success(), "{said:?}");
    refused(
        &status(&url("verify-full", work.path()), &wrong),
        "does not let postgres in",
    );
    refused(
        &status(&url("verify-full", &other), &passwords),
        "No secure connection",
    );
    // The certificate is the server's, the name is another.
    let said = status(
        &url("verify-full", work.path()).replace("localhost", "127.0.0.1"),
        &passwords,
    );
    refused(&said, "No secure connection");

    // By peer: the account that is the role is let in, another is not.
    let socket = cluster.directory.display().to_string().replace('/', "%2F");
    let by_socket = format!("postgres://postgres@{socket}:{port}/shared");
    if rustix::process::geteuid().is_root() {
        refused(&status(&by_socket, &passwords), "does not let postgres in");
        let program = work.path().join("encours");
        fs::copy(PROGRAM, &program).unwrap();
        let account = Account::for_server().unwrap();
        let said = Command::new(program)
            .args(["status", "--format", "json", "--database", &by_socket])
            .env("LANG", "C.UTF-8")
            .env("HOME", "/nonexistent")
            .current_dir("/")
            .uid(account.user())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&said.stdout);
        assert!(text.contains("\"kind\":\"shared\""), "{said:?}");
    }
}
