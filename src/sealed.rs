//! Encrypted files, by the browser's own cipher: one chunk at a time, so that a file of any size fits.

use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CryptoKey, DomException, SubtleCrypto};
use workspace_file::{Chunk, Event, FileError, HEADER, Header, Layout, Reader, Splitter};

use crate::sync::random;
use crate::worker::{size_of, slice, words};

/// Why a file can't be sealed or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealError {
    /// What is wrong with the file, or with the passphrase.
    File(FileError),
    /// The browser offers no cipher to pages from such an address.
    NoCipher,
    /// The browser can't read or make the file; in its words.
    Browser(String),
}

impl From<FileError> for SealError {
    fn from(error: FileError) -> SealError {
        SealError::File(error)
    }
}

impl From<JsValue> for SealError {
    fn from(error: JsValue) -> SealError {
        SealError::Browser(words(&error))
    }
}

/// The key of one file.
struct Key {
    cipher: SubtleCrypto,
    made: CryptoKey,
    header: [u8; HEADER],
}

impl Key {
    /// The key that a passphrase gives with a file's salt. The same letters give the same key, whichever keyboard wrote them.
    async fn derive(passphrase: &str, header: &Header) -> Result<Key, SealError> {
        let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(SealError::NoCipher)?;
        let cipher = crypto.subtle();
        if cipher.is_undefined() {
            return Err(SealError::NoCipher);
        }
        let normal = JsString::from(passphrase).normalize("NFKC").as_string().unwrap_or_default();
        let secret = Uint8Array::from(normal.as_bytes());
        let uses = |uses: &[&str]| -> JsValue {
            uses.iter().map(|name| JsValue::from_str(name)).collect::<Array>().into()
        };
        let secret = cipher.import_key_with_str("raw", &secret, "PBKDF2", false, &uses(&["deriveKey"]))?;
        let secret: CryptoKey = JsFuture::from(secret).await?.unchecked_into();
        let way = object(&[
            ("name", "PBKDF2".into()),
            ("hash", "SHA-256".into()),
            ("salt", Uint8Array::from(&header.salt[..]).into()),
            ("iterations", header.iterations.into()),
        ]);
        let wanted = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
        let uses = uses(&["encrypt", "decrypt"]);
        let key = cipher.derive_key_with_object_and_object(&way, &secret, &wanted, false, &uses)?;
        let made = JsFuture::from(key).await?.unchecked_into();
        Ok(Key { cipher, made, header: header.bytes() })
    }

    fn of_chunk(&self, nonce: [u8; 12]) -> Object {
        object(&[
            ("name", "AES-GCM".into()),
            ("iv", Uint8Array::from(&nonce[..]).into()),
            ("additionalData", Uint8Array::from(&self.header[..]).into()),
            ("tagLength", 128.into()),
        ])
    }

    async fn seal(&self, chunk: &Chunk) -> Result<JsValue, JsValue> {
        let sealed = self.cipher.encrypt_with_object_and_u8_array(
            &self.of_chunk(chunk.nonce),
            &self.made,
            &chunk.bytes,
        )?;
        JsFuture::from(sealed).await
    }

    async fn open(&self, nonce: [u8; 12], sealed: &Object) -> Result<Vec<u8>, JsValue> {
        let opened =
            self.cipher.decrypt_with_object_and_buffer_source(&self.of_chunk(nonce), &self.made, sealed)?;
        Ok(Uint8Array::new(&JsFuture::from(opened).await?).to_vec())
    }
}

fn object(pairs: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        let set = Reflect::set(&object, &JsValue::from_str(name), value);
        debug_assert!(set.is_ok(), "a plain object takes any property");
    }
    object
}

/// A file that is being written.
pub struct SealedFile {
    key: Key,
    splitter: Splitter,
    pieces: Array,
}

impl SealedFile {
    /// Begins a file that this passphrase opens.
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn begin(passphrase: &str) -> Result<SealedFile, SealError> {
        let header = Header::new(random(), random());
        let key = Key::derive(passphrase, &header).await?;
        let pieces = Array::of1(&Uint8Array::from(&header.bytes()[..]));
        Ok(SealedFile { key, splitter: Splitter::new(header), pieces })
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<(), SealError> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(self.splitter.room()));
            self.splitter.push(now);
            bytes = later;
            while let Some(chunk) = self.splitter.chunk() {
                self.put(&chunk).await?;
            }
        }
        Ok(())
    }

    /// Writes what a file holds, some of it at a time.
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn write_file(&mut self, file: &Blob) -> Result<(), SealError> {
        let size = size_of(file);
        let mut at = 0;
        while at < size {
            let next = size.min(at + u64::from(workspace_file::CHUNK));
            let buffer = JsFuture::from(slice(file, at, next)?.array_buffer()).await?;
            self.write(&Uint8Array::new(&buffer).to_vec()).await?;
            at = next;
        }
        Ok(())
    }

    async fn put(&mut self, chunk: &Chunk) -> Result<(), SealError> {
        // A blob may lie on the disk; the bytes themselves would have to stay in memory.
        let sealed = Array::of1(&self.key.seal(chunk).await?);
        self.pieces.push(Blob::new_with_buffer_source_sequence(&sealed)?.as_ref());
        Ok(())
    }

    /// The whole file.
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn finish(mut self) -> Result<Blob, SealError> {
        let last = std::mem::replace(&mut self.splitter, Splitter::new(Header::new([0; 16], [0; 7]))).last();
        self.put(&last).await?;
        Ok(Blob::new_with_blob_sequence(&self.pieces)?)
    }
}

/// A file that is being read.
pub struct OpenedFile {
    key: Key,
    file: Blob,
    layout: Layout,
    next: u32,
    reader: Reader,
}

impl OpenedFile {
    /// Looks at a file's header, and makes the key to it.
    ///
    /// # Errors
    /// [`SealError`]; a passphrase that doesn't fit is found at the first event.
    pub async fn begin(file: &Blob, passphrase: &str) -> Result<OpenedFile, SealError> {
        let start = JsFuture::from(slice(file, 0, HEADER as u64)?.array_buffer()).await?;
        let header = Header::read(&Uint8Array::new(&start).to_vec())?;
        let key = Key::derive(passphrase, &header).await?;
        let layout = Layout::of(header, size_of(file))?;
        Ok(OpenedFile { key, file: file.clone(), layout, next: 0, reader: Reader::new() })
    }

    /// Goes back to the beginning.
    pub fn rewind(&mut self) {
        (self.next, self.reader) = (0, Reader::new());
    }

    /// What comes next in it; `None`: that was all, and the file is whole.
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn next(&mut self) -> Result<Option<Event>, SealError> {
        loop {
            if let Some(event) = self.reader.event()? {
                return Ok(Some(event));
            }
            let Some(piece) = self.layout.piece(self.next) else {
                self.reader.finish()?;
                return Ok(None);
            };
            let sealed = JsFuture::from(slice(&self.file, piece.start, piece.end)?.array_buffer()).await?;
            let opened = self.key.open(piece.nonce, sealed.unchecked_ref()).await;
            let opened = opened.map_err(|error| match error.dyn_ref::<DomException>() {
                Some(known) if known.name() == "OperationError" => {
                    SealError::File(FileError::Sealed { chunk: self.next })
                }
                _ => SealError::from(error),
            })?;
            self.reader.push(&opened);
            self.next += 1;
        }
    }

    /// How far reading is, from 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a share to be shown")]
    pub fn progress(&self) -> f64 {
        f64::from(self.next) / self.layout.count() as f64
    }
}
