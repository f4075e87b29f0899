//! The lists of the command line, from imported files to the figures of their owners, and the contract that
//! scripts rely on.

use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::support::data::shared_data;
use crate::support::db::TestDb;
use crate::support::ledger::{Who, World};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

struct Desk {
    db: TestDb,
    role: String,
    home: tempfile::TempDir,
}

impl Desk {
    async fn new() -> Desk {
        let db = TestDb::new().await;
        let role = db
            .login(
                "clerk",
                &["encours_importer", "encours_manager", "encours_admin"],
            )
            .await;
        sqlx::query("insert into app.person (role_name, display_name, all_portfolios) values ($1, 'Clerk', true)")
            .bind(&role)
            .execute(&db.admin().await)
            .await
            .unwrap();
        Desk {
            db,
            role,
            home: tempfile::tempdir().unwrap(),
        }
    }

    async fn with(kind: &str, data: &str, mapping: &str) -> Option<Desk> {
        let file = shared_data(data)?;
        let desk = Desk::new().await;
        let mapping = format!("{}/config/mappings/{mapping}", env!("CARGO_MANIFEST_DIR"));
        let said = desk.run(&[
            "import",
            kind,
            file.to_str().unwrap(),
            "--mapping",
            &mapping,
        ]);
        assert!(said.status.success(), "{said:?}");
        Some(desk)
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(PROGRAM)
            .args(words)
            .env("HOME", self.home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .env("ENCOURS_DATABASE_URL", self.db.url(&self.role))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn json(&self, words: &[&str]) -> Value {
        let said = self.run(&[words, &["--format", "json"]].concat());
        assert!(said.status.success(), "{words:?}: {said:?}");
        serde_json::from_slice(&said.stdout).unwrap()
    }
}

#[tokio::test]
async fn the_late_payments_ledger_is_aged_to_the_cent() {
    let Some(desk) = Desk::with(
        "ledger",
        "ledgers/ibm-late-payments.csv",
        "ledger-ibm-late-payments.toml",
    )
    .await
    else {
        return;
    };
    let aged = desk.json(&["aging", "--as-of", "2013-06-30"]);
    assert_eq!(aged["as_of"], "2013-06-30");
    assert_eq!(aged["known_at"], Value::Null);
    assert_eq!(
        aged["buckets"],
        json!(["not_due", "1-30", "31-60", "61-90", "91-120", ">120"])
    );
    assert_eq!(
        aged["totals"],
        json!([{
            "company": "IBM", "currency": "USD", "items": 84, "customers": 52,
            "not_due": "4284.29", "1-30": "835.56", "31-60": "0.00", "61-90": "0.00", "91-120": "0.00", ">120": "0.00",
            "gross": "5119.85", "unapplied": "0.00", "net": "5119.85", "overdue": "835.56", "disputed": "1806.84"
        }])
    );
    let customers = aged["customers"].as_array().unwrap();
    assert_eq!(customers.len(), 52);
    let keys: Vec<&String> = customers[0].as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "company",
            "customer",
            "name",
            "currency",
            "items",
            "not_due",
            "1-30",
            "31-60",
            "61-90",
            "91-120",
            ">120",
            "gross",
            "unapplied",
            "net",
            "overdue",
            "disputed",
            "oldest_days"
        ]
    );
    // Nothing was known of it before the import.
    let then = desk.json(&[
        "aging",
        "--as-of",
        "2013-06-30",
        "--known-at",
        "2020-01-01T00:00:00Z",
    ]);
    assert_eq!(then["totals"], json!([]));
    assert_eq!(then["known_at"], "2020-01-01T00:00:00Z");

    let items = desk.json(&["invoices", "--as-of", "2013-06-30"]);
    assert_eq!(items["rows"].as_array().unwrap().len(), 84);
    assert_eq!(items["totals"][0]["open"], "5119.85");
    let one = customers[0]["customer"].as_str().unwrap();
    let his = desk.json(&["aging", "--as-of", "2013-06-30", "--customer", one]);
    assert_eq!(his["customers"], json!([customers[0]]));
    let csv = desk.run(&["aging", "--as-of", "2013-06-30", "--format", "csv"]);
    let csv = String::from_utf8(csv.stdout).unwrap();
    assert_eq!(csv.lines().count(), 53);
    assert!(
        csv.starts_with("company,customer,name,currency,items,not_due,1-30,"),
        "{csv}"
    );
}

