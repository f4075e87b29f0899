//! What lowers a receivable without money: credit notes, credits on account, and wrong invoices corrected.

use chrono::NaiveDate;
use uuid::Uuid;

use super::calendar::plus;
use super::case::{Case, at};
use super::ledger::INVOICES_AT;
use super::rows::*;

impl Case<'_> {
    /// A credit note on some paid invoices, matched with them in whole or in part.
    pub fn credit_notes(&mut self) {
        for item in 0..self.story.items.len() {
            if self.stays_open(item) || !self.chance.percent(3) {
                continue;
            }
            let issued_on = self.story.items[item].issued_on;
            let on = self
                .scene
                .calendar
                .on_or_after(plus(issued_on, self.chance.range(5, 22)));
            if on > self.scene.covered {
                continue;
            }
            let amount = self.story.items[item]
                .amount
                .percent(self.chance.range(5, 30));
            let matched = if self.chance.percent(30) {
                amount.percent(60)
            } else {
                amount
            };
            if matched > Cents(0) {
                self.credit(item, on, amount, matched);
            }
        }
    }

    /// Issues a credit note and matches that much of it with the item.
    pub fn credit(&mut self, item: usize, on: NaiveDate, amount: Cents, matched: Cents) {
        let number = self.story.documents.len() + 1;
        let source = self.negative_document("credit_note", "A", number, on, amount);
        let row = self.allocation("credit", item, matched, on);
        self.story.allocations.push(Allocation {
            source_item_id: Some(source),
            ..row
        });
    }

    /// A document that lowers what is owed, with its one item, whose key it returns.
    pub fn negative_document(
        &mut self,
        kind: &'static str,
        prefix: &str,
        number: usize,
        on: NaiveDate,
        amount: Cents,
    ) -> Uuid {
        let (document, item) = (self.key(), self.key());
        let reference = format!("{}-{number:03}", self.story.customers[0].r#ref);
        let recorded_at = at(on, INVOICES_AT);
        self.story.documents.push(Document {
            company_id: self.scene.house.id,
            id: document,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            kind,
            number: format!("{prefix}{reference}"),
            external_id: Some(format!("demo-{prefix}-{reference}")),
            issued_on: on,
            currency: self.currency,
            amount: -amount,
            vat_amount: Cents(-amount.0 / 6),
            po_number: None,
            order_id: None,
            payment_method: self.story.customers[0].payment_method,
            status: "issued",
            einvoice_code: None,
            error_cause: None,
            reverses: None,
            reversed_by: None,
            recorded_at,
        });
        self.story.items.push(DueItem {
            company_id: self.scene.house.id,
            id: item,
            document_id: document,
            customer_id: self.id,
            portfolio_id: self.portfolio,
            seq: 1,
            kind: "normal",
            issued_on: on,
            due_on: on,
            due_assumed: false,
            currency: self.currency,
            amount: -amount,
            open_amount: -amount,
            state: "normal",
            recorded_at,
        });
        item
    }

    /// An invoice recorded with a wrong amount, its reversal, and the right one: known before, the wrong one still stands.
    pub fn correct_an_invoice(&mut self) {
        let issued_on = self.ago(70);
        let noticed_on = self.ago(52);
        let wrong = self.story.documents.len();
        self.invoice(wrong, issued_on);
        let Some(mistaken) = self.story.documents.get(wrong).cloned() else {
            return;
        };
        let Some(item) = self
            .story
            .items
            .iter()
            .position(|one| one.document_id == mistaken.id)
        else {
            return;
        };
        let (reversing, reversing_item, right) = (self.key(), self.key(), self.key());
        let recorded_at = at(noticed_on, INVOICES_AT);
        self.story.documents[wrong].reversed_by = Some(reversing);
        self.story.documents.push(Document {
            id: reversing,
            number: format!("{}-R", mistaken.number),
            amount: -mistaken.amount,
            vat_amount: -mistaken.vat_amount,
            order_id: None,
            reverses: Some(mistaken.id),
            recorded_at,
            ..mistaken.clone()
        });
        let amount = mistaken.amount.percent(90);
        self.story.documents.push(Document {
            id: right,
            amount,
            vat_amount: mistaken.vat_amount.percent(90),
            recorded_at,
            ..mistaken.clone()
        });
        let template = self.story.items[item].clone();
        self.story.items.push(DueItem {
            id: reversing_item,
            document_id: reversing,
            amount: -template.amount,
            open_amount: -template.amount,
            recorded_at,
            ..template.clone()
        });
        let right_item = self.key();
        self.story.items.push(DueItem {
            id: right_item,
            document_id: right,
            amount,
            open_amount: amount,
            recorded_at,
            ..template.clone()
        });
        let row = self.allocation("reversal", item, template.amount, issued_on);
        self.story.allocations.push(Allocation {
            source_item_id: Some(reversing_item),
            recorded_at,
            ..row
        });
    }
}
