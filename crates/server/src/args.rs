//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as Args_, Parser, Subcommand, ValueEnum};
use muster_server::{Origin, PublicAddress};

use crate::backup::BackupArgs;
use crate::moving::{ExportArgs, ImportArgs};

/// A self-hosted tenant behind the protocol of Microsoft Graph.
#[derive(Debug, Parser)]
#[command(version, subcommand_negates_reqs = true, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Something else than to serve.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The file of the database, which is made where there is none; or the address of a `PostgreSQL` database, which several
    /// servers may share: `postgres://user:password@host/name`.
    #[arg(long, value_name = "PATH|ADDRESS", required = true)]
    pub db: Option<String>,

    /// A tenant beside the first one, reached below /tenants/NAME; may be given several times. Tenants once added stay.
    #[arg(long = "tenant", value_name = "NAME", value_parser = tenant)]
    pub tenants: Vec<String>,

    /// Where to listen. There is no sign-in yet, so only addresses of this computer are allowed. Port 0 is any that is
    /// free.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8740")]
    pub listen: SocketAddr,

    /// The public address of a proxy before the server, such as <https://graph.contoso.com>: addresses in answers begin with it, and
    /// the server answers who names it. The proxy has to sign people in.
    #[arg(long, value_name = "ADDRESS")]
    pub behind_proxy: Option<PublicAddress>,

    /// A site whose pages may read and change everything, such as <https://console.contoso.com>; may be given several times. Pages of
    /// other sites are refused, but for the server's own and, without --behind-proxy, those of this computer.
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    pub allowed_origins: Vec<Origin>,

    /// How many seconds a registration takes [default: 60, or 3 with --demo].
    #[arg(long, value_name = "SECONDS")]
    pub registration: Option<f64>,

    /// How many seconds after one sync the next may be asked for.
    #[arg(long, value_name = "SECONDS", default_value_t = 600.0)]
    pub sync_interval: f64,

    /// How many seconds a deleted device stays in lists.
    #[arg(long, value_name = "SECONDS", default_value_t = 0.0)]
    pub deletion_delay: f64,

    /// How many of each product a tenant has, to assign to people.
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
    pub licences: u64,

    /// How many seconds are between two syncs of the organisation's own directory; 0: only when that is asked for.
    #[arg(long, value_name = "SECONDS", default_value_t = 1800.0)]
    pub directory_sync: f64,

    /// Fills an empty tenant with made-up devices in every state.
    #[arg(long)]
    pub demo: bool,

    /// A JSON file that says what suppliers have delivered, what other tenants have registered, and which devices are
    /// to meet with trouble.
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,

    /// A JSON file with rules by which requests meet with faults, as those of the real service do: docs/server-faults.md.
    #[arg(long, value_name = "FILE")]
    pub faults: Option<PathBuf>,

    /// Lets whoever reaches the server give it rules for faults, at /admin/faults.
    #[arg(long)]
    pub admin: bool,

    /// The folder of the built console, to be served too.
    #[arg(long, value_name = "FOLDER")]
    pub app: Option<PathBuf>,

    /// Below which path the console is served.
    #[arg(long, value_name = "PATH", default_value = "/", requires = "app")]
    pub app_base_path: String,

    /// How the log is written; it goes to standard error.
    #[arg(long, value_enum, default_value_t = Log::Text)]
    pub log: Log,
}

/// Something else than to serve.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lets a made-up fleet of devices speak to a server, until it is stopped with Ctrl+C
    ///
    /// Of every hundred, 53 run Windows, 20 iOS, 7 macOS and 20 Android, managed in each way that there is. Most check in when they
    /// are told to, some late, and one in twenty is lost after a while. They do what they are asked; one in fifty times it fails.
    Fleet(FleetArgs),
    /// Copies a database of `SQLite` into a file, while a server runs on it
    Backup(BackupArgs),
    /// Writes a whole tenant into a file, while servers run
    Export(ExportArgs),
    /// Reads a whole tenant from a file that `export` wrote
    Import(ImportArgs),
}

/// Which fleet.
#[derive(Args_, Debug)]
pub struct FleetArgs {
    /// How many devices
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    pub devices: u32,

    /// The server, or a tenant of it
    #[arg(long, value_name = "ADDRESS", default_value = "http://127.0.0.1:8740")]
    pub server: String,

    /// Which devices there are; the same number gives the same ones
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,

    /// How many seconds are between two check-ins, instead of what the server says
    #[arg(long, value_name = "SECONDS")]
    pub every: Option<f64>,

    /// The first devices are those that are registered with Autopilot and were never in use
    #[arg(long)]
    pub delivered: bool,

    /// Ends when each device has checked in so many times
    #[arg(long, value_name = "NUMBER")]
    pub check_ins: Option<u32>,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Log {
    /// A JSON object a line.
    Json,
    /// For people.
    Text,
}

/// A name that can stand in an address as it is.
pub fn tenant(name: &str) -> Result<String, String> {
    let is_plain =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    if !name.is_empty() && name.len() <= 63 && name.chars().all(is_plain) {
        Ok(name.to_owned())
    } else {
        Err("a tenant's name has 1 to 63 lower-case letters, digits and hyphens".to_owned())
    }
}
