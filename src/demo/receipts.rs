//! What customers paid: on which day, how much of what, and what came back.

use chrono::{Datelike as _, NaiveDate};
use uuid::Uuid;

use super::calendar::plus;
use super::case::{Case, Habit, Part, at};
use super::rows::*;

/// When the day's receipts reach the ledger, in minutes after midnight.
pub const RECEIPTS_AT: i64 = 19 * 60 + 30;

/// A payment that will come: on that day, for that item, that much.
struct Payment {
    on: NaiveDate,
    item: usize,
    amount: Cents,
}

/// A promise that the course of payments follows, or not.
pub struct Pledge {
    /// When it was given.
    pub made_on: NaiveDate,
    /// For when.
    pub promised_on: NaiveDate,
    /// How much of which items.
    pub items: Vec<(usize, Cents)>,
    /// Part of a plan: its number in it.
    pub instalment: Option<i16>,
    /// Withdrawn on this day.
    pub withdrawn_on: Option<NaiveDate>,
}

/// What is promised along the way.
#[derive(Default)]
pub struct Pledges(pub Vec<Pledge>);

impl Pledges {
    /// Whether one of them names the item.
    fn names(&self, item: usize) -> bool {
        self.0
            .iter()
            .any(|pledge| pledge.items.iter().any(|(named, _)| *named == item))
    }

    /// Whether nothing else is promised between these days.
    fn is_free(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.0
            .iter()
            .all(|pledge| plus(pledge.promised_on, 8) < from || plus(pledge.made_on, -1) > to)
    }
}

