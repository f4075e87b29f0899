//! The one table of actions. Keymap, footer, `?`, palette, read-only mode, README and the test for clashes
//! all read it.

use super::App;
use crate::i18n::{Catalogue, Message};

/// Everything a key or the palette can do. A screen adds a variant here and a row to [`ACTIONS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Action {
    Quit,
    Back,
    Leave,
    Help,
    Palette,
    Undo,
    Refresh,
    Repaint,
    Suspend,
    Theme,
    Drafts,
    DismissTip,
    Tips,
    GoToday,
    GoWorklist,
    GoAged,
    GoActivity,
    GoAlerts,
    GoInvoices,
    GoPromises,
    GoDisputes,
    GoReminders,
    GoCredit,
    GoPipeline,
    GoForecast,
    GoKpis,
    GoSettings,
    Company,
    Find,
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    Last,
    Mark,
    MarkAll,
    MarkRange,
    Filter,
    Seek,
    SeekNext,
    SeekPrevious,
    Sort,
    Reverse,
    Columns,
    Views,
    Export,
    Open,
    NextPane,
    PreviousPane,
    Call,
    Note,
    Promise,
    Plan,
    MovePromise,
    WithdrawPromise,
    Dispute,
    Assign,
    DueDate,
    Resolve,
    Hold,
    Release,
    SetLimit,
    SetTarget,
    ApproveLimit,
    RejectLimit,
    ApproveMarked,
    Reject,
    Settle,
    Posted,
    Print,
    MarkUrgent,
    Revisit,
    Write,
    SendCopy,
    LogMail,
    EditContact,
    AddContact,
    CallingHours,
    ResolveAlert,
    AssignAlert,
    Reassign,
    HandOver,
    Substitute,
    Remind,
    Why,
    Claims,
    CopyPhone,
    SplitBy,
    AsOf,
    OpenCustomer,
    Approve,
    Propose,
    Acknowledge,
    Snooze,
}

/// Where an action applies. The contexts of a screen are its own, then [`Context::List`] if it is one,
/// then [`Context::Global`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Context {
    Global,
    List,
    Today,
    Worklist,
    Customer,
    Aged,
    Items,
    Activity,
    Alerts,
    Letter,
    Invoices,
    Promises,
    Disputes,
    Reminders,
    Credit,
    Pipeline,
    Forecast,
    Kpis,
    Settings,
}

impl Context {
    /// All contexts of screens, for the test for clashes and the help.
    pub const SCREENS: [Context; 17] = [
        Context::Today,
        Context::Worklist,
        Context::Customer,
        Context::Aged,
        Context::Items,
        Context::Activity,
        Context::Alerts,
        Context::Letter,
        Context::Invoices,
        Context::Promises,
        Context::Disputes,
        Context::Reminders,
        Context::Credit,
        Context::Pipeline,
        Context::Forecast,
        Context::Kpis,
        Context::Settings,
    ];

    /// Catalogue key of the screen's name; none of what is no screen.
    pub fn screen(self) -> Option<&'static str> {
        Some(match self {
            Context::Global | Context::List => return None,
            Context::Today => "ui-screen-today",
            Context::Worklist => "ui-screen-worklist",
            Context::Customer => "ui-screen-customer",
            Context::Aged => "ui-screen-aged",
            Context::Items => "scr-items",
            Context::Activity => "ui-screen-activity",
            Context::Alerts => "scr-alerts",
            Context::Letter => "scr-letter",
            Context::Invoices => "scr-invoices",
            Context::Promises => "scr-promises",
            Context::Disputes => "scr-disputes",
            Context::Reminders => "scr-reminders",
            Context::Credit => "scr-credit",
            Context::Pipeline => "scr-pipeline",
            Context::Forecast => "scr-forecast",
            Context::Kpis => "scr-kpis",
            Context::Settings => "scr-settings",
        })
    }
}

/// What keys are about, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Within a screen.
    Move,
    /// What stands there, in more detail or from another side.
    Look,
    /// What is written.
    Act,
    /// Which rows there are, in which order, and which are meant.
    List,
    /// To other screens.
    Go,
    /// Taking back.
    Undo,
    /// The program itself.
    Program,
}

impl Group {
    /// Catalogue key of its name.
    pub fn title(self) -> &'static str {
        match self {
            Group::Move => "keys-move",
            Group::Look => "keys-look",
            Group::Act => "keys-act",
            Group::List => "keys-list",
            Group::Go => "keys-go",
            Group::Undo => "keys-undo",
            Group::Program => "keys-program",
        }
    }
}

