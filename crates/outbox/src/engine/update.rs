//! Changing properties of a registered device.

use graph::{
    Call, Transport, Warrant,
    wire::{UpdateDeviceProperties, beta, text},
};

use super::{Stop, pace, session::Session};
use crate::{Action, Change, Device, Environment, PATIENCE, State, Storage, Trouble, TroubleKind, Update};

/// How often a change is asked for that isn't to be seen afterwards.
const ASKS: u32 = 3;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Asks for a change. To ask once more sets the same values once more; where the service forgets, no sooner than nothing
    /// of the time before can arrive, as it could overtake the next change.
    pub async fn update(&mut self, at: usize) -> Result<(), Stop> {
        let was = self.intents[at].state;
        let Action::Update(update) = self.intents[at].action.clone() else { return Ok(()) };
        self.mark_sent(at).await?;
        self.still_leads()?;
        let properties = UpdateDeviceProperties {
            group_tag: update.group_tag,
            user_principal_name: update.user,
            ..UpdateDeviceProperties::default()
        };
        let id = self.wire_id(at);
        let call = Call::update_device_properties(&update.device, &properties);
        match self.engine.client.call(&id, &call, &Warrant::None).await {
            Ok(answer) => {
                // A service that remembers ids shows at once what it took.
                let now = self.now();
                let wait = if answer.server.is_some() { 0 } else { self.poll(answer.poll_after, now) };
                self.was_taken(at, answer);
                self.intents[at].due = now + wait;
                self.keep(at, Vec::new()).await
            }
            Err(failure) => self.not_taken(at, was, &failure).await,
        }
    }

    /// Reads the device back: the change is done when it is seen.
    pub async fn verify(&mut self, at: usize) -> Result<(), Stop> {
        let Action::Update(update) = self.intents[at].action.clone() else { return Ok(()) };
        self.still_leads()?;
        let found = match self.engine.client.registered_device(&update.device).await {
            Ok(answer) => {
                self.went_well(at, &answer);
                answer.value
            }
            Err(failure) if failure.is_not_found() => {
                let now = self.now();
                let intent = &mut self.intents[at];
                intent.state = State::Rejected;
                intent.trouble = Some(Trouble::of(&failure, now));
                return self.keep(at, Vec::new()).await;
            }
            Err(failure) => return Err(self.hold(at, &failure).await),
        };
        let before = self.engine.storage.device(&found.v1.id).await?;
        let device = Change::Device(Device::seen(&found, before.as_ref(), self.now()));
        self.judge(at, is_seen(&update, &found));
        self.keep(at, vec![device]).await
    }

    fn judge(&mut self, at: usize, seen: bool) {
        let now = self.now();
        let asked = self.intents[at].first_sent.unwrap_or(now);
        let poll = self.poll(None, asked);
        // Asked again under the same id, a service that remembers ids answers, and changes nothing.
        let asks = if self.status.server.is_some() { 1 } else { ASKS };
        let intent = &mut self.intents[at];
        if seen {
            intent.state = State::Done;
        } else if intent.state == State::Sent {
            let clear = intent.last_sent.unwrap_or(now) + PATIENCE + pace::SETTLE;
            intent.due = now + pace::SETTLE;
            if now >= clear {
                intent.state = State::Waiting;
                intent.due = now;
            }
        } else if now - asked < pace::SEEN_WITHIN {
            intent.due = now + poll;
        } else if intent.looks + 1 < asks {
            intent.looks += 1;
            intent.state = State::Waiting;
            intent.due = now;
        } else {
            self.give_up(at, TroubleKind::NotObserved, "");
        }
    }
}

/// Whether the device has what it was to get.
fn is_seen(update: &Update, found: &beta::WindowsAutopilotDeviceIdentity) -> bool {
    let has = |wanted: &Option<String>, value: &Option<String>, same: fn(&str, &str) -> bool| {
        wanted.as_deref().is_none_or(|wanted| same(text(value.as_ref()).trim(), wanted.trim()))
    };
    // Groups go by a tag as it is written; a user is the same in any case.
    has(&update.group_tag, &found.v1.group_tag, |one, other| one == other)
        && has(&update.user, &found.v1.user_principal_name, str::eq_ignore_ascii_case)
}
