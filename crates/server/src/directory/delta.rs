//! `delta()`: what has changed in a list since somebody read it.
//!
//! Who comes without a token is given the list, page by page, and at its end a link. Who follows that is given what came, changed
//! or went since the start of the page before, each entity once as it is now, and another link. What changes while pages are
//! read is told by the next link: pages hold only what was numbered when the first one was asked for (`store::tracking`).

use axum::http::StatusCode;
use serde::Serialize;

use super::place::{Place, Seal};
use super::property::Entity;
use super::shown::{Columns, Shown};
use crate::http::answer::Answer;
use crate::http::context::{Context, Version};
use crate::http::failure::Failure;
use crate::http::filter;
use crate::http::page::{Page, Selection};
use crate::http::query::Options;
use crate::store::changes::{self, Source, Stretch};
use crate::store::sql::Row;
use crate::store::{Tx, syncs};

/// The options of changes.
const OPTIONS: &[&str] = &["top", "skiptoken", "deltatoken", "select", "filter"];

/// A list whose changes can be asked for. Its table is one of `store::tracking`.
pub trait Followed: Sync {
    /// Its address below the version.
    fn context(&self) -> &'static str;

    /// The name of its entities' type.
    fn kind(&self) -> &'static str;

    /// The table.
    fn table(&self) -> &'static str;

    /// Which rows of the table are in the list.
    fn condition(&self) -> &'static str {
        "1 = 1"
    }

    /// The columns that are read, the id first.
    fn columns(&self) -> Vec<&'static str>;

    /// How many a page has where nothing else is asked for, and how many at most.
    fn page(&self) -> (usize, usize);

    /// Whether what went out of the list can come back.
    fn is_restorable(&self) -> bool {
        false
    }

    /// Adds an entity to a page; the row has its number, and then the columns.
    fn add(&self, page: &mut Page, row: &Row<'_>, version: Version) -> Result<(), Failure>;
}

impl Followed for Entity {
    fn context(&self) -> &'static str {
        self.context
    }

    fn kind(&self) -> &'static str {
        self.kind
    }

    fn table(&self) -> &'static str {
        self.table
    }

    fn condition(&self) -> &'static str {
        self.condition
    }

    fn columns(&self) -> Vec<&'static str> {
        self.properties.iter().map(|property| property.column).collect()
    }

    fn page(&self) -> (usize, usize) {
        (self.page, self.most)
    }

    fn is_restorable(&self) -> bool {
        self.properties.iter().any(|property| property.name == "deletedDateTime")
    }

    fn add(&self, page: &mut Page, row: &Row<'_>, version: Version) -> Result<(), Failure> {
        let columns = Columns::All;
        page.add(&Shown { entity: self, row, columns, version, context: None, typed: false, selection: None })
    }
}

/// An entity that isn't in the list any more.
#[derive(Serialize)]
struct Removed<'a> {
    id: &'a str,
    #[serde(rename = "@removed")]
    removed: Why,
}

#[derive(Serialize)]
struct Why {
    reason: &'static str,
}

/// A page in the making, and how far it is.
struct Pull {
    page: Page,
    room: usize,
    last: i64,
    has_more: bool,
}

impl Pull {
    /// Adds what has that number, where there is room.
    fn add(
        &mut self,
        number: i64,
        add: impl FnOnce(&mut Page) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if self.room == 0 {
            self.has_more = true;
            return Ok(());
        }
        self.room -= 1;
        self.last = number;
        add(&mut self.page)
    }

    fn remove(&mut self, number: i64, id: &str, reason: &'static str) -> Result<(), Failure> {
        self.add(number, |page| page.add_whole(&Removed { id, removed: Why { reason } }))
    }
}

