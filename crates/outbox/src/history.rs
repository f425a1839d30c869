//! What happened, for good: who asked for what, what was sent, what came back, what was seen.
//!
//! Nobody writes entries by hand: they are what two versions of an intent differ in, and go into the commit that makes the one
//! of the other.

use graph::Remote;
use lifecycle::removal::Event;

use crate::{Action, Course, Intent, Millis, RowStatus, State, Trouble};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Millis,
    /// Tells it from others of the same second: random, so that two tabs never clash, and ascending within a commit.
    pub number: u32,
    /// The id of the intent.
    pub intent: String,
    /// The service that the intent is meant for.
    pub server: String,
    /// The device's serial number, where it is about one.
    pub serial: String,
    /// The device's name, where that is known.
    pub name: String,
    /// What is to be done, by a name of ours: `register`, `change`, `wipe`, `delete-from-entra` …
    pub what: String,
    /// Of a removal: which step.
    pub step: Option<u32>,
    /// What happened.
    pub happened: Happened,
    /// Who did it; empty: the program.
    pub by: String,
    /// The id under which it was sent.
    pub sent_as: String,
    /// The HTTP status of an answer; 0: none.
    pub status: u16,
    /// The name of an error, or more of what happened.
    pub code: String,
    /// The id that support asks for.
    pub request_id: Option<String>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Happened {
    /// A person asked for it.
    Asked,
    /// A person confirmed it.
    Confirmed,
    /// It was sent.
    Sent,
    /// The service took it.
    Taken,
    /// The service holds it until a second administrator approves.
    Held,
    /// A second administrator approved it.
    Approved,
    /// An attempt came to nothing, and is tried again.
    Hindered,
    /// It failed, or was refused.
    Failed,
    /// The record was found there.
    Found,
    /// The record was not found any more.
    Gone,
    /// The device has done it.
    DeviceDone,
    /// It was read back as it was to become.
    ReadBack,
    /// A person says that it is done.
    Word,
    /// A person gave it up.
    GivenUp,
    /// A person has it tried again.
    Retried,
    /// It wasn't sent in time.
    Expired,
    /// A person took it back.
    Withdrawn,
    /// All of it is done.
    Done,
}

impl Happened {
    /// Everything that can happen.
    pub const ALL: [Happened; 18] = [
        Happened::Asked,
        Happened::Confirmed,
        Happened::Sent,
        Happened::Taken,
        Happened::Held,
        Happened::Approved,
        Happened::Hindered,
        Happened::Failed,
        Happened::Found,
        Happened::Gone,
        Happened::DeviceDone,
        Happened::ReadBack,
        Happened::Word,
        Happened::GivenUp,
        Happened::Retried,
        Happened::Expired,
        Happened::Withdrawn,
        Happened::Done,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Happened::Asked => "asked",
            Happened::Confirmed => "confirmed",
            Happened::Sent => "sent",
            Happened::Taken => "taken",
            Happened::Held => "held",
            Happened::Approved => "approved",
            Happened::Hindered => "hindered",
            Happened::Failed => "failed",
            Happened::Found => "found",
            Happened::Gone => "gone",
            Happened::DeviceDone => "device-done",
            Happened::ReadBack => "read-back",
            Happened::Word => "word",
            Happened::GivenUp => "given-up",
            Happened::Retried => "retried",
            Happened::Expired => "expired",
            Happened::Withdrawn => "withdrawn",
            Happened::Done => "done",
        }
    }
}

/// That somebody asked for an intent, which is about to be kept.
#[must_use]
pub fn wished(intent: &Intent, by: &str, chance: u32) -> Vec<Entry> {
    let mut teller = Teller::new(intent, intent.made, chance);
    teller.add(Happened::Asked);
    teller.entries.iter_mut().for_each(|entry| by.clone_into(&mut entry.by));
    teller.entries
}