#[tokio::test]
async fn the_unicorn_ledger_is_aged_in_both_its_currencies() {
    let Some(desk) = Desk::with(
        "ledger",
        "ledgers/unicorn-inc.csv",
        "ledger-unicorn-inc.toml",
    )
    .await
    else {
        return;
    };
    let net = |day: &str| -> Vec<(String, String)> {
        let aged = desk.json(&["aging", "--as-of", day]);
        let totals = aged["totals"].as_array().unwrap().iter();
        totals
            .map(|t| {
                (
                    t["currency"].as_str().unwrap().to_owned(),
                    t["net"].as_str().unwrap().to_owned(),
                )
            })
            .collect()
    };
    let of = |currency: &str, amount: &str| (currency.to_owned(), amount.to_owned());
    assert_eq!(
        net("2025-06-30"),
        [of("CAD", "172.03"), of("USD", "68749.40")]
    );
    assert_eq!(
        net("2030-01-01"),
        [of("CAD", "4324.89"), of("USD", "495396.08")]
    );
}

/// What scripts count on: the columns that each list once had, in their order; new ones come after them.
const HEADS: [(&str, &str); 6] = [
    (
        "invoices",
        "company,customer,name,kind,number,instalment,issued_on,due_on,due_assumed,days_late,currency,amount,open,disputed,\
         promised,state,po_number,reminded",
    ),
    (
        "promises",
        "id,company,customer,name,state,currency,amount,received,made_on,promised_on,judge_on,judged_on,on_account,items,person",
    ),
    (
        "disputes",
        "id,company,customer,name,number,reason,status,currency,amount,owner,due_on,opened_on,resolved_on,root_cause",
    ),
    (
        "reminders",
        "id,company,customer,name,kind,state,channel,tone,step,items,amounts,days_late,held_by,held_until,on,mail,to,error,person",
    ),
    (
        "alerts",
        "id,company,customer,name,kind,state,currency,amount,raised_on,snoozed_until,assigned,reason",
    ),
    (
        "activity",
        "id,recorded_at,effective_on,company,customer,name,kind,outcome,currency,amount,revisit_on,person,corrected",
    ),
];

#[tokio::test]
async fn every_list_speaks_all_formats_and_pages_by_cursor() {
    let Some(desk) = Desk::with(
        "ledger",
        "ledgers/unicorn-inc.csv",
        "ledger-unicorn-inc.toml",
    )
    .await
    else {
        return;
    };
    for list in [
        "worklist", "invoices", "alerts", "promises", "breaches", "activity",
    ] {
        let said = desk.json(&[list]);
        let keys: Vec<&String> = said.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            ["as_of", "known_at", "rows", "totals", "next"],
            "{list}"
        );
        for format in ["table", "csv"] {
            let said = desk.run(&[list, "--format", format]);
            assert!(said.status.success(), "{list} {format}: {said:?}");
            assert!(!said.stdout.contains(&0x1b));
        }
    }
    for (list, heads) in HEADS {
        let said = desk.run(&[list, "--format", "csv"]);
        let csv = String::from_utf8(said.stdout).unwrap();
        let first = csv.lines().next().unwrap_or_default();
        assert!(first.starts_with(heads), "{list}: {first}");
    }
    let whole = desk.json(&["worklist"]);
    let whole = whole["rows"].as_array().unwrap();
    assert!(whole.len() > 20, "{} customers to chase", whole.len());
    let mut rows = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let mut words = vec!["worklist", "--limit", "9"];
        if let Some(after) = &after {
            words.extend(["--after", after]);
        }
        let page = desk.json(&words);
        rows.extend(page["rows"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(&rows, whole);

    let name = whole[0]["name"].as_str().unwrap();
    let found = desk.json(&["customer", name]);
    assert_eq!(found["rows"][0]["name"], name);
    let reference = whole[0]["customer"].as_str().unwrap();
    let file = desk.json(&["customer", "--customer", reference]);
    assert_eq!(file["exposure"]["overdue"], whole[0]["overdue"]);
    let totals = desk.json(&["aging"]);
    let by = desk.json(&["aging", "--by", "portfolio"]);
    assert_eq!(totals["totals"], by["totals"]);
    assert_eq!(by["portfolios"][0]["gross"], totals["totals"][0]["gross"]);

    // The filter chooses customers, whichever way they are summed up; buckets are called by their days.
    let one = totals["customers"][0]["customer"].as_str().unwrap();
    let filter = format!("-customer=\"{one}\" gross>0");
    let narrowed = |more: &[&'static str]| {
        let mut words = vec!["aging", "--filter", &filter];
        words.extend(more);
        desk.json(&words)
    };
    let late = narrowed(&["--sort", "31-60:desc", "--columns", "name,31-60"]);
    let rows = late["customers"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.len() < totals["customers"].as_array().unwrap().len());
    let keys: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["name", "31-60"]);
    let by = narrowed(&["--by", "portfolio"]);
    assert_eq!(late["totals"], by["totals"]);
    assert_ne!(late["totals"], totals["totals"]);
    let first = narrowed(&["--limit", "1"]);
    assert_eq!(first["customers"].as_array().unwrap().len(), 1);
    let after = first["next"].as_str().unwrap();
    let rest = desk.json(&["aging", "--filter", &filter, "--after", after]);
    assert_eq!(rest["customers"].as_array().unwrap().len(), rows.len() - 1);
}

