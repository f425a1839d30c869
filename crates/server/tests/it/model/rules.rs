//! What the rules of a device's life say, typed from their source and not from the code, so that each checks the other.

pub const SECOND: i64 = 1000;
pub const MINUTE: i64 = 60 * SECOND;
pub const DAY: i64 = 24 * 60 * MINUTE;

/// REG-9: how long a registration takes, as the tests have it; the first quarter of it as `unknown`.
pub const REGISTRATION: i64 = MINUTE;
/// How long after that a device has its profile.
pub const PROFILE: i64 = 10 * SECOND;
/// DR-10: a sync runs so long, and is asked for so often.
pub const SYNC_RUNS: i64 = 5 * SECOND;
pub const SYNC_EVERY: i64 = 10 * MINUTE;
/// For how long the directory keeps an object whose registration has gone, and one that was deleted.
pub const KEPT: i64 = MINUTE;
pub const RESTORABLE: i64 = 30 * DAY;
/// ACT-2.
pub const WIPES_A_DAY: usize = 500;
pub const RETIRES_A_DAY: usize = 1000;
pub const DELETES_A_DAY: usize = 1000;
pub const IN_BULK: usize = 100;
/// How many results a device shows.
pub const RESULTS: usize = 20;
/// For how long what is over is sure to be shown.
pub const REMEMBERED: i64 = 30 * DAY;

/// A kind of device, and what can be asked of it.
#[expect(clippy::struct_excessive_bools, reason = "a table of truths, as the rules have it")]
#[derive(Debug)]
pub struct Kind {
    pub platform: &'static str,
    pub way: &'static str,
    pub version: &'static str,
    pub is_supervised: bool,
    pub restart: bool,
    pub wipe: bool,
    pub wipe_keep: bool,
    pub retire: bool,
    pub fresh_start: bool,
    /// The clean-up rules that take it.
    pub cleaned_by: &'static [&'static str],
}

const Y: bool = true;
const N: bool = false;

const fn kind(
    (platform, way, version, is_supervised): (&'static str, &'static str, &'static str, bool),
    [restart, wipe, wipe_keep, retire, fresh_start]: [bool; 5],
    cleaned_by: &'static [&'static str],
) -> Kind {
    Kind { platform, way, version, is_supervised, restart, wipe, wipe_keep, retire, fresh_start, cleaned_by }
}

const WINDOWS: &[&str] = &["all", "windows"];
const APPLE: &[&str] = &["all", "ios"];
const MAC: &[&str] = &["all", "macOS"];
const ADMINISTRATOR: &[&str] = &["all", "androidDeviceAdministrator"];
const PROFILE_OWNED: &[&str] = &["all", "androidPersonallyOwnedWorkProfile"];

/// RS-2, RS-3, RS-4; WP-3, WP-5; RT-5; FS-1; CL-1, CL-2.
pub const KINDS: &[Kind] = &[
    //                                                          restart, wipe, keeping, retire, fresh start
    kind(("windows", "device", "10.0.19045.3803", N), [Y, Y, Y, Y, Y], WINDOWS),
    kind(("windows", "device", "10.0.16299", N), [Y, Y, Y, Y, Y], WINDOWS),
    kind(("windows", "device", "10.0.15063", N), [Y, Y, N, Y, Y], WINDOWS),
    kind(("windows", "device", "6.3.9600", N), [Y, Y, N, Y, N], WINDOWS),
    kind(("windows", "device", "6.2.9200", N), [N, Y, N, Y, N], WINDOWS),
    kind(("macOS", "device", "14.1", N), [N, Y, N, Y, N], MAC),
    kind(("ios", "device", "17.1", N), [N, Y, N, Y, N], APPLE),
    kind(("ios", "device", "17.1", Y), [Y, Y, N, Y, N], APPLE),
    kind(("ios", "user", "17.1", N), [N, N, N, Y, N], APPLE),
    kind(("android", "deviceAdministrator", "13", N), [N, Y, N, Y, N], ADMINISTRATOR),
    kind(("android", "workProfile", "14", N), [N, N, N, Y, N], PROFILE_OWNED),
    kind(("android", "corporateWorkProfile", "8.0", N), [Y, Y, N, Y, N], &[]),
    kind(("android", "corporateWorkProfile", "7.1", N), [N, Y, N, Y, N], &[]),
    kind(("android", "fullyManaged", "6.0", N), [Y, Y, N, Y, N], &[]),
    kind(("android", "fullyManaged", "5.1", N), [N, Y, N, Y, N], &[]),
    kind(("android", "dedicated", "7.0", N), [Y, Y, N, N, N], &[]),
    kind(("android", "dedicated", "6.0", N), [N, Y, N, N, N], &[]),
];

