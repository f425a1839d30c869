//! `cargo xtask serve` and `cargo xtask dev`.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use site::Site;

use crate::{
    build,
    cli::ServeOptions,
    paths, process,
    static_host::StaticHost,
    stop::{Result, Stop},
    tools,
};

/// Builds the app and the server if needed and serves them until that is stopped.
///
/// # Errors
/// When they can't be built, or the port is taken.
pub fn serve(options: &ServeOptions) -> Result<()> {
    if !options.no_build && options.dist.is_none() {
        build::release()?;
    }
    let dist = options.dist.clone().unwrap_or_else(paths::dist);
    if !dist.join("index.html").is_file() {
        return Err(Stop::Failed(format!(
            "there is no built app in {}; `cargo xtask serve` builds it",
            dist.display()
        )));
    }
    if options.without_server {
        let host = StaticHost::bind(options.port, Site::new(dist, options.base_path.clone()))?;
        tell(&host.address()?, options.open);
        return host.run();
    }
    let mut server = start_server(options, &dist)?;
    let status = server.wait().map_err(|error| Stop::Failed(format!("the server is lost: {error}")))?;
    if status.success() { Ok(()) } else { Err(Stop::Failed(format!("the server ended: {status}"))) }
}

/// Starts the server, and tells where it is once it listens.
fn start_server(options: &ServeOptions, dist: &Path) -> Result<Child> {
    let program = build::server()?;
    let folder = paths::target().join("serve");
    fs::create_dir_all(&folder).map_err(|error| Stop::io("make", &folder, &error))?;
    let database =
        options.db.clone().unwrap_or_else(|| folder.join(if options.empty { "empty.db" } else { "demo.db" }));
    let mut command = process::command(program);
    command.arg("--db").arg(database).arg("--listen").arg(format!("127.0.0.1:{}", options.port));
    command.arg("--app").arg(dist).arg("--app-base-path").arg(&options.base_path);
    if !options.empty {
        command.arg("--demo");
    }
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Stop::Failed(format!("the server can't be started: {error}")))?;
    let mut line = String::new();
    if let Some(stdout) = child.stdout.as_mut() {
        // It says one line: where it listens. What went wrong before is on its standard error.
        BufReader::new(stdout)
            .read_line(&mut line)
            .map_err(|error| Stop::Failed(format!("the server says nothing: {error}")))?;
    }
    if let Some(address) = line.split_whitespace().find(|word| word.starts_with("http")) {
        let base_path = options.base_path.trim_start_matches('/');
        tell(&format!("{address}/{base_path}"), options.open);
    }
    Ok(child)
}

fn tell(address: &str, open: bool) {
    println!("Muster is at {address}");
    if open {
        open_browser(address);
    }
}

/// Serves a development build that follows every change.
///
/// # Errors
/// When a tool can't be installed or Trunk ends badly.
pub fn dev(port: u16) -> Result<()> {
    tools::for_building()?;
    process::run(build::trunk()?.args(["serve", "--skip-version-check", "--port", &port.to_string()]))
}

fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if process::command(opener).arg(address).spawn().is_err() {
        eprintln!("can't open a browser ({opener} is missing): open the address yourself");
    }
}
