-- Devices that are managed. What the protocol names stands first; below it what only this server knows.
CREATE TABLE managed_devices (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    user_id {text},
    device_name {text},
    managed_device_owner_type {text} NOT NULL DEFAULT 'unknown',
    enrolled_at BIGINT,
    last_sync_at BIGINT,
    operating_system {text},
    compliance_state {text} NOT NULL DEFAULT 'unknown',
    jail_broken {text},
    management_agent {text} NOT NULL DEFAULT 'mdm',
    os_version {text},
    eas_activated BIGINT NOT NULL DEFAULT 0,
    eas_device_id {text},
    eas_activation_at BIGINT,
    azure_ad_registered BIGINT,
    device_enrollment_type {text} NOT NULL DEFAULT 'unknown',
    activation_lock_bypass_code {text},
    email_address {text},
    azure_ad_device_id {text},
    device_registration_state {text} NOT NULL DEFAULT 'notRegistered',
    device_category_display_name {text},
    is_supervised BIGINT NOT NULL DEFAULT 0,
    exchange_last_successful_sync_at BIGINT,
    exchange_access_state {text} NOT NULL DEFAULT 'none',
    exchange_access_state_reason {text} NOT NULL DEFAULT 'none',
    remote_assistance_session_url {text},
    remote_assistance_session_error_details {text},
    is_encrypted BIGINT NOT NULL DEFAULT 0,
    user_principal_name {text},
    model {text},
    manufacturer {text},
    imei {text},
    compliance_grace_period_expiration_at BIGINT,
    serial_number {text},
    phone_number {text},
    android_security_patch_level {text},
    user_display_name {text},
    configuration_manager_client_enabled_features {text},
    wi_fi_mac_address {text},
    device_health_attestation_state {text},
    subscriber_carrier {text},
    meid {text},
    total_storage_space BIGINT NOT NULL DEFAULT 0,
    free_storage_space BIGINT NOT NULL DEFAULT 0,
    managed_device_name {text},
    partner_reported_threat_state {text} NOT NULL DEFAULT 'unknown',
    require_user_enrollment_approval BIGINT,
    management_certificate_expiration_date BIGINT,
    iccid {text},
    udid {text},
    notes {text},
    ethernet_mac_address {text},
    physical_memory BIGINT NOT NULL DEFAULT 0,
    enrollment_profile_name {text},
    management_state {text} NOT NULL DEFAULT 'managed',
    device_action_results {text},
    aad_registered BIGINT,
    autopilot_enrolled BIGINT NOT NULL DEFAULT 0,
    chassis_type {text} NOT NULL DEFAULT 'unknown',
    device_type {text} NOT NULL DEFAULT 'unknown',
    join_type {text} NOT NULL DEFAULT 'unknown',
    lost_mode_state {text} NOT NULL DEFAULT 'disabled',
    processor_architecture {text} NOT NULL DEFAULT 'unknown',
    retire_after_at BIGINT,
    role_scope_tag_ids {text},
    security_patch_level {text},
    sku_family {text},
    sku_number BIGINT NOT NULL DEFAULT 0,
    specification_version {text},
    users_logged_on {text},
    enrolled_by_user_principal_name {text},
    prefer_mdm_over_group_policy_applied_at BIGINT,
    windows_active_malware_count BIGINT NOT NULL DEFAULT 0,
    windows_remediated_malware_count BIGINT NOT NULL DEFAULT 0,
    serial_key {text} NOT NULL,
    -- What the rules of a device's life tell apart.
    platform {text} NOT NULL,
    enrolment {text} NOT NULL,
    -- By which attempt of the device it was enrolled: the same attempt is the same device.
    enrolment_id {text} NOT NULL,
    -- When it was taken out of lists; it is retired when it is heard of next.
    removed_at BIGINT,
    UNIQUE (tenant, id),
    UNIQUE (tenant, enrolment_id)
);
CREATE INDEX managed_devices_in_order ON managed_devices (tenant, seq);
CREATE INDEX managed_devices_by_serial ON managed_devices (tenant, serial_key);
CREATE INDEX managed_devices_by_entra ON managed_devices (tenant, azure_ad_device_id);

-- What a managed device was asked to do.
CREATE TABLE device_actions (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    device_id {text} NOT NULL,
    name {text} NOT NULL,
    -- none, pending, canceled, active, done, failed or notSupported.
    state {text} NOT NULL,
    -- A JSON object: what was asked for besides.
    parameters {text} NOT NULL,
    asked_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (tenant, id)
);
CREATE INDEX device_actions_of_device ON device_actions (tenant, device_id, seq);
CREATE INDEX device_actions_by_name ON device_actions (tenant, name, asked_at);

-- What devices prove by that they are themselves: a key from which the secret of each follows.
CREATE TABLE device_keys (
    tenant BIGINT NOT NULL PRIMARY KEY,
    secret {bytes} NOT NULL
);

-- Device objects have an order now, and all that the directory tells of them.
ALTER TABLE entra_devices RENAME TO old_entra_devices;
CREATE TABLE directory_devices (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    deleted_at BIGINT,
    account_enabled BIGINT,
    alternative_security_ids {text},
    approximate_last_sign_in_at BIGINT,
    compliance_expiration_at BIGINT,
    device_category {text},
    device_id {text},
    device_metadata {text},
    device_ownership {text},
    device_version BIGINT,
    display_name {text},
    enrollment_profile_name {text},
    enrollment_type {text},
    is_compliant BIGINT,
    is_managed BIGINT,
    is_management_restricted BIGINT,
    is_rooted BIGINT,
    management_type {text},
    manufacturer {text},
    mdm_app_id {text},
    model {text},
    on_premises_last_sync_at BIGINT,
    on_premises_security_identifier {text},
    on_premises_sync_enabled BIGINT,
    operating_system {text},
    operating_system_version {text},
    physical_ids {text},
    profile_type {text},
    registered_at BIGINT,
    system_labels {text},
    trust_type {text},
    extension_attributes {text},
    created_at BIGINT NOT NULL,
    -- Until then it can't be deleted, though its registration is gone.
    kept_until BIGINT,
    UNIQUE (tenant, id),
    UNIQUE (tenant, device_id)
);
CREATE INDEX directory_devices_in_order ON directory_devices (tenant, seq);
CREATE INDEX directory_devices_deleted ON directory_devices (tenant, deleted_at) WHERE deleted_at IS NOT NULL;
INSERT INTO directory_devices (tenant, id, device_id, display_name, physical_ids, created_at, account_enabled, trust_type, operating_system, profile_type, registered_at)
SELECT tenant, id, device_id, display_name, physical_ids, created_at, 1, 'AzureAd', 'Windows', 'RegisteredDevice', created_at FROM old_entra_devices ORDER BY created_at, id;
DROP TABLE old_entra_devices;
