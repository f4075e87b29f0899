//! The settings there are.

use crate::domain::nearest::nearest_path;

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text but the empty one.
    Text,
    /// A file or directory.
    Path,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Switch,
    /// A whole number from 0 to this.
    Number(u32),
}

/// A setting.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// `table.key` in the file.
    pub key: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// The environment variable that overrides the files.
    pub env: Option<&'static str>,
}

/// Every setting; `config/default.toml` names each once.
pub const SETTINGS: &[Spec] = &[
    text("company", Some("ENCOURS_COMPANY")),
    path("database.data_dir", Some("ENCOURS_DATA_DIR")),
    text("database.url", Some("ENCOURS_DATABASE_URL")),
    of(
        "date.order",
        Kind::Choice(&["auto", "day-month", "month-day"]),
        Some("ENCOURS_DATE_ORDER"),
    ),
    path("documents.folder", Some("ENCOURS_DOCUMENTS")),
    path("export.dir", Some("ENCOURS_EXPORT_DIR")),
    of(
        "language",
        Kind::Choice(&["auto", "en", "fr"]),
        Some("ENCOURS_LANGUAGE"),
    ),
    of("screen.ascii", Kind::Switch, Some("ENCOURS_ASCII")),
    of("screen.idle_minutes", Kind::Number(1440), None),
    path("screen.keymap", None),
    text("screen.theme", Some("ENCOURS_THEME")),
    of(
        "screen.tips",
        Kind::Choice(&["on", "off"]),
        Some("ENCOURS_TIPS"),
    ),
    text("screen.tips_dismissed", None),
    path("smtp.ca_file", Some("ENCOURS_SMTP_CA_FILE")),
    path("smtp.credential_file", Some("ENCOURS_SMTP_CREDENTIAL_FILE")),
    text("smtp.host", Some("ENCOURS_SMTP_HOST")),
    of("smtp.port", Kind::Number(65535), Some("ENCOURS_SMTP_PORT")),
    of(
        "smtp.tls",
        Kind::Choice(&["required", "wrapped", "none"]),
        Some("ENCOURS_SMTP_TLS"),
    ),
    text("smtp.user", Some("ENCOURS_SMTP_USER")),
];

const fn of(key: &'static str, kind: Kind, env: Option<&'static str>) -> Spec {
    Spec { key, kind, env }
}

const fn text(key: &'static str, env: Option<&'static str>) -> Spec {
    of(key, Kind::Text, env)
}

const fn path(key: &'static str, env: Option<&'static str>) -> Spec {
    of(key, Kind::Path, env)
}

/// The setting of that key.
pub fn find(key: &str) -> Option<&'static Spec> {
    SETTINGS.iter().find(|spec| spec.key == key)
}

/// The key that was probably meant.
pub fn meant(key: &str) -> Option<&'static str> {
    nearest_path(key, SETTINGS.iter().map(|spec| spec.key))
}
