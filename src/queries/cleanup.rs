//! Clean-up rules as they will be, and what they do to the managed devices that are kept.

use std::collections::{HashMap, HashSet};

use device_csv::order::sort_by;
use graph::seconds;
use lifecycle::cleanup::{self, Candidate, DAYS, Fate, Rule, RuleError, Scope, Spared};
use outbox::{Action, CleanupRule, Managed, serial_key};

use crate::components::Sort;
use crate::tenant::Records;

const DAY: i64 = 86_400;
/// How many days a bar of the chart stands for. The longest rule takes nine of them.
const SPAN: i64 = 30;
/// How many bars there are behind the one for what goes at once.
pub const SPANS: usize = 9;

/// What is under way with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleWork {
    /// It is being made.
    Make,
    /// It is being changed.
    Change,
    /// It is being deleted.
    Delete,
}

/// A rule as the list shows it: as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The rule.
    pub rule: CleanupRule,
    /// What is under way with it.
    pub work: Option<RuleWork>,
    /// Whether it is the setting that was there before rules.
    pub is_older: bool,
}

/// The rules of the service, with what is asked for from here.
#[must_use]
pub fn cleanup_rules(records: &Records, server: Option<&str>) -> Vec<RuleLine> {
    let known = &records.rules;
    let line = |rule: &CleanupRule| RuleLine { rule: rule.clone(), work: None, is_older: false };
    let mut lines: Vec<RuleLine> = known.rules.iter().map(line).collect();
    if let Ok(Some(rule)) = cleanup::legacy(if known.legacy.is_empty() { "0" } else { &known.legacy }) {
        let rule = CleanupRule { platform: "all".to_owned(), days: rule.days, ..CleanupRule::default() };
        lines.push(RuleLine { rule, work: None, is_older: true });
    }
    let asked = records.intents.iter().filter(|intent| {
        !intent.is_over() && (intent.server.is_empty() || Some(intent.server.as_str()) == server)
    });
    for intent in asked {
        let Action::Rule(change) = &intent.action else { continue };
        let at = lines.iter().position(|line| match change.rule.as_str() {
            "" => !line.is_older && line.rule.platform == change.platform,
            id => line.rule.id == id,
        });
        match (at, change.days) {
            (Some(at), Some(days)) => {
                let line = &mut lines[at];
                line.rule.days = days;
                line.rule.name.clone_from(&change.name);
                line.work = Some(if change.rule.is_empty() { RuleWork::Make } else { RuleWork::Change });
            }
            (Some(at), None) => lines[at].work = Some(RuleWork::Delete),
            (None, Some(days)) => {
                let rule = CleanupRule {
                    platform: change.platform.clone(),
                    name: change.name.clone(),
                    days,
                    ..CleanupRule::default()
                };
                lines.push(RuleLine { rule, work: Some(RuleWork::Make), is_older: false });
            }
            (None, None) => {}
        }
    }
    lines
}

/// The rules that count when a draft of one is saved: a platform and its days.
#[must_use]
pub fn rules_with(lines: &[RuleLine], draft: Option<(&str, i64)>) -> Vec<Rule> {
    let stays = |line: &&RuleLine| {
        line.work != Some(RuleWork::Delete)
            && draft.is_none_or(|(platform, _)| line.rule.platform != platform)
    };
    let kept = lines.iter().filter(stays).map(|line| (line.rule.platform.as_str(), line.rule.days));
    // Some platforms have no rules that take anything.
    kept.chain(draft)
        .filter_map(|(platform, days)| Some(Rule { scope: Scope::from_name(platform)?, days }))
        .collect()
}

/// Whether a rule can have so many days, and be about that platform beside the others.
///
/// # Errors
/// Why not.
pub fn check_rule(lines: &[RuleLine], platform: &str, days: &str, is_new: bool) -> Result<i64, RuleError> {
    let days = days.trim().parse().unwrap_or(-1);
    let rule = Rule { scope: Scope::from_name(platform).unwrap_or(Scope::Other), days };
    cleanup::rules(&[rule])?;
    let is_there = |line: &RuleLine| {
        !line.is_older && line.work != Some(RuleWork::Delete) && line.rule.platform == platform
    };
    if is_new && lines.iter().any(is_there) { Err(RuleError::Twice(rule.scope)) } else { Ok(days) }
}

/// What becomes of a managed device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is taken at once; since so many days it would have been.
    AtOnce(i64),
    /// It is taken later, at that moment (seconds), unless it checks in before.
    Later(i64),
    /// It is not taken.
    Spared(Spared),
    /// Nothing is known of what rules do with such a device.
    Unknown,
}

