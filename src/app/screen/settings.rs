//! What the company works by, to be read.

use super::tabs::{Tab, Tabs};
use super::{Behaviour, Kind};
use crate::app::action::{Action, Context};
use crate::app::overlay::{Overlay, TextView};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Step as Move, Table};
use crate::domain::activity::Outcome;
use crate::domain::change::Change;
use crate::domain::page::{Fetch, Page};
use crate::domain::settings::{Assignment, Rate, Settings as Data, SettingsTab, Step, Template};
use crate::i18n::Message;

const ALL: Slot = Slot::screen(Kind::Settings, "all");

impl Tab for SettingsTab {
    const PARTS: &'static [SettingsTab] = &SettingsTab::ALL;

    fn title(self) -> &'static str {
        match self {
            SettingsTab::Policies => "tab-settings-policies",
            SettingsTab::Outcomes => "tab-settings-outcomes",
            SettingsTab::Templates => "tab-settings-templates",
            SettingsTab::Rates => "tab-settings-rates",
            SettingsTab::People => "tab-settings-people",
        }
    }
}

/// A line with its place, by which it is known.
#[derive(Debug, Clone)]
pub struct Numbered<T> {
    place: usize,
    /// What stands there.
    pub line: T,
}

impl<T: Clone> Row for Numbered<T> {
    type Id = usize;

    fn id(&self) -> usize {
        self.place
    }
}

/// A list that is whole in memory.
pub type Lines<T> = Table<Numbered<T>>;

/// State of the screen.
#[derive(Debug)]
pub struct Settings {
    /// The parts.
    pub tabs: Tabs<SettingsTab>,
    /// Steps of the reminder policies.
    pub steps: Lines<Step>,
    /// Results a call can have.
    pub outcomes: Lines<Outcome>,
    /// Templates.
    pub templates: Lines<Template>,
    /// Rates.
    pub rates: Lines<Rate>,
    /// Who has which portfolio.
    pub people: Lines<Assignment>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            tabs: Tabs::new(SettingsTab::default()),
            steps: Table::default(),
            outcomes: Table::default(),
            templates: Table::default(),
            rates: Table::default(),
            people: Table::default(),
        }
    }
}

fn fill<T: Clone>(table: &mut Lines<T>, lines: Vec<T>) -> i64 {
    let lines = lines.into_iter().enumerate();
    let rows: Vec<_> = lines
        .map(|(place, line)| Numbered { place, line })
        .collect();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    table.accept(&Fetch::First, Page::whole(rows));
    count
}

impl Settings {
    fn fill(&mut self, data: Data) {
        let counts = vec![
            fill(&mut self.steps, data.steps),
            fill(&mut self.outcomes, data.outcomes),
            fill(&mut self.templates, data.templates),
            fill(&mut self.rates, data.rates),
            fill(&mut self.people, data.assignments),
        ];
        // Every part is here already, whichever is shown.
        let _ = self.tabs.count(counts);
    }

    fn step(&mut self, step: Move) {
        match self.tabs.shown() {
            SettingsTab::Policies => self.steps.step(step),
            SettingsTab::Outcomes => self.outcomes.step(step),
            SettingsTab::Templates => self.templates.step(step),
            SettingsTab::Rates => self.rates.step(step),
            SettingsTab::People => self.people.step(step),
        };
    }

    /// The text of the template on the line: that of a template, or the one that a step uses.
    fn template(&self) -> Option<&Template> {
        match self.tabs.shown() {
            SettingsTab::Templates => self.templates.selected().map(|t| &t.line),
            SettingsTab::Policies => {
                let code = &self.steps.selected()?.line.template;
                let all = self.templates.rows().iter().map(|t| &t.line);
                all.into_iter().find(|t| t.code == *code)
            }
            _ => None,
        }
    }

    fn open(&self, shell: &mut Shell) {
        if let Some(template) = self.template() {
            shell.open(Overlay::Text(TextView {
                title: Message::new("out-text")
                    .with("customer", template.code.as_str())
                    .with("subject", template.subject.as_str()),
                body: template.text.as_str().to_owned(),
                top: 0,
            }));
        }
    }
}

impl Behaviour for Settings {
    fn kind(&self) -> Kind {
        Kind::Settings
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Settings, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        if let Some(company) = shell.company_id() {
            shell.load(ALL, Query::Settings { company });
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        let n = i64::from(count.unwrap_or(1));
        let step = match action {
            _ if self.tabs.act(action) => return,
            Action::Open => return self.open(shell),
            Action::Down => Move::Rows(n),
            Action::Up => Move::Rows(-n),
            Action::PageDown => Move::Screens(n),
            Action::PageUp => Move::Screens(-n),
            Action::First => Move::First,
            Action::Last => Move::Last,
            _ => return,
        };
        self.step(step);
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, _shell: &mut Shell) {
        if let Reply::Settings(data) = reply {
            self.fill(*data);
        }
    }

    fn changed(&mut self, _changes: &[Change], _shell: &mut Shell) {}

    fn painted(&mut self, painted: &Painted) {
        let lines = painted.list_rows.into();
        match self.tabs.shown() {
            SettingsTab::Policies => self.steps.painted(lines),
            SettingsTab::Outcomes => self.outcomes.painted(lines),
            SettingsTab::Templates => self.templates.painted(lines),
            SettingsTab::Rates => self.rates.painted(lines),
            SettingsTab::People => self.people.painted(lines),
        }
    }

    fn on_a_row(&self) -> bool {
        self.template().is_some()
    }
}
