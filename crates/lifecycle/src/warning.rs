//! What a person has to know before something is confirmed.

use crate::action::{Action, Device, Join, Pending, Platform, goes_before_others, why_not};
use crate::limits;

/// What is about to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// To ask the device for something.
    Ask(Action),
    /// To delete its object in Entra.
    DeleteFromEntra,
    /// To remove it from Autopilot, and with it, by choice, the objects in Entra and Intune.
    Remove {
        /// Whether the objects go too.
        with_objects: bool,
    },
    /// To have a clean-up rule that takes it.
    CleanUp,
    /// To delete its user from the directory.
    DeleteUser,
}

/// Something to be warned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Warning {
    /// It restarts within so many seconds, its owner isn't told, and what isn't saved can be lost. RS-1
    RestartsUnasked(i64),
    /// It restarts at once. RS-3
    RestartsAtOnce,
    /// If a passcode locks it, it isn't in Wi-Fi afterwards, and may not be reached. RS-3
    MayLoseWifi,
    /// It takes the access right Device Lock, of which nobody knows whether it is there. RS-3
    TakesLockRight,
    /// A device that is on and connected gets it within so many seconds. WP-7, RT-7
    ArrivesWithin(i64),
    /// It happens at the device's next check-in; until then it is in the list. RT-2
    AtCheckIn,
    /// It hasn't been heard of since then; so it may never happen. `None`: it never was.
    NotHeardOf(Option<i64>),
    /// The data can't be had back. WP-8
    Unrecoverable,
    /// It goes on with resetting itself until that is done, whoever switches it off. WP-6
    KeepsResetting,
    /// In some configurations it may not start again. WP-6
    MayNotStart,
    /// It loses all Entra accounts: the way back in is a local administrator in safe mode. RT-6
    LosesEntraAccounts,
    /// It leaves the list at once, and company data goes at its next check-in. DL-1
    LeavesListAtOnce,
    /// On Windows, to delete is to retire. DL-1
    DeleteRetires,
    /// That it is completed is the word of the service alone. DL-1
    ServicesWordOnly,
    /// It is permanent. RM-3
    Permanent,
    /// It can be registered again. RM-1
    CanRegisterAgain,
    /// It can't be seen or managed any more. RM-3
    NoLongerManaged,
    /// It loses access to what the organisation has. RM-3
    LosesAccess,
    /// Company data may be deleted from it when somebody signs in. RM-3
    DataMayGo,
    /// It stays in management. AAD-1
    StaysManaged,
    /// It was heard of lately: this is for records that can't be reached. AAD-1
    StillReachable(i64),
    /// Its object comes back with the next sync from the organisation's own directory. DR-4
    ComesBackBySync,
    /// Its record in Entra stays. CL-3
    StaysInEntra,
    /// Its record in Autopilot stays. CL-3
    StaysInAutopilot,
    /// Something waits that the device will ignore for this. ACT-1
    Overrides(Pending),
    /// The device will ignore this for something that waits. ACT-1
    IgnoredFor(Pending),
    /// The same waits already, and is taken back for this.
    Replaces(Pending),
    /// The same waits already.
    AlreadyAsked(Pending),
    /// Afterwards it can't be wiped or retired any more. USR-1
    NoMoreWipe,
}

