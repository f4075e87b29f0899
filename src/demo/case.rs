//! One customer's case while it is being told: who it is, how it pays, and the rows told so far.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use uuid::Uuid;

use super::calendar::{Calendar, plus};
use super::chance::Chance;
use super::house::{BOOKS, House, rate};
use super::names;
use super::rows::*;

/// What holds for every customer of one company.
pub struct Scene<'a> {
    /// The company.
    pub house: &'a House,
    /// Its business days.
    pub calendar: &'a Calendar,
    /// Its business date.
    pub today: NaiveDate,
    /// The last day that imported receipts cover; nothing of the history is younger.
    pub covered: NaiveDate,
}

/// What this customer is there to show. The first ones repeat every thirty customers, so that no list is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A promise still to come.
    PromiseOpen,
    /// A promise whose day is past and whose receipts the bank has not reported yet.
    PromiseDue,
    /// A promise broken a few days ago.
    PromiseBroken,
    /// A promise kept in part, and one withdrawn.
    PromisePartly,
    /// A plan of three instalments, the first one kept.
    Plan,
    /// Over its limit.
    Breach,
    /// Near its limit.
    Near,
    /// A direct debit came back.
    Returned,
    /// An order stands blocked.
    Blocked,
    /// Two open disputes.
    Disputed,
    /// Disputes resolved in each way, and a wrong invoice corrected.
    Resolved,
    /// A large invoice newly overdue.
    LargeOverdue,
    /// A temporary limit runs out soon.
    LimitExpiring,
    /// Insolvency proceedings.
    Insolvent,
    /// A reminder proposed.
    Proposed,
    /// A formal notice to review.
    ToReview,
    /// A reminder held back.
    Suppressed,
    /// A reminder approved and waiting, one recalled before.
    Approved,
    /// A reminder being sent, one rejected before.
    Sending,
    /// A reminder of which nobody knows whether it left, one that failed before.
    Uncertain,
    /// Before court.
    Litigation,
    /// Invoices to validate, in error and waiting.
    Pipeline,
    /// Invoices refused, cancelled and factored.
    Withdrawn,
    /// Orders in every state, some of them urgent.
    Orders,
    /// Invoices payable in parts.
    Instalments,
    /// Owes in a currency without a rate.
    NoRate,
    /// No credit, an opening balance and money on account.
    NoCredit,
    /// Nothing in particular.
    Plain,
}

const PARTS: [Part; 27] = [
    Part::PromiseOpen,
    Part::PromiseDue,
    Part::PromiseBroken,
    Part::PromisePartly,
    Part::Plan,
    Part::Breach,
    Part::Near,
    Part::Returned,
    Part::Blocked,
    Part::Disputed,
    Part::Resolved,
    Part::LargeOverdue,
    Part::LimitExpiring,
    Part::Insolvent,
    Part::Proposed,
    Part::ToReview,
    Part::Suppressed,
    Part::Approved,
    Part::Sending,
    Part::Uncertain,
    Part::Litigation,
    Part::Pipeline,
    Part::Withdrawn,
    Part::Orders,
    Part::Instalments,
    Part::NoRate,
    Part::NoCredit,
];

impl Part {
    /// The part of a company's customer with this number. After the first customers only every tenth one plays
    /// its part, and the rare parts are played no more: most customers of a real ledger are like the others.
    pub fn of(house: &House, index: u32) -> Self {
        let part = PARTS
            .get((index % 30) as usize)
            .copied()
            .unwrap_or(Self::Plain);
        let rare = matches!(
            part,
            Self::Sending | Self::Uncertain | Self::NoRate | Self::Insolvent | Self::Litigation
        );
        let later = index >= house.shown_until;
        if later && (rare || !(index / 30).is_multiple_of(10)) {
            Self::Plain
        } else {
            part
        }
    }

    /// Whether its three latest invoices fallen due are unpaid.
    pub fn is_overdue(self) -> bool {
        !matches!(
            self,
            Self::Plain | Self::Pipeline | Self::Orders | Self::NoCredit | Self::Near
        )
    }
}

/// How a customer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// On the day, or a little before.
    Prompt,
    /// A week or two late.
    Slow,
    /// A month or more late.
    Late,
    /// Two months late and more.
    VeryLate,
    /// A part first, the rest later or never.
    InParts,
    /// On time but for August and December.
    Seasonal,
    /// Paid once, and no longer.
    Failing,
    /// By direct debit on the due date.
    Debited,
}

