//! Records of the tenant: read back as they were, and the bytes are what they were in every version before.

use graph::Remote;
use graph::wire::{
    self, ActionState, ApprovalStatus, EnrollmentState, ManagementState, beta::ProfileAssignmentStatus,
};
use lifecycle::Tick;
use lifecycle::action::{Obliteration, Wipe};
use lifecycle::removal::{
    self, Deed, Fault, First, Goal, Group, Need, Note, Observed, Place, Plan, Proof, RecordRef, Step,
};
use outbox::{
    Action, Approval, ApprovalRequest, Approvals, CleanupRule, CleanupRules, Course, Decision, Device,
    DirectoryObject, DirectoryUser, Entry, Errand, Event, EventKind, Happened, Import, Intent, ListState,
    Lists, Managed, Operation, Order, People, Person, RemoteAction, Removal, Row, RowStatus, RuleChange,
    Ruling, Seen, State, Status, Trouble, TroubleKind, Update,
};

use crate::queries::{Chosen, Draft, Picked};

use super::{
    Checklist, ChecklistItem, Checks, Manifest, Mark, VERSION, Wire, WireError, decode, encode, tests::hex,
};

fn round_trip<T: Wire + PartialEq + std::fmt::Debug>(value: &T) -> String {
    let bytes = encode(value);
    assert_eq!(decode::<T>(&bytes).as_ref(), Ok(value));
    for cut in 0..bytes.len() {
        assert_eq!(decode::<T>(&bytes[..cut]), Err(WireError::Damaged), "cut at {cut}");
    }
    let mut newer = bytes.clone();
    newer[0] = VERSION + 1;
    assert_eq!(decode::<T>(&newer), Err(WireError::Version(VERSION + 1)));
    hex(&bytes)
}

fn trouble() -> Trouble {
    Trouble {
        at: 1_800_000_000_000,
        kind: TroubleKind::Throttled,
        status: 429,
        code: "TooManyRequests".to_owned(),
        message: "later".to_owned(),
        request_id: Some("r".to_owned()),
    }
}

fn intent(action: Action, state: State) -> Intent {
    Intent {
        seq: 7,
        id: "a-b".to_owned(),
        revision: 3,
        server: "http://t".to_owned(),
        made: 1_800_000_000_000,
        action,
        state,
        due: 5,
        first_sent: Some(9),
        last_sent: Some(10),
        failures: 2,
        looks: 1,
        trouble: Some(trouble()),
        request_id: None,
    }
}

fn row(status: RowStatus) -> Row {
    Row {
        serial: "S".to_owned(),
        group_tag: "G".to_owned(),
        user: "u@t".to_owned(),
        span: (300, 4193),
        status,
        since: 11,
        import: Some("i".to_owned()),
    }
}

#[test]
fn registrations_are_these_bytes() {
    let rows = vec![
        row(RowStatus::Waiting),
        row(RowStatus::Pending),
        row(RowStatus::Complete { device: "d".to_owned(), observed: true }),
        row(RowStatus::Failed { code: 806, name: "Z".to_owned() }),
    ];
    let action = Action::Register { rows, import_id: Some("c".to_owned()), before: Vec::new() };
    insta::assert_snapshot!(round_trip(&intent(action, State::Accepted)));
}

#[test]
fn changes_of_devices_are_these_bytes() {
    let update = Update {
        device: "d".to_owned(),
        serial: "S".to_owned(),
        group_tag: Some("G".to_owned()),
        user: None,
    };
    insta::assert_snapshot!(round_trip(&intent(Action::Update(update), State::Waiting)));
}

#[test]
fn every_state_is_read_back() {
    let states = [
        State::Waiting,
        State::Sent,
        State::Accepted,
        State::Approval,
        State::Rejected,
        State::Done,
        State::Withdrawn,
        State::Expired,
        State::Held,
    ];
    let nothing = Action::Register { rows: Vec::new(), import_id: None, before: Vec::new() };
    let bytes: Vec<String> =
        states.into_iter().map(|state| round_trip(&intent(nothing.clone(), state))).collect();
    insta::assert_snapshot!(bytes.join("\n\n"));
}

