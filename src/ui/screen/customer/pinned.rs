//! The lines that always stand: who, telephone, exposure, aging, what comes next.

use rust_decimal::Decimal;

use super::rhythm;
use crate::app::action::Action;
use crate::app::screen::customer::Customer;
use crate::domain::aging::Aged;
use crate::domain::credit::Standing;
use crate::domain::customer::CustomerFile;
use crate::domain::promise::PromiseState;
use crate::domain::terms::{MonthEnd, Terms};
use crate::i18n::Message;
use crate::text;
use crate::ui::screen::columns::{amount, moment, near_date, outcome};
use crate::ui::widget::{bar, unloaded};
use crate::ui::{Pen, Role, View};

/// Columns from which on a line has room for whole sentences.
const ROOMY: u16 = 100;

/// Cells for the names of the lines.
const LABEL: u16 = 12;

/// The lines that always stand, and the empty one under them.
const LINES: u16 = 6;

pub(super) fn draw(state: &Customer, view: View<'_>, pen: &mut Pen<'_>) {
    let name = text::clean(&state.name);
    let taken = pen.text(1, 0, &name, view.style(Role::Title));
    let Some(file) = &state.file else {
        return unloaded(view, pen, 1, 2);
    };
    who(view, pen, file, taken + 1);
    phone(view, pen, state, file);
    exposure(view, pen, file);
    aging(view, pen, file);
    next(view, pen, file);
    if pen.height() > LINES {
        label(view, pen, 5, "cust-rhythm");
        rhythm::line(view, pen, (LABEL + 1, 5), &file.rhythm);
    }
}

fn label(view: View<'_>, pen: &mut Pen<'_>, y: u16, key: &str) {
    pen.text(1, y, &view.words.tr(key), view.style(Role::Dim));
}

/// Cells from which on a piece that does not fit is cut rather than left out.
const WORTH_CUTTING: usize = 9;

/// Hours for which a changed address holds automatic reminders.
const CHANGED_FOR: i64 = 24;

/// Pieces with dots between them, as many as there is room for; gives where they end.
fn dotted(view: View<'_>, pen: &mut Pen<'_>, place: (u16, u16), parts: &[(String, Role)]) -> u16 {
    pieces(view, pen, place, parts, false)
}

/// The same; where they are no figures, the last one is cut rather than left out.
fn pieces(
    view: View<'_>,
    pen: &mut Pen<'_>,
    (x, y): (u16, u16),
    parts: &[(String, Role)],
    cuts: bool,
) -> u16 {
    let dot = format!(" {} ", view.look.glyphs.dot);
    let mut at = x;
    for (n, (part, role)) in parts.iter().filter(|(p, _)| !p.is_empty()).enumerate() {
        let part = text::clean(part);
        let needed = text::width(&part) + if n > 0 { 3 } else { 0 };
        let room = usize::from(pen.width().saturating_sub(at));
        let cut = n > 0 && needed > room;
        if cut && (!cuts || room < WORTH_CUTTING + 3) {
            break;
        }
        if n > 0 {
            at += pen.text(at, y, &dot, view.style(Role::Dim));
        }
        if cut {
            let left = pen.width().saturating_sub(at);
            return at + pen.text(at, y, &view.fit(&part, left), view.style(*role));
        }
        at += pen.text(at, y, &part, view.style(*role));
    }
    at
}

