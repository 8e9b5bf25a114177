"""What numpy is told of the processor: only on the processors it is about, and only once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ZEN_4 = "vendor_id\t: AuthenticAMD\nflags\t\t: fpu avx2 avx512f avx512_vbmi2\n"
ZEN_3 = "vendor_id\t: AuthenticAMD\nflags\t\t: fpu avx2\n"
INTEL = "vendor_id\t: GenuineIntel\nflags\t\t: fpu avx2 avx512f avx512_vbmi2\n"
SCRIPT = """
import os, sys
from pathlib import Path
from explorer.processor import prefer_fast_sorts
os.environ.pop("NPY_DISABLE_CPU_FEATURES", None)
os.environ.update(eval(sys.argv[2]))
prefer_fast_sorts(Path(sys.argv[1]))
print(os.environ.get("NPY_DISABLE_CPU_FEATURES"))
"""


def told(tmp_path, text: str | None, **environment: str) -> str:
    about = tmp_path / "cpuinfo"
    if text is not None:
        about.write_text(text)
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(about), repr(environment)],
        capture_output=True, text=True, check=True,
        env={k: v for k, v in os.environ.items() if k != "NPY_DISABLE_CPU_FEATURES"},
    )  # fmt: skip
    return run.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of the processor")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [(ZEN_4, "X86_V4 AVX512_ICL"), (ZEN_3, "None"), (INTEL, "None"), (None, "None")],
)
def test_only_amd_with_avx_512_is_told_of(tmp_path, text, wanted):
    assert told(tmp_path, text) == wanted


def test_a_persons_own_setting_stands(tmp_path):
    assert told(tmp_path, ZEN_4, NPY_DISABLE_CPU_FEATURES="AVX2") == "AVX2"


def threads_for_matrices(**environment: str) -> str:
    script = "import os, explorer; print(os.environ.get('OPENBLAS_NUM_THREADS'))"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"} | environment,
    )  # fmt: skip
    return run.stdout.strip()


def test_no_thread_waits_for_matrices_unless_a_person_wants_it():
    assert threads_for_matrices() == "1"
    assert threads_for_matrices(OPENBLAS_NUM_THREADS="4") == "4"
