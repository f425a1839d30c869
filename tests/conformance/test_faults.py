"""Faults on demand: the clients' own way to repeat what was refused."""

import json
import time
import urllib.request

from conftest import assert_known, run
from test_autopilot import devices
from test_imported import identity, imported


def faulty(start_service, tmp_path, *rules):
    """A server with these rules."""
    file = tmp_path / "faults.json"
    file.write_text(json.dumps({"rules": rules}))
    return start_service("--registration", "0.2", "--faults", str(file), "--admin")


def counts(service):
    with urllib.request.urlopen(f"{service.address}/admin/faults") as answer:
        return [(count["seen"], count["met"]) for count in json.load(answer)["counts"]]


def test_what_is_throttled_is_asked_again_when_the_server_says(start_service, tmp_path):
    route = "/deviceManagement/windowsAutopilotDeviceIdentities"
    rule = {"fault": "throttle", "routes": [route], "methods": ["GET"], "times": 2, "retryAfter": 1}
    service = faulty(start_service, tmp_path, rule)

    async def work():
        begun = time.monotonic()
        page = await devices(service).get()
        assert 2 <= time.monotonic() - begun < 6
        assert_known(page)
        assert page.value == []

    run(work())
    assert counts(service) == [(3, 2)]


def test_what_is_throttled_is_done_once(start_service, tmp_path):
    rules = [{"fault": kind, "methods": ["POST"], "times": 1, "retryAfter": 1} for kind in ("throttle", "unavailable")]
    service = faulty(start_service, tmp_path, *rules)

    async def work():
        builder = imported(service)
        made = await builder.post(identity("FAULT-1"))
        assert_known(made)
        assert await builder.count.get() == 1

    run(work())
    assert counts(service) == [(3, 1), (2, 1)]


def test_a_decimal_of_seconds_is_no_reason_to_give_up(start_service, tmp_path):
    service = faulty(start_service, tmp_path, {"fault": "throttle", "times": 1, "retryAfter": 2.128})

    async def work():
        # The client reads whole seconds only, and waits as long as it thinks fit.
        assert (await devices(service).get()).value == []

    run(work())
    assert counts(service) == [(2, 1)]
