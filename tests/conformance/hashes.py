"""Hardware hashes of made-up devices, written apart from the server's own code."""

import base64
import hashlib
import struct

TOTAL = 3000


def record(tag, data):
    return struct.pack("<HH", tag, len(data) + 4) + data


def text(value):
    return value.encode("ascii") + b"\0"


def hardware_hash(serial, manufacturer="Contoso", model="Contoso Book 1"):
    """The 4000 characters of a device's hash; the device is itself by its serial."""
    uuid = hashlib.sha256(f"uuid of {serial}".encode()).digest()[:16]
    key = hashlib.sha256(f"key of {serial}".encode()).digest() * 8
    records = [
        record(13, text("TPM-Version:2.0 -Level:0-Revision:1.38")),
        record(25, key),
        record(12, uuid),
        record(14, text(serial)),
        record(16, text(manufacturer)),
        record(17, text(model)),
    ]
    content = b"OA" + struct.pack("<H", 4 + sum(map(len, records))) + b"".join(records)
    trailer = b"CS" + struct.pack("<H", 36) + hashlib.sha256(content).digest()
    return base64.b64encode((content + trailer).ljust(TOTAL, b"\0")).decode()
