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
    assert run("import", path, text, "--no-draft").exit_code == 0
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


def test_review_lists_what_waits_and_decides(project: Path) -> None:
    run("draft", project)
    waiting = json.loads(run("review", project, "--json").stdout)
    assert {item["mark"].split(":")[0] for item in waiting} >= {"event", "actor", "relationship"}
    assert all(item["evidence"][0]["quote"] for item in waiting)
    assert "Seoul" in run("review", project).stdout
    met = next(item["mark"] for item in waiting if item["mark"].startswith("event"))
    done = run("review", project, met, "--accept")
    assert (done.exit_code, done.stdout[:8]) == (0, "Accept “")
    (event,) = json.loads(run("events", project, "--json").stdout)
    assert f"event:{event['id']}" == met
    assert event["actors"]
    names = {actor["name"] for actor in json.loads(run("actors", project, "--json").stdout)}
    assert names == {actor["name"] for actor in event["actors"]}
    assert run("review", project, met, "--reject").exit_code == 0
    assert run("events", project, "--json").stdout.strip() == "[]"
    assert run("review", project, met, "--put-back").exit_code == 0
    assert json.loads(run("review", project, "--json").stdout)[0]["mark"] == met


def test_what_was_rejected_is_not_drafted_again(project: Path, tmp_path: Path) -> None:
    run("draft", project)
    marks = [item["mark"] for item in json.loads(run("review", project, "--json").stdout)]
    assert run("review", project, *marks, "--reject").exit_code == 0
    assert run("review", project, "--json").stdout.strip() == "[]"
    again = run("draft", project, "--source", 1)
    assert again.stdout == "report.txt: nothing new to propose\n"
    later = tmp_path / "later.txt"
    later.write_text("A first line.\n\n" + TEXT, encoding="utf-8")
    run("import", project, later)
    assert "drafted" not in run("draft", project, "--source", 2).stdout
    assert run("review", project, "--json").stdout.strip() == "[]"


def test_a_review_that_fails_changes_nothing(project: Path) -> None:
    run("draft", project)
    before = run("review", project, "--json").stdout
    for marks, code, says in (
        (("event:1", "event:99"), 1, "event 99: is no longer in the project"),
        (("event:1", "same:99"), 1, "proposal 99: is no longer in the project"),
        (("event:1", "meeting"), 2, "“meeting” names no mark"),
        ((), 2, "name marks together with"),
    ):
        done = run("review", project, *marks, "--accept")
        assert (done.exit_code, says in done.stderr) == (code, True)
        assert done.stdout == ""
    assert run("review", project, "event:1").exit_code == 2
    assert run("review", project, "--json").stdout == before


def test_exports_hold_accepted_marks_and_say_so(project: Path, tmp_path: Path) -> None:
    run("draft", project)
    run("review", project, "event:1", "--accept")
    out = tmp_path / "events.csv"
    done = run("export", project, out)
    assert out.read_text("utf-8-sig").count("accepted") == 1
    assert "accepted marks only: " in done.stderr
    everything = run("export", project, tmp_path / "all.csv", "--review", "all")
    assert everything.stderr == ""
    assert (tmp_path / "all.csv").read_text("utf-8-sig").count("pending") > 0
    pack = tmp_path / "marks.pack.json"
    assert "left out" in run("export", project, pack).stderr
    assert len(json.loads(pack.read_text())["events"]) == 1
