//! The thread that writes.
//!
//! A transaction that is safe on disk costs milliseconds, whatever is in it. So all writes of a tenant that wait are done in one,
//! each in a savepoint of its own, and are answered together when it is committed.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::link::Link;
use super::tenants::Tenant;
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

type Running = (Sender<Task>, JoinHandle<()>);

enum Task {
    /// A write, done with those that wait beside it.
    Write(Box<dyn Job>),
    /// Something that makes its own transactions.
    Command(Command),
}

type Command = Box<dyn FnOnce(&dyn Link) + Send>;

impl Writer {
    /// Starts the thread.
    pub fn start(link: Box<dyn Link>) -> Result<Writer> {
        let (tasks, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(&*link, &waiting))
            .map_err(|error| StoreError::Database(format!("no thread to write with: {error}")))?;
        Ok(Writer(Mutex::new(Some((tasks, thread)))))
    }

    /// Hands over a write. What it gives comes when it is on disk. With `unless_taken` it isn't done while another server is
    /// changing the tenant.
    pub fn write<T, E, F>(
        &self,
        tenant: Tenant,
        unless_taken: bool,
        work: F,
    ) -> Result<oneshot::Receiver<std::result::Result<T, E>>>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let outcome = Err(StoreError::Closed.into());
        self.hand_over(Task::Write(Box::new(Write {
            tenant,
            unless_taken,
            work: Some(work),
            outcome,
            reply,
        })))?;
        Ok(answer)
    }

    /// Hands over something that makes its own transactions.
    pub fn command<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Link) -> Result<T> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T>>> {
        let (reply, answer) = oneshot::channel();
        self.hand_over(Task::Command(Box::new(move |link| {
            let _ = reply.send(link.mend().and_then(|()| work(link)));
        })))?;
        Ok(answer)
    }

    fn hand_over(&self, task: Task) -> Result<()> {
        let guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (tasks, _) = guard.as_ref().ok_or(StoreError::Closed)?;
        tasks.send(task).map_err(|_| StoreError::Closed)
    }

    /// Waits until all that was handed over is done, and closes the file.
    pub fn close(&self) {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((tasks, thread)) = open {
            drop(tasks);
            // The thread panics nowhere; and if it did, there would be nothing to be done here.
            let _ = thread.join();
        }
    }
}

trait Job: Send {
    fn tenant(&self) -> Tenant;
    fn unless_taken(&self) -> bool;
    fn run(&mut self, link: &dyn Link);
    /// As [`Job::run`], as the only one of its transaction; whether that is to be committed.
    fn run_alone(&mut self, link: &dyn Link) -> bool;
    fn answer(self: Box<Self>, committed: Result<()>);
}

struct Write<T, E, F> {
    tenant: Tenant,
    unless_taken: bool,
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
    fn tenant(&self) -> Tenant {
        self.tenant
    }

    fn unless_taken(&self) -> bool {
        self.unless_taken
    }

    fn run(&mut self, link: &dyn Link) {
        if let Some(work) = self.work.take() {
            self.outcome = in_savepoint(link, self.tenant, work);
        }
    }

    fn run_alone(&mut self, link: &dyn Link) -> bool {
        if let Some(work) = self.work.take() {
            self.outcome = caught(link, self.tenant, work);
        }
        self.outcome.is_ok()
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        // Whoever asked may have gone; what was asked is done all the same.
        let _ = self.reply.send(match committed {
            Ok(()) => self.outcome,
            // What it says of itself counts only if it came as far as that.
            Err(error) if self.work.is_some() => Err(error.into()),
            Err(error) => self.outcome.and(Err(error.into())),
        });
    }
}

/// What was handed over and isn't done yet.
struct Waiting<'r> {
    from: &'r Receiver<Task>,
    queue: VecDeque<Task>,
}

impl Waiting<'_> {
    /// The next one; `None`: nobody will ever hand over another.
    fn next(&mut self) -> Option<Task> {
        self.queue.pop_front().or_else(|| self.from.recv().ok())
    }

    /// The next write, if it is of that tenant. Those of others wait for their turn, in their order.
    fn another_of(&mut self, tenant: Tenant) -> Option<Box<dyn Job>> {
        self.queue.extend(self.from.try_recv().ok());
        let is_its = |task: &Task| matches!(task, Task::Write(job) if job.tenant() == tenant);
        let at = self.queue.iter().position(is_its)?;
        match self.queue.remove(at)? {
            Task::Write(job) => Some(job),
            Task::Command(_) => None,
        }
    }
}

fn run(link: &dyn Link, from: &Receiver<Task>) {
    let mut patience = LONGEST;
    let mut waiting = Waiting { from, queue: VecDeque::new() };
    while let Some(task) = waiting.next() {
        match task {
            Task::Command(command) => command(link),
            Task::Write(first) => {
                let mut jobs = vec![first];
                let committed = run_together(link, &mut jobs, &mut waiting, &mut patience);
                for job in jobs {
                    job.answer(committed.clone());
                }
            }
        }
    }
    link.settle();
}

