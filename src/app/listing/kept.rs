//! The choice of columns, and the views that a person keeps.

use serde_json::Value;

use super::{Adjustable, View};
use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::form::{Field as FormField, Form};
use crate::app::overlay::{Choose, Finder, Overlay};
use crate::app::screen::{Kind, Screen};
use crate::app::shell::{Shell, Tone};
use crate::domain::list::{Field, Key, Place, SavedView};
use crate::i18n::Message;

const KEEP: &str = "keep";
const OWN: &str = "own";
const RENAME: &str = "rename";
const REMOVE: &str = "remove";

/// Forms in which a view is named or removed; they write nothing to the ledger.
const KEEPING: &str = "view-keep";
const RENAMING: &str = "view-rename";
const REMOVING: &str = "view-remove";

/// The columns a list can show.
fn columns(listing: &dyn Adjustable) -> Vec<&'static Field> {
    let mut fields = listing.fields();
    fields.retain(|f| matches!(f.place, Place::Shown(_) | Place::Hidden));
    fields
}

/// Which columns are shown; each choice turns one on or off.
pub(super) fn choose_columns(listing: &dyn Adjustable, shell: &Shell, cursor: usize) -> Choose {
    let letters = ('a'..='z').chain('A'..='Z');
    let options = letters.zip(columns(listing)).map(|(letter, field)| {
        let key = match listing.shows(field) {
            true => "ui-column-shown",
            false => "ui-column-hidden",
        };
        let label = Message::new(key).with("column", shell.head(field));
        (letter, label, field.key.to_owned())
    });
    Choose {
        title: Message::new("ui-columns"),
        options: options.collect(),
        cursor,
        then: Action::Columns,
    }
}

/// The views kept of a list, by their place among all, each value with this word before it.
fn listed(
    listing: &dyn Adjustable,
    views: &[SavedView],
    word: &str,
) -> Vec<(char, Message, String)> {
    let kept = views.iter().enumerate();
    let kept = kept.filter(|(_, view)| view.list == listing.name());
    let option = |(letter, (at, view)): (char, (usize, &SavedView))| {
        let label = Message::new("ui-view").with("name", view.name.as_str());
        (letter, label, format!("{word}{at}"))
    };
    ('a'..='z').zip(kept).map(option).collect()
}

/// The views kept of a list, and what can be done with them.
pub(super) fn choose_view(listing: &dyn Adjustable, views: &[SavedView]) -> Choose {
    let mut options = listed(listing, views, "");
    let some = !options.is_empty();
    options.push(('K', Message::new("ui-view-keep"), KEEP.to_owned()));
    if some {
        options.push(('R', Message::new("ui-view-rename"), RENAME.to_owned()));
        options.push(('D', Message::new("ui-view-remove"), REMOVE.to_owned()));
    }
    options.push(('O', Message::new("ui-view-own"), OWN.to_owned()));
    Choose {
        title: Message::new("ui-views"),
        options,
        cursor: 0,
        then: Action::Views,
    }
}

/// Which view is to be named otherwise or removed.
fn choose_one(listing: &dyn Adjustable, views: &[SavedView], word: &str) -> Choose {
    Choose {
        title: Message::new(format!("ui-view-{word}")),
        options: listed(listing, views, &format!("{word} ")),
        cursor: 0,
        then: Action::Views,
    }
}

/// What is shown, to be kept; named after itself until the person names it.
fn saved(listing: &dyn Adjustable) -> Option<SavedView> {
    let View {
        filter,
        order,
        columns,
    } = listing.view().clone();
    let sort = order.map_or(String::new(), |order| match order.descending {
        true => format!("{}:desc", order.field),
        false => order.field.to_owned(),
    });
    let columns: Vec<String> = columns
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut name: Vec<&str> = [filter.as_str(), &sort].into();
    name.retain(|part| !part.is_empty());
    let name = match name.is_empty() {
        true => columns.join(", "),
        false => name.join(", "),
    };
    (!name.is_empty()).then(|| SavedView {
        list: listing.name().to_owned(),
        name,
        filter,
        sort,
        columns,
    })
}

