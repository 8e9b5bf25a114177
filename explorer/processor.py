"""What numpy should know of the processor, said before anyone imports it.

On AMD's Zen 4 the AVX-512 sort of numpy 2 takes five times as long as its AVX2 sort
(1.45 million int64: 76 ms against 14.5, numpy 2.4.6), since storing what was compressed is
slow there; nothing else in this program is slower without AVX-512. And its library for
matrices keeps a thread ready for every processor, each of which turns idly at first: nothing
here multiplies matrices. numpy reads the variables once, when it is imported.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_VARIABLE = "NPY_DISABLE_CPU_FEATURES"
_MATRIX_THREADS = "OPENBLAS_NUM_THREADS"
_FEATURES = ("X86_V4", "AVX512_ICL")  # as numpy 2.4 groups them
_HEAD = 4096  # the first processor's lines
_ABOUT = Path("/proc/cpuinfo")


def prefer_fast_sorts(about: Path = _ABOUT) -> None:
    """Let numpy sort by AVX2 on AMD's processors with AVX-512; a person's own setting stands."""
    if sys.platform != "linux" or "numpy" in sys.modules or _VARIABLE in os.environ:
        return
    try:
        with about.open(encoding="ascii", errors="replace") as lines:
            first = lines.read(_HEAD)
    except OSError:
        return  # a sandbox without /proc: sorts may be slower, nothing else
    if "AuthenticAMD" in first and "avx512_vbmi2" in first:
        os.environ[_VARIABLE] = " ".join(_FEATURES)


def spare_matrix_threads() -> None:
    """Let numpy start no thread; a person's own setting stands."""
    if "numpy" not in sys.modules:
        os.environ.setdefault(_MATRIX_THREADS, "1")
