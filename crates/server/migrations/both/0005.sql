-- Which operations take the approval of a second administrator, a policy for each kind.
CREATE TABLE approval_policies (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    display_name {text} NOT NULL,
    description {text},
    policy_type {text} NOT NULL,
    policy_platform {text} NOT NULL,
    policy_set {text} NOT NULL,
    approver_group_ids {text} NOT NULL,
    modified_at BIGINT NOT NULL,
    UNIQUE (tenant, id),
    UNIQUE (tenant, policy_type)
);

-- Operations that were asked for and wait for approval, or did.
CREATE TABLE approval_requests (
    seq {seq},
    tenant BIGINT NOT NULL,
    id {text} NOT NULL,
    status {text} NOT NULL,
    policy_type {text} NOT NULL,
    policy_types {text} NOT NULL,
    requested_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    -- When it expires, until it is over.
    due_at BIGINT,
    requestor {text} NOT NULL,
    requestor_id {text},
    requestor_name {text},
    request_justification {text} NOT NULL,
    approver {text},
    approval_justification {text},
    -- By what the same call is known, and what an approver is told of it.
    digest {bytes} NOT NULL,
    operation {text} NOT NULL,
    UNIQUE (tenant, id)
);
CREATE INDEX approval_requests_in_order ON approval_requests (tenant, seq);
CREATE INDEX approval_requests_due ON approval_requests (tenant, due_at) WHERE due_at IS NOT NULL;

-- What they are about.
CREATE TABLE approval_entities (
    tenant BIGINT NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    request_id {text} NOT NULL,
    PRIMARY KEY (tenant, entity_id, request_id)
);
