//! Drawing the feed of everybody's work.

use super::columns::{deed, moment};
use crate::app::screen::activity::Feed;
use crate::app::shell::Painted;
use crate::domain::activity::Activity;
use crate::ui::widget::{Cell, Column, Dress, Width, list_in};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Feed, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let words = view.words;
    let columns = [
        Column::figures(words.tr("feed-col-when"), 12, move |a: &Activity| {
            Cell::new(moment(view, a.recorded_at), Role::Dim)
        }),
        Column::text(
            words.tr("feed-col-who"),
            Width::Fixed(16),
            move |a: &Activity| match &a.person {
                Some(person) => person.as_str().into(),
                None => Cell::new(view.words.tr("feed-program"), Role::Dim),
            },
        ),
        Column::text(
            words.tr("feed-col-customer"),
            Width::Share(18),
            |a: &Activity| Cell::new(a.customer_name.as_str(), Role::Strong),
        ),
        Column::text(
            words.tr("feed-col-what"),
            Width::Share(26),
            move |a: &Activity| deed(view, a).into(),
        ),
    ];
    let dress = Dress {
        empty: "feed-empty",
        ..Dress::default()
    };
    list_in(view, pen, state.table(), &columns, &dress, painted);
}
