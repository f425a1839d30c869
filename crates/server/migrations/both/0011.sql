-- Requests for approval that are over, which are forgotten in the end, and what a request is about.
CREATE INDEX approval_requests_over ON approval_requests (tenant, modified_at) WHERE due_at IS NULL;
CREATE INDEX approval_entities_of_request ON approval_entities (tenant, request_id);

-- From the digest of a call a code of six digits in it could be found. Such a call is to be asked for again.
UPDATE approval_requests SET digest = CAST('00000000000000000000000000000000' AS {bytes}),
    status = CASE WHEN due_at IS NULL THEN status ELSE 'cancelled' END, due_at = NULL
WHERE operation LIKE '%"macOsUnlockCode"%';

-- What waits for approval, and all of its devices are gone.
UPDATE approval_requests SET status = 'cancelled', due_at = NULL
WHERE due_at IS NOT NULL
AND EXISTS (SELECT 1 FROM approval_entities e WHERE e.tenant = approval_requests.tenant
    AND e.request_id = approval_requests.id AND e.entity_type = 'managedDevice')
AND NOT EXISTS (SELECT 1 FROM approval_entities e JOIN managed_devices d ON d.tenant = e.tenant AND d.id = e.entity_id
    WHERE d.removed_at IS NULL AND e.tenant = approval_requests.tenant AND e.request_id = approval_requests.id);
