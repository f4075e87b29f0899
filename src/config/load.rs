//! The layers, from the built-in sample to the command line.

use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::chosen;
use super::document::Document;
use super::error::{ConfigError, Spot};
use super::spec::{self, Kind, SETTINGS, Spec};
use super::{Config, Origin, Value};

/// The sample, which is the first layer: defaults and documentation cannot differ.
pub const DEFAULTS: &str = include_str!("../../config/default.toml");

/// Where the layers are taken from; tests give their own.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Files from the weakest to the strongest; those that are missing are passed over.
    pub files: Vec<PathBuf>,
    /// Environment variables.
    pub environment: Vec<(String, String)>,
    /// Settings given on the command line.
    pub flags: Vec<(&'static str, String)>,
}

impl Sources {
    /// The machine's file, the person's, what was chosen in the cockpit, and the process's environment.
    pub fn usual() -> Self {
        let mut files = vec![PathBuf::from("/etc/encours/config.toml")];
        files.extend(own_file());
        files.extend(chosen::file());
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| name.starts_with("ENCOURS_"))
            .collect();
        Self {
            files,
            environment,
            flags: Vec::new(),
        }
    }
}

/// The person's own file, if there is a home.
pub fn own_file() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "encours")
        .map(|dirs| dirs.config_dir().join("config.toml"))
}

/// The folder of the person's own themes, if there is a home: `<name>.toml` each.
pub fn own_themes() -> Option<PathBuf> {
    own_file().map(|file| file.with_file_name("themes"))
}

/// Reads every layer.
///
/// # Errors
/// The first thing that is wrong, with its file and line.
pub fn load(sources: &Sources) -> Result<Config, ConfigError> {
    let mut config = Config::default();
    let sample = Document {
        path: PathBuf::from("default.toml"),
        text: DEFAULTS.to_owned(),
    };
    config.lay_file(&sample, |_| Origin::Default)?;
    for path in &sources.files {
        if let Some(document) = Document::read(path)? {
            config.lay_file(&document, |line| Origin::File(path.clone(), line))?;
        }
    }
    for spec in SETTINGS {
        let Some(name) = spec.env else { continue };
        let given = sources.environment.iter().find(|(given, _)| given == name);
        // An empty variable is how a shell script says "not set".
        if let Some((_, text)) = given.filter(|(_, text)| !text.is_empty()) {
            let value = parse(spec, text, Spot::Name(name.to_owned()))?;
            config
                .values
                .insert(spec.key, (value, Origin::Environment(name)));
        }
    }
    for (key, text) in &sources.flags {
        if let Some(spec) = spec::find(key) {
            let value = parse(spec, text, Spot::Name((*key).to_owned()))?;
            config.values.insert(spec.key, (value, Origin::Flag));
        }
    }
    Ok(config)
}

impl Config {
    fn lay_file(
        &mut self,
        document: &Document,
        origin: impl Fn(usize) -> Origin,
    ) -> Result<(), ConfigError> {
        let table = document.table()?;
        for (key, value) in flatten(table.get_ref(), "") {
            let at = document.spot(value.span());
            let Some(spec) = spec::find(&key) else {
                return Err(ConfigError::UnknownKey {
                    at,
                    meant: spec::meant(&key),
                    key,
                });
            };
            let line = document.line(value.span());
            let value = convert(spec, value.get_ref(), at)?;
            self.values.insert(spec.key, (value, origin(line)));
        }
        Ok(())
    }
}

/// `table.key` and its value, for tables of any depth.
fn flatten<'t>(table: &'t DeTable<'t>, prefix: &str) -> Vec<(String, &'t Spanned<DeValue<'t>>)> {
    let mut flat = Vec::new();
    for (key, value) in table.iter() {
        let name = match prefix {
            "" => key.get_ref().to_string(),
            prefix => format!("{prefix}.{}", key.get_ref()),
        };
        match value.get_ref() {
            DeValue::Table(inner) if spec::find(&name).is_none() => {
                flat.extend(flatten(inner, &name));
            }
            _ => flat.push((name, value)),
        }
    }
    flat
}

fn convert(spec: &Spec, value: &DeValue<'_>, at: Spot) -> Result<Value, ConfigError> {
    match (spec.kind, value) {
        (Kind::Text | Kind::Path | Kind::Choice(_), DeValue::String(text)) => parse(spec, text, at),
        (Kind::Switch, DeValue::Boolean(on)) => Ok(Value::Switch(*on)),
        (Kind::Number(_), DeValue::Integer(number)) => parse(spec, number.as_str(), at),
        _ => Err(wrong_kind(spec, at)),
    }
}

