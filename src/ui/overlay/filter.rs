//! Drawing the filter line over the bottom of a list.

use super::input;
use crate::app::listing::FilterLine;
use crate::app::shell::Painted;
use crate::text;
use crate::ui::{Pen, Role, View};

/// Lines that a sentence about a filter may take.
const MOST: usize = 3;

pub(super) fn draw(view: View<'_>, pen: &mut Pen<'_>, filter: &FilterLine, painted: &mut Painted) {
    let words = view.words;
    let (said, role) = match &filter.problem {
        Some(problem) => (words.say(problem), Role::Bad),
        None => (words.tr("ui-filter-keys"), Role::Dim),
    };
    let width = pen.width().saturating_sub(2);
    let lines = text::wrap(&text::clean(&said), width.max(1).into());
    let below = lines.len().min(MOST) as u16;
    let height = pen.height();
    let mut bottom = pen.rows(height.saturating_sub(below + 1), below + 1);
    bottom.clear(view.style(Role::Base));
    let label = view.pair(&words.tr("action-filter"), "");
    let at = 1 + bottom.text(1, 0, &label, view.style(Role::Key));
    input(view, &mut bottom, (at, 0), &filter.line, painted);
    for (y, line) in lines.iter().take(below.into()).enumerate() {
        bottom.text(1, y as u16 + 1, line, view.style(role));
    }
}