/// A kept view as a view of this list; what it names and the list has not, is passed over.
///
/// # Errors
/// The sentence that says why its filter is not understood: without it the list would show too much.
fn restored(saved: &SavedView, listing: &dyn Adjustable, shell: &Shell) -> Result<View, Message> {
    let fields = listing.fields();
    shell.conditions(&saved.filter, &fields)?;
    let (key, descending) = match saved.sort.split_once(':') {
        Some((key, way)) => (key, way == "desc"),
        None => (saved.sort.as_str(), false),
    };
    let order = fields.iter().find(|f| f.sorts && f.key == key);
    let known = columns(listing).into_iter().map(|f| f.key);
    let columns: Vec<&str> = known
        .filter(|key| saved.columns.iter().any(|c| c == key))
        .collect();
    Ok(View {
        filter: saved.filter.clone(),
        order: order.map(|field| Key {
            field: field.key,
            descending,
        }),
        columns: (!columns.is_empty()).then_some(columns),
    })
}

impl App {
    /// Shows a column or leaves it out; the last one stays.
    pub(super) fn turn_column(&mut self, key: &str) {
        let Some(listing) = self.listing() else {
            return;
        };
        let all = columns(listing);
        let cursor = all.iter().position(|f| f.key == key).unwrap_or(0);
        let shown = all
            .into_iter()
            .filter(|f| listing.shows(f) != (f.key == key));
        let shown: Vec<&'static str> = shown.map(|f| f.key).collect();
        if !shown.is_empty() {
            self.adjust(|view| view.columns = Some(shown));
        }
        if let Some(listing) = self.listing() {
            let choose = choose_columns(listing, &self.shell, cursor);
            self.shell.open(Overlay::Choose(choose));
        }
    }

    /// Shows a kept view or the list's own, or keeps what is shown.
    pub(super) fn turn_view(&mut self, value: &str) {
        let Some(listing) = self.listing() else {
            return;
        };
        let (word, place) = value.split_once(' ').unwrap_or((value, value));
        let one = place.parse().ok();
        let one = one.and_then(|at: usize| self.shell.views.get(at)).cloned();
        match (word, one) {
            (KEEP, _) => match saved(listing) {
                None => self.shell.say(Message::new("ui-view-nothing"), Tone::Plain),
                Some(view) if self.shell.views.iter().any(|v| same(v, &view)) => {
                    let known = self.shell.views.iter().find(|v| same(v, &view));
                    let name = known.map_or("", |known| &known.name);
                    let said = Message::new("ui-view-kept").with("name", name);
                    self.shell.say(said, Tone::Good);
                }
                Some(view) => {
                    let form = about_view(KEEPING, &view, "");
                    self.shell.open_form(form.field(name_of(&view.name)));
                }
            },
            (RENAME | REMOVE, None) => {
                let choose = choose_one(listing, &self.shell.views, word);
                self.shell.open(Overlay::Choose(choose));
            }
            (RENAME, Some(view)) => {
                let form = about_view(RENAMING, &view, &view.name);
                self.shell.open_form(form.field(name_of(&view.name)));
            }
            (REMOVE, Some(view)) => {
                let word = self.shell.words.tr("ui-view-remove-word");
                let form = about_view(REMOVING, &view, &view.name);
                self.shell.open_form(form.danger(&word));
            }
            (OWN, _) => self.adjust(|view| *view = View::default()),
            (_, Some(view)) => match restored(&view, listing, &self.shell) {
                Ok(wanted) => self.adjust(|view| *view = wanted),
                Err(why) => self.shell.say(why, Tone::Bad),
            },
            (_, None) => {}
        }
    }

