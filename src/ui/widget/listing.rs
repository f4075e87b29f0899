//! A list drawn from what it declares.

use rust_decimal::Decimal;

use super::list::{Cell, Column, Dress, Width, list_in};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::shell::Painted;
use crate::domain::list::{Field, Kind, Place, Total, Value};
use crate::domain::money::Money;
use crate::text;
use crate::ui::{Pen, Role, View};

/// How a screen dresses some columns of its own; `None` leaves it to the kind of the column.
pub type Dressing<'a, R> = dyn Fn(&'static Field, &R) -> Option<Cell> + 'a;

/// Draws the columns the person chose, with the order in their heads, the rows, the filter, and the sums of
/// the whole list and of what is marked.
pub fn listing<R: Entry>(
    view: View<'_>,
    pen: &mut Pen<'_>,
    listing: &Listing<R>,
    dress: &Dress<'_, R>,
    dressing: &Dressing<'_, R>,
    painted: &mut Painted,
) {
    // Beside sums in one currency, amounts need not say it again.
    let several = currencies(listing) > 1 || !R::LIST.fields().any(|f| f.summed);
    let columns: Vec<Column<'_, R>> = R::LIST
        .columns
        .iter()
        .filter(|column| listing.shows(&column.field))
        .map(|column| {
            let (field, value) = (&column.field, column.value);
            let cell = move |row: &R| {
                dressing(field, row).unwrap_or_else(|| cell(view, field, value(row), several))
            };
            let head = head(view, listing, field);
            let (width, right) = width(field, several);
            let width = dress.widths.and_then(|of| of(field.key)).unwrap_or(width);
            let width = match width {
                Width::Fixed(cells) => Width::Fixed(cells.max(cells_of(&head))),
                share => share,
            };
            let most = pen.width() / 2;
            let rows = listing.table().rows().iter();
            let wide = rows.filter(|row| field.whole && is_wide(&value(row)));
            let needed = wide.map(|row| cells_of(&text::clean(&cell(row).text)).min(most));
            Column {
                head,
                width: width.at_least(needed.max().unwrap_or(0)),
                right,
                drop: match field.place {
                    Place::Shown(order) => order,
                    _ => 9,
                },
                cell: Box::new(cell),
            }
        })
        .collect();
    let taken = list_in(view, pen, listing.table(), &columns, dress, painted);
    if dress.focused {
        sums(view, pen, listing, pen.width().saturating_sub(taken + 1));
    }
}

/// Whether a value may need more room than its kind of column has: most amounts do not, and are not written
/// out for it.
fn is_wide(value: &Value) -> bool {
    !matches!(value, Value::Money(money) if money.amount().abs() < Decimal::from(100_000))
}

