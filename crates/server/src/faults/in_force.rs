//! The rules that hold, and what of them was met.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::Faults;
use super::fate::Fate;
use super::pattern::Asked;
use super::rule::{Kind, Rule};
use crate::clock::Timestamp;
use crate::http::context::Context;
use crate::http::failure::Failure;
use crate::store::Tenant;
use crate::store::put_off::Aftermath;

/// Devices that an import brings count as if they had come by this.
const REGISTRATION: &str = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities";

/// The rules of every tenant. Where there are none, all that it costs is to look at a flag.
#[derive(Default)]
pub struct InForce {
    is_on: AtomicBool,
    /// Whether anything in the database may be put off.
    has_put_off: AtomicBool,
    /// What holds for tenants that were given no rules of their own.
    common: Faults,
    tenants: Mutex<HashMap<Tenant, Running>>,
    met: Mutex<BTreeMap<&'static str, u64>>,
}

/// Rules, and how far each of them is.
struct Running {
    faults: Faults,
    counts: Vec<Count>,
}

#[derive(Clone, Default)]
struct Count {
    /// How many requests it was about.
    seen: u64,
    /// How many of those it did something to.
    met: u64,
    /// When the window of a burst began, and how many requests came in it.
    window: Option<(Timestamp, u64)>,
}

impl Running {
    fn new(faults: &Faults) -> Running {
        Running { counts: vec![Count::default(); faults.rules.len()], faults: faults.clone() }
    }
}

/// Two numbers that follow from a seed, a rule and how many requests it has seen: whether, and how much.
fn draw(seed: u64, rule: usize, turn: u64) -> (u32, u64) {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes()).update(&(rule as u64).to_le_bytes()).update(&turn.to_le_bytes());
    let mut bytes = [0; 12];
    hasher.finalize_xof().fill(&mut bytes);
    let [a, b, c, d, rest @ ..] = bytes;
    (u32::from_le_bytes([a, b, c, d]), u64::from_le_bytes(rest))
}

impl Count {
    /// Whether the next request meets with what the rule does; and chance for how much.
    fn next(&mut self, seed: u64, index: usize, rule: &Rule) -> Option<u64> {
        self.seen += 1;
        let (whether, how_much) = draw(seed, index, self.seen);
        let turn = self.seen.checked_sub(rule.after).filter(|turn| *turn > 0)?;
        let is_hit = turn.is_multiple_of(rule.every)
            && rule.times.is_none_or(|times| self.met < times)
            && f64::from(whether) < rule.chance * 4_294_967_296.0;
        self.met += u64::from(is_hit);
        is_hit.then_some(how_much)
    }

    /// Until when a burst is refused; `None`: there is room in its window.
    fn burst(&mut self, requests: u64, window: Duration, now: Timestamp) -> Option<Timestamp> {
        self.seen += 1;
        let current = self.window.filter(|(began, _)| began.plus(window) > now && *began <= now);
        let (began, came) = current.unwrap_or((now, 0));
        self.window = Some((began, came.saturating_add(1)));
        let is_refused = came >= requests;
        self.met += u64::from(is_refused);
        is_refused.then(|| began.plus(window))
    }
}

impl InForce {
    /// Rules that hold for every tenant.
    pub fn new(common: Faults) -> InForce {
        InForce { is_on: AtomicBool::new(!common.is_empty()), common, ..InForce::default() }
    }

    /// Whether there are rules at all.
    pub fn is_on(&self) -> bool {
        self.is_on.load(Ordering::Relaxed)
    }

    /// Whether anything in the database may be put off.
    pub fn has_put_off(&self) -> bool {
        self.has_put_off.load(Ordering::SeqCst)
    }

    /// Notes that something in the database may be put off.
    pub fn note_put_off(&self) {
        self.has_put_off.store(true, Ordering::SeqCst);
    }

    fn tenants(&self) -> MutexGuard<'_, HashMap<Tenant, Running>> {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a tenant other rules. They begin anew, even where they are the same.
    pub fn set(&self, tenant: Tenant, faults: &Faults) {
        let mut tenants = self.tenants();
        tenants.insert(tenant, Running::new(faults));
        let is_on = !self.common.is_empty() || tenants.values().any(|running| !running.faults.is_empty());
        self.is_on.store(is_on, Ordering::Relaxed);
    }