#[test]
fn every_kind_of_trouble_is_read_back() {
    let kinds = [
        TroubleKind::NoAnswer,
        TroubleKind::Unreadable,
        TroubleKind::Throttled,
        TroubleKind::Service,
        TroubleKind::Rejected,
        TroubleKind::SignIn,
        TroubleKind::Approval,
        TroubleKind::NotObserved,
        TroubleKind::NotService,
        TroubleKind::Justification,
        TroubleKind::NotApproved,
        TroubleKind::Device,
        TroubleKind::RuleExists,
        TroubleKind::Decided,
    ];
    let bytes: Vec<String> =
        kinds.into_iter().map(|kind| round_trip(&Trouble { kind, ..trouble() })).collect();
    insta::assert_snapshot!(bytes.join("\n"));
}

#[test]
fn devices_are_these_bytes() {
    let events = [
        EventKind::Seen,
        EventKind::Enrollment(EnrollmentState::Enrolled),
        EventKind::Profile(ProfileAssignmentStatus::Other("tomorrow".to_owned())),
        EventKind::GroupTag("G".to_owned()),
        EventKind::User("u@t".to_owned()),
    ];
    let text = |text: &str| text.to_owned();
    let device = Device {
        id: text("d"),
        serial: text("S"),
        group_tag: text("G"),
        user: text("u@t"),
        user_name: text("U"),
        manufacturer: text("M"),
        model: text("N"),
        product_key: text("K"),
        purchase_order: text("O"),
        display_name: text("D"),
        enrollment: EnrollmentState::NotContacted,
        last_contacted: String::new(),
        profile: ProfileAssignmentStatus::AssignedInSync,
        profile_assigned: text("2026-11-21T10:00:00Z"),
        entra_id: text("e"),
        intune_id: String::new(),
        events: events.into_iter().map(|kind| Event { at: 13, kind }).collect(),
    };
    insta::assert_snapshot!(round_trip(&device));
}

#[test]
fn the_connection_and_checks_are_these_bytes() {
    let status = Status {
        address: "http://t".to_owned(),
        server: Some("0.1.0".to_owned()),
        heard: Some(1),
        pulled: None,
        trouble: Some(trouble()),
        underway: Some(2),
        failures: 4,
        until: 1_800_000_030_000,
    };
    let mark = |by: &str| Some(Mark { at: 1_800_000_000, by: by.to_owned() });
    let checks = Checks { image: mark("help desk"), licence: None, delivered: mark("") };
    insta::assert_snapshot!([round_trip(&status), round_trip(&checks)].join("\n\n"));
}

#[test]
fn registrations_by_others_are_these_bytes() {
    let import = Import {
        id: "i".to_owned(),
        serial: "S".to_owned(),
        group_tag: "G".to_owned(),
        user: "u@t".to_owned(),
        status: RowStatus::Failed { code: 806, name: "Z".to_owned() },
        since: 11,
    };
    insta::assert_snapshot!(round_trip(&import));
}

#[test]
fn registrations_that_others_asked_for_before_are_these_bytes() {
    let action = Action::Register {
        rows: vec![row(RowStatus::Waiting)],
        import_id: None,
        before: vec!["o".to_owned()],
    };
    insta::assert_snapshot!(round_trip(&intent(action, State::Sent)));
}

#[test]
fn devices_in_management_are_these_bytes() {
    let text = |text: &str| text.to_owned();
    let device = Managed {
        id: text("i"),
        name: text("n"),
        serial: text("s"),
        operating_system: text("Windows"),
        os_version: text("10.0"),
        enrollment: text("e"),
        agent: text("mdm"),
        kind: text("k"),
        owner: text("company"),
        state: ManagementState::Other(text("new")),
        compliance: text("compliant"),
        is_supervised: true,
        entra_id: text("a"),
        join: text("j"),
        user_id: text("u"),
        user: text("u@t"),
        user_name: text("U"),
        manufacturer: text("m"),
        model: text("o"),
        enrolled: text("2026-11-21T14:46:48Z"),
        last_sync: text("l"),
        certificate_until: text("c"),
        is_registered: Some(true),
        actions: vec![RemoteAction {
            name: text("wipe"),
            state: ActionState::Pending,
            started: text("b"),
            updated: text("d"),
        }],
    };
    insta::assert_snapshot!(round_trip(&device));
}

