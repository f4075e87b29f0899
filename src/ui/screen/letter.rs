//! Drawing a reminder for the person who approves it.

use crate::app::action::Action;
use crate::app::screen::letter::Review;
use crate::app::shell::Painted;
use crate::i18n::Message;
use crate::text;
use crate::ui::screen::columns::near_date;
use crate::ui::widget::unloaded;
use crate::ui::{Pen, Role, View};

/// Columns a letter's lines have at most: longer ones are hard to read.
const WIDTH: u16 = 96;

pub(super) fn draw(state: &Review, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let words = view.words;
    let dim = view.style(Role::Dim);
    pen.text(1, 0, state.name(), view.style(Role::Title));
    if !state.loaded() {
        return unloaded(view, pen, 1, 2);
    }
    let Some(letter) = state.letter() else {
        let hint = view
            .app
            .shell
            .keymap
            .hint(Action::Propose)
            .unwrap_or_default();
        pen.text(
            1,
            2,
            &words.tr_args("scr-letter-nothing", &[("key", hint.into())]),
            dim,
        );
        return;
    };
    let channel = words.tr(&format!("scr-channel-{}", letter.channel.replace('_', "-")));
    let tone = words.tr(&format!("scr-tone-{}", letter.tone.replace('_', "-")));
    let facts = [
        (
            words.tr("scr-letter-how"),
            format!("{channel} {} {tone}", view.look.glyphs.dot),
        ),
        (words.tr("scr-letter-to"), letter.to.clone()),
        (words.tr("scr-letter-subject"), letter.subject.clone()),
    ];
    for (y, (label, value)) in (1..).zip(&facts) {
        pen.text(1, y, label, dim);
        pen.text(12, y, value, view.style(Role::Base));
    }
    let width = pen.width().saturating_sub(4).min(WIDTH);
    let body = match letter.empty {
        true => &words.tr("scr-letter-empty"),
        false => &letter.text,
    };
    let lines = text::wrap(&text::clean_lines(body), width.max(1).into());
    let room = pen.height().saturating_sub(7);
    let last_top = (lines.len() as u16).saturating_sub(room);
    let top = state.top().min(last_top);
    painted.list_rows = last_top;
    let mut body = pen.part(2, 5, width, room);
    for (y, line) in lines.iter().skip(top.into()).take(room.into()).enumerate() {
        body.text(0, y as u16, line, view.style(Role::Base));
    }
    let bottom = pen.height().saturating_sub(1);
    let whole = top == last_top && room > 0;
    if whole {
        painted.preview = Some(letter.reminder);
    }
    let hint = |action| view.app.shell.keymap.hint(action).unwrap_or_default();
    let args = [
        ("key", hint(Action::Approve).into()),
        ("more", hint(Action::Mark).into()),
    ];
    if let Some(why) = &letter.held {
        let mut said = view.pair(&words.tr("scr-letter-held-back"), &words.say(why));
        if let Some(until) = letter.held_until {
            let until = Message::new("cust-hold-until").with("date", near_date(view, until));
            said = format!("{said} {}", words.say(&until));
        }
        pen.text(1, bottom, &said, view.style(Role::Warn));
        return;
    }
    let (key, role) = if whole || state.seen() {
        match letter.channel.as_str() {
            "email" => ("scr-letter-ready", Role::Good),
            _ => ("scr-letter-ready-post", Role::Good),
        }
    } else {
        ("scr-letter-more", Role::Warn)
    };
    pen.text(1, bottom, &words.tr_args(key, &args), view.style(role));
}
