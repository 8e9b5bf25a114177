"""`export` and `verify`."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from explorer.domain.kinds import Review
from explorer.export.data import COLUMNS
from explorer.ingest.pack import pack_json, read_pack
from tests.cli.conftest import Run, pack_of


def test_csv_holds_dates_letter_for_letter_and_no_formula(
    run: Run, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "o.csv"
    assert run("export", project, out).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["date"] for row in rows] == ["-0043-03-15", "2024-07-28", ""]
    assert rows[2]["title"] == "'=Japan will build"
    assert rows[1]["actors"] == "Japan (party); South Korea (party)"
    assert rows[1]["quotes"] == "“Japan and Korea met” [1 ¶1]"


def test_json_holds_everything_or_what_the_filter_leaves(
    run: Run, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "o.json"
    run("export", project, out)
    everything = json.loads(out.read_bytes())
    assert [len(everything[name]) for name in ("events", "actors", "relationships")] == [3, 3, 1]
    assert [p["number"] for p in everything["sources"][0]["text"]] == [1, 2, 3]
    run("export", project, out, "--actor", "Austin")
    assert [event["date"] for event in json.loads(out.read_bytes())["events"]] == ["-0043-03-15"]


def test_a_pack_comes_out_as_it_went_in(
    run: Run, project: Path, tmp_path: Path, document: Path
) -> None:
    out, other = tmp_path / "o.pack.json", tmp_path / "other.sourceline"
    assert run("export", project, out).code == 0
    assert len(read_pack(out).events) == 3
    run("new", other)
    assert run("import", other, document, out).code == 0
    for command in ("events", "actors", "relationships"):
        assert run(command, other).out == run(command, project).out


def test_a_copy_is_a_project(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.sourceline"
    assert run("export", project, out).code == 0
    assert run("events", out).out == run("events", project).out
    again = run("export", project, out)
    assert again.code == 1
    assert "copy.sourceline" in again.err


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["o.xyz"], 2, "o.xyz"),
        (["o.pack.json", "--actor", "Japan"], 2, "filters do not apply"),
        (["o.sourceline", "--kind", "talks"], 2, "filters do not apply"),
        (["o.pack.json", "--review", "all"], 2, "one state of review"),
        (["none/o.csv"], 1, "could not be written"),
        (["p.sourceline"], 1, "the project itself"),
        (["p.sourceline", "--format", "csv"], 1, "the project itself"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_refusals(
    run: Run, project: Path, tmp_path: Path, args: list[str], code: int, said: str
) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    data = project.read_bytes()
    result = run("export", project, tmp_path / args[0], *args[1:])
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert result.err.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == before
    assert project.read_bytes() == data


def test_verify_proves_every_quote(run: Run, project: Path) -> None:
    result = run("verify", project)
    assert (result.code, result.err) == (0, "")
    assert "0 moved, 0 missing" in result.out
    checks = run("verify", project, "--json").json
    assert {check["result"] for check in checks} == {"exact"}


def test_verify_tells_what_is_not_exact(run: Run, project: Path) -> None:
    raw = sqlite3.connect(project)
    raw.execute("UPDATE evidence SET start = start + 1, end = end + 1 WHERE id = 1")
    raw.commit()
    raw.close()
    result = run("verify", project)
    assert result.code == 1
    assert "moved: " in result.out
    assert "1 of " in result.err
    assert [c["result"] for c in run("verify", project, "--json").json].count("moved") == 1


def test_a_picture_in_no_known_format_is_usage(run: Run, project: Path, tmp_path: Path) -> None:
    result = run("image", project, tmp_path / "a.gif")
    assert result.code == 2
    assert "End it in .png, .svg, .pdf" in result.err


def test_a_pack_of_a_project_of_drafts_says_why_it_is_empty(
    run: Run, tmp_path: Path, document: Path
) -> None:
    path, drafts = tmp_path / "d.sourceline", tmp_path / "d.pack.json"
    drafts.write_bytes(pack_json(pack_of(document, Review.PENDING)))
    run("new", path)
    run("import", path, document, drafts)
    accepted = run("export", path, tmp_path / "a.pack.json")
    assert (accepted.code, accepted.err.count("drafts that nobody has accepted")) == (0, 1)
    pending = run("export", path, tmp_path / "p.pack.json", "--review", "pending")
    assert (pending.code, pending.err) == (0, "")
    assert len(read_pack(tmp_path / "p.pack.json").events) == 3
