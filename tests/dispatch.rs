//! The worker against real mail servers: once, in the right language, never twice, nothing lost.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::support::creditor::Creditor;
use crate::support::mail_server::{Exim, PASSWORD, Sink, USER};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// The worker's login, and how it is started.
struct Post<'a> {
    creditor: &'a Creditor,
    role: String,
    home: tempfile::TempDir,
    settings: Vec<(&'static str, String)>,
}

impl<'a> Post<'a> {
    async fn new(creditor: &'a Creditor, settings: Vec<(&'static str, String)>) -> Self {
        let role = creditor.db.login("post", &["encours_dispatcher"]).await;
        let home = tempfile::tempdir().unwrap();
        Self {
            creditor,
            role,
            home,
            settings,
        }
    }

    async fn at(creditor: &'a Creditor, sink: &Sink) -> Self {
        let settings = vec![
            ("ENCOURS_SMTP_HOST", "127.0.0.1".to_owned()),
            ("ENCOURS_SMTP_PORT", sink.port.to_string()),
            ("ENCOURS_SMTP_TLS", "none".to_owned()),
        ];
        Self::new(creditor, settings).await
    }

    fn command(&self) -> Command {
        self.command_in("json")
    }

    fn command_in(&self, format: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(["dispatch", "--once", "--rate", "100000", "--format", format])
            .env("HOME", self.home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .env("ENCOURS_DATABASE_URL", self.creditor.db.url(&self.role))
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    fn once(&self) -> Value {
        let said = self.command().output().unwrap();
        assert!(said.status.success(), "{}", complaint(&said));
        serde_json::from_slice(&said.stdout).unwrap_or_else(|_| panic!("{}", complaint(&said)))
    }

    fn spawn(&self) -> Child {
        self.command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }
}

fn complaint(said: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr)
    )
}

/// What a person has written goes out although the receipts are old, with the copy and the statement, answers to
/// the writer; a copy that is not in the folder fails with its name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_arrives_with_what_is_attached_and_answers_go_to_its_writer() {
    let creditor = Creditor::new().await;
    creditor
        .run("update app.company set receipts_cover_until = '2026-06-01'")
        .await;
    let customer = creditor
        .customer("ANNA", "en", Some("anna@customer.example"))
        .await;
    let item = creditor.invoice(customer, "F/1", "2026-06-20", "100").await;
    let missing = creditor.invoice(customer, "F/2", "2026-06-20", "100").await;
    let contact: uuid::Uuid = sqlx::query_scalar("select id from app.contact")
        .fetch_one(&creditor.admin)
        .await
        .unwrap();
    for copy in [item, missing] {
        let body = json!({
            "customer": customer, "contact": contact, "to": "anna@customer.example", "subject": "Copies", "text": "As you asked.",
            "kind": "invoice_copy", "message_id": format!("<{}@acme.example>", uuid::Uuid::now_v7()), "copies": [copy],
            "statement": {"name": "statement_ANNA.pdf", "media_type": "application/pdf", "content": "JVBERi0xLjcgQmFsYW5jZQ=="},
        });
        creditor.call("send_message", body).await.unwrap();
    }
    let server = Exim::start();
    let documents = tempfile::tempdir().unwrap();
    std::fs::write(documents.path().join("F_1.pdf"), "%PDF-1.4 one").unwrap();
    let mut post = Post::new(
        &creditor,
        vec![
            ("ENCOURS_SMTP_HOST", "localhost".to_owned()),
            ("ENCOURS_SMTP_PORT", server.port.to_string()),
            ("ENCOURS_SMTP_TLS", "required".to_owned()),
            (
                "ENCOURS_SMTP_CA_FILE",
                server.authority().display().to_string(),
            ),
            ("ENCOURS_SMTP_USER", USER.to_owned()),
            ("ENCOURS_DOCUMENTS", documents.path().display().to_string()),
        ],
    )
    .await;
    let credential = post.home.path().join("smtp");
    std::fs::write(&credential, format!("{PASSWORD}\n")).unwrap();
    set_mode(&credential, 0o400);
    post.settings.push((
        "ENCOURS_SMTP_CREDENTIAL_FILE",
        credential.display().to_string(),
    ));
    let told = post.once();
    assert_eq!(
        (&told["sent"], &told["failed"]),
        (&json!(1), &json!(1)),
        "{told}\n{}",
        server.log()
    );
    let mails = server.wait_for(1);
    let (head, body) = mails[0].split_once("\n\n").unwrap();
    for line in [
        "Reply-To: ada@acme.example",
        "Content-Type: multipart/mixed",
        "Subject: Copies",
    ] {
        assert!(head.contains(line), "{line} in {head}");
    }
    assert!(!head.contains("Auto-Submitted"), "{head}");
    for piece in [
        "As you asked.",
        "filename=\"F_1.pdf\"",
        "application/pdf",
        "filename=\"statement_ANNA.pdf\"",
    ] {
        assert!(body.contains(piece), "{piece} in {body}");
    }
    let failed = creditor
        .text("select last_error from app.outbox where state = 'failed'")
        .await;
    assert!(failed.contains("F_2.pdf"), "{failed}");
    // What the server says of a mail that it takes is in the mail's history, and no error.
    let sent = "select coalesce(o.last_error, 'none') || ' ' || (e.detail <> '') from app.outbox o
                  join app.outbox_event e on e.outbox_id = o.id and e.event = 'sent' where o.state = 'sent'";
    assert_eq!(creditor.text(sent).await, "none true");
    // A message is no reminder, and stands in the story with its subject and its items.
    let told = "select concat_ws(' ', a.kind, t.body, count(i.*), (select count(*) from app.contact_fact where last_reminder_on is not null))
                  from app.activity a join app.activity_text t on t.activity_id = a.id join app.activity_item i on i.activity_id = a.id group by a.kind, t.body";
    assert_eq!(creditor.text(told).await, "mail_out Copies 1 0");
}

