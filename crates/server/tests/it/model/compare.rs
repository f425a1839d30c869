//! Everything that is seen of a tenant, against the model.

use muster_server::Timestamp;
use serde_json::{Value, json};

use super::rules::{CLEANED, REMEMBERED, RESULTS};
use super::run::{Checked, IDENTITIES, IMPORTS, MANAGED, RULES, Run, same, text};
use super::world::{Action, Identity, Import, Managed, Object, World};

const NEVER: &str = "0001-01-01T00:00:00Z";
const NO_DEVICE: &str = "00000000-0000-0000-0000-000000000000";

fn moment(at: Option<i64>, never: &Value) -> Value {
    at.map_or(never.clone(), |at| Timestamp(at).rfc3339().into())
}

/// Null and nothing are alike (graph 3).
fn plain(value: &Value) -> Value {
    if value.is_null() { "".into() } else { value.clone() }
}

fn pick<const N: usize>(shown: &Value, names: [&str; N]) -> Value {
    Value::from_iter(names.map(|name| plain(shown.pointer(name).unwrap_or(&Value::Null))))
}

impl Run {
    /// All pages of a list.
    fn list(&self, address: &str, page: usize) -> Checked<Vec<Value>> {
        let mut next = Some(format!("{address}?$top={page}&$count=true"));
        let mut all = Vec::new();
        let mut count = 0;
        while let Some(address) = next {
            let answer = self.app.get(&address).json();
            count = answer["@odata.count"].as_u64().ok_or_else(|| format!("{address}: {answer}"))?;
            all.extend(answer["value"].as_array().cloned().unwrap_or_default());
            next = answer["@odata.nextLink"].as_str().map(|link| link.replace("http://localhost", ""));
        }
        if usize::try_from(count) == Ok(all.len()) { Ok(all) } else { Err(format!("{address}: {count}")) }
    }

    /// The ids of what was registered: each identity is found by its serial number, its object by its device id.
    pub fn learn(&mut self) -> Checked {
        let is_new = |identity: &Identity| !identity.is_gone && identity.id.is_empty();
        if self.world.identities.iter().any(is_new) {
            let listed = self.list(&format!("/v1.0/{IDENTITIES}"), 999)?;
            for identity in self.world.identities.iter_mut().filter(|identity| is_new(identity)) {
                let found = listed.iter().find(|shown| shown["serialNumber"] == identity.serial.as_str());
                let found = found.ok_or_else(|| format!("{} isn't registered", identity.serial))?;
                identity.id = text(&found["id"]);
                self.world.objects[identity.object].device_id = text(&found["azureActiveDirectoryDeviceId"]);
            }
        }
        for object in self.world.objects.iter_mut().filter(|object| object.id.is_empty()) {
            let shown = self.app.get(&format!("/v1.0/devices(deviceId='{}')", object.device_id)).json();
            object.id = text(&shown["id"]);
            if object.id.is_empty() {
                return Err(format!("it has no object in the directory: {shown}"));
            }
        }
        Ok(())
    }

    pub fn compare(&self) -> Checked {
        let world = &self.world;
        let imports =
            world.imports.iter().filter(|import| !import.is_gone).map(|import| world.import_row(import));
        let names = ["/id", "/serialNumber", "/groupTag", "/productKey", "/assignedUserPrincipalName"];
        let state = ["/deviceImportStatus", "/deviceErrorCode", "/deviceErrorName", "/deviceRegistrationId"];
        self.hold(&format!("/v1.0/{IMPORTS}"), 7, imports, |shown| {
            json!([pick(shown, names), pick(&shown["state"], state)])
        })?;
        let identities = world.identities.iter().filter(|identity| !identity.is_gone);
        let names = [
            "/id",
            "/serialNumber",
            "/groupTag",
            "/userPrincipalName",
            "/addressableUserName",
            "/enrollmentState",
            "/managedDeviceId",
            "/azureActiveDirectoryDeviceId",
            "/lastContactedDateTime",
            "/deploymentProfileAssignmentStatus",
        ];
        let rows = identities.map(|identity| world.identity_row(identity));
        self.hold(&format!("/beta/{IDENTITIES}"), 3, rows, |shown| pick(shown, names))?;
        let managed = world.managed.iter().filter(|managed| managed.is_listed());
        let rows = managed.map(|managed| world.managed_row(managed));
        self.hold(&format!("/beta/{MANAGED}"), 60, rows, |shown| world.shown_managed(shown))?;
        let mut objects: Vec<&Object> = world.objects.iter().filter(|object| !object.is_gone).collect();
        let deleted: Vec<&Object> = objects.extract_if(.., |object| object.deleted_at.is_some()).collect();
        let names = [
            "/id",
            "/deviceId",
            "/displayName",
            "/physicalIds",
            "/isManaged",
            "/accountEnabled",
            "/approximateLastSignInDateTime",
            "/deletedDateTime",
        ];
        for (address, objects) in
            [("/v1.0/devices", objects), ("/v1.0/directory/deletedItems/microsoft.graph.device", deleted)]
        {
            let rows = objects.into_iter().map(|object| world.object_row(object));
            self.hold(address, 60, rows, |shown| {
                let mut row = pick(shown, names);
                row[4] = json!(row[4] == true);
                row
            })?;
        }
        let names = [
            "/id",
            "/deviceCleanupRulePlatformType",
            "/deviceInactivityBeforeRetirementInDays",
            "/lastModifiedDateTime",
        ];
        let rules = world.rules.iter().map(|rule| {
            json!([rule.id, CLEANED[rule.platform].0, rule.days, Timestamp(rule.changed_at).rfc3339()])
        });
        self.hold(&format!("/beta/{RULES}"), 2, rules, |shown| pick(shown, names))?;
        let settings = self.app.get("/beta/deviceManagement/windowsAutopilotSettings").json();
        let status = match (world.sync_ends, world.sync_ended) {
            (Some(_), _) => "inProgress",
            (None, Some(_)) => "completed",
            (None, None) => "unknown",
        };
        let moments = [world.sync_ended, world.sync_asked].map(|at| moment(at, &"".into()));
        let shown = pick(&settings, ["/syncStatus", "/lastSyncDateTime", "/lastManualSyncTriggerDateTime"]);
        same(&shown, &json!([status, moments[0], moments[1]])).map_err(|what| format!("settings: {what}"))
    }

