"""Registered devices, by both clients."""

import asyncio
from datetime import datetime, timezone

import pytest
from conftest import adapter_for, assert_known, path, run
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.device_management.windows_autopilot_device_identities.item.assign_user_to_device.assign_user_to_device_post_request_body import (
    AssignUserToDevicePostRequestBody,
)
from msgraph.generated.device_management.windows_autopilot_device_identities.item.update_device_properties.update_device_properties_post_request_body import (
    UpdateDevicePropertiesPostRequestBody,
)
from msgraph.generated.device_management.windows_autopilot_device_identities.windows_autopilot_device_identities_request_builder import (
    WindowsAutopilotDeviceIdentitiesRequestBuilder as Devices,
)
from msgraph.generated.models.enrollment_state import EnrollmentState
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.device_management.windows_autopilot_device_identities.item.windows_autopilot_device_identity_item_request_builder import (
    WindowsAutopilotDeviceIdentityItemRequestBuilder as BetaDevice,
)
from msgraph_beta.generated.device_management.windows_autopilot_device_identities.windows_autopilot_device_identities_request_builder import (
    WindowsAutopilotDeviceIdentitiesRequestBuilder as BetaDevices,
)
from msgraph_beta.generated.models.windows_autopilot_profile_assignment_status import (
    WindowsAutopilotProfileAssignmentStatus as ProfileStatus,
)
from test_imported import finished, identity, imported

NEVER = datetime(1, 1, 1, tzinfo=timezone.utc)
ZERO = "00000000-0000-0000-0000-000000000000"


def devices(service):
    adapter = adapter_for(service, "v1.0")
    return Devices(adapter, path(adapter))


def beta_devices(service):
    adapter = adapter_for(service, "beta")
    return BetaDevices(adapter, path(adapter))


async def register(service, serial, **values):
    """The id of a device that has just been registered."""
    builder = imported(service)
    done = await finished(builder, await builder.post(identity(serial, **values)))
    return done.state.device_registration_id


def test_a_registered_device(service):
    async def work():
        id = await register(service, "DEV-1", group_tag="Kiosk", assigned_user_principal_name="user@contoso.com")
        found = await devices(service).by_windows_autopilot_device_identity_id(id).get()
        assert_known(found)
        assert (found.id, found.serial_number, found.group_tag) == (id, "DEV-1", "Kiosk")
        assert found.user_principal_name == "user@contoso.com"
        assert (found.manufacturer, found.model) == ("Contoso", "Contoso Book 1")
        assert found.enrollment_state == EnrollmentState.NotContacted
        assert found.last_contacted_date_time == NEVER
        assert found.managed_device_id == ZERO
        assert found.azure_active_directory_device_id

    run(work())


def test_list_search_and_count(service):
    async def work():
        await register(service, "DEV-FIND-1")
        builder = devices(service)
        Query = Devices.WindowsAutopilotDeviceIdentitiesRequestBuilderGetQueryParameters
        page = await builder.get(RequestConfiguration(query_parameters=Query(filter="contains(serialNumber,'FIND')")))
        assert_known(page)
        assert [found.serial_number for found in page.value] == ["DEV-FIND-1"]
        everything = await builder.get()
        assert_known(everything)
        assert await builder.count.get() == len(everything.value)

    run(work())


def test_properties_are_changed_and_the_user_assigned(service):
    async def work():
        item = devices(service).by_windows_autopilot_device_identity_id(await register(service, "DEV-2"))
        await item.update_device_properties.post(
            UpdateDevicePropertiesPostRequestBody(group_tag="Lab", display_name="LAB-2")
        )
        await item.assign_user_to_device.post(
            AssignUserToDevicePostRequestBody(
                user_principal_name="other@contoso.com", addressable_user_name="Other User"
            )
        )
        found = await item.get()
        assert (found.group_tag, found.display_name) == ("Lab", "LAB-2")
        assert (found.user_principal_name, found.addressable_user_name) == ("other@contoso.com", "Other User")
        await item.unassign_user_from_device.post()
        found = await item.get()
        assert_known(found)
        assert not found.user_principal_name and found.group_tag == "Lab"

    run(work())


def test_delete(service):
    async def work():
        item = devices(service).by_windows_autopilot_device_identity_id(await register(service, "DEV-3"))
        await item.delete()
        with pytest.raises(ODataError) as refused:
            await item.get()
        assert refused.value.response_status_code == 404

    run(work())


def test_beta_has_the_profile(service):
    async def work():
        id = await register(service, "DEV-4", group_tag="Beta")
        item = beta_devices(service).by_windows_autopilot_device_identity_id(id)
        for _ in range(200):
            found = await item.get()
            assert_known(found)
            if found.deployment_profile_assignment_status == ProfileStatus.AssignedInSync:
                break
            assert found.deployment_profile_assignment_status == ProfileStatus.Pending
            await asyncio.sleep(0.05)
        else:
            raise AssertionError("the profile is never assigned")
        assert (found.serial_number, found.group_tag) == ("DEV-4", "Beta")
        assert found.azure_ad_device_id == found.azure_active_directory_device_id
        assert found.deployment_profile_assigned_date_time > NEVER
        Query = BetaDevice.WindowsAutopilotDeviceIdentityItemRequestBuilderGetQueryParameters
        query = Query(expand=["deploymentProfile", "intendedDeploymentProfile"])
        expanded = await item.get(RequestConfiguration(query_parameters=query))
        assert_known(expanded)
        assert expanded.deployment_profile.display_name
        assert expanded.deployment_profile.id == expanded.intended_deployment_profile.id

    run(work())


def test_beta_pages(service):
    async def work():
        for number in range(3):
            await register(service, f"DEV-PAGE-{number}")
        builder = beta_devices(service)
        Query = BetaDevices.WindowsAutopilotDeviceIdentitiesRequestBuilderGetQueryParameters
        page = await builder.get(RequestConfiguration(query_parameters=Query(top=2)))
        serials = [found.serial_number for found in page.value]
        while page.odata_next_link:
            page = await builder.with_url(page.odata_next_link).get()
            assert_known(page)
            serials += [found.serial_number for found in page.value]
        assert len(serials) == len(set(serials)) == await builder.count.get()

    run(work())
