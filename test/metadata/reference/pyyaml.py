"""Answers, line by line, what PyYAML reads: base64 of a file in, typed JSON out (see typed-json.ts).

With the argument `c` the C loader answers: the same values, ten times as fast, but laxer about tabs.
"""
import base64
import datetime
import json
import struct
import sys

import yaml

Loader = yaml.CSafeLoader if sys.argv[1:] == ["c"] else yaml.SafeLoader
EPOCH = datetime.datetime(1970, 1, 1)
MICROSECOND = datetime.timedelta(microseconds=1)


def encode(value):
    if value is None or isinstance(value, bool):
        return ["constant", str(value).lower()]
    if isinstance(value, int):
        # In hexadecimal, for Python refuses to print long decimal numbers.
        return ["integer", hex(value)]
    if isinstance(value, float):
        return ["float", "nan" if value != value else struct.pack(">d", value).hex()]
    if isinstance(value, str):
        return ["string", value]
    if isinstance(value, bytes):
        return ["string", base64.b64encode(value).decode("ascii")]
    if isinstance(value, datetime.datetime):
        offset = value.utcoffset()
        minutes = None if offset is None else offset // datetime.timedelta(minutes=1)
        return ["timestamp", (value.replace(tzinfo=None) - EPOCH) // MICROSECOND, minutes]
    if isinstance(value, datetime.date):
        return ["date", value.isoformat()]
    if isinstance(value, set):
        return ["list", sorted((encode(member) for member in value), key=json.dumps)]
    if isinstance(value, (list, tuple)):
        return ["list", [encode(item) for item in value]]
    if isinstance(value, dict):
        return ["mapping", [[encode(key), encode(item)] for key, item in value.items()]]
    raise TypeError(type(value))


for line in sys.stdin:
    try:
        answer = {"value": encode(yaml.load(base64.b64decode(line), Loader))}
    # PyYAML raises ValueError, IndexError, KeyError, AttributeError, RecursionError, … besides its own errors.
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
