//! The two companies of the demo, their people and portfolios, and their exchange rates.

use chrono::NaiveDate;

use super::calendar::{Calendar, plus};
use super::names;
use super::rows::{Company, FxRate, Person, Portfolio, PortfolioPerson};

/// What sets one company of the demo apart.
pub struct House {
    /// Its number in the database.
    pub id: i32,
    /// Its code on the command line.
    pub code: &'static str,
    name: &'static str,
    /// Where it is.
    pub country: &'static str,
    /// What it counts in.
    pub currency: &'static str,
    /// Its clock.
    pub time_zone: &'static str,
    language: &'static str,
    address: &'static str,
    mail: &'static str,
    /// Its share of the invoices, in percent.
    pub share: u32,
    /// So many of its first customers all play a part: together enough for every state at the smallest size.
    pub shown_until: u32,
}

/// Both companies: the group's and its British subsidiary.
pub const HOUSES: [House; 2] = [
    House {
        id: 1,
        code: "VALMO",
        name: "Valmodore Fournitures (démo)",
        country: "FR",
        currency: "EUR",
        time_zone: "Europe/Paris",
        language: "fr",
        address: "12 quai Valmodore, 99810 Saint-Bradoval",
        mail: "comptes-clients@valmodore.example.com",
        share: 85,
        shown_until: 180,
    },
    House {
        id: 2,
        code: "VALMO-UK",
        name: "Valmodore UK Ltd (demo)",
        country: "GB",
        currency: "GBP",
        time_zone: "Europe/London",
        language: "en",
        address: "7 Quenolanham Road, Mordoholt ZZ1 4ZZ",
        mail: "receivables@valmodore-uk.example.com",
        share: 15,
        shown_until: 30,
    },
];

impl House {
    /// Its row on that business date, after a day's close: receipts are in up to the last business day.
    pub fn row(&self, calendar: &Calendar, today: NaiveDate) -> Company {
        let siren = (self.country == "FR").then(|| names::siren(0));
        Company {
            id: self.id,
            code: self.code,
            name: self.name,
            country: self.country,
            currency: self.currency,
            time_zone: self.time_zone,
            language: self.language,
            vat_number: siren.as_deref().map(names::vat_number),
            siren,
            address: self.address,
            mail_from: self.mail,
            mail_reply_to: self.mail,
            rolled_on: today,
            receipts_cover_until: covered(calendar, today),
            // of its general terms of sale
            penalty_rate: (self.country == "FR").then_some("12"),
        }
    }

    /// Where replies to its mail go.
    pub fn reply_to(&self) -> &'static str {
        self.mail
    }
}

/// The last day that imported receipts cover: the business day before.
pub fn covered(calendar: &Calendar, today: NaiveDate) -> NaiveDate {
    calendar.on_or_before(plus(today, -1))
}

/// Someone who works in the demo.
pub struct Someone {
    id: i32,
    /// Login role.
    pub role: &'static str,
    name: &'static str,
    language: &'static str,
    /// Group role; empty for someone who has left.
    pub group: &'static str,
    everything: bool,
}

const fn someone(
    id: i32,
    role: &'static str,
    name: &'static str,
    language: &'static str,
    group: &'static str,
    everything: bool,
) -> Someone {
    Someone {
        id,
        role,
        name,
        language,
        group,
        everything,
    }
}

/// Everyone, by the number of their row.
pub const PEOPLE: [Someone; 12] = [
    someone(
        1,
        "demo_claire",
        "Claire Aubrivel",
        "fr",
        "encours_collector",
        false,
    ),
    someone(
        2,
        "demo_hugo",
        "Hugo Morderic",
        "fr",
        "encours_collector",
        false,
    ),
    someone(
        3,
        "demo_ines",
        "Inès Torivaux",
        "fr",
        "encours_collector",
        false,
    ),
    someone(
        4,
        "demo_karim",
        "Karim Nevolier",
        "fr",
        "encours_collector",
        false,
    ),
    someone(
        5,
        "demo_emily",
        "Emily Kelstead",
        "en",
        "encours_collector",
        false,
    ),
    someone(
        6,
        "demo_oliver",
        "Oliver Dalmere",
        "en",
        "encours_collector",
        false,
    ),
    someone(
        7,
        "demo_sophie",
        "Sophie Planemour",
        "fr",
        "encours_manager",
        true,
    ),
    someone(
        8,
        "demo_marc",
        "Marc Grividan",
        "fr",
        "encours_supervisor",
        true,
    ),
    someone(
        9,
        "demo_alma",
        "Alma Roustane",
        "fr",
        "encours_auditor",
        true,
    ),
    someone(10, "demo_import", "Import", "en", "encours_importer", false),
    someone(
        11,
        "demo_dispatch",
        "Dispatch",
        "en",
        "encours_dispatcher",
        false,
    ),
    someone(12, "demo_lea", "Léa Savotane", "fr", "", false),
];

