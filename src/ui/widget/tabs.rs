//! The line of a list's parts.

use crate::app::listing::Adjustable;
use crate::app::screen::tabs::{Tab, Tabs};
use crate::text;
use crate::ui::{Pen, Role, View};

/// A part as it is written, and whether it is shown.
struct Label {
    text: String,
    shown: bool,
    empty: bool,
}

/// Draws every part with its count, the shown one marked. Where there is no room for all, those around the
/// shown one. Of a list that the person has narrowed the rows of the shown part are counted, and no others.
pub fn tabs<T: Tab>(
    view: View<'_>,
    pen: &mut Pen<'_>,
    tabs: &Tabs<T>,
    list: Option<&dyn Adjustable>,
) {
    let narrowed = list.filter(|list| !list.view().filter.is_empty());
    let labels: Vec<Label> = tabs
        .parts()
        .map(|(title, count, shown)| {
            let count = match narrowed {
                None => count,
                Some(list) => list.counted().filter(|_| shown),
            };
            let name = view.words.tr(title);
            let mark = if shown {
                view.look.glyphs.selected
            } else {
                ' '
            };
            let text = match count {
                Some(n) => format!("{mark}{name} {}", view.words.whole(n)),
                None => format!("{mark}{name}"),
            };
            Label {
                text,
                shown,
                empty: count == Some(0),
            }
        })
        .collect();
    let first = first(&labels, pen.width().into());
    let mut x = 0;
    if first > 0 {
        let more = view.look.glyphs.ellipsis.to_string();
        x += pen.text(0, 0, &more, view.style(Role::Dim));
    }
    for label in &labels[first..] {
        let role = match label {
            Label { shown: true, .. } => Role::Title,
            Label { empty: true, .. } => Role::Dim,
            _ => Role::Base,
        };
        let room = pen.width().saturating_sub(x);
        x += pen.text(x, 0, &view.fit(&label.text, room), view.style(role)) + 1;
        if x >= pen.width() {
            break;
        }
    }
}

/// The first part that is drawn, so that the shown one is whole.
fn first(labels: &[Label], room: usize) -> usize {
    let width = |label: &Label| text::width(&label.text) + 1;
    let at = labels.iter().position(|l| l.shown).unwrap_or(0);
    let needed = |first: usize| labels[first..=at].iter().map(width).sum::<usize>() + 1;
    let mut first = 0;
    while first < at && needed(first) > room {
        first += 1;
    }
    first
}