fn parse(spec: &Spec, text: &str, at: Spot) -> Result<Value, ConfigError> {
    match spec.kind {
        Kind::Text | Kind::Path if text.is_empty() => Err(wrong_kind(spec, at)),
        // a relative one would mean another place in each directory
        Kind::Path if !std::path::Path::new(text).is_absolute() => Err(ConfigError::WrongKind {
            at,
            key: spec.key,
            wanted: "absolute",
            most: 0,
        }),
        Kind::Text | Kind::Path => Ok(Value::Text(text.to_owned())),
        Kind::Choice(choices) if choices.contains(&text) => Ok(Value::Text(text.to_owned())),
        Kind::Choice(choices) => Err(ConfigError::no_such_choice(
            at,
            spec.key,
            text,
            choices.iter().copied(),
        )),
        Kind::Switch => match text {
            "true" | "1" | "yes" | "on" => Ok(Value::Switch(true)),
            "false" | "0" | "no" | "off" => Ok(Value::Switch(false)),
            _ => Err(wrong_kind(spec, at)),
        },
        Kind::Number(most) => text
            .parse()
            .ok()
            .filter(|number| *number <= most)
            .map(Value::Number)
            .ok_or_else(|| wrong_kind(spec, at)),
    }
}

fn wrong_kind(spec: &Spec, at: Spot) -> ConfigError {
    let (wanted, most) = match spec.kind {
        Kind::Text | Kind::Path | Kind::Choice(_) => ("text", 0),
        Kind::Switch => ("switch", 0),
        Kind::Number(most) => ("number", most),
    };
    ConfigError::WrongKind {
        at,
        key: spec.key,
        wanted,
        most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str) -> Result<Config, ConfigError> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        load(&Sources {
            files: vec![path],
            ..Sources::default()
        })
    }

    #[test]
    fn the_sample_names_every_setting_and_no_other() {
        let config = load(&Sources::default()).unwrap();
        let mut table = String::new();
        let mut named = Vec::new();
        for line in DEFAULTS.lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                table = format!("{name}.");
            } else if let Some((key, _)) = line.split_once(" = ") {
                named.push(format!("{table}{}", key.trim_start_matches('#')));
            }
        }
        named.sort();
        let settings: Vec<&str> = SETTINGS.iter().map(|spec| spec.key).collect();
        assert_eq!(named, settings);
        assert_eq!(config.theme(), "auto");
        assert_eq!(config.smtp().port, 587);
        assert_eq!(config.database_url(), None);
        for spec in SETTINGS.iter().filter_map(|spec| spec.env) {
            assert!(DEFAULTS.contains(spec), "{spec} is not in the sample");
        }
    }

    #[test]
    fn later_layers_win_and_every_value_knows_its_origin() {
        let directory = tempfile::tempdir().unwrap();
        let machine = directory.path().join("machine.toml");
        let own = directory.path().join("own.toml");
        std::fs::write(
            &machine,
            "company = \"M\"\nlanguage = \"fr\"\n[screen]\nascii = true\n",
        )
        .unwrap();
        std::fs::write(&own, "\n\ncompany = \"O\"\n").unwrap();
        let config = load(&Sources {
            files: vec![
                machine.clone(),
                own.clone(),
                directory.path().join("missing"),
            ],
            environment: vec![
                ("ENCOURS_THEME".into(), "light".into()),
                ("ENCOURS_ASCII".into(), String::new()),
                ("ENCOURS_COMPANY".into(), "E".into()),
            ],
            flags: vec![("company", "F".into())],
        })
        .unwrap();
        let origin = |key: &str| config.get(key).map(|(_, origin)| origin.clone());
        assert_eq!(config.company(), Some("F"));
        assert_eq!(origin("company"), Some(Origin::Flag));
        assert_eq!(origin("language"), Some(Origin::File(machine.clone(), 2)));
        assert_eq!(origin("screen.ascii"), Some(Origin::File(machine, 4)));
        assert_eq!(
            origin("screen.theme"),
            Some(Origin::Environment("ENCOURS_THEME"))
        );
        assert_eq!(origin("screen.idle_minutes"), Some(Origin::Default));
    }

    #[test]
    fn an_unknown_key_names_its_line_and_what_was_meant() {
        let error = with_file("language = \"en\"\n[screen]\ntheem = \"dark\"\n").unwrap_err();
        let ConfigError::UnknownKey {
            at: Spot::Line(_, 3),
            key,
            meant,
        } = error
        else {
            panic!("{error:?}");
        };
        assert_eq!(
            (key.as_str(), meant),
            ("screen.theem", Some("screen.theme"))
        );
        // The right word outside its table.
        let error = with_file("idle_minutes = 5\n").unwrap_err();
        assert_eq!(error.params()["meant"], "screen.idle_minutes");
        assert_eq!(
            with_file("zzz = 1\n").unwrap_err().key(),
            "config-error-unknown-key"
        );
    }

    #[test]
    fn values_of_another_kind_are_refused_with_what_is_wanted() {
        for (text, key) in [
            ("language = 3", "config-error-wants-text"),
            ("language = \"de\"", "config-error-no-such-choice"),
            ("language = \"fra\"", "config-error-no-such-choice-meant"),
            (
                "[smtp]\ntls = \"requred\"",
                "config-error-no-such-choice-meant",
            ),
            ("company = \"\"", "config-error-wants-text"),
            ("[screen]\nascii = \"on\"", "config-error-wants-switch"),
            ("[smtp]\nport = 70000", "config-error-wants-number"),
            ("[smtp]\nport = -1", "config-error-wants-number"),
            ("smtp = 3", "config-error-unknown-key"),
            ("[screen", "config-error-syntax"),
        ] {
            assert_eq!(with_file(text).unwrap_err().key(), key, "{text}");
        }
    }
}
