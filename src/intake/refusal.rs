//! Why a file or one of its lines is not taken: a key of the message catalogue and its arguments.

/// A sentence in waiting. The arguments may hold text of the file: whoever shows it cleans it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Key of the message catalogue.
    pub code: &'static str,
    /// Named arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal without arguments yet.
    pub fn new(code: &'static str) -> Refusal {
        Refusal {
            code,
            args: Vec::new(),
        }
    }

    /// Adds an argument, cut to what a line of a report can hold.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Refusal {
        let mut value = value.to_string();
        if let Some((cut, _)) = value.char_indices().nth(LONGEST_ARGUMENT) {
            value.truncate(cut);
            value.push('…');
        }
        self.args.push((name, value));
        self
    }
}

/// Characters of an argument shown; a field may be 64 KiB.
const LONGEST_ARGUMENT: usize = 400;

/// One refused line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Line of the file, the first being 1, on which the record starts.
    pub line: u64,
    /// Why.
    pub reason: Refusal,
}
