//! Orders: those behind invoices, and those still on their way.

use chrono::NaiveDate;
use uuid::Uuid;

use super::calendar::plus;
use super::case::{Case, Part, at};
use super::rows::{Cents, SalesOrder};

impl Case<'_> {
    /// The order that an invoice of that day came from.
    pub fn invoiced_order(&mut self, number: usize, issued_on: NaiveDate, amount: Cents) -> Uuid {
        let shipped_on = plus(issued_on, -self.chance.range(0, 3));
        let ordered_on = plus(shipped_on, -self.chance.range(2, 25));
        let requested_on = plus(shipped_on, self.chance.range(-2, 4));
        self.order(
            number,
            "invoiced",
            ordered_on,
            requested_on,
            amount,
            amount,
            Some(shipped_on),
        )
    }

    /// Orders still open, near or urgent.
    pub fn tell_orders(&mut self) {
        let states: Vec<&'static str> = match self.part {
            Part::Orders => vec![
                "to_process",
                "pending",
                "shipped",
                "cancelled",
                "to_process",
            ],
            Part::Blocked => vec!["blocked"],
            _ if self.chance.percent(14) => {
                vec![
                    self.chance
                        .pick(&["to_process", "pending", "shipped", "cancelled"]),
                ]
            }
            _ => Vec::new(),
        };
        for (place, status) in states.into_iter().enumerate() {
            #[allow(clippy::cast_possible_truncation)]
            let amount = Cents(self.chance.amount(self.usual).clamp(5_000.0, 20_000_000.0) as i64);
            let days = self.chance.range(2, 20);
            let ordered_on = self.ago(days);
            let urgent = place == 0 || self.chance.percent(30);
            let requested_on = if urgent {
                plus(self.scene.today, self.chance.range(-3, 2))
            } else {
                plus(self.scene.today, self.chance.range(8, 40))
            };
            let delivered = match status {
                "shipped" => amount,
                "pending" => amount.percent(40),
                _ => Cents(0),
            };
            let shipped_on = (status == "shipped").then(|| self.ago(1));
            self.order(
                900 + place,
                status,
                ordered_on,
                requested_on,
                amount,
                delivered,
                shipped_on,
            );
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn order(
        &mut self,
        number: usize,
        status: &'static str,
        ordered_on: NaiveDate,
        requested_on: NaiveDate,
        amount: Cents,
        delivered_amount: Cents,
        shipped_on: Option<NaiveDate>,
    ) -> Uuid {
        let id = self.key();
        let reference = format!("{}-{number:03}", self.story.customers[0].r#ref);
        self.story.orders.push(SalesOrder {
            company_id: self.scene.house.id,
            id,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            external_id: format!("demo-O-{reference}"),
            number: format!("O{reference}"),
            ordered_on,
            requested_on: Some(requested_on),
            currency: self.currency,
            amount,
            delivered_amount,
            invoiced_amount: if status == "invoiced" {
                amount
            } else {
                Cents(0)
            },
            status,
            shipped_on,
            recorded_at: at(ordered_on, 11 * 60),
            updated_at: at(shipped_on.unwrap_or(ordered_on), 16 * 60),
        });
        id
    }
}
