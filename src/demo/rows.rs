//! The rows of the demo company, field by field as its tables name them, and their text for bulk loading.
//!
//! Tables stand in the order in which they can be filled: what is pointed to comes first.

use std::io::Write as _;

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

/// An amount in hundredths: every currency of the demo has two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cents(pub i64);

impl std::ops::Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Cents {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::ops::Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.map(|one| one.0).sum())
    }
}

impl Cents {
    /// This share of it, in whole hundredths.
    pub fn percent(self, percent: i64) -> Self {
        Self(self.0 * percent / 100)
    }
}

impl std::fmt::Display for Cents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", whole / 100, whole % 100)
    }
}

/// One value in the text form that COPY reads.
pub trait Field {
    /// Appends it to the line.
    fn put(&self, line: &mut Vec<u8>);
}

/// Values whose display needs no escaping.
macro_rules! plain {
    ($($kind:ty),*) => {$(
        impl Field for $kind {
            fn put(&self, line: &mut Vec<u8>) {
                // Writing into memory cannot fail.
                let _ = write!(line, "{self}");
            }
        }
    )*};
}
plain!(i16, i32, i64, Cents, Uuid, NaiveDate, NaiveDateTime);

impl Field for bool {
    fn put(&self, line: &mut Vec<u8>) {
        line.push(if *self { b't' } else { b'f' });
    }
}

impl Field for str {
    fn put(&self, line: &mut Vec<u8>) {
        for byte in self.bytes() {
            match byte {
                b'\\' => line.extend(b"\\\\"),
                b'\t' => line.extend(b"\\t"),
                b'\n' => line.extend(b"\\n"),
                b'\r' => line.extend(b"\\r"),
                other => line.push(other),
            }
        }
    }
}

impl Field for &'static str {
    fn put(&self, line: &mut Vec<u8>) {
        str::put(self, line);
    }
}

impl Field for String {
    fn put(&self, line: &mut Vec<u8>) {
        self.as_str().put(line);
    }
}

impl Field for [u8; 32] {
    fn put(&self, line: &mut Vec<u8>) {
        line.extend(b"\\\\x");
        for byte in self {
            let _ = write!(line, "{byte:02x}");
        }
    }
}

impl<T: Field> Field for Option<T> {
    fn put(&self, line: &mut Vec<u8>) {
        match self {
            Some(value) => value.put(line),
            None => line.extend(b"\\N"),
        }
    }
}

/// A row of one table.
pub trait Row {
    /// Its table.
    const TABLE: &'static str;
    /// Its columns, in the order of [`put`](Self::put).
    const COLUMNS: &'static [&'static str];
    /// Appends its line.
    fn put(&self, line: &mut Vec<u8>);
}

macro_rules! tables {
    ($($name:ident = $table:literal { $($field:ident: $kind:ty),* $(,)? })*) => {
        $(
            #[derive(Debug, Clone)]
            pub struct $name { $(pub $field: $kind),* }

            impl Row for $name {
                const TABLE: &'static str = $table;
                const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];
                fn put(&self, line: &mut Vec<u8>) {
                    $( self.$field.put(line); line.push(b'\t'); )*
                    line.pop();
                    line.push(b'\n');
                }
            }
        )*

        /// Every table, in the order of loading.
        pub const ORDER: &[&str] = &[$($table),*];
    };
}

