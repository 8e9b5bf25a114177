"""A capital is its government where it acts, and a city where something happens in it."""

from __future__ import annotations

import pytest

from explorer.draft.capital import acts
from explorer.draft.gazetteer import gazetteer
from explorer.draft.names import names
from explorer.draft.text import sentences


def acting(text: str) -> list[str]:
    (sentence,) = sentences(text)
    found = [name for name in names([text]) if tuple(name.text.split()) in gazetteer().capitals]
    return [name.text for name in found if acts(name, sentence)]


@pytest.mark.parametrize(
    ("text", "governments"),
    [
        ("Washington rejected the offer.", ["Washington"]),
        ("Washington also wants a new treaty.", ["Washington"]),
        ("Moscow said it would respond.", ["Moscow"]),
        ("Manila accused Beijing of ramming a boat.", ["Manila", "Beijing"]),
        ("The senator urged Tokyo to spend more.", ["Tokyo"]),
        ("Relations between London and Paris worsened.", ["London", "Paris"]),
        ("Seoul and Tokyo agreed to share data.", ["Seoul", "Tokyo"]),
        ("Tokyo, Seoul and Canberra signed a pact.", ["Tokyo", "Seoul", "Canberra"]),
        ("The pact with Hanoi is old.", ["Hanoi"]),
        ("The plan was rejected by Tehran on Friday.", ["Tehran"]),
        ("Beijing's envoy walked out.", ["Beijing"]),
        ("Ankara’s refusal angered the ministers.", ["Ankara"]),
        ("The ministers called on Warsaw to wait.", ["Warsaw"]),
        ("Pyongyang has fired two missiles.", ["Pyongyang"]),
    ],
)
def test_a_capital_that_acts(text: str, governments: list[str]) -> None:
    assert [word for word in acting(text) if word in governments] == governments


@pytest.mark.parametrize(
    "text",
    [
        "Talks were held in Washington on Monday.",
        "In Tokyo, ministers gathered for dinner.",
        "The ship left Manila on Friday.",
        "The ministers flew from Seoul to Canberra.",
        "Paris's streets were empty.",
        "He was born near Moscow and raised in Warsaw.",
        "The envoy went to Brussels.",
        "A fire destroyed central London.",
        "The Tokyo Stock Exchange closed early.",
        "Protesters filled the streets of Athens.",
        "The minister visited Hanoi and Manila.",
    ],
)
def test_a_capital_where_something_happens(text: str) -> None:
    assert acting(text) == []
