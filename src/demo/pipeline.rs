//! Where invoices stand between issue and cash: the codes of the French e-invoice life cycle, and what went wrong.

use super::calendar::plus;
use super::case::{Case, Part};
use super::rows::Cents;

/// Older invoices were issued before codes were received.
const CODES_SINCE_DAYS: i64 = 200;
const ERRORS: [&str; 4] = [
    "buyer_unknown",
    "missing_po",
    "vat_number_wrong",
    "duplicate_number",
];

impl Case<'_> {
    /// Gives each recent document its code and status.
    pub fn tell_pipeline(&mut self) {
        let since = plus(self.scene.today, -CODES_SINCE_DAYS);
        for place in 0..self.story.documents.len() {
            let document = &self.story.documents[place];
            if document.kind != "invoice"
                || document.issued_on < since
                || document.reverses.is_some()
            {
                continue;
            }
            let (id, issued_on) = (document.id, document.issued_on);
            let item = self
                .story
                .items
                .iter()
                .position(|one| one.document_id == id);
            let Some(item) = item else { continue };
            let settled = self.left(item) == Cents(0);
            let disputed =
                self.story.disputes.iter().any(|one| {
                    one.resolved_on.is_none() && one.item_id == self.story.items[item].id
                });
            let young = issued_on >= plus(self.scene.today, -12);
            let (status, code) = match (self.part, place) {
                (Part::Pipeline, 0) => ("to_validate", 200),
                (Part::Pipeline, 1) => ("in_error", 213),
                (Part::Pipeline, 2) => ("waiting", 203),
                (Part::Withdrawn, 0) => ("refused", 210),
                (Part::Withdrawn, 1) => ("cancelled", 220),
                (Part::Withdrawn, 2) => ("factored", 225),
                _ if disputed => ("issued", 207),
                _ if settled => ("issued", 212),
                _ if young && self.chance.percent(40) => {
                    ("waiting", self.chance.pick(&[201, 202, 203, 204]))
                }
                _ if self.part != Part::Plain => ("issued", 205),
                _ => (
                    "issued",
                    self.chance
                        .weighted(&[(70, 205), (8, 206), (6, 208), (6, 209), (10, 211)]),
                ),
            };
            let cause = matches!(code, 210 | 213).then(|| self.chance.pick(&ERRORS));
            let document = &mut self.story.documents[place];
            document.status = status;
            document.einvoice_code = Some(code);
            document.error_cause = cause;
            if status == "factored" {
                for one in self
                    .story
                    .items
                    .iter_mut()
                    .filter(|one| one.document_id == id)
                {
                    one.state = "factored";
                }
            }
        }
        if self.part == Part::Litigation {
            for (place, state) in [(2, "pre_litigation"), (3, "litigation")] {
                if let Some(item) = self.story.items.get_mut(place) {
                    item.state = state;
                }
            }
        }
    }
}
