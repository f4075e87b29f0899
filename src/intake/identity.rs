//! What identifies a row in its source, and a hash of what it says.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use sha2::{Digest, Sha256};

use super::kind::Kind;
use super::refusal::Refusal;
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
    of_key: Vec<usize>,
    of_content: Vec<usize>,
    of_payment: Vec<usize>,
    external_id: Option<usize>,
    number: Option<usize>,
    twins: Twins,
    /// By hash of the key: how many there were, or the line of the first where there may be one.
    seen: HashMap<u64, u32>,
}

/// What a second row is that says of itself the same as an earlier one of its file, and bears no id of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twins {
    /// The same thing again: the ledger decides what that means.
    Same,
    /// Another thing, told apart by a counter.
    Kept,
    /// A mistake: the line is rejected.
    Refused,
}

impl Twins {
    /// What holds for a kind unless a mapping says otherwise. A number of a customer's invoice is given once; two
    /// payments of a day may be alike.
    pub fn of(kind: Kind) -> Twins {
        match kind {
            Kind::Invoices | Kind::Ledger => Twins::Refused,
            Kind::Payments | Kind::Promises | Kind::Disputes | Kind::Notes => Twins::Kept,
            // What the ledger knows them by is their key.
            _ => Twins::Same,
        }
    }
}

impl Identities {
    /// For a file of this kind; `tells_payment` when the source says what was paid on its documents.
    pub fn new(kind: Kind, tells_payment: bool, twins: Twins) -> Identities {
        let indexes = |names: &[&str]| names.iter().filter_map(|name| kind.index(name)).collect();
        let of_key: &[&str] = match kind {
            Kind::Customers => &["reference"],
            Kind::Contacts => &["customer", "role", "name", "email"],
            Kind::Invoices | Kind::Ledger => &["customer", "number"],
            Kind::Payments => &[
                "customer",
                "received_on",
                "currency",
                "amount",
                "reference",
                "invoice",
            ],
            Kind::Orders => &["number"],
            Kind::Limits => &["customer", "kind", "effective_on"],
            Kind::Promises => &["customer", "made_on", "invoices"],
            Kind::Reminders => &["customer", "invoice"],
            Kind::Disputes => &["customer", "invoice", "opened_on", "reason"],
            Kind::Notes => &["customer", "noted_on", "note"],
            Kind::Rates => &["base", "quote", "on_date"],
            Kind::Portfolios => &["portfolio", "customer", "agent", "from_on"],
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
            of_key: indexes(of_key),
            of_content: indexes(&content),
            of_payment: indexes(payment),
            external_id: kind.index("external_id"),
            number: kind.index("number"),
            twins,
            seen: HashMap::new(),
        }
    }

    /// The identity of the next row.
    ///
    /// # Errors
    /// It is the twin of an earlier one, and this file may have none.
    pub fn of(&mut self, row: &Row) -> Result<Identity, Refusal> {
        let external = self.external_id.and_then(|index| row.get(index));
        let key = match external {
            Some(id) => id.to_owned(),
            None => self.own_key(row)?,
        };
        let paid = (!self.of_payment.is_empty()).then(|| hash(row, &self.of_payment));
        Ok(Identity {
            key,
            said: hash(row, &self.of_content),
            paid,
        })
    }

    fn own_key(&mut self, row: &Row) -> Result<String, Refusal> {
        let parts: Vec<&str> = self
            .of_key
            .iter()
            .map(|index| row.get(*index).unwrap_or_default())
            .collect();
        let key = short(parts.join("/"));
        if self.twins == Twins::Same {
            return Ok(key);
        }
        // Of a million numbers, hashes take 36 MB and meet by chance once in thirty million files.
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let seen = self.seen.entry(hasher.finish());
        if self.twins == Twins::Refused {
            let first = *seen.or_insert(u32::try_from(row.line).unwrap_or(u32::MAX));
            let number = self.number.and_then(|index| row.get(index));
            return match u64::from(first) == row.line {
                true => Ok(key),
                false => Err(Refusal::new("reject-number-twice")
                    .with("number", number.unwrap_or_default())
                    .with("first", first)),
            };
        }
        let count = seen.or_default();
        *count += 1;
        Ok(match *count {
            1 => key,
            count => format!("{key}#{count}"),
        })
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
            let mut identities = Identities::new(Kind::Ledger, false, Twins::Kept);
            ["F1", "F1", "F2", "F1"].map(|number| identities.of(&invoice(number, "5")).unwrap().key)
        };
        assert_eq!(keys(), ["C/F1", "C/F1#2", "C/F2", "C/F1#3"]);
        assert_eq!(keys(), keys());
    }

    #[test]
    fn a_number_that_comes_again_is_refused_with_the_line_of_the_first() {
        let mut identities = Identities::new(Kind::Ledger, false, Twins::Refused);
        let mut row = |line, number| {
            let mut row = invoice(number, "5");
            row.line = line;
            identities.of(&row).map(|identity| identity.key)
        };
        assert_eq!(row(2, "F1"), Ok("C/F1".to_owned()));
        assert_eq!(row(3, "F2"), Ok("C/F2".to_owned()));
        for line in [4, 5] {
            let refusal = row(line, "F1").unwrap_err();
            let args = [("number", "F1".to_owned()), ("first", "2".to_owned())];
            assert_eq!(
                (refusal.code, refusal.args),
                ("reject-number-twice", args.to_vec())
            );
        }
    }

    #[test]
    fn a_long_key_is_shortened_and_still_tells_rows_apart() {
        let of = |last: &str| {
            let number = format!("{}{last}", "é".repeat(500));
            Identities::new(Kind::Ledger, false, Twins::Refused)
                .of(&invoice(&number, "5"))
                .unwrap()
                .key
        };
        assert!(of("1").len() < 200, "{}", of("1"));
        assert_eq!(of("1"), of("1"));
        assert_ne!(of("1"), of("2"));
    }

    #[test]
    fn another_amount_is_another_content_of_the_same_thing() {
        let of = |amount| {
            let mut identities = Identities::new(Kind::Ledger, true, Twins::Refused);
            identities.of(&invoice("F1", amount)).unwrap()
        };
        assert_eq!(of("5").key, of("6").key);
        assert_ne!(of("5").said, of("6").said);
        assert_eq!(of("5").paid, of("6").paid);
    }
}
