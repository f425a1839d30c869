//! A device of a set: the rows that speak of one and the same machine.

use crate::{Code, Diagnostic, Field, RowId, Rule, Severity};

/// A device: one row that stands for it and the others that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The row that is kept: the newest capture; of equally new ones, the one that was read last.
    pub row: RowId,
    /// The other rows of the device, which are not written, newest first.
    pub others: Vec<RowId>,
    /// The row whose group tag the device has: the kept row's, or, where that is empty, that of the next row with one.
    pub group_tag_from: RowId,
    /// The row whose assigned user the device has, likewise.
    pub assigned_user_from: RowId,
    /// What is said about its rows, counted.
    pub counts: Counts,
    /// Whether it is written to the target's file: nothing about what would be written is an error.
    pub exportable: bool,
}

impl Device {
    /// A device with one row, of which nothing was said yet.
    pub(super) fn of_one(row: RowId) -> Device {
        Device {
            row,
            others: Vec::new(),
            group_tag_from: row,
            assigned_user_from: row,
            counts: Counts::default(),
            exportable: false,
        }
    }

    /// All rows, the kept one first.
    pub fn rows(&self) -> impl Iterator<Item = RowId> + '_ {
        std::iter::once(self.row).chain(self.others.iter().copied())
    }

    /// The worst that is said about it; `None` if nothing is.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.counts.worst()
    }

    /// The row that a field's value comes from.
    #[must_use]
    pub fn source(&self, field: Field) -> RowId {
        match field {
            Field::GroupTag => self.group_tag_from,
            Field::AssignedUser => self.assigned_user_from,
            _ => self.row,
        }
    }
}

/// How many diagnostics there are of each severity, and which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Things good to know.
    pub infos: u32,
    /// Those with a fix that can be applied unseen.
    pub safe_fixes: u32,
    /// Which diagnostics there are.
    pub codes: Codes,
}

impl Counts {
    /// Counts one more.
    pub(super) fn add(&mut self, diagnostic: &Diagnostic) {
        match diagnostic.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
        self.safe_fixes += u32::from(diagnostic.safe_fix().is_some());
        self.codes.insert(diagnostic.code);
    }

    /// The worst severity that was counted.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        if self.errors > 0 {
            Some(Severity::Error)
        } else if self.warnings > 0 {
            Some(Severity::Warning)
        } else {
            (self.infos > 0).then_some(Severity::Info)
        }
    }
}

/// A set of codes, small enough to be kept for every device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Codes(u128);

const _: () = assert!(Code::ALL.len() <= u128::BITS as usize);

impl Codes {
    fn insert(&mut self, code: Code) {
        self.0 |= 1 << code as u32;
    }

    /// Whether the code is in it.
    #[must_use]
    pub fn contains(self, code: Code) -> bool {
        self.0 & (1 << code as u32) != 0
    }

    /// Whether a code of the rule is in it.
    #[must_use]
    pub fn any_of(self, rule: Rule) -> bool {
        self.iter().any(|code| code.rule() == rule)
    }

    /// The codes in it, in the order of [`Code::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Code> {
        Code::ALL.iter().copied().filter(move |&code| self.contains(code))
    }
}
