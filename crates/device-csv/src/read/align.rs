//! Rows with more fields than columns.
//!
//! The common cause: quotes were deleted blindly, and a manufacturer such as `VMware, Inc.` fell apart. Fields are put
//! together again where exactly one way of doing so makes sense. What the hash of the row says decides; without a
//! hash, what company names look like.

use std::borrow::Cow;

use super::line::Line;
use super::split::Span;
use crate::{Field, HashSummary};

/// Fields more than columns that are looked into; more than that is another kind of damage.
const MOST_EXTRA: usize = 6;

/// Which fields make up each column: index of the first, and how many.
pub(super) type Groups = Vec<(usize, usize)>;

/// A row whose fields must be spread over columns.
#[derive(Clone, Copy)]
pub(super) struct Crowded<'a> {
    pub line: &'a Line<'a>,
    pub spans: &'a [Span],
    /// The field that is a hash.
    pub hash: Option<usize>,
    /// What the hash says.
    pub summary: Option<&'a HashSummary>,
}

impl<'a> Crowded<'a> {
    /// The one way to put fields together that makes sense under these columns.
    pub(super) fn align(self, columns: &[Option<Field>]) -> Option<Groups> {
        self.align_by_hash(columns).or_else(|| Crowded { summary: None, ..self }.only_way(columns))
    }

    /// The one way that agrees with what the hash says.
    pub(super) fn align_by_hash(self, columns: &[Option<Field>]) -> Option<Groups> {
        self.summary.and_then(|_| self.only_way(columns))
    }

    /// Whether the fields make sense one by one under these columns.
    pub(super) fn makes_sense_as_it_is(self, columns: &[Option<Field>]) -> bool {
        columns
            .iter()
            .take(self.spans.len())
            .enumerate()
            .all(|(index, &column)| self.makes_sense(column, index, 1))
    }

    fn only_way(self, columns: &[Option<Field>]) -> Option<Groups> {
        if self.spans.len() > columns.len() + MOST_EXTRA {
            return None;
        }
        let mut ways = Vec::new();
        self.collect(columns, &mut Vec::new(), &mut ways);
        match ways.len() {
            1 => ways.pop(),
            _ => None,
        }
    }

    /// Every way that makes sense, by taking one, two, three … fields for the next column; two are enough to know
    /// that there is not just one.
    fn collect(self, columns: &[Option<Field>], taken: &mut Groups, ways: &mut Vec<Groups>) {
        let start = taken.last().map_or(0, |(start, count)| start + count);
        let left = self.spans.len() - start;
        let Some(&column) = columns.get(taken.len()) else {
            if left == 0 {
                ways.push(taken.clone());
            }
            return;
        };
        let others = columns.len() - taken.len() - 1;
        if left <= others {
            return;
        }
        let can_be_joined = matches!(column, Some(Field::Manufacturer | Field::Model | Field::GroupTag));
        let most = if can_be_joined { left - others } else { 1 };
        for count in 1..=most {
            if ways.len() < 2 && self.makes_sense(column, start, count) {
                taken.push((start, count));
                self.collect(columns, taken, ways);
                taken.pop();
            }
        }
    }

    fn makes_sense(self, column: Option<Field>, start: usize, count: usize) -> bool {
        let text = self.joined(start, count);
        let says = |of: fn(&HashSummary) -> &str| {
            self.summary.map(of).map(str::trim).filter(|expected| !expected.is_empty())
        };
        match column {
            None | Some(Field::Serial | Field::ProductId) => true,
            Some(Field::Hash) => self.hash.map_or_else(|| text.trim().is_empty(), |hash| hash == start),
            Some(Field::AssignedUser) => text.trim().is_empty() || text.contains('@'),
            Some(Field::GroupTag) => !text.contains('@') && (count == 1 || self.all_filled(start, count)),
            Some(Field::Manufacturer) => match says(|summary| &summary.tuple.manufacturer) {
                Some(expected) => text.trim() == expected || (count == 1 && text.trim().is_empty()),
                None => self.is_company(start, count),
            },
            Some(Field::Model) => match says(|summary| &summary.tuple.model) {
                Some(expected) => text.trim() == expected || (count == 1 && text.trim().is_empty()),
                None => self.is_model(start, count),
            },
        }
    }

    /// One name, or a name and the words behind its commas that say what kind of company it is.
    fn is_company(self, start: usize, count: usize) -> bool {
        let suffixes = start + 1..start + count;
        !self.is_suffix(start) && suffixes.clone().all(|index| self.is_suffix(index))
    }

    /// One name, or a name and a number behind its comma, as in `VMware20,1`.
    fn is_model(self, start: usize, count: usize) -> bool {
        let is_number = |index: usize| {
            let text = self.line.value(self.spans[index]);
            !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        !self.is_suffix(start)
            && match count {
                1 => !self.spans.get(start + 1).is_some_and(|_| is_number(start + 1)),
                2 => is_number(start + 1),
                _ => false,
            }
    }

    fn is_suffix(self, index: usize) -> bool {
        let text = self.line.value(self.spans[index]);
        let letters: String = text.chars().filter(|char| char.is_alphanumeric()).collect();
        SUFFIXES.iter().any(|suffix| letters.eq_ignore_ascii_case(suffix))
    }

    fn all_filled(self, start: usize, count: usize) -> bool {
        self.spans[start..start + count].iter().all(|span| !self.line.is_blank(*span))
    }

    /// The fields as they stand in the row, with what is between them.
    fn joined(self, start: usize, count: usize) -> Cow<'a, str> {
        match count {
            1 => self.line.value(self.spans[start]),
            _ => self.line.joined(self.spans[start], self.spans[start + count - 1]),
        }
    }
}

/// What may stand behind a comma in the name of a company, without its dots and spaces.
const SUFFIXES: [&str; 26] = [
    "Inc",
    "Incorporated",
    "Ltd",
    "Limited",
    "Co",
    "CoLtd",
    "Company",
    "Corp",
    "Corporation",
    "LLC",
    "LLP",
    "LP",
    "PLC",
    "GmbH",
    "AG",
    "SA",
    "SAS",
    "SpA",
    "Srl",
    "SRO",
    "BV",
    "NV",
    "AB",
    "AS",
    "Oy",
    "KK",
];

/// What fields behind the last column may hold, where the header names the first columns of the portals' files but a
/// row goes on: first the rest of Intune's columns, then of Partner Center's.
pub(super) fn unnamed(columns: &[Option<Field>]) -> &'static [&'static [Field]] {
    const BASE: [Option<Field>; 4] =
        [Some(Field::Serial), Some(Field::ProductId), Some(Field::Hash), Some(Field::GroupTag)];
    if columns == &BASE[..3] {
        &[&[Field::Manufacturer, Field::Model], &[Field::GroupTag, Field::AssignedUser], &[Field::GroupTag]]
    } else if columns == BASE {
        &[&[Field::AssignedUser]]
    } else {
        &[]
    }
}
