//! Drawing the search over the customers.

use super::input;
use crate::app::search::Search;
use crate::app::shell::Painted;
use crate::text;
use crate::ui::widget::popup;
use crate::ui::{Pen, Role, View};

/// Columns of the whole, at least and at most where the screen has them: names are long.
const WIDTH: (u16, u16) = (84, 132);

pub(super) fn draw(view: View<'_>, pen: &mut Pen<'_>, search: &Search, painted: &mut Painted) {
    let words = view.words;
    let height = pen.height().saturating_sub(4).min(18);
    let width = pen.width().saturating_sub(8).clamp(WIDTH.0, WIDTH.1);
    let (title, keys) = (words.tr("cust-search"), words.tr("cust-search-keys"));
    let mut inside = popup(view, pen, (width, height), &title, &keys);
    let at = inside.text(0, 0, "/ ", view.style(Role::Key));
    input(view, &mut inside, (at, 0), &search.line, painted);
    let lines = usize::from(inside.height().saturating_sub(2));
    let last = search.found.len().saturating_sub(1);
    let cursor = search.cursor.min(last);
    let top = (cursor + 1).saturating_sub(lines);
    for (line, found) in search.found.iter().skip(top).take(lines).enumerate() {
        let y = line as u16 + 2;
        let selected = top + line == cursor;
        let style = |role| view.style(if selected { Role::Selected } else { role });
        if selected {
            let mark = view.look.glyphs.selected.to_string();
            inside.text(0, y, &mark, view.style(Role::Key));
            inside.columns(2, u16::MAX).tint(y, style(Role::Base));
        }
        let overdue = words.amount(found.overdue.amount(), found.overdue.currency());
        let right = inside.right(0, y, &overdue, style(Role::Base));
        let room = inside.width().saturating_sub(right + 4);
        let what = words.tr(&format!("cust-matched-{}", found.matched));
        let hit = text::clean(found.text.as_str());
        let told = match found.matched.as_str() {
            "name" => text::clean(found.reference.as_str()).into_string(),
            _ => format!("{what} {hit}"),
        };
        // What was matched gives way to the name as far as half the line.
        let beside = u16::try_from(text::width(&told)).unwrap_or(u16::MAX);
        let most = room.saturating_sub(beside + 2).max(room / 2);
        let name = view.fit(found.name.as_str(), most);
        let used = 2 + inside.text(2, y, &name, style(Role::Strong));
        let rest = room.saturating_sub(used);
        inside.text(used + 2, y, &view.fit(&told, rest), style(Role::Dim));
    }
    if let (true, true, Some(why)) = (
        search.found.is_empty(),
        search.waiting(),
        view.app.shell.search_failure(),
    ) {
        inside.text(2, 2, &words.say(why), view.style(Role::Bad));
        return;
    }
    let said = match (search.found.is_empty(), search.waiting()) {
        (true, true) => "ui-loading",
        (true, false) if search.answered.is_some() && !search.wanted().is_empty() => {
            "ui-nothing-found"
        }
        (true, false) => "cust-search-hint",
        (false, _) => return,
    };
    inside.text(2, 2, &words.tr(said), view.style(Role::Dim));
}