fn cells_of(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// What stands in a cell, in the person's language.
fn cell(view: View<'_>, field: &Field, value: Value, several: bool) -> Cell {
    let words = view.words;
    let dim = |text: String| Cell::new(text, Role::Dim);
    match value {
        Value::None => dim(String::new()),
        Value::Text(text) if field.searched => Cell::new(text.as_str(), Role::Strong),
        Value::Text(text) => text.as_str().into(),
        Value::Word(word) => dim(word_of(view, field, word)),
        Value::Money(money) => amount(view, money, several).into(),
        Value::Date(date) => words.date(date).into(),
        Value::Time(at) => {
            let local = view.app.shell.local(at);
            let (date, time) = (words.short_date(local.date()), words.time(local.time()));
            dim(format!("{date} {time}"))
        }
        Value::Number(number) => words.whole(number).into(),
        Value::Flag(true) => words.tr("ui-yes").into(),
        Value::Flag(false) => dim(String::new()),
    }
}

/// A word of the ledger: `col-<key>-<word>` of the catalogue, else the word itself.
fn word_of(view: View<'_>, field: &Field, word: &str) -> String {
    let key = format!("{}-{}", field.head(), word.replace('_', "-"));
    match view.words.has(&key) {
        true => view.words.tr(&key),
        false => word.to_owned(),
    }
}

/// What stands in a cell that a screen draws by itself.
pub fn plain(view: View<'_>, field: &Field, value: Value) -> Cell {
    cell(view, field, value, false)
}

fn amount(view: View<'_>, money: Money, several: bool) -> String {
    match several {
        true => view.words.amount(money.amount(), money.currency()),
        false => view.words.figures(money.amount(), money.currency()),
    }
}

fn width(field: &Field, several: bool) -> (Width, bool) {
    match field.kind {
        Kind::Text(_) if field.whole => (Width::Fixed(field.width), false),
        Kind::Text(_) if field.key == "name" => (Width::Name(field.width), false),
        Kind::Text(_) | Kind::Word(_) | Kind::Person => (Width::Share(field.width), false),
        // With its currency.
        Kind::Money if several => (Width::Fixed(field.width + 4), true),
        Kind::Date | Kind::Time => (Width::Fixed(field.width), false),
        Kind::Money | Kind::Days | Kind::Number | Kind::Flag => (Width::Fixed(field.width), true),
    }
}

/// The head of a column: the list's own word for it, else everybody's.
fn head<R: Entry>(view: View<'_>, listing: &Listing<R>, field: &Field) -> String {
    let own = format!("col-{}-{}", R::LIST.name, field.key.replace('_', "-"));
    let name = match view.words.has(&own) {
        true => {
            let workplace = view.app.shell.workplace();
            let currency = workplace.map_or("", |w| w.company.currency.code());
            view.words.tr_args(&own, &[("currency", currency.into())])
        }
        false => view.words.tr(&field.head()),
    };
    heading(view, listing, field, name)
}

/// The head of a column with the order it is in.
pub fn heading(view: View<'_>, listing: &dyn Adjustable, field: &Field, name: String) -> String {
    let glyphs = &view.look.glyphs;
    match listing.order() {
        Some(order) if order.field == field.key => {
            let arrow = if order.descending {
                glyphs.down
            } else {
                glyphs.up
            };
            format!("{name}{arrow}")
        }
        _ => name,
    }
}

/// Currencies among the rows that are loaded and in the sums.
fn currencies<R: Entry>(listing: &Listing<R>) -> usize {
    let mut found: Vec<_> = listing.totals().iter().filter_map(|t| t.currency).collect();
    let column = R::LIST.columns.iter().find(|c| c.field.kind == Kind::Money);
    let rows = listing.table().rows().iter();
    found.extend(rows.filter_map(|row| match (column?.value)(row) {
        Value::Money(money) => Some(money.currency()),
        _ => None,
    }));
    found.sort_unstable();
    found.dedup();
    found.len()
}

/// At the left of the last line: the sums of what is marked, else the filter and the sums of all, under the
/// name of the column they are of. A sum that has no room is left out as a whole.
fn sums<R: Entry>(view: View<'_>, pen: &mut Pen<'_>, listing: &Listing<R>, room: u16) {
    let y = pen.height().saturating_sub(1);
    let marked = listing.marked();
    let mut said = match marked.is_empty() {
        true => filter_of(view, listing),
        false => String::new(),
    };
    let (totals, role) = match marked.is_empty() {
        true => (listing.totals(), Role::Dim),
        false => (marked.as_slice(), Role::Marked),
    };
    let mut named = R::LIST.fields().find(|field| field.summed);
    for sum in totals.iter().filter_map(|total| sum(view, total)) {
        let sum = match named.take() {
            None => sum,
            Some(field) => {
                let column = view.words.tr(&field.head()).to_lowercase();
                view.words
                    .tr_args("ui-sum", &[("column", column.into()), ("sum", sum.into())])
            }
        };
        let longer = match said.is_empty() {
            true => sum,
            false => format!("{said} {} {sum}", view.look.glyphs.dot),
        };
        if cells_of(&longer) > room.saturating_sub(2) {
            let left_out = format!(" {}", view.look.glyphs.ellipsis);
            said.push_str(&left_out);
            break;
        }
        said = longer;
    }
    let text = view.fit(&said, room);
    pen.text(1, y, &text, view.style(role));
}

/// The filter of a list at the left of the last line, where the screen has its sums elsewhere.
pub fn filtered(view: View<'_>, pen: &mut Pen<'_>, listing: &dyn Adjustable, taken: u16) {
    let room = pen.width().saturating_sub(taken + 1);
    let said = filter_of(view, listing);
    let text = view.fit(&text::clean(&said), room);
    let y = pen.height().saturating_sub(1);
    pen.text(1, y, &text, view.style(Role::Dim));
}

fn filter_of(view: View<'_>, listing: &dyn Adjustable) -> String {
    match listing.view().filter.as_str() {
        "" => String::new(),
        filter => view
            .words
            .tr_args("ui-filtered", &[("filter", filter.into())]),
    }
}

/// The first sum of a line, which is what the list is about.
fn sum(view: View<'_>, total: &Total) -> Option<String> {
    let amount = total.sums.first()?;
    Some(view.words.amount(*amount, total.currency?))
}
