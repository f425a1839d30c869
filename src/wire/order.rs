//! The record of what a managed device is asked to do.

use graph::{Remote, wire};
use outbox::{Approval, Order, Seen};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError};

/// The record of an [`Order`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRecord {
    device: String,
    serial: String,
    name: String,
    remote: RemoteRecord,
    expires: Option<i64>,
    reason: String,
    approval: Option<ApprovalRecord>,
    seen: SeenRecord,
}

/// The record of a [`Remote`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemoteRecord {
    Restart,
    Sync,
    Wipe(WipeRecord),
    Retire,
    Delete,
    FreshStart { keep_user_data: bool },
}

/// The record of a [`wire::Wipe`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WipeRecord {
    keep_enrollment_data: Option<bool>,
    keep_user_data: Option<bool>,
    mac_os_unlock_code: Option<String>,
    persist_esim_data_plan: Option<bool>,
    use_protected_wipe: Option<bool>,
    obliteration_behavior: Option<String>,
}

/// The record of an [`Approval`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalRecord {
    code: String,
    expires: String,
    is_given: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum SeenRecord {
    Nothing,
    Pending,
    Active,
    Done,
    Gone,
    Failed,
    NotSupported,
    Canceled,
}

impl Wire for Order {
    type Record = OrderRecord;

    fn to_record(&self) -> OrderRecord {
        OrderRecord {
            device: self.device.clone(),
            serial: self.serial.clone(),
            name: self.name.clone(),
            remote: self.remote.to_record(),
            expires: self.expires,
            reason: self.reason.clone(),
            approval: self.approval.as_ref().map(Wire::to_record),
            seen: match self.seen {
                Seen::Nothing => SeenRecord::Nothing,
                Seen::Pending => SeenRecord::Pending,
                Seen::Active => SeenRecord::Active,
                Seen::Done => SeenRecord::Done,
                Seen::Gone => SeenRecord::Gone,
                Seen::Failed => SeenRecord::Failed,
                Seen::NotSupported => SeenRecord::NotSupported,
                Seen::Canceled => SeenRecord::Canceled,
            },
        }
    }

    fn from_record(record: OrderRecord) -> Result<Order, WireError> {
        Ok(Order {
            device: record.device,
            serial: record.serial,
            name: record.name,
            remote: Remote::from_record(record.remote)?,
            expires: record.expires,
            reason: record.reason,
            approval: record.approval.map(Approval::from_record).transpose()?,
            seen: match record.seen {
                SeenRecord::Nothing => Seen::Nothing,
                SeenRecord::Pending => Seen::Pending,
                SeenRecord::Active => Seen::Active,
                SeenRecord::Done => Seen::Done,
                SeenRecord::Gone => Seen::Gone,
                SeenRecord::Failed => Seen::Failed,
                SeenRecord::NotSupported => Seen::NotSupported,
                SeenRecord::Canceled => Seen::Canceled,
            },
        })
    }
}

impl Wire for Approval {
    type Record = ApprovalRecord;

    fn to_record(&self) -> ApprovalRecord {
        ApprovalRecord { code: self.code.clone(), expires: self.expires.clone(), is_given: self.is_given }
    }

    fn from_record(record: ApprovalRecord) -> Result<Approval, WireError> {
        Ok(Approval { code: record.code, expires: record.expires, is_given: record.is_given })
    }
}

impl Wire for Remote {
    type Record = RemoteRecord;

    fn to_record(&self) -> RemoteRecord {
        match self {
            Remote::Restart => RemoteRecord::Restart,
            Remote::Sync => RemoteRecord::Sync,
            Remote::Wipe(wipe) => RemoteRecord::Wipe(WipeRecord {
                keep_enrollment_data: wipe.keep_enrollment_data,
                keep_user_data: wipe.keep_user_data,
                mac_os_unlock_code: wipe.mac_os_unlock_code.clone(),
                persist_esim_data_plan: wipe.persist_esim_data_plan,
                use_protected_wipe: wipe.use_protected_wipe,
                obliteration_behavior: wipe.obliteration_behavior.clone(),
            }),
            Remote::Retire => RemoteRecord::Retire,
            Remote::Delete => RemoteRecord::Delete,
            Remote::FreshStart { keep_user_data } => {
                RemoteRecord::FreshStart { keep_user_data: *keep_user_data }
            }
        }
    }

    fn from_record(record: RemoteRecord) -> Result<Remote, WireError> {
        Ok(match record {
            RemoteRecord::Restart => Remote::Restart,
            RemoteRecord::Sync => Remote::Sync,
            RemoteRecord::Wipe(wipe) => Remote::Wipe(wire::Wipe {
                keep_enrollment_data: wipe.keep_enrollment_data,
                keep_user_data: wipe.keep_user_data,
                mac_os_unlock_code: wipe.mac_os_unlock_code,
                persist_esim_data_plan: wipe.persist_esim_data_plan,
                use_protected_wipe: wipe.use_protected_wipe,
                obliteration_behavior: wipe.obliteration_behavior,
            }),
            RemoteRecord::Retire => Remote::Retire,
            RemoteRecord::Delete => Remote::Delete,
            RemoteRecord::FreshStart { keep_user_data } => Remote::FreshStart { keep_user_data },
        })
    }
}
