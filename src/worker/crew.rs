//! Workers that read sections of a file at the same time.
//!
//! Each is this same script in a worker of its own, with a WebAssembly instance of its own: nothing is shared but the file.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
    task::{Poll, Waker},
};

use device_csv::Task;
use js_sys::{Date, Reflect, global};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{
    failure::{reason, words_of},
    message::{pack, unpack},
    section,
};
use crate::wire::{FailReason, FromWorker, ToWorker, Wire};

/// The most that start, however many cores there are: reading doesn't get faster by more.
const MOST: usize = 8;

/// Milliseconds that this worker reads alone: whoever shows the first rows has the other cores for that long.
const ALONE: f64 = 200.0;

/// Sections that one worker has at a time: while it reads the one, the other one's bytes come.
const EACH: usize = 2;

/// Workers that read sections of one file after the other. By default it has nobody yet.
pub struct Crew {
    /// None, until they are worth it.
    helpers: Vec<Helper>,
    begun: f64,
    /// The section that this worker reads itself, while the others are being loaded.
    own: Option<u32>,
    inbox: Rc<Inbox>,
}

struct Helper {
    /// By which it is told from the others.
    number: usize,
    worker: Worker,
    /// Whether it has been loaded.
    ready: Rc<Cell<bool>>,
    /// The sections that it has.
    tasks: Vec<u32>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

/// What comes from a crew.
pub enum News {
    /// A message, and what travels beside it.
    Message(FromWorker, JsValue),
    /// A helper, or this worker itself, can't be used any more.
    Lost(Option<usize>, FailReason),
}

/// What came and wasn't looked at, and who waits for it.
#[derive(Default)]
pub struct Inbox {
    news: RefCell<VecDeque<News>>,
    waker: RefCell<Option<Waker>>,
}

impl Default for Crew {
    fn default() -> Crew {
        Crew { helpers: Vec::new(), begun: Date::now(), own: None, inbox: Rc::default() }
    }
}

impl Crew {
    /// Where it hears what comes.
    pub fn inbox(&self) -> Rc<Inbox> {
        Rc::clone(&self.inbox)
    }

    /// Starts a worker for each core, when it is time. Where a worker can't have workers, it goes on alone.
    pub fn grow(&mut self) {
        if self.helpers.is_empty() && Date::now() - self.begun > ALONE {
            // Not once more: what can't be done now can't be done later.
            self.begun = f64::INFINITY;
            self.helpers = start(&self.inbox).unwrap_or_default();
        }
    }

    /// Lets one go that can't be used any more. Whether something is lost with it.
    pub fn let_go(&mut self, number: Option<usize>) -> bool {
        let at = self.helpers.iter().position(|helper| Some(helper.number) == number);
        let had_nothing = at.is_some_and(|at| self.helpers[at].tasks.is_empty());
        if let Some(at) = at.filter(|_| had_nothing) {
            self.helpers.swap_remove(at);
        }
        !had_nothing
    }

    /// How many sections are worth handing out.
    pub fn ahead(&self) -> usize {
        // One more than all have: what the slowest is at must not keep the others waiting.
        (EACH + 1) * self.helpers.len().max(1)
    }

    /// Whether one has time for another section.
    pub fn has_time(&self) -> bool {
        self.helpers.iter().any(Helper::has_time) || (self.own.is_none() && self.is_loading())
    }

    /// Whether nobody has anything to do.
    pub fn is_idle(&self) -> bool {
        self.own.is_none() && self.helpers.iter().all(|helper| helper.tasks.is_empty())
    }

    fn is_loading(&self) -> bool {
        self.helpers.iter().all(|helper| !helper.ready.get())
    }

