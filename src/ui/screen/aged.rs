//! Drawing the aged balance.

use rust_decimal::Decimal;

use crate::app::listing::{Adjustable, Listing};
use crate::app::screen::aged::{Aged, By, Line};
use crate::app::shell::Painted;
use crate::domain::currency::Currency;
use crate::domain::filter::AsOf;
use crate::domain::list::{BUCKETS, Field, Kind, Place, Total, Value};
use crate::i18n::Message;
use crate::text;
use crate::ui::widget::{Cell, Column, Dress, Width, filtered, heading, list_in, plain};
use crate::ui::{Pen, Role, View};

/// The glyph of the selection, the mark, a space: the list's own gutter.
const GUTTER: u16 = 3;

/// An amount of a line.
struct Amount<L> {
    key: &'static str,
    /// The heads from the longest to the shortest.
    heads: [String; 3],
    role: Role,
    value: fn(&L) -> Value,
}

impl<L> Amount<L> {
    /// The first head that fits.
    fn head(&self, width: u16) -> String {
        let fits = |head: &&String| text::width(head) <= usize::from(width);
        let [.., shortest] = &self.heads;
        self.heads.iter().find(fits).unwrap_or(shortest).clone()
    }

    fn of(&self, line: &L) -> Decimal {
        match (self.value)(line) {
            Value::Money(money) => money.amount(),
            _ => Decimal::ZERO,
        }
    }
}

/// How figures are written, the first that fits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Full,
    Units,
    WideThousands,
    Thousands,
}

impl Scale {
    const ALL: [Scale; 4] = [
        Scale::Full,
        Scale::Units,
        Scale::WideThousands,
        Scale::Thousands,
    ];

    fn width(self) -> u16 {
        match self {
            Scale::Full => 14,
            Scale::Units => 11,
            Scale::WideThousands => 9,
            Scale::Thousands => 7,
        }
    }

    fn show(self, view: View<'_>, value: Decimal, currency: Currency) -> String {
        match self {
            _ if value.is_zero() => view.look.glyphs.dot.to_string(),
            Scale::Full => view.words.figures(value, currency),
            Scale::Units => view.words.decimal(value, 0),
            Scale::WideThousands | Scale::Thousands => {
                view.words.decimal(value / Decimal::ONE_THOUSAND, 0)
            }
        }
    }
}

/// Which columns there are, and how they are written.
struct Layout<L> {
    name: u16,
    /// Columns that the person chose and that are no amounts.
    more: Vec<&'static Field>,
    scale: Scale,
    amounts: Vec<Amount<L>>,
    /// Not all amounts fit: Tab shows the other half.
    halves: bool,
    currencies: bool,
}

pub(super) fn draw(state: &Aged, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    match state.by() {
        By::Customer => balance(state, state.customers(), view, pen, painted),
        By::Currency | By::Collector => balance(state, state.totals(), view, pen, painted),
    }
}

fn balance<L: Line>(
    state: &Aged,
    list: &Listing<L>,
    view: View<'_>,
    pen: &mut Pen<'_>,
    painted: &mut Painted,
) {
    let marked = list.marked();
    let sums: &[Total] = match marked.is_empty() {
        true => list.totals(),
        false => &marked,
    };
    let layout = layout(state, list, view, pen.width());
    title(state, list, view, pen, &layout);
    // A quarter of the screen: where there are more currencies, the last line says so.
    let most = usize::from(pen.height() / 4).max(3);
    // Split by currency, the lines are the sums.
    let totals = match state.by() {
        By::Currency if marked.is_empty() => 0,
        _ => sums.len().min(most),
    };
    let more = match sums.len() - totals {
        0 => 0,
        left if totals > 0 => left + 1,
        _ => 0,
    };
    let summed = totals - usize::from(more > 0);
    let height = pen.height();
    let body = height.saturating_sub(2 + totals as u16);
    let columns = columns(state, list, view, &layout);
    let dress = Dress {
        empty: "aged-empty",
        ..Dress::default()
    };
    // The totals stand under the columns they sum up, above the list's own last line.
    let mut lines = pen.rows(1, body + 1);
    let taken = list_in(view, &mut lines, list.table(), &columns, &dress, painted);
    filtered(view, &mut lines, list, taken);
    for (n, total) in sums.iter().take(summed).enumerate() {
        let mut line = pen.rows(height.saturating_sub((totals - n) as u16), 1);
        let message = match marked.is_empty() {
            true => "aged-total",
            false => "aged-marked",
        };
        self::total(view, &mut line, &layout, message, total);
    }
    if more > 0 {
        let said = view
            .words
            .tr_args("aged-more-totals", &[("n", (more as i64).into())]);
        let line = height.saturating_sub(1);
        pen.text(GUTTER, line, &said, view.style(Role::Dim));
    }
}

