//! The record of what was chosen to be taken out, before it is confirmed.

use lifecycle::Tick;
use lifecycle::removal::RecordRef;
use serde::{Deserialize, Serialize};

use super::plan::{GoalRecord, RefRecord, goal, goal_of};
use super::{Mark, Wire, WireError, from_records, to_records};
use crate::queries::{Chosen, Draft, Picked};

/// The record of a [`Draft`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRecord {
    server: String,
    chosen: Vec<ChosenRecord>,
    picked: Vec<PickedRecord>,
    goal: Option<GoalRecord>,
    by_partner: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ChosenRecord {
    at: RefRecord,
    name: String,
    serial: String,
    records: Vec<RefRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PickedRecord {
    at: RefRecord,
    records: Vec<RefRecord>,
    tick: Mark,
}

impl Wire for Draft {
    type Record = DraftRecord;

    fn to_record(&self) -> DraftRecord {
        let chosen = self.chosen.iter().map(|it| ChosenRecord {
            at: it.at.to_record(),
            name: it.name.clone(),
            serial: it.serial.clone(),
            records: to_records(&it.records),
        });
        let picked = self.picked.iter().map(|(at, it)| PickedRecord {
            at: at.to_record(),
            records: to_records(&it.records),
            tick: Mark { at: it.tick.at, by: it.tick.by.clone() },
        });
        DraftRecord {
            server: self.server.clone(),
            chosen: chosen.collect(),
            picked: picked.collect(),
            goal: self.goal.as_ref().map(goal),
            by_partner: self.by_partner,
        }
    }

    fn from_record(record: DraftRecord) -> Result<Draft, WireError> {
        let chosen = record.chosen.into_iter().map(|it| {
            let (at, records) = (RecordRef::from_record(it.at)?, from_records(it.records)?);
            Ok(Chosen { at, name: it.name, serial: it.serial, records })
        });
        let picked = record.picked.into_iter().map(|it| {
            let tick = Tick { at: it.tick.at, by: it.tick.by };
            Ok((RecordRef::from_record(it.at)?, Picked { records: from_records(it.records)?, tick }))
        });
        Ok(Draft {
            server: record.server,
            chosen: chosen.collect::<Result<_, WireError>>()?,
            picked: picked.collect::<Result<_, WireError>>()?,
            goal: record.goal.map(goal_of),
            by_partner: record.by_partner,
        })
    }
}
