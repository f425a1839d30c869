//! What can happen to a tenant, as it is made up.

use proptest::prelude::*;

use super::rules::{Ask, CLEANED, DAY, KINDS, MINUTE, RESTORABLE, SECOND, SYNC_EVERY};

/// How many devices there are in the world.
pub const DEVICES: u32 = 6;

/// Which of those that there are or were; where there are none, one that never was.
pub type Pick = usize;

/// A device as it is sent for registration.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Whose hash; `None`: none that can be read.
    pub hash: Option<u32>,
    /// Whether it is another capture.
    pub again: bool,
    /// Whose serial number; `None`: none was given.
    pub serial: Option<u32>,
    pub lower_case: bool,
    pub product_key: bool,
    pub tag: Option<&'static str>,
}

/// What a device says became of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Failed,
    NotSupported,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Failed => "failed",
            Outcome::NotSupported => "notSupported",
        }
    }
}

#[derive(Clone, Debug)]
pub enum Op {
    Import(Vec<Sent>),
    ImportOne(Sent),
    ForgetImport(Pick),
    Create(u32),
    Tag(Pick, &'static str),
    Patch(Pick, &'static str),
    Assign(Pick, &'static str),
    Unassign(Pick),
    Deregister(Pick),
    DeregisterSerials(Vec<u32>),
    Enrol {
        device: u32,
        kind: usize,
    },
    EnrolAgain(Pick),
    /// Results are of its own actions, and of those that other devices were told of.
    CheckIn {
        device: Pick,
        results: Vec<(Pick, Outcome)>,
        kind: Option<usize>,
    },
    Thief(Pick, Pick),
    /// It does all that it was told.
    Obey(Pick, Outcome),
    Ask(Pick, Ask),
    Bulk(Vec<Pick>, Ask),
    BulkDelete(Vec<Pick>),
    /// A hundred more devices enrol, and all of them are to be wiped, so many times.
    Crowd(usize),
    Remove(Pick),
    Note(Pick, &'static str),
    Look(Pick),
    Rule(usize, i64),
    ChangeRule(Pick, Option<usize>, i64),
    DropRule(Pick),
    RuleForAll(i64),
    DeleteObject(Pick),
    Restore(Pick, bool),
    Purge(Pick),
    Enable(Pick, bool),
    Sync,
    Pass(i64),
    Restart,
}

/// How a request goes to the server: it is the same one.
#[expect(clippy::struct_excessive_bools, reason = "each is chosen by itself")]
#[derive(Clone, Copy, Debug)]
pub struct Way {
    pub beta: bool,
    pub batch: bool,
    pub quoted: bool,
    /// It is sent twice under one id: it happens once.
    pub twice: bool,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub op: Op,
    pub way: Way,
}

const TAGS: [&str; 4] = ["Sales", "Front desk", "", "Ward [OrderID]:x"];
const USERS: [&str; 2] = ["user1@contoso.com", "o'neill@contoso.com"];

fn device() -> impl Strategy<Value = u32> {
    0..DEVICES
}

/// The first ones more often: what happens to one device is what matters.
fn pick() -> impl Strategy<Value = Pick> {
    prop_oneof![2 => 0..3_usize, 1 => 0..40_usize]
}

fn sent() -> impl Strategy<Value = Sent> {
    let options = (any::<bool>(), any::<bool>(), proptest::option::of(proptest::sample::select(&TAGS[..])));
    (device(), device(), 0..12_u8, options).prop_map(|(device, other, fault, (again, lower_case, tag))| {
        let sent =
            Sent { hash: Some(device), again, serial: Some(device), lower_case, product_key: false, tag };
        match fault {
            0 => Sent { hash: None, ..sent },
            1 => Sent { serial: None, ..sent },
            2 => Sent { serial: None, product_key: true, ..sent },
            3 => Sent { serial: Some(other), ..sent },
            4 => Sent { hash: None, serial: None, ..sent },
            _ => sent,
        }
    })
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![4 => Just(Outcome::Done), 2 => Just(Outcome::Failed), 1 => Just(Outcome::NotSupported)]
}

fn ask() -> impl Strategy<Value = Ask> {
    prop_oneof![
        2 => Just(Ask::Restart),
        1 => Just(Ask::Sync),
        4 => (any::<bool>(), any::<bool>())
            .prop_map(|(keep_enrolment, keep_data)| Ask::Wipe { keep_enrolment, keep_data }),
        3 => Just(Ask::Retire),
        1 => any::<bool>().prop_map(|keep_data| Ask::FreshStart { keep_data }),
        1 => Just(Ask::Lock),
        1 => Just(Ask::Locate),
        1 => any::<bool>().prop_map(|quick| Ask::Scan { quick }),
    ]
}

fn days() -> impl Strategy<Value = i64> {
    proptest::sample::select(&[30_i64, 30, 31, 60, 270, 29, 271, 0][..])
}

fn span() -> impl Strategy<Value = i64> {
    prop_oneof![
        2 => Just(SECOND),
        3 => Just(15 * SECOND),
        6 => Just(MINUTE),
        2 => Just(2 * MINUTE),
        2 => Just(SYNC_EVERY - SECOND),
        2 => Just(DAY - MINUTE),
        2 => Just(DAY),
        1 => Just(15 * DAY),
        1 => Just(RESTORABLE - SECOND),
        1 => Just(RESTORABLE),
    ]
}

fn registering() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => proptest::collection::vec(sent(), 0..4).prop_map(Op::Import),
        2 => sent().prop_map(Op::ImportOne),
        1 => pick().prop_map(Op::ForgetImport),
        1 => device().prop_map(Op::Create),
        1 => (pick(), proptest::sample::select(&TAGS[..])).prop_map(|(pick, tag)| Op::Tag(pick, tag)),
        1 => (pick(), proptest::sample::select(&TAGS[..])).prop_map(|(pick, tag)| Op::Patch(pick, tag)),
        1 => (pick(), proptest::sample::select(&USERS[..])).prop_map(|(pick, user)| Op::Assign(pick, user)),
        1 => pick().prop_map(Op::Unassign),
        3 => pick().prop_map(Op::Deregister),
        1 => proptest::collection::vec(device(), 0..4).prop_map(Op::DeregisterSerials),
    ]
}

fn managing() -> impl Strategy<Value = Op> {
    let results = proptest::collection::vec((pick(), outcome()), 0..4);
    prop_oneof![
        4 => (device(), 0..KINDS.len()).prop_map(|(device, kind)| Op::Enrol { device, kind }),
        2 => device().prop_map(|device| Op::Enrol { device, kind: 0 }),
        1 => pick().prop_map(Op::EnrolAgain),
        9 => (pick(), results, proptest::option::weighted(0.1, 0..KINDS.len()))
            .prop_map(|(device, results, kind)| Op::CheckIn { device, results, kind }),
        1 => (pick(), pick()).prop_map(|(device, other)| Op::Thief(device, other)),
        4 => (pick(), outcome()).prop_map(|(device, outcome)| Op::Obey(device, outcome)),
        14 => (pick(), ask()).prop_map(|(device, ask)| Op::Ask(device, ask)),
        1 => (proptest::collection::vec(pick(), 0..5), ask()).prop_map(|(devices, ask)| Op::Bulk(devices, ask)),
        1 => proptest::collection::vec(pick(), 0..3).prop_map(Op::BulkDelete),
        3 => pick().prop_map(Op::Remove),
        1 => (pick(), proptest::sample::select(&TAGS[..])).prop_map(|(pick, note)| Op::Note(pick, note)),
        1 => pick().prop_map(Op::Look),
    ]
}

fn keeping() -> impl Strategy<Value = Op> {
    let platform = || 0..CLEANED.len();
    prop_oneof![
        3 => (platform(), days()).prop_map(|(platform, days)| Op::Rule(platform, days)),
        1 => (pick(), proptest::option::of(platform()), days())
            .prop_map(|(rule, platform, days)| Op::ChangeRule(rule, platform, days)),
        1 => pick().prop_map(Op::DropRule),
        1 => days().prop_map(Op::RuleForAll),
        3 => pick().prop_map(Op::DeleteObject),
        1 => (pick(), any::<bool>()).prop_map(|(pick, plain)| Op::Restore(pick, plain)),
        1 => pick().prop_map(Op::Purge),
        1 => (pick(), any::<bool>()).prop_map(|(pick, is)| Op::Enable(pick, is)),
        4 => Just(Op::Sync),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        60 => registering(),
        130 => managing(),
        40 => keeping(),
        50 => span().prop_map(Op::Pass),
        3 => Just(Op::Restart),
        1 => (1..7_usize).prop_map(Op::Crowd),
    ]
}

/// A run: how long a deleted registration stays in lists, and what happens.
pub fn run(steps: usize) -> impl Strategy<Value = (i64, Vec<Step>)> {
    let way = (any::<bool>(), proptest::bool::weighted(0.2), any::<bool>(), proptest::bool::weighted(0.3))
        .prop_map(|(beta, batch, quoted, twice)| Way { beta, batch, quoted, twice });
    let step = (op(), way).prop_map(|(op, way)| Step { op, way });
    let delay = prop_oneof![2 => Just(0), 1 => Just(30 * MINUTE)];
    (delay, proptest::collection::vec(step, 1..2 * steps))
}
