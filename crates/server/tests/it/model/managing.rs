//! The part of the model that is about managed devices.

use serde_json::Value;

use super::operation::Outcome;
use super::rules::{Ask, CLEANED, DAY, KINDS, Kind, a_day, are_days, goes_first};
use super::world::{Action, DONE, MADE, Managed, NOT_THERE, Object, Rule, SHOWN, Told, WRONG, World, same};
use crate::devices::serial;

/// Why nothing is asked of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    There,
    Able,
    More,
}

impl No {
    pub fn told(self) -> Told {
        match self {
            No::There => NOT_THERE,
            No::Able => WRONG,
            No::More => (429, "TooManyRequests"),
        }
    }
}

pub fn told(asked: Result<(), No>) -> Told {
    asked.map_or_else(No::told, |()| DONE)
}

impl Managed {
    pub fn kind(&self) -> &'static Kind {
        &KINDS[self.kind]
    }

    pub fn serial(&self) -> String {
        serial(self.device)
    }

    /// ST-1: what is under way says how it is doing; when nothing is, what ended last.
    fn restate(&mut self) {
        let names = |action: &Action| match action.name {
            "wipe" => Some(["wipePending", "wipeIssued", "wipeFailed"]),
            "retire" => Some(["retirePending", "retireIssued", "retireFailed"]),
            _ => None,
        };
        let of_state = |action: &Action| match (names(action)?, action.state) {
            ([pending, ..], "pending") => Some(pending),
            ([_, issued, _], "active") => Some(issued),
            _ => None,
        };
        if let Some(state) = self.actions.iter().rev().find_map(of_state) {
            self.state = state;
        } else if self.state.ends_with("Pending") || self.state.ends_with("Issued") {
            let over =
                self.actions.iter().filter_map(|action| Some((action.updated_at, names(action)?, action)));
            let last = over.max_by_key(|(updated_at, ..)| *updated_at);
            self.state = match last {
                Some((_, [_, _, failed], Action { state: "failed", .. })) => failed,
                _ => "managed",
            };
        }
    }
}

impl World {
    pub fn listed(&mut self, at: Option<usize>) -> Option<&mut Managed> {
        at.map(|at| &mut self.managed[at]).filter(|managed| managed.is_listed())
    }

    /// A device enrols: a registered one by its identity, any other with an object of its own.
    pub fn enrol(&mut self, attempt: u32, device: u32, kind: usize) -> usize {
        let managed = self.managed.len();
        let now = self.now;
        let is_windows = KINDS[kind].platform == "windows";
        let registered = self
            .identities
            .iter_mut()
            .find(|identity| is_windows && !identity.is_gone && same(&identity.serial, &serial(device)));
        let is_registered = registered.is_some();
        let object = if let Some(identity) = registered {
            (identity.is_enrolled, identity.managed, identity.contacted_at) =
                (true, Some(managed), Some(now));
            identity.object
        } else {
            self.objects.push(Object { is_enabled: true, ..Object::default() });
            self.objects.len() - 1
        };
        let name = format!("PC-{attempt}");
        let of_directory = &mut self.objects[object];
        of_directory.name.clone_from(&name);
        (of_directory.is_managed, of_directory.seen_at) = (true, Some(now));
        self.managed.push(Managed {
            id: String::new(),
            secret: String::new(),
            attempt,
            device,
            kind,
            name,
            notes: String::new(),
            object,
            is_registered,
            enrolled_at: now,
            seen_at: now,
            state: "managed",
            actions: Vec::new(),
            is_removed: false,
            is_hidden: false,
            is_gone: false,
        });
        managed
    }

    fn is_too_much(&self, action: &str) -> bool {
        let today = self.now / DAY;
        let count = self.asked.iter().filter(|(name, at)| *name == action && at / DAY == today).count();
        count >= a_day(action)
    }

    fn wait(&mut self, at: usize, name: &'static str, parameters: Value) {
        self.asked.push((name, self.now));
        let (asked_at, id) = (self.now, String::new());
        let action = Action { id, name, parameters, state: "pending", asked_at, updated_at: asked_at };
        self.managed[at].actions.push(action);
    }

    /// Graph 12.5, ACT-2.
    pub fn ask(&mut self, at: Option<usize>, ask: Ask) -> Result<(), No> {
        let managed = self.listed(at).ok_or(No::There)?;
        if !ask.is_for(managed.kind()) {
            return Err(No::Able);
        }
        if self.is_too_much(ask.name()) {
            return Err(No::More);
        }
        let (at, now, parameters) = (at.unwrap_or_default(), self.now, ask.parameters());
        let is_waiting = |action: &&mut Action| action.name == ask.name() && action.state == "pending";
        let mut waiting: Vec<&mut Action> = self.managed[at].actions.iter_mut().filter(is_waiting).collect();
        // Once more is the same; otherwise, it takes the place of what waits.
        if waiting.iter().all(|action| action.parameters != parameters) {
            for action in &mut waiting {
                (action.state, action.updated_at) = ("canceled", now);
            }
            self.wait(at, ask.name(), parameters);
        }
        self.managed[at].restate();
        Ok(())
    }

    /// DL-1.
    pub fn remove(&mut self, at: Option<usize>) -> Result<(), No> {
        self.listed(at).ok_or(No::There)?;
        if self.is_too_much("delete") {
            return Err(No::More);
        }
        let at = at.unwrap_or_default();
        self.wait(at, "delete", serde_json::json!({}));
        self.managed[at].is_removed = true;
        self.part(at);
        Ok(())
    }