    /// Opens the palette: what was done by it before comes first, and the views are in it.
    pub(in crate::app) fn open_palette(&mut self) {
        let words = &self.shell.words;
        let views = self.shell.views.iter().map(|view| {
            let screen = home(&view.list).and_then(Screen::new);
            let screen = screen.map_or(String::new(), |screen| words.tr(screen.title()));
            let called = Message::new("ui-view-of")
                .with("screen", screen)
                .with("name", view.name.as_str());
            words.say(&called)
        });
        let finder = Finder {
            recent: self.shell.recent.clone(),
            views: views.collect(),
            ..Finder::default()
        };
        self.shell.open(Overlay::Palette(finder));
    }

    /// Shows a view on the screen of its list.
    pub(in crate::app) fn open_view(&mut self, at: usize) {
        let Some(view) = self.shell.views.get(at).cloned() else {
            return;
        };
        let is_here = |app: &App| app.listing().is_some_and(|l| l.name() == view.list);
        if !is_here(self)
            && let Some(kind) = home(&view.list)
        {
            self.shell.go_to(kind);
            self.navigate();
        }
        if is_here(self) {
            return self.turn_view(&at.to_string());
        }
        let said = Message::new("ui-view-elsewhere").with("name", view.name);
        self.shell.say(said, Tone::Plain);
    }

    /// Takes in what was typed in a form about a view; gives back a form that is about something else.
    pub(in crate::app) fn view_entered(&mut self, mut form: Form, body: &Value) -> Option<Form> {
        if ![KEEPING, RENAMING, REMOVING].contains(&form.id) {
            return Some(form);
        }
        let word = |key: &str| body[key].as_str().unwrap_or_default().trim().to_owned();
        let (list, from, to) = (word("list"), word("from"), word("name"));
        let shell = &mut self.shell;
        let taken = shell.views.iter().any(|v| v.list == list && v.name == to);
        if taken && form.id != REMOVING && from != to {
            form.error = Some(Message::new("ui-view-name-taken").with("name", to));
            shell.overlays.push(Overlay::Form(Box::new(form)));
            return None;
        }
        let at = shell
            .views
            .iter()
            .position(|v| v.list == list && v.name == from);
        let said = match (form.id, at) {
            (REMOVING, Some(at)) => {
                shell.views.remove(at);
                shell.effects.push(Effect::DropView(list, from.clone()));
                Message::new("ui-view-removed").with("name", from)
            }
            (RENAMING, Some(at)) => {
                shell.views[at].name.clone_from(&to);
                let said = Message::new("ui-view-renamed").with("name", to.as_str());
                shell.effects.push(Effect::RenameView { list, from, to });
                said
            }
            (KEEPING, _) => {
                let shown = self.listing().filter(|listing| listing.name() == list);
                let view = shown
                    .and_then(saved)
                    .map(|view| SavedView { name: to, ..view });
                let view = view?;
                let said = Message::new("ui-view-kept").with("name", view.name.as_str());
                self.shell.views.push(view.clone());
                self.shell.effects.push(Effect::KeepView(view));
                said
            }
            _ => return None,
        };
        self.shell.say(said, Tone::Good);
        None
    }
}

/// The screen that shows a list.
fn home(list: &str) -> Option<Kind> {
    Some(match list {
        "worklist" => Kind::Worklist,
        "alerts" => Kind::Alerts,
        "items" => Kind::Invoices,
        "promises" => Kind::Promises,
        "disputes" => Kind::Disputes,
        "reminders" => Kind::Reminders,
        "aging" => Kind::Aged,
        "activity" => Kind::Activity,
        "breaches" | "holds" | "limit-requests" => Kind::Credit,
        "orders" | "documents" => Kind::Pipeline,
        _ => return None,
    })
}

/// A form about a view of a list.
fn about_view(id: &'static str, view: &SavedView, from: &str) -> Form {
    Form::new(id, "", from, &view.list)
        .fixed("list", view.list.as_str())
        .fixed("from", from)
}

/// The field that names a view, with the name it has.
fn name_of(name: &str) -> FormField {
    FormField::text("name")
        .required()
        .offering(Some(name.to_owned()))
}

/// Whether two views show the same, whatever they are called.
fn same(one: &SavedView, other: &SavedView) -> bool {
    let name = one.name.clone();
    *one == SavedView {
        name,
        ..other.clone()
    }
}
