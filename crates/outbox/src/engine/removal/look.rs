//! Looking how far steps are: what all plans want to know is asked together.

use std::collections::BTreeMap;

use graph::{
    Failure, MAX_BATCH, Refusal, Transport, Version, approval_path, device_path, directory_path,
    managed_by_serial_path, managed_path, registered_by_serial_path, wire,
};
use lifecycle::removal::{Deed, Place, Proof};
use serde_json::Value;

use super::{
    super::{Stop, session::Session},
    Task,
};
use crate::{Change, Course, Environment, Storage, same_serial};

/// Something to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sight {
    /// A record, by its id.
    Record(Place, String),
    /// The records of a place that have a serial number.
    Serial(Place, String),
    /// What a second administrator has decided.
    Approval(String),
    /// The groups of a device object.
    Groups(String),
}

/// What was seen; `None`: there is no such thing.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub value: Option<Value>,
    pub request_id: Option<String>,
}

type Wanted = BTreeMap<Sight, Vec<(usize, usize)>>;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Looks at what is due of the removals at those places, and keeps what was seen.
    pub(super) async fn look_at(&mut self, places: &[usize], refresh: bool) -> Result<(), Stop> {
        let mut wanted = Wanted::new();
        let mut syncs = Vec::new();
        for at in places {
            for step in 0..self.removal(*at).map_or(0, |removal| removal.errands.len()) {
                if self.task(*at, step, refresh) != Some(Task::Look) {
                    continue;
                }
                match self.sight(*at, step) {
                    Some(sight) => wanted.entry(sight).or_default().push((*at, step)),
                    None => syncs.push((*at, step)),
                }
            }
        }
        let mut changes = Vec::new();
        let mut outcome = self.look_for(wanted, &mut changes).await;
        for (at, step) in syncs {
            match outcome {
                Ok(()) | Err(Stop::Later) => outcome = self.read_sync(at, step).await,
                Err(_) => break,
            }
        }
        if matches!(outcome, Err(Stop::Replaced | Stop::Storage(_))) {
            return outcome;
        }
        self.keep_all(places, changes).await?;
        match outcome {
            Err(Stop::Later) => Ok(()),
            outcome => outcome,
        }
    }

    /// What is to be looked at for a step; `None`: the sync.
    fn sight(&self, at: usize, step: usize) -> Option<Sight> {
        let errand = self.errand(at, step)?;
        if let (Course::Approval, Some(approval)) = (errand.course, &errand.approval) {
            return Some(Sight::Approval(approval.code.clone()));
        }
        let record = self.record(at, step);
        Some(match self.deed(at, step)? {
            Deed::Wipe(_) | Deed::Retire | Deed::DeleteFromIntune => Sight::Record(Place::Intune, record),
            Deed::UnassignUser | Deed::AssignUser(_) | Deed::DeleteFromAutopilot => {
                Sight::Record(Place::Autopilot, record)
            }
            Deed::DisableInEntra | Deed::DeleteFromEntra => Sight::Record(Place::Entra, record),
            Deed::LeaveGroup(_) => Sight::Groups(record),
            _ => return None,
        })
    }

    async fn look_for(&mut self, mut wanted: Wanted, changes: &mut Vec<Change>) -> Result<(), Stop> {
        // What is found gone by its id is looked for by its serial number, too.
        while !wanted.is_empty() {
            let mut next = Wanted::new();
            let sights: Vec<Sight> = wanted.keys().cloned().collect();
            for some in sights.chunks(MAX_BATCH) {
                let seen = self.ask_about(some).await?;
                for (sight, seen) in some.iter().zip(seen) {
                    let seen = match seen {
                        Err(Failure::Refused(Refusal { status: 400, .. })) => self.look_alone(sight).await,
                        Ok(Seen { value: Some(value), .. }) if !is_whole(sight, &value) => {
                            self.look_alone(sight).await
                        }
                        seen => seen,
                    };
                    for (at, step) in wanted.remove(sight).unwrap_or_default() {
                        match &seen {
                            Ok(seen) => {
                                if self.saw(at, step, sight, seen, changes)
                                    && let Some(sight) = self.serial_of(at, step)
                                {
                                    next.entry(sight).or_default().push((at, step));
                                }
                            }
                            Err(failure) => drop(self.step_failed(at, step, failure)),
                        }
                    }
                    if let Err(failure) = &seen
                        && super::concerns_all(failure)
                    {
                        return Err(Stop::Held);
                    }
                }
            }
            wanted = next;
        }
        Ok(())
    }

    /// By what serial number a place is searched for a record that is gone by its id.
    fn serial_of(&self, at: usize, step: usize) -> Option<Sight> {
        let step = self.removal(at)?.plan.steps.get(step)?;
        match &step.proof {
            Proof::Gone { serial: Some(serial), .. } => {
                Some(Sight::Serial(step.record.place, serial.clone()))
            }
            _ => None,
        }
    }

    /// Asks about several things with one request.
    async fn ask_about(&mut self, sights: &[Sight]) -> Result<Vec<Result<Seen, Failure>>, Stop> {
        self.still_leads()?;
        let urls: Vec<Option<String>> = sights.iter().map(path).collect();
        let asked = urls.iter().flatten().cloned().collect();
        let mut results = match self.read_together(Version::Beta, asked).await {
            Ok(results) => results,
            // What is asked together is of the service as a whole.
            Err(failure) => return Err(self.out_of_order(&failure)),
        }
        .into_iter();
        let mut seen = Vec::new();
        for (sight, url) in sights.iter().zip(&urls) {
            let result = url.as_ref().and_then(|_| results.next());
            seen.push(match result {
                Some(Ok(answer)) => {
                    self.heard(&answer);
                    match answer.value {
                        Some(value) if is_about(sight, &value) => {
                            Ok(Seen { value: Some(value), request_id: answer.request_id })
                        }
                        _ => {
                            let words = "the answer is about something else".to_owned();
                            Err(Failure::Unreadable { words, request_id: answer.request_id })
                        }
                    }
                }
                Some(Err(failure)) if failure.is_not_found() && !matches!(sight, Sight::Serial(..)) => {
                    let request_id = failure.request_id().map(str::to_owned);
                    Ok(Seen { value: None, request_id })
                }
                Some(Err(failure)) => Err(failure),
                None => self.look_alone(sight).await,
            });
        }
        Ok(seen)
    }

    /// Looks at something for which one request isn't enough.
    async fn look_alone(&self, sight: &Sight) -> Result<Seen, Failure> {
        let client = &self.engine.client;
        let value = match sight {
            Sight::Serial(Place::Intune, serial) => {
                let found = client.managed_by_serial(serial).await?;
                listed(found.iter().map(|found| (found.id.as_str(), serial)))
            }
            Sight::Serial(_, serial) => {
                let found = client.registered_by_serial(serial).await?;
                listed(found.iter().map(|found| (found.v1.id.as_str(), serial)))
            }
            Sight::Groups(device) => match client.groups_of_device(device).all().await {
                Ok(groups) => listed(groups.iter().map(|group| (group.id.as_str(), device))),
                Err(failure) if failure.is_not_found() => return Ok(Seen { value: None, request_id: None }),
                Err(failure) => return Err(failure),
            },
            Sight::Record(Place::Intune, id) => serde_json::to_value(client.managed_device(id).await?.value)
                .map_err(|error| unreadable(&error))?,
            Sight::Record(Place::Autopilot, id) => {
                serde_json::to_value(client.registered_device(id).await?.value)
                    .map_err(|error| unreadable(&error))?
            }
            Sight::Record(_, id) => serde_json::to_value(client.directory_device(id).await?.value)
                .map_err(|error| unreadable(&error))?,
            Sight::Approval(code) => serde_json::to_value(client.approval_request(code).await?.value)
                .map_err(|error| unreadable(&error))?,
        };
        Ok(Seen { value: Some(value), request_id: None })
    }
}

fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::Unreadable { words: error.to_string(), request_id: None }
}

/// A list as the service would have sent it.
fn listed<'f>(found: impl Iterator<Item = (&'f str, &'f String)>) -> Value {
    let found: Vec<Value> =
        found.map(|(id, serial)| serde_json::json!({ "id": id, "serialNumber": serial })).collect();
    serde_json::json!({ "value": found })
}

/// Whether a list has no more pages.
fn is_whole(sight: &Sight, value: &Value) -> bool {
    !matches!(sight, Sight::Serial(..) | Sight::Groups(_)) || value["@odata.nextLink"].as_str().is_none()
}

/// The ids in a list of those that have that serial number: services have been seen to answer with more. `None`: it is no list.
pub(super) fn with_serial(value: &Value, serial: &str) -> Option<Vec<String>> {
    let found: wire::Collection<wire::ManagedDevice> = serde_json::from_value(value.clone()).ok()?;
    let has = |device: &wire::ManagedDevice| same_serial(wire::text(device.serial_number.as_ref()), serial);
    let mut ids: Vec<String> = found.value.into_iter().filter(has).map(|device| device.id).collect();
    ids.sort();
    Some(ids)
}

/// Whether an answer is about what was asked.
fn is_about(sight: &Sight, value: &Value) -> bool {
    match sight {
        Sight::Record(_, id) | Sight::Approval(id) => {
            value["id"].as_str().is_some_and(|found| found.eq_ignore_ascii_case(id))
        }
        Sight::Serial(..) | Sight::Groups(_) => value["value"].is_array(),
    }
}

/// The address below the version; `None`: one request isn't enough.
fn path(sight: &Sight) -> Option<String> {
    Some(match sight {
        Sight::Record(Place::Intune, id) => managed_path(id),
        Sight::Record(Place::Autopilot, id) => device_path(id),
        Sight::Record(_, id) => directory_path(id),
        Sight::Serial(Place::Intune, serial) => managed_by_serial_path(serial),
        Sight::Serial(_, serial) => return registered_by_serial_path(serial),
        Sight::Approval(code) => approval_path(code),
        Sight::Groups(_) => return None,
    })
}
