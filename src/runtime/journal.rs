//! The journal: what was typed and sent and is not known to be safe, in a file that survives every way of
//! dying.
//!
//! One file per cockpit, locked while it runs, in a directory of the person's own (0700, files 0600). A line
//! per event. At the start, files whose cockpit has died are taken over: submissions are sent again under
//! their own ids, drafts are offered.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::draft::Draft;
use crate::app::write::Submission;

/// Bytes of a journal that are read back; no session types so much.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Sent(Submission),
    Settled(Uuid),
    Typed(Draft),
    Dropped(String),
}

/// What is not known to be safe.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// Writes without an answer, oldest first.
    pub submissions: Vec<Submission>,
    /// Typed text.
    pub drafts: Vec<Draft>,
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    kept: Kept,
}

impl Journal {
    /// Opens a journal of one's own in `directory`, with what dead cockpits have left there.
    ///
    /// # Errors
    /// The directory cannot be written.
    pub fn open(directory: &Path) -> io::Result<Journal> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)?;
        let path = directory.join(format!("{}.jsonl", Uuid::now_v7()));
        let file = OpenOptions::new()
            .append(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        flock(&file, FlockOperation::NonBlockingLockExclusive)?;
        let mut journal = Journal {
            file,
            path,
            kept: Kept::default(),
        };
        journal.take_over(directory)?;
        Ok(journal)
    }

    /// What is in it.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// A write is about to be sent. Returns once it is on the disk.
    ///
    /// # Errors
    /// The disk's.
    pub fn sent(&mut self, submission: &Submission) -> io::Result<()> {
        let known = self
            .kept
            .submissions
            .iter()
            .any(|s| s.request == submission.request);
        if known {
            return Ok(());
        }
        self.add(Line::Sent(submission.clone()))
    }

    /// Writes are about to be sent, one after the other. Returns once all are on the disk.
    ///
    /// # Errors
    /// The disk's.
    pub fn planned(&mut self, submissions: &[Submission]) -> io::Result<()> {
        self.add_all(submissions.iter().cloned().map(Line::Sent))
    }

    /// Writes that were planned are not sent after all.
    ///
    /// # Errors
    /// The disk's.
    pub fn forgotten(&mut self, requests: &[Uuid]) -> io::Result<()> {
        self.add_all(requests.iter().copied().map(Line::Settled))
    }

    /// A write has its answer.
    ///
    /// # Errors
    /// The disk's.
    pub fn settled(&mut self, request: Uuid) -> io::Result<()> {
        self.add(Line::Settled(request))
    }

    /// Text was typed.
    ///
    /// # Errors
    /// The disk's.
    pub fn typed(&mut self, draft: &Draft) -> io::Result<()> {
        self.add(Line::Typed(draft.clone()))
    }

    /// Text is saved or thrown away.
    ///
    /// # Errors
    /// The disk's.
    pub fn dropped(&mut self, key: &str) -> io::Result<()> {
        if self.kept.drafts.iter().all(|d| d.key != key) {
            return Ok(());
        }
        self.add(Line::Dropped(key.to_owned()))
    }

    /// The cockpit ends in order: a journal with nothing in it goes.
    pub fn close(self) {
        if self.kept == Kept::default() {
            let _ = fs::remove_file(&self.path);
        }
    }

    fn add(&mut self, line: Line) -> io::Result<()> {
        self.add_all([line])
    }

    fn add_all(&mut self, lines: impl IntoIterator<Item = Line>) -> io::Result<()> {
        let lines: Vec<Line> = lines.into_iter().collect();
        let mut bytes = Vec::new();
        for line in &lines {
            serde_json::to_writer(&mut bytes, line)?;
            bytes.push(b'\n');
        }
        self.file.write_all(&bytes)?;
        self.file.sync_data()?;
        lines.into_iter().for_each(|line| self.kept.apply(line));
        Ok(())
    }

    /// Writes what the dead have left into this journal, then removes theirs: never the other way round.
    fn take_over(&mut self, directory: &Path) -> io::Result<()> {
        let mut paths: Vec<PathBuf> = fs::read_dir(directory)?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .filter(|p| *p != self.path && p.extension().is_some_and(|e| e == "jsonl"))
            .collect();
        paths.sort();
        for path in paths {
            let Ok(file) = File::open(&path) else {
                continue;
            };
            if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
                continue;
            }
            let left = read(&file)?;
            for submission in &left.submissions {
                self.sent(submission)?;
            }
            for draft in &left.drafts {
                let known = self.kept.drafts.iter().find(|d| d.key == draft.key);
                if known.is_none_or(|d| d.rev < draft.rev) {
                    self.typed(draft)?;
                }
            }
            fs::remove_file(&path)?;
        }
        Ok(())
    }
}

