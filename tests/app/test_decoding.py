"""Types are met first by several threads at once, as when a page and its count are asked for together."""

from __future__ import annotations

import subprocess
import sys

_MANY = """
import sys, threading
from dataclasses import make_dataclass
from app.decoding import decoder

sys.setswitchinterval(1e-6)
for number in range(150):
    inner = make_dataclass("Inner", [("a", str), ("b", tuple[str, ...], ())], frozen=True)
    outer = make_dataclass("Outer", [("one", inner), ("many", tuple[inner, ...], ())], frozen=True)
    wanted, go = outer(inner("x", ("y",)), (inner("z"),)), threading.Barrier(4)
    read = []

    def work():
        go.wait()
        read.append(decoder(outer).decode(b'{"one":{"a":"x","b":["y"]},"many":[{"a":"z"}]}'))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert read == [wanted] * 4, read
"""


def test_a_type_is_read_by_threads_that_all_meet_it_first() -> None:
    # In a process of its own: what this is about ends the process and not only a test.
    done = subprocess.run([sys.executable, "-c", _MANY], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
