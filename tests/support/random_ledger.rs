//! Random ledgers for the model: operations drawn by proptest, made valid as they are carried out.

use proptest::collection::vec;
use proptest::prelude::*;

use super::model::{
    Allocation, CURRENCIES, Dispute, DueChange, Item, Ledger, Reading, Receipt, Source, TODAY,
};

/// One operation; indexes are taken modulo what there is, amounts and shares are cut to what is left.
#[derive(Debug, Clone)]
pub enum Op {
    Invoice {
        customer: usize,
        currency: usize,
        issued: i32,
        terms: Option<i32>,
        amount: i64,
        instalments: i64,
        delay: i32,
    },
    CreditNote {
        like: usize,
        amount: i64,
        issued: i32,
        delay: i32,
    },
    /// A receipt that pays an item; what exceeds it stays unallocated.
    Pay {
        item: usize,
        share: i64,
        on: i32,
        delay: i32,
        foreign: bool,
    },
    ApplyCredit {
        credit: usize,
        item: usize,
        on: i32,
        delay: i32,
    },
    WriteOff {
        item: usize,
        share: i64,
        on: i32,
        delay: i32,
    },
    Withdraw {
        allocation: usize,
        on: i32,
        delay: i32,
    },
    Return {
        receipt: usize,
        on: i32,
        delay: i32,
    },
    Reverse {
        item: usize,
        delay: i32,
    },
    ChangeDue {
        item: usize,
        due: i32,
        on: i32,
        delay: i32,
    },
    Dispute {
        item: usize,
        share: i64,
        on: i32,
        delay: i32,
        resolved_after: Option<i32>,
    },
}

/// Days from the far past to a little beyond today: rows of tomorrow must not count yet.
fn day() -> impl Strategy<Value = i32> {
    prop_oneof![8 => -60..=TODAY, 1 => TODAY..TODAY + 20, 1 => Just(TODAY)]
}

/// Hours between a day and its recording: mostly the same day, sometimes weeks later (back-dated).
fn delay() -> impl Strategy<Value = i32> {
    prop_oneof![3 => 0..24, 1 => 24..1500]
}

fn share() -> impl Strategy<Value = i64> {
    prop_oneof![2 => 10..100i64, 2 => Just(100i64), 1 => 101..150i64]
}

fn op() -> impl Strategy<Value = Op> {
    let any = || 0..1000usize;
    prop_oneof![
        6 => (any(), any(), day(), proptest::option::weighted(0.85, 0..75), 1..500_000i64, 1..=3i64, delay())
            .prop_map(|(customer, currency, issued, terms, amount, instalments, delay)|
                Op::Invoice { customer, currency, issued, terms, amount, instalments, delay }),
        2 => (any(), 1..200_000i64, day(), delay())
            .prop_map(|(like, amount, issued, delay)| Op::CreditNote { like, amount, issued, delay }),
        6 => (any(), share(), day(), delay(), proptest::bool::weighted(0.1))
            .prop_map(|(item, share, on, delay, foreign)| Op::Pay { item, share, on, delay, foreign }),
        2 => (any(), any(), day(), delay())
            .prop_map(|(credit, item, on, delay)| Op::ApplyCredit { credit, item, on, delay }),
        1 => (any(), share(), day(), delay()).prop_map(|(item, share, on, delay)| Op::WriteOff { item, share, on, delay }),
        1 => (any(), day(), delay()).prop_map(|(allocation, on, delay)| Op::Withdraw { allocation, on, delay }),
        1 => (any(), day(), delay()).prop_map(|(receipt, on, delay)| Op::Return { receipt, on, delay }),
        1 => (any(), delay()).prop_map(|(item, delay)| Op::Reverse { item, delay }),
        2 => (any(), -60..TODAY + 60, -60..=TODAY, delay()).prop_map(|(item, due, on, delay)| Op::ChangeDue { item, due, on, delay }),
        2 => (any(), share(), -60..=TODAY, delay(), proptest::option::of(0..60))
            .prop_map(|(item, share, on, delay, resolved_after)| Op::Dispute { item, share, on, delay, resolved_after }),
    ]
}

