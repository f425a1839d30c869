//! Very many managed devices, written by the database itself.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::sql::Sql;

/// How many devices there are: each is of a number from 1.
#[derive(Clone, Copy)]
pub struct Devices(pub usize);

/// The key of the devices' secrets.
const KEY: [u8; 32] = [0x5a; 32];

/// The id of a device, in the directory too.
pub fn id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// By which a device proves that it is itself.
pub fn secret(id: &str) -> String {
    URL_SAFE_NO_PAD.encode(blake3::keyed_hash(&KEY, id.as_bytes()).as_bytes())
}

impl Devices {
    /// A number for each turn, all over the table.
    pub fn pick(self, turn: usize) -> usize {
        turn.wrapping_mul(7_919) % self.0 + 1
    }

    /// Writes them.
    pub fn fill(self, sql: &mut Sql) -> Duration {
        let started = Instant::now();
        let id =
            "'00000000-0000-4000-8000-' || substr('000000000000' || n, length('000000000000' || n) - 11)";
        let numbers = format!(
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {})",
            self.0
        );
        let secret = "5a".repeat(KEY.len());
        let secret = match sql {
            Sql::Sqlite(_) => format!("x'{secret}'"),
            Sql::Postgres(_) => format!("'\\x{secret}'"),
        };
        // 2026-01-01T00:00:00Z, and a second for each.
        sql.run(&format!(
            "DELETE FROM device_keys; INSERT INTO device_keys (tenant, secret) VALUES (1, {secret}); \
             {numbers} INSERT INTO managed_devices (tenant, id, device_name, managed_device_name, serial_number, serial_key, \
             manufacturer, model, platform, operating_system, os_version, enrolment, enrolment_id, user_principal_name, \
             email_address, azure_ad_device_id, azure_ad_registered, aad_registered, autopilot_enrolled, join_type, \
             device_enrollment_type, managed_device_owner_type, device_registration_state, enrolled_at, last_sync_at, \
             management_certificate_expiration_date) \
             SELECT 1, {id}, 'PC-' || n, 'PC-' || n, 'BENCH-' || n, 'bench-' || n, 'Contoso', 'Contoso Notebook 14', 'windows', \
             'Windows', '10.0.22631.4317', 'device', {id}, 'user' || n || '@contoso.com', 'user' || n || '@contoso.com', {id}, \
             1, 1, 1, 'azureADJoined', 'windowsAzureADJoin', 'company', 'registered', 1767225600000, 1767225600000 + n * 1000, \
             4102444800000 FROM numbers; \
             {numbers} INSERT INTO directory_devices (tenant, id, device_id, display_name, physical_ids, created_at, \
             registered_at, account_enabled, trust_type, profile_type, operating_system, is_managed) \
             SELECT 1, {id}, {id}, 'PC-' || n, '[]', 1767225600000, 1767225600000, 1, 'AzureAd', 'RegisteredDevice', 'Windows', 1 \
             FROM numbers; ANALYZE;"
        ));
        started.elapsed()
    }
}
