//! What is to be said about a file's form, gathered while it is read.

use super::encoding::Unit;
use super::frame::Quotes;
use super::line::Line;
use super::section::{BlankRun, blank_rows};
use super::split::{Form, Span};
use crate::order::sort_by_key;
use crate::secret::mask;
use crate::{Arg, ByteRange, Code, Diagnostic, Encoding, Place};

/// Texts in messages are cut after this many characters.
const LONGEST: usize = 160;

#[derive(Clone, Debug)]
pub(super) struct Notes {
    pub diagnostics: Vec<Diagnostic>,
    pub blank: Option<BlankRun>,
    pub quoted: bool,
    /// The first row with bytes that are not UTF-8.
    pub not_utf8: Option<Place>,
    pub multibyte: bool,
    /// The first row with zeros between letters, or that was dropped.
    pub damaged: Option<Place>,
}

impl Notes {
    pub(super) fn new() -> Notes {
        Notes {
            diagnostics: Vec::new(),
            blank: None,
            quoted: false,
            not_utf8: None,
            multibyte: false,
            damaged: None,
        }
    }

    pub(super) fn say(&mut self, code: Code, place: Place, args: Vec<(&'static str, Arg)>) {
        self.diagnostics.push(Diagnostic::new(code, place, args));
    }

    /// Takes a row's encoding into account.
    pub(super) fn see(&mut self, line: &Line) {
        if line.unit != Unit::Byte {
            return;
        }
        if is_plain(line.text) {
            return;
        }
        if memchr::memchr(0, line.text).is_some() {
            self.damage(line);
        }
        if line.text.is_ascii() {
            return;
        }
        if std::str::from_utf8(line.text).is_ok() {
            self.multibyte = true;
        } else if self.not_utf8.is_none() {
            self.not_utf8 = Some(line.place());
        }
    }

    /// Keeps where bytes were dropped, or zeros stand between letters: the first place is told.
    pub(super) fn damage(&mut self, line: &Line) {
        if self.damaged.is_none() {
            self.damaged = Some(line.place());
        }
    }

    /// Counts a blank row; a run of them becomes one diagnostic.
    pub(super) fn blank(&mut self, line: &Line) {
        match &mut self.blank {
            Some(blank) => {
                blank.count += 1;
                if let Some(range) = &mut blank.place.range {
                    range.end = line.whole().end;
                }
            }
            None => self.blank = Some(BlankRun { place: line.place(), count: 1 }),
        }
    }

    /// Ends a run of blank rows.
    pub(super) fn end_blank(&mut self) {
        if let Some(BlankRun { place, count }) = self.blank.take() {
            self.diagnostics.push(blank_rows(place, count));
        }
    }

    /// Takes back a run of blank rows, which stand within the text above a header, and returns how many they are.
    pub(super) fn take_blank(&mut self) -> i64 {
        self.blank.take().map_or(0, |blank| blank.count)
    }

    /// What is to be said about quotes: the first quoted field of a file, and the first quote of a row that makes no
    /// sense.
    pub(super) fn quotes(&mut self, line: &Line, spans: &[Span]) {
        if line.quotes == Quotes::None {
            return;
        }
        let places = spans.iter().enumerate();
        let is_whole = spans.iter().all(|span| span.form == Form::Plain && !span.stray);
        if line.quotes == Quotes::Unclosed {
            let broken = places.clone().find(|(_, span)| span.form == Form::Unclosed);
            let place =
                broken.map_or_else(|| line.place(), |(index, span)| line.place_of(*span, index, None));
            self.say(Code::QuoteUnclosed, place, Vec::new());
        }
        if let Some((index, span)) = places.clone().find(|(_, span)| span.stray) {
            self.say(Code::QuoteStray, line.place_of(*span, index, None), Vec::new());
        }
        let is_quoted = |span: &Span| is_whole || matches!(span.form, Form::Quoted | Form::Escaped);
        if !self.quoted
            && let Some((index, span)) = places.clone().find(|(_, span)| is_quoted(span) && !span.stray)
        {
            self.quoted = true;
            self.say(Code::Quoted, line.place_of(*span, index, None), Vec::new());
        }
    }

    /// What the encoding is, now that all was seen.
    pub(super) fn encoding(&self, detected: Encoding) -> Encoding {
        match detected {
            Encoding::Ascii if self.not_utf8.is_some() => Encoding::Windows1252,
            Encoding::Ascii if self.multibyte => Encoding::Utf8,
            _ => detected,
        }
    }

    /// Says what is to be said about the encoding. `damaged`: halves of UTF-16 characters were replaced.
    pub(super) fn say_encoding(&mut self, encoding: Encoding, damaged: bool, file: Place) {
        match encoding {
            Encoding::Ascii | Encoding::Utf8 => {}
            Encoding::Utf8Bom => self.say(Code::EncodingUtf8Bom, file, Vec::new()),
            Encoding::Windows1252 => {
                let place = self.not_utf8.take().unwrap_or(file);
                self.say(Code::EncodingWindows1252, place, Vec::new());
            }
            Encoding::Utf16Le | Encoding::Utf16LeBom | Encoding::Utf16Be | Encoding::Utf16BeBom => {
                self.say(Code::EncodingUtf16, file, vec![("encoding", text(encoding.label()))]);
            }
        }
        if let Some(place) = self.damaged.take().or(self.not_utf8.take()).or(damaged.then_some(file)) {
            self.say(Code::EncodingDamaged, place, Vec::new());
        }
    }

    /// Drops all but what was said last: about a file that can't be used, one thing is enough.
    pub(super) fn keep_last(&mut self) {
        self.diagnostics.drain(..self.diagnostics.len().saturating_sub(1));
    }

    /// Everything said, by line; what is about the whole file first.
    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        sort_by_key(&mut self.diagnostics, |diagnostic| {
            let place = diagnostic.place;
            (place.line, place.column, place.range.map(|ByteRange { start, .. }| start))
        });
        self.diagnostics
    }
}

/// Whether all of it is ASCII and no zero: nearly every row is, and every byte of a file is looked at for it.
fn is_plain(text: &[u8]) -> bool {
    // All of a chunk, wherever another byte is found: so many are looked at in one step.
    let is_other =
        |bytes: &[u8]| bytes.iter().fold(0, |other, &byte| other | byte | byte.wrapping_sub(1)) >= 0x80;
    let (chunks, rest) = text.as_chunks::<128>();
    !chunks.iter().any(|chunk| is_other(chunk)) && !is_other(rest)
}

/// A text as an argument: secrets hidden, and not too long.
pub(super) fn text(text: &str) -> Arg {
    let masked = mask(text.trim());
    Arg::Text(match masked.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &masked[..end]),
        None => masked.into_owned(),
    })
}

/// A count as an argument.
pub(super) fn number(count: usize) -> Arg {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
