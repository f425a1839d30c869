"""Approval by a second administrator, by the beta client."""

import base64
import uuid
from datetime import datetime, timedelta, timezone

import pytest
from conftest import adapter_for, assert_known, path, run
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_beta.generated.device_management.managed_devices.execute_action.execute_action_post_request_body import (
    ExecuteActionPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.item.wipe.wipe_post_request_body import WipePostRequestBody
from msgraph_beta.generated.device_management.managed_devices.managed_devices_request_builder import (
    ManagedDevicesRequestBuilder as Managed,
)
from msgraph_beta.generated.device_management.operation_approval_policies.operation_approval_policies_request_builder import (
    OperationApprovalPoliciesRequestBuilder as Policies,
)
from msgraph_beta.generated.device_management.operation_approval_requests.cancel_my_request.cancel_my_request_post_request_body import (
    CancelMyRequestPostRequestBody,
)
from msgraph_beta.generated.device_management.operation_approval_requests.item.approve.approve_post_request_body import (
    ApprovePostRequestBody,
)
from msgraph_beta.generated.device_management.operation_approval_requests.item.cancel_approval.cancel_approval_post_request_body import (
    CancelApprovalPostRequestBody,
)
from msgraph_beta.generated.device_management.operation_approval_requests.item.reject.reject_post_request_body import (
    RejectPostRequestBody,
)
from msgraph_beta.generated.device_management.operation_approval_requests.operation_approval_requests_request_builder import (
    OperationApprovalRequestsRequestBuilder as Requests,
)
from msgraph_beta.generated.device_management.operation_approval_requests.retrieve_request_status.retrieve_request_status_post_request_body import (
    RetrieveRequestStatusPostRequestBody,
)
from msgraph_beta.generated.models.managed_device_remote_action import ManagedDeviceRemoteAction
from msgraph_beta.generated.models.management_state import ManagementState
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.models.operation_approval_policy import OperationApprovalPolicy
from msgraph_beta.generated.models.operation_approval_policy_platform import OperationApprovalPolicyPlatform as Platform
from msgraph_beta.generated.models.operation_approval_policy_set import OperationApprovalPolicySet
from msgraph_beta.generated.models.operation_approval_policy_type import OperationApprovalPolicyType as Type
from msgraph_beta.generated.models.operation_approval_request_status import OperationApprovalRequestStatus as Status
from msgraph_beta.generated.models.operation_approval_source import OperationApprovalSource
from msgraph_beta.generated.models.user_identity import UserIdentity
from test_management import enrol

ADELE, BEN = "adele@contoso.com", "ben@contoso.com"


def builder(service, kind):
    adapter = adapter_for(service, "beta")
    return kind(adapter, path(adapter))


def said_by(who, query=None, **headers):
    """The configuration of a request of somebody."""
    configuration = RequestConfiguration(query_parameters=query)
    configuration.headers.add("muster-user", who)
    for name, value in headers.items():
        configuration.headers.add(f"x-msft-approval-{name}", value)
    return configuration


def because(why):
    return base64.b64encode(why.encode()).decode()


def policy(kind):
    return OperationApprovalPolicy(
        display_name=f"Guard {kind.value}",
        description="Two pairs of eyes",
        policy_type=kind,
        policy_platform=Platform.NotApplicable,
        policy_set=OperationApprovalPolicySet(policy_type=kind, policy_platform=Platform.NotApplicable),
        approver_group_ids=[],
    )


async def refusal(call):
    with pytest.raises(ODataError) as refused:
        await call
    assert_known(refused.value.error)
    return refused.value


def code_of(refused):
    """The code, which stands in a header and in the error's details."""
    assert (refused.response_status_code, refused.error.code) == (412, "ApprovalRequired")
    [detail] = refused.error.details
    assert detail.target == "x-msft-approval-code"
    assert detail.message in refused.error.message
    found = {name.lower(): value for name, value in refused.response_headers.items()}
    assert detail.message in found["x-msft-approval-code"]
    return detail.message


def test_policies(start_service):
    async def work():
        service = start_service()
        policies = builder(service, Policies)
        wanted = policy(Type.DeviceWipe)
        made = await policies.post(wanted)
        assert_known(made)
        assert (made.display_name, made.description) == (wanted.display_name, wanted.description)
        assert (made.policy_type, made.policy_platform) == (Type.DeviceWipe, [Platform.NotApplicable])
        assert (made.policy_set.policy_type, made.policy_set.policy_platform) == (
            Type.DeviceWipe,
            [Platform.NotApplicable],
        )
        assert made.approver_group_ids == wanted.approver_group_ids
        assert datetime.now(timezone.utc) - made.last_modified_date_time < timedelta(minutes=5)
        page = await policies.get()
        assert_known(page)
        assert [found.id for found in page.value] == [made.id]
        assert await policies.count.get() == 1
        approvable = await policies.retrieve_approvable_operations.get()
        assert_known(approvable)
        assert [found.policy_type for found in approvable.value] == [
            Type.DeviceWipe,
            Type.DeviceRetire,
            Type.DeviceDelete,
        ]
        requiring = await policies.retrieve_operations_requiring_approval.get()
        assert_known(requiring)
        assert [found.policy_type for found in requiring.value] == [Type.DeviceWipe]
        assert (await refusal(policies.post(wanted))).response_status_code == 409

        # To change one, and to delete one, takes the approval that it asks of others.
        item = policies.by_operation_approval_policy_id(made.id)
        requests = builder(service, Requests)

        async def approved(call):
            code = code_of(await refusal(call(said_by(ADELE, justification=because("It is in the way")))))
            await requests.by_operation_approval_request_id(code).approve.post(ApprovePostRequestBody(), said_by(BEN))
            return await call(said_by(ADELE, code=code))

        changed = await approved(lambda said: item.patch(OperationApprovalPolicy(description="Four eyes"), said))
        assert_known(changed)
        assert (changed.description, changed.display_name) == ("Four eyes", wanted.display_name)
        await approved(item.delete)
        assert (await refusal(item.get())).response_status_code == 404

    run(work())


def test_a_wipe_that_is_approved(start_service):
    async def work():
        service = start_service()
        await builder(service, Policies).post(policy(Type.DeviceWipe))
        enrolled = enrol(service, "APPROVE-1")
        device = builder(service, Managed).by_managed_device_id(enrolled["deviceId"])
        body = WipePostRequestBody(keep_user_data=False, keep_enrollment_data=False)

        bare = await refusal(device.wipe.post(body, said_by(ADELE)))
        assert (bare.response_status_code, bare.error.code) == (403, "ApprovalJustificationRequired")
        assert "x-msft-approval-justification" in bare.error.message

        code = code_of(await refusal(device.wipe.post(body, said_by(ADELE, justification=because("Lost ☂")))))
        assert (await device.get()).management_state == ManagementState.Managed

        requests = builder(service, Requests)
        Query = Requests.OperationApprovalRequestsRequestBuilderGetQueryParameters
        page = await requests.get(said_by(BEN, Query(filter="status eq 'needsApproval'", count=True)))
        assert_known(page)
        [request] = page.value
        assert (request.id, request.status) == (code, Status.NeedsApproval)
        assert request.required_operation_approval_policy_types == [Type.DeviceWipe]
        assert request.request_justification == "Lost ☂"
        assert isinstance(request.requestor.user, UserIdentity)
        assert request.requestor.user.user_principal_name == ADELE
        assert request.approver is None and request.approval_justification is None
        assert request.expiration_date_time - request.request_date_time == timedelta(days=30)
        assert await requests.count.get() == 1
        told = await requests.retrieve_request_status.post(
            RetrieveRequestStatusPostRequestBody(entity_id=enrolled["deviceId"], entity_type="managedDevice")
        )
        assert_known(told)
        assert (told.request_id, told.request_status, told.entity_locked) == (code, Status.NeedsApproval, True)
        assert told.request_expiration_date_time == request.expiration_date_time

        item = requests.by_operation_approval_request_id(code)
        yes = ApprovePostRequestBody(justification="Seen", approval_source=OperationApprovalSource.AdminConsole)
        own = await refusal(item.approve.post(yes, said_by(ADELE)))
        assert own.response_status_code == 403
        answered = await item.approve.post(yes, said_by(BEN))
        assert_known(answered)
        assert answered.value == "approved"
        approved = await item.get()
        assert_known(approved)
        assert (approved.status, approved.approval_justification) == (Status.Approved, "Seen")
        assert approved.approver.user.user_principal_name == BEN

        mine = await requests.retrieve_my_requests.get(said_by(ADELE))
        assert_known(mine)
        assert [request.id for request in mine.value] == [code]
        assert (await requests.retrieve_my_requests.get(said_by(BEN))).value == []
        one = await requests.retrieve_my_request_by_id_with_id(code).get(said_by(ADELE))
        assert_known(one)
        assert one.id == code

        await device.wipe.post(body, said_by(ADELE, code=code))
        assert (await device.get()).management_state == ManagementState.WipePending
        assert (await item.get()).status == Status.Completed
        again = await refusal(device.wipe.post(body, said_by(ADELE, code=code)))
        assert (again.response_status_code, again.error.code) == (403, "ApprovalNotValid")

    run(work())


def test_what_is_rejected_and_cancelled(start_service):
    async def work():
        service = start_service()
        await builder(service, Policies).post(policy(Type.DeviceRetire))
        devices, requests = builder(service, Managed), builder(service, Requests)
        ids = [enrol(service, f"REJECT-{number}")["deviceId"] for number in range(3)]
        body = ExecuteActionPostRequestBody(action_name=ManagedDeviceRemoteAction.Retire, device_ids=ids)

        async def ask():
            return code_of(await refusal(devices.execute_action.post(body, said_by(ADELE, justification=because("Old")))))

        async def becomes(code, status):
            item = requests.by_operation_approval_request_id(code)
            found = await item.get()
            assert_known(found)
            assert found.status == status
            refused = await refusal(devices.execute_action.post(body, said_by(ADELE, code=code)))
            assert refused.response_status_code == 403
            assert status.value in refused.error.message

        code = await ask()
        item = requests.by_operation_approval_request_id(code)
        assert_known(await item.reject.post(RejectPostRequestBody(justification="No"), said_by(BEN)))
        await becomes(code, Status.Rejected)

        code = await ask()
        item = requests.by_operation_approval_request_id(code)
        await item.approve.post(ApprovePostRequestBody(), said_by(BEN))
        assert_known(await item.cancel_approval.post(CancelApprovalPostRequestBody(justification="No"), said_by(BEN)))
        await becomes(code, Status.Cancelled)

        code = await ask()
        await requests.cancel_my_request.post(CancelMyRequestPostRequestBody(id=code), said_by(ADELE))
        await becomes(code, Status.Cancelled)

        code = await ask()
        item = requests.by_operation_approval_request_id(code)
        await item.approve.post(ApprovePostRequestBody(), said_by(BEN))
        done = await devices.execute_action.post(body, said_by(ADELE, code=code))
        assert_known(done)
        assert sorted(done.successful_device_ids) == sorted(ids)

    run(work())
