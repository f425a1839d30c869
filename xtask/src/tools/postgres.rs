//! A `PostgreSQL` of our own, for as long as tests need one: in a temporary folder, reached by a socket in it, run by somebody who
//! isn't root.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
};

use super::system::{self, Program};
use crate::{
    process,
    stop::{Result, Stop},
};

/// Debian has its programs off the path, and this one beside them on it.
pub const POSTGRES: Program =
    Program { names: &["pg_ctlcluster", "initdb"], debian: "postgresql", ubuntu: "postgresql" };

/// A running server. It stops when it is dropped, and when this process ends in whatever way.
pub struct Postgres {
    /// Where its programs are.
    programs: PathBuf,
    folder: PathBuf,
    process: Child,
    /// Closed, it ends the server.
    leash: Option<ChildStdin>,
}

impl Postgres {
    /// Starts one with an empty database, which doesn't wait for the disk.
    ///
    /// # Errors
    /// When it isn't installed, or doesn't start.
    pub fn start() -> Result<Postgres> {
        Postgres::start_with("off")
    }

    /// As [`Postgres::start`], but it waits for the disk, as one does that keeps anything.
    ///
    /// # Errors
    /// When it isn't installed, or doesn't start.
    pub fn start_durable() -> Result<Postgres> {
        Postgres::start_with("on")
    }

    fn start_with(fsync: &str) -> Result<Postgres> {
        let programs = programs()?;
        let folder = env::temp_dir().join(format!("muster-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| Stop::io("make", &folder, &error))?;
        let mut shell = shell()?;
        if system::is_root() {
            process::run(process::command("chown").arg("postgres").arg(&folder))?;
        }
        // It waits for its input to end; a process that is killed closes it too.
        let script = r#"
            set -e
            PATH="$1:$PATH"
            cd "$2"
            initdb --pgdata data --username muster --auth trust --encoding UTF8 --locale C --no-sync > log 2>&1
            pg_ctl --pgdata data --log log --wait --options "-k '$2' -c listen_addresses= -c fsync=$3 -c max_connections=400" start >> log 2>&1
            echo ready
            cat > /dev/null
            pg_ctl --pgdata data --mode immediate --wait stop >> log 2>&1
        "#;
        let mut process = shell
            .args(["-c", script, "postgres"])
            .args([&programs, &folder])
            .arg(fsync)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Stop::Failed(format!("PostgreSQL can't be started: {error}")))?;
        let leash = process.stdin.take();
        let mut said = String::new();
        if let Some(output) = process.stdout.take() {
            // Nothing said is what it says when it fails.
            let _ = BufReader::new(output).read_line(&mut said);
        }
        let started = Postgres { programs, folder, process, leash };
        if said.trim() == "ready" {
            Ok(started)
        } else {
            Err(Stop::Failed(format!("PostgreSQL doesn't start: {}", read(&started.folder.join("log")))))
        }
    }

    /// The program that sends it commands.
    pub fn psql(&self) -> PathBuf {
        self.programs.join("psql")
    }

    /// Where it is.
    pub fn address(&self) -> String {
        let folder = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://muster@{folder}/postgres")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.leash.take();
        // Whatever is left of it goes with the temporary folders of the machine.
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A shell of somebody who isn't root: the server refuses to be run by root.
fn shell() -> Result<Command> {
    if !system::is_root() {
        return Ok(process::command("sh"));
    }
    let runuser = process::find(&["runuser"])
        .ok_or_else(|| Stop::Failed("runuser, of util-linux, can't be found".to_owned()))?;
    let mut shell = process::command(runuser);
    shell.args(["--user", "postgres", "--", "sh"]);
    Ok(shell)
}

/// The folder of its programs: Debian keeps one for each version, off the path.
fn programs() -> Result<PathBuf> {
    system::ensure(&[POSTGRES])?;
    let folders = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = folders
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, programs)| programs.join("initdb").is_file())
        .max();
    match newest.or_else(|| Some((0, process::find(&["initdb"])?.parent()?.to_owned()))) {
        Some((_, programs)) => Ok(programs),
        None => Err(Stop::Failed("PostgreSQL is installed, but its initdb can't be found".to_owned())),
    }
}

fn read(path: &Path) -> String {
    let mut text = String::new();
    let _ = fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text));
    text
}
