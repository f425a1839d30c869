-- Devices that weren't heard of for long are hidden, until they are.
ALTER TABLE managed_devices ADD COLUMN hidden_at BIGINT;
CREATE INDEX managed_devices_by_contact ON managed_devices (tenant, last_sync_at);

-- After how many days without contact a device is hidden, a rule for each platform.
CREATE TABLE cleanup_rules (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    display_name {text},
    description {text},
    platform_type {text} NOT NULL,
    days BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    UNIQUE (tenant, id),
    UNIQUE (tenant, platform_type)
);
