"""From process start to the first painted window, beside a bare window of the same libraries."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.benchmarks.report import Measure, in_turn

ROOT = Path(__file__).resolve().parents[2]

BARE = """
import os
os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph
app = QApplication([])
window = QMainWindow()
plot = pyqtgraph.PlotWidget()
window.setCentralWidget(plot)
window.resize(1400, 900)
original = plot.paintEvent
def painted(event):
    original(event)
    QTimer.singleShot(0, app.quit)
plot.paintEvent = painted
window.show()
app.exec()
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    started = perf_counter()
    subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return (perf_counter() - started) * 1000


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Both processes end by themselves right after their first paint; the whole is timed."""
    del events
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, SOURCELINE_EXIT_AFTER_PAINT="1")
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        # Else our modules alone would be compiled at every start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            environment[name] = home
        ours = [sys.executable, "-m", "explorer"]
        bare = [sys.executable, "-c", BARE]
        return [
            in_turn(
                "process start to painted window and exit, on the sample",
                "ms",
                lambda: seconds(ours, environment),
                "bare QMainWindow with an empty PlotWidget",
                lambda: seconds(bare, environment),
                rounds,
            )
        ]
