//! Drawing the forecast.

use rust_decimal::Decimal;

use super::columns::amount;
use crate::app::screen::forecast::{Forecast, Line, Part};
use crate::app::shell::Painted;
use crate::domain::forecast::{By, Record};
use crate::domain::money::Money;
use crate::i18n::Message;
use crate::ui::widget::{Cell, Column, Dress, Width, bar, list_in, tabs};
use crate::ui::{Pen, Role, View};

/// Columns from which the target and the weeks kept stand beside the forecast.
const WIDE: u16 = 110;
/// Cells of the bar of a period.
const BAR: usize = 16;

pub(super) fn draw(state: &Forecast, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, &state.tabs, None);
    let (width, height) = (pen.width(), pen.height());
    let wide = width >= WIDE;
    let by = state.tabs.shown();
    let words = view.words;
    let half = if wide { width * 3 / 5 } else { width };
    let above = if wide { 1 } else { 2 };
    let columns = [
        Column::text(
            words.tr("cli-column-period"),
            Width::Share(22),
            move |l: &Line| Cell::new(name(view, by, l), role(l)),
        ),
        Column::figures(words.tr("cli-column-amount"), 16, move |l: &Line| {
            let whole = words.figures(l.sum.amount, l.currency);
            Cell::new(
                whole,
                if l.sum.amount.is_zero() {
                    Role::Dim
                } else {
                    role(l)
                },
            )
        }),
        Column::text("", Width::Fixed(BAR as u16), move |l: &Line| {
            Cell::new(columns_of(view, l), Role::Bucket1)
        })
        .drop(1),
        Column::figures(words.tr("cli-column-items"), 7, move |l: &Line| {
            Cell::new(words.whole(l.sum.items), Role::Dim)
        })
        .drop(4),
        Column::figures(words.tr("cli-column-promised"), 14, move |l: &Line| {
            Cell::new(unless_zero(view, l.sum.promised, l), Role::Good)
        })
        .drop(2),
        Column::figures(words.tr("cli-column-received"), 14, move |l: &Line| {
            let received = l.column.map_or(Decimal::ZERO, |column| column.received);
            Cell::new(unless_zero(view, received, l), Role::Base)
        })
        .drop(3),
    ];
    let group = |line: &Line| line.currency.code().to_owned();
    let dress = Dress {
        group: Some(&group),
        empty: "forecast-empty",
        ..Dress::default()
    };
    if let (false, Some(record)) = (wide, &state.record) {
        let line = target(view, record);
        pen.text(
            1,
            1,
            &view.fit(&line, width.saturating_sub(2)),
            view.style(Role::Dim),
        );
    }
    let mut body = pen.part(0, above, half, height.saturating_sub(above));
    list_in(view, &mut body, &state.lines, &columns, &dress, painted);
    if let (true, Some(record)) = (wide, &state.record) {
        let mut side = pen.part(
            half + 2,
            1,
            width.saturating_sub(half + 3),
            height.saturating_sub(1),
        );
        beside(view, &mut side, record);
    }
}

fn name(view: View<'_>, by: By, line: &Line) -> String {
    let key = match (line.part, line.column) {
        (Part::Period(_), Some(column)) => {
            let days = format!(
                "{}–{}",
                view.words.short_date(column.from).trim_start(),
                view.words.short_date(column.to).trim_start()
            );
            let label = by.label(column.from);
            return format!("{label}  {days}");
        }
        (Part::Later, _) => "forecast-later",
        (Part::Off, _) => "forecast-off",
        (Part::Litigation, _) => "forecast-litigation",
        (Part::Insolvency, _) => "forecast-insolvency",
        _ => "forecast-unapplied",
    };
    view.words.tr(key)
}

fn role(line: &Line) -> Role {
    match line.part {
        Part::Period(_) => Role::Base,
        Part::Off => Role::Warn,
        Part::Litigation | Part::Insolvency => Role::Bad,
        Part::Later | Part::Unapplied => Role::Dim,
    }
}

/// The amount as a bar; what is there at all has a cell.
fn columns_of(view: View<'_>, line: &Line) -> String {
    let (amount, most) = (line.sum.amount, line.most);
    if line.column.is_none() || amount <= Decimal::ZERO || most <= Decimal::ZERO {
        return String::new();
    }
    let cells = (amount * Decimal::from(BAR) / most).round();
    let cells = usize::try_from(cells).unwrap_or(BAR).clamp(1, BAR);
    view.look.glyphs.shades[3].to_string().repeat(cells)
}

fn unless_zero(view: View<'_>, value: Decimal, line: &Line) -> String {
    match value.is_zero() {
        true => String::new(),
        false => view.words.figures(value, line.currency),
    }
}

/// What the month is to bring and has brought, in one line.
fn target(view: View<'_>, record: &Record) -> String {
    let of = &record.target;
    let received = amount(view, of.received);
    let message = match of.amount {
        Some(aim) => {
            let progress = of.progress().map(|percent| view.words.percent(percent));
            let progress = progress.unwrap_or_else(|| view.words.tr("kpi-none"));
            Message::new("forecast-target")
                .with("target", amount(view, aim))
                .with("progress", progress)
        }
        None => Message::new("forecast-no-target"),
    };
    let month = By::Month.label(of.month);
    view.words
        .say(&message.with("received", received).with("month", month))
}

/// The target with its gauge, then each week as it was expected when it began and as it came, the latest first.
fn beside(view: View<'_>, pen: &mut Pen<'_>, record: &Record) {
    let mut y = 0;
    for line in view.wrap(&target(view, record), pen.width(), 3) {
        pen.text(0, y, &line, view.style(Role::Base));
        y += 1;
    }
    if let Some(aim) = record.target.amount {
        let parts = (record.target.received.amount(), aim.amount());
        let width = pen.width().min(40);
        bar::gauge(view, pen, (0, y), width, parts, Role::Good);
        y += 1;
    }
    y += 1;
    pen.text(
        0,
        y,
        &view.words.tr("forecast-kept"),
        view.style(Role::Title),
    );
    if record.kept.is_empty() {
        pen.text(
            0,
            y + 1,
            &view.words.tr("forecast-none-kept"),
            view.style(Role::Dim),
        );
        return;
    }
    for (y, kept) in (y + 1..pen.height()).zip(record.kept.iter().rev()) {
        let money =
            |value| Money::rounded(value, kept.currency).map_or(String::new(), |m| amount(view, m));
        let told = Message::new("forecast-week")
            .with("week", By::Week.label(kept.week))
            .with("forecast", money(kept.forecast))
            .with("received", money(kept.received));
        let role = if kept.received >= kept.forecast {
            Role::Good
        } else {
            Role::Base
        };
        pen.text(
            0,
            y,
            &view.fit(&view.words.say(&told), pen.width()),
            view.style(role),
        );
    }
}
