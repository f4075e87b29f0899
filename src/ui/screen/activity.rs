//! Drawing the feed of everybody's work.

use super::columns::{deed, moment};
use crate::app::screen::activity::Feed;
use crate::app::shell::Painted;
use crate::domain::activity::Activity;
use crate::ui::widget::{Cell, Dress, listing};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Feed, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let dress = Dress {
        empty: "feed-empty",
        newer: Some(state.newer()),
        ..Dress::default()
    };
    listing(
        view,
        pen,
        state.list(),
        &dress,
        &|field, row| dressed(view, field.key, row),
        painted,
    );
}

fn dressed(view: View<'_>, key: &str, line: &Activity) -> Option<Cell> {
    Some(match key {
        "recorded_at" => Cell::new(moment(view, line.recorded_at), Role::Dim),
        "kind" if view.app.shell.mentioned_by(line.id) => {
            Cell::new(view.words.tr("feed-mentions-you"), Role::Warn)
        }
        "kind" => deed(view, line).into(),
        "person" if line.person.is_none() => Cell::new(view.words.tr("feed-program"), Role::Dim),
        _ => return None,
    })
}
