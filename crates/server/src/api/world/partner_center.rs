//! `partnerCenter`: what partners register for the tenant. The addresses below a partner are those of the real interface, where the
//! partner is who has signed in, and the tenant is one of its customers; here the tenant comes first.

use std::collections::HashSet;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::directory::{self, DEVICE_BATCHES, PARTNER_DEVICES, PARTNER_KINDS, PARTNERS, Within};
use crate::http::answer::Answer;
use crate::http::body::{Large, Small, parse};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::registration::{Candidate, Given, Verdict, accept};
use crate::server::{Server, request_key};
use crate::store::Tx;
use crate::store::partners::{self, Upload};
use crate::store::slice::LONGEST;
use crate::supply::key;
use crate::world;

/// How many devices an upload has at most; the real interface says no number, its form takes as many.
const MOST: usize = 500;

const PARTNER: &str = "partner_id";

#[derive(Deserialize)]
struct NewPartner {
    name: String,
    kind: String,
}

/// Adds a partner that may register devices for the tenant.
pub async fn create_partner(
    State(server): State<Server>,
    Ctx(context): Ctx,
    body: Small,
) -> Result<Answer, Failure> {
    let given: NewPartner = parse(&body.0)?;
    if given.name.trim().is_empty() {
        return Err(Failure::bad_request("A partner needs a name."));
    }
    let known = PARTNER_KINDS.iter().find(|known| known.eq_ignore_ascii_case(&given.kind));
    let kind = *known.ok_or_else(|| Failure::bad_request("A partner's kind is csp or oem."))?;
    let (call, id) = (context.clone(), server.ids().id().to_string());
    let add = move |tx: &Tx<'_>| {
        partners::insert(tx, &id, given.name.trim(), kind, call.now)?;
        let plain = Context { query: String::new(), ..(*call).clone() };
        let answer = directory::find(tx, &plain, &PARTNERS, ("id", &id))?;
        let location = format!("{}{}/{id}", call.base, call.path);
        Ok(Answer { status: StatusCode::CREATED.as_u16(), ..answer }
            .with(header::LOCATION.as_str(), location))
    };
    server.mutate(&context, &body.0, add).await
}

/// A device as a partner uploads it.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    serial_number: String,
    product_key: String,
    hardware_hash: String,
    oem_manufacturer_name: String,
    model_name: String,
}

/// Takes from the devices what is kept of them. One without a hash is known by its serial number, maker and model together.
fn candidates(sent: &[Sent], parallel: bool) -> Result<Vec<Candidate>, Failure> {
    if sent.is_empty() || sent.len() > MOST {
        return Err(Failure::bad_request(format!(
            "An upload has 1 to {MOST} devices, this one has {}.",
            sent.len()
        )));
    }
    let given: Vec<Given<'_>> = sent
        .iter()
        .map(|sent| Given {
            serial_number: sent.serial_number.as_str().into(),
            product_key: sent.product_key.as_str().into(),
            hardware_identifier: sent.hardware_hash.as_str().into(),
            ..Given::default()
        })
        .collect();
    let mut candidates = accept(&given, parallel);
    let mut serials: HashSet<String> = HashSet::new();
    for (candidate, sent) in candidates.iter_mut().zip(sent) {
        let has = |text: &str| !text.trim().is_empty();
        let by_name = has(&sent.serial_number) && has(&sent.oem_manufacturer_name) && has(&sent.model_name);
        if !has(&sent.hardware_hash) {
            candidate.verdict = if by_name { Verdict::Fine } else { Verdict::MissingSerial };
            sent.oem_manufacturer_name.trim().clone_into(&mut candidate.manufacturer);
            sent.model_name.trim().clone_into(&mut candidate.model);
        } else if candidate.verdict == Verdict::MissingSerial {
            // A hash alone is enough here.
            candidate.verdict = Verdict::Fine;
        }
        if candidate.verdict == Verdict::Fine
            && !candidate.serial_key.is_empty()
            && !serials.insert(candidate.serial_key.clone())
        {
            candidate.verdict = Verdict::Duplicated;
        }
    }
    Ok(candidates)
}

