//! `muster merge`.

use std::fs;

use crate::bench::{Bench, HEADER, csv, hash, row, serial, utf16, zip};

/// The serials in a written file.
fn serials(text: &str) -> Vec<String> {
    text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

#[test]
fn from_every_kind_of_source_to_one_file() {
    let bench = Bench::new();
    let packed = csv([3]);
    bench
        .file("utf16.csv", utf16(&csv([1])))
        .file("semicolon.csv", csv([2]).replace(',', ";"))
        .zip("packed.zip", &[("deep/a.csv", packed.as_bytes()), ("b.csv", &utf16(&csv([4])))])
        .file("quoted.csv", csv([5]).replace("TEST-0000005", "\"TEST-0000005\""));
    let args = ["merge", "-o", "out.csv", "utf16.csv", "semicolon.csv", "packed.zip", "quoted.csv", "-"];
    let ran = bench.run_with_input(&args, csv([6]).as_bytes());
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{ran:?}");
    assert_eq!(bench.read("out.csv"), csv(1..=6));
}

#[test]
fn an_archive_on_standard_input() {
    let bench = Bench::new();
    let packed = zip(&[("a.csv", &utf16(&csv([1, 2])))]);
    let ran = bench.run_with_input(&["merge", "-o", "-", "-"], &packed);
    assert_eq!((ran.status, ran.out), (0, csv([1, 2])));
}

#[test]
fn what_is_written_has_no_errors_and_the_same_devices() {
    let bench = Bench::new();
    bench
        .file(
            "a.csv",
            format!("{HEADER}\r\n{}{}", row(1, "Kiosk", ""), row(2, " Kiosk ", "ada@contoso.example")),
        )
        .file("b.csv", utf16(&csv([2, 3])))
        .file("c.csv", csv([4, 5]).replace("TEST-0000005", "test-0000005"));
    let before = bench.run(&["check", "--format", "json", "."]).json();
    for apply in [&[][..], &["--apply-fixes"]] {
        let ran = bench.run(&[&["merge", "-o", "out/"], apply, &["a.csv", "b.csv", "c.csv"]].concat());
        assert_eq!(ran.status, 0, "{ran:?}");
        assert_eq!(bench.names("out"), ["autopilot-01.csv"]);
        let after = bench.run(&["check", "--format", "json", "out"]);
        assert_eq!((after.status, &after.json()["devices"]), (0, &before["devices"]));
        fs::remove_dir_all(bench.path("out")).unwrap();
    }
}

#[test]
fn more_than_one_upload() {
    for (target, args, files) in [
        ("intune", &["-o", "out/"][..], &["autopilot-01.csv", "autopilot-02.csv"][..]),
        ("intune", &["-o", "out/all.csv"], &["all-01.csv", "all-02.csv"]),
        ("partner-center", &["-o", "out/"], &["partner-center-01.csv"]),
        ("partner-center", &["-o", "out/all.csv"], &["all.csv"]),
    ] {
        let bench = Bench::new();
        bench.file("all.csv", csv(1..=501));
        fs::create_dir(bench.path("out")).unwrap();
        let ran = bench.run(&[&["merge", "--target", target], args, &["all.csv"]].concat());
        assert_eq!(ran.status, 0, "{ran:?}");
        assert_eq!(bench.names("out"), files);
        let rows: Vec<usize> =
            files.iter().map(|name| serials(&bench.read(&format!("out/{name}"))).len()).collect();
        assert_eq!(rows, if files.len() == 2 { vec![500, 1] } else { vec![501] });
    }
}

#[test]
fn standard_output_takes_one_file() {
    let bench = Bench::new();
    bench.file("all.csv", csv(1..=501));
    let ran = bench.run(&["merge", "-o", "-", "all.csv"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    let ran = bench.run(&["merge", "--target", "partner-center", "-o", "-", "all.csv"]);
    assert_eq!((ran.status, serials(&ran.out).len()), (0, 501));
}

#[test]
fn fixes() {
    let bench = Bench::new();
    let wrapped = format!("\"{}\n{}\"", &hash(1)[..2000], &hash(1)[2000..]);
    let key = "BCDFG-HJKMP-QRTVW-XY234-6789B";
    bench.file("a.csv", format!("{HEADER}\r\n{},{key},{wrapped},,\r\n", serial(1)));
    let ran = bench.run(&["merge", "-o", "out.csv", "a.csv"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("P1") && !ran.err.contains(key), "{}", ran.err);
    assert!(!bench.path("out.csv").exists());
    let ran = bench.run(&["merge", "--apply-fixes", "-o", "out.csv", "a.csv"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(bench.read("out.csv"), csv([1]));
}

#[test]
fn what_is_left_behind_is_told() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1, 2, 2]).replace("TEST-0000001", "MINE-0000001"));
    bench.file("letter.txt", "Dear all,\r\nplease find the hashes attached.\r\n");
    let ran = bench.run(&["merge", "-o", "out.csv", "a.csv", "letter.txt"]);
    assert_eq!(ran.status, 1);
    assert_eq!(serials(&bench.read("out.csv")), [serial(2)]);
    insta::assert_snapshot!(ran.err);
}

#[test]
fn partner_center_has_no_column_for_the_group_tag() {
    let bench = Bench::new();
    bench.file("a.csv", format!("{HEADER}\r\n{}", row(1, "Kiosk", "ada@contoso.example")));
    let ran = bench.run(&["merge", "--target", "partner-center", "-o", "-", "a.csv"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.starts_with(
        "Device Serial Number,Windows Product ID,Hardware Hash,Manufacturer name,Device model\r\n"
    ));
    assert!(ran.err.contains("1 group tag") && ran.err.contains("1 assigned user"), "{}", ran.err);
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let bench = Bench::new();
    bench.file("autopilot-01.csv", csv([1])).zip("a.zip", &[("a.csv", csv([2]).as_bytes())]);
    for output in ["autopilot-01.csv", "./autopilot-01.csv", ".", "./", "a.zip"] {
        let ran = bench.run(&["merge", "-o", output, "autopilot-01.csv", "a.zip"]);
        assert_eq!(ran.status, 2, "{output}: {ran:?}");
        assert_eq!(bench.read("autopilot-01.csv"), csv([1]));
        assert_eq!(bench.names("."), ["a.zip", "autopilot-01.csv"], "{output}");
    }
}

#[test]
fn other_files_are_replaced() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1])).file("out.csv", "old");
    assert_eq!(bench.run(&["merge", "-o", "out.csv", "a.csv"]).status, 0);
    assert_eq!(bench.read("out.csv"), csv([1]));
}

