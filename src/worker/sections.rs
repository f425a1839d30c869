//! A large table, read by several workers at once, section by section.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use device_csv::{Bearings, Fate, FileId, FileReport, Plan, Reader};
use js_sys::{Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{
    crew::{Crew, Inbox, News},
    digest::{BLOCK, FileDigest},
    intake::PAUSE,
    message::Post,
    pace::Pace,
    slices::{size, slice},
    stream::Stream,
};
use crate::wire::{BEFORE, FailReason, FromWorker, section_of};

/// A file of fewer bytes is read by one worker: to start others would take longer.
pub const WORTH_IT: u64 = 2 * BLOCK;

/// Bytes at the start of a file that tell how its rows are read, or never will.
const HEAD: u64 = 256 * 1024;

/// What stays from one file to the next.
#[derive(Default)]
pub struct Office {
    crew: RefCell<Option<Crew>>,
    /// The crew's own: what comes for one that was dropped reaches nobody.
    inbox: RefCell<Rc<Inbox>>,
}

/// Why reading has stopped.
pub enum Stop {
    Browser(JsValue),
    Lost(FailReason),
}

impl From<JsValue> for Stop {
    fn from(error: JsValue) -> Stop {
        Stop::Browser(error)
    }
}

impl Office {
    /// Lets whoever waits look again: what is asked of it has changed.
    pub fn stir(&self) {
        self.inbox.borrow().stir();
    }

    /// Reads a large table whose rows are read so.
    pub async fn read(
        &self,
        blob: &Blob,
        (id, path): (u32, &str),
        bearings: Bearings,
        pace: &Pace,
        post: Post<'_>,
    ) -> Result<(FileReport, [u8; 32]), Stop> {
        let mut crew = self.crew.take().unwrap_or_default();
        self.inbox.replace(crew.inbox());
        let read = read(blob, (id, path), bearings, pace, &mut crew, post).await?;
        // After a failure it is dropped: its workers are still at a file that nobody asks for.
        self.crew.replace(Some(crew));
        Ok(read)
    }
}

/// How the rows of a large table are read. `None`: it is small, or something else, or doesn't tell at its head.
pub async fn bearings(blob: &Blob) -> Result<Option<Bearings>, JsValue> {
    if size(blob) < WORTH_IT {
        return Ok(None);
    }
    let mut stream = Stream::new(&slice(blob, 0, HEAD)?)?;
    let mut reader = Reader::new(FileId(0), "");
    let (mut chunk, mut rows) = (Vec::new(), Vec::new());
    while reader.bearings().is_none() && stream.next(&mut chunk).await? {
        // Line by line or so: what comes far behind the header may change what it says.
        for piece in chunk.chunks(4096) {
            if reader.bearings().is_none() {
                reader.push(piece, &mut rows);
            }
        }
    }
    Ok(reader.bearings())
}

async fn read(
    blob: &Blob,
    (id, path): (u32, &str),
    bearings: Bearings,
    pace: &Pace,
    crew: &mut Crew,
    post: Post<'_>,
) -> Result<(FileReport, [u8; 32]), Stop> {
    let size = size(blob);
    post(FromWorker::Started { id, path: path.to_owned(), size }, None);
    let mut read =
        Read { id, plan: Plan::new(size, BLOCK, bearings), held: HashMap::new(), told: Date::now(), post };
    let mut blocks: HashMap<u64, [u8; 16]> = HashMap::new();
    let mut given: HashMap<u32, u64> = HashMap::new();
    loop {
        crew.grow();
        while !pace.is_paused() && crew.has_time() {
            let Some(task) = read.plan.next(crew.ahead()) else { break };
            given.insert(task.id, task.from / BLOCK);
            crew.give(blob, id, task)?;
        }
        if crew.is_idle() && crew.has_time() && !pace.is_paused() {
            break;
        }
        match crew.next().await {
            Some(News::Message(FromWorker::Began { task, start }, _)) => read.plan.began(task, start),
            Some(News::Message(FromWorker::SectionRows { task, at, rows }, packed)) => {
                let packed = packed.dyn_into().map_err(|_| crashed("rows came without their bytes"))?;
                read.take(task, Batch { packed, at, rows });
            }
            Some(News::Message(FromWorker::Ended { task, found, digest }, _)) => {
                crew.done(task);
                if let (Some(&block), Some(digest)) = (given.get(&task), digest) {
                    blocks.insert(block, digest);
                }
                let found = found.map(|found| section_of(*found)).transpose();
                let found = found.map_err(|error| Stop::Lost(FailReason::Crashed(error.to_string())))?;
                read.plan.ended(task, found);
            }
            // Somebody is ready, or is to look again.
            None | Some(News::Message(..)) => {}
            Some(News::Lost(number, reason)) => {
                if crew.let_go(number) {
                    return Err(Stop::Lost(reason));
                }
            }
        }
        read.pass();
    }
    let section = read.plan.finish().ok_or_else(|| crashed("a section of the file is missing"))?;
    let blocks =
        (0..size.div_ceil(BLOCK)).map(|block| blocks.get(&block).copied()).collect::<Option<Vec<_>>>();
    let blocks = blocks.ok_or_else(|| crashed("a block of the file was not read"))?;
    Ok((section.report(FileId(id), path.to_owned(), size), FileDigest::of_blocks(&blocks, size)))
}

fn crashed(words: &str) -> Stop {
    Stop::Lost(FailReason::Crashed(words.to_owned()))
}

/// Rows of a section.
struct Batch {
    packed: Uint8Array,
    /// The byte of the file that reading was at.
    at: u64,
    /// Rows of the section with these.
    rows: u32,
}

struct Read<'a> {
    id: u32,
    plan: Plan,
    /// Rows of sections of which it isn't known yet whether they hold.
    held: HashMap<u32, Vec<Batch>>,
    told: f64,
    post: Post<'a>,
}

impl Read<'_> {
    fn take(&mut self, task: u32, batch: Batch) {
        self.held.entry(task).or_default().push(batch);
    }

    /// Gives on the rows that hold.
    fn pass(&mut self) {
        while let Some(front) = self.plan.front() {
            if let Fate::Holds { rows, lines } = self.plan.fate(front) {
                for batch in self.held.remove(&front).into_iter().flatten() {
                    self.send(batch, rows, lines);
                }
            }
            if self.plan.pass().is_none() {
                break;
            }
        }
        let plan = &self.plan;
        self.held.retain(|&task, _| plan.fate(task) != Fate::Void);
    }

    fn send(&mut self, Batch { packed, at, rows }: Batch, before: u32, lines: u32) {
        let place = packed.subarray(BEFORE, BEFORE + 8);
        let mut numbers = [0; 8];
        place.copy_to(&mut numbers);
        // Rows of the section that come before these, and now those of the file that come before the section.
        let own = numbers.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        numbers[..4].copy_from_slice(&before.saturating_add(own).to_le_bytes());
        numbers[4..].copy_from_slice(&lines.to_le_bytes());
        place.copy_from(&numbers);
        (self.post)(FromWorker::Rows, Some(&packed.into()));
        let now = Date::now();
        if now - self.told >= PAUSE {
            self.told = now;
            let rows = before.saturating_add(rows);
            (self.post)(FromWorker::Progress { id: self.id, bytes: at, source_bytes: at, rows }, None);
        }
    }
}
