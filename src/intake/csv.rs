//! Records of a delimited file, one at a time, in memory of fixed size.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::refusal::Refusal;
use super::source::{NotDecodable, Source};

/// Longest field, in bytes.
pub const LONGEST_FIELD: usize = 64 * 1024;
/// Most columns.
pub const MOST_COLUMNS: usize = 200;
/// Longest record, in bytes: no real one comes near, and an unclosed quote must end somewhere.
const LONGEST_RECORD: usize = 1024 * 1024;
/// Bytes read at once.
const BLOCK: usize = 64 * 1024;
/// Delimiters that are recognised when the mapping names none.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A record: its fields and the line on which it starts.
#[derive(Default)]
pub struct Record {
    /// Line of the file, the first being 1.
    pub line: u64,
    text: Vec<u8>,
    ends: Vec<usize>,
    fields: usize,
}

impl Record {
    /// Number of fields.
    pub fn len(&self) -> usize {
        self.fields
    }

    /// Whether there is no field.
    pub fn is_empty(&self) -> bool {
        self.fields == 0
    }

    /// A field, as it stands in the file with its quotes resolved.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(..self.fields)?.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        // The reader has checked every record.
        std::str::from_utf8(self.text.get(start..end)?).ok()
    }

    /// Every field in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.fields).filter_map(|index| self.get(index))
    }
}

/// Reads records one by one. Blank lines are skipped and counted.
pub struct Records {
    bytes: Box<dyn Read + Send>,
    core: Reader,
    block: Vec<u8>,
    at: usize,
    end: usize,
    ended: bool,
    line: u64,
    after_return: bool,
    /// The delimiter in use.
    pub delimiter: u8,
}

impl Records {
    /// Starts on a source; without a declared delimiter, the header shows it or the file is refused.
    pub fn new(source: Source, delimiter: Option<u8>) -> Result<Records, Refusal> {
        let mut records = Records {
            bytes: source.bytes,
            core: Reader::new(),
            block: vec![0; BLOCK],
            at: 0,
            end: 0,
            ended: false,
            line: 1,
            after_return: false,
            delimiter: delimiter.unwrap_or(b','),
        };
        records.fill()?;
        if delimiter.is_none() {
            records.delimiter = detect(&records.block[..records.end])?;
        }
        records.core = ReaderBuilder::new().delimiter(records.delimiter).build();
        Ok(records)
    }

    /// The next record, or `false` at the end. An error ends the file: nothing after it was read.
    pub fn next(&mut self, record: &mut Record) -> Result<bool, Refusal> {
        record.text.resize(LONGEST_RECORD, 0);
        record.ends.resize(MOST_COLUMNS + 1, 0);
        record.fields = 0;
        self.skip_line_ends()?;
        record.line = self.line;
        let (mut written, mut fields, mut quotes) = (0, 0, 0_usize);
        loop {
            let (result, read, wrote, ended) = self.core.read_record(
                &self.block[self.at..self.end],
                &mut record.text[written..],
                &mut record.ends[fields..],
            );
            let consumed = &self.block[self.at..self.at + read];
            self.line += consumed.iter().filter(|&&byte| byte == b'\n').count() as u64;
            quotes += consumed.iter().filter(|&&byte| byte == b'"').count();
            self.after_return = consumed.last() == Some(&b'\r');
            self.at += read;
            written += wrote;
            fields += ended;
            let refused = |code| Err(Refusal::new(code).with("line", record.line));
            match result {
                ReadRecordResult::InputEmpty => self.fill()?,
                ReadRecordResult::OutputFull => return refused("import-record-too-long"),
                ReadRecordResult::OutputEndsFull => {
                    return refused("import-too-many-columns");
                }
                ReadRecordResult::End => return Ok(false),
                ReadRecordResult::Record => {
                    // Nothing but the end of the file closes such a record: its last field has
                    // swallowed the lines below the stray quote.
                    let unclosed = self.ended && self.at == self.end && quotes % 2 == 1;
                    if unclosed && record.text[..written].contains(&b'\n') {
                        return refused("import-quote-unclosed");
                    }
                    if fields > MOST_COLUMNS {
                        return refused("import-too-many-columns");
                    }
                    record.fields = fields;
                    return self.checked(record, written);
                }
            }
        }
    }

    fn checked(&self, record: &Record, written: usize) -> Result<bool, Refusal> {
        let ends = &record.ends[..record.fields];
        let starts = std::iter::once(&0).chain(ends);
        if ends
            .iter()
            .zip(starts)
            .any(|(end, start)| end - start > LONGEST_FIELD)
        {
            return Err(Refusal::new("import-field-too-long").with("line", record.line));
        }
        match std::str::from_utf8(&record.text[..written]) {
            // A boundary inside a character cannot occur: delimiters are ASCII.
            Ok(_) => Ok(true),
            Err(error) => {
                let before = &record.text[..error.valid_up_to()];
                let line = record.line + before.iter().filter(|&&b| b == b'\n').count() as u64;
                Err(Refusal::new("import-not-utf8").with("line", line))
            }
        }
    }

    /// Passes the end of the last line and blank lines, counting them.
    fn skip_line_ends(&mut self) -> Result<(), Refusal> {
        loop {
            while self.at < self.end {
                match self.block[self.at] {
                    b'\n' => self.line += 1,
                    b'\r' => self.line += u64::from(self.after_return),
                    _ => {
                        self.line += u64::from(self.after_return);
                        self.after_return = false;
                        return Ok(());
                    }
                }
                self.after_return = self.block[self.at] == b'\r';
                self.at += 1;
            }
            if self.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Fills the block: a source may give a few bytes at a time, and the header must be in sight.
    fn fill(&mut self) -> Result<(), Refusal> {
        (self.at, self.end) = (0, 0);
        // A decoder needs room for one character.
        while self.block.len() - self.end >= 4 {
            match self.bytes.read(&mut self.block[self.end..]) {
                Ok(0) => break,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(unreadable(&error, self.line)),
            }
        }
        self.ended = self.end == 0;
        Ok(())
    }
}

fn unreadable(error: &io::Error, line: u64) -> Refusal {
    match error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<NotDecodable>())
    {
        Some(bad) => Refusal::new("import-not-decodable")
            .with("line", bad.line)
            .with("encoding", bad.encoding),
        None => Refusal::new("import-read-failed").with("line", line),
    }
}

/// The delimiter that the header shows, or the comma where it has one column.
fn detect(block: &[u8]) -> Result<u8, Refusal> {
    let mut quoted = false;
    let mut counts = [0_usize; DELIMITERS.len()];
    for &byte in block
        .iter()
        .skip_while(|byte| matches!(byte, b'\r' | b'\n'))
    {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(index) = DELIMITERS.iter().position(|&known| known == byte) {
                    counts[index] += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut best = (0..DELIMITERS.len()).filter(|&index| counts[index] == most);
    match (most, best.next(), best.next()) {
        (0, ..) => Ok(b','),
        (_, Some(only), None) => Ok(DELIMITERS[only]),
        _ => Err(Refusal::new("import-delimiter-unclear")),
    }
}