/// What happened between two versions of an intent.
#[must_use]
pub fn told(before: &Intent, after: &Intent, now: Millis, chance: u32) -> Vec<Entry> {
    let mut teller = Teller::new(after, now, chance);
    match (&before.action, &after.action) {
        (Action::Removal(_), Action::Removal(_)) => teller.removal(before),
        _ => teller.course(before),
    }
    teller.rows(before);
    let happened = match after.state {
        State::Done => Some(Happened::Done),
        State::Expired => Some(Happened::Expired),
        State::Withdrawn => Some(Happened::Withdrawn),
        _ => None,
    };
    if let Some(happened) = happened.filter(|_| before.state != after.state) {
        teller.add(happened);
    }
    teller.entries
}

struct Teller<'i> {
    after: &'i Intent,
    now: Millis,
    chance: u32,
    entries: Vec<Entry>,
}

impl<'i> Teller<'i> {
    fn new(after: &'i Intent, now: Millis, chance: u32) -> Teller<'i> {
        Teller { after, now, chance: chance & !0xfff, entries: Vec::new() }
    }

    fn add(&mut self, happened: Happened) -> &mut Entry {
        let (serial, name, what) = about(&self.after.action);
        let count = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry {
            at: self.now,
            number: self.chance.wrapping_add(count),
            intent: self.after.id.clone(),
            server: self.after.server.clone(),
            serial,
            name,
            what: what.to_owned(),
            step: None,
            happened,
            by: String::new(),
            sent_as: String::new(),
            status: 0,
            code: String::new(),
            request_id: None,
        });
        let last = self.entries.len() - 1;
        &mut self.entries[last]
    }

    fn add_trouble(&mut self, happened: Happened, trouble: &Trouble) -> &mut Entry {
        let entry = self.add(happened);
        entry.status = trouble.status;
        entry.code.clone_from(&trouble.code);
        entry.request_id.clone_from(&trouble.request_id);
        entry
    }

    /// Of an intent that is sent as a whole.
    fn course(&mut self, before: &Intent) {
        let after = self.after;
        if before.last_sent != after.last_sent {
            self.add(Happened::Sent).sent_as.clone_from(&after.id);
        }
        if before.state != after.state {
            match after.state {
                State::Accepted => {
                    self.add(Happened::Taken).request_id.clone_from(&after.request_id);
                }
                State::Approval => {
                    self.add(Happened::Held);
                }
                State::Waiting if before.state == State::Approval => {
                    self.add(Happened::Approved);
                }
                _ => {}
            }
        }
        let trouble = after.trouble.as_ref().filter(|_| before.trouble != after.trouble);
        if let Some(trouble) = trouble.filter(|_| after.state != State::Approval) {
            let is_over = after.state == State::Rejected;
            self.add_trouble(if is_over { Happened::Failed } else { Happened::Hindered }, trouble);
        }
    }

    /// Of the devices that it registers: what became of each.
    fn rows(&mut self, before: &Intent) {
        for (was, row) in before.rows().iter().zip(self.after.rows()) {
            let (happened, code) = match &row.status {
                status if *status == was.status => continue,
                RowStatus::Complete { observed: true, .. } => (Happened::ReadBack, ""),
                RowStatus::Failed { name, .. } => (Happened::Failed, name.as_str()),
                _ => continue,
            };
            let entry = self.add(happened);
            entry.serial.clone_from(&row.serial);
            code.clone_into(&mut entry.code);
        }
    }

