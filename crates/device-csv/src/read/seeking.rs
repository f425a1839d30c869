//! What was seen before a header or a hash told what the columns are, and what the file is when none ever does.

use super::line::Line;
use super::notes::{Notes, number, text};
use super::split::{Span, split};
use crate::{Arg, Code, Field, FileId, FileKind, Place};

/// A row of identifiers is shorter than this, in bytes.
const LONGEST_IDENTIFIER: usize = 512;

/// The start of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Seeking {
    /// Rows so far, blank ones between them included.
    rows: i64,
    /// The first of them.
    first: Option<Place>,
    /// The header of a list that has serials but no hashes.
    pub listing: Option<Listing>,
    identifiers: Identifiers,
}

/// A header that has serials but no hashes.
#[derive(Clone, Debug)]
pub(super) struct Listing {
    pub columns: Vec<Option<Field>>,
    headings: String,
}

/// Rows that may be of Intune's list of corporate identifiers.
#[derive(Clone, Copy, Debug, Default)]
struct Identifiers {
    rows: usize,
    fitting: usize,
    /// Those whose serial has a digit, as nearly all serials have.
    with_digit: usize,
}

impl Seeking {
    /// Whether nothing but blank rows was seen.
    pub(super) fn is_at_start(&self) -> bool {
        self.rows == 0
    }

    /// Counts a row that tells nothing about the columns.
    pub(super) fn pass(&mut self, line: &Line, notes: &mut Notes) {
        if self.first.is_none() {
            notes.end_blank();
            self.first = Some(line.place());
        }
        self.rows += 1 + notes.take_blank();
        self.identifiers.see(line);
    }

    /// Keeps a header of a list without hashes; the rows under it tell whether it is all that there is.
    pub(super) fn keep(&mut self, columns: Vec<Option<Field>>, headings: &[String]) {
        self.listing = Some(Listing { columns, headings: headings.join(", ") });
    }

    /// Ends the search: what was passed, `besides` the rows that turned out to be of use, stands above the table.
    pub(super) fn end(self, besides: i64, notes: &mut Notes) {
        let lines = self.rows - besides;
        match self.first {
            Some(place) if lines > 0 => {
                let lines = lines + notes.take_blank();
                notes.say(Code::Preamble, place, vec![("lines", Arg::Number(lines))]);
            }
            _ => notes.end_blank(),
        }
    }

    /// What a file is in which nothing was found.
    pub(super) fn conclude(self, file: FileId, notes: &mut Notes) -> FileKind {
        let place = Place::file(file);
        if self.rows == 0 {
            notes.say(Code::FileEmpty, place, Vec::new());
        } else if let Some(listing) = self.listing {
            notes.say(Code::FileWithoutHashes, place, vec![("columns", text(&listing.headings))]);
        } else if self.identifiers.are_likely() {
            notes.say(Code::CorporateIdentifiers, place, vec![("rows", number(self.identifiers.rows))]);
            return FileKind::CorporateIdentifiers;
        } else {
            notes.say(Code::FileUnrecognised, place, Vec::new());
        }
        FileKind::Unrecognised
    }
}

impl Identifiers {
    /// Manufacturer, model and serial, in three columns with nothing above them.
    fn see(&mut self, line: &Line) {
        self.rows += 1;
        if line.text.len() >= LONGEST_IDENTIFIER {
            return;
        }
        let serial = [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
            let mut spans = Vec::new();
            split(line.text, delimiter, &mut spans);
            let [manufacturer, model, serial] = spans[..] else { return None };
            (!line.is_blank(manufacturer) && !line.is_blank(model)).then(|| serial_of(line, serial))?
        });
        if let Some(serial) = serial {
            self.fitting += 1;
            self.with_digit += usize::from(serial.contains(|c: char| c.is_ascii_digit()));
        }
    }

    /// Nine in ten rows fit: a few may be spoilt. And half of the serials have a digit: three words in a row may be
    /// anything.
    fn are_likely(self) -> bool {
        self.fitting > 0 && self.fitting * 10 >= self.rows * 9 && self.with_digit * 2 >= self.fitting
    }
}

/// A field of letters and digits without a space.
fn serial_of(line: &Line, span: Span) -> Option<String> {
    let value = line.value(span);
    let serial = value.trim();
    let of_serial = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '.' | '/' | '_');
    (!serial.is_empty() && serial.chars().all(of_serial)).then(|| serial.to_owned())
}
