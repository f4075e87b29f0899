//! Drawing a form.

use super::input;
use crate::app::form::{Field, Form, Kind, Part};
use crate::app::shell::Painted;
use crate::i18n::{DateRefused, Message, Toward};
use crate::text;
use crate::ui::screen::columns::near_date;
use crate::ui::widget::popup;
use crate::ui::{Pen, Role, View};

/// Cells for the labels.
const LABEL: u16 = 18;

/// Cells before a text that has the whole width.
const INDENT: u16 = 2;

/// Lines that a text may take.
const TEXT_LINES: usize = 14;

/// Lines that the parts of what is recorded may take.
const PART_LINES: usize = 3;

/// Lines that a hint, a notice or an objection may take.
const TOLD_LINES: usize = 2;

pub(super) fn draw(view: View<'_>, pen: &mut Pen<'_>, form: &Form, painted: &mut Painted) {
    let words = view.words;
    let mut title = words.tr(&format!("form-{}-title", form.id));
    if !form.subject.is_empty() {
        title = format!("{title} {} {}", view.look.glyphs.dot, form.subject);
    }
    let width = 72.min(pen.width().saturating_sub(4));
    let shown: Vec<(usize, &Field)> = form.shown_fields().collect();
    let heights: Vec<u16> = shown
        .iter()
        .map(|(i, f)| lines(view, f, *i == form.focus, width))
        .collect();
    let notices: Vec<String> = form
        .notices
        .iter()
        .flat_map(|n| view.wrap(&words.say(n), width, TOLD_LINES))
        .collect();
    let above = notices.len() as u16;
    // A refusal says how to go on: all of it, as far as three lines hold it.
    let said = form
        .error
        .as_ref()
        .map(|error| format!("! {}", words.say(error)));
    let objection = said.map_or(Vec::new(), |said| {
        text::wrap(&text::clean(&said), usize::from(width.max(1)))
    });
    let parts = parts(view, form, width);
    let below = (objection.len().clamp(1, 3) + parts.len()) as u16;
    let total: u16 = heights.iter().sum::<u16>() + 1 + above + below;
    let offered = form.offered().join(&format!(" {} ", view.look.glyphs.dot));
    let keys = match offered.is_empty() {
        _ if form.verb.is_empty() => words.tr("ui-form-view-keys"),
        true => foot(view, form, width.saturating_sub(2)),
        false => words.tr("ui-form-naming-keys"),
    };
    let mut inside = popup(view, pen, (width, total), &title, &keys);
    // The field with the focus is always seen, on however few lines.
    for (y, notice) in (0..above).zip(&notices) {
        inside.text(0, y, notice, view.style(Role::Warn));
    }
    let last = inside.height().saturating_sub(below);
    let mut fields = inside.rows(above, last.saturating_sub(above));
    let room = fields.height();
    let focus = shown
        .iter()
        .position(|(i, _)| *i == form.focus)
        .unwrap_or(0);
    let mut first = 0;
    while first < focus && heights[first..=focus].iter().sum::<u16>() > room {
        first += 1;
    }
    let mut y = 0;
    for ((index, field), height) in shown.iter().zip(&heights).skip(first) {
        let mut area = fields.rows(y, (*height).min(room.saturating_sub(y)));
        draw_field(view, &mut area, field, *index == form.focus, painted);
        y += height;
    }
    for (y, line) in (last..).zip(&parts) {
        inside.text(0, y, line, view.style(Role::Good));
    }
    let last = last + parts.len() as u16;
    for (y, line) in (last..).zip(&objection).take(below.into()) {
        inside.text(0, y, line, view.style(Role::Bad));
    }
    // Typing goes on, and with it what was objected to.
    if objection.is_empty() && !offered.is_empty() {
        let offered = view.fit(&format!("@ {offered}"), width);
        inside.text(0, last, &offered, view.style(Role::Key));
    }
}

/// What it would record, each part with its day and amount.
fn parts(view: View<'_>, form: &Form, width: u16) -> Vec<String> {
    let words = view.words;
    let parts = view.app.shell.with_calendar(|c| (form.parts)(form, c));
    if parts.is_empty() {
        return Vec::new();
    }
    let told = |part: &Part| {
        // A line never ends between a day and its amount.
        let day = near_date(view, part.on).replace(' ', "\u{a0}");
        format!("{day}\u{a0}{}", words.amount(part.amount, part.currency))
    };
    let told: Vec<String> = parts.iter().map(told).collect();
    let dot = format!(" {} ", view.look.glyphs.dot);
    view.wrap(&told.join(&dot), width, PART_LINES)
}

