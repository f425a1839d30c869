//! The registrar, as the worker's script calls it.
//!
//! The script carries the requests and asks the page for tokens: none is ever in here.

use graph::{Request, Response, Transport, TransportError};
use js_sys::{Array, Function, Promise, Uint8Array};
use muster::sync::{new_id, now};
use outbox::{Engine, Environment, Millis, StorageError};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use crate::kept::{Keeper, Kept, Record};
use crate::told::{rows, told};

/// Milliseconds until the next attempt where a person has changed something meanwhile.
const OVERTAKEN: Millis = 50;
/// The same where the storage fails.
const STORAGE: Millis = 5_000;

/// Registers at one service.
#[wasm_bindgen]
pub struct Registrar {
    server: String,
    kept: Kept<Script>,
    engine: Engine<Kept<Script>, Carrier, Browser>,
}

#[wasm_bindgen]
impl Registrar {
    /// A registrar at the service below that address, without version. `send` carries a request: method, address, headers in pairs,
    /// and body; it promises status, headers in pairs and body. `keep` keeps records, names and bytes in turn, or keeps nothing where
    /// it is missing. `records` were kept before, likewise.
    #[wasm_bindgen(constructor)]
    pub fn new(server: String, send: Function, keep: Option<Function>, records: &Array) -> Registrar {
        let records: Vec<JsValue> = records.to_vec();
        let pairs = records
            .chunks_exact(2)
            .filter_map(|pair| Some((pair[0].as_string()?, pair[1].dyn_ref::<Uint8Array>()?.to_vec())));
        let kept = Kept::new(Script(keep), pairs.collect());
        let engine = Engine::new(kept.clone(), Carrier(send), Browser, &server);
        Registrar { server, kept, engine }
    }

    /// Has the devices of a file registered that was made for Intune. How many are under way or registered already, and are left out.
    ///
    /// # Errors
    /// When it can't be kept; nothing is sent then.
    pub async fn add(&self, csv: Vec<u8>) -> Result<usize, JsValue> {
        Ok(self.kept.add(new_id(), &self.server, now(), &csv).await?)
    }

    /// How many devices of such a file would be registered.
    #[wasm_bindgen(js_name = countNew)]
    pub fn count_new(&self, csv: &[u8]) -> usize {
        self.kept.count_new(csv)
    }

    /// Does what is due. When there will be more to do, in milliseconds since 1970; nothing: all is over.
    ///
    /// # Errors
    /// What the storage says.
    pub async fn turn(&self) -> Result<Option<f64>, JsValue> {
        match self.engine.turn_registering().await {
            Ok(next) => Ok(next.at.map(number)),
            Err(StorageError::Overtaken) => Ok(Some(number(now() + OVERTAKEN))),
            Err(StorageError::Failed(words)) => Err(words.into()),
        }
    }

    /// How far it is, as JSON; `next`: what the last turn said.
    pub fn told(&self, next: Option<f64>) -> String {
        #[expect(clippy::cast_possible_truncation, reason = "it came from here")]
        let next = next.map(|next| next as Millis);
        self.kept.look(|intents, status| json(&told(intents, status, next)))
    }

    /// Devices `from..to`, as JSON.
    pub fn rows(&self, from: usize, to: usize) -> String {
        self.kept.look(|intents, _| json(&rows(intents, from, to)))
    }

    /// Takes back what was not sent.
    ///
    /// # Errors
    /// When it can't be kept.
    pub async fn cancel(&self) -> Result<(), JsValue> {
        Ok(self.kept.cancel().await?)
    }

    /// Ends waits that were chosen here.
    ///
    /// # Errors
    /// When it can't be kept.
    pub async fn hurry(&self) -> Result<(), JsValue> {
        Ok(self.kept.hurry().await?)
    }

    /// Has those registered once more that failed, where that can help.
    ///
    /// # Errors
    /// When it can't be kept.
    pub async fn again(&self) -> Result<(), JsValue> {
        Ok(self.kept.again(new_id, now()).await?)
    }

    /// Puts away what is over; `but_registered`: not those that are registered.
    ///
    /// # Errors
    /// When it can't be kept.
    pub async fn forget(&self, but_registered: bool) -> Result<(), JsValue> {
        Ok(self.kept.forget(but_registered).await?)
    }

    /// How long to wait where the storage fails, in milliseconds.
    #[wasm_bindgen(getter)]
    pub fn patience(&self) -> f64 {
        number(STORAGE)
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
fn number(moment: Millis) -> f64 {
    moment as f64
}

fn json(value: &impl serde::Serialize) -> String {
    // Strings and numbers can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

/// What an error of the script says.
fn words(error: &JsValue) -> String {
    let told = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    told.or_else(|| error.as_string()).unwrap_or_default()
}

/// The script's function that keeps records.
struct Script(Option<Function>);

impl Keeper for Script {
    async fn keep(&self, records: Vec<Record>) -> Result<(), String> {
        let Some(keep) = &self.0 else { return Ok(()) };
        let told = Array::new();
        for (name, bytes) in records {
            told.push(&name.into());
            told.push(&bytes.map_or(JsValue::NULL, |bytes| Uint8Array::from(bytes.as_slice()).into()));
        }
        let kept: Promise =
            keep.call1(&JsValue::NULL, &told).map_err(|error| words(&error))?.unchecked_into();
        JsFuture::from(kept).await.map(drop).map_err(|error| words(&error))
    }
}

/// The script's function that carries requests.
struct Carrier(Function);

impl Carrier {
    async fn ask(&self, request: Request) -> Result<Response, JsValue> {
        let headers = Array::new();
        for (name, value) in request.headers {
            headers.push(&Array::of2(&name.into(), &value.into()));
        }
        let body = request.body.map_or(JsValue::NULL, |body| Uint8Array::from(body.as_slice()).into());
        let args = Array::of4(&request.method.as_str().into(), &request.address.into(), &headers, &body);
        let sent: Promise = self.0.apply(&JsValue::NULL, &args)?.unchecked_into();
        let answer: Array = JsFuture::from(sent).await?.unchecked_into();
        let pairs: Array = answer.get(1).unchecked_into();
        let pairs = pairs.iter().filter_map(|pair| {
            let pair: Array = pair.unchecked_into();
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an HTTP status")]
        let status = answer.get(0).as_f64().unwrap_or_default() as u16;
        let body: Uint8Array = answer.get(2).unchecked_into();
        Ok(Response { status, headers: pairs.collect(), body: body.to_vec() })
    }
}

impl Transport for Carrier {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.ask(request).await.map_err(|error| TransportError { words: words(&error) })
    }
}

/// Time and chance of the browser.
struct Browser;

impl Environment for Browser {
    const REGISTERS_ONLY: bool = true;

    fn now(&self) -> Millis {
        now()
    }

    fn chance(&self) -> u64 {
        // Two waits of different elements need not be further apart than this tells.
        js_sys::Math::random().to_bits() << 8
    }

    fn request_id(&self) -> String {
        new_id()
    }

    fn leads(&self) -> bool {
        // The worker holds a lock for as long as it lives, where anything is kept.
        true
    }
}
