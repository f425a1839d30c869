//! Columns of bytes: numbers, texts, and what has a form of its own.

use serde::{Serialize, de::DeserializeOwned};

use super::WireError;

/// Writes columns.
#[derive(Default)]
pub(super) struct Writer {
    numbers: Vec<u8>,
    texts: String,
    others: Vec<u8>,
}

impl Writer {
    /// A number: seven bits a byte, the lowest first, the highest bit of a byte set where more follow.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.numbers.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.numbers.push(number.to_le_bytes()[0]);
    }

    /// A number that may be negative: small ones of either sign are short.
    pub fn signed(&mut self, number: i64) {
        self.number((number.wrapping_shl(1) ^ (number >> 63)).cast_unsigned());
    }

    /// A number by how far it is from another one.
    pub fn apart(&mut self, number: u64, from: u64) {
        self.signed(number.wrapping_sub(from).cast_signed());
    }

    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.texts.push_str(text);
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.others.extend_from_slice(bytes);
    }

    pub fn record<R: Serialize>(&mut self, record: &R) {
        // As in `write`, nothing here can fail.
        let bytes = postcard::to_extend(record, Vec::new()).unwrap_or_default();
        self.number(bytes.len() as u64);
        self.bytes(&bytes);
    }

    pub fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Writer, T)) {
        self.number(u64::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Appends the columns, with the lengths of the first two.
    pub fn finish(self, bytes: &mut Vec<u8>) {
        let length = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
        bytes.reserve(8 + self.numbers.len() + self.texts.len() + self.others.len());
        bytes.extend(length(self.numbers.len()));
        bytes.extend(length(self.texts.len()));
        bytes.extend(self.numbers);
        bytes.extend(self.texts.into_bytes());
        bytes.extend(self.others);
    }
}

/// Reads what a [`Writer`] wrote. Every error is damage.
pub(super) struct Reader<'a> {
    numbers: &'a [u8],
    texts: &'a str,
    others: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<Reader<'a>, WireError> {
        let mut all = Reader { numbers: &[], texts: "", others: bytes };
        let numbers = u32::from_le_bytes(all.array()?) as usize;
        let texts = u32::from_le_bytes(all.array()?) as usize;
        let numbers = all.bytes(numbers)?;
        let texts = std::str::from_utf8(all.bytes(texts)?).map_err(|_| WireError::Damaged)?;
        Ok(Reader { numbers, texts, others: all.others })
    }

    pub fn is_at_end(&self) -> bool {
        self.numbers.is_empty() && self.texts.is_empty() && self.others.is_empty()
    }

    pub fn number(&mut self) -> Result<u64, WireError> {
        let mut number = 0;
        for place in 0..10 {
            let (&byte, rest) = self.numbers.split_first().ok_or(WireError::Damaged)?;
            self.numbers = rest;
            number |= u64::from(byte & 0x7F) << (7 * place);
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(WireError::Damaged)
    }

    pub fn small(&mut self) -> Result<u32, WireError> {
        u32::try_from(self.number()?).map_err(|_| WireError::Damaged)
    }

    pub fn signed(&mut self) -> Result<i64, WireError> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// The number that is so far from another one.
    pub fn behind(&mut self, from: u64) -> Result<u64, WireError> {
        Ok(from.wrapping_add(self.signed()?.cast_unsigned()))
    }

    /// The number of 32 bits that is so far from another one.
    pub fn moved(&mut self, from: u32) -> Result<u32, WireError> {
        let moved = i64::from(from).checked_add(self.signed()?);
        moved.and_then(|moved| u32::try_from(moved).ok()).ok_or(WireError::Damaged)
    }

    pub fn text(&mut self) -> Result<&'a str, WireError> {
        let len = usize::try_from(self.number()?).map_err(|_| WireError::Damaged)?;
        let (text, rest) = self.texts.split_at_checked(len).ok_or(WireError::Damaged)?;
        self.texts = rest;
        Ok(text)
    }

    pub fn bytes(&mut self, len: usize) -> Result<&'a [u8], WireError> {
        let (bytes, rest) = self.others.split_at_checked(len).ok_or(WireError::Damaged)?;
        self.others = rest;
        Ok(bytes)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        self.bytes(N)?.try_into().map_err(|_| WireError::Damaged)
    }

    pub fn record<R: DeserializeOwned>(&mut self) -> Result<R, WireError> {
        let len = usize::try_from(self.number()?).map_err(|_| WireError::Damaged)?;
        match postcard::take_from_bytes(self.bytes(len)?) {
            Ok((record, [])) => Ok(record),
            _ => Err(WireError::Damaged),
        }
    }

    pub fn option<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, WireError>,
    ) -> Result<Option<T>, WireError> {
        match self.number()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => Err(WireError::Damaged),
        }
    }
}
