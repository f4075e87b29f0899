//! What was probably meant by a word that is not known.

/// The known word nearest to one that is not: at most two slips of the keys away (a letter more, less, other, or two
/// exchanged), and by less than half of the word. Farther ones would be guesses.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = word.to_lowercase();
    let length = typed.chars().count();
    known
        .map(|name| {
            let slips = strsim::damerau_levenshtein(&typed, &name.to_lowercase());
            (slips, name)
        })
        .filter(|(slips, _)| *slips <= MOST_SLIPS && 2 * slips < length)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, name)| name)
}

/// The known path nearest to one that is not, such as `smtp.host`: by the whole of it, or by its last word alone, for the
/// right word in the wrong table is as near as it gets.
pub fn nearest_path<'a>(
    path: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    nearest(path, known.clone()).or_else(|| {
        let meant = nearest(last(path), known.clone().map(last))?;
        let mut of_that_name = known.filter(|known| last(known) == meant);
        match (of_that_name.next(), of_that_name.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    })
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

const MOST_SLIPS: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_slip_of_the_keys_is_a_suggestion() {
        let known = ["company", "amount", "theme", "dark", "by", "en"];
        for (word, meant) in [
            ("companny", Some("company")),
            ("Amuont", Some("amount")),
            ("them", Some("theme")),
            ("drak", Some("dark")),
            ("comp", None),
            ("mark", Some("dark")),
            ("lark", Some("dark")),
            ("bark", Some("dark")),
            ("be", None),
            ("xx", None),
            ("f", None),
            ("", None),
            ("zzzzzz", None),
        ] {
            assert_eq!(nearest(word, known.into_iter()), meant, "{word}");
        }
    }

    #[test]
    fn the_right_word_in_the_wrong_table_is_found_if_it_is_the_only_one() {
        let known = ["database.url", "smtp.host", "smtp.user", "log.user"];
        for (path, meant) in [
            ("databse.url", Some("database.url")),
            ("mail.host", Some("smtp.host")),
            ("hots", Some("smtp.host")),
            ("user", None),
            ("smtp.zzz", None),
        ] {
            assert_eq!(nearest_path(path, known.into_iter()), meant, "{path}");
        }
    }
}
