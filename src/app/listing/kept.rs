//! The choice of columns, and the views that a person keeps.

use super::{Adjustable, View};
use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::overlay::{Choose, Overlay};
use crate::app::shell::{Shell, Tone};
use crate::domain::list::{Field, Key, Place, SavedView};
use crate::i18n::Message;

const KEEP: &str = "keep";
const OWN: &str = "own";

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

/// The views kept of a list, by their place among all.
pub(super) fn choose_view(listing: &dyn Adjustable, views: &[SavedView]) -> Choose {
    let kept = views.iter().enumerate();
    let kept = kept.filter(|(_, view)| view.list == listing.name());
    let mut options: Vec<_> = ('a'..='z')
        .zip(kept)
        .map(|(letter, (at, view))| {
            let label = Message::new("ui-view").with("name", view.name.as_str());
            (letter, label, at.to_string())
        })
        .collect();
    options.push(('K', Message::new("ui-view-keep"), KEEP.to_owned()));
    options.push(('O', Message::new("ui-view-own"), OWN.to_owned()));
    Choose {
        title: Message::new("ui-views"),
        options,
        cursor: 0,
        then: Action::Views,
    }
}

/// What is shown, to be kept; named after itself, the person's file can call it otherwise.
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
        match value {
            KEEP => match saved(listing) {
                None => self.shell.say(Message::new("ui-view-nothing"), Tone::Plain),
                Some(view) => {
                    let said = Message::new("ui-view-kept").with("name", view.name.as_str());
                    if !self.shell.views.contains(&view) {
                        self.shell.views.push(view.clone());
                        self.shell.effects.push(Effect::KeepView(view));
                    }
                    self.shell.say(said, Tone::Good);
                }
            },
            OWN => self.adjust(|view| *view = View::default()),
            place => {
                let kept = place.parse::<usize>().ok();
                let kept = kept.and_then(|at| self.shell.views.get(at));
                match kept.map(|view| restored(view, listing, &self.shell)) {
                    Some(Ok(wanted)) => self.adjust(|view| *view = wanted),
                    Some(Err(why)) => self.shell.say(why, Tone::Bad),
                    None => {}
                }
            }
        }
    }
}
