//! One file on its way in: rows out in batches, progress now and then, a report at the end.

use device_csv::{FileId, FileReport, Reader, Row};
use js_sys::Date;

use super::{
    digest::FileDigest,
    message::{Post, bytes},
};
use crate::wire::{self, BATCH, FromWorker};

/// How many rows go in the next message, when so many were sent: the first are to be seen soon, and whoever takes them is slow
/// at first.
pub fn batch(sent: usize) -> usize {
    (sent + FIRST).min(BATCH)
}

/// How many rows go in the first message.
const FIRST: usize = 50;

/// Milliseconds between two messages on progress.
pub const PAUSE: f64 = 100.0;

/// A file on its way in.
pub struct Intake<'a> {
    id: u32,
    reader: Reader,
    digest: FileDigest,
    /// Rows that were not sent yet.
    rows: Vec<Row>,
    sent: usize,
    bytes: u64,
    told: f64,
    post: Post<'a>,
}

impl<'a> Intake<'a> {
    /// Begins a file.
    pub fn begin(id: u32, path: &str, size: u64, post: Post<'a>) -> Intake<'a> {
        post(FromWorker::Started { id, path: path.to_owned(), size }, None);
        Intake {
            id,
            reader: Reader::new(FileId(id), path),
            digest: FileDigest::new(),
            rows: Vec::new(),
            sent: 0,
            bytes: 0,
            told: Date::now(),
            post,
        }
    }

    /// Takes the next bytes. `source_bytes`: see [`FromWorker::Progress`].
    pub fn take(&mut self, chunk: &[u8], source_bytes: u64) {
        self.reader.push(chunk, &mut self.rows);
        self.digest.update(chunk);
        self.bytes += chunk.len() as u64;
        while self.rows.len() >= batch(self.sent) {
            let batch = batch(self.sent);
            send(&self.rows[..batch], self.post);
            self.rows.drain(..batch);
            self.sent += batch;
        }
        let now = Date::now();
        if now - self.told >= PAUSE {
            self.told = now;
            let rows = u32::try_from(self.sent + self.rows.len()).unwrap_or(u32::MAX);
            let progress = FromWorker::Progress { id: self.id, bytes: self.bytes, source_bytes, rows };
            (self.post)(progress, None);
        }
    }

    /// Ends the file: sends its last rows, and returns what is to be said about it.
    pub fn finish(mut self) -> (FileReport, [u8; 32]) {
        let report = self.reader.finish(&mut self.rows);
        for rows in self.rows.chunks(BATCH) {
            send(rows, self.post);
        }
        (report, self.digest.finish())
    }
}

fn send(rows: &[Row], post: Post<'_>) {
    post(FromWorker::Rows, Some(&bytes(&wire::pack(rows))));
}
