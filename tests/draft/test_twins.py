"""One event told in two documents: proposed as one, with the known one to keep."""

from __future__ import annotations

import hashlib

import pytest

from explorer.domain.marks import Draft, PackSource, Same
from explorer.draft import twins
from explorer.draft.across import Register
from explorer.draft.draft import draft


def _draft(text: str, published: str | None = None) -> Draft:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return draft([text], PackSource(digest[:12], text[:20], digest, 1, published=published))


def _doubts(*drafts: Draft) -> list[Same]:
    register = Register()
    found: list[Same] = []
    for one in drafts:
        folded = register.fold(one)
        register.learn(folded)
        found += [same for same in folded.same if same.kind == "event"]
    return found


def test_the_same_event_on_the_same_day_is_proposed() -> None:
    one = _draft("Norway signed a fisheries treaty with Iceland on 3 May 2020.")
    two = _draft("On 3 May 2020 Iceland and Norway signed a treaty on fisheries in Bergen.")
    (doubt,) = _doubts(one, two)
    assert doubt.keep == one.pack.events[0].key
    assert doubt.other == two.pack.events[0].key
    assert "time" in doubt.why


def test_a_day_within_the_other_s_month_is_proposed() -> None:
    one = _draft("Norway signed a fisheries treaty with Iceland in May 2020.")
    two = _draft("Norway and Iceland signed a fisheries treaty on 3 May 2020.")
    assert len(_doubts(one, two)) == 1


def test_another_day_is_another_event() -> None:
    one = _draft("Norway signed a fisheries treaty with Iceland on 3 May 2020.")
    two = _draft("Norway signed a fisheries treaty with Iceland on 9 June 2021.")
    assert _doubts(one, two) == []


def test_other_actors_make_another_event() -> None:
    one = _draft("Norway signed a fisheries treaty with Iceland on 3 May 2020.")
    two = _draft("Chile signed a fisheries treaty with Peru on 3 May 2020.")
    assert _doubts(one, two) == []


def test_what_is_planned_is_not_what_happened() -> None:
    one = _draft("Norway will sign a fisheries treaty with Iceland on 3 May 2020.")
    two = _draft("Norway signed a fisheries treaty with Iceland on 3 May 2020.")
    assert _doubts(one, two) == []


def test_the_same_draft_again_proposes_nothing() -> None:
    one = _draft("Norway signed a fisheries treaty with Iceland on 3 May 2020.")
    assert _doubts(one, one) == []


def test_what_is_learned_is_a_value() -> None:
    register = Register()
    one = _draft("Norway signed a fisheries treaty with Iceland on 3 May 2020.")
    register.learn(register.fold(one))
    assert [event.key for event in register.known().events] == [one.pack.events[0].key]
    two = _draft("Norway and Iceland signed a fisheries treaty on 3 May 2020.")
    again = Register(register.known()).fold(two)
    assert [same.kind for same in again.same] == ["event"]


def test_only_the_newest_are_held_and_a_register_made_of_them_holds_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(twins, "MOST_KNOWN", 3)
    texts = [
        f"Norway signed a fisheries treaty with Iceland on 3 May {2001 + n}." for n in range(8)
    ]
    drafts = [_draft(text) for text in texts]
    register = twins.EventRegister()
    for one in drafts:
        register.learn(one)
    newest = [one.pack.events[0].key for one in drafts[-3:]]
    assert [event.key for event in register.known()] == newest
    again = twins.EventRegister(register.known())
    for text, count in ((texts[0], 0), (texts[7], 1)):
        retold = _draft("In Bergen " + text.replace(" with Iceland", " with Iceland and others"))
        for one in (register, again):
            assert len(one.propose(retold).same) == count
    assert register._drawers.keys() == again._drawers.keys()
