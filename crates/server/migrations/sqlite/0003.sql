-- Several tenants in one database: all that there was is the first one's. Keys can't be changed, so the tables are made anew.
DROP INDEX imports_by_call;
DROP INDEX imports_due;
DROP INDEX identities_by_identity;
DROP INDEX identities_by_serial;
DROP INDEX identities_profile_due;
DROP INDEX identities_delete_at;
DROP INDEX answers_by_age;
ALTER TABLE imports RENAME TO old_imports;
ALTER TABLE identities RENAME TO old_identities;
ALTER TABLE entra_devices RENAME TO old_entra_devices;
ALTER TABLE syncs RENAME TO old_syncs;
ALTER TABLE answers RENAME TO old_answers;

-- A tenant is all that one organisation has; nothing of it is seen or touched from another one.
CREATE TABLE tenants (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    -- By which addresses name it.
    name TEXT NOT NULL UNIQUE
);
INSERT INTO tenants (seq, name) VALUES (1, 'default');

-- Devices on their way into the tenant. No hash is kept: what registration compares was taken from it at once.
CREATE TABLE imports (
    -- Never used twice, or a page could miss what took the place of a deleted row.
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant          BIGINT NOT NULL,
    id              TEXT NOT NULL,
    import_id       TEXT NOT NULL,
    group_tag       TEXT,
    serial_number   TEXT NOT NULL,
    serial_key      TEXT NOT NULL,
    product_key     TEXT NOT NULL,
    assigned_user   TEXT,
    -- The digest of the device's identity, as its hash says.
    identity        BLOB,
    manufacturer    TEXT NOT NULL,
    model           TEXT NOT NULL,
    verdict         TEXT NOT NULL,
    status          TEXT NOT NULL,
    error_code      BIGINT NOT NULL,
    error_name      TEXT,
    registration_id TEXT,
    complete_at     BIGINT NOT NULL,
    -- When something is to be done next; never where there is nothing.
    due_at          BIGINT,
    UNIQUE (tenant, id)
);
CREATE INDEX imports_by_call ON imports (tenant, import_id, seq);
CREATE INDEX imports_due ON imports (tenant, status, due_at, seq) WHERE due_at IS NOT NULL;

-- Registered devices.
CREATE TABLE identities (
    seq                     INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant                  BIGINT NOT NULL,
    id                      TEXT NOT NULL,
    identity                BLOB,
    serial_number           TEXT NOT NULL,
    serial_key              TEXT NOT NULL,
    product_key             TEXT NOT NULL,
    group_tag               TEXT,
    purchase_order          TEXT,
    manufacturer            TEXT NOT NULL,
    model                   TEXT NOT NULL,
    enrollment_state        TEXT NOT NULL,
    last_contacted_at       BIGINT,
    addressable_user_name   TEXT,
    user_principal_name     TEXT,
    resource_name           TEXT,
    sku_number              TEXT,
    system_family           TEXT,
    entra_device_id         TEXT NOT NULL,
    managed_device_id       TEXT,
    display_name            TEXT,
    profile_status          TEXT NOT NULL,
    profile_assigned_at     BIGINT,
    profile_due_at          BIGINT,
    device_account_upn      TEXT,
    device_friendly_name    TEXT,
    remediation_state       TEXT NOT NULL,
    remediation_modified_at BIGINT,
    userless_status         TEXT NOT NULL,
    delete_at               BIGINT,
    UNIQUE (tenant, id)
);
CREATE INDEX identities_in_order ON identities (tenant, seq);
CREATE INDEX identities_by_identity ON identities (tenant, identity) WHERE identity IS NOT NULL;
CREATE INDEX identities_by_serial ON identities (tenant, serial_key, seq);
CREATE INDEX identities_profile_due ON identities (tenant, profile_due_at) WHERE profile_due_at IS NOT NULL;
CREATE INDEX identities_delete_at ON identities (tenant, delete_at) WHERE delete_at IS NOT NULL;

-- Device objects of the directory. They outlive the registration.
CREATE TABLE entra_devices (
    tenant       BIGINT NOT NULL,
    id           TEXT NOT NULL,
    device_id    TEXT NOT NULL,
    display_name TEXT NOT NULL,
    -- A JSON array of texts.
    physical_ids TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE (tenant, device_id)
);

-- The sync with the registration service: one row of each tenant.
CREATE TABLE syncs (
    tenant         BIGINT NOT NULL PRIMARY KEY,
    id             TEXT NOT NULL,
    last_sync_at   BIGINT,
    last_asked_at  BIGINT,
    status         TEXT NOT NULL,
    due_at         BIGINT
);

-- What was answered to whom, for those who ask again.
CREATE TABLE answers (
    tenant            BIGINT NOT NULL,
    client_request_id TEXT NOT NULL,
    digest            BLOB NOT NULL,
    answered_at       BIGINT NOT NULL,
    status            BIGINT NOT NULL,
    -- A JSON array of pairs.
    headers           TEXT NOT NULL,
    body              BLOB NOT NULL,
    -- The call that an answer tells of. Its devices aren't kept with it: whoever asks again sends them again.
    import_id         TEXT,
    PRIMARY KEY (tenant, client_request_id, digest)
);
CREATE INDEX answers_by_age ON answers (tenant, answered_at);

INSERT INTO imports (tenant, seq, id, import_id, group_tag, serial_number, serial_key, product_key, assigned_user,
identity, manufacturer, model, verdict, status, error_code, error_name, registration_id, complete_at, due_at) SELECT 1,
seq, id, import_id, group_tag, serial_number, serial_key, product_key, assigned_user, identity, manufacturer, model,
verdict, status, error_code, error_name, registration_id, complete_at, due_at FROM old_imports;
DROP TABLE old_imports;
INSERT INTO identities (tenant, seq, id, identity, serial_number, serial_key, product_key, group_tag, purchase_order,
manufacturer, model, enrollment_state, last_contacted_at, addressable_user_name, user_principal_name, resource_name,
sku_number, system_family, entra_device_id, managed_device_id, display_name, profile_status, profile_assigned_at,
profile_due_at, device_account_upn, device_friendly_name, remediation_state, remediation_modified_at, userless_status,
delete_at) SELECT 1, seq, id, identity, serial_number, serial_key, product_key, group_tag, purchase_order, manufacturer,
model, enrollment_state, last_contacted_at, addressable_user_name, user_principal_name, resource_name, sku_number,
system_family, entra_device_id, managed_device_id, display_name, profile_status, profile_assigned_at, profile_due_at,
device_account_upn, device_friendly_name, remediation_state, remediation_modified_at, userless_status, delete_at FROM
old_identities;
DROP TABLE old_identities;
INSERT INTO entra_devices (tenant, id, device_id, display_name, physical_ids, created_at) SELECT 1, id, device_id,
display_name, physical_ids, created_at FROM old_entra_devices;
DROP TABLE old_entra_devices;
INSERT INTO syncs (tenant, id, last_sync_at, last_asked_at, status, due_at) SELECT 1, id, last_sync_at, last_asked_at,
status, due_at FROM old_syncs;
DROP TABLE old_syncs;
INSERT INTO answers (tenant, client_request_id, digest, answered_at, status, headers, body, import_id) SELECT 1,
client_request_id, digest, answered_at, status, headers, body, import_id FROM old_answers;
DROP TABLE old_answers;
