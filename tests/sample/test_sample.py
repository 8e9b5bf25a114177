"""The bundled sample: built from its texts and marks, whole, exact and true to its sources."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import build_sample
from explorer.domain.kinds import ACTOR_KINDS, EVENT_KINDS, Status
from explorer.domain.records import Actor, Event, Evidence, Relationship, Snapshot
from explorer.paths import shipped_data
from explorer.store.project import Project

SAMPLE = shipped_data("sample.sourceline")
README = (Path(build_sample.__file__).parent / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    with Project.open(SAMPLE, read_only=True) as project:
        return project.snapshot()


@pytest.fixture(scope="module")
def texts(snapshot: Snapshot) -> dict[str, list[str]]:
    with Project.open(SAMPLE, read_only=True) as project:
        return {
            source.title: [each.text for each in project.paragraphs(source.id)]
            for source in snapshot.sources
        }


def event(snapshot: Snapshot, title: str) -> Event:
    (found,) = [each for each in snapshot.events if each.title == title]
    return found


def actor(snapshot: Snapshot, name: str) -> Actor:
    (found,) = [each for each in snapshot.actors if each.name == name]
    return found


def all_evidence(snapshot: Snapshot) -> Iterator[Evidence]:
    for mark in (*snapshot.actors, *snapshot.events, *snapshot.relationships):
        yield from mark.evidence
    for each in snapshot.events:
        for part in (*each.participations, *each.claims):
            yield from part.evidence


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a project's own tables; dates of making are fixed by the build."""
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        names = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%'"
            " ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return {
            name: raw.execute(f"SELECT * FROM [{name}] ORDER BY 1").fetchall() for (name,) in names
        }
    finally:
        raw.close()


def test_the_shipped_file_is_what_its_texts_and_marks_make(tmp_path: Path) -> None:
    build_sample.build(tmp_path / "fresh.sourceline")
    fresh, shipped = rows(tmp_path / "fresh.sourceline"), rows(SAMPLE)
    assert fresh.keys() == shipped.keys()
    for table in fresh:
        assert fresh[table] == shipped[table], f"{table}: run python -m data.build_sample"


