//! Lists, numbers and single entities, and changes to them.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::filter::{self, Condition, FAR};
use super::property::{Entity, Kind, Property, Realm};
use super::shown::{Columns, Shown};
use crate::clock::Timestamp;
use crate::http::answer::Answer;
use crate::http::context::{Context, Version};
use crate::http::failure::Failure;
use crate::http::page::{Page, Selection};
use crate::http::query::Options;
use crate::store::question::Question;
use crate::store::slice::{Conditions, LONGEST, Owned, pattern};
use crate::store::sql::{Cell, Row, ToValue};
use crate::store::{Tx, counts, put_off};

/// The options of a list.
const LISTED: &[&str] = &["top", "skiptoken", "count", "select", "orderby", "filter", "search"];

/// The beginning of a question for rows of a kind, which depends on little and is long: each is made once.
fn selecting(
    seen_at: Option<Timestamp>,
    entity: &'static Entity,
    columns: Columns,
    version: Version,
) -> Arc<str> {
    type Key = (usize, Columns, Version, bool);
    static MADE: LazyLock<RwLock<HashMap<Key, Arc<str>>>> = LazyLock::new(RwLock::default);
    // One that is deleted and still shown doesn't say so.
    let hides = seen_at.is_some() && entity.set == put_off::DEVICES;
    let key = (std::ptr::from_ref(entity).addr(), columns, version, hides);
    if let Some(made) = MADE.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Arc::clone(made);
    }
    let mut text = "SELECT seq".to_owned();
    for property in entity.properties.iter().filter(|property| columns.has(property, version)) {
        let column = if hides && property.column == "deleted_at" { "NULL" } else { property.column };
        text.extend([", ", column]);
    }
    text.extend([" FROM ", entity.table]);
    let made: Arc<str> = text.into();
    MADE.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
    made
}

/// Of which entities a list is; and whether each is told with its type, as in lists that may have others too.
#[derive(Debug, Default)]
pub struct Within {
    /// A condition besides that of the kind.
    pub condition: Option<Condition>,
    /// Where the type of what is listed is described, where that isn't the kind itself.
    pub typed: Option<&'static str>,
}

impl Within {
    /// Those for which a condition holds; each `?` in it is one of the values, `{tenant}` the tenant.
    pub fn of(sql: &str, values: Vec<Owned>) -> Within {
        Within { condition: Some(Condition { sql: sql.to_owned(), values }), typed: None }
    }

