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
