//! A table of rows under a cursor.

use ratatui::style::Style;

use crate::app::action::Action;
use crate::app::shell::Painted;
use crate::app::table::{Row, Table};
use crate::text;
use crate::ui::{Pen, Role, View};

/// The glyph of the selection, the mark, a space.
const GUTTER: u16 = 3;

/// The bar of the selection covers whole columns up to here; beyond, they keep their own colours. Each step
/// paints two such bars anew, and should fit one segment of a slow line.
const BAR: u16 = 92;

/// Cells that a name keeps however narrow the screen is.
const LEAST_NAME: u16 = 8;

/// Cells that most names of companies need.
const NAME: u16 = 30;

/// A column.
pub struct Column<'a, R> {
    /// Its head, in the person's language.
    pub head: String,
    /// How wide.
    pub width: Width,
    /// Figures stand at the right.
    pub right: bool,
    /// When there is no room, the column with the highest number goes first; 0 never goes.
    pub drop: u8,
    /// What stands in it.
    pub cell: Box<dyn Fn(&R) -> Cell + 'a>,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many cells.
    Fixed(u16),
    /// At least so many, and an equal share of what is left.
    Share(u16),
    /// At least so many, and what is left before others have their share, until a name has its room.
    Name(u16),
}

impl Width {
    /// The same, and at least so many.
    #[must_use]
    pub fn at_least(self, cells: u16) -> Width {
        match self {
            Width::Fixed(n) => Width::Fixed(n.max(cells)),
            Width::Share(n) => Width::Share(n.max(cells)),
            Width::Name(n) => Width::Name(n.max(cells)),
        }
    }
}

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The text; it is cleaned and shortened when painted.
    pub text: String,
    /// Its meaning.
    pub role: Role,
}

impl Cell {
    /// Text with a meaning.
    pub fn new(text: impl Into<String>, role: Role) -> Cell {
        Cell {
            text: text.into(),
            role,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::new(text, Role::Base)
    }
}

impl<'a, R> Column<'a, R> {
    /// A column of text at the left.
    pub fn text(
        head: impl Into<String>,
        width: Width,
        cell: impl Fn(&R) -> Cell + 'a,
    ) -> Column<'a, R> {
        Column {
            head: head.into(),
            width,
            right: false,
            drop: 0,
            cell: Box::new(cell),
        }
    }

    /// A column of figures at the right.
    pub fn figures(
        head: impl Into<String>,
        width: u16,
        cell: impl Fn(&R) -> Cell + 'a,
    ) -> Column<'a, R> {
        Column {
            right: true,
            ..Column::text(head, Width::Fixed(width), cell)
        }
    }

    /// The same, going when there is no room, the highest number first.
    #[must_use]
    pub fn drop(mut self, order: u8) -> Self {
        self.drop = order;
        self
    }
}

/// How wide a column is, by its key; none leaves it to its kind.
pub type Widths<'a> = dyn Fn(&str) -> Option<Width> + 'a;

/// How a list is dressed beside its columns.
pub struct Dress<'a, R> {
    /// It has the keys: the selection is shown.
    pub focused: bool,
    /// Heading of the group a row belongs to; a line of its own where the group begins.
    pub group: Option<&'a dyn Fn(&R) -> String>,
    /// Rows that are done with: all of it dim.
    pub faded: Option<&'a dyn Fn(&R) -> bool>,
    /// Rows above that the reader has not seen, where a list grows at its top; else what has changed is counted.
    pub newer: Option<usize>,
    /// What is said when there are no rows.
    pub empty: &'static str,
    /// Columns that are otherwise wide than their kind says, by their keys.
    pub widths: Option<&'a Widths<'a>>,
}

impl<R> Default for Dress<'_, R> {
    fn default() -> Self {
        Dress {
            focused: true,
            group: None,
            faded: None,
            newer: None,
            empty: "ui-empty",
            widths: None,
        }
    }
}

