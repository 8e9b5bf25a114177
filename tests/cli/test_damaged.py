"""One damaged file of each kind through the whole import; `tests.benchmarks fuzz` has thousands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform != "linux", reason="pidfd and RLIMIT_AS are Linux's")
def test_damaged_files_come_in_whole_or_are_refused() -> None:
    pytest.importorskip("duckdb")
    command = [sys.executable, "-m", "tests.benchmarks", "fuzz", "--events", "19", "--json"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == 19
    assert [kind["measure"] for kind in found if kind["ratio"] != 1] == [], done.stderr
