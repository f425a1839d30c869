-- Devices on their way into the tenant. No hash is kept: what registration compares was taken from it at once.
CREATE TABLE imports (
    -- Never used twice, or a page could miss what took the place of a deleted row.
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT NOT NULL UNIQUE,
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
    error_code      INTEGER NOT NULL,
    error_name      TEXT,
    registration_id TEXT,
    complete_at     BIGINT NOT NULL,
    -- When something is to be done next; never where there is nothing.
    due_at          BIGINT
);
CREATE INDEX imports_by_call ON imports (import_id, seq);
CREATE INDEX imports_due ON imports (status, due_at, seq) WHERE due_at IS NOT NULL;

-- Registered devices.
CREATE TABLE identities (
    seq                     INTEGER PRIMARY KEY AUTOINCREMENT,
    id                      TEXT NOT NULL UNIQUE,
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
    delete_at               BIGINT
);
CREATE INDEX identities_by_identity ON identities (identity) WHERE identity IS NOT NULL;
CREATE INDEX identities_by_serial ON identities (serial_key, seq);
CREATE INDEX identities_profile_due ON identities (profile_due_at) WHERE profile_due_at IS NOT NULL;
CREATE INDEX identities_delete_at ON identities (delete_at) WHERE delete_at IS NOT NULL;

-- Device objects of the directory. They outlive the registration.
CREATE TABLE entra_devices (
    id           TEXT NOT NULL PRIMARY KEY,
    device_id    TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    -- A JSON array of texts.
    physical_ids TEXT NOT NULL,
    created_at   BIGINT NOT NULL
);

-- One row: the sync with the registration service.
CREATE TABLE syncs (
    one            INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    id             TEXT NOT NULL,
    last_sync_at   BIGINT,
    last_asked_at  BIGINT,
    status         TEXT NOT NULL,
    due_at         BIGINT
);

-- What was answered to whom, for those who ask again.
CREATE TABLE answers (
    client_request_id TEXT NOT NULL,
    digest            BLOB NOT NULL,
    answered_at       BIGINT NOT NULL,
    status            INTEGER NOT NULL,
    -- A JSON array of pairs.
    headers           TEXT NOT NULL,
    body              BLOB NOT NULL,
    PRIMARY KEY (client_request_id, digest)
);
CREATE INDEX answers_by_age ON answers (answered_at);
