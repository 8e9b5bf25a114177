"""The article: its pack links the whole of it, exactly, and dates nothing. Needs the article."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from data import build_sample
from explorer.domain.kinds import Status
from explorer.domain.marks import Pack
from explorer.domain.operations import ImportDocument
from explorer.domain.records import Snapshot
from explorer.ingest.document import read_document
from explorer.ingest.pack import read_pack
from explorer.paths import shipped_data
from explorer.store.project import Project

PACK = shipped_data("article.pack.json")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(PACK)


@pytest.fixture(scope="module")
def article(shared: Path) -> Path:
    path = shared / "article.txt"
    if not path.is_file():
        pytest.skip("the article is not on this machine")
    return path


@pytest.fixture(scope="module")
def alone(article: Path, pack: Pack) -> Snapshot:
    """A project with the article alone."""
    with Project.in_memory() as project:
        project.apply(ImportDocument(read_document(article), (pack,)))
        assert {check.standing.value for check in project.verify().checks} == {"exact"}
        return project.snapshot()


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold().replace("u.s.", "us"))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_the_pack_dates_nothing(pack: Pack) -> None:
    assert all(not event.dates for event in pack.events)
    assert all(link.edtf is None for link in pack.relationships)
    assert all(source.published is None for source in pack.sources)


def test_the_pack_is_of_the_expected_size(pack: Pack) -> None:
    assert (len(pack.actors), len(pack.events), len(pack.relationships)) == (24, 21, 50)


def test_every_mark_of_the_pack_has_evidence(pack: Pack) -> None:
    for mark in (*pack.actors, *pack.events, *pack.relationships):
        assert mark.evidence, mark.key
    for event in pack.events:
        assert all(part.evidence for part in event.participations), event.key


def test_the_pack_and_the_sample_call_the_same_by_the_same_key(pack: Pack) -> None:
    sample = build_sample.sample_pack(build_sample.sample_documents())
    actors = {each.key: (each.name, each.kind, each.aliases) for each in sample.actors}
    events = {each.key: (each.kind, each.status) for each in sample.events}
    links = {
        each.key: (each.subject, each.predicate, each.object, each.status)
        for each in sample.relationships
    }
    for actor in pack.actors:
        assert actors[actor.key] == (actor.name, actor.kind, actor.aliases)
    for event in pack.events:
        assert events[event.key] == (event.kind, event.status)
    for link in pack.relationships:
        assert links[link.key] == (link.subject, link.predicate, link.object, link.status)


def test_the_article_alone_is_linked_whole_and_undated(alone: Snapshot) -> None:
    assert len(alone.events) == 21
    assert all(each.date is None for each in alone.events)
    assert all(each.date is None for each in alone.relationships)
    told = {e.paragraph for event in alone.events for e in event.evidence}
    assert told == set(range(1, 10))
    planned = {each.title for each in alone.events if each.status is Status.PLANNED}
    assert {"U.S. Forces Japan to be a joint HQ", "Talks to follow with Philippines"} <= planned


def test_the_article_adds_its_words_to_the_sample_and_no_second_marks(
    article: Path, pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "sample.sourceline"
    build_sample.build(path)
    with Project.open(path) as project:
        before = project.snapshot()
        project.apply(ImportDocument(read_document(article), (pack,)))
        after = project.snapshot()
        assert {check.standing.value for check in project.verify().checks} == {"exact"}
    assert len(after.actors) == len(before.actors)
    assert len(after.relationships) == len(before.relationships)
    assert [(each.title, each.date) for each in after.events] == [
        (each.title, each.date) for each in before.events
    ]


def test_the_pack_holds_no_words_of_the_article(article: Path, pack: Pack) -> None:
    """Names aside, all that it says is our own: no four words running are the article's."""
    said = [source.title for source in pack.sources]
    said += [event.title for event in pack.events]
    said += [part.role for event in pack.events for part in event.participations]
    said += [link.predicate for link in pack.relationships]
    theirs = runs(article.read_text("utf-8"), 4)
    assert [each for each in said if runs(each, 4) & theirs] == []


def test_the_briefing_is_in_our_own_words(article: Path) -> None:
    briefing = (build_sample.MARKS.parent / "briefing.txt").read_text("utf-8")
    assert not runs(briefing, 7) & runs(article.read_text("utf-8"), 7)


def test_the_chronicle_has_a_paragraph_for_each_fact(shared: Path) -> None:
    facts = shared / "facts.csv"
    if not facts.is_file():
        pytest.skip("the facts are not on this machine")
    chronicle = build_sample.sample_documents()["chronicle"]
    texts = [chronicle.text[start:end] for start, end, _ in chronicle.paragraphs]
    marks = build_sample.sample_pack(build_sample.sample_documents())
    actors = {each.key: {each.name, *each.aliases} for each in marks.actors}
    with facts.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(texts)
    for number, (row, text) in enumerate(zip(rows, texts, strict=True), 1):
        plain = text.replace("’", "'").replace("“", '"').replace("”", '"')
        assert row["source"] in plain or row["source"] == "general knowledge", number
        assert ("eneral knowledge" in text) == ("general knowledge" in row["check"]), number
        told = [
            event
            for event in marks.events
            if any((a.source, a.paragraph) == ("chronicle", number) for a in event.evidence)
            and [claim.edtf for claim in event.dates] == [row["edtf"]]
        ]
        taking_part = {part.actor for event in told for part in event.participations}
        names = set().union(*(actors[key] for key in taking_part)) if taking_part else set()
        assert told, number
        assert {name.strip() for name in row["actors"].split(";")} <= names, number
