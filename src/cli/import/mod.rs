//! `encours import …`: files into the ledger, all or nothing.

mod control;
mod feed;
mod ids;
mod report;

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use indicatif::{ProgressBar, ProgressStyle};
use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use crate::intake::kind::Kind;
use crate::intake::mapping::Mapping;
use crate::intake::refusal::Refusal;
use crate::runtime::open::Session;
use crate::store::import::{self, Import, Merged, Request};
use crate::store::{Connection, Pace, StoreError};

use feed::Feed;
use report::{FileReport, Report};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the files hold; `undo` with the id of an import undoes it.
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS))]
    pub kind: String,
    /// The files, or the id of the import to undo.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Which column is which field, and in what form the file writes things.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// The company's code.
    #[arg(long, value_name = "CODE")]
    pub company: Option<String>,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Record the good lines although others are rejected.
    #[arg(long)]
    pub skip_rejects: bool,
}

const UNDO: &str = "undo";
const KINDS: [&str; 14] = [
    "customers",
    "contacts",
    "invoices",
    "payments",
    "orders",
    "limits",
    "ledger",
    "promises",
    "reminders",
    "disputes",
    "notes",
    "rates",
    "portfolios",
    UNDO,
];
/// How often the progress bar is drawn.
const DRAWN_EVERY: Duration = Duration::from_millis(120);

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let Some(kind) = Kind::named(&args.kind) else {
        return undo(context, &args.files).await;
    };
    let mapping = match &args.mapping {
        Some(path) => {
            let mapping = read_mapping(path, kind)?;
            same_company(path, &mapping, args.company.as_deref())?;
            Some(mapping)
        }
        None => None,
    };
    // before anything is recorded: a name mistyped would leave the files after it out
    if let Some(missing) = args.files.iter().find(|file| !file.exists()) {
        let refusal = Refusal::new("import-file-missing").with("file", missing.display());
        return Err(failure(refusal));
    }
    let session = context.connect(Pace::Unbounded).await?;
    let job = Job {
        context,
        session: &session,
        kind,
        mapping,
        args: &args,
    };
    let mut report = Report {
        dry_run: args.dry_run,
        files: Vec::new(),
    };
    let mut outcome = Ok(());
    for file in &args.files {
        match job.file(file).await {
            Ok((done, failed)) => {
                report.files.push(done);
                outcome = failed;
            }
            Err(failure) => outcome = Err(failure),
        }
        if outcome.is_err() {
            break;
        }
    }
    report.print(context, outcome)
}

fn read_mapping(path: &Path, kind: Kind) -> Result<Mapping, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let code = match error.kind() {
            std::io::ErrorKind::NotFound => "import-file-missing",
            std::io::ErrorKind::InvalidData => "import-mapping-not-text",
            _ => "import-file-unreadable",
        };
        failure(Refusal::new(code).with("file", path.display()))
    })?;
    Mapping::parse(&text, kind).map_err(|refusal| {
        let file = path.display();
        failure(refusal.with("file", file))
    })
}

/// A file made for one company is not recorded in another by a slip of the command line.
fn same_company(path: &Path, mapping: &Mapping, asked: Option<&str>) -> Result<(), Failure> {
    match (asked, &mapping.company) {
        (Some(asked), Some(own)) if own.code != asked => {
            Err(Failure::usage("import-mapping-other-company")
                .with("file", path.display().to_string())
                .with("own", own.code.clone())
                .with("asked", asked))
        }
        _ => Ok(()),
    }
}

/// What is wrong with a file as a whole.
pub fn failure(refusal: Refusal) -> Failure {
    let ours =
        refusal.code.starts_with("import-mapping") || refusal.code.starts_with("import-file");
    let failure = if ours {
        Failure::usage(refusal.code)
    } else {
        Failure::refused(refusal.code)
    };
    refusal
        .args
        .into_iter()
        .fold(failure, |failure, (name, value)| failure.with(name, value))
}

async fn undo(context: &Context, ids: &[PathBuf]) -> Outcome {
    let [id] = ids else {
        return Err(Failure::usage("import-undo-one"));
    };
    let id: Uuid = id
        .to_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Failure::usage("import-undo-id").with("id", id.display().to_string()))?;
    let session = context.connect(Pace::Unbounded).await?;
    let undone = import::undo(&session.pool, Uuid::now_v7(), id).await?;
    report::undone(context, &undone)
}