/// Fails where the tenant has no such partner.
fn check(tx: &Tx<'_>, partner: &str) -> Result<String, Failure> {
    partners::kind_of(tx, partner)?.ok_or_else(|| Failure::not_found(PARTNERS.noun))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewBatch {
    batch_id: String,
    devices: Vec<Sent>,
}

/// Makes a batch of devices.
pub async fn create_batch(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Large,
) -> Result<Answer, Failure> {
    known(&server, &context, id.clone()).await?;
    let call = context.clone();
    let (request, name, devices) = server
        .compute(move |server| {
            let given: NewBatch = parse(&body.0)?;
            let candidates = candidates(&given.devices, !server.database().is_inline())?;
            Ok((request_key(&call, &body.0), given.batch_id.trim().to_owned(), candidates))
        })
        .await?;
    if name.is_empty() || name.contains('/') || name.len() > LONGEST {
        return Err(Failure::bad_request(format!(
            "A batch needs a batchId: a name of its own, without slashes, of {LONGEST} bytes at most."
        )));
    }
    let (call, working) = (context.clone(), server.clone());
    let make = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        if !partners::insert_batch(tx, &id, &key(&name), &name, call.now)? {
            return Err(Failure::new(
                StatusCode::CONFLICT,
                "Conflict",
                "The partner has a batch of this name. Upload to that one, or choose another name.",
            ));
        }
        take(tx, &working, &call, (&id, Some(&key(&name)), None), &devices)
    };
    server.mutate_once(&context, request, make).await
}

#[derive(Deserialize)]
#[serde(untagged)]
enum More {
    List(Vec<Sent>),
    Named { devices: Vec<Sent> },
}

/// Adds devices to a batch.
pub async fn add_devices(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path((id, batch)): Path<(String, String)>,
    body: Large,
) -> Result<Answer, Failure> {
    known(&server, &context, id.clone()).await?;
    let call = context.clone();
    let (request, devices) = server
        .compute(move |server| {
            let (More::List(sent) | More::Named { devices: sent }) = parse(&body.0)?;
            let candidates = candidates(&sent, !server.database().is_inline())?;
            Ok((request_key(&call, &body.0), candidates))
        })
        .await?;
    let (call, working) = (context.clone(), server.clone());
    let add = move |tx: &Tx<'_>| {
        check_batch(tx, &id, &key(&batch))?;
        take(tx, &working, &call, (&id, Some(&key(&batch)), None), &devices)
    };
    server.mutate_once(&context, request, add).await
}

/// Fails where the tenant has no such partner, before anything else is looked at.
async fn known(server: &Server, context: &Context, id: String) -> Result<(), Failure> {
    server.database().read(context.tenant, move |tx| check(tx, &id).map(|_| ())).await
}

fn check_batch(tx: &Tx<'_>, partner: &str, batch: &str) -> Result<(), Failure> {
    check(tx, partner)?;
    let found = partners::has_batch(tx, partner, batch)?;
    found.then_some(()).ok_or_else(|| Failure::not_found(DEVICE_BATCHES.noun))
}

/// Takes in devices, and says where their progress is told.
fn take(
    tx: &Tx<'_>,
    server: &Server,
    context: &Context,
    (partner, batch, purchase_order): (&str, Option<&str>, Option<&str>),
    devices: &[Candidate],
) -> Result<Answer, Failure> {
    let job = server.ids().id().to_string();
    let upload = Upload { partner, batch, job: &job, purchase_order };
    world::upload(tx, server.ids(), server.settings(), &upload, devices, context.now)?;
    let location = format!("{}/world/{}/{partner}/batchJobStatus/{job}", context.base, PARTNERS.context);
    let told = progress(tx, context, partner, &job)?;
    Ok(Answer::json(StatusCode::ACCEPTED, &told)?.with(header::LOCATION.as_str(), location))
}

