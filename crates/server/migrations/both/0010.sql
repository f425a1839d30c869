-- How many rows of a table are in a list. What the lists are, and the triggers that count, follow when the database is opened.
CREATE TABLE list_counts (
    tenant BIGINT NOT NULL,
    list {text} NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (tenant, list)
);

-- Moments as filters compare them: nothing is before everything. Behind them stands all else that is looked at to count, so that
-- counting reads the index alone. They hold every row: of an expression in an index of some rows PostgreSQL takes no statistics.
CREATE INDEX managed_devices_since_sync ON managed_devices
    (tenant, (coalesce(last_sync_at, -9000000000000000000)), last_sync_at, removed_at, hidden_at);
CREATE INDEX managed_devices_since_enrolment ON managed_devices
    (tenant, (coalesce(enrolled_at, -9000000000000000000)), enrolled_at, removed_at, hidden_at);
CREATE INDEX directory_devices_since_sign_in ON directory_devices
    (tenant, (coalesce(approximate_last_sign_in_at, -9000000000000000000)), approximate_last_sign_in_at, deleted_at);
-- What many rows have in common: in each they stand as in the list.
CREATE INDEX managed_devices_by_compliance ON managed_devices (tenant, compliance_state, seq, removed_at, hidden_at);
CREATE INDEX managed_devices_by_system ON managed_devices
    (tenant, (lower(operating_system)), seq, operating_system, removed_at, hidden_at);

-- How far a sync has looked, so that each step goes on where the one before has stopped.
ALTER TABLE computer_syncs ADD COLUMN looked_object {text};
ALTER TABLE computer_syncs ADD COLUMN looked_computer BIGINT;
ALTER TABLE apple_servers ADD COLUMN looked_device BIGINT;
ALTER TABLE apple_servers ADD COLUMN looked_identity {text};
DROP INDEX apple_devices_of_server;
CREATE INDEX apple_devices_of_server ON apple_devices (tenant, server_id, seq);
CREATE INDEX apple_identities_gone ON apple_identities (tenant, server_id, deleted_at) WHERE deleted_at IS NOT NULL;
