//! `managedDevices`: changing them, deleting them, and asking them to do something.

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use lifecycle::action::Refusal;
use serde_json::{Map, Value};

use super::held::hold;
use super::navigations;
use super::routes::Routes;
use crate::clock::Timestamp;
use crate::directory::{self, MANAGED_DEVICES};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Ctx, Version};
use crate::http::failure::Failure;
use crate::management::{self, Asked, COLLECT_LOGS, Refused, UNLOCK_CODE};
use crate::server::{Server, request_key};
use crate::store::Tx;

/// Something that a device can be asked to do.
pub struct Action {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What the body may say: truths, and texts.
    pub truths: &'static [&'static str],
    /// The texts.
    pub texts: &'static [&'static str],
    /// The whole numbers.
    pub numbers: &'static [&'static str],
    /// What the body must say.
    pub needs: &'static [&'static str],
    /// Whether only beta has it.
    pub is_beta: bool,
}

const fn action(name: &'static str, about: &'static str) -> Action {
    Action { name, about, truths: &[], texts: &[], numbers: &[], needs: &[], is_beta: false }
}

/// All that there is.
pub const ACTIONS: &[Action] = &[
    action("rebootNow", "Restarts it."),
    action("shutDown", "Shuts it down."),
    action("syncDevice", "Has it check in."),
    action("retire", "Has it give back what the organisation brought."),
    Action {
        truths: &["keepEnrollmentData", "keepUserData", "persistEsimDataPlan"],
        texts: &[UNLOCK_CODE],
        ..action("wipe", "Has it erase itself.")
    },
    Action {
        truths: &["keepUserData"],
        needs: &["keepUserData"],
        ..action("cleanWindowsDevice", "Has its Windows made anew (Fresh Start).")
    },
    action("remoteLock", "Locks it."),
    action("resetPasscode", "Takes its passcode away."),
    action("recoverPasscode", "Fetches its passcode."),
    action("locateDevice", "Finds out where it is."),
    action("disableLostMode", "Ends its lost mode."),
    action("bypassActivationLock", "Takes its activation lock away."),
    action("requestRemoteAssistance", "Asks it for remote assistance."),
    action("logoutSharedAppleDeviceActiveUser", "Signs out who uses it now."),
    action("windowsDefenderUpdateSignatures", "Has Defender fetch its signatures."),
    Action {
        truths: &["quickScan"],
        needs: &["quickScan"],
        ..action("windowsDefenderScan", "Has Defender look through it.")
    },
    Action {
        texts: &["deviceName"],
        needs: &["deviceName"],
        is_beta: true,
        ..action("setDeviceName", "Gives it another name.")
    },
    Action { is_beta: true, ..action("rotateBitLockerKeys", "Gives it other recovery keys.") },
    Action {
        is_beta: true,
        ..action("rotateLocalAdminPassword", "Gives its local administrator another password.")
    },
    Action { is_beta: true, ..action("disable", "Disables it (ChromeOS).") },
    Action { is_beta: true, ..action("reenable", "Enables it again (ChromeOS).") },
    Action {
        texts: &["deprovisionReason"],
        needs: &["deprovisionReason"],
        is_beta: true,
        ..action("deprovision", "Takes it out of its organisation (ChromeOS).")
    },
    Action {
        numbers: &["pauseTimePeriodInMinutes"],
        needs: &["pauseTimePeriodInMinutes"],
        is_beta: true,
        ..action("pauseConfigurationRefresh", "Leaves its configuration as it is for a while.")
    },
    Action {
        texts: &["scriptPolicyId"],
        needs: &["scriptPolicyId"],
        is_beta: true,
        ..action("initiateOnDemandProactiveRemediation", "Has it run a remediation.")
    },
    Action {
        is_beta: true,
        ..action(COLLECT_LOGS, "Has it send its logs; the answer tells of the request.")
    },
    Action {
        texts: &["userPrincipalName"],
        needs: &["userPrincipalName"],
        ..action("deleteUserFromSharedAppleDevice", "Takes a user from an iPad that several share.")
    },
    Action {
        texts: &["carrierUrl"],
        needs: &["carrierUrl"],
        is_beta: true,
        ..action("activateDeviceEsim", "Has it fetch the plan of its eSIM.")
    },
    Action { is_beta: true, ..action("initiateDeviceAttestation", "Has it prove what it runs.") },
    Action {
        is_beta: true,
        ..action(
            "initiateMobileDeviceManagementKeyRecovery",
            "Has it recover the keys by which it is managed.",
        )
    },
    Action {
        texts: &["notificationTitle", "notificationBody"],
        needs: &["notificationTitle", "notificationBody"],
        is_beta: true,
        ..action("sendCustomNotificationToCompanyPortal", "Shows its user a message.")
    },
];

/// What beta knows besides of a wipe.
const WIPE_IN_BETA: (&[&str], &[&str]) = (&["useProtectedWipe"], &["obliterationBehavior"]);

