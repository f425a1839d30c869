//! A database, as the benchmark reaches it beside the server.

use std::path::{Path, PathBuf};

use muster_server::Database;

/// A database of either kind.
pub enum Place {
    File { path: PathBuf },
    Schema { address: String, name: String },
}

/// The id of a device.
pub fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// Devices with what enrolment knows of them. `{id}` is a number of twelve digits.
const DEVICES: &str = "INSERT INTO managed_devices (tenant, id, enrolment_id, device_name, managed_device_name, serial_number, \
    serial_key, manufacturer, model, platform, operating_system, os_version, enrolment, device_enrollment_type, \
    user_principal_name, azure_ad_device_id, azure_ad_registered, enrolled_at, last_sync_at, device_action_results) \
    SELECT 1, '00000000-0000-4000-8000-' || {id}, 'e-' || {id}, 'PC-' || {id}, 'PC-' || {id}, 'TEST-' || {id}, 'test-' || {id}, \
    'Contoso', 'Contoso Book 1', 'windows', 'Windows', '10.0.19045.3803', 'device', 'windowsAzureADJoin', \
    'user' || {id} || '@contoso.com', '00000000-0000-4000-9000-' || {id}, 1, 1767225600000 + i, 1767225600000 + i, '[]'";

const OBJECTS: &str = "INSERT INTO directory_devices (tenant, id, device_id, display_name, physical_ids, created_at, registered_at, \
    account_enabled, trust_type, profile_type, operating_system, operating_system_version, is_managed, is_compliant, \
    management_type, manufacturer, model, approximate_last_sign_in_at) \
    SELECT 1, '00000000-0000-4000-a000-' || {id}, '00000000-0000-4000-9000-' || {id}, 'PC-' || {id}, '[]', 1767225600000, \
    1767225600000, 1, 'AzureAd', 'RegisteredDevice', 'Windows', '10.0.19045.3803', 1, 1, 'MDM', 'Contoso', 'Contoso Book 1', \
    1767225600000 + i";

/// The tables that a check-in changes.
const CHANGED: [&str; 2] = ["managed_devices", "directory_devices"];

impl Place {
    pub fn file(path: &Path) -> Place {
        Place::File { path: path.to_owned() }
    }

    /// A schema of its own in a database of `PostgreSQL`.
    pub fn schema(address: &str) -> Place {
        let name = format!("bench_{}", std::process::id());
        let mut client = postgres::Client::connect(address, postgres::NoTls).expect("a database");
        client.batch_execute(&format!("CREATE SCHEMA {name}")).expect("a schema");
        let between = if address.contains('?') { '&' } else { '?' };
        Place::Schema { address: format!("{address}{between}options=-csearch_path%3D{name}"), name }
    }

    pub fn name(&self) -> &'static str {
        match self {
            Place::File { .. } => "SQLite",
            Place::Schema { .. } => "PostgreSQL",
        }
    }

    pub fn open(&self) -> Database {
        match self {
            Place::File { path } => Database::open(path).expect("a file"),
            Place::Schema { address, .. } => Database::connect(address).expect("a database"),
        }
    }

    /// Makes so many managed devices, each with its object in the directory.
    pub fn fill(&self, devices: u32, key: &[u8; 32]) {
        let key = key.map(|byte| format!("{byte:02x}")).concat();
        let (id, from, key) = match self {
            Place::File { .. } => (
                "printf('%012d', i)",
                format!(
                    "FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {devices}) SELECT i FROM n)"
                ),
                format!("x'{key}'"),
            ),
            Place::Schema { .. } => (
                "lpad(i::text, 12, '0')",
                format!("FROM generate_series(1, {devices}) i"),
                format!("'\\x{key}'"),
            ),
        };
        self.run(&format!("INSERT INTO device_keys (tenant, secret) VALUES (1, {key})"));
        for sql in [DEVICES, OBJECTS] {
            self.run(&format!("{} {from}", sql.replace("{id}", id)));
        }
        // As it does by itself in time.
        if matches!(self, Place::Schema { .. }) {
            self.run("VACUUM ANALYZE managed_devices");
            self.run("VACUUM ANALYZE directory_devices");
        }
    }

    /// Takes the triggers away, or sets them up as the server did.
    pub fn set_tracking(&self, tracks: bool) {
        for table in CHANGED {
            if tracks {
                let definition = self.text(&format!("SELECT definition FROM tracked WHERE name = '{table}'"));
                self.run(&definition);
                continue;
            }
            for trigger in ["often", "seldom", "removal"] {
                let on =
                    if matches!(self, Place::File { .. }) { String::new() } else { format!(" ON {table}") };
                self.run(&format!("DROP TRIGGER {table}_{trigger}{on}"));
            }
        }
    }

    pub fn drop(self) {
        if let Place::Schema { name, .. } = &self {
            let sql = format!("DROP SCHEMA {name} CASCADE");
            let mut client = self.client().expect("a database");
            client.batch_execute(&sql).expect("it is there");
        }
    }

    fn client(&self) -> Option<postgres::Client> {
        match self {
            Place::File { .. } => None,
            Place::Schema { address, .. } => {
                Some(postgres::Client::connect(address, postgres::NoTls).expect("a database"))
            }
        }
    }

    fn connection(&self) -> rusqlite::Connection {
        let Place::File { path } = self else { unreachable!("it has a client") };
        let connection = rusqlite::Connection::open(path).expect("a file");
        connection.busy_timeout(std::time::Duration::from_mins(1)).expect("a connection");
        connection
    }

    fn run(&self, sql: &str) {
        match self.client() {
            Some(mut client) => client.batch_execute(sql).expect(sql),
            None => self.connection().execute_batch(sql).expect(sql),
        }
    }

    fn text(&self, sql: &str) -> String {
        match self.client() {
            Some(mut client) => client.query_one(sql, &[]).expect(sql).get(0),
            None => self.connection().query_row(sql, [], |row| row.get(0)).expect(sql),
        }
    }
}