    /// Gives a section to whoever has the least to do.
    pub fn give(&mut self, blob: &Blob, file: u32, task: Task) -> Result<(), JsValue> {
        if self.is_loading() {
            self.own = Some(task.id);
            let (blob, inbox) = (blob.clone(), Rc::clone(&self.inbox));
            spawn_local(async move {
                let post = |message: FromWorker, beside: Option<&JsValue>| {
                    inbox.put(News::Message(message, beside.cloned().unwrap_or_default()));
                };
                if let Err(error) = section::read(&blob, file, task, &post).await {
                    inbox.put(News::Lost(None, reason(&error)));
                }
            });
            return Ok(());
        }
        let free = self.helpers.iter_mut().filter(|helper| helper.has_time());
        let Some(helper) = free.min_by_key(|helper| helper.tasks.len()) else {
            return Err(JsValue::from_str("no worker has time"));
        };
        let message = ToWorker::Read { file, task: task.to_record() };
        let (message, transfer) = pack(&message.to_bytes(), Some(blob));
        helper.worker.post_message_with_transfer(&message, &transfer)?;
        helper.tasks.push(task.id);
        Ok(())
    }

    /// Whoever had that section is done with it.
    pub fn done(&mut self, task: u32) {
        if self.own == Some(task) {
            self.own = None;
        }
        for helper in &mut self.helpers {
            helper.tasks.retain(|&id| id != task);
        }
    }

    /// Waits for what comes next. `None`: somebody [stirred](Inbox::stir) it.
    pub async fn next(&self) -> Option<News> {
        self.inbox.next().await
    }
}

impl Inbox {
    /// Wakes whoever waits.
    pub fn stir(&self) {
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }

    fn put(&self, news: News) {
        self.news.borrow_mut().push_back(news);
        self.stir();
    }

    async fn next(&self) -> Option<News> {
        let mut stirred = false;
        std::future::poll_fn(|context| {
            if let Some(news) = self.news.borrow_mut().pop_front() {
                return Poll::Ready(Some(news));
            }
            if std::mem::replace(&mut stirred, true) {
                return Poll::Ready(None);
            }
            *self.waker.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}

/// A worker for each core.
fn start(inbox: &Rc<Inbox>) -> Result<Vec<Helper>, JsValue> {
    let address = Reflect::get(&global(), &"location".into())?;
    let address = Reflect::get(&address, &"href".into())?.as_string().unwrap_or_default();
    (0..cores()).map(|number| Helper::start(number, &address, inbox)).collect()
}

impl Helper {
    fn start(number: usize, address: &str, inbox: &Rc<Inbox>) -> Result<Helper, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options)?;
        let ready = Rc::new(Cell::new(false));
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let (inbox, ready) = (Rc::clone(inbox), Rc::clone(&ready));
            move |event: MessageEvent| {
                ready.set(true);
                inbox.put(match unpack(&event.data(), FromWorker::from_bytes) {
                    Ok((FromWorker::Failed { reason, .. }, _)) => News::Lost(Some(number), reason),
                    Ok((message, beside)) => News::Message(message, beside),
                    Err(error) => News::Lost(Some(number), FailReason::Crashed(error.to_string())),
                });
            }
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new({
            let (inbox, ready) = (Rc::clone(inbox), Rc::clone(&ready));
            move |event: ErrorEvent| {
                event.prevent_default();
                // One that can't be loaded has nothing that is lost: the others read, or this worker alone.
                if ready.get() {
                    inbox.put(News::Lost(Some(number), FailReason::Crashed(words_of(&event))));
                }
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Helper { number, worker, ready, tasks: Vec::new(), _on_message: on_message, _on_error: on_error })
    }

    fn has_time(&self) -> bool {
        self.ready.get() && self.tasks.len() < EACH
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onmessageerror(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// How many cores the browser tells of.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
fn cores() -> usize {
    let navigator = Reflect::get(&global(), &"navigator".into()).unwrap_or_default();
    let cores = Reflect::get(&navigator, &"hardwareConcurrency".into()).unwrap_or_default();
    (cores.as_f64().unwrap_or(1.0) as usize).clamp(1, MOST)
}
