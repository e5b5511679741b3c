"""Answers lists of powers as CPython does: one JSON list of pairs a line in, one list of texts a line out.

A float is written as text, an integer as a number.
"""
import json
import sys


def number(written):
    return float(written) if isinstance(written, str) else written


def power(base, exponent):
    try:
        result = number(base) ** number(exponent)
    except (OverflowError, ZeroDivisionError) as error:
        return type(error).__name__
    return "complex" if isinstance(result, complex) else repr(result)


print(json.dumps(sys.version.split()[0]), flush=True)
for line in sys.stdin:
    print(json.dumps([power(*pair) for pair in json.loads(line)]), flush=True)
