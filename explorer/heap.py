"""What the C library does with memory: one heap for all threads, and what is free given back.

It would give each thread a heap of its own, and keep there what is freed between two pieces
still in use: of masks and lists as long as a project, made by one thread after the other, a
hundred megabytes at ten million events. Numpy asks it for little but large pieces, and Python
has a heap of its own for small ones, so no thread waits for another's.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

_ARENA_MAX = -8  # malloc.h


def share_one() -> None:
    """Let all threads that begin from now on use the heap of the first."""
    tune = getattr(_library(), "mallopt", None)  # glibc's alone
    if tune is not None:
        tune(_ARENA_MAX, 1)


def give_back() -> None:
    """Let go of what is free; takes some milliseconds, so beside the window."""
    trim = getattr(_library(), "malloc_trim", None)
    if trim is not None:
        trim(0)


@cache
def _library() -> CDLL | None:
    if sys.platform != "linux":
        return None
    import ctypes

    return ctypes.CDLL(None)
