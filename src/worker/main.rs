//! The ingest worker.
fn main() {}