    /// Those whose columns hold that.
    pub fn columns(wanted: &[(&'static str, &str)]) -> Within {
        let tests: Vec<String> = wanted.iter().map(|(column, _)| format!("{column} = ?")).collect();
        let values = wanted.iter().map(|(_, value)| Owned::Text((*value).to_owned())).collect();
        Within::of(&tests.join(" AND "), values)
    }

    /// The same as a list of objects of the directory.
    pub fn typed(self) -> Within {
        Within { typed: Some("directoryObjects"), ..self }
    }
}

/// The rows that a request asks for.
fn conditions(
    tx: &Tx<'_>,
    context: &Context,
    options: &Options,
    entity: &'static Entity,
    within: Option<&Condition>,
    in_order: bool,
) -> Result<Conditions, Failure> {
    let mut conditions = put_off::shown(tx, entity.set, Some(entity.condition));
    if let Some(condition) = within {
        conditions.and(&condition.sql, condition.values.iter().cloned());
    }
    advanced(context, options, entity)?;
    if let Some(filter) = options.get("filter") {
        let condition = filter::read(filter, entity, context.version)?;
        let condition = if in_order { condition.in_order() } else { condition };
        conditions.and(&condition.sql, condition.values);
    }
    if let Some(search) = options.get("search") {
        let (column, text) = searched(search, entity)?;
        conditions.and(
            &format!("(lower({column}) LIKE ? ESCAPE '\\' OR lower({column}) LIKE ? ESCAPE '\\')"),
            [
                Owned::Text(format!("{}%", pattern(&text.to_ascii_lowercase()))),
                Owned::Text(format!("% {}%", pattern(&text.to_ascii_lowercase()))),
            ],
        );
    }
    Ok(conditions)
}

/// The directory answers some questions only to those who say that they know it may be a moment behind.
fn advanced(context: &Context, options: &Options, entity: &Entity) -> Result<(), Failure> {
    if entity.realm != Realm::Directory {
        return Ok(());
    }
    let compares = options.get("filter").is_some_and(filter::is_advanced);
    let orders = options.get("filter").is_some() && options.get("orderby").is_some();
    // A number alone is counted whatever is said of it, and what is searched for needn't be.
    let counts = context.path.ends_with("/$count") || options.count()?;
    let is_said = context.is_eventual && (counts || !(compares || orders));
    if is_said || (options.get("search").is_none() && !compares && !orders) {
        return Ok(());
    }
    let message =
        "This is an advanced query: it takes the header ConsistencyLevel: eventual, and $count=true.";
    Err(Failure { code: "Request_UnsupportedQuery", ..Failure::bad_request(message) })
}

/// `"displayName:text"`: the start of a word.
fn searched(search: &str, entity: &'static Entity) -> Result<(&'static str, String), Failure> {
    let unquoted = search.trim().strip_prefix('"').and_then(|search| search.strip_suffix('"'));
    let named = unquoted.and_then(|search| search.split_once(':'));
    let property = named.and_then(|(name, text)| {
        let property =
            entity.properties.iter().find(|property| property.name.eq_ignore_ascii_case(name.trim()))?;
        (Some(property.column) == entity.searched).then(|| (property.column, text.trim().to_owned()))
    });
    property.filter(|(_, text)| !text.is_empty() && text.len() <= LONGEST).ok_or_else(|| {
        Failure::bad_request(match entity.searched {
            Some(_) => {
                "This $search is not supported here. Use $search=\"displayName:text\", with a short text."
            }
            None => "$search is not supported here. Use $filter.",
        })
    })
}

/// By which column a list is ordered, and whether backwards.
fn order(
    options: &Options,
    entity: &'static Entity,
    context: &Context,
) -> Result<Option<(&'static Property, bool)>, Failure> {
    let Some(text) = options.get("orderby") else { return Ok(None) };
    let mut words = text.split_ascii_whitespace();
    let property = words.next().and_then(|name| entity.property(name, context.version));
    let backwards = match words.next().map(str::to_ascii_lowercase).as_deref() {
        None | Some("asc") => Some(false),
        Some("desc") => Some(true),
        Some(_) => None,
    };
    let sortable = property.filter(|property| !matches!(property.kind, Kind::List | Kind::Object));
    match (sortable, backwards, words.next()) {
        (Some(property), Some(backwards), None) => Ok(Some((property, backwards))),
        _ => Err(Failure::bad_request(
            "This $orderby is not supported here. Use the name of one property, with asc or desc.",
        )),
    }
}

/// What a property that holds nothing is ordered as.
fn nothing(property: &Property) -> Owned {
    match property.kind {
        Kind::Text | Kind::Word(..) => Owned::Text(String::new()),
        Kind::Until => Owned::Integer(FAR),
        Kind::Moment | Kind::Since => Owned::Integer(-FAR),
        _ => Owned::Integer(0),
    }
}

/// The column as rows are ordered by it.
fn key(property: &Property) -> String {
    match nothing(property) {
        Owned::Integer(number) => format!("coalesce({}, {number})", property.column),
        Owned::Text(_) | Owned::Null => format!("lower(coalesce({}, ''))", property.column),
    }
}

/// Where a row stands in a list: its number, and by what it is ordered, where that is not its number alone.
fn write(seq: i64, key: Option<&Owned>) -> String {
    URL_SAFE_NO_PAD.encode(match key {
        None | Some(Owned::Null) => format!("{seq} "),
        Some(Owned::Text(text)) => format!("{seq} t{text}"),
        Some(Owned::Integer(number)) => format!("{seq} n{number}"),
    })
}

fn read(token: &str) -> Option<(i64, Option<Owned>)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    // Not every database has a place for the character NUL.
    if text.contains('\0') {
        return None;
    }
    let (seq, key) = text.split_once(' ')?;
    let key = match key.split_at_checked(1) {
        None => None,
        Some(("t", text)) => Some(Owned::Text(text.to_owned())),
        Some(("n", number)) => Some(Owned::Integer(number.parse().ok()?)),
        Some(_) => return None,
    };
    Some((seq.parse().ok()?, key))
}

/// A page of a list.
pub fn list(
    tx: &Tx<'_>,
    context: &Context,
    entity: &'static Entity,
    within: Within,
) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(LISTED)?;
    let Within { condition, typed } = within;
    let is_whole = is_whole(tx, &options, condition.as_ref());
    let met = |in_order| conditions(tx, context, &options, entity, condition.as_ref(), in_order);
    let mut conditions = met(false)?;
    let counts = options.count()? || (entity.always_counts && options.get("count").is_none());
    let count = counts.then(|| number(tx, entity, &conditions, is_whole)).transpose()?;
    let order = order(&options, entity, context)?;
    let top = options.top_of(entity.page, entity.most);
    let mut seq_key = "seq";
    if options.get("filter").is_some() && order.is_none() {
        match (count, &top) {
            (Some(count), Ok(top)) if is_rare(tx, entity, count, *top)? => seq_key = "+seq",
            _ => conditions = met(true)?,
        }
    }
    if let Some(token) = options.get("skiptoken") {
        let (seq, after) = read(token).ok_or_else(foreign_token)?;
        let sign = if order.is_some_and(|(_, backwards)| backwards) { "<" } else { ">" };
        match (order, after) {
            (None, None) => conditions.and(&format!("{seq_key} > ?"), [Owned::Integer(seq)]),
            (Some((property, _)), Some(after)) => {
                if std::mem::discriminant(&after) != std::mem::discriminant(&nothing(property)) {
                    return Err(foreign_token());
                }
                conditions
                    .and(&format!("({}, seq) {sign} (?, ?)", key(property)), [after, Owned::Integer(seq)]);
            }
            _ => return Err(foreign_token()),
        }
    }
    let top = top?;
    let by = match order {
        None => seq_key.to_owned(),
        Some((property, false)) => format!("{}, seq", key(property)),
        Some((property, true)) => format!("{} DESC, seq DESC", key(property)),
    };
    conditions.order(&by, top + 1);

