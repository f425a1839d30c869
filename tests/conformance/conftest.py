"""A running muster-server, and Microsoft's own clients for it.

The clients are lenient: they never fail on a property or a member that they don't know. So the tests look at two things
themselves: that every answer has nothing in `additional_data`, and that what was sent came back with its value.
"""

import asyncio
import os
import re
import subprocess
import uuid

import pytest
from kiota_abstractions.api_client_builder import register_default_deserializer, register_default_serializer
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from kiota_serialization_json.json_parse_node_factory import JsonParseNodeFactory
from kiota_serialization_json.json_serialization_writer_factory import JsonSerializationWriterFactory
from kiota_serialization_text.text_parse_node_factory import TextParseNodeFactory
from msgraph.graph_request_adapter import GraphRequestAdapter, options as v1_options
from msgraph_beta.graph_request_adapter import GraphRequestAdapter as BetaGraphRequestAdapter
from msgraph_beta.graph_request_adapter import options as beta_options
from msgraph_core import GraphClientFactory

# What the clients' own front door does; it is left out, as it imports thousands of modules.
register_default_serializer(JsonSerializationWriterFactory)
register_default_deserializer(JsonParseNodeFactory)
register_default_deserializer(TextParseNodeFactory)


def database(folder):
    """An empty database: a file, or a database of its own of the PostgreSQL server that is named."""
    address = os.environ.get("MUSTER_TEST_POSTGRES")
    if address is None:
        return str(folder / "tenant.db")
    name = f"c{uuid.uuid4().hex}"
    command = [os.environ["MUSTER_PSQL"], address, "--quiet", "--command", f"CREATE DATABASE {name}"]
    subprocess.run(command, check=True)
    return address.removesuffix("/postgres") + f"/{name}"


class Service:
    """A server with an empty tenant of its own."""

    def __init__(self, folder, *options):
        program = os.environ["MUSTER_SERVER"]
        command = [program, "--db", database(folder), "--listen", "127.0.0.1:0", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.address = re.search(r"http://\S+", line)[0]

    def stop(self):
        self.process.terminate()
        assert self.process.wait(10) == 0, "it stops gracefully"
        self.process.stdout.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    service = Service(tmp_path_factory.mktemp("tenant"), "--registration", "0.2")
    yield service
    service.stop()


@pytest.fixture
def start_service(tmp_path):
    """Starts a server with options of its own."""
    started = []

    def start(*options):
        service = Service(tmp_path, *options)
        started.append(service)
        return service

    yield start
    for service in started:
        service.stop()


def adapter_for(service, version):
    """The client's side of a connection: v1.0 or beta."""
    kind, options = (
        (GraphRequestAdapter, v1_options) if version == "v1.0" else (BetaGraphRequestAdapter, beta_options)
    )
    client = GraphClientFactory.create_with_default_middleware(options=options)
    adapter = kind(AnonymousAuthenticationProvider(), client)
    adapter.base_url = f"{service.address}/{version}"
    return adapter


def path(adapter):
    return {"baseurl": adapter.base_url}


def run(future):
    return asyncio.run(future)


def assert_known(model):
    """The client knows every property that the server sent, here and below."""
    if model is None or isinstance(model, (str, bytes, int, float, bool)):
        return
    if isinstance(model, (list, tuple)):
        for item in model:
            assert_known(item)
        return
    extra = getattr(model, "additional_data", None)
    if extra is None:
        return
    unknown = {name: value for name, value in extra.items() if not name.startswith("@odata.")}
    assert unknown == {}, f"{type(model).__name__} doesn't know {unknown}"
    for name, value in vars(model).items():
        if name not in ("additional_data", "backing_store") and not name.startswith("_"):
            assert_known(value)