/// The name of a column as SQL writes it (`ref` is a keyword here, not there).
pub fn column(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

type Id = Uuid;
type Text = &'static str;
type Day = NaiveDate;
type Stamp = NaiveDateTime;

tables! {
    Holiday = "holiday" { country: Text, day: Day, name: Text }
    FxRate = "fx_rate" { base: Text, quote: Text, on_date: Day, rate: String, source: Text }
    Company = "company" {
        id: i32, code: Text, name: Text, country: Text, currency: Text, time_zone: Text, language: Text, siren: Option<String>,
        vat_number: Option<String>, address: Text, mail_from: Text, mail_reply_to: Text, rolled_on: Day, receipts_cover_until: Day,
        penalty_rate: Option<Text>,
    }
    Person = "person" { id: i32, role_name: Text, display_name: Text, email: String, language: Text, all_portfolios: bool, active: bool }
    Portfolio = "portfolio" { id: i32, company_id: i32, code: Text, name: Text }
    PortfolioPerson = "portfolio_person" { portfolio_id: i32, person_id: i32, from_on: Day, to_on: Option<Day>, substitute: bool }
    Customer = "customer" {
        company_id: i32, id: Id, portfolio_id: i32, r#ref: String, name: String, parent_id: Option<Id>, kind: Text,
        siren: Option<String>, siret: Option<String>, vat_number: Option<String>, country: Text, language: Text, time_zone: Text,
        address: String, payment_method: Text, terms: Text, risk_class: Text, insolvent_on: Option<Day>, active: bool, recorded_at: Stamp,
        updated_at: Stamp,
    }
    CustomerState = "customer_state" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, fact: Text, value: Option<String>, effective_on: Day, recorded_at: Stamp,
    }
    Contact = "contact" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, name: String, role: Text, phone: Option<String>, mobile: Option<String>,
        email: Option<String>, language: Text, is_primary: bool, bounced: bool, do_not_call: bool, recorded_at: Stamp, updated_at: Stamp,
    }
    CreditLimit = "credit_limit" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, amount: Option<Cents>, kind: Text, effective_on: Day,
        until_on: Option<Day>, reason: Text, requested_by: Option<i32>, approved_by: Option<i32>, recorded_at: Stamp,
    }
    LimitRequest = "limit_request" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, amount: Option<Cents>, kind: Text, effective_on: Day, reason: Text,
        state: Text, requested_by: i32, decided_by: Option<i32>, decided_at: Option<Stamp>, decision_reason: Option<Text>, recorded_at: Stamp,
    }
    SalesOrder = "sales_order" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, external_id: String, number: String, ordered_on: Day,
        requested_on: Option<Day>, currency: Text, amount: Cents, delivered_amount: Cents, invoiced_amount: Cents, status: Text,
        shipped_on: Option<Day>, recorded_at: Stamp, updated_at: Stamp,
    }
    Document = "document" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, kind: Text, number: String, external_id: Option<String>, issued_on: Day,
        currency: Text, amount: Cents, vat_amount: Cents, po_number: Option<String>, order_id: Option<Id>, payment_method: Text,
        status: Text, einvoice_code: Option<i16>, error_cause: Option<Text>, reverses: Option<Id>, reversed_by: Option<Id>,
        recorded_at: Stamp,
    }
    DueItem = "due_item" {
        company_id: i32, id: Id, document_id: Id, customer_id: Id, portfolio_id: i32, seq: i16, kind: Text, issued_on: Day, due_on: Day,
        due_assumed: bool, currency: Text, amount: Cents, open_amount: Cents, state: Text, recorded_at: Stamp,
    }
    DueDateChange = "due_date_change" {
        company_id: i32, id: Id, item_id: Id, customer_id: Id, portfolio_id: i32, due_on: Day, previous_due_on: Day, effective_on: Day,
        recorded_at: Stamp,
    }
    Receipt = "receipt" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, external_id: String, effective_on: Day, currency: Text, amount: Cents,
        unallocated: Cents, method: Text, reference: String, reverses: Option<Id>, reversed_by: Option<Id>, return_reason: Option<Text>,
        recorded_at: Stamp,
    }
    Allocation = "allocation" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, kind: Text, item_id: Id, receipt_id: Option<Id>,
        source_item_id: Option<Id>, amount: Cents, source_amount: Cents, applied_on: Day, reverses: Option<Id>, recorded_at: Stamp,
    }
    Promise = "promise" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, plan_id: Option<Id>, seq: i16, amount: Cents, currency: Text,
        made_on: Day, promised_on: Day, judge_on: Day, on_account: bool, state: Text, received: Cents, judged_on: Option<Day>,
        person_id: i32, contact_id: Option<Id>, recorded_at: Stamp,
    }
    PromiseItem = "promise_item" { company_id: i32, promise_id: Id, item_id: Id, customer_id: Id, portfolio_id: i32, amount: Cents }
    PromiseEvent = "promise_event" {
        company_id: i32, id: Id, promise_id: Id, customer_id: Id, portfolio_id: i32, event: Text, from_on: Option<Day>, to_on: Option<Day>,
        received: Option<Cents>, effective_on: Day, person_id: Option<i32>, recorded_at: Stamp,
    }
    Dispute = "dispute" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, item_id: Id, reason: Text, amount: Cents, owner_id: Option<i32>,
        due_on: Option<Day>, status: Text, opened_on: Day, resolved_on: Option<Day>, root_cause: Option<Text>, person_id: i32,
        recorded_at: Stamp, resolved_recorded_at: Option<Stamp>,
    }
    DisputeEvent = "dispute_event" {
        company_id: i32, id: Id, dispute_id: Id, customer_id: Id, portfolio_id: i32, event: Text, effective_on: Day, person_id: i32,
        recorded_at: Stamp,
    }
    Hold = "hold" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, scope: Text, scope_id: Option<Id>, what: Text, reason: Text,
        state: Text, from_on: Day, until_on: Option<Day>, requested_by: i32, released_by: Option<i32>, release_reason: Option<Text>,
        acknowledged_at: Option<Stamp>, released_at: Option<Stamp>, recorded_at: Stamp,
    }
    Activity = "activity" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, kind: Text, outcome: Option<Text>, right_party: Option<bool>,
        contact_id: Option<Id>, entity: Option<Text>, entity_id: Option<Id>, amount: Option<Cents>, currency: Option<Text>,
        effective_on: Day, revisit_on: Option<Day>, person_id: Option<i32>, recorded_at: Stamp,
    }
    ActivityText = "activity_text" { company_id: i32, activity_id: Id, customer_id: Id, portfolio_id: i32, body: String }
    ActivityItem = "activity_item" { company_id: i32, activity_id: Id, item_id: Id, customer_id: Id, portfolio_id: i32 }
    ContactFact = "contact_fact" {
        company_id: i32, customer_id: Id, portfolio_id: i32, last_attempt_at: Option<Stamp>, last_attempt_by: Option<i32>,
        last_outcome: Option<Text>, last_right_party_on: Option<Day>, last_reminder_on: Option<Day>, revisit_on: Option<Day>,
        attempts: i32, right_party: i32, broken_promises: i32,
    }
    Reminder = "reminder" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, run_id: Id, proposed_on: Day, language: Text, channel: Text,
        tone: Text, step: i16, template_code: Text, state: Text, suppressed_by: Option<Text>, suppressed_until: Option<Day>,
        contact_id: Option<Id>, approved_by: Option<i32>, approved_at: Option<Stamp>, sent_on: Option<Day>,
        tracking_number: Option<String>, presented_on: Option<Day>, acknowledged_on: Option<Day>, recorded_at: Stamp,
    }
    ReminderItem = "reminder_item" {
        company_id: i32, reminder_id: Id, item_id: Id, customer_id: Id, portfolio_id: i32, step: i16, amount: Cents, currency: Text,
        days_late: i32, suppressed_by: Option<Text>,
    }
    Outbox = "outbox" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, reminder_id: Option<Id>, kind: Text, to_address: String,
        to_name: String, address_hash: [u8; 32], reply_to: Text, message_id: String, state: Text, not_before: Stamp, attempts: i32,
        claimed_at: Option<Stamp>, claimed_by: Option<Text>, last_error: Option<Text>, sent_at: Option<Stamp>, person_id: i32,
        recorded_at: Stamp,
    }
    OutboxBody = "outbox_body" { company_id: i32, outbox_id: Id, customer_id: Id, portfolio_id: i32, subject: String, body_text: String }
    OutboxEvent = "outbox_event" {
        company_id: i32, id: Id, outbox_id: Id, customer_id: Id, portfolio_id: i32, event: Text, person_id: Option<i32>, recorded_at: Stamp,
    }
    Alert = "alert" {
        company_id: i32, id: Id, customer_id: Id, portfolio_id: i32, kind: Text, subject_id: Id, state: Text, amount: Option<Cents>,
        currency: Option<Text>, detail: String, raised_on: Day, raised_at: Stamp, snoozed_until: Option<Day>, handled_by: Option<i32>,
        handled_at: Option<Stamp>, reason: Option<Text>, assigned_to: Option<i32>,
    }
}