#[test]
fn numbered_files_of_an_earlier_run_are_not_left_beside_the_new_ones() {
    for (output, first, second, left) in [
        ("st/", 501, 1, &["st/autopilot-02.csv"][..]),
        ("st", 501, 1, &["st/autopilot-02.csv"]),
        ("st/big.csv", 501, 1, &["st/big-01.csv", "st/big-02.csv"]),
        ("st/big.csv", 1001, 501, &["st/big-03.csv"]),
        ("st/big.csv", 1, 501, &["st/big.csv"]),
        ("big.csv", 501, 1, &["big-01.csv", "big-02.csv"]),
        ("st/", 1, 501, &[]),
        ("st/", 501, 501, &[]),
        ("st/big.csv", 501, 501, &[]),
    ] {
        let bench = Bench::new();
        bench.file("first.csv", csv(1..=first)).file("second.csv", csv(1..=second)).file("st/keep", "");
        assert_eq!(bench.run(&["merge", "-o", output, "first.csv"]).status, 0);
        let before = (bench.names("."), bench.names("st"));
        let ran = bench.run(&["merge", "-o", output, "--report", "report.csv", "second.csv"]);
        if left.is_empty() {
            assert_eq!(ran.status, 0, "{output} {first} {second}: {ran:?}");
            continue;
        }
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{output} {first} {second}: {ran:?}");
        assert!(
            ran.err.contains(&format!(": {}. Nothing is written. Move or remove", left.join(", "))),
            "{ran:?}"
        );
        assert_eq!((bench.names("."), bench.names("st")), before, "{output} {first} {second}");
        for path in left {
            fs::remove_file(bench.path(path)).unwrap();
        }
        let ran = bench.run(&["merge", "-o", output, "second.csv"]);
        assert_eq!(ran.status, 0, "{output} {first} {second}: {ran:?}");
    }
}

#[test]
fn what_is_merged_and_the_report_are_no_files_of_an_earlier_run() {
    let bench = Bench::new();
    bench.file("site-01.csv", csv([1])).file("site-02.csv", csv([2])).file("site-2024.csv", "");
    let args = ["merge", "-o", "site.csv", "--report", "site-03.csv", "site-01.csv", "site-02.csv"];
    for _ in 0..2 {
        let ran = bench.run(&args);
        assert_eq!(ran.status, 0, "{ran:?}");
    }
    // In a folder the number makes it a part of the result.
    bench.file("st/autopilot-02.csv", csv([1]));
    let ran = bench.run(&["merge", "-o", "st/", "st/autopilot-02.csv"]);
    assert_eq!((ran.status, bench.names("st")), (2, vec!["autopilot-02.csv".to_owned()]), "{ran:?}");
}

