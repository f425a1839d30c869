//! Tests of the server through its router, without a socket, and of the process.

mod actions;
mod app;
mod autopilot;
mod batch;
mod cleanup;
mod demo;
mod devices;
mod fleet;
mod idempotency;
mod imported;
mod jobs;
mod leniency;
mod management;
mod model;
mod openapi;
mod paging;
mod process;
mod protocol;
mod registration;
mod schema;
mod settings;
mod site;
mod tenants;
mod threads;
