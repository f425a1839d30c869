//! How a tenant of very many managed devices answers: the real process over loopback, on either database, beside what the
//! database alone does and what the HTTP server alone does.
//!
//! `cargo bench -p muster-server --bench tenant -- --devices 100000 --connections 4 --seconds 3`, on a file of `SQLite`, and with
//! `MUSTER_TEST_POSTGRES` in the environment also on a new database of that server.

#[path = "../load/client.rs"]
mod client;
mod figures;
mod fill;
mod plain;
#[path = "../load/running.rs"]
mod running;
mod sql;
mod work;

use figures::{Figures, Table};
use fill::{Devices, id, secret};
use plain::Plain;
use running::Running;
use sql::Sql;
use work::{Load, measure};

const MANAGED: &str = "/v1.0/deviceManagement/managedDevices";

fn main() {
    let devices = Devices(argument("--devices", 100_000));
    let load = Load { connections: argument("--connections", 4), seconds: argument("--seconds", 3) };
    let rounds = argument("--rounds", 3);
    let folder = tempfile::tempdir().expect("a folder for the databases");
    let postgres = std::env::var("MUSTER_TEST_POSTGRES").ok().map(|address| sql::new_database(&address));
    let file = folder.path().join("tenant.db").to_str().expect("a plain path").to_owned();
    for (name, database) in [("SQLite", Some(file)), ("PostgreSQL", postgres)] {
        let Some(database) = database else { continue };
        println!("\n## {name}, {} managed devices\n", devices.0);
        run(&database, devices, &load, rounds);
    }
}

fn run(database: &str, devices: Devices, load: &Load, rounds: usize) {
    // The server makes its tables.
    drop(Running::start(database, &[]));
    let mut sql = Sql::open(database);
    let filled = devices.fill(&mut sql);
    println!("filled in {:.1} s", filled.as_secs_f64());
    let server = Running::start(database, &[]);
    println!("memory at the start: {} MB", server.kilobytes("VmRSS") / 1000);
    let mut table = Table::default();

    for (what, path) in [
        ("list page of 1,000", format!("{MANAGED}?$top=1000")),
        ("filtered list: serialNumber eq", format!("{MANAGED}?$filter=serialNumber%20eq%20'BENCH-77'")),
        (
            "filtered list: 100 unheard of for long",
            format!("{MANAGED}?$filter=lastSyncDateTime%20lt%202026-01-01T00:01:40Z&$top=100"),
        ),
    ] {
        let body = client::Client::connect(&server.address).send("GET", &path, &[], b"");
        let plain = Plain::start(body);
        let (mut figures, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            figures
                .push(measure(&server.address, load, |client, _| drop(client.send("GET", &path, &[], b""))));
            bare.push(measure(&plain.address, load, |client, _| drop(client.send("GET", "/", &[], b""))));
        }
        table.add(what, Figures::median(figures), None, Some(Figures::median(bare)));
    }

    let one = |number: usize| format!("{MANAGED}/{}", id(number));
    let body = client::Client::connect(&server.address).send("GET", &one(7), &[], b"");
    let plain = Plain::start(body);
    let (mut figures, mut alone, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        figures.push(measure(&server.address, load, |client, turn| {
            drop(client.send("GET", &one(devices.pick(turn)), &[], b""));
        }));
        alone.push(sql::measure(database, load, |sql, turn| sql.read(&id(devices.pick(turn)))));
        bare.push(measure(&plain.address, load, |client, _| drop(client.send("GET", "/", &[], b""))));
    }
    let sql_alone = Figures::median(alone);
    table.add("single read", Figures::median(figures), Some(sql_alone), Some(Figures::median(bare)));

    let (mut figures, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        figures.push(measure(&server.address, load, |client, turn| {
            let id = id(devices.pick(turn));
            let bearer = format!("Bearer {}", secret(&id));
            let body = format!(r#"{{"deviceId":"{id}"}}"#);
            drop(client.send("POST", "/agent/checkin", &[("Authorization", &bearer)], body.as_bytes()));
        }));
        alone.push(sql::measure(database, load, |sql, turn| sql.check_in(&id(devices.pick(turn)))));
    }
    let sql_alone = Figures::median(alone);
    table.add("check-in", Figures::median(figures), Some(sql_alone), None);

    let (mut figures, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        figures.push(measure(&server.address, load, |client, turn| {
            drop(client.send("POST", &format!("{}/syncDevice", one(devices.pick(turn))), &[], b""));
        }));
        alone.push(sql::measure(database, load, |sql, turn| sql.act(&id(devices.pick(turn)), turn)));
    }
    let sql_alone = Figures::median(alone);
    table.add("action (syncDevice)", Figures::median(figures), Some(sql_alone), None);

    table.add("delta after one change", delta(&server.address, devices), None, None);
    println!("\n{table}");
    println!(
        "memory: {} MB, at most {} MB",
        server.kilobytes("VmRSS") / 1000,
        server.kilobytes("VmHWM") / 1000
    );
}

/// One change, and what is told of it: 200 times.
fn delta(address: &str, devices: Devices) -> Figures {
    let mut client = client::Client::connect(address);
    let read = |client: &mut client::Client, path: &str| -> (serde_json::Value, String) {
        let body = client.send("GET", path, &[], b"");
        let page: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        let link = page["@odata.deltaLink"].as_str().expect("the last page").to_owned();
        let path = link[link.find("/v1.0").expect("a path")..].to_owned();
        (page, path)
    };
    let (_, mut next) = read(&mut client, &format!("{MANAGED}/delta()?$deltatoken=latest"));
    let mut times = Vec::new();
    for turn in 0..200 {
        let id = id(devices.pick(turn));
        let body = format!(r#"{{"notes":"{turn}"}}"#);
        client.send("PATCH", &format!("{MANAGED}/{id}"), &[], body.as_bytes());
        let asked = std::time::Instant::now();
        let (page, link) = read(&mut client, &next);
        times.push(asked.elapsed());
        assert_eq!(page["value"][0]["id"], id, "what has changed is told");
        next = link;
    }
    let all = times.iter().sum();
    Figures::new(times, all)
}

fn argument(name: &str, default: usize) -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().map_or(default, |value| value.parse().expect("a number"))
}
