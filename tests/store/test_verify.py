"""The check finds every kind of harm, and nothing where there is none."""

from __future__ import annotations

import pytest

from explorer.domain.operations import ImportDocument
from explorer.domain.verify import Place, Standing
from explorer.store.project import Project
from tests.store.texts import CHRONICLE, PACK, TALKS, connection_of, document


def tamper(project: Project, script: str) -> None:
    connection_of(project).raw.executescript(script)


def test_a_sound_project(full: Project) -> None:
    report = full.verify()
    assert report.is_sound
    assert report.count(Standing.EXACT) == len(report.checks) == 14
    assert report.unsupported == ()


def test_moved_and_missing_quotes(full: Project) -> None:
    tamper(
        full,
        "UPDATE evidence SET start = 1, end = 7 WHERE actor_id = 1 AND start = 0;"
        "UPDATE evidence SET quote = 'Yamato' WHERE actor_id = 3 AND paragraph_id = 3;",
    )
    report = full.verify()
    off = {check.mark: check for check in report.checks if check.standing is not Standing.EXACT}
    assert not report.is_sound
    assert off["actor 1"].standing is Standing.MOVED
    assert off["actor 1"].found == (Place(1, 0, 6), Place(3, 10, 16))
    assert (off["actor 3"].standing, off["actor 3"].found) == (Standing.MISSING, ())
    assert report.problems == ()


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("UPDATE source SET text = text || '.' WHERE id = 2", "source 2 (“A chronicle”): its text"),
        ("UPDATE source SET sha256 = text_sha256 || '0'", "source 1 (“The talks”): its SHA-256"),
        ("UPDATE source SET published = 'soon' WHERE id = 2", "publication date “soon”"),
        ("DELETE FROM evidence WHERE event_id = 1", "event 1 (Talks in Tokyo): no words"),
        ("DELETE FROM evidence WHERE date_claim_id = 1", "date_claim 1 (2024-07-28): no words"),
        ("DELETE FROM evidence WHERE relationship_id = 1", "relationship 1 (agreement with): no"),
        ("DELETE FROM paragraph_fts WHERE rowid = 2", "1 of table paragraph cannot be searched"),
        (
            "INSERT INTO paragraph (source_id, number, start, end, text) VALUES (1, 4, 0, 6,"
            " 'Austin')",
            "paragraph 4: not the text's words",
        ),
        ("UPDATE paragraph SET text = 'New' WHERE id = 2", "paragraph 2: not the text's words"),
        ("UPDATE paragraph SET start = start + 1 WHERE id = 2", "paragraph 2: not the text's"),
        ("UPDATE paragraph SET number = 9 WHERE id = 2", "paragraph 9"),
        ("UPDATE date_claim SET start_min = 0", "date_claim 1: its bounds"),
        ("UPDATE relationship SET edtf = 'once'", "relationship 1: “once”"),
        ("PRAGMA foreign_keys = 0; DELETE FROM alias; DELETE FROM actor WHERE id = 2", "evidence"),
    ],
)
def test_other_harm_is_named(full: Project, script: str, says: str) -> None:
    tamper(full, script)
    report = full.verify()
    assert not report.is_sound
    assert any(says in line for line in report.problems), report.problems


def test_marks_without_words_are_counted_but_not_wrong(full: Project) -> None:
    tamper(full, "DELETE FROM evidence WHERE actor_id = 2 OR participation_id = 1")
    report = full.verify()
    assert report.unsupported == ("actor 2 (Minoru Kihara)", "participation 1 (visitor)")
    assert report.is_sound


def test_a_pack_written_and_applied_is_the_same_project(full: Project) -> None:
    pack = full.pack()
    assert [source.key for source in pack.sources] == ["the-talks", "a-chronicle"]
    assert not any(TALKS[:10] in str(mark) for mark in (pack.sources, pack.relationships))
    with Project.in_memory() as other:
        other.apply(ImportDocument(document(TALKS), (pack,)))
        other.apply(ImportDocument(document(CHRONICLE, "chronicle.txt"), (pack,)))
        assert other.pack() == pack
        assert len(other.snapshot().events) == len(full.snapshot().events)


def test_a_pack_has_only_what_stands_reviewed_and_with_words(full: Project) -> None:
    tamper(
        full,
        "UPDATE event SET review = 'pending' WHERE key = 'rule';"
        "UPDATE participation SET review = 'pending' WHERE role = 'party';"
        "UPDATE actor SET key = NULL WHERE key IN ('japan', 'ministers');"
        "UPDATE actor SET origin = 'imported' WHERE id = 1;"
        "DELETE FROM evidence WHERE relationship_id IS NOT NULL;",
    )
    pack = full.pack()
    assert [event.key for event in pack.events] == ["meeting"]
    assert [part.role for part in pack.events[0].participations] == ["visitor"]
    assert pack.relationships == ()
    assert [actor.key for actor in pack.actors] == ["austin", "kihara", "japan~3", "ministers~4"]
    assert pack.origin == "curated"


def test_the_pack_fits_the_one_it_came_from(full: Project) -> None:
    pack = full.pack()
    assert {actor.key for actor in pack.actors} == {actor.key for actor in PACK.actors}
    by_key = {event.key: event for event in pack.events}
    for event in PACK.events:
        assert [date.edtf for date in by_key[event.key].dates] == [d.edtf for d in event.dates]
        assert {anchor.sha256 for anchor in by_key[event.key].evidence} == {
            anchor.sha256 for anchor in event.evidence
        }