impl Outcome {
    /// Whether it is taken, at once or later.
    #[must_use]
    pub fn is_taken(self) -> bool {
        matches!(self, Outcome::AtOnce(_) | Outcome::Later(_))
    }

    /// What the order goes by: what goes first, first.
    fn rank(self) -> (u8, i64) {
        match self {
            Outcome::AtOnce(overdue) => (0, -overdue),
            Outcome::Later(at) => (1, at),
            Outcome::Spared(why) => (2, why as i64),
            Outcome::Unknown => (3, 0),
        }
    }

    /// The bar of the chart that counts it: 0 for what goes at once, then one for each thirty days.
    fn span(self, now: i64) -> Option<usize> {
        match self {
            Outcome::AtOnce(_) => Some(0),
            Outcome::Later(at) => {
                let span = usize::try_from((at - now) / (SPAN * DAY)).unwrap_or_default();
                Some(span.min(SPANS - 1) + 1)
            }
            Outcome::Spared(_) | Outcome::Unknown => None,
        }
    }
}

/// Places of columns.
pub mod cleanup_column {
    /// What becomes of it.
    pub const OUTCOME: usize = 0;
    /// Its name.
    pub const NAME: usize = 1;
    /// Its serial number.
    pub const SERIAL: usize = 2;
    /// Its operating system.
    pub const SYSTEM: usize = 3;
    /// Its user.
    pub const USER: usize = 4;
    /// When it last checked in.
    pub const CONTACT: usize = 5;
    /// What stays of it elsewhere.
    pub const STAYS: usize = 6;
}

/// The columns, by the messages with their names.
pub const CLEANUP_COLUMNS: [&str; 7] = [
    "cleanup-outcome",
    "cleanup-name",
    "column-serial",
    "cleanup-system",
    "cleanup-user",
    "cleanup-contact",
    "cleanup-stays",
];

/// A managed device of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanupLine {
    /// The key by which the grid knows it.
    pub key: u64,
    /// What stands in each column, as the service writes it; of the outcome and of what stays nothing.
    pub texts: [String; CLEANUP_COLUMNS.len()],
    /// What becomes of it.
    pub outcome: Outcome,
    /// Whether Entra has an object of it, which stays. Rule CL-3.
    pub is_in_entra: bool,
    /// Whether it is registered with Autopilot, which stays so. Rule CL-3.
    pub is_in_autopilot: bool,
    span: Option<usize>,
}

/// What rules do with the managed devices that are kept. Rule CL-3.
#[derive(Debug, Default)]
pub struct CleanupPreview {
    /// Each device.
    pub lines: Vec<CleanupLine>,
    /// How many are taken: at once, then in each thirty days.
    pub spans: [usize; SPANS + 1],
    /// Until when each bar goes, seconds; the first one until now.
    pub until: [i64; SPANS + 1],
    /// When each of those falls due that are taken later, in order.
    pub due: Vec<i64>,
    /// How many are spared, by the reason.
    pub spared: Vec<(Spared, usize)>,
    /// How many there are of which nothing can be said.
    pub unknown: usize,
    /// Of those that are taken: how many have an object in Entra, which stays.
    pub stay_in_entra: usize,
    /// Of those: how many stay registered with Autopilot.
    pub stay_in_autopilot: usize,
    at: HashMap<u64, usize>,
}

impl CleanupPreview {
    /// The line with that key.
    #[must_use]
    pub fn get(&self, key: u64) -> Option<&CleanupLine> {
        self.lines.get(*self.at.get(&key)?)
    }

    /// How many are taken, at once or later.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.spans.iter().sum()
    }
}

