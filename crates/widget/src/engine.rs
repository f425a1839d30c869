//! The engine, as the worker's script calls it.
//!
//! Nothing is borrowed while something is awaited: what the user does meanwhile is answered.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use device_csv::archive::{ArchiveProblem, is_archive};
use device_csv::{FileId, Reader, Severity, Target};
use js_sys::{Array, Date, Function, Uint8Array};
use messages::{Language, Messages};
use muster::compose::{ComposeError, Composer, Origin};
use muster::worker::Stream;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::Book;

/// Bytes by which an archive is told.
const PREFIX: f64 = 128.0;

/// Milliseconds of reading after which the rows of a file are shown that are there: one that is read sooner is shown at once.
const FIRST: f64 = 200.0;

/// How much longer than until then it takes until those are shown that came since: the list is made anew each time.
const GROWTH: f64 = 4.0;

/// Milliseconds between two words on progress.
const PAUSE: f64 = 100.0;

/// What one element knows and does.
#[wasm_bindgen]
pub struct Engine {
    book: RefCell<Book>,
    sources: RefCell<HashMap<FileId, Blob>>,
    /// Counts how often reading was stopped: what was begun before then is not wanted any more.
    round: Cell<u32>,
    tell: Function,
}

#[wasm_bindgen]
impl Engine {
    /// An engine that says how far it is to `tell`: the bytes that it has of the file that is being read, and whether there are new rows.
    #[wasm_bindgen(constructor)]
    pub fn new(tell: Function) -> Engine {
        Engine {
            book: RefCell::new(Book::new(now())),
            sources: RefCell::default(),
            round: Cell::new(0),
            tell,
        }
    }

    /// Speaks a language from now on; `texts` is its Fluent file.
    pub fn speak(&self, language: &str, texts: &str) {
        let language = Language::from_tag(language).unwrap_or_default();
        self.book.borrow_mut().speak(Messages::of(language, [texts]), moment);
    }

    /// Judges by a target's rules, and gives devices that have none this group tag and this user.
    pub fn aim(&self, target: &str, group_tag: &str, user: &str) {
        let target = Target::from_key(target).unwrap_or_default();
        self.book.borrow_mut().aim(target, group_tag, user);
    }

    /// Reads a file and takes it in; of a large one rows are there as they come, of which `tell` is told too. `false`: it is an archive, and
    /// was not read.
    ///
    /// # Errors
    /// What the browser says when it can't read it; nothing of it was taken in then.
    pub async fn check(&self, blob: Blob, path: String) -> Result<bool, JsValue> {
        let round = self.round.get();
        let head = blob.slice_with_f64_and_f64(0.0, PREFIX)?;
        let head = Uint8Array::new(&JsFuture::from(head.array_buffer()).await?).to_vec();
        if is_archive(&head) {
            return Ok(false);
        }
        let id = self.book.borrow().next_file_id();
        let read = self.read(&blob, id, &path, round).await;
        if let Ok(true) = read {
            self.sources.borrow_mut().insert(id, blob);
        } else {
            self.book.borrow_mut().forget_file(id);
        }
        read.map(|_| true)
    }

    /// Says of an archive, or of a file in one, what is wrong with it: the code of an [`ArchiveProblem`].
    pub fn problem(&self, path: String, code: &str) {
        let is_it = |problem: &ArchiveProblem| problem.code().key() == code;
        let problem = ArchiveProblem::ALL.into_iter().find(is_it).unwrap_or(ArchiveProblem::Unreadable);
        self.book.borrow_mut().add_problem(path, problem);
    }

    /// Says that a file could not be read, in the browser's words.
    pub fn unread(&self, path: String, reason: &str) {
        self.book.borrow_mut().add_unread(path, reason);
    }

    /// Reads no further in the file that is being read, and takes nothing of it in.
    pub fn stop(&self) {
        self.round.set(self.round.get().wrapping_add(1));
    }

    /// Lists only devices with these words in them, and with `severity` as the worst that is said; empty: all.
    pub fn filter(&self, text: &str, severity: &str) {
        let all = [Severity::Error, Severity::Warning, Severity::Info];
        let severity = all.into_iter().find(|known| known.key() == severity);
        self.book.borrow_mut().filter(text, severity);
    }

    /// The set as a whole, as JSON.
    pub fn overview(&self) -> String {
        json(&self.book.borrow().overview())
    }

    /// Rows `from..to` of the list, as JSON.
    pub fn rows(&self, from: usize, to: usize) -> String {
        json(&self.book.borrow().rows(from, to))
    }

