//! What is lost and what is kept, cell by cell, typed from the source's tables: a row a kind of data, a column a platform.

use std::collections::BTreeSet;

use lifecycle::action::{Action, Device, Enrolment, Platform, Wipe, WipeOption};
use lifecycle::effects::{
    self, Effect, Kind, Line, Outcome, Table, cleaned_up, deleted, fresh_started, retired, stays_in_intune,
    table, wiped, wiped_esim,
};
use lifecycle::warning::{Act, Warning, warnings};

use crate::made::{device, traits, windows};

type Cell = &'static [Effect];

use Effect::*;

const GONE: Cell = &[Removed];
const UNENFORCED: Cell = &[NoLongerEnforced, UserMayChange];
const REMOVED_AND_REVOKED: Cell = &[CertificatesRemoved, CertificatesRevoked];
const RECORD: Cell = &[EntraRecordRemoved];
const MAIL: Cell = &[EmailProfilesRemoved, CachedEmailRemoved];

/// The table of one platform.
const IOS: [(Kind, Cell); 7] = [
    (
        Kind::CompanyApps,
        &[
            PinnedAppsRemoved,
            AppsSetToStay,
            ProtectedDataRemoved,
            ProtectedDataOutsideUnusable,
            PersonalAppsStay,
        ],
    ),
    (Kind::Settings, UNENFORCED),
    (Kind::WifiAndVpn, GONE),
    (Kind::Certificates, REMOVED_AND_REVOKED),
    (Kind::Agent, &[ManagementProfileRemoved]),
    (Kind::Email, MAIL),
    (Kind::EntraJoin, RECORD),
];

/// Android by device administrator, and Samsung Knox Standard.
const ANDROID: [(Kind, [Cell; 2]); 11] = [
    (Kind::WebLinks, [GONE, GONE]),
    (
        Kind::UnmanagedPlayApps,
        [
            &[AppsAndDataStay, ProtectedDataRemoved, ProtectedDataOutsideUnusable],
            &[AppsAndDataStay, ProtectedDataRemoved, ProtectedDataOutsideUnusable],
        ],
    ),
    (Kind::UnmanagedOwnApps, [&[AppsAndDataStay], &[AppsRemoved, LocalAppDataRemoved, DataOutsideAppStays]]),
    (
        Kind::ManagedPlayApps,
        [
            &[AppDataRemoved, AppsStay, ProtectedDataOutsideUnusable],
            &[AppDataRemoved, AppsStay, ProtectedDataOutsideEncrypted],
        ],
    ),
    (
        Kind::ManagedOwnApps,
        [
            &[AppDataRemoved, AppsStay, ProtectedDataOutsideUnusable],
            &[AppDataRemoved, AppsStay, ProtectedDataOutsideUnusable],
        ],
    ),
    (Kind::Settings, [UNENFORCED, UNENFORCED]),
    (Kind::WifiAndVpn, [GONE, GONE]),
    (Kind::Certificates, [&[CertificatesRevoked, CertificatesStay], REMOVED_AND_REVOKED]),
    (Kind::Agent, [&[AdminRightsRevoked], &[AdminRightsRevoked]]),
    (Kind::Email, [&[EmailProfilesUnsupported], MAIL]),
    (Kind::EntraJoin, [RECORD, RECORD]),
];

const MAC: [(Kind, Cell); 6] = [
    (Kind::Settings, UNENFORCED),
    (Kind::WifiAndVpn, GONE),
    (Kind::Certificates, &[MdmCertificatesRemoved, CertificatesRevoked]),
    (Kind::Agent, &[ManagementProfileRemoved]),
    (Kind::Outlook, &[NoNewEmail]),
    (Kind::EntraJoin, RECORD),
];

/// Windows 8.1 (MDM) and RT 8.1, Windows RT, Windows 10.
const WINDOWS: [(Kind, [Cell; 3]); 6] = [
    (
        Kind::CompanyApps,
        [
            &[EfsKeysRevoked],
            &[CompanyAppsStay],
            &[AppsRemoved, SideloadingKeysRemoved, Microsoft365AppsStay, Win32AppsStay, ExclusionSparesApps],
        ],
    ),
    (Kind::Settings, [UNENFORCED; 3]),
    (Kind::WifiAndVpn, [GONE; 3]),
    (Kind::Certificates, [REMOVED_AND_REVOKED; 3]),
    (
        Kind::Email,
        [&[EfsEmailRemoved], &[EmailProfilesUnsupported], &[EfsEmailRemoved, EmailAccountsRemoved]],
    ),
    (Kind::EntraJoin, [&[StaysJoined], &[StaysJoined], RECORD]),
];

