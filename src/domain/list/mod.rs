//! Lists as data: their columns, what may be asked of them, and the values of a row.
//!
//! A list is one constant, read by the filter line, the sort, the choice of columns, the screens, the
//! command line, the export and the assembly of its statement alike.

mod activity;
mod aging;
mod alerts;
mod common;
mod credit;
mod disputes;
mod items;
mod outgoing;
mod pipeline;
mod promises;
mod saved;
mod value;
mod worklist;

use uuid::Uuid;

pub use aging::BUCKETS;
pub use saved::SavedView;
pub use value::Value;

use super::aging::Split;
use super::filter::{AsOf, Condition, Filter, Test};

/// A list over rows of one type.
#[derive(Debug)]
pub struct List<R: 'static> {
    /// Its name in saved views and files.
    pub name: &'static str,
    /// What its rows are called in totals.
    pub counted: &'static str,
    /// Its columns, in the order shown; those that are only asked for are among them.
    pub columns: &'static [Column<R>],
    /// Its columns in CSV and JSON, and `company`, in the order that scripts rely on: a new one comes last.
    pub written: &'static [&'static str],
    /// The order without another one asked for. Ties are broken by the id.
    pub order: &'static [Key],
}

/// A column, and the value a row has in it.
#[derive(Debug)]
pub struct Column<R> {
    /// What it is.
    pub field: Field,
    /// A row's value.
    pub value: fn(&R) -> Value,
}

/// What rows of a list look like from outside.
pub trait Listed: Clone + Sized + 'static {
    /// Its list.
    const LIST: &'static List<Self>;
    /// Which list that is, where rows of several types cannot meet.
    const WHICH: ListName;

    /// Whose row it is, and the name from outside; none of a row that is several customers'.
    fn customer(&self) -> Option<(Uuid, &str)>;
}

/// The name of every list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListName {
    /// Open items.
    Items,
    /// Promises.
    Promises,
    /// Disputes.
    Disputes,
    /// Reminders and other mail.
    Outgoing,
    /// Alerts.
    Alerts,
    /// Everybody's work.
    Activity,
    /// The aged balance by customer.
    Aging,
    /// The aged balance summed up.
    AgingTotals,
    /// Whom to call now.
    Worklist,
    /// Customers above their limit or near it.
    Breaches,
    /// Holds that are not released.
    Holds,
    /// Limits that wait for a second person.
    LimitRequests,
    /// Orders that are not invoiced.
    Orders,
    /// Invoices on their way to the buyer, and late ones.
    Documents,
}

/// What can be asked of a list's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key in CSV and JSON, stable; also the name of the column of the list's statement.
    pub key: &'static str,
    /// What it is called in a filter and a sort, in English and in French; each is understood in both.
    pub names: [&'static str; 2],
    /// What stands in it.
    pub kind: Kind,
    /// Bare words are looked for in it.
    pub searched: bool,
    /// Its name alone is a condition: true, an amount other than nothing, or anything known.
    pub flag: bool,
    /// It can be sorted by.
    pub sorts: bool,
    /// Its sum stands in the totals.
    pub summed: bool,
    /// It is never cut: as wide as the widest row needs it.
    pub whole: bool,
    /// Cells it takes; text, words and names at least.
    pub width: u16,
    /// Whether it is shown.
    pub place: Place,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text from outside, so many cells wide at least.
    Text(u16),
    /// One of these words of the ledger.
    Word(&'static [&'static str]),
    /// An amount in the currency of the row; it is sorted by within each currency.
    Money,
    /// A date.
    Date,
    /// A moment; a filter means its day.
    Time,
    /// Days since a date; negative before it.
    Days,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// Somebody; a filter also knows `me`.
    Person,
}

/// Where a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Shown; when there is no room, the highest number goes first, and 0 never goes.
    Shown(u8),
    /// Shown when it is chosen.
    Hidden,
    /// In CSV and JSON alone.
    Written,
    /// In filters alone.
    Asked,
}

