"""Registering devices, by the v1.0 client."""

import asyncio
import base64

import pytest
from conftest import adapter_for, assert_known, path, run
from hashes import hardware_hash
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.device_management.imported_windows_autopilot_device_identities.import_.import_post_request_body import (
    ImportPostRequestBody,
)
from msgraph.generated.device_management.imported_windows_autopilot_device_identities.imported_windows_autopilot_device_identities_request_builder import (
    ImportedWindowsAutopilotDeviceIdentitiesRequestBuilder as Imported,
)
from msgraph.generated.models.imported_windows_autopilot_device_identity import (
    ImportedWindowsAutopilotDeviceIdentity as Identity,
)
from msgraph.generated.models.imported_windows_autopilot_device_identity_import_status import (
    ImportedWindowsAutopilotDeviceIdentityImportStatus as Status,
)
from msgraph.generated.models.o_data_errors.o_data_error import ODataError


def identity(serial, **values):
    hash_bytes = base64.b64decode(hardware_hash(serial))
    return Identity(serial_number=serial, hardware_identifier=hash_bytes, product_key="", **values)


def imported(service):
    adapter = adapter_for(service, "v1.0")
    return Imported(adapter, path(adapter))


async def finished(builder, record):
    """The import record, once the service has said its last word."""
    for _ in range(200):
        found = await builder.by_imported_windows_autopilot_device_identity_id(record.id).get()
        assert_known(found)
        if found.state.device_import_status in (Status.Complete, Status.Error):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("the import is never done")


def test_import_is_taken_and_done(service):
    async def work():
        builder = imported(service)
        body = ImportPostRequestBody(
            imported_windows_autopilot_device_identities=[
                identity("CONF-1", group_tag="Kiosk", assigned_user_principal_name="user@contoso.com"),
                identity("CONF-2"),
            ]
        )
        answer = await builder.import_.post(body)
        assert_known(answer)
        first, second = answer.value
        assert (first.serial_number, first.group_tag) == ("CONF-1", "Kiosk")
        assert first.assigned_user_principal_name == "user@contoso.com"
        assert first.import_id and first.import_id == second.import_id and first.id != second.id
        assert first.hardware_identifier is None
        assert first.state.device_import_status == Status.Unknown
        assert first.state.device_error_code == 0
        done = await finished(builder, first)
        assert done.state.device_import_status == Status.Complete
        assert done.state.device_error_code == 0
        assert done.state.device_registration_id

    run(work())


def test_create_one(service):
    async def work():
        builder = imported(service)
        created = await builder.post(identity("CONF-3", group_tag="One"))
        assert_known(created)
        assert (created.serial_number, created.group_tag) == ("CONF-3", "One")
        assert created.import_id
        assert (await finished(builder, created)).state.device_import_status == Status.Complete

    run(work())


def test_list_filter_select_and_count(service):
    async def work():
        builder = imported(service)
        created = await builder.post(identity("CONF-4", group_tag="List"))
        Query = Imported.ImportedWindowsAutopilotDeviceIdentitiesRequestBuilderGetQueryParameters
        query = Query(
            filter=f"importId eq '{created.import_id}'",
            select=["id", "groupTag", "serialNumber", "importId", "state"],
        )
        page = await builder.get(RequestConfiguration(query_parameters=query))
        assert_known(page)
        assert [found.serial_number for found in page.value] == ["CONF-4"]
        assert page.value[0].group_tag == "List"
        everything = await builder.get()
        assert_known(everything)
        assert await builder.count.get() == len(everything.value)

    run(work())


def test_pages_are_followed(service):
    async def work():
        builder = imported(service)
        for number in range(3):
            await builder.post(identity(f"CONF-PAGE-{number}"))
        Query = Imported.ImportedWindowsAutopilotDeviceIdentitiesRequestBuilderGetQueryParameters
        page = await builder.get(RequestConfiguration(query_parameters=Query(top=2)))
        serials = [found.serial_number for found in page.value]
        while page.odata_next_link:
            assert page.odata_next_link.startswith("http")
            page = await builder.with_url(page.odata_next_link).get()
            assert_known(page)
            serials += [found.serial_number for found in page.value]
        assert len(serials) == len(set(serials)) == await builder.count.get()

    run(work())


@pytest.mark.parametrize(
    ("serial", "change", "name", "code"),
    [
        ("CONF-DAMAGED", {"hardware_identifier": b"not a hash"}, "InvalidZtdHardwareHash", 802),
        ("CONF-1", {}, "ZtdDeviceAlreadyAssigned", 806),
    ],
)
def test_errors_come_with_the_state(service, serial, change, name, code):
    async def work():
        builder = imported(service)
        wanted = identity(serial)
        for property_name, value in change.items():
            setattr(wanted, property_name, value)
        done = await finished(builder, await builder.post(wanted))
        assert done.state.device_import_status == Status.Error
        assert (done.state.device_error_name, done.state.device_error_code) == (name, code)

    run(work())


def test_delete_and_not_found(service):
    async def work():
        builder = imported(service)
        created = await builder.post(identity("CONF-5"))
        item = builder.by_imported_windows_autopilot_device_identity_id(created.id)
        await item.delete()
        with pytest.raises(ODataError) as refused:
            await item.get()
        assert refused.value.response_status_code == 404
        assert refused.value.error.code == "ResourceNotFound"
        assert refused.value.error.inner_error.request_id
        assert_known(refused.value)

    run(work())


def test_unsupported_filter_is_refused(service):
    async def work():
        Query = Imported.ImportedWindowsAutopilotDeviceIdentitiesRequestBuilderGetQueryParameters
        with pytest.raises(ODataError) as refused:
            query = Query(filter="serialNumber eq 'CONF-1'")
            await imported(service).get(RequestConfiguration(query_parameters=query))
        assert refused.value.response_status_code == 400
        assert refused.value.error.code == "BadRequest"

    run(work())