/// A customer's story: every row about it.
#[derive(Default)]
pub struct Story {
    pub customers: Vec<Customer>,
    pub states: Vec<CustomerState>,
    pub contacts: Vec<Contact>,
    pub limits: Vec<CreditLimit>,
    pub limit_requests: Vec<LimitRequest>,
    pub orders: Vec<SalesOrder>,
    pub documents: Vec<Document>,
    pub items: Vec<DueItem>,
    pub due_changes: Vec<DueDateChange>,
    pub receipts: Vec<Receipt>,
    pub allocations: Vec<Allocation>,
    pub promises: Vec<Promise>,
    pub promise_items: Vec<PromiseItem>,
    pub promise_events: Vec<PromiseEvent>,
    pub disputes: Vec<Dispute>,
    pub dispute_events: Vec<DisputeEvent>,
    pub holds: Vec<Hold>,
    pub activities: Vec<Activity>,
    pub texts: Vec<ActivityText>,
    pub activity_items: Vec<ActivityItem>,
    pub facts: Vec<ContactFact>,
    pub reminders: Vec<Reminder>,
    pub reminder_items: Vec<ReminderItem>,
    pub outbox: Vec<Outbox>,
    pub outbox_bodies: Vec<OutboxBody>,
    pub outbox_events: Vec<OutboxEvent>,
    pub alerts: Vec<Alert>,
}

/// The case of one customer.
pub struct Case<'a> {
    /// Its company and day.
    pub scene: &'a Scene<'a>,
    /// Its draws.
    pub chance: Chance,
    /// Its number in its company, from 0.
    pub index: u32,
    /// What it shows.
    pub part: Part,
    /// How it pays.
    pub habit: Habit,
    /// Its key.
    pub id: Uuid,
    /// Its portfolio.
    pub portfolio: i32,
    /// That portfolio's collector.
    pub collector: i32,
    /// What it is invoiced in.
    pub currency: &'static str,
    /// Its language.
    pub french: bool,
    /// Its kind: `company`, `public` or `consumer`.
    pub kind: &'static str,
    /// A usual invoice of its, in hundredths.
    pub usual: f64,
    /// Its payment terms.
    pub terms: Terms,
    /// Whom to ask for, and at which address, if known.
    pub payables: Option<(Uuid, String, Option<String>)>,
    /// What is told so far.
    pub story: Story,
    sequence: u16,
}

/// When an invoice falls due: days after its date, then perhaps the end of the month, then perhaps a day of the next.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// As they are written.
    pub label: &'static str,
    days: i64,
    end_of_month: bool,
    day: i64,
}

const fn terms(label: &'static str, days: i64, end_of_month: bool, day: i64) -> Terms {
    Terms {
        label,
        days,
        end_of_month,
        day,
    }
}

const THIRTY_DAYS: Terms = terms("30 days", 30, false, 0);
const TERMS: [(i64, Terms); 5] = [
    (45, THIRTY_DAYS),
    (20, terms("45 days", 45, false, 0)),
    (10, terms("60 days", 60, false, 0)),
    (15, terms("30 days end of month", 30, true, 0)),
    (10, terms("30 days end of month the 10th", 30, true, 10)),
];

impl Terms {
    /// The due date of what is issued on that day.
    pub fn due(self, issued_on: NaiveDate) -> NaiveDate {
        let day = plus(issued_on, self.days);
        if self.end_of_month {
            plus(super::calendar::end_of_month(day), self.day)
        } else {
            day
        }
    }
}