struct Job<'a> {
    context: &'a Context,
    session: &'a Session,
    kind: Kind,
    mapping: Option<Mapping>,
    args: &'a Args,
}

impl Job<'_> {
    /// Imports one file in one transaction; on Ctrl-C nothing of it stands. A file with rejects may be refused as a whole
    /// for another reason too: both are told.
    async fn file(&self, path: &Path) -> Result<(FileReport, Outcome), Failure> {
        let mut connection = self
            .session
            .pool
            .acquire()
            .await
            .map_err(StoreError::from)?
            .detach();
        let backend = import::backend(&mut connection).await?;
        tokio::select! {
            done = self.merge(&mut connection, path) => done,
            _ = tokio::signal::ctrl_c() => {
                // The server would find out by itself, some seconds later.
                let _ = import::cancel(&self.session.pool, backend).await;
                Err(Failure::refused("import-cancelled").with("file", path.display().to_string()))
            }
        }
    }

    async fn merge(
        &self,
        connection: &mut Connection,
        path: &Path,
    ) -> Result<(FileReport, Outcome), Failure> {
        let request = self.request(path);
        let id = request.id;
        let whole = !self.args.skip_rejects;
        let file = path.display().to_string();
        let located = |refusal: Refusal| {
            let known = refusal.args.iter().any(|(name, _)| *name == "file");
            failure(if known {
                refusal
            } else {
                refusal.with("file", &file)
            })
        };
        let mut feed = Feed::start(path, self.kind, self.mapping.as_ref(), id).map_err(located)?;
        let bar = self.bar(&feed);

        let mut import = Import::begin(connection, request).await?;
        let blocks = &mut feed.blocks;
        let staged = import.stage(async || {
            let block = blocks.recv().await;
            bar.set_position(feed.consumed.load(Ordering::Relaxed));
            block
        });
        staged.await?;
        let told = feed.told().await.map_err(located)?;
        bar.set_style(spinner());
        bar.set_message(self.context.catalogue.tr("import-merging"));
        bar.enable_steady_tick(DRAWN_EVERY);
        let merged = import.merge(told.rejected, told.control_json(), &told.hash);
        let (merged, outcome) = match merged.await {
            Ok(merged) => (merged, Ok(())),
            Err(error) if told.rejected > 0 => (Merged::default(), Err(error.into())),
            Err(error) => return Err(error.into()),
        };
        bar.finish_and_clear();
        let refused = outcome.is_err() || whole && told.rejected + merged.rejected > 0;
        if refused || self.args.dry_run {
            import.roll_back().await?;
        } else {
            import.commit().await?;
            import::hint(connection).await;
        }
        let report = FileReport {
            id,
            file,
            kind: self.kind.name(),
            told,
            merged,
            refused,
        };
        Ok((report, outcome))
    }

    fn request(&self, path: &Path) -> Request {
        let described = self
            .mapping
            .as_ref()
            .and_then(|mapping| mapping.company.as_ref());
        let asked = self.args.company.clone();
        let code = asked.or_else(|| described.map(|company| company.code.clone()));
        let opens = described
            .filter(|company| !company.details.is_empty())
            .map(|company| {
                company
                    .details
                    .iter()
                    .map(|(key, value)| (*key, value.clone()))
                    .collect()
            });
        Request {
            id: Uuid::now_v7(),
            kind: self.kind.name(),
            company: code.or_else(|| self.context.config.company().map(str::to_owned)),
            opens: opens.filter(|_| self.kind == Kind::Ledger),
            file: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            skip_rejects: self.args.skip_rejects,
            ahead: self.mapping.as_ref().is_some_and(|mapping| mapping.ahead),
        }
    }

    /// On a terminal only; standard error carries nothing else meanwhile.
    fn bar(&self, feed: &Feed) -> ProgressBar {
        let bar = ProgressBar::new(feed.size);
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {percent:>3} %");
        bar.set_style(
            style
                .unwrap_or_else(|_| ProgressStyle::default_bar())
                .progress_chars("=> "),
        );
        bar.set_message(self.context.catalogue.tr("import-reading"));
        bar
    }
}

fn spinner() -> ProgressStyle {
    ProgressStyle::default_spinner().tick_chars("-\\|/ ")
}
