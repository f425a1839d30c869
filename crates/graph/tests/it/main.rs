//! The behaviour of the crate as others see it.

mod batches;
mod failures;
mod pages;
mod polling;
mod requests;
mod robustness;
mod script;
mod serials;
mod types;
mod wild;

use graph::Client;
use script::Script;

/// A client of a made-up service, and the script that it goes by.
fn client(answers: impl IntoIterator<Item = script::Step>) -> (Client<Script>, Script) {
    let script = Script::new(answers);
    (Client::new(script.clone(), "https://graph.example/"), script)
}
