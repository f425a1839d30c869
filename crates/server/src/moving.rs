//! `muster-server export` and `muster-server import`: a tenant as a file.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use clap::Args;
use muster_server::{Clock, Database, Export, SystemClock, Transferred};

use crate::args::tenant;
use crate::process::{is_postgres, open};
use crate::whole_file::WholeFile;

/// How much of the file is in memory.
const BUFFER: usize = 1 << 20;

/// What is exported.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The file of the database, or the address of a `PostgreSQL` database
    #[arg(long, value_name = "PATH|ADDRESS")]
    pub db: String,

    /// Which tenant
    #[arg(long, value_name = "NAME", default_value = "default", value_parser = tenant)]
    pub tenant: String,

    /// The file to make; one that is there is never written over
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,

    /// Leaves out what devices prove themselves by; in the other database each has to enrol again
    #[arg(long)]
    pub without_secrets: bool,
}

/// What is imported.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The file of the database, which no server may run on and which is made where there is none; or the address of a
    /// `PostgreSQL` database
    #[arg(long, value_name = "PATH|ADDRESS")]
    pub db: String,

    /// The tenant to make, or one that is empty
    #[arg(long, value_name = "NAME", default_value = "default", value_parser = tenant)]
    pub tenant: String,

    /// The file to read
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
}

/// Writes a tenant into a file.
///
/// # Errors
/// What went wrong, and what to do.
pub fn export(args: &ExportArgs) -> Result<(), String> {
    let database = if is_postgres(&args.db) {
        // The address may hold a password.
        Database::connect_to_look(&args.db).map_err(|error| format!("the PostgreSQL database: {error}"))?
    } else if Path::new(&args.db).is_file() {
        Database::open_to_look(Path::new(&args.db)).map_err(|error| format!("{}: {error}", args.db))?
    } else {
        return Err(format!("there is no database {}", args.db));
    };
    let mut file = WholeFile::begin(&args.to)?;
    let wish = Export { tenant: &args.tenant, with_secrets: !args.without_secrets, now: SystemClock.now() };
    let mut to = BufWriter::with_capacity(BUFFER, file.file());
    let exported = muster_server::export(&database, &wish, &mut to);
    drop(to);
    database.close();
    let Transferred { rows, with_secrets } = exported.map_err(|error| error.to_string())?;
    file.end()?;
    let secrets = if with_secrets { "with secrets: keep it safe" } else { "without secrets" };
    println!("{} holds the tenant '{}', {rows} rows, {secrets}", args.to.display(), args.tenant);
    Ok(())
}

/// Reads a tenant from a file.
///
/// # Errors
/// What went wrong, and what to do.
pub fn import(args: &ImportArgs) -> Result<(), String> {
    let problem = |error: &dyn std::fmt::Display| format!("{}: {error}", args.from.display());
    let file = File::open(&args.from).map_err(|error| problem(&error))?;
    let (database, _lock) = open(&args.db)?;
    let from = BufReader::with_capacity(BUFFER, file);
    let imported = muster_server::import(&database, &args.tenant, from);
    database.close();
    let Transferred { rows, with_secrets } =
        imported.map_err(|error| format!("{}. Nothing was changed", problem(&error)))?;
    let devices = if with_secrets { "" } else { "; devices have to enrol again" };
    println!("the tenant '{}' has {rows} rows{devices}", args.tenant);
    Ok(())
}
