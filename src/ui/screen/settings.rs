//! Drawing what the company works by.

use super::columns::near_date;
use crate::app::screen::settings::{Numbered, Settings};
use crate::app::shell::Painted;
use crate::domain::activity::Outcome;
use crate::domain::settings::{Assignment, Rate, SettingsTab, Step, Template};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Column, Width, list, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Settings, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, &state.tabs, None);
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    match state.tabs.shown() {
        SettingsTab::Policies => list(view, &mut body, &state.steps, &steps(view), painted),
        SettingsTab::Outcomes => list(view, &mut body, &state.outcomes, &outcomes(view), painted),
        SettingsTab::Templates => {
            list(view, &mut body, &state.templates, &templates(view), painted);
        }
        SettingsTab::Rates => list(view, &mut body, &state.rates, &rates(view), painted),
        SettingsTab::People => list(view, &mut body, &state.people, &people(view), painted),
    }
}

type Columns<'a, T> = Vec<Column<'a, Numbered<T>>>;

fn text<'a, T>(
    view: View<'a>,
    head: &str,
    width: Width,
    cell: impl Fn(&T) -> Cell + 'a,
) -> Column<'a, Numbered<T>> {
    Column::text(view.words.tr(head), width, move |row: &Numbered<T>| {
        cell(&row.line)
    })
}

fn steps(view: View<'_>) -> Columns<'_, Step> {
    let words = view.words;
    vec![
        text(view, "set-col-policy", Width::Share(8), |s: &Step| {
            let role = if s.is_default {
                Role::Strong
            } else {
                Role::Base
            };
            Cell::new(s.policy.as_str(), role)
        }),
        text(view, "col-step", Width::Fixed(17), move |s: &Step| {
            let tone = words.tr(&format!("scr-tone-{}", s.tone.replace('_', "-")));
            format!("{} {tone}", s.step).into()
        }),
        text(view, "set-col-days", Width::Fixed(10), move |s: &Step| {
            let message = Message::new("set-days").with("n", i64::from(s.offset_days));
            words.say(&message).into()
        }),
        text(view, "col-channel", Width::Fixed(18), move |s: &Step| {
            words
                .tr(&format!("scr-channel-{}", s.channel.replace('_', "-")))
                .into()
        }),
        text(view, "set-col-claims", Width::Fixed(19), move |s: &Step| {
            let claims = [(s.fee, "set-fee"), (s.interest, "set-interest")];
            let claims: Vec<String> = claims
                .into_iter()
                .filter(|(claimed, _)| *claimed)
                .map(|(_, key)| words.tr(key))
                .collect();
            claims.join(", ").into()
        }),
        text(view, "set-col-gap", Width::Fixed(12), move |s: &Step| {
            let message = Message::new("set-days").with("n", i64::from(s.min_gap_days));
            Cell::new(words.say(&message), Role::Dim)
        })
        .drop(1),
        text(view, "set-col-template", Width::Share(10), |s: &Step| {
            Cell::new(s.template.as_str(), Role::Dim)
        })
        .drop(2),
    ]
}

fn outcomes(view: View<'_>) -> Columns<'_, Outcome> {
    let words = view.words;
    vec![
        text(view, "set-col-key", Width::Fixed(6), |o: &Outcome| {
            Cell::new(o.key.as_str(), Role::Key)
        }),
        text(
            view,
            "set-col-outcome",
            Width::Share(24),
            move |o: &Outcome| words.lang().of(&o.label).as_str().into(),
        ),
        text(
            view,
            "set-col-right-party",
            Width::Fixed(8),
            move |o: &Outcome| {
                let key = if o.right_party { "cli-yes" } else { "cli-no" };
                words.tr(key).into()
            },
        ),
        text(
            view,
            "set-col-revisit",
            Width::Fixed(12),
            move |o: &Outcome| {
                let days = o.revisit_days.map(i64::from);
                let told = days.map(|n| words.say(&Message::new("set-days").with("n", n)));
                told.unwrap_or_default().into()
            },
        ),
        text(
            view,
            "set-col-asks",
            Width::Fixed(20),
            move |o: &Outcome| {
                let wants = o.wants.as_ref();
                wants
                    .map_or(String::new(), |w| words.tr(&format!("set-wants-{w}")))
                    .into()
            },
        ),
    ]
}

fn templates(view: View<'_>) -> Columns<'_, Template> {
    vec![
        text(
            view,
            "set-col-template",
            Width::Fixed(18),
            |t: &Template| Cell::new(t.code.as_str(), Role::Strong),
        ),
        text(view, "set-col-language", Width::Fixed(9), |t: &Template| {
            t.language.as_str().into()
        }),
        text(view, "set-col-subject", Width::Share(24), |t: &Template| {
            t.subject.as_str().into()
        }),
        text(
            view,
            "set-col-changed",
            Width::Fixed(11),
            move |t: &Template| Cell::new(near_date(view, t.updated_on), Role::Dim),
        )
        .drop(1),
    ]
}

fn rates(view: View<'_>) -> Columns<'_, Rate> {
    let words = view.words;
    vec![
        text(view, "set-col-rate", Width::Share(20), move |r: &Rate| {
            words
                .tr(&format!("set-rate-{}", r.kind.replace('_', "-")))
                .into()
        }),
        text(view, "set-col-of", Width::Fixed(10), |r: &Rate| {
            Cell::new(r.of.as_str(), Role::Strong)
        }),
        text(view, "set-col-from", Width::Fixed(12), move |r: &Rate| {
            view.words.date(r.from_on).into()
        }),
        Column::figures(
            words.tr("set-col-value"),
            12,
            move |row: &Numbered<Rate>| {
                let rate = &row.line;
                let digits = if rate.kind == "fx" { 4 } else { 2 };
                let value = view.words.decimal(rate.value, digits);
                let unit = if rate.kind == "fx" { "" } else { " %" };
                format!("{value}{unit}").into()
            },
        ),
        text(view, "set-col-source", Width::Share(14), |r: &Rate| {
            Cell::new(r.source.as_str(), Role::Dim)
        })
        .drop(1),
    ]
}

fn people(view: View<'_>) -> Columns<'_, Assignment> {
    let words = view.words;
    vec![
        text(
            view,
            "set-col-portfolio",
            Width::Share(16),
            |a: &Assignment| {
                let told = format!("{} {}", a.code.as_str(), a.portfolio.as_str());
                Cell::new(told, Role::Strong)
            },
        ),
        Column::figures(
            words.tr("set-col-customers"),
            9,
            move |row: &Numbered<Assignment>| view.words.whole(row.line.customers).into(),
        ),
        text(
            view,
            "set-col-agent",
            Width::Share(16),
            move |a: &Assignment| match &a.person {
                Some(person) if a.substitute => {
                    format!("{} ({})", person.as_str(), words.tr("set-substitute")).into()
                }
                Some(person) => person.as_str().into(),
                None => Cell::new(words.tr("set-nobody"), Role::Warn),
            },
        ),
        text(
            view,
            "set-col-from",
            Width::Fixed(12),
            move |a: &Assignment| {
                let from = a.from_on.map_or(String::new(), |d| view.words.date(d));
                Cell::new(from, Role::Dim)
            },
        ),
        text(
            view,
            "cred-col-until",
            Width::Fixed(12),
            move |a: &Assignment| {
                let to = a.to_on.map_or(String::new(), |d| view.words.date(d));
                Cell::new(to, Role::Dim)
            },
        )
        .drop(1),
    ]
}