    /// Of the steps of a removal.
    fn removal(&mut self, before: &Intent) {
        let (Some(was), Some(is)) = (before.removal(), self.after.removal()) else { return };
        for (step, (was, errand)) in was.errands.iter().zip(&is.errands).enumerate() {
            let new = if was.id != errand.id && errand.course == Course::Again {
                Some(Happened::Retried)
            } else if was.last_sent != errand.last_sent {
                Some(Happened::Sent)
            } else if errand.approval.as_ref().is_some_and(|approval| approval.is_given)
                && !was.approval.as_ref().is_some_and(|approval| approval.is_given)
            {
                Some(Happened::Approved)
            } else {
                None
            };
            if let Some(happened) = new {
                self.of_step(step, happened).sent_as.clone_from(&errand.id);
            }
            let trouble = errand.trouble.as_ref().filter(|_| was.trouble != errand.trouble);
            if let Some(trouble) = trouble.filter(|_| !matches!(errand.course, Course::Approval)) {
                let is_over = errand.course == Course::Failed;
                let entry =
                    self.add_trouble(if is_over { Happened::Failed } else { Happened::Hindered }, trouble);
                entry.step = u32::try_from(step).ok();
                name_step(entry, is, step);
            }
        }
        let known = |entry: &lifecycle::removal::Entry| {
            let kind = std::mem::discriminant(&entry.event);
            let mut of_step = was.observed.of(entry.step).rev();
            // A look that found what the one before had found tells nothing new.
            let before = of_step.find(|old| std::mem::discriminant(&old.event) == kind);
            let is_repeated = is_look(&entry.event) && before.is_some_and(|old| old.event == entry.event);
            is_repeated
                || was.observed.of(entry.step).any(|old| old.event == entry.event && old.at == entry.at)
        };
        for entry in is.observed.entries.iter().filter(|entry| !known(entry)) {
            let (happened, by, code) = match &entry.event {
                // Told by what the wire has of it.
                Event::Sent => continue,
                Event::Confirmed { by } => (Happened::Confirmed, by.as_str(), ""),
                Event::Accepted => (Happened::Taken, "", ""),
                Event::AwaitsApproval => (Happened::Held, "", ""),
                Event::Failed(fault) => (Happened::Failed, "", fault.key()),
                Event::GivenUp { by } => (Happened::GivenUp, by.as_str(), ""),
                Event::Word { by } => (Happened::Word, by.as_str(), ""),
                Event::LookedById { found: true } => (Happened::Found, "", ""),
                Event::LookedById { found: false } => (Happened::Gone, "", ""),
                Event::LookedBySerial { found } if found.is_empty() => (Happened::Gone, "", "serial"),
                Event::LookedBySerial { .. } => (Happened::Found, "", "serial"),
                Event::DeviceDone => (Happened::DeviceDone, "", ""),
                Event::ReadBack => (Happened::ReadBack, "", ""),
            };
            let told = self.of_step(entry.step, happened);
            by.clone_into(&mut told.by);
            code.clone_into(&mut told.code);
            told.request_id.clone_from(&entry.request_id);
        }
    }

    fn of_step(&mut self, step: usize, happened: Happened) -> &mut Entry {
        let removal = self.after.removal();
        let entry = self.add(happened);
        entry.step = u32::try_from(step).ok();
        if let Some(removal) = removal {
            name_step(entry, removal, step);
        }
        entry
    }
}

fn name_step(entry: &mut Entry, removal: &crate::Removal, step: usize) {
    if let Some(step) = removal.plan.steps.get(step) {
        step.deed.key().clone_into(&mut entry.what);
    }
}

fn is_look(event: &Event) -> bool {
    matches!(event, Event::LookedById { .. } | Event::LookedBySerial { .. })
}

/// The device's serial number and name, and what is to be done.
fn about(action: &Action) -> (String, String, &'static str) {
    match action {
        Action::Register { rows, .. } => {
            let serial = match rows.as_slice() {
                [row] => row.serial.clone(),
                _ => String::new(),
            };
            (serial, String::new(), "register")
        }
        Action::Update(update) => (update.serial.clone(), String::new(), "change"),
        Action::Order(order) => (order.serial.clone(), order.name.clone(), remote_key(&order.remote)),
        Action::Removal(removal) => (removal.serial.clone(), removal.name.clone(), "removal"),
        Action::Rule(change) => (String::new(), change.platform.clone(), "rule"),
        Action::Decision(decision) => (String::new(), decision.about.clone(), "decision"),
    }
}

fn remote_key(remote: &Remote) -> &'static str {
    match remote {
        Remote::Restart => "restart",
        Remote::Sync => "sync",
        Remote::Wipe(_) => "wipe",
        Remote::Retire => "retire",
        Remote::Delete => "delete",
        Remote::FreshStart { .. } => "fresh-start",
    }
}