    /// The other records name it no more.
    fn part(&mut self, at: usize) {
        for identity in self.identities.iter_mut().filter(|identity| identity.managed == Some(at)) {
            (identity.managed, identity.is_enrolled) = (None, false);
        }
        let object = self.managed[at].object;
        let is_shared = (0..self.managed.len()).any(|other| {
            let managed = &self.managed[other];
            other != at && managed.object == object && !managed.is_removed && !managed.is_gone
        });
        self.objects[object].is_managed &= is_shared;
    }

    /// A device checks in: which actions it is told; `None`: it is managed no more.
    pub fn check_in(
        &mut self,
        at: usize,
        results: &[(String, Outcome)],
        kind: Option<usize>,
    ) -> Option<Vec<usize>> {
        let now = self.now;
        if self.managed[at].is_gone {
            return None;
        }
        for (id, outcome) in results {
            let actions = &mut self.managed[at].actions;
            let Some(action) = actions.iter_mut().find(|action| action.id == *id && action.state == "active")
            else {
                continue;
            };
            let is_done = *outcome == Outcome::Done;
            // Deleted is deleted.
            if action.name == "delete" && !is_done {
                continue;
            }
            (action.state, action.updated_at) = (outcome.name(), now);
            // WP-1, WP-2, RT-2, DL-1.
            let keeps = action.parameters["keepEnrollmentData"] == true;
            if is_done && goes_first(action.name) && !keeps {
                self.part(at);
                self.managed[at].is_gone = true;
                return None;
            }
        }
        let managed = &mut self.managed[at];
        (managed.seen_at, managed.is_hidden) = (now, false);
        managed.kind = kind.unwrap_or(managed.kind);
        // Noted every fourteen days.
        let noted = &mut self.objects[managed.object].seen_at;
        if noted.is_none_or(|noted| now - noted >= 14 * DAY) {
            *noted = Some(now);
        }
        // ACT-1.
        let is_open = |action: &Action| matches!(action.state, "pending" | "active");
        let is_ending = managed.actions.iter().any(|action| is_open(action) && goes_first(action.name));
        let mut told = Vec::new();
        for (at, action) in managed.actions.iter_mut().enumerate().filter(|(_, action)| is_open(action)) {
            if is_ending && !goes_first(action.name) {
                (action.state, action.updated_at) = ("canceled", now);
                continue;
            }
            if action.state == "pending" {
                (action.state, action.updated_at) = ("active", now);
            }
            told.push(at);
        }
        managed.restate();
        Some(told)
    }

    /// CL-1, and one rule for a platform (graph 6).
    pub fn rule(&mut self, platform: usize, days: i64) -> Told {
        if !CLEANED[platform].1 || !are_days(days) {
            return WRONG;
        }
        if self.rules.iter().any(|rule| rule.platform == platform) {
            return (500, "InternalServerError");
        }
        self.rules.push(Rule { id: String::new(), platform, days, changed_at: self.now });
        MADE
    }

    pub fn change_rule(&mut self, at: Option<usize>, platform: Option<usize>, days: i64) -> Told {
        let Some(at) = at else { return NOT_THERE };
        if platform.is_some_and(|platform| !CLEANED[platform].1) || !are_days(days) {
            return WRONG;
        }
        let platform = platform.unwrap_or(self.rules[at].platform);
        if (0..self.rules.len()).any(|other| other != at && self.rules[other].platform == platform) {
            return (500, "InternalServerError");
        }
        let id = self.rules[at].id.clone();
        self.rules[at] = Rule { id, platform, days, changed_at: self.now };
        SHOWN
    }

    pub fn drop_rule(&mut self, at: Option<usize>) -> Told {
        let Some(at) = at else { return NOT_THERE };
        self.rules.remove(at);
        DONE
    }

    /// The older settings: the days of the rule for all; 0: there is none.
    pub fn rule_for_all(&mut self, days: i64) -> Told {
        let found = self.rules.iter().position(|rule| CLEANED[rule.platform].0 == "all");
        match (days, found) {
            (days, _) if days != 0 && !are_days(days) => return WRONG,
            (0, Some(at)) => {
                self.rules.remove(at);
            }
            (days, Some(at)) => (self.rules[at].days, self.rules[at].changed_at) = (days, self.now),
            (0, None) => {}
            (days, None) => {
                let platform = CLEANED.iter().position(|(name, _)| *name == "all").unwrap_or_default();
                self.rules.push(Rule { id: String::new(), platform, days, changed_at: self.now });
            }
        }
        SHOWN
    }

    fn cleaned(&self) -> impl Iterator<Item = (usize, i64)> {
        self.rules.iter().flat_map(|rule| {
            let name = CLEANED[rule.platform].0;
            let taken =
                self.managed.iter().enumerate().filter(move |(_, managed)| {
                    managed.is_listed() && managed.kind().cleaned_by.contains(&name)
                });
            taken.map(|(at, managed)| (at, managed.seen_at + rule.days * DAY))
        })
    }

    pub fn next_cleaned(&self) -> Option<i64> {
        self.cleaned().map(|(_, due)| due).min()
    }

    pub fn clean_up(&mut self) {
        let due: Vec<usize> = self.cleaned().filter(|(_, due)| *due <= self.now).map(|(at, _)| at).collect();
        for at in due {
            self.managed[at].is_hidden = true;
        }
    }
}
