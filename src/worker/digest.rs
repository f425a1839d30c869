//! The digest by which a file is known again: the SHA-256 of the SHA-256 digests of its blocks of 1 MiB, in
//! order. (The last block may be shorter; an empty file has none.)
//!
//! In blocks, because the browser's own SHA-256, which is several times faster than one in WebAssembly and
//! runs beside it, takes no stream.

use std::collections::VecDeque;

use js_sys::{Reflect, Uint8Array, global};
use sha2::{Digest, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, SubtleCrypto};

/// Size of a block.
pub const BLOCK: usize = 1024 * 1024;

/// How many blocks may be waiting for the browser: it holds a copy of each.
const WAITING: usize = 8;

/// Makes a digest from chunks of any size.
pub struct Digester {
    block: Vec<u8>,
    waiting: VecDeque<JsFuture>,
    outer: Sha256,
    /// The browser's; `None` where the page came without https.
    native: Option<SubtleCrypto>,
}

impl Digester {
    /// The digest of nothing yet.
    #[must_use]
    pub fn new() -> Digester {
        Digester { block: Vec::new(), waiting: VecDeque::new(), outer: Sha256::new(), native: native() }
    }

    /// As [`Digester::new`], without the browser's help.
    #[must_use]
    pub fn unaided() -> Digester {
        Digester { native: None, ..Digester::new() }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// The browser's, for want of memory.
    pub async fn update(&mut self, mut chunk: &[u8]) -> Result<(), JsValue> {
        while self.block.len() + chunk.len() >= BLOCK {
            let (head, rest) = chunk.split_at(BLOCK - self.block.len());
            self.block.extend_from_slice(head);
            chunk = rest;
            self.end_block().await?;
        }
        self.block.extend_from_slice(chunk);
        Ok(())
    }

    /// The digest.
    ///
    /// # Errors
    /// The browser's, for want of memory.
    pub async fn finish(mut self) -> Result<[u8; 32], JsValue> {
        if !self.block.is_empty() {
            self.end_block().await?;
        }
        while let Some(oldest) = self.waiting.pop_front() {
            self.outer.update(bytes(&oldest.await?));
        }
        Ok(self.outer.finalize().into())
    }

    async fn end_block(&mut self) -> Result<(), JsValue> {
        match &self.native {
            Some(native) => {
                // The browser copies the block before it returns.
                let digest = native.digest_with_str_and_u8_array("SHA-256", &self.block)?;
                self.waiting.push_back(JsFuture::from(digest));
                if self.waiting.len() > WAITING
                    && let Some(oldest) = self.waiting.pop_front()
                {
                    self.outer.update(bytes(&oldest.await?));
                }
            }
            None => self.outer.update(Sha256::digest(&self.block)),
        }
        self.block.clear();
        Ok(())
    }
}

impl Default for Digester {
    fn default() -> Digester {
        Digester::new()
    }
}

fn bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}

fn native() -> Option<SubtleCrypto> {
    let crypto = Reflect::get(&global(), &JsValue::from_str("crypto")).ok()?.dyn_into::<Crypto>().ok()?;
    let subtle = Reflect::get(&crypto, &JsValue::from_str("subtle")).ok()?;
    (!subtle.is_undefined()).then(|| crypto.subtle())
}
