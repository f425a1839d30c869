//! One spelling for the many that an address may have.

use super::context::Version;
use super::percent;

/// Every segment that is known, as the documentation spells it.
const SEGMENTS: &[&str] = &[
    "$batch",
    "$count",
    "$ref",
    "activeDirectory",
    "allowNextEnrollment",
    "appleBusinessManager",
    "approve",
    "assign",
    "assignedDevices",
    "assignLicense",
    "assignments",
    "assignResourceAccountToDevice",
    "assignUserToDevice",
    "autopilotDeviceRegistration",
    "autopilotEvents",
    "batchJobStatus",
    "bypassActivationLock",
    "cancelApproval",
    "cancelMyRequest",
    "checkMemberGroups",
    "cleanWindowsDevice",
    "computers",
    "connect",
    "deleteDevices",
    "deletedItems",
    "delta",
    "deploymentProfile",
    "depOnboardingSettings",
    "device",
    "deviceBatches",
    "deviceId",
    "deviceManagement",
    "devices",
    "directory",
    "directoryObjects",
    "disableLostMode",
    "executeAction",
    "getByIds",
    "getMemberGroups",
    "group",
    "groups",
    "id",
    "import",
    "importedAppleDeviceIdentities",
    "importedWindowsAutopilotDeviceIdentities",
    "intendedDeploymentProfile",
    "licenseDetails",
    "locateDevice",
    "logoutSharedAppleDeviceActiveUser",
    "managedDeviceCleanupRules",
    "managedDeviceCleanupSettings",
    "managedDevices",
    "mdmServers",
    "me",
    "memberOf",
    "members",
    "operationApprovalPolicies",
    "operationApprovalRequests",
    "ownedDevices",
    "partnerCenter",
    "partners",
    "rebootNow",
    "recoverPasscode",
    "registeredDevices",
    "registeredOwners",
    "registeredUsers",
    "reject",
    "remoteLock",
    "requestRemoteAssistance",
    "resetPasscode",
    "restore",
    "retire",
    "retrieveApprovableOperations",
    "retrieveMyRequestById",
    "retrieveMyRequests",
    "retrieveOperationsRequiringApproval",
    "retrieveRequestStatus",
    "rotateBitLockerKeys",
    "rotateLocalAdminPassword",
    "setDeviceName",
    "shutDown",
    "subscribedSkus",
    "sync",
    "syncDevice",
    "syncWithAppleDeviceEnrollmentProgram",
    "transitiveMemberOf",
    "unassign",
    "unassignResourceAccountFromDevice",
    "unassignUserFromDevice",
    "updateDeviceProperties",
    "user",
    "users",
    "windowsAutopilotDeploymentProfiles",
    "windowsAutopilotDeviceIdentities",
    "windowsAutopilotSettings",
    "windowsDefenderScan",
    "windowsDefenderUpdateSignatures",
    "wipe",
];

/// The one spelling of the path of a request to Graph, and its version; `None`: it is no request to Graph.
///
/// Segments differ by case; keys come as a segment or in brackets, with quotes or without; actions may have a namespace
/// in front; all of it may be escaped.
pub fn canonical(path: &str) -> Option<(Version, String)> {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let version = Version::from_segment(&percent::decode(segments.next()?))?;
    let mut canonical = format!("/{}", version.segment());
    for segment in segments {
        let segment = percent::decode(segment);
        let (name, key) = split_key(&segment);
        // A key of another property than the id, `deviceId='…'`, is two segments.
        let (property, key) = match key.and_then(|key| key.split_once('=')) {
            Some((property, value)) => (Some(spell(property.trim())), Some(unquoted(value.trim()))),
            None => (None, key),
        };
        for part in std::iter::once(spell(name)).chain(property).chain(key.map(spell_key)) {
            canonical.push('/');
            canonical.push_str(&percent::encode(&part));
        }
    }
    Some((version, canonical))
}

fn split_key(segment: &str) -> (&str, Option<&str>) {
    match segment.strip_suffix(')').and_then(|rest| rest.split_once('(')) {
        Some((name, key)) if !name.is_empty() => (name, Some(unquoted(key)).filter(|key| !key.is_empty())),
        _ => (segment, None),
    }
}

fn unquoted(key: &str) -> &str {
    key.strip_prefix('\'').and_then(|key| key.strip_suffix('\'')).unwrap_or(key)
}

fn spell(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let bare =
        lower.strip_prefix("microsoft.graph.").or_else(|| lower.strip_prefix("graph.")).unwrap_or(&lower);
    let known = SEGMENTS.iter().find(|segment| segment.eq_ignore_ascii_case(bare));
    known.map_or_else(|| spell_key(name), |segment| (*segment).to_owned())
}

/// Ids are GUIDs, of which case says nothing.
fn spell_key(key: &str) -> String {
    if uuid::Uuid::try_parse(key).is_ok() { key.to_ascii_lowercase() } else { key.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
        let devices = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities";
        for (path, wanted) in [
            ("/v1.0/deviceManagement/windowsAutopilotDeviceIdentities", devices.to_owned()),
            ("/V1.0/devicemanagement/WINDOWSAUTOPILOTDEVICEIDENTITIES/", devices.to_owned()),
            (
                "/v1.0//deviceManagement/windowsAutopilotDeviceIdentities/%24count",
                format!("{devices}/$count"),
            ),
            (
                "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities('0F8FAD5B-D9CB-469F-A165-70867728950E')/UpdateDeviceProperties",
                format!("{devices}/{ID}/updateDeviceProperties"),
            ),
            (
                "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities(0f8fad5b-d9cb-469f-a165-70867728950e)/microsoft.graph.assignUserToDevice",
                format!("{devices}/{ID}/assignUserToDevice"),
            ),
            (
                "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities%28%270f8fad5b-d9cb-469f-a165-70867728950e%27%29/graph.assignUserToDevice()",
                format!("{devices}/{ID}/assignUserToDevice"),
            ),
            ("/v1.0/devices/microsoft.graph.Delta()", "/v1.0/devices/delta".to_owned()),
            ("/beta/%24batch", "/beta/$batch".to_owned()),
            ("/beta/what/Ever%2F..", "/beta/what/Ever%2F..".to_owned()),
        ] {
            assert_eq!(canonical(path).map(|(_, path)| path), Some(wanted), "{path}");
        }
        for path in ["/", "", "/index.html", "/v2.0/me"] {
            assert_eq!(canonical(path), None, "{path}");
        }
    }
}
