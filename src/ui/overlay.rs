//! Drawing what lies over a screen.

mod drafts;
mod filter;
mod form;
mod search;
mod seek;

use super::widget::popup;
use super::{Pen, Role, View};
use crate::app::action::{Action, Group};
use crate::app::form::Edit;
use crate::app::keymap;
use crate::app::overlay::{Choose, Confirm, Finder, Offer, Overlay, TextView};
use crate::app::shell::Painted;
use crate::text;

pub(super) fn draw(view: View<'_>, overlay: &Overlay, pen: &mut Pen<'_>, painted: &mut Painted) {
    match overlay {
        Overlay::Help(finder) => find(view, pen, finder, true, painted),
        Overlay::Palette(finder) => find(view, pen, finder, false, painted),
        Overlay::Form(f) => form::draw(view, pen, f, painted),
        Overlay::Confirm(confirm) => ask(view, pen, confirm, painted),
        Overlay::Choose(choose) => choices(view, pen, choose),
        Overlay::Text(text) => read(view, pen, text),
        Overlay::Search(found) => search::draw(view, pen, found, painted),
        Overlay::Kept(list) => drafts::draw(view, pen, list),
        Overlay::Filter(line) => filter::draw(view, pen, line, painted),
        Overlay::Seek(line) => seek::draw(view, pen, line, painted),
    }
}

/// Paints a line that is typed in, scrolled so that its cursor is seen.
fn input(
    view: View<'_>,
    pen: &mut Pen<'_>,
    (x, y): (u16, u16),
    edit: &Edit,
    painted: &mut Painted,
) {
    let room = usize::from(pen.width().saturating_sub(x).saturating_sub(1));
    let before = text::clean(edit.before());
    let all = text::clean(edit.text());
    let skip = text::width(&before).saturating_sub(room);
    let head = text::cut(&all, skip + 1);
    let start = if skip == 0 { 0 } else { head.len() };
    let role = match edit.is_offered() {
        true => Role::Selected,
        false => Role::Input,
    };
    pen.text(x, y, &all[start..], view.style(role));
    let cursor = text::width(&before) - text::width(&all[..start.min(before.len())]);
    painted.cursor = Some(pen.place(x + cursor as u16, y));
}

fn find(view: View<'_>, pen: &mut Pen<'_>, finder: &Finder, help: bool, painted: &mut Painted) {
    let app = view.app;
    let words = view.words;
    let contexts = app.contexts();
    let found: Vec<Offer> = match help {
        true => {
            let found = finder.grouped(&contexts, words, &app.shell.keymap);
            found.into_iter().map(Offer::Action).collect()
        }
        false => finder.offers(&contexts, words, &app.shell.keymap),
    };
    let width = if help { 96 } else { 72 };
    let height = pen
        .height()
        .saturating_sub(4)
        .min(if help { 40 } else { 16 });
    let (id, mark) = if help {
        ("action-help", "?")
    } else {
        ("action-palette", ":")
    };
    let title = words.tr(id);
    let mut inside = popup(
        view,
        pen,
        (width, height),
        &title,
        &words.tr("ui-find-keys"),
    );
    let label = format!("{mark} ");
    let at = inside.text(0, 0, &label, view.style(Role::Key));
    input(view, &mut inside, (at, 0), &finder.line, painted);
    if help && finder.in_groups() {
        inside.text(at + 2, 0, &words.tr("keys-search"), view.style(Role::Dim));
    }
    let lines = usize::from(inside.height().saturating_sub(1));
    let cursor = finder.cursor.min(found.len().saturating_sub(1));
    let listed = listed(&found, help && finder.in_groups());
    let at = listed
        .iter()
        .position(|line| matches!(line, Listed::Key(i, _) if *i == cursor));
    // The name of the first group is seen with its first key.
    let at = at.map_or(0, |at| if at == 1 { 0 } else { at });
    let top = (at + 1).saturating_sub(lines);
    for (y, line) in (1..).zip(listed.iter().skip(top).take(lines)) {
        let (index, offer) = match line {
            Listed::Group(group) => {
                inside.text(0, y, &words.tr(group.title()), view.style(Role::Title));
                continue;
            }
            Listed::Key(index, offer) => (*index, *offer),
        };
        let selected = index == cursor;
        let blocked = match offer {
            Offer::View(_) => None,
            Offer::Action(spec) if spec.works_in(&contexts) => {
                app.available(spec.action).err().map(|why| words.tr(why))
            }
            Offer::Action(spec) => Some(words.say(&spec.elsewhere(words))),
        };
        let base = match (selected, &blocked) {
            (true, _) => view.style(Role::Selected),
            (false, Some(_)) => view.style(Role::Dim),
            (false, None) => view.style(Role::Base),
        };
        if selected {
            inside.text(
                0,
                y,
                &view.look.glyphs.selected.to_string(),
                view.style(Role::Key),
            );
        }
        let keymap = &app.shell.keymap;
        let keys: Vec<String> = match offer {
            Offer::View(_) => keymap.hint(Action::Views).into_iter().collect(),
            Offer::Action(spec) => {
                let keys = keymap.of(spec.action).iter();
                keys.map(|k| view.keys(&keymap::show(k))).collect()
            }
        };
        let key_style = if selected {
            base
        } else {
            view.style(Role::Key)
        };
        let mut row = inside.columns(2, u16::MAX);
        if selected {
            row.tint(y, base);
        }
        let wide = if help { 15 } else { 12 };
        row.text(0, y, &view.fit(&keys.join(" "), wide), key_style);
        let told = match (offer, blocked) {
            (Offer::View(at), _) => finder.views.get(at).cloned().unwrap_or_default(),
            (Offer::Action(spec), Some(why)) => {
                let label = words.tr(&spec.label());
                format!("{label} {} {why}", view.look.glyphs.dot)
            }
            (Offer::Action(spec), None) if help => words.tr(&spec.help()),
            (Offer::Action(spec), None) => words.tr(&spec.label()),
        };
        let room = row.width().saturating_sub(wide + 1);
        row.text(wide + 1, y, &view.fit(&told, room), base);
    }
    if found.is_empty() {
        inside.text(2, 1, &words.tr("ui-nothing-found"), view.style(Role::Dim));
    }
}

