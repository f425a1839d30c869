//! Who sends: the one tab that holds the lock.
//!
//! The lock goes with its tab. A tab that is there but frozen would hold it for ever; so whoever leads says from time to
//! time that it is alive, and is replaced when it hasn't for long.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Object, Promise, Reflect, global};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use outbox::Millis;

use super::now;

/// After how long a silence whoever leads is replaced.
pub const SILENCE: Millis = 30_000;

/// After how long a standstill the office counts for nothing: before anybody else can have taken it.
const STANDSTILL: Millis = SILENCE - 10_000;

/// The lock's name.
const NAME: &str = "muster sync";

#[wasm_bindgen]
extern "C" {
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, options: &Object, granted: &Function) -> Result<Promise, JsValue>;
}

/// The right to send, as long as it lasts. Clones are the same office.
#[derive(Clone, Default)]
pub struct Office(Rc<Inner>);

#[derive(Default)]
struct Inner {
    held: Cell<bool>,
    /// When this worker was last seen to run.
    alive: Cell<Millis>,
    /// Lets go of the lock.
    release: RefCell<Option<Function>>,
    asked: Cell<bool>,
    /// The number of the last request for the lock: what becomes of an earlier one counts for nothing.
    request: Cell<u32>,
    changed: RefCell<Option<Rc<dyn Fn()>>>,
}

impl Office {
    /// An office that calls `changed` when it is won and when it is lost.
    pub fn new(changed: impl Fn() + 'static) -> Office {
        let office = Office::default();
        *office.0.changed.borrow_mut() = Some(Rc::new(changed));
        office
    }

    /// Whether it is held now. Whoever has stood still for long may have been replaced, and doesn't know it yet.
    pub fn is_held(&self) -> bool {
        self.0.held.get() && now() - self.0.alive.get() < STANDSTILL
    }

    /// Says that this worker runs; to be called from time to time. After a long standstill the office is given up.
    pub fn go_on(&self) {
        let stood_still = now() - self.0.alive.replace(now()) >= STANDSTILL;
        if stood_still && self.0.held.get() {
            self.0.held.set(false);
            if let Some(release) = self.0.release.take() {
                // It may have been taken away already.
                let _ = release.call0(&JsValue::NULL);
            }
        }
    }

    /// Stands in line for it; in front of everybody, and of whoever holds it, with `steal`.
    pub fn ask(&self, steal: bool) {
        if self.is_held() || (self.0.asked.get() && !steal) {
            return;
        }
        self.0.asked.set(true);
        // Where there are no locks there is no way to know of other tabs. What they write names revisions all the same.
        let Some(locks) = locks() else { return self.set(true) };
        let options = Object::new();
        if steal {
            // A plain object takes any property.
            let _ = Reflect::set(&options, &"steal".into(), &JsValue::TRUE);
        }
        let number = self.0.request.get().wrapping_add(1);
        self.0.request.set(number);
        let office = self.clone();
        let granted = Closure::once_into_js(move |_: JsValue| {
            office.0.request.set(number);
            office.set(true);
            // Held until the tab goes, gives it up, or another one takes it.
            Promise::new(&mut |release, _| *office.0.release.borrow_mut() = Some(release))
        });
        let promise = locks.request(NAME, &options, granted.unchecked_ref());
        let office = self.clone();
        spawn_local(async move {
            // The promise ends when the lock is taken away, or could not be asked for.
            if let Ok(promise) = promise {
                let _ = JsFuture::from(promise).await;
            }
            if office.0.request.get() == number {
                office.0.asked.set(false);
                office.set(false);
            }
        });
    }

    fn set(&self, held: bool) {
        self.0.held.set(held);
        if held {
            self.0.alive.set(now());
        }
        let changed = self.0.changed.borrow().clone();
        if let Some(changed) = changed {
            changed();
        }
    }
}

fn locks() -> Option<Locks> {
    let navigator = Reflect::get(&global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
