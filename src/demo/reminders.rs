//! Reminders: those sent as items grew late, and the one that each part has in hand.

use chrono::{NaiveDate, NaiveDateTime};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::calendar::plus;
use super::calls::mail_time;
use super::case::{Case, Part, at};
use super::rows::*;

/// A step of the policy: days after the due date, channel, and the tone, whose name its template bears.
const STEPS: [(i64, &str, &str); 3] = [
    (3, "email", "friendly"),
    (15, "email", "firm"),
    (30, "registered_letter", "formal_notice"),
];
/// The text of older mail has been erased.
const TEXT_DAYS: i64 = 60;
const MOST_SENT: usize = 6;

impl Case<'_> {
    /// Tells the reminders of the past, then the one in hand.
    pub fn tell_reminders(&mut self) {
        if self.habit != super::case::Habit::Debited && self.kind != "consumer" {
            self.sent_reminders();
        }
        let covered = self.scene.covered;
        match self.part {
            Part::Proposed => self.in_hand("proposed", 2, covered, None),
            Part::ToReview => self.in_hand("to_review", 3, covered, None),
            Part::Suppressed => self.in_hand("suppressed", 2, covered, None),
            Part::Approved => {
                self.in_hand("recalled", 1, self.ago(20), Some("recalled"));
                self.in_hand("approved", 1, covered, Some("queued"));
            }
            Part::Sending => {
                self.in_hand("rejected", 1, self.ago(20), None);
                self.in_hand("failed", 1, self.ago(12), Some("stale"));
                self.in_hand("sending", 1, covered, Some("sending"));
            }
            Part::Uncertain => {
                self.in_hand("failed", 1, self.ago(8), Some("failed"));
                self.in_hand("uncertain", 1, covered, Some("uncertain"));
            }
            _ => {}
        }
    }

    /// Walks along the days on which an item reached a step, and sends what was open then.
    fn sent_reminders(&mut self) {
        // The parts with a reminder in hand have it for their latest items: leave them out here.
        let spared = matches!(
            self.part,
            Part::Proposed
                | Part::ToReview
                | Part::Suppressed
                | Part::Approved
                | Part::Sending
                | Part::Uncertain
        );
        let first = if spared { 4 } else { 0 };
        let mut next = vec![0_usize; self.story.items.len()];
        let mut sent = 0;
        let mut days: Vec<NaiveDate> = Vec::new();
        for item in first..self.story.items.len() {
            for (offset, ..) in STEPS {
                days.push(
                    self.scene
                        .calendar
                        .on_or_after(plus(self.story.items[item].due_on, offset + 1)),
                );
            }
        }
        days.sort_unstable();
        days.dedup();
        let since = plus(self.scene.today, -360);
        let mut last = since;
        for day in days {
            if day < plus(last, 7) || day >= self.scene.covered || sent >= MOST_SENT {
                continue;
            }
            let mut listed = Vec::new();
            for (item, row) in self.story.items.iter().enumerate().skip(first) {
                let Some((offset, ..)) = STEPS.get(next[item]) else {
                    continue;
                };
                if row.amount <= Cents(0) || plus(row.due_on, *offset) >= day || row.issued_on > day
                {
                    continue;
                }
                let open = self.open_on(item, day);
                if open > Cents(2_000) {
                    listed.push((item, open, next[item]));
                }
            }
            // A formal notice goes alone, with the items that have reached it.
            let Some(step) = listed.iter().map(|(_, _, step)| *step).max() else {
                continue;
            };
            if step == 2 {
                listed.retain(|(_, _, of_item)| *of_item == 2);
            }
            for (item, ..) in &listed {
                next[*item] += 1;
            }
            last = day;
            sent += 1;
            let id = self.reminder("sent", step, day, &listed);
            if self
                .story
                .reminders
                .last()
                .is_some_and(|one| one.channel == "email")
            {
                self.mail(id, step, day, "sent");
            }
            self.activity(
                "reminder",
                day,
                mail_time(day),
                Some(("reminder", id)),
                Some(listed.iter().map(|(_, open, _)| *open).sum()),
            );
        }
    }

    /// What was open of an item at the end of that day.
    fn open_on(&self, item: usize, day: NaiveDate) -> Cents {
        let row = &self.story.items[item];
        let settled: Cents = self
            .story
            .allocations
            .iter()
            .filter(|one| one.item_id == row.id && one.applied_on <= day)
            .map(|one| one.amount)
            .sum();
        row.amount - settled
    }

    fn in_hand(
        &mut self,
        state: &'static str,
        step: usize,
        day: NaiveDate,
        mail: Option<&'static str>,
    ) {
        let listed: Vec<_> = (0..self.story.items.len())
            .filter(|&item| {
                self.story.items[item].due_on < day && self.story.items[item].issued_on <= day
            })
            .map(|item| (item, self.open_on(item, day), step - 1))
            .filter(|(_, open, _)| *open > Cents(0))
            .collect();
        let id = self.reminder(state, step - 1, day, &listed);
        if let Some(mail) = mail {
            self.mail(id, step - 1, day, mail);
        }
    }

    fn reminder(
        &mut self,
        state: &'static str,
        step: usize,
        day: NaiveDate,
        listed: &[(usize, Cents, usize)],
    ) -> Uuid {
        let id = self.key();
        let run_id = self.key();
        let (_, channel, tone) = STEPS[step];
        let reachable = self
            .payables
            .as_ref()
            .is_some_and(|(.., email)| email.is_some());
        let channel = if channel == "email" && !reachable {
            "letter"
        } else {
            channel
        };
        let letter = channel == "registered_letter" && state == "sent";
        let suppressed_by = (state == "suppressed").then_some("contacted");
        let approved = !matches!(state, "proposed" | "to_review" | "suppressed" | "rejected");
        let number = |step: usize| i16::try_from(step + 1).unwrap_or(1);
        let tracking_number =
            letter.then(|| format!("RK{:09}FR", self.chance.range(0, 999_999_999)));
        self.story.reminders.push(Reminder {
            company_id: self.scene.house.id,
            id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            run_id,
            proposed_on: day,
            language: if self.french { "fr" } else { "en" },
            channel,
            tone,
            step: number(step),
            template_code: tone,
            state,
            suppressed_by,
            suppressed_until: suppressed_by.map(|_| plus(self.scene.today, 4)),
            contact_id: self.payables.as_ref().map(|(id, ..)| *id),
            approved_by: approved.then_some(self.collector),
            approved_at: approved.then(|| at(day, 10 * 60)),
            sent_on: (state == "sent").then_some(day),
            tracking_number,
            presented_on: letter.then(|| plus(day, 3)),
            acknowledged_on: (letter && self.chance.percent(70)).then(|| plus(day, 4)),
            recorded_at: at(day, 8 * 60 + 30),
        });
        for (item, open, step) in listed {
            let row = &self.story.items[*item];
            let days_late = i32::try_from((day - row.due_on).num_days()).unwrap_or(0);
            self.story.reminder_items.push(ReminderItem {
                company_id: self.scene.house.id,
                reminder_id: id,
                item_id: row.id,
                customer_id: self.id,
                portfolio_id: self.portfolio,
                step: number(*step),
                amount: *open,
                currency: self.currency,
                days_late,
                suppressed_by,
            });
        }
        id
    }

    /// The mail of a reminder, in that state of the outbox.
    fn mail(&mut self, reminder: Uuid, step: usize, day: NaiveDate, state: &'static str) {
        let Some((_, to_name, Some(to_address))) = self.payables.clone() else {
            return;
        };
        let id = self.key();
        let queued_at = at(day, 10 * 60);
        let tried = !matches!(state, "queued" | "recalled" | "stale");
        let mut hash = Sha256::new();
        hash.update(self.id.as_bytes());
        hash.update(to_address.as_bytes());
        self.story.outbox.push(Outbox {
            company_id: self.scene.house.id,
            id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            reminder_id: Some(reminder),
            kind: "reminder",
            to_address,
            to_name,
            address_hash: hash.finalize().into(),
            reply_to: self.scene.house.reply_to(),
            message_id: format!("<{id}@valmodore.example.com>"),
            state,
            not_before: queued_at + chrono::TimeDelta::minutes(2),
            attempts: i32::from(tried),
            claimed_at: tried.then(|| mail_time(day)),
            claimed_by: tried.then_some("demo_dispatch"),
            last_error: match state {
                "failed" => Some("550 5.1.1 mailbox unavailable"),
                "uncertain" => Some("connection lost after DATA"),
                _ => None,
            },
            sent_at: (state == "sent").then(|| mail_time(day) + chrono::TimeDelta::seconds(3)),
            person_id: self.collector,
            recorded_at: queued_at,
        });
        if day <= plus(self.scene.today, -TEXT_DAYS) {
            return;
        }
        let (subject, body_text) = self.letter(step);
        self.story.outbox_bodies.push(OutboxBody {
            company_id: self.scene.house.id,
            outbox_id: id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            subject,
            body_text,
        });
        let mut events: Vec<(&'static str, NaiveDateTime)> = vec![("queued", queued_at)];
        if tried {
            events.push(("sending", mail_time(day)));
        }
        if !matches!(state, "queued" | "sending") {
            events.push((state, mail_time(day) + chrono::TimeDelta::seconds(3)));
        }
        for (event, recorded_at) in events {
            let row = OutboxEvent {
                company_id: self.scene.house.id,
                id: self.key(),
                outbox_id: id,
                customer_id: self.id,
                portfolio_id: self.portfolio,
                event,
                person_id: matches!(event, "queued" | "recalled").then_some(self.collector),
                recorded_at,
            };
            self.story.outbox_events.push(row);
        }
    }

    fn letter(&self, step: usize) -> (String, String) {
        let name = &self.story.customers[0].name;
        match (self.french, step) {
            (true, 0) => (
                format!("Relevé des factures échues – {name}"),
                "Bonjour,\n\nSauf erreur de notre part, les factures ci-jointes sont arrivées à échéance.\n".to_owned(),
            ),
            (true, _) => (
                format!("Relance : factures impayées – {name}"),
                "Bonjour,\n\nMalgré notre premier rappel, les factures ci-jointes restent impayées.\n".to_owned(),
            ),
            (false, 0) => (
                format!("Overdue invoices – {name}"),
                "Dear Sir or Madam,\n\nOur records show that the invoices attached have fallen due.\n".to_owned(),
            ),
            (false, _) => (
                format!("Reminder: unpaid invoices – {name}"),
                "Dear Sir or Madam,\n\nDespite our first reminder the invoices attached are still unpaid.\n".to_owned(),
            ),
        }
    }
}