fn wanted(table: Table, kind: Kind) -> Option<Cell> {
    fn column<const N: usize>(rows: &[(Kind, [Cell; N])], kind: Kind, at: usize) -> Option<Cell> {
        rows.iter().find(|(row, _)| *row == kind).map(|(_, cells)| cells[at])
    }
    let only = |rows: &[(Kind, Cell)]| rows.iter().find(|(row, _)| *row == kind).map(|(_, cell)| *cell);
    match table {
        Table::Ios => only(&IOS),
        Table::Android => column(&ANDROID, kind, 0),
        Table::Knox => column(&ANDROID, kind, 1),
        Table::WorkProfile => only(&[(Kind::WorkProfile, &[WorkProfileRemoved])]),
        Table::MacOs => only(&MAC),
        Table::Windows81 => column(&WINDOWS, kind, 0),
        Table::WindowsRt => column(&WINDOWS, kind, 1),
        Table::Windows10 => column(&WINDOWS, kind, 2),
    }
}

// RT-3: every table by every kind, those that a table doesn't have included.
#[test]
fn rt_3_every_cell() {
    let mut cells = 0;
    for of in Table::ALL {
        for kind in Kind::ALL {
            assert_eq!(retired(of, kind), wanted(of, kind), "{of:?} {kind:?}");
            cells += usize::from(retired(of, kind).is_some());
        }
        let rows: Vec<_> = table(of).into_iter().map(|line| (line.kind, line.effects)).collect();
        assert!(rows.iter().all(|(kind, effects)| Some(*effects) == wanted(of, *kind)), "{of:?}");
    }
    assert_eq!(cells, 7 + 2 * 11 + 1 + 6 + 3 * 6);
}

#[test]
fn rt_1_personal_data_stays() {
    for of in Table::ALL {
        for kind in [Kind::UserData, Kind::UserFiles, Kind::UserAccounts, Kind::UserApps] {
            assert_eq!(retired(of, kind), None, "{of:?}");
        }
    }
}

#[test]
fn rt_3_rt_4_rt_5_each_device_has_its_table() {
    let android = |enrolment| Device::of(traits(Platform::Android, enrolment, (14, 0, 0)));
    let administrator = android(Enrolment::DeviceAdministrator);
    for (device, wanted) in [
        (Device::of(traits(Platform::Ios, Enrolment::Device, (17, 0, 0))), Some(Table::Ios)),
        (Device::of(traits(Platform::MacOs, Enrolment::Device, (14, 0, 0))), Some(Table::MacOs)),
        (Device { is_knox: true, ..administrator.clone() }, Some(Table::Knox)),
        (administrator, Some(Table::Android)),
        (android(Enrolment::WorkProfile), Some(Table::WorkProfile)),
        (android(Enrolment::Dedicated), None),
        (android(Enrolment::FullyManaged), None),
        (android(Enrolment::CorporateWorkProfile), None),
        (Device::of(windows((6, 3, 9600))), Some(Table::Windows81)),
        (Device { is_rt: true, ..Device::of(windows((6, 3, 9600))) }, Some(Table::Windows81)),
        (Device { is_rt: true, ..Device::of(windows((6, 2, 9200))) }, Some(Table::WindowsRt)),
        (Device::of(windows((10, 0, 10_240))), Some(Table::Windows10)),
        (device(), Some(Table::Windows10)),
    ] {
        assert_eq!(Table::of(&device), wanted, "{device:?}");
        let shown = effects::of(Action::Retire, &device);
        assert_eq!(shown, wanted.map(table).unwrap_or_default());
    }
}

fn cells(lines: &[Line]) -> Vec<(Kind, Cell)> {
    lines.iter().map(|line| (line.kind, line.effects)).collect()
}

// WP-1
#[test]
fn wp_1_a_wipe_takes_all() {
    let wanted: [(Kind, Cell); 6] = [
        (Kind::UserAccounts, &[Erased]),
        (Kind::UserData, &[Erased]),
        (Kind::Policies, &[Erased]),
        (Kind::DeviceSettings, &[Erased]),
        (Kind::OperatingSystem, &[BackToDefault]),
        (Kind::IntuneRecord, GONE),
    ];
    assert_eq!(cells(wiped(false)), wanted);
    assert!(!stays_in_intune(false));
    assert_eq!(effects::of(Action::Wipe(Wipe::PLAIN), &device()), wiped(false));
}

// WP-2, WP-4
#[test]
fn wp_2_wp_4_a_wipe_that_keeps() {
    let kept = [
        Kind::UserAccounts,
        Kind::MachineState,
        Kind::MdmEnrolment,
        Kind::OemApps,
        Kind::UserProfile,
        Kind::DataOutsideProfile,
        Kind::Autologon,
    ];
    let not_kept = [Kind::UserFiles, Kind::UserApps, Kind::DeviceSettings];
    let cell = |kind| cells(wiped(true)).into_iter().find(|(of, _)| *of == kind).map(|(_, cell)| cell);
    for kind in kept {
        assert_eq!(cell(kind), Some(&[Stays][..]), "{kind:?}");
    }
    for kind in not_kept {
        assert_eq!(cell(kind), Some(&[Erased][..]), "{kind:?}");
    }
    assert_eq!(cell(Kind::Policies), Some(&[Erased, AppliedAgain][..]));
    assert_eq!(cell(Kind::UserSettings), Some(&[BackToDefault][..]));
    assert_eq!(cell(Kind::OperatingSystem), Some(&[BackToDefault][..]));
    assert_eq!(cell(Kind::IntuneRecord), Some(&[Stays][..]));
    assert_eq!(cell(Kind::UserData), Some(&[StaysButFiles][..]));
    assert_eq!(wiped(true).len(), kept.len() + not_kept.len() + 5);
    assert!(stays_in_intune(true));
    let keep = Action::Wipe(Wipe::with(WipeOption::KeepEnrolment));
    assert_eq!(effects::of(keep, &device()), wiped(true));
}

