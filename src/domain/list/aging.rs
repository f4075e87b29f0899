//! The lists of the aged balance: by customer, and summed up by portfolio or by currency.
//!
//! What narrows the balance always chooses among customers, whichever way it is then summed up: so the sums
//! of a filter are the same from every side.

use uuid::Uuid;

use super::common::{
    amount, collector, currency, customer, disputed, name, oldest_days, overdue, risk,
};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::aging::{Aged, AgedCustomer, AgedTotal, MOST_BUCKETS};

/// Keys of the overdue buckets, the youngest first. A company has as many of them as it has bounds.
pub const BUCKETS: [&str; MOST_BUCKETS] = [
    "bucket_1", "bucket_2", "bucket_3", "bucket_4", "bucket_5", "bucket_6", "bucket_7", "bucket_8",
];

const BUCKET_NAMES: [[&str; 2]; MOST_BUCKETS] = [
    ["bucket1", "tranche1"],
    ["bucket2", "tranche2"],
    ["bucket3", "tranche3"],
    ["bucket4", "tranche4"],
    ["bucket5", "tranche5"],
    ["bucket6", "tranche6"],
    ["bucket7", "tranche7"],
    ["bucket8", "tranche8"],
];

const fn portfolio() -> Field {
    Field::new("portfolio", ["portfolio", "portefeuille"], Kind::Text(16))
}

const fn figure(key: &'static str, names: [&'static str; 2]) -> Field {
    Field::new(key, names, Kind::Money).flag().summed()
}

const fn count(key: &'static str, names: [&'static str; 2]) -> Field {
    Field::new(key, names, Kind::Number).summed().hidden()
}

fn bucket(aged: &Aged, index: usize) -> Value {
    let amount = aged.buckets.get(index);
    Value::maybe(amount, |amount| Value::amount(*amount, aged.currency))
}

/// The columns of every balance, between those that say whose it is and those that are only asked for.
macro_rules! balance {
    ([$($before:expr),* $(,)?] [$($after:expr),* $(,)?]) => {
        &[
            $($before,)*
            Column::new(currency().unsorted(), |l| l.aged.currency.into()),
            Column::new(count("items", ["items", "postes"]), |l| l.aged.items.into()),
            Column::new(figure("not_due", ["not_due", "non_echu"]), |l| {
                Value::amount(l.aged.not_due, l.aged.currency)
            }),
            balance!(bucket 0), balance!(bucket 1), balance!(bucket 2), balance!(bucket 3),
            balance!(bucket 4), balance!(bucket 5), balance!(bucket 6), balance!(bucket 7),
            Column::new(overdue().summed(), |l| {
                Value::amount(l.aged.overdue, l.aged.currency)
            }),
            Column::new(figure("gross", ["gross", "brut"]).hidden(), |l| {
                Value::amount(l.aged.gross, l.aged.currency)
            }),
            Column::new(figure("unapplied", ["unapplied", "non_lettre"]), |l| {
                Value::amount(l.aged.unapplied, l.aged.currency)
            }),
            Column::new(disputed().summed(), |l| {
                Value::amount(l.aged.disputed, l.aged.currency)
            }),
            Column::new(figure("net", ["net", "net"]), |l| {
                Value::amount(l.aged.net, l.aged.currency)
            }),
            $($after,)*
            Column::asked(amount()),
            Column::asked(risk()),
            Column::asked(collector()),
        ]
    };
    (bucket $index:literal) => {
        Column::new(figure(BUCKETS[$index], BUCKET_NAMES[$index]), |l| bucket(&l.aged, $index))
    };
}

impl Listed for AgedCustomer {
    const WHICH: ListName = ListName::Aging;
    const LIST: &'static List<AgedCustomer> = &List {
        name: "aging",
        counted: "lines",
        columns: balance!(
            [
                Column::new(customer(), |l| (&l.reference).into()),
                Column::new(name(), |l| (&l.name).into()),
            ]
            [
                Column::new(oldest_days().hidden(), |l| l.oldest_days.into()),
                Column::asked(portfolio()),
                // A customer counts once in each currency in which something is open.
                Column::new(count("customers", ["customers", "clients"]).asked(), |l| {
                    l.aged.customers.into()
                }),
            ]
        ),
        written: &[
            "company",
            "customer",
            "name",
            "currency",
            "items",
            "not_due",
            "bucket_1",
            "bucket_2",
            "bucket_3",
            "bucket_4",
            "bucket_5",
            "bucket_6",
            "bucket_7",
            "bucket_8",
            "gross",
            "unapplied",
            "net",
            "overdue",
            "disputed",
            "oldest_days",
        ],
        order: &[Key::up("currency"), Key::down("overdue")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.name.as_str()))
    }
}

impl Listed for AgedTotal {
    const WHICH: ListName = ListName::AgingTotals;
    const LIST: &'static List<AgedTotal> = &List {
        name: "aging-totals",
        counted: "lines",
        columns: balance!(
            [
                Column::new(
                    portfolio(),
                    |l| l.portfolio.as_ref().map(|p| &p.name).into(),
                ),
                Column::new(
                    Field::new("collectors", ["collectors", "charges"], Kind::Text(16)).hidden(),
                    |l| Value::maybe(l.portfolio.as_ref(), |p| Value::from(p.people().as_str())),
                ),
            ]
            [
                Column::new(count("customers", ["customers", "clients"]), |l| {
                    l.aged.customers.into()
                }),
                Column::asked(oldest_days()),
                Column::asked(customer()),
                Column::asked(name()),
            ]
        ),
        written: &[
            "company",
            "portfolio",
            "collectors",
            "currency",
            "items",
            "customers",
            "not_due",
            "bucket_1",
            "bucket_2",
            "bucket_3",
            "bucket_4",
            "bucket_5",
            "bucket_6",
            "bucket_7",
            "bucket_8",
            "gross",
            "unapplied",
            "net",
            "overdue",
            "disputed",
        ],
        order: &[Key::up("currency"), Key::up("portfolio")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        None
    }
}