/// The credit manager.
pub const MANAGER: i32 = 7;
/// The supervisor: the second person where two are needed.
pub const SUPERVISOR: i32 = 8;

/// The rows of everyone.
pub fn people() -> impl Iterator<Item = Person> {
    PEOPLE.iter().map(|one| Person {
        id: one.id,
        role_name: one.role,
        display_name: one.name,
        email: format!("{}@valmodore.example.com", one.role.replace('_', ".")),
        language: one.language,
        all_portfolios: one.everything,
        active: !one.group.is_empty(),
    })
}

/// A portfolio and whose it is.
pub struct Book {
    /// Its number in the database.
    pub id: i32,
    company: i32,
    code: &'static str,
    name: &'static str,
    /// Its collector today.
    pub collector: i32,
}

/// Every portfolio.
pub const BOOKS: [Book; 7] = [
    Book {
        id: 1,
        company: 1,
        code: "CENTRE",
        name: "Centre et grands comptes",
        collector: 1,
    },
    Book {
        id: 2,
        company: 1,
        code: "SUD",
        name: "Sud",
        collector: 2,
    },
    Book {
        id: 3,
        company: 1,
        code: "NORD",
        name: "Nord",
        collector: 3,
    },
    Book {
        id: 4,
        company: 1,
        code: "EXPORT",
        name: "Export",
        collector: 4,
    },
    Book {
        id: 5,
        company: 1,
        code: "PUBLIC",
        name: "Secteur public et particuliers",
        collector: 4,
    },
    Book {
        id: 6,
        company: 2,
        code: "TRADE",
        name: "Trade",
        collector: 5,
    },
    Book {
        id: 7,
        company: 2,
        code: "KEY",
        name: "Key accounts",
        collector: 6,
    },
];

/// The rows of the portfolios.
pub fn portfolios() -> impl Iterator<Item = Portfolio> {
    BOOKS.iter().map(|book| Portfolio {
        id: book.id,
        company_id: book.company,
        code: book.code,
        name: book.name,
    })
}

/// Who works on which portfolio when: a hand-over four months ago, a substitute past, present and to come.
pub fn assignments(today: NaiveDate) -> Vec<PortfolioPerson> {
    let start = plus(today, -900);
    let handed_over = plus(today, -120);
    let row = |portfolio_id, person_id, from_on, to_on, substitute| PortfolioPerson {
        portfolio_id,
        person_id,
        from_on,
        to_on,
        substitute,
    };
    let mut all: Vec<_> = BOOKS
        .iter()
        .map(|book| {
            let from = if book.id == 3 {
                plus(handed_over, 1)
            } else {
                start
            };
            row(book.id, book.collector, from, None, false)
        })
        .collect();
    all.push(row(3, 12, start, Some(handed_over), false));
    all.push(row(2, 1, plus(today, -200), Some(plus(today, -180)), true));
    all.push(row(3, 1, plus(today, -2), Some(plus(today, 9)), true));
    all.push(row(6, 6, plus(today, 20), Some(plus(today, 34)), true));
    all
}

/// One euro in that currency on the day: a slow swell around a level, which no market gave.
fn euro_in(currency: &str, day: NaiveDate) -> f64 {
    use chrono::Datelike as _;
    let phase = f64::from(day.num_days_from_ce());
    match currency {
        "USD" => 1.09 + 0.03 * (phase / 47.0).sin(),
        "GBP" => 0.86 + 0.015 * (phase / 61.0).sin(),
        _ => 1.0,
    }
}

/// One unit of `base` in `quote` on the day. The franc has no rate, so that exposures without one are seen.
pub fn rate(base: &str, quote: &str, day: NaiveDate) -> f64 {
    if base == "CHF" {
        return 0.0;
    }
    euro_in(quote, day) / euro_in(base, day)
}

/// Weekly rates over the time of the demo.
pub fn rates(today: NaiveDate) -> impl Iterator<Item = FxRate> {
    (0..90).flat_map(move |week| {
        let day = plus(today, -7 * week);
        [("EUR", "USD"), ("EUR", "GBP"), ("GBP", "USD")].map(|(base, quote)| FxRate {
            base,
            quote,
            on_date: day,
            rate: format!("{:.6}", rate(base, quote, day)),
            source: "demo",
        })
    })
}