/// A page of what has changed; `page_size` is what the client would rather have.
pub fn delta(
    tx: &Tx<'_>,
    context: &Context,
    of: &dyn Followed,
    page_size: Option<usize>,
) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(OPTIONS)?;
    let ids = options.get("filter").map(filter::ids).transpose()?;
    let (page, most) = of.page();
    let top = options.top_of(page_size.unwrap_or(page).min(most), most)?;
    let seal = seal(tx, context, of, &options)?;
    let latest = changes::latest(tx, of.table())?;
    let place = match (options.get("skiptoken"), options.get("deltatoken")) {
        (None, None | Some("")) => Place::Listed { after: 0, upto: latest },
        (None, Some(word)) if word.eq_ignore_ascii_case("latest") => {
            Place::Listed { after: latest, upto: latest }
        }
        (None, Some(token)) => match seal.read(token) {
            Some(Place::Since(after)) => Place::Changed { after, upto: latest.max(after) },
            _ => return Err(foreign("deltatoken")),
        },
        (Some(token), None) => match seal.read(token) {
            Some(place @ (Place::Listed { .. } | Place::Changed { .. })) => place,
            _ => return Err(foreign("skiptoken")),
        },
        (Some(_), Some(_)) => {
            return Err(Failure::bad_request(
                "$skiptoken and $deltatoken can't be given together. Take one link as it stands.",
            ));
        }
    };
    let (Place::Listed { after, upto } | Place::Changed { after, upto }) = place else {
        return Err(foreign("deltatoken"));
    };
    // What was removed before that isn't known any more. A number that was never given is of a database that went back.
    let known_since = if matches!(place, Place::Changed { .. }) { after } else { upto };
    if known_since < changes::floor(tx, of.table())? || upto > latest {
        return Err(forgotten(context, &options));
    }

    let id = [String::from("id")];
    let selection = Selection::of(&options)?.map(|selection| selection.with(id.iter()));
    let page = Page::new(&context.context_of(of.context()), None, selection)?;
    let mut pull = Pull { page, room: top, last: after, has_more: false };
    let columns = of.columns();
    let source = Source { table: of.table(), condition: of.condition(), columns: &columns };
    let stretch = Stretch { after, upto, ids: ids.as_deref(), limit: top + 1 };
    let add = |page: &mut Page, row: &Row<'_>| of.add(page, row, context.version);
    if let Place::Listed { .. } = place {
        changes::listed(tx, source, &stretch, |row| pull.add(row.get(0)?, |page| add(page, row)))?;
    } else {
        let reason = if of.is_restorable() { "changed" } else { "deleted" };
        let removed = changes::removed(tx, source.table, &stretch)?;
        let mut removed = removed.iter().peekable();
        changes::changed(tx, source, &stretch, |changed| {
            while let Some((number, id)) = removed.next_if(|(number, _)| *number < changed.number) {
                pull.remove(*number, id, "deleted")?;
            }
            if changed.is_listed {
                pull.add(changed.number, |page| add(page, changed.row))
            } else {
                pull.remove(changed.number, changed.row.get(1)?, reason)
            }
        })?;
        removed.try_for_each(|(number, id)| pull.remove(*number, id, "deleted"))?;
    }

    let Pull { page, last, has_more, .. } = pull;
    let (name, query) = match place {
        Place::Listed { .. } if has_more => (
            "@odata.nextLink",
            options.at_token("skiptoken", &seal.write(Place::Listed { after: last, upto })),
        ),
        Place::Changed { .. } if has_more => (
            "@odata.nextLink",
            options.at_token("skiptoken", &seal.write(Place::Changed { after: last, upto })),
        ),
        _ => ("@odata.deltaLink", options.at_token("deltatoken", &seal.write(Place::Since(upto)))),
    };
    let answer = page.end_with(Some((name, &format!("{}{}?{query}", context.base, context.path))))?;
    Ok(match page_size {
        Some(size) => answer.with("preference-applied", format!("odata.maxpagesize={size}")),
        None => answer,
    })
}

/// Tokens are bound to the tenant, the list, and what is shown of which entities.
fn seal(tx: &Tx<'_>, context: &Context, of: &dyn Followed, options: &Options) -> Result<Seal, Failure> {
    let option = |name| {
        let words: String = options.get(name).unwrap_or_default().split_whitespace().collect();
        words.to_ascii_lowercase()
    };
    let tenant = syncs::get(tx)?.id;
    Ok(Seal::of(&[&tenant, context.version.segment(), of.context(), &option("select"), &option("filter")]))
}

fn foreign(name: &str) -> Failure {
    Failure::bad_request(format!(
        "This ${name} is none of this list, or was given with other options. Take the link as it stands, or start again \
         without it."
    ))
}

/// 410, with the address to start again.
fn forgotten(context: &Context, options: &Options) -> Failure {
    let query = options.anew();
    let and = if query.is_empty() { "" } else { "?" };
    Failure {
        location: Some(format!("{}{}{and}{query}", context.base, context.path)),
        ..Failure::new(
            StatusCode::GONE,
            "syncStateNotFound",
            "What has changed since then is not known any more. Read the list anew: the header Location says where.",
        )
    }
}
