//! The themes there are: the program's, and the person's own files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{io_reason, load};
use crate::i18n::Message;
use crate::ui::Theme;
use crate::ui::theme::{Depth, NAMES};

/// All themes, read once at the start: changing it later waits for no file.
#[derive(Debug, Clone)]
pub struct Themes {
    depth: Depth,
    own: BTreeMap<String, Result<Theme, Message>>,
}

impl Themes {
    /// The program's alone.
    pub fn built_in(depth: Depth) -> Themes {
        Themes {
            depth,
            own: BTreeMap::new(),
        }
    }

    /// With those in a folder; that there is none is no mistake.
    pub fn with_folder(depth: Depth, folder: &Path) -> Themes {
        let mut themes = Themes::built_in(depth);
        let Ok(entries) = std::fs::read_dir(folder) else {
            return themes;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_stem().and_then(|name| name.to_str());
            let (Some(name), Some("toml")) = (name, path.extension().and_then(|e| e.to_str()))
            else {
                continue;
            };
            let at = path.display().to_string();
            let read = std::fs::read_to_string(&path)
                .map_err(|error| {
                    Message::new("ui-theme-wrong").with("why", Message::new(io_reason(&error)))
                })
                .and_then(|text| Theme::parse(&text, depth))
                .map_err(|why| {
                    Message::new("ui-theme-file")
                        .with("path", at)
                        .with("why", why)
                });
            themes.own.insert(name.to_owned(), read);
        }
        themes
    }

    /// The program's, and those of the person's folder if there is a home.
    pub fn usual(depth: Depth) -> Themes {
        match load::own_themes() {
            Some(folder) => Themes::with_folder(depth, &folder),
            None => Themes::built_in(depth),
        }
    }

    /// Their names, the program's first.
    pub fn names(&self) -> Vec<String> {
        let own = self
            .own
            .keys()
            .filter(|name| !NAMES.contains(&name.as_str()));
        NAMES
            .map(str::to_owned)
            .into_iter()
            .chain(own.cloned())
            .collect()
    }

    /// The theme of that name: the person's own first.
    ///
    /// # Errors
    /// There is none, or its file cannot be used.
    pub fn get(&self, name: &str) -> Result<Theme, Message> {
        match self.own.get(name) {
            Some(own) => own.clone(),
            None if NAMES.contains(&name) => Ok(Theme::named(name, self.depth)),
            None => Err(Message::new("ui-theme-unknown")
                .with("theme", name)
                .with("choices", self.names().join(", "))),
        }
    }
}
