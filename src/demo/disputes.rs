//! Disputes: open, with their owner, and resolved in each way.

use super::calendar::plus;
use super::case::{Case, Part, at};
use super::house::SUPERVISOR;
use super::rows::{Cents, Dispute, DisputeEvent};

const REASONS: [&str; 10] = [
    "price",
    "quantity",
    "quality",
    "delivery",
    "duplicate",
    "not_ordered",
    "missing_po",
    "not_received",
    "terms",
    "other",
];
const CAUSES: [&str; 5] = [
    "price_list",
    "picking",
    "carrier",
    "order_entry",
    "master_data",
];

impl Case<'_> {
    /// Tells the disputes of the customer's part, and now and then one more.
    pub fn tell_disputes(&mut self) {
        let told: &[(usize, &'static str)] = match self.part {
            Part::Disputed => &[(1, "open"), (2, "with_owner")],
            Part::Resolved => &[(1, "written_off"), (2, "payable"), (3, "credit_note")],
            Part::Plain if self.chance.percent(4) => &[(0, "open")],
            _ => &[],
        };
        for &(item, status) in told {
            self.dispute(item, status);
        }
    }

    fn dispute(&mut self, item: usize, status: &'static str) {
        let Some(row) = self.story.items.get(item) else {
            return;
        };
        let (item_id, issued_on) = (row.id, row.issued_on);
        let open = self.left(item);
        let share = self.chance.pick(&[15, 25, 40, 100]);
        let amount = match status {
            "open" | "with_owner" => open.percent(share),
            _ => open.percent(20),
        };
        let opened_on = self
            .scene
            .calendar
            .on_or_after(plus(issued_on, self.chance.range(3, 12)));
        if amount <= Cents(0) || opened_on >= self.scene.covered {
            return;
        }
        let resolved = !matches!(status, "open" | "with_owner");
        let resolved_on = resolved.then(|| {
            let day = plus(opened_on, self.chance.range(6, 20));
            self.scene.calendar.on_or_after(day).min(self.scene.covered)
        });
        match (status, resolved_on) {
            ("credit_note", Some(day)) => self.credit(item, day, amount, amount),
            ("written_off", Some(day)) => {
                let row = self.allocation("write_off", item, amount, day);
                self.story.allocations.push(row);
            }
            _ => {}
        }
        let id = self.key();
        let recorded_at = self.office_hours(opened_on);
        let resolved_recorded_at = resolved_on.map(|day| at(day, 17 * 60 + 10));
        let row = Dispute {
            company_id: self.scene.house.id,
            id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            item_id,
            reason: self.chance.pick(&REASONS),
            amount,
            owner_id: (status != "open").then_some(SUPERVISOR),
            due_on: Some(plus(opened_on, 15)),
            status,
            opened_on,
            resolved_on,
            root_cause: resolved.then(|| self.chance.pick(&CAUSES)),
            person_id: self.collector,
            recorded_at,
            resolved_recorded_at,
        };
        self.story.disputes.push(row);
        let mut events = vec![("open", opened_on, recorded_at)];
        if status != "open" {
            events.push((
                "with_owner",
                opened_on,
                recorded_at + chrono::TimeDelta::minutes(20),
            ));
        }
        if let (Some(day), Some(at)) = (resolved_on, resolved_recorded_at) {
            events.push((status, day, at));
        }
        for (event, effective_on, recorded_at) in events {
            let row = DisputeEvent {
                company_id: self.scene.house.id,
                id: self.key(),
                dispute_id: id,
                customer_id: self.id,
                portfolio_id: self.portfolio,
                event,
                effective_on,
                person_id: self.collector,
                recorded_at,
            };
            self.story.dispute_events.push(row);
        }
    }
}
