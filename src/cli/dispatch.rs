//! `encours dispatch`: the worker that sends what waits in the outbox.
//!
//! One mail at a time: claimed and committed as `sending`, handed to the relay, reported. A worker
//! that dies leaves at most one mail uncertain, and none is ever sent twice.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use serde_json::json;
use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output::Format;
use super::supervisor::Supervisor;
use crate::config::{Smtp, SmtpTls};
use crate::outreach::mail::{self, Attachment, Draft, Mail, MailError};
use crate::outreach::relay::{Connection, Refused, RefusedKind, Relay, Tls};
use crate::runtime::open::Database;
use crate::store::outbox::{self, Claim, Standing};
use crate::store::{Pace, Pool, StoreError, house};
use crate::text;

/// How often the outbox is looked at while it is empty; also how soon a stop takes effect.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// The pause after the relay or the database could not be reached.
const RECOVER: Duration = Duration::from_secs(15);

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Send what is due now, say what was done, and end.
    #[arg(long)]
    pub once: bool,
    /// Mails a minute to one domain.
    #[arg(long, value_name = "N", allow_negative_numbers = true, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub rate: u32,
    /// The mail server of this run instead of the configured one; the fictitious company's mail goes to no other.
    #[arg(long, value_name = "HOST[:PORT]")]
    pub relay: Option<String>,
}

/// What was done.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    sent: usize,
    deferred: usize,
    failed: usize,
    uncertain: usize,
    /// Claimed by a worker that never told what became of them.
    left: usize,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut smtp = context.config.smtp();
    if let Some(named) = &args.relay {
        (smtp.host, smtp.port) = address(named, smtp.port)?;
    } else if context.database != Database::Configured {
        // Nobody it writes to is there, but the server it would leave by is real.
        return Err(Failure::usage("dispatch-demo"));
    }
    let relay = relay(&smtp)?;
    let session = context.connect(Pace::Interactive).await?;
    // The fictitious company can be entered by its address too.
    if args.relay.is_none() && outbox::fictitious(&session.pool).await? {
        return Err(Failure::usage("dispatch-demo"));
    }
    let worker = format!("{}/{}", std::process::id(), Uuid::now_v7());
    let mut dispatcher = Dispatcher {
        pool: session.pool.clone(),
        relay,
        documents: context.config.documents_folder(),
        worker,
        rate: Rate::new(args.rate),
        connection: None,
        tally: Tally::default(),
        supervisor: Supervisor::found(),
    };
    house::seal(&session.pool).await?;
    if args.once {
        let outcome = dispatcher.drain().await;
        dispatcher.hang_up().await;
        let standing = outbox::standing(&dispatcher.pool).await?;
        let waits = match outcome {
            Ok(()) => "dispatch-rate",
            Err(_) => "dispatch-unreached",
        };
        tell(context, dispatcher.tally, &standing, waits)?;
        return outcome;
    }
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    let mut kept = Instant::now();
    dispatcher.supervisor.ready();
    loop {
        if kept.elapsed() >= house::EVERY {
            kept = Instant::now();
            // What could not be done now is done in a minute; mail goes out all the same.
            if let Err(error) = house::seal(&session.pool).await {
                let _ = Failure::from(error).report(&context.catalogue, Format::Table);
            }
        }
        // A signal waits for the mail in hand: nothing is left uncertain by an orderly end.
        let pause = match dispatcher.drain().await {
            Ok(()) => LOOK_AGAIN,
            Err(failure) => {
                let _ = failure.report(&context.catalogue, Format::Table);
                RECOVER
            }
        };
        dispatcher.hang_up().await;
        let done = std::mem::take(&mut dispatcher.tally);
        if done != Tally::default() {
            tell(context, done, &[], "dispatch-rate")?;
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = terminate.recv() => break,
            _ = tokio::signal::ctrl_c() => break,
        }
    }
    dispatcher.supervisor.stopping();
    Ok(())
}

