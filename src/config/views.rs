//! The views of lists that a person keeps: a file of their own beside the settings, to which the cockpit adds.

use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{chosen, load};
use crate::domain::list::SavedView;

const KEYS: [&str; 5] = ["list", "name", "filter", "sort", "columns"];

/// Where it is, if there is a home.
pub fn file() -> Option<PathBuf> {
    load::own_file().map(|file| file.with_file_name("views.toml"))
}

/// The views in the text of such a file.
///
/// # Errors
/// What is wrong, with its place where that is known.
pub fn read(text: &str) -> Result<Vec<SavedView>, String> {
    let table: Table = text.parse().map_err(|e: toml::de::Error| {
        let line = e
            .span()
            .map_or(1, |s| text[..s.start].lines().count().max(1));
        format!("{line}: {}", e.message())
    })?;
    let mut views = Vec::new();
    for (key, value) in table {
        let Value::Array(entries) = value else {
            return Err(key);
        };
        if key != "view" {
            return Err(key);
        }
        for entry in entries {
            views.push(view(&entry)?);
        }
    }
    Ok(views)
}

fn view(entry: &Value) -> Result<SavedView, String> {
    let table = entry.as_table().ok_or("view")?;
    if let Some(unknown) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(unknown.clone());
    }
    let text = |key: &str| match table.get(key) {
        None => Ok(String::new()),
        Some(value) => value.as_str().map(str::to_owned).ok_or(key.to_owned()),
    };
    let columns = match table.get("columns") {
        None => Some(Vec::new()),
        Some(value) => value.as_array().and_then(|columns| {
            let words = columns.iter().map(|c| c.as_str().map(str::to_owned));
            words.collect()
        }),
    };
    Ok(SavedView {
        list: text("list")?,
        name: text("name")?,
        filter: text("filter")?,
        sort: text("sort")?,
        columns: columns.ok_or("columns")?,
    })
}

/// Adds a view at the end; what the person has written stays as it is.
///
/// # Errors
/// The system's.
pub fn keep(path: &Path, view: &SavedView) -> io::Result<()> {
    let mut text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            "# Views of lists. Yours to change: the cockpit only adds at the end.\n".to_owned()
        }
        read => read?,
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str("\n[[view]]\n");
    let texts = [
        ("list", &view.list),
        ("name", &view.name),
        ("filter", &view.filter),
        ("sort", &view.sort),
    ];
    for (key, value) in texts.into_iter().filter(|(_, value)| !value.is_empty()) {
        text.push_str(&format!("{key} = {}\n", Value::from(value.as_str())));
    }
    if !view.columns.is_empty() {
        text.push_str(&format!(
            "columns = {}\n",
            Value::from(view.columns.clone())
        ));
    }
    chosen::replace(path, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_below_what_the_person_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config/views.toml");
        let late = SavedView {
            list: "items".into(),
            name: "late \"and\" large\n".into(),
            filter: "late>30 amount>10k -disputed \"acme\"".into(),
            sort: "due_on:desc".into(),
            columns: vec!["name".into(), "open".into()],
        };
        let plain = SavedView {
            list: "promises".into(),
            name: "p".into(),
            ..SavedView::default()
        };
        keep(&path, &late).unwrap();
        let mine = std::fs::read_to_string(&path).unwrap() + "# mine";
        std::fs::write(&path, &mine).unwrap();
        keep(&path, &plain).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(&mine), "{text}");
        assert_eq!(read(&text).unwrap(), [late, plain]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(read("").unwrap(), []);
        for (text, named) in [
            ("[[view]]\nlits = \"items\"", "lits"),
            ("[[view]]\nlist = 3", "list"),
            ("[[view]]\ncolumns = \"name\"", "columns"),
            ("[[views]]\nlist = \"items\"", "views"),
            ("view = 1", "view"),
            ("[[view]]\n\nlist = ", "3: "),
        ] {
            let why = read(text).unwrap_err();
            assert!(why.contains(named), "{text}: {why}");
        }
    }
}
