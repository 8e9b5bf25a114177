"""Actors of a draft folded into those a project knows: certain is done, doubtful is proposed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.ids import ActorId
from explorer.domain.kinds import Origin, Review, Status
from explorer.domain.marks import (
    ActorMark,
    Anchor,
    Draft,
    EventMark,
    Pack,
    PackSource,
    ParticipationMark,
    RelationshipMark,
    Same,
)
from explorer.domain.records import Actor
from explorer.draft.across import Register, fold_into
from explorer.draft.cast import slug
from explorer.draft.known import Known, KnownActor, free_key, known_of

SOURCE = PackSource("s", "A report", "0" * 64, 1)
HERE = Anchor("s", 1, 0, 4, "1" * 64)
THERE = Anchor("s", 1, 9, 12, "2" * 64)


def mark(name: str, kind: str, *aliases: str, key: str | None = None) -> ActorMark:
    return ActorMark(key or slug(name), name, kind, aliases, (HERE,))


def drafted(*actors: ActorMark, same: tuple[Same, ...] = ()) -> Draft:
    pack = Pack((SOURCE,), actors, (), (), Origin.DRAFTED, Review.PENDING)
    return Draft(pack, same, "test 1")


def known(*actors: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> Known:
    return Known(tuple(KnownActor(slug(a[0]), a[0], a[1], *a[2:]) for a in actors))


def folded(new: ActorMark, *actors: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> Draft:
    return fold_into(drafted(new), known(*actors))


CERTAIN = [
    (mark("Antony Blinken", "person"), ("Antony Blinken", "person")),
    (mark("the Free Forest Army", "force"), ("Free Forest Army", "organisation")),
    (mark("EFTA", "organisation"), ("European Free Trade Association", "organisation", ("EFTA",))),
    (mark("E.F.T.A.", "alliance"), ("European Free Trade Association", "organisation", ("EFTA",))),
    (mark("European Free Trade Association", "organisation", "EFTA"), ("EFTA", "organisation")),
    (mark("Sentinel", "organisation"), ("Sentinel", "force")),
    (mark("United States", "state", "U.S."), ("US", "state")),
    (mark("Johan de Witt", "person"), ("Johan de Witt", "organisation")),
]


@pytest.mark.parametrize(("new", "old"), CERTAIN)
def test_a_certain_name_folds(new: ActorMark, old: tuple[str, str]) -> None:
    found = folded(new, old)
    (only,) = found.pack.actors
    assert (only.key, only.name, only.kind) == (slug(old[0]), old[0], old[1])
    assert only.evidence == (HERE,)
    assert found.same == ()
    if new.name != old[0]:
        assert new.name in only.aliases


DOUBTFUL = [
    (mark("Blinken", "person"), ("Antony Blinken", "person", ("Blinken",)), "short form"),
    (mark("Blinken", "person"), ("Antony Blinken", "person"), "short form"),
    (mark("Antony Blinken", "person"), ("Blinken", "person"), "short form"),
    (mark("A. Blinken", "person"), ("Antony Blinken", "person"), "initial"),
    (mark("Anthony Blinken", "person"), ("Antony Blinken", "person"), "alike"),
    (
        mark("Defence Ministry", "organisation"),
        ("Polish Defence Ministry", "organisation", ("Defence Ministry",)),
        "short form",
    ),
    (mark("EFTA", "organisation"), ("European Free Trade Association", "organisation"), "letters"),
    (mark("Sentinel", "person"), ("Sentinel", "force"), "the same name"),
]


@pytest.mark.parametrize(("new", "old", "why"), DOUBTFUL)
def test_a_doubtful_name_is_proposed_and_not_folded(
    new: ActorMark, old: tuple[str, str], why: str
) -> None:
    found = folded(new, old)
    (only,) = found.pack.actors
    assert only.key != slug(old[0])
    assert only.name == new.name
    (doubt,) = found.same
    assert (doubt.kind, doubt.keep, doubt.other) == ("actor", slug(old[0]), only.key)
    assert why in doubt.why


APART = [
    (mark("South Korea", "state"), ("North Korea", "state", ("Korea",))),
    (mark("South Sudan", "state"), ("Sudan", "state")),
    (mark("North Vietnam", "state"), ("South Vietnam", "state")),
    (mark("West Bank Authority", "organisation"), ("East Bank Authority", "organisation")),
    (mark("Jordan", "person"), ("Jordan", "state")),
    (mark("5th Fleet", "force"), ("7th Fleet", "force")),
    (mark("Boris Becker", "person"), ("Angela Merkel", "person", ("Merkel",))),
]


@pytest.mark.parametrize(("new", "old"), APART)
def test_what_is_apart_is_not_even_proposed(new: ActorMark, old: tuple[str, str]) -> None:
    found = folded(new, old)
    assert found.pack.actors[0].key != slug(old[0])
    assert found.same == ()


def test_a_surname_that_many_bear_tells_nothing() -> None:
    smiths = [(f"{given} Smith", "person") for given in ("Ann", "Bob", "Carl", "Dora")]
    assert folded(mark("Smith", "person"), *smiths).same == ()
    assert len(folded(mark("Smith", "person"), *smiths[:2]).same) == 2


def test_events_relationships_and_doubts_follow_their_actors() -> None:
    us, usa = mark("US of A", "state", "USA"), mark("U.S. of America", "state", "U.S.A.")
    japan = mark("Japan", "state")
    parts = tuple(
        ParticipationMark(actor.key, "party", (place,))
        for actor, place in ((us, HERE), (usa, THERE), (japan, HERE))
    )
    links = tuple(
        RelationshipMark(
            f"{a.key}--talks-with--{b.key}", a.key, "talks with", b.key, evidence=(at,)
        )
        for a, b, at in ((us, japan, HERE), (usa, japan, THERE), (us, usa, HERE))
    )
    event = EventMark("e", "Talks", "talks", Status.OCCURRED, participations=parts)
    same = (
        Same("actor", us.key, usa.key),
        Same("actor", us.key, japan.key),
        Same("event", "a", "b"),
    )
    start = drafted(us, usa, japan, same=same)
    start = replace(start, pack=replace(start.pack, events=(event,), relationships=links))
    found = fold_into(start, known(("United States", "state", ("USA",))))
    assert [actor.key for actor in found.pack.actors] == ["united-states", "japan"]
    assert found.pack.actors[0].evidence == (HERE,)
    assert [(p.actor, p.evidence) for p in found.pack.events[0].participations] == [
        ("united-states", (HERE, THERE)),
        ("japan", (HERE,)),
    ]
    (link,) = found.pack.relationships
    assert (link.key, link.evidence) == ("united-states--talks-with--japan", (HERE, THERE))
    assert found.same == (Same("actor", "united-states", "japan"), Same("event", "a", "b"))


def test_a_key_held_by_another_is_given_up() -> None:
    new = mark("Jordan", "person")
    found = fold_into(drafted(new), known(("Jordan", "state"), ("Jordan person", "office")))
    assert found.pack.actors[0].key == "jordan-person-2"


def test_an_actor_that_a_person_made_has_no_key_and_is_found_by_its_name() -> None:
    made = Actor(ActorId(7), "Antony Blinken", "person")
    keyed = Actor(ActorId(8), "Antony blinken", "office", key="antony-blinken")
    them = known_of((made, keyed))
    assert [actor.key for actor in them.actors] == ["antony-blinken-person", "antony-blinken"]
    alone = known_of((made,))
    (same,) = fold_into(drafted(mark("Antony Blinken", "person")), alone).pack.actors
    assert (same.name, same.kind) == ("Antony Blinken", "person")
    doubtful = fold_into(drafted(mark("Blinken", "person")), alone)
    assert [s.keep for s in doubtful.same] == ["antony-blinken"]
    carried = next(a for a in doubtful.pack.actors if a.key == "antony-blinken")
    assert (carried.name, carried.kind, carried.evidence) == ("Antony Blinken", "person", ())


def test_a_register_learns_one_draft_after_another() -> None:
    register = Register()
    first = register.fold(drafted(mark("European Free Trade Association", "organisation", "EFTA")))
    register.learn(first)
    second = register.fold(drafted(mark("EFTA", "organisation", "the Pact of Nine Towns")))
    register.learn(second)
    third = register.fold(drafted(mark("Pact of Nine Towns", "alliance")))
    assert second.pack.actors[0].key == third.pack.actors[0].key == slug(first.pack.actors[0].name)
    assert third == fold_into(drafted(mark("Pact of Nine Towns", "alliance")), register.known())


def test_folding_again_changes_nothing() -> None:
    start = drafted(mark("Blinken", "person"), mark("Jordan", "person"), mark("EFTA", "force"))
    register = Register(known(("Antony Blinken", "person"), ("Jordan", "state")))
    once = register.fold(start)
    register.learn(once)
    again = register.fold(once)
    assert again.pack == once.pack


NAMES = st.sampled_from(
    [
        "Ann Lee",
        "A. Lee",
        "Lee",
        "Ann",
        "North Land",
        "South Land",
        "NLA",
        "North Land Army",
        "Army",
    ]
)
KINDS = st.sampled_from(["person", "state", "organisation", "force", "group"])
ACTORS = st.lists(st.tuples(NAMES, KINDS, st.lists(NAMES, max_size=2)), max_size=8)


@given(ACTORS, ACTORS)
def test_keys_stay_unique_and_every_doubt_names_two_actors(
    old: list[tuple[str, str, list[str]]], new: list[tuple[str, str, list[str]]]
) -> None:
    there: dict[str, KnownActor] = {}
    for name, kind, aliases in old:
        key = free_key(slug(name), kind, there)
        there[key] = KnownActor(key, name, kind, tuple(aliases))
    marks: dict[str, ActorMark] = {}
    for name, kind, aliases in new:
        key = free_key(slug(name), kind, marks)
        marks[key] = mark(name, kind, *aliases, key=key)
    them = Known(tuple(there.values()))
    found = fold_into(drafted(*marks.values()), them)
    keys = [actor.key for actor in found.pack.actors]
    assert len(keys) == len(set(keys))
    for doubt in found.same:
        assert doubt.other in keys
        assert doubt.keep in there
        assert doubt.keep != doubt.other
    assert found == fold_into(drafted(*marks.values()), them)