    /// What is said about the device of a row of the list, as JSON.
    pub fn problems(&self, at: usize) -> String {
        json(&self.book.borrow().problems(at))
    }

    /// Makes one of the fixes of what is said about the device of a row.
    pub fn fix(&self, at: usize, problem: usize, fix: usize) {
        self.book.borrow_mut().fix(at, problem, fix);
    }

    /// Makes all safe fixes.
    #[wasm_bindgen(js_name = fixSafe)]
    pub fn fix_safe(&self) {
        self.book.borrow_mut().fix_safe();
    }

    /// Gives the device of a row of the list a group tag (`tag`) or a user.
    pub fn set(&self, at: usize, tag: bool, value: &str) {
        self.book.borrow_mut().set(at, tag, value);
    }

    /// Leaves the device of a row out.
    #[wasm_bindgen(js_name = leaveOut)]
    pub fn leave_out(&self, at: usize) {
        self.book.borrow_mut().leave_out(at);
    }

    /// Takes the last step back, or does it again.
    pub fn undo(&self, again: bool) {
        self.book.borrow_mut().undo(again);
    }

    /// Everything that is said, as the JSON of `muster check`: at most `most` diagnostics of it.
    pub fn report(&self, most: usize) -> String {
        self.book.borrow().report(most)
    }

    /// The files for a target: `[name, Blob]` of each.
    ///
    /// # Errors
    /// In words, when a file that they are made of is not what it was.
    pub async fn export(&self, target: &str) -> Result<Array, JsValue> {
        let target = Target::from_key(target).unwrap_or_default();
        let files = self.book.borrow().export(target);
        let origin = |id: FileId| {
            let encoding = self.book.borrow().encoding(id)?;
            Some(Origin { blob: self.sources.borrow().get(&id)?.clone(), encoding })
        };
        let mut composer = Composer::new(origin);
        let made = Array::new();
        for file in files {
            let blob = match composer.compose(&file.parts).await {
                Ok(blob) => blob,
                Err(error) => return Err(self.explain(&error).into()),
            };
            made.push(&Array::of2(&file.name.into(), &blob));
        }
        Ok(made)
    }
}

impl Engine {
    /// Reads a file. `false`: it was stopped before its end, since that round.
    async fn read(&self, blob: &Blob, id: FileId, path: &str, round: u32) -> Result<bool, JsValue> {
        let mut stream = Stream::new(blob)?;
        let mut reader = Reader::new(id, path);
        let (mut chunk, mut rows, mut bytes) = (Vec::new(), Vec::new(), 0.0);
        let begun = Date::now();
        let (mut told, mut shown) = (begun, begun + FIRST);
        while stream.next(&mut chunk).await? {
            if self.round.get() != round {
                return Ok(false);
            }
            reader.push(&chunk, &mut rows);
            #[expect(clippy::cast_precision_loss, reason = "a chunk is small")]
            let count = chunk.len() as f64;
            bytes += count;
            let now = Date::now();
            let is_shown = now >= shown && !rows.is_empty();
            if is_shown || self.book.borrow().is_reading() {
                let part = std::mem::take(&mut rows);
                self.book.borrow_mut().add_rows(id, path, part, bytes / blob.size());
            }
            if is_shown {
                shown = now + GROWTH * (now - begun);
                self.book.borrow_mut().settle();
            }
            if is_shown || now - told >= PAUSE {
                told = now;
                self.tell.call2(&JsValue::NULL, &bytes.into(), &is_shown.into())?;
            }
        }
        let is_whole = self.round.get() == round;
        if is_whole {
            let report = reader.finish(&mut rows);
            self.book.borrow_mut().complete_file(report, rows);
        }
        Ok(is_whole)
    }

    fn explain(&self, error: &ComposeError) -> String {
        let book = self.book.borrow();
        match error {
            ComposeError::NoSource { file } | ComposeError::Changed { file } => book.changed(*file),
            ComposeError::Other(words) => book.not_composed(words),
        }
    }
}

fn json(value: &impl serde::Serialize) -> String {
    // Strings and numbers can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

/// Seconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "a moment of this age")]
fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}

/// A moment as date and time, in the region of the language and the reader's time zone.
#[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are far below 2^53")]
fn moment(language: Language, seconds: i64) -> String {
    let date = Date::new(&(seconds as f64 * 1000.0).into());
    date.to_locale_string(language.tag(), &JsValue::UNDEFINED).into()
}
