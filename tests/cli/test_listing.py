"""Listings, filters and search; the JSON that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.domain.kinds import Review
from explorer.ingest.pack import pack_json
from explorer.paths import shipped_data
from tests.cli.conftest import PARAGRAPHS, Run, pack_of

_EVENT_KEYS = {
    *("id", "title", "kind", "status", "date", "bounds", "actors", "evidence", "origin", "review")
}
_ACTOR_KEYS = {"id", "name", "kind", "aliases", "events", "evidence", "origin", "review"}
_LINK_KEYS = {"id", "subject", "predicate", "object", "date", "evidence", "origin", "review"}
_SOURCE_KEYS = {"id", "title", "published", "paragraphs", "sha256"}
_HIT_KEYS = {"type", "id", "paragraph", "start", "end", "quote"}


def test_events_as_json(run: Run, project: Path) -> None:
    events = run("events", project, "--json").json
    assert [event["date"] for event in events] == ["-0043-03-15", "2024-07-28", None]
    met = events[1]
    assert met.keys() >= _EVENT_KEYS
    assert [(actor["name"], actor["role"]) for actor in met["actors"]] == [
        ("Japan", "party"),
        ("South Korea", "party"),
    ]
    assert met["bounds"] == [1722124800, 1722211199, 1722124800, 1722211199]
    assert events[2]["bounds"] is None
    assert (met["origin"], met["review"], met["status"]) == ("curated", "accepted", "occurred")
    quote = met["evidence"][0]
    text = PARAGRAPHS[quote["paragraph"] - 1]
    assert text[quote["start"] : quote["end"]] == quote["quote"] == "Japan and Korea met"


def test_the_other_lists_as_json(run: Run, project: Path) -> None:
    actors = {actor["name"]: actor for actor in run("actors", project, "--json").json}
    assert actors["Japan"].keys() >= _ACTOR_KEYS
    assert actors["Japan"]["events"] == 2
    assert set(actors["Japan"]["aliases"]) == {"Nippon", "日本"}
    (link,) = run("relationships", project, "--json").json
    assert link.keys() >= _LINK_KEYS
    assert (link["subject"], link["predicate"], link["object"], link["date"]) == (
        *("Japan", "talks with", "South Korea"),
        None,
    )
    (source,) = run("sources", project, "--json").json
    assert source.keys() >= _SOURCE_KEYS
    assert (source["title"], source["published"], source["paragraphs"]) == ("The talks", None, 3)


def test_search_as_json(run: Run, project: Path) -> None:
    hits = run("search", project, "tests", "--json").json
    assert all(hit.keys() >= _HIT_KEYS for hit in hits)
    (paragraph,) = (hit for hit in hits if hit["type"] == "paragraph")
    text = PARAGRAPHS[paragraph["paragraph"] - 1]
    assert text[paragraph["start"] : paragraph["end"]] == "tests"
    assert run("search", project, "zebra", "--json").json == []
    assert run("search", project, 'a"b*(', "--json").code == 0


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--actor", "japan"], ["met", "build"]),
        (["--actor", "日本", "--actor", " KOREA "], ["met", "build"]),
        (["--actor", "Japan", "--actor", "Korea", "--match", "all"], ["met"]),
        (["--actor", "Japan", "--match", "none"], ["on"]),
        (["--status", "planned", "--status", "ongoing"], ["on", "build"]),
        (["--kind", "vote"], []),
        (["--kind", "talks", "--source", "1"], ["on", "met", "build"]),
        (["--from", "2024-07-28"], ["met"]),
        (["--from", "2024-07-29"], []),
        (["--to", "2024-07-27"], ["on"]),
        (["--from", "2024", "--to", "2024"], ["met"]),
        (["--from", "-0043-03-15", "--to", "-0043-03-15"], ["on"]),
        (["--text", "korea met"], ["met"]),
        (["--review", "pending"], []),
        (["--review", "all"], ["on", "met", "build"]),
    ],
    ids=" ".join,
)
def test_filters(run: Run, project: Path, options: list[str], titles: list[str]) -> None:
    result = run("events", project, *options, "--json")
    assert (result.code, result.err) == (0, "")
    assert [event["title"].split()[-1] for event in result.json] == titles


def test_filters_hold_for_the_other_lists(run: Run, project: Path) -> None:
    actors = run("actors", project, "--status", "planned", "--json").json
    assert [(actor["name"], actor["events"]) for actor in actors] == [("Japan", 1)]
    assert run("relationships", project, "--actor", "Austin", "--json").json == []
    assert len(run("relationships", project, "--actor", "Japan", "--json").json) == 1
    assert run("relationships", project, "--from", "2024", "--json").json == []
    assert run("sources", project, "--kind", "vote", "--json").json == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--actor", "Jpan"], "Did you mean Japan?"),
        (["--actor", "Atlantis"], "there is no actor “Atlantis”"),
        (["--kind", "party"], "There are talks, agreement"),
        (["--source", "7"], "The project's sources are 1"),
        (["--source", "x"], "--source"),
        (["--status", "maybe"], "maybe"),
        (["--from", "soon"], "--from"),
        (["--to", "XXXX-12-XX"], "--to"),
        (["--from", "2024", "--to", "2023"], "ends (2023) before it begins (2024)"),
        (["--bogus"], "--bogus"),
    ],
    ids=" ".join,
)
def test_a_wrong_filter_is_one_line_and_exit_2(
    run: Run, project: Path, options: list[str], said: str
) -> None:
    result = run("events", project, *options, "--json")
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_of_two_actors_with_one_name_one_is_chosen_by_its_number(run: Run, tmp_path: Path) -> None:
    project, table = tmp_path / "p.sourceline", tmp_path / "t.csv"
    table.write_text("date,title,people,organisation\n2020,Met,Acme,Acme\n", encoding="utf-8")
    run("new", project)
    run("import", project, table, "--map", "actors=people;organisation")
    refused = run("events", project, "--actor", "Acme")
    assert refused.code == 2
    assert "Acme (person; actor:1) or Acme (organisation; actor:2): say which" in refused.err
    assert "Met" in run("events", project, "--actor", "actor:2").out
    assert "there is no actor:9" in run("events", project, "--actor", "actor:9").err


def test_plain_text_is_aligned_with_tabs(run: Run, project: Path) -> None:
    lines = run("events", project).out.splitlines()
    assert [cell.strip() for cell in lines[0].split("\t")] == [
        *("id", "date", "title", "kind", "status", "actors"),
    ]
    assert len(lines) == 4
    assert len({line.index("\t") for line in lines}) == 1
    assert lines[3].split("\t")[1].strip() == "undated"
    for command in ("actors", "relationships", "sources"):
        assert run(command, project).out.count("\n") > 1


def test_a_source_asked_for_comes_alone(run: Run) -> None:
    # Both of the sample's sources tell of some of its events.
    sources = run("sources", shipped_data("sample.sourceline"), "--source", 1, "--json").json
    assert [source["id"] for source in sources] == [1]


def test_japanese_names_take_two_columns(run: Run, tmp_path: Path) -> None:
    path, odd = tmp_path / "p.sourceline", tmp_path / "日本.txt"
    odd.write_text("Words.")
    run("new", path)
    run("import", path, odd)
    header, row = run("sources", path).out.splitlines()
    assert header.index("\t", 5) - row.index("\t", 5) == 2


def test_a_project_of_drafts_says_so(run: Run, tmp_path: Path, document: Path) -> None:
    path, drafts = tmp_path / "d.sourceline", tmp_path / "d.pack.json"
    drafts.write_bytes(pack_json(pack_of(document, Review.PENDING)))
    run("new", path)
    run("import", path, document, drafts)
    result = run("events", path, "--json")
    assert (result.code, result.json) == (0, [])
    assert "all 3 events are drafts" in result.err
    every = run("events", path, "--json", "--review", "all")
    assert ({event["review"] for event in every.json}, every.err) == ({"pending"}, "")


def test_an_empty_project_lists_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.sourceline"
    run("new", path)
    for command in ("events", "actors", "relationships", "sources"):
        result = run(command, path, "--json")
        assert (result.code, json.loads(result.out), result.err) == (0, [], "")
