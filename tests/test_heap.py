"""Where the C library takes memory from, asked in a process of its own: threads live for long."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_ASK = """
import ctypes, sys, threading
from pathlib import Path
from explorer.heap import give_back, share_one

library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_size_t
if sys.argv[1] == "shared":
    share_one()
found = []
thread = threading.Thread(target=lambda: found.append(library.malloc(50_000)))
thread.start()
thread.join()
give_back()
lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
heap = next(line.split()[0] for line in lines if line.endswith("[heap]"))
low, high = (int(end, 16) for end in heap.split("-"))
print(low <= found[0] < high)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="no other library has these heaps")
@pytest.mark.parametrize(("how", "is_there"), [("shared", "True"), ("apart", "False")])
def test_threads_share_the_first_ones_heap_where_they_are_told(how, is_there) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASK, how], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == is_there
