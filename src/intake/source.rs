//! Opens a file from outside and gives UTF-8 bytes: size limit, byte order mark, declared encoding.
//!
//! UTF-8 and UTF-16 are recognised by their byte order mark; one that contradicts the mapping is refused. A
//! file without one is UTF-8 unless the mapping declares otherwise: Windows-1252 cannot be told from other
//! single-byte encodings by looking, so it is never guessed.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Decoder, DecoderResult};

use super::refusal::Refusal;

/// Largest file read, in bytes.
pub const LARGEST_FILE: u64 = 200 * 1024 * 1024;

/// Encodings a mapping may declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian unless a byte order mark says otherwise.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Windows-1252, which contains the printable part of Latin-1.
    Windows1252,
}

impl Encoding {
    /// The names a mapping may use.
    pub const NAMES: [(&'static str, Encoding); 6] = [
        ("utf-8", Encoding::Utf8),
        ("utf-16", Encoding::Utf16Le),
        ("utf-16be", Encoding::Utf16Be),
        ("windows-1252", Encoding::Windows1252),
        ("cp1252", Encoding::Windows1252),
        ("latin-1", Encoding::Windows1252),
    ];

    /// The encoding of a name, in any case.
    pub fn named(name: &str) -> Option<Encoding> {
        let lower = name.to_lowercase();
        Self::NAMES
            .iter()
            .find(|(known, _)| *known == lower)
            .map(|(_, encoding)| *encoding)
    }

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
        }
    }

    /// Whether a file declared so may bear the mark of another: either half of UTF-16 is UTF-16.
    fn allows(self, marked: Encoding) -> bool {
        let wide = |encoding| matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
        self == marked || wide(self) && wide(marked)
    }

    fn of_mark(head: &[u8]) -> Option<(Encoding, usize)> {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
            [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
            [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
            _ => None,
        }
    }

    fn decoder(self) -> Option<Decoder> {
        let encoding = match self {
            Encoding::Utf8 => return None,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        Some(encoding.new_decoder_without_bom_handling())
    }
}

/// A file as a stream of bytes in UTF-8 (or, if it lied about being UTF-8, of whatever it holds:
/// the reader of its records checks).
pub struct Source {
    /// The bytes, mark removed.
    pub bytes: Box<dyn Read + Send>,
    /// How they were encoded in the file.
    pub encoding: Encoding,
    /// Bytes in the file.
    pub size: u64,
    /// Bytes of the file read so far, for a progress bar.
    pub consumed: Arc<AtomicU64>,
}

impl Source {
    /// Opens a regular file of at most [`LARGEST_FILE`] bytes.
    pub fn open(path: &Path, declared: Option<Encoding>) -> Result<Source, Refusal> {
        let unreadable = |error: io::Error| {
            let code = match error.kind() {
                io::ErrorKind::NotFound => "import-file-missing",
                io::ErrorKind::PermissionDenied => "import-file-forbidden",
                _ => "import-file-unreadable",
            };
            Refusal::new(code).with("file", path.display())
        };
        let metadata = std::fs::metadata(path).map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(Refusal::new("import-file-unreadable").with("file", path.display()));
        }
        if metadata.len() > LARGEST_FILE {
            return Err(Refusal::new("import-file-too-large")
                .with("file", path.display())
                .with("limit", LARGEST_FILE / 1024 / 1024));
        }
        let mut file = File::open(path).map_err(unreadable)?;
        if is_workbook(&mut file).map_err(unreadable)? {
            return Err(Refusal::new("import-workbook").with("file", path.display()));
        }
        let source =
            Source::read(file.take(LARGEST_FILE), metadata.len(), declared).map_err(unreadable)?;
        match declared {
            Some(declared) if !declared.allows(source.encoding) => {
                Err(Refusal::new("import-encoding-differs")
                    .with("file", path.display())
                    .with("found", source.encoding.name())
                    .with("declared", declared.name()))
            }
            _ => Ok(source),
        }
    }

    /// The same from any stream of a known size.
    pub fn read(
        mut raw: impl Read + Send + 'static,
        size: u64,
        declared: Option<Encoding>,
    ) -> io::Result<Source> {
        let mut head = Vec::with_capacity(3);
        (&mut raw).take(3).read_to_end(&mut head)?;
        let marked = Encoding::of_mark(&head);
        let (encoding, mark) = marked.unwrap_or((declared.unwrap_or(Encoding::Utf8), 0));
        let consumed = Arc::new(AtomicU64::new(0));
        let counted = Counted {
            inner: Cursor::new(head.split_off(mark)).chain(raw),
            consumed: consumed.clone(),
        };
        let bytes: Box<dyn Read + Send> = match encoding.decoder() {
            None => Box::new(counted),
            Some(decoder) => Box::new(Decoded::new(counted, decoder, encoding)),
        };
        Ok(Source {
            bytes,
            encoding,
            size,
            consumed,
        })
    }
}

/// Whether it is a spreadsheet's own file, XLSX or ODS, which are archives: no text at all.
fn is_workbook(file: &mut File) -> io::Result<bool> {
    let mut head = Vec::with_capacity(4);
    file.take(4).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head == *b"PK\x03\x04")
}

struct Counted<R> {
    inner: R,
    consumed: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.consumed.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A byte sequence that the encoding does not have.
#[derive(Debug, thiserror::Error)]
#[error("line {line} is not valid {encoding}")]
pub struct NotDecodable {
    /// Line of the file.
    pub line: u64,
    /// Name of the encoding.
    pub encoding: &'static str,
}

/// Decodes to UTF-8 in blocks; a malformed sequence ends the stream with [`NotDecodable`].
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    encoding: Encoding,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    ended: bool,
    finished: bool,
    line: u64,
}

/// Bytes read from the file at once.
const BLOCK: usize = 64 * 1024;

impl<R: Read> Decoded<R> {
    fn new(inner: R, decoder: Decoder, encoding: Encoding) -> Self {
        let raw = vec![0; BLOCK];
        Decoded {
            inner,
            decoder,
            encoding,
            raw,
            raw_at: 0,
            raw_end: 0,
            ended: false,
            finished: false,
            line: 1,
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // A decoder that has seen its last byte must not be asked again.
        while !self.finished {
            if self.raw_at == self.raw_end && !self.ended {
                self.raw_end = self.inner.read(&mut self.raw)?;
                self.raw_at = 0;
                self.ended = self.raw_end == 0;
            }
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                &self.raw[self.raw_at..self.raw_end],
                buffer,
                self.ended,
            );
            self.raw_at += read;
            self.line += buffer[..written]
                .iter()
                .filter(|&&byte| byte == b'\n')
                .count() as u64;
            self.finished = self.ended && !matches!(result, DecoderResult::OutputFull);
            match result {
                DecoderResult::Malformed(..) => {
                    self.finished = true;
                    let (line, encoding) = (self.line, self.encoding.name());
                    return Err(io::Error::other(NotDecodable { line, encoding }));
                }
                _ if written > 0 => return Ok(written),
                // Decoding needs room for one character: a smaller buffer would loop for ever.
                DecoderResult::OutputFull => return Err(io::ErrorKind::InvalidInput.into()),
                DecoderResult::InputEmpty => {}
            }
        }
        Ok(0)
    }
}