/// Sends one after the other.
struct Dispatcher {
    pool: Pool,
    relay: Relay,
    documents: Option<PathBuf>,
    worker: String,
    rate: Rate,
    connection: Option<Connection>,
    tally: Tally,
    supervisor: Supervisor,
}

impl Dispatcher {
    /// Sends until nothing is due.
    async fn drain(&mut self) -> Outcome {
        let left = usize::try_from(outbox::expire(&self.pool).await?).unwrap_or_default();
        self.tally.left += left;
        self.tally.uncertain += left;
        loop {
            self.supervisor.alive();
            let standing = outbox::standing(&self.pool).await?;
            if standing.iter().all(|company| company.free == 0) {
                return Ok(());
            }
            // Before the claim: a relay that is down costs no mail an attempt.
            if self.connection.is_none() {
                self.connection = Some(
                    self.relay
                        .connect()
                        .await
                        .map_err(|refused| unusable(&refused))?,
                );
            }
            let skip = self.rate.exhausted(Instant::now());
            let claims = outbox::claim(&self.pool, &self.worker, 1, &skip).await?;
            let Some(claim) = claims.into_iter().next() else {
                return Ok(());
            };
            self.rate
                .count(&mail::domain(&claim.to_address), Instant::now());
            self.send(&claim).await?;
        }
    }

    async fn send(&mut self, claim: &Claim) -> Outcome {
        let outcome = match self.prepared(claim).await {
            Ok(mail) => self.hand_over(&mail).await,
            Err(refused) => Err(refused),
        };
        match outcome {
            Ok(answer) => {
                // The mail is out: what is lost now is only the note of it, so it is tried again.
                again(|| outbox::sent(&self.pool, &self.worker, claim, &answer)).await?;
                self.tally.sent += 1;
            }
            Err(refused) => {
                let state = again(|| {
                    outbox::failed(
                        &self.pool,
                        &self.worker,
                        claim,
                        refused.kind.word(),
                        &refused.detail,
                    )
                })
                .await?;
                match state.as_deref() {
                    Some("queued") => self.tally.deferred += 1,
                    Some("uncertain") => self.tally.uncertain += 1,
                    _ => self.tally.failed += 1,
                }
            }
        }
        Ok(())
    }

    /// The claim as a message, with what is attached to it.
    async fn prepared(&self, claim: &Claim) -> Result<Mail, Refused> {
        let permanent = |detail: String| Refused {
            kind: RefusedKind::Permanent,
            detail,
        };
        let attached = if claim.kind == "reminder" {
            Vec::new()
        } else {
            again(|| outbox::attachments(&self.pool, &self.worker, claim))
                .await
                .map_err(|error| Refused {
                    kind: RefusedKind::Transient,
                    detail: error.to_string(),
                })?
        };
        let attachments = attached
            .into_iter()
            .map(|attached| read(attached, self.documents.as_deref()).map_err(permanent))
            .collect::<Result<_, _>>()?;
        built(claim, attachments).map_err(|error| permanent(error.to_string()))
    }

    async fn hand_over(&mut self, mail: &Mail) -> Result<String, Refused> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.relay.connect().await?,
        };
        match connection.send(mail).await {
            Ok(answer) => {
                self.connection = Some(connection);
                Ok(answer)
            }
            Err(refused) => {
                connection.close().await;
                Err(refused)
            }
        }
    }

    async fn hang_up(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection.close().await;
        }
    }
}

/// What is attached, as bytes: what was made for it, or the file in the folder of documents.
fn read(attached: outbox::Attached, documents: Option<&Path>) -> Result<Attachment, String> {
    let outbox::Attached {
        file_name,
        media_type,
        content,
    } = attached;
    let bytes = match (content, documents) {
        (Some(bytes), _) => bytes,
        (None, Some(folder)) => std::fs::read(folder.join(&file_name))
            .map_err(|error| format!("{file_name}: {}", error.kind()))?,
        (None, None) => return Err(format!("{file_name}: documents.folder")),
    };
    Ok(Attachment {
        name: file_name,
        media_type,
        bytes,
    })
}