impl Warning {
    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Warning::RestartsUnasked(_) => "restarts-unasked",
            Warning::RestartsAtOnce => "restarts-at-once",
            Warning::MayLoseWifi => "may-lose-wifi",
            Warning::TakesLockRight => "takes-lock-right",
            Warning::ArrivesWithin(_) => "arrives-within",
            Warning::AtCheckIn => "at-check-in",
            Warning::NotHeardOf(Some(_)) => "not-heard-of",
            Warning::NotHeardOf(None) => "never-heard-of",
            Warning::Unrecoverable => "unrecoverable",
            Warning::KeepsResetting => "keeps-resetting",
            Warning::MayNotStart => "may-not-start",
            Warning::LosesEntraAccounts => "loses-entra-accounts",
            Warning::LeavesListAtOnce => "leaves-list-at-once",
            Warning::DeleteRetires => "delete-retires",
            Warning::ServicesWordOnly => "services-word-only",
            Warning::Permanent => "permanent",
            Warning::CanRegisterAgain => "can-register-again",
            Warning::NoLongerManaged => "no-longer-managed",
            Warning::LosesAccess => "loses-access",
            Warning::DataMayGo => "data-may-go",
            Warning::StaysManaged => "stays-managed",
            Warning::StillReachable(_) => "still-reachable",
            Warning::ComesBackBySync => "comes-back-by-sync",
            Warning::StaysInEntra => "stays-in-entra",
            Warning::StaysInAutopilot => "stays-in-autopilot",
            Warning::Overrides(_) => "overrides",
            Warning::IgnoredFor(_) => "ignored-for",
            Warning::Replaces(_) => "replaces",
            Warning::AlreadyAsked(_) => "already-asked",
            Warning::NoMoreWipe => "no-more-wipe",
        }
    }
}

impl Warning {
    /// How grave it is, of several devices together: 0 what can't be undone, 1 what is lost or doesn't happen, 2 what is good to know.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Warning::Unrecoverable
            | Warning::Permanent
            | Warning::LosesEntraAccounts
            | Warning::MayNotStart
            | Warning::KeepsResetting
            | Warning::NoMoreWipe => 0,
            Warning::Overrides(_)
            | Warning::IgnoredFor(_)
            | Warning::Replaces(_)
            | Warning::AlreadyAsked(_)
            | Warning::RestartsUnasked(_)
            | Warning::RestartsAtOnce
            | Warning::MayLoseWifi
            | Warning::NoLongerManaged
            | Warning::LosesAccess
            | Warning::DataMayGo
            | Warning::StillReachable(_)
            | Warning::ComesBackBySync
            | Warning::LeavesListAtOnce
            | Warning::DeleteRetires => 1,
            Warning::TakesLockRight
            | Warning::ArrivesWithin(_)
            | Warning::AtCheckIn
            | Warning::NotHeardOf(_)
            | Warning::ServicesWordOnly
            | Warning::CanRegisterAgain
            | Warning::StaysManaged
            | Warning::StaysInEntra
            | Warning::StaysInAutopilot => 2,
        }
    }
}

/// What to warn of, the gravest first.
#[must_use]
pub fn warnings(act: Act, device: &Device, now: i64) -> Vec<Warning> {
    let mut found = match act {
        Act::Ask(action) => of_action(action, device, now),
        Act::DeleteFromEntra => from_entra(device, now),
        Act::Remove { with_objects } => removed(with_objects),
        Act::DeleteUser if device.is_listed => vec![Warning::NoMoreWipe],
        Act::CleanUp | Act::DeleteUser => Vec::new(),
    };
    // What takes away the record in Intune alone leaves the others.
    if matches!(act, Act::CleanUp | Act::Ask(Action::Delete)) {
        found.extend(device.is_in_entra.then_some(Warning::StaysInEntra));
        found.extend(device.is_in_autopilot.then_some(Warning::StaysInAutopilot));
    }
    found
}

