//! What a customer bought: documents and their due items, and what is left to settle of them.

use chrono::NaiveDate;
use uuid::Uuid;

use super::calendar::plus;
use super::case::{Case, Part, at};
use super::receipts::{Pledges, RECEIPTS_AT};
use super::rows::*;

/// When the day's invoices reach the ledger, in minutes after midnight.
pub const INVOICES_AT: i64 = 18 * 60;

/// What stays overdue of a part's usual invoice, in percent: a third of what the whole company is owed is overdue.
const LATE_SHARE: i64 = 20;

impl Case<'_> {
    /// Tells this many invoices and how they were settled.
    pub fn tell_ledger(&mut self, invoices: u32) -> Pledges {
        let days = self.issue_days(invoices);
        // Latest first, so that the items that a part is about have fixed places.
        for (age, day) in days.into_iter().enumerate() {
            self.invoice(age, day);
        }
        let mut pledges = Pledges::default();
        self.credit_notes();
        self.tell_receipts(&mut pledges);
        self.money_on_account();
        match self.part {
            Part::Returned => self.return_last_debit(),
            Part::Resolved => self.correct_an_invoice(),
            _ => {}
        }
        pledges
    }

    /// The dates of issue, latest first, all on business days before today.
    fn issue_days(&mut self, invoices: u32) -> Vec<NaiveDate> {
        let recent: [(i64, i64); 4] = [(2, 24), (35, 58), (62, 88), (95, 125)];
        let shown = if self.part == Part::Plain {
            0
        } else {
            recent.len()
        };
        let mut ages: Vec<i64> = (0..invoices as usize)
            .map(|place| match recent.get(place) {
                Some(&(low, high)) if place < shown => self.chance.range(low, high),
                _ => self.chance.range(if shown == 0 { 1 } else { 128 }, 545),
            })
            .collect();
        ages.sort_unstable();
        ages.into_iter().map(|age| self.ago(age - 1)).collect()
    }

    pub fn invoice(&mut self, age: usize, issued_on: NaiveDate) {
        let number = age + 1;
        let document = self.key();
        let gross = self.chance.amount(self.usual).clamp(900.0, 40_000_000.0);
        #[allow(clippy::cast_possible_truncation)]
        let mut amount = Cents(gross.round() as i64);
        if self.part.is_overdue() {
            // Who pays late owes the small ones longest; what is not due yet outweighs them.
            amount = amount.percent(if (1..=3).contains(&age) {
                LATE_SHARE
            } else {
                140
            });
        }
        if self.part == Part::LargeOverdue && age == 1 {
            amount = Cents(amount.0.max(2_600_000) + 500_000);
        }
        let domestic = self.currency == self.scene.house.currency;
        let vat_amount = if domestic {
            Cents(amount.0 / 6)
        } else {
            Cents(0)
        };
        let late_recording = self.chance.percent(2);
        let recorded_on = if late_recording {
            plus(issued_on, self.chance.range(3, 20)).min(self.scene.covered)
        } else {
            issued_on
        };
        let recorded_at = at(recorded_on, INVOICES_AT);
        let order = self
            .chance
            .percent(25)
            .then(|| self.invoiced_order(number, issued_on, amount));
        let kind = match (self.part, age) {
            (Part::NoCredit, 3) => "opening",
            _ => "invoice",
        };
        let customer = &self.story.customers[0];
        let reference = format!("{}-{number:03}", customer.r#ref);
        let payment_method = customer.payment_method;
        let po_number = (order.is_some() || self.chance.percent(30))
            .then(|| format!("PO-{}", 40_000 + self.chance.range(0, 59_999)));
        self.story.documents.push(Document {
            company_id: self.scene.house.id,
            id: document,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            kind,
            number: format!("F{reference}"),
            external_id: Some(format!("demo-{reference}")),
            issued_on,
            currency: self.currency,
            amount,
            vat_amount,
            po_number,
            order_id: order,
            payment_method,
            status: "issued",
            einvoice_code: None,
            error_cause: None,
            reverses: None,
            reversed_by: None,
            recorded_at,
        });
        self.due_items(document, age, issued_on, amount, recorded_at);
    }

    fn due_items(
        &mut self,
        document: Uuid,
        age: usize,
        issued_on: NaiveDate,
        amount: Cents,
        recorded_at: chrono::NaiveDateTime,
    ) {
        let assumed = self.chance.per_mille(8);
        let due = if assumed {
            plus(issued_on, 30)
        } else {
            self.terms.due(issued_on)
        };
        let third = Cents(amount.0 / 3);
        let parts: Vec<(&'static str, NaiveDate, Cents)> = match (self.part, age) {
            (Part::Instalments, 1 | 4) => vec![
                ("instalment", due, third),
                ("instalment", plus(due, 30), third),
                ("instalment", plus(due, 60), amount - third - third),
            ],
            (Part::Instalments, 2) => vec![
                ("down_payment", issued_on, amount.percent(30)),
                ("normal", due, amount - amount.percent(30)),
            ],
            (Part::Instalments, 3) => vec![
                ("normal", due, amount - amount.percent(5)),
                ("retention", plus(issued_on, 365), amount.percent(5)),
            ],
            _ => vec![("normal", due, amount)],
        };
        for (place, (kind, due_on, amount)) in parts.into_iter().enumerate() {
            let id = self.key();
            self.story.items.push(DueItem {
                company_id: self.scene.house.id,
                id,
                document_id: document,
                customer_id: self.id,
                portfolio_id: self.portfolio,
                seq: i16::try_from(place + 1).unwrap_or(1),
                kind,
                issued_on,
                due_on,
                due_assumed: assumed,
                currency: self.currency,
                amount,
                open_amount: amount,
                state: "normal",
                recorded_at,
            });
            if self.chance.per_mille(8) {
                let effective_on = self.scene.calendar.on_or_after(plus(issued_on, 4));
                let change = DueDateChange {
                    company_id: self.scene.house.id,
                    id: self.key(),
                    item_id: id,
                    customer_id: self.id,
                    portfolio_id: self.portfolio,
                    due_on,
                    previous_due_on: plus(due_on, -15),
                    effective_on: effective_on.min(self.scene.covered),
                    recorded_at: at(effective_on.min(self.scene.covered), 15 * 60),
                };
                self.story.due_changes.push(change);
            }
        }
    }

    /// What is left to settle of an item after what is told so far.
    pub fn left(&self, item: usize) -> Cents {
        let row = &self.story.items[item];
        let settled = self.story.allocations.iter().map(|one| {
            if one.item_id == row.id {
                one.amount
            } else if one.source_item_id == Some(row.id) {
                -one.source_amount
            } else {
                Cents(0)
            }
        });
        row.amount - settled.sum()
    }

    /// Whether the part asks for this item to stay unpaid: the latest three fallen due.
    pub fn stays_open(&self, item: usize) -> bool {
        let document = self.story.items[item].document_id;
        let age = self
            .story
            .documents
            .iter()
            .position(|one| one.id == document)
            .unwrap_or(usize::MAX);
        match self.part {
            Part::Near => age == 1,
            // Its debit is paid first and comes back later.
            Part::Returned => age == 1 || age == 2,
            part => part.is_overdue() && (1..=3).contains(&age),
        }
    }

    /// An allocation to the item without its source.
    pub fn allocation(
        &mut self,
        kind: &'static str,
        item: usize,
        amount: Cents,
        applied_on: NaiveDate,
    ) -> Allocation {
        Allocation {
            company_id: self.scene.house.id,
            id: self.key(),
            customer_id: self.id,
            portfolio_id: self.portfolio,
            kind,
            item_id: self.story.items[item].id,
            receipt_id: None,
            source_item_id: None,
            amount,
            source_amount: amount,
            applied_on,
            reverses: None,
            recorded_at: at(applied_on, RECEIPTS_AT),
        }
    }
}
