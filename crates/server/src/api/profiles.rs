//! `windowsAutopilotDeploymentProfiles` (beta): the one profile that there is, and who has it.

use axum::extract::{Path, State};
use serde_json::{Value, json};

use super::autopilot;
use super::profile::{DEFAULT, shown};
use crate::http::answer::Answer;
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::page::{Page, Selection};
use crate::http::query::Options;
use crate::server::Server;

/// The name of the set in addresses of types.
const SET: &str = "windowsAutopilotDeploymentProfiles";

fn check(id: &str) -> Result<(), Failure> {
    if id == DEFAULT.id { Ok(()) } else { Err(Failure::not_found("deployment profile")) }
}

fn page(context: &Context, what: &str, items: &[Value]) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(&["select", "top", "count"])?;
    options.top()?;
    let count = options.count()?.then_some(items.len() as u64);
    let mut page = Page::new(&context.odata_context(what), count, Selection::of(&options)?)?;
    for item in items {
        page.add(item)?;
    }
    page.end(None)
}

/// All of them.
pub async fn list(Ctx(context): Ctx) -> Result<Answer, Failure> {
    page(&context, SET, &[shown()?])
}

/// How many there are.
pub async fn count(Ctx(context): Ctx) -> Result<Answer, Failure> {
    Options::of(&context)?.only(&[])?;
    Ok(Answer::count(1))
}

/// One of them.
pub async fn get(Ctx(context): Ctx, Path(id): Path<String>) -> Result<Answer, Failure> {
    check(&id)?;
    let options = Options::of(&context)?.only(&["select"])?;
    let mut profile = shown()?;
    profile["@odata.context"] = context.odata_context(&format!("{SET}/$entity")).into();
    match Selection::of(&options)? {
        Some(selection) => Answer::ok(&selection.apply(&profile)?),
        None => Answer::ok(&profile),
    }
}

/// To which devices it is assigned: to all.
pub async fn assignments(Ctx(context): Ctx, Path(id): Path<String>) -> Result<Answer, Failure> {
    check(&id)?;
    let assignment = json!({
        "id": format!("{id}_adadadad-808e-44e2-905a-0b7873a8a531_0"),
        "source": "direct",
        "sourceId": id,
        "target": { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" },
    });
    page(&context, &format!("{SET}('{id}')/assignments"), &[assignment])
}

/// The devices that have it.
pub async fn assigned_devices(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    check(&id)?;
    autopilot::page(&server, context, true).await
}