fn who(view: View<'_>, pen: &mut Pen<'_>, file: &CustomerFile, x: u16) {
    let words = view.words;
    let customer = &file.customer;
    let mut parts = Vec::new();
    if customer.insolvent_on.is_some() {
        parts.push((words.tr("cust-insolvent"), Role::Bad));
    }
    for hold in &file.holds {
        let key = match (hold.what.as_str(), hold.scope.as_str()) {
            ("credit", "customer") => "cust-hold-credit",
            (_, "customer") => "cust-hold-reminders",
            _ => continue,
        };
        // Until the ERP has acknowledged it, it is only asked for.
        let message = match hold.state.as_str() {
            "requested" => Message::new("cust-hold-requested").with("what", Message::new(key)),
            "release_requested" => {
                Message::new("cust-hold-releasing").with("what", Message::new(key))
            }
            _ => Message::new(key),
        };
        let until = hold.until_on.map_or(String::new(), |until| {
            let message = Message::new("cust-hold-until").with("date", near_date(view, until));
            format!(" {}", words.say(&message))
        });
        parts.push((format!("{}{until}", words.say(&message)), Role::Bad));
    }
    let orders = file.holds.iter().filter(|h| h.scope == "order").count();
    if orders > 0 {
        let message = Message::new("cust-hold-orders").with("n", orders);
        parts.push((words.say(&message), Role::Warn));
    }
    parts.extend(changed_address(view, file).map(|said| (said, Role::Warn)));
    parts.push((customer.reference.as_str().to_owned(), Role::Base));
    if let Some(class) = &customer.risk_class {
        let message = Message::new("cust-risk").with("class", class.as_str());
        let role = if matches!(class.as_str(), "D" | "E") {
            Role::Warn
        } else {
            Role::Base
        };
        parts.push((words.say(&message), role));
    }
    if let Some(siren) = &customer.siren {
        parts.push((format!("SIREN {}", siren.as_str()), Role::Dim));
    }
    if customer.kind != "company" {
        parts.push((words.tr(&format!("cust-is-{}", customer.kind)), Role::Base));
    }
    if customer.country != "FR" {
        parts.push((customer.country.clone(), Role::Base));
    }
    let method = format!("cust-pays-{}", customer.payment_method.replace('_', "-"));
    parts.push((words.tr(&method), Role::Dim));
    if let Some(terms) = &customer.terms {
        parts.push((in_words(view, terms.as_str()), Role::Dim));
    }
    let collectors: Vec<&str> = customer.collectors.iter().map(|c| c.as_str()).collect();
    parts.push((collectors.join(", "), Role::Dim));
    if let Some((_, parent)) = &customer.parent {
        let message = Message::new("cust-parent").with("name", parent.as_str());
        parts.push((words.say(&message), Role::Dim));
    }
    dotted(view, pen, (x + 2, 0), &parts);
}

/// That somebody's address was changed a short while ago, and until when nothing is sent there by itself: whoever gave
/// it may not be who he said.
fn changed_address(view: View<'_>, file: &CustomerFile) -> Option<String> {
    let held = chrono::TimeDelta::hours(CHANGED_FOR);
    let changed = file.contacts.iter().filter_map(|c| c.email_changed_at);
    let latest = changed
        .max()
        .filter(|at| file.calling.read_at - *at < held)?;
    let message = Message::new("cust-address-changed").with("until", moment(view, latest + held));
    Some(view.words.say(&message))
}

fn phone(view: View<'_>, pen: &mut Pen<'_>, state: &Customer, file: &CustomerFile) {
    let words = view.words;
    label(view, pen, 1, "cust-phone");
    let mut parts = Vec::new();
    match state.phone() {
        Some((contact, number)) => {
            parts.push((number.to_owned(), Role::Strong));
            parts.push((contact.name.as_str().to_owned(), Role::Base));
            let role = format!("cust-role-{}", contact.role.replace('_', "-"));
            parts.push((words.tr(&role), Role::Dim));
            if let Some(email) = &contact.email {
                let shown = if contact.bounced {
                    Role::Bad
                } else {
                    Role::Dim
                };
                parts.push((email.as_str().to_owned(), shown));
            }
            let key = view
                .app
                .shell
                .keymap
                .hint(Action::CopyPhone)
                .unwrap_or_default();
            let hint = words.tr_args("cust-copy-hint", &[("key", key.into())]);
            parts.push((hint, Role::Dim));
        }
        None => parts.push((words.tr("cust-no-phone"), Role::Warn)),
    }
    hours(view, file, pen.width() < ROOMY, &mut parts);
    if !file.present.is_empty() {
        let names: Vec<&str> = file.present.iter().map(|p| p.as_str()).collect();
        let message = Message::new("cust-present").with("names", names.join(", "));
        parts.insert(0, (words.say(&message), Role::Warn));
    }
    pieces(view, pen, (LABEL + 1, 1), &parts, true);
}

/// What the clock shows at the customer's, and whether one may call.
fn hours(view: View<'_>, file: &CustomerFile, short: bool, parts: &mut Vec<(String, Role)>) {
    let Some(there) = file.calling.there(&file.customer.time_zone) else {
        return;
    };
    let words = view.words;
    let time = words.time(there.time());
    let (key, role) = if file.calling.open_at(there) {
        ("cust-there", Role::Dim)
    } else {
        let key = match short {
            true => "cust-there-closed-short",
            false => "cust-there-closed",
        };
        (key, Role::Warn)
    };
    let message = Message::new(key)
        .with("time", time)
        .with("from", words.time(file.calling.from))
        .with("to", words.time(file.calling.to));
    // Before what is less important than not calling at night.
    let at = parts.len().min(if role == Role::Warn { 1 } else { 2 });
    parts.insert(at, (words.say(&message), role));
}

