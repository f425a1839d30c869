//! Runs the program on made-up files, as a person or a script would.

mod bench;
mod check;
mod inspect;
mod merge;
mod named;
mod schema;
mod terminal;
