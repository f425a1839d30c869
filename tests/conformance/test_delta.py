"""What has changed, by both clients. They have delta() of device objects alone; that of managed devices is our addition."""

import json
import urllib.request

import pytest
from conftest import adapter_for, assert_known, path, run
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.devices.delta.delta_request_builder import DeltaRequestBuilder as Delta
from msgraph.generated.devices.devices_request_builder import DevicesRequestBuilder as Objects
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.devices.delta.delta_request_builder import DeltaRequestBuilder as BetaDelta
from msgraph_beta.generated.devices.devices_request_builder import DevicesRequestBuilder as BetaObjects
from msgraph_core.tasks.page_iterator import PageIterator
from test_management import enrol, managed, objects

VERSIONS = pytest.mark.parametrize(
    "version,kind,query",
    [
        ("v1.0", Objects, Delta.DeltaRequestBuilderGetQueryParameters),
        ("beta", BetaObjects, BetaDelta.DeltaRequestBuilderGetQueryParameters),
    ],
)


def delta(service, version, kind):
    adapter = adapter_for(service, version)
    return kind(adapter, path(adapter)).delta


def removed(device):
    return device.additional_data.pop("@removed", {}).get("reason")


async def follow(builder, configuration=None):
    """Reads what there is to its end; gives it with the link by which it goes on."""
    page, told = await builder.get(configuration), []
    while True:
        told += page.value
        assert (page.odata_next_link is None) != (page.odata_delta_link is None)
        if page.odata_delta_link:
            return told, page.odata_delta_link
        page = await builder.with_url(page.odata_next_link).get()


@VERSIONS
def test_a_directory_that_is_followed(start_service, version, kind, query):
    service = start_service()

    async def work():
        builder = delta(service, version, kind)
        for number in range(5):
            enrol(service, f"DELTA-{number}", platform="macOS", osVersion="14")
        told, link = await follow(builder, RequestConfiguration(query_parameters=query(top=2)))
        assert_known(told)
        assert [device.display_name for device in told] == [f"PC-DELTA-{number}" for number in range(5)]

        assert (await follow(builder.with_url(link)))[0] == []
        gone = objects(service).by_device_id(told[1].id)
        await gone.delete()
        enrol(service, "DELTA-5", platform="macOS", osVersion="14")
        changes, link = await follow(builder.with_url(link))
        assert [(device.id == told[1].id, removed(device)) for device in changes] == [(True, "changed"), (False, None)]
        assert_known(changes)
        await gone.restore.post()
        changes, _ = await follow(builder.with_url(link))
        assert [(device.id, removed(device)) for device in changes] == [(told[1].id, None)]

    run(work())


@VERSIONS
def test_select_and_filter(start_service, version, kind, query):
    service = start_service()

    async def work():
        builder = delta(service, version, kind)
        for number in range(3):
            enrol(service, f"SELECT-{number}")
        [first, _, third], _ = await follow(builder)
        asked = query(select=["displayName"], filter=f"id eq '{first.id}' or id eq '{third.id}'")
        told, link = await follow(builder, RequestConfiguration(query_parameters=asked))
        assert [(device.id, device.display_name) for device in told] == [
            (first.id, "PC-SELECT-0"),
            (third.id, "PC-SELECT-2"),
        ]
        assert all(device.device_id is None for device in told)
        assert (await follow(builder.with_url(link)))[0] == []

    run(work())


def test_all_pages_by_the_iterator(start_service):
    service = start_service()

    async def work():
        adapter = adapter_for(service, "v1.0")
        builder = Objects(adapter, path(adapter)).delta
        for number in range(5):
            enrol(service, f"PAGE-{number}")
        query = Delta.DeltaRequestBuilderGetQueryParameters(top=2)
        first = await builder.get(RequestConfiguration(query_parameters=query))
        seen = []
        await PageIterator(first, adapter).iterate(lambda device: seen.append(device.display_name) or True)
        assert seen == [f"PC-PAGE-{number}" for number in range(5)]

    run(work())


def test_what_is_refused(start_service):
    service = start_service()

    async def work():
        builder = delta(service, "v1.0", Objects)
        _, link = await follow(builder)
        for wrong in [link[:-1], link.replace("devices", "deviceManagement/managedDevices"), link + "&$count=true"]:
            with pytest.raises(ODataError) as refused:
                await builder.with_url(wrong).get()
            assert refused.value.response_status_code == 400
            code = "BadRequest" if "/deviceManagement/" in wrong else "Request_BadRequest"
            assert refused.value.error.code == code

    run(work())


def test_managed_devices_are_followed_too(start_service):
    service = start_service()

    def ask(address):
        with urllib.request.urlopen(address) as answer:
            return json.load(answer)

    async def work():
        first, second = enrol(service, "MANAGED-0"), enrol(service, "MANAGED-1")
        page = ask(f"{service.address}/v1.0/deviceManagement/managedDevices/delta()")
        assert [device["id"] for device in page["value"]] == [first["deviceId"], second["deviceId"]]
        # The pages are those of a list, so the client of lists reads them.
        assert_known(await managed(service).with_url(page["@odata.deltaLink"]).get())
        await managed(service).by_managed_device_id(first["deviceId"]).delete()
        changes = ask(page["@odata.deltaLink"])
        assert changes["value"] == [{"id": first["deviceId"], "@removed": {"reason": "deleted"}}]

    run(work())