/// What Enter does as the form stands, what else saves it, how a line is ended, and how one leaves; the last of it goes
/// when there is no room.
fn foot(view: View<'_>, form: &Form, width: u16) -> String {
    let saves = view.app.shell.with_calendar(|c| form.enter_saves(c));
    let several = form.fields.get(form.focus).is_some_and(Field::has_lines);
    let goes_ahead = form.sends || form.word.is_some();
    let mails = form.verb == "send_message";
    let pieces = [
        (
            true,
            if saves {
                "ui-form-enter-saves"
            } else {
                "ui-form-enter-on"
            },
        ),
        (goes_ahead && mails, "ui-form-sends"),
        (goes_ahead && !mails, "ui-form-goes-ahead"),
        (!saves && !goes_ahead, "ui-form-saves"),
        (several, "ui-form-new-line"),
        (true, "ui-form-leaves"),
        (true, "ui-form-next"),
    ];
    let dot = format!(" {} ", view.look.glyphs.dot);
    let said = pieces.iter().filter(|(shown, _)| *shown);
    said.fold(String::new(), |line, (_, key)| {
        let piece = view.words.tr(key);
        let longer = match line.is_empty() {
            true => piece,
            false => format!("{line}{dot}{piece}"),
        };
        if text::width(&longer) <= usize::from(width) {
            longer
        } else {
            line
        }
    })
}

/// Lines a field takes: its own, and those for what is said of it.
fn lines(view: View<'_>, field: &Field, focus: bool, width: u16) -> u16 {
    let room = width.saturating_sub(if field.whole { INDENT } else { LABEL });
    let hint = hint(view, field, focus, room).len();
    let own = match &field.kind {
        Kind::Text(edit) => {
            let room = usize::from(room.max(2)) - 1;
            let typed = wrapped(edit.text(), room).len();
            typed.max(hint).clamp(1, TEXT_LINES) + usize::from(field.whole)
        }
        Kind::Choice { options, .. } if focus => options.len().clamp(1, 12),
        Kind::Items { items, .. } => items.len().clamp(1, 8) + hint,
        _ => hint.max(1),
    };
    let echo = usize::from(matches!(field.kind, Kind::Date(..)));
    let told = objection(view, field, room).len();
    (own + told.max(echo).max(hint.saturating_sub(own))) as u16
}

/// What leaving a field empty means, while it is; beside the box that is ticked, always. Where the cursor is,
/// the choices stand instead.
fn hint(view: View<'_>, field: &Field, focus: bool, room: u16) -> Vec<String> {
    let shown = match &field.kind {
        Kind::Check(_) => true,
        Kind::Choice { .. } if focus => false,
        _ => field.is_empty(),
    };
    let room = match field.kind {
        // The currency stands at the right.
        Kind::Amount(..) => room.saturating_sub(4),
        _ => room,
    };
    let hint = field.hint.as_ref().filter(|_| shown);
    let room = room.saturating_sub(indent(&field.kind));
    hint.map_or(Vec::new(), |hint| {
        view.wrap(&view.words.say(hint), room, TOLD_LINES)
    })
}

/// Where the hint begins: behind the cursor, or beside the box that is ticked.
fn indent(kind: &Kind) -> u16 {
    if matches!(kind, Kind::Check(_)) { 4 } else { 2 }
}

/// What is wrong with a field.
fn objection(view: View<'_>, field: &Field, room: u16) -> Vec<String> {
    let error = field.error.as_ref();
    error.map_or(Vec::new(), |error| {
        view.wrap(&format!("! {}", view.words.say(error)), room, TOLD_LINES)
    })
}

