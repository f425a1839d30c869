-- People, and groups of people and devices.
CREATE TABLE directory_users (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    deleted_at BIGINT,
    account_enabled BIGINT NOT NULL DEFAULT 1,
    display_name {text},
    given_name {text},
    surname {text},
    user_principal_name {text} NOT NULL,
    -- By which names are compared.
    name_key {text} NOT NULL,
    mail {text},
    mail_nickname {text},
    job_title {text},
    department {text},
    company_name {text},
    office_location {text},
    mobile_phone {text},
    -- A JSON array of texts.
    business_phones {text},
    usage_location {text},
    preferred_language {text},
    user_type {text},
    employee_id {text},
    -- A JSON array: what is assigned, and what of it is switched off.
    assigned_licenses {text},
    created_at BIGINT NOT NULL,
    UNIQUE (tenant, id)
);
CREATE INDEX directory_users_in_order ON directory_users (tenant, seq);
-- A name is free again when who had it is deleted.
CREATE UNIQUE INDEX directory_users_by_name ON directory_users (tenant, name_key) WHERE deleted_at IS NULL;
CREATE INDEX directory_users_deleted ON directory_users (tenant, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE directory_groups (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    display_name {text},
    description {text},
    -- A JSON array of texts.
    group_types {text} NOT NULL,
    membership_rule {text},
    -- On, or Paused; nothing where there is no rule.
    membership_rule_processing_state {text},
    security_enabled BIGINT NOT NULL,
    mail_enabled BIGINT NOT NULL,
    mail_nickname {text},
    created_at BIGINT NOT NULL,
    UNIQUE (tenant, id)
);
CREATE INDEX directory_groups_in_order ON directory_groups (tenant, seq);

-- Who is in a group by hand. Where a rule says who is, that isn't kept: it is asked.
CREATE TABLE group_members (
    seq {seq},
    tenant BIGINT NOT NULL,
    group_id {text} NOT NULL,
    member_id {text} NOT NULL,
    UNIQUE (tenant, group_id, member_id)
);
CREATE INDEX group_members_in_order ON group_members (tenant, group_id, seq);
CREATE INDEX group_members_by_member ON group_members (tenant, member_id);

-- Devices that came by Autopilot, each time that one did.
CREATE TABLE autopilot_events (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    device_id {text} NOT NULL,
    happened_at BIGINT NOT NULL,
    device_serial_number {text},
    managed_device_name {text},
    user_id {text},
    user_principal_name {text},
    os_version {text},
    UNIQUE (tenant, id)
);
CREATE INDEX autopilot_events_in_order ON autopilot_events (tenant, seq);

CREATE INDEX managed_devices_by_user ON managed_devices (tenant, user_id, seq);
-- Devices prove who they are by a certificate that ends, where they don't have it renewed in time.
CREATE INDEX managed_devices_by_certificate ON managed_devices (tenant, management_certificate_expiration_date);
UPDATE managed_devices SET management_certificate_expiration_date = last_sync_at + 31536000000
WHERE management_certificate_expiration_date IS NULL;