/// A ledger and the readings it is asked for.
pub fn cases() -> impl Strategy<Value = (Ledger, Vec<Reading>)> {
    let bounds = prop_oneof![
        3 => Just(vec![1, 31, 61, 91, 121]),
        1 => Just(vec![1, 8, 46]),
    ];
    let reading = (
        prop_oneof![4 => -40..TODAY + 30, 1 => Just(TODAY)],
        proptest::option::of(-40 * 24..(TODAY + 60) * 24),
    )
        .prop_map(|(day, known)| Reading { day, known });
    (bounds, vec(op(), 5..40), vec(reading, 6)).prop_map(|(bounds, ops, readings)| {
        let mut ledger = Ledger {
            bounds,
            customers: 3,
            ..Ledger::default()
        };
        let mut documents = 0;
        for op in &ops {
            carry_out(&mut ledger, op, &mut documents);
        }
        (ledger, readings)
    })
}

/// Everything, whenever it was or will be: what the columns kept by triggers hold.
const ALL: Reading = Reading {
    day: i32::MAX,
    known: None,
};

fn carry_out(ledger: &mut Ledger, op: &Op, documents: &mut usize) {
    match *op {
        Op::Invoice {
            customer,
            currency,
            issued,
            terms,
            amount,
            instalments,
            delay,
        } => {
            let instalments = instalments.min(amount);
            for n in 0..instalments {
                let due = issued + terms.unwrap_or(30) + 30 * i32::try_from(n).expect("small");
                ledger.items.push(Item {
                    customer: customer % ledger.customers,
                    document: *documents,
                    kind: "invoice",
                    currency: currency % CURRENCIES.len(),
                    amount: amount / instalments + if n == 0 { amount % instalments } else { 0 },
                    issued,
                    recorded: issued * 24 + delay,
                    due,
                    assumed: terms.is_none(),
                    reverses: None,
                });
            }
            *documents += 1;
        }
        Op::CreditNote {
            like,
            amount,
            issued,
            delay,
        } => {
            let Some(like) = pick(&ledger.items, like).map(|at| ledger.items[at].clone()) else {
                return;
            };
            ledger.items.push(Item {
                document: *documents,
                kind: "credit_note",
                amount: -amount,
                issued,
                recorded: issued * 24 + delay,
                due: issued,
                assumed: false,
                reverses: None,
                ..like
            });
            *documents += 1;
        }
        Op::Pay {
            item,
            share,
            on,
            delay,
            foreign,
        } => {
            let Some((at, left)) = debit(ledger, item) else {
                return;
            };
            let paid = (left * share / 100).max(1);
            let applied = paid.min(left);
            // Another currency than the item's: 3 minor units for 2 of the item's, say.
            let (currency, factor) = if foreign {
                ((ledger.items[at].currency + 1) % CURRENCIES.len(), 3)
            } else {
                (ledger.items[at].currency, 1)
            };
            ledger.receipts.push(Receipt {
                customer: ledger.items[at].customer,
                currency,
                amount: paid * factor,
                effective: on,
                recorded: on * 24 + delay,
                reverses: None,
            });
            ledger.allocations.push(Allocation {
                kind: "payment",
                item: at,
                source: Source::Receipt(ledger.receipts.len() - 1),
                amount: applied,
                source_amount: applied * factor,
                applied: on,
                recorded: on * 24 + delay,
                reverses: None,
            });
        }
        Op::ApplyCredit {
            credit,
            item,
            on,
            delay,
        } => {
            let credits: Vec<usize> = (0..ledger.items.len())
                .filter(|at| ledger.open(*at, ALL) < 0)
                .collect();
            let Some(credit) = pick(&credits, credit).map(|at| credits[at]) else {
                return;
            };
            let of = &ledger.items[credit];
            let debits: Vec<usize> = (0..ledger.items.len())
                .filter(|at| {
                    let item = &ledger.items[*at];
                    (item.customer, item.currency) == (of.customer, of.currency)
                        && ledger.open(*at, ALL) > 0
                })
                .collect();
            let Some(at) = pick(&debits, item).map(|at| debits[at]) else {
                return;
            };
            let amount = ledger.open(at, ALL).min(-ledger.open(credit, ALL));
            ledger.allocations.push(Allocation {
                kind: "credit",
                item: at,
                source: Source::Item(credit),
                amount,
                source_amount: amount,
                applied: on,
                recorded: on * 24 + delay,
                reverses: None,
            });
        }
        Op::WriteOff {
            item,
            share,
            on,
            delay,
        } => {
            if let Some((at, left)) = debit(ledger, item) {
                ledger.allocations.push(Allocation {
                    kind: "write_off",
                    item: at,
                    source: Source::Nothing,
                    amount: (left * share / 100).clamp(1, left),
                    source_amount: (left * share / 100).clamp(1, left),
                    applied: on,
                    recorded: on * 24 + delay,
                    reverses: None,
                });
            }
        }
        Op::Withdraw {
            allocation,
            on,
            delay,
        } => {
            if let Some(at) = pick(&ledger.allocations, allocation)
                && ledger.allocations[at].kind != "reversal"
            {
                withdraw(ledger, at, on, on * 24 + delay);
            }
        }
        Op::Return { receipt, on, delay } => {
            let Some(at) = pick(&ledger.receipts, receipt) else {
                return;
            };
            let returned = ledger.receipts.iter().any(|r| r.reverses == Some(at));
            if returned || ledger.receipts[at].reverses.is_some() {
                return;
            }
            let recorded = on * 24 + delay;
            for allocation in 0..ledger.allocations.len() {
                if ledger.allocations[allocation].source == Source::Receipt(at) {
                    withdraw(ledger, allocation, on, recorded);
                }
            }
            let of = ledger.receipts[at].clone();
            ledger.receipts.push(Receipt {
                amount: -of.amount,
                effective: on,
                recorded,
                reverses: Some(at),
                ..of
            });
        }
        Op::Reverse { item, delay } => {
            let Some(at) = pick(&ledger.items, item) else {
                return;
            };
            let of = ledger.items[at].clone();
            let document = ledger.items.iter().filter(|i| i.document == of.document);
            let reversed = ledger.items.iter().any(|i| i.reverses == Some(at));
            if document.count() > 1 || reversed || of.reverses.is_some() {
                return;
            }
            let recorded = of.recorded + delay;
            for allocation in 0..ledger.allocations.len() {
                let touches = &ledger.allocations[allocation];
                if touches.item == at || touches.source == Source::Item(at) {
                    let on = touches.applied;
                    withdraw(ledger, allocation, on, recorded);
                }
            }
            ledger.items.push(Item {
                document: *documents,
                amount: -of.amount,
                recorded,
                reverses: Some(at),
                ..of.clone()
            });
            *documents += 1;
            ledger.allocations.push(Allocation {
                kind: "reversal",
                item: at,
                source: Source::Item(ledger.items.len() - 1),
                amount: of.amount,
                source_amount: of.amount,
                applied: of.issued,
                recorded,
                reverses: None,
            });
        }
        Op::ChangeDue {
            item,
            due,
            on,
            delay,
        } => {
            if let Some(item) = pick(&ledger.items, item) {
                ledger.due_changes.push(DueChange {
                    item,
                    due,
                    effective: on,
                    recorded: on * 24 + delay,
                });
            }
        }
        Op::Dispute {
            item,
            share,
            on,
            delay,
            resolved_after,
        } => {
            if let Some(item) = pick(&ledger.items, item) {
                let recorded = on * 24 + delay;
                let resolved = resolved_after
                    .map(|days| ((on + days).min(TODAY), recorded + days * 24))
                    .filter(|(day, _)| *day >= on);
                ledger.disputes.push(Dispute {
                    item,
                    amount: (ledger.items[item].amount.abs() * share / 100).max(1),
                    opened: on,
                    recorded,
                    resolved,
                });
            }
        }
    }
}

/// Takes an allocation back, once.
fn withdraw(ledger: &mut Ledger, at: usize, on: i32, recorded: i32) {
    let of = ledger.allocations[at].clone();
    let done = ledger.allocations.iter().any(|a| a.reverses == Some(at));
    if done || of.reverses.is_some() {
        return;
    }
    ledger.allocations.push(Allocation {
        amount: -of.amount,
        source_amount: -of.source_amount,
        applied: on,
        recorded,
        reverses: Some(at),
        ..of
    });
}

fn pick<T>(from: &[T], at: usize) -> Option<usize> {
    (!from.is_empty()).then(|| at % from.len())
}

fn debit(ledger: &Ledger, item: usize) -> Option<(usize, i64)> {
    let debits: Vec<usize> = (0..ledger.items.len())
        .filter(|at| ledger.open(*at, ALL) > 0)
        .collect();
    let at = debits[pick(&debits, item)?];
    Some((at, ledger.open(at, ALL)))
}