/// A line of the help or the palette.
enum Listed {
    /// The name of the group that follows.
    Group(Group),
    /// What is offered, with its place among what was found.
    Key(usize, Offer),
}

fn listed(found: &[Offer], in_groups: bool) -> Vec<Listed> {
    let mut lines = Vec::with_capacity(found.len());
    let mut group = None;
    for (index, offer) in found.iter().enumerate() {
        if let Offer::Action(spec) = offer
            && in_groups
            && group != Some(spec.group())
        {
            group = Some(spec.group());
            lines.push(Listed::Group(spec.group()));
        }
        lines.push(Listed::Key(index, *offer));
    }
    lines
}

fn ask(view: View<'_>, pen: &mut Pen<'_>, confirm: &Confirm, painted: &mut Painted) {
    let words = view.words;
    let lines = text::wrap(&words.say(&confirm.question), 60);
    let keys = words.tr_args("ui-confirm-keys", &[("word", confirm.word.as_str().into())]);
    let height = lines.len() as u16 + 2;
    let mut inside = popup(view, pen, (60, height), "", &keys);
    for (y, line) in lines.iter().enumerate() {
        inside.text(0, y as u16, line, view.style(Role::Bad));
    }
    let y = lines.len() as u16 + 1;
    let at = inside.text(0, y, "> ", view.style(Role::Key));
    input(view, &mut inside, (at, y), &confirm.line, painted);
}

fn choices(view: View<'_>, pen: &mut Pen<'_>, choose: &Choose) {
    let words = view.words;
    let title = words.say(&choose.title);
    let height = choose.options.len() as u16;
    let labels = choose.options.iter().map(|(_, label, _)| words.say(label));
    let widest = labels.map(|l| text::width(&l)).max().unwrap_or(0);
    let width = u16::try_from(widest + 5).unwrap_or(u16::MAX).max(44);
    let mut inside = popup(
        view,
        pen,
        (width, height),
        &title,
        &words.tr("ui-choose-keys"),
    );
    let lines = usize::from(inside.height());
    let top = (choose.cursor + 1).saturating_sub(lines);
    for (line, (letter, label, _)) in choose.options.iter().skip(top).take(lines).enumerate() {
        let y = line as u16;
        let selected = top + line == choose.cursor;
        let base = view.style(if selected { Role::Selected } else { Role::Base });
        if selected {
            inside.text(
                0,
                y,
                &view.look.glyphs.selected.to_string(),
                view.style(Role::Key),
            );
        }
        let key = view.style(if selected { Role::Selected } else { Role::Key });
        inside.text(2, y, &letter.to_string(), key);
        inside.text(4, y, &words.say(label), base);
    }
}

fn read(view: View<'_>, pen: &mut Pen<'_>, reading: &TextView) {
    let words = view.words;
    let width = pen.width().saturating_sub(8).min(100);
    let body = text::clean_lines(&reading.body);
    let lines = text::wrap(&body, width.max(1).into());
    let height = (lines.len() as u16).min(pen.height().saturating_sub(2));
    let title = words.say(&reading.title);
    let mut inside = popup(
        view,
        pen,
        (width, height),
        &title,
        &words.tr("ui-text-keys"),
    );
    let shown = usize::from(inside.height());
    let top = reading.top.min(lines.len().saturating_sub(shown));
    for (y, line) in lines.iter().skip(top).take(shown).enumerate() {
        inside.text(0, y as u16, line, view.style(Role::Base));
    }
}
