//! `cargo xtask serve` and `cargo xtask dev`.

use crate::{
    build,
    cli::ServeOptions,
    paths, process,
    server::Server,
    stop::{Result, Stop},
    tools,
};

/// Builds the app if needed and serves it until it is stopped.
///
/// # Errors
/// When it can't be built, or the port is taken.
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
    let server = Server::bind(options.port, dist, options.base_path.clone())?;
    let address = server.address()?;
    println!("Muster is at {address}");
    if options.open {
        open_browser(&address);
    }
    server.run()
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
