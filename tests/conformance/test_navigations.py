"""What a managed device leads to, and what is told of its actions, by both clients."""

import uuid
from datetime import datetime, timedelta, timezone

import pytest
from conftest import adapter_for, assert_known, path, run
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.device_management.device_categories.device_categories_request_builder import (
    DeviceCategoriesRequestBuilder as Categories,
)
from msgraph.generated.device_management.managed_devices.item.delete_user_from_shared_apple_device.delete_user_from_shared_apple_device_post_request_body import (
    DeleteUserFromSharedAppleDevicePostRequestBody,
)
from msgraph.generated.device_management.managed_devices.item.managed_device_item_request_builder import (
    ManagedDeviceItemRequestBuilder as Item,
)
from msgraph.generated.device_management.managed_devices.item.windows_defender_scan.windows_defender_scan_post_request_body import (
    WindowsDefenderScanPostRequestBody,
)
from msgraph.generated.models.app_log_upload_state import AppLogUploadState
from msgraph.generated.models.compliance_status import ComplianceStatus
from msgraph.generated.models.delete_user_from_shared_apple_device_action_result import (
    DeleteUserFromSharedAppleDeviceActionResult,
)
from msgraph.generated.models.device_category import DeviceCategory
from msgraph.generated.models.locate_device_action_result import LocateDeviceActionResult
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.policy_platform_type import PolicyPlatformType
from msgraph.generated.models.reference_update import ReferenceUpdate
from msgraph.generated.models.remote_lock_action_result import RemoteLockActionResult
from msgraph.generated.models.reset_passcode_action_result import ResetPasscodeActionResult
from msgraph.generated.models.windows_defender_scan_action_result import WindowsDefenderScanActionResult
from msgraph.generated.users.users_request_builder import UsersRequestBuilder as Users
from msgraph_beta.generated.device_management.device_categories.device_categories_request_builder import (
    DeviceCategoriesRequestBuilder as BetaCategories,
)
from msgraph_beta.generated.device_management.device_management_request_builder import DeviceManagementRequestBuilder
from msgraph_beta.generated.device_management.managed_devices.execute_action.execute_action_post_request_body import (
    ExecuteActionPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.item.activate_device_esim.activate_device_esim_post_request_body import (
    ActivateDeviceEsimPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.item.create_device_log_collection_request.create_device_log_collection_request_post_request_body import (
    CreateDeviceLogCollectionRequestPostRequestBody,
)
from msgraph_beta.generated.device_management.managed_devices.item.managed_device_item_request_builder import (
    ManagedDeviceItemRequestBuilder as BetaItem,
)
from msgraph_beta.generated.device_management.managed_devices.item.send_custom_notification_to_company_portal.send_custom_notification_to_company_portal_post_request_body import (
    SendCustomNotificationToCompanyPortalPostRequestBody,
)
from msgraph_beta.generated.device_management.remote_action_audits.remote_action_audits_request_builder import (
    RemoteActionAuditsRequestBuilder as Audits,
)
from msgraph_beta.generated.device_management.windows_autopilot_settings.windows_autopilot_settings_request_builder import (
    WindowsAutopilotSettingsRequestBuilder as Settings,
)
from msgraph_beta.generated.models.action_state import ActionState
from msgraph_beta.generated.models.device_action_category import DeviceActionCategory
from msgraph_beta.generated.models.device_management.device_management import DeviceManagement
from msgraph_beta.generated.models.device_management_settings import DeviceManagementSettings
from msgraph_beta.generated.models.managed_device_remote_action import ManagedDeviceRemoteAction
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError as BetaODataError
from msgraph_beta.generated.models.remote_action import RemoteAction
from msgraph_beta.generated.models.rotate_bit_locker_keys_device_action_result import (
    RotateBitLockerKeysDeviceActionResult,
)
from msgraph_beta.generated.models.windows_autopilot_settings import WindowsAutopilotSettings
from msgraph_beta.generated.models.windows_autopilot_sync_status import WindowsAutopilotSyncStatus
from msgraph_beta.generated.models.windows_managed_device import WindowsManagedDevice
from test_directory import new_user
from test_management import agent, beta_managed, enrol, managed


def item(service, enrolled):
    return managed(service).by_managed_device_id(enrolled["deviceId"])


def beta_item(service, enrolled):
    return beta_managed(service).by_managed_device_id(enrolled["deviceId"])


def obey(service, enrolled, state="done", brought=None, **more):
    """The device does all that it is told, and brings something with each result."""
    said = {"deviceId": enrolled["deviceId"]} | more
    told = agent(service, "checkin", said, enrolled["secret"])
    results = [{"id": order["id"], "state": state, "brought": brought} for order in told["actions"]]
    return agent(service, "checkin", said | {"results": results}, enrolled["secret"])


def test_users(service):
    async def work():
        adapter = adapter_for(service, "v1.0")
        user = await Users(adapter, path(adapter)).post(new_user("nav"))
        enrolled = enrol(service, "NAV-1", userPrincipalName="nav@contoso.com")
        for one in (item(service, enrolled), beta_item(service, enrolled)):
            page = await one.users.get()
            assert_known(page)
            [found] = page.value
            assert (found.id, found.user_principal_name) == (user.id, "nav@contoso.com")
        assert (await item(service, enrol(service, "NAV-2", userPrincipalName="x@x.com")).users.get()).value == []

    run(work())


def test_categories(service):
    async def work():
        adapter, beta = adapter_for(service, "v1.0"), adapter_for(service, "beta")
        categories = Categories(adapter, path(adapter))
        made = await categories.post(DeviceCategory(display_name="Kiosk", description="In the hall"))
        assert_known(made)
        assert (made.display_name, made.description) == ("Kiosk", "In the hall")
        enrolled = enrol(service, "CAT-1")
        of_device = item(service, enrolled).device_category
        assert await of_device.get() is None
        address = f"{service.address}/v1.0/deviceManagement/deviceCategories/{made.id}"
        await of_device.ref.put(ReferenceUpdate(odata_id=address))
        found = await of_device.get()
        assert_known(found)
        assert (found.id, found.display_name) == (made.id, "Kiosk")
        assert (await item(service, enrolled).get()).device_category_display_name == "Kiosk"
        changed = await categories.by_device_category_id(made.id).patch(DeviceCategory(display_name="Stand"))
        assert_known(changed)
        assert (changed.display_name, changed.description) == ("Stand", "In the hall")
        shown = await BetaCategories(beta, path(beta)).get()
        assert_known(shown)
        assert [(one.id, one.role_scope_tag_ids) for one in shown.value] == [(made.id, ["0"])]
        assert await categories.count.get() == 1
        assert (await beta_item(service, enrolled).device_category.get()).display_name == "Stand"
        with pytest.raises(ODataError) as twice:
            await categories.post(DeviceCategory(display_name="stand"))
        assert twice.value.response_status_code == 400
        await of_device.ref.delete()
        assert await of_device.get() is None
        await categories.by_device_category_id(made.id).delete()
        with pytest.raises(ODataError):
            await categories.by_device_category_id(made.id).get()

    run(work())


def test_states(service):
    async def work():
        enrolled = enrol(service, "STATE-1", userPrincipalName=None)
        configuration = {"id": str(uuid.uuid4()), "displayName": "Wi-Fi", "state": "error", "version": 3, "settingCount": 2}
        obey(service, enrolled, configurations=[configuration])
        for one in (item(service, enrolled), beta_item(service, enrolled)):
            page = await one.device_compliance_policy_states.get()
            assert_known(page)
            [state] = page.value
            assert (state.state.value, state.platform_type.value) == ("compliant", "windows10AndLater")
            assert state.setting_count == len(state.setting_states) == 2
            assert [setting.state.value for setting in state.setting_states] == ["compliant", "notApplicable"]
            same = await one.device_compliance_policy_states.by_device_compliance_policy_state_id(state.id).get()
            assert (same.id, same.display_name) == (state.id, state.display_name)
            assert await one.device_compliance_policy_states.count.get() == 1

            page = await one.device_configuration_states.get()
            assert_known(page)
            [state] = page.value
            assert (state.display_name, state.version, state.setting_count) == ("Wi-Fi", 3, 2)
            assert state.state.value == "error"
            same = await one.device_configuration_states.by_device_configuration_state_id(state.id).get()
            assert same.id == state.id
            assert await one.device_configuration_states.count.get() == 1
        [state] = (await item(service, enrolled).device_compliance_policy_states.get()).value
        assert state.state is ComplianceStatus.Compliant
        assert state.platform_type is PolicyPlatformType.Windows10AndLater

    run(work())


def test_defender(service):
    async def work():
        enrolled = enrol(service, "DEF-1")
        one = item(service, enrolled)
        await one.windows_defender_scan.post(WindowsDefenderScanPostRequestBody(quick_scan=True))
        said = {"realTimeProtectionEnabled": True, "tamperProtectionEnabled": False, "signatureVersion": "1.2.3"}
        obey(service, enrolled, protection=said)
        for one in (item(service, enrolled), beta_item(service, enrolled)):
            found = await one.windows_protection_state.get()
            assert_known(found)
            assert (found.id, found.signature_version) == (enrolled["deviceId"], "1.2.3")
            assert (found.real_time_protection_enabled, found.tamper_protection_enabled) == (True, False)
            assert (found.full_scan_required, found.malware_protection_enabled) == (False, None)
            assert datetime.now(timezone.utc) - found.last_quick_scan_date_time < timedelta(minutes=1)
            assert found.last_full_scan_date_time is None
        mac = enrol(service, "DEF-2", platform="macOS", osVersion="14.1")
        with pytest.raises(ODataError) as none:
            await item(service, mac).windows_protection_state.get()
        assert none.value.response_status_code == 404

    run(work())


def test_logs(service):
    async def work():
        enrolled = enrol(service, "LOG-1")
        body = CreateDeviceLogCollectionRequestPostRequestBody()
        asked = await beta_item(service, enrolled).create_device_log_collection_request.post(body)
        assert_known(asked)
        waiting = await item(service, enrolled).log_collection_requests.get()
        assert_known(waiting)
        assert [(logs.id, logs.status) for logs in waiting.value] == [(asked.id, AppLogUploadState.Pending)]
        obey(service, enrolled, brought={"sizeInKB": 12.5})
        for one in (item(service, enrolled), beta_item(service, enrolled)):
            found = await one.log_collection_requests.by_device_log_collection_response_id(asked.id).get()
            assert_known(found)
            assert (found.id, str(found.managed_device_id), found.size_in_k_b) == (asked.id, enrolled["deviceId"], 12.5)
            assert (found.status.value, found.enrolled_by_user) == ("completed", "user@contoso.com")
            assert found.expiration_date_time_u_t_c - found.received_date_time_u_t_c == timedelta(days=28)
            assert await one.log_collection_requests.count.get() == 1

    run(work())


def test_a_device_with_what_it_leads_to(service):
    async def work():
        enrolled = enrol(service, "EXP-1", userPrincipalName=None)
        names = [
            "users",
            "deviceCategory",
            "deviceCompliancePolicyStates",
            "deviceConfigurationStates",
            "logCollectionRequests",
            "windowsProtectionState",
        ]
        for one, builder, query in (
            (item(service, enrolled), Item, Item.ManagedDeviceItemRequestBuilderGetQueryParameters),
            (beta_item(service, enrolled), BetaItem, BetaItem.ManagedDeviceItemRequestBuilderGetQueryParameters),
        ):
            found = await one.get(RequestConfiguration(query_parameters=query(expand=names)))
            assert_known(found)
            assert (found.users, found.device_category, found.log_collection_requests) == ([], None, [])
            assert found.windows_protection_state.id == enrolled["deviceId"]
            assert len(found.device_compliance_policy_states) == 1
            with pytest.raises((ODataError, BetaODataError)) as refused:
                await one.get(RequestConfiguration(query_parameters=query(expand=["detectedApps"])))
            assert refused.value.response_status_code == 400, builder
        assert isinstance(await beta_item(service, enrolled).get(), WindowsManagedDevice)
        mac = enrol(service, "EXP-2", platform="macOS", osVersion="14.1")
        assert not isinstance(await beta_item(service, mac).get(), WindowsManagedDevice)

    run(work())


def test_results_have_types_of_their_own(service):
    async def work():
        enrolled = enrol(service, "RES-1")
        one, beta = item(service, enrolled), beta_item(service, enrolled)

        async def last(which=one):
            found = await which.get()
            assert_known(found)
            return found.device_action_results[-1]

        await one.remote_lock.post()
        obey(service, enrolled, brought={"unlockPin": "1234"})
        result = await last()
        assert isinstance(result, RemoteLockActionResult) and result.unlock_pin == "1234"
        await one.reset_passcode.post()
        obey(service, enrolled, brought={"passcode": "4321", "errorCode": 7})
        result = await last()
        assert isinstance(result, ResetPasscodeActionResult)
        assert (result.passcode, result.error_code) == ("4321", 7)
        await one.locate_device.post()
        obey(service, enrolled, brought={"location": {"latitude": 52.5, "longitude": 4.5, "altitude": 2.0}})
        result = await last()
        assert isinstance(result, LocateDeviceActionResult)
        place = result.device_location
        assert (place.latitude, place.longitude, place.altitude, place.speed) == (52.5, 4.5, 2.0, None)
        assert place.last_collected_date_time is not None
        await one.windows_defender_scan.post(WindowsDefenderScanPostRequestBody(quick_scan=False))
        result = await last()
        assert isinstance(result, WindowsDefenderScanActionResult) and result.scan_type == "fullScan"
        body = DeleteUserFromSharedAppleDevicePostRequestBody(user_principal_name="a@contoso.com")
        await one.delete_user_from_shared_apple_device.post(body)
        result = await last()
        assert isinstance(result, DeleteUserFromSharedAppleDeviceActionResult)
        assert result.user_principal_name == "a@contoso.com"
        await beta.rotate_bit_locker_keys.post()
        result = await last(beta)
        assert isinstance(result, RotateBitLockerKeysDeviceActionResult) and result.error_code == 0

    run(work())


def test_more_actions_of_beta(service):
    async def work():
        enrolled = enrol(service, "MORE-1", platform="ios", osVersion="17.1")
        one = beta_item(service, enrolled)
        await one.activate_device_esim.post(ActivateDeviceEsimPostRequestBody(carrier_url="https://carrier.example"))
        await one.initiate_device_attestation.post()
        await one.initiate_mobile_device_management_key_recovery.post()
        message = SendCustomNotificationToCompanyPortalPostRequestBody(notification_title="A", notification_body="B")
        await one.send_custom_notification_to_company_portal.post(message)
        told = agent(service, "checkin", {"deviceId": enrolled["deviceId"]}, enrolled["secret"])
        assert [(order["name"], order["parameters"]) for order in told["actions"]] == [
            ("activateDeviceEsim", {"carrierUrl": "https://carrier.example"}),
            ("initiateDeviceAttestation", {}),
            ("initiateMobileDeviceManagementKeyRecovery", {}),
            ("sendCustomNotificationToCompanyPortal", {"notificationBody": "B", "notificationTitle": "A"}),
        ]

    run(work())


def test_every_action_for_many(service):
    async def work():
        windows, ios = enrol(service, "MANY-1"), enrol(service, "MANY-2", platform="ios", osVersion="17.1")
        ids = [windows["deviceId"], ios["deviceId"]]
        Action = ManagedDeviceRemoteAction
        for action in Action:
            if action in (Action.Retire, Action.Delete, Action.Wipe):
                continue
            body = ExecuteActionPostRequestBody(
                action_name=action,
                device_ids=ids,
                device_name="N",
                carrier_url="https://carrier.example",
                deprovision_reason="x",
                notification_title="A",
                notification_body="B",
                organizational_unit_path="/x",
            )
            told = await beta_managed(service).execute_action.post(body)
            assert_known(told)
            assert sorted(told.successful_device_ids + told.not_supported_device_ids) == sorted(ids), action
            assert told.failed_device_ids == told.not_found_device_ids == [], action

    run(work())


def test_audits(start_service):
    service = start_service()

    async def work():
        adapter = adapter_for(service, "beta")
        audits = Audits(adapter, path(adapter))
        enrolled = enrol(service, "AUDIT-1")
        await item(service, enrolled).retire.post()
        body = ExecuteActionPostRequestBody(
            action_name=ManagedDeviceRemoteAction.QuickScan, device_ids=[enrolled["deviceId"]]
        )
        await beta_managed(service).execute_action.post(body)
        page = await audits.get()
        assert_known(page)
        [retire, scan] = page.value
        assert (retire.action, retire.action_state) == (RemoteAction.RemoveCompanyData, ActionState.Pending)
        assert (retire.device_action_category, retire.bulk_device_action_id) == (DeviceActionCategory.Single, None)
        assert (retire.device_display_name, retire.managed_device_id) == ("PC-AUDIT-1", enrolled["deviceId"])
        assert retire.device_owner_user_principal_name == "user@contoso.com"
        assert datetime.now(timezone.utc) - retire.request_date_time < timedelta(minutes=1)
        assert (scan.action, scan.device_action_category) == (RemoteAction.QuickScan, DeviceActionCategory.Bulk)
        assert uuid.UUID(scan.bulk_device_action_id)
        found = await audits.by_remote_action_audit_id(scan.id).get()
        assert_known(found)
        assert found.id == scan.id
        assert await audits.count.get() == 2

    run(work())


def test_settings_of_the_tenant(start_service):
    service = start_service()

    async def work():
        adapter = adapter_for(service, "beta")
        management = DeviceManagementRequestBuilder(adapter, path(adapter))
        before = await management.get()
        assert_known(before)
        assert before.settings.device_inactivity_before_retirement_in_day == 0
        settings = DeviceManagementSettings(device_inactivity_before_retirement_in_day=90)
        changed = await management.patch(DeviceManagement(settings=settings))
        assert_known(changed)
        assert changed.settings.device_inactivity_before_retirement_in_day == 90
        with pytest.raises(BetaODataError) as refused:
            settings = DeviceManagementSettings(device_inactivity_before_retirement_in_day=10)
            await management.patch(DeviceManagement(settings=settings))
        assert refused.value.response_status_code == 400
        assert (await management.get()).settings.device_inactivity_before_retirement_in_day == 90

        autopilot = Settings(adapter, path(adapter))
        then = datetime(2026, 1, 1, tzinfo=timezone.utc)
        Status = WindowsAutopilotSyncStatus
        changed = await autopilot.patch(WindowsAutopilotSettings(last_sync_date_time=then, sync_status=Status.Failed))
        assert_known(changed)
        assert (changed.last_sync_date_time, changed.sync_status) == (then, Status.Failed)
        await autopilot.delete()
        after = await autopilot.get()
        assert (after.id, after.last_sync_date_time, after.sync_status) == (changed.id, None, Status.Unknown)

    run(work())


def test_advanced_queries(service):
    async def work():
        adapter = adapter_for(service, "v1.0")
        users = Users(adapter, path(adapter))
        made = await users.post(new_user("zwanet"))
        Query = Users.UsersRequestBuilderGetQueryParameters

        async def found(text, count=True, eventual=True):
            wanted = RequestConfiguration(query_parameters=Query(filter=text, count=count))
            if eventual:
                wanted.headers.add("ConsistencyLevel", "eventual")
            page = await users.get(wanted)
            assert_known(page)
            return [user.id for user in page.value]

        assert await found("endswith(userPrincipalName,'wanet@contoso.com')") == [made.id]
        assert made.id not in await found("not(mailNickname eq 'zwanet')")
        for count, eventual in ((True, False), (None, True)):
            with pytest.raises(ODataError) as refused:
                await found("endswith(userPrincipalName,'wanet@contoso.com')", count, eventual)
            assert refused.value.error.code == "Request_UnsupportedQuery"

    run(work())