#[test]
fn objects_and_lists_are_these_bytes() {
    let text = |text: &str| text.to_owned();
    let object = DirectoryObject {
        id: text("i"),
        device_id: text("d"),
        name: text("n"),
        is_enabled: true,
        is_managed: false,
        is_synced: true,
        trust: text("ServerAd"),
        operating_system: text("Windows"),
        autopilot_id: text("a"),
        registered: text("r"),
        last_sign_in: text("l"),
    };
    let lists = Lists {
        address: text("http://t"),
        managed: ListState { read: Some(5), changes: Some(text("http://t/d")), refused: None },
        objects: ListState { read: None, changes: None, refused: Some(trouble()) },
    };
    insta::assert_snapshot!([round_trip(&object), round_trip(&lists)].join("\n\n"));
}

#[test]
fn what_devices_are_asked_is_these_bytes() {
    let wipe = wire::Wipe {
        keep_enrollment_data: Some(true),
        keep_user_data: Some(false),
        mac_os_unlock_code: Some("123456".to_owned()),
        persist_esim_data_plan: Some(true),
        use_protected_wipe: Some(true),
        obliteration_behavior: Some("default".to_owned()),
    };
    let remotes = [
        Remote::Restart,
        Remote::Sync,
        Remote::Wipe(wipe),
        Remote::Retire,
        Remote::Delete,
        Remote::FreshStart { keep_user_data: true },
        Remote::Wipe(wire::Wipe::default()),
        Remote::Restart,
    ];
    let seen = [
        Seen::Nothing,
        Seen::Pending,
        Seen::Active,
        Seen::Done,
        Seen::Gone,
        Seen::Failed,
        Seen::NotSupported,
        Seen::Canceled,
    ];
    let bytes = remotes.into_iter().zip(seen).map(|(remote, seen)| {
        let order = Order {
            serial: "S".to_owned(),
            name: "N".to_owned(),
            expires: Some(1_800_000_086_400),
            reason: "stolen".to_owned(),
            approval: Some(Approval {
                code: "c".to_owned(),
                expires: "2026-12-21T14:46:48Z".to_owned(),
                is_given: true,
            }),
            seen,
            ..Order::new("d", remote)
        };
        round_trip(&intent(Action::Order(order), State::Expired))
    });
    insta::assert_snapshot!(bytes.collect::<Vec<_>>().join("\n\n"));
}

fn at(place: Place) -> RecordRef {
    RecordRef { place, id: "i".to_owned() }
}

/// A plan with one of everything, which no device has.
fn everything() -> Plan {
    let wipe = Wipe { keep_esim: true, obliteration: Some(Obliteration::Always), ..Wipe::PLAIN };
    let group = Group { id: "g".to_owned(), name: "n".to_owned(), is_dynamic: true };
    let deeds = [
        (Deed::Wipe(wipe), Proof::DeviceDone),
        (Deed::Retire, Proof::DeviceDone),
        (Deed::ResetByHand, Proof::Word),
        (Deed::DeleteFromIntune, Proof::Gone { serial: Some("S".to_owned()), except: vec!["e".to_owned()] }),
        (Deed::UnassignUser, Proof::ReadBack),
        (Deed::AssignUser("u@t".to_owned()), Proof::ReadBack),
        (Deed::DeleteFromAutopilot, Proof::Gone { serial: None, except: vec![] }),
        (Deed::Sync, Proof::Accepted),
        (Deed::LeaveGroup(group), Proof::ReadBack),
        (Deed::DeleteComputer, Proof::Word),
        (Deed::DisableComputer, Proof::Word),
        (Deed::DisableInEntra, Proof::ReadBack),
        (Deed::DeleteFromEntra, Proof::Gone { serial: None, except: vec![] }),
        (Deed::ReleaseAtApple, Proof::Word),
        (Deed::ReleaseAtPartner, Proof::Word),
    ];
    let needs =
        [Need::Proven(0), Need::Settled(1), Need::Accepted(2), Need::Confirmation, Need::SyncInterval];
    let step = |(deed, proof)| Step { deed, record: at(Place::Intune), needs: needs.to_vec(), proof };
    Plan {
        goal: Goal::Remove { with_objects: true },
        made_at: 1_800_000_000,
        serial: Some("S".to_owned()),
        records: Place::ALL.into_iter().map(at).collect(),
        others: vec![at(Place::Entra)],
        steps: deeds.into_iter().map(step).collect(),
        notes: Note::ALL.to_vec(),
    }
}

