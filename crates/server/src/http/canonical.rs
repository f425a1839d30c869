//! One spelling for the many that an address may have.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::context::Version;
use super::percent;

/// Every segment that is known, as the documentation spells it.
const SEGMENTS: &[&str] = &[
    "$batch",
    "$count",
    "$ref",
    "activateDeviceEsim",
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
    "createDeviceLogCollectionRequest",
    "deleteDevices",
    "deletedItems",
    "deleteUserFromSharedAppleDevice",
    "delta",
    "deploymentProfile",
    "depOnboardingSettings",
    "deprovision",
    "device",
    "deviceBatches",
    "deviceCategories",
    "deviceCategory",
    "deviceCompliancePolicyStates",
    "deviceConfigurationStates",
    "deviceId",
    "deviceManagement",
    "devices",
    "directory",
    "directoryObjects",
    "disable",
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
    "initiateDeviceAttestation",
    "initiateMobileDeviceManagementKeyRecovery",
    "initiateOnDemandProactiveRemediation",
    "intendedDeploymentProfile",
    "licenseDetails",
    "locateDevice",
    "logCollectionRequests",
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
    "pauseConfigurationRefresh",
    "rebootNow",
    "recoverPasscode",
    "reenable",
    "registeredDevices",
    "registeredOwners",
    "registeredUsers",
    "reject",
    "remoteActionAudits",
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
    "sendCustomNotificationToCompanyPortal",
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
    "windowsProtectionState",
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
        if is_canonical(segment) {
            canonical.push('/');
            canonical.push_str(segment);
            continue;
        }
        let segment = percent::decode(segment);
        for part in parts(&segment) {
            canonical.push('/');
            canonical.push_str(&percent::encode(&spell(part)));
        }
    }
    Some((version, canonical))
}

/// Whether a segment is one that nearly all requests have: known, or a GUID, spelled as it should be.
fn is_canonical(segment: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| SEGMENTS.iter().copied().collect());
    let is_id = |byte: u8| byte == b'-' || byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
    KNOWN.contains(segment)
        || (segment.len() == 36 && segment.bytes().all(is_id) && uuid::Uuid::try_parse(segment).is_ok())
}

/// The parts of a segment: a name, and where it has a key, the key. One of another property than the id, `deviceId='…'`, has that in
/// between. What has brackets in brackets is no key of ours, and stays as it is: so what is canonical is canonical for good.
fn parts(segment: &str) -> Vec<&str> {
    let keyed = segment.strip_suffix(')').and_then(|rest| rest.split_once('('));
    let Some((name, key)) = keyed.filter(|(name, key)| !name.is_empty() && !key.contains(['(', ')'])) else {
        return vec![segment];
    };
    let (property, value) = match key.split_once('=') {
        Some((property, value)) if !key.starts_with('\'') => (Some(property.trim()), value.trim()),
        _ => (None, key),
    };
    let value = Some(unquoted(value)).filter(|value| !value.is_empty());
    match (property, value) {
        (Some(""), _) | (Some(_), None) => vec![segment],
        _ => std::iter::once(name).chain(property).chain(value).collect(),
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
    match known {
        Some(segment) => (*segment).to_owned(),
        // Ids are GUIDs, of which case says nothing.
        None if uuid::Uuid::try_parse(name).is_ok() => name.to_ascii_lowercase(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A part of an address: of what is known, of what isn't, and of what has a meaning in between.
    fn part() -> impl Strategy<Value = String> {
        let known = proptest::sample::select(SEGMENTS).prop_map(str::to_owned);
        let marks = [
            "/", "(", ")", "'", "=", "''", "%", "%2F", "%28", "%29", "%27", "%3D", "%25", "%ff", "graph.",
            " ",
        ];
        prop_oneof![
            known.clone(),
            known.prop_map(|name| name.to_uppercase()),
            proptest::sample::select(marks.to_vec()).prop_map(str::to_owned),
            Just("0F8FAD5B-D9CB-469F-A165-70867728950E".to_owned()),
            "[a-zA-Z0-9_.$-]{0,4}",
            any::<char>().prop_map(String::from),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

        /// What is canonical is canonical for good.
        #[test]
        fn once_is_enough(parts in proptest::collection::vec(part(), 0..12)) {
            let path = format!("/beta/{}", parts.concat());
            let (version, once) = canonical(&path).unwrap();
            prop_assert_eq!(canonical(&once), Some((version, once)), "{}", path);
        }
    }

    #[test]
    fn what_is_known_stays_as_it_is() {
        let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        for segment in SEGMENTS.iter().copied().chain([id]) {
            assert!(is_canonical(segment), "{segment}");
            assert_eq!((parts(segment), &*percent::encode(&spell(segment))), (vec![segment], segment));
        }
        for segment in ["", "Devices", "graph.delta", "0F8FAD5B-D9CB-469F-A165-70867728950E", "%24count"] {
            assert!(!is_canonical(segment), "{segment}");
        }
    }

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
            ("/beta/devices(DeviceID = 'x')", "/beta/devices/deviceId/x".to_owned()),
            ("/beta/devices('deviceId=x')", "/beta/devices/deviceId%3Dx".to_owned()),
            ("/beta/devices('')/(x)", "/beta/devices/(x)".to_owned()),
            ("/beta/devices('a(b)')/devices(='x')", "/beta/devices('a(b)')/devices(%3D'x')".to_owned()),
        ] {
            assert_eq!(canonical(path).map(|(_, path)| path).as_ref(), Some(&wanted), "{path}");
            assert_eq!(canonical(&wanted).map(|(_, path)| path).as_ref(), Some(&wanted), "{path} once more");
        }
        for path in ["/", "", "/index.html", "/v2.0/me"] {
            assert_eq!(canonical(path), None, "{path}");
        }
    }
}
