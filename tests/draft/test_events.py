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


def _titles(*paragraphs: str) -> list[str]:
    return [event.title for event in _pack(*paragraphs).events]


def test_what_stands_between_commas_does_not_hide_the_subject() -> None:
    titles = _titles("Chrysler, which filed for bankruptcy on 30 April 2009, joined Fiat in June.")
    assert "Chrysler filed for bankruptcy" in titles
    assert any(title.startswith("Chrysler joined") for title in titles)


def test_a_closing_attribution_does_not_hide_the_event() -> None:
    titles = _titles(
        "An earthquake struck Peru on Tuesday, killing at least 43 people, the Red Cross reported."
    )
    assert "An earthquake struck Peru" in titles
    assert not [title for title in titles if "Red Cross" in title]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Canada fired its defence minister.", "change"),
        ("Canada fired missiles at Iceland.", "incident"),
        ("The Unity Party won the election in Canada.", "vote"),
        ("Canada released a report on Iceland.", "statement"),
        ("Canada released three prisoners to Iceland.", "change"),
        ("Canada turned down an offer from Iceland.", "statement"),
    ],
)
def test_a_word_means_what_its_sentence_says(text: str, kind: str) -> None:
    assert _only(text).kind == kind


def test_a_purpose_is_no_event() -> None:
    assert _titles("Norway signed a treaty with Sweden to protect its fisheries.") == [
        "Norway signed a treaty with Sweden"
    ]


def test_a_plan_that_was_given_up_is_not_planned() -> None:
    events = _pack("In 2017 Canada abandoned a plan to buy helicopters.").events
    assert not [event for event in events if event.status is Status.PLANNED]


def test_both_countries_are_those_named_last() -> None:
    pack = _pack("Norway signed a treaty with Sweden.", "Both countries ratified it in 2020.")
    ratified = next(event for event in pack.events if "ratified" in event.title)
    assert set(_roles(ratified)) == {"norway", "sweden"}


def test_a_date_of_another_thing_is_not_the_event_s() -> None:
    pack = _pack("Canada bought 20 helicopters, its largest order since 1998.")
    assert [event.dates for event in pack.events if "bought" in event.title] == [()]


def test_who_leads_is_read_off_a_calling() -> None:
    links = _pack("Airbus chief executive John Smith met Angela Merkel.").relationships
    found = {(link.subject, link.predicate, link.object) for link in links}
    assert ("john-smith", "leads", "airbus") in found
    assert ("john-smith", "talks with", "angela-merkel") in found


def test_one_event_told_twice_has_both_quotes() -> None:
    pack = _pack(
        "Peru attacked Chile in May 2020.", "The attack by Peru on Chile shocked the world."
    )
    attack = pack.events[0]
    assert [anchor.paragraph for anchor in attack.evidence] == [1, 2]


def test_what_others_did_is_another_event() -> None:
    pack = _pack("Peru accused Chile of fraud.", "Iceland accused Chile of fraud.")
    assert len([event for event in pack.events if "accused" in event.title]) == 2