// DL-1
#[test]
fn dl_1_deletion() {
    let wanted: [(Kind, Cell); 3] = [
        (Kind::IntuneRecord, GONE),
        (Kind::CompanyData, &[RemovedAtCheckIn]),
        (Kind::AutopilotRecord, &[Stays]),
    ];
    assert_eq!(cells(deleted()), wanted);
    let mac = Device::of(traits(Platform::MacOs, Enrolment::Device, (14, 0, 0)));
    assert_eq!(effects::of(Action::Delete, &mac), deleted()[..2], "it isn't registered");
    let on_windows = effects::of(Action::Delete, &Device { is_in_autopilot: true, ..device() });
    assert_eq!(on_windows[..3], *deleted());
    // Of its object in Entra it is warned that it stays.
    let mut retired = table(Table::Windows10);
    retired.retain(|line| line.kind != Kind::EntraJoin);
    assert_eq!(on_windows[3..], retired);
    let object = Device { is_in_entra: true, ..device() };
    assert!(warnings(Act::Ask(Action::Delete), &object, 0).contains(&Warning::StaysInEntra));
}

// CL-1, CL-3
#[test]
fn cl_1_cl_3_clean_up_hides_one_record() {
    let wanted: [(Kind, Cell); 4] = [
        (Kind::IntuneRecord, &[Hidden]),
        (Kind::CompanyData, &[Stays]),
        (Kind::EntraRecord, &[Stays]),
        (Kind::AutopilotRecord, &[Stays]),
    ];
    assert_eq!(cells(cleaned_up()), wanted);
}

#[test]
fn the_data_plan_of_an_esim_goes_unless_it_is_kept_where_it_can_be() {
    for (platform, version, keep_esim, wanted) in [
        (Platform::Ios, (17, 0, 0), false, Some(&[Erased][..])),
        (Platform::Ios, (17, 0, 0), true, Some(&[Stays])),
        (Platform::Ios, (10, 3, 0), false, None),
        (Platform::MacOs, (14, 0, 0), false, None),
        (Platform::Windows, (10, 0, 22_631), false, None),
    ] {
        let mut device = device();
        (device.traits.platform, device.traits.version) = (platform, version);
        let lines = effects::of(Action::Wipe(Wipe { keep_esim, ..Wipe::PLAIN }), &device);
        let found = lines.iter().find(|line| line.kind == Kind::EsimPlan);
        assert_eq!(found.map(|line| line.effects), wanted, "{platform:?}");
    }
}

// FS-1
#[test]
fn fs_1_fresh_start() {
    for keep_user_data in [false, true] {
        let lines = fresh_started(keep_user_data);
        assert_eq!(effects::of(Action::FreshStart { keep_user_data }, &device()), lines);
        let data = lines.iter().find(|line| line.kind == Kind::UserData).unwrap();
        assert_eq!(data.effects, if keep_user_data { [Stays] } else { [Erased] });
        assert_eq!(lines.len(), 5);
        assert!(lines[1..3].iter().all(|line| line.effects == [Erased]));
        assert!(lines[3..].iter().all(|line| line.effects == [BackToDefault]));
    }
}

#[test]
fn rs_1_nothing_is_lost_by_restart_and_sync() {
    assert!([Action::Restart, Action::Sync].iter().all(|action| effects::of(*action, &device()).is_empty()));
}

/// Texts stay where they are when a member gets another name, and every effect and kind is in some table.
#[test]
fn rt_3_keys_are_distinct_and_all_are_used() {
    let keys: BTreeSet<_> = Effect::ALL.map(Effect::key).into_iter().collect();
    assert_eq!(keys.len(), Effect::ALL.len());
    let keys: BTreeSet<_> = Kind::ALL.map(Kind::key).into_iter().collect();
    assert_eq!(keys.len(), Kind::ALL.len());
    let retire = Table::ALL.into_iter().flat_map(table);
    let others =
        [wiped(false), wiped(true), deleted(), cleaned_up(), fresh_started(false), fresh_started(true)];
    let esim = [false, true].map(wiped_esim);
    let lines: Vec<Line> = retire.chain(others.concat()).chain(esim).collect();
    for kind in Kind::ALL {
        assert!(lines.iter().any(|line| line.kind == kind), "{kind:?}");
    }
    for effect in Effect::ALL {
        assert!(lines.iter().any(|line| line.effects.contains(&effect)), "{effect:?}");
    }
    assert_eq!(Removed.outcome(), Outcome::Lost);
    assert_eq!(Stays.outcome(), Outcome::Kept);
    assert_eq!(BackToDefault.outcome(), Outcome::Changed);
    assert_eq!(ExclusionSparesApps.outcome(), Outcome::None);
}