    let selection = Selection::of(&options)?;
    let mut columns = if selection.is_none() { Columns::Listed } else { Columns::All };
    if order.is_some_and(|(property, _)| !columns.has(property, context.version)) {
        columns = Columns::All;
    }
    let place = order.and_then(|(property, _)| {
        let mut had = entity.properties.iter().filter(|other| columns.has(other, context.version));
        let at = had.position(|other| std::ptr::eq(other, property))?;
        Some((at + 1, property))
    });
    let of_type = context.context_of(typed.unwrap_or(entity.context));
    let mut page = Page::new(&of_type, count, Selection::of(&options)?)?;
    let (mut shown, mut last, mut has_more) = (0, None, false);
    let question = conditions.question(&selecting(tx.seen_at(), entity, columns, context.version));
    tx.each(&question.sql, &question.values(), |row| {
        if shown == top {
            has_more = true;
            return Ok(());
        }
        shown += 1;
        if shown == top {
            last = Some((row.get(0)?, place.map(|(at, property)| key_of(row, at, property)).transpose()?));
        }
        page.add(&Shown {
            entity,
            row,
            columns,
            version: context.version,
            context: None,
            typed: typed.is_some(),
            selection: selection.as_ref(),
        })
    })?;
    let next = last.filter(|_| has_more).map(|(seq, key)| {
        let token = write(seq, key.as_ref());
        format!("{}{}?{}", context.base, context.path, options.next_page(&token))
    });
    page.end(next.as_deref())
}

fn key_of(row: &Row<'_>, place: usize, property: &Property) -> Result<Owned, Failure> {
    Ok(match row.cell(place)? {
        Cell::Integer(number) => Owned::Integer(number),
        Cell::Text(text) => Owned::Text(text.to_ascii_lowercase()),
        Cell::Null | Cell::Bytes(_) => nothing(property),
    })
}

