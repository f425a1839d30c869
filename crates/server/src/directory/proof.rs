//! What holds for every `$filter`, whatever it says: asserted by tests here, and by the fuzz target in `fuzz/`.

use std::collections::BTreeSet;

use super::filter;
use super::property::Entity;
use super::{CLEANUP_RULES, DELETED_DEVICES, DEVICE_CATEGORIES, DEVICES, MANAGED_DEVICES, USERS};
use crate::http::context::Version;
use crate::http::filter::{import_id, serial_contains};
use crate::store::slice::Conditions;
use crate::store::{Database, StoreError, Tenant};

/// Every kind of entity.
const ENTITIES: [&Entity; 6] =
    [&MANAGED_DEVICES, &DEVICES, &DELETED_DEVICES, &CLEANUP_RULES, &USERS, &DEVICE_CATEGORIES];

/// The words that conditions are made of, besides columns.
const WORDS: [&str; 14] = [
    "AND", "BEGIN", "ESCAPE", "IS", "LIKE", "NOT", "NULL", "OR", "coalesce", "lower", "tenant", "seq", "1",
    "0",
];

thread_local! {
    static EMPTY: Database = Database::inline().expect("there is memory");
}

/// Asserts what holds for a filter; how many kinds of entity take it, in either version.
///
/// # Panics
/// When something doesn't hold.
pub fn hold(text: &str) -> usize {
    let _ = (serial_contains(text), import_id(text));
    let mut taken = 0;
    for entity in ENTITIES {
        for version in [Version::V1, Version::Beta] {
            match filter::read(text, entity, version) {
                Ok(condition) => {
                    holds(&condition, entity);
                    taken += 1;
                }
                Err(failure) => assert!(failure.status == 400 && !failure.message.is_empty()),
            }
        }
    }
    taken
}

