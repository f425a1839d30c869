"""Managed devices and device objects, by both clients."""

import json
import urllib.request
import uuid
from datetime import datetime, timezone

import pytest
from conftest import adapter_for, assert_known, path, run
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.device_management.managed_devices.item.clean_windows_device.clean_windows_device_post_request_body import (
    CleanWindowsDevicePostRequestBody,
)
from msgraph.generated.device_management.managed_devices.item.windows_defender_scan.windows_defender_scan_post_request_body import (
    WindowsDefenderScanPostRequestBody,
)
from msgraph.generated.device_management.managed_devices.item.wipe.wipe_post_request_body import WipePostRequestBody
from msgraph.generated.device_management.managed_devices.managed_devices_request_builder import (
    ManagedDevicesRequestBuilder as Managed,
)
from msgraph.generated.devices.devices_request_builder import DevicesRequestBuilder as Objects
from msgraph.generated.devices_with_device_id.devices_with_device_id_request_builder import (
    DevicesWithDeviceIdRequestBuilder as ObjectOf,
)
from msgraph.generated.directory.deleted_items.deleted_items_request_builder import (
    DeletedItemsRequestBuilder as Deleted,
)
from msgraph.generated.models.action_state import ActionState
from msgraph.generated.models.device import Device
from msgraph.generated.models.device_enrollment_type import DeviceEnrollmentType
from msgraph.generated.models.managed_device import ManagedDevice
from msgraph.generated.models.managed_device_owner_type import ManagedDeviceOwnerType
from msgraph.generated.models.management_state import ManagementState
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.device_management.managed_devices.execute_action.execute_action_post_request_body import (
    ExecuteActionPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.item.create_device_log_collection_request.create_device_log_collection_request_post_request_body import (
    CreateDeviceLogCollectionRequestPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.item.deprovision.deprovision_post_request_body import (
    DeprovisionPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.item.initiate_on_demand_proactive_remediation.initiate_on_demand_proactive_remediation_post_request_body import (
    InitiateOnDemandProactiveRemediationPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.item.pause_configuration_refresh.pause_configuration_refresh_post_request_body import (
    PauseConfigurationRefreshPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.managed_devices_request_builder import (
    ManagedDevicesRequestBuilder as BetaManaged,
)
from msgraph_beta.generated.device_management.managed_device_cleanup_rules.managed_device_cleanup_rules_request_builder import (
    ManagedDeviceCleanupRulesRequestBuilder as Rules,
)
from msgraph_beta.generated.models.app_log_upload_state import AppLogUploadState
from msgraph_beta.generated.models.device_log_collection_request import DeviceLogCollectionRequest
from msgraph_beta.generated.models.device_log_collection_template_type import DeviceLogCollectionTemplateType
from msgraph_beta.generated.models.device_cleanup_rule_platform_type import DeviceCleanupRulePlatformType
from msgraph_beta.generated.models.join_type import JoinType
from msgraph_beta.generated.models.managed_device_cleanup_rule import ManagedDeviceCleanupRule
from msgraph_beta.generated.models.managed_device_remote_action import ManagedDeviceRemoteAction
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError as BetaODataError
from msgraph_beta.generated.models.owner_type import OwnerType


def managed(service):
    adapter = adapter_for(service, "v1.0")
    return Managed(adapter, path(adapter))


def beta_managed(service):
    adapter = adapter_for(service, "beta")
    return BetaManaged(adapter, path(adapter))


def objects(service):
    adapter = adapter_for(service, "v1.0")
    return Objects(adapter, path(adapter))


def deleted(service):
    adapter = adapter_for(service, "v1.0")
    return Deleted(adapter, path(adapter))


def agent(service, what, body, secret=None):
    """What the server says to a device."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {secret}"} if secret else {})
    request = urllib.request.Request(f"{service.address}/agent/{what}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def enrol(service, serial, **more):
    return agent(
        service,
        "enroll",
        {
            "enrollmentId": str(uuid.uuid4()),
            "serialNumber": serial,
            "manufacturer": "Contoso",
            "model": "Contoso Book 1",
            "platform": "windows",
            "osVersion": "10.0.19045",
            "deviceName": f"PC-{serial}",
            "userPrincipalName": "user@contoso.com",
        }
        | more,
    )


def test_a_managed_device(service):
    async def work():
        enrolled = enrol(service, "MAN-1")
        found = await managed(service).by_managed_device_id(enrolled["deviceId"]).get()
        assert_known(found)
        assert (found.id, found.serial_number, found.device_name) == (enrolled["deviceId"], "MAN-1", "PC-MAN-1")
        assert (found.operating_system, found.os_version) == ("Windows", "10.0.19045")
        assert found.azure_a_d_device_id == enrolled["azureADDeviceId"]
        assert found.management_state == ManagementState.Managed
        assert found.managed_device_owner_type == ManagedDeviceOwnerType.Company
        assert found.device_enrollment_type == DeviceEnrollmentType.WindowsAzureADJoin
        assert found.eas_activation_date_time == datetime(1, 1, 1, tzinfo=timezone.utc)
        assert found.device_action_results == []
        # Nothing that its schema says is always there is missing.
        for name in ("compliance_state", "exchange_access_state", "management_agent", "partner_reported_threat_state"):
            assert getattr(found, name) is not None, name
        for name in ("is_encrypted", "is_supervised", "eas_activated"):
            assert getattr(found, name) is False, name

        shown = await beta_managed(service).by_managed_device_id(enrolled["deviceId"]).get()
        assert_known(shown)
        assert (shown.join_type, shown.owner_type) == (JoinType.AzureADJoined, OwnerType.Company)
        assert shown.azure_active_directory_device_id == enrolled["azureADDeviceId"]

    run(work())


def test_lists_filters_and_numbers(service):
    async def work():
        for number in range(3):
            enrol(service, f"LIST-{number}")
        builder = managed(service)
        Query = Managed.ManagedDevicesRequestBuilderGetQueryParameters

        async def serials(**query):
            page = await builder.get(RequestConfiguration(query_parameters=Query(**query)))
            assert_known(page)
            return [found.serial_number for found in page.value]

        assert await serials(filter="serialNumber eq 'LIST-1'") == ["LIST-1"]
        assert await serials(filter="startswith(serialNumber,'list-')", orderby=["serialNumber desc"]) == [
            "LIST-2",
            "LIST-1",
            "LIST-0",
        ]
        everything = await builder.get()
        assert everything.odata_count == len(everything.value) == await builder.count.get()
        first = await builder.get(RequestConfiguration(query_parameters=Query(top=1)))
        second = await builder.with_url(first.odata_next_link).get()
        assert [first.value[0].id, second.value[0].id] == [found.id for found in everything.value[:2]]
        with pytest.raises(ODataError) as refused:
            await serials(filter="notes eq 'x'")
        assert refused.value.response_status_code == 400

    run(work())


def test_changing_and_deleting(service):
    async def work():
        enrolled = enrol(service, "CHANGE-1")
        item = managed(service).by_managed_device_id(enrolled["deviceId"])
        changed = await item.patch(ManagedDevice(notes="In the cellar", managed_device_name="Cellar"))
        assert_known(changed)
        assert (changed.notes, changed.managed_device_name) == ("In the cellar", "Cellar")
        await item.delete()
        with pytest.raises(ODataError) as gone:
            await item.get()
        assert gone.value.error.code == "ResourceNotFound"

    run(work())


@pytest.mark.parametrize(
    "name",
    [
        "reboot_now",
        "shut_down",
        "sync_device",
        "remote_lock",
        "reset_passcode",
        "recover_passcode",
        "locate_device",
        "disable_lost_mode",
        "bypass_activation_lock",
        "request_remote_assistance",
        "logout_shared_apple_device_active_user",
        "windows_defender_update_signatures",
        "retire",
    ],
)
def test_actions_without_a_body(service, name):
    async def work():
        enrolled = enrol(service, f"ACT-{name}")
        item = managed(service).by_managed_device_id(enrolled["deviceId"])
        await getattr(item, name).post()
        found = await item.get()
        assert_known(found)
        [result] = found.device_action_results
        assert result.action_name.lower() == name.replace("_", "")
        assert result.action_state == ActionState.Pending
        assert result.start_date_time <= result.last_updated_date_time <= datetime.now(timezone.utc)

    run(work())


def test_actions_with_a_body(service):
    async def work():
        enrolled = enrol(service, "BODY-1")
        item = managed(service).by_managed_device_id(enrolled["deviceId"])
        await item.windows_defender_scan.post(WindowsDefenderScanPostRequestBody(quick_scan=True))
        await item.clean_windows_device.post(CleanWindowsDevicePostRequestBody(keep_user_data=False))
        await item.wipe.post(WipePostRequestBody(keep_enrollment_data=False, keep_user_data=False))
        assert (await item.get()).management_state == ManagementState.WipePending
        told = agent(service, "checkin", {"deviceId": enrolled["deviceId"]}, enrolled["secret"])
        [order] = told["actions"]
        assert (order["name"], order["parameters"]["keepEnrollmentData"]) == ("wipe", False)
        assert (await item.get()).management_state == ManagementState.WipeIssued
        results = [{"id": order["id"], "state": "done"}]
        said = {"deviceId": enrolled["deviceId"], "results": results}
        assert agent(service, "checkin", said, enrolled["secret"])["removed"]
        with pytest.raises(ODataError):
            await item.get()

    run(work())


def test_actions_of_beta(service):
    async def work():
        enrolled = enrol(service, "BETA-1")
        item = beta_managed(service).by_managed_device_id(enrolled["deviceId"])
        await item.disable.post()
        await item.reenable.post()
        await item.deprovision.post(DeprovisionPostRequestBody(deprovision_reason="Retired"))
        pause = PauseConfigurationRefreshPostRequestBody(pause_time_period_in_minutes=60)
        await item.pause_configuration_refresh.post(pause)
        script = InitiateOnDemandProactiveRemediationPostRequestBody(script_policy_id=str(uuid.uuid4()))
        await item.initiate_on_demand_proactive_remediation.post(script)
        kind = DeviceLogCollectionRequest(template_type=DeviceLogCollectionTemplateType.Predefined)
        body = CreateDeviceLogCollectionRequestPostRequestBody(template_type=kind)
        collecting = await item.create_device_log_collection_request.post(body)
        assert_known(collecting)
        assert str(collecting.managed_device_id) == enrolled["deviceId"]
        assert collecting.status == AppLogUploadState.Pending
        names = [result.action_name for result in (await item.get()).device_action_results]
        assert names == [
            "disable",
            "reenable",
            "deprovision",
            "pauseConfigurationRefresh",
            "initiateOnDemandProactiveRemediation",
            "createDeviceLogCollectionRequest",
        ]

    run(work())


def test_many_at_once(service):
    async def work():
        windows, mac = enrol(service, "BULK-1"), enrol(service, "BULK-2", platform="macOS", osVersion="14.1")
        ids = [windows["deviceId"], mac["deviceId"], str(uuid.uuid4())]
        body = ExecuteActionPostRequestBody(action_name=ManagedDeviceRemoteAction.RebootNow, device_ids=ids)
        told = await beta_managed(service).execute_action.post(body)
        assert_known(told)
        assert told.successful_device_ids == ids[:1]
        assert told.not_supported_device_ids == ids[1:2]
        assert told.not_found_device_ids == ids[2:]
        assert told.failed_device_ids == []

    run(work())


def test_device_objects(service):
    async def work():
        enrolled = enrol(service, "OBJ-1")
        adapter = adapter_for(service, "v1.0")
        found = await ObjectOf(adapter, path(adapter), device_id=enrolled["azureADDeviceId"]).get()
        assert_known(found)
        assert (found.device_id, found.display_name) == (enrolled["azureADDeviceId"], "PC-OBJ-1")
        assert (found.account_enabled, found.is_managed, found.trust_type) == (True, True, "AzureAd")
        item = objects(service).by_device_id(found.id)
        assert (await item.get()).id == found.id
        await item.patch(Device(account_enabled=False))
        assert (await item.get()).account_enabled is False

        Query = Objects.DevicesRequestBuilderGetQueryParameters
        wanted = RequestConfiguration(query_parameters=Query(filter="displayName eq 'pc-obj-1'", count=True))
        page = await objects(service).get(wanted)
        assert_known(page)
        assert (page.odata_count, [device.id for device in page.value]) == (1, [found.id])
        assert await objects(service).count.get() >= 1

        await item.delete()
        with pytest.raises(ODataError):
            await item.get()
        gone = await deleted(service).graph_device.get()
        assert_known(gone)
        assert found.id in [device.id for device in gone.value]
        again = await deleted(service).by_directory_object_id(found.id).restore.post(None)
        assert again.id == found.id
        assert (await item.get()).deleted_date_time is None

    run(work())


def test_cleanup_rules(start_service):
    async def work():
        service = start_service()
        adapter = adapter_for(service, "beta")
        rules = Rules(adapter, path(adapter))
        Platform = DeviceCleanupRulePlatformType
        wanted = ManagedDeviceCleanupRule(
            display_name="Lost laptops",
            device_cleanup_rule_platform_type=Platform.Windows,
            device_inactivity_before_retirement_in_days=90,
        )
        made = await rules.post(wanted)
        assert_known(made)
        assert (made.display_name, made.device_inactivity_before_retirement_in_days) == ("Lost laptops", 90)
        assert made.device_cleanup_rule_platform_type == Platform.Windows
        item = rules.by_managed_device_cleanup_rule_id(made.id)
        changed = await item.patch(ManagedDeviceCleanupRule(device_inactivity_before_retirement_in_days=30))
        assert_known(changed)
        assert changed.device_inactivity_before_retirement_in_days == 30
        page = await rules.get()
        assert_known(page)
        assert [rule.id for rule in page.value] == [made.id]
        assert await rules.count.get() == 1
        with pytest.raises(BetaODataError) as twice:
            await rules.post(wanted)
        assert twice.value.response_status_code == 500
        await item.delete()
        assert (await rules.get()).value == []

    run(work())
