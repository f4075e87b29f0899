//! The tasks of a day, counted in keys on the demo company with the default keymap, each asserted in the database.
//!
//! Typed words are not counted; the keys that begin, move and save are.

use crate::support::db::TestDb;
use crate::support::desk::{Desk, Office};

/// A Wednesday: "next Friday" is two days ahead, three days ahead is a Saturday.
const DAY: &str = "2026-11-18";

/// Customers on whom nobody has worked today.
const UNTOUCHED: &str = "
    SELECT c.name FROM app.customer c
     WHERE NOT EXISTS (SELECT FROM app.activity a WHERE a.company_id = c.company_id AND a.customer_id = c.id
                          AND a.effective_on >= '2026-11-18')";

/// Of them, those who owe two items, have promised nothing and contest nothing.
const UNPROMISED: &str = "
    SELECT c.name FROM app.customer c
     WHERE NOT EXISTS (SELECT FROM app.activity a WHERE a.company_id = c.company_id AND a.customer_id = c.id
                          AND a.effective_on >= '2026-11-18')
       AND 2 <= (SELECT count(*) FROM app.due_item i WHERE i.company_id = c.company_id AND i.customer_id = c.id
                    AND i.open_amount > 20 AND i.due_on < '2026-11-18')
       AND NOT EXISTS (SELECT FROM app.due_item i WHERE i.company_id = c.company_id AND i.customer_id = c.id AND i.open_amount < 0)
       AND NOT EXISTS (SELECT FROM app.dispute d WHERE d.company_id = c.company_id AND d.customer_id = c.id)
       AND NOT EXISTS (SELECT FROM app.promise p WHERE p.company_id = c.company_id AND p.customer_id = c.id AND p.state IN ('open', 'due'))";

/// Of them, those who owe just two.
const OWE_TWO: &str = "
    SELECT c.name FROM app.customer c
     WHERE NOT EXISTS (SELECT FROM app.activity a WHERE a.company_id = c.company_id AND a.customer_id = c.id
                          AND a.effective_on >= '2026-11-18')
       AND 2 = (SELECT count(*) FROM app.due_item i WHERE i.company_id = c.company_id AND i.customer_id = c.id
                   AND i.open_amount > 20)
       AND NOT EXISTS (SELECT FROM app.due_item i WHERE i.company_id = c.company_id AND i.customer_id = c.id
                          AND i.open_amount <> 0 AND i.open_amount <= 20)
       AND NOT EXISTS (SELECT FROM app.promise p WHERE p.company_id = c.company_id AND p.customer_id = c.id AND p.state IN ('open', 'due'))";

/// Of them, those who can be telephoned and written to, and whose first line is an invoice.
const REACHABLE: &str = "
    SELECT c.name FROM app.customer c
     WHERE NOT EXISTS (SELECT FROM app.activity a WHERE a.company_id = c.company_id AND a.customer_id = c.id
                          AND a.effective_on >= '2026-11-18')
       AND NOT EXISTS (SELECT FROM app.dispute d WHERE d.company_id = c.company_id AND d.customer_id = c.id)
       AND EXISTS (SELECT FROM app.due_item i WHERE i.company_id = c.company_id AND i.customer_id = c.id AND i.open_amount > 0)
       AND NOT EXISTS (SELECT FROM app.due_item i WHERE i.company_id = c.company_id AND i.customer_id = c.id AND i.open_amount < 0)
       AND NOT EXISTS (SELECT FROM app.receipt r WHERE r.company_id = c.company_id AND r.customer_id = c.id AND r.unallocated <> 0)
       AND NOT EXISTS (SELECT FROM app.contact k WHERE k.company_id = c.company_id AND k.customer_id = c.id
                          AND (k.phone IS NULL OR k.email IS NULL OR k.bounced OR k.do_not_call))";

/// Those with a reminder that one key approves.
const PROPOSED: &str = "
    SELECT c.name FROM app.reminder r JOIN app.customer c ON c.company_id = r.company_id AND c.id = r.customer_id
     WHERE r.state = 'proposed' AND r.channel = 'email'";

/// Those whose alerts nobody has looked at.
const ALERTED: &str = "
    SELECT c.name FROM app.customer c JOIN app.alert a ON a.company_id = c.company_id AND a.customer_id = c.id
     GROUP BY c.name HAVING bool_and(a.state IN ('open', 'resolved')) AND bool_or(a.state = 'open')";

/// Those whose credit nobody holds.
const RELEASED: &str = "
    SELECT c.name FROM app.customer c
     WHERE NOT EXISTS (SELECT FROM app.hold h WHERE h.company_id = c.company_id AND h.customer_id = c.id AND h.state <> 'released')";