/// The routes of the actions of a version.
pub fn routes(version: Version) -> Routes {
    let mut router = Routes::new();
    for action in ACTIONS.iter().filter(|action| !action.is_beta || version == Version::Beta) {
        let ask = move |State(server): State<Server>,
                        Ctx(context): Ctx,
                        Path(id): Path<String>,
                        body: Small| async move {
            let asked = Asked {
                parameters: parameters(action, context.version, &body.0)?,
                by: context.administrator.user_name.clone(),
                ..Asked::of(action.name)
            };
            let (call, now, asking) = (context.clone(), context.now, server.clone());
            let ask = move |tx: &Tx<'_>| {
                if let Some(held) = hold(tx, &asking, &call, &id, &asked)? {
                    return Ok(held);
                }
                let action = management::ask(tx, asking.ids(), &id, &asked, now)?;
                let action = action.map_err(|why| refusal(why, now))?;
                if asked.name == COLLECT_LOGS {
                    navigations::collecting(tx, &call, &id, &action)
                } else {
                    Ok(Answer::no_content())
                }
            };
            server.mutate_once(&context, request_key(&context, &kept(&body.0)), ask).await
        };
        router = router.route(&format!("/deviceManagement/managedDevices/{{id}}/{}", action.name), post(ask));
    }
    router
}

/// What a body asks for besides.
pub fn parameters(action: &Action, version: Version, body: &[u8]) -> Result<Map<String, Value>, Failure> {
    let given: Map<String, Value> = parse_leniently(body)?;
    let (beta_truths, beta_texts) =
        if action.name == "wipe" && version == Version::Beta { WIPE_IN_BETA } else { (&[][..], &[][..]) };
    let mut parameters = Map::new();
    for (name, value) in given {
        let is_of =
            |names: &[&'static str]| names.iter().copied().find(|known| known.eq_ignore_ascii_case(&name));
        let truth = is_of(action.truths).or_else(|| is_of(beta_truths));
        let text = is_of(action.texts).or_else(|| is_of(beta_texts));
        if let Some(known) = is_of(action.numbers) {
            if value.as_i64().is_none_or(|number| number <= 0) {
                return Err(Failure::bad_request(format!("'{known}' must be a whole number, 1 or more.")));
            }
            parameters.insert(known.to_owned(), value);
            continue;
        }
        match (truth, text, &value) {
            (Some(_), _, Value::Null) | (_, Some(_), Value::Null) | (None, None, _) => {}
            (Some(known), _, Value::Bool(_)) | (_, Some(known), Value::String(_)) => {
                parameters.insert(known.to_owned(), value);
            }
            (Some(known), ..) | (_, Some(known), _) => {
                return Err(Failure::bad_request(format!(
                    "'{known}' has a value of another type than is expected."
                )));
            }
        }
    }
    match action.needs.iter().find(|needed| !parameters.contains_key(**needed)) {
        Some(needed) => Err(Failure::bad_request(format!("The body needs '{needed}'."))),
        None => Ok(parameters),
    }
}

/// Why it isn't done, as it is answered.
pub fn refusal(refused: Refused, now: Timestamp) -> Failure {
    match refused {
        Refused::Unknown => MANAGED_DEVICES.not_found(),
        Refused::Impossible(why) => Failure::bad_request(match why {
            Refusal::Platform | Refusal::Option(_) => {
                "The device can't do this: its platform has no such thing.".to_owned()
            }
            Refusal::Enrolment => {
                "The device can't do this: as it is managed, it has no such thing.".to_owned()
            }
            Refusal::Version(major, minor, build) => {
                format!(
                    "The device can't do this: it takes version {major}.{minor}.{build} of its system, or a later one."
                )
            }
            Refusal::Supervision => "The device can't do this: it isn't supervised.".to_owned(),
            Refusal::LockRight => "The device can't do this: management may not lock it.".to_owned(),
            Refusal::Together(..) => "The device can't do this: one option rules the other out.".to_owned(),
            Refusal::UserGone => return refusal(Refused::UserGone, now),
            Refusal::NotListed => return refusal(Refused::Unknown, now),
        }),
        Refused::UserGone => Failure::bad_request(
            "The device can't be wiped or retired any more, because its user was deleted from the directory. Within thirty days \
             the user can be restored (directory/deletedItems); after that, only the device can be deleted.",
        ),
        Refused::TooMany(most, until) => Failure {
            retry_after: Some(now.until(until)),
            ..Failure::new(
                StatusCode::TOO_MANY_REQUESTS,
                "TooManyRequests",
                format!("A tenant can ask for {most} of these in a day. Go on after {}.", until.rfc3339()),
            )
        },
    }
}

/// Changes what may be changed of a managed device.
pub async fn change(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let call = context.clone();
    let change = move |tx: &Tx<'_>| {
        directory::change(tx, &call, &MANAGED_DEVICES, &id, &given)?;
        directory::find(tx, &call, &MANAGED_DEVICES, ("id", &id))
    };
    server.mutate(&context, &body.0, change).await
}

/// Takes a managed device out of the list. When it is heard of next, it gives back what the organisation brought.
pub async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let (call, now, removing) = (context.clone(), context.now, server.clone());
    let remove = move |tx: &Tx<'_>| {
        let asked = Asked { by: call.administrator.user_name.clone(), ..Asked::of("delete") };
        if let Some(held) = hold(tx, &removing, &call, &id, &asked)? {
            return Ok(held);
        }
        management::remove(tx, removing.ids(), &id, &asked, now)?.map_err(|why| refusal(why, now))?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, remove).await
}

/// The body of which a digest may be kept.
pub fn kept(body: &[u8]) -> Cow<'_, [u8]> {
    match serde_json::from_slice::<Map<String, Value>>(body) {
        Ok(given) if given.keys().any(|name| name.eq_ignore_ascii_case(UNLOCK_CODE)) => {
            Value::Object(management::masked(given)).to_string().into_bytes().into()
        }
        _ => body.into(),
    }
}
