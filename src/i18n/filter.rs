//! Why a filter was not understood, as a sentence.

use super::{Lang, Message};
use crate::domain::filter::{Refusal, Why};
use crate::domain::list::Field;

/// The sentence: which term, where, what is wrong with it, and what could stand there.
pub fn filter_refused(refusal: &Refusal, fields: &[&'static Field], lang: Lang) -> Message {
    let language = usize::from(lang == Lang::Fr);
    let known = || {
        let names: Vec<&str> = fields.iter().map(|f| f.names[language]).collect();
        names.join(" ")
    };
    let message = match &refusal.why {
        Why::Field(name, near) => match near {
            Some(near) => Message::new("filter-field").with("near", *near),
            None => Message::new("filter-field-list"),
        }
        .with("name", name.as_str())
        .with("known", known()),
        Why::Empty => Message::new("filter-empty"),
        Why::Number(text) => Message::new("filter-number").with("text", text.as_str()),
        Why::Ambiguous(text) => {
            let plain = text.replace([',', '.'], "");
            Message::new("filter-ambiguous")
                .with("text", text.as_str())
                .with("plain", plain)
        }
        Why::Date(text) => Message::new("filter-date").with("text", text.as_str()),
        Why::Word(text, words) => Message::new("filter-word")
            .with("text", text.as_str())
            .with("known", words.join(" ")),
        Why::Comparison(field) => Message::new("filter-comparison").with("field", *field),
        Why::Quote => Message::new("filter-quote"),
        Why::TooMany => Message::new("filter-too-many"),
    };
    message
        .with("term", refusal.term.as_str())
        .with("at", refusal.at)
}