#[tokio::test]
async fn what_a_list_cannot_find_is_told_in_one_sentence() {
    let desk = Desk::new().await;
    for (words, exit, said) in [
        (&["aging", "--company", "NOPE"][..], 1, "NOPE"),
        (&["aging", "--customer", "C0"], 1, "C0"),
        (&["aging", "--currency", "euros"], 2, "euros"),
        (&["aging", "--as-of", "30/06/2013"], 2, "30/06/2013"),
        (&["promises", "--state", "maybe"], 2, "maybe"),
        (&["worklist", "--after", "x\u{1b}[31m"], 1, "next"),
        (&["worklist", "--limit", "0"], 2, "0"),
        (&["worklist", "--columns", "nmae"], 2, "did you mean name?"),
    ] {
        let out = desk.run(words);
        let sentence = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(exit), "{words:?}: {sentence}");
        assert_eq!(sentence.lines().count(), 1, "{sentence:?}");
        assert!(sentence.contains(said), "{words:?}: {sentence}");
        assert!(!sentence.contains('\u{1b}'));
    }
}

#[tokio::test]
async fn undo_without_an_id_says_what_it_takes_and_lists_what_there_is() {
    let world = World::golden().await;
    let home = tempfile::tempdir().unwrap();
    let url = world.db.url(&world.role(Who::Claire));
    let run = |words: &[&str]| {
        Command::new(PROGRAM)
            .args(words)
            .env("HOME", home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .env("ENCOURS_DATABASE_URL", &url)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let said = run(&["undo"]);
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    let told = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        told.contains("encours undo ID") && told.contains("nothing"),
        "{told}"
    );
    for text in ["first", "second"] {
        assert!(run(&["note", "B", text]).status.success());
    }
    let said = run(&["undo", "--format", "json"]);
    assert_eq!(said.status.code(), Some(2));
    let told: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["error"]["code"], "undo-name-one");
    let choices = told["undoable"].as_array().unwrap();
    assert_eq!(choices.len(), 2);
    assert_eq!(choices[0]["kind"], "note");
    let id = choices[0]["id"].as_str().unwrap();
    assert!(run(&["undo", id]).status.success());
    let told = String::from_utf8_lossy(&run(&["undo"]).stderr).into_owned();
    assert!(
        !told.contains(id) && told.contains("the note on B"),
        "{told}"
    );

    // People read words of their language, programs the ledger's.
    assert!(
        run(&["call", "B", "--outcome", "voicemail"])
            .status
            .success()
    );
    let table = |words: &[&str]| {
        let said = run(&[words, &["--language", "fr"]].concat());
        assert!(said.status.success(), "{words:?}: {said:?}");
        String::from_utf8_lossy(&said.stdout).into_owned()
    };
    let listed = table(&["worklist", "--customer", "B"]);
    assert!(
        listed.contains("Message vocal") || listed.contains("essag"),
        "{listed}"
    );
    for raw in [
        "overdue_amount",
        "voicemail",
        "T0",
        "+00:00",
        "last_contact",
    ] {
        assert!(!listed.contains(raw), "{raw} in:\n{listed}");
    }
    let feed = table(&["activity"]);
    assert!(
        feed.contains("appel") && !feed.contains("voicemail"),
        "{feed}"
    );
    let csv = run(&[
        "worklist",
        "--customer",
        "B",
        "--language",
        "fr",
        "--format",
        "csv",
    ]);
    let csv = String::from_utf8_lossy(&csv.stdout).into_owned();
    assert!(
        csv.contains("voicemail") && csv.contains("overdue_amount:"),
        "{csv}"
    );

    // A company of the configuration that there is none of: where it is set, and which there are.
    let folder = home.path().join(".config/encours");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("config.toml");
    std::fs::write(&file, "# mine\ncompany = \"ACNE\"\n").unwrap();
    for words in [&["aging"][..], &["note", "B", "third"], &["worklist"]] {
        let said = run(words);
        assert_eq!(said.status.code(), Some(2), "{words:?}: {said:?}");
        let told = String::from_utf8_lossy(&said.stderr).into_owned();
        let place = format!("{}:2", file.display());
        assert!(told.contains(&place) && told.contains("ACME"), "{told}");
    }
    std::fs::remove_file(&file).unwrap();

    // A day to come is a projection, and says so.
    let said = run(&["aging", "--as-of", "2099-01-01", "--format", "json"]);
    assert!(said.status.success(), "{said:?}");
    let told: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["projection"], true);
    assert!(String::from_utf8_lossy(&said.stderr).contains("projection"));
    let told = run(&["aging", "--format", "json"]);
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told.get("projection"), None);

    // The worklist is today's alone, and says so.
    let said = run(&["worklist", "--as-of", "2026-06-01"]);
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    let told = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(told.contains("business date"), "{told}");
    assert!(run(&["worklist", "--as-of", "2026-06-30"]).status.success());
}