#[test]
fn places_that_can_not_be_written() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1])).file("plain", "").file("folder/keep", "");
    for args in [
        &["-o", "missing/out.csv"][..],
        &["-o", "plain/"],
        &["-o", "plain/out.csv"],
        &["-o", "out.csv", "--report", "out.csv"],
        &["-o", "out.csv", "--report", "folder"],
        &["-o", "-", "--report", "-"],
        &["-o", "out.csv", "--report", "a.csv"],
    ] {
        let ran = bench.run(&[&["merge"], args, &["a.csv"]].concat());
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}: {ran:?}");
        assert_eq!(bench.names("."), ["a.csv", "folder", "plain"], "{args:?}");
    }
}

#[test]
fn a_file_that_can_not_be_written_is_named_with_what_to_do() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1])).file("plain", "");
    for (args, wanted) in [
        (&["-o", "missing/out.csv"][..], "missing/out.csv can't be written: its folder is not there. Make"),
        (
            &["-o", "out.csv", "--report", "missing/r.csv"],
            "missing/r.csv can't be written: its folder is not",
        ),
        (&["-o", "plain/out.csv"], "plain/out.csv can't be written: Not a directory (os error 20). Choose"),
    ] {
        let ran = bench.run(&[&["merge"], args, &["a.csv"]].concat());
        assert_eq!(ran.status, 2, "{args:?}: {ran:?}");
        assert!(ran.err.contains(wanted) || cfg!(not(unix)), "{args:?}: {}", ran.err);
        assert!(!ran.err.contains(".muster-"), "{args:?}: {}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::fs::{File, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    let bench = Bench::new();
    bench.file("a.csv", csv([1])).file("locked/keep", "");
    fs::set_permissions(bench.path("locked"), Permissions::from_mode(0o555)).unwrap();
    // An administrator may write there nonetheless.
    let allowed = File::create(bench.path("locked/keep2")).is_ok();
    let ran = bench.run(&["merge", "-o", "locked/out.csv", "a.csv"]);
    if allowed {
        assert_eq!(ran.status, 0, "{ran:?}");
    } else {
        assert_eq!(ran.status, 2, "{ran:?}");
        let wanted = "locked/out.csv can't be written: permission is denied. Check your rights";
        assert!(ran.err.contains(wanted) && !ran.err.contains(".muster-"), "{}", ran.err);
    }
}

#[test]
fn a_missing_file_does_not_keep_the_others() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1]));
    let ran = bench.run(&["merge", "-o", "out.csv", "a.csv", "missing.csv"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("missing.csv"), "{}", ran.err);
    assert_eq!(bench.read("out.csv"), csv([1]));
}

#[test]
fn nothing_to_write() {
    let bench = Bench::new();
    bench.file("a.csv", csv([]));
    let ran = bench.run(&["merge", "-o", "out/", "a.csv"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(!bench.path("out").exists());
}

#[test]
fn reports() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1, 2, 2]).replace("TEST-0000001", "=MINE"));
    let ran = bench.run(&["merge", "-o", "out.csv", "--report", "report.csv", "a.csv"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    insta::assert_snapshot!(bench.read("report.csv"));
    let ran = bench.run(&["merge", "-o", "out.csv", "--report", "report.json", "a.csv"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&bench.read("report.json")).unwrap();
    assert_eq!(json["devices"].as_array().unwrap().len(), 2);
    assert!(!bench.read("report.json").contains(&hash(1)));
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_replaced() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1])).file("real.csv", "old");
    std::os::unix::fs::symlink("real.csv", bench.path("link.csv")).unwrap();
    assert_eq!(bench.run(&["merge", "-o", "link.csv", "a.csv"]).status, 0);
    assert!(bench.path("link.csv").is_symlink());
    assert_eq!(bench.read("real.csv"), csv([1]));
}

#[cfg(unix)]
#[test]
fn pipes_with_names_are_read_and_written() {
    use std::os::unix::fs::FileTypeExt as _;
    use std::process::Command;

    let bench = Bench::new();
    for name in ["in", "out"] {
        assert!(Command::new("mkfifo").arg(bench.path(name)).status().unwrap().success());
    }
    std::thread::scope(|scope| {
        scope.spawn(|| fs::write(bench.path("in"), utf16(&csv([1, 2]))).unwrap());
        let written = scope.spawn(|| bench.read("out"));
        let ran = bench.run(&["merge", "-o", "out", "in"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert_eq!(written.join().unwrap(), csv([1, 2]));
    });
    assert!(fs::metadata(bench.path("out")).unwrap().file_type().is_fifo());
}

#[cfg(unix)]
#[test]
fn what_is_written_is_a_file_like_any_other() {
    use std::os::unix::fs::PermissionsExt as _;

    let bench = Bench::new();
    bench.file("a.csv", csv([1]));
    assert_eq!(bench.run(&["merge", "-o", "out.csv", "a.csv"]).status, 0);
    let mode = |name| fs::metadata(bench.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("out.csv"), mode("a.csv"));
}
