//! Telling the page what happens to its storage: in other tabs, and to the storage itself.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::{SetId, StoreError};

/// Something that happened to the storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Another tab changed a set, its name or its existence; `None`: everything was cleared.
    Changed(Option<SetId>),
    /// From now on changes are held in memory only.
    Held(StoreError),
    /// What was held in memory is kept again.
    Kept,
    /// Something is to be done elsewhere, was done, or was seen: intents, devices, or how things stand with the service.
    Tenant,
}

type Listener = Rc<dyn Fn(Notice)>;

#[derive(Default)]
struct Listeners {
    next: Cell<u32>,
    list: RefCell<Vec<(u32, Listener)>>,
}

impl Listeners {
    fn tell(&self, notice: &Notice) {
        // A listener may subscribe or unsubscribe while it is told.
        let listeners: Vec<Listener> =
            self.list.borrow().iter().map(|(_, listener)| Rc::clone(listener)).collect();
        for listener in listeners {
            listener(notice.clone());
        }
    }
}

/// Listening, until it is dropped.
#[must_use = "dropping it ends the listening"]
pub struct Subscription {
    id: u32,
    listeners: Weak<Listeners>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(listeners) = self.listeners.upgrade() {
            listeners.list.borrow_mut().retain(|(id, _)| *id != self.id);
        }
    }
}

/// The notices of one store.
#[derive(Clone)]
pub struct Notices {
    listeners: Rc<Listeners>,
    channel: Option<Rc<Channel>>,
}

struct Channel {
    channel: BroadcastChannel,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl Notices {
    /// Notices of this page alone.
    #[must_use]
    pub fn private() -> Notices {
        Notices { listeners: Rc::default(), channel: None }
    }

    /// Notices shared by all tabs that have the database of that name open.
    #[must_use]
    pub fn shared(name: &str) -> Notices {
        let listeners = Rc::new(Listeners::default());
        // Where the browser grants no storage it may grant no channel either; there is nothing to tell then.
        let channel = BroadcastChannel::new(name).ok().map(|channel| {
            let on_message = Closure::<dyn Fn(MessageEvent)>::new({
                let listeners = Rc::clone(&listeners);
                move |event: MessageEvent| listeners.tell(&notice_of(&event.data()))
            });
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            Rc::new(Channel { channel, _on_message: on_message })
        });
        Notices { listeners, channel }
    }

    /// Calls `listener` for each notice, until the subscription is dropped.
    pub fn subscribe(&self, listener: impl Fn(Notice) + 'static) -> Subscription {
        let id = self.listeners.next.replace(self.listeners.next.get() + 1);
        self.listeners.list.borrow_mut().push((id, Rc::new(listener)));
        Subscription { id, listeners: Rc::downgrade(&self.listeners) }
    }

    /// Tells this page.
    pub fn tell(&self, notice: &Notice) {
        self.listeners.tell(notice);
    }

    /// Tells the other tabs, and the worker that talks to the service, that something of the tenant was changed.
    pub fn tell_others_of_tenant(&self) {
        if let Some(channel) = &self.channel {
            let _ = channel.channel.post_message(&JsValue::from_str(TENANT));
        }
    }

    /// Tells the other tabs that a set was changed, or everything.
    pub fn tell_others(&self, set: Option<SetId>) {
        if let Some(channel) = &self.channel {
            let message = set.map_or(JsValue::NULL, |set| JsValue::from(set.0));
            // A failure only means that another tab shows an older state until it is reloaded.
            let _ = channel.channel.post_message(&message);
        }
    }
}

/// The message that says [`Notice::Tenant`]. To a version that doesn't know it, it says that sets may have changed.
const TENANT: &str = "tenant";

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was a u32 when posted")]
fn notice_of(message: &JsValue) -> Notice {
    if message.is_string() {
        return Notice::Tenant;
    }
    Notice::Changed(message.as_f64().map(|id| SetId(id as u32)))
}
