//! The fictitious company, deterministic by seed and relative to today.
//!
//! Two companies (a French one and its British subsidiary), their people, customers and eighteen months
//! of business: the same seed, size and days give the same rows. Nothing in it exists ([`names`]).
//!
//! Each customer is a [`Case`](case::Case): it has a habit of paying, a part to play (so that no list
//! of the program is empty) and a stream of chance of its own. Cases are told one after the other and
//! leave as [`Sheet`]s of rows in the order in which tables can be filled, so that memory does not grow
//! with the size.
//!
//! | module | job |
//! |---|---|
//! | [`house`] | companies, people, portfolios, rates |
//! | [`case`] | who a customer is |
//! | [`ledger`] | invoices and their due items |
//! | [`corrections`] | credit notes, wrong invoices corrected |
//! | [`receipts`] | payments, and the promises they follow |
//! | [`orders`], [`pipeline`] | orders, and where invoices stand |
//! | [`promises`], [`disputes`], [`reminders`], [`calls`] | the collectors' work |
//! | [`credit`] | limits, holds, alerts |
//! | [`rows`] | the rows as tables take them |
//! | [`names`], [`calendar`], [`chance`] | invented names, business days, draws |

mod calendar;
mod calls;
mod case;
mod chance;
mod corrections;
mod credit;
mod disputes;
mod house;
mod ledger;
mod names;
mod orders;
mod pipeline;
mod promises;
mod receipts;
mod reminders;
mod rows;

use chrono::NaiveDate;

use calendar::Calendar;
use case::{Case, Part, Scene, Story};
use chance::Chance;
use house::{HOUSES, House};
use rows::Row;

/// Customers told at a time, after a first few.
const CUSTOMERS_A_BATCH: u32 = 600;
/// Customers of the first batch: a loader can measure the tables before they are large.
const CUSTOMERS_FIRST: u32 = 30;

/// Invoices of thirty customers: three hundred. The last three are the customers without a part.
const INVOICES: [u32; 30] = [
    4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7, 7, 8, 8, 10, 12, 14, 18, 22, 28, 36, 56, 1, 1,
    2,
];

/// The name under which whoever tries the demo works in it: letters are signed with it.
pub const VISITOR: &str = "Camille Dorevin";

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The same seed gives the same company.
    pub seed: u64,
    /// About how many invoices; customers are a tenth of it. From 2,000 on no state of anything is missing.
    pub invoices: u32,
}

impl Plan {
    /// What is made unless something else is asked for.
    pub const DEFAULT: Plan = Plan {
        seed: 1,
        invoices: 20_000,
    };
}

/// Rows of one table, as tab-separated text for bulk loading.
#[derive(Debug)]
pub struct Sheet {
    /// The table's name.
    pub table: &'static str,
    /// The columns of each line.
    pub columns: Vec<&'static str>,
    /// The lines, with `\N` for nothing; times are on the company's clock.
    pub lines: Vec<u8>,
}

/// Sheets in the making.
#[derive(Default)]
struct Batch {
    sheets: Vec<Sheet>,
}

impl Batch {
    fn add<R: Row>(&mut self, rows: &[R]) {
        if rows.is_empty() {
            return;
        }
        let place = self.sheets.iter().position(|one| one.table == R::TABLE);
        let place = place.unwrap_or_else(|| {
            self.sheets.push(Sheet {
                table: R::TABLE,
                columns: R::COLUMNS.iter().map(|name| rows::column(name)).collect(),
                lines: Vec::new(),
            });
            self.sheets.len() - 1
        });
        for row in rows {
            row.put(&mut self.sheets[place].lines);
        }
    }

    fn story(&mut self, story: &Story) {
        self.add(&story.customers);
        self.add(&story.states);
        self.add(&story.contacts);
        self.add(&story.limits);
        self.add(&story.limit_requests);
        self.add(&story.orders);
        self.add(&story.documents);
        self.add(&story.items);
        self.add(&story.due_changes);
        self.add(&story.receipts);
        self.add(&story.allocations);
        self.add(&story.promises);
        self.add(&story.promise_items);
        self.add(&story.promise_events);
        self.add(&story.disputes);
        self.add(&story.dispute_events);
        self.add(&story.holds);
        self.add(&story.activities);
        self.add(&story.texts);
        self.add(&story.activity_items);
        self.add(&story.facts);
        self.add(&story.reminders);
        self.add(&story.reminder_items);
        self.add(&story.outbox);
        self.add(&story.outbox_bodies);
        self.add(&story.outbox_events);
        self.add(&story.alerts);
    }

