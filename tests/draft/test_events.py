"""Events drafted from sentences: what, how far, who, when, and in which words."""

from __future__ import annotations

import pytest

from explorer.domain.kinds import Status
from explorer.domain.marks import EventMark, Pack, PackSource
from explorer.draft.draft import draft

DAY = "2021-03-10"  # a Wednesday


def _pack(*paragraphs: str, published: str | None = DAY) -> Pack:
    source = PackSource("s", "A report", "0" * 64, len(paragraphs), published=published)
    return draft(paragraphs, source).pack


def _only(text: str) -> EventMark:
    events = _pack(text).events
    assert len(events) == 1, [event.title for event in events]
    return events[0]


def _roles(event: EventMark) -> dict[str, str]:
    return {part.actor: part.role for part in event.participations}


def test_a_plain_report() -> None:
    event = _only("On Monday Norway signed a treaty with Sweden.")
    assert event.title == "Norway signed a treaty with Sweden"
    assert (event.kind, event.status) == ("agreement", Status.OCCURRED)
    assert [date.edtf for date in event.dates] == ["2021-03-08"]
    assert _roles(event) == {"norway": "party", "sweden": "party"}


def test_a_passive_names_who_did_it_and_to_whom() -> None:
    event = _only("Peru was attacked by Chile in 1879.")
    assert event.title == "Peru was attacked by Chile"
    assert event.kind == "incident"
    assert _roles(event) == {"chile": "agent", "peru": "target"}
    assert [date.edtf for date in event.dates] == ["1879"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Canada bought 20 helicopters.", Status.OCCURRED),
        ("Canada has bought 20 helicopters.", Status.OCCURRED),
        ("Canada will buy 20 helicopters.", Status.PLANNED),
        ("Canada plans to buy 20 helicopters.", Status.PLANNED),
        ("Canada is set to buy 20 helicopters.", Status.PLANNED),
        ("Canada is expected to buy 20 helicopters.", Status.PLANNED),
        ("Canada is buying 20 helicopters.", Status.ONGOING),
        ("Canada continues to buy helicopters.", Status.ONGOING),
        ("Canada is looking to buy helicopters.", Status.ONGOING),
    ],
)
def test_how_far_an_event_has_come(text: str, status: Status) -> None:
    assert _only(text).status is status


@pytest.mark.parametrize(
    "text",
    [
        "Canada did not buy the helicopters.",
        "Canada never attacked Iceland.",
        "If Canada attacked Iceland, Denmark would be alarmed.",
        "Canada could attack Iceland.",
        "Will Canada attack Iceland?",
        "The harbour is deep and the water is cold.",
    ],
)
def test_what_is_denied_or_only_thought_of_is_no_event(text: str) -> None:
    assert not [event for event in _pack(text).events if "attack" in event.title]
    assert not [event for event in _pack(text).events if "buy" in event.title]


def test_who_said_it_is_not_the_event() -> None:
    event = _only("Colombia had freed 12 soldiers, officials said on Tuesday.")
    assert "said" not in event.title


def test_without_a_date_of_its_own_an_event_stays_undated() -> None:
    assert _only("Norway signed a treaty with Sweden.").dates == ()


def test_a_weekday_needs_a_day_of_publication() -> None:
    pack = _pack("On Monday Norway signed a treaty with Sweden.", published=None)
    assert [event.dates for event in pack.events] == [()]


def test_a_pronoun_is_written_as_the_name_it_stands_for() -> None:
    pack = _pack("Boris Johnson arrived in France. He met Angela Merkel in 2020.")
    assert "Boris Johnson met Angela Merkel" in [event.title for event in pack.events]


def test_the_opening_phrase_does_not_hide_the_subject() -> None:
    pack = _pack("During long talks in Oslo, Sweden and Norway signed a treaty.")
    signed = next(event for event in pack.events if "signed" in event.title)
    assert signed.title == "Sweden and Norway signed a treaty"


def test_every_quote_is_letter_for_letter() -> None:
    import hashlib

    texts = (
        "Peru — after long talks — signed a treaty with Chile (its neighbour) on 3 May 2020.",
        "The treaty was ratified by Chile’s parliament; Peru welcomed it.",
    )
    for event in _pack(*texts).events:
        for anchor in event.evidence:
            words = texts[anchor.paragraph - 1][anchor.start : anchor.end]
            assert words.strip() == words
            assert hashlib.sha256(words.encode()).hexdigest() == anchor.sha256


def test_the_same_text_drafts_the_same() -> None:
    text = "Norway signed a treaty with Sweden on Monday. Iceland joined the treaty in 2020."
    assert _pack(text) == _pack(text)
