//! Hashes that are made up.

use std::fmt;

use crate::container::assemble;
use crate::record::{Record, TextField};
use crate::{HardwareHash, MAX_TOTAL, RawRecord, TRAILER_LEN};

/// Puts a hash together from records: for samples, tests and demonstrations.
///
/// ```
/// use hardware_hash::{Builder, TextField, decode};
///
/// let hash = Builder::new()
///     .text(TextField::Manufacturer, "Contoso")
///     .text(TextField::Serial, "TEST-0001")
///     .build()?;
/// assert_eq!(decode(&hash.encode()), Ok(hash.clone()));
/// assert_eq!(hash.serial().as_deref(), Some("TEST-0001"));
/// # Ok::<(), hardware_hash::TooLarge>(())
/// ```
#[derive(Clone, Default)]
pub struct Builder {
    records: Vec<(u16, Vec<u8>)>,
}

/// The records do not fit in a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the records of a hash may take {MAX_TOTAL} bytes with its header, these take more")
    }
}

impl std::error::Error for TooLarge {}

impl Builder {
    /// A hash without records.
    #[must_use]
    pub fn new() -> Builder {
        Builder::default()
    }

    /// The records of another hash, to the byte.
    #[must_use]
    pub fn from_hash(hash: &HardwareHash) -> Builder {
        hash.raw_records()
            .fold(Builder::new(), |builder, RawRecord { tag, payload }| builder.raw(tag, payload))
    }

    /// Adds a record at the end.
    #[must_use]
    pub fn push(self, record: &Record<'_>) -> Builder {
        self.raw(record.tag(), &record.payload())
    }

    /// Adds a record at the end as bytes.
    #[must_use]
    pub fn raw(mut self, tag: u16, payload: &[u8]) -> Builder {
        self.records.push((tag, payload.to_vec()));
        self
    }

    /// Puts a record in the place of the first one of its tag, or at the end where there is none.
    #[must_use]
    pub fn set(mut self, record: &Record<'_>) -> Builder {
        let tag = record.tag();
        match self.records.iter_mut().find(|(present, _)| *present == tag) {
            Some((_, payload)) => {
                *payload = record.payload();
                self
            }
            None => self.push(record),
        }
    }

    /// Sets a text, with the NUL that ends it; a NUL inside ends it early. Outside ASCII it is written as UTF-8.
    #[must_use]
    pub fn text(self, field: TextField, text: &str) -> Builder {
        let payload = [text.as_bytes(), &[0]].concat();
        self.set(&Record::Unknown(RawRecord { tag: field.tag(), payload: &payload }))
    }

    /// Takes out every record of a [tag](crate::tag).
    #[must_use]
    pub fn without(mut self, tag: u16) -> Builder {
        self.records.retain(|(present, _)| *present != tag);
        self
    }

    /// The hash.
    ///
    /// # Errors
    /// [`TooLarge`]: the records do not fit in 3000 bytes with header and trailer.
    pub fn build(&self) -> Result<HardwareHash, TooLarge> {
        let records = self.records.iter().map(|(tag, payload)| RawRecord { tag: *tag, payload });
        let bytes = assemble(records).ok_or(TooLarge)?;
        let total = bytes.len() - TRAILER_LEN;
        Ok(HardwareHash::from_verified(bytes, total))
    }
}

impl fmt::Debug for Builder {
    /// Leaves the content out: it may have been taken from a hash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Builder({} records)", self.records.len())
    }
}
