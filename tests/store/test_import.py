"""Documents and packs come in whole, once, and never by guess."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.kinds import Origin, Review, Status
from explorer.domain.marks import ActorMark, Anchor, DateMark, EventMark, ParticipationMark
from explorer.domain.operations import ApplyPack, ImportDocument
from explorer.domain.records import Snapshot
from explorer.errors import AlreadyThere, ExplorerBug, InputProblem
from explorer.store.project import Project
from tests.store.texts import (
    ACCORD,
    AUSTIN,
    CHRONICLE,
    JAPAN,
    MEETING,
    PACK,
    RULE,
    SOURCES,
    TALKS,
    document,
    dump,
    in_chronicle,
    in_talks,
    only_talks,
)


def test_paragraphs_are_the_text_in_pieces(empty: Project) -> None:
    assert empty.apply(ImportDocument(document(TALKS))) == "Import talks.txt"
    (source,) = empty.snapshot().sources
    pieces = empty.paragraphs(source.id)
    assert [piece.number for piece in pieces] == [1, 2, 3]
    assert [piece.heading for piece in pieces] == [0, 1, 0]
    assert all(TALKS[piece.start : piece.end] == piece.text for piece in pieces)
    assert empty.source_text(source.id) == TALKS
    assert (source.title, source.paragraph_count) == ("talks", 3)


def test_authors_and_pages_are_kept_and_stand_with_every_quote(empty: Project) -> None:
    paged = replace(document(TALKS), author="A. Writer", pages=(1, 1, 2))
    empty.apply(ImportDocument(paged, (only_talks(),)))
    (source,) = empty.snapshot().sources
    assert source.author == "A. Writer"
    assert [piece.page for piece in empty.paragraphs(source.id)] == [1, 1, 2]
    (austin,) = empty.snapshot().actors
    assert [item.place for item in austin.evidence] == ["¶1, p. 1", "¶3, p. 2"]
    assert [check.evidence.page for check in empty.verify().checks] == [1, 2]


def test_a_source_without_pages_has_none(full: Project) -> None:
    now = full.snapshot()
    assert {piece.page for piece in full.paragraphs(now.sources[0].id)} == {None}
    assert now.sources[0].author is None
    assert now.actors[0].evidence[0].place == "¶1"
    with pytest.raises(ExplorerBug, match="pages"):
        full.apply(ImportDocument(replace(document("Other words."), pages=(1, 2))))


def test_the_same_text_twice_adds_nothing(full: Project) -> None:
    before = dump(full)
    with pytest.raises(AlreadyThere, match=r"copy\.txt: the same text is already .* “The talks”"):
        full.apply(ImportDocument(document(TALKS, "copy.txt"), (PACK,)))
    with pytest.raises(AlreadyThere):
        full.apply(ApplyPack(PACK))
    assert dump(full) == before
    assert len(full.history()) == 2


def test_the_talks_alone_are_undated(empty: Project) -> None:
    empty.apply(ImportDocument(document(TALKS), (PACK,)))
    now = empty.snapshot()
    assert [event.title for event in now.events] == ["Talks in Tokyo"]
    (event,) = now.events
    assert (event.date, event.claims) == (None, ())
    assert [part.role for part in event.participations] == ["visitor"]
    assert [item.quote for item in event.evidence] == ["Austin met Kihara in Tokyo"]
    assert now.relationships[0].date is None
    assert {actor.key for actor in now.actors} == {"austin", "kihara", "japan"}


def test_a_second_source_adds_to_the_same_marks(full: Project) -> None:
    now = full.snapshot()
    meeting, rule = now.events
    assert meeting.date is not None
    assert meeting.date.text == "2024-07-28"
    assert [item.quote for item in meeting.claims[0].evidence] == ["28 July 2024"]
    assert [item.source_id for item in meeting.evidence] == [1, 2]
    assert [part.role for part in meeting.participations] == ["visitor", "party"]
    assert rule.date is None
    (accord,) = now.relationships
    assert accord.date is not None
    assert accord.date.text == "2024"
    assert len(now.actors) == 4


def test_the_order_of_import_does_not_matter(empty: Project, full: Project) -> None:
    with Project.in_memory() as other:
        other.apply(ImportDocument(document(CHRONICLE, "chronicle.txt")))
        other.apply(ImportDocument(document(TALKS)))
        other.apply(ApplyPack(PACK))
        assert _shape(other.snapshot()) == _shape(full.snapshot())


def _shape(now: Snapshot) -> object:
    quotes = {
        (mark.key, item.quote)
        for group in (now.actors, now.events, now.relationships)
        for mark in group
        for item in mark.evidence
    }
    dates = {(event.key, event.date) for event in now.events}
    return quotes, dates, {(link.key, link.date) for link in now.relationships}


def test_a_pack_says_what_the_document_does_not(empty: Project) -> None:
    empty.apply(ImportDocument(document(TALKS), (PACK,)))
    given = document(CHRONICLE, "chronicle.txt", title="My title", published="1999")
    empty.apply(ImportDocument(given, (PACK,)))
    talks, chronicle = empty.snapshot().sources
    assert (talks.title, talks.publisher) == ("The talks", "A paper")
    assert (chronicle.title, chronicle.publisher) == ("My title", None)
    assert chronicle.published is not None
    assert chronicle.published.text == "1999"


def test_a_pack_for_another_text_is_left_aside(empty: Project) -> None:
    changed = document(TALKS.replace("July", "June"))
    empty.apply(ImportDocument(changed, (PACK,)))
    assert empty.snapshot().events == ()
    with pytest.raises(InputProblem, match=r"not in this project: “The talks”, “A chronicle”"):
        empty.apply(ApplyPack(PACK))


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        (replace(in_talks(1, "Austin"), start=1, end=7), "characters 1–7 of paragraph 1"),
        (replace(in_talks(1, "Austin"), paragraph=9), "paragraph 9"),
        (replace(in_talks(1, "Austin"), end=500), "0–500"),
        (replace(in_talks(1, "Austin"), start=-3, end=3), "-3–3"),
        (replace(in_talks(1, "Austin"), start=6), "6–6"),
        (replace(in_talks(1, "Austin"), sha256="0" * 64), "paragraph 1 of “talks”"),
        (replace(in_talks(1, "Austin"), source="diary"), "“diary”"),
    ],
)
def test_one_anchor_that_is_off_refuses_all(empty: Project, bad: Anchor, place: str) -> None:
    before = dump(empty)
    event = replace(MEETING, dates=(), participations=(), evidence=(MEETING.evidence[0], bad))
    pack = only_talks(events=(event,))
    with pytest.raises(InputProblem, match="event “meeting”") as caught:
        empty.apply(ImportDocument(document(TALKS), (pack,)))
    assert place in caught.value.line()
    assert dump(empty) == before
    assert empty.history() == ()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"events": (replace(RULE, evidence=()),)}, "event “rule”: has no words"),
        ({"relationships": (replace(ACCORD, evidence=()),)}, "“accord”: has no words"),
        ({"relationships": (ACCORD,)}, "names the actor “japan”"),
        ({"actors": (AUSTIN, AUSTIN)}, "“austin”: stands twice"),
        (
            {"events": (replace(MEETING, participations=(), dates=(DateMark("2024"),)),)},
            "event “meeting”, date 2024: has no words",
        ),
        (
            {
                "events": (
                    replace(
                        MEETING,
                        participations=(),
                        dates=(DateMark("last July", (in_talks(1, "July"),)),),
                    ),
                )
            },
            "“last July”",
        ),
    ],
)
def test_a_pack_that_does_not_hold_is_refused(
    empty: Project, changes: dict[str, object], says: str
) -> None:
    empty.apply(ImportDocument(document(TALKS)))
    before = dump(empty)
    with pytest.raises(InputProblem) as caught:
        empty.apply(ApplyPack(only_talks(**changes)))
    assert says in caught.value.line()
    assert "\n" not in caught.value.line()
    assert dump(empty) == before


def test_a_text_cut_otherwise_is_told_so(empty: Project) -> None:
    empty.apply(ImportDocument(document(TALKS)))
    pack = replace(only_talks(), sources=(replace(SOURCES[0], paragraphs=4),))
    with pytest.raises(InputProblem, match="has 3 paragraphs here, but 4 in the pack"):
        empty.apply(ApplyPack(pack))


def test_the_first_chosen_date_stays(full: Project) -> None:
    second = replace(
        MEETING,
        title="Another title",
        participations=(),
        dates=(DateMark("2024-07", (in_talks(1, "July 2024"),)),),
    )
    full.apply(ApplyPack(replace(PACK, events=(second,))))
    meeting = full.snapshot().events[0]
    assert meeting.title == "Talks in Tokyo"
    assert [(claim.date.text, claim.chosen) for claim in meeting.claims] == [
        ("2024-07-28", True),
        ("2024-07", False),
    ]


def test_a_date_with_none_chosen_beside_it_is_chosen(empty: Project) -> None:
    only = replace(
        MEETING,
        participations=(),
        evidence=MEETING.evidence[:1],
        dates=(DateMark("2024-07", (in_talks(1, "July 2024"),), chosen=False),),
    )
    empty.apply(ImportDocument(document(TALKS), (only_talks(events=(only,)),)))
    assert empty.snapshot().events[0].date is not None


def test_one_date_of_two_sources_is_one_claim(full: Project) -> None:
    again = replace(
        MEETING,
        participations=(),
        dates=(DateMark("2024-07-28", (in_talks(1, "28 July 2024"),)),),
    )
    full.apply(ApplyPack(replace(PACK, events=(again,))))
    (claim,) = full.snapshot().events[0].claims
    assert len(claim.evidence) == 2


def test_actors_fold_by_key_and_gain_names(full: Project) -> None:
    more = replace(JAPAN, name="State of Japan", aliases=("Nihon", "Japan"))
    full.apply(ApplyPack(replace(PACK, actors=(AUSTIN, more), events=(), relationships=())))
    japan = next(actor for actor in full.snapshot().actors if actor.key == "japan")
    assert (japan.name, japan.aliases) == ("Japan", ("Nippon", "State of Japan", "Nihon"))


def test_names_alone_fold_only_where_kind_and_name_agree_and_no_key_stands(
    full: Project,
) -> None:
    def apply(mark: ActorMark) -> int:
        full.apply(ApplyPack(replace(PACK, actors=(mark,), events=(), relationships=())))
        return len(full.snapshot().actors)

    there = len(full.snapshot().actors)
    assert apply(replace(JAPAN, key="japan-2")) == there + 1  # another key is another actor
    assert apply(replace(JAPAN, key="japan-3", kind="group")) == there + 2
    connection = full._connection.raw
    connection.execute("UPDATE actor SET key = NULL WHERE key = 'japan-3'")
    assert apply(replace(JAPAN, key="japan-4", kind="group", aliases=("Yamato",))) == there + 2


def test_an_actor_comes_where_an_event_needs_it(empty: Project) -> None:
    needed = replace(AUSTIN, key="needed", evidence=())
    idle = replace(AUSTIN, key="idle", evidence=(in_chronicle(2, "Japan"),))
    event = EventMark(
        "e",
        "E",
        "talks",
        Status.PLANNED,
        participations=(ParticipationMark("needed", "host"),),
        evidence=(in_talks(1, "met"),),
    )
    pack = replace(PACK, actors=(needed, idle), events=(event,), relationships=())
    empty.apply(ImportDocument(document(TALKS), (pack,)))
    assert [actor.key for actor in empty.snapshot().actors] == ["needed"]


def test_marks_keep_who_made_them_and_their_review(empty: Project) -> None:
    drafted = replace(PACK, origin=Origin.DRAFTED, review=Review.PENDING)
    empty.apply(ImportDocument(document(TALKS), (drafted,)))
    event = empty.snapshot().events[0]
    assert (event.origin, event.review) == (Origin.DRAFTED, Review.PENDING)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_is_not_text_is_refused(empty: Project, text: str) -> None:
    bad = replace(document("ab"), text=text, paragraphs=((0, 3, 0),))
    with pytest.raises(InputProblem, match="not text"):
        empty.apply(ImportDocument(bad))


def test_a_bad_publication_date_is_refused(empty: Project) -> None:
    with pytest.raises(InputProblem, match=r"talks\.txt: its publication date “soon”"):
        empty.apply(ImportDocument(document(TALKS, published="soon")))


def test_a_document_that_contradicts_itself_is_a_bug(empty: Project) -> None:
    good = document(TALKS)
    with pytest.raises(ExplorerBug):
        empty.apply(ImportDocument(replace(good, text=good.text + ".")))
    with pytest.raises(ExplorerBug):
        empty.apply(ImportDocument(replace(good, paragraphs=((0, 5, 0), (4, 9, 0)))))
