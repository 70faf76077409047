"""Types are met first by several threads at once, as when a page and its count are asked for together."""

from __future__ import annotations

import subprocess
import sys

import pytest

_MANY = """
import sys, threading
from dataclasses import make_dataclass
import msgspec
from app import decoding

make, how = sys.argv[1:]

sys.setswitchinterval(1e-6)
for number in range(150):
    made = make_dataclass if make == "dataclass" else msgspec.defstruct
    inner = made("Inner", [("a", str), ("b", tuple[str, ...], ())], frozen=True)
    outer = made("Outer", [("one", inner), ("many", tuple[inner, ...], ())], frozen=True)
    wanted, go = outer(inner("x", ("y",)), (inner("z"),)), threading.Barrier(4)
    read = []

    def work():
        go.wait()
        said = {"one": {"a": "x", "b": ["y"]}, "many": [{"a": "z"}]}
        if how == "decode":
            read.append(decoding.decode(msgspec.json.encode(said), outer))
        elif how == "unpack":
            read.append(decoding.unpack(msgspec.msgpack.encode(said), outer))
        else:
            read.append(decoding.convert(said, outer))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert read == [wanted] * 4, read
"""


@pytest.mark.parametrize("how", ["decode", "unpack", "convert"])
@pytest.mark.parametrize("make", ["dataclass", "struct"])
def test_a_type_is_read_by_threads_that_all_meet_it_first(make: str, how: str) -> None:
    # In a process of its own: what this is about ends the process and not only a test.
    done = subprocess.run(
        [sys.executable, "-c", _MANY, make, how], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
