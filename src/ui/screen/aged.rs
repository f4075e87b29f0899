//! Drawing the aged balance.

use rust_decimal::Decimal;

use crate::app::screen::aged::{Aged, By, Line};
use crate::app::shell::Painted;
use crate::domain::aging::{Aged as Figures, AgedTotal};
use crate::domain::currency::Currency;
use crate::domain::filter::AsOf;
use crate::i18n::Message;
use crate::text;
use crate::ui::widget::{Cell, Column, Dress, Width, list_in};
use crate::ui::{Pen, Role, View};

/// The glyph of the selection, the mark, a space: the list's own gutter.
const GUTTER: u16 = 3;

/// An amount of a line.
struct Amount {
    head: String,
    /// The head where the column is narrow.
    short: String,
    role: Role,
    of: Box<dyn Fn(&Figures) -> Decimal>,
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
struct Layout {
    name: u16,
    scale: Scale,
    amounts: Vec<Amount>,
    /// Not all amounts fit: Tab shows the other half.
    halves: bool,
    currencies: bool,
}

pub(super) fn draw(state: &Aged, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let layout = layout(state, view, pen.width());
    title(state, view, pen, &layout);
    // A quarter of the screen: where there are more currencies, the last line says so.
    let most = usize::from(pen.height() / 4).max(3);
    let totals = if state.by == By::Currency {
        0
    } else {
        state.totals.len().min(most)
    };
    let more = match state.totals.len() - totals {
        0 => 0,
        left if totals > 0 => left + 1,
        _ => 0,
    };
    let summed = totals - usize::from(more > 0);
    let height = pen.height();
    let body = height.saturating_sub(2 + totals as u16);
    let columns = columns(state, view, &layout);
    let dress = Dress {
        empty: "aged-empty",
        ..Dress::default()
    };
    // The totals stand under the columns they sum up, above the list's own last line.
    let mut list = pen.rows(1, body + 1);
    list_in(view, &mut list, state.table(), &columns, &dress, painted);
    for (n, total) in state.totals.iter().take(summed).enumerate() {
        let mut line = pen.rows(height.saturating_sub((totals - n) as u16), 1);
        self::total(view, &mut line, &layout, total);
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

fn title(state: &Aged, view: View<'_>, pen: &mut Pen<'_>, layout: &Layout) {
    let words = view.words;
    let dot = format!(" {} ", view.look.glyphs.dot);
    let by = words.tr(match state.by {
        By::Customer => "aged-by-customer",
        By::Currency => "aged-by-currency",
        By::Collector => "aged-by-collector",
    });
    let mut said = vec![by];
    said.extend(state.within.as_ref().map(|w| text::clean(w).into_string()));
    said.push(reading(view, state.as_of));
    let unit = match layout.scale {
        Scale::Full => None,
        Scale::Units => Some("aged-units"),
        Scale::WideThousands | Scale::Thousands => Some("aged-thousands"),
    };
    said.extend(unit.map(|key| words.tr(key)));
    if !layout.currencies
        && let Some(total) = state.totals.first()
    {
        said.push(total.aged.currency.code().to_owned());
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

/// The amounts that are not nothing everywhere, in the largest writing that fits.
fn layout(state: &Aged, view: View<'_>, width: u16) -> Layout {
    let mut amounts = amounts(view, state);
    let lines = || state.table().rows().iter().map(|l| &l.aged);
    let seen = || state.totals.iter().map(|t| &t.aged).chain(lines());
    amounts.retain(|a| seen().any(|f| !(a.of)(f).is_zero()));
    let currencies = state.totals.len() > 1;
    let least_name = if currencies { 24 } else { 20 };
    let room = width.saturating_sub(GUTTER);
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
        scale,
        amounts,
        halves,
        currencies,
    }
}

fn amounts(view: View<'_>, state: &Aged) -> Vec<Amount> {
    let words = view.words;
    let labels = view
        .app
        .shell
        .workplace()
        .map_or(Vec::new(), |w| w.company.buckets.labels());
    let buckets = state.totals.first().map_or(0, |t| t.aged.buckets.len());
    let amount = |key: &str, short: &str, role, of: fn(&Figures) -> Decimal| Amount {
        head: words.tr(key),
        short: words.tr(short),
        role,
        of: Box::new(of),
    };
    let mut amounts = vec![amount(
        "aged-not-due",
        "aged-short-not-due",
        Role::Bucket0,
        |f| f.not_due,
    )];
    for index in 0..buckets {
        let head = labels.get(index).cloned().unwrap_or_default();
        amounts.push(Amount {
            short: head.replace('-', "–"),
            head: head.replace('-', "–"),
            role: Role::bucket(index + 1),
            of: Box::new(move |f| f.buckets.get(index).copied().unwrap_or_default()),
        });
    }
    amounts.push(amount("aged-overdue", "aged-overdue", Role::Strong, |f| {
        f.overdue
    }));
    amounts.push(amount(
        "aged-unapplied",
        "aged-short-unapplied",
        Role::Dim,
        |f| f.unapplied,
    ));
    amounts.push(amount(
        "aged-disputed",
        "aged-short-disputed",
        Role::Dim,
        |f| f.disputed,
    ));
    amounts.push(amount("aged-net", "aged-net", Role::Strong, |f| f.net));
    amounts
}

fn columns<'a>(state: &Aged, view: View<'a>, layout: &'a Layout) -> Vec<Column<'a, Line>> {
    let words = view.words;
    let currencies = layout.currencies && state.by != By::Currency;
    let head = words.tr(match state.by {
        By::Customer => "aged-col-customer",
        By::Currency => "aged-col-currency",
        By::Collector => "aged-col-collector",
    });
    let code = if currencies { 4 } else { 0 };
    let name = Width::Fixed(layout.name.saturating_sub(1 + code));
    let mut columns = vec![Column::text(head, name, |l: &Line| {
        if l.detail.is_empty() || matches!(l.about, crate::app::screen::aged::About::Customer(_)) {
            Cell::new(l.name.as_str(), Role::Strong)
        } else {
            Cell::new(format!("{} ({})", l.name, l.detail), Role::Strong)
        }
    })];
    if currencies {
        columns.push(Column::text("", Width::Fixed(3), |l: &Line| {
            Cell::new(l.aged.currency.code(), Role::Dim)
        }));
    }
    for amount in &layout.amounts {
        let scale = layout.scale;
        columns.push(Column::figures(
            if text::width(&amount.head) > usize::from(scale.width()) {
                amount.short.clone()
            } else {
                amount.head.clone()
            },
            scale.width(),
            move |l: &Line| {
                let value = (amount.of)(&l.aged);
                let role = if value.is_zero() {
                    Role::Dim
                } else {
                    amount.role
                };
                Cell::new(scale.show(view, value, l.aged.currency), role)
            },
        ));
    }
    columns
}

/// The sum of all lines of a currency, not of those on the screen alone.
fn total(view: View<'_>, pen: &mut Pen<'_>, layout: &Layout, total: &AgedTotal) {
    let strong = view.style(Role::Strong);
    let customers = total.aged.customers;
    let message = Message::new("aged-total")
        .with("currency", total.aged.currency.code())
        .with("n", customers);
    let said = view.fit(&view.words.say(&message), layout.name.saturating_sub(1));
    pen.text(GUTTER, 0, &said, strong);
    let mut x = GUTTER + layout.name;
    for amount in &layout.amounts {
        let shown = layout
            .scale
            .show(view, (amount.of)(&total.aged), total.aged.currency);
        let width = layout.scale.width();
        let taken = text::width(&shown) as u16;
        pen.text(x + width.saturating_sub(taken), 0, &shown, strong);
        x += width + 1;
    }
}