fn exposure(view: View<'_>, pen: &mut Pen<'_>, file: &CustomerFile) {
    let words = view.words;
    let exposure = &file.exposure;
    let money = |value: Decimal| words.amount(value, exposure.currency);
    label(view, pen, 2, "cust-exposure");
    let mut at = LABEL + 1;
    let role = match exposure.standing {
        Standing::Breach => Role::Bad,
        Standing::Near => Role::Warn,
        Standing::Within | Standing::NoLimit => Role::Strong,
    };
    let mut parts = vec![(money(exposure.exposure), role)];
    if let Some(limit) = exposure.limit {
        let width = if pen.width() >= 100 { 24 } else { 10 };
        bar::gauge(view, pen, (at, 2), width, (exposure.exposure, limit), role);
        at += width + 1;
        let mut message = Message::new("cust-of-limit").with("limit", money(limit));
        if limit > Decimal::ZERO {
            let share = exposure.exposure * Decimal::ONE_HUNDRED / limit;
            message = Message::new("cust-of-limit-share")
                .with("limit", money(limit))
                .with("share", words.percent(share));
        }
        parts.push((words.say(&message), Role::Base));
        let over = exposure.exposure - limit;
        if exposure.standing == Standing::Breach {
            let message = Message::new("cust-over-limit").with("amount", money(over));
            parts.push((words.say(&message), Role::Bad));
        }
        if let Some(until) = exposure.limit_until {
            let message = Message::new("cust-limit-until").with("date", near_date(view, until));
            parts.push((words.say(&message), Role::Dim));
        }
    } else {
        parts.push((words.tr("cust-no-limit"), Role::Dim));
    }
    if exposure.unknown_rate {
        parts.push((words.tr("cust-rate-unknown"), Role::Bad));
    }
    for (amount, key) in [
        (exposure.disputed, "cust-sum-disputed"),
        (exposure.promised, "cust-sum-promised"),
    ] {
        if !amount.is_zero() {
            let message = Message::new(key).with("amount", money(amount));
            parts.push((words.say(&message), Role::Dim));
        }
    }
    dotted(view, pen, (at, 2), &parts);
}

/// The bar of the company's currency, or of the largest position; others as sums.
fn aging(view: View<'_>, pen: &mut Pen<'_>, file: &CustomerFile) {
    let words = view.words;
    label(view, pen, 3, "cust-aging");
    let home = file.exposure.currency;
    let main = file
        .positions
        .iter()
        .max_by_key(|p| (p.currency == home && !p.gross.is_zero(), p.gross));
    let Some(main) = main.filter(|p| !p.gross.is_zero()) else {
        pen.text(
            LABEL + 1,
            3,
            &words.tr("cust-nothing-open"),
            view.style(Role::Good),
        );
        return;
    };
    let parts: Vec<Decimal> = std::iter::once(main.not_due)
        .chain(main.buckets.iter().copied())
        .collect();
    let (mut at, legend) = fitting(view, main, &parts, pen.width());
    bar::stacked(view, pen, (LABEL + 1, 3), at, &parts);
    at += LABEL + 2;
    for (role, piece) in legend {
        at += pen.text(at, 3, &piece, view.style(role));
    }
    at += 2;
    for other in file
        .positions
        .iter()
        .filter(|p| p.currency != main.currency && !p.gross.is_zero())
    {
        let said = words.amount(other.gross, other.currency);
        if at + text::width(&said) as u16 + 3 < pen.width() {
            at += pen.text(at, 3, &format!("+ {said}"), view.style(Role::Dim)) + 2;
        }
    }
}

/// The bar's width and what stands beside it, in the roomiest writing whose every part can be read.
fn fitting(
    view: View<'_>,
    main: &Aged,
    parts: &[Decimal],
    width: u16,
) -> (u16, Vec<(Role, String)>) {
    let room = usize::from(width.saturating_sub(LABEL + 2));
    use Told::{All, Debts, Overdue};
    let writings = [
        (60, "cust-overdue-of", "  ", All),
        (30, "cust-overdue-of", "  ", All),
        (30, "cust-overdue-short", "  ", All),
        (18, "cust-overdue-short", "  ", All),
        (14, "cust-overdue-short", " ", All),
        (8, "cust-overdue-short", " ", All),
        (8, "cust-overdue-short", " ", Debts),
        (8, "cust-overdue-short", " ", Overdue),
    ];
    let written = |(bar, key, gap, told): (u16, &str, &str, Told)| {
        (bar, legend(view, main, parts, (key, gap, told)))
    };
    let fits = |(bar, pieces): &(u16, Vec<(Role, String)>)| {
        let cells: usize = pieces.iter().map(|(_, p)| text::width(p)).sum();
        usize::from(*bar) + cells <= room
    };
    writings
        .into_iter()
        .map(written)
        .find(fits)
        .unwrap_or_else(|| written((6, "cust-overdue-short", " ", Overdue)))
}

/// What of a position is said in words beside its bar: the overdue sum always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Everything.
    All,
    /// What is owed, without the credits.
    Debts,
    /// What is overdue alone.
    Overdue,
}