/// What an action can do harm to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Danger {
    /// Nothing, or it can be undone.
    None,
    /// It sends, deletes, releases or overwrites: asked before, and never done by Enter alone.
    Asks,
}

/// Whether an action can be done now, else the key of the sentence that says why not.
pub type Availability = Result<(), &'static str>;

/// An action.
#[derive(Debug, Clone, Copy)]
pub struct ActionSpec {
    /// Which.
    pub action: Action,
    /// Its name in the keymap file. The label is the key `action-<id>`, the sentence in the help
    /// `action-<id>-help`.
    pub id: &'static str,
    /// Where it applies.
    pub contexts: &'static [Context],
    /// Default keys, each a sequence such as `g w`.
    pub keys: &'static [&'static str],
    /// It writes to the ledger or to the work on it: refused in read-only mode and while offline.
    pub writes: bool,
    /// What it can do harm to.
    pub danger: Danger,
    /// Place in the footer, the lower the earlier kept when there is little room; 0 is not in the footer.
    pub footer: u8,
    /// Whether it can be done now.
    pub available: fn(&App) -> Availability,
}

impl ActionSpec {
    /// Catalogue key of the label.
    pub fn label(&self) -> String {
        format!("action-{}", self.id)
    }

    /// Catalogue key of the sentence in the help.
    pub fn help(&self) -> String {
        format!("action-{}-help", self.id)
    }

    /// What it is about.
    pub fn group(&self) -> Group {
        use Action::{
            Back, Columns, Company, DismissTip, Down, Drafts, Export, Filter, Find, First,
            GoActivity, GoAged, GoAlerts, GoCredit, GoDisputes, GoForecast, GoInvoices, GoKpis,
            GoPipeline, GoPromises, GoReminders, GoSettings, GoToday, GoWorklist, Help, Last,
            Leave, Mark, MarkAll, MarkRange, NextPane, Open, PageDown, PageUp, Palette,
            PreviousPane, Quit, Refresh, Repaint, Reverse, Seek, SeekNext, SeekPrevious, Sort,
            Suspend, Theme, Tips, Undo, Up, Views,
        };
        match self.action {
            Down | Up | PageDown | PageUp | First | Last | NextPane | PreviousPane => Group::Move,
            Filter | Seek | SeekNext | SeekPrevious | Sort | Reverse | Columns | Views | Export
            | Mark | MarkAll | MarkRange => Group::List,
            Back | Leave | Find | Company | GoToday | GoWorklist | GoAged | GoActivity
            | GoAlerts | GoInvoices | GoPromises | GoDisputes | GoReminders | GoCredit
            | GoPipeline | GoForecast | GoKpis | GoSettings => Group::Go,
            Undo => Group::Undo,
            Help | Palette | Refresh | Repaint | Suspend | Theme | Tips | Drafts | DismissTip
            | Quit => Group::Program,
            Open => Group::Look,
            _ if self.writes => Group::Act,
            _ => Group::Look,
        }
    }

    /// Whether it writes about the row under the cursor alone, whatever is marked on that screen.
    pub fn of_one_row(&self, screen: super::screen::Kind) -> bool {
        use super::screen::Kind;
        match self.action {
            // About nothing in the list.
            Action::Undo | Action::HandOver | Action::Substitute | Action::Propose => false,
            Action::ApproveMarked | Action::Reassign => false,
            // Done to each of the marked rows.
            Action::Acknowledge | Action::Snooze | Action::ResolveAlert | Action::AssignAlert => {
                false
            }
            Action::Assign | Action::DueDate => screen != Kind::Disputes,
            Action::Note | Action::Revisit => screen != Kind::Worklist,
            // About the marked items of one customer.
            Action::Call
            | Action::Promise
            | Action::Plan
            | Action::Dispute
            | Action::Write
            | Action::SendCopy => self.writes && screen != Kind::Invoices && screen != Kind::Items,
            _ => self.writes,
        }
    }

    /// Whether it applies where these contexts do.
    pub fn works_in(&self, contexts: &[Context]) -> bool {
        self.contexts.iter().any(|c| contexts.contains(c))
    }

    /// On which screens it works instead.
    pub fn elsewhere(&self, words: &Catalogue) -> Message {
        let screens = self.contexts.iter().filter_map(|c| c.screen());
        let names: Vec<String> = screens.map(|key| words.tr(key)).collect();
        match names.is_empty() {
            true => Message::new("ui-works-on-lists"),
            false => Message::new("ui-works-on").with("screens", names.join(", ")),
        }
    }
}

