-- What is in no table any more, for those who ask what has changed. Numbers are those of the table that it was in.
CREATE TABLE removals (
    tenant BIGINT NOT NULL,
    -- The table.
    kind {text} NOT NULL,
    id {text} NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (tenant, kind, id)
);
CREATE INDEX removals_in_order ON removals (tenant, kind, seq);

-- Which removals there were at a moment: by this it is known how old they are, which no trigger can tell.
CREATE TABLE removal_marks (
    tenant BIGINT NOT NULL,
    kind {text} NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (tenant, kind, at)
);

-- When the last marks were set: one row of each tenant.
CREATE TABLE removal_looks (
    tenant BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

-- Up to which number removals are forgotten.
CREATE TABLE removal_floors (
    tenant BIGINT NOT NULL,
    kind {text} NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (tenant, kind)
);

-- How the changes of a table are noted, as it was set up last.
CREATE TABLE tracked (
    name {text} NOT NULL PRIMARY KEY,
    definition {text} NOT NULL
);