fn foreign_token() -> Failure {
    Failure::bad_request(
        "This $skiptoken is none of this list. Take @odata.nextLink as it stands, or start again.",
    )
}

/// Whether a request is about all rows of a list, as they are.
fn is_whole(tx: &Tx<'_>, options: &Options, within: Option<&Condition>) -> bool {
    let narrows = |name| options.get(name).is_some();
    tx.seen_at().is_none() && within.is_none() && !narrows("filter") && !narrows("search")
}

/// Whether it takes less to find all rows that meet a condition and to put them in order than to go through the list in its order
/// until a page is full. Databases can't tell: what is compared isn't known when they plan. A plus before what they would go by makes
/// them go by the other.
fn is_rare(tx: &Tx<'_>, entity: &Entity, count: u64, top: usize) -> Result<bool, Failure> {
    if count <= top as u64 {
        return Ok(true);
    }
    let all = counts::of(tx, entity.table, entity.set)?.unwrap_or(count);
    Ok(count.saturating_mul(count) <= all.saturating_mul(top as u64 + 1))
}

fn number(tx: &Tx<'_>, entity: &Entity, conditions: &Conditions, is_whole: bool) -> Result<u64, Failure> {
    if is_whole && let Some(kept) = counts::of(tx, entity.table, entity.set)? {
        return Ok(kept);
    }
    let sql = format!("SELECT count(*) FROM {}{}", entity.table, conditions.sql());
    Ok(tx.value(&sql, &conditions.values())?)
}

/// How many there are.
pub fn count(
    tx: &Tx<'_>,
    context: &Context,
    entity: &'static Entity,
    within: Within,
) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(&["filter", "search"])?;
    let Within { condition, .. } = within;
    let is_whole = is_whole(tx, &options, condition.as_ref());
    let conditions = conditions(tx, context, &options, entity, condition.as_ref(), false)?;
    Ok(Answer::count(number(tx, entity, &conditions, is_whole)?))
}

/// An object of the directory with its type, as it is told among others; `None`: there is none of that kind with that id.
pub fn object(
    tx: &Tx<'_>,
    context: &Context,
    entity: &'static Entity,
    id: &str,
) -> Result<Option<Value>, Failure> {
    let mut conditions = put_off::shown(tx, entity.set, Some(entity.condition));
    conditions.and("id = ?", [Owned::Text(id.to_owned())]);
    let (columns, version) = (Columns::Listed, context.version);
    let question = conditions.question(&selecting(tx.seen_at(), entity, columns, version));
    let mut found = None;
    tx.each(&question.sql, &question.values(), |row| {
        let shown = Shown { entity, row, columns, version, context: None, typed: true, selection: None };
        found = Some(serde_json::to_value(&shown).map_err(|error| Failure::internal(&error.to_string()))?);
        Ok::<_, Failure>(())
    })?;
    Ok(found)
}

