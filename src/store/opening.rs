//! Opening a database, which another tab may hold up for ever.

use std::{
    cell::RefCell,
    future::poll_fn,
    mem,
    rc::Rc,
    task::{Poll, Waker},
};

use indexed_db_futures::{Build, OpenDbResult, database::Database};
use wasm_bindgen_futures::spawn_local;

use super::{StoreError, error::opening, migrations::migrate};

#[derive(Default)]
enum Progress {
    #[default]
    Underway,
    Blocked,
    Opened(OpenDbResult<Database>),
    GivenUp,
}

#[derive(Default)]
struct Wait {
    progress: Progress,
    waker: Option<Waker>,
}

/// Opens the database of that name, and makes it or upgrades it to a version where needed.
///
/// When an old tab holds an upgrade up, this returns [`StoreError::Blocked`], but the request is left to
/// finish: cut off, it would leave a database of the new version with nothing in it.
pub async fn open(name: &str, version: u32) -> Result<Database, StoreError> {
    let wait = Rc::new(RefCell::new(Wait::default()));
    let request = Database::open(name)
        .with_version(version)
        .with_on_blocked({
            let wait = Rc::clone(&wait);
            move |_| {
                advance(&wait, Progress::Blocked);
                Ok(())
            }
        })
        .with_on_upgrade_needed_fut(move |event, db| async move {
            migrate(whole(event.old_version()), version, &db).await
        })
        .build()
        .map_err(opening)?;
    spawn_local({
        let wait = Rc::clone(&wait);
        async move {
            let outcome = request.await;
            match (&wait.borrow().progress, &outcome) {
                (Progress::GivenUp, Ok(db)) => return db.clone().close(),
                (Progress::GivenUp, Err(_)) => return,
                _ => {}
            }
            advance(&wait, Progress::Opened(outcome));
        }
    });
    poll_fn(move |context| {
        let mut wait = wait.borrow_mut();
        match mem::take(&mut wait.progress) {
            Progress::Opened(outcome) => Poll::Ready(outcome.map_err(opening)),
            Progress::Blocked | Progress::GivenUp => {
                wait.progress = Progress::GivenUp;
                Poll::Ready(Err(StoreError::Blocked))
            }
            Progress::Underway => {
                wait.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    })
    .await
}

fn advance(wait: &RefCell<Wait>, progress: Progress) {
    let mut wait = wait.borrow_mut();
    wait.progress = progress;
    if let Some(waker) = wait.waker.take() {
        waker.wake();
    }
}

/// A version as the browser gives it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and versions are small"
)]
fn whole(version: f64) -> u32 {
    version as u32
}