    /// The rules of a tenant, and how often each was met.
    pub fn shown(&self, tenant: Tenant) -> Value {
        let mut tenants = self.tenants();
        let running = tenants.entry(tenant).or_insert_with(|| Running::new(&self.common));
        let mut shown = running.faults.to_json();
        let counts = running.counts.iter().map(|count| json!({ "seen": count.seen, "met": count.met }));
        shown.insert("counts".to_owned(), counts.collect());
        Value::Object(shown)
    }

    /// What a request meets with. It counts from then on.
    pub fn meet(&self, context: &Context, template: &str) -> Option<Fate> {
        let asked = Asked::new(template, &context.path);
        let mut fate = Fate::default();
        self.each(context.tenant, &asked, &context.method, |running, index, rule| {
            let count = &mut running.counts[index];
            let refusal = match rule.kind {
                Kind::Burst { requests, window } => {
                    let until = count.burst(requests, window, context.now)?;
                    // Some clients read whole seconds only.
                    let wait = context.now.until(until).as_millis().div_ceil(1000).max(1);
                    throttled(Some(Duration::from_secs(wait.try_into().unwrap_or(u64::MAX))))
                }
                kind => {
                    let how_much = count.next(running.faults.seed, index, rule)?;
                    match kind {
                        Kind::Throttle { retry_after } => throttled(retry_after),
                        Kind::Unavailable { retry_after } => unavailable(retry_after),
                        _ => {
                            fate.befall(kind, how_much, context.now);
                            return None;
                        }
                    }
                }
            };
            fate.refuse(rule.kind, refusal);
            Some(())
        });
        if fate.aftermath != Aftermath::default() {
            self.note_put_off();
        }
        Some(fate).filter(|fate| !fate.is_empty())
    }

    /// What a device meets with that an import brings.
    pub fn registered(&self, tenant: Tenant, now: Timestamp) -> Aftermath {
        let mut fate = Fate::default();
        if self.is_on() {
            let asked = Asked::new(REGISTRATION, REGISTRATION);
            self.each(tenant, &asked, &Method::POST, |running, index, rule| {
                if matches!(rule.kind, Kind::LateVisibility { .. }) {
                    let how_much = running.counts[index].next(running.faults.seed, index, rule)?;
                    fate.befall(rule.kind, how_much, now);
                    self.count(rule.kind.name());
                }
                None
            });
        }
        if fate.aftermath != Aftermath::default() {
            self.note_put_off();
        }
        fate.aftermath
    }

    /// Shows the rules that are about a request, until one ends it.
    fn each(
        &self,
        tenant: Tenant,
        asked: &Asked<'_>,
        method: &Method,
        mut show: impl FnMut(&mut Running, usize, &Rule) -> Option<()>,
    ) {
        let mut tenants = self.tenants();
        let running = tenants.entry(tenant).or_insert_with(|| Running::new(&self.common));
        let rules = running.faults.rules.clone();
        for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.is_about(asked, method)) {
            if show(running, index, rule).is_some() {
                return;
            }
        }
    }

    /// Counts a fault that happened.
    pub fn count(&self, name: &'static str) {
        *self.met.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default() += 1;
    }

    /// The numbers of those that happened, in the text format of Prometheus; none where none did.
    pub fn numbers(&self) -> String {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        if !met.is_empty() {
            text.push_str("# HELP muster_faults_total Faults that were asked for and happened.\n");
            text.push_str("# TYPE muster_faults_total counter\n");
        }
        for (name, count) in met.iter() {
            // Writing to a text never fails.
            let _ = writeln!(text, "muster_faults_total{{kind=\"{name}\"}} {count}");
        }
        text
    }
}

fn throttled(retry_after: Option<Duration>) -> Failure {
    let message = "Too many requests, as the rules for faults of this server say. Wait before you ask again.";
    Failure { retry_after, ..Failure::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", message) }
}

fn unavailable(retry_after: Option<Duration>) -> Failure {
    let message = "Out of service for now, as the rules for faults of this server say. Ask again later.";
    Failure { retry_after, ..Failure::new(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", message) }
}
