//! Drawing the key figures.

use rust_decimal::Decimal;

use crate::app::screen::kpis::Kpis;
use crate::app::shell::Painted;
use crate::domain::kpi::{Board, Figure, Part, TREND, Unit};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Column, Dress, Width, bar, list_in};
use crate::ui::{Pen, Role, View};

/// Columns from which the formula and the trend stand beside the figures.
const WIDE: u16 = 110;
/// Lines of the formula and its conventions below the figures where there is less room.
const BELOW: u16 = 5;

pub(super) fn draw(state: &Kpis, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let (width, height) = (pen.width(), pen.height());
    let wide = width >= WIDE;
    let half = if wide { width / 2 } else { width };
    let lines = if wide {
        height
    } else {
        height.saturating_sub(BELOW)
    };
    let words = view.words;
    let columns = [
        Column::text(
            words.tr("kpi-col-figure"),
            Width::Share(20),
            move |f: &Figure| words.kpi(f.kpi).into(),
        ),
        Column::figures(words.tr("cli-column-value"), 12, move |f: &Figure| {
            let role = if f.value.is_some() {
                Role::Strong
            } else {
                Role::Dim
            };
            Cell::new(words.kpi_value(f), role)
        }),
        Column::text(
            words.tr("kpi-col-trend"),
            Width::Fixed(TREND as u16 + 2),
            move |f: &Figure| {
                let values: Vec<_> = state
                    .trend_of(f.kpi)
                    .map(|(_, figure)| figure.value)
                    .collect();
                Cell::new(bar::trend(view, &values), Role::Bucket1)
            },
        )
        .drop(1),
    ];
    let dress = Dress {
        empty: "kpi-empty",
        ..Dress::default()
    };
    let mut body = pen.part(0, 0, half, lines);
    list_in(view, &mut body, &state.lines, &columns, &dress, painted);
    let (Some(board), Some(figure)) = (&state.board, state.lines.selected()) else {
        return;
    };
    if wide {
        let mut side = pen.part(
            half + 2,
            1,
            width.saturating_sub(half + 3),
            height.saturating_sub(1),
        );
        let from = explain(view, &mut side, board, figure, 6) + 1;
        let rest = side.height().saturating_sub(from);
        weeks(view, &mut side.rows(from, rest), state, figure);
    } else {
        let mut below = pen.part(1, lines, width.saturating_sub(2), BELOW);
        explain(view, &mut below, board, figure, 2);
    }
}

/// The formula, what belongs to the figure, the day and the period; gives the lines taken.
fn explain(view: View<'_>, pen: &mut Pen<'_>, board: &Board, figure: &Figure, most: usize) -> u16 {
    let words = view.words;
    let (base, dim) = (view.style(Role::Base), view.style(Role::Dim));
    let title = format!("{}  {}", words.kpi(figure.kpi), words.kpi_value(figure));
    pen.text(0, 0, &title, view.style(Role::Title));
    let mut y = 1;
    for line in view.wrap(&words.kpi_formula(figure.kpi), pen.width(), most) {
        pen.text(0, y, &line, base);
        y += 1;
    }
    if !figure.parts.is_empty() {
        let told: Vec<String> = figure.parts.iter().map(|p| part(view, figure, p)).collect();
        let dot = format!(" {} ", view.look.glyphs.dot);
        for line in view.wrap(&told.join(&dot), pen.width(), most) {
            pen.text(0, y, &line, base);
            y += 1;
        }
    }
    let period = Message::new("kpi-heading")
        .with("day", words.date(board.day))
        .with("from", words.date(board.period.from))
        .with("to", words.date(board.period.to))
        .with("days", board.period.days().to_string());
    for line in view.wrap(&words.say(&period), pen.width(), 2) {
        pen.text(0, y, &line, dim);
        y += 1;
    }
    if !board.unconverted.is_empty() {
        let said = Message::new("kpi-no-rate").with("currencies", board.unconverted.join(", "));
        for line in view.wrap(&words.say(&said), pen.width(), 2) {
            pen.text(0, y, &line, view.style(Role::Warn));
            y += 1;
        }
    }
    y
}

fn part(view: View<'_>, figure: &Figure, part: &Part) -> String {
    let name = view
        .words
        .tr(&format!("kpi-part-{}", part.code.replace('_', "-")));
    let value = view.words.in_unit(part.value, figure.kpi.unit(), false);
    format!("{name} {value}")
}

/// The trend week by week, the latest first, each value with its bar.
fn weeks(view: View<'_>, pen: &mut Pen<'_>, state: &Kpis, figure: &Figure) {
    let mut points: Vec<(&Board, &Figure)> = state.trend_of(figure.kpi).collect();
    points.reverse();
    if points.is_empty() {
        return;
    }
    pen.text(0, 0, &view.words.tr("kpi-weeks"), view.style(Role::Title));
    let values = || points.iter().filter_map(|(_, figure)| figure.value);
    let most = match figure.kpi.unit() {
        Unit::Percent => Decimal::ONE_HUNDRED,
        Unit::Days => values().max().unwrap_or_default(),
    };
    for (y, (board, of)) in (1..pen.height()).zip(&points) {
        pen.text(0, y, &view.words.date(board.day), view.style(Role::Dim));
        let value = view.words.kpi_value(of);
        let at = 24_u16.saturating_sub(crate::text::width(&value) as u16);
        pen.text(at, y, &value, view.style(Role::Base));
        if let Some(value) = of.value {
            let room = pen.width().saturating_sub(26).min(40);
            bar::gauge(view, pen, (26, y), room, (value, most), Role::Bucket1);
        }
    }
}
