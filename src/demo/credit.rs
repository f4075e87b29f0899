//! Limits, holds and alerts: who is over, near, blocked, and what was done about it.

use chrono::NaiveDate;
use uuid::Uuid;

use super::calendar::plus;
use super::case::{Case, Part, at};
use super::house::{MANAGER, SUPERVISOR};
use super::rows::*;

impl Case<'_> {
    /// What the customer owes now, with its open orders, in the company's currency.
    fn exposure(&self) -> Cents {
        let items: Cents = (0..self.story.items.len())
            .map(|item| self.left(item))
            .sum();
        let received: Cents = self.story.receipts.iter().map(|one| one.amount).sum();
        let allocated: Cents = self
            .story
            .allocations
            .iter()
            .filter(|one| one.receipt_id.is_some())
            .map(|one| one.source_amount)
            .sum();
        let orders: Cents = self
            .story
            .orders
            .iter()
            .filter(|one| !matches!(one.status, "invoiced" | "cancelled"))
            .map(|one| one.amount)
            .sum();
        self.in_company_currency(items - (received - allocated) + orders, self.currency)
    }

    /// Tells the customer's limits, so that its part holds against what it owes.
    pub fn tell_limits(&mut self) {
        let exposure = self.exposure();
        let roomy = Cents((exposure.0.max(100_000) * 17 / 10 / 100_000 + 1) * 100_000);
        let tight = |percent: i64| Cents((exposure.0 * percent / 100 / 1_000).max(1) * 1_000);
        let since = plus(self.scene.today, -400);
        match self.part {
            Part::Breach => self.limit(Some(tight(80)), "internal", since, None),
            Part::Near => self.limit(Some(tight(106)), "internal", since, None),
            Part::NoCredit if self.index.is_multiple_of(60) => {
                self.limit(None, "internal", since, None)
            }
            Part::NoCredit => {
                self.limit(Some(roomy), "internal", since, None);
                let stopped = plus(self.scene.today, -30);
                self.limit(Some(Cents(0)), "internal", stopped, None);
            }
            Part::LimitExpiring => {
                self.limit(Some(tight(70)), "internal", since, None);
                let until = plus(self.scene.today, self.chance.range(2, 12));
                let from = plus(self.scene.today, -45);
                self.limit(Some(roomy), "temporary", from, Some(until));
            }
            Part::Plain if self.chance.percent(25) => {}
            _ => {
                self.limit(Some(roomy), "internal", since, None);
                if self.chance.percent(20) {
                    self.limit(Some(roomy.percent(80)), "insured", since, None);
                }
                if self.chance.percent(4) {
                    let (from, until) = (plus(since, 100), plus(since, 160));
                    self.limit(Some(Cents(roomy.0 * 2)), "temporary", from, Some(until));
                }
            }
        }
    }

    fn limit(
        &mut self,
        amount: Option<Cents>,
        kind: &'static str,
        effective_on: NaiveDate,
        until_on: Option<NaiveDate>,
    ) {
        let row = CreditLimit {
            company_id: self.scene.house.id,
            id: self.key(),
            customer_id: self.id,
            portfolio_id: self.portfolio,
            amount,
            kind,
            effective_on,
            until_on,
            reason: if kind == "temporary" {
                "season"
            } else {
                "review"
            },
            requested_by: Some(MANAGER),
            approved_by: amount
                .is_some_and(|one| one > Cents(10_000_000))
                .then_some(SUPERVISOR),
            recorded_at: at(effective_on, 14 * 60),
        };
        self.story.limits.push(row);
    }

    /// Tells the limits asked for above what one person may set, and what the second person said.
    pub fn tell_limit_requests(&mut self) {
        let (state, decision) = match (self.part, self.french) {
            (Part::Breach, _) => ("requested", None),
            (Part::Near, true) => ("rejected", Some("en attente des comptes annuels")),
            (Part::Near, false) => ("rejected", Some("awaiting the annual accounts")),
            (Part::LargeOverdue, true) => ("approved", Some("garantie reçue")),
            (Part::LargeOverdue, false) => ("approved", Some("guarantee received")),
            _ => return,
        };
        let asked_on = self.ago(if decision.is_some() { 90 } else { 2 });
        let wanted = Cents(self.exposure().0 / 10_000 * 13_000 + 15_000_000);
        let recorded_at = self.office_hours(asked_on);
        let row = LimitRequest {
            company_id: self.scene.house.id,
            id: self.key(),
            customer_id: self.id,
            portfolio_id: self.portfolio,
            amount: Some(wanted),
            kind: "internal",
            effective_on: asked_on,
            reason: if self.french {
                "commande annuelle"
            } else {
                "yearly order"
            },
            state,
            requested_by: MANAGER,
            decided_by: decision.map(|_| SUPERVISOR),
            decided_at: decision.map(|_| at(plus(asked_on, 1), 9 * 60 + 20)),
            decision_reason: decision,
            recorded_at,
        };
        self.story.limit_requests.push(row);
    }

    /// Tells the holds of the customer's part.
    pub fn tell_holds(&mut self) {
        let french = self.french || self.scene.house.country == "FR";
        let (over, paid, quarrel) = if french {
            ("dépassement d'encours", "règlement reçu", "litige en cours")
        } else {
            (
                "over the credit limit",
                "payment received",
                "dispute under way",
            )
        };
        let blocked = self
            .story
            .orders
            .iter()
            .find(|one| one.status == "blocked")
            .map(|one| one.id);
        match self.part {
            Part::Blocked => self.hold("order", blocked, "credit", over, "in_force", None),
            Part::Breach => self.hold("customer", None, "credit", over, "requested", None),
            Part::Near => self.hold("customer", None, "credit", over, "released", Some(paid)),
            Part::LimitExpiring => self.hold(
                "customer",
                None,
                "credit",
                over,
                "release_requested",
                Some(paid),
            ),
            Part::Disputed => {
                let item = self.story.items.get(3).map(|one| one.id);
                self.hold("item", item, "reminders", quarrel, "in_force", None);
            }
            _ => {}
        }
    }

    fn hold(
        &mut self,
        scope: &'static str,
        scope_id: Option<Uuid>,
        what: &'static str,
        reason: &'static str,
        state: &'static str,
        release_reason: Option<&'static str>,
    ) {
        let from_on = self.ago(9);
        let recorded_at = self.office_hours(from_on);
        let released_on = self.ago(2);
        let id = self.key();
        self.story.holds.push(Hold {
            company_id: self.scene.house.id,
            id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            scope,
            scope_id,
            what,
            reason,
            state,
            from_on,
            until_on: None,
            requested_by: self.collector,
            released_by: release_reason.map(|_| MANAGER),
            release_reason,
            acknowledged_at: (state != "requested").then(|| at(plus(from_on, 1), 7 * 60)),
            released_at: (state == "released").then(|| at(released_on, 16 * 60)),
            recorded_at,
        });
        self.activity("hold", from_on, recorded_at, Some(("hold", id)), None);
        if state == "released" {
            self.activity(
                "release",
                released_on,
                at(released_on, 16 * 60),
                Some(("hold", id)),
                None,
            );
        }
    }

    /// Tells the alerts that follow from all this, and some that are over.
    pub fn tell_alerts(&mut self) {
        let company_currency = self.scene.house.currency;
        let (id, currency) = (self.id, self.currency);
        let (yesterday, recently) = (self.scene.covered, self.ago(3));
        match self.part {
            Part::Breach | Part::Near => {
                let exposure = self.exposure();
                let limit = self.story.limits[0].amount.unwrap_or_default();
                let (kind, amount) = if self.part == Part::Breach {
                    ("breach", exposure - limit)
                } else {
                    ("near", exposure)
                };
                let detail = format!(r#"{{"limit": "{limit}", "exposure": "{exposure}"}}"#);
                self.alert(kind, id, recently, Some((amount, company_currency)), detail);
                self.past_alert(kind, id, Some((amount, company_currency)));
            }
            Part::LimitExpiring => {
                let limit = &self.story.limits[1];
                let detail = limit.until_on.map_or_else(
                    || "{}".to_owned(),
                    |until| format!(r#"{{"until_on": "{until}"}}"#),
                );
                let amount = limit.amount.map(|amount| (amount, company_currency));
                self.alert("limit_expiring", id, yesterday, amount, detail);
            }
            Part::Blocked => {
                if let Some(order) = self.story.orders.iter().find(|one| one.status == "blocked") {
                    let (subject, amount) = (order.id, order.amount);
                    let detail = format!(r#"{{"number": "{}"}}"#, order.number);
                    self.alert(
                        "blocked_order",
                        subject,
                        recently,
                        Some((amount, currency)),
                        detail,
                    );
                }
            }
            Part::Returned => {
                if let Some(receipt) = self
                    .story
                    .receipts
                    .iter()
                    .find(|one| one.reversed_by.is_some())
                {
                    let (subject, amount) = (receipt.id, receipt.amount);
                    let day = self.ago(1);
                    let detail = format!(r#"{{"returned_on": "{day}", "method": "direct_debit"}}"#);
                    self.alert(
                        "returned_payment",
                        subject,
                        day,
                        Some((amount, currency)),
                        detail,
                    );
                }
            }
            Part::LargeOverdue => {
                let item = &self.story.items[1];
                let (subject, due_on) = (item.id, item.due_on);
                let amount = self.left(1);
                if due_on < self.scene.today {
                    let day = self
                        .scene
                        .calendar
                        .on_or_after(plus(due_on, 1))
                        .min(yesterday);
                    let detail = format!(r#"{{"due_on": "{due_on}"}}"#);
                    self.alert(
                        "large_overdue",
                        subject,
                        day,
                        Some((amount, currency)),
                        detail,
                    );
                }
                self.past_alert("exposure_unknown", id, None);
            }
            Part::Insolvent => {
                if let Some(day) = self.story.customers[0].insolvent_on {
                    // Two months after publication (Code de commerce, R622-24).
                    let detail = format!(
                        r#"{{"what": "declare_claim", "until_on": "{}"}}"#,
                        plus(day, 61)
                    );
                    let raised = self.scene.calendar.on_or_after(plus(day, 1)).min(yesterday);
                    self.alert("deadline", id, raised, None, detail);
                }
            }
            Part::NoRate => self.alert("exposure_unknown", id, recently, None, "{}".to_owned()),
            _ => {}
        }
        let broken: Vec<_> = self
            .story
            .promises
            .iter()
            .filter(|one| one.state == "broken")
            .map(|one| (one.id, one.amount, one.promised_on, one.judged_on))
            .collect();
        for (subject, amount, promised_on, judged_on) in broken {
            let Some(day) = judged_on else { continue };
            let detail = format!(r#"{{"promised_on": "{promised_on}"}}"#);
            if day > plus(self.scene.today, -10) {
                let day = day.min(yesterday);
                self.alert(
                    "broken_promise",
                    subject,
                    day,
                    Some((amount, currency)),
                    detail,
                );
            } else {
                self.push_alert(
                    "broken_promise",
                    subject,
                    "resolved",
                    day,
                    Some((amount, currency)),
                    detail,
                );
            }
        }
    }

    /// A live alert: most are open, some acknowledged or snoozed.
    fn alert(
        &mut self,
        kind: &'static str,
        subject: Uuid,
        raised_on: NaiveDate,
        amount: Option<(Cents, &'static str)>,
        detail: String,
    ) {
        let state = match self.index / 30 % 5 {
            3 => "acknowledged",
            4 => "snoozed",
            _ => "open",
        };
        self.push_alert(kind, subject, state, raised_on, amount, detail);
    }

    /// The same kind of alert some months ago, over since.
    fn past_alert(
        &mut self,
        kind: &'static str,
        subject: Uuid,
        amount: Option<(Cents, &'static str)>,
    ) {
        let day = self.ago(130);
        let detail = "{}".to_owned();
        self.push_alert(kind, subject, "closed", day, amount, detail);
    }

    fn push_alert(
        &mut self,
        kind: &'static str,
        subject_id: Uuid,
        state: &'static str,
        raised_on: NaiveDate,
        amount: Option<(Cents, &'static str)>,
        detail: String,
    ) {
        let handled_on = self
            .scene
            .calendar
            .on_or_after(plus(raised_on, 1))
            .min(self.scene.covered);
        let handled_at = (state != "open").then(|| at(handled_on, 17 * 60 + 40));
        let by_hand = matches!(state, "acknowledged" | "snoozed" | "resolved");
        let row = Alert {
            company_id: self.scene.house.id,
            id: self.key(),
            customer_id: self.id,
            portfolio_id: self.portfolio,
            kind,
            subject_id,
            state,
            amount: amount.map(|(amount, _)| amount),
            currency: amount.map(|(_, currency)| currency),
            detail,
            raised_on,
            raised_at: at(raised_on, 7 * 60 + 5),
            snoozed_until: (state == "snoozed").then(|| plus(self.scene.today, 3)),
            handled_by: by_hand.then_some(self.collector),
            handled_at,
            reason: (state == "resolved").then_some(if self.french {
                "payé depuis"
            } else {
                "paid since"
            }),
            assigned_to: None,
        };
        self.story.alerts.push(row);
    }
}
