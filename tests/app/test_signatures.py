"""What Qt's bindings say of a wrong call is the same, whether compiled at once or when asked."""

from __future__ import annotations

import subprocess
import sys

SAID = """
import sys
from contextlib import nullcontext
from explorer.app.signatures import compiled_when_asked
with compiled_when_asked() if sys.argv[1] == "later" else nullcontext():
    import PySide6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
waiting = [name for name, module in sys.modules.items() if "__getattr__" in vars(module)
           and name.startswith("shibokensupport.")]
print(len(waiting), file=sys.stderr)
try:
    QWidget.resize("a")
except TypeError as error:
    print(error)
from PySide6.support.signature import get_signature
from PySide6.support.signature.lib.enum_sig import ExactEnumerator
print(get_signature(QWidget.resize), QObject.connect.__doc__, ExactEnumerator.__name__)
"""


def _said(when: str) -> tuple[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", SAID, when], capture_output=True, text=True, check=True
    )
    return done.stdout, int(done.stderr)


def test_modules_that_wait_say_the_same_when_asked() -> None:
    later, waiting = _said("later")
    at_once, none = _said("at once")
    assert later == at_once
    assert "arg__1: PySide6.QtCore.QSize" in later
    assert waiting >= 5
    assert none == 0