/// So many queued mails, one customer each.
async fn queue(creditor: &Creditor, prefix: &str, mails: usize) {
    creditor
        .run(&format!(
            "with k as (insert into app.customer (company_id, id, portfolio_id, ref, name)
               select p.company_id, app.uuid7(), p.id, '{prefix}' || n, '{prefix}' from app.portfolio p, generate_series(1, {mails}) n returning *),
             x as (insert into app.contact (company_id, id, customer_id, portfolio_id, email)
               select company_id, app.uuid7(), id, portfolio_id, lower(ref) || '@customer.example' from k returning *),
             o as (insert into app.outbox (company_id, id, customer_id, portfolio_id, kind, to_address, address_hash, message_id, not_before)
               select company_id, app.uuid7(), customer_id, portfolio_id, 'message', email, app.address_hash(customer_id, email),
                      '<' || gen_random_uuid() || '@acme.example>', now() from x returning *)
             insert into app.outbox_body (company_id, outbox_id, customer_id, portfolio_id, subject, body_text)
             select company_id, id, customer_id, portfolio_id, 'Subject', 'Text' from o"
        ))
        .await;
}

async fn reminded(creditor: &Creditor, reference: &str, language: &str) -> uuid::Uuid {
    let email = format!("{}@customer.example", reference.to_lowercase());
    let customer = creditor.customer(reference, language, Some(&email)).await;
    let item = creditor
        .invoice(customer, &format!("F-{reference}"), "2026-06-20", "1234.5")
        .await;
    creditor
        .call("propose_reminders", json!({"customer": customer}))
        .await
        .unwrap();
    let (id, ..) = creditor.current(customer).await.unwrap();
    creditor.approve(id).await.unwrap();
    item
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approved_reminder_arrives_once_in_the_customers_language() {
    let creditor = Creditor::new().await;
    reminded(&creditor, "ANNA", "en").await;
    reminded(&creditor, "BENOIT", "fr").await;
    let server = Exim::start();
    let mut post = Post::new(
        &creditor,
        vec![
            ("ENCOURS_SMTP_HOST", "localhost".to_owned()),
            ("ENCOURS_SMTP_PORT", server.port.to_string()),
            ("ENCOURS_SMTP_TLS", "required".to_owned()),
            (
                "ENCOURS_SMTP_CA_FILE",
                server.authority().display().to_string(),
            ),
            ("ENCOURS_SMTP_USER", USER.to_owned()),
        ],
    )
    .await;
    let credential = post.home.path().join("smtp");
    std::fs::write(&credential, format!("{PASSWORD}\n")).unwrap();
    post.settings.push((
        "ENCOURS_SMTP_CREDENTIAL_FILE",
        credential.display().to_string(),
    ));

    // Others can read the password: refused before anything is tried.
    set_mode(&credential, 0o644);
    let open = post.command().output().unwrap();
    assert_eq!(open.status.code(), Some(2), "{}", complaint(&open));
    set_mode(&credential, 0o400);
    let told = post.once();
    assert_eq!(told["sent"], 2, "{told}\n{}", server.log());
    assert_eq!(post.once()["sent"], 0);

    let mails = server.wait_for(2);
    assert_eq!(mails.len(), 2);
    for (reference, subject, amount) in [
        ("anna", "overdue invoices", "1,234.50"),
        ("benoit", "factures", "1=C2=A0234,50"),
    ] {
        let mail = mails
            .iter()
            .find(|mail| mail.contains(&format!("Envelope-to: {reference}@customer.example")))
            .unwrap_or_else(|| panic!("{reference} in {mails:?}"));
        let (head, body) = mail.split_once("\n\n").unwrap();
        for line in [
            "From: \"Acme SA\" <accounts@acme.example>",
            "Reply-To: ada@acme.example",
            "Auto-Submitted: auto-generated",
            "Content-Type: multipart/alternative",
        ] {
            assert!(head.contains(line), "{line} in {head}");
        }
        assert_eq!(head.matches("\nTo:").count(), 1, "{head}");
        assert_eq!(head.matches("\nMessage-ID:").count(), 1, "{head}");
        assert!(head.contains(subject), "{subject} in {head}");
        assert!(body.contains(amount), "{amount} in {body}");
        assert!(body.contains("text/html") && body.contains("text/plain"));
    }
    assert_eq!(
        creditor
            .count(
                "select count(*) from app.reminder where state = 'sent' and sent_on = '2026-07-01'"
            )
            .await,
        2
    );
    assert_eq!(
        creditor
            .count("select count(*) from app.contact_fact where last_reminder_on = '2026-07-01'")
            .await,
        2
    );
    assert_eq!(
        creditor
            .count("select count(*) from app.activity where kind = 'mail_out'")
            .await,
        2
    );

    // A relay whose certificate we do not trust gets nothing.
    reminded(&creditor, "CLARA", "en").await;
    post.settings
        .retain(|(name, _)| *name != "ENCOURS_SMTP_CA_FILE");
    let refused = post.command().output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(!complaint(&refused).contains(PASSWORD));
    assert_eq!(
        creditor
            .text("select state || attempts from app.outbox where to_address like 'clara%'")
            .await,
        "queued0"
    );
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_paid_stopped_or_too_old_is_not_sent() {
    let creditor = Creditor::new().await;
    let sink = Sink::start(Duration::ZERO);
    let post = Post::at(&creditor, &sink).await;
    let paid = reminded(&creditor, "PAID", "en").await;
    reminded(&creditor, "MOVED", "en").await;
    reminded(&creditor, "PROMISES", "en").await;
    creditor.pay(paid, "1234.5").await;
    creditor
        .run("update app.contact set email = 'other@customer.example' where email like 'moved%'")
        .await;
    creditor
        .run("insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, on_account)
              select company_id, app.uuid7(), id, portfolio_id, 10, 'EUR', '2026-07-01', '2026-07-10', '2026-07-15', true from app.customer where ref = 'PROMISES'")
        .await;
    assert_eq!(post.once()["sent"], 0);
    assert_eq!(
        creditor
            .count("select count(*) from app.outbox where state = 'stale'")
            .await,
        3
    );
    // What is still due is proposed anew, with what it is now.
    assert_eq!(creditor.text("select string_agg(k.ref || coalesce(':' || r.suppressed_by, ''), ' ' order by k.ref) from app.reminder r join app.customer k on k.id = r.customer_id where r.state in ('proposed', 'suppressed')").await, "MOVED PROMISES");
    assert_eq!(creditor.text("select i.amount::text from app.reminder_item i join app.reminder r on r.id = i.reminder_id join app.customer k on k.id = r.customer_id where r.state = 'proposed' and k.ref = 'PROMISES'").await, "1224.5000");

    reminded(&creditor, "WAITS", "en").await;
    creditor
        .call(
            "stop_mail",
            json!({"stopped": true, "reason": "wrong template"}),
        )
        .await
        .unwrap();
    assert_eq!(post.once()["companies"][0]["blocked"], "stopped");
    creditor
        .call("stop_mail", json!({"stopped": false}))
        .await
        .unwrap();
    creditor
        .run("update app.company set receipts_cover_until = '2026-06-29'")
        .await;
    assert_eq!(post.once()["companies"][0]["blocked"], "old_receipts");
    creditor
        .call(
            "override_receipts",
            json!({"reason": "bank holiday abroad"}),
        )
        .await
        .unwrap();
    // What is fictitious goes by no server but the one that is named for it.
    creditor.run("update app.instance set kind = 'demo'").await;
    let said = post.command().output().unwrap();
    let told: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["error"]["code"], "dispatch-demo", "{told}");
    assert_eq!(sink.recipients.lock().unwrap().len(), 0);
    let relay = format!("127.0.0.1:{}", sink.port);
    for (relay, code) in [
        ("127.0.0.1:port", "dispatch-relay-unreadable"),
        (":25", "dispatch-relay-unreadable"),
    ] {
        let said = post.command().args(["--relay", relay]).output().unwrap();
        let told: Value = serde_json::from_slice(&said.stdout).unwrap();
        assert_eq!(told["error"]["code"], code, "{told}");
    }
    let said = post.command().args(["--relay", &relay]).output().unwrap();
    let told: Value = serde_json::from_slice(&said.stdout).unwrap();
    let history = creditor.text("select coalesce(string_agg(event || ' ' || detail, ', ' order by e.recorded_at), '') from app.outbox_event e join app.outbox o on o.id = e.outbox_id where o.to_address like 'waits%'").await;
    assert_eq!(told["sent"], 1, "{told} {history}");
    assert_eq!(sink.recipients.lock().unwrap().len(), 1);
}

/// Mail that waits for a server out of reach is said to wait for it, and what a worker left half sent is uncertain.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_out_of_reach_is_named_and_what_was_left_is_counted() {
    let creditor = Creditor::new().await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let settings = vec![
        ("ENCOURS_SMTP_HOST", "127.0.0.1".to_owned()),
        ("ENCOURS_SMTP_PORT", port.to_string()),
        ("ENCOURS_SMTP_TLS", "none".to_owned()),
    ];
    let post = Post::new(&creditor, settings).await;
    reminded(&creditor, "LEFT", "en").await;
    creditor
        .run("update app.outbox set state = 'sending', claimed_by = 'gone', claimed_at = now() - interval '2 minutes'")
        .await;
    reminded(&creditor, "WAITS", "en").await;
    let said = post.command_in("table").output().unwrap();
    assert!(!said.status.success());
    let told = complaint(&said);
    for sentence in [
        "1 uncertain.",
        "1 were found half sent",
        "1 wait because the mail server cannot be used",
    ] {
        assert!(told.contains(sentence), "{told}");
    }
    assert!(!told.contains("share of their domain"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refusals_are_put_off_failed_or_uncertain_and_the_others_go_on() {
    let creditor = Creditor::new().await;
    let sink = Sink::start(Duration::ZERO);
    let post = Post::at(&creditor, &sink).await;
    for reference in ["DEFER", "REFUSE", "LATE", "DROP", "GOOD"] {
        reminded(&creditor, reference, "en").await;
    }
    creditor.run("update app.outbox_body set subject = E'a\\r\\nBcc: x@y' where outbox_id = (select id from app.outbox where to_address like 'good%')").await;
    reminded(&creditor, "FINE", "fr").await;
    let told = post.once();
    assert_eq!(
        (
            &told["sent"],
            &told["deferred"],
            &told["failed"],
            &told["uncertain"]
        ),
        (&json!(1), &json!(1), &json!(3), &json!(1)),
        "{told}"
    );
    let states = creditor.text("select string_agg(split_part(to_address, '@', 1) || ':' || state, ' ' order by to_address) from app.outbox").await;
    assert_eq!(
        states,
        "defer:queued drop:uncertain fine:sent good:failed late:failed refuse:failed"
    );
    assert_eq!(creditor.text("select string_agg(state, ' ' order by state) from app.reminder where state <> 'suppressed'").await, "approved failed failed failed sent uncertain");
    assert_eq!(
        creditor
            .count("select count(*) from app.contact where bounced")
            .await,
        1
    );

    // 1 min, 5 min, 30 min, 2 h, 6 h, then failed.
    let mut waits = Vec::new();
    for _ in 0..6 {
        let wait: Option<f64> = sqlx::query_scalar("select extract(epoch from not_before - now())::float8 from app.outbox where to_address like 'defer%' and state = 'queued'")
            .fetch_optional(&creditor.admin)
            .await
            .unwrap();
        let Some(wait) = wait else { break };
        waits.push((wait / 60.0).ceil() as i64);
        creditor
            .run("update app.outbox set not_before = now() where to_address like 'defer%'")
            .await;
        post.once();
    }
    assert_eq!(waits, [1, 5, 30, 120, 360]);
    assert_eq!(
        creditor
            .text("select state from app.outbox where to_address like 'defer%'")
            .await,
        "failed"
    );

    // A person decides on what is uncertain, and retries what failed.
    let mail = creditor
        .text("select id::text from app.outbox where state = 'uncertain'")
        .await;
    creditor
        .call(
            "resolve_uncertain",
            json!({"mail": mail, "outcome": "not_sent"}),
        )
        .await
        .unwrap();
    assert_eq!(creditor.count("select count(*) from app.reminder r join app.customer k on k.id = r.customer_id where k.ref = 'DROP' and r.state = 'proposed'").await, 1);
    let mail = creditor
        .text("select id::text from app.outbox where to_address like 'refuse%'")
        .await;
    assert_eq!(
        creditor
            .call("retry_mail", json!({"mail": mail}))
            .await
            .unwrap_err()
            .code(),
        "address-changed"
    );
    let mail = creditor
        .text("select id::text from app.outbox where to_address like 'late%'")
        .await;
    creditor
        .call("retry_mail", json!({"mail": mail}))
        .await
        .unwrap();
    assert_eq!(
        creditor
            .text("select state || attempts from app.outbox where to_address like 'late%'")
            .await,
        "queued0"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_killed_at_any_moment_sends_nothing_twice_and_loses_nothing() {
    const KILLS: usize = 50;
    let seed: u64 = std::env::var("ENCOURS_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(rand::random);
    println!("ENCOURS_SEED={seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let creditor = Creditor::new().await;
    let sink = Sink::start(Duration::from_millis(8));
    let post = Post::at(&creditor, &sink).await;
    let (mut kills, mut batch) = (0, 0);
    while kills < KILLS {
        if creditor
            .count("select count(*) from app.outbox where state = 'queued'")
            .await
            < 60
        {
            batch += 1;
            queue(&creditor, &format!("B{batch}X"), 100).await;
        }
        let mut worker = post.spawn();
        tokio::time::sleep(Duration::from_millis(random.random_range(30..700))).await;
        if worker.try_wait().unwrap().is_none() {
            worker.kill().unwrap();
            kills += 1;
        }
        worker.wait().unwrap();
        // The server carries a dead worker's last statement to its end before it notices.
        while creditor.count("select count(*) from pg_stat_activity where datname = current_database() and usename like 'post\\_%'").await > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // The lease of a dead worker runs out; a minute is too long to wait for it.
        creditor.run("update app.outbox set claimed_at = claimed_at - interval '2 minutes' where state = 'sending'").await;
    }
    post.once();
    let uncertain = creditor
        .count("select count(*) from app.outbox where state = 'uncertain'")
        .await;
    let open = creditor
        .count("select count(*) from app.outbox where state not in ('sent', 'uncertain')")
        .await;
    assert_eq!(open, 0, "seed {seed}");
    assert!(
        usize::try_from(uncertain).unwrap() <= KILLS,
        "{uncertain} uncertain, seed {seed}"
    );
    let accepted = sink.accepted.lock().unwrap().clone();
    assert!(
        accepted.values().all(|times| *times == 1),
        "twice: {accepted:?}, seed {seed}"
    );
    let sent: Vec<String> =
        sqlx::query_scalar("select message_id from app.outbox where state = 'sent'")
            .fetch_all(&creditor.admin)
            .await
            .unwrap();
    assert!(
        sent.len() > KILLS,
        "the workers hardly sent: {}",
        sent.len()
    );
    for id in &sent {
        assert!(accepted.contains_key(id), "lost {id}, seed {seed}");
    }
    println!("{kills} kills, {} sent, {uncertain} uncertain", sent.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_share_the_outbox() {
    let creditor = Creditor::new().await;
    // Whoever is there first does not do it all.
    let sink = Sink::for_callers(2, Duration::from_millis(2));
    let post = Post::at(&creditor, &sink).await;
    queue(&creditor, "W", 120).await;
    let mut workers = [post.spawn(), post.spawn()];
    for worker in &mut workers {
        assert!(worker.wait().unwrap().success());
    }
    let accepted = sink.accepted.lock().unwrap().clone();
    assert_eq!(accepted.len(), 120);
    assert!(accepted.values().all(|times| *times == 1));
    assert_eq!(
        creditor
            .count("select count(*) from app.outbox where state = 'sent'")
            .await,
        120
    );
    assert!(
        creditor
            .count("select count(distinct claimed_by) from app.outbox")
            .await
            == 2
    );
}

#[test]
fn naughty_strings_inject_no_header_and_no_recipient() {
    use encours::outreach::mail::{Draft, build};
    let Some(path) = crate::support::data::shared_data("nasty/blns/blns.json") else {
        return;
    };
    let strings: Vec<String> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut built = 0;
    for text in &strings {
        for field in 0..7 {
            let mut draft = Draft {
                from_name: "Acme".into(),
                from_address: "accounts@acme.example".into(),
                to_name: "Ada".into(),
                to_address: "ada@customer.example".into(),
                reply_to: String::new(),
                message_id: "<0190a1b2-0000-7000-8000-000000000001@acme.example>".into(),
                subject: "Subject".into(),
                text: "Text".into(),
                html: "<p>Text</p>".into(),
                ..Draft::default()
            };
            let place = match field {
                0 => &mut draft.from_name,
                1 => &mut draft.to_name,
                2 => &mut draft.to_address,
                3 => &mut draft.reply_to,
                4 => &mut draft.subject,
                5 => &mut draft.text,
                _ => &mut draft.html,
            };
            place.clone_from(text);
            let Ok(mail) = build(&draft, std::time::SystemTime::UNIX_EPOCH) else {
                continue;
            };
            built += 1;
            assert_eq!(mail.envelope.to().len(), 1, "{text:?}");
            let head = String::from_utf8(mail.bytes).expect("7-bit");
            let head = head.split("\r\n\r\n").next().unwrap_or_default();
            let headers = head
                .split("\r\n")
                .filter(|line| !line.starts_with([' ', '\t']))
                .count();
            assert!((9..=10).contains(&headers), "{text:?}: {head}");
            assert!(
                !head.contains("\nBcc") && !head.contains("\nCc"),
                "{text:?}"
            );
        }
    }
    assert!(built > strings.len(), "hardly anything was built: {built}");
}

#[tokio::test]
async fn a_company_that_was_never_paid_holds_nobodys_mail_up() {
    let creditor = Creditor::new().await;
    creditor
        .run("update app.company set receipts_cover_until = null")
        .await;
    let fresh = "select app.receipts_fresh(id)::text from app.company limit 1";
    assert_eq!(creditor.text(fresh).await, "false");
}
