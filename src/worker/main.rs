//! The ingest worker.

fn main() {
    muster::worker::serve();
}
