//! Encrypted connections to a real `PostgreSQL`, which is started for this with certificates made for it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use muster_server::Database;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

use crate::process::Running;

/// Somebody who issues certificates.
pub struct Issuer(CertifiedIssuer<'static, KeyPair>);

impl Issuer {
    pub fn new(name: &str) -> Issuer {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Issuer(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for a name, and its key.
    pub fn issue(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.0).unwrap().pem(), key.serialize_pem())
    }
}

/// A certificate that a server has made for itself, as the manual of `PostgreSQL` says; and its key.
fn made_by_itself(name: &str) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

/// A `PostgreSQL` that listens on a port.
struct Postgres {
    folder: tempfile::TempDir,
    programs: PathBuf,
    process: Child,
    port: u16,
}

impl Postgres {
    fn start((certificate, key): &(String, String)) -> Postgres {
        Postgres::start_with("on", certificate, key)
    }

    fn start_without_tls() -> Postgres {
        Postgres::start_with("off", "", "")
    }

    fn start_with(ssl: &str, certificate: &str, key: &str) -> Postgres {
        let folder = tempfile::Builder::new().prefix("muster-tls-").tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let programs = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let programs =
            programs.map(|entry| entry.path().join("bin")).filter(|path| path.join("initdb").is_file());
        let programs = programs.max().expect("the programs of PostgreSQL are where Debian has them");
        fs::write(folder.path().join("server.crt"), certificate).unwrap();
        fs::write(folder.path().join("server.key"), key).unwrap();
        // It is run by somebody who isn't root, and ends with the input of this shell.
        let script = r#"
            set -e
            PATH="$1:$PATH"; cd "$2"; chmod 600 server.key
            initdb --pgdata data --username muster --auth trust --encoding UTF8 --locale C --no-sync > log 2>&1
            pg_ctl --pgdata data --log log --wait --options "-p $3 -k '$2' -c listen_addresses=localhost -c fsync=off \
                -c ssl=$4 -c ssl_cert_file='$2/server.crt' -c ssl_key_file='$2/server.key'" start >> log 2>&1
            echo ready
            cat > /dev/null
            pg_ctl --pgdata data --mode immediate --wait stop >> log 2>&1
        "#;
        let mut shell = as_nobody_special(folder.path());
        shell.args(["-c", script, "tls"]).args([&programs, folder.path()]).args([&port.to_string(), ssl]);
        let mut process = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let log = || fs::read_to_string(folder.path().join("log")).unwrap_or_default();
        assert_eq!(said.trim(), "ready", "{}", log());
        Postgres { folder, programs, process, port }
    }

    fn address(&self, host: &str, options: &str) -> String {
        format!("postgres://muster@{host}:{}/postgres?{options}", self.port)
    }

    fn command(&self, sql: &str) -> String {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["--no-psqlrc", "--tuples-only", "--no-align", "--username=muster", "--dbname=postgres"]);
        let output = psql.arg("--host").arg(self.folder.path()).arg(format!("--port={}", self.port));
        let output = output.args(["--command", sql]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// How many connections there are, encrypted and not.
    fn connections(&self) -> [u32; 2] {
        let count = |is: &str| {
            let sql = format!(
                "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl = {is} AND client_port > 0"
            );
            self.command(&sql).parse().unwrap()
        };
        [count("true"), count("false")]
    }

    /// Has another certificate from now on.
    fn replace(&self, (certificate, key): &(String, String)) {
        // What is there is written over, so that it stays whose it is.
        fs::write(self.folder.path().join("server.crt"), certificate).unwrap();
        fs::write(self.folder.path().join("server.key"), key).unwrap();
        self.command("SELECT pg_reload_conf()");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// A shell of somebody who isn't root, whose the folder is.
fn as_nobody_special(folder: &Path) -> Command {
    let is_root =
        Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    if !is_root {
        return Command::new("sh");
    }
    assert!(Command::new("chown").args(["-R", "postgres"]).arg(folder).status().unwrap().success());
    let mut shell = Command::new("runuser");
    shell.args(["--user", "postgres", "--", "sh"]);
    shell
}

/// What comes of an address: how its connections are, or what is said.
fn outcome(postgres: &Postgres, address: &str) -> String {
    match Database::connect(address) {
        Ok(database) => {
            let [encrypted, plain] = postgres.connections();
            database.close();
            // They are gone when they are gone.
            while postgres.connections() != [0, 0] {
                std::thread::yield_now();
            }
            assert!(encrypted == 0 || plain == 0);
            if encrypted > 0 { "encrypted".to_owned() } else { "plain".to_owned() }
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn connections_are_as_the_address_says() {
    if std::env::var_os("MUSTER_TEST_POSTGRES").is_none() {
        return;
    }
    let (ours, foreign) = (Issuer::new("Contoso"), Issuer::new("Elsewhere"));
    let postgres = Postgres::start(&ours.issue("localhost"));
    let file = |name: &str, pem: &str| {
        let path = postgres.folder.path().join(name);
        fs::write(&path, pem).unwrap();
        path.display().to_string()
    };
    let (ca, other) = (file("ca.pem", &ours.pem()), file("other.pem", &foreign.pem()));
    let nobody = "its server's certificate was issued by nobody who is trusted here";
    let another_name = "its server's certificate is for another name";
    for (host, options, wanted) in [
        ("localhost", "sslmode=disable".to_owned(), "plain"),
        ("localhost", String::new(), "encrypted"),
        ("localhost", "sslmode=prefer".to_owned(), "encrypted"),
        ("localhost", "sslmode=require".to_owned(), "encrypted"),
        ("localhost", format!("sslmode=verify-full&sslrootcert={ca}"), "encrypted"),
        ("localhost", format!("sslmode=verify-full&sslrootcert={other}"), nobody),
        ("localhost", format!("sslmode=verify-ca&sslrootcert={other}"), nobody),
        ("localhost", format!("sslmode=require&sslrootcert={other}"), nobody),
        // Whom this computer trusts has not issued it.
        ("localhost", "sslmode=verify-full&sslrootcert=system".to_owned(), ""),
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={ca}"), another_name),
        ("127.0.0.1", format!("sslmode=verify-ca&sslrootcert={ca}"), "encrypted"),
    ] {
        let outcome = outcome(&postgres, &postgres.address(host, &options));
        if wanted.is_empty() {
            assert!(outcome.contains(nobody) || outcome.contains("trusts nobody"), "{outcome}");
        } else {
            assert!(outcome.contains(wanted), "{host} {options}: {outcome}");
        }
    }
    // The process: what it is started with is what it does, and its log says no more than it should.
    let address = postgres.address("localhost", &format!("sslmode=verify-full&sslrootcert={ca}"));
    let running = Running::start_on(&address, postgres.folder.path().join("muster.log"));
    assert!(running.ask("GET", "/readyz", "", "").is_some());
    assert_eq!(postgres.connections()[1], 0);
    running.kill();

    let own = made_by_itself("localhost");
    postgres.replace(&own);
    let named = file("own.pem", &own.0);
    for (options, wanted) in [
        (format!("sslmode=verify-full&sslrootcert={named}"), "encrypted"),
        (format!("sslmode=verify-full&sslrootcert={ca}"), "its server's certificate"),
    ] {
        let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
        let mut said = String::new();
        // The new one is there a moment after it was asked for.
        while !said.contains(wanted) && std::time::Instant::now() < deadline {
            said = outcome(&postgres, &postgres.address("localhost", &options));
        }
        assert!(said.contains(wanted), "{options}: {said}");
    }
}

#[test]
fn a_server_that_does_not_encrypt_is_refused_where_that_is_asked() {
    if std::env::var_os("MUSTER_TEST_POSTGRES").is_none() {
        return;
    }
    let postgres = Postgres::start_without_tls();
    for (options, wanted) in [
        ("sslmode=prefer", "plain"),
        ("", "plain"),
        ("sslmode=require", "its server takes no encrypted connections, and the address asks for one"),
        ("sslmode=verify-full", "its server takes no encrypted connections, and the address asks for one"),
    ] {
        let outcome = outcome(&postgres, &postgres.address("localhost", options));
        assert!(outcome.contains(wanted), "{options}: {outcome}");
    }
}
