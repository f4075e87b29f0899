//! Drawing the worklist.

use super::columns::{amount, figures, moment, near_date, outcome};
use crate::app::listing::Adjustable;
use crate::app::screen::why;
use crate::app::screen::worklist::Worklist;
use crate::app::shell::Painted;
use crate::domain::worklist::{Reason, Section, WorklistRow};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Dress, Width, listing};
use crate::ui::{Pen, Role, View};

/// Columns from which the last contact and what comes next have room.
const WIDE: u16 = 110;

/// Columns from which they are told in full.
const FULL: u16 = 160;

pub(super) fn draw(state: &Worklist, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let group = |row: &WorklistRow| view.words.tr(section(row));
    let faded = |row: &WorklistRow| row.last_contact.as_ref().is_some_and(|c| c.today);
    let own_order = state.list().view().order.is_none();
    let width = pen.width();
    let widths = |key: &str| widths(key, width);
    let dress = Dress {
        // Sections are an order of their own.
        group: own_order.then_some(&group as &dyn Fn(&WorklistRow) -> String),
        faded: Some(&faded),
        empty: "work-empty",
        widths: Some(&widths),
        ..Dress::default()
    };
    listing(
        view,
        pen,
        state.list(),
        &dress,
        &|field, row| dressed(view, field.key, row, width),
        painted,
    );
}

fn section(row: &WorklistRow) -> &'static str {
    match row.section {
        Section::First => "work-section-first",
        Section::Points => "work-section-points",
    }
}

fn widths(key: &str, width: u16) -> Option<Width> {
    let (wide, full) = (width >= WIDE, width >= FULL);
    Some(match key {
        "name" => Width::Share(20),
        "overdue" => Width::Fixed(if wide { 13 } else { 12 }),
        "reasons" => Width::Share(if wide { 39 } else { 43 }),
        "last_contact" => Width::Fixed(if full { 44 } else { 16 }),
        "next_on" => Width::Fixed(if full { 30 } else { 13 }),
        _ => return None,
    })
}

fn dressed(view: View<'_>, key: &str, row: &WorklistRow, width: u16) -> Option<Cell> {
    let (wide, full) = (width >= WIDE, width >= FULL);
    Some(match key {
        "overdue" => figures(view, row.overdue).into(),
        "oldest_days" => days(view, row.oldest_days),
        "points" => Cell::new(view.words.whole(row.points.into()), Role::Dim),
        "reasons" => reasons(view, row, !wide),
        "last_contact" => contact(view, row, full),
        "last_outcome" => {
            let last = row.last_contact.as_ref()?;
            outcome(view, last.outcome.as_deref()?).into()
        }
        "next_on" => next(view, row, full),
        "section" => view.words.tr(section(row)).into(),
        _ => return None,
    })
}

fn days(view: View<'_>, days: i32) -> Cell {
    let buckets = view.app.shell.workplace().map(|w| &w.company.buckets);
    let bucket = buckets.and_then(|b| b.of(days.into()));
    let role = bucket.map_or(Role::Dim, |b| Role::bucket(b + 1));
    Cell::new(view.words.whole(days.into()), role)
}

/// The weightiest reasons first.
fn reasons(view: View<'_>, row: &WorklistRow, with_contact: bool) -> Cell {
    let words = view.words;
    let mut ranked: Vec<&Reason> = row.reasons.iter().collect();
    ranked.sort_by_key(|r| (r.points != 0, r.code == "overdue_amount", -r.points));
    if ranked.len() > 2 {
        // Both have columns of their own.
        ranked.retain(|r| !matches!(r.code.as_str(), "overdue_amount" | "age"));
    }
    let mut told: Vec<String> = ranked
        .iter()
        .map(|r| why::short(r, row.overdue.currency(), words))
        .collect();
    if with_contact && let Some(last) = row.last_contact.as_ref().filter(|c| c.today) {
        let what = last.outcome.as_deref().map(|code| outcome(view, code));
        let when = moment(view, last.at);
        let who = last.person.as_ref().map_or("", |p| p.as_str());
        told.insert(0, format!("{when} {who} {}", what.unwrap_or_default()));
    }
    if !row.present.is_empty() {
        let names: Vec<&str> = row.present.iter().map(|p| p.as_str()).collect();
        let message = Message::new("work-present").with("names", names.join(", "));
        told.insert(0, words.say(&message));
    }
    let role = match row.section {
        Section::First => Role::Warn,
        Section::Points => Role::Base,
    };
    Cell::new(told.join(&format!(" {} ", view.look.glyphs.dot)), role)
}

fn contact(view: View<'_>, row: &WorklistRow, full: bool) -> Cell {
    let Some(last) = &row.last_contact else {
        return Cell::new("", Role::Dim);
    };
    let what = last.outcome.as_deref().map(|code| outcome(view, code));
    let what = what.unwrap_or_default();
    if !full && !last.today {
        let day = near_date(view, view.app.shell.local(last.at).date());
        return Cell::new(format!("{day:>6} {what}"), Role::Dim);
    }
    let mut told = moment(view, last.at);
    if !full && let Some(person) = &last.person {
        // Nobody calls whom a colleague has called: who it was comes before what was said.
        return Cell::new(format!("{told} {}", person.as_str()), Role::Dim);
    }
    told.push_str(&format!(" {what}"));
    if let Some(person) = &last.person {
        told.push_str(&format!(" {} {}", view.look.glyphs.dot, person.as_str()));
    }
    Cell::new(told, Role::Dim)
}

/// The promise that is awaited, else the day to come back.
fn next(view: View<'_>, row: &WorklistRow, full: bool) -> Cell {
    if let Some((date, promised)) = row.next_promise {
        let date = near_date(view, date);
        if !full {
            return format!("{date:>6} {}", view.words.brief(promised)).into();
        }
        let message = Message::new("work-next-promise")
            .with("date", date)
            .with("amount", amount(view, promised));
        return view.words.say(&message).into();
    }
    let Some(date) = row.revisit_on.map(|date| near_date(view, date)) else {
        return Cell::new("", Role::Dim);
    };
    if !full {
        return Cell::new(format!("{date:>6}"), Role::Dim);
    }
    let message = Message::new("work-next-revisit").with("date", date);
    Cell::new(view.words.say(&message), Role::Dim)
}
