//! Promises, judged by the rule on the receipts that were told: nothing here decides how one ends.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::calendar::plus;
use super::case::{Case, Part, at};
use super::receipts::{Pledge, Pledges};
use super::rows::*;

/// Business days after the promised date.
const GRACE: u32 = 3;
/// Short by no more than this is kept.
const SMALL_DIFFERENCE: Cents = Cents(100);

impl Case<'_> {
    /// Tells the promises: those the payments followed, and those of the customer's part.
    pub fn tell_promises(&mut self, pledges: Pledges) {
        let mut pledges = pledges.0;
        pledges.extend(self.pledges_of_part());
        pledges.sort_by_key(|pledge| (pledge.made_on, pledge.promised_on));
        let plan = self.key();
        let mut used = HashMap::new();
        for pledge in pledges {
            self.promise(&pledge, plan, &mut used);
        }
    }

    fn pledges_of_part(&mut self) -> Vec<Pledge> {
        let calendar = self.scene.calendar;
        let today = self.scene.today;
        let overdue: Vec<(usize, Cents)> = (0..self.story.items.len())
            .filter(|&item| self.story.items[item].due_on < today)
            .map(|item| (item, self.left(item)))
            .filter(|(_, left)| *left > Cents(0))
            .collect();
        if overdue.is_empty() {
            return Vec::new();
        }
        let pledge = |made_on, promised_on, items| Pledge {
            made_on,
            promised_on,
            items,
            instalment: None,
            withdrawn_on: None,
        };
        let days = self.chance.range(2, 12);
        match self.part {
            Part::PromiseOpen => {
                // Some are for today.
                let day = if self.index.is_multiple_of(60) {
                    0
                } else {
                    days
                };
                vec![pledge(
                    self.ago(3),
                    calendar.on_or_after(plus(today, day)),
                    overdue,
                )]
            }
            Part::PromiseDue => vec![pledge(self.ago(12), self.scene.covered, overdue)],
            Part::PromiseBroken => {
                let promised_on = self.ago(7 + days % 3);
                vec![pledge(self.ago(16 + days), promised_on, overdue)]
            }
            Part::PromisePartly => {
                let first = overdue.into_iter().take(1).collect();
                vec![Pledge {
                    withdrawn_on: Some(self.ago(42)),
                    ..pledge(self.ago(50), self.ago(38), first)
                }]
            }
            _ => Vec::new(),
        }
    }

    fn promise(&mut self, pledge: &Pledge, plan: Uuid, used: &mut HashMap<Uuid, Cents>) {
        let id = self.key();
        let made_at = match pledge.instalment {
            // Instalments of one call, in their order.
            Some(number) => at(pledge.made_on, 11 * 60 + i64::from(number)),
            None => self.office_hours(pledge.made_on),
        };
        let judge_on = self.scene.calendar.add(pledge.promised_on, GRACE);
        let amount: Cents = pledge.items.iter().map(|(_, amount)| *amount).sum();
        let promise = Promise {
            company_id: self.scene.house.id,
            id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            plan_id: pledge.instalment.map(|_| plan),
            seq: pledge.instalment.unwrap_or(1),
            amount,
            currency: self.currency,
            made_on: pledge.made_on,
            promised_on: pledge.promised_on,
            judge_on,
            on_account: false,
            state: "open",
            received: Cents(0),
            judged_on: None,
            person_id: self.collector,
            contact_id: self.payables.as_ref().map(|(id, ..)| *id),
            recorded_at: made_at,
        };
        let received = if pledge.withdrawn_on.is_some() {
            Cents(0)
        } else {
            self.received(&promise, &pledge.items, used)
        };
        let state = self.judged(&promise, received, pledge.withdrawn_on.is_some());
        let judged_on = matches!(state, "kept" | "partly_kept" | "broken")
            .then(|| self.scene.calendar.add(judge_on, 1).min(self.scene.today));
        self.promise_events(&promise, pledge, state, judged_on, received);
        for (item, amount) in &pledge.items {
            self.story.promise_items.push(PromiseItem {
                company_id: self.scene.house.id,
                promise_id: id,
                item_id: self.story.items[*item].id,
                customer_id: self.id,
                portfolio_id: self.portfolio,
                amount: *amount,
            });
        }
        self.story.promises.push(Promise {
            state,
            received,
            judged_on,
            ..promise
        });
    }

    /// Receipts that reached the ledger after the promise and are dated within its grace: what of them settled the
    /// promised items or settled nothing, first promise first, none counted twice.
    fn received(
        &self,
        promise: &Promise,
        items: &[(usize, Cents)],
        used: &mut HashMap<Uuid, Cents>,
    ) -> Cents {
        let mut receipts: Vec<&Receipt> = self
            .story
            .receipts
            .iter()
            .filter(|one| {
                one.amount > Cents(0)
                    && one.reversed_by.is_none()
                    && one.effective_on <= promise.judge_on
                    && one.recorded_at > promise.recorded_at
            })
            .collect();
        receipts.sort_by_key(|one| (one.effective_on, one.recorded_at, one.id));
        let mut received = Cents(0);
        for receipt in receipts {
            let elsewhere: Cents = self
                .story
                .allocations
                .iter()
                .filter(|one| {
                    one.receipt_id == Some(receipt.id)
                        && one.applied_on <= promise.judge_on
                        && !items
                            .iter()
                            .any(|(item, _)| self.story.items[*item].id == one.item_id)
                })
                .map(|one| one.source_amount)
                .sum();
            let taken = used.entry(receipt.id).or_default();
            let take = (receipt.amount - elsewhere)
                .min(receipt.amount - *taken)
                .min(promise.amount - received);
            if take > Cents(0) {
                *taken = *taken + take;
                received = received + take;
            }
        }
        received
    }

    fn judged(&self, promise: &Promise, received: Cents, withdrawn: bool) -> &'static str {
        let today = self.scene.today;
        if withdrawn {
            "withdrawn"
        } else if promise.promised_on >= today {
            "open"
        } else if self.scene.covered < promise.judge_on || promise.judge_on >= today {
            "due"
        } else if received > Cents(0) && promise.amount - received <= SMALL_DIFFERENCE {
            "kept"
        } else if received > Cents(0) {
            "partly_kept"
        } else {
            "broken"
        }
    }

    fn promise_events(
        &mut self,
        promise: &Promise,
        pledge: &Pledge,
        state: &'static str,
        judged_on: Option<NaiveDate>,
        received: Cents,
    ) {
        let person = Some(self.collector);
        let mut events = Vec::new();
        if let Some(day) = pledge.withdrawn_on {
            // Given for an earlier day, missed, given again, and in the end taken back.
            let first = plus(promise.promised_on, -4);
            let missed = plus(pledge.made_on, 4);
            events.push(("made", None, Some(first), promise.made_on, person));
            events.push(("broken", None, None, missed, None));
            events.push(("reopened", None, None, plus(missed, 1), None));
            events.push((
                "moved",
                Some(first),
                Some(promise.promised_on),
                plus(missed, 2),
                person,
            ));
            events.push(("withdrawn", None, None, day, person));
        } else {
            events.push((
                "made",
                None,
                Some(promise.promised_on),
                promise.made_on,
                person,
            ));
            if promise.promised_on < self.scene.today {
                events.push(("due", None, None, plus(promise.promised_on, 1), None));
            }
            if let Some(day) = judged_on {
                events.push((state, None, None, day, None));
            }
        }
        for (event, from_on, to_on, effective_on, person_id) in events {
            let recorded_at = if event == "made" {
                promise.recorded_at
            } else {
                // Judged as the day begins, before anyone works.
                at(effective_on, 1)
            };
            let row = PromiseEvent {
                company_id: self.scene.house.id,
                id: self.key(),
                promise_id: promise.id,
                customer_id: self.id,
                portfolio_id: self.portfolio,
                event,
                from_on,
                to_on,
                received: matches!(event, "kept" | "partly_kept" | "broken").then_some(received),
                effective_on,
                person_id,
                recorded_at,
            };
            self.story.promise_events.push(row);
        }
    }
}