impl Kept {
    fn apply(&mut self, line: Line) {
        match line {
            Line::Sent(submission) => self.submissions.push(submission),
            Line::Settled(request) => self.submissions.retain(|s| s.request != request),
            Line::Typed(draft) => {
                self.drafts.retain(|d| d.key != draft.key);
                self.drafts.push(draft);
            }
            Line::Dropped(key) => self.drafts.retain(|d| d.key != key),
        }
    }
}

/// A torn last line is what a crash leaves: it is skipped, as is anything else that is no line of ours.
fn read(file: &File) -> io::Result<Kept> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    let mut kept = Kept::default();
    for line in bytes.split(|b| *b == b'\n') {
        if let Ok(line) = serde_json::from_slice(line) {
            kept.apply(line);
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::os::unix::fs::PermissionsExt;

    fn submission(n: u128) -> Submission {
        Submission {
            request: Uuid::from_u128(n),
            verb: "add_note".into(),
            body: json!({"note": "é\n"}),
            subject: "ACME".into(),
            draft: None,
            bulk: None,
        }
    }

    fn draft(key: &str, rev: i64) -> Draft {
        Draft {
            key: key.into(),
            rev,
            subject: "ACME".into(),
            body: json!({"note": rev}),
            ..Draft::default()
        }
    }

    fn files(directory: &Path) -> Vec<PathBuf> {
        fs::read_dir(directory)
            .expect("a directory")
            .map(|e| e.expect("an entry").path())
            .collect()
    }

    #[test]
    fn what_a_dead_cockpit_left_is_taken_over_once() {
        let home = tempfile::tempdir().expect("a directory");
        let place = home.path().join("state");
        let mut dying = Journal::open(&place).expect("opens");
        dying.sent(&submission(1)).expect("kept");
        dying.sent(&submission(2)).expect("kept");
        dying.settled(Uuid::from_u128(1)).expect("kept");
        dying.typed(&draft("a", 1)).expect("kept");
        dying.typed(&draft("a", 2)).expect("kept");
        dying.typed(&draft("b", 1)).expect("kept");
        dying.dropped("b").expect("kept");
        dying.file.write_all(b"{\"sent\":{\"requ").expect("torn");

        let alive = Journal::open(&place).expect("opens");
        assert_eq!(
            alive.kept(),
            &Kept::default(),
            "a living cockpit keeps its own"
        );
        alive.close();
        drop(dying);

        let heir = Journal::open(&place).expect("opens");
        assert_eq!(heir.kept().submissions, [submission(2)]);
        assert_eq!(heir.kept().drafts, [draft("a", 2)]);
        assert_eq!(files(&place).len(), 1);
        let mode = fs::metadata(&heir.path)
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(
            fs::metadata(&place).expect("there").permissions().mode() & 0o777,
            0o700
        );
    }

    #[test]
    fn an_empty_journal_leaves_no_file() {
        let home = tempfile::tempdir().expect("a directory");
        let mut journal = Journal::open(home.path()).expect("opens");
        journal.sent(&submission(1)).expect("kept");
        journal.settled(Uuid::from_u128(1)).expect("kept");
        journal.close();
        assert!(files(home.path()).is_empty());
    }
}
