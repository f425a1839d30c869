//! The connections that read.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::link::Link;
use super::{Result, StoreError};

/// How many questions are answered at the same time; the others wait.
const READERS: usize = 4;

/// Connections that read; each is used by one question at a time.
pub struct Readers {
    idle: Mutex<Vec<Box<dyn Link>>>,
    permits: Semaphore,
}

impl Readers {
    /// Opens them.
    pub fn open(open: impl Fn() -> Result<Box<dyn Link>>) -> Result<Readers> {
        let idle = (0..=READERS).map(|_| open()).collect::<Result<Vec<_>>>()?;
        Ok(Readers { idle: Mutex::new(idle), permits: Semaphore::new(READERS) })
    }

    /// Answers a question on another thread.
    pub async fn read<T, E, F>(self: Arc<Self>, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&dyn Link) -> std::result::Result<T, E> + Send + 'static,
    {
        let _permit = self.permits.acquire().await.map_err(|_| StoreError::Closed)?;
        let readers = Arc::clone(&self);
        tokio::task::spawn_blocking(move || readers.read_blocking(work))
            .await
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }

    /// Answers a question on this thread. One connection more than there are permits is for this.
    pub fn read_blocking<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&dyn Link) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let link = self.lock().pop().ok_or(StoreError::Closed)?;
        let answer = link.mend().map_err(E::from).and_then(|()| work(&*link));
        if !self.permits.is_closed() {
            self.lock().push(link);
        }
        answer
    }

    /// Answers no more questions.
    pub fn close(&self) {
        self.permits.close();
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Box<dyn Link>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