/// The overdue sum, then what each part of the bar is with its amount in short.
fn legend(
    view: View<'_>,
    main: &Aged,
    parts: &[Decimal],
    (sum, gap, told): (&str, &str, Told),
) -> Vec<(Role, String)> {
    let words = view.words;
    let mut pieces = Vec::new();
    let message = Message::new(sum)
        .with("overdue", words.amount(main.overdue, main.currency))
        .with("gross", words.amount(main.gross, main.currency));
    let role = if main.overdue.is_zero() {
        Role::Good
    } else {
        Role::Strong
    };
    pieces.push((role, words.say(&message)));
    let labels = view
        .app
        .shell
        .workplace()
        .map_or(Vec::new(), |w| w.company.buckets.labels());
    let first = usize::from(told == Told::Overdue);
    let shown = parts.iter().enumerate().skip(first);
    for (index, amount) in shown.filter(|(_, a)| !a.is_zero()) {
        let name = match (index, gap) {
            (0, "  ") => words.tr("aged-not-due"),
            (0, _) => words.tr("aged-short-not-due"),
            (n, _) => labels.get(n - 1).cloned().unwrap_or_default(),
        };
        let sample = bar::sample(view, index);
        pieces.push((Role::bucket(index), format!("{gap}{sample}")));
        let between = if gap.len() > 1 { " " } else { "" };
        pieces.push((
            Role::Base,
            format!("{between}{name} {}", words.short(*amount)),
        ));
    }
    if !main.unapplied.is_zero() && told == Told::All {
        let message = Message::new("cust-unapplied").with("amount", words.short(main.unapplied));
        pieces.push((Role::Dim, format!("{gap}{}", words.say(&message))));
    }
    pieces
}

/// What comes next, and what was last.
fn next(view: View<'_>, pen: &mut Pen<'_>, file: &CustomerFile) {
    let words = view.words;
    label(view, pen, 4, "cust-next");
    let mut parts = Vec::new();
    let open = |p: &&crate::domain::promise::Promise| {
        matches!(p.state, PromiseState::Open | PromiseState::Due)
    };
    if let Some(promise) = file
        .promises
        .iter()
        .filter(open)
        .min_by_key(|p| p.promised_on)
    {
        let key = if promise.state == PromiseState::Due {
            "cust-promise-due"
        } else {
            "cust-promise-open"
        };
        let message = Message::new(key)
            .with("amount", amount(view, promise.amount))
            .with("date", words.day(promise.promised_on));
        parts.push((words.say(&message), Role::Strong));
    }
    if let Some(date) = file.reach.revisit_on {
        let message = Message::new("work-next-revisit").with("date", near_date(view, date));
        parts.push((words.say(&message), Role::Strong));
    }
    if parts.is_empty() {
        parts.push((words.tr("cust-no-next"), Role::Warn));
    }
    if let Some(last) = &file.reach.last {
        let what = last.outcome.as_deref().map(|code| outcome(view, code));
        let message = Message::new("cust-last-contact")
            .with("when", moment(view, last.at))
            .with("what", what.unwrap_or_default())
            .with("who", last.person.as_ref().map_or("", |p| p.as_str()));
        let role = if last.today { Role::Warn } else { Role::Dim };
        parts.push((words.say(&message), role));
    }
    if file.reach.attempts > 0 {
        let message = Message::new("cust-reached")
            .with("attempts", i64::from(file.reach.attempts))
            .with("reached", i64::from(file.reach.right_party));
        parts.push((words.say(&message), Role::Dim));
    }
    if file.reach.broken_promises > 0 {
        let message = Message::new("cust-broken").with("n", i64::from(file.reach.broken_promises));
        parts.push((words.say(&message), Role::Warn));
    }
    if let Some(date) = file.reach.last_reminder_on {
        let message = Message::new("cust-last-reminder").with("date", near_date(view, date));
        parts.push((words.say(&message), Role::Dim));
    }
    dotted(view, pen, (LABEL + 1, 4), &parts);
}

/// Payment terms in the person's language; as they stand where they are none we read.
fn in_words(view: View<'_>, terms: &str) -> String {
    let Ok(read) = terms.parse::<Terms>() else {
        return terms.to_owned();
    };
    let key = match read.end {
        MonthEnd::None => "cust-terms-days",
        MonthEnd::AfterDays => "cust-terms-days-end",
        MonthEnd::BeforeDays => "cust-terms-end-days",
    };
    let said = view
        .words
        .tr_args(key, &[("days", i64::from(read.days).into())]);
    match read.on_the {
        None => said,
        Some(day) => {
            let day = [("terms", said.into()), ("day", i64::from(day).into())];
            view.words.tr_args("cust-terms-on-the", &day)
        }
    }
}
