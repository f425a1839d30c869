//! The made-up devices that are registered.

use std::sync::OnceLock;

use hardware_hash::Builder;
use muster_server::Supply;

/// A device as somebody registers it.
#[derive(Debug)]
pub struct MadeUp {
    /// The serial number in its hash.
    pub serial: String,
    /// Its hash, which may be damaged.
    pub hash: String,
}

/// How many there are: few, so that the same ones are registered again and again.
const COUNT: u32 = 40;

/// All of them. The last ones are damaged.
pub fn all() -> &'static [MadeUp] {
    static ALL: OnceLock<Vec<MadeUp>> = OnceLock::new();
    ALL.get_or_init(|| (1..=COUNT).map(made_up).collect())
}

/// Devices that only another administrator registers, with another tool: whose call it was can be told by them.
pub fn of_others() -> &'static [MadeUp] {
    static OTHERS: OnceLock<Vec<MadeUp>> = OnceLock::new();
    OTHERS.get_or_init(|| (COUNT + 1..=COUNT + 6).map(made_up).collect())
}

fn made_up(number: u32) -> MadeUp {
    let hash = Builder::made_up(number).build().expect("a made-up device fits");
    let mut text = hash.to_text();
    let serial = hash.serial().expect("a made-up device has a serial number").into_owned();
    if (COUNT - 1..=COUNT).contains(&number) {
        // Still base64, but the digest is wrong.
        text.replace_range(200..204, "AAAA");
    }
    MadeUp { serial, hash: text }
}

/// What the world outside says of them: some belong to others, some meet with trouble.
pub fn supply() -> Supply {
    let serial = |at: usize| &all()[at].serial;
    let text = format!(
        r#"{{"otherTenants":[{{"serialNumber":"{}"}},{{"serialNumber":"{}"}}],
            "faults":[{{"serialNumber":"{}","error":{{"code":640,"name":"StorageError"}}}},
                      {{"serialNumber":"{}","error":{{"code":640,"name":"StorageError"}}}}]}}"#,
        serial(0),
        serial(1),
        serial(2),
        of_others()[0].serial
    );
    Supply::from_json(&text).expect("it says what a data file says")
}
