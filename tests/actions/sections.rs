//! Who stands in which section of the worklist, against a model in plain Rust: every combination of a promise, of what
//! became of the money, of a limit, and of a payment that came back.

use serde_json::json;

use crate::support::ledger::{Who, World, customer, item};

/// The day on which everybody's standing is looked at.
const TODAY: &str = "2026-07-16";

/// Below this nobody is chased.
const MINIMUM: i64 = 15;

/// What was overdue.
const OVERDUE: i64 = 1000;

/// What came back of an item that is not due yet.
const RETURNED: i64 = 400;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Promise {
    None,
    Broken,
    DueToday,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Then {
    Nothing,
    Paid,
    PaidAllBut(i64),
    PromisedAgain,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Returned {
    Never,
    Open,
    PaidAgain,
}

#[derive(Debug, Clone, Copy)]
struct Case {
    promise: Promise,
    then: Then,
    over_limit: bool,
    returned: Returned,
}

impl Case {
    fn all() -> Vec<Case> {
        let mut all = Vec::new();
        for promise in [Promise::None, Promise::Broken, Promise::DueToday] {
            for then in [
                Then::Nothing,
                Then::Paid,
                Then::PaidAllBut(MINIMUM - 1),
                Then::PaidAllBut(MINIMUM),
                Then::PromisedAgain,
            ] {
                // What is promised for today is not promised again.
                if (promise, then) == (Promise::DueToday, Then::PromisedAgain) {
                    continue;
                }
                for over_limit in [false, true] {
                    for returned in [Returned::Never, Returned::Open, Returned::PaidAgain] {
                        all.push(Case {
                            promise,
                            then,
                            over_limit,
                            returned,
                        });
                    }
                }
            }
        }
        all
    }

    /// 1 first, 2 by points, 0 off the list.
    fn section(&self) -> i32 {
        let open = match self.then {
            Then::Paid => 0,
            Then::PaidAllBut(rest) => rest,
            Then::Nothing | Then::PromisedAgain => OVERDUE,
        };
        let covered = match (self.promise, self.then) {
            (Promise::DueToday, _) | (_, Then::PromisedAgain) => open,
            _ => 0,
        };
        let chased = open - covered >= MINIMUM;
        let first = self.over_limit
            || (self.promise == Promise::Broken && chased)
            || (self.promise == Promise::DueToday && open > 0)
            || self.returned == Returned::Open;
        match (first, chased) {
            (true, _) => 1,
            (false, true) => 2,
            (false, false) => 0,
        }
    }
}

async fn paid(world: &World, of: &str, number: &str, amount: i64, on: &str) -> uuid::Uuid {
    let body = json!({"customer": customer(of), "amount": amount, "currency": "EUR", "effective_on": on, "match": [{"item": item(number)}]});
    world.act(Who::Ines, "record_receipt", body).await
}

async fn promised(world: &World, of: &str, number: &str, on: &str) {
    let body = json!({"customer": customer(of), "promised_on": on, "items": [item(number)]});
    world.act(Who::Claire, "record_promise", body).await;
}

#[tokio::test]
async fn the_first_section_holds_whoever_still_has_something_of_it_to_settle() {
    let world = World::golden().await;
    let cases: Vec<(String, Case)> = Case::all()
        .into_iter()
        .enumerate()
        .map(|(n, case)| (format!("K{n}"), case))
        .collect();
    let [overdue, later, early] = ["O", "L", "E"].map(|kind| move |of: &str| format!("{of}{kind}"));
    for (of, _) in &cases {
        world.lay_customer(of, 1).await;
        for (number, due, amount) in [
            (overdue(of), "2026-05-31", OVERDUE),
            (later(of), "2026-08-31", 200),
            (early(of), "2026-08-31", RETURNED),
        ] {
            world
                .lay_document(&number, of, "invoice", "EUR", "2026-05-01", due, amount)
                .await;
        }
    }
    world.refresh().await;

    let mut receipts = Vec::new();
    for (of, case) in &cases {
        let receipt = paid(&world, of, &early(of), RETURNED, "2026-06-25").await;
        receipts.push(receipt);
        if case.promise == Promise::Broken {
            promised(&world, of, &overdue(of), "2026-07-03").await;
        }
    }
    world.set_today(TODAY).await;
    let covers = json!({"covers_until": "2026-07-15"});
    world.act(Who::Ines, "cover_receipts", covers).await;
    for ((of, case), receipt) in cases.iter().zip(receipts) {
        if case.promise == Promise::DueToday {
            promised(&world, of, &overdue(of), TODAY).await;
        }
        match case.then {
            Then::Nothing => {}
            Then::Paid => drop(paid(&world, of, &overdue(of), OVERDUE, TODAY).await),
            Then::PaidAllBut(rest) => {
                paid(&world, of, &overdue(of), OVERDUE - rest, TODAY).await;
            }
            Then::PromisedAgain => promised(&world, of, &overdue(of), "2026-07-24").await,
        }
        if case.over_limit {
            let limit = json!({"customer": customer(of), "amount": 5, "reason": "x"});
            world.act(Who::Marc, "set_limit", limit).await;
        }
        if case.returned != Returned::Never {
            let back = json!({"receipt": receipt, "returned_on": TODAY});
            world.act(Who::Ines, "return_receipt", back).await;
        }
        if case.returned == Returned::PaidAgain {
            paid(&world, of, &early(of), RETURNED, TODAY).await;
        }
    }

    let wrong: Vec<String> = {
        let mut wrong = Vec::new();
        for (of, case) in &cases {
            let section: i16 = sqlx::query_scalar("select s.section from app.standing s join app.customer c on c.id = s.customer_id where c.ref = $1")
                .bind(of)
                .fetch_one(&world.admin)
                .await
                .unwrap();
            if i32::from(section) != case.section() {
                wrong.push(format!("{section} instead of {}: {case:?}", case.section()));
            }
        }
        wrong
    };
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    world.assert_sound("in every section").await;
}
