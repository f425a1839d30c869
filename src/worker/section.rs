//! A section of a file, read for the worker that puts them together.

use device_csv::{FileId, Reader, Row, Task};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::{
    digest::{BLOCK, BlockDigest},
    intake::batch,
    message::{Post, bytes},
    slices::{size, slice},
    stream::Stream,
};
use crate::wire::{self, BATCH, FromWorker};

/// How much behind a section's limit is read with it: enough for the row that is found there, nearly always.
const MARGIN: u64 = 16 * 1024;

/// Reads a section of a file, and the digest of the block that it lies in.
pub async fn read(blob: &Blob, file: u32, task: Task, post: Post<'_>) -> Result<(), JsValue> {
    let size = size(blob);
    let limit = task.limit.unwrap_or(size);
    let file = FileId(file);
    let reader = match &task.bearings {
        None => task.limit.into_iter().fold(Reader::new(file, ""), Reader::up_to),
        Some(bearings) => Reader::within(file, bearings, task.from, task.search, task.limit),
    };
    // A stretch from there may be read again up to the first row behind it: that is no block.
    let is_block = task.from.is_multiple_of(BLOCK) && limit > task.from;
    let is_first = task.from == 0;
    let mut section =
        Section { id: task.id, reader, rows: Vec::new(), sent: 0, began: false, is_first, post };
    let mut digest = is_block.then(|| BlockDigest::new(limit - task.from));
    let (mut chunk, mut at) = (Vec::new(), task.from);
    // What is behind the margin is asked for only where it is needed.
    for end in [limit.saturating_add(MARGIN).min(size), size] {
        if section.reader.is_over() || at >= end {
            continue;
        }
        let mut stream = Stream::new(&slice(blob, at, end)?)?;
        while !(section.reader.is_over() && at >= limit) && stream.next(&mut chunk).await? {
            if let Some(digest) = &mut digest {
                digest.update(&chunk);
            }
            at += chunk.len() as u64;
            section.take(&chunk, at);
        }
    }
    section.finish(size, digest.map(BlockDigest::finish));
    Ok(())
}

struct Section<'a> {
    id: u32,
    reader: Reader,
    /// Rows that were not sent yet.
    rows: Vec<Row>,
    sent: usize,
    began: bool,
    /// Whether it is the start of the file.
    is_first: bool,
    post: Post<'a>,
}

impl Section<'_> {
    fn take(&mut self, chunk: &[u8], at: u64) {
        self.reader.push(chunk, &mut self.rows);
        if !self.began
            && let Some(start) = self.reader.start()
        {
            self.began = true;
            (self.post)(FromWorker::Began { task: self.id, start }, None);
        }
        while self.rows.len() >= self.batch() {
            let batch = self.batch();
            send(self.id, &self.rows[..batch], at, &mut self.sent, self.post);
            self.rows.drain(..batch);
        }
    }

    /// How many rows go in the next message: only those at the start of the file are waited for.
    fn batch(&self) -> usize {
        if self.is_first { batch(self.sent) } else { BATCH }
    }

    fn finish(self, size: u64, digest: Option<[u8; 16]>) {
        let Section { id, reader, mut rows, mut sent, post, .. } = self;
        let found = reader.end(size, &mut rows);
        let at = found.as_ref().map_or(size, |section| section.end);
        for batch in rows.chunks(BATCH) {
            send(id, batch, at, &mut sent, post);
        }
        post(FromWorker::ended(id, found.as_ref(), digest), None);
    }
}

fn send(task: u32, batch: &[Row], at: u64, sent: &mut usize, post: Post<'_>) {
    *sent += batch.len();
    let rows = u32::try_from(*sent).unwrap_or(u32::MAX);
    post(FromWorker::SectionRows { task, at, rows }, Some(&bytes(&wire::pack(batch))));
}
