//! What a plan is called that wasn't made here: by the records that it is about, as whoever wrote the file may have called it anything.

use lifecycle::removal::{Place, RecordRef};
use outbox::{Intent, Removal, State};

use crate::tenant::Records;

/// The device of a removal, by name and by serial number, to show. Of one that came out of a file, or was confirmed before a long
/// absence, what the tenant says of the records to which something is done, all that differ.
#[must_use]
pub fn told_names(records: &Records, intent: &Intent, removal: &Removal) -> (String, String) {
    let own = || (removal.name.clone(), removal.serial.clone());
    if intent.state != State::Held && removal.observed.back_since.is_none() {
        return own();
    }
    let (mut names, mut serials) = (Vec::new(), Vec::new());
    let add = |all: &mut Vec<String>, text: &str| {
        if !text.is_empty() && !all.iter().any(|known| known.eq_ignore_ascii_case(text)) {
            all.push(text.to_owned());
        }
    };
    for step in &removal.plan.steps {
        let RecordRef { place, id } = &step.record;
        match place {
            Place::Intune => {
                if let Ok(at) = records.managed.binary_search_by(|it| it.id.as_str().cmp(id)) {
                    add(&mut names, &records.managed[at].name);
                    add(&mut serials, &records.managed[at].serial);
                }
            }
            Place::Autopilot => {
                if let Some(found) = records.devices.iter().find(|it| it.id == *id) {
                    add(&mut serials, &found.serial);
                }
            }
            Place::Entra => {
                if let Some(found) = records.objects.iter().find(|it| it.id == *id) {
                    add(&mut names, &found.name);
                }
            }
            Place::ActiveDirectory | Place::Apple | Place::Partner => {}
        }
    }
    let (name, serial) = own();
    let or = |all: Vec<String>, own: String| if all.is_empty() { own } else { all.join(", ") };
    (or(names, name), or(serials, serial))
}
