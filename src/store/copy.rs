//! Rows in the binary form of COPY: the server takes them as they are, where the text form would be parsed again.

use uuid::Uuid;

/// What a stream begins with: the signature, no flags, no extension.
pub(super) const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What it ends with.
pub(super) const TAIL: &[u8] = &[0xff, 0xff];

/// A block of rows, written field by field.
#[derive(Debug, Default)]
pub struct CopyBlock {
    bytes: Vec<u8>,
}

impl CopyBlock {
    /// Begins a row of so many fields.
    pub fn row(&mut self, fields: u16) {
        self.bytes.extend(fields.to_be_bytes());
    }

    /// Writes a field without a value.
    pub fn null(&mut self) {
        self.bytes.extend((-1_i32).to_be_bytes());
    }

    /// Writes bytes, or the text they are.
    pub fn bytes(&mut self, value: &[u8]) {
        // Fields are bounded long before: a file's have 64 KiB at most.
        let length = i32::try_from(value.len()).unwrap_or(i32::MAX);
        self.bytes.extend(length.to_be_bytes());
        self.bytes.extend(value);
    }

    /// Writes a UUID.
    pub fn uuid(&mut self, value: Uuid) {
        self.bytes(value.as_bytes());
    }

    /// Writes an `int`.
    pub fn int(&mut self, value: i32) {
        self.bytes(&value.to_be_bytes());
    }

    /// Writes a yes or no.
    pub fn boolean(&mut self, value: bool) {
        self.bytes(&[u8::from(value)]);
    }

    /// Writes a `date`: days since the first of 2000.
    pub fn date(&mut self, value: chrono::NaiveDate) {
        const EPOCH: chrono::NaiveDate = match chrono::NaiveDate::from_ymd_opt(2000, 1, 1) {
            Some(date) => date,
            None => chrono::NaiveDate::MIN,
        };
        let days = value.signed_duration_since(EPOCH).num_days();
        self.int(i32::try_from(days).unwrap_or(i32::MAX));
    }

    /// Writes a `numeric` from its plain form, `-1234.56`: groups of four digits on either side of the point.
    pub fn numeric(&mut self, plain: &str) {
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => (0x4000_u16, digits),
            None => (0, plain),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let length = |text: &str| u16::try_from(text.len()).unwrap_or(u16::MAX);
        let (before, after) = (length(whole).div_ceil(4), length(decimals).div_ceil(4));
        self.bytes
            .extend((8 + 2 * i32::from(before + after)).to_be_bytes());
        self.bytes.extend((before + after).to_be_bytes());
        // The weight of the first group; one below zero when nothing stands before the point.
        self.bytes.extend(before.wrapping_sub(1).to_be_bytes());
        self.bytes.extend(sign.to_be_bytes());
        self.bytes.extend(length(decimals).to_be_bytes());
        let group = |digits: &[u8], width: usize| {
            let value = |sum: u16, digit: &u8| sum * 10 + u16::from(digit - b'0');
            digits.iter().fold(0, value) * 10_u16.pow(4 - u32::try_from(width).unwrap_or(4))
        };
        for digits in whole.as_bytes().rchunks(4).rev() {
            self.bytes.extend(group(digits, 4).to_be_bytes());
        }
        for digits in decimals.as_bytes().chunks(4) {
            self.bytes.extend(group(digits, digits.len()).to_be_bytes());
        }
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The block's bytes; it is empty afterwards.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut CopyBlock)) -> Vec<u8> {
        let mut block = CopyBlock::default();
        write(&mut block);
        block.take()
    }

    #[test]
    fn values_are_preceded_by_their_length() {
        assert_eq!(written(|block| block.row(3)), [0, 3]);
        assert_eq!(written(CopyBlock::null), [255; 4]);
        assert_eq!(
            written(|block| block.bytes("é".as_bytes())),
            [0, 0, 0, 2, 0xc3, 0xa9]
        );
        assert_eq!(
            written(|block| block.int(-2)),
            [0, 0, 0, 4, 255, 255, 255, 254]
        );
        assert_eq!(written(|block| block.boolean(true)), [0, 0, 0, 1, 1]);
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(
            written(|block| block.date(day("2000-01-02"))),
            [0, 0, 0, 4, 0, 0, 0, 1]
        );
        assert_eq!(
            written(|block| block.date(day("1999-12-31"))),
            [0, 0, 0, 4, 255, 255, 255, 255]
        );
    }

    /// (plain form, weight of the first group, sign, decimals, groups)
    const NUMBERS: &[(&str, i16, u16, u16, &[u16])] = &[
        ("0", 0, 0, 0, &[0]),
        ("7", 0, 0, 0, &[7]),
        ("-1234.56", 0, 0x4000, 2, &[1234, 5600]),
        ("12345", 1, 0, 0, &[1, 2345]),
        ("120000000.00012", 2, 0, 5, &[1, 2000, 0, 1, 2000]),
        ("0.05", 0, 0, 2, &[0, 500]),
    ];

    #[test]
    fn amounts_are_groups_of_four_digits() {
        for (plain, weight, sign, decimals, groups) in NUMBERS {
            let count = u16::try_from(groups.len()).unwrap();
            let mut expected = (8 + 2 * i32::from(count)).to_be_bytes().to_vec();
            expected.extend(count.to_be_bytes());
            expected.extend(weight.to_be_bytes());
            expected.extend(sign.to_be_bytes());
            expected.extend(decimals.to_be_bytes());
            expected.extend(groups.iter().flat_map(|group| group.to_be_bytes()));
            assert_eq!(written(|block| block.numeric(plain)), expected, "{plain}");
        }
    }
}