def test_it_is_one_file_that_opens_where_nothing_may_be_written() -> None:
    raw = sqlite3.connect(f"{SAMPLE.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    finally:
        raw.close()
    assert not list(SAMPLE.parent.glob("sample.sourceline-*"))


def test_every_quote_is_exact_and_undo_cannot_empty_it(snapshot: Snapshot) -> None:
    with Project.open(SAMPLE, read_only=True) as project:
        report = project.verify()
        assert project.undo_name() is None
    assert report.problems == ()
    assert report.unsupported == ()
    assert len(report.checks) > 1000
    assert {check.standing.value for check in report.checks} == {"exact"}


def test_its_size(snapshot: Snapshot, texts: dict[str, list[str]]) -> None:
    assert {title: len(found) for title, found in texts.items()} == {
        "Briefing": 9,
        "Chronicle 1951–2025": 120,
    }
    assert len(snapshot.events) == 136
    assert len(snapshot.actors) == 94
    assert len(snapshot.relationships) == 204


def test_the_second_paragraph_of_the_briefing_is_its_heading(snapshot: Snapshot) -> None:
    with Project.open(SAMPLE, read_only=True) as project:
        headings = [
            each.number for each in project.paragraphs(snapshot.sources[0].id) if each.heading
        ]
        chronicle = project.paragraphs(snapshot.sources[1].id)
    assert headings == [2]
    assert not any(each.heading for each in chronicle)


def test_every_mark_has_its_words(snapshot: Snapshot) -> None:
    marks: tuple[Actor | Event | Relationship, ...] = (
        *snapshot.actors,
        *snapshot.events,
        *snapshot.relationships,
    )
    assert [mark for mark in marks if not mark.evidence] == []
    for each in snapshot.events:
        assert all(part.evidence for part in each.participations), each.title
        assert all(claim.evidence for claim in each.claims), each.title
    assert all(
        evidence.quote.strip() == evidence.quote != "" for evidence in all_evidence(snapshot)
    )


def test_an_actor_is_named_where_its_part_in_an_event_is_told(snapshot: Snapshot) -> None:
    named = {each.id: {e.paragraph_id for e in each.evidence} for each in snapshot.actors}
    for each in snapshot.events:
        told = {e.paragraph_id for e in each.evidence}
        for part in each.participations:
            here = told | {e.paragraph_id for e in part.evidence}
            assert named[part.actor_id] & here, (each.title, part.role)


def test_statuses_are_as_the_briefing_tells(snapshot: Snapshot) -> None:
    assert event(snapshot, "2+2 talks in Tokyo").status is Status.OCCURRED
    assert event(snapshot, "U.S. Forces Japan to be a joint HQ").status is Status.PLANNED
    assert event(snapshot, "North Korean missile tests").status is Status.ONGOING
    assert event(snapshot, "2+2 talks in Manila").status is Status.PLANNED


def test_an_event_that_both_tell_is_one_dated_by_the_chronicle(snapshot: Snapshot) -> None:
    sources = {source.title: source.id for source in snapshot.sources}
    both = {
        "2+2 talks in Tokyo": "2024-07-28",
        "Extended-deterrence talks": "2024-07-28",
        "Three-way security framework": "2024-07-28",
        "Command overhaul announced": "2024-07-28",
        "Missile-warning data shared": "2023-12-19",
        "2+2 talks in Manila": "2024-07-30",
    }
    for title, day in both.items():
        found = event(snapshot, title)
        assert {e.source_id for e in found.evidence} == set(sources.values()), title
        assert found.date is not None
        assert found.date.text == day
    for each in snapshot.events:
        for claim in each.claims:
            assert {e.source_id for e in claim.evidence} == {sources["Chronicle 1951–2025"]}


def test_the_briefing_gives_no_date(texts: dict[str, list[str]], snapshot: Snapshot) -> None:
    months = "January|February|March|April|June|July|August|September|October|November|December"
    assert not re.search(rf"\d|{months}", " ".join(texts["Briefing"]).replace("U.S.", ""))
    undated = [each for each in snapshot.events if each.date is None]
    assert len(undated) == 15
    assert all(source.published is None for source in snapshot.sources)


def test_actors_are_folded_and_never_wrongly_merged(snapshot: Snapshot) -> None:
    united_states = actor(snapshot, "United States")
    assert {"U.S.", "Washington"} <= set(united_states.aliases)
    assert {"Washington", "U.S.", "United States"} <= {e.quote for e in united_states.evidence}
    assert {"Blinken", "Antony Blinken"} == {
        e.quote for e in actor(snapshot, "Antony Blinken").evidence
    }
    north, south = actor(snapshot, "North Korea"), actor(snapshot, "South Korea")
    places = [{(e.paragraph_id, e.start) for e in each.evidence} for each in (north, south)]
    assert not places[0] & places[1]
    names = Counter(name for each in snapshot.actors for name in (each.name, *each.aliases))
    assert [name for name, count in names.items() if count > 1] == []


def test_a_longer_name_is_never_taken_for_a_shorter(
    snapshot: Snapshot, texts: dict[str, list[str]]
) -> None:
    """“Japan” in “U.S. Forces Japan” does not name Japan, nor “U.S.” the United States."""
    force = {
        (e.paragraph_id, at)
        for e in actor(snapshot, "U.S. Forces Japan").evidence
        for at in range(e.start, e.end)
    }
    for name in ("Japan", "United States"):
        mentions = {(e.paragraph_id, e.start) for e in actor(snapshot, name).evidence}
        assert not mentions & force, name


def test_kinds_roles_and_predicates_are_of_the_closed_lists(snapshot: Snapshot) -> None:
    assert {each.kind for each in snapshot.events} <= {kind.key for kind in EVENT_KINDS}
    assert {each.kind for each in snapshot.actors} <= {kind.key for kind in ACTOR_KINDS}
    roles = {part.role for each in snapshot.events for part in each.participations}
    assert [role for role in sorted(roles) if not re.search(rf"\b{role}\b", README)] == []
    predicates = {each.predicate for each in snapshot.relationships}
    assert [word for word in sorted(predicates) if not re.search(rf"\b{word}\b", README)] == []


def test_titles_are_short_and_single(snapshot: Snapshot) -> None:
    titles = Counter(each.title for each in snapshot.events)
    assert [title for title, count in titles.items() if count > 1 or len(title) > 34] == []


def test_a_date_claims_words_are_its_date(snapshot: Snapshot) -> None:
    """The year, and no day or month that the words do not give."""
    for each in snapshot.events:
        for claim in each.claims:
            words = claim.evidence[0].quote
            assert claim.date.text[:4].strip("[") in words or "[" in claim.date.text, each.title
            parts = max(len(end.split("-")) for end in re.split(r"[/,]", claim.date.text))
            assert len(words.split()) >= parts, each.title
