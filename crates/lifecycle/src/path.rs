//! The guided path from a hash to a device in its user's hands.

use crate::{Attention, Checks, Licence, RegistrationState, Standing};

/// A station of the path. Rule REG-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Station {
    /// Obtain the hardware hash.
    ObtainHash,
    /// Merge it with the others.
    Merge,
    /// Register the device.
    Register,
    /// Check that it has the right image.
    CheckImage,
    /// Hand it over.
    Deliver,
}

/// Every station, in order.
pub const STATIONS: [Station; 5] =
    [Station::ObtainHash, Station::Merge, Station::Register, Station::CheckImage, Station::Deliver];

impl Station {
    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Station::ObtainHash => "obtain-hash",
            Station::Merge => "merge",
            Station::Register => "register",
            Station::CheckImage => "check-image",
            Station::Deliver => "deliver",
        }
    }
}

/// How far a station is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Progress {
    /// Behind the device.
    Done,
    /// Where the device is.
    Current,
    /// Still to come.
    Ahead,
    /// Where the device is, and can't go on before something is mended.
    Blocked,
}

/// How far a device has come by itself, before anybody checks anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reached {
    /// There is no usable hash of it.
    Nothing,
    /// Its hash is there, in a file of its own.
    Hash,
    /// Its hash is in the merged list.
    Merged,
    /// It is being registered, or was.
    Registration(Standing),
}

impl Reached {
    fn standing(self) -> Option<Standing> {
        match self {
            Reached::Registration(standing) => Some(standing),
            Reached::Nothing | Reached::Hash | Reached::Merged => None,
        }
    }
}

/// Where a device is on the path: at the first station that isn't done, which is blocked where it can't go on.
///
/// What was ticked ahead of time is done, and stays so. A device that was seen in use passed every station, ticked or
/// not. Rules REG-2, REG-12, REG-13.
#[must_use]
pub fn path(reached: Reached, checks: &Checks) -> [(Station, Progress); 5] {
    let mut passed = true;
    STATIONS.map(|station| {
        let done = is_done(station, reached, checks);
        let progress = match (done, passed) {
            (true, _) => Progress::Done,
            (false, true) if is_blocked(station, reached, checks) => Progress::Blocked,
            (false, true) => Progress::Current,
            (false, false) => Progress::Ahead,
        };
        passed &= done;
        (station, progress)
    })
}

fn is_done(station: Station, reached: Reached, checks: &Checks) -> bool {
    let state = reached.standing().map(|standing| standing.state);
    let in_use = state.is_some_and(RegistrationState::is_delivered);
    match station {
        Station::ObtainHash => reached != Reached::Nothing,
        Station::Merge => !matches!(reached, Reached::Nothing | Reached::Hash),
        Station::Register => state.is_some_and(RegistrationState::is_registered),
        Station::CheckImage => in_use || checks.image.is_some(),
        Station::Deliver => checks.delivery(state).is_some(),
    }
}

fn is_blocked(station: Station, reached: Reached, checks: &Checks) -> bool {
    let Some(Standing { state, attention }) = reached.standing() else { return false };
    match station {
        Station::Register => state == RegistrationState::Failed,
        Station::Deliver => checks.licence == Licence::Missing || attention == Some(Attention::Blocked),
        Station::ObtainHash | Station::Merge | Station::CheckImage => false,
    }
}