/// One key of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The field, by its key.
    pub field: &'static str,
    /// From the largest to the smallest. What is not known stands last either way.
    pub descending: bool,
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ask {
    /// Key of the company.
    pub company: i32,
    /// What the screen or the command is about.
    pub scope: Filter,
    /// On which day; none is the business date.
    pub as_of: Option<AsOf>,
    /// What the person narrows it to. All must hold.
    pub conditions: Vec<Condition>,
    /// In which order, instead of the list's own.
    pub order: Option<Key>,
    /// Of a balance that is summed up: by what.
    pub split: Split,
    /// In the way that is the same for every order and filter, also where the list has a straighter one: only
    /// in it are the places of what was looked for those of the list.
    pub general: bool,
}

impl Ask {
    /// Whether nothing narrows the list or puts it in another order than its own.
    pub fn is_plain(&self) -> bool {
        self.conditions.is_empty() && self.order.is_none() && !self.general
    }

    /// The words of a field that are all that is asked for, as by a part of a screen; none when anything else
    /// narrows the list or puts it in another order.
    pub fn part(&self, field: &str) -> Option<&[String]> {
        match (self.conditions.as_slice(), self.order) {
            ([only], None) if !only.negated && !self.general => match &only.test {
                Test::Is(named, words) if named.key == field => Some(words),
                _ => None,
            },
            _ => None,
        }
    }
}

impl<R> List<R> {
    /// Its fields.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + use<R> {
        self.columns.iter().map(|c| &c.field)
    }

    /// A column by its key.
    pub fn column(&self, key: &str) -> Option<&'static Column<R>> {
        self.columns.iter().find(|c| c.field.key == key)
    }
}

impl Key {
    /// Smallest first.
    pub const fn up(field: &'static str) -> Key {
        Key {
            field,
            descending: false,
        }
    }

    /// Largest first.
    pub const fn down(field: &'static str) -> Key {
        Key {
            field,
            descending: true,
        }
    }
}

impl Field {
    /// A field that is shown and sorted by.
    pub const fn new(key: &'static str, names: [&'static str; 2], kind: Kind) -> Field {
        Field {
            key,
            names,
            kind,
            searched: false,
            flag: matches!(kind, Kind::Flag),
            sorts: true,
            summed: false,
            whole: matches!(kind, Kind::Money),
            width: match kind {
                Kind::Text(width) => width,
                Kind::Money => 11,
                Kind::Time => 12,
                Kind::Word(_) | Kind::Person | Kind::Date => 11,
                Kind::Number | Kind::Flag => 9,
                Kind::Days => 6,
            },
            place: Place::Shown(0),
        }
    }

    /// At least so many cells wide.
    pub const fn wide(mut self, cells: u16) -> Field {
        self.width = cells;
        self
    }

    /// Never cut.
    pub const fn whole(mut self) -> Field {
        self.whole = true;
        self
    }

    /// Bare words are looked for in it.
    pub const fn searched(mut self) -> Field {
        self.searched = true;
        self
    }

    /// Its name alone asks for an amount other than nothing, or for anything known.
    pub const fn flag(mut self) -> Field {
        self.flag = true;
        self
    }

    /// Summed in the totals.
    pub const fn summed(mut self) -> Field {
        self.summed = true;
        self
    }

    /// Not sorted by.
    pub const fn unsorted(mut self) -> Field {
        self.sorts = false;
        self
    }

    /// Shown as long as there is room.
    pub const fn drop(mut self, order: u8) -> Field {
        self.place = Place::Shown(order);
        self
    }

    /// Shown when chosen.
    pub const fn hidden(mut self) -> Field {
        self.place = Place::Hidden;
        self
    }

    /// For programs alone.
    pub const fn written(mut self) -> Field {
        self.place = Place::Written;
        self
    }

    /// Asked for, and no column.
    pub const fn asked(mut self) -> Field {
        self.place = Place::Asked;
        self.sorts = false;
        self
    }

    /// Whether it stands in CSV and JSON.
    pub fn is_column(&self) -> bool {
        self.place != Place::Asked
    }

    /// Whether a name means it: its key, or what it is called, whatever the accents and capitals.
    pub fn answers_to(&self, name: &str) -> bool {
        let plain = plain(name);
        self.key == plain || self.names.contains(&plain.as_str())
    }

    /// Catalogue key of its head.
    pub fn head(&self) -> String {
        format!("col-{}", self.key.replace('_', "-"))
    }
}

