//! Mounts the single-page app.

fn main() {
    leptos::mount::mount_to_body(muster::app::App);
}
