//! What can be imported, and the fields each kind of file may carry.

/// A kind of delimited file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Customers: who they are, never what they owe.
    Customers,
    /// Their contacts.
    Contacts,
    /// Documents of known customers.
    Invoices,
    /// Money received.
    Payments,
    /// Orders.
    Orders,
    /// Credit limits.
    Limits,
    /// Documents with what else one export says of them: the customer, a contact, what was paid.
    Ledger,
    /// Promises that are open when the ledger comes to life.
    Promises,
    /// The last reminder that was sent, of a customer or of an invoice.
    Reminders,
    /// Open disputes.
    Disputes,
    /// What was noted before.
    Notes,
    /// Exchange rates of a day.
    Rates,
    /// Portfolios, their customers and their agents.
    Portfolios,
}

/// How a field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Any text, kept as it stands.
    Text,
    /// A text that identifies: leading zeros count, blanks around it do not.
    Key,
    /// One of these words; a mapping may translate a source's own.
    Choice(&'static [&'static str]),
    /// A date in the declared form.
    Date,
    /// An amount in the declared form.
    Amount,
    /// What one unit of a currency is worth, in the declared form of amounts, with up to ten decimals.
    Rate,
    /// A whole number from 1.
    Count,
    /// An ISO 4217 code.
    Currency,
    /// One of the declared words for yes and no.
    YesNo,
    /// Payment terms, such as `Net 30`.
    Terms,
    /// Two letters of ISO 3166.
    Country,
    /// Nine digits with their check digit.
    Siren,
    /// Fourteen digits with their check digit.
    Siret,
    /// A VAT number with its country's letters.
    Vat,
}

/// A field of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in mappings, and its header in a file that needs no mapping.
    pub name: &'static str,
    /// How it is read.
    pub kind: Type,
    /// Whether a line without it is rejected.
    pub required: bool,
    /// Characters it may have; more are another field's, or another file's.
    pub most: usize,
}

const fn must(name: &'static str, kind: Type) -> Field {
    Field {
        name,
        kind,
        required: true,
        most: MOST_OF_A_FIELD,
    }
}

const fn may(name: &'static str, kind: Type) -> Field {
    Field {
        required: false,
        ..must(name, kind)
    }
}

/// Characters of a field that says nothing else: identifiers, names, words and figures.
const MOST_OF_A_FIELD: usize = 300;

impl Field {
    const fn most(self, most: usize) -> Field {
        Field { most, ..self }
    }
}

const NOTE: usize = 20_000;
const ADDRESS: usize = 1_000;
const E_MAIL: usize = 254;
const PHONE: usize = 60;
/// Numbers of several invoices.
const NUMBERS: usize = 4_000;

const LANGUAGES: Type = Type::Choice(&["en", "fr"]);
const METHODS: Type = Type::Choice(&["transfer", "card", "check", "direct_debit", "bill", "cash"]);
const DOCUMENTS: Type = Type::Choice(&["invoice", "credit_note", "on_account", "opening"]);

const CUSTOMERS: &[Field] = &[
    must("reference", Type::Key),
    must("name", Type::Text),
    may("parent", Type::Key),
    may("kind", Type::Choice(&["company", "public", "consumer"])),
    may("siren", Type::Siren),
    may("siret", Type::Siret),
    may("vat_number", Type::Vat),
    may("country", Type::Country),
    may("language", LANGUAGES),
    may("time_zone", Type::Key),
    may("address", Type::Text).most(ADDRESS),
    may("payment_method", METHODS),
    may("terms", Type::Terms),
    may("risk_class", Type::Choice(&["A", "B", "C", "D", "E"])),
    may("portfolio", Type::Key),
];

const CONTACTS: &[Field] = &[
    must("customer", Type::Key),
    may("external_id", Type::Key),
    may("name", Type::Text),
    may(
        "role",
        Type::Choice(&[
            "payables",
            "manager",
            "buyer",
            "legal",
            "sales_owner",
            "logistics_owner",
            "other",
        ]),
    ),
    may("phone", Type::Text).most(PHONE),
    may("mobile", Type::Text).most(PHONE),
    may("email", Type::Text).most(E_MAIL),
    may("language", LANGUAGES),
    may("primary", Type::YesNo),
];

const INVOICES: &[Field] = &[
    must("customer", Type::Key),
    may("external_id", Type::Key),
    must("number", Type::Key),
    may("kind", DOCUMENTS),
    must("issued_on", Type::Date),
    may("due_on", Type::Date),
    may("terms", Type::Terms),
    must("currency", Type::Currency),
    must("amount", Type::Amount),
    may("vat_amount", Type::Amount),
    may("po_number", Type::Text),
    may("disputed", Type::YesNo),
    may("settled_on", Type::Date),
    may("applied", Type::Amount),
    // What only a ledger may say.
    may("name", Type::Text),
    may("country", Type::Country),
    may("language", LANGUAGES),
    may("contact_name", Type::Text),
    may("contact_phone", Type::Text).most(PHONE),
    may("contact_email", Type::Text).most(E_MAIL),
];
const OF_LEDGER_ONLY: usize = 6;