#[test]
fn removals_are_these_bytes() {
    let mut removal = Removal::new(everything(), (0..15).map(|at| format!("id-{at}")));
    removal.name = "N".to_owned();
    removal.reason = "stolen".to_owned();
    removal.unlock_code = Some("123456".to_owned());
    let courses =
        [Course::Open, Course::Sent, Course::Again, Course::Approval, Course::Taken, Course::Failed];
    for (errand, course) in removal.errands.iter_mut().zip(courses) {
        *errand = Errand {
            course,
            due: 1,
            first_sent: Some(2),
            last_sent: Some(3),
            refused_since: Some(4),
            failures: 5,
            looks: 6,
            approval: Some(Approval { code: "c".to_owned(), expires: String::new(), is_given: true }),
            trouble: Some(trouble()),
            ..errand.clone()
        };
    }
    let by = || "b".to_owned();
    let events = [
        removal::Event::Confirmed { by: by() },
        removal::Event::Sent,
        removal::Event::Accepted,
        removal::Event::AwaitsApproval,
        removal::Event::GivenUp { by: by() },
        removal::Event::Word { by: by() },
        removal::Event::LookedById { found: true },
        removal::Event::LookedBySerial { found: vec!["o".to_owned()] },
        removal::Event::DeviceDone,
        removal::Event::ReadBack,
    ];
    let failed = Fault::EXAMPLES.map(removal::Event::Failed);
    let mut observed =
        Observed { last_sync: Some(7), is_syncing: true, back_since: Some(8), ..Observed::default() };
    for (step, event) in events.into_iter().chain(failed).enumerate() {
        observed.add(step, 9, Some("r"), event);
    }
    removal.observed = observed;
    let mut bytes = vec![round_trip(&intent(Action::Removal(removal), State::Accepted))];
    for goal in [
        Goal::Deregister { first: Some(First::Retire), with_object: false },
        Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: false },
        Goal::Deregister { first: None, with_object: false },
        Goal::HandOver { wipe: Wipe::PLAIN, to: Some("u@t".to_owned()) },
        Goal::Lost { wipe: Wipe { unlock_code: true, ..Wipe::PLAIN } },
        Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: true },
    ] {
        let plan = Plan { goal, steps: Vec::new(), notes: Vec::new(), records: Vec::new(), ..everything() };
        bytes.push(round_trip(&intent(Action::Removal(Removal::new(plan, [])), State::Waiting)));
    }
    insta::assert_snapshot!(bytes.join("\n\n"));
}

#[test]
fn the_history_is_these_bytes() {
    let entry = |happened| Entry {
        at: 1_800_000_000_001,
        number: 9,
        intent: "a-b".to_owned(),
        server: "http://t".to_owned(),
        serial: "S".to_owned(),
        name: "N".to_owned(),
        what: "wipe".to_owned(),
        step: Some(2),
        happened,
        by: "help desk".to_owned(),
        sent_as: "w".to_owned(),
        status: 403,
        code: "Forbidden".to_owned(),
        request_id: Some("r".to_owned()),
    };
    let bytes: Vec<String> = Happened::ALL.into_iter().map(|what| round_trip(&entry(what))).collect();
    insta::assert_snapshot!(bytes.join("\n"));
}

#[test]
fn users_are_these_bytes() {
    let user = |read, is_gone| DirectoryUser { id: "u".to_owned(), read, is_gone };
    let users = vec![user(None, false), user(Some(1_800_000_000_000), true)];
    insta::assert_snapshot!(round_trip(&People {
        address: "http://t".to_owned(),
        users,
        refused: Some(trouble())
    }));
}

