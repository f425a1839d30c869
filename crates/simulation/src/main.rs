//! A deterministic simulation of everything between an administrator's click and a registered device.
//!
//! The engine of the outbox and the server are the real ones, on a real `SQLite` in memory. What is simulated is what lies
//! around them: the clock, the network, the browser's storage, and the tabs, which may crash at any of their awaits. One
//! number, the seed, decides about everything; the same seed is the same run. After each run it is checked that every
//! intent that was acknowledged reached the server exactly once or is visibly refused, and that the local view is the
//! server's. In every other run there are managed devices besides, which people take out by plans: each request that destroys is
//! judged when it is sent, and each receipt by what the server has in the end. In some runs a workspace file is saved and opened in a
//! second console, once or more often: what both have is done once, and neither takes the other's work back.

mod batch;
mod checks;
mod cli;
mod devices;
mod elsewhere;
mod executor;
mod fleet;
mod network;
mod people;
mod proofs;
mod random;
mod run;
mod storage;
mod tab;
mod user;
mod world;

fn main() -> std::process::ExitCode {
    cli::main()
}