const FIND: &[(&str, &str)] = &[
    (
        "an invoice",
        "SELECT d.number FROM app.document d JOIN app.customer c ON c.company_id = d.company_id AND c.id = d.customer_id
          WHERE c.name = $1 AND d.kind = 'invoice' ORDER BY d.number LIMIT 1",
    ),
    (
        "a SIREN",
        "SELECT c.siren FROM app.customer c WHERE c.name = $1",
    ),
    ("a name", "SELECT c.name FROM app.customer c WHERE c.name = $1"),
    (
        "a telephone",
        "SELECT k.phone FROM app.contact k JOIN app.customer c ON c.company_id = k.company_id AND c.id = k.customer_id
          WHERE c.name = $1 AND k.phone IS NOT NULL ORDER BY k.name LIMIT 1",
    ),
];

const REMINDERS_MARKED: i64 = 50;

/// Who works, and what the tasks so far have cost.
struct Day {
    office: Office,
    claire: Desk,
}

impl Day {
    /// Ends a task of the desk; it may not have cost more keys than promised.
    fn within(desk: &Desk, task: &str, most: usize) {
        let cost = desk.cost();
        println!("{cost} of {most:>2} keys  {task}");
        assert!(cost.keys <= most, "{task}: {} keys", cost.keys);
    }

    /// Puts Claire on the first line of the worklist that is about one of these.
    async fn on_worklist(&mut self, customers: &'static str) -> String {
        let names = self.office.all(customers).await;
        // Away and back: the list is read anew, and whoever was worked on has left it.
        self.claire.go("gy", "Activity");
        self.claire.go("gw", "Worklist");
        let name = self.claire.find_line(&names);
        self.claire.begin();
        name
    }

    /// How many rows about that customer a statement counts.
    async fn count(&self, sql: &'static str, name: &str) -> i64 {
        sqlx::query_scalar(sql)
            .bind(name)
            .fetch_one(&self.office.ledger)
            .await
            .expect(sql)
    }

    /// Waits until there is a row about that customer, and Claire has been told so.
    async fn told(&mut self, said: &str, sql: &'static str, name: &str) {
        let ledger = self.office.ledger.clone();
        let recorded = async || {
            let rows = sqlx::query_scalar::<_, i64>(sql).bind(name);
            rows.fetch_one(&ledger).await.expect(sql) > 0
        };
        self.claire.until(&format!("{sql} {name}"), recorded).await;
        self.claire.saw(&[said, name]);
    }

    async fn saved(&mut self, sql: &'static str, name: &str) {
        self.told("saved on", sql, name).await;
    }

    async fn taken_back(&mut self, sql: &'static str, name: &str) {
        self.told("taken back", sql, name).await;
    }

    async fn looks(&mut self) {
        self.on_worklist(UNTOUCHED).await;
        self.claire.press("w");
        self.claire.sees("points in all");
        Day::within(&self.claire, "see why this customer ranks here", 1);
        self.claire.press("q");

        let name = self.on_worklist(UNTOUCHED).await;
        self.claire.press("enter");
        self.claire.sees("Exposure");
        self.claire.sees(&name);
        Day::within(&self.claire, "open the customer", 1);

        for &(what, sql) in FIND {
            let value: Option<String> = sqlx::query_scalar(sql)
                .bind(&name)
                .fetch_optional(&self.office.ledger)
                .await
                .expect(sql)
                .flatten();
            let Some(value) = value else {
                continue;
            };
            self.claire.go("gl", "Alerts");
            self.claire.begin();
            self.claire.press("/");
            self.claire.words(&value);
            self.claire.sees_that("what was found", |screen| {
                screen.contains("Enter opens")
                    && screen.matches(&name).count() > usize::from(what == "a name")
            });
            self.claire.press("enter");
            self.claire.sees("Exposure");
            self.claire.sees(&name);
            Day::within(&self.claire, &format!("find who is calling by {what}"), 2);
        }
    }

