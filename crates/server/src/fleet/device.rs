//! A device of the fleet: what it is, and how it behaves.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Client, Enrolled};

/// What devices there are: platform, version, how they are managed, supervised or not, maker and model; and of how many hundred.
const KINDS: [(u64, &str, &str, &str, bool, &str, &str); 11] = [
    (30, "windows", "10.0.22631.4317", "device", false, "Contoso", "Contoso Notebook 14"),
    (20, "windows", "10.0.19045.5011", "device", false, "Contoso", "Contoso Notebook 16"),
    (3, "windows", "6.3.9600", "device", false, "Northwind", "Northwind Tower"),
    (12, "ios", "18.1", "device", true, "Apple", "iPhone"),
    (8, "ios", "17.7", "user", false, "Apple", "iPad"),
    (7, "macOS", "15.1", "device", false, "Apple", "MacBook Air"),
    (6, "android", "14.0", "fullyManaged", false, "Tailspin", "Tailspin Phone"),
    (5, "android", "13.0", "dedicated", false, "Tailspin", "Tailspin Kiosk"),
    (4, "android", "14.0", "corporateWorkProfile", false, "Tailspin", "Tailspin Phone"),
    (4, "android", "14.0", "workProfile", false, "Fabrikam", "Fabrikam Phone"),
    (1, "android", "9.0", "deviceAdministrator", false, "Fabrikam", "Fabrikam Phone"),
];

/// How long a device waits that may not enrol.
const REFUSED: Duration = Duration::from_mins(1);

/// How a device behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Temper {
    /// It checks in when it is told to.
    Prompt,
    /// It checks in late.
    Slow,
    /// It checks in so many times, and then never again.
    Lost(u32),
}

/// A device.
pub struct Device {
    seed: u64,
    number: u32,
    serial: String,
    kind: usize,
    maker: Option<[String; 2]>,
    temper: Temper,
    /// How often it was enrolled before.
    generation: u32,
    enrolled: Option<Enrolled>,
    /// What became of what it was told to do.
    results: Vec<Value>,
    /// How often it has checked in, or wanted to enrol and wasn't let.
    pub check_ins: u32,
}

/// A number that follows from others.
fn chance(seed: u64, number: u32, what: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes()).update(&number.to_le_bytes()).update(what.as_bytes());
    let mut bytes = [0; 8];
    hasher.finalize_xof().fill(&mut bytes);
    u64::from_le_bytes(bytes)
}

impl Device {
    /// The device of that number; `delivered`: a registered one that it is, by serial number, maker and model.
    pub fn new(seed: u64, number: u32, delivered: Option<&[String; 3]>) -> Device {
        let mut place = chance(seed, number, "kind") % 100;
        let kind = KINDS.iter().position(|(share, ..)| {
            let is_it = place < *share;
            place = place.saturating_sub(*share);
            is_it
        });
        let temper = match chance(seed, number, "temper") % 20 {
            0 => Temper::Lost(u32::try_from(chance(seed, number, "lost") % 5).unwrap_or(0) + 1),
            1..4 => Temper::Slow,
            _ => Temper::Prompt,
        };
        let (serial, maker) = match delivered {
            Some([serial, maker, model]) => (serial.clone(), Some([maker.clone(), model.clone()])),
            None => (format!("FLEET-{seed}-{number:05}"), None),
        };
        // What was registered with Autopilot runs Windows.
        let kind = if delivered.is_some() { 0 } else { kind.unwrap_or(0) };
        Device {
            seed,
            number,
            serial,
            kind,
            maker,
            temper,
            generation: 0,
            enrolled: None,
            results: Vec::new(),
            check_ins: 0,
        }
    }

    /// Whether it is managed, as far as it knows.
    pub fn is_managed(&self) -> bool {
        self.enrolled.is_some()
    }

    /// How long it takes instead.
    pub fn pace(&self, wait: Duration) -> Duration {
        if self.temper == Temper::Slow { wait * 3 } else { wait }
    }

    /// Its serial number and platform, where it is one that Apple sends to its server.
    pub fn bought(&self) -> Option<(&str, &'static str)> {
        let (_, platform, _, enrolment, ..) = KINDS[self.kind];
        let is_automated = matches!(platform, "ios" | "macOS") && enrolment == "device";
        is_automated.then_some((&*self.serial, platform))
    }

    /// As which computer it is joined to the domain, where it is: one of ten with a Windows that can be.
    fn computer(&self) -> Option<String> {
        let (_, platform, version, ..) = KINDS[self.kind];
        let is_joined = platform == "windows"
            && version.starts_with("10.")
            && self.maker.is_none()
            && chance(self.seed, self.number, "domain").is_multiple_of(10);
        is_joined.then(|| format!("F{}-{:05}", self.seed % 10_000_000, self.number % 100_000))
    }

