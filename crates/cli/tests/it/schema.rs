//! What the documentation says of the JSON holds for what the program prints.

use serde_json::{Map, Value};

use crate::bench::{Bench, csv, docs, hash};

/// Says where a value does not follow a schema. Only the keywords that the project's schemas use are known; any other
/// is a failure, lest it be taken for checked.
fn check(value: &Value, schema: &Value, root: &Value, at: &str) {
    for (keyword, wanted) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" => {}
            "$ref" => {
                let target = root.pointer(wanted.as_str().unwrap().trim_start_matches('#'));
                check(value, target.expect("a reference leads somewhere"), root, at);
            }
            "type" => assert!(types(wanted).contains(&type_of(value)), "{at}: {value} is no {wanted}"),
            "const" => assert_eq!(value, wanted, "{at}"),
            "enum" => {
                assert!(wanted.as_array().unwrap().contains(value), "{at}: {value} is none of {wanted}");
            }
            "minimum" => {
                assert!(
                    value.as_u64().is_none_or(|number| number >= wanted.as_u64().unwrap()),
                    "{at}: {value}"
                );
            }
            "minLength" => {
                assert!(length(value).is_none_or(|is| is >= wanted.as_u64().unwrap()), "{at}: {value}");
            }
            "maxLength" => {
                assert!(length(value).is_none_or(|is| is <= wanted.as_u64().unwrap()), "{at}: {value}");
            }
            "pattern" => assert!(matches(wanted.as_str().unwrap(), value.as_str().unwrap()), "{at}: {value}"),
            "items" => {
                for (index, item) in value.as_array().unwrap().iter().enumerate() {
                    check(item, wanted, root, &format!("{at}/{index}"));
                }
            }
            "required" => {
                for key in wanted.as_array().unwrap() {
                    assert!(value.get(key.as_str().unwrap()).is_some(), "{at}: {key} is missing");
                }
            }
            "properties" => properties(value.as_object().unwrap(), wanted.as_object().unwrap(), root, at),
            other => panic!("{at}: this test does not know the keyword {other}"),
        }
    }
}

/// Stricter than a schema has to be: what is printed must also be described.
fn properties(object: &Map<String, Value>, wanted: &Map<String, Value>, root: &Value, at: &str) {
    for (key, value) in object {
        let schema = wanted.get(key).unwrap_or_else(|| panic!("{at}: {key} is not described"));
        check(value, schema, root, &format!("{at}/{key}"));
    }
}

/// The characters of a text; lengths do not matter to anything else.
fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

fn types(wanted: &Value) -> Vec<&str> {
    match wanted {
        Value::Array(types) => types.iter().map(|one| one.as_str().unwrap()).collect(),
        one => vec![one.as_str().unwrap()],
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The two patterns that the schema uses.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        "^[A-Z][0-9]{1,2}$" => {
            let (letter, digits) = text.split_at(1);
            letter.bytes().all(|b| b.is_ascii_uppercase())
                && (1..=2).contains(&digits.len())
                && digits.bytes().all(|b| b.is_ascii_digit())
        }
        "^[a-z0-9]+(-[a-z0-9]+)*$" => text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        }),
        other => panic!("this test does not know the pattern {other}"),
    }
}

#[test]
fn the_schema_of_check_holds() {
    let schema: Value = serde_json::from_str(&docs("check-json.schema.json")).unwrap();
    let bench = Bench::new();
    bench
        .file("a.csv", csv([1, 2, 2]).replace("TEST-0000001", "MINE-0000001"))
        .file("b.csv", csv([3]).replace(',', "\t").replace("TEST", " TEST"))
        .file("c.txt", hash(4))
        .file("d.xml", format!("<Key><HardwareHash>{}</HardwareHash></Key>", hash(5)))
        .file("e.csv", "Contoso,Book 1,5CG1234567\r\n")
        .file("f.csv", [0_u8, 1, 2, 3]);
    let ran = bench.run(&["check", "--format", "json", ".", "missing.csv"]);
    assert_eq!(ran.status, 2);
    let json = ran.json();
    for list in ["files", "diagnostics", "unreadable"] {
        assert!(!json[list].as_array().unwrap().is_empty(), "{list}");
    }
    check(&json, &schema, &schema, "");
}

#[test]
fn the_example_of_check_follows_its_schema() {
    let schema: Value = serde_json::from_str(&docs("check-json.schema.json")).unwrap();
    check(&example("check-json.md"), &schema, &schema, "");
}

#[test]
fn the_example_of_inspect_is_what_is_printed() {
    let bench = Bench::new();
    bench.file("hash.txt", hash(1));
    let ran = bench.run(&["inspect", "--format", "json", "hash.txt"]);
    assert_eq!(example("inspect-json.md"), ran.json());
}

/// The first JSON of a page.
fn example(page: &str) -> Value {
    let page = docs(page);
    let (_, after) = page.split_once("```json\n").unwrap();
    let (json, _) = after.split_once("```").unwrap();
    serde_json::from_str(json).unwrap()
}
