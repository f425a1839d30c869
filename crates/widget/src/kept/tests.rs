use std::cell::Cell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::*;

/// Keeps what it is given, unless it is full.
#[derive(Clone, Default)]
struct Disk {
    records: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    is_full: Rc<Cell<bool>>,
}

impl Disk {
    fn open(&self) -> Kept<Disk> {
        Kept::new(self.clone(), self.records.borrow().clone().into_iter().collect())
    }
}

impl Keeper for Disk {
    async fn keep(&self, records: Vec<Record>) -> Result<(), String> {
        if self.is_full.get() {
            return Err("full".to_owned());
        }
        for (name, bytes) in records {
            match bytes {
                Some(bytes) => self.records.borrow_mut().insert(name, bytes),
                None => self.records.borrow_mut().remove(&name),
            };
        }
        Ok(())
    }
}

const CSV: &[u8] = b"Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User\r\n\
    A-1,,T0FB,Kiosk,adele@contoso.com\r\nA-2,,T0FC,,\r\n";

/// What comes of something that never waits.
fn now<V>(future: impl Future<Output = V>) -> V {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn add(kept: &Kept<Disk>) -> usize {
    now(kept.add("id".to_owned(), "https://service.example", 5, CSV)).unwrap()
}

fn first(kept: &Kept<Disk>) -> Intent {
    now(kept.intents()).unwrap().remove(0)
}

fn serials(kept: &Kept<Disk>) -> Vec<String> {
    kept.look(|intents, _| intents.values().flat_map(Intent::rows).map(|row| row.serial.clone()).collect())
}

#[test]
fn what_is_to_be_registered_is_kept_and_found_again() {
    let disk = Disk::default();
    assert_eq!(add(&disk.open()), 0);
    let kept = disk.open();
    let intent = first(&kept);
    assert_eq!(
        (intent.seq, intent.state, intent.server.as_str()),
        (1, State::Waiting, "https://service.example")
    );
    let [one, two] = intent.rows() else { panic!("two devices") };
    assert_eq!([&one.serial, &one.group_tag, &one.user], ["A-1", "Kiosk", "adele@contoso.com"]);
    assert_eq!([&two.serial, &two.group_tag, &two.user], ["A-2", "", ""]);
    let payload = now(kept.payload(1)).unwrap();
    let object: serde_json::Value = serde_json::from_slice(payload.object(two).unwrap()).unwrap();
    assert_eq!(object["hardwareIdentifier"], "T0FC");
    assert_eq!(object["serialNumber"], "A-2");
}

#[test]
fn columns_that_are_not_there_are_empty() {
    let csv = b"Device Serial Number,Windows Product ID,Hardware Hash\r\nA-1,KEY,T0FB\r\n";
    let found: Vec<_> = devices(csv).collect();
    assert_eq!(found, [["A-1", "KEY", "T0FB", "", ""]]);
}

#[test]
fn what_is_under_way_is_left_out() {
    let kept = Disk::default().open();
    assert_eq!((add(&kept), add(&kept)), (0, 2));
    now(kept.cancel()).unwrap();
    assert_eq!(add(&kept), 0);
}

#[test]
fn what_is_registered_is_not_sent_again_and_what_failed_is() {
    let kept = Disk::default().open();
    assert_eq!((kept.count_new(CSV), add(&kept), kept.count_new(CSV)), (2, 0, 0));
    let mut intent = first(&kept);
    let Action::Register { rows, .. } = &mut intent.action else { unreachable!() };
    let device = "D-1".to_owned();
    rows[0].status = RowStatus::Complete { device, observed: true };
    rows[1].status = RowStatus::Failed { code: 0, name: "NoImportRecord".to_owned() };
    intent.state = State::Done;
    now(kept.commit(vec![Change::Intent(intent)])).unwrap();
    assert_eq!(kept.count_new(CSV), 1);
    now(kept.forget(true)).unwrap();
    assert_eq!(serials(&kept), ["A-1"]);
    assert_eq!((add(&kept), serials(&kept)), (1, vec!["A-1".to_owned(), "A-2".to_owned()]));
    now(kept.forget(false)).unwrap();
    // The other one is on its way.
    assert_eq!(serials(&kept), ["A-2"]);
}

#[test]
fn what_was_sent_is_not_taken_back() {
    let kept = Disk::default().open();
    add(&kept);
    let mut intent = first(&kept);
    (intent.first_sent, intent.state) = (Some(6), State::Sent);
    now(kept.commit(vec![Change::Intent(intent)])).unwrap();
    now(kept.cancel()).unwrap();
    assert_eq!(first(&kept).state, State::Sent);
}

#[test]
fn whoever_was_overtaken_changes_nothing() {
    let kept = Disk::default().open();
    add(&kept);
    let before = first(&kept);
    now(kept.cancel()).unwrap();
    let sent = Intent { state: State::Sent, ..before };
    assert_eq!(now(kept.commit(vec![Change::Intent(sent)])), Err(StorageError::Overtaken));
    assert_eq!(first(&kept).state, State::Withdrawn);
}

#[test]
fn what_cannot_be_kept_is_not_begun() {
    let disk = Disk::default();
    let kept = disk.open();
    disk.is_full.set(true);
    assert!(now(kept.add("id".to_owned(), "https://service.example", 5, CSV)).is_err());
    assert!(now(kept.intents()).unwrap().is_empty());
}

#[test]
fn only_what_can_come_through_is_tried_again_and_under_another_id() {
    let disk = Disk::default();
    let kept = disk.open();
    add(&kept);
    let mut intent = first(&kept);
    intent.state = State::Done;
    let Action::Register { rows, .. } = &mut intent.action else { panic!("it registers") };
    rows[0].status = RowStatus::Failed { code: 806, name: "ZtdDeviceAlreadyAssigned".to_owned() };
    rows[1].status = RowStatus::Failed { code: 808, name: "ZtdDeviceAssignedToOtherTenant".to_owned() };
    now(kept.commit(vec![Change::Intent(intent)])).unwrap();
    now(kept.again(|| "other".to_owned(), 9)).unwrap();
    let kept = disk.open();
    let intents = now(kept.intents()).unwrap();
    let serials = |at: usize| intents[at].rows().iter().map(|row| row.serial.clone()).collect::<Vec<_>>();
    assert_eq!((serials(0), serials(1)), (vec!["A-1".to_owned()], vec!["A-2".to_owned()]));
    assert_eq!((intents[1].id.as_str(), intents[1].state), ("other", State::Waiting));
    let payload = now(kept.payload(2)).unwrap();
    let object: serde_json::Value =
        serde_json::from_slice(payload.object(&intents[1].rows()[0]).unwrap()).unwrap();
    assert_eq!(object["hardwareIdentifier"], "T0FC");
}

#[test]
fn a_wait_that_the_service_asked_for_is_not_cut_short() {
    let kept = Disk::default().open();
    add(&kept);
    let trouble = |kind| outbox::Trouble {
        at: 0,
        kind,
        status: 429,
        code: String::new(),
        message: String::new(),
        request_id: None,
    };
    for (kind, until) in [(TroubleKind::Throttled, 900), (TroubleKind::SignIn, 0)] {
        let status = Status { until: 900, trouble: Some(trouble(kind)), ..Status::default() };
        now(kept.commit(vec![Change::Status(status)])).unwrap();
        now(kept.hurry()).unwrap();
        assert_eq!(now(kept.status()).unwrap().until, until, "{kind:?}");
    }
}

#[test]
fn what_is_over_is_put_away_with_its_hashes() {
    let disk = Disk::default();
    let kept = disk.open();
    add(&kept);
    now(kept.forget(false)).unwrap();
    assert_eq!(disk.records.borrow().len(), 2);
    now(kept.cancel()).unwrap();
    now(kept.forget(false)).unwrap();
    assert!(disk.records.borrow().is_empty());
}

#[test]
fn a_damaged_record_hinders_nobody() {
    let disk = Disk::default();
    disk.records.borrow_mut().insert("intent 1".to_owned(), b"no".to_vec());
    assert!(now(disk.open().intents()).unwrap().is_empty());
    assert_eq!(add(&disk.open()), 0);
}
