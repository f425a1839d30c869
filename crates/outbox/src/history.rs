//! What happened, for good: who asked for what, what was sent, what came back, what was seen.
//!
//! Nobody writes entries by hand: they are what two versions of an intent differ in, and go into the commit that makes the one
//! of the other.

use graph::Remote;
use lifecycle::removal::Event;

use crate::{Action, Course, Intent, Millis, RowStatus, Ruling, State, Trouble, Update};

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
    /// The device's serial number; where it is about several devices, each on a line of its own. See [`Entry::serials`].
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
    /// A person said why, for a second administrator.
    Justified,
    /// It came from a file, and goes on from here.
    Released,
    /// A person means it for the service that is named now.
    Moved,
}

impl Entry {
    /// The serial numbers of the devices that it is about.
    pub fn serials(&self) -> impl Iterator<Item = &str> {
        self.serial.split('\n').filter(|serial| !serial.is_empty())
    }
}

impl Happened {
    /// Everything that can happen.
    pub const ALL: [Happened; 21] = [
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
        Happened::Justified,
        Happened::Released,
        Happened::Moved,
    ];

    /// Whether a person does it, and the program never by itself. What came from a file may go on by itself.
    #[must_use]
    pub fn is_a_persons(self) -> bool {
        use Happened as H;
        matches!(
            self,
            H::Asked
                | H::Confirmed
                | H::Word
                | H::GivenUp
                | H::Retried
                | H::Withdrawn
                | H::Justified
                | H::Released
                | H::Moved
        )
    }

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
            Happened::Justified => "justified",
            Happened::Released => "released",
            Happened::Moved => "moved",
        }
    }
}

/// That somebody asked for an intent, which is about to be kept.
#[must_use]
pub fn wished(intent: &Intent, by: &str, chance: u32) -> Vec<Entry> {
    let mut teller = Teller::new(intent, intent.made, chance);
    let wish = wish(&intent.action);
    teller.add(Happened::Asked).code = wish;
    teller.signed(by)
}

/// That somebody has it tried again what an intent wanted, by another intent, which is about to be kept.
#[must_use]
pub fn retried(old: &Intent, new: &Intent, by: &str, chance: u32) -> Vec<Entry> {
    let mut teller = Teller::new(new, new.made, chance);
    let entry = teller.add(Happened::Retried);
    entry.intent.clone_from(&old.id);
    entry.sent_as.clone_from(&new.id);
    teller.signed(by)
}

/// What happened between two versions of an intent; `by`: who changed it, empty for the program itself.
#[must_use]
pub fn told(before: &Intent, after: &Intent, by: &str, now: Millis, chance: u32) -> Vec<Entry> {
    let mut teller = Teller::new(after, now, chance);
    if before.server != after.server {
        teller.add(Happened::Moved).code.clone_from(&before.server);
    }
    if before.state == State::Held && !after.is_over() && after.state != State::Held {
        teller.add(Happened::Released);
    }
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
    teller.signed(by)
}

struct Teller<'i> {
    after: &'i Intent,
    now: Millis,
    first: u32,
    entries: Vec<Entry>,
}