    /// The sheets in the order in which they can be loaded.
    fn into_sheets(mut self) -> Vec<Sheet> {
        self.sheets
            .sort_by_key(|sheet| rows::ORDER.iter().position(|table| *table == sheet.table));
        self.sheets
    }
}

/// One company of the demo.
#[derive(Clone, Copy)]
pub struct Company(&'static House);

/// The companies of the demo.
pub fn companies() -> [Company; 2] {
    HOUSES.each_ref().map(Company)
}

impl Company {
    /// Its number.
    pub fn id(self) -> i32 {
        self.0.id
    }

    /// Its IANA time zone: times of its sheets are on this clock.
    pub fn time_zone(self) -> &'static str {
        self.0.time_zone
    }

    /// Its own row and its holidays, on its business date.
    pub fn foundation(self, today: NaiveDate) -> Vec<Sheet> {
        let calendar = Calendar::new(self.0.country, today);
        let mut batch = Batch::default();
        batch.add(&calendar.rows().collect::<Vec<_>>());
        batch.add(&[self.0.row(&calendar, today)]);
        batch.into_sheets()
    }

    /// Its customers and all that happened with them until its business date, some hundreds at a time.
    pub fn history(self, plan: Plan, today: NaiveDate) -> impl Iterator<Item = Vec<Sheet>> {
        let mut left = plan.invoices * self.0.share / 100;
        let mut index = 0;
        let calendar = Calendar::new(self.0.country, today);
        std::iter::from_fn(move || {
            let scene = Scene {
                house: self.0,
                calendar: &calendar,
                today,
                covered: house::covered(&calendar, today),
            };
            let mut batch = Batch::default();
            let most = if index == 0 {
                CUSTOMERS_FIRST
            } else {
                CUSTOMERS_A_BATCH
            };
            for _ in 0..most {
                if left == 0 {
                    break;
                }
                let invoices = invoices_of(self.0, plan.seed, index).min(left);
                batch.story(&tell(&scene, plan.seed, index, invoices));
                left -= invoices;
                index += 1;
            }
            (!batch.sheets.is_empty()).then(|| batch.into_sheets())
        })
    }
}

/// What the companies share: people, portfolios, exchange rates.
pub fn shared(today: NaiveDate) -> Vec<Sheet> {
    let mut batch = Batch::default();
    batch.add(&house::people().collect::<Vec<_>>());
    batch.add(&house::portfolios().collect::<Vec<_>>());
    batch.add(&house::assignments(today));
    batch.add(&house::rates(today).collect::<Vec<_>>());
    batch.into_sheets()
}

/// Login roles and the group each belongs to.
pub fn logins() -> impl Iterator<Item = (&'static str, &'static str)> {
    house::PEOPLE
        .iter()
        .filter(|one| !one.group.is_empty())
        .map(|one| (one.role, one.group))
}

/// How many invoices the customer with this number has: shuffled within each thirty.
fn invoices_of(house: &House, seed: u64, index: u32) -> u32 {
    let stream = (u64::from(house.id.unsigned_abs()) << 48) | u64::from(index / 30);
    let mut counts = INVOICES;
    Chance::new(seed, stream).shuffle(&mut counts[..27]);
    counts[(index % 30) as usize]
}

fn tell(scene: &Scene<'_>, seed: u64, index: u32, invoices: u32) -> Story {
    let mut case = Case::open(scene, seed, index);
    if case.part == Part::Plain && case.kind == "company" && matches!(index % 30, 28 | 29) {
        let parent = index - index % 30 + 27;
        case.story.customers[0].parent_id = Some(Case::open(scene, seed, parent).id);
    }
    let pledges = case.tell_ledger(invoices);
    case.tell_orders();
    case.tell_disputes();
    case.tell_promises(pledges);
    case.tell_pipeline();
    case.tell_reminders();
    case.tell_limits();
    case.tell_limit_requests();
    case.tell_holds();
    case.tell_alerts();
    case.tell_calls();
    case.story
}
