//! `muster inspect`.

use hardware_hash::{Builder, TextField};

use crate::bench::{Bench, csv, hash, serial, utf16, zip};

#[test]
fn text() {
    let bench = Bench::new();
    bench.file("hash.txt", hash(1));
    let ran = bench.run(&["inspect", "hash.txt"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn json() {
    let bench = Bench::new();
    bench.file("hash.txt", hash(1));
    let ran = bench.run(&["inspect", "--format", "json", "hash.txt"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_hash_that_says_little() {
    let bench = Bench::new();
    let bare = Builder::new().text(TextField::Serial, "TEST-1").text(TextField::Manufacturer, "Contoso");
    bench.file("hash.txt", bare.build().unwrap().to_text());
    let ran = bench.run(&["inspect", "hash.txt"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    insta::assert_snapshot!(ran.out);
}

#[test]
fn every_kind_of_file() {
    let bench = Bench::new();
    let xml = format!(
        "<?xml version=\"1.0\"?>\r\n<Key><ProductKeyID>0000000000001</ProductKeyID>\
         <HardwareHash>{}</HardwareHash></Key>\r\n",
        hash(1)
    );
    let wrapped: String =
        hash(1).as_bytes().chunks(76).flat_map(|line| [line, b"\r\n"].concat()).map(char::from).collect();
    for (name, content) in [
        ("bare.txt", hash(1).into_bytes()),
        ("bare with a line end.txt", (hash(1) + "\r\n").into_bytes()),
        ("bare in UTF-16.txt", utf16(&hash(1))),
        ("wrapped.txt", wrapped.into_bytes()),
        ("OA3.xml", xml.into_bytes()),
        ("file.csv", csv([1]).into_bytes()),
        ("utf16.csv", utf16(&csv([1]))),
        ("packed.zip", zip(&[("file.csv", csv([1]).as_bytes())])),
    ] {
        bench.file(name, &content);
        let of_file = bench.run(&["inspect", "--format", "json", name]);
        let of_input = bench.run_with_input(&["inspect", "--format", "json", "-"], &content);
        for ran in [of_file, of_input] {
            assert_eq!(ran.status, 0, "{name}: {ran:?}");
            let json = ran.json();
            assert_eq!(json["hashes"].as_array().unwrap().len(), 1, "{name}");
            assert_eq!(json["hashes"][0]["content"]["serial"], serial(1), "{name}");
        }
    }
}

#[test]
fn rows() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1, 2, 3]));
    for (args, serials, status) in [
        (&[][..], &[1, 2, 3][..], 0),
        (&["--row", "2"], &[2], 0),
        (&["--row", "4"], &[], 2),
        (&["--row", "0"], &[], 2),
    ] {
        let ran = bench.run(&[&["inspect", "--format", "json"], args, &["a.csv"]].concat());
        assert_eq!(ran.status, status, "{args:?}: {ran:?}");
        if status == 0 {
            let json = ran.json();
            let got: Vec<String> = json["hashes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|hash| hash["content"]["serial"].as_str().unwrap().to_owned())
                .collect();
            assert_eq!(got, serials.iter().map(|&number| serial(number)).collect::<Vec<_>>());
        }
    }
}

#[test]
fn damage_is_an_error() {
    let bench = Bench::new();
    let damaged = hash(1).replacen("AAAA", "AABA", 1);
    bench.file("damaged.txt", damaged).file("letter.txt", "Dear all,\r\n").file("empty.txt", "");
    for (name, status) in
        [("damaged.txt", 1), ("letter.txt", 1), ("empty.txt", 1), ("missing.txt", 2), (".", 2)]
    {
        let ran = bench.run(&["inspect", name]);
        assert_eq!(ran.status, status, "{name}: {ran:?}");
        assert!(ran.out.contains("X4") || !ran.err.is_empty(), "{name}: {ran:?}");
    }
}

#[test]
fn the_endorsement_key_and_the_hash_are_not_shown() {
    let bench = Bench::new();
    let device = Builder::made_up(1).build().unwrap();
    bench.file("hash.txt", device.to_text());
    for format in ["text", "json"] {
        let said = bench.run(&["inspect", "--format", format, "hash.txt"]).out;
        for key in device.endorsement_key().unwrap().0.chunks(16) {
            let number = u128::from_be_bytes(key.try_into().unwrap());
            assert!(!said.to_lowercase().contains(&format!("{number:032x}")));
        }
        assert!(!said.contains(&device.to_text()[..200]));
    }
}
