//! A framed box in the middle.

use crate::ui::{Pen, Role, View};

/// Empties and frames a box of at most `width` × `height` in the middle, with a title and a line of keys
/// in its frame; gives the inside.
pub fn popup<'p>(
    view: View<'_>,
    pen: &'p mut Pen<'_>,
    (width, height): (u16, u16),
    title: &str,
    keys: &str,
) -> Pen<'p> {
    let width = width.saturating_add(4).min(pen.width());
    let height = height.saturating_add(2).min(pen.height());
    let left = (pen.width() - width) / 2;
    let top = (pen.height() - height) / 3;
    let mut frame = pen.part(left, top, width, height);
    frame.clear(view.style(Role::Base));
    let border = view.style(Role::Border);
    let glyphs = &view.look.glyphs;
    let [nw, ne, sw, se] = glyphs.corners;
    let line: String =
        std::iter::repeat_n(glyphs.horizontal, width.saturating_sub(2).into()).collect();
    frame.text(0, 0, &format!("{nw}{line}{ne}"), border);
    frame.text(
        0,
        height.saturating_sub(1),
        &format!("{sw}{line}{se}"),
        border,
    );
    for y in 1..height.saturating_sub(1) {
        frame.text(0, y, &glyphs.vertical.to_string(), border);
        frame.text(
            width.saturating_sub(1),
            y,
            &glyphs.vertical.to_string(),
            border,
        );
    }
    let room = width.saturating_sub(6);
    let title = view.fit(title, room);
    if !title.is_empty() {
        frame.text(2, 0, &format!(" {title} "), view.style(Role::Title));
    }
    let keys = view.fit(keys, room);
    if !keys.is_empty() {
        frame.text(
            2,
            height.saturating_sub(1),
            &format!(" {keys} "),
            view.style(Role::Dim),
        );
    }
    pen.part(
        left + 2,
        top + 1,
        width.saturating_sub(4),
        height.saturating_sub(2),
    )
}
