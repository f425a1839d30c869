"""What Intune knows of Apple Business Manager, and device objects that come by sync, by the clients."""

import asyncio
import json
import urllib.request

import pytest
from conftest import adapter_for, assert_known, path, run
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.devices.devices_request_builder import DevicesRequestBuilder as Objects
from msgraph.generated.devices_with_device_id.devices_with_device_id_request_builder import (
    DevicesWithDeviceIdRequestBuilder as ObjectOf,
)
from msgraph_beta.generated.device_management.dep_onboarding_settings.dep_onboarding_settings_request_builder import (
    DepOnboardingSettingsRequestBuilder as Tokens,
)
from msgraph_beta.generated.device_management.managed_devices.managed_devices_request_builder import (
    ManagedDevicesRequestBuilder as Managed,
)
from msgraph_beta.generated.models.dep_token_type import DepTokenType
from msgraph_beta.generated.models.discovery_source import DiscoverySource
from msgraph_beta.generated.models.enrollment_state import EnrollmentState
from msgraph_beta.generated.models.join_type import JoinType
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.models.platform import Platform
from test_management import enrol


def world(service, address, body):
    """What is asked of a directory that is no part of Graph."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{service.address}/world/{address}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def tokens(service):
    adapter = adapter_for(service, "beta")
    return Tokens(adapter, path(adapter))


async def until(find):
    """What is found in the end."""
    for _ in range(200):
        found = await find()
        if found:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("it never comes")


def test_apple_business_manager(service):
    async def work():
        server = world(service, "appleBusinessManager/mdmServers", {"serverName": "Muster"})["id"]
        for serial, family in (("C02CONF1", "iPhone"), ("C02CONF2", "Mac")):
            bought = {"serialNumber": serial, "productFamily": family, "deviceModel": "A model", "assignedServer": server}
            world(service, "appleBusinessManager/devices", bought)
        world(service, f"appleBusinessManager/mdmServers/{server}/connect", {})
        one = tokens(service).by_dep_onboarding_setting_id(server)

        async def synced():
            shown = await one.get()
            return shown if shown.synced_device_count == 2 else None

        shown = await until(synced)
        assert_known(shown)
        assert (shown.id, shown.token_name, shown.token_type) == (server, "Muster", DepTokenType.Dep)
        assert (shown.last_sync_error_code, shown.role_scope_tag_ids) == (0, ["0"])
        for name in ("token_expiration_date_time", "last_successful_sync_date_time", "last_modified_date_time"):
            assert getattr(shown, name).year > 2000, name
        listed = await tokens(service).get()
        assert_known(listed)
        assert [token.id for token in listed.value] == [server]
        assert await tokens(service).count.get() == 1

        identities = one.imported_apple_device_identities
        listed = await identities.get()
        assert_known(listed)
        by_serial = {found.serial_number: found for found in listed.value}
        assert {serial: found.platform for serial, found in by_serial.items()} == {
            "C02CONF1": Platform.Ios,
            "C02CONF2": Platform.MacOS,
        }
        found = await identities.by_imported_apple_device_identity_id(by_serial["C02CONF1"].id).get()
        assert_known(found)
        assert found.discovery_source == DiscoverySource.DeviceEnrollmentProgram
        assert found.enrollment_state == EnrollmentState.NotContacted
        assert (found.is_deleted, found.is_supervised, found.description) == (False, True, "A model")
        enrol(service, "C02CONF1", platform="ios", osVersion="18.1", automatedEnrollment=True)
        found = await identities.by_imported_apple_device_identity_id(found.id).get()
        assert found.enrollment_state == EnrollmentState.Enrolled
        assert await identities.count.get() == 2

        await one.sync_with_apple_device_enrollment_program.post()
        with pytest.raises(ODataError) as refused:
            await one.sync_with_apple_device_enrollment_program.post()
        assert refused.value.response_status_code == 429
        assert_known(refused.value)

    run(work())


def test_a_device_of_the_own_directory(service):
    async def work():
        computer = world(service, "activeDirectory/computers", {"name": "PC-CONF", "operatingSystem": "Windows 11"})
        guid = computer["objectGUID"]
        enrolled = enrol(service, "CONF-AD", domainJoin={"computerName": "PC-CONF", "objectGuid": guid})
        assert enrolled["azureADDeviceId"] == guid
        world(service, "activeDirectory/sync", {})
        adapter = adapter_for(service, "v1.0")

        async def object_of():
            configuration = RequestConfiguration(
                query_parameters=Objects.DevicesRequestBuilderGetQueryParameters(filter=f"deviceId eq '{guid}'")
            )
            listed = await Objects(adapter, path(adapter)).get(request_configuration=configuration)
            return listed.value

        [found] = await until(object_of)
        assert_known(found)
        assert (found.device_id, found.trust_type, found.display_name) == (guid, "ServerAd", "PC-CONF")
        assert found.on_premises_sync_enabled is True
        assert found.on_premises_security_identifier == computer["objectSid"]
        assert found.on_premises_last_sync_date_time.year > 2000
        assert (found.is_managed, found.account_enabled) == (True, True)
        alone = await ObjectOf(adapter, path(adapter), guid).get()
        assert alone.id == found.id
        beta = adapter_for(service, "beta")
        managed = await Managed(beta, path(beta)).by_managed_device_id(enrolled["deviceId"]).get()
        assert managed.join_type == JoinType.HybridAzureADJoined

        # Deleted here alone, it comes back as another object.
        await Objects(adapter, path(adapter)).by_device_id(found.id).delete()
        world(service, "activeDirectory/sync", {})
        [back] = await until(object_of)
        assert (back.device_id, back.id != found.id) == (guid, True)

    run(work())