impl<R> Column<R> {
    /// A column with the value of a row.
    pub const fn new(field: Field, value: fn(&R) -> Value) -> Column<R> {
        Column { field, value }
    }

    /// What is asked for and not shown.
    pub const fn asked(field: Field) -> Column<R> {
        Column {
            field: field.asked(),
            value: |_| Value::None,
        }
    }
}

/// A name without capitals and accents.
fn plain(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à' | 'â' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'ù' | 'û' => 'u',
            '-' | ' ' => '_',
            other => other,
        })
        .collect()
}

/// Sums of a list, one line per currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Total {
    /// The currency; none where rows have no amount.
    pub currency: Option<super::currency::Currency>,
    /// Rows.
    pub rows: i64,
    /// The sum of each summed field, in the order of the list.
    pub sums: Vec<rust_decimal::Decimal>,
}

/// The sums of some rows, as the database would give them.
pub fn totals<'r, R: Listed>(rows: impl Iterator<Item = &'r R>) -> Vec<Total> {
    let summed: Vec<_> = R::LIST.columns.iter().filter(|c| c.field.summed).collect();
    let mut totals: Vec<Total> = Vec::new();
    for row in rows {
        let values: Vec<Value> = summed.iter().map(|c| (c.value)(row)).collect();
        let currency = R::LIST.columns.iter().find_map(|c| match (c.value)(row) {
            Value::Money(money) => Some(money.currency()),
            _ => None,
        });
        let at = match totals.iter().position(|t| t.currency == currency) {
            Some(at) => at,
            None => {
                totals.push(Total {
                    currency,
                    rows: 0,
                    sums: vec![Default::default(); summed.len()],
                });
                totals.len() - 1
            }
        };
        totals[at].rows += 1;
        for (sum, value) in totals[at].sums.iter_mut().zip(values) {
            match value {
                Value::Money(money) => *sum += money.amount(),
                Value::Number(number) => *sum += rust_decimal::Decimal::from(number),
                _ => {}
            }
        }
    }
    // What has no amount comes last, as on the server.
    totals.sort_by_key(|t| {
        (
            t.currency.is_none(),
            t.currency.map(|c| c.code().to_owned()),
        )
    });
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity::Activity;
    use crate::domain::aging::{AgedCustomer, AgedTotal};
    use crate::domain::alert::Alert;
    use crate::domain::credit::{Breach, HoldLine, LimitRequest};
    use crate::domain::dispute::Dispute;
    use crate::domain::invoice::Item;
    use crate::domain::outgoing::Outgoing;
    use crate::domain::pipeline::{Document, Order};
    use crate::domain::promise::Promise;
    use crate::domain::worklist::WorklistRow;

    fn every_column_is_written_once<R: Listed>() {
        let name = R::LIST.name;
        let mut columns: Vec<&str> = R::LIST
            .fields()
            .filter(|f| f.is_column())
            .map(|f| f.key)
            .collect();
        columns.push("company");
        columns.sort_unstable();
        let mut written = R::LIST.written.to_vec();
        written.sort_unstable();
        assert_eq!(written, columns, "{name}");
    }

    #[test]
    fn files_have_every_column_once() {
        every_column_is_written_once::<Item>();
        every_column_is_written_once::<Promise>();
        every_column_is_written_once::<Dispute>();
        every_column_is_written_once::<Outgoing>();
        every_column_is_written_once::<Alert>();
        every_column_is_written_once::<Activity>();
        every_column_is_written_once::<AgedCustomer>();
        every_column_is_written_once::<AgedTotal>();
        every_column_is_written_once::<WorklistRow>();
        every_column_is_written_once::<Breach>();
        every_column_is_written_once::<HoldLine>();
        every_column_is_written_once::<LimitRequest>();
        every_column_is_written_once::<Order>();
        every_column_is_written_once::<Document>();
    }
}
