//! Waiting in simulated time: futures that an event completes.

use std::{
    cell::RefCell,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

/// A value that comes later. Nobody is woken: a tab is looked at after each event that concerns it.
pub struct Later<T>(Rc<RefCell<Option<T>>>);

/// The other end.
pub struct Promise<T>(Rc<RefCell<Option<T>>>);

/// A value that comes later, and who brings it.
pub fn later<T>() -> (Promise<T>, Later<T>) {
    let slot = Rc::new(RefCell::new(None));
    (Promise(Rc::clone(&slot)), Later(slot))
}

impl<T> Promise<T> {
    /// Brings it. It is lost where nobody waits any more.
    pub fn keep(self, value: T) {
        *self.0.borrow_mut() = Some(value);
    }
}

impl<T> Future for Later<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        self.0.borrow_mut().take().map_or(Poll::Pending, Poll::Ready)
    }
}

/// A task, as far as it got.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Goes on with a task as far as it gets; whether it has ended.
pub fn go_on(task: &mut Task) -> bool {
    task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

/// The value of a future that waits for nothing.
pub fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the server waits for something, and nothing here would end that"),
    }
}
