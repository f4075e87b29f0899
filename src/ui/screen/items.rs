//! Drawing the open items of a customer on some day.

use super::aged::reading;
use super::columns;
use crate::app::screen::items::Items;
use crate::app::shell::Painted;
use crate::text;
use crate::ui::widget::{Dress, listing};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Items, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let name = text::clean(&state.name);
    let dot = format!(" {} ", view.look.glyphs.dot);
    pen.pieces(
        1,
        0,
        &[
            (&name, view.style(Role::Title)),
            (&dot, view.style(Role::Dim)),
            (&reading(view, state.as_of), view.style(Role::Base)),
        ],
    );
    let dress = Dress {
        empty: "cust-no-items",
        ..Dress::default()
    };
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    listing(
        view,
        &mut body,
        &state.list,
        &dress,
        &|field, item| columns::dressed(view, field.key, item),
        painted,
    );
}
