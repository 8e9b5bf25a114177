"""Progress on a terminal and elsewhere, and what Ctrl+C leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.progress import Progress

from explorer.cli import meter
from explorer.intake.prepare import Wish
from explorer.intake.run import take_in
from explorer.store.project import Project
from explorer.viewmodel.wording import progress_words
from tests.support.corpus import write_reports
from tests.support.dump import rows

SOME = 80


def test_what_is_left_is_told_with_the_time_it_takes() -> None:
    assert progress_words(0, 20_000, "documents", 3.0) == "0 of 20,000 documents, 20,000 left"
    told = progress_words(1_200, 20_000, "documents", 16.0)
    assert told == "1,200 of 20,000 documents, 18,800 left, about 4 min"
    assert progress_words(9, 10, "files", 9.0) == "9 of 10 files, 1 left, about 1 s"
    assert progress_words(10, 10, "files", 9.0) == "10 of 10 files, 0 left"
    assert progress_words(1, 500, "files", 60.0).endswith("about 8.3 h")


def test_lines_come_now_and_then_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    with meter.Meter(100, "documents") as shown:
        for second in range(31):
            clock[0] = float(second)
            shown.advance(1)
    assert [line.split(",")[0] for line in capsys.readouterr().err.splitlines()] == [
        *("11 of 100 documents", "21 of 100 documents", "31 of 100 documents")
    ]


def test_a_bar_stands_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bars: list[Progress] = []
    made = meter._bar
    monkeypatch.setattr(meter, "_FIRST_S", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(meter, "_bar", lambda noun: bars.append(made(noun)) or bars[-1])
    with meter.Meter(1_500, "documents") as shown:
        shown.advance(0)
        shown.advance(300)
        (bar,) = bars
        (task,) = bar.tasks
        assert (task.completed, task.total, task.fields["left"]) == (300, 1_500, "1,200")
        assert bar.live.is_started
        shown.say("a [line] above it", err=True)
    assert not bar.live.is_started
    assert "a [line] above it\n" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no process groups here")
def test_ctrl_c_keeps_what_is_in_and_the_same_command_goes_on(tmp_path: Path) -> None:
    """The whole group hears it, workers too, as at a terminal."""
    files = write_reports(tmp_path / "corpus", SOME, sentences=12)
    whole, path = tmp_path / "whole.sourceline", tmp_path / "p.sourceline"
    for one in (whole, path):
        Project.create(one, "Corpus").close()
    with Project.open(whole) as project:
        list(take_in(project, [Wish(file) for file in files], jobs=0))
    command = [sys.executable, "-m", "explorer", "import", str(path), str(tmp_path / "corpus")]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, "--jobs", "2"], stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        first = running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)
        # Not `communicate`: it passes by the lines that came into the buffer with the first.
        out, err = running.stdout.read(), running.stderr.read()
    assert first.startswith("report-000000.txt: ")
    assert running.returncode == 1
    come = 1 + len(out.splitlines())
    assert err == (
        f"stopped after {come} of {SOME} documents: what came in stays;"
        " the same command goes on with the others\n"
    )
    with Project.open(path) as project:
        assert len(project.snapshot().sources) == come < SOME
    again = subprocess.run([*command, "--jobs", "1"], capture_output=True, text=True, check=True)
    assert again.stdout.count("nothing was added") == come
    assert rows(path) == rows(whole)