/// The claim as a message. A panic inside the mail library costs this mail alone.
fn built(claim: &Claim, attachments: Vec<Attachment>) -> Result<Mail, MailError> {
    let draft = Draft {
        from_name: claim.from_name.clone(),
        from_address: claim.from_address.clone().unwrap_or_default(),
        to_name: claim.to_name.clone(),
        to_address: claim.to_address.clone(),
        reply_to: claim.reply_to.clone().unwrap_or_default(),
        message_id: claim.message_id.clone(),
        subject: text::unsteered(&claim.subject),
        text: text::unsteered(&claim.body_text),
        html: claim.body_html.clone(),
        personal: claim.kind != "reminder",
        attachments,
    };
    std::panic::catch_unwind(move || mail::build(&draft, SystemTime::now()))
        .unwrap_or(Err(MailError::Body))
}

/// Reports to the database, again for a short while when it cannot be reached.
async fn again<T, F>(mut report: impl FnMut() -> F) -> Result<T, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    let mut pause = Duration::from_millis(100);
    loop {
        match report().await {
            Err(error)
                if (error.kind().is_disconnect() || error.kind().is_transient())
                    && pause < Duration::from_secs(4) =>
            {
                tokio::time::sleep(pause).await;
                pause *= 2;
            }
            other => return other,
        }
    }
}

/// Mails a minute to each domain: what was sent in the last sixty seconds.
struct Rate {
    most: u32,
    sent: HashMap<String, Vec<Instant>>,
}

impl Rate {
    fn new(most: u32) -> Self {
        Self {
            most,
            sent: HashMap::new(),
        }
    }

    fn count(&mut self, domain: &str, now: Instant) {
        self.sent.entry(domain.to_owned()).or_default().push(now);
    }

    /// The domains that have had their minute's share.
    fn exhausted(&mut self, now: Instant) -> Vec<String> {
        let minute = Duration::from_secs(60);
        self.sent.retain(|_, times| {
            times.retain(|time| now.duration_since(*time) < minute);
            !times.is_empty()
        });
        let full = |times: &Vec<Instant>| times.len() >= self.most as usize;
        self.sent
            .iter()
            .filter(|(_, times)| full(times))
            .map(|(domain, _)| domain.clone())
            .collect()
    }
}

/// A server as it is written on the command line, with the configured port unless it names one.
fn address(named: &str, usual: u16) -> Result<(Option<String>, u16), Failure> {
    let wrong = || Failure::usage("dispatch-relay-unreadable").with("relay", named);
    let (host, port) = match named.rsplit_once(':') {
        // The colons of an IPv6 address are its own, unless it stands in brackets.
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
            (host, port.parse().map_err(|_| wrong())?)
        }
        _ => (named, usual),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if host.is_empty() || port == 0 {
        return Err(wrong());
    }
    Ok((Some(host.to_owned()), port))
}

fn relay(smtp: &Smtp) -> Result<Relay, Failure> {
    let host = smtp
        .host
        .clone()
        .ok_or_else(|| Failure::usage("dispatch-no-relay"))?;
    let systemd = std::env::var_os("CREDENTIALS_DIRECTORY")
        .map(|directory| Path::new(&directory).join("smtp"))
        .filter(|path| path.exists());
    let login = match (&smtp.user, &smtp.credential_file, systemd) {
        (None, ..) => None,
        (Some(user), Some(path), _) => {
            require_private(path)?;
            Some((user.clone(), password(path)?))
        }
        // Its folder is closed to others; the file's own mode shows the access list that lets us in.
        (Some(user), None, Some(path)) => Some((user.clone(), password(&path)?)),
        (Some(_), None, None) => return Err(Failure::usage("dispatch-no-credential")),
    };
    Ok(Relay {
        host,
        port: smtp.port,
        tls: match smtp.tls {
            SmtpTls::Required => Tls::Required,
            SmtpTls::Wrapped => Tls::Wrapped,
            SmtpTls::None => Tls::None,
        },
        login,
        root: smtp.ca_file.clone(),
    })
}