/// As of which day, and which of its readings.
pub(super) fn reading(view: View<'_>, as_of: Option<AsOf>) -> String {
    let words = view.words;
    let message = match as_of {
        None => Message::new("aged-now"),
        // Nothing of a day to come has happened yet.
        Some(AsOf { day, .. }) if view.app.shell.today().is_some_and(|today| day > today) => {
            Message::new("aged-projected").with("date", words.day(day))
        }
        Some(AsOf { day, known_at }) => match known_at {
            None => Message::new("aged-as-of").with("date", words.day(day)),
            Some(known) => {
                let known = view.app.shell.local(known);
                Message::new("aged-known")
                    .with("date", words.day(day))
                    .with("known", words.date(known.date()))
            }
        },
    };
    words.say(&message)
}

fn title<L: Line>(
    state: &Aged,
    list: &Listing<L>,
    view: View<'_>,
    pen: &mut Pen<'_>,
    layout: &Layout<L>,
) {
    let words = view.words;
    let dot = format!(" {} ", view.look.glyphs.dot);
    let by = words.tr(match state.by() {
        By::Customer => "aged-by-customer",
        By::Currency => "aged-by-currency",
        By::Collector => "aged-by-collector",
    });
    let mut said = vec![by];
    said.extend(state.within.as_ref().map(|w| text::clean(w).into_string()));
    said.push(reading(view, state.as_of()));
    let unit = match layout.scale {
        Scale::Full => None,
        Scale::Units => Some("aged-units"),
        Scale::WideThousands | Scale::Thousands => Some("aged-thousands"),
    };
    said.extend(unit.map(|key| words.tr(key)));
    if !layout.currencies
        && let Some(currency) = list.totals().first().and_then(|total| total.currency)
    {
        said.push(currency.code().to_owned());
    }
    let mut room = pen.width();
    if layout.halves {
        let key = if state.right_half {
            "aged-left-half"
        } else {
            "aged-right-half"
        };
        // What the figures are gives way to the key that shows the others, and never runs into it.
        let key_width = pen.right(1, 0, &words.tr(key), view.style(Role::Key));
        room = room.saturating_sub(key_width + 3);
    }
    let mut pen = pen.columns(0, room);
    let mut x = 1;
    for (n, part) in said.iter().enumerate() {
        let style = view.style(if n == 0 { Role::Title } else { Role::Base });
        if n > 0 {
            x += pen.text(x, 0, &dot, view.style(Role::Dim));
        }
        x += pen.text(x, 0, part, style);
    }
}

/// The amounts that the person chose, else those that are not nothing everywhere, in the largest writing that
/// fits.
fn layout<L: Line>(state: &Aged, list: &Listing<L>, view: View<'_>, width: u16) -> Layout<L> {
    let mut amounts = amounts(view, list);
    if list.view().columns.is_none() {
        let rows = list.table().rows();
        amounts.retain(|a| {
            let sum = |total: &Total| !sum::<L>(total, a.key).is_zero();
            list.totals().iter().any(sum) || rows.iter().any(|line| !a.of(line).is_zero())
        });
    }
    let chosen = L::LIST.columns.iter().map(|c| &c.field);
    let more: Vec<&'static Field> = chosen
        .filter(|f| f.kind != Kind::Money && list.view().columns.is_some() && list.shows(f))
        .filter(|f| !["name", "portfolio", "currency"].contains(&f.key))
        .collect();
    let currencies = list.totals().len() > 1;
    let least_name = if currencies { 24 } else { 20 };
    let others: u16 = more.iter().map(|f| f.width + 1).sum();
    let room = width.saturating_sub(GUTTER + others);
    let fits = |scale: Scale, n: usize| {
        let needed = (scale.width() + 1).saturating_mul(n as u16);
        least_name + needed <= room
    };
    let scale = Scale::ALL
        .into_iter()
        .find(|scale| fits(*scale, amounts.len()));
    let halves = scale.is_none();
    if halves {
        let half = amounts.len().div_ceil(2);
        let right = amounts.split_off(half);
        if state.right_half {
            amounts = right;
        }
    }
    let scale = scale.unwrap_or_else(|| {
        Scale::ALL
            .into_iter()
            .find(|scale| fits(*scale, amounts.len()))
            .unwrap_or(Scale::Thousands)
    });
    let figures = (scale.width() + 1).saturating_mul(amounts.len() as u16);
    Layout {
        name: room.saturating_sub(figures).min(60),
        more,
        scale,
        amounts,
        halves,
        currencies,
    }
}