    async fn calls(&mut self) {
        let name = self.on_worklist(UNTOUCHED).await;
        self.claire.press("c v enter");
        self.saved(VOICEMAILS, &name).await;
        Day::within(
            &self.claire,
            "log \"left a voicemail\" and go to the next customer",
            3,
        );
        let desk = &mut self.claire;
        assert!(!desk.is_on(&name), "the next customer");

        let name = self.on_worklist(UNPROMISED).await;
        self.claire.press("c p");
        self.claire.words("fri");
        self.claire.press("enter");
        self.saved(ALL_PROMISED, &name).await;
        Day::within(
            &self.claire,
            "log a call with a promise for all that is overdue, next Friday",
            6,
        );

        // More than either of the two: a part of both.
        let name = self.on_worklist(OWE_TWO).await;
        let part: String = sqlx::query_scalar(MORE_THAN_ONE)
            .bind(&name)
            .fetch_one(&self.office.ledger)
            .await
            .expect(MORE_THAN_ONE);
        self.claire.press("p space space tab");
        self.claire.words("fri");
        self.claire.press("tab");
        self.claire.words(&part);
        self.claire.press("enter");
        self.saved(PART_PROMISED, &name).await;
        Day::within(&self.claire, "a partial promise on the first two items", 8);

        let name = self.on_worklist(UNTOUCHED).await;
        self.claire.press("c s");
        self.claire.words("+3");
        self.claire.press("enter");
        self.saved(PAYMENTS_SENT, &name).await;
        Day::within(&self.claire, "\"payment sent\", revisit in 3 days", 4);

        let name = self.on_worklist(UNTOUCHED).await;
        self.claire.press("n");
        self.claire.words("wants the statement");
        self.claire.press("enter");
        self.saved(NOTES, &name).await;
        Day::within(&self.claire, "note", 2);
        self.claire.begin();
        self.claire.press("u");
        self.taken_back(TAKEN_BACK, &name).await;
        Day::within(&self.claire, "take it back", 1);
    }

    async fn invoices(&mut self) {
        let name = self.on_worklist(REACHABLE).await;
        self.claire.press("enter");
        self.claire.sees("Exposure");
        self.claire.sees("─▶Items");
        self.claire.quiet();
        self.claire.begin();
        self.claire.press("t ctrl-u");
        self.claire.words("0145678901");
        self.claire.press("enter");
        self.saved(TELEPHONES, &name).await;
        Day::within(&self.claire, "correct the contact's phone", 3);

        // The cursor stands on an invoice.
        self.claire.begin();
        self.claire.press("x q enter");
        self.saved(DISPUTED, &name).await;
        Day::within(
            &self.claire,
            "open a dispute for all of the invoice, with its reason",
            4,
        );

        self.claire.begin();
        self.claire.press("I");
        self.claire.sees("Subject");
        self.claire.press("enter");
        self.claire.saw(&["Enter alone does not do this"]);
        // Keys that follow at once are taken as typed ahead of that.
        self.claire.pty.pause();
        assert_eq!(
            self.count(COPIES, &name).await,
            0,
            "Enter alone sends nothing"
        );
        self.claire.press("ctrl-d");
        self.saved(COPIES, &name).await;
        self.claire.saw(&["saved on", &name, "takes it back"]);
        Day::within(&self.claire, "send a copy of the invoice to the contact", 3);
        self.claire.begin();
        self.claire.press("u");
        self.taken_back(RECALLED, &name).await;
        Day::within(&self.claire, "recall it", 1);
    }

    async fn reminders(&mut self) {
        let name = self.on_worklist(PROPOSED).await;
        self.claire.press("m");
        self.claire.sees_that("the letter", |s| {
            s.contains("a approves it") || s.contains("space reads on")
        });
        if !self.claire.pty.screen().contains("a approves it") {
            self.claire.press("space");
            self.claire.sees("a approves it");
        }
        self.claire.press("a");
        self.saved(APPROVED, &name).await;
        Day::within(&self.claire, "review and approve the proposed reminder", 3);

        let mut sophie = self.office.desk("demo_sophie");
        sophie.go("gr", "Reminders");
        let before = self.office.count(ALL_APPROVED).await;
        for marked in 1..=REMINDERS_MARKED {
            sophie.press("space");
            sophie.sees(&format!("{marked} marked"));
        }
        sophie.begin();
        sophie.press("a");
        sophie.sees("Approve and send");
        sophie.words(&REMINDERS_MARKED.to_string());
        sophie.press("ctrl-d");
        sophie.saw(&["50 approved, 0 refused"]);
        let now = self.office.count(ALL_APPROVED).await;
        assert_eq!(now, before + REMINDERS_MARKED);
        Day::within(&sophie, "approve the 50 marked reminders", 3);
    }

    async fn promises(&mut self) {
        let names = self.office.all(TO_COME).await;
        self.claire.press("gp");
        self.claire.sees("▶due today");
        self.claire.press("tab tab");
        self.claire.sees("▶to come");
        let name = self.claire.find_line(&names);
        self.claire.begin();
        self.claire.press("e");
        self.claire.words("+9");
        self.claire.press("enter");
        self.saved(MOVED, &name).await;
        Day::within(&self.claire, "move a promise to another date", 3);
    }

