"""Timelines of the web in headless Chromium, beside our window; not in the default tests.

To ready: theirs from the page's own first statement until all is painted, ours from the start
of the process, imports and file included. A frame: the whole span panned a little.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.browser.pages import PEERS, chronicle
from tests.benchmarks.browser.timed import missing, time_page
from tests.benchmarks.drawn import Timeline, load
from tests.benchmarks.report import Measure, held_against
from tests.benchmarks.startup import OURS, environment_of, times_ms

_COUNTS = (1_000, 10_000)
_LIMIT_S = 150.0
_STARTS = 5


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Show the same items in each; a peer that is not ready in 150 s is held to that."""
    needs = missing()
    if needs:
        print(f"this needs {needs}", file=sys.stderr)
        return []
    found: list[Measure] = []
    tries = min(rounds, 3)
    for count in _COUNTS if events is None else (events,):
        with tempfile.TemporaryDirectory() as name:
            path = _project(Path(name), count)
            ready = _started(Path(name), path)
            load()
            frames = Timeline(path).panned_ms()
        for peer in PEERS.values():
            theirs = [time_page(peer, count, _LIMIT_S) for _ in range(tries if count < 5000 else 1)]
            shown = [each for each in theirs if each is not None]
            if not shown:
                late = f"{peer.name}, not ready after"
                found.append(held_against(f"{count:,} items to ready", "ms", [median(ready)],
                                          late, [_LIMIT_S * 1e3]))  # fmt: skip
                continue
            until = [each.ready_ms for each in shown]
            panned = [median(each.frames_ms) for each in shown]
            found += [
                held_against(f"{count:,} items to ready", "ms", [median(ready)] * len(until),
                             peer.name, until),
                held_against(f"{count:,} items, frame at full span", "ms",
                             [median(frames)] * len(panned), peer.name, panned),
            ]  # fmt: skip
    return found


def _project(folder: Path, count: int) -> Path:
    from tests.benchmarks.make import import_csv

    table, path = folder / "items.csv", folder / "items.sourceline"
    lines = [f"{item.title},{item.start},{item.end}" for item in chronicle(count)]
    table.write_text("\n".join(("title,start,end", *lines)) + "\n", encoding="utf-8")
    import_csv(table, path)
    return path


def _started(folder: Path, path: Path) -> list[float]:
    around = environment_of(folder, folder / "home")
    command = [*OURS, str(path)]
    times_ms(command, around)
    return [times_ms(command, around)[0] for _ in range(_STARTS)]