fn draw_field(
    view: View<'_>,
    pen: &mut Pen<'_>,
    field: &Field,
    focus: bool,
    painted: &mut Painted,
) {
    let words = view.words;
    let role = if focus { Role::Strong } else { Role::Dim };
    let mark = if focus {
        view.look.glyphs.selected
    } else {
        ' '
    };
    let label = words.tr(&format!("form-{}", field.name));
    let label = view.fit(&format!("{mark} {label}"), LABEL - 1);
    pen.text(0, 0, &label, view.style(role));
    let mut area = match field.whole {
        true => pen.part(INDENT, 1, u16::MAX, pen.height().saturating_sub(1)),
        false => pen.columns(LABEL, u16::MAX),
    };
    let hint = hint(view, field, focus, area.width());
    let above = match &field.kind {
        // Under a list, for it fills its lines.
        Kind::Items { .. } => area.height().saturating_sub(hint.len() as u16),
        _ => 0,
    };
    for (y, line) in (above..).zip(&hint) {
        area.text(indent(&field.kind), y, line, view.style(Role::Dim));
    }
    match &field.kind {
        Kind::Text(edit) if focus => typed(view, &mut area, edit, painted),
        Kind::Text(edit) => {
            let room = usize::from(area.width().max(2)) - 1;
            for (y, line) in wrapped(edit.text(), room)
                .iter()
                .take(TEXT_LINES)
                .enumerate()
            {
                area.text(0, y as u16, line, view.style(Role::Base));
            }
        }
        Kind::Date(edit, toward) => {
            line(view, &mut area, edit, focus, painted);
            let reading = view
                .app
                .shell
                .with_calendar(|c| c.read(edit.text(), *toward));
            if let Err(unread) = &reading
                && focus
            {
                let key = match toward {
                    Toward::Future => "ui-date-how",
                    Toward::Past => "ui-date-how-past",
                };
                let how = Message::new(key).with("order", words.date_order().word());
                let y = hint.len().max(1) as u16;
                let role = match unread {
                    DateRefused::OtherOrder { .. } => Role::Warn,
                    _ => Role::Dim,
                };
                let how = view.fit(&words.say(&how), area.width());
                area.text(0, y, &how, view.style(role));
            }
            if let Ok(reading) = reading {
                let mut echo = words.full_day(reading.date);
                if reading.day_off {
                    echo = format!(
                        "{echo} {} {}",
                        view.look.glyphs.dot,
                        words.tr("ui-date-day-off")
                    );
                }
                let role = if reading.day_off {
                    Role::Warn
                } else {
                    Role::Good
                };
                area.text(0, 1, &echo, view.style(role));
            }
        }
        Kind::Amount(edit, currency) => {
            line(view, &mut area, edit, focus, painted);
            let read = crate::i18n::parse_amount(edit.text()).ok();
            let echo = read.map_or_else(
                || currency.code().to_owned(),
                |value| words.amount(value, *currency),
            );
            area.right(0, 0, &echo, view.style(Role::Dim));
        }
        Kind::Count(edit, _) => line(view, &mut area, edit, focus, painted),
        Kind::Choice {
            options,
            cursor,
            chosen,
        } => {
            if !focus {
                let label = chosen
                    .and_then(|i| options.get(i))
                    .map(|o| words.say(&o.label));
                area.text(0, 0, &label.unwrap_or_default(), view.style(Role::Base));
            } else {
                let lines = usize::from(area.height().max(1));
                let top = (cursor + 1).saturating_sub(lines);
                for (y, option) in options.iter().skip(top).take(lines).enumerate() {
                    let here = top + y == *cursor;
                    let sign = if *chosen == Some(top + y) {
                        view.look.glyphs.chosen
                    } else {
                        view.look.glyphs.unchosen
                    };
                    let letter = option.letter.map_or(String::new(), |c| c.to_string());
                    let base = view.style(if here { Role::Selected } else { Role::Base });
                    let key = view.style(if here { Role::Selected } else { Role::Key });
                    let text = words.say(&option.label);
                    area.pieces(
                        0,
                        y as u16,
                        &[
                            (sign, base),
                            (" ", base),
                            (&letter, key),
                            (" ", base),
                            (&text, base),
                        ],
                    );
                }
            }
        }
        Kind::Check(yes) => {
            let glyphs = &view.look.glyphs;
            let sign = if *yes {
                glyphs.checked
            } else {
                glyphs.unchecked
            };
            area.text(
                0,
                0,
                sign,
                view.style(if focus { Role::Selected } else { Role::Base }),
            );
        }
        Kind::Items { items, cursor } => {
            let told = hint.len() as u16;
            let lines = usize::from(area.height().saturating_sub(told).max(1));
            let top = (cursor + 1).saturating_sub(lines);
            for (y, item) in items.iter().skip(top).take(lines).enumerate() {
                let glyphs = &view.look.glyphs;
                let sign = if item.marked {
                    glyphs.checked
                } else {
                    glyphs.unchecked
                };
                let here = focus && top + y == *cursor;
                let base = view.style(if here { Role::Selected } else { Role::Base });
                area.pieces(
                    0,
                    y as u16,
                    &[(sign, base), (" ", base), (&item.label, base)],
                );
                area.right(0, y as u16, &words.amount(item.amount, item.currency), base);
            }
        }
    }
    let told = objection(view, field, area.width());
    let first = area.height().saturating_sub(told.len() as u16);
    for (y, said) in (first..).zip(&told) {
        let mut line = area.rows(y, 1);
        line.clear(view.style(Role::Base));
        line.text(0, 0, said, view.style(Role::Bad));
    }
}

fn line(
    view: View<'_>,
    pen: &mut Pen<'_>,
    edit: &crate::app::form::Edit,
    focus: bool,
    painted: &mut Painted,
) {
    if focus {
        input(view, pen, (0, 0), edit, painted);
    } else {
        pen.text(0, 0, edit.text(), view.style(Role::Base));
    }
}

/// What is typed as it is shown, in lines.
fn wrapped(typed: &str, room: usize) -> Vec<String> {
    text::wrap(&text::clean_lines(typed), room)
}

/// Text of several lines, wrapped, with the cursor where the next character goes.
fn typed(view: View<'_>, pen: &mut Pen<'_>, edit: &crate::app::form::Edit, painted: &mut Painted) {
    let room = usize::from(pen.width().max(2)) - 1;
    let lines = wrapped(edit.text(), room);
    // A mark keeps the trailing space that wrapping would drop, so that the cursor follows it.
    let before = wrapped(&format!("{}\u{2502}", edit.before()), room);
    let row = before.len().saturating_sub(1);
    let column = before
        .last()
        .map_or(0, |l| text::width(l).saturating_sub(1));
    let height = usize::from(pen.height().max(1));
    let top = (row + 1).saturating_sub(height);
    for (y, line) in lines.iter().skip(top).take(height).enumerate() {
        pen.text(0, y as u16, line, view.style(Role::Input));
    }
    painted.cursor = Some(pen.place(column as u16, (row - top) as u16));
}