    async fn alerts(&mut self) {
        self.claire.go("gl", "Alerts");
        let names = self.office.all(ALERTED).await;
        let name = self.claire.find_line(&names);
        let before = self.office.count(ACKNOWLEDGED).await;
        self.claire.begin();
        self.claire.press("a");
        self.claire.saw(&["saved on", &name]);
        Day::within(&self.claire, "acknowledge an alert", 1);
        let now = self.office.count(ACKNOWLEDGED).await;
        assert_eq!(now, before + 1);
        self.claire.begin();
        self.claire.press("u");
        self.claire.saw(&["taken back", &name]);
        Day::within(&self.claire, "take it back", 1);
        let now = self.office.count(ACKNOWLEDGED).await;
        assert_eq!(now, before);

        let acknowledged = self.office.count(ACKNOWLEDGING).await;
        let undone = self.office.count(UNDOING).await;
        // Away and back: the list is read anew, with the versions that its alerts have now.
        self.claire.go("gy", "Activity");
        self.claire.go("gl", "Alerts");
        self.claire.press("home");
        self.claire.begin();
        self.claire.press("space space space a");
        self.claire.saw(&["saved on 3 alerts"]);
        Day::within(&self.claire, "acknowledge the three marked alerts", 4);
        let now = self.office.count(ACKNOWLEDGING).await;
        assert_eq!(now, acknowledged + 3, "each has its line in the audit");
        self.claire.begin();
        self.claire.press("u");
        self.claire.saw(&["taken back on 3 alerts"]);
        Day::within(&self.claire, "take all three back", 1);
        assert_eq!(self.office.count(UNDOING).await, undone + 3);
        assert_eq!(self.office.count(ACKNOWLEDGED).await, before);

        let names = self.office.all(RELEASED).await;
        let name = self.claire.find_line(&names);
        self.claire.begin();
        self.claire.press("h");
        self.claire.words("pays nobody");
        // Until when it holds is seen before it is saved.
        self.claire.press("enter");
        self.claire.press("enter");
        self.saved(HELD, &name).await;
        Day::within(&self.claire, "hold with a reason", 3);

        // Releasing credit is the manager's.
        let mut sophie = self.office.desk("demo_sophie");
        sophie.go("gl", "Alerts");
        sophie.find_line(std::slice::from_ref(&name));
        sophie.begin();
        sophie.press("l");
        sophie.words("has paid");
        sophie.press("ctrl-d");
        sophie.saw(&["saved on", &name]);
        assert!(self.count(RELEASING, &name).await > 0, "{name}");
        Day::within(&sophie, "release with a reason", 3);
    }
}

const VOICEMAILS: &str = "
    SELECT count(*) FROM app.activity a JOIN app.customer c ON c.company_id = a.company_id AND c.id = a.customer_id
     WHERE c.name = $1 AND a.kind = 'call' AND a.outcome = 'voicemail' AND a.effective_on = '2026-11-18'";

/// A promise for next Friday with the call, on all that is overdue in its currency.
const ALL_PROMISED: &str = "
    SELECT count(*) FROM app.promise p JOIN app.customer c ON c.company_id = p.company_id AND c.id = p.customer_id
     WHERE c.name = $1 AND p.made_on = '2026-11-18' AND p.promised_on = '2026-11-20'
       AND p.amount = (SELECT sum(pi.amount) FROM app.promise_item pi WHERE pi.promise_id = p.id)
       AND NOT EXISTS (SELECT FROM app.due_item i WHERE i.company_id = p.company_id AND i.customer_id = p.customer_id
             AND i.currency = p.currency AND i.open_amount > 0 AND i.due_on < '2026-11-18'
             AND NOT EXISTS (SELECT FROM app.promise_item pi WHERE pi.promise_id = p.id AND pi.item_id = i.id))
       AND EXISTS (SELECT FROM app.activity a WHERE a.company_id = p.company_id AND a.customer_id = p.customer_id
             AND a.kind = 'call' AND a.effective_on = '2026-11-18')";

const PART_PROMISED: &str = "
    SELECT count(*) FROM app.promise p JOIN app.customer c ON c.company_id = p.company_id AND c.id = p.customer_id
     WHERE c.name = $1 AND p.made_on = '2026-11-18' AND p.promised_on = '2026-11-20'
       AND 2 = (SELECT count(*) FROM app.promise_item pi WHERE pi.promise_id = p.id)";

const MORE_THAN_ONE: &str = "
    SELECT round(max(i.open_amount) + 1, 2)::text FROM app.due_item i
      JOIN app.customer c ON c.company_id = i.company_id AND c.id = i.customer_id WHERE c.name = $1";