/// What rules do with the managed devices that are kept, at that moment (seconds).
#[must_use]
pub fn cleanup_preview(records: &Records, rules: &[Rule], now: i64) -> CleanupPreview {
    let entra: HashSet<String> =
        records.objects.iter().map(|object| object.device_id.to_lowercase()).collect();
    let knows_objects = records.lists.objects.read.is_some();
    let (mut ids, mut serials) = (HashSet::new(), HashSet::new());
    for device in &records.devices {
        ids.insert(device.intune_id.to_lowercase());
        serials.insert(serial_key(&device.serial));
    }
    let is_in_entra = |device: &Managed| {
        let id = device.entra_id.to_lowercase();
        !id.is_empty() && (!knows_objects || entra.contains(&id))
    };
    let is_in_autopilot = |device: &Managed| {
        let serial = serial_key(&device.serial);
        device.is_registered == Some(true)
            || ids.contains(&device.id.to_lowercase())
            || (!serial.is_empty() && serials.contains(&serial))
    };
    let candidates: Vec<Option<Candidate>> = records
        .managed
        .iter()
        .map(|device| {
            let traits = device.traits()?;
            Some(Candidate {
                platform: traits.platform,
                enrolment: traits.enrolment,
                last_contact: seconds(&device.last_sync),
                is_elsewhere_managed: device.agent.to_lowercase().contains("jamf"),
                is_in_entra: is_in_entra(device),
                is_in_autopilot: is_in_autopilot(device),
            })
        })
        .collect();
    let known: Vec<Candidate> = candidates.iter().flatten().copied().collect();
    let seen = cleanup::preview(&known, rules, now);
    let mut fates = seen.fates.iter();
    let mut preview = CleanupPreview {
        spared: seen.spared.into_iter().collect(),
        stay_in_entra: seen.stay_in_entra,
        stay_in_autopilot: seen.stay_in_autopilot,
        ..CleanupPreview::default()
    };
    for (at, until) in preview.until.iter_mut().enumerate() {
        *until = now + i64::try_from(at).unwrap_or_default() * SPAN * DAY;
    }
    for (device, candidate) in records.managed.iter().zip(candidates) {
        let fate = candidate.and_then(|_| fates.next());
        let outcome = match fate {
            Some(Fate::AtOnce { overdue, .. }) => Outcome::AtOnce(*overdue),
            Some(Fate::Later { at, .. }) => Outcome::Later(*at),
            Some(Fate::Spared(why)) => Outcome::Spared(*why),
            None => Outcome::Unknown,
        };
        preview.unknown += usize::from(outcome == Outcome::Unknown);
        let span = outcome.span(now);
        if let Some(span) = span {
            preview.spans[span] += 1;
        }
        if let Outcome::Later(at) = outcome {
            preview.due.push(at);
        }
        preview.push(CleanupLine {
            key: hash(&device.id),
            texts: [
                "",
                &device.name,
                &device.serial,
                &device.operating_system,
                &device.user,
                &device.last_sync,
                "",
            ]
            .map(str::to_owned),
            outcome,
            is_in_entra: is_in_entra(device),
            is_in_autopilot: is_in_autopilot(device),
            span,
        });
    }
    preview.due.sort_unstable();
    preview
}

/// How many fall due on each day, by its first moment of them: a day lasts until the next midnight where the reader is, which no
/// number of hours tells.
#[must_use]
pub fn due_by_day(due: &[i64], next_midnight: impl Fn(i64) -> i64) -> Vec<(i64, usize)> {
    let mut days: Vec<(i64, usize)> = Vec::new();
    let mut ends = i64::MIN;
    for at in due {
        if let Some((_, count)) = days.last_mut().filter(|_| *at < ends) {
            *count += 1;
        } else {
            ends = next_midnight(*at);
            days.push((*at, 1));
        }
    }
    days
}

impl CleanupPreview {
    fn push(&mut self, mut line: CleanupLine) {
        while self.at.contains_key(&line.key) {
            line.key = line.key.wrapping_add(1);
        }
        self.at.insert(line.key, self.lines.len());
        self.lines.push(line);
    }
}

/// A number for an id, always the same (FNV-1a).
fn hash(id: &str) -> u64 {
    id.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The keys of the devices that are shown, in order: those that these bars count, or all where none is chosen; with words that all
/// stand somewhere in their values.
#[must_use]
pub fn cleanup_shown(preview: &CleanupPreview, spans: &[usize], text: &str, sort: Sort) -> Vec<u64> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let fits = |line: &&CleanupLine| {
        let is_in = spans.is_empty() || line.span.is_some_and(|span| spans.contains(&span));
        is_in && words.iter().all(|word| line.texts.iter().any(|text| text.to_lowercase().contains(word)))
    };
    let mut lines: Vec<&CleanupLine> = preview.lines.iter().filter(fits).collect();
    sort_by(&mut lines, |a, b| {
        let order = match sort.column {
            cleanup_column::OUTCOME => a.outcome.rank().cmp(&b.outcome.rank()),
            cleanup_column::STAYS => {
                (a.is_in_entra, a.is_in_autopilot).cmp(&(b.is_in_entra, b.is_in_autopilot))
            }
            column => a.texts[column].cmp(&b.texts[column]),
        };
        if sort.ascending { order } else { order.reverse() }
    });
    lines.into_iter().map(|line| line.key).collect()
}

/// The days that a rule can have, for a hint: the fewest and the most.
#[must_use]
pub fn days() -> (i64, i64) {
    (*DAYS.start(), *DAYS.end())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "cleanup_tests.rs"]
mod tests;