/// Draws column heads, the rows around the cursor, and a last line with what is marked, changed, and where
/// the cursor stands. Reports the number of row lines.
pub fn list<R: Row>(
    view: View<'_>,
    pen: &mut Pen<'_>,
    table: &Table<R>,
    columns: &[Column<'_, R>],
    painted: &mut Painted,
) {
    list_in(view, pen, table, columns, &Dress::default(), painted);
}

/// The same, dressed. Gives how many cells at the right of the last line say where the cursor is.
pub fn list_in<R: Row>(
    view: View<'_>,
    pen: &mut Pen<'_>,
    table: &Table<R>,
    columns: &[Column<'_, R>],
    dress: &Dress<'_, R>,
    painted: &mut Painted,
) -> u16 {
    let widths = widths(columns, pen.width().saturating_sub(GUTTER));
    let (lines, rows) = lines(table, dress, pen.height().saturating_sub(2).into());
    if dress.focused {
        painted.list_rows = rows as u16;
    }
    let bar = bar(&widths);
    let head = view.style(Role::ColumnHead);
    draw_row(view, pen, 0, &widths, columns, |c, _| {
        (Cell::new(&c.head, Role::ColumnHead), head)
    });
    for (line, content) in lines.into_iter().enumerate() {
        let y = line as u16 + 1;
        let index = match content {
            Line::Row(index) => index,
            Line::Group(heading) => {
                pen.text(1, y, &heading, view.style(Role::Title));
                continue;
            }
        };
        let Some(row) = table.rows().get(index) else {
            break;
        };
        let selected = dress.focused && index == table.cursor();
        let faded = dress.faded.is_some_and(|f| f(row));
        let base = if selected {
            view.style(Role::Selected)
        } else {
            view.style(Role::Base)
        };
        if selected {
            pen.text(
                0,
                y,
                &view.look.glyphs.selected.to_string(),
                view.style(Role::Key),
            );
        }
        if table.marked(row.id()) {
            pen.text(
                1,
                y,
                &view.look.glyphs.mark.to_string(),
                view.style(Role::Marked),
            );
        }
        if selected {
            pen.columns(GUTTER, bar.saturating_sub(GUTTER))
                .tint(y, base);
        }
        draw_row(view, pen, y, &widths, columns, |c, end| {
            let mut cell = (c.cell)(row);
            if selected && end <= bar {
                // Reverse over colours is hard to read, and each change of style is bytes on the line.
                cell.role = Role::Selected;
                return (cell, base);
            }
            if faded {
                cell.role = Role::Dim;
            }
            (cell, view.style(Role::Base))
        });
    }
    if !table.loaded() {
        super::unloaded(view, pen, GUTTER, 2);
    } else if table.rows().is_empty() {
        let empty = view.words.tr(dress.empty);
        pen.text(GUTTER, 2, &empty, view.style(Role::Dim));
    }
    match dress.focused {
        true => status(view, pen, table, dress.newer),
        false => 0,
    }
}

/// What stands on a line.
enum Line {
    Group(String),
    Row(usize),
}

/// The lines that `room` shows, and how many rows are among them.
fn lines<R: Row>(table: &Table<R>, dress: &Dress<'_, R>, room: usize) -> (Vec<Line>, usize) {
    let mut rows = room;
    loop {
        let mut lines = Vec::new();
        let mut last: Option<String> = None;
        for index in table.visible(rows) {
            if let (Some(group), Some(row)) = (dress.group, table.rows().get(index)) {
                let heading = group(row);
                if last.as_ref() != Some(&heading) {
                    lines.push(Line::Group(heading.clone()));
                    last = Some(heading);
                }
            }
            lines.push(Line::Row(index));
        }
        if lines.len() <= room || rows == 0 {
            return (lines, rows);
        }
        rows -= 1;
    }
}

fn status<R: Row>(
    view: View<'_>,
    pen: &mut Pen<'_>,
    table: &Table<R>,
    newer: Option<usize>,
) -> u16 {
    let y = pen.height().saturating_sub(1);
    let words = view.words;
    let dim = view.style(Role::Dim);
    let mut right = 1;
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    if let (None, Some(total)) = (table.position(), table.total()) {
        let text = words.tr_args("ui-rows", &[("n", count(total).into())]);
        right += pen.right(right, y, &text, dim) + 2;
    }
    if let (Some(at), Some(total)) = (table.position(), table.total()) {
        let number = |n: u64| words.whole(count(n));
        let text = words.tr_args(
            "ui-position",
            &[("at", number(at).into()), ("total", number(total).into())],
        );
        right += pen.right(right, y, &text, dim) + 2;
    }
    let (said, action, n) = match newer {
        Some(newer) => ("ui-newer", Action::First, newer),
        None => ("ui-changed", Action::Refresh, table.stale()),
    };
    if n > 0 {
        let key = view.app.shell.keymap.hint(action).unwrap_or_default();
        let text = words.tr_args(said, &[("n", n.into()), ("key", key.into())]);
        right += pen.right(right, y, &text, view.style(Role::Warn)) + 2;
    }
    if table.marks().len() > 0 {
        let text = words.tr_args("ui-marked", &[("n", table.marks().len().into())]);
        right += pen.right(right, y, &text, view.style(Role::Marked)) + 2;
    }
    right
}

fn draw_row<'c, R: 'c>(
    view: View<'_>,
    pen: &mut Pen<'_>,
    y: u16,
    widths: &[Option<u16>],
    columns: &'c [Column<'_, R>],
    cell: impl Fn(&'c Column<'_, R>, u16) -> (Cell, Style),
) {
    let mut x = GUTTER;
    for (column, width) in columns.iter().zip(widths) {
        let Some(width) = *width else { continue };
        let (Cell { text, role }, base) = cell(column, x + width);
        let text = view.fit(&text, width);
        let indent = if column.right {
            width.saturating_sub(u16::try_from(text::width(&text)).unwrap_or(width))
        } else {
            0
        };
        pen.text(x + indent, y, &text, base.patch(view.style(role)));
        x += width + 1;
    }
}

/// Where the bar of the selection ends: with the last column that ends within [`BAR`], with the first one
/// at least.
fn bar(widths: &[Option<u16>]) -> u16 {
    let mut end = GUTTER;
    for width in widths.iter().flatten() {
        if end > GUTTER && end + width > BAR {
            break;
        }
        end += width + 1;
    }
    end.saturating_sub(1)
}

/// Widths of the columns that there is room for.
fn widths<R>(columns: &[Column<'_, R>], room: u16) -> Vec<Option<u16>> {
    let least = |c: &Column<'_, R>| match c.width {
        Width::Fixed(n) | Width::Share(n) | Width::Name(n) => n,
    };
    let mut shown = vec![true; columns.len()];
    let needed = |shown: &[bool]| -> u16 {
        columns
            .iter()
            .zip(shown)
            .filter(|(_, shown)| **shown)
            .map(|(c, _)| least(c) + 1)
            .sum::<u16>()
            .saturating_sub(1)
    };
    while needed(&shown) > room {
        let next = (0..columns.len())
            .filter(|i| shown[*i] && columns[*i].drop > 0)
            .max_by_key(|i| columns[*i].drop);
        match next {
            Some(i) => shown[i] = false,
            None => break,
        }
    }
    let mut given: Vec<u16> = columns.iter().map(least).collect();
    let shares: Vec<usize> = (0..columns.len())
        .filter(|i| shown[*i] && !matches!(columns[*i].width, Width::Fixed(_)))
        .collect();
    let mut spare = room.saturating_sub(needed(&shown));
    for i in &shares {
        if matches!(columns[*i].width, Width::Name(_)) {
            let more = NAME.saturating_sub(given[*i]).min(spare);
            given[*i] += more;
            spare -= more;
        }
    }
    for i in &shares {
        given[*i] += spare / shares.len() as u16;
    }
    // What is still too much is taken from the widest names, cell by cell; figures keep theirs.
    let mut over = needed(&shown).saturating_sub(room);
    while over > 0 {
        let widest = shares.iter().max_by_key(|i| given[**i]);
        let Some(i) = widest.filter(|i| given[**i] > LEAST_NAME) else {
            break;
        };
        given[*i] -= 1;
        over -= 1;
    }
    let shown = shown.into_iter().zip(given);
    shown.map(|(shown, cells)| shown.then_some(cells)).collect()
}
