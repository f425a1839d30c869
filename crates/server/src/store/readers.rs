//! The connections that read.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::link::Link;
use super::{Result, StoreError};

/// How many questions are answered at the same time; the others wait.
const READERS: usize = 4;

/// Connections that read; each is used by one question at a time.
pub struct Readers {
    idle: Mutex<Idle>,
    /// Tells that one is idle again.
    returned: Condvar,
    permits: Arc<Semaphore>,
}

struct Idle {
    /// Those that nobody uses; `None`: no more questions are answered.
    links: Option<Vec<Box<dyn Link>>>,
    /// How many wait for one. To wake nobody costs a call of the system too.
    waiting: usize,
}

/// A connection in use; it is given back whatever happens.
pub struct Taken<'r> {
    readers: &'r Readers,
    link: Option<Box<dyn Link>>,
}

impl Taken<'_> {
    /// Answers a question.
    pub fn answer<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&dyn Link) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let link = self.link.as_deref().ok_or(StoreError::Closed)?;
        link.mend()?;
        work(link)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let is_awaited = {
            let mut idle = self.readers.lock();
            if let Some(links) = &mut idle.links {
                links.extend(self.link.take());
            }
            idle.waiting > 0
        };
        if is_awaited {
            self.readers.returned.notify_one();
        }
    }
}

impl Readers {
    /// Opens them.
    pub fn open(open: impl Fn() -> Result<Box<dyn Link>>) -> Result<Readers> {
        let idle = (0..=READERS).map(|_| open()).collect::<Result<Vec<_>>>()?;
        let permits = Arc::new(Semaphore::new(READERS));
        let idle = Mutex::new(Idle { links: Some(idle), waiting: 0 });
        Ok(Readers { idle, returned: Condvar::new(), permits })
    }

    /// Answers a question on another thread.
    pub async fn read<T, E, F>(self: Arc<Self>, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&dyn Link) -> std::result::Result<T, E> + Send + 'static,
    {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        tokio::task::spawn_blocking(move || {
            // Whoever asked may go away; the connection is in use all the same.
            let _permit = permit;
            self.read_blocking(work)
        })
        .await
        .unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }

    /// Answers a question on this thread, once a connection is idle. One more than there are permits is for this.
    pub fn read_blocking<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&dyn Link) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.take().ok_or(StoreError::Closed)?.answer(work)
    }

    /// Takes a connection that is idle at this moment. Whoever has it waits for nothing but the disk.
    pub fn take_idle(&self) -> Option<Taken<'_>> {
        let link = self.lock().links.as_mut()?.pop();
        link.map(|link| Taken { readers: self, link: Some(link) })
    }

    fn take(&self) -> Option<Taken<'_>> {
        let mut idle = self.lock();
        loop {
            if let Some(link) = idle.links.as_mut()?.pop() {
                return Some(Taken { readers: self, link: Some(link) });
            }
            idle.waiting += 1;
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
            idle.waiting -= 1;
        }
    }

    /// Answers no more questions.
    pub fn close(&self) {
        self.permits.close();
        self.lock().links = None;
        self.returned.notify_all();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
