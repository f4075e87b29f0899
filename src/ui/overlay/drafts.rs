//! Drawing what was typed and not saved.

use crate::app::draft::Draft;
use crate::app::drafts::Kept;
use crate::ui::screen::columns::near_date;
use crate::ui::widget::popup;
use crate::ui::{Pen, Role, View};

/// Lines it has at most.
const LINES: usize = 14;

pub(super) fn draw(view: View<'_>, pen: &mut Pen<'_>, list: &Kept) {
    let words = view.words;
    let kept = view.app.shell.kept();
    let height = kept.len().clamp(1, LINES) as u16;
    let title = words.tr("drafts-title");
    let keys = words.tr(match list.thrown.is_empty() {
        true => "drafts-keys",
        false => "drafts-keys-back",
    });
    let mut inside = popup(view, pen, (72, height), &title, &keys);
    if kept.is_empty() {
        inside.text(0, 0, &words.tr("drafts-none"), view.style(Role::Dim));
        return;
    }
    let lines = usize::from(inside.height().max(1));
    let cursor = list.cursor.min(kept.len() - 1);
    let top = (cursor + 1).saturating_sub(lines);
    for (y, (n, draft)) in (0..).zip(kept.iter().enumerate().skip(top).take(lines)) {
        let role = if n == cursor {
            Role::Selected
        } else {
            Role::Base
        };
        let mark = if n == cursor {
            view.look.glyphs.selected
        } else {
            ' '
        };
        inside.text(0, y, &mark.to_string(), view.style(Role::Key));
        let day = draft
            .on
            .map_or_else(String::new, |day| near_date(view, day));
        let right = inside.right(0, y, &day, view.style(Role::Dim));
        let room = inside.width().saturating_sub(right + 3);
        inside.text(2, y, &view.fit(&told(view, draft), room), view.style(role));
    }
}

/// What it is, about whom, and how it begins.
fn told(view: View<'_>, draft: &Draft) -> String {
    let form = draft.key.split(':').next().unwrap_or_default();
    let title = format!("form-{form}-title");
    let what = match view.words.has(&title) {
        true => view.words.tr(&title),
        false => view.words.tr("drafts-text"),
    };
    let mut parts = vec![what, draft.subject.clone()];
    let texts = draft.body.as_object().into_iter().flatten();
    let free = texts.filter(|(name, _)| matches!(name.as_str(), "note" | "text" | "reason"));
    parts.extend(free.filter_map(|(_, text)| Some(text.as_str()?.to_owned())));
    parts.retain(|part| !part.is_empty());
    parts
        .join(&format!(" {} ", view.look.glyphs.dot))
        .replace('\n', " ")
}