#[tokio::test]
async fn notes_holds_and_limits_asked_for_are_listed_with_headings_of_one_kind() {
    let world = World::golden().await;
    let home = tempfile::tempdir().unwrap();
    let run = |who: Who, words: &[&str]| {
        let said = Command::new(PROGRAM)
            .args(words)
            .env("HOME", home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .env("ENCOURS_DATABASE_URL", world.db.url(&world.role(who)))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(said.status.success(), "{words:?}: {said:?}");
        String::from_utf8(said.stdout).unwrap()
    };
    let json = |who: Who, words: &[&str]| -> Value {
        serde_json::from_str(&run(who, &[words, &["--format", "json"]].concat())).unwrap()
    };
    let note = "Ask for Ann,\nnot before noon";
    run(Who::Claire, &["note", "B", note]);

    // What was written is told of one customer, in every format.
    let told = json(Who::Claire, &["activity", "--customer", "B"]);
    assert_eq!(told["rows"][0]["text"], note);
    assert_eq!(
        json(Who::Claire, &["activity"])["rows"][0].get("text"),
        None
    );
    let some = ["activity", "--customer", "B", "--columns", "kind,text"];
    assert_eq!(
        json(Who::Claire, &some)["rows"][0],
        json!({"kind": "note", "text": note})
    );
    let csv = run(
        Who::Claire,
        &["activity", "--customer", "B", "--format", "csv"],
    );
    // A spreadsheet would take a line end in a cell for a row of its own.
    assert!(csv.contains("Ask for Ann,<U+000A>not before noon"), "{csv}");
    let file = json(Who::Claire, &["customer", "--customer", "B"]);
    assert_eq!(file["activity"][0]["text"], note);
    for words in [
        &["activity", "--customer", "B"][..],
        &["customer", "--customer", "B"],
    ] {
        let table = run(Who::Claire, words);
        assert!(table.contains("Ask for Ann, not before noon"), "{table}");
    }

    run(Who::Marc, &["hold", "B", "--reason", "two broken promises"]);
    let holds = json(Who::Marc, &["holds"]);
    assert_eq!(holds["rows"][0]["customer"], "B");
    assert_eq!(holds["rows"][0]["reason"], "two broken promises");
    world
        .act(
            Who::Marc,
            "set_limit",
            json!({"customer": crate::support::ledger::customer("B"), "amount": "900000.00", "reason": "large order"}),
        )
        .await;
    let limits = json(Who::Sophie, &["limits"]);
    assert_eq!(limits["rows"][0]["asked"], "900000.00", "{limits}");

    // Headings are words in the middle of a sentence, in every list.
    let lists = [
        "worklist",
        "invoices",
        "promises",
        "disputes",
        "reminders",
        "breaches",
        "holds",
        "limits",
        "alerts",
        "activity",
        "pipeline",
    ];
    for list in lists {
        for language in ["en", "fr"] {
            let table = run(Who::Marc, &[list, "--language", language]);
            let heading = table.lines().next().unwrap_or_default();
            let capital = heading
                .split("  ")
                .find(|word| word.trim().starts_with(char::is_uppercase));
            assert_eq!(capital, None, "{list}: {heading}");
            assert!(!heading.contains('_'), "{list}: {heading}");
        }
    }
}

#[tokio::test]
async fn the_parts_of_the_pipeline_are_limited_and_nothing_asked_of_them_is_passed_over() {
    let world = World::golden().await;
    let home = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        Command::new(PROGRAM)
            .args(words)
            .args(["--format", "json"])
            .env("HOME", home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .env("ENCOURS_DATABASE_URL", world.db.url(&world.role(Who::Marc)))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let said: Value = serde_json::from_slice(&run(&["pipeline", "--limit", "3"]).stdout).unwrap();
    assert_eq!(said["rows"].as_array().map(Vec::len), Some(3), "{said}");
    for words in [
        &["pipeline", "--sort", "count"][..],
        &["pipeline", "nowhere"],
    ] {
        let said = run(words);
        let sentence = String::from_utf8_lossy(&said.stderr).into_owned();
        assert_eq!(said.status.code(), Some(2), "{sentence}");
        assert!(sentence.contains("to_process, pending"), "{sentence}");
    }
}

#[tokio::test]
async fn a_view_that_is_kept_narrows_orders_and_cuts_a_list() {
    let world = World::golden().await;
    let home = tempfile::tempdir().unwrap();
    let url = world.db.url(&world.role(Who::Sophie));
    let run = |words: &[&str]| {
        Command::new(PROGRAM)
            .args(words)
            .env("HOME", home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .env("ENCOURS_DATABASE_URL", &url)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let refused = |words: &[&str], said: &str| {
        let told = run(words);
        assert_eq!(told.status.code(), Some(2), "{words:?}: {told:?}");
        let told = String::from_utf8_lossy(&told.stderr).into_owned();
        assert!(told.contains(said), "{words:?}: {told}");
    };
    refused(
        &["invoices", "--view", "mine"],
        "no view of this list is kept yet",
    );
    let folder = home.path().join(".config/encours");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("views.toml");
    let kept = "[[view]]\nlist = \"items\"\nname = \"mine\"\nfilter = \"late>30 -credit\"\nsort = \"open:desc\"\n\
                columns = [\"number\", \"open\"]\n";
    std::fs::write(&file, kept).unwrap();
    let csv = |words: &[&str]| {
        let told = run(&[words, &["--format", "csv"]].concat());
        assert!(told.status.success(), "{words:?}: {told:?}");
        String::from_utf8_lossy(&told.stdout).into_owned()
    };
    let asked = csv(&[
        "invoices",
        "--filter",
        "late>30 -credit",
        "--sort",
        "open:desc",
        "--columns",
        "number,open",
    ]);
    assert_eq!(asked.lines().next(), Some("number,open"));
    assert!(asked.lines().count() > 2, "{asked}");
    assert_eq!(csv(&["invoices", "--view", "mine"]), asked);
    // What is asked for beside it comes on top of it.
    let columns = csv(&["invoices", "--view", "mine", "--columns", "number"]);
    assert_eq!(columns.lines().next(), Some("number"));
    assert_eq!(columns.lines().count(), asked.lines().count());
    let narrowed = csv(&["invoices", "--view", "mine", "--filter", "late>60"]);
    assert!(
        narrowed.lines().count() < asked.lines().count(),
        "{narrowed}"
    );
    refused(&["invoices", "--view", "other"], "mine");
    refused(
        &["promises", "--view", "mine"],
        "no view of this list is kept yet",
    );
    std::fs::write(&file, "[[veiw]]\n").unwrap();
    refused(&["invoices", "--view", "mine"], "views.toml");
}
