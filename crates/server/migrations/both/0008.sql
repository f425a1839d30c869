-- Devices that a clean-up rule may take, of each platform, the one that wasn't heard of for longest first.
DROP INDEX managed_devices_by_contact;
CREATE INDEX managed_devices_unheard ON managed_devices (tenant, platform, last_sync_at)
WHERE removed_at IS NULL AND hidden_at IS NULL;

-- By what clients look for one device, whatever its case.
CREATE INDEX managed_devices_look_serial ON managed_devices (tenant, lower(serial_number));
CREATE INDEX managed_devices_look_name ON managed_devices (tenant, lower(device_name));
CREATE INDEX managed_devices_look_entra ON managed_devices (tenant, lower(azure_ad_device_id));
CREATE INDEX directory_devices_look_device ON directory_devices (tenant, lower(device_id));
CREATE INDEX directory_devices_look_name ON directory_devices (tenant, lower(display_name));