/// Platforms that a clean-up rule can be made for, and some that it can't.
pub const CLEANED: &[(&str, bool)] = &[
    ("all", true),
    ("windows", true),
    ("ios", true),
    ("macOS", true),
    ("androidDeviceAdministrator", true),
    ("androidPersonallyOwnedWorkProfile", true),
    ("chromeOS", true),
    ("androidDedicatedAndFullyManagedCorporateOwnedWorkProfile", false),
    ("beos", false),
];

/// CL-1.
pub fn are_days(days: i64) -> bool {
    (30..=270).contains(&days)
}

impl Kind {
    /// Whether the organisation owns such devices.
    pub fn is_corporate(&self) -> bool {
        !matches!(self.way, "user" | "deviceAdministrator" | "workProfile")
    }

    /// What people call the platform.
    pub fn system(&self) -> &'static str {
        match self.platform {
            "windows" => "Windows",
            "ios" => "iOS",
            "android" => "Android",
            _ => "macOS",
        }
    }
}

/// Something to be asked of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    Restart,
    Sync,
    Wipe { keep_enrolment: bool, keep_data: bool },
    Retire,
    FreshStart { keep_data: bool },
    Lock,
    Locate,
    Scan { quick: bool },
}

impl Ask {
    pub fn name(self) -> &'static str {
        match self {
            Ask::Restart => "rebootNow",
            Ask::Sync => "syncDevice",
            Ask::Wipe { .. } => "wipe",
            Ask::Retire => "retire",
            Ask::FreshStart { .. } => "cleanWindowsDevice",
            Ask::Lock => "remoteLock",
            Ask::Locate => "locateDevice",
            Ask::Scan { .. } => "windowsDefenderScan",
        }
    }

    pub fn parameters(self) -> serde_json::Value {
        match self {
            Ask::Wipe { keep_enrolment, keep_data } => {
                serde_json::json!({ "keepEnrollmentData": keep_enrolment, "keepUserData": keep_data })
            }
            Ask::FreshStart { keep_data } => serde_json::json!({ "keepUserData": keep_data }),
            Ask::Scan { quick } => serde_json::json!({ "quickScan": quick }),
            _ => serde_json::json!({}),
        }
    }

    /// What it is called where several are asked; nothing where they can't be (graph 5).
    pub fn name_in_bulk(self) -> Option<&'static str> {
        match self {
            Ask::Restart | Ask::Sync | Ask::Wipe { .. } | Ask::Retire => Some(self.name()),
            Ask::Scan { quick: true } => Some("quickScan"),
            Ask::Scan { quick: false } => Some("fullScan"),
            Ask::FreshStart { .. } | Ask::Lock | Ask::Locate => None,
        }
    }

    /// Whether a kind of device can do it. The rules say nothing of the others.
    pub fn is_for(self, kind: &Kind) -> bool {
        match self {
            Ask::Restart => kind.restart,
            Ask::Wipe { keep_enrolment: true, .. } => kind.wipe_keep,
            Ask::Wipe { .. } => kind.wipe,
            Ask::Retire => kind.retire,
            Ask::FreshStart { .. } => kind.fresh_start,
            Ask::Sync | Ask::Lock | Ask::Locate | Ask::Scan { .. } => true,
        }
    }
}

/// ACT-1: what is carried out alone.
pub fn goes_first(action: &str) -> bool {
    matches!(action, "retire" | "wipe" | "delete")
}

/// ACT-2.
pub fn a_day(action: &str) -> usize {
    match action {
        "wipe" => WIPES_A_DAY,
        "retire" => RETIRES_A_DAY,
        "delete" => DELETES_A_DAY,
        _ => usize::MAX,
    }
}
