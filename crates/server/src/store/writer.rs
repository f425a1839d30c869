//! The thread that writes.
//!
//! A transaction that is safe on disk costs milliseconds, whatever is in it. So all writes that wait are done in one, each
//! in a savepoint of its own, and are answered together when it is committed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::{Result, StoreError, Tx};

/// How many writes share a transaction at most.
const TOGETHER: usize = 64;

/// Between these, a write is added to a transaction for as long as the last commit took: to share it is worth no longer
/// wait. Large writes that all waited for each other would also be answered at the same moment, and then nothing would be
/// written while their clients prepare the next ones.
const SHORTEST: Duration = Duration::from_millis(1);
const LONGEST: Duration = Duration::from_millis(20);

/// A handle on the thread.
pub struct Writer(Mutex<Option<Running>>);

type Running = (Sender<Box<dyn Job>>, JoinHandle<()>);

impl Writer {
    /// Starts the thread.
    pub fn start(connection: Connection) -> Result<Writer> {
        let (jobs, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(connection, &waiting))
            .map_err(|error| StoreError::Database(format!("no thread to write with: {error}")))?;
        Ok(Writer(Mutex::new(Some((jobs, thread)))))
    }

    /// Hands over a write. What it gives comes when it is on disk.
    pub fn write<T, E, F>(&self, work: F) -> Result<oneshot::Receiver<std::result::Result<T, E>>>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Write { work: Some(work), outcome: Err(StoreError::Closed.into()), reply });
        let guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (jobs, _) = guard.as_ref().ok_or(StoreError::Closed)?;
        jobs.send(job).map_err(|_| StoreError::Closed)?;
        Ok(answer)
    }

    /// Waits until all that was handed over is done, and closes the file.
    pub fn close(&self) {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((jobs, thread)) = open {
            drop(jobs);
            // The thread panics nowhere; and if it did, there would be nothing to be done here.
            let _ = thread.join();
        }
    }
}

trait Job: Send {
    fn run(&mut self, connection: &Connection);
    fn answer(self: Box<Self>, committed: Result<()>);
}

struct Write<T, E, F> {
    work: Option<F>,
    outcome: std::result::Result<T, E>,
    reply: oneshot::Sender<std::result::Result<T, E>>,
}

impl<T, E, F> Job for Write<T, E, F>
where
    T: Send,
    E: From<StoreError> + Send,
    F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send,
{
    fn run(&mut self, connection: &Connection) {
        if let Some(work) = self.work.take() {
            self.outcome = in_savepoint(connection, work);
        }
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        // Whoever asked may have gone; what was asked is done all the same.
        let _ = self.reply.send(match committed {
            Ok(()) => self.outcome,
            Err(error) => self.outcome.and(Err(error.into())),
        });
    }
}

fn run(connection: Connection, waiting: &Receiver<Box<dyn Job>>) {
    let mut patience = LONGEST;
    while let Ok(first) = waiting.recv() {
        let mut jobs = vec![first];
        let committed = run_together(&connection, &mut jobs, waiting, &mut patience);
        for job in jobs {
            job.answer(committed.clone());
        }
    }
    // What can't be moved now is moved when the file is opened next.
    let _ = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    let _ = connection.close();
}

/// Runs the first job, and those that wait, in one transaction. Patience is how long jobs are added, this time and next.
fn run_together(
    connection: &Connection,
    jobs: &mut Vec<Box<dyn Job>>,
    waiting: &Receiver<Box<dyn Job>>,
    patience: &mut Duration,
) -> Result<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let started = Instant::now();
    let mut next = 0;
    while let Some(job) = jobs.get_mut(next) {
        job.run(connection);
        // A full disk undoes the whole transaction, not only the savepoint.
        if connection.is_autocommit() {
            return Err(StoreError::Database(
                "a write failed, and those with it: is the disk full?".to_owned(),
            ));
        }
        next += 1;
        if jobs.len() < TOGETHER && started.elapsed() < *patience {
            jobs.extend(waiting.try_recv());
        }
    }
    let written = Instant::now();
    let committed = connection.execute_batch("COMMIT");
    *patience = written.elapsed().clamp(SHORTEST, LONGEST);
    committed.or_else(|error| {
        if !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        Err(error.into())
    })
}

/// Does something inside a transaction so that an error or a panic in it leaves no trace.
pub fn in_savepoint<T, E: From<StoreError>>(
    connection: &Connection,
    work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let step = |sql: &str| -> Result<()> {
        connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    };
    step("SAVEPOINT job")?;
    let outcome = catch_unwind(AssertUnwindSafe(|| work(&Tx(connection))))
        .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
    if outcome.is_err() && !connection.is_autocommit() {
        step("ROLLBACK TO job")?;
    }
    if !connection.is_autocommit() {
        step("RELEASE job")?;
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer() -> (tempfile::TempDir, Writer) {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("test.db")).unwrap();
        connection.execute_batch("CREATE TABLE numbers (number INTEGER)").unwrap();
        (folder, Writer::start(connection).unwrap())
    }

    fn add(tx: &Tx<'_>, number: i64) -> Result<()> {
        tx.0.execute("INSERT INTO numbers VALUES (?1)", [number])?;
        Ok(())
    }

    #[test]
    fn a_write_that_fails_or_panics_takes_no_other_with_it() {
        let (folder, thread) = writer();
        let (release, gate) = channel();
        // Keeps the thread busy until the others wait together.
        let first = thread
            .write(move |tx| {
                let () = gate.recv().unwrap();
                add(tx, 1)
            })
            .unwrap();
        let fails =
            thread.write(|tx| add(tx, 2).and(Err::<(), _>(StoreError::Database("no".to_owned())))).unwrap();
        let panics = thread.write(|tx| -> Result<()> { add(tx, 3).map(|()| panic!("a fault")) }).unwrap();
        let last = thread.write(|tx| add(tx, 4)).unwrap();
        release.send(()).unwrap();
        assert_eq!(first.blocking_recv(), Ok(Ok(())));
        assert_eq!(fails.blocking_recv(), Ok(Err(StoreError::Database("no".to_owned()))));
        assert_eq!(panics.blocking_recv(), Ok(Err(StoreError::Panicked)));
        assert_eq!(last.blocking_recv(), Ok(Ok(())));
        thread.close();
        let sum = Connection::open(folder.path().join("test.db")).unwrap().query_row(
            "SELECT sum(number) FROM numbers",
            [],
            |row| row.get::<_, i64>(0),
        );
        assert_eq!(sum, Ok(5));
        assert_eq!(thread.write(|tx| add(tx, 5)).err(), Some(StoreError::Closed));
    }
}