const PAYMENTS_SENT: &str = "
    SELECT count(*) FROM app.activity a JOIN app.customer c ON c.company_id = a.company_id AND c.id = a.customer_id
     WHERE c.name = $1 AND a.kind = 'call' AND a.outcome = 'payment_sent' AND a.revisit_on = '2026-11-21'";

const NOTES: &str = "
    SELECT count(*) FROM app.activity a JOIN app.customer c ON c.company_id = a.company_id AND c.id = a.customer_id
     WHERE c.name = $1 AND a.kind = 'note' AND a.effective_on = '2026-11-18'";

const TAKEN_BACK: &str = "
    SELECT count(*) FROM app.activity a JOIN app.customer c ON c.company_id = a.company_id AND c.id = a.customer_id
     WHERE c.name = $1 AND a.corrects IS NOT NULL AND a.effective_on = '2026-11-18'";

const TELEPHONES: &str = "
    SELECT count(*) FROM app.contact k JOIN app.customer c ON c.company_id = k.company_id AND c.id = k.customer_id
     WHERE c.name = $1 AND k.phone = '0145678901'";

/// All that is open of an item, for the reason whose letter was pressed.
const DISPUTED: &str = "
    SELECT count(*) FROM app.dispute d
      JOIN app.customer c ON c.company_id = d.company_id AND c.id = d.customer_id
      JOIN app.due_item i ON i.company_id = d.company_id AND i.id = d.item_id
     WHERE c.name = $1 AND d.opened_on = '2026-11-18' AND d.reason = 'quantity' AND d.amount = i.open_amount";

const COPIES: &str = "
    SELECT count(*) FROM app.outbox o JOIN app.customer c ON c.company_id = o.company_id AND c.id = o.customer_id
     WHERE c.name = $1 AND o.kind = 'invoice_copy' AND o.state = 'queued'";

const RECALLED: &str = "
    SELECT count(*) FROM app.outbox o JOIN app.customer c ON c.company_id = o.company_id AND c.id = o.customer_id
     WHERE c.name = $1 AND o.kind = 'invoice_copy' AND o.state = 'recalled'";

const APPROVED: &str = "
    SELECT count(*) FROM app.reminder r JOIN app.customer c ON c.company_id = r.company_id AND c.id = r.customer_id
     WHERE c.name = $1 AND r.state = 'approved'";

const ALL_APPROVED: &str = "SELECT count(*) FROM app.reminder WHERE state = 'approved'";

const TO_COME: &str = "
    SELECT c.name FROM app.promise p JOIN app.customer c ON c.company_id = p.company_id AND c.id = p.customer_id
     WHERE p.state = 'open' AND p.promised_on > '2026-11-18' AND p.plan_id IS NULL";

const MOVED: &str = "
    SELECT count(*) FROM app.promise_event e
      JOIN app.promise p ON p.company_id = e.company_id AND p.id = e.promise_id
      JOIN app.customer c ON c.company_id = p.company_id AND c.id = p.customer_id
     WHERE c.name = $1 AND e.event = 'moved' AND e.effective_on = '2026-11-18' AND p.promised_on = '2026-11-27'";

const ACKNOWLEDGED: &str = "SELECT count(*) FROM app.alert WHERE state = 'acknowledged'";

const ACKNOWLEDGING: &str = "SELECT count(*) FROM app.audit WHERE verb = 'acknowledge_alert'";

const UNDOING: &str = "SELECT count(*) FROM app.audit WHERE verb = 'undo'";

const HELD: &str = "
    SELECT count(*) FROM app.hold h JOIN app.customer c ON c.company_id = h.company_id AND c.id = h.customer_id
     WHERE c.name = $1 AND h.from_on = '2026-11-18' AND h.what = 'credit' AND h.reason = 'pays nobody'";

const RELEASING: &str = "
    SELECT count(*) FROM app.hold h JOIN app.customer c ON c.company_id = h.company_id AND c.id = h.customer_id
     WHERE c.name = $1 AND h.state = 'release_requested' AND h.release_reason = 'has paid'";

#[tokio::test(flavor = "multi_thread")]
async fn the_tasks_of_a_day_take_as_few_keys_as_promised() {
    let office = Office::open(TestDb::new().await, 2_000, DAY).await;
    let claire = office.desk("demo_claire");
    let mut day = Day { office, claire };
    day.looks().await;
    // Before anything is promised or contested: the policy would then send another reminder than was proposed.
    day.reminders().await;
    day.calls().await;
    day.invoices().await;
    day.promises().await;
    day.alerts().await;
    day.claire.leave();
}
