//! The views of lists that a person keeps: a file of their own beside the settings, in which the cockpit adds, renames
//! and removes single views.

use std::io;
use std::ops::Range;
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
            "# Views of lists. Yours to change: the cockpit adds at the end, renames and removes what it is asked to, and leaves the rest.\n".to_owned()
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

/// Calls the first view of this list and name otherwise; the rest of the file stays as it is.
///
/// # Errors
/// The system's; a file that cannot be changed without touching something else.
pub fn rename(path: &Path, list: &str, from: &str, to: &str) -> io::Result<()> {
    change(path, list, from, |views, at, lines, block| {
        let name = format!("name = {}", Value::from(to));
        let named = |line: &String| line.trim_start().starts_with("name");
        match lines[block.clone()].iter().position(named) {
            Some(line) => lines[block.start + line] = name,
            None => lines.insert(block.start + 1, name),
        }
        to.clone_into(&mut views[at].name);
    })
}

/// Removes the first view of this list and name; the rest of the file stays as it is.
///
/// # Errors
/// As [`rename`].
pub fn remove(path: &Path, list: &str, name: &str) -> io::Result<()> {
    change(path, list, name, |views, at, lines, block| {
        lines.drain(block);
        views.remove(at);
    })
}

/// Changes the lines of one view. What is then read must be what was meant, or nothing is written: a person's file
/// can be written in more ways than are understood here.
fn change(
    path: &Path,
    list: &str,
    name: &str,
    edit: impl FnOnce(&mut Vec<SavedView>, usize, &mut Vec<String>, Range<usize>),
) -> io::Result<()> {
    let unclear = |why: String| io::Error::new(io::ErrorKind::InvalidData, why);
    let text = std::fs::read_to_string(path)?;
    let mut views = read(&text).map_err(unclear)?;
    let Some(at) = views.iter().position(|v| v.list == list && v.name == name) else {
        return Ok(());
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let begins = |(n, line): (usize, &String)| (line.trim() == "[[view]]").then_some(n);
    let starts: Vec<usize> = lines.iter().enumerate().filter_map(begins).collect();
    let Some(&start) = starts.get(at) else {
        return Err(unclear(name.to_owned()));
    };
    let next = starts.get(at + 1).copied().unwrap_or(lines.len());
    // Comments and empty lines behind it are the person's.
    let said = |line: &String| !line.trim().is_empty() && !line.trim().starts_with('#');
    let end = lines[start..next].iter().rposition(said);
    let end = start + end.map_or(1, |last| last + 1);
    edit(&mut views, at, &mut lines, start..end);
    let text = lines.join("\n") + "\n";
    match read(&text) {
        Ok(read) if read == views => chosen::replace(path, &text),
        _ => Err(unclear(name.to_owned())),
    }
}

/// Why the views cannot be read: the file, and what is wrong with it.
#[derive(Debug)]
pub struct Unreadable {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, with its place where that is known.
    pub why: String,
}

/// The views that the person keeps.
///
/// # Errors
/// A file that is there and cannot be read or understood.
pub fn kept() -> Result<Vec<SavedView>, Unreadable> {
    let Some(path) = file() else {
        return Ok(Vec::new());
    };
    let read = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(super::io_reason(&error).to_owned()),
        Ok(text) => read(&text),
    };
    read.map_err(|why| Unreadable { path, why })
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

    #[test]
    fn a_view_is_called_otherwise_or_removed_and_what_the_person_wrote_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("views.toml");
        let text = "# mine\n[[view]]\nlist = \"items\"\nname = \"a\"\n# about the next\n\n[[view]]\nlist = \"items\"\n\
                    columns = [\n  \"name\",\n]\nname = 'b'\n# the end\n";
        std::fs::write(&path, text).unwrap();
        rename(&path, "items", "b", "late \"and\" large").unwrap();
        let now = std::fs::read_to_string(&path).unwrap();
        let names: Vec<String> = read(&now).unwrap().into_iter().map(|v| v.name).collect();
        assert_eq!(names, ["a", "late \"and\" large"]);
        remove(&path, "items", "a").unwrap();
        remove(&path, "promises", "a").unwrap();
        let now = std::fs::read_to_string(&path).unwrap();
        let left = read(&now).unwrap();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].columns, ["name"]);
        for comment in ["# mine", "# about the next", "# the end"] {
            assert!(now.contains(comment), "{now}");
        }
    }

    #[test]
    fn a_file_written_in_a_way_that_is_not_understood_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("views.toml");
        let text = "view = [{ list = \"items\", name = \"a\" }]\n";
        std::fs::write(&path, text).unwrap();
        assert!(remove(&path, "items", "a").is_err());
        assert!(rename(&path, "items", "a", "b").is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}