/// Refuses a file that others can read.
fn require_private(path: &Path) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    let found = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if found.permissions().mode() & 0o077 == 0 {
        Ok(())
    } else {
        Err(Failure::usage("dispatch-credential-open").with("path", path.display().to_string()))
    }
}

/// The password that is the whole of a file.
fn password(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::usage("cli-error-file")
        .with("path", path.display().to_string())
        .with("reason", crate::config::io_reason(error))
}

fn unusable(refused: &Refused) -> Failure {
    Failure::usage("dispatch-relay-unusable").with("reason", refused.detail.clone())
}

/// Says what was done, and of each company what waits; `waits` is the sentence for mail that may go and did not.
fn tell(context: &Context, tally: Tally, standing: &[Standing], waits: &str) -> Outcome {
    if context.format == Format::Json {
        let companies: Vec<_> = standing
            .iter()
            .map(|company| {
                json!({
                    "company": company.company, "blocked": company.blocked,
                    "receipts_cover_until": company.receipts_cover_until, "due": company.due,
                    "waiting": company.waiting, "sending": company.sending,
                    "uncertain": company.uncertain, "failed": company.failed,
                    "next_at": company.next_at,
                })
            })
            .collect();
        return context.json(&json!({
            "sent": tally.sent, "deferred": tally.deferred, "failed": tally.failed,
            "uncertain": tally.uncertain, "left": tally.left, "companies": companies,
        }));
    }
    let catalogue = &context.catalogue;
    context.say(&catalogue.tr_args(
        "dispatch-done",
        &[
            ("sent", tally.sent.into()),
            ("deferred", tally.deferred.into()),
            ("failed", tally.failed.into()),
            ("uncertain", tally.uncertain.into()),
        ],
    ))?;
    if tally.left > 0 {
        context.say(&catalogue.tr_args("dispatch-left", &[("left", tally.left.into())]))?;
    }
    for company in standing {
        let name = || ("company", company.company.as_str().into());
        let count = |n: i32| i64::from(n).into();
        match company.blocked.as_deref() {
            Some("stopped") if company.due > 0 => {
                context.say(
                    &catalogue.tr_args("dispatch-stopped", &[name(), ("due", count(company.due))]),
                )?;
            }
            Some(_) if company.due > 0 => {
                let sentence = match company.receipts_cover_until {
                    Some(day) => catalogue.tr_args(
                        "dispatch-old-receipts",
                        &[name(), ("due", count(company.due)), ("day", day.into())],
                    ),
                    None => catalogue.tr_args(
                        "dispatch-no-receipts",
                        &[name(), ("due", count(company.due))],
                    ),
                };
                context.say(&sentence)?;
            }
            _ if company.due > 0 => {
                context.say(&catalogue.tr_args(waits, &[name(), ("due", count(company.due))]))?;
            }
            _ => {}
        }
        if company.waiting > 0 {
            context.say(&catalogue.tr_args(
                "dispatch-waiting",
                &[name(), ("waiting", count(company.waiting))],
            ))?;
        }
        if company.uncertain + company.failed > 0 {
            context.say(&catalogue.tr_args(
                "dispatch-attention",
                &[
                    name(),
                    ("uncertain", count(company.uncertain)),
                    ("failed", count(company.failed)),
                ],
            ))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_waits_when_its_minute_is_full() {
        let mut rate = Rate::new(2);
        let now = Instant::now();
        rate.count("a.example", now);
        assert!(rate.exhausted(now).is_empty());
        rate.count("a.example", now);
        rate.count("b.example", now);
        assert_eq!(rate.exhausted(now), ["a.example"]);
        assert!(rate.exhausted(now + Duration::from_secs(61)).is_empty());
    }
}