/// The amounts there are, in the order of the list.
fn amounts<L: Line>(view: View<'_>, list: &Listing<L>) -> Vec<Amount<L>> {
    let words = view.words;
    let shown = L::LIST.columns.iter().filter(|c| {
        let field = &c.field;
        field.kind == Kind::Money && field.place != Place::Asked && list.shows(field)
    });
    shown
        .map(|column| {
            let field = &column.field;
            let (head, short, role) = match field.key {
                "not_due" => ("aged-not-due", "aged-short-not-due", Role::Bucket0),
                "unapplied" => ("aged-unapplied", "aged-short-unapplied", Role::Dim),
                "disputed" => ("aged-disputed", "aged-short-disputed", Role::Dim),
                "gross" => ("aged-gross", "aged-gross", Role::Base),
                "net" => ("aged-net", "aged-net", Role::Strong),
                _ => ("aged-overdue", "aged-overdue", Role::Strong),
            };
            let bucket = BUCKETS.iter().position(|bucket| *bucket == field.key);
            let days = bucket.and_then(|_| view.app.shell.bucket(field.key));
            let name = |key| match &days {
                Some(days) => days.replace('-', "–"),
                None => words.tr(key),
            };
            let ordered = |key| heading(view, list, field, name(key));
            Amount {
                key: field.key,
                heads: [ordered(head), ordered(short), name(short)],
                role: bucket.map_or(role, |index| Role::bucket(index + 1)),
                value: column.value,
            }
        })
        .collect()
}

fn columns<'a, L: Line>(
    state: &Aged,
    list: &Listing<L>,
    view: View<'a>,
    layout: &'a Layout<L>,
) -> Vec<Column<'a, L>> {
    let words = view.words;
    let currencies = layout.currencies && state.by() != By::Currency;
    let (head, key) = match state.by() {
        By::Customer => ("aged-col-customer", "name"),
        By::Currency => ("aged-col-currency", "currency"),
        By::Collector => ("aged-col-collector", "portfolio"),
    };
    let field = L::LIST.column(key).map(|column| &column.field);
    let head = field.map_or_else(String::new, |field| {
        heading(view, list, field, words.tr(head))
    });
    let code = if currencies { 4 } else { 0 };
    let name = Width::Fixed(layout.name.saturating_sub(1 + code));
    let mut columns = vec![Column::text(head, name, |l: &L| {
        Cell::new(l.name(), Role::Strong)
    })];
    if currencies {
        columns.push(Column::text("", Width::Fixed(3), |l: &L| {
            Cell::new(l.figures().currency.code(), Role::Dim)
        }));
    }
    for field in &layout.more {
        let head = heading(view, list, field, words.tr(&field.head()));
        let value = L::LIST.column(field.key).map(|column| column.value);
        let mut column = Column::text(head, Width::Fixed(field.width), move |l: &L| {
            plain(view, field, value.map_or(Value::None, |of| of(l)))
        });
        column.right = matches!(field.kind, Kind::Number | Kind::Days);
        columns.push(column);
    }
    for amount in &layout.amounts {
        let scale = layout.scale;
        columns.push(Column::figures(
            amount.head(scale.width()),
            scale.width(),
            move |l: &L| {
                let value = amount.of(l);
                let role = if value.is_zero() {
                    Role::Dim
                } else {
                    amount.role
                };
                Cell::new(scale.show(view, value, l.figures().currency), role)
            },
        ));
    }
    columns
}

/// The sum of a column.
fn sum<L: Line>(total: &Total, key: &str) -> Decimal {
    let summed = L::LIST.fields().filter(|field| field.summed);
    let at = summed.zip(&total.sums).find(|(field, _)| field.key == key);
    at.map(|(_, sum)| *sum).unwrap_or_default()
}

/// The sum of all lines of a currency, not of those on the screen alone.
fn total<L: Line>(
    view: View<'_>,
    pen: &mut Pen<'_>,
    layout: &Layout<L>,
    message: &'static str,
    total: &Total,
) {
    let Some(currency) = total.currency else {
        return;
    };
    let strong = view.style(Role::Strong);
    let customers = sum::<L>(total, "customers").normalize();
    let message = Message::new(message)
        .with("currency", currency.code())
        .with("n", i64::try_from(customers).unwrap_or_default());
    let others: u16 = layout.more.iter().map(|field| field.width + 1).sum();
    let before = layout.name + others;
    let said = view.fit(&view.words.say(&message), before.saturating_sub(1));
    pen.text(GUTTER, 0, &said, strong);
    let mut x = GUTTER + before;
    for amount in &layout.amounts {
        let value = sum::<L>(total, amount.key);
        let shown = layout.scale.show(view, value, currency);
        let width = layout.scale.width();
        let taken = text::width(&shown) as u16;
        pen.text(x + width.saturating_sub(taken), 0, &shown, strong);
        x += width + 1;
    }
}
