//! `encours doctor`: what is wrong here, and how to mend it.
//!
//! Each examination is a row: what was looked at, whether it is well, what was found, and for what is
//! not well the sentence that says how to mend it. It never changes anything; the private server is
//! started by looking at it, as by any command.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;

use serde_json::json;

use crate::private_pg::{Place, find};
use crate::runtime::{RunError, keymap};
use crate::store::Pace;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output::{Cell, Column, Rows};

/// How an examination came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Well,
    /// Works, but not as it should.
    Warning,
    Broken,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Warning => "warning",
            Self::Broken => "broken",
        }
    }
}

struct Finding {
    topic: &'static str,
    state: State,
    detail: String,
    remedy: Option<String>,
}

/// Runs the command.
pub async fn run(context: &Context) -> Outcome {
    let mut findings = vec![locale(context), terminal(context), keys(context)];
    if context.config.database_url().is_none() {
        findings.push(programs(context));
        findings.extend(place(context));
    }
    findings.extend(database(context).await);
    findings.push(mail(context));
    findings.push(documents(context));

    let columns = ["topic", "state", "detail", "remedy"];
    let mut rows = Rows::new(columns.map(Column::text));
    for finding in &findings {
        let topic = match context.format {
            super::Format::Table => context
                .catalogue
                .tr(&format!("cli-doctor-{}", finding.topic)),
            _ => finding.topic.to_owned(),
        };
        let state = match context.format {
            super::Format::Table => context
                .catalogue
                .tr(&format!("cli-doctor-{}", finding.state.word())),
            _ => finding.state.word().to_owned(),
        };
        rows.push([
            topic.into(),
            state.into(),
            finding.detail.as_str().into(),
            Cell::maybe(finding.remedy.as_deref()),
        ]);
    }
    let broken = findings.iter().filter(|f| f.state == State::Broken).count();
    let failure =
        (broken > 0).then(|| Failure::usage("cli-doctor-found").with("count", broken.to_string()));
    context.rows(&rows, |rows| {
        let mut told = json!({"ok": broken == 0, "rows": rows});
        if let Some(failure) = &failure {
            told["error"] = failure.object(&context.catalogue);
        }
        told
    })?;
    failure.map_or(Ok(()), |failure| Err(failure.already_printed()))
}

fn finding(topic: &'static str, state: State, detail: impl Into<String>) -> Finding {
    Finding {
        topic,
        state,
        detail: detail.into(),
        remedy: None,
    }
}

fn failed(context: &Context, topic: &'static str, failure: &Failure) -> Finding {
    let (detail, remedy) = failure.words(&context.catalogue);
    Finding {
        topic,
        state: State::Broken,
        detail,
        remedy,
    }
}

fn warned(context: &Context, topic: &'static str, detail: String, key: &str) -> Finding {
    let remedy = context.catalogue.tr_texts(key, &BTreeMap::new());
    Finding {
        topic,
        state: State::Warning,
        detail,
        remedy: Some(remedy),
    }
}

fn locale(context: &Context) -> Finding {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let lower = locale.to_ascii_lowercase();
    if lower.contains("utf-8") || lower.contains("utf8") {
        finding("locale", State::Well, locale)
    } else {
        warned(context, "locale", locale, "cli-doctor-locale-remedy")
    }
}

fn terminal(context: &Context) -> Finding {
    let name = std::env::var("TERM").unwrap_or_default();
    match name.as_str() {
        "" | "dumb" => warned(context, "terminal", name, "cli-doctor-terminal-remedy"),
        _ => finding("terminal", State::Well, name),
    }
}

/// The file of the person's own keys: the cockpit does not start with a wrong one.
fn keys(context: &Context) -> Finding {
    let file = context.config.keymap_file();
    let detail = file.map_or_else(String::new, |path| path.display().to_string());
    match keymap(&context.config) {
        Ok(_) => finding("keys", State::Well, detail),
        Err(RunError(wrong)) => {
            let said: Vec<String> = wrong.iter().map(|w| context.catalogue.say(w)).collect();
            finding("keys", State::Broken, said.join(" "))
        }
    }
}

