//! What was typed and not saved: listed, opened again, thrown away and taken back.

use uuid::Uuid;

use super::App;
use super::action::Availability;
use super::desk::{Task, Template};
use super::draft::Draft;
use super::effect::Effect;
use super::key::{Code, Key};
use super::overlay::Overlay;
use super::screen::forms::{self, Subject};
use super::shell::{Shell, Tone};
use crate::i18n::Message;

/// The list, over a screen.
#[derive(Debug, Default)]
pub struct Kept {
    /// The chosen line.
    pub cursor: usize,
    /// Those thrown away while it is open, the latest last: each can be taken back.
    pub thrown: Vec<Draft>,
}

impl Shell {
    /// The texts kept of the company shown, the latest first.
    pub fn kept(&self) -> Vec<&Draft> {
        let here = |d: &&Draft| d.company.is_none() || d.company == self.company_id();
        self.drafts.iter().rev().filter(here).collect()
    }
}

/// What opens a draft's form again; none where that is begun on a line of a list.
fn task(draft: &Draft) -> Option<Task> {
    let mut parts = draft.key.splitn(3, ':');
    let form = parts.next()?;
    let about = parts.next().and_then(|id| id.parse::<Uuid>().ok());
    Some(match form {
        "call" => Task::Call,
        "promise" => Task::Promise(Vec::new()),
        "plan" => Task::Plan(Vec::new()),
        "move-promise" => Task::MovePromise(about),
        "withdraw-promise" => Task::WithdrawPromise(about),
        "dispute" => Task::Dispute(about.filter(|id| Some(*id) != draft.customer)),
        "contact" => Task::EditContact(about),
        "add-contact" => Task::AddContact,
        "calling-hours" => Task::CallingHours,
        "message" => Task::Write(Template::by_code(parts.next()?)?, draft.items.clone()),
        "log-mail" => Task::LogMail(draft.items.clone()),
        "hold" => Task::Hold,
        _ => return None,
    })
}

/// Whether anything is kept.
pub(super) fn any(app: &App) -> Availability {
    match app.shell.kept().is_empty() {
        true => Err("drafts-none"),
        false => Ok(()),
    }
}

impl App {
    /// A key over the list of what is kept.
    pub(super) fn kept_key(&mut self, mut list: Kept, key: Key) {
        let kept: Vec<Draft> = self.shell.kept().into_iter().cloned().collect();
        let last = kept.len().saturating_sub(1);
        list.cursor = list.cursor.min(last);
        match key.code {
            Code::Esc | Code::Char('q') => return,
            Code::Up | Code::Char('k') => list.cursor = list.cursor.saturating_sub(1),
            Code::Down | Code::Char('j') => list.cursor = (list.cursor + 1).min(last),
            Code::Enter => {
                if let Some(draft) = kept.get(list.cursor) {
                    return self.open_kept(draft);
                }
            }
            Code::Char('x') | Code::Delete => {
                if let Some(draft) = kept.get(list.cursor) {
                    self.shell.drop_draft(&draft.key);
                    list.thrown.push(draft.clone());
                }
            }
            Code::Char('u') => {
                if let Some(mut draft) = list.thrown.pop() {
                    // Whoever was told to forget it must take this for a later one.
                    draft.rev += 1;
                    self.shell.effects.push(Effect::SaveDraft(draft.clone()));
                    self.shell.drafts.push(draft);
                    list.cursor = 0;
                }
            }
            _ => {}
        }
        self.shell.overlays.push(Overlay::Kept(list));
    }

    /// Opens the form that a text was typed in.
    fn open_kept(&mut self, draft: &Draft) {
        let shell = &mut self.shell;
        if shell.read_only {
            return shell.say(Message::new("ui-read-only"), Tone::Bad);
        }
        let (Some(company), Some(customer)) = (shell.company_id(), draft.customer) else {
            return shell.say(Message::new("drafts-elsewhere"), Tone::Bad);
        };
        let subject = [Subject::named(company, customer, &draft.subject)];
        let words = shell.words.clone();
        match (draft.key.split(':').next(), task(draft)) {
            (Some("note"), _) => shell.open_form(forms::note(&subject, &words)),
            (Some("revisit"), _) => shell.open_form(forms::revisit(&subject, &words)),
            (_, Some(task)) => shell.begin(task, customer, &draft.subject, false),
            (_, None) => shell.say(Message::new("drafts-elsewhere"), Tone::Bad),
        }
    }
}