impl Case<'_> {
    /// Tells what was paid, and the promises it followed.
    pub fn tell_receipts(&mut self, pledges: &mut Pledges) {
        let payments = self.payments(pledges);
        self.receive(payments, pledges);
    }

    fn payments(&mut self, pledges: &mut Pledges) -> Vec<Payment> {
        let mut payments = Vec::new();
        let run_days = self.chance.percent(40);
        for item in 0..self.story.items.len() {
            let amount = self.left(item);
            if amount <= Cents(0) {
                continue;
            }
            if self.stays_open(item) {
                self.told_payments(item, amount, &mut payments, pledges);
                continue;
            }
            let due = self.story.items[item].due_on;
            let (delay, first_share) = self.delay(due);
            let Some(delay) = delay else { continue };
            let mut day = plus(due, delay);
            if run_days && delay > 0 {
                // Paid on the company's own payment days: the 10th and the 25th.
                day = plus(day, (10 - i64::from(day.day())).rem_euclid(15));
            }
            let day = self.scene.calendar.on_or_after(day);
            if first_share < 100 {
                payments.push(Payment {
                    on: day,
                    item,
                    amount: amount.percent(first_share),
                });
                if !self.chance.percent(12) {
                    let on = plus(day, self.chance.range(25, 45));
                    payments.push(Payment {
                        on: self.scene.calendar.on_or_after(on),
                        item,
                        amount: amount - amount.percent(first_share),
                    });
                }
            } else {
                payments.push(Payment {
                    on: day,
                    item,
                    amount,
                });
                if delay >= 12 && day <= self.scene.covered && self.chance.percent(30) {
                    self.pledge_before(item, amount, day, pledges);
                }
            }
        }
        payments
    }

    /// Days between the due date and the payment, if it comes, and the share paid then, in percent.
    fn delay(&mut self, due: NaiveDate) -> (Option<i64>, i64) {
        let chance = &mut self.chance;
        match self.habit {
            Habit::Prompt => (Some(chance.range(-4, 2)), 100),
            Habit::Debited => (Some(0), 100),
            Habit::Slow => (Some(chance.range(2, 16)), 100),
            Habit::Late => (Some(chance.range(15, 50)), 100),
            Habit::VeryLate => (Some(chance.range(45, 110)), 100),
            Habit::Seasonal if matches!(due.month(), 8 | 12) => (Some(chance.range(22, 46)), 100),
            Habit::Seasonal => (Some(chance.range(-2, 5)), 100),
            Habit::InParts => (Some(chance.range(4, 22)), chance.range(40, 70)),
            Habit::Failing if due > plus(self.scene.today, -150) => (None, 100),
            Habit::Failing => (Some(chance.range(10, 40)), 100),
        }
    }

    /// A promise given before a late payment: kept if the payment came within its grace, else broken.
    fn pledge_before(
        &mut self,
        item: usize,
        amount: Cents,
        paid_on: NaiveDate,
        pledges: &mut Pledges,
    ) {
        let calendar = self.scene.calendar;
        let early = if self.chance.percent(65) {
            self.chance.range(0, 2)
        } else {
            self.chance.range(8, 10)
        };
        let promised_on = calendar.on_or_before(plus(paid_on, -early));
        let made_on = calendar.on_or_before(plus(promised_on, -self.chance.range(3, 9)));
        let due = self.story.items[item].due_on;
        if made_on > due && pledges.is_free(made_on, paid_on) {
            pledges.0.push(Pledge {
                made_on,
                promised_on,
                items: vec![(item, amount)],
                instalment: None,
                withdrawn_on: None,
            });
        }
    }

    /// What the customer's part pays of the items that stay open.
    fn told_payments(
        &mut self,
        item: usize,
        amount: Cents,
        payments: &mut Vec<Payment>,
        pledges: &mut Pledges,
    ) {
        let calendar = self.scene.calendar;
        match (self.part, item) {
            (Part::PromisePartly, 2) => {
                let promised_on = self.ago(18);
                payments.push(Payment {
                    on: calendar.on_or_after(plus(promised_on, 1)),
                    item,
                    amount: amount.percent(40),
                });
                pledges.0.push(Pledge {
                    made_on: self.ago(27),
                    promised_on,
                    items: vec![(item, amount)],
                    instalment: None,
                    withdrawn_on: None,
                });
            }
            (Part::Plan, 2) => {
                let third = Cents(amount.0 / 3);
                let first = self.ago(15);
                payments.push(Payment {
                    on: first,
                    item,
                    amount: third,
                });
                let days = [
                    first,
                    calendar.on_or_after(plus(self.scene.today, 12)),
                    calendar.on_or_after(plus(self.scene.today, 42)),
                ];
                for (number, promised_on) in (1..).zip(days) {
                    let part = if number == 3 {
                        amount - third - third
                    } else {
                        third
                    };
                    pledges.0.push(Pledge {
                        made_on: self.ago(24),
                        promised_on,
                        items: vec![(item, part)],
                        instalment: Some(number),
                        withdrawn_on: None,
                    });
                }
            }
            (Part::Returned, 1) => payments.push(Payment {
                on: self.ago(6),
                item,
                amount,
            }),
            _ => {}
        }
    }

    /// Groups the payments of a day into one receipt and allocates it.
    fn receive(&mut self, mut payments: Vec<Payment>, pledges: &Pledges) {
        payments.retain(|payment| {
            payment.on <= self.scene.covered
                && payment.on >= self.story.items[payment.item].issued_on
                && payment.amount > Cents(0)
        });
        payments.sort_by_key(|payment| (payment.on, payment.item));
        for group in payments.chunk_by(|one, next| one.on == next.on) {
            let on = group[0].on;
            let late_recording = self.chance.per_mille(15);
            let recorded_on = if late_recording {
                plus(on, self.chance.range(2, 12)).min(self.scene.covered)
            } else {
                on
            };
            let recorded_at = at(recorded_on, RECEIPTS_AT);
            let receipt = self.key();
            let mut received = Cents(0);
            for payment in group {
                let paid = if pledges.names(payment.item) {
                    payment.amount
                } else {
                    self.shortfall(payment, on)
                };
                let row = self.allocation("payment", payment.item, paid, on);
                self.story.allocations.push(Allocation {
                    receipt_id: Some(receipt),
                    recorded_at,
                    ..row
                });
                received = received + paid;
            }
            // Some pay a round sum, and the rest waits for the next invoice.
            if self.chance.per_mille(15) {
                received = received + Cents(self.chance.range(10, 300) * 100);
            }
            self.receipt(receipt, on, received, recorded_at);
        }
    }

    /// What a payment is short by goes to the account that bears it; returns what was received.
    fn shortfall(&mut self, payment: &Payment, on: NaiveDate) -> Cents {
        let foreign = self.currency != self.scene.house.currency;
        let whole = payment.amount == self.left(payment.item);
        // What a part is about is paid to the cent.
        let kind = match self.part {
            Part::Plain if whole && payment.amount > Cents(5_000) => {
                if foreign && self.chance.percent(30) {
                    "exchange"
                } else if self.chance.percent(5) {
                    self.chance.pick(&["discount", "bank_charge", "write_off"])
                } else {
                    return payment.amount;
                }
            }
            _ if whole && payment.amount > Cents(5_000) && self.chance.percent(4) => self
                .chance
                .pick(&["discount", "bank_charge", "write_off", "exchange"]),
            _ => return payment.amount,
        };
        let short = Cents(self.chance.range(20, 300));
        let row = self.allocation(kind, payment.item, short, on);
        self.story.allocations.push(row);
        payment.amount - short
    }

    fn receipt(
        &mut self,
        id: Uuid,
        on: NaiveDate,
        amount: Cents,
        recorded_at: chrono::NaiveDateTime,
    ) {
        let number = self.story.receipts.len() + 1;
        let customer = &self.story.customers[0];
        self.story.receipts.push(Receipt {
            company_id: self.scene.house.id,
            id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            external_id: format!("demo-R-{}-{number:03}", customer.r#ref),
            effective_on: on,
            currency: self.currency,
            amount,
            unallocated: amount,
            method: customer.payment_method,
            reference: format!("{} {}", customer.name, on.format("%m/%Y")),
            reverses: None,
            reversed_by: None,
            return_reason: None,
            recorded_at,
        });
    }

    /// Money that names no invoice, as a receipt and as a document of the ledger taken over.
    pub fn money_on_account(&mut self) {
        if self.part == Part::NoCredit {
            let amount = Cents(self.chance.range(50, 400) * 100);
            let on = self.ago(40);
            self.negative_document(
                "on_account",
                "OC",
                self.story.documents.len() + 1,
                on,
                amount,
            );
        } else if self.part == Part::Plain && self.chance.percent(2) {
            let days = self.chance.range(3, 25);
            let on = self.ago(days);
            let amount = Cents(self.chance.range(100, 3_000) * 100);
            let id = self.key();
            self.receipt(id, on, amount, at(on, RECEIPTS_AT));
        }
    }

    /// The bank takes the latest debit back: a receipt of the opposite amount, which withdraws the allocations.
    pub fn return_last_debit(&mut self) {
        let on = self.ago(1);
        let Some(last) = (0..self.story.receipts.len())
            .max_by_key(|&place| self.story.receipts[place].effective_on)
        else {
            return;
        };
        let returned = self.story.receipts[last].clone();
        let id = self.key();
        let recorded_at = at(on, RECEIPTS_AT);
        let withdrawn: Vec<Allocation> = self
            .story
            .allocations
            .iter()
            .filter(|one| one.receipt_id == Some(returned.id))
            .cloned()
            .collect();
        for one in withdrawn {
            let key = self.key();
            self.story.allocations.push(Allocation {
                id: key,
                amount: -one.amount,
                source_amount: -one.source_amount,
                applied_on: on,
                reverses: Some(one.id),
                recorded_at,
                ..one
            });
        }
        self.story.receipts[last].reversed_by = Some(id);
        let reason = self.chance.pick(&["AM04", "MS02", "AC04", "MD06"]);
        self.story.receipts.push(Receipt {
            id,
            external_id: format!("{}-return", returned.external_id),
            effective_on: on,
            amount: -returned.amount,
            unallocated: -returned.amount,
            reverses: Some(returned.id),
            return_reason: Some(reason),
            recorded_at,
            ..returned
        });
    }
}