#[test]
fn checklists_are_these_bytes() {
    let item =
        |done| ChecklistItem { key: "k".to_owned(), name: "N".to_owned(), serial: "S".to_owned(), done };
    let mark = Mark { at: 1_800_000_000, by: "help desk".to_owned() };
    let items = vec![item(None), item(Some(mark.clone()))];
    insta::assert_snapshot!(round_trip(&Checklist { begun: mark, server: "http://t".to_owned(), items }));
}

#[test]
fn what_a_file_says_of_itself_is_these_bytes() {
    let manifest = Manifest { made: 1_800_000_000, program: "0.1.0".to_owned(), schema: 4 };
    insta::assert_snapshot!(round_trip(&manifest));
}

#[test]
fn clean_up_rules_are_these_bytes() {
    let text = |text: &str| text.to_owned();
    let rule = CleanupRule {
        id: text("r"),
        name: text("n"),
        description: text("d"),
        platform: text("windows"),
        days: 90,
        changed: text("c"),
    };
    let rules = CleanupRules {
        address: text("http://t"),
        read: Some(5),
        refused: Some(trouble()),
        rules: vec![rule],
        legacy: text("120"),
    };
    let change = |days| RuleChange {
        rule: text("r"),
        platform: text("windows"),
        name: text("n"),
        description: text("d"),
        days,
    };
    let intent = |days| round_trip(&intent(Action::Rule(change(days)), State::Waiting));
    insta::assert_snapshot!([round_trip(&rules), intent(Some(60)), intent(None)].join("\n\n"));
}

#[test]
fn approvals_are_these_bytes() {
    let text = |text: &str| text.to_owned();
    let person = |name: &str| Person { name: text(name), user: text("u@t"), is_application: true };
    let request = ApprovalRequest {
        id: text("c"),
        asked: text("a"),
        expires: text("e"),
        changed: text("g"),
        requestor: person("A"),
        approver: person("B"),
        status: ApprovalStatus::Other(text("new")),
        reason: text("stolen"),
        answer: text("called"),
        kinds: vec![text("deviceWipe")],
        operation: Some(Operation {
            method: text("POST"),
            path: text("/p"),
            parameters: vec![(text("k"), text("v"))],
            about: vec![(text("i"), text("N"))],
        }),
    };
    let approvals = Approvals {
        address: text("http://t"),
        read: None,
        refused: Some(trouble()),
        requests: vec![request],
    };
    let decision = |ruling| {
        let decision = Decision { request: text("c"), ruling, why: text("w"), about: text("N") };
        round_trip(&intent(Action::Decision(decision), State::Sent))
    };
    let decisions = [Ruling::Approve, Ruling::Reject, Ruling::TakeBack].map(decision);
    insta::assert_snapshot!([round_trip(&approvals), decisions.join("\n\n")].join("\n\n"));
}

#[test]
fn what_was_chosen_to_be_taken_out_is_these_bytes() {
    let text = |text: &str| text.to_owned();
    let at = |place, id: &str| RecordRef { place, id: text(id) };
    let chosen = Chosen {
        at: at(Place::Autopilot, "a"),
        name: text("PC-1"),
        serial: text("S"),
        records: vec![at(Place::Autopilot, "a"), at(Place::Partner, "S")],
    };
    let tick = Tick { at: 1_800_000_000, by: text("ann") };
    let picked = Picked { records: vec![at(Place::Intune, "m")], tick };
    let wipe = Wipe { protected: true, obliteration: Some(Obliteration::Always), ..Wipe::PLAIN };
    let goals = [
        None,
        Some(Goal::Remove { with_objects: true }),
        Some(Goal::Deregister { first: Some(First::Wipe(wipe)), with_object: true }),
        Some(Goal::HandOver { wipe, to: Some(text("ben")) }),
    ];
    let bytes = goals.map(|goal| {
        round_trip(&Draft {
            server: text("http://t"),
            chosen: vec![chosen.clone()],
            picked: vec![(at(Place::Entra, "e"), picked.clone())],
            by_partner: goal.is_some(),
            goal,
        })
    });
    insta::assert_snapshot!(bytes.join("\n"));
}
