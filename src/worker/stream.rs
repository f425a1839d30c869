//! The bytes of a `Blob`, piece by piece, as fast as the browser reads.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// The most that is read at once. Larger buffers were not faster.
const BUFFER: u32 = 4 * 1024 * 1024;

/// The most that is given on at once: what is copied into the program's memory is to be found in the processor's cache by all that
/// looks at it.
const PIECE: u32 = 128 * 1024;

/// The bytes of a `Blob`, in order.
pub struct Stream {
    reader: Reader,
    /// What was read last.
    read: Option<Uint8Array>,
    /// How much of that was given on.
    given: u32,
}

enum Reader {
    /// Reads into the same buffer again and again. It wanders to the browser and back: `None` on the way.
    Into(ReadableStreamByobReader, Option<Uint8Array>),
    /// Brings a new buffer each time; in browsers whose blobs can't do the other.
    New(ReadableStreamDefaultReader),
}

impl Stream {
    /// Starts to read.
    ///
    /// # Errors
    /// When the browser can't.
    pub fn new(blob: &Blob) -> Result<Stream, JsValue> {
        let stream: ReadableStream = blob.stream();
        let reader = match ReadableStreamByobReader::new(&stream) {
            Ok(reader) => Reader::Into(reader, Some(Uint8Array::new_with_length(buffer_size(blob)))),
            Err(_) => Reader::New(ReadableStreamDefaultReader::new(&stream)?),
        };
        Ok(Stream { reader, read: None, given: 0 })
    }

    /// Puts the next bytes into `chunk`, in the place of what it held. `false` at the end.
    ///
    /// # Errors
    /// When the browser can't read on: the file was moved, say.
    pub async fn next(&mut self, chunk: &mut Vec<u8>) -> Result<bool, JsValue> {
        let read = match self.read.take() {
            Some(read) => read,
            None => match self.fetch().await? {
                Some(read) => read,
                None => return Ok(false),
            },
        };
        let end = read.length().min(self.given + PIECE);
        let piece = read.subarray(self.given, end);
        chunk.resize(piece.length() as usize, 0);
        piece.copy_to(chunk);
        self.given = end;
        if end < read.length() {
            self.read = Some(read);
        } else if let Reader::Into(_, buffer) = &mut self.reader {
            *buffer = Some(Uint8Array::new(&read.buffer()));
        }
        Ok(true)
    }

    /// What the browser reads next; `None` at the end.
    async fn fetch(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        self.given = 0;
        let read = match &mut self.reader {
            Reader::Into(reader, buffer) => match buffer.take() {
                Some(buffer) => reader.read_with_array_buffer_view(&buffer),
                None => return Ok(None),
            },
            Reader::New(reader) => reader.read(),
        };
        let result = JsFuture::from(read).await?;
        if Reflect::get(&result, &JsValue::from_str("done"))?.is_truthy() {
            return Ok(None);
        }
        Ok(Some(Reflect::get(&result, &JsValue::from_str("value"))?.dyn_into()?))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // Where a file is given up before its end, the browser can stop reading it.
        let cancelled = match &self.reader {
            Reader::Into(reader, _) => reader.cancel(),
            Reader::New(reader) => reader.cancel(),
        };
        // Cancelling a stream that has failed fails with the same error, which was reported.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(cancelled).await;
        });
    }
}

/// As large as the file, up to [`BUFFER`]: thousands of small files shall not take 4 MiB each.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn buffer_size(blob: &Blob) -> u32 {
    blob.size().clamp(1.0, f64::from(BUFFER)) as u32
}
