//! The server's process.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

pub struct Running {
    process: Child,
    pub address: String,
}

impl Running {
    /// Starts it on a database, with other options.
    pub fn start(database: &str, options: &[&str]) -> Running {
        let mut process = Command::new(env!("CARGO_BIN_EXE_muster-server"))
            .args(["--db", database, "--listen", "127.0.0.1:0"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("it is piped"))
            .read_line(&mut line)
            .expect("it says where it is");
        let address = line.trim().rsplit_once("http://").expect("an address").1.to_owned();
        Running { process, address }
    }

    /// How much memory it has, as Linux tells: `VmRSS` now, `VmHWM` at most.
    pub fn kilobytes(&self, what: &str) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with(what));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It is of no more use, and may have ended by itself.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}
