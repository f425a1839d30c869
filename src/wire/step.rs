//! The record of a step of the edit history.

use device_csv::{Cause, Change, Code, Edit, Step};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, edit::EditRecord};

/// The record of a [`Step`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    cause: CauseRecord,
    changes: Vec<ChangeRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum CauseRecord {
    Fixed(String),
    SafeFixes,
    ByHand,
    Bulk,
    Restored,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ChangeRecord {
    edit: EditRecord,
    before: EditRecord,
    code: Option<String>,
}

impl Wire for Step {
    type Record = StepRecord;

    fn to_record(&self) -> StepRecord {
        StepRecord {
            cause: match self.cause {
                Cause::Fixed(code) => CauseRecord::Fixed(code.to_record()),
                Cause::SafeFixes => CauseRecord::SafeFixes,
                Cause::ByHand => CauseRecord::ByHand,
                Cause::Bulk => CauseRecord::Bulk,
                Cause::Restored => CauseRecord::Restored,
            },
            changes: self
                .changes
                .iter()
                .map(|change| ChangeRecord {
                    edit: change.edit.to_record(),
                    before: change.before.to_record(),
                    code: change.code.as_ref().map(Wire::to_record),
                })
                .collect(),
        }
    }

    fn from_record(record: StepRecord) -> Result<Step, WireError> {
        Ok(Step {
            cause: match record.cause {
                CauseRecord::Fixed(code) => Cause::Fixed(Code::from_record(code)?),
                CauseRecord::SafeFixes => Cause::SafeFixes,
                CauseRecord::ByHand => Cause::ByHand,
                CauseRecord::Bulk => Cause::Bulk,
                CauseRecord::Restored => Cause::Restored,
            },
            changes: record
                .changes
                .into_iter()
                .map(|change| {
                    Ok(Change {
                        edit: Edit::from_record(change.edit)?,
                        before: Edit::from_record(change.before)?,
                        code: change.code.map(Code::from_record).transpose()?,
                    })
                })
                .collect::<Result<_, WireError>>()?,
        })
    }
}
