"""Drafting from the command line: pending marks with exact words, and nothing twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from explorer.cli.main import cli

TEXT = (
    "Ministers of Japan and South Korea met in Seoul on 3 May 2021.\n\n"
    "North Korea recently fired two missiles. Japan plans to sign an agreement with Australia.\n"
)


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path, text = tmp_path / "p.sourceline", tmp_path / "report.txt"
    text.write_text(TEXT, encoding="utf-8")
    assert run("new", path).exit_code == 0
    assert run("import", path, text).exit_code == 0
    return path


def test_drafts_are_pending_and_exact(project: Path) -> None:
    done = run("draft", project)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "drafted, pending" in done.stdout
    assert json.loads(run("events", project, "--json").stdout) == []
    events = json.loads(run("events", project, "--json", "--review", "all").stdout)
    assert events
    paragraphs = TEXT.strip().split("\n\n")
    for event in events:
        assert (event["origin"], event["review"]) == ("drafted", "pending")
        for item in event["evidence"]:
            words = paragraphs[item["paragraph"] - 1][item["start"] : item["end"]]
            assert words == item["quote"]
    assert run("verify", project).exit_code == 0


def test_no_date_is_made_up(project: Path) -> None:
    run("draft", project)
    events = json.loads(run("events", project, "--json", "--review", "all").stdout)
    dates = {event["date"] for event in events}
    assert dates == {"2021-05-03", None}


def test_a_second_draft_adds_nothing(project: Path) -> None:
    run("draft", project)
    before = run("events", project, "--json", "--review", "all").stdout
    again = run("draft", project, "--source", 1)
    assert (again.exit_code, again.stdout) == (0, "report.txt: nothing new to propose\n")
    assert run("events", project, "--json", "--review", "all").stdout == before
    assert "has marks already" in run("draft", project).stdout


def test_an_unknown_source_is_a_matter_of_usage(project: Path) -> None:
    done = run("draft", project, "--source", 7)
    assert done.exit_code == 2
    assert "no source 7" in done.stderr
