//! What identifies a row in its source, and a hash of what it says.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use sha2::{Digest, Sha256};

use super::kind::Kind;
use super::row::Row;

/// Bytes of a hash kept: enough that two rows never meet by chance.
const KEPT: usize = 16;

/// Bytes of the longest key made of what a row says of itself.
const LONGEST_KEY: usize = 120;

/// Identity and content of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The external id; without one, what the row says of itself, with a counter that keeps genuine
    /// twins of one file apart.
    pub key: String,
    /// Hash of what the row says of the thing itself.
    pub said: [u8; KEPT],
    /// Hash of what it says of payment, where the source says anything.
    pub paid: Option<[u8; KEPT]>,
}

/// Gives each row of one file its identity.
pub struct Identities {
    kind: Kind,
    of_key: Vec<usize>,
    of_content: Vec<usize>,
    of_payment: Vec<usize>,
    external_id: Option<usize>,
    counted: bool,
    seen: HashMap<u64, u32>,
}

impl Identities {
    /// For a file of this kind; `tells_payment` when the source says what was paid on its documents.
    pub fn new(kind: Kind, tells_payment: bool) -> Identities {
        let indexes = |names: &[&str]| names.iter().filter_map(|name| kind.index(name)).collect();
        let (of_key, counted): (&[&str], bool) = match kind {
            Kind::Customers => (&["reference"], false),
            Kind::Contacts => (&["customer", "role", "name", "email"], false),
            Kind::Invoices | Kind::Ledger => (&["customer", "number"], true),
            Kind::Payments => (
                &[
                    "customer",
                    "received_on",
                    "currency",
                    "amount",
                    "reference",
                    "invoice",
                ],
                true,
            ),
            Kind::Orders => (&["number"], false),
            Kind::Limits => (&["customer", "kind", "effective_on"], false),
            Kind::Promises => (&["customer", "made_on", "invoices"], true),
            Kind::Reminders => (&["customer", "invoice"], false),
            Kind::Disputes => (&["customer", "invoice", "opened_on", "reason"], true),
            Kind::Notes => (&["customer", "noted_on", "note"], true),
            Kind::Rates => (&["base", "quote", "on_date"], false),
            Kind::Portfolios => (&["portfolio", "customer", "agent", "from_on"], false),
        };
        let content: Vec<&str> = match kind {
            Kind::Invoices | Kind::Ledger => vec![
                "customer",
                "number",
                "kind",
                "issued_on",
                "due_on",
                "terms",
                "currency",
                "amount",
                "vat_amount",
                "po_number",
            ],
            _ => kind.fields().iter().map(|field| field.name).collect(),
        };
        let payment: &[&str] = if tells_payment {
            &["settled_on", "applied"]
        } else {
            &[]
        };
        Identities {
            kind,
            of_key: indexes(of_key),
            of_content: indexes(&content),
            of_payment: indexes(payment),
            external_id: kind.index("external_id"),
            counted,
            seen: HashMap::new(),
        }
    }

    /// The identity of the next row.
    pub fn of(&mut self, row: &Row) -> Identity {
        let external = self.external_id.and_then(|index| row.get(index));
        let key = match external {
            Some(id) => id.to_owned(),
            None => self.own_key(row),
        };
        let paid = (!self.of_payment.is_empty()).then(|| hash(row, &self.of_payment));
        Identity {
            key,
            said: hash(row, &self.of_content),
            paid,
        }
    }

    fn own_key(&mut self, row: &Row) -> String {
        let parts: Vec<&str> = self
            .of_key
            .iter()
            .map(|index| row.get(*index).unwrap_or_default())
            .collect();
        let key = short(parts.join("/"));
        // A customer's reference and an order's number are what the ledger knows them by.
        if !self.counted || matches!(self.kind, Kind::Customers | Kind::Orders) {
            return key;
        }
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let count = self.seen.entry(hasher.finish()).or_default();
        *count += 1;
        if *count == 1 {
            key
        } else {
            format!("{key}#{count}")
        }
    }
}

/// A key that an index takes: of a long one, the beginning and a hash of it all.
fn short(key: String) -> String {
    if key.len() <= LONGEST_KEY {
        return key;
    }
    let hash = Sha256::digest(key.as_bytes());
    let hash: String = hash[..KEPT].iter().map(|b| format!("{b:02x}")).collect();
    format!(
        "{}…{hash}",
        &key[..key.floor_char_boundary(LONGEST_KEY / 2)]
    )
}

fn hash(row: &Row, cells: &[usize]) -> [u8; KEPT] {
    let mut hash = Sha256::new();
    for index in cells {
        match row.get(*index) {
            Some(text) => hash.update(text.as_bytes()),
            None => hash.update([0x1e]),
        }
        hash.update([0x1f]);
    }
    let mut kept = [0; KEPT];
    kept.copy_from_slice(&hash.finalize()[..KEPT]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invoice(number: &str, amount: &str) -> Row {
        let kind = Kind::Ledger;
        let mut row = Row::default();
        row.start(2, kind.fields().len());
        for (name, text) in [("customer", "C"), ("number", number), ("amount", amount)] {
            let Some(index) = kind.index(name) else {
                panic!("{name}")
            };
            row.set(index, |out| {
                out.push_str(text);
                Ok::<(), ()>(())
            })
            .unwrap();
        }
        row
    }

    #[test]
    fn genuine_twins_stay_two_and_come_back_as_the_same_two() {
        let keys = || {
            let mut identities = Identities::new(Kind::Ledger, false);
            ["F1", "F1", "F2", "F1"].map(|number| identities.of(&invoice(number, "5")).key)
        };
        assert_eq!(keys(), ["C/F1", "C/F1#2", "C/F2", "C/F1#3"]);
        assert_eq!(keys(), keys());
    }

    #[test]
    fn a_long_key_is_shortened_and_still_tells_rows_apart() {
        let of = |last: &str| {
            let number = format!("{}{last}", "é".repeat(500));
            Identities::new(Kind::Ledger, false)
                .of(&invoice(&number, "5"))
                .key
        };
        assert!(of("1").len() < 200, "{}", of("1"));
        assert_eq!(of("1"), of("1"));
        assert_ne!(of("1"), of("2"));
    }

    #[test]
    fn another_amount_is_another_content_of_the_same_thing() {
        let of = |amount| Identities::new(Kind::Ledger, true).of(&invoice("F1", amount));
        assert_eq!(of("5").key, of("6").key);
        assert_ne!(of("5").said, of("6").said);
        assert_eq!(of("5").paid, of("6").paid);
    }
}