impl<'i> Teller<'i> {
    fn new(after: &'i Intent, now: Millis, first: u32) -> Teller<'i> {
        Teller { after, now, first, entries: Vec::new() }
    }

    /// The entries, with the person in those that a person has made.
    fn signed(mut self, by: &str) -> Vec<Entry> {
        for entry in self.entries.iter_mut().filter(|entry| entry.happened.is_a_persons()) {
            if entry.by.is_empty() {
                by.clone_into(&mut entry.by);
            }
        }
        self.entries
    }

    fn add(&mut self, happened: Happened) -> &mut Entry {
        let (serial, name, what) = about(&self.after.action);
        let count = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry {
            at: self.now,
            number: self.first.wrapping_add(count),
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
                State::Waiting if before.state == State::Approval => match reasons(before, after) {
                    Some(reason) => reason.clone_into(&mut self.add(Happened::Justified).code),
                    None => drop(self.add(Happened::Approved)),
                },
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

/// Why an order is given, where a person has said so only now.
fn reasons<'i>(before: &Intent, after: &'i Intent) -> Option<&'i str> {
    match (&before.action, &after.action) {
        (Action::Order(was), Action::Order(is)) if was.reason != is.reason => Some(&is.reason),
        _ => None,
    }
}

/// The device's serial number and name, and what is to be done.
fn about(action: &Action) -> (String, String, &'static str) {
    match action {
        Action::Register { rows, .. } => {
            let serials: Vec<&str> = rows.iter().map(|row| row.serial.as_str()).collect();
            (serials.join("\n"), String::new(), "register")
        }
        Action::Update(update) => (update.serial.clone(), String::new(), "change"),
        Action::Order(order) => (order.serial.clone(), order.name.clone(), remote_key(&order.remote)),
        Action::Removal(removal) => (removal.serial.clone(), removal.name.clone(), "removal"),
        Action::Rule(change) => {
            (String::new(), change.platform.clone(), if change.days.is_some() { "rule" } else { "drop-rule" })
        }
        Action::Decision(decision) => {
            let what = match decision.ruling {
                Ruling::Approve => "approve",
                Ruling::Reject => "reject",
                Ruling::TakeBack => "take-back",
            };
            (String::new(), decision.about.clone(), what)
        }
    }
}

/// What exactly is wanted, or why, where what is to be done doesn't say that.
fn wish(action: &Action) -> String {
    match action {
        Action::Update(Update { group_tag, user, .. }) => {
            let tag = group_tag.as_ref().map(|tag| format!("groupTag={tag}"));
            let user = user.as_ref().map(|user| format!("userPrincipalName={user}"));
            [tag, user].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Action::Order(order) => order.reason.clone(),
        Action::Removal(removal) => removal.reason.clone(),
        Action::Rule(change) => change.days.map(|days| format!("days={days}")).unwrap_or_default(),
        Action::Decision(decision) => decision.why.clone(),
        Action::Register { .. } => String::new(),
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

#[cfg(test)]
mod tests {
    use lifecycle::action;

    use super::*;
    use crate::{Approval, Decision, Order, Row, RuleChange, TroubleKind, order::remote};

    const NOW: Millis = 1_800_000_000_000;

    fn intent(action: Action) -> Intent {
        Intent::new("i".to_owned(), "https://t", NOW, action)
    }

    fn wipe() -> Intent {
        let order = Order::new("m1", remote(action::Action::Wipe(action::Wipe::PLAIN), ""));
        intent(Action::Order(Order { serial: "S-1".to_owned(), ..order }))
    }

    fn changed(old: &Intent, change: impl FnOnce(&mut Intent)) -> Intent {
        let mut new = old.clone();
        change(&mut new);
        new
    }

    fn happened(entries: &[Entry]) -> Vec<(Happened, &str, &str)> {
        entries.iter().map(|entry| (entry.happened, entry.by.as_str(), entry.code.as_str())).collect()
    }

    #[test]
    fn what_a_person_asks_for_is_told_with_what_exactly_and_by_whom() {
        let update = |group_tag, user| {
            Action::Update(Update { device: "a1".to_owned(), serial: "S-1".to_owned(), group_tag, user })
        };
        let rule = |days| {
            let platform = "windows".to_owned();
            let (rule, name, description) = (String::new(), String::new(), String::new());
            Action::Rule(RuleChange { rule, platform, name, description, days })
        };
        let decision = |ruling| {
            let (request, why, about) = ("r".to_owned(), "lost".to_owned(), "PC-1".to_owned());
            Action::Decision(Decision { request, ruling, why, about })
        };
        let wipe = Order { reason: "stolen".to_owned(), ..Order::new("m", Remote::Retire) };
        for (action, what, code) in [
            (update(Some("Sales".to_owned()), None), "change", "groupTag=Sales"),
            (update(None, Some("a@b.c".to_owned())), "change", "userPrincipalName=a@b.c"),
            (rule(Some(90)), "rule", "days=90"),
            (rule(None), "drop-rule", ""),
            (decision(Ruling::Approve), "approve", "lost"),
            (decision(Ruling::Reject), "reject", "lost"),
            (decision(Ruling::TakeBack), "take-back", "lost"),
            (Action::Order(wipe), "retire", "stolen"),
        ] {
            let told = wished(&intent(action), "ann", 7);
            assert_eq!(happened(&told), [(Happened::Asked, "ann", code)]);
            assert_eq!(told[0].what, what);
        }
    }

    #[test]
    fn a_reason_that_is_given_later_is_no_approval() {
        let old = changed(&wipe(), |intent| {
            intent.state = State::Approval;
            intent.trouble = Some(trouble());
        });
        let justified = changed(&old, |intent| assert!(intent.justify("stolen", NOW)));
        assert_eq!(
            happened(&told(&old, &justified, "ann", NOW, 7)),
            [(Happened::Justified, "ann", "stolen")]
        );

        let approved = changed(&old, |intent| {
            let Action::Order(order) = &mut intent.action else { return };
            order.approval = Some(Approval { code: "c".to_owned(), expires: String::new(), is_given: true });
            intent.state = State::Waiting;
        });
        // The program saw it; who has approved is not who works here.
        assert_eq!(happened(&told(&old, &approved, "ann", NOW, 7)), [(Happened::Approved, "", "")]);
    }

    #[test]
    fn what_goes_on_and_what_is_tried_again_is_told() {
        let old = wipe();
        let moved = changed(&old, |intent| "https://new".clone_into(&mut intent.server));
        let entries = told(&old, &moved, "ann", NOW, 7);
        assert_eq!(happened(&entries), [(Happened::Moved, "ann", "https://t")]);
        assert_eq!(entries[0].server, "https://new");

        let held = old.clone().from_file(0);
        assert_eq!(held.state, State::Held);
        let released = held.clone().released(NOW);
        assert_eq!(happened(&told(&held, &released, "ann", NOW, 7)), [(Happened::Released, "ann", "")]);
        assert_eq!(happened(&told(&held, &released, "", NOW, 7)), [(Happened::Released, "", "")]);
        let withdrawn = changed(&held, |intent| intent.state = State::Withdrawn);
        assert_eq!(happened(&told(&held, &withdrawn, "ann", NOW, 7)), [(Happened::Withdrawn, "ann", "")]);

        let again = Intent { id: "j".to_owned(), made: NOW + 5, ..wipe() };
        let entries = retried(&old, &again, "ann", 7);
        assert_eq!(happened(&entries), [(Happened::Retried, "ann", "")]);
        let entry = &entries[0];
        assert_eq!((entry.intent.as_str(), entry.sent_as.as_str(), entry.at), ("i", "j", NOW + 5));
    }

    #[test]
    fn every_device_of_a_registration_is_named() {
        let row = |serial: &str| Row {
            serial: serial.to_owned(),
            group_tag: String::new(),
            user: String::new(),
            span: (0, 2),
            status: RowStatus::Waiting,
            since: NOW,
            import: None,
        };
        let rows = vec![row("S-1"), row("S-2")];
        let old = intent(Action::Register { rows, import_id: None, before: Vec::new() });
        let asked = wished(&old, "ann", 7);
        assert_eq!(asked[0].serials().collect::<Vec<_>>(), ["S-1", "S-2"]);
        let mut seen = changed(&old, |intent| {
            intent.last_sent = Some(NOW);
            intent.state = State::Accepted;
        });
        let entries = told(&old, &seen, "", NOW, 7);
        assert_eq!(happened(&entries), [(Happened::Sent, "", ""), (Happened::Taken, "", "")]);
        assert!(entries.iter().all(|entry| entry.serials().count() == 2));
        let before = seen.clone();
        seen.rows_mut()[1].status =
            RowStatus::Failed { code: 806, name: "ZtdDeviceAlreadyAssigned".to_owned() };
        let entries = told(&before, &seen, "", NOW, 7);
        assert_eq!(happened(&entries), [(Happened::Failed, "", "ZtdDeviceAlreadyAssigned")]);
        assert_eq!(entries[0].serials().collect::<Vec<_>>(), ["S-2"]);
    }

    fn trouble() -> Trouble {
        Trouble {
            at: NOW,
            kind: TroubleKind::Justification,
            status: 412,
            code: String::new(),
            message: String::new(),
            request_id: None,
        }
    }
}
