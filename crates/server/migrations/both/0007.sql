-- What was put off by a fault that was asked for: what was created is shown later, what was deleted still is, and the rest of what
-- was done by half is done later. A row of another table that is deleted but still shown is kept there under the tenant's negative
-- number.
CREATE TABLE put_off (
    tenant BIGINT NOT NULL,
    -- showing, hiding, parting or untagging.
    what {text} NOT NULL,
    -- Which entities it is about, where clients are shown several of a table.
    entities {text} NOT NULL,
    id {text} NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, what, entities, id)
);
CREATE INDEX put_off_due ON put_off (tenant, due_at);