impl<'a> Case<'a> {
    /// Introduces the customer with this number; its draws depend on the seed and its number alone.
    pub fn open(scene: &'a Scene<'a>, seed: u64, index: u32) -> Self {
        let stream = (u64::from(scene.house.id.unsigned_abs()) << 32) | u64::from(index);
        let mut chance = Chance::new(seed, stream);
        let part = Part::of(scene.house, index);
        let british = scene.house.country == "GB";

        let (kind, country, currency) = match part {
            Part::NoRate => ("company", "CH", "CHF"),
            Part::Plain if chance.percent(12) => {
                ("public", scene.house.country, scene.house.currency)
            }
            Part::Plain if chance.percent(8) => {
                ("consumer", scene.house.country, scene.house.currency)
            }
            _ if british => chance.weighted(&[
                (80, ("company", "GB", "GBP")),
                (10, ("company", "US", "USD")),
                (10, ("company", "DE", "EUR")),
            ]),
            _ => chance.weighted(&[
                (80, ("company", "FR", "EUR")),
                (5, ("company", "BE", "EUR")),
                (5, ("company", "DE", "EUR")),
                (5, ("company", "GB", "GBP")),
                (5, ("company", "US", "USD")),
            ]),
        };
        let portfolio = match (british, kind) {
            (true, _) => chance.weighted(&[(70, 6), (30, 7)]),
            (_, "public" | "consumer") => 5,
            _ if country != "FR" => 4,
            _ => chance.weighted(&[(45, 1), (28, 2), (27, 3)]),
        };
        let habit = match part {
            Part::Returned => Habit::Debited,
            Part::LargeOverdue | Part::NoRate => Habit::Slow,
            Part::PromisePartly | Part::Plan => Habit::Late,
            Part::Insolvent | Part::Litigation => Habit::Failing,
            _ => chance.weighted(&[
                (38, Habit::Prompt),
                (24, Habit::Slow),
                (10, Habit::Late),
                (4, Habit::VeryLate),
                (6, Habit::InParts),
                (8, Habit::Seasonal),
                (2, Habit::Failing),
                (8, Habit::Debited),
            ]),
        };
        let usual = chance.weighted(&[(40, 40e3), (35, 150e3), (20, 600e3), (5, 2_000e3)]);
        let mut case = Self {
            id: Uuid::nil(),
            portfolio,
            collector: BOOKS
                .iter()
                .find(|book| book.id == portfolio)
                .map_or(1, |book| book.collector),
            currency,
            french: matches!(country, "FR" | "BE"),
            kind,
            usual: match kind {
                "consumer" => 15e3,
                _ if part == Part::LargeOverdue => 4_500e3,
                _ => usual,
            },
            terms: if part == Part::Plain && kind != "public" {
                chance.weighted(&TERMS)
            } else {
                THIRTY_DAYS
            },
            payables: None,
            story: Story::default(),
            sequence: 0,
            scene,
            chance,
            index,
            part,
            habit,
        };
        case.introduce(country);
        case
    }