/// Where copies of invoices are taken from.
fn documents(context: &Context) -> Finding {
    match context.config.documents_folder() {
        Some(folder) if folder.is_dir() => {
            finding("documents", State::Well, folder.display().to_string())
        }
        folder => {
            let detail = folder.map_or_else(String::new, |path| path.display().to_string());
            warned(context, "documents", detail, "cli-doctor-documents-remedy")
        }
    }
}

fn programs(context: &Context) -> Finding {
    match find::choose(None) {
        Ok(programs) => finding(
            "programs",
            State::Well,
            format!("{} ({})", programs.major, programs.directory.display()),
        ),
        Err(error) => failed(context, "programs", &error.into()),
    }
}

fn place(context: &Context) -> Option<Finding> {
    match Place::resolve(context.config.data_dir().as_deref()) {
        Ok(place) => Some(finding(
            "data",
            State::Well,
            place.root().display().to_string(),
        )),
        Err(error) => Some(failed(context, "data", &error.into())),
    }
}

async fn database(context: &Context) -> Vec<Finding> {
    let session = match context.connect(Pace::Interactive).await {
        Ok(session) => session,
        Err(failure) => return vec![failed(context, "database", &failure)],
    };
    let glance = &session.glance;
    let place = session.location.place();
    let home = match context.home(&session.pool).await {
        Ok(None) => None,
        Ok(Some(code)) => Some(finding("company", State::Well, code)),
        Err(failure) => Some(failed(context, "company", &failure)),
    };
    let person = if glance.person {
        finding("person", State::Well, glance.role.clone())
    } else {
        warned(
            context,
            "person",
            glance.role.clone(),
            "cli-doctor-person-remedy",
        )
    };
    vec![
        finding(
            "database",
            State::Well,
            format!("{} @ {place}", glance.database),
        ),
        server(context, &glance.server),
        finding("schema", State::Well, glance.schema.program.to_string()),
        person,
    ]
    .into_iter()
    .chain(home)
    .collect()
}

/// The first minor release of each major version that closes what CVE-2025-8713 opens: statistics of
/// rows that row-level security hides.
const CLOSED_SINCE: [(u32, u32); 4] = [(15, 14), (16, 10), (17, 6), (18, 0)];

fn server(context: &Context, version: &str) -> Finding {
    if leaks_statistics(version) {
        warned(
            context,
            "server",
            version.to_owned(),
            "cli-doctor-server-remedy",
        )
    } else {
        finding("server", State::Well, version)
    }
}

fn leaks_statistics(version: &str) -> bool {
    let number = version.split_whitespace().next().unwrap_or_default();
    let mut parts = number
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let (major, minor) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    CLOSED_SINCE
        .iter()
        .any(|(version, since)| *version == major && minor < *since)
}

fn mail(context: &Context) -> Finding {
    let smtp = context.config.smtp();
    let Some(host) = smtp.host else {
        return warned(context, "mail", String::new(), "cli-doctor-mail-remedy");
    };
    let relay = format!("{host}:{}", smtp.port);
    let Some(path) = smtp.credential_file else {
        return finding("mail", State::Well, relay);
    };
    match std::fs::metadata(&path) {
        Ok(found) if found.mode() & 0o077 == 0 => finding("mail", State::Well, relay),
        Ok(_) => warned(
            context,
            "mail",
            path.display().to_string(),
            "cli-doctor-credential-remedy",
        ),
        Err(error) => {
            let failure = Failure::usage("cli-error-file")
                .with("path", path.display().to_string())
                .with("reason", crate::config::io_reason(&error));
            failed(context, "mail", &failure)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_before_the_fix_are_told() {
        for (version, leaks) in [
            ("15.13 (Debian 15.13-0+deb12u1)", true),
            ("15.18 (Debian 15.18-0+deb12u1)", false),
            ("17.5", true),
            ("17.6", false),
            ("18beta1", false),
        ] {
            assert_eq!(leaks_statistics(version), leaks, "{version}");
        }
    }
}
