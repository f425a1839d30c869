//! A tenant in memory, after the rules: what it holds, and how it is registered with. Plain, and slow.

use super::operation::Sent;
use super::rules::{KEPT, PROFILE, REGISTRATION, RESTORABLE, SYNC_EVERY, SYNC_RUNS};
use crate::devices::serial;

/// A status, and the error's name; no name: it went well.
pub type Told = (u16, &'static str);

pub const DONE: Told = (204, "");
pub const SHOWN: Told = (200, "");
pub const MADE: Told = (201, "");
pub const WRONG: Told = (400, "BadRequest");
pub const NOT_THERE: Told = (404, "ResourceNotFound");
/// As the directory says it.
pub const NOT_IN_DIRECTORY: Told = (404, "Request_ResourceNotFound");

#[derive(Debug, Default)]
pub struct Import {
    pub id: String,
    pub serial: String,
    pub tag: String,
    pub product_key: &'static str,
    pub hash: Option<u32>,
    pub sent_at: i64,
    /// What is wrong with it by itself.
    pub fault: Option<(i64, &'static str)>,
    pub status: &'static str,
    pub error: Option<(i64, &'static str)>,
    /// Which identity came of it.
    pub identity: Option<usize>,
    pub is_gone: bool,
}

#[derive(Debug, Default)]
pub struct Identity {
    pub id: String,
    pub serial: String,
    pub hash: Option<u32>,
    pub tag: String,
    pub user: String,
    pub greeted: String,
    pub object: usize,
    pub managed: Option<usize>,
    pub is_enrolled: bool,
    pub contacted_at: Option<i64>,
    pub profile_due: Option<i64>,
    pub delete_at: Option<i64>,
    pub is_gone: bool,
}

/// A device object of the directory.
#[derive(Debug, Default)]
pub struct Object {
    pub id: String,
    pub device_id: String,
    pub name: String,
    /// Its registration, and the group tag.
    pub marks: Option<(usize, String)>,
    pub kept_until: i64,
    pub deleted_at: Option<i64>,
    pub is_managed: bool,
    pub is_enabled: bool,
    pub seen_at: Option<i64>,
    pub is_gone: bool,
}

#[derive(Debug)]
pub struct Action {
    /// As the device was told; none before that.
    pub id: String,
    pub name: &'static str,
    pub parameters: serde_json::Value,
    pub state: &'static str,
    pub asked_at: i64,
    pub updated_at: i64,
}

#[expect(clippy::struct_excessive_bools, reason = "each of them is true or false by itself")]
#[derive(Debug)]
pub struct Managed {
    pub id: String,
    pub secret: String,
    pub attempt: u32,
    pub device: u32,
    pub kind: usize,
    pub name: String,
    pub notes: String,
    pub object: usize,
    pub is_registered: bool,
    pub enrolled_at: i64,
    pub seen_at: i64,
    pub state: &'static str,
    pub actions: Vec<Action>,
    /// Whether it was deleted and wasn't heard of since; whether a rule took it; whether it is managed no more.
    pub is_removed: bool,
    pub is_hidden: bool,
    pub is_gone: bool,
}

impl Managed {
    pub fn is_listed(&self) -> bool {
        !(self.is_removed || self.is_hidden || self.is_gone)
    }
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    pub platform: usize,
    pub days: i64,
    pub changed_at: i64,
}

#[derive(Debug, Default)]
pub struct World {
    pub now: i64,
    pub deletion_delay: i64,
    pub imports: Vec<Import>,
    pub identities: Vec<Identity>,
    pub objects: Vec<Object>,
    pub managed: Vec<Managed>,
    pub rules: Vec<Rule>,
    pub sync_ends: Option<i64>,
    pub sync_ended: Option<i64>,
    pub sync_asked: Option<i64>,
    /// Everything that was asked for, and when.
    pub asked: Vec<(&'static str, i64)>,
}

/// Serial numbers are compared without regard to case.
pub fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

impl World {
    /// Graph 2 and 12.1.
    pub fn import(&mut self, call: &[Sent]) {
        let first = self.imports.len();
        for sent in call {
            let given = sent.serial.map(|device| sent.spelled(&serial(device)));
            let fault = if sent.hash.is_none() {
                Some((802, "InvalidZtdHardwareHash"))
            } else if given.is_none() && !sent.product_key {
                Some((803, "MissingZtdSerialNumberAndProductKey"))
            } else {
                None
            };
            let serial = given.or(sent.hash.map(serial)).unwrap_or_default();
            let is_second = self.imports[first..].iter().any(|before| {
                before.fault.is_none() && (before.hash == sent.hash || same(&before.serial, &serial))
            });
            self.imports.push(Import {
                serial,
                tag: sent.tag.unwrap_or_default().to_owned(),
                product_key: if sent.product_key { "PK-1" } else { "" },
                hash: sent.hash,
                sent_at: self.now,
                fault: fault.or(is_second.then_some((807, "ZtdDeviceDuplicated"))),
                status: "unknown",
                ..Import::default()
            });
        }
    }

    fn complete(&mut self, at: usize) {
        let import = &self.imports[at];
        let is_registered = self.identities.iter().any(|identity| {
            let is_same_hash = identity.hash.is_some() && identity.hash == import.hash;
            !identity.is_gone && (is_same_hash || same(&identity.serial, &import.serial))
        });
        let error = import.fault.or(is_registered.then_some((806, "ZtdDeviceAlreadyAssigned")));
        if error.is_some() {
            let import = &mut self.imports[at];
            (import.status, import.error) = ("error", error);
            return;
        }
        let (serial, tag, hash) = (import.serial.clone(), import.tag.clone(), import.hash);
        let identity = self.register(serial, tag, hash, "user1@contoso.com");
        let import = &mut self.imports[at];
        (import.status, import.identity) = ("complete", Some(identity));
    }

    /// Graph 12.1 and 12.2.
    pub fn register(&mut self, serial: String, tag: String, hash: Option<u32>, user: &str) -> usize {
        let identity = self.identities.len();
        self.objects.push(Object {
            name: serial.clone(),
            marks: Some((identity, tag.clone())),
            is_enabled: true,
            ..Object::default()
        });
        self.identities.push(Identity {
            serial,
            hash,
            tag,
            user: user.to_owned(),
            object: self.objects.len() - 1,
            profile_due: Some(self.now + PROFILE),
            ..Identity::default()
        });
        identity
    }

    pub fn create(&mut self, serial: &str) -> Told {
        if self.identities.iter().any(|identity| !identity.is_gone && same(&identity.serial, serial)) {
            return (409, "Conflict");
        }
        self.register(serial.to_owned(), String::new(), None, "");
        MADE
    }

    pub fn forget_import(&mut self, at: Option<usize>) -> Told {
        match at.map(|at| &mut self.imports[at]).filter(|import| !import.is_gone) {
            Some(import) => {
                import.is_gone = true;
                DONE
            }
            None => NOT_THERE,
        }
    }

    pub fn change(&mut self, at: Option<usize>, told: Told, change: impl FnOnce(&mut Identity)) -> Told {
        let Some(identity) = at.map(|at| &mut self.identities[at]).filter(|identity| !identity.is_gone)
        else {
            return NOT_THERE;
        };
        change(identity);
        if let Some((_, tag)) = &mut self.objects[identity.object].marks {
            tag.clone_from(&identity.tag);
        }
        told
    }

    /// Graph 3 and 12.3.
    pub fn deregister(&mut self, at: Option<usize>) -> Told {
        let Some((at, identity)) =
            at.map(|at| (at, &self.identities[at])).filter(|(_, identity)| !identity.is_gone)
        else {
            return NOT_THERE;
        };
        let is_enrolled = self.managed.iter().any(|managed| {
            let is_windows = managed.kind().platform == "windows";
            managed.is_listed() && is_windows && same(&managed.serial(), &identity.serial)
        });
        if is_enrolled {
            return WRONG;
        }
        let identity = &mut self.identities[at];
        identity.delete_at.get_or_insert(self.now + self.deletion_delay);
        if self.deletion_delay == 0 {
            self.unregister(at);
        }
        DONE
    }

    fn unregister(&mut self, at: usize) {
        let identity = &mut self.identities[at];
        identity.is_gone = true;
        let object = &mut self.objects[identity.object];
        object.marks = None;
        object.kept_until = self.now + KEPT;
    }

    /// Those of a serial number that can be deregistered: which, and whether it was.
    pub fn deregister_serial(&mut self, serial: &str) -> Option<(usize, bool)> {
        let at = (0..self.identities.len())
            .find(|at| !self.identities[*at].is_gone && same(&self.identities[*at].serial, serial))?;
        Some((at, self.deregister(Some(at)) == DONE))
    }

    /// DR-10.
    pub fn sync(&mut self) -> Told {
        if self.sync_ends.is_some() {
            return (409, "Conflict");
        }
        if self.sync_asked.is_some_and(|asked| self.now < asked + SYNC_EVERY) {
            return (429, "TooManyRequests");
        }
        self.sync_asked = Some(self.now);
        self.sync_ends = Some(self.now + SYNC_RUNS);
        DONE
    }

    /// Graph 7.
    pub fn delete_object(&mut self, at: Option<usize>) -> Told {
        let now = self.now;
        let Some(object) = at.map(|at| &mut self.objects[at]) else { return NOT_IN_DIRECTORY };
        if object.is_gone || object.deleted_at.is_some() {
            return NOT_IN_DIRECTORY;
        }
        if object.marks.is_some() || object.kept_until > now {
            return (403, "Authorization_RequestDenied");
        }
        object.deleted_at = Some(now);
        DONE
    }

    pub fn change_deleted(&mut self, at: Option<usize>, told: Told, change: fn(&mut Object)) -> Told {
        match at
            .map(|at| &mut self.objects[at])
            .filter(|object| !object.is_gone && object.deleted_at.is_some())
        {
            Some(object) => {
                change(object);
                told
            }
            None => NOT_IN_DIRECTORY,
        }
    }

    pub fn enable(&mut self, at: Option<usize>, is_enabled: bool) -> Told {
        match at
            .map(|at| &mut self.objects[at])
            .filter(|object| !object.is_gone && object.deleted_at.is_none())
        {
            Some(object) => {
                object.is_enabled = is_enabled;
                DONE
            }
            None => NOT_IN_DIRECTORY,
        }
    }

    /// When something happens next.
    fn next(&self) -> Option<i64> {
        let imports =
            self.imports.iter().filter(|import| !import.is_gone).filter_map(|import| match import.status {
                "unknown" => Some(import.sent_at + REGISTRATION / 4),
                "pending" => Some(import.sent_at + REGISTRATION),
                _ => None,
            });
        let identities = self.identities.iter().filter(|identity| !identity.is_gone);
        let identities = identities.flat_map(|identity| [identity.profile_due, identity.delete_at]).flatten();
        let objects = self.objects.iter().filter(|object| !object.is_gone);
        let objects = objects.filter_map(|object| object.deleted_at).map(|deleted| deleted + RESTORABLE);
        imports.chain(identities).chain(objects).chain(self.sync_ends).chain(self.next_cleaned()).min()
    }

    /// Time goes by up to then.
    pub fn advance(&mut self, to: i64) {
        while let Some(next) = self.next().filter(|next| *next <= to) {
            self.now = self.now.max(next);
            self.happen();
        }
        self.now = to;
    }

    fn happen(&mut self) {
        let now = self.now;
        for import in self.imports.iter_mut().filter(|import| !import.is_gone && import.status == "unknown") {
            if import.sent_at + REGISTRATION / 4 <= now {
                import.status = "pending";
            }
        }
        for at in 0..self.imports.len() {
            let import = &self.imports[at];
            if !import.is_gone && import.status == "pending" && import.sent_at + REGISTRATION <= now {
                self.complete(at);
            }
        }
        for at in 0..self.identities.len() {
            let identity = &mut self.identities[at];
            identity.profile_due = identity.profile_due.filter(|due| *due > now);
            if !identity.is_gone && identity.delete_at.is_some_and(|due| due <= now) {
                self.unregister(at);
            }
        }
        if self.sync_ends.is_some_and(|ends| ends <= now) {
            self.sync_ended = self.sync_ends.take();
        }
        self.clean_up();
        for object in &mut self.objects {
            object.is_gone |= object.deleted_at.is_some_and(|deleted| deleted + RESTORABLE <= now);
        }
    }
}
