//! Handing a message to the mail server, knowing how far it came.
//!
//! What matters after a failure is whether the server may have taken the message: before the end of
//! DATA it has not, after its answer we know, in between nobody does.

use std::path::PathBuf;
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::mail::Mail;

/// How long the server may take for one answer.
const ANSWER: Duration = Duration::from_secs(15);
/// How long it may take to accept a message after the last byte.
const ACCEPT: Duration = Duration::from_secs(30);

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// STARTTLS, or nothing is sent.
    Required,
    /// TLS from the first byte.
    Wrapped,
    /// None: for a relay on this machine alone.
    None,
}

/// Where mail is handed over.
#[derive(Clone)]
pub struct Relay {
    /// The server's name; its certificate must carry it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// Name and password, if the server asks for them.
    pub login: Option<(String, String)>,
    /// A certificate authority besides the system's, as a PEM file.
    pub root: Option<PathBuf>,
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the password.
        write!(f, "Relay({}:{}, {:?})", self.host, self.port, self.tls)
    }
}

/// What became of a message that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Refused {
    /// What can be done about it.
    pub kind: RefusedKind,
    /// The server's words, or ours; untrusted.
    pub detail: String,
}

/// What can be done about a refused message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedKind {
    /// Try again later.
    Transient,
    /// Never this message.
    Permanent,
    /// Never this address.
    Address,
    /// Whether it was taken is not known.
    Unknown,
    /// The relay itself cannot be used as it is set up: nothing was tried.
    Relay,
}

impl RefusedKind {
    /// The word the outbox knows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Transient | Self::Relay => "transient",
            Self::Permanent => "permanent",
            Self::Address => "address",
            Self::Unknown => "unknown",
        }
    }
}

/// An open connection; messages go one after the other.
pub struct Connection(AsyncSmtpConnection);

impl Relay {
    /// Connects, protects and signs in.
    ///
    /// # Errors
    /// [`RefusedKind::Relay`]: nothing was handed over.
    pub async fn connect(&self) -> Result<Connection, Refused> {
        let relay = |detail: String| Refused {
            kind: RefusedKind::Relay,
            detail,
        };
        if self.tls == Tls::None && !self.is_loopback() {
            return Err(relay("unprotected".to_owned()));
        }
        let hello = ClientId::default();
        let wrapped = match self.tls {
            Tls::Wrapped => Some(self.parameters()?),
            Tls::Required | Tls::None => None,
        };
        let place = (self.host.as_str(), self.port);
        let opening =
            AsyncSmtpConnection::connect_tokio1(place, Some(ANSWER), &hello, wrapped, None);
        let mut connection = tokio::time::timeout(ANSWER * 2, opening)
            .await
            .map_err(|_| relay("timeout".to_owned()))?
            .map_err(|error| relay(said(&error)))?;
        let entering =
            async {
                if self.tls == Tls::Required {
                    connection
                        .starttls(self.parameters()?, &hello)
                        .await
                        .map_err(|error| relay(said(&error)))?;
                }
                if let Some((user, password)) = &self.login {
                    if self.tls == Tls::None && !self.is_loopback() {
                        return Err(relay("unprotected".to_owned()));
                    }
                    let credentials = Credentials::new(user.clone(), password.clone());
                    connection
                        .auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
                        .await
                        // Not the server's words: some repeat what they were given.
                        .map_err(|error| {
                            relay(error.status().map_or_else(
                                || "sign-in".to_owned(),
                                |code| format!("sign-in {code}"),
                            ))
                        })?;
                }
                Ok(())
            };
        tokio::time::timeout(ANSWER * 3, entering)
            .await
            .map_err(|_| relay("timeout".to_owned()))??;
        Ok(Connection(connection))
    }

    fn is_loopback(&self) -> bool {
        matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1")
    }

    fn parameters(&self) -> Result<TlsParameters, Refused> {
        let relay = |detail: String| Refused {
            kind: RefusedKind::Relay,
            detail,
        };
        let mut builder = TlsParameters::builder(self.host.clone());
        if let Some(path) = &self.root {
            let pem = std::fs::read(path).map_err(|error| relay(error.kind().to_string()))?;
            let root = Certificate::from_pem(&pem).map_err(|error| relay(said(&error)))?;
            builder = builder.add_root_certificate(root);
        }
        builder.build().map_err(|error| relay(said(&error)))
    }
}

impl Connection {
    /// Hands one message over; the server's answer when it took it.
    ///
    /// # Errors
    /// What became of it. After an error the connection is not to be used again.
    pub async fn send(&mut self, mail: &Mail) -> Result<String, Refused> {
        let connection = &mut self.0;
        let before = |error: SmtpError| refused(&error, RefusedKind::Transient);
        let opening = async {
            connection
                .command(MailFrom::new(mail.envelope.from().cloned(), vec![]))
                .await
                .map_err(before)?;
            for recipient in mail.envelope.to() {
                connection
                    .command(Rcpt::new(recipient.clone(), vec![]))
                    .await
                    .map_err(|error| {
                        let refused = refused(&error, RefusedKind::Transient);
                        let address = refused.kind == RefusedKind::Permanent;
                        Refused {
                            kind: if address {
                                RefusedKind::Address
                            } else {
                                refused.kind
                            },
                            ..refused
                        }
                    })?;
            }
            connection.command(Data).await.map_err(before)?;
            Ok(())
        };
        tokio::time::timeout(ANSWER * 3, opening)
            .await
            .map_err(|_| Refused {
                kind: RefusedKind::Transient,
                detail: "timeout".to_owned(),
            })??;
        match tokio::time::timeout(ACCEPT, connection.message(&mail.bytes)).await {
            Ok(Ok(answer)) => Ok(answer
                .first_line()
                .unwrap_or_default()
                .chars()
                .take(200)
                .collect()),
            Ok(Err(error)) => Err(refused(&error, RefusedKind::Unknown)),
            Err(_) => Err(Refused {
                kind: RefusedKind::Unknown,
                detail: "timeout".to_owned(),
            }),
        }
    }

    /// Says goodbye; whatever the server answers.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(2), self.0.abort()).await;
    }
}

/// An answer of the server says what it means; anything else means `otherwise`.
fn refused(error: &SmtpError, otherwise: RefusedKind) -> Refused {
    let kind = if error.is_permanent() {
        RefusedKind::Permanent
    } else if error.is_transient() {
        RefusedKind::Transient
    } else {
        otherwise
    };
    Refused {
        kind,
        detail: said(error),
    }
}

fn said(error: &SmtpError) -> String {
    crate::text::clean(&error.to_string())
        .chars()
        .take(300)
        .collect()
}
