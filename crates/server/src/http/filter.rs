//! The few filters that the real service takes. Any other is refused: one that is silently ignored gives devices that
//! nobody asked for.

use super::failure::Failure;
use crate::store::slice::LONGEST;

/// `contains(serialNumber,'…')`: the text.
pub fn serial_contains(filter: &str) -> Result<String, Failure> {
    let argument = call(filter, "contains").and_then(|inside| {
        let (property, value) = inside.split_once(',')?;
        property.trim().eq_ignore_ascii_case("serialNumber").then_some(value)
    });
    let text = argument.and_then(literal).ok_or_else(|| unsupported("contains(serialNumber,'text')"))?;
    if text.len() > LONGEST {
        return Err(Failure::bad_request("This $filter is too long: no serial number has that in it."));
    }
    Ok(text)
}

/// `importId eq '…'`: the id.
pub fn import_id(filter: &str) -> Result<String, Failure> {
    let mut words = filter.split_ascii_whitespace();
    let is_wanted = words.next().is_some_and(|word| word.eq_ignore_ascii_case("importId"))
        && words.next().is_some_and(|word| word.eq_ignore_ascii_case("eq"));
    let value = words.next().filter(|_| is_wanted && words.next().is_none());
    let bare = value.and_then(|value| literal(value).or_else(|| Some(value.to_owned())));
    bare.and_then(|value| uuid::Uuid::try_parse(&value).ok())
        .map(|id| id.to_string())
        .ok_or_else(|| unsupported("importId eq 'id'"))
}

/// How many entities a filter of changes names at most.
const MOST_IDS: usize = 50;

/// `id eq '…' or id eq '…'`: the ids.
pub fn ids(filter: &str) -> Result<Vec<String>, Failure> {
    let words: Vec<&str> = filter.split_ascii_whitespace().collect();
    let id = |part: &[&str]| match part {
        [property, operator, value]
            if property.eq_ignore_ascii_case("id") && operator.eq_ignore_ascii_case("eq") =>
        {
            // Those that are GUIDs have one spelling.
            let id = literal(value)?;
            Some(uuid::Uuid::try_parse(&id).map_or(id, |id| id.to_string()))
        }
        _ => None,
    };
    let ids: Option<Vec<String>> = words.split(|word| word.eq_ignore_ascii_case("or")).map(id).collect();
    match ids {
        Some(ids) if ids.len() > MOST_IDS => Err(Failure::bad_request(format!(
            "This $filter names more than {MOST_IDS} ids. Ask for less at once."
        ))),
        Some(ids) => Ok(ids),
        None => Err(unsupported("id eq 'id' or id eq 'id'")),
    }
}

fn call<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (function, inside) = text.trim().strip_suffix(')')?.split_once('(')?;
    function.trim().eq_ignore_ascii_case(name).then_some(inside)
}

/// A text in single quotes; one inside is doubled.
fn literal(text: &str) -> Option<String> {
    let inside = text.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    let unescaped = inside.replace("''", "\u{0}");
    (!unescaped.contains('\'')).then(|| unescaped.replace('\u{0}', "'"))
}

fn unsupported(supported: &str) -> Failure {
    Failure::bad_request(format!(
        "This $filter is not supported here. Use $filter={supported}, or no filter, and compare what comes back."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_serial_numbers() {
        for (filter, wanted) in [
            ("contains(serialNumber,'AB-1')", Some("AB-1")),
            (" Contains( serialnumber , 'a b' ) ", Some("a b")),
            ("contains(serialNumber,'it''s')", Some("it's")),
            ("contains(serialNumber,'a,b)')", Some("a,b)")),
            ("contains(serialNumber,'')", Some("")),
            ("contains(serialNumber,'a'b')", None),
            ("contains(serialNumber,a)", None),
            ("contains(displayName,'a')", None),
            ("serialNumber eq 'a'", None),
            ("contains(serialNumber,'a') or contains(serialNumber,'b')", None),
            ("", None),
        ] {
            assert_eq!(serial_contains(filter).ok().as_deref(), wanted, "{filter}");
        }
    }

    #[test]
    fn ids_of_entities() {
        const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
        for (filter, wanted) in [
            (format!("id eq '{ID}'"), Some(vec![ID])),
            (format!(" ID  Eq '{}' OR id eq 'x'", ID.to_uppercase()), Some(vec![ID, "x"])),
            (format!("id eq '{ID}' and id eq 'x'"), None),
            (format!("id ne '{ID}'"), None),
            (format!("id eq '{ID}' or"), None),
            (format!("id eq {ID}"), None),
            ("displayName eq 'x'".to_owned(), None),
            (String::new(), None),
        ] {
            let wanted = wanted.map(|ids| ids.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(ids(&filter).ok(), wanted, "{filter}");
        }
        assert!(ids(&vec!["id eq 'x'"; 50].join(" or ")).is_ok());
        assert!(ids(&vec!["id eq 'x'"; 51].join(" or ")).is_err());
    }

    #[test]
    fn ids_of_calls() {
        const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
        for (filter, wanted) in [
            (format!("importId eq '{ID}'"), true),
            (format!("importid EQ '{}'", ID.to_uppercase()), true),
            (format!("importId eq {ID}"), true),
            (format!("importId ne '{ID}'"), false),
            (format!("id eq '{ID}'"), false),
            (format!("importId eq '{ID}' and true"), false),
            ("importId eq 'x'".to_owned(), false),
        ] {
            assert_eq!(import_id(&filter).ok().as_deref(), wanted.then_some(ID), "{filter}");
        }
    }
}
