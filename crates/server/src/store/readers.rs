//! The connections that read.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::link::Link;
use super::{Result, StoreError};

/// How many questions are answered at the same time; the others wait.
const READERS: usize = 4;

/// Connections that read; each is used by one question at a time.
pub struct Readers {
    /// Those that nobody uses; `None`: no more questions are answered.
    idle: Mutex<Option<Vec<Box<dyn Link>>>>,
    /// Tells that one is idle again.
    returned: Condvar,
    permits: Arc<Semaphore>,
}

impl Readers {
    /// Opens them.
    pub fn open(open: impl Fn() -> Result<Box<dyn Link>>) -> Result<Readers> {
        let idle = (0..=READERS).map(|_| open()).collect::<Result<Vec<_>>>()?;
        let permits = Arc::new(Semaphore::new(READERS));
        Ok(Readers { idle: Mutex::new(Some(idle)), returned: Condvar::new(), permits })
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
        let link = self.take().ok_or(StoreError::Closed)?;
        let answer = link.mend().map_err(E::from).and_then(|()| work(&*link));
        if let Some(idle) = &mut *self.lock() {
            idle.push(link);
        }
        self.returned.notify_one();
        answer
    }

    fn take(&self) -> Option<Box<dyn Link>> {
        let mut idle = self.lock();
        loop {
            match idle.as_mut()?.pop() {
                Some(link) => return Some(link),
                None => idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Answers no more questions.
    pub fn close(&self) {
        self.permits.close();
        *self.lock() = None;
        self.returned.notify_all();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Vec<Box<dyn Link>>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
