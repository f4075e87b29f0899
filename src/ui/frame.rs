//! Header, footer, and what is said when there is no room.

use super::{Pen, Role, View};
use crate::app::action::{ACTIONS, Action, ActionSpec};
use crate::app::msg::Link;
use crate::app::shell::{Toast, Tone};
use crate::text;

/// Lines of a banner at most.
const MOST_BANNER: u16 = 3;

pub(super) fn too_small(view: View<'_>, pen: &mut Pen<'_>) {
    let sentence = view.words.tr_args(
        "ui-too-small",
        &[
            ("columns", i64::from(pen.width()).into()),
            ("rows", i64::from(pen.height()).into()),
        ],
    );
    let lines = text::wrap(&sentence, pen.width().into());
    for (y, line) in lines.iter().take(pen.height().into()).enumerate() {
        pen.text(0, y as u16, line, view.style(Role::Base));
    }
}

/// Screen · company · agent · business date, and the link at the right. Where there is too little room the
/// company goes first, then the agent, then the date; the link stays.
pub(super) fn header(view: View<'_>, pen: &mut Pen<'_>) {
    let style = view.style(Role::Header);
    pen.clear(style);
    let shell = &view.app.shell;
    let words = view.words;
    let link = match &shell.link {
        Link::Connecting => words.tr("ui-connecting"),
        Link::Live => words.tr("ui-live"),
        Link::Stale(since) => {
            words.tr_args("ui-stale-since", &[("time", words.time(*since).into())])
        }
        Link::Offline(since, _) => {
            words.tr_args("ui-offline-since", &[("time", words.time(*since).into())])
        }
    };
    let quiet = matches!(shell.link, Link::Live);
    let link_style = if quiet {
        style
    } else {
        view.style(Role::HeaderMark)
    };
    let mut right = 1 + pen.right(1, 0, &link, link_style);
    if shell.busy {
        let loading = format!("{} {} ", words.tr("ui-loading"), view.look.glyphs.dot);
        right += pen.right(right, 0, &loading, view.style(Role::HeaderMark));
    }
    let named = shell.mentions().count();
    if named > 0 {
        let mark = format!("@{named} {} ", view.look.glyphs.dot);
        right += pen.right(right, 0, &mark, view.style(Role::HeaderMark));
    }
    let mut parts = vec![words.tr(view.app.screen().title())];
    if let Some(session) = &shell.session {
        if let Some(place) = shell.workplace() {
            parts.push(place.company.name.as_str().to_owned());
        }
        parts.push(session.agent.clone());
        if let Some(today) = shell.today() {
            parts.push(words.day(today));
        }
        if shell.read_only {
            parts.push(words.tr("ui-read-only-mark"));
        }
    }
    let mark = format!(" {} ", view.look.glyphs.dot);
    let mut parts: Vec<String> = parts
        .iter()
        .map(|part| text::clean(part).to_string())
        .collect();
    let room = usize::from(pen.width().saturating_sub(right + 3));
    // In the order in which they stand they are dropped, the screen's name aside.
    while parts.len() > 1 && text::width(&parts.join(&mark)) > room {
        parts.remove(1);
    }
    pen.text(1, 0, &view.fit(&parts.join(&mark), room as u16), style);
}

/// Why there is no link, or nothing to show, under the header; tells how many lines that took.
pub(super) fn banner(view: View<'_>, pen: &mut Pen<'_>) -> u16 {
    let shell = &view.app.shell;
    let (said, role) = match &shell.link {
        Link::Offline(_, why) => (view.words.say(why), Role::Bad),
        _ if shell.has_no_company() => (view.words.tr("ui-company-none"), Role::Warn),
        _ => return 0,
    };
    let room = pen.width().saturating_sub(2);
    let lines = text::wrap(&said, room.into());
    let style = view.style(role);
    let mut height = 0;
    for (y, line) in (0..MOST_BANNER).zip(&lines) {
        pen.text(1, y, line, style);
        height = y + 1;
    }
    height
}

/// The keys that matter most here, over the footer, for somebody new; tells how many lines that took.
pub(super) fn tip(view: View<'_>, pen: &mut Pen<'_>) -> u16 {
    let Some(actions) = view.app.tip() else {
        return 0;
    };
    let words = view.words;
    let key = |action: Action| {
        let hint = view.app.shell.keymap.hint(action)?;
        let label = words.tr(&action.spec().label());
        Some(format!("{} {label}", view.keys(&hint)))
    };
    let style = view.style(Role::Title);
    let dismissed = key(Action::DismissTip).unwrap_or_default();
    let right = pen.right(1, 0, &dismissed, view.style(Role::Dim));
    let taught: Vec<String> = actions.into_iter().filter_map(key).collect();
    let taught = taught.join(&format!(" {} ", view.look.glyphs.dot));
    let told = words.tr_args("tips-here", &[("keys", taught.as_str().into())]);
    let room = pen.width().saturating_sub(right + 3);
    pen.text(1, 0, &view.fit(&told, room), style);
    1
}

/// The keys that work here; over them, the latest toast or the keys typed so far.
pub(super) fn footer(view: View<'_>, pen: &mut Pen<'_>) {
    let base = view.style(Role::Footer);
    pen.clear(base);
    let pending = view.app.pending();
    if !pending.is_empty() {
        pen.text(1, 0, &pending, view.style(Role::Key));
        return;
    }
    let shell = &view.app.shell;
    let bad = |t: &&Toast| t.tone == Tone::Bad;
    if let Some(bulk) = shell
        .bulk()
        .filter(|_| shell.toast.iter().find(bad).is_none())
    {
        let said = view.words.say(&bulk.told());
        let room = pen.width().saturating_sub(2);
        pen.text(1, 0, &view.fit(&said, room), base);
        return;
    }
    if let Some(toast) = &shell.toast {
        let (mark, role) = match toast.tone {
            Tone::Good => ("", Role::Good),
            Tone::Plain => ("", Role::Base),
            Tone::Bad => ("! ", Role::Bad),
        };
        let said = format!("{mark}{}", view.words.say(&toast.message));
        let room = pen.width().saturating_sub(2);
        pen.text(1, 0, &view.fit(&said, room), view.style(role));
        return;
    }
    let contexts = view.app.contexts();
    let mut keys: Vec<&ActionSpec> = ACTIONS
        .iter()
        .filter(|s| s.footer > 0 && s.contexts.iter().any(|c| contexts.contains(c)))
        .filter(|s| view.app.available(s.action).is_ok())
        .collect();
    keys.sort_by_key(|s| s.footer);
    let mut x = 1;
    for spec in keys {
        let Some(hint) = view.app.shell.keymap.hint(spec.action) else {
            continue;
        };
        let hint = view.keys(&hint);
        let label = view.words.tr(&spec.label());
        let needed = text::width(&hint) + text::width(&label) + 1;
        if usize::from(x) + needed >= usize::from(pen.width()) {
            continue;
        }
        x += pen.text(x, 0, &hint, view.style(Role::Key));
        x += 1 + pen.text(x + 1, 0, &label, base) + 2;
    }
}
