//! `subscribedSkus`, `licenseDetails` and `assignLicense`: what people may use.

use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::users::{me, refused, user};
use crate::directory::licences::{SKUS, Sku, sku};
use crate::directory::{self, USERS};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::page::{Page, Selection};
use crate::http::query::Options;
use crate::server::Server;
use crate::store::users::User;
use crate::store::{Tx, syncs, users};

/// What is assigned to somebody.
#[derive(Clone, Debug, Deserialize, serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Assigned {
    sku_id: String,
    #[serde(default)]
    disabled_plans: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Assignment {
    add_licenses: Vec<Assigned>,
    remove_licenses: Vec<String>,
}

fn assigned(user: &User) -> Result<Vec<Assigned>, Failure> {
    let text = user.assigned_licenses.as_deref().unwrap_or("[]");
    serde_json::from_str(text).map_err(|error| Failure::internal(&error.to_string()))
}

fn plans(sku: &Sku, disabled: &[String]) -> Vec<Value> {
    sku.plans
        .iter()
        .map(|plan| {
            let is_disabled = disabled.iter().any(|id| id.eq_ignore_ascii_case(plan.id));
            json!({
                "servicePlanId": plan.id,
                "servicePlanName": plan.name,
                "provisioningStatus": if is_disabled { "Disabled" } else { "Success" },
                "appliesTo": "User",
            })
        })
        .collect()
}

/// What a tenant has of a product.
fn shown(tx: &Tx<'_>, server: &Server, sku: &Sku) -> Result<Value, Failure> {
    // It is the tenant's too.
    let account = syncs::get(tx)?.id;
    Ok(json!({
        "accountId": account,
        "appliesTo": "User",
        "capabilityStatus": "Enabled",
        "consumedUnits": users::count_assigned(tx, sku.id, "")?,
        "id": format!("{account}_{}", sku.id),
        "prepaidUnits": { "enabled": server.settings().licences, "suspended": 0, "warning": 0, "lockedOut": 0 },
        "servicePlans": plans(sku, &[]),
        "skuId": sku.id,
        "skuPartNumber": sku.part_number,
    }))
}

/// What the tenant has.
pub async fn list(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let (tenant, now, asking) = (context.tenant, context.now, server.clone());
    let list = move |tx: &Tx<'_>| {
        let options = Options::of(&context)?.only(&["select"])?;
        let mut page = Page::new(&context.context_of("subscribedSkus"), None, Selection::of(&options)?)?;
        for sku in SKUS {
            page.add(&shown(tx, &asking, sku)?)?;
        }
        page.end(None)
    };
    server.read(tenant, now, list).await
}

/// What the tenant has of one product.
pub async fn get(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now, asking) = (context.tenant, context.now, server.clone());
    let get = move |tx: &Tx<'_>| {
        Options::of(&context)?.only(&[])?;
        let account = syncs::get(tx)?.id;
        let of_tenant = id.split_once('_').filter(|(of, _)| of.eq_ignore_ascii_case(&account));
        let found =
            of_tenant.and_then(|(_, id)| sku(id)).ok_or_else(|| Failure::not_found("subscribed product"))?;
        let mut shown = shown(tx, &asking, found)?;
        shown["@odata.context"] = context.context_of("subscribedSkus/$entity").into();
        Answer::ok(&shown)
    };
    server.read(tenant, now, get).await
}

/// What somebody may use.
pub async fn details(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(key): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    server.read(tenant, now, move |tx| shown_of(&context, &user(tx, &key)?)).await
}

/// What whoever asks may use.
pub async fn own_details(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    server.read(tenant, now, move |tx| shown_of(&context, &me(tx, &context)?)).await
}

fn shown_of(context: &Context, user: &User) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(&["select"])?;
    let of_type = context.context_of(&format!("users('{}')/licenseDetails", user.id));
    let mut page = Page::new(&of_type, None, Selection::of(&options)?)?;
    for assigned in assigned(user)? {
        let Some(sku) = sku(&assigned.sku_id) else { continue };
        page.add(&json!({
            "id": format!("{}_{}", user.id, sku.id),
            "skuId": sku.id,
            "skuPartNumber": sku.part_number,
            "servicePlans": plans(sku, &assigned.disabled_plans),
        }))?;
    }
    page.end(None)
}

/// Assigns products to somebody, and takes others away.
pub async fn assign(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(key): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Assignment = parse_leniently(&body.0)?;
    let (call, most) = (context.clone(), server.settings().licences);
    let assign = move |tx: &Tx<'_>| {
        let user = user(tx, &key)?;
        let after = assign_to(tx, &user, given, most)?;
        write(tx, &user.id, &after)?;
        let plain = Context { query: String::new(), ..(*call).clone() };
        directory::find(tx, &plain, &USERS, ("id", &user.id))
    };
    server.mutate(&context, &body.0, assign).await
}

/// Takes from somebody who was deleted, and is to be restored, the products that went to others meanwhile: what there is of a
/// product is not assigned to more.
pub fn reclaim(tx: &Tx<'_>, id: &str, most: u64) -> Result<(), Failure> {
    let Some(user) = users::find(tx, id)? else { return Ok(()) };
    let before = assigned(&user)?;
    let mut after = Vec::new();
    for licence in &before {
        if users::count_assigned(tx, &licence.sku_id, id)? < most {
            after.push(licence.clone());
        }
    }
    if after.len() < before.len() {
        write(tx, id, &after)?;
    }
    Ok(())
}

fn write(tx: &Tx<'_>, id: &str, licences: &[Assigned]) -> Result<(), Failure> {
    let text = serde_json::to_string(licences).map_err(|error| Failure::internal(&error.to_string()))?;
    Ok(users::assign(tx, id, &text)?)
}

/// What is assigned to somebody after that.
fn assign_to(tx: &Tx<'_>, user: &User, given: Assignment, most: u64) -> Result<Vec<Assigned>, Failure> {
    let mut licences = assigned(user)?;
    for id in &given.remove_licenses {
        let before = licences.len();
        licences.retain(|licence| !licence.sku_id.eq_ignore_ascii_case(id));
        if licences.len() == before {
            return Err(refused("User does not have a corresponding license."));
        }
    }
    if !given.add_licenses.is_empty() && user.usage_location.as_deref().unwrap_or_default().is_empty() {
        return Err(refused(
            "License assignment cannot be done for user with invalid usage location. Give the user a usageLocation first.",
        ));
    }
    for adding in given.add_licenses {
        let sku = sku(&adding.sku_id).ok_or_else(|| {
            refused(
                "License assignment failed: the tenant has no product with this skuId. See subscribedSkus.",
            )
        })?;
        let mut disabled_plans = Vec::new();
        for id in &adding.disabled_plans {
            let plan = sku.plans.iter().find(|plan| plan.id.eq_ignore_ascii_case(id));
            let plan = plan.ok_or_else(|| {
                refused("License assignment failed: a plan of disabledPlans isn't in the product.")
            })?;
            disabled_plans.push(plan.id.to_owned());
        }
        let had = licences.iter().position(|licence| licence.sku_id == sku.id);
        if had.is_none() && users::count_assigned(tx, sku.id, &user.id)? >= most {
            return Err(refused(format!(
                "Subscription with SKU {} does not have any available licenses.",
                sku.id
            )));
        }
        let licence = Assigned { sku_id: sku.id.to_owned(), disabled_plans };
        match had {
            Some(place) => licences[place] = licence,
            None => licences.push(licence),
        }
    }
    Ok(licences)
}
