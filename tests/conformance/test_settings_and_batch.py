"""Asking the registration service to hurry, and several requests in one, by the clients."""

import asyncio

import pytest
from conftest import adapter_for, assert_known, path, run
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation
from msgraph_beta.generated.device_management.windows_autopilot_settings.windows_autopilot_settings_request_builder import (
    WindowsAutopilotSettingsRequestBuilder as Settings,
)
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.models.windows_autopilot_sync_status import WindowsAutopilotSyncStatus as SyncStatus
from msgraph_core.requests.batch_request_builder import BatchRequestBuilder
from msgraph_core.requests.batch_request_content import BatchRequestContent
from msgraph_core.requests.batch_request_item import BatchRequestItem
from msgraph.generated.models.o_data_errors.o_data_error import ODataError as V1Error
from test_autopilot import devices, register


def test_sync_is_done_once_in_a_while(start_service):
    service = start_service("--registration", "0.2")

    async def work():
        adapter = adapter_for(service, "beta")
        builder = Settings(adapter, path(adapter))
        before = await builder.get()
        assert_known(before)
        assert before.id
        await builder.sync.post()
        asked = await builder.get()
        assert_known(asked)
        assert asked.last_manual_sync_trigger_date_time
        assert asked.sync_status in (SyncStatus.InProgress, SyncStatus.Completed)

    run(work())


def test_a_second_sync_is_refused(start_service):
    service = start_service("--registration", "0.2")

    async def work():
        adapter = adapter_for(service, "beta")
        builder = Settings(adapter, path(adapter))
        await builder.sync.post()
        with pytest.raises(ODataError) as refused:
            await builder.sync.post()
        assert refused.value.response_status_code == 409
        assert_known(refused.value)

    run(work())


def test_a_sync_too_soon_after_the_last_one_is_refused(start_service):
    service = start_service("--registration", "0.2")

    async def work():
        adapter = adapter_for(service, "beta")
        builder = Settings(adapter, path(adapter))
        await builder.sync.post()
        for _ in range(400):
            if (await builder.get()).sync_status == SyncStatus.Completed:
                break
            await asyncio.sleep(0.05)
        else:
            raise AssertionError("the sync is never done")
        with pytest.raises(ODataError) as refused:
            await builder.sync.post()
        assert refused.value.response_status_code == 429
        assert int(refused.value.response_headers["retry-after"]) > 500

    run(work())


def test_a_batch(service):
    async def work():
        id = await register(service, "BATCH-1", group_tag="Batch")
        adapter = adapter_for(service, "v1.0")
        ask = RequestInformation(Method.GET, devices(service).by_windows_autopilot_device_identity_id(id).url_template)
        ask.url = f"{adapter.base_url}/deviceManagement/windowsAutopilotDeviceIdentities/{id}"
        missing = RequestInformation(Method.GET, ask.url_template)
        missing.url = f"{adapter.base_url}/deviceManagement/windowsAutopilotDeviceIdentities/none"
        content = BatchRequestContent()
        content.add_request("found", BatchRequestItem(ask, "found"))
        content.add_request("missing", BatchRequestItem(missing, "missing"))
        answer = await BatchRequestBuilder(adapter, {"XXX": V1Error}).post(content)
        # The client can't read a body that is an object, so only what stands around it is looked at.
        found = answer.get_response_by_id("found")
        assert (found.status, found.id) == (200, "found")
        assert {name.lower() for name in found.headers} >= {"content-type", "request-id"}
        assert answer.get_response_by_id("missing").status == 404

    run(work())
