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
