//! What somebody new is told: on each screen one line with the three keys that matter most there, until it is
//! dismissed, which is for good.

use std::collections::BTreeSet;

use super::App;
use super::action::{Action, Availability};
use super::effect::Effect;
use super::screen::Kind;
use super::shell::Tone;
use crate::i18n::Message;

/// Which screens the person is told of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tips {
    /// Any at all.
    pub on: bool,
    /// Names of the screens whose line was dismissed.
    pub dismissed: BTreeSet<String>,
}

impl Tips {
    /// As the settings have them: whether any are shown, and the dismissed, side by side.
    pub fn of(on: bool, dismissed: &str) -> Tips {
        Tips {
            on,
            dismissed: dismissed.split_whitespace().map(str::to_owned).collect(),
        }
    }
}

/// The name of a screen in the settings, and the keys that matter most there.
fn tip(kind: Kind) -> Option<(&'static str, [Action; 3])> {
    use Action::{
        Acknowledge, ApproveMarked, AsOf, Assign, Call, Dispute, Filter, Find, GoForecast, GoToday,
        GoWorklist, Help, Hold, MarkUrgent, MovePromise, NextPane, Note, Open, Palette, Promise,
        Reject, Release, Resolve, SendCopy, SetLimit, SetTarget, Snooze, SplitBy, WithdrawPromise,
    };
    Some(match kind {
        Kind::Today => ("today", [Open, GoWorklist, Find]),
        Kind::Worklist => ("worklist", [Call, Promise, Open]),
        Kind::Customer => ("customer", [Call, NextPane, Note]),
        Kind::Aged => ("aged", [Open, SplitBy, AsOf]),
        Kind::Activity => ("activity", [Open, Filter, GoToday]),
        Kind::Alerts => ("alerts", [Acknowledge, Snooze, Hold]),
        Kind::Invoices => ("invoices", [Filter, Dispute, SendCopy]),
        Kind::Promises => ("promises", [NextPane, MovePromise, WithdrawPromise]),
        Kind::Disputes => ("disputes", [NextPane, Assign, Resolve]),
        Kind::Reminders => ("reminders", [NextPane, ApproveMarked, Reject]),
        Kind::Credit => ("credit", [NextPane, SetLimit, Hold]),
        Kind::Pipeline => ("pipeline", [NextPane, MarkUrgent, Release]),
        Kind::Forecast => ("forecast", [NextPane, Open, SetTarget]),
        Kind::Kpis => ("kpis", [Open, GoForecast, Palette]),
        Kind::Settings => ("settings", [NextPane, Help, Palette]),
        Kind::Items | Kind::Letter => return None,
    })
}

impl App {
    /// The keys that the line of this screen teaches, while it is shown; of a screen with parts, those of the part shown.
    pub fn tip(&self) -> Option<Vec<Action>> {
        let (name, keys) = tip(self.kind())?;
        let tips = &self.shell.tips;
        let told = tips.on && self.shell.session.is_some() && !tips.dismissed.contains(name);
        let works = |action: &Action| self.screen().behaviour().available(*action).is_ok();
        told.then(|| keys.into_iter().filter(works).collect())
    }

    /// The line of this screen is not shown again.
    pub(super) fn dismiss_tip(&mut self) {
        let Some((name, _)) = tip(self.kind()) else {
            return;
        };
        let tips = &mut self.shell.tips;
        tips.dismissed.insert(name.to_owned());
        let names: Vec<&str> = tips.dismissed.iter().map(String::as_str).collect();
        let kept = Effect::Remember("screen.tips_dismissed", names.join(" "));
        self.shell.effects.push(kept);
    }

    /// Shows the lines, or none of them, from now on.
    pub(super) fn switch_tips(&mut self) {
        let tips = &mut self.shell.tips;
        tips.on = !tips.on;
        let (word, said) = match tips.on {
            true => ("on", "tips-on"),
            false => ("off", "tips-off"),
        };
        let kept = Effect::Remember("screen.tips", word.to_owned());
        self.shell.effects.push(kept);
        self.shell.say(Message::new(said), Tone::Good);
    }
}

/// Whether there is a line to dismiss.
pub(super) fn shown(app: &App) -> Availability {
    app.tip().map(|_| ()).ok_or("tips-none")
}
