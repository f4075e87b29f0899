//! What a template may hold, and rendering it within bounds.
//!
//! A template names values, filters them, loops over lists and chooses: nothing else. What could
//! multiply text without end (arithmetic, concatenation, variables, macros, recursion) is refused
//! when the template is saved, so that fuel, output and time bounds are a second line only.

use std::io;
use std::time::{Duration, Instant};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

/// Bytes a rendered part may have.
pub const MOST_BYTES: usize = 256 * 1024;
/// Bytes a template may have.
const MOST_SOURCE: usize = 64 * 1024;
/// What multiplies is ended by the fuel and by the bytes, in a fraction of this: a good letter must not fail because a
/// busy machine has taken the processor away for a while.
const MOST_TIME: Duration = Duration::from_secs(2);
const FUEL: u64 = 200_000;

/// Words that begin a `{% … %}`.
const STATEMENTS: [&str; 6] = ["for", "endfor", "if", "elif", "else", "endif"];
/// Characters of an expression: names, calls, comparisons and short literals.
const EXPRESSION: &str = "_ .|(),\"'=!<>-";

/// How the values are put into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As they are.
    Text,
    /// With HTML's characters escaped.
    Html,
}

/// Why a template is refused or does not render.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// More than it may hold, at this line; the part is quoted.
    #[error("line {line}: {part:?} is not allowed in a template")]
    NotAllowed {
        /// Line in the part, from 1.
        line: usize,
        /// What stands there, shortened.
        part: String,
    },
    /// The template language's own complaint.
    #[error("line {line}: {reason}")]
    Syntax {
        /// Line in the part, from 1.
        line: usize,
        /// The reason, in English.
        reason: String,
    },
    /// A name that no reminder has.
    #[error("{0:?} is not known here")]
    Unknown(String),
    /// Longer, slower or more work than a letter needs.
    #[error("too long or too much work")]
    TooMuch,
}

impl TemplateError {
    /// The catalogue key of the sentence.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotAllowed { .. } => "mail-template-not-allowed",
            Self::Syntax { .. } => "mail-template-syntax",
            Self::Unknown(_) => "mail-template-unknown",
            Self::TooMuch => "mail-template-too-much",
        }
    }

    /// The sentence's parameters.
    pub fn params(&self) -> std::collections::BTreeMap<String, String> {
        let pairs: Vec<(&str, String)> = match self {
            Self::NotAllowed { line, part } => {
                vec![("line", line.to_string()), ("part", part.clone())]
            }
            Self::Syntax { line, reason } => {
                vec![("line", line.to_string()), ("reason", reason.clone())]
            }
            Self::Unknown(name) => vec![("name", name.clone())],
            Self::TooMuch => Vec::new(),
        };
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

/// Renders a template with these values.
///
/// # Errors
/// What [`TemplateError`] says; nothing is returned in part.
pub fn render(
    source: &str,
    form: Form,
    values: &serde_json::Value,
) -> Result<String, TemplateError> {
    check_shape(source)?;
    let environment = environment(form);
    let template = environment
        .template_from_named_str("part", source)
        .map_err(|error| complaint(&error))?;
    let mut page = Page::new();
    let outcome = template.render_captured_to(Value::from(Serde(values)), &mut page);
    match outcome {
        _ if page.full => Err(TemplateError::TooMuch),
        Ok(_) => String::from_utf8(page.bytes).map_err(|_| TemplateError::TooMuch),
        Err(error) => Err(complaint(&error)),
    }
}

/// Whether a template can be saved: it renders with `sample`, and names nothing that `sample` lacks,
/// in any branch.
///
/// # Errors
/// What [`TemplateError`] says.
pub fn check(source: &str, form: Form, sample: &serde_json::Value) -> Result<(), TemplateError> {
    render(source, form, sample)?;
    let environment = environment(form);
    let template = environment
        .template_from_named_str("part", source)
        .map_err(|error| complaint(&error))?;
    for path in template.undeclared_variables(true) {
        let mut value = Some(sample);
        for name in path.split('.') {
            value = value.and_then(|value| value.get(name));
        }
        if value.is_none() {
            return Err(TemplateError::Unknown(path));
        }
    }
    Ok(())
}

fn environment(form: Form) -> Environment<'static> {
    // Empty: none of the built-in filters and functions, of which some repeat text.
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(32);
    environment.set_auto_escape_callback(move |_| match form {
        Form::Text => AutoEscape::None,
        Form::Html => AutoEscape::Html,
    });
    environment
}

