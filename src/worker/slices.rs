//! A `Blob` as something to read and seek in, for archives: they are read from their end, and are not held.
//!
//! Synchronous reading exists in workers only.

use std::{
    cell::{Cell, RefCell},
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync};

use super::failure;
use crate::wire::FailReason;

/// How much is read at once.
const WINDOW: u64 = 1024 * 1024;

/// A `Blob` to read and seek in.
pub struct Slices {
    blob: Blob,
    reader: FileReaderSync,
    size: u64,
    position: u64,
    window: Vec<u8>,
    window_start: u64,
    watch: Watch,
}

/// What a [`Slices`] does, to be seen from outside while something else owns it.
#[derive(Clone, Default)]
pub struct Watch {
    position: Rc<Cell<u64>>,
    failure: Rc<RefCell<Option<FailReason>>>,
}

impl Watch {
    /// How far reading is, in bytes of the blob.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position.get()
    }

    /// Why the browser could not read, if that is what went wrong.
    #[must_use]
    pub fn failure(&self) -> Option<FailReason> {
        self.failure.borrow().clone()
    }
}

impl Slices {
    /// Starts at the beginning.
    ///
    /// # Errors
    /// Outside of a worker.
    pub fn new(blob: &Blob) -> Result<(Slices, Watch), JsValue> {
        let watch = Watch::default();
        let slices = Slices {
            blob: blob.clone(),
            reader: FileReaderSync::new()?,
            size: size(blob),
            position: 0,
            window: Vec::new(),
            window_start: 0,
            watch: watch.clone(),
        };
        Ok((slices, watch))
    }

    /// What of the window lies at and after the position.
    fn rest_of_window(&self) -> &[u8] {
        let into = self.position.checked_sub(self.window_start).and_then(|into| usize::try_from(into).ok());
        into.and_then(|into| self.window.get(into..)).unwrap_or_default()
    }

    fn move_window(&mut self) -> Result<(), JsValue> {
        let end = self.size.min(self.position.saturating_add(WINDOW));
        let slice = slice(&self.blob, self.position, end)?;
        self.window = Uint8Array::new(&self.reader.read_as_array_buffer(&slice)?.into()).to_vec();
        self.window_start = self.position;
        Ok(())
    }
}

impl Read for Slices {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest_of_window().is_empty() && self.position < self.size {
            self.move_window().map_err(|error| {
                let reason = failure::reason(&error);
                self.watch.failure.replace(Some(reason));
                io::Error::other("the browser could not read the file")
            })?;
        }
        let count = self.rest_of_window().read(buffer)?;
        self.position += count as u64;
        self.watch.position.set(self.position);
        Ok(count)
    }
}

impl Seek for Slices {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.size.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

/// The size of a blob in bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number below 2^53")]
pub(crate) fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// Bytes `start..end` of a blob; nothing is read yet.
#[expect(clippy::cast_precision_loss, reason = "sizes of files are far below 2^53")]
pub(crate) fn slice(blob: &Blob, start: u64, end: u64) -> Result<Blob, JsValue> {
    blob.slice_with_f64_and_f64(start as f64, end as f64)
}