fn of_action(action: Action, device: &Device, now: i64) -> Vec<Warning> {
    let is_windows = device.traits.platform == Platform::Windows;
    let mut found = Vec::new();
    match action {
        Action::Restart if device.traits.platform == Platform::Ios => {
            found.extend([Warning::RestartsAtOnce, Warning::MayLoseWifi]);
            found.extend(device.may_lock.is_none().then_some(Warning::TakesLockRight));
        }
        Action::Restart => found.push(Warning::RestartsUnasked(limits::RESTARTS_WITHIN)),
        Action::Sync => {}
        Action::Wipe(wipe) => {
            found.push(Warning::Unrecoverable);
            if wipe.protected {
                found.extend([Warning::KeepsResetting, Warning::MayNotStart]);
            }
        }
        Action::Retire => found.extend(loses_accounts(device)),
        Action::Delete => {
            found.extend(loses_accounts(device).filter(|_| is_windows));
            found.push(Warning::LeavesListAtOnce);
            found.extend(is_windows.then_some(Warning::DeleteRetires));
            found.push(Warning::ServicesWordOnly);
        }
        Action::FreshStart { .. } => found.push(Warning::Unrecoverable),
    }
    if matches!(action, Action::Wipe(_) | Action::Retire) {
        found.push(Warning::ArrivesWithin(limits::ACTION_ARRIVES));
    }
    if action == Action::Retire {
        found.push(Warning::AtCheckIn);
    }
    if action != Action::Sync && !is_reachable(device, now) {
        found.push(Warning::NotHeardOf(device.last_contact));
    }
    found.extend(device.pending.iter().filter_map(|pending| beside(action, *pending)));
    found
}

/// Rule RT-6: every Autopilot device was joined as it was set up.
fn loses_accounts(device: &Device) -> Option<Warning> {
    let is_windows_10 = device.traits.platform == Platform::Windows && device.traits.version >= (10, 0, 0);
    let is_joined = matches!(device.join, Join::Joined | Join::Unknown);
    (is_windows_10 && is_joined && device.was_joined_at_setup).then_some(Warning::LosesEntraAccounts)
}

/// What an action means for one that waits, and that one for it. Rule ACT-1.
fn beside(action: Action, pending: Pending) -> Option<Warning> {
    if pending.action == action {
        return Some(Warning::AlreadyAsked(pending));
    }
    match (goes_before_others(action), goes_before_others(pending.action)) {
        _ if pending.action.is_kind(action) && !pending.is_issued => Some(Warning::Replaces(pending)),
        (true, false) => Some(Warning::Overrides(pending)),
        (false, true) => Some(Warning::IgnoredFor(pending)),
        (true, true) if pending.is_issued => Some(Warning::IgnoredFor(pending)),
        (true, true) | (false, false) => None,
    }
}

fn is_reachable(device: &Device, now: i64) -> bool {
    device.last_contact.is_some_and(|last| now.saturating_sub(last) <= limits::INACTIVE_AFTER)
}

/// Rule AAD-1: this is for records that can't be reached.
fn from_entra(device: &Device, now: i64) -> Vec<Warning> {
    let mut found = vec![Warning::Permanent];
    found.extend(device.is_listed.then_some(Warning::StaysManaged));
    let last = device.last_contact.filter(|_| is_reachable(device, now));
    found.extend(last.map(Warning::StillReachable));
    found.extend((device.join == Join::Hybrid).then_some(Warning::ComesBackBySync));
    found
}

fn removed(with_objects: bool) -> Vec<Warning> {
    let mut found = vec![Warning::Permanent, Warning::CanRegisterAgain];
    if with_objects {
        found.extend([Warning::NoLongerManaged, Warning::LosesAccess, Warning::DataMayGo]);
    }
    found
}

/// Whether to offer the deletion of its object in Entra: only where the device can't be reached, and the registration with
/// Autopilot, which holds it, is gone. Rule AAD-1.
#[must_use]
pub fn offers_entra_deletion(device: &Device, now: i64) -> bool {
    device.is_in_entra && !device.is_in_autopilot && !is_reachable(device, now)
}

/// Whether an action would reach the device at all: it is possible, and nothing waits for which it would be ignored.
#[must_use]
pub fn would_be_done(action: Action, device: &Device) -> bool {
    let is_ignored = |pending: &Pending| matches!(beside(action, *pending), Some(Warning::IgnoredFor(_)));
    why_not(action, device).is_none() && !device.pending.iter().any(is_ignored)
}
