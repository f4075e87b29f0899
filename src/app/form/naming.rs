//! Naming a colleague in a text: what is typed after an `@` is completed from those who may be named.

use super::{Form, Kind};

/// Names offered at a time.
const OFFERED: usize = 5;

impl Form {
    /// Whether somebody is being named where the cursor is.
    pub fn names_somebody(&self) -> bool {
        self.begun_name().is_some()
    }

    /// The names that what is typed may become, as many as fit a line; none once one of them stands there.
    pub fn offered(&self) -> Vec<&str> {
        let Some(begun) = self.begun_name() else {
            return Vec::new();
        };
        let begun = begun.to_lowercase();
        let names = self.colleagues.iter().flatten().map(String::as_str);
        let begins = |name: &&str| {
            let name = name.to_lowercase();
            name.starts_with(&begun) && name != begun
        };
        names.filter(begins).take(OFFERED).collect()
    }

    /// Writes the first of the names offered in full; `false` when there is none.
    pub(super) fn complete_name(&mut self) -> bool {
        let (Some(begun), Some(name)) = (self.begun_name(), self.offered().first().copied()) else {
            return false;
        };
        let (begun, name) = (begun.chars().count(), format!("{name} "));
        if let Some(edit) = self.fields.get_mut(self.focus).and_then(|f| f.edit()) {
            (0..begun).for_each(|_| edit.rub_out());
            edit.insert(&name);
        }
        self.touched();
        true
    }

    /// What stands between the last `@` that begins a word and the cursor, in a text that may name somebody.
    fn begun_name(&self) -> Option<&str> {
        let field = self.fields.get(self.focus).filter(|f| f.names)?;
        let Kind::Text(edit) = &field.kind else {
            return None;
        };
        let (before, begun) = edit.before().rsplit_once('@')?;
        let inside_a_word = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        let a_name = |c: char| c.is_alphabetic() || " .'-’".contains(c);
        let named = !before.ends_with(inside_a_word) && !begun.starts_with(' ');
        (named && begun.chars().all(a_name)).then_some(begun)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{Calendar, Field};
    use super::*;
    use crate::app::key::{Code, Key};
    use crate::i18n::DateOrder;

    fn typed(text: &str) -> Form {
        let mut form = Form::new("note", "add_note", "Acme", 1).field(Field::note("note").naming());
        form.colleagues = Some(vec!["Claire Martin".into(), "Clément Roy".into()]);
        form.paste(text);
        form
    }

    fn tab(form: &mut Form) {
        let works = |_: NaiveDate| true;
        let calendar = Calendar {
            today: NaiveDate::MIN,
            order: DateOrder::MonthDay,
            business_day: &works,
        };
        form.key(Key::from(Code::Tab), &calendar);
    }

    #[test]
    fn what_follows_an_at_sign_is_completed() {
        for (text, offered) in [
            ("ask @", vec!["Claire Martin", "Clément Roy"]),
            ("ask @clé", vec!["Clément Roy"]),
            ("ask @Claire M", vec!["Claire Martin"]),
            ("ask @Claire Martin", vec![]),
            ("ask @Claire Martin about", vec![]),
            ("ask @paul", vec![]),
            ("write to pay@cl", vec![]),
            ("10 @ 30", vec![]),
            ("@cl", vec!["Claire Martin", "Clément Roy"]),
        ] {
            assert_eq!(typed(text).offered(), offered, "{text}");
        }
        let mut form = typed("ask @clé");
        tab(&mut form);
        assert_eq!(
            form.get("note").and_then(|f| f.value_text()),
            Some("ask @Clément Roy ")
        );
        let mut form = typed("ask Paul");
        tab(&mut form);
        assert_eq!(
            form.get("note").and_then(|f| f.value_text()),
            Some("ask Paul")
        );
    }
}