/// Runs the first job, and those of its tenant that wait, in one transaction. Patience is how long jobs are added, this time and
/// next.
fn run_together(
    link: &dyn Link,
    jobs: &mut Vec<Box<dyn Job>>,
    waiting: &mut Waiting<'_>,
    patience: &mut Duration,
) -> Result<()> {
    let first = &jobs[0];
    let (tenant, unless_taken) = (first.tenant(), first.unless_taken());
    link.mend()?;
    link.begin()?;
    let taken = link.take(tenant.0, unless_taken);
    if taken != Ok(true) {
        link.run("ROLLBACK")?;
        return Err(taken.err().unwrap_or(StoreError::Taken));
    }
    if unless_taken {
        // It is much that is done at once. What is done in a savepoint is copied first, and again by each statement with triggers.
        let is_done = jobs[0].run_alone(link);
        return match (is_done, link.is_within()) {
            (true, true) => commit(link),
            (false, true) => link.run("ROLLBACK"),
            (_, false) => Err(undone()),
        };
    }
    let started = Instant::now();
    let mut next = 0;
    while let Some(job) = jobs.get_mut(next) {
        job.run(link);
        // A full disk, or a lost connection, undoes the whole transaction, not only the savepoint.
        if !link.is_within() {
            return Err(undone());
        }
        next += 1;
        if jobs.len() < TOGETHER && started.elapsed() < *patience {
            jobs.extend(waiting.another_of(tenant));
        }
    }
    let written = Instant::now();
    let committed = commit(link);
    *patience = written.elapsed().clamp(SHORTEST, LONGEST);
    committed
}

fn commit(link: &dyn Link) -> Result<()> {
    link.run("COMMIT").or_else(|error| {
        if link.is_within() {
            link.run("ROLLBACK")?;
        }
        Err(error)
    })
}

/// The database undid the transaction by itself.
fn undone() -> StoreError {
    StoreError::Database("a write failed, and those with it: is the disk full?".to_owned())
}

/// Does something inside a transaction so that an error or a panic in it leaves no trace.
pub fn in_savepoint<T, E: From<StoreError>>(
    link: &dyn Link,
    tenant: Tenant,
    work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    link.run("SAVEPOINT job")?;
    let outcome = caught(link, tenant, work);
    if outcome.is_err() && link.is_within() {
        link.run("ROLLBACK TO SAVEPOINT job")?;
    }
    if link.is_within() {
        link.run("RELEASE SAVEPOINT job")?;
    }
    outcome
}

/// Does something; a panic in it is an error.
fn caught<T, E: From<StoreError>>(
    link: &dyn Link,
    tenant: Tenant,
    work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    catch_unwind(AssertUnwindSafe(|| work(&Tx::new(link, tenant))))
        .unwrap_or_else(|_| Err(StoreError::Panicked.into()))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::sql::values;
    use super::super::sqlite::Sqlite;
    use super::*;

    fn writer() -> (tempfile::TempDir, Writer) {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("test.db")).unwrap();
        connection.execute_batch("CREATE TABLE numbers (number INTEGER)").unwrap();
        (folder, Writer::start(Box::new(Sqlite::on(connection))).unwrap())
    }

    fn add(tx: &Tx<'_>, number: i64) -> Result<()> {
        tx.execute("INSERT INTO numbers SELECT ?2 WHERE ?1 = 1", values![number])?;
        Ok(())
    }

    #[test]
    fn a_write_that_fails_or_panics_takes_no_other_with_it() {
        let (folder, thread) = writer();
        let (release, gate) = channel();
        // Keeps the thread busy until the others wait together.
        let first = thread
            .write(Tenant::DEFAULT, false, move |tx| {
                let () = gate.recv().unwrap();
                add(tx, 1)
            })
            .unwrap();
        let fails = thread
            .write(Tenant::DEFAULT, false, |tx| {
                add(tx, 2).and(Err::<(), _>(StoreError::Database("no".to_owned())))
            })
            .unwrap();
        let panics = thread
            .write(Tenant::DEFAULT, false, |tx| -> Result<()> { add(tx, 3).map(|()| panic!("a fault")) })
            .unwrap();
        let last = thread.write(Tenant::DEFAULT, false, |tx| add(tx, 4)).unwrap();
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
        assert_eq!(thread.write(Tenant::DEFAULT, false, |tx| add(tx, 5)).err(), Some(StoreError::Closed));
    }

    #[test]
    fn what_is_done_alone_is_done_or_not() {
        let (folder, thread) = writer();
        let write = |unless_taken, number, fails: bool, panics: bool| {
            let work = move |tx: &Tx<'_>| {
                add(tx, number)?;
                assert!(!panics, "a fault");
                if fails { Err(StoreError::Database("no".to_owned())) } else { Ok(()) }
            };
            thread.write(Tenant::DEFAULT, unless_taken, work).unwrap().blocking_recv().unwrap()
        };
        assert_eq!(write(true, 1, false, false), Ok(()));
        assert_eq!(write(true, 2, true, false), Err(StoreError::Database("no".to_owned())));
        assert_eq!(write(true, 4, false, true), Err(StoreError::Panicked));
        // The transaction is over, whatever came of it.
        assert_eq!(write(false, 8, false, false), Ok(()));
        assert_eq!(write(true, 16, false, false), Ok(()));
        thread.close();
        let connection = Connection::open(folder.path().join("test.db")).unwrap();
        let sum = connection.query_row("SELECT sum(number) FROM numbers", [], |row| row.get::<_, i64>(0));
        assert_eq!(sum, Ok(25));
    }
}
