//! What is sent, and what is remembered of devices. The engine as a whole is tested by the simulation.

mod answers;
mod decisions;
mod from_file;
mod lists;
mod memory;
mod orders;
mod orders_together;
mod payload;
mod people;
mod removals;
mod rules;
mod updates;
mod wishes;
