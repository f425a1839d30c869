//! `muster-server backup`: a copy of a database, while a server runs on it.

use std::path::{Path, PathBuf};

use clap::Args;
use muster_server::copy;

use crate::process::is_postgres;
use crate::whole_file::WholeFile;

/// What is copied where.
#[derive(Args, Debug)]
pub struct BackupArgs {
    /// The file of the database
    #[arg(long, value_name = "PATH")]
    pub db: String,

    /// The file to make; one that is there is never written over
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

/// Makes the copy: all that was answered before it began is in it.
///
/// # Errors
/// What went wrong, and what to do.
pub fn run(args: &BackupArgs) -> Result<(), String> {
    if is_postgres(&args.db) {
        return Err(format!(
            "PostgreSQL has a program of its own for this, which copies it while servers run: pg_dump --format=custom \
             --file='{}' '{}'. One tenant of it can be taken elsewhere with muster-server export",
            args.to.display(),
            without_password(&args.db)
        ));
    }
    let database = Path::new(&args.db);
    if !database.is_file() {
        return Err(format!("there is no database {}", database.display()));
    }
    let file = WholeFile::begin(&args.to)?;
    copy(database, file.path()).map_err(|error| format!("{}: {error}", database.display()))?;
    file.end()?;
    println!("{} is a whole copy of {}", args.to.display(), database.display());
    Ok(())
}

/// An address that can be shown. Programs ask for the password, or find it where their manual says.
fn without_password(address: &str) -> String {
    let shown = address.split_once("://").and_then(|(scheme, rest)| {
        let (user, place) = rest.split_once('@')?;
        let (name, _) = user.split_once(':')?;
        Some(format!("{scheme}://{name}@{place}"))
    });
    let shown = shown.unwrap_or_else(|| address.to_owned());
    let Some((place, options)) = shown.split_once('?') else { return shown };
    let options: Vec<&str> = options.split('&').filter(|option| !option.starts_with("password=")).collect();
    if options.is_empty() { place.to_owned() } else { format!("{place}?{}", options.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn passwords_are_not_shown() {
        for (address, wanted) in [
            ("postgres://me:secret@host/name", "postgres://me@host/name"),
            ("postgres://me@host/name?sslmode=require", "postgres://me@host/name?sslmode=require"),
            ("postgres://me@host/name?password=secret", "postgres://me@host/name"),
            (
                "postgres://host/name?user=a&password=secret&sslmode=require",
                "postgres://host/name?user=a&sslmode=require",
            ),
            ("postgres://host:5432/name", "postgres://host:5432/name"),
        ] {
            assert_eq!(without_password(address), wanted);
        }
    }
}