/// One entity, by what a column holds of it.
pub fn find(
    tx: &Tx<'_>,
    context: &Context,
    entity: &'static Entity,
    place: (&'static str, &str),
) -> Result<Answer, Failure> {
    find_within(tx, context, entity, Within::columns(&[place]))
}

/// One entity, by what several columns hold of it.
pub fn find_within(
    tx: &Tx<'_>,
    context: &Context,
    entity: &'static Entity,
    within: Within,
) -> Result<Answer, Failure> {
    let (question, one) = One::of(tx.seen_at(), context, entity, within)?;
    let mut answer = None;
    tx.each(&question.sql, &question.values(), |row| {
        answer = Some(one.answer(context, row)?);
        Ok::<_, Failure>(())
    })?;
    answer.ok_or_else(|| entity.not_found())
}

/// How an entity by itself is told.
pub struct One {
    entity: &'static Entity,
    columns: Columns,
    selection: Option<Selection>,
}

impl One {
    /// The question for it, and how it is told; at the moment at which a transaction sees the data, where that matters.
    pub fn of(
        seen_at: Option<Timestamp>,
        context: &Context,
        entity: &'static Entity,
        within: Within,
    ) -> Result<(Question, One), Failure> {
        let options = Options::of(context)?.only(&["select"])?;
        let selection = Selection::of(&options)?;
        let mut conditions = put_off::shown_at(seen_at, entity.set, Some(entity.condition));
        if let Some(condition) = within.condition {
            conditions.and(&condition.sql, condition.values);
        }
        let columns = if selection.is_none() { Columns::Alone } else { Columns::All };
        let question = conditions.question(&selecting(seen_at, entity, columns, context.version));
        Ok((question, One { entity, columns, selection }))
    }

    /// The answer with it.
    pub fn answer(&self, context: &Context, row: &Row<'_>) -> Result<Answer, Failure> {
        let of_type = context.context_of(&format!("{}/$entity", self.entity.context));
        let shown = Shown {
            entity: self.entity,
            row,
            columns: self.columns,
            version: context.version,
            context: Some(&of_type),
            typed: false,
            selection: self.selection.as_ref(),
        };
        match &self.selection {
            Some(selection) => Answer::ok(&selection.apply(&shown)?),
            None => Answer::ok(&shown),
        }
    }
}

/// Writes what a body says of properties that a client may change; all else in it is passed over. How many rows there were: one,
/// or none.
pub fn change(
    tx: &Tx<'_>,
    context: &Context,
    entity: &'static Entity,
    id: &str,
    body: &Map<String, Value>,
) -> Result<usize, Failure> {
    let mut values = vec![Owned::Text(id.to_owned())];
    let mut assignments = Vec::new();
    for (name, value) in body {
        let Some(property) = entity.property(name, context.version).filter(|property| property.is_writable)
        else {
            continue;
        };
        // Databases differ in which of two they take.
        let assigned = format!("{} = ", property.column);
        if assignments.iter().any(|other: &String| other.starts_with(&assigned)) {
            return Err(Failure::bad_request(format!("The body says twice what '{}' is.", property.name)));
        }
        values.push(owned(property, value)?);
        assignments.push(format!("{} = ?{}", property.column, values.len() + 1));
    }
    // A statement without changes still tells whether there is such a row.
    assignments.push("id = id".to_owned());
    let sql = format!(
        "UPDATE {} SET {} WHERE tenant = ?1 AND id = ?2 AND {}",
        entity.table,
        assignments.join(", "),
        entity.condition
    );
    let values: Vec<_> = values.iter().map(ToValue::value).collect();
    Ok(tx.execute(&sql, &values)?)
}

/// What a column holds of a value of the wire.
fn owned(property: &Property, value: &Value) -> Result<Owned, Failure> {
    let made = match (property.kind, value) {
        (Kind::Text | Kind::Object | Kind::List, Value::Null) => Some(Owned::Null),
        (Kind::Text, Value::String(text)) => Some(Owned::Text(text.clone())),
        (Kind::Word(both, beta), Value::String(text)) => {
            // What isn't known yet is for servers to say.
            let mut members = both.iter().chain(beta).filter(|member| **member != "unknownFutureValue");
            let member = members.find(|member| member.eq_ignore_ascii_case(text));
            member.map(|member| Owned::Text((*member).to_owned()))
        }
        (Kind::Flag | Kind::Bool, Value::Bool(is)) => Some(Owned::Integer((*is).into())),
        (Kind::Number | Kind::MaybeNumber, Value::Number(number)) => number.as_i64().map(Owned::Integer),
        (Kind::Moment | Kind::Since | Kind::Until, Value::String(text)) => {
            Timestamp::parse(text).map(|moment| Owned::Integer(moment.0))
        }
        (Kind::Object, Value::Object(_)) | (Kind::List, Value::Array(_)) => {
            Some(Owned::Text(value.to_string()))
        }
        _ => None,
    };
    made.ok_or_else(|| {
        Failure::bad_request(format!(
            "The property '{}' can't be what the body says. Nothing was changed.",
            property.name
        ))
    })
}
