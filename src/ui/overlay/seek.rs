//! Drawing the line that says what is looked for in a list, over its bottom.

use super::input;
use crate::app::listing::{Found, SeekLine};
use crate::app::shell::Painted;
use crate::text;
use crate::ui::{Pen, Role, View};

pub(super) fn draw(view: View<'_>, pen: &mut Pen<'_>, seek: &SeekLine, painted: &mut Painted) {
    let words = view.words;
    let listing = view.app.screen().behaviour().listing();
    let seeking = listing.and_then(|listing| listing.seeking());
    let (said, role) = match seeking.map(|s| s.found) {
        Some(Found::Nowhere) => {
            let typed = seek.line.text().trim();
            let said = words.tr_args("ui-seek-nowhere", &[("text", typed.into())]);
            (said, Role::Bad)
        }
        Some(Found::Looking) => (words.tr("ui-seek-looking"), Role::Dim),
        Some(Found::Here) | None => (words.tr("ui-seek-keys"), Role::Dim),
    };
    let height = pen.height();
    let mut bottom = pen.rows(height.saturating_sub(2), 2);
    bottom.clear(view.style(Role::Base));
    let label = format!("{}: ", words.tr("action-seek"));
    let at = 1 + bottom.text(1, 0, &label, view.style(Role::Key));
    input(view, &mut bottom, (at, 0), &seek.line, painted);
    let room = bottom.width().saturating_sub(2);
    let said = view.fit(&text::clean(&said), room);
    bottom.text(1, 1, &said, view.style(role));
}