    /// A new key, the same for the same seed. Keys grow along the load, which keeps indexes compact.
    pub fn key(&mut self) -> Uuid {
        self.sequence += 1;
        let mut bytes = [0; 10];
        bytes[..2].copy_from_slice(&self.sequence.to_be_bytes());
        bytes[2..].copy_from_slice(&self.chance.bits().to_be_bytes());
        let start = plus(self.scene.today, -548)
            .and_time(NaiveTime::MIN)
            .and_utc()
            .timestamp_millis();
        let millis = start.unsigned_abs() + u64::from(self.index) * 100;
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    /// That day at a moment of office hours, on the company's clock.
    pub fn office_hours(&mut self, day: NaiveDate) -> NaiveDateTime {
        let minutes = self.chance.range(9 * 60, 17 * 60 - 1);
        at(day, minutes)
    }

    /// In the company's currency, by the day's rate; nothing where there is no rate.
    pub fn in_company_currency(&self, amount: Cents, currency: &str) -> Cents {
        let rate = rate(currency, self.scene.house.currency, self.scene.today);
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        Cents((amount.0 as f64 * rate).round() as i64)
    }

    /// The business day a few days before the last covered one.
    pub fn ago(&self, days: i64) -> NaiveDate {
        self.scene
            .calendar
            .on_or_before(plus(self.scene.covered, -days))
    }

    fn introduce(&mut self, country: &'static str) {
        self.id = self.key();
        let company = self.scene.house.id;
        let chance = &mut self.chance;
        let name = match self.kind {
            "public" => names::public_body(chance, country),
            "consumer" => names::person(chance, self.french),
            _ => names::company(chance, country),
        };
        let registered = (country == "FR" && self.kind != "consumer")
            .then(|| names::siren(u64::from(self.index) + 1));
        let opened_on = plus(self.scene.today, -chance.range(560, 2200));
        let recorded_at = at(opened_on, 10 * 60);
        let risk = match self.habit {
            Habit::Prompt | Habit::Debited => chance.pick(&["A", "A", "B"]),
            Habit::Slow | Habit::Seasonal => chance.pick(&["B", "B", "C"]),
            Habit::Late | Habit::InParts => "C",
            Habit::VeryLate => "D",
            Habit::Failing => "E",
        };
        let payment_method = match self.habit {
            Habit::Debited => "direct_debit",
            _ if self.kind == "consumer" => chance.pick(&["card", "check", "transfer", "cash"]),
            _ => chance.weighted(&[(82, "transfer"), (8, "check"), (6, "bill"), (4, "card")]),
        };
        let insolvent_on = (self.part == Part::Insolvent)
            .then(|| plus(self.scene.today, -30 - i64::from(self.index % 7) * 3));
        let siret = registered
            .as_deref()
            .map(|siren| names::siret(siren, self.chance.range(1, 40)));
        let address = names::address(&mut self.chance, country);
        self.story.customers.push(Customer {
            company_id: company,
            id: self.id,
            portfolio_id: self.portfolio,
            r#ref: format!("C{:05}", self.index + 1),
            vat_number: registered.as_deref().map(names::vat_number),
            siren: registered,
            siret,
            name: name.clone(),
            parent_id: None,
            kind: self.kind,
            country,
            language: if self.french { "fr" } else { "en" },
            time_zone: match country {
                "GB" => "Europe/London",
                "US" => "America/New_York",
                "DE" => "Europe/Berlin",
                "BE" => "Europe/Brussels",
                "CH" => "Europe/Zurich",
                _ => "Europe/Paris",
            },
            address,
            payment_method,
            terms: self.terms.label,
            risk_class: risk,
            insolvent_on,
            active: true,
            recorded_at,
            updated_at: recorded_at,
        });
        self.state("risk_class", "B", opened_on);
        if risk != "B" {
            let changed_on = plus(self.scene.today, -self.chance.range(40, 400));
            self.state("risk_class", risk, changed_on);
        }
        if self.chance.percent(5) {
            let changed_on = plus(self.scene.today, -self.chance.range(200, 500));
            self.state("terms", self.terms.label, changed_on);
            self.state("payment_method", payment_method, changed_on);
        }
        if let Some(day) = insolvent_on {
            self.state("insolvency", "opened", day);
        }
        self.introduce_contacts(&name, country, recorded_at);
    }

    /// Records a dated state of the customer.
    pub fn state(&mut self, fact: &'static str, value: &str, effective_on: NaiveDate) {
        let row = CustomerState {
            company_id: self.scene.house.id,
            id: self.key(),
            customer_id: self.id,
            portfolio_id: self.portfolio,
            fact,
            value: Some(value.to_owned()),
            effective_on,
            recorded_at: at(effective_on, 11 * 60),
        };
        self.story.states.push(row);
    }

    fn introduce_contacts(
        &mut self,
        name: &str,
        country: &'static str,
        recorded_at: NaiveDateTime,
    ) {
        let domain = format!(
            "{}{}.{}",
            names::slug(name),
            self.index % 100,
            self.chance
                .pick(&["example.com", "example.org", "example.net"])
        );
        let people = match self.kind {
            "consumer" => 1,
            _ => self.chance.weighted(&[(45, 1), (35, 2), (15, 3), (5, 4)]),
        };
        for number in 0..people {
            let role = match number {
                0 => "payables",
                _ => self.chance.pick(&[
                    "manager",
                    "buyer",
                    "legal",
                    "sales_owner",
                    "logistics_owner",
                    "other",
                ]),
            };
            let who = if self.kind == "consumer" {
                name.to_owned()
            } else {
                names::person(&mut self.chance, self.french)
            };
            // The parts that have a mail to show need an address; of the others some have none.
            let reachable = self.part != Part::Plain && number == 0;
            let email = (reachable || !self.chance.percent(9)).then(|| {
                let local = if number == 0 && self.kind == "company" {
                    if self.french {
                        "compta".to_owned()
                    } else {
                        "accounts".to_owned()
                    }
                } else {
                    names::slug(&who).replace('-', ".")
                };
                format!("{local}@{domain}")
            });
            let phone =
                (!self.chance.percent(8)).then(|| names::phone(&mut self.chance, country, false));
            let mobile = self
                .chance
                .percent(25)
                .then(|| names::phone(&mut self.chance, country, true));
            let id = self.key();
            if number == 0 {
                self.payables = Some((id, who.clone(), email.clone()));
            }
            self.story.contacts.push(Contact {
                company_id: self.scene.house.id,
                id,
                customer_id: self.id,
                portfolio_id: self.portfolio,
                name: who,
                role,
                phone,
                mobile,
                bounced: email.is_some() && !reachable && self.chance.percent(5),
                email,
                language: if self.french { "fr" } else { "en" },
                is_primary: number == 0,
                do_not_call: self.chance.percent(2),
                recorded_at,
                updated_at: recorded_at,
            });
        }
    }
}

/// That day, so many minutes after midnight.
pub fn at(day: NaiveDate, minutes: i64) -> NaiveDateTime {
    let start = day.and_time(NaiveTime::MIN);
    start
        .checked_add_days(Days::new((minutes / 1440).unsigned_abs()))
        .unwrap_or(start)
        + chrono::TimeDelta::minutes(minutes % 1440)
}
