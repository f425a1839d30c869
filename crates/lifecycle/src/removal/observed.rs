//! What was observed and answered while a plan was carried out.

/// What was observed and answered: kept beside the plan, and added to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// When the last sync was asked for, by whomever; in seconds since 1970.
    pub last_sync: Option<i64>,
    /// Whether a sync is running.
    pub is_syncing: bool,
    /// When the service was reached again after a long time offline: what was confirmed before that isn't any more.
    pub back_since: Option<i64>,
}

/// Something that happened in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The step's place in the plan.
    pub step: usize,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The id of the request that told it, which support asks for.
    pub request_id: Option<String>,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A person confirmed it.
    Confirmed {
        /// Who.
        by: String,
    },
    /// It was sent.
    Sent,
    /// The service took it.
    Accepted,
    /// The service holds it until a second administrator approves.
    AwaitsApproval,
    /// It failed.
    Failed(Fault),
    /// A person gave it up.
    GivenUp {
        /// Who.
        by: String,
    },
    /// A person says that it is done.
    Word {
        /// Who.
        by: String,
    },
    /// The record was asked for by its id.
    LookedById {
        /// Whether it was there.
        found: bool,
    },
    /// The place was searched by the exact serial number.
    LookedBySerial {
        /// The ids of the records that have it.
        found: Vec<String>,
    },
    /// The service says that the device has done it.
    DeviceDone,
    /// It was read back, and is as it was to become.
    ReadBack,
}

/// Why a step failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The device is still managed.
    StillManaged,
    /// The device is still registered, or was until a moment ago.
    StillRegistered,
    /// The administrator may not do that.
    NotAllowed,
    /// There is no such record. It went by another way, before it could be done.
    NoSuchRecord,
    /// A sync runs, or the last one was a moment ago.
    Busy,
    /// A second administrator refused it, or didn't answer in time.
    NotApproved,
    /// The device says that it failed.
    Device,
    /// The device says that it can't.
    NotSupported,
    /// The service answered so.
    Service(u16),
    /// Nobody answered.
    NoAnswer,
    /// The service took it, and long afterwards it is still not to be seen.
    NotSeen,
    /// Somebody called it off.
    CalledOff,
}

impl Fault {
    /// One of each, with made-up arguments.
    pub const EXAMPLES: [Fault; 12] = [
        Fault::StillManaged,
        Fault::StillRegistered,
        Fault::NotAllowed,
        Fault::NoSuchRecord,
        Fault::Busy,
        Fault::NotApproved,
        Fault::Device,
        Fault::NotSupported,
        Fault::Service(500),
        Fault::NoAnswer,
        Fault::NotSeen,
        Fault::CalledOff,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Fault::StillManaged => "still-managed",
            Fault::StillRegistered => "still-registered",
            Fault::NotAllowed => "not-allowed",
            Fault::NoSuchRecord => "no-such-record",
            Fault::Busy => "busy",
            Fault::NotApproved => "not-approved",
            Fault::Device => "device",
            Fault::NotSupported => "not-supported",
            Fault::Service(_) => "service",
            Fault::NoAnswer => "no-answer",
            Fault::NotSeen => "not-seen",
            Fault::CalledOff => "called-off",
        }
    }
}

impl Observed {
    /// Adds what happened.
    pub fn add(&mut self, step: usize, at: i64, request_id: Option<&str>, event: Event) {
        self.entries.push(Entry { step, at, request_id: request_id.map(str::to_owned), event });
    }

    /// What happened in a step, in order.
    pub fn of(&self, step: usize) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.step == step)
    }
}
