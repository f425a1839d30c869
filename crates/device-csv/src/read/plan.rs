//! Which section of a table is read when, and which of those that were read hold.
//!
//! A table is cut into blocks of the same size. Each is read by whoever is free, from the first certain row in it to the first one
//! behind it, as if the rows before it were like those at the start of the file. What was read so holds if the section before
//! it, which holds, ends where it starts, and leaves things as it took them to be. Where it doesn't, the stretch is read again from
//! where the one before has ended. So a file that is what it seems is read once, and any other is read no worse than in one go.

use std::collections::BTreeMap;

use super::section::{Bearings, Section};

/// A stretch to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// By which it is spoken of.
    pub id: u32,
    /// The byte at which reading begins.
    pub from: u64,
    /// Whether its first row is to be looked for.
    pub search: bool,
    /// It ends before the first certain row that starts behind this byte; `None`: with the file.
    pub limit: Option<u64>,
    /// How its rows are read; `None`: it is the start of the file, which tells that by itself.
    pub bearings: Option<Bearings>,
}

/// What is to be done with the rows of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They hold, and so many device rows and lines come before them.
    Holds {
        /// Device rows.
        rows: u32,
        /// Lines.
        lines: u32,
    },
    /// It isn't known yet.
    Open,
    /// They are void.
    Void,
}

/// In which order a table is read by several.
#[derive(Clone, Debug)]
pub struct Plan {
    size: u64,
    block: u64,
    /// How rows are read at the frontier, and taken to be read behind it.
    bearings: Bearings,
    /// What was read and holds: everything before the frontier.
    sections: Option<Section>,
    /// The task whose rows start at the frontier.
    front: Option<u32>,
    tasks: BTreeMap<u32, Reading>,
    next_id: u32,
    next_block: u64,
    /// A stretch from the frontier, to be read before anything else.
    gap: Option<Task>,
}

/// A task that was given out.
#[derive(Clone, Debug)]
struct Reading {
    from: u64,
    limit: u64,
    start: Option<u64>,
    found: Found,
}

#[derive(Clone, Debug)]
enum Found {
    /// It is being read.
    NotYet,
    /// No certain row.
    Nothing,
    Rows(Box<Section>),
}

impl Plan {
    /// A plan for a table of that many bytes, in blocks of that many, whose head tells that its rows are read so.
    #[must_use]
    pub fn new(size: u64, block: u64, bearings: Bearings) -> Plan {
        Plan {
            size,
            block: block.max(1),
            bearings,
            sections: None,
            front: None,
            tasks: BTreeMap::new(),
            next_id: 0,
            next_block: 0,
            gap: None,
        }
    }

    /// What is to be read next. `None`: nothing, until something was read. No more than `ahead` tasks are given out that did not
    /// prove to hold yet.
    pub fn next(&mut self, ahead: usize) -> Option<Task> {
        let task = match self.gap.take() {
            Some(gap) => gap,
            None if self.tasks.len() >= ahead => return None,
            None => {
                let from = self.next_block.checked_mul(self.block).filter(|&from| from < self.size)?;
                self.next_block += 1;
                self.task(from, from > 0)
            }
        };
        let limit = task.limit.unwrap_or(self.size);
        let start = (!task.search).then_some(task.from);
        self.tasks.insert(task.id, Reading { from: task.from, limit, start, found: Found::NotYet });
        self.advance();
        Some(task)
    }

    /// The first row of a task was found.
    pub fn began(&mut self, id: u32, start: u64) {
        if let Some(reading) = self.tasks.get_mut(&id) {
            reading.start = Some(start);
            self.advance();
        }
    }

    /// A task was read to its end; `None`: there is no row in it that is certain.
    pub fn ended(&mut self, id: u32, found: Option<Section>) {
        if let Some(reading) = self.tasks.get_mut(&id) {
            reading.start = found.as_ref().map(|section| section.start);
            reading.found = found.map_or(Found::Nothing, |section| Found::Rows(Box::new(section)));
            self.advance();
        }
    }

    /// The task whose rows are the next of the file.
    #[must_use]
    pub fn front(&self) -> Option<u32> {
        self.front
    }

    /// What is to be done with the rows of a task.
    #[must_use]
    pub fn fate(&self, id: u32) -> Fate {
        if self.front == Some(id) {
            let (rows, lines) =
                self.sections.as_ref().map_or((0, 0), |section| (section.rows, section.lines));
            Fate::Holds { rows, lines }
        } else if self.tasks.contains_key(&id) {
            Fate::Open
        } else {
            Fate::Void
        }
    }

    /// Takes the front task off, once it was read: its rows are those of the file up to where it has ended, and what it found is
    /// kept. Whether it was, and another may have its turn.
    pub fn pass(&mut self) -> Option<u32> {
        let id = self.front?;
        let Found::Rows(_) = self.tasks.get(&id)?.found else { return None };
        let Found::Rows(section) = self.tasks.remove(&id)?.found else { return None };
        self.front = None;
        if section.bearings != self.bearings {
            // What was read behind it was read as what it isn't.
            self.bearings.clone_from(&section.bearings);
            self.tasks.clear();
            self.next_block = self.next_block.min(self.block_of(section.end) + 1);
        }
        match &mut self.sections {
            Some(sections) => sections.join(*section),
            none => *none = Some(*section),
        }
        self.advance();
        Some(id)
    }

    /// Bytes from the start of the file of which it is known that what was read holds.
    #[must_use]
    pub fn frontier(&self) -> u64 {
        self.sections.as_ref().map_or(0, |section| section.end)
    }

    /// Everything that was read, once that is all of the file; `None`: something is missing.
    #[must_use]
    pub fn finish(self) -> Option<Section> {
        self.sections.filter(|section| section.end >= self.size)
    }

    /// Finds the task that goes on at the frontier.
    fn advance(&mut self) {
        let frontier = self.frontier();
        let is_there = self.sections.is_some();
        if self.front.is_some() || self.gap.is_some() || (is_there && frontier >= self.size) {
            return;
        }
        // What lies before the frontier, or begins elsewhere in its block, has missed it.
        self.tasks
            .retain(|_, task| task.limit >= frontier && task.start.is_none_or(|start| start >= frontier));
        let goes_on = self.tasks.iter().find(|(_, task)| task.start == Some(frontier));
        if let Some((&id, _)) = goes_on {
            self.front = Some(id);
            return;
        }
        let may_go_on = |task: &Reading| {
            task.start.is_none() && matches!(task.found, Found::NotYet) && task.from < frontier
        };
        if !is_there || self.next_block <= self.block_of(frontier) || self.tasks.values().any(may_go_on) {
            return;
        }
        let gap = self.task(frontier, false);
        self.gap = Some(gap);
    }

    /// The block in which a row is looked for that starts at that byte: a row at its very start is of the block before.
    fn block_of(&self, start: u64) -> u64 {
        start.saturating_sub(1) / self.block
    }

    fn task(&mut self, from: u64, search: bool) -> Task {
        let id = self.next_id;
        self.next_id = self.next_id.wrapping_add(1);
        let block = if search { from / self.block } else { self.block_of(from) };
        let end = block.saturating_add(1).saturating_mul(self.block);
        Task {
            id,
            from,
            search,
            limit: (end < self.size).then_some(end),
            bearings: (from > 0).then(|| self.bearings.clone()),
        }
    }
}
