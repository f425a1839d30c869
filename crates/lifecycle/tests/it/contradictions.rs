//! What a confirmation says of one record: its effects and its warnings stand beside one another.

use std::collections::{BTreeMap, BTreeSet};

use lifecycle::action::{Action, Device, Enrolment, Join, Platform, Traits, Wipe, WipeOption, why_not};
use lifecycle::effects::{Effect, Kind, Line, Outcome, cleaned_up, of};
use lifecycle::warning::{Act, Warning, warnings};

use crate::NOW;

/// A record, and whether it is said to stay.
type Claim = (&'static str, bool);

fn of_line(line: Line) -> Vec<Claim> {
    let place = match line.kind {
        Kind::IntuneRecord => "Intune",
        Kind::EntraRecord | Kind::EntraJoin => "Entra",
        Kind::AutopilotRecord => "Autopilot",
        _ => return Vec::new(),
    };
    let claim = |effect: &Effect| match effect {
        Effect::Removed | Effect::Erased | Effect::EntraRecordRemoved | Effect::Hidden => {
            Some((place, false))
        }
        Effect::Stays | Effect::StaysJoined => Some((place, true)),
        _ => None,
    };
    line.effects.iter().filter_map(claim).collect()
}

fn of_warning(warning: Warning) -> Option<Claim> {
    match warning {
        Warning::StaysInEntra => Some(("Entra", true)),
        Warning::StaysInAutopilot => Some(("Autopilot", true)),
        Warning::StaysManaged => Some(("Intune", true)),
        Warning::LeavesListAtOnce | Warning::NoLongerManaged => Some(("Intune", false)),
        _ => None,
    }
}

/// Devices of each platform, version, way of being managed and place in the directories.
fn devices() -> Vec<Device> {
    let versions = [(6, 2, 9_200), (6, 3, 9_600), (10, 0, 15_063), (10, 0, 22_631), (15, 0, 0)];
    let mut devices = Vec::new();
    for platform in [Platform::Windows, Platform::Ios, Platform::MacOs, Platform::Android] {
        for enrolment in Enrolment::ALL {
            for version in versions {
                for bits in 0..32_u8 {
                    let bit = |at: u8| bits & (1 << at) != 0;
                    let traits = Traits { platform, enrolment, version, is_supervised: bit(0) };
                    devices.push(Device {
                        is_knox: bit(0),
                        is_rt: bit(0),
                        join: if bit(1) { Join::Hybrid } else { Join::Joined },
                        was_joined_at_setup: bit(2),
                        is_in_entra: bit(3),
                        is_in_autopilot: bit(4),
                        ..Device::of(traits)
                    });
                }
            }
        }
    }
    devices
}

#[test]
fn no_confirmation_contradicts_itself() {
    let wipes = WipeOption::ALL.into_iter().map(|option| Action::Wipe(Wipe::with(option)));
    let fresh = [true, false].map(|keep_user_data| Action::FreshStart { keep_user_data });
    let actions: Vec<Action> = Action::PLAIN.into_iter().chain(fresh).chain(wipes).collect();
    let mut met: BTreeMap<Claim, u32> = BTreeMap::new();
    for device in devices() {
        let asked = actions.iter().filter(|action| why_not(**action, &device).is_none());
        let asked = asked.map(|action| (Act::Ask(*action), of(*action, &device)));
        for (act, lines) in asked.chain([(Act::CleanUp, cleaned_up().to_vec())]) {
            let warned = warnings(act, &device, NOW);
            let kinds: BTreeSet<&str> = lines.iter().map(|line| line.kind.key()).collect();
            assert_eq!(kinds.len(), lines.len(), "{act:?} tells of a kind twice: {lines:?}");
            let claims: BTreeSet<Claim> = lines
                .iter()
                .flat_map(|line| of_line(*line))
                .chain(warned.iter().filter_map(|warning| of_warning(*warning)))
                .collect();
            for (place, stays) in &claims {
                assert!(
                    !claims.contains(&(*place, !stays)),
                    "{act:?} of {device:?} says that its record in {place} goes, and that it stays"
                );
                *met.entry((*place, *stays)).or_default() += 1;
            }
            // Of a record that isn't there nothing is said.
            let is_asked = matches!(act, Act::Ask(_));
            assert!(
                device.is_in_autopilot || !is_asked || !claims.contains(&("Autopilot", true)),
                "{act:?} {device:?}"
            );
            let takes = |line: &Line| line.effects.iter().any(|effect| effect.outcome() == Outcome::Lost);
            let is_final = warned.contains(&Warning::Unrecoverable);
            assert!(
                !is_final || lines.iter().any(takes),
                "{act:?} of {device:?} erases nothing that it tells"
            );
        }
    }
    let said: Vec<Claim> = met.into_keys().collect();
    assert_eq!(
        said,
        [("Autopilot", true), ("Entra", false), ("Entra", true), ("Intune", false), ("Intune", true)],
        "each of these was said of some device"
    );
}
