//! What wakes the worker, and what it tells the workers of other tabs.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use gloo::timers::callback::Timeout;
use outbox::Millis;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::{CHANNEL, REFRESH, now};

/// On the channel: whoever leads is alive.
const BEAT: &str = "beat";
/// The longest gap between two signs of life of a worker that doesn't sleep.
const LONGEST_GAP: Millis = 15_000;
/// The longest sleep: computers sleep too, and their timers don't count that.
const LONGEST: Millis = 60_000;

/// A bell that ends a wait. Clones are the same bell.
#[derive(Clone, Default)]
pub struct Bell(Rc<BellInner>);

#[derive(Default)]
struct BellInner {
    rung: Cell<bool>,
    refresh: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Bell {
    /// There may be something to do.
    pub fn ring(&self) {
        self.0.rung.set(true);
        if let Some(waker) = self.0.waker.borrow_mut().take() {
            waker.wake();
        }
    }

    /// A person wants to know now.
    pub fn refresh(&self) {
        self.0.refresh.set(true);
        self.ring();
    }

    /// Whether a person wants to know now: said once.
    pub fn take_refresh(&self) -> bool {
        self.0.refresh.take()
    }

    /// Waits until the bell rings, at that moment at the latest.
    pub async fn wait(&self, until: Option<Millis>) {
        let wait = until.map_or(LONGEST, |until| (until - now()).clamp(0, LONGEST));
        let bell = self.clone();
        let timer = Timeout::new(u32::try_from(wait).unwrap_or(0), move || bell.ring());
        poll_fn(|context| {
            if self.0.rung.take() {
                return Poll::Ready(());
            }
            *self.0.waker.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
        drop(timer);
    }
}

/// The channel between the tabs' workers.
pub struct Line {
    channel: Option<BroadcastChannel>,
    last_beat: Rc<Cell<Millis>>,
    /// When this worker was last seen to run.
    alive: Cell<Millis>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Line {
    /// Listens; requests of people ring the bell.
    pub fn open(bell: &Bell) -> Line {
        let last_beat = Rc::new(Cell::new(now()));
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let (bell, last_beat) = (bell.clone(), Rc::clone(&last_beat));
            move |event: MessageEvent| match event.data().as_string().as_deref() {
                Some(BEAT) => last_beat.set(now()),
                Some(REFRESH) => bell.refresh(),
                _ => {}
            }
        });
        let channel = BroadcastChannel::new(CHANNEL).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Line { channel, last_beat, alive: Cell::new(now()), _on_message: on_message }
    }

    /// Says that whoever leads is alive.
    pub fn beat(&self) {
        if let Some(channel) = &self.channel {
            // Nobody hears it, then.
            let _ = channel.post_message(&JsValue::from_str(BEAT));
        }
    }

    /// Says that this worker runs; to be called from time to time. What it slept through was no silence.
    pub fn go_on(&self) {
        if now() - self.alive.replace(now()) > LONGEST_GAP {
            self.last_beat.set(now());
        }
    }

    /// How long nothing was heard of whoever leads.
    pub fn silence(&self) -> Millis {
        now() - self.last_beat.get()
    }
}
