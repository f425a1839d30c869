//! A worker that has nothing to do yet.

use std::cell::RefCell;

use super::worker_handle::WorkerHandle;
use crate::wire::ToWorker;

thread_local! {
    /// One that was started before there is anything to read, or that has read everything: the browser has made fast code of
    /// its program by then.
    static PREPARED: RefCell<Option<WorkerHandle>> = const { RefCell::new(None) };
}

/// Has a worker ready for what may be read next: to load one takes longer than to read most files.
pub fn prepare() {
    // Without one, what is wrong is told when there is something to read.
    PREPARED.with_borrow_mut(|prepared| {
        if prepared.is_none() {
            *prepared = WorkerHandle::start().ok();
        }
    });
}

/// The one that is ready, if there is one that nothing has gone wrong with.
pub(super) fn take() -> Option<WorkerHandle> {
    PREPARED.take().filter(WorkerHandle::is_well)
}

/// Keeps one that has read everything for the next who reads.
pub(super) fn keep(handle: WorkerHandle) {
    // It may have been halted just before its end: whoever is next knows nothing of that.
    if handle.send(&ToWorker::Resume, None).is_ok() {
        handle.rest();
        PREPARED.set(Some(handle));
    }
}
