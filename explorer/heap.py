"""Memory back to the system.

The C library keeps what a program frees between two pieces still in use: after a large
project was opened, a hundred megabytes of arrays that were made on the way.
"""

from __future__ import annotations

import sys


def give_back() -> None:
    """Let go of what is free; takes up to some tens of milliseconds, so beside the window."""
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's alone
    if trim is not None:
        trim(0)
