"""Which words are names, and of what kind, in sentences of our own."""

from __future__ import annotations

import pytest

from explorer.draft.names import names


def kinds(text: str) -> dict[str, str]:
    found = names([text])
    assert all(text[name.start : name.end] == name.text for name in found)
    return {name.text: name.kind for name in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("However, Brazil and Peru agreed.", {"Brazil": "state", "Peru": "state"}),
        ("The Lisbon-based firm paid.", {"Lisbon": "place"}),
        ("A Zorvath-led party won.", {"Zorvath": "organisation"}),
        ("They met president Zorvath.", {"Zorvath": "person"}),
        ("Kovalenko resigned.", {"Kovalenko": "person"}),
        ("They reached Marenburg and Lisbon.", {"Marenburg": "place", "Lisbon": "place"}),
        ("They crossed Peru, Tamsa and Lisbon.", {"Tamsa": "place", "Lisbon": "place"}),
        ("They left northern Peru for Eastern Bolivia.", {"Eastern Bolivia": "place"}),
        ("He saw the USS Meridian there.", {"USS Meridian": "thing"}),
        ("Kurdish and Sunni voters stayed away.", {"Kurdish": "demonym", "Sunni": "demonym"}),
        ("The Harrowgate Institution opened.", {"Harrowgate Institution": "organisation"}),
        ("Then Ha Min-jun spoke.", {"Ha Min-jun": "person"}),
        ("The trade area (TA) and the Oslo Trade Fund (OTF) grew.", {"OTF": "organisation"}),
    ],
)
def test_a_name_is_of_a_kind(text: str, expected: dict[str, str]) -> None:
    found = kinds(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "However, they left early.",
        "Presidential elections follow in May.",
        "Yesterday was a Monday in March.",
        "Nobody answered. Everyone waited.",
    ],
)
def test_a_capital_alone_makes_no_name(text: str) -> None:
    assert kinds(text) == {}


def test_an_acronym_of_common_words_is_no_body() -> None:
    found = kinds("The exclusive economic zone (EEZ) is wide. The EEZ was disputed by Peru.")
    assert found == {"EEZ": "thing", "Peru": "state"}


def test_a_surname_that_stands_first_is_the_persons() -> None:
    found = [n.kind for n in names(["Park Min-jun arrived. Park spoke to Lena Holt."])]
    assert found == ["person", "person", "person"]


def test_a_surname_is_a_persons_wherever_it_stands_alone() -> None:
    found = {n.text: n.kind for n in names(["Lena Tamsa spoke.", "Critics of Tamsa left."])}
    assert found == {"Lena Tamsa": "person", "Tamsa": "person"}