impl Action {
    /// Its row in [`ACTIONS`].
    pub fn spec(self) -> &'static ActionSpec {
        // A test holds the table complete.
        ACTIONS
            .iter()
            .find(|s| s.action == self)
            .unwrap_or(&ACTIONS[0])
    }
}

const fn always(_: &App) -> Availability {
    Ok(())
}

fn a_shell_to_go_to(app: &App) -> Availability {
    if app.shell.no_shell {
        Err("ui-no-shell")
    } else {
        Ok(())
    }
}

fn on_a_row(app: &App) -> Availability {
    app.on_a_row()
}

fn on_a_listing(app: &App) -> Availability {
    let listing = app.screen().behaviour().listing();
    listing.map(|_| ()).ok_or("ui-no-listing")
}

fn looked_for(app: &App) -> Availability {
    on_a_listing(app)?;
    let listing = app.screen().behaviour().listing();
    let seeking = listing.and_then(|listing| listing.seeking());
    seeking.map(|_| ()).ok_or("ui-nothing-looked-for")
}

fn ready_to_export(app: &App) -> Availability {
    on_a_listing(app)?;
    match app.shell.export {
        Some(_) => Err("ui-export-runs"),
        None => Ok(()),
    }
}

/// An action that only looks and moves.
const fn view(
    action: Action,
    id: &'static str,
    contexts: &'static [Context],
    keys: &'static [&'static str],
) -> ActionSpec {
    ActionSpec {
        action,
        id,
        contexts,
        keys,
        writes: false,
        danger: Danger::None,
        footer: 0,
        available: always,
    }
}

impl ActionSpec {
    const fn footer(mut self, place: u8) -> ActionSpec {
        self.footer = place;
        self
    }

    const fn when(mut self, available: fn(&App) -> Availability) -> ActionSpec {
        self.available = available;
        self
    }

    const fn asks(mut self) -> ActionSpec {
        self.danger = Danger::Asks;
        self
    }

    const fn writes(mut self) -> ActionSpec {
        self.writes = true;
        self
    }
}

use Context::{
    Aged, Alerts, Credit, Customer, Disputes, Forecast, Global, Invoices, Items, Letter, List,
    Pipeline, Promises, Reminders, Worklist,
};

/// Where somebody works on a customer.
const WORK: &[Context] = &[Worklist, Customer];

/// Lists whose lines belong to a customer.
const LINES: &[Context] = &[
    Worklist, Customer, Invoices, Promises, Disputes, Reminders, Credit, Pipeline,
];

/// Where a customer, or an item, is held and released.
const HOLDS: &[Context] = &[Worklist, Customer, Alerts, Invoices, Credit, Pipeline];
const RELEASES: &[Context] = &[Worklist, Customer, Alerts, Credit, Pipeline];

/// Lists whose lines lead to a contact.
const REACH: &[Context] = &[
    Worklist, Customer, Invoices, Promises, Disputes, Credit, Pipeline,
];