const PAYMENTS: &[Field] = &[
    must("customer", Type::Key),
    may("external_id", Type::Key),
    must("received_on", Type::Date),
    must("currency", Type::Currency),
    must("amount", Type::Amount),
    may("method", METHODS),
    may("reference", Type::Text),
    may("invoice", Type::Key),
];

const ORDERS: &[Field] = &[
    must("customer", Type::Key),
    may("external_id", Type::Key),
    must("number", Type::Key),
    must("ordered_on", Type::Date),
    may("requested_on", Type::Date),
    must("currency", Type::Currency),
    must("amount", Type::Amount),
    may("delivered_amount", Type::Amount),
    may("invoiced_amount", Type::Amount),
    may(
        "status",
        Type::Choice(&[
            "to_process",
            "pending",
            "blocked",
            "shipped",
            "invoiced",
            "cancelled",
        ]),
    ),
    may("shipped_on", Type::Date),
];

const LIMITS: &[Field] = &[
    must("customer", Type::Key),
    may("kind", Type::Choice(&["internal", "temporary", "insured"])),
    must("effective_on", Type::Date),
    may("until_on", Type::Date),
    must("currency", Type::Currency),
    may("amount", Type::Amount),
    may("reason", Type::Text),
];

const PROMISES: &[Field] = &[
    must("customer", Type::Key),
    may("external_id", Type::Key),
    may("invoices", Type::Key).most(NUMBERS),
    must("made_on", Type::Date),
    must("promised_on", Type::Date),
    must("currency", Type::Currency),
    must("amount", Type::Amount),
    may("by", Type::Key),
    may("note", Type::Text).most(NOTE),
];

const REMINDERS: &[Field] = &[
    must("customer", Type::Key),
    may("external_id", Type::Key),
    may("invoice", Type::Key),
    must("step", Type::Count),
    must("sent_on", Type::Date),
    may("by", Type::Key),
];

const DISPUTES: &[Field] = &[
    must("customer", Type::Key),
    may("external_id", Type::Key),
    must("invoice", Type::Key),
    must(
        "reason",
        Type::Choice(&[
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
        ]),
    ),
    may("currency", Type::Currency),
    may("amount", Type::Amount),
    must("opened_on", Type::Date),
    may("owner", Type::Key),
    may("due_on", Type::Date),
    may("by", Type::Key),
    may("note", Type::Text).most(NOTE),
];

const NOTES: &[Field] = &[
    must("customer", Type::Key),
    may("external_id", Type::Key),
    must("noted_on", Type::Date),
    may("by", Type::Key),
    must("note", Type::Text).most(NOTE),
];

const RATES: &[Field] = &[
    must("base", Type::Currency),
    must("quote", Type::Currency),
    must("on_date", Type::Date),
    must("rate", Type::Rate),
    may("source", Type::Text),
];

const PORTFOLIOS: &[Field] = &[
    must("portfolio", Type::Key),
    may("name", Type::Text),
    may("customer", Type::Key),
    may("agent", Type::Key),
    may("from_on", Type::Date),
    may("to_on", Type::Date),
    may("substitute", Type::YesNo),
];

impl Kind {
    /// Every kind with its word on the command line.
    pub const ALL: [(&'static str, Kind); 13] = [
        ("customers", Kind::Customers),
        ("contacts", Kind::Contacts),
        ("invoices", Kind::Invoices),
        ("payments", Kind::Payments),
        ("orders", Kind::Orders),
        ("limits", Kind::Limits),
        ("ledger", Kind::Ledger),
        ("promises", Kind::Promises),
        ("reminders", Kind::Reminders),
        ("disputes", Kind::Disputes),
        ("notes", Kind::Notes),
        ("rates", Kind::Rates),
        ("portfolios", Kind::Portfolios),
    ];

    /// The kind of a word of the command line.
    pub fn named(word: &str) -> Option<Kind> {
        Self::ALL
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, kind)| *kind)
    }

    /// Its word on the command line.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    /// Its fields, in the order of the cells of a [`Row`](super::row::Row).
    pub fn fields(self) -> &'static [Field] {
        match self {
            Kind::Customers => CUSTOMERS,
            Kind::Contacts => CONTACTS,
            Kind::Invoices => INVOICES.split_at(INVOICES.len() - OF_LEDGER_ONLY).0,
            Kind::Payments => PAYMENTS,
            Kind::Orders => ORDERS,
            Kind::Limits => LIMITS,
            Kind::Ledger => INVOICES,
            Kind::Promises => PROMISES,
            Kind::Reminders => REMINDERS,
            Kind::Disputes => DISPUTES,
            Kind::Notes => NOTES,
            Kind::Rates => RATES,
            Kind::Portfolios => PORTFOLIOS,
        }
    }

    /// The place of a field among the cells.
    pub fn index(self, name: &str) -> Option<usize> {
        self.fields().iter().position(|field| field.name == name)
    }
}
