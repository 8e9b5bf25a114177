"""Killed at any moment, a project opens again with all that was shown as saved."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from explorer.store.project import Project

# Imports one document after another, saying each name once `apply` has returned.
WRITER = """
import sys
from pathlib import Path
from explorer.domain.operations import ImportDocument
from explorer.store.project import Project
from tests.store.texts import document
project = Project.open(Path(sys.argv[1]))
for number in range(10_000):
    text = "\\n".join(f"Document {number}, line {line}." for line in range(50))
    project.apply(ImportDocument(document(text, f"{number}.txt")))
    if number % 3 == 2:
        project.undo()
        project.redo()
    print(number, flush=True)
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("wait_s", [0.0, 0.013, 0.05])
def test_killed_while_writing(tmp_path: Path, wait_s: float) -> None:
    path = tmp_path / "p.sourceline"
    Project.create(path).close()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "0\n"
    time.sleep(wait_s)
    writer.kill()
    said = [0, *(int(line) for line in writer.stdout.read().splitlines())]
    writer.stdout.close()
    writer.wait()
    with Project.open(path) as project:
        now = project.snapshot()
        names = [source.file_name for source in now.sources]
        assert names[: len(said)] == [f"{number}.txt" for number in said]
        assert len(names) - len(said) in {0, 1}
        assert {source.paragraph_count for source in now.sources} == {50}
        assert project.verify().is_sound
        assert project.undo() is not None
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
