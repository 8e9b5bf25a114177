"""The same text gives the same draft, byte for byte, whatever Python hashes by."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Many actors of like names and folds across documents, so that an order left open would show.
PROGRAM = """
from explorer.domain.marks import PackSource
from explorer.draft.across import Register
from explorer.draft.draft import draft

TEXTS = (
    "Minister Anna Vost and A. Vost met Maria Lopez, Carlos Lopez and Lopez in Oslo. The Polish,"
    " Czech and Slovak armies trained. Seoul, Tokyo and Manila signed a pact in 1999.",
    "Vost left the Coral Isles Security Forum (CISF). The Forum and the CISF protested. North"
    " Korea accused the South. Brussels, Paris and Rome agreed. Kenya's Senate voted.",
    "CISF met Ana Vost and the Coral Isle Security Forum. The Interior Ministry banned a march.",
)
register = Register()
for number, text in enumerate(TEXTS):
    made = register.fold(draft([text], PackSource(str(number), "t", str(number) * 64, 1)))
    register.learn(made)
    print(repr(made))
"""


def drafts(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=dict(os.environ, PYTHONHASHSEED=seed),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_draft_depends_on_how_python_hashes() -> None:
    first = drafts("1")
    assert "coral-isles-security-forum" in first
    assert "spelled nearly alike" in first
    assert drafts("2") == first
    assert drafts("4711") == first