    /// Enrols or checks in, and does what it is told; how long it waits then, or `None`: it is never heard of again.
    pub fn live(&mut self, client: &Client) -> Result<Option<Duration>, String> {
        let Some(enrolled) = &self.enrolled else {
            let Some(enrolled) = client.enrol(&self.arrival())? else {
                // It belongs elsewhere now; whoever has it switches it on again some day.
                self.check_ins += 1;
                return Ok(Some(REFUSED));
            };
            let wait = seconds(enrolled.next_check_in);
            self.enrolled = Some(enrolled);
            return Ok(Some(wait));
        };
        if matches!(self.temper, Temper::Lost(after) if self.check_ins >= after) {
            return Ok(None);
        }
        let orders = client.check_in(enrolled, &self.results)?;
        self.check_ins += 1;
        self.results.clear();
        if orders.removed {
            // A device that was wiped is set up again, by whoever has it now.
            self.enrolled = None;
            self.generation += 1;
            return Ok(Some(seconds(orders.next_check_in)));
        }
        for order in orders.actions {
            // One in fifty fails.
            let turn = format!("{} {}", order.name, self.check_ins);
            let fails = chance(self.seed, self.number, &turn).is_multiple_of(50);
            let is_known = matches!(
                order.name.as_str(),
                "rebootNow"
                    | "syncDevice"
                    | "wipe"
                    | "retire"
                    | "cleanWindowsDevice"
                    | "shutDown"
                    | "remoteLock"
                    | "locateDevice"
            ) || self.is_for_windows(&order.name);
            let state = match (is_known, fails) {
                (false, _) => "notSupported",
                (true, true) => "failed",
                (true, false) => "done",
            };
            let brought = (state == "done").then(|| self.brought(&order.name)).flatten();
            self.results.push(json!({ "id": order.id, "state": state, "brought": brought }));
        }
        Ok(Some(seconds(orders.next_check_in)))
    }

    /// Whether it has Windows, which can do this.
    fn is_for_windows(&self, action: &str) -> bool {
        let (_, platform, ..) = KINDS[self.kind];
        let can = matches!(
            action,
            "windowsDefenderScan" | "windowsDefenderUpdateSignatures" | "createDeviceLogCollectionRequest"
        );
        can && platform == "windows"
    }

    /// What it brings with the result of an action.
    fn brought(&self, action: &str) -> Option<Value> {
        let number = |most: u64| chance(self.seed, self.number, action) % most;
        match action {
            "remoteLock" => Some(json!({ "unlockPin": format!("{:06}", number(1_000_000)) })),
            "createDeviceLogCollectionRequest" => Some(json!({ "sizeInKB": 500 + number(5000) })),
            // Somewhere around the office.
            "locateDevice" => {
                let place = f64::from(u32::try_from(number(1000)).unwrap_or(0)) / 1e4;
                Some(json!({ "location": { "latitude": 52.3 + place, "longitude": 4.8 + place } }))
            }
            _ => None,
        }
    }

    /// What it says of itself when it enrols.
    fn arrival(&self) -> Value {
        let (_, platform, version, enrolment, is_supervised, maker, model) = KINDS[self.kind];
        let [maker, model] = self.maker.clone().unwrap_or_else(|| [maker.to_owned(), model.to_owned()]);
        // The same device enrols with the same id each time that the fleet is started.
        let attempt = format!("enrolment {} of {}", self.generation, self.serial);
        let half = |what: &str| u128::from(chance(self.seed, self.number, what));
        let id = uuid::Builder::from_random_bytes(
            (half(&attempt) << 64 | half(&(attempt.clone() + "!"))).to_be_bytes(),
        );
        json!({
            "enrollmentId": id.into_uuid().to_string(),
            "serialNumber": self.serial,
            "manufacturer": maker,
            "model": model,
            "platform": platform,
            "osVersion": version,
            "enrollment": enrolment,
            "isSupervised": is_supervised,
            "automatedEnrollment": self.bought().is_some(),
            "domainJoin": self.computer().map(|computer| json!({ "computerName": computer })),
            "deviceName": format!("{}-{:05}", platform.to_uppercase(), self.number),
            "userPrincipalName": (self.number % 4 != 3).then(|| format!("user{}@contoso.com", self.number)),
        })
    }
}

fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_are_a_hundred_in_all() {
        assert_eq!(KINDS.iter().map(|(share, ..)| share).sum::<u64>(), 100);
    }

    #[test]
    fn a_fleet_is_the_same_each_time_and_mixed() {
        let fleet = |seed| (0..200).map(move |number| Device::new(seed, number, None));
        let shown = |device: Device| (device.arrival(), device.temper == Temper::Prompt);
        let [one, again, other] = [1, 1, 2].map(|seed| fleet(seed).map(shown).collect::<Vec<_>>());
        assert_eq!(one, again);
        assert_ne!(one, other);
        for (_, platform, _, enrolment, ..) in KINDS.iter().filter(|(share, ..)| *share > 3) {
            let has = |(arrival, _): &(Value, bool)| {
                arrival["platform"] == *platform && arrival["enrollment"] == *enrolment
            };
            assert!(one.iter().any(has), "{platform} {enrolment}");
        }
        let prompt = one.iter().filter(|(_, is_prompt)| *is_prompt).count();
        assert!((140..190).contains(&prompt), "{prompt}");
    }
}