/// Refuses what a template may not hold, before the template language reads it.
fn check_shape(source: &str) -> Result<(), TemplateError> {
    if source.len() > MOST_SOURCE {
        return Err(TemplateError::TooMuch);
    }
    let mut rest = source;
    while let Some(at) = rest.find('{') {
        let tag = &rest[at..];
        let (end, statement) = match tag.as_bytes().get(1) {
            Some(b'{') => ("}}", false),
            Some(b'%') => ("%}", true),
            Some(b'#') => ("#}", false),
            _ => {
                rest = &tag[1..];
                continue;
            }
        };
        let line = source[..source.len() - tag.len()].matches('\n').count() + 1;
        let refused = |part: &str| TemplateError::NotAllowed {
            line,
            part: part.chars().take(60).collect(),
        };
        let Some(length) = tag.find(end) else {
            return Err(refused(tag));
        };
        let inner = tag[2..length].trim_matches(['-', ' ', '\t', '\r', '\n']);
        let fits = |c: char| c.is_ascii_alphanumeric() || EXPRESSION.contains(c);
        let first = inner.split(' ').next().unwrap_or_default();
        let comment = end == "#}";
        if !comment
            && (!inner.chars().all(fits)
                || (statement && !STATEMENTS.contains(&first))
                || inner
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .any(|word| word == "recursive"))
        {
            return Err(refused(inner));
        }
        rest = &tag[length + end.len()..];
    }
    Ok(())
}

fn complaint(error: &minijinja::Error) -> TemplateError {
    use minijinja::ErrorKind;
    let line = error.line().unwrap_or(1);
    match error.kind() {
        ErrorKind::OutOfFuel | ErrorKind::WriteFailure => TemplateError::TooMuch,
        _ => TemplateError::Syntax {
            line,
            reason: error
                .detail()
                .map_or_else(|| error.kind().to_string(), str::to_owned),
        },
    }
}

/// Takes what is rendered up to the bounds of size and time.
struct Page {
    bytes: Vec<u8>,
    begun: Instant,
    full: bool,
}

impl Page {
    fn new() -> Self {
        Self {
            bytes: Vec::new(),
            begun: Instant::now(),
            full: false,
        }
    }
}

impl io::Write for Page {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + part.len() > MOST_BYTES || self.begun.elapsed() > MOST_TIME {
            self.full = true;
            return Err(io::Error::other("too much"));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_escaped_in_html_alone() {
        let values = json!({"a": {"b": "<x & y>"}});
        assert_eq!(render("{{ a.b }}", Form::Text, &values).unwrap(), "<x & y>");
        assert_eq!(
            render("{{ a.b }}", Form::Html, &values).unwrap(),
            "&lt;x &amp; y&gt;"
        );
    }

    #[test]
    fn a_name_nobody_knows_is_refused_in_every_branch() {
        let sample = json!({"a": {"b": "x"}, "list": [1]});
        for source in [
            "{{ c }}",
            "{{ a.c }}",
            "{% if a.b == \"y\" %}{{ c }}{% endif %}",
        ] {
            assert!(check(source, Form::Text, &sample).is_err(), "{source}");
        }
        assert_eq!(
            check(
                "{% for n in list %}{{ n }}{{ a.b }}{% endfor %}",
                Form::Text,
                &sample
            ),
            Ok(())
        );
    }

    #[test]
    fn what_multiplies_is_refused_and_what_is_long_is_cut_off() {
        let values = json!({"a": "x", "list": (0..1000).collect::<Vec<_>>()});
        for bomb in [
            "{{ a * 1000000000 }}",
            "{{ \"x\" ~ a }}",
            "{% set a = a %}",
            "{% macro m() %}{% endmacro %}",
            "{% for n in list recursive %}{{ loop(list) }}{% endfor %}",
            "{% include \"x\" %}",
            "{{ range(10) }}",
            "{{ [1] }}",
            "{{ a",
            "{% for a in a",
        ] {
            assert!(render(bomb, Form::Text, &values).is_err(), "{bomb}");
        }
        let long = "{% for a in list %}{% for b in list %}{% for c in list %}xxxxxxxxxxxxxxxxxxxx{% endfor %}{% endfor %}{% endfor %}";
        let begun = Instant::now();
        assert_eq!(
            render(long, Form::Text, &values),
            Err(TemplateError::TooMuch)
        );
        assert!(begun.elapsed() < MOST_TIME * 10);
    }
}
