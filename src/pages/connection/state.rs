//! How things stand with the service, in a few words.

use leptos::prelude::*;
use outbox::{State, Status, TroubleKind};

use crate::components::Icon;
use crate::format;
use crate::i18n::I18n;
use crate::queries::is_open;
use crate::sync::Standstill;
use crate::t;
use crate::tenant::Tenant;

/// How things stand with the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// None was named.
    None,
    /// Nothing is sent, as nothing can be kept.
    NotKept,
    /// Nobody talks to it from here.
    Stopped,
    /// Nobody talks to it, as what is kept can't be read or written.
    StorageFails,
    /// It wasn't asked yet.
    New,
    /// It answers.
    Reachable,
    /// It asks for patience.
    Throttled,
    /// Somebody must sign in.
    SignIn,
    /// It doesn't answer.
    Unreachable,
    /// Something else answers in its place.
    SomethingElse,
}

impl Connection {
    /// How things stand now. To be called in a view, which then follows.
    pub fn of(tenant: Tenant) -> Connection {
        if tenant.server.with(Option::is_none) {
            Connection::None
        } else if tenant.workspace.held.with(Option::is_some) {
            Connection::NotKept
        } else {
            match tenant.stopped.get() {
                Some(Standstill::Stopped(_)) => Connection::Stopped,
                Some(Standstill::Storage(_)) => Connection::StorageFails,
                None => Connection::by(&tenant.records.get().status),
            }
        }
    }

    fn by(status: &Status) -> Connection {
        match (&status.trouble, status.heard) {
            (Some(trouble), _) => match trouble.kind {
                TroubleKind::Throttled => Connection::Throttled,
                TroubleKind::SignIn => Connection::SignIn,
                TroubleKind::NotService => Connection::SomethingElse,
                _ => Connection::Unreachable,
            },
            (None, Some(_)) => Connection::Reachable,
            (None, None) => Connection::New,
        }
    }

    /// The class and the icon.
    pub fn look(self) -> (&'static str, Icon) {
        match self {
            Connection::None => ("secondary", Icon::Info),
            Connection::New => ("severity-info", Icon::Sync),
            Connection::Reachable => ("severity-none", Icon::Success),
            Connection::Throttled | Connection::SignIn => ("severity-warning", Icon::Warning),
            Connection::NotKept
            | Connection::Stopped
            | Connection::StorageFails
            | Connection::Unreachable
            | Connection::SomethingElse => ("severity-error", Icon::Error),
        }
    }

    /// In words: with since when, or until when.
    pub fn say(self, i18n: I18n, tenant: Tenant) -> String {
        let language = i18n.language();
        let (heard, until) = {
            let records = tenant.records.get();
            (records.status.heard, records.status.until / 1000)
        };
        match (self, heard) {
            (Connection::None, _) => t!(i18n, "connection-none"),
            (Connection::NotKept, _) => t!(i18n, "connection-not-kept"),
            (Connection::Stopped, _) => t!(i18n, "connection-stopped"),
            (Connection::StorageFails, _) => t!(i18n, "connection-storage"),
            (Connection::SomethingElse, _) => t!(i18n, "connection-something-else"),
            (Connection::New, _) => t!(i18n, "connection-new"),
            (Connection::Reachable, _) => t!(i18n, "connection-reachable"),
            (Connection::Throttled, _) => {
                t!(i18n, "connection-throttled", time = format::time(language, until))
            }
            (Connection::SignIn, _) => t!(i18n, "connection-sign-in"),
            (Connection::Unreachable, None) => t!(i18n, "connection-never"),
            (Connection::Unreachable, Some(heard)) => {
                t!(i18n, "connection-unreachable", moment = format::moment(language, heard / 1000))
            }
        }
    }
}

/// How many changes are not done yet, whatever service they are meant for: those that wait to be sent, and those that are under way.
pub fn open(tenant: Tenant) -> (usize, usize) {
    let records = tenant.records.get();
    let open = || records.intents.iter().filter(|intent| is_open(intent));
    let waiting = open().filter(|intent| matches!(intent.state, State::Waiting | State::Held)).count();
    (waiting, open().count() - waiting)
}
