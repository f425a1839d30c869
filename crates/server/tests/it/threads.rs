//! A database in a file, with many requests at the same time.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request};
use futures_util::future::join_all;
use muster_server::{Database, RandomIds, Server, Settings, StoreError, SystemClock};
use rusqlite::Connection;
use serde_json::json;
use tower::ServiceExt;

use crate::app::IMPORTS;
use crate::devices::device;

fn open(folder: &tempfile::TempDir) -> Result<Server, StoreError> {
    let database = Database::open(&folder.path().join("muster.db"))?;
    Server::open(database, Settings::default(), Arc::new(SystemClock), Arc::new(RandomIds))
}

async fn ask(server: &Server, method: &str, address: &str, id: &str, body: String) -> (HeaderMap, String) {
    let request = Request::builder().method(method).uri(address).header("client-request-id", id);
    let answer = server.router().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

#[test]
fn of_many_at_the_same_time_one_takes_effect() {
    let folder = tempfile::tempdir().unwrap();
    let server = open(&folder).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    runtime.block_on(async {
        let tasks = (0..64).map(|number| {
            let server = server.clone();
            let id = format!("call-{}", number % 4);
            let body = device(number % 4).to_string();
            tokio::spawn(async move { ask(&server, "POST", IMPORTS, &id, body).await })
        });
        let answers: Vec<_> = join_all(tasks).await.into_iter().map(Result::unwrap).collect();
        let replayed = answers.iter().filter(|(headers, _)| headers.contains_key("muster-replayed")).count();
        assert_eq!(replayed, 60);
        let (_, count) = ask(&server, "GET", &format!("{IMPORTS}/$count"), "", String::new()).await;
        assert_eq!(count, "4");
    });
}

#[test]
fn what_was_answered_is_there_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let server = open(&folder).unwrap();
    runtime.block_on(ask(&server, "POST", IMPORTS, "call-1", device(1).to_string()));
    // Left as it is, not closed: another one opens the same file.
    let other = open(&folder).unwrap();
    let (headers, _) = runtime.block_on(ask(&other, "POST", IMPORTS, "call-1", device(1).to_string()));
    assert_eq!(headers["muster-replayed"], "true");
}

#[test]
fn what_an_older_server_answered_is_answered_again() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let address = format!("{IMPORTS}/import");
    let body = json!({ "importedWindowsAutopilotDeviceIdentities": [device(1)] }).to_string();
    runtime.block_on(ask(&open(&folders[0]).unwrap(), "POST", &address, "call-1", body.clone()));
    let connect = |folder: &tempfile::TempDir| Connection::open(folder.path().join("muster.db")).unwrap();
    let digest: Vec<u8> =
        connect(&folders[0]).query_row("SELECT digest FROM answers", [], |row| row.get(0)).unwrap();
    let old = connect(&folders[1]);
    old.execute_batch(include_str!("../../migrations/sqlite/0001.sql")).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    old.execute(
        "INSERT INTO answers (client_request_id, digest, answered_at, status, headers, body) \
         VALUES ('call-1', ?1, 9999999999999, 200, '[[\"muster-poll-after\",\"60\"]]', CAST('{\"value\":[7]}' AS BLOB))",
        [digest],
    )
    .unwrap();
    drop(old);
    let (headers, answer) =
        runtime.block_on(ask(&open(&folders[1]).unwrap(), "POST", &address, "call-1", body));
    assert_eq!(
        (answer.as_str(), &headers["muster-replayed"]),
        (r#"{"value":[7]}"#, &HeaderValue::from_static("true"))
    );
    assert_eq!(headers["muster-poll-after"], "60");
}

#[test]
fn a_closed_database_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&folder.path().join("muster.db")).unwrap();
    let server =
        Server::open(database.clone(), Settings::default(), Arc::new(SystemClock), Arc::new(RandomIds))
            .unwrap();
    database.close();
    assert_eq!(server.work(), Err(StoreError::Closed));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (_, body) = runtime.block_on(ask(&server, "POST", IMPORTS, "call-1", device(1).to_string()));
    assert!(body.contains("The server is going down."), "{body}");
}

#[test]
fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("muster.db"),
        "this is a text, not a database, and long enough to tell",
    )
    .unwrap();
    let error = open(&folder).err().unwrap().to_string();
    assert_eq!(error, "the database can't be used: file is not a database");
}
