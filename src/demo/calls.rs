//! Calls, notes and the other entries of a customer's timeline, and the facts of contact they add up to.

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use super::calendar::plus;
use super::case::{Case, Part, at};
use super::rows::*;

const NOTES_FR: &str = include_str!("notes.fr.txt");
const NOTES_EN: &str = include_str!("notes.en.txt");

/// Outcomes of a call, as often as they happen.
const OUTCOMES: [(i64, &str); 11] = [
    (24, "voicemail"),
    (16, "unreachable"),
    (3, "wrong_number"),
    (9, "not_received"),
    (12, "awaiting_approval"),
    (4, "dispute"),
    (12, "being_paid"),
    (8, "payment_sent"),
    (8, "callback"),
    (2, "refuses"),
    (2, "other"),
];

fn reaches_the_right_party(outcome: &str) -> bool {
    !matches!(outcome, "voicemail" | "unreachable" | "wrong_number")
}

impl Case<'_> {
    /// Tells the calls about what was late, and what else the timeline shows.
    pub fn tell_calls(&mut self) {
        self.calls();
        for place in 0..self.story.promises.len() {
            let promise = &self.story.promises[place];
            let (id, amount, day, made_at) = (
                promise.id,
                promise.amount,
                promise.made_on,
                promise.recorded_at,
            );
            self.call(day, made_at, "promise");
            self.activity(
                "promise",
                day,
                made_at + chrono::TimeDelta::seconds(40),
                Some(("promise", id)),
                Some(amount),
            );
        }
        for place in 0..self.story.disputes.len() {
            let dispute = &self.story.disputes[place];
            let (id, amount, day, opened_at) = (
                dispute.id,
                dispute.amount,
                dispute.opened_on,
                dispute.recorded_at,
            );
            self.call(day, opened_at, "dispute");
            self.activity(
                "dispute",
                day,
                opened_at + chrono::TimeDelta::seconds(50),
                Some(("dispute", id)),
                Some(amount),
            );
        }
        // Entries that only some customers have, one kind each.
        let rare = match self.part {
            Part::LimitExpiring => Some("limit"),
            Part::Near => Some("revisit"),
            Part::Breach => Some("alert"),
            Part::NoCredit => Some("correction"),
            Part::Pipeline => Some("import"),
            Part::Orders => Some("contact"),
            Part::PromiseOpen => Some("mail_in"),
            Part::PromiseDue => Some("mail_out"),
            Part::Instalments => Some("note"),
            _ => None,
        };
        if let Some(kind) = rare {
            let day = self.ago(11);
            let recorded_at = self.office_hours(day);
            let entry = self.activity(kind, day, recorded_at, None, None);
            if kind == "note" {
                let words = if self.french {
                    "Échéancier convenu avec la direction, copie au dossier."
                } else {
                    "Schedule agreed with their management, copy on file."
                };
                self.text(entry, words.to_owned());
            }
        }
        self.contact_facts();
    }

    /// One or two calls about some of the items while they were late.
    fn calls(&mut self) {
        let mut days = Vec::new();
        for item in 0..self.story.items.len() {
            let row = &self.story.items[item];
            if row.amount <= Cents(0) || days.len() >= 10 {
                continue;
            }
            let settled_on = self
                .story
                .allocations
                .iter()
                .filter(|one| one.item_id == row.id)
                .map(|one| one.applied_on)
                .max()
                .filter(|_| self.left(item) == Cents(0))
                .unwrap_or(self.scene.covered);
            let (due, id) = (row.due_on, row.id);
            let wait = self.chance.range(6, 14);
            let mut day = self.scene.calendar.on_or_after(plus(due, wait));
            let mut most = if self.part == Part::Plain { 1 } else { 2 };
            while day < settled_on && most > 0 && self.chance.percent(60) {
                days.push((day, id));
                let wait = self.chance.range(8, 20);
                day = self.scene.calendar.on_or_after(plus(day, wait));
                most -= 1;
            }
        }
        for (day, item) in days {
            let outcome = self.chance.weighted(&OUTCOMES);
            let recorded_at = self.office_hours(day);
            let activity_id = self.call(day, recorded_at, outcome);
            self.story.activity_items.push(ActivityItem {
                company_id: self.scene.house.id,
                activity_id,
                item_id: item,
                customer_id: self.id,
                portfolio_id: self.portfolio,
            });
        }
    }

    fn call(&mut self, day: NaiveDate, recorded_at: NaiveDateTime, outcome: &'static str) -> Uuid {
        let id = self.activity("call", day, recorded_at, None, None);
        let revisit_on = match outcome {
            "voicemail" | "unreachable" | "callback" => Some(plus(day, 1)),
            "not_received" | "being_paid" | "payment_sent" => Some(plus(day, 3)),
            "awaiting_approval" | "refuses" => Some(plus(day, 5)),
            _ => None,
        };
        let contact = self.payables.as_ref().map(|(id, ..)| *id);
        if let Some(row) = self.story.activities.last_mut() {
            row.outcome = Some(outcome);
            row.right_party = Some(reaches_the_right_party(outcome));
            row.contact_id = contact;
            row.revisit_on = revisit_on;
        }
        if self.chance.percent(45) {
            let notes = if self.french { NOTES_FR } else { NOTES_EN };
            let fitting: Vec<&str> = notes
                .lines()
                .filter_map(|line| line.split_once('|'))
                .filter(|(code, _)| *code == outcome)
                .map(|(_, words)| words)
                .collect();
            if !fitting.is_empty() {
                let words = self.chance.pick(&fitting);
                self.text(id, words.to_owned());
            }
        }
        id
    }

    /// Adds an entry to the timeline.
    pub fn activity(
        &mut self,
        kind: &'static str,
        effective_on: NaiveDate,
        recorded_at: NaiveDateTime,
        entity: Option<(&'static str, Uuid)>,
        amount: Option<Cents>,
    ) -> Uuid {
        let id = self.key();
        self.story.activities.push(Activity {
            company_id: self.scene.house.id,
            id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            kind,
            outcome: None,
            right_party: None,
            contact_id: None,
            entity: entity.map(|(entity, _)| entity),
            entity_id: entity.map(|(_, id)| id),
            amount,
            currency: amount.map(|_| self.currency),
            effective_on,
            revisit_on: None,
            person_id: Some(self.collector),
            recorded_at,
        });
        id
    }

    fn text(&mut self, activity_id: Uuid, body: String) {
        self.story.texts.push(ActivityText {
            company_id: self.scene.house.id,
            activity_id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            body,
        });
    }

    fn contact_facts(&mut self) {
        let calls = || {
            self.story
                .activities
                .iter()
                .filter(|one| one.kind == "call")
        };
        let last = calls().max_by_key(|one| one.recorded_at);
        let right = || calls().filter(|one| one.right_party == Some(true));
        let last_reminder_on = self
            .story
            .reminders
            .iter()
            .filter_map(|one| one.sent_on)
            .max();
        let broken = self
            .story
            .promises
            .iter()
            .filter(|one| one.state == "broken")
            .count();
        if last.is_none() && last_reminder_on.is_none() && broken == 0 {
            return;
        }
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        let row = ContactFact {
            company_id: self.scene.house.id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            last_attempt_at: last.map(|one| one.recorded_at),
            last_attempt_by: last.map(|_| self.collector),
            last_outcome: last.and_then(|one| one.outcome),
            last_right_party_on: right().map(|one| one.effective_on).max(),
            last_reminder_on,
            // a revisit long past was made: the call of that day simply had no other outcome worth telling
            revisit_on: last
                .and_then(|one| one.revisit_on)
                .filter(|day| *day >= plus(self.scene.today, -3)),
            attempts: count(calls().count()),
            right_party: count(right().count()),
            broken_promises: count(broken),
        };
        self.story.facts.push(row);
    }
}

/// The moment a day's mail leaves.
pub fn mail_time(day: NaiveDate) -> NaiveDateTime {
    at(day, 10 * 60 + 2)
}