/// How far the devices of an upload are.
fn progress(tx: &Tx<'_>, context: &Context, partner: &str, job: &str) -> Result<Value, Failure> {
    let devices = partners::progress(tx, partner, job)?;
    let first = devices.first().ok_or_else(|| Failure::not_found("upload"))?;
    let is = |status: &str| devices.iter().any(|device| device.status == status);
    let status = ["processing", "finished_with_errors"].into_iter().find(|status| is(status));
    let told: Vec<Value> = devices
        .iter()
        .map(|device| {
            let [code, name] = &device.error;
            json!({
                "deviceId": device.id,
                "serialNumber": device.serial_number,
                "productKey": device.product_key,
                "status": device.status,
                "errorCode": code,
                "errorDescription": name,
            })
        })
        .collect();
    Ok(json!({
        "@odata.context": context.context_of(&format!("{}/batchJobStatus/$entity", PARTNERS.context)),
        "batchTrackingId": job,
        "status": status.unwrap_or("finished"),
        "startedTime": first.uploaded_at.rfc3339(),
        "devicesStatus": told,
    }))
}

/// Tells how far an upload is.
pub async fn batch_job_status(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path((id, job)): Path<(String, String)>,
) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    let tell = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        Answer::ok(&progress(tx, &context, &id, &job)?)
    };
    server.database().read(tenant, tell).await
}

/// Lists the batches of a partner.
pub async fn list_batches(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    let list = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        directory::list(tx, &context, &DEVICE_BATCHES, Within::columns(&[(PARTNER, &id)]))
    };
    server.database().read(tenant, list).await
}

/// Lists all devices that a partner has registered.
pub async fn list_devices(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    let list = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        directory::list(tx, &context, &PARTNER_DEVICES, Within::columns(&[(PARTNER, &id)]))
    };
    server.database().read(tenant, list).await
}

/// Lists the devices of a batch.
pub async fn list_batch(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path((id, batch)): Path<(String, String)>,
) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    let list = move |tx: &Tx<'_>| {
        check_batch(tx, &id, &key(&batch))?;
        let place = [(PARTNER, &*id), ("batch_id", &*key(&batch))];
        directory::list(tx, &context, &PARTNER_DEVICES, Within::columns(&place))
    };
    server.database().read(tenant, list).await
}

/// Deletes a device that the partner has registered: its registration, and nothing else of it.
pub async fn delete_device(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path((id, batch, device)): Path<(String, String, String)>,
    body: Small,
) -> Result<Answer, Failure> {
    let (now, settings) = (context.now, server.settings().clone());
    let delete = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        let found = partners::registration_of(tx, &id, &key(&batch), &device)?;
        let registration = found.ok_or_else(|| Failure::not_found(PARTNER_DEVICES.noun))?;
        world::deregister(tx, &registration, &settings, now)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, delete).await
}

/// What a maker says of a device.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Direct {
    #[serde(alias = "tenantID", alias = "TenantID")]
    tenant_id: Option<String>,
    #[serde(alias = "TenantDomain")]
    tenant_domain: Option<String>,
    purchase_order_id: Option<String>,
    #[serde(flatten)]
    device: Sent,
}

/// Registers a device directly, as its maker does; with both `tenantId` and `tenantDomain` blank, it is deregistered.
pub async fn register_directly(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    known(&server, &context, id.clone()).await?;
    let given: Direct = parse(&body.0)?;
    let is_blank = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().is_empty();
    let leaves = is_blank(&given.tenant_id) && is_blank(&given.tenant_domain);
    let serial_key = key(&given.device.serial_number);
    let devices = if leaves { Vec::new() } else { candidates(&[given.device], false)? };
    let (call, working) = (context.clone(), server.clone());
    let act = move |tx: &Tx<'_>| {
        if check(tx, &id)? != "oem" {
            return Err(Failure::bad_request(
                "Only a partner of kind oem registers devices directly. Upload a batch instead.",
            ));
        }
        if !leaves {
            return take(tx, &working, &call, (&id, None, given.purchase_order_id.as_deref()), &devices);
        }
        let registrations = partners::registrations_of_serial(tx, &id, &serial_key)?;
        if registrations.is_empty() {
            return Err(Failure::not_found(PARTNER_DEVICES.noun));
        }
        for registration in &registrations {
            world::deregister(tx, registration, working.settings(), call.now)?;
        }
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, act).await
}
