-- The directories around the tenant's own: each is apart, and known to the others by ids alone.

-- Computers of the organisation's own directory, Active Directory Domain Services.
CREATE TABLE computers (
    seq {seq},
    tenant BIGINT NOT NULL,
    -- The objectGUID; of one that is synced it is the deviceId, too.
    id {text} NOT NULL,
    name {text} NOT NULL,
    name_key {text} NOT NULL,
    dns_host_name {text},
    distinguished_name {text},
    operating_system {text},
    operating_system_version {text},
    last_logon_at BIGINT,
    enabled BIGINT NOT NULL,
    object_sid {text} NOT NULL,
    created_at BIGINT NOT NULL,
    -- Whether something of it waits to be synced.
    is_changed BIGINT NOT NULL DEFAULT 1,
    UNIQUE (tenant, id),
    UNIQUE (tenant, name_key)
);
CREATE INDEX computers_in_order ON computers (tenant, seq);
CREATE INDEX computers_changed ON computers (tenant, seq) WHERE is_changed = 1;
CREATE INDEX directory_devices_hybrid ON directory_devices (tenant, device_id) WHERE trust_type = 'ServerAd';

-- The sync from there (Entra Connect): one row of each tenant that has such a directory.
CREATE TABLE computer_syncs (
    tenant BIGINT NOT NULL PRIMARY KEY,
    -- What the objectSid of each computer begins with, and what the next one ends with.
    domain_sid {text} NOT NULL,
    next_rid BIGINT NOT NULL,
    last_sync_at BIGINT,
    due_at BIGINT
);

-- Apple Business Manager: the management servers that devices are assigned to there. One whose token was given to this service is
-- connected; what the service knows of it stands behind that.
CREATE TABLE apple_servers (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    server_name {text} NOT NULL,
    name_key {text} NOT NULL,
    created_at BIGINT NOT NULL,
    connected_at BIGINT,
    token_expires_at BIGINT,
    last_sync_at BIGINT,
    last_asked_at BIGINT,
    due_at BIGINT,
    synced_devices BIGINT NOT NULL DEFAULT 0,
    UNIQUE (tenant, id),
    UNIQUE (tenant, name_key)
);

-- Devices that the organisation has bought.
CREATE TABLE apple_devices (
    seq {seq},
    tenant BIGINT NOT NULL,
    -- By what the serial number is compared: Apple has no other id.
    id {text} NOT NULL,
    serial_number {text} NOT NULL,
    model {text},
    product_family {text} NOT NULL,
    server_id {text},
    added_at BIGINT NOT NULL,
    assigned_at BIGINT,
    UNIQUE (tenant, id)
);
CREATE INDEX apple_devices_in_order ON apple_devices (tenant, seq);
CREATE INDEX apple_devices_of_server ON apple_devices (tenant, server_id);

-- What the service knows of them, since it last asked.
CREATE TABLE apple_identities (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    server_id {text} NOT NULL,
    serial_number {text} NOT NULL,
    serial_key {text} NOT NULL,
    platform {text} NOT NULL,
    description {text},
    created_at BIGINT NOT NULL,
    -- When it was found to be assigned no more.
    deleted_at BIGINT,
    enrollment_state {text} NOT NULL DEFAULT 'notContacted',
    last_contacted_at BIGINT,
    managed_device_id {text},
    UNIQUE (tenant, id),
    UNIQUE (tenant, server_id, serial_key)
);
CREATE INDEX apple_identities_by_serial ON apple_identities (tenant, serial_key);

-- Partners that may register devices for the tenant: cloud solution providers, and makers of devices.
CREATE TABLE partners (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    name {text} NOT NULL,
    -- csp or oem.
    kind {text} NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (tenant, id)
);

-- The batches that a partner has made. Partners name them, each as it likes.
CREATE TABLE partner_batches (
    seq {seq},
    tenant BIGINT NOT NULL,
    partner_id {text} NOT NULL,
    id {text} NOT NULL,
    name {text} NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (tenant, partner_id, id)
);

-- What partners have uploaded: on its way, refused, or registered.
CREATE TABLE partner_devices (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    partner_id {text} NOT NULL,
    -- None, where a maker has registered it directly.
    batch_id {text},
    job_id {text} NOT NULL,
    serial_number {text} NOT NULL,
    serial_key {text} NOT NULL,
    product_key {text} NOT NULL,
    identity {bytes},
    manufacturer {text} NOT NULL,
    model {text} NOT NULL,
    purchase_order {text},
    verdict {text} NOT NULL,
    uploaded_at BIGINT NOT NULL,
    due_at BIGINT,
    -- processing, finished or finished_with_errors.
    status {text} NOT NULL,
    error_code {text},
    error_name {text},
    -- The Autopilot identity that came of it, for as long as it is registered.
    registration_id {text},
    UNIQUE (tenant, id)
);
CREATE INDEX partner_devices_of_partner ON partner_devices (tenant, partner_id, seq);
CREATE INDEX partner_devices_of_job ON partner_devices (tenant, partner_id, job_id);
CREATE INDEX partner_devices_due ON partner_devices (tenant, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX partner_devices_registered ON partner_devices (tenant, registration_id) WHERE registration_id IS NOT NULL;
