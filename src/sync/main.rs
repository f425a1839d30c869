//! The worker that talks to the service.

fn main() {
    muster::sync::serve();
}
