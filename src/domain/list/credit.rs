//! The lists of the credit screen: customers over their limit or near it, holds, limits asked for.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use uuid::Uuid;

use super::common::{
    HOLDS, amount, by, collector, currency, customer, disputed, exposure, hold, id, kind, name,
    number, overdue, promised, reason, risk, since, until,
};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::credit::{Breach, HoldLine, LimitRequest};

const STANDINGS: &[&str] = &["breach", "near"];
const SCOPES: &[&str] = &["customer", "order", "item"];
const WHATS: &[&str] = &["credit", "reminders"];
const LIMITS: &[&str] = &["internal", "temporary", "insured"];

const fn limit() -> Field {
    Field::new("limit", ["limit", "limite"], Kind::Money).wide(13)
}

impl Breach {
    /// The part of the limit that is used, in whole per cent; none without a limit above nothing.
    pub fn used(&self) -> Option<i64> {
        let limit = self.exposure.limit.filter(|limit| *limit > Decimal::ZERO)?;
        let share = self.exposure.exposure * Decimal::ONE_HUNDRED / limit;
        share
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i64()
    }

    /// An amount in the currency of the limit.
    fn amount(&self, amount: Decimal) -> Value {
        Value::amount(amount, self.exposure.currency)
    }
}

impl Listed for Breach {
    const WHICH: ListName = ListName::Breaches;
    const LIST: &'static List<Breach> = &List {
        name: "breaches",
        counted: "customers",
        columns: &[
            Column::new(customer(), |b| (&b.reference).into()),
            Column::new(name().wide(18), |b| (&b.name).into()),
            Column::new(
                Field::new("standing", ["standing", "situation"], Kind::Word(STANDINGS)).hidden(),
                |b| Value::Word(b.exposure.standing.word()),
            ),
            Column::new(currency(), |b| b.exposure.currency.into()),
            Column::new(exposure().summed(), |b| b.amount(b.exposure.exposure)),
            Column::new(limit(), |b| Value::maybe(b.exposure.limit, |l| b.amount(l))),
            Column::new(
                Field::new("excess", ["excess", "depassement"], Kind::Money).wide(13),
                |b| Value::maybe(b.exposure.limit, |l| b.amount(b.exposure.exposure - l)),
            ),
            Column::new(hold("hold").wide(9).flag(), |b| {
                Value::maybe(b.hold.as_ref(), |h| Value::among(HOLDS, &h.state))
            }),
            Column::new(overdue().wide(13).summed().drop(1), |b| {
                b.amount(b.exposure.overdue)
            }),
            Column::new(
                Field::new("used", ["used", "utilise"], Kind::Number)
                    .wide(7)
                    .drop(2),
                |b| b.used().into(),
            ),
            Column::new(until("limit_until").drop(3), |b| {
                b.exposure.limit_until.into()
            }),
            Column::new(disputed().hidden(), |b| b.amount(b.exposure.disputed)),
            Column::new(promised().hidden(), |b| b.amount(b.exposure.promised)),
            Column::asked(amount()),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "company",
            "customer",
            "name",
            "standing",
            "currency",
            "exposure",
            "limit",
            "excess",
            "limit_until",
            "overdue",
            "hold",
            "used",
            "disputed",
            "promised",
        ],
        order: &[Key::down("excess")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.name.as_str()))
    }
}

impl Listed for HoldLine {
    const WHICH: ListName = ListName::Holds;
    const LIST: &'static List<HoldLine> = &List {
        name: "holds",
        counted: "holds",
        columns: &[
            Column::new(id(), |h| h.hold.id.into()),
            Column::new(customer(), |h| (&h.customer_reference).into()),
            Column::new(name().wide(18), |h| (&h.customer_name).into()),
            Column::new(
                Field::new("scope", ["scope", "portee"], Kind::Word(SCOPES)).hidden(),
                |h| Value::among(SCOPES, &h.hold.scope),
            ),
            Column::new(
                Field::new("what", ["what", "quoi"], Kind::Word(WHATS)).wide(14),
                |h| Value::among(WHATS, &h.hold.what),
            ),
            Column::new(number(8).hidden(), |h| h.number.as_ref().into()),
            Column::new(hold("state").wide(12), |h| {
                Value::among(HOLDS, &h.hold.state)
            }),
            Column::new(reason(Kind::Text(14)).searched(), |h| {
                (&h.hold.reason).into()
            }),
            Column::new(since("from_on").drop(1), |h| h.hold.from_on.into()),
            Column::new(until("until_on").drop(2), |h| h.hold.until_on.into()),
            Column::new(by("requested_by").wide(14).flag().drop(2), |h| {
                h.hold.requested_by.as_ref().into()
            }),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "id",
            "company",
            "customer",
            "name",
            "scope",
            "what",
            "number",
            "state",
            "reason",
            "from_on",
            "until_on",
            "requested_by",
        ],
        order: &[Key::down("from_on")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}

impl Listed for LimitRequest {
    const WHICH: ListName = ListName::LimitRequests;
    const LIST: &'static List<LimitRequest> = &List {
        name: "limit-requests",
        counted: "requests",
        columns: &[
            Column::new(id(), |r| r.id.into()),
            Column::new(customer(), |r| (&r.customer_reference).into()),
            Column::new(name().wide(18), |r| (&r.customer_name).into()),
            Column::new(currency(), |r| r.currency.into()),
            Column::new(
                Field::new("asked", ["asked", "demande"], Kind::Money)
                    .wide(14)
                    .summed(),
                |r| Value::maybe(r.amount, |amount| Value::amount(amount, r.currency)),
            ),
            Column::new(limit(), |r| {
                Value::maybe(r.limit, |limit| Value::amount(limit, r.currency))
            }),
            Column::new(reason(Kind::Text(14)).searched(), |r| (&r.reason).into()),
            Column::new(by("requested_by").wide(14), |r| (&r.requested_by).into()),
            Column::new(exposure().drop(1), |r| {
                Value::amount(r.exposure, r.currency)
            }),
            Column::new(since("asked_on").drop(2), |r| r.requested_on.into()),
            Column::new(kind(Kind::Word(LIMITS)).wide(9).drop(3), |r| {
                Value::among(LIMITS, &r.kind)
            }),
            Column::new(
                Field::new("effective_on", ["from", "des"], Kind::Date).hidden(),
                |r| r.effective_on.into(),
            ),
            Column::new(until("until_on").hidden(), |r| r.until_on.into()),
            Column::asked(amount()),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "id",
            "company",
            "customer",
            "name",
            "currency",
            "asked",
            "limit",
            "exposure",
            "kind",
            "effective_on",
            "until_on",
            "reason",
            "requested_by",
            "asked_on",
        ],
        order: &[Key::up("asked_on")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}
