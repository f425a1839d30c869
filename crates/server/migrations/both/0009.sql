-- What devices are sorted into.
CREATE TABLE device_categories (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    display_name {text} NOT NULL,
    description {text},
    role_scope_tag_ids {text},
    UNIQUE (tenant, id)
);
CREATE INDEX device_categories_in_order ON device_categories (tenant, seq);

ALTER TABLE managed_devices ADD COLUMN device_category_id {text};
CREATE INDEX managed_devices_by_category ON managed_devices (tenant, device_category_id);
-- What a device said last of Defender and of its configuration, as JSON; and when Defender was last through.
ALTER TABLE managed_devices ADD COLUMN protection {text};
ALTER TABLE managed_devices ADD COLUMN configurations {text};
ALTER TABLE managed_devices ADD COLUMN quick_scan_at BIGINT;
ALTER TABLE managed_devices ADD COLUMN full_scan_at BIGINT;

-- What an audit tells of an action: its name there, the device's name and user, who asked, and in which call if that was of several.
ALTER TABLE device_actions ADD COLUMN audited_as {text};
ALTER TABLE device_actions ADD COLUMN device_name {text};
ALTER TABLE device_actions ADD COLUMN device_user {text};
ALTER TABLE device_actions ADD COLUMN asked_by {text};
ALTER TABLE device_actions ADD COLUMN bulk_id {text};
-- What the device brought with its result, as JSON.
ALTER TABLE device_actions ADD COLUMN brought {text};
CREATE INDEX device_actions_in_order ON device_actions (tenant, seq);
UPDATE device_actions SET
    device_name = (SELECT device.device_name FROM managed_devices device
                   WHERE device.tenant = device_actions.tenant AND device.id = device_actions.device_id),
    device_user = (SELECT device.user_principal_name FROM managed_devices device
                   WHERE device.tenant = device_actions.tenant AND device.id = device_actions.device_id),
    audited_as = CASE
        WHEN name = 'wipe' AND parameters LIKE '%"keepEnrollmentData":true%' THEN 'factoryResetKeepEnrollmentData'
        WHEN name = 'wipe' THEN 'factoryReset'
        WHEN name = 'retire' THEN 'removeCompanyData'
        WHEN name = 'windowsDefenderScan' AND parameters LIKE '%"quickScan":true%' THEN 'quickScan'
        WHEN name = 'windowsDefenderScan' THEN 'fullScan'
        WHEN name IN ('bypassActivationLock', 'createDeviceLogCollectionRequest', 'requestRemoteAssistance', 'syncDevice')
            THEN 'unknown'
        ELSE name
    END;
