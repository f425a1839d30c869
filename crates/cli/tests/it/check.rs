//! `muster check`.

use crate::bench::{Bench, HEADER, csv, hash, row, serial, utf16};

/// Every kind of thing that the JSON can say, in small files.
fn mixed() -> Bench {
    let bench = Bench::new();
    bench.file("script.csv", utf16(&csv([1])));
    let damaged = hash(3).replacen("AAAA", "AABA", 1);
    bench.file(
        "excel.csv",
        format!(
            "sep=;\r\n{}\r\n{};;{};Kiosk;\r\n {};;{damaged};;\r\n",
            HEADER.replace(',', ";"),
            serial(2),
            hash(2),
            serial(3),
        ),
    );
    bench.file("again.csv", format!("{HEADER}\r\n{}", row(1, "", "")));
    bench.file("letter.txt", "Dear all,\r\nplease find the hashes attached.\r\n");
    bench
}

const MIXED: [&str; 4] = ["script.csv", "excel.csv", "again.csv", "letter.txt"];

#[test]
fn json() {
    let ran = mixed().run(&[&["check", "--format", "json"], MIXED.as_slice()].concat());
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn text() {
    let ran = mixed().run(&[&["check"], MIXED.as_slice()].concat());
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn text_in_dutch() {
    let ran = mixed().run(&[&["--lang", "nl", "check"], MIXED.as_slice()].concat());
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn status_tells_how_it_went() {
    let tuples = "Manufacturer,Model,Serial Number\r\nContoso,Book 1,12345\r\n";
    for (name, content, args, status) in [
        ("clean", csv([1, 2]), vec![], 0),
        ("only remarks", csv([1, 2]).replace("\r\n", "\n"), vec![], 0),
        ("a warning", csv([1, 1]), vec![], 0),
        ("an error", csv([1]).replacen("TEST-", "MINE-", 1), vec![], 1),
        ("tuples for Intune", tuples.to_owned(), vec![], 1),
        ("tuples for Partner Center", tuples.to_owned(), vec!["--target", "partner-center"], 0),
        ("a user", format!("{HEADER}\r\n{}", row(1, "", "a@b.example")), vec![], 0),
        (
            "a user of another domain",
            format!("{HEADER}\r\n{}", row(1, "", "a@b.example")),
            vec!["--domain", "contoso.example"],
            1,
        ),
        ("no device list", "nothing".to_owned(), vec![], 1),
        ("nothing at all", String::new(), vec![], 1),
    ] {
        let bench = Bench::new();
        bench.file("a.csv", content);
        let ran = bench.run(&[&["check"], args.as_slice(), &["a.csv"]].concat());
        assert_eq!(ran.status, status, "{name}: {ran:?}");
    }
}

#[test]
fn devices_are_counted_after_merging() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1, 2, 3])).file("b.csv", utf16(&csv([3, 4])));
    let json = bench.run(&["check", "--format", "json", "a.csv", "b.csv"]).json();
    assert_eq!(json["devices"], 4);
    assert_eq!(json["files"][0]["rows"], 3);
    assert_eq!(json["files"][1]["encoding"], "utf-16le-bom");
    let diagnostics = json["diagnostics"].as_array().unwrap();
    let duplicates: Vec<_> = diagnostics.iter().filter(|found| found["rule"] == "Z1").collect();
    assert_eq!(duplicates.len(), 1, "{json:#}");
}

#[test]
fn neither_hashes_nor_product_keys_are_shown() {
    let bench = Bench::new();
    let key = "BCDFG-HJKMP-QRTVW-XY234-6789B";
    let (first, second) = (hash(1), hash(2));
    // The columns are mixed up, and the second hash is damaged.
    bench.file(
        "a.csv",
        format!(
            "Hardware Hash,Windows Product ID,Device Serial Number\r\n\
             {},{key},{first}\r\n{},{key},{}!\r\n",
            serial(1),
            serial(2),
            &second[..3000],
        ),
    );
    for format in ["text", "json"] {
        let ran = bench.run(&["check", "--format", format, "a.csv"]);
        assert_eq!(ran.status, 1);
        let said = ran.out + &ran.err;
        assert!(!said.contains(key), "{said}");
        for hash in [&first, &second] {
            for at in (0..hash.len() - 64).step_by(64) {
                // The fill at the end is the same for all.
                let piece = &hash[at..at + 64];
                assert!(piece.contains("AAAAAAAAAAAAAAAA") || !said.contains(piece), "{said}");
            }
        }
        assert!(said.contains("P1"), "{said}");
    }
}

#[test]
fn values_do_nothing_to_a_terminal() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1]).replacen("TEST-", "\u{1b}[2J", 1));
    let ran = bench.run(&["check", "a.csv"]);
    assert_eq!(ran.status, 1);
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
}

#[test]
fn the_language_follows_the_environment() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1]));
    for (variables, wanted) in [
        (vec![], "device"),
        (vec![("LANG", "nl_NL.UTF-8")], "apparaat"),
        (vec![("LANG", "fr_FR.UTF-8")], "device"),
        (vec![("LANG", "nl_NL.UTF-8"), ("LC_ALL", "C")], "device"),
        (vec![("LANG", "nl_NL.UTF-8"), ("LC_MESSAGES", "en_GB.UTF-8")], "device"),
        (vec![("LANG", "en_GB.UTF-8"), ("LC_ALL", "nl_BE")], "apparaat"),
    ] {
        let output = bench.command(&["check", "a.csv"]).envs(variables.clone()).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(wanted), "{variables:?}: {said}");
    }
}

#[test]
fn json_is_english_whatever_the_language() {
    let bench = mixed();
    let args = [&["check", "--format", "json"], MIXED.as_slice()].concat();
    assert_eq!(bench.run(&[&["--lang", "nl"], args.as_slice()].concat()).out, bench.run(&args).out);
}
