//! A self-hosted tenant behind the protocol of Microsoft Graph: devices are registered with it, and it answers as the
//! real service does, as far as that is known.
//!
//! [`Server`] is the whole of it: [`Server::router`] answers requests, [`Server::work`] does what is due. Time and chance
//! come from [`Clock`] and [`Ids`]. On [`Database::inline`] everything is done at once on the thread that asks, so a test
//! or a simulation needs no runtime, no socket and no waiting:
//!
//! ```
//! use std::sync::Arc;
//!
//! use axum::body::Body;
//! use axum::http::{Request, StatusCode};
//! use muster_server::{Database, MovableClock, SeededIds, Server, Settings, Timestamp};
//! use tower::ServiceExt;
//!
//! let database = Database::inline()?;
//! let clock = MovableClock::at(Timestamp(1_767_225_600_000));
//! let ids = Arc::new(SeededIds::new(1));
//! let server = Server::open(database.clone(), Settings::default(), Arc::new(clock.clone()), ids.clone())?;
//!
//! let request = Request::get("/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/$count");
//! let mut answer = std::pin::pin!(server.router().oneshot(request.body(Body::empty())?));
//! // Nothing is waited for: the first poll gives the answer.
//! let mut task = std::task::Context::from_waker(std::task::Waker::noop());
//! let std::task::Poll::Ready(Ok(answer)) = answer.as_mut().poll(&mut task) else { panic!("it waited") };
//! assert_eq!(answer.status(), StatusCode::OK);
//!
//! // A crash, and the server that comes back on the same data.
//! drop(server);
//! let server = Server::open(database, Settings::default(), Arc::new(clock), ids)?;
//! assert_eq!(server.work()?, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alarm;
mod api;
mod approval;
mod clock;
mod demo;
mod directory;
mod faults;
mod http;
mod ids;
mod management;
mod membership;
mod metrics;
mod registration;
mod server;
mod settings;
mod store;
mod supply;
mod transfer;
mod work;
mod world;

pub use alarm::Alarm;
pub use api::description;
pub use clock::{Clock, MovableClock, SystemClock, Timestamp};
pub use demo::{demo_supply, fill_demo};
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub use directory::proof::hold as hold_filter;
pub use faults::{Faults, FaultsError};
pub use http::origin::Origin;
pub use http::public::PublicAddress;
pub use ids::{Ids, RandomIds, SeededIds};
pub use server::Server;
pub use settings::Settings;
pub use site::Site;
pub use store::{Database, StoreError, copy};
pub use supply::{Fault, Supply, SupplyError};
pub use transfer::{Export, TransferError, Transferred, export, import};
