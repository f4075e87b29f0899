//! How late a customer has paid, month by month: a line of columns, or a picture where there is room.

use rust_decimal::Decimal;

use crate::domain::customer::PaidMonth;
use crate::i18n::Message;
use crate::ui::widget::bar;
use crate::ui::{Pen, Role, View};

/// Days late from which a month is painted as bad.
const BAD: i32 = 30;

/// Cells of a month in the picture: its name and a gap.
const MONTH: u16 = 5;

/// Lines of the picture's columns at most.
const MOST_ROWS: u16 = 8;

/// Twelve columns of one cell, then what they come to.
pub(super) fn line(view: View<'_>, pen: &mut Pen<'_>, (x, y): (u16, u16), months: &[PaidMonth]) {
    let mut at = x;
    let heights: Vec<char> = bar::columns(view, &values(months)).chars().collect();
    for (month, height) in months.iter().zip(heights) {
        let glyph = month.days.map_or(view.look.glyphs.dot, |_| height);
        at += pen.text(at, y, &glyph.to_string(), view.style(role(month.days)));
    }
    at += 2;
    for (piece, role) in said(view, months) {
        at += pen.text(at, y, &piece, view.style(role)) + 2;
    }
}

/// The same as columns several lines high, each with its month and days.
pub(super) fn picture(view: View<'_>, pen: &mut Pen<'_>, months: &[PaidMonth]) {
    let (width, height) = (pen.width(), pen.height());
    let shown = usize::from(width.saturating_sub(2) / MONTH).min(months.len());
    let months = &months[months.len() - shown..];
    let Some(rows) = height
        .checked_sub(3)
        .filter(|rows| *rows > 0)
        .map(|rows| rows.min(MOST_ROWS))
    else {
        return line(view, pen, (1, 0), months);
    };
    let most = months
        .iter()
        .filter_map(|m| m.days)
        .max()
        .unwrap_or(0)
        .max(1);
    let mut x = 1;
    for month in months {
        let style = view.style(role(month.days));
        let eighths = match month.days {
            Some(days) if days > 0 => i64::from(days) * i64::from(rows) * 8 / i64::from(most),
            _ => 0,
        };
        let mut left = u16::try_from(eighths)
            .unwrap_or(0)
            .max(u16::from(month.days.is_some()));
        for row in 0..rows {
            let here = left.min(8);
            left -= here;
            if here > 0 {
                let glyph = view.look.glyphs.column[usize::from(here - 1)];
                pen.text(x, rows - 1 - row, &glyph.to_string().repeat(3), style);
            }
        }
        let days = month.days.map_or(view.look.glyphs.dot.to_string(), |d| {
            view.words.whole(d.into())
        });
        pen.text(x, rows, &days, style);
        pen.text(
            x,
            rows + 1,
            view.words.month(month.month),
            view.style(Role::Dim),
        );
        x += MONTH;
    }
    let mut at = 1;
    for (piece, role) in said(view, months) {
        at += pen.text(at, rows + 2, &piece, view.style(role)) + 2;
    }
}

/// Late days alone make a column high.
fn values(months: &[PaidMonth]) -> Vec<Decimal> {
    months
        .iter()
        .map(|m| Decimal::from(m.days.unwrap_or(0).max(0)))
        .collect()
}

fn role(days: Option<i32>) -> Role {
    match days {
        None => Role::Dim,
        Some(days) if days <= 0 => Role::Good,
        Some(days) if days < BAD => Role::Warn,
        Some(_) => Role::Bad,
    }
}

/// The mean of the months in which something was paid, and the worst of them.
fn said(view: View<'_>, months: &[PaidMonth]) -> Vec<(String, Role)> {
    let words = view.words;
    let paid: Vec<i32> = months.iter().filter_map(|m| m.days).collect();
    let Ok(count @ 1..) = i32::try_from(paid.len()) else {
        return vec![(words.tr("cust-rhythm-none"), Role::Dim)];
    };
    let mean = paid.iter().sum::<i32>() / count;
    let first = if mean > 0 {
        Message::new("cust-rhythm-late").with("days", i64::from(mean))
    } else {
        Message::new("cust-rhythm-early")
    };
    let mut told = vec![(words.say(&first), role(Some(mean)))];
    let worst = months.iter().filter(|m| m.days.is_some_and(|d| d > 0));
    if let Some(worst) = worst.max_by_key(|m| m.days) {
        let message = Message::new("cust-rhythm-worst")
            .with("month", words.month(worst.month))
            .with("days", i64::from(worst.days.unwrap_or(0)));
        told.push((words.say(&message), Role::Dim));
    }
    told
}