    fn hold(
        &self,
        address: &str,
        page: usize,
        rows: impl Iterator<Item = Value>,
        shown: impl Fn(&Value) -> Value,
    ) -> Checked {
        let listed: Vec<Value> = self.list(address, page)?.iter().map(shown).collect();
        same(&json!(listed), &json!(rows.collect::<Vec<_>>())).map_err(|what| format!("{address}: {what}"))
    }
}

impl World {
    fn import_row(&self, import: &Import) -> Value {
        let (code, name) = import.error.unwrap_or_default();
        let identity = import.identity.map_or("", |at| &self.identities[at].id);
        json!([
            [import.id, import.serial, import.tag, import.product_key, "user1@contoso.com"],
            [import.status, code, name, identity],
        ])
    }

    fn identity_row(&self, identity: &Identity) -> Value {
        json!([
            identity.id,
            identity.serial,
            identity.tag,
            identity.user,
            identity.greeted,
            if identity.is_enrolled { "enrolled" } else { "notContacted" },
            identity.managed.map_or(NO_DEVICE, |at| &self.managed[at].id),
            self.objects[identity.object].device_id,
            moment(identity.contacted_at, &NEVER.into()),
            if identity.profile_due.is_some() { "pending" } else { "assignedInSync" },
        ])
    }

    fn object_row(&self, object: &Object) -> Value {
        let marks: Vec<String> = object
            .marks
            .iter()
            .flat_map(|(identity, tag)| {
                let tag = (!tag.is_empty()).then(|| format!("[OrderID]:{tag}"));
                std::iter::once(format!("[ZTDID]:{}", self.identities[*identity].id)).chain(tag)
            })
            .collect();
        json!([
            object.id,
            object.device_id,
            object.name,
            marks,
            object.is_managed,
            object.is_enabled,
            moment(object.seen_at, &"".into()),
            moment(object.deleted_at, &"".into()),
        ])
    }

    /// What is over for long may be shown no more.
    fn is_recent(&self, asked_at: &str) -> bool {
        asked_at >= Timestamp(self.now - REMEMBERED).rfc3339().as_str()
    }

    fn managed_row(&self, managed: &Managed) -> Value {
        let last = managed.actions.len().saturating_sub(RESULTS);
        let results =
            managed.actions[last..].iter().map(|Action { name, state, asked_at, updated_at, .. }| {
                [*name, *state, &Timestamp(*asked_at).rfc3339(), &Timestamp(*updated_at).rfc3339()]
                    .map(str::to_owned)
            });
        let results: Vec<_> = results.filter(|[.., asked_at, _]| self.is_recent(asked_at)).collect();
        let kind = managed.kind();
        json!([
            managed.id,
            managed.serial(),
            managed.name,
            managed.state,
            kind.system(),
            kind.version,
            if kind.is_corporate() { "company" } else { "personal" },
            self.objects[managed.object].device_id,
            managed.is_registered,
            Timestamp(managed.enrolled_at).rfc3339(),
            Timestamp(managed.seen_at).rfc3339(),
            results,
        ])
    }

    fn shown_managed(&self, shown: &Value) -> Value {
        let names = [
            "/id",
            "/serialNumber",
            "/deviceName",
            "/managementState",
            "/operatingSystem",
            "/osVersion",
            "/managedDeviceOwnerType",
            "/azureADDeviceId",
            "/autopilotEnrolled",
            "/enrolledDateTime",
            "/lastSyncDateTime",
        ];
        let results = shown["deviceActionResults"].as_array().into_iter().flatten();
        let results: Vec<Value> = results
            .filter(|result| self.is_recent(result["startDateTime"].as_str().unwrap_or_default()))
            .map(|result| {
                pick(result, ["/actionName", "/actionState", "/startDateTime", "/lastUpdatedDateTime"])
            })
            .collect();
        let mut row = pick(shown, names);
        if let Some(row) = row.as_array_mut() {
            row.push(results.into());
        }
        row
    }
}
