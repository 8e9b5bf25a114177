"""The command line as a whole: exit codes, one line an error, no traceback, light to load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import explorer
import explorer.app
from tests.cli.conftest import Run

_COMMANDS = (
    *("new", "import", "events", "actors", "relationships", "sources", "search", "image"),
    *("export", "verify"),
)


def _script(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"sourceline {explorer.__version__}\n"
    assert all(f"  {name} " in run("--help").out for name in _COMMANDS)
    assert "  open " not in run("--help").out
    for name in _COMMANDS:
        assert run(name, "--help").code == 0


def test_help_loads_neither_qt_nor_numpy_nor_any_reader() -> None:
    heavy = "PySide6 numpy sqlite3 sqlite_utils rich lxml trafilatura msgspec edtf networkx"
    done = _script(
        "import sys\n"
        "from explorer.cli.main import cli\n"
        "assert cli.main(['--help'], standalone_mode=False) == 0\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules], file=sys.stderr)"
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("args", "files"),
    [([], []), (["a.sourceline"], ["a.sourceline"]), (["./a", "b.txt"], ["./a", "b.txt"])],
)
def test_without_a_command_it_opens_the_window(
    run: Run, monkeypatch: pytest.MonkeyPatch, args: list[str], files: list[str]
) -> None:
    opened: list[list[str]] = []

    def open_window(names: list[str]) -> int:
        opened.append(names)
        return 0

    monkeypatch.setattr(explorer.app, "open_window", open_window)
    assert run(*args).code == 0
    assert opened == [files]


def test_a_file_without_a_suffix_opens_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(explorer.app, "open_window", lambda names: opened.append(names) or 0)
    monkeypatch.chdir(tmp_path)
    Path("notes").write_text("Words.")
    run("notes")
    assert opened == [["notes"]]


@pytest.mark.parametrize("args", [["weave", "p.sourceline"], ["frobnicate"]])
def test_a_command_that_is_not_there_is_usage(run: Run, args: list[str]) -> None:
    result = run(*args)
    assert (result.code, result.out) == (2, "")
    assert f"No such command '{args[0]}'" in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    "args",
    [
        *(["events"], ["events", "a", "b"], ["search", "a"], ["export", "a"], ["import", "a"]),
        *(["image", "a", "b.png", "--size", "big"], ["image", "a", "b.png", "--theme", "pink"]),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_exit_2(run: Run, args: list[str]) -> None:
    result = run(*args)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"sourceline {args[0]}: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    "command", ["events", "actors", "relationships", "sources", "search", "verify"]
)
def test_what_is_no_project_is_one_line_and_exit_1(run: Run, tmp_path: Path, command: str) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Just words, and quite a few of them.\n" * 100)
    for path in (tmp_path / "none.sourceline", tmp_path, text):
        result = run(command, path, *(["words"] if command == "search" else []))
        assert (result.code, result.out) == (1, "")
        assert str(path) in result.err
        assert result.err.count("\n") == 1


@pytest.mark.expects_log
def test_a_bug_goes_to_the_log_and_one_line_says_where(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.cli import listing
    from explorer.log import log_file

    def breaks(*_: object) -> None:
        raise ZeroDivisionError("on\npurpose")

    monkeypatch.setattr(listing, "list_events", breaks)
    result = run("events", project)
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert "ZeroDivisionError: on purpose" in result.err
    assert str(log_file()) in result.err
    assert "Traceback" in log_file().read_text(encoding="utf-8")


def test_a_closed_pipe_is_no_fault(project: Path) -> None:
    code = (
        "import os, sys\n"
        "read, write = os.pipe()\n"
        "os.close(read)\n"
        "os.dup2(write, 1)\n"
        "from explorer.cli.main import cli\n"
        f"cli.main(['events', {str(project)!r}, '--json'])"
    )
    done = _script(code)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(project: Path, tmp_path: Path) -> None:
    code = f"from explorer.cli.main import cli\ncli.main(['events', {str(project)!r}])"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", code],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_output_survives_a_terminal_that_knows_only_ascii(project: Path) -> None:
    code = f"from explorer.cli.main import cli\ncli.main(['actors', {str(project)!r}, '--json'])"
    done = _script(code, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u65e5\\u672c" in done.stdout
