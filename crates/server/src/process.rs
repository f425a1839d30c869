//! The process: from the command line to the last answer.

use std::fs::File;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt;
use futures_util::future::{Either, select};
use muster_server::{
    Database, Faults, RandomIds, Server, Settings, Site, Supply, SystemClock, demo_supply, fill_demo,
};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::args::Args;
use crate::lock;

/// How long requests may take to finish when the server goes down.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs the server until it is told to stop.
///
/// # Errors
/// What went wrong, and what to do.
pub fn run(args: &Args) -> Result<(), String> {
    if !args.listen.ip().is_loopback() {
        return Err(format!(
            "can't listen on {}: there is no sign-in yet, so everybody who reaches that address could change the \
             tenant. Listen on 127.0.0.1 or [::1]",
            args.listen
        ));
    }
    let settings = settings(args)?;
    let site = args.app.clone().map(|folder| site(folder, &args.app_base_path)).transpose()?;
    let (database, lock) = open(args.db.as_deref().unwrap_or_default())?;
    let server = Server::open(database.clone(), settings, Arc::new(SystemClock), Arc::new(RandomIds))
        .map_err(|error| error.to_string())?;
    for tenant in &args.tenants {
        server.add_tenant(tenant).map_err(|error| error.to_string())?;
    }
    if args.demo && !fill_demo(&server).map_err(|error| error.to_string())? {
        tracing::info!("the tenant isn't empty: no made-up devices were added");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("can't start: {error}"))?;
    database.share_runtime(runtime.handle().clone());
    let worker = {
        let server = server.clone();
        std::thread::spawn(move || server.keep_working())
    };
    let outcome = runtime.block_on(serve(&server, site, args.listen));
    server.alarm().stop();
    // It panics nowhere; if it did, that was logged.
    let _ = worker.join();
    database.close();
    drop(lock);
    outcome
}

/// Opens the database; a file with the lock that keeps other processes from it.
pub fn open(database: &str) -> Result<(Database, Option<File>), String> {
    if is_postgres(database) {
        // The address may hold a password.
        let opened =
            Database::connect(database).map_err(|error| format!("the PostgreSQL database: {error}"))?;
        return Ok((opened, None));
    }
    let path = Path::new(database);
    let lock = lock::take(path)?;
    let opened = Database::open(path).map_err(|error| format!("{database}: {error}"))?;
    Ok((opened, Some(lock)))
}

/// Whether a database is named by an address of `PostgreSQL`, and not by a file.
pub fn is_postgres(database: &str) -> bool {
    database.starts_with("postgres://") || database.starts_with("postgresql://")
}

fn settings(args: &Args) -> Result<Settings, String> {
    let defaults = Settings::default();
    let mut supply = if args.demo { demo_supply() } else { Supply::default() };
    if let Some(path) = &args.data {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("can't read {}: {error}", path.display()))?;
        supply.extend(Supply::from_json(&text).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let faults = args.faults.as_deref().map(faults).transpose()?.unwrap_or_default();
    let registration = match args.registration {
        Some(seconds) => duration("--registration", seconds)?,
        None if args.demo => Duration::from_secs(3),
        None => defaults.registration,
    };
    Ok(Settings {
        registration,
        profile_assignment: registration.min(defaults.profile_assignment),
        sync_interval: duration("--sync-interval", args.sync_interval)?,
        deletion_delay: duration("--deletion-delay", args.deletion_delay)?,
        licences: args.licences,
        directory_sync: duration("--directory-sync", args.directory_sync)?,
        public: args.behind_proxy.clone(),
        allowed_origins: args.allowed_origins.clone(),
        supply,
        faults,
        admin: args.admin,
        ..defaults
    })
}

fn faults(path: &Path) -> Result<Faults, String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
    Faults::from_json(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn duration(name: &str, seconds: f64) -> Result<Duration, String> {
    Duration::try_from_secs_f64(seconds).map_err(|_| format!("{name} must be a number of seconds, 0 or more"))
}

fn site(folder: std::path::PathBuf, base_path: &str) -> Result<Site, String> {
    if !(base_path.starts_with('/') && base_path.ends_with('/')) {
        return Err(format!("--app-base-path must start and end with a slash, '{base_path}' doesn't"));
    }
    if !folder.join("index.html").is_file() {
        return Err(format!(
            "{} is no built console: it has no index.html. Build it first",
            folder.display()
        ));
    }
    Ok(Site::with_server(folder, base_path.to_owned()))
}

async fn serve(server: &Server, site: Option<Site>, address: SocketAddr) -> Result<(), String> {
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| format!("can't listen on {address}: {error}. Choose another port with --listen"))?;
    let address = listener.local_addr().map_err(|error| format!("can't tell the port: {error}"))?;
    let stop = stop_signal().map_err(|error| format!("can't listen for signals: {error}"))?;
    println!("muster-server listens on http://{address}");
    // Small answers must not wait for more to come.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let (tell, told) = oneshot::channel();
    let shutdown = async move {
        stop.await;
        tracing::info!("going down");
        let _ = tell.send(());
    };
    let serving = axum::serve(listener, server.router_with(site)).with_graceful_shutdown(shutdown);
    let out_of_patience = async {
        let _ = told.await;
        tokio::time::sleep(PATIENCE).await;
    };
    match select(Box::pin(serving.into_future()), Box::pin(out_of_patience)).await {
        Either::Left((end, _)) => end.map_err(|error| format!("the server can't go on: {error}")),
        Either::Right(_) => Ok(()),
    }
}

/// What is done when the process is told to stop.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        select(Box::pin(terminated.recv()), Box::pin(interrupted.recv())).await;
    })
}

/// What is done when the process is told to stop.
#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
