//! Mounts the single-page app.
fn main() {}