fn holds(condition: &filter::Condition, entity: &Entity) {
    let filter::Condition { sql, values } = condition;
    assert_eq!(sql.matches('?').count(), values.len(), "{sql}");
    // Nothing that a client says is a part of the statement: it is made of our own words alone.
    let columns: BTreeSet<&str> = entity.properties.iter().map(|property| property.column).collect();
    for word in sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty()) {
        let is_end = word.parse::<i64>() == Ok(filter::FAR);
        assert!(is_end || WORDS.contains(&word) || columns.contains(word), "{word} in {sql}");
    }
    assert!(!sql.contains([';', '"', '/', '\n']) && !sql.contains("--"), "{sql}");
    let mut conditions = Conditions::default();
    conditions.and(sql, values.iter().cloned());
    let sql = format!("SELECT count(*) FROM {}{}", entity.table, conditions.sql());
    let counted: Result<u64, StoreError> = EMPTY
        .with(|database| database.read_blocking(Tenant::DEFAULT, |tx| tx.value(&sql, &conditions.values())));
    assert_eq!(counted, Ok(0), "{sql}");
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;
    use proptest::sample::select;

    use crate::store::{Tx, put_off};

    use super::super::property::{CONTAINS, EQ, Kind, LT_GT, NE, Property, STARTS};
    use super::*;

    /// The seeds of the fuzz target, which needs a nightly compiler: what it asserts doesn't.
    #[test]
    fn every_seed_holds() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/filter");
        let mut taken = 0;
        for seed in fs::read_dir(&corpus).expect("the corpus is there") {
            let text = fs::read(seed.expect("the seeds can be read").path()).expect("a seed can be read");
            taken += usize::from(std::str::from_utf8(&text).is_ok_and(|text| hold(text) > 0));
        }
        assert!(taken > 5, "{taken} seeds are filters");
    }

    fn literal(kind: Kind) -> BoxedStrategy<String> {
        let text = "[a-z'%_\\\\é ]{0,6}".prop_map(|text| format!("'{}'", text.replace('\'', "''")));
        match kind {
            Kind::Text => prop_oneof![text, "[a-z0-9-]{1,8}"].boxed(),
            Kind::Word(both, _) => select(both).prop_map(|word| format!("'{word}'")).boxed(),
            Kind::Flag | Kind::Bool => select(&["true", "FALSE"][..]).prop_map(str::to_owned).boxed(),
            Kind::Number | Kind::MaybeNumber => any::<i64>().prop_map(|number| number.to_string()).boxed(),
            _ => (1..9999_u16, 1..13_u8, 1..29_u8)
                .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}T00:00:00Z"))
                .boxed(),
        }
    }

    /// A comparison that is said to be supported.
    fn comparison(property: &'static Property) -> BoxedStrategy<String> {
        let name = property.name;
        let operators = [(EQ, "eq"), (NE, "NE"), (LT_GT, "lt"), (LT_GT, "le"), (LT_GT, "gt"), (LT_GT, "ge")];
        let operators: Vec<&str> = operators
            .into_iter()
            .filter(|(bit, _)| property.filters & bit != 0)
            .map(|(_, name)| name)
            .collect();
        let functions = [(CONTAINS, "contains"), (STARTS, "startsWith")];
        let functions: Vec<&str> = functions
            .into_iter()
            .filter(|(bit, _)| property.filters & bit != 0)
            .map(|(_, name)| name)
            .collect();
        let compared = (
            select(if operators.is_empty() { vec!["eq"] } else { operators.clone() }),
            literal(property.kind),
        )
            .prop_map(move |(operator, literal)| format!("{name} {operator} {literal}"));
        if functions.is_empty() {
            return compared.boxed();
        }
        let called = (select(functions), literal(Kind::Text)).prop_map(move |(function, literal)| {
            let literal = if literal.starts_with('\'') { literal } else { format!("'{literal}'") };
            format!("{function}({name},{literal})")
        });
        if operators.is_empty() { called.boxed() } else { prop_oneof![compared, called].boxed() }
    }

    fn supported(entity: &'static Entity) -> impl Strategy<Value = String> {
        let properties: Vec<&'static Property> =
            entity.properties.iter().filter(|property| property.filters != 0 && !property.is_beta).collect();
        let one = select(properties).prop_flat_map(comparison);
        one.prop_recursive(4, 24, 3, |inner| {
            prop_oneof![
                inner.clone().prop_map(|inner| format!("( {inner})")),
                (inner.clone(), select(&["and", "or", "AND"][..]), inner)
                    .prop_map(|(one, word, other)| format!("{one} {word} {other}")),
            ]
        })
    }

    /// Parts of filters, in any order.
    fn shuffled() -> impl Strategy<Value = String> {
        let words = [
            "(",
            ")",
            ",",
            "'",
            "''",
            "'a'",
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "null",
            "true",
            "contains(",
            "startswith(",
            "endswith(",
            "deviceName",
            "managementState",
            "'managed'",
            "lastSyncDateTime",
            "2026-01-01",
            "isManaged",
            "id",
            "?",
            "%",
            "\\",
            "\u{feff}",
            "é",
            " ",
            "\t",
            "-1",
            "1e9",
            "in",
            "any(d:",
        ];
        proptest::collection::vec((select(words.to_vec()), any::<bool>()), 0..30).prop_map(|words| {
            words.iter().flat_map(|(word, apart)| [*word, if *apart { " " } else { "" }]).collect()
        })
    }

    /// How an answer is found.
    fn plan(asked: &str, entity: &Entity, condition: filter::Condition, order: Option<&str>) -> String {
        let mut conditions = put_off::shown_at(None, entity.set, Some(entity.condition));
        conditions.and(&condition.sql, condition.values);
        if let Some(order) = order {
            conditions.order(order, 101);
        }
        let question =
            conditions.question(&format!("EXPLAIN QUERY PLAN SELECT {asked} FROM {}", entity.table));
        let read = |tx: &Tx<'_>| tx.all(&question.sql, &question.values(), |row| row.get::<String>(3));
        EMPTY.with(|database| database.read_blocking(Tenant::DEFAULT, read)).unwrap().concat()
    }

    /// What filters are asked for most is counted without looking at a row.
    #[test]
    fn counting_reads_an_index_alone() {
        const OLD: &str = "lt 2026-01-01T00:00:00Z";
        for (entity, filter, index) in [
            (&MANAGED_DEVICES, format!("lastSyncDateTime {OLD}"), "managed_devices_since_sync"),
            (&MANAGED_DEVICES, format!("enrolledDateTime {OLD}"), "managed_devices_since_enrolment"),
            (&MANAGED_DEVICES, "complianceState eq 'compliant'".to_owned(), "managed_devices_by_compliance"),
            (&MANAGED_DEVICES, "operatingSystem eq 'iOS'".to_owned(), "managed_devices_by_system"),
            (&DEVICES, format!("approximateLastSignInDateTime {OLD}"), "directory_devices_since_sign_in"),
        ] {
            let condition = filter::read(&filter, entity, Version::V1).unwrap();
            let counting = plan("count(*)", entity, condition.clone(), None);
            assert!(counting.contains(&format!("USING COVERING INDEX {index} ")), "{filter}: {counting}");
            // A page of a list of which most rows meet the filter is no work for all of them.
            let page = plan("*", entity, condition.clone().in_order(), Some("seq"));
            assert!(!page.contains("B-TREE"), "{filter}: {page}");
            if condition.sql.contains("coalesce") {
                let page = plan("*", entity, condition, Some("+seq"));
                assert!(page.contains(index) && page.contains("B-TREE"), "{filter}: {page}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

        #[test]
        fn what_is_supported_is_taken(managed in supported(&MANAGED_DEVICES), object in supported(&DEVICES)) {
            let denied = format!("not({object}) and {object}");
            for (text, entity) in [(&managed, &MANAGED_DEVICES), (&object, &DEVICES), (&denied, &DEVICES)] {
                for version in [Version::V1, Version::Beta] {
                    let taken = filter::read(text, entity, version);
                    prop_assert!(taken.is_ok(), "{text}: {taken:?}");
                }
                hold(text);
            }
        }

        #[test]
        fn anything_holds(shuffled in shuffled(), any in any::<String>()) {
            hold(&shuffled);
            hold(&any);
        }
    }
}
