//! Drawing what the day starts with.

use super::columns::moment;
use crate::app::screen::today::{Count, Line, Today};
use crate::app::shell::Painted;
use crate::domain::alert::AlertKind;
use crate::domain::mention::Mention;
use crate::domain::today::{Owed, Today as Figures};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Column, Dress, Width, bar, list_in};
use crate::ui::{Pen, Role, View};

/// Columns from which what is owed stands beside the counts.
const WIDE: u16 = 110;

pub(super) fn draw(state: &Today, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let wide = pen.width() >= WIDE;
    let (height, width) = (pen.height(), pen.width());
    let above = match &state.figures {
        Some(figures) if wide => {
            let half = width / 2;
            let mut side = pen.part(half + 2, 1, width - half - 3, height - 1);
            owed(view, &mut side, figures, true);
            0
        }
        Some(figures) => {
            let lines = figures.owed.len().min(3) as u16 + 1;
            owed(view, &mut pen.part(1, 0, width - 2, lines), figures, false);
            lines
        }
        None => 0,
    };
    let columns = [
        Column::figures("", 11, move |l: &Line| match mention(view, l) {
            Some(mention) => Cell::new(moment(view, mention.recorded_at), Role::Warn),
            None => Cell::new(view.words.whole(l.n), role(l)),
        }),
        Column::text("", Width::Share(30), move |l: &Line| {
            match mention(view, l) {
                Some(mention) => {
                    let told = Message::new("today-mention")
                        .with("by", mention.by.as_str())
                        .with("customer", mention.name.as_str());
                    Cell::new(view.words.say(&told), Role::Strong)
                }
                None => view
                    .words
                    .say(&Message::new(name(l.count)).with("n", l.n))
                    .into(),
            }
        }),
    ];
    let group = |line: &Line| view.words.tr(line.group.title());
    let dress = Dress {
        group: Some(&group),
        empty: "today-quiet",
        ..Dress::default()
    };
    let width = if wide { width / 2 } else { width };
    let mut body = pen.part(0, above, width, height.saturating_sub(above));
    list_in(view, &mut body, &state.lines, &columns, &dress, painted);
}

fn role(line: &Line) -> Role {
    match line.count {
        _ if line.n == 0 => Role::Dim,
        Count::Alert(_) | Count::Breaches | Count::BlockedOrders | Count::PromisesBroken => {
            Role::Bad
        }
        Count::First
        | Count::PromisesDue
        | Count::RemindersToReview
        | Count::Uncertain
        | Count::Failed => Role::Warn,
        _ => Role::Strong,
    }
}

/// The note that a line stands for, where it stands for one.
fn mention<'a>(view: View<'a>, line: &Line) -> Option<&'a Mention> {
    let Count::Mention(id) = line.count else {
        return None;
    };
    view.app.shell.mentions().find(|m| m.id == id)
}

/// Catalogue key of what is counted.
fn name(count: Count) -> &'static str {
    match count {
        Count::Mention(_) => "today-mention",
        Count::First => "today-first",
        Count::ByPoints => "today-by-points",
        Count::Revisits => "today-revisits",
        Count::Called => "today-called",
        Count::PromisesDue => "today-promises-due",
        Count::PromisesAwaiting => "today-promises-awaiting",
        Count::PromisesBroken => "today-promises-broken",
        Count::Reminders => "today-reminders",
        Count::RemindersToReview => "today-reminders-to-review",
        Count::Uncertain => "today-uncertain",
        Count::Failed => "today-failed",
        Count::Disputes => "today-disputes",
        Count::Breaches => "today-breaches",
        Count::BlockedOrders => "today-blocked-orders",
        Count::Alert(kind) => alert(kind),
        Count::NewAlert(kind) => alert(kind),
        Count::Exposure => "today-exposure",
        Count::Dso => "today-dso",
        Count::NewlyOverdue => "today-newly-overdue",
        Count::Payments => "today-payments",
        Count::Invoices => "today-invoices",
        Count::Promises => "today-promises",
        Count::Activities => "today-activities",
    }
}

/// Catalogue key of alerts of a kind.
fn alert(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::ReturnedPayment => "today-alert-returned-payment",
        AlertKind::Breach => "today-alert-breach",
        AlertKind::Near => "today-alert-near",
        AlertKind::BrokenPromise => "today-alert-broken-promise",
        AlertKind::BlockedOrder => "today-alert-blocked-order",
        AlertKind::LargeOverdue => "today-alert-large-overdue",
        AlertKind::LimitExpiring => "today-alert-limit-expiring",
        AlertKind::ExposureUnknown => "today-alert-exposure-unknown",
        AlertKind::Deadline => "today-alert-deadline",
    }
}

/// What is owed and overdue in each currency, and how old the receipts are.
fn owed(view: View<'_>, pen: &mut Pen<'_>, figures: &Figures, tall: bool) {
    let dim = view.style(Role::Dim);
    let mut y = 0;
    if tall {
        pen.text(0, 0, &view.words.tr("today-owed"), view.style(Role::Title));
        y = 2;
    }
    for line in figures.owed.iter().take(if tall { 8 } else { 3 }) {
        let customers = Message::new("today-customers").with("n", line.customers);
        let customers = view.words.say(&customers);
        let taken = pen.text(0, y, &sentence(view, line), view.style(Role::Base));
        y += 1;
        if tall {
            let told = u16::try_from(crate::text::width(&customers)).unwrap_or(u16::MAX);
            let width = pen.width().saturating_sub(told + 1).min(40);
            let parts = (line.overdue.amount(), line.gross.amount());
            bar::gauge(view, pen, (0, y), width, parts, Role::Bucket3);
            pen.text(width + 1, y, &customers, dim);
            y += 2;
        } else {
            let said = format!(" {} {customers}", view.look.glyphs.dot);
            pen.text(taken, y - 1, &said, dim);
        }
    }
    let message = match (figures.receipts_cover_until, figures.last_import) {
        (Some(day), Some(at)) => Message::new("today-receipts")
            .with("date", view.words.day(day))
            .with("when", moment(view, at))
            .with("zone", zone(view)),
        (Some(day), None) => Message::new("today-receipts-until").with("date", view.words.day(day)),
        _ => Message::new("today-no-receipts"),
    };
    pen.text(0, y, &view.words.say(&message), dim);
}

/// Where the clock hangs that a moment is read from: colleagues may sit elsewhere.
fn zone(view: View<'_>) -> String {
    let place = view.app.shell.workplace();
    place.map_or_else(|| "UTC".to_owned(), |w| w.company.time_zone.clone())
}

fn sentence(view: View<'_>, owed: &Owed) -> String {
    let words = view.words;
    let share = if owed.gross.is_zero() {
        words.tr("scr-not-available")
    } else {
        words.percent(
            owed.overdue.amount() * rust_decimal::Decimal::ONE_HUNDRED / owed.gross.amount(),
        )
    };
    let message = Message::new("today-owed-line")
        .with(
            "gross",
            words.amount(owed.gross.amount(), owed.gross.currency()),
        )
        .with(
            "overdue",
            words.amount(owed.overdue.amount(), owed.overdue.currency()),
        )
        .with("share", share);
    words.say(&message)
}