/// The actions, in the order of the help.
pub const ACTIONS: &[ActionSpec] = &[
    view(Action::Help, "help", &[Global], &["?"]).footer(1),
    view(Action::Palette, "palette", &[Global], &[":"]).footer(2),
    view(Action::Back, "back", &[Global], &["esc"]).footer(8),
    view(Action::Leave, "leave", &[Global], &["q"]),
    view(Action::Undo, "undo", &[Global], &["u"])
        .writes()
        .when(super::undo::something_to_undo)
        .footer(7),
    view(Action::Refresh, "refresh", &[Global], &["r"]).footer(9),
    view(Action::GoToday, "go-today", &[Global], &["g t"]),
    view(Action::GoWorklist, "go-worklist", &[Global], &["g w"]),
    view(Action::GoAged, "go-aged", &[Global], &["g a"]),
    view(Action::GoActivity, "go-activity", &[Global], &["g y"]),
    view(Action::GoAlerts, "go-alerts", &[Global], &["g l"]),
    view(Action::GoInvoices, "go-invoices", &[Global], &["g i"]),
    view(Action::GoPromises, "go-promises", &[Global], &["g p"]),
    view(Action::GoDisputes, "go-disputes", &[Global], &["g d"]),
    view(Action::GoReminders, "go-reminders", &[Global], &["g r"]),
    view(Action::GoCredit, "go-credit", &[Global], &["g c"]),
    view(Action::GoPipeline, "go-pipeline", &[Global], &["g o"]),
    view(Action::GoForecast, "go-forecast", &[Global], &["g f"]),
    view(Action::GoKpis, "go-kpis", &[Global], &["g k"]),
    view(Action::GoSettings, "go-settings", &[Global], &["g s"]),
    view(Action::Company, "company", &[Global], &["g m"]),
    view(Action::Find, "find", &[Global], &["/"]).footer(12),
    view(Action::Down, "down", &[List], &["j", "down"]),
    view(Action::Up, "up", &[List], &["k", "up"]),
    view(
        Action::PageDown,
        "page-down",
        &[List],
        &["pagedown", "ctrl-f"],
    ),
    view(Action::PageUp, "page-up", &[List], &["pageup", "ctrl-u"]),
    view(Action::First, "first", &[List], &["g g", "home"]),
    view(Action::Last, "last", &[List], &["G", "end"]),
    view(Action::Open, "open", &[List], &["enter"])
        .when(on_a_row)
        .footer(3),
    view(Action::Mark, "mark", &[List], &["space"]).when(on_a_row),
    view(Action::MarkAll, "mark-all", &[List], &["*"]),
    view(Action::MarkRange, "mark-range", &[List], &["v"]).when(on_a_row),
    view(Action::Filter, "filter", &[List], &["f"])
        .when(on_a_listing)
        .footer(9),
    view(Action::Seek, "seek", &[List], &["F"]).when(on_a_listing),
    view(Action::SeekNext, "seek-next", &[List], &[";"]).when(looked_for),
    view(Action::SeekPrevious, "seek-previous", &[List], &[","]).when(looked_for),
    view(Action::Sort, "sort", &[List], &["s"])
        .when(on_a_listing)
        .footer(10),
    view(Action::Reverse, "reverse", &[List], &["S"]).when(on_a_listing),
    view(Action::Columns, "columns", &[List], &["C"]).when(on_a_listing),
    view(Action::Views, "views", &[List], &["V"]).when(on_a_listing),
    view(Action::Export, "export", &[List], &["X"]).when(ready_to_export),
    view(Action::Call, "call", LINES, &["c"])
        .writes()
        .when(on_a_row)
        .footer(4),
    view(Action::Note, "note", LINES, &["n"])
        .writes()
        .when(on_a_row)
        .footer(6),
    view(
        Action::Promise,
        "promise",
        &[Worklist, Customer, Invoices],
        &["p"],
    )
    .writes()
    .when(on_a_row)
    .footer(5),
    view(
        Action::MovePromise,
        "move-promise",
        &[Worklist, Customer, Promises],
        &["e"],
    )
    .writes()
    .when(on_a_row)
    .footer(9),
    view(
        Action::WithdrawPromise,
        "withdraw-promise",
        &[Customer, Promises],
        &["W"],
    )
    .writes()
    .footer(10),
    view(Action::Dispute, "dispute", &[Customer, Invoices], &["x"])
        .writes()
        .when(on_a_row)
        .footer(4),
    view(Action::Assign, "assign", &[Disputes], &["a"])
        .writes()
        .when(on_a_row)
        .footer(4),
    view(Action::DueDate, "due-date", &[Disputes], &["e"])
        .writes()
        .when(on_a_row)
        .footer(6),
    view(Action::Resolve, "resolve", &[Customer, Disputes], &["R"])
        .writes()
        .when(on_a_row)
        .footer(5),
    view(Action::Hold, "hold", HOLDS, &["h"])
        .writes()
        .when(on_a_row)
        .footer(5),
    view(Action::Release, "release", RELEASES, &["l"])
        .writes()
        .asks()
        .when(on_a_row)
        .footer(6),
    view(Action::MarkUrgent, "mark-urgent", &[Pipeline], &["!"])
        .writes()
        .when(on_a_row)
        .footer(7),
    view(Action::SetLimit, "set-limit", &[Credit], &["L"])
        .writes()
        .when(on_a_row)
        .footer(7),
    view(Action::SetTarget, "set-target", &[Forecast], &["T"])
        .writes()
        .when(super::team::leads)
        .footer(4),
    view(Action::ApproveLimit, "approve-limit", &[Credit], &["a"])
        .writes()
        .asks()
        .when(on_a_row)
        .footer(4),
    view(Action::RejectLimit, "reject-limit", &[Credit], &["x"])
        .writes()
        .when(on_a_row)
        .footer(5),
    view(
        Action::ApproveMarked,
        "approve-marked",
        &[Reminders],
        &["a"],
    )
    .writes()
    .asks()
    .when(on_a_row)
    .footer(4),
    view(Action::Reject, "reject", &[Reminders], &["x"])
        .writes()
        .when(on_a_row)
        .footer(5),
    view(Action::Settle, "settle", &[Reminders], &["R"])
        .writes()
        .when(on_a_row)
        .footer(4),
    view(Action::Print, "print", &[Reminders], &["p"])
        .when(on_a_row)
        .footer(6),
    view(Action::Posted, "posted", &[Reminders], &["t"])
        .writes()
        .when(on_a_row)
        .footer(5),
    view(
        Action::Plan,
        "plan",
        &[Worklist, Customer, Invoices],
        &["P"],
    )
    .writes()
    .when(on_a_row),
    view(Action::Revisit, "revisit", LINES, &["z"])
        .writes()
        .when(on_a_row)
        .footer(10),
    view(Action::Reassign, "reassign", WORK, &["A"])
        .writes()
        .when(super::team::leads_on_a_row),
    view(Action::HandOver, "hand-over", &[Global], &["H"])
        .writes()
        .when(super::team::leads),
    view(Action::Substitute, "substitute", &[Global], &["B"])
        .writes()
        .when(super::team::leads),
    view(Action::Remind, "remind", WORK, &["m"])
        .when(on_a_row)
        .footer(6),
    view(Action::Why, "why", WORK, &["w"])
        .when(on_a_row)
        .footer(7),
    view(Action::Claims, "claims", &[Customer], &["E"]).footer(13),
    view(Action::CopyPhone, "copy-phone", &[Customer], &["y"]).footer(11),
    view(Action::EditContact, "edit-contact", REACH, &["t"])
        .writes()
        .when(on_a_row)
        .footer(12),
    view(Action::AddContact, "add-contact", &[Customer], &["T"]).writes(),
    view(Action::CallingHours, "calling-hours", &[Customer], &["K"]).writes(),
    view(Action::Write, "write", LINES, &["M"])
        .writes()
        .when(on_a_row)
        .footer(9),
    view(Action::SendCopy, "send-copy", &[Customer, Invoices], &["I"])
        .writes()
        .footer(8),
    view(Action::LogMail, "log-mail", LINES, &["i"])
        .writes()
        .when(on_a_row),
    view(Action::SplitBy, "split-by", &[Aged], &["b"]).footer(4),
    view(Action::AsOf, "as-of", &[Aged], &["d"]).footer(5),
    view(
        Action::OpenCustomer,
        "open-customer",
        &[
            Items, Aged, Invoices, Promises, Disputes, Reminders, Credit, Pipeline,
        ],
        &["o"],
    )
    .when(on_a_row)
    .footer(6),
    view(Action::Approve, "approve", &[Letter], &["a"])
        .writes()
        .asks()
        .footer(4),
    view(Action::Propose, "propose", &[Letter, Reminders], &["P"])
        .writes()
        .footer(5),
    view(Action::Acknowledge, "acknowledge", &[Alerts], &["a"])
        .writes()
        .when(on_a_row)
        .footer(4),
    view(Action::Snooze, "snooze", &[Alerts], &["z"])
        .writes()
        .when(on_a_row)
        .footer(5),
    view(Action::ResolveAlert, "resolve-alert", &[Alerts], &["x"])
        .writes()
        .when(on_a_row)
        .footer(6),
    view(Action::AssignAlert, "assign-alert", &[Alerts], &["A"])
        .writes()
        .when(on_a_row)
        .footer(7),
    view(Action::NextPane, "next-pane", &[Global], &["tab"]),
    view(
        Action::PreviousPane,
        "previous-pane",
        &[Global],
        &["backtab"],
    ),
    view(Action::Repaint, "repaint", &[Global], &["ctrl-l"]),
    view(Action::Suspend, "suspend", &[Global], &["ctrl-z"]).when(a_shell_to_go_to),
    view(Action::Theme, "theme", &[Global], &[]),
    view(Action::Drafts, "drafts", &[Global], &[]).when(super::drafts::any),
    view(Action::DismissTip, "dismiss-tip", &[Global], &["D"]).when(super::tips::shown),
    view(Action::Tips, "tips", &[Global], &[]),
    view(Action::Quit, "quit", &[Global], &["ctrl-c"]),
];
