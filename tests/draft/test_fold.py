"""Who is one in a document: surnames, short forms, acronyms, halves of a land, owners."""

from __future__ import annotations

import pytest

from explorer.domain.marks import Draft, PackSource
from explorer.draft.draft import draft


def drafted(*paragraphs: str, digest: str = "0" * 64) -> Draft:
    return draft(paragraphs, PackSource("s", "A report", digest, len(paragraphs)))


def cast(*paragraphs: str) -> dict[str, list[str]]:
    """Return the words that mean each actor, by its name."""
    return {
        actor.name: [paragraphs[a.paragraph - 1][a.start : a.end] for a in actor.evidence]
        for actor in drafted(*paragraphs).pack.actors
    }


def kinds(*paragraphs: str) -> dict[str, str]:
    return {actor.name: actor.kind for actor in drafted(*paragraphs).pack.actors}


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "Minister Anneke van der Berg arrived. Van der Berg met Lena Holt.",
            "Anneke van der Berg",
            ["Anneke van der Berg", "Van der Berg"],
        ),
        (
            "President J. R. Okoro-Mensah Jr. spoke. Okoro-Mensah thanked Lena Holt.",
            "J. R. Okoro-Mensah Jr.",
            ["J. R. Okoro-Mensah Jr.", "Okoro-Mensah"],
        ),
        (
            "They met Tomas Hruska, Jr. in May. Hruska signed the pact.",
            "Tomas Hruska, Jr.",
            ["Tomas Hruska, Jr.", "Hruska"],
        ),
        (
            "Gen. Sir Peter de la Mare left. De la Mare commanded the army.",
            "Peter de la Mare",
            ["Peter de la Mare", "De la Mare"],
        ),
        (
            "The Coral Isles Security Forum met. The Forum agreed on patrols.",
            "Coral Isles Security Forum",
            ["Coral Isles Security Forum", "Forum"],
        ),
        (
            "The Coral Isles Security Forum (CISF) met. CISF will meet again.",
            "Coral Isles Security Forum",
            ["Coral Isles Security Forum", "CISF", "CISF"],
        ),
        (
            "The Uganda People's Defence Force (UPDF) attacked. The UPDF withdrew.",
            "Uganda People's Defence Force",
            ["Uganda People's Defence Force", "UPDF", "UPDF"],
        ),
        (
            "Talks were held in Tokyo. Tokyo agreed to pay. Japanese ministers left. Japan signed.",
            "Japan",
            ["Tokyo", "Japanese", "Japan"],
        ),
        (
            "The Ministry of Defence of Norway denied it. The Ministry sent two ships.",
            "Norwegian Ministry of Defence",
            ["Ministry of Defence", "Ministry"],
        ),
        (
            "Kenya's Interior Ministry banned the march. The Interior Ministry gave no reason.",
            "Kenyan Interior Ministry",
            ["Interior Ministry", "Interior Ministry"],
        ),
        (
            "Kenya's Senate voted. The Senate rejected the bill.",
            "Kenyan Senate",
            ["Senate", "Senate"],
        ),
        (
            "Belgium agreed to pay. Brussels wants a new pact.",
            "Belgium",
            ["Belgium", "Brussels"],
        ),
        ("Brussels accused Budapest of delay.", "European Union", ["Brussels"]),
        (
            "North Korea protested. The South rejected the complaint.",
            "South Korea",
            ["South"],
        ),
        (
            "The U.S. and Japanese governments signed a pact.",
            "Japan",
            ["Japanese", "Japanese governments"],
        ),
    ],
)
def test_words_mean_the_actor_that_was_named(text: str, name: str, words: list[str]) -> None:
    found = cast(text)
    assert [word for word in found[name] if word in words] == words


@pytest.mark.parametrize("land", ["Korea", "Vietnam", "Sudan", "Yemen"])
def test_north_and_south_are_two(land: str) -> None:
    text = f"North {land} attacked South {land}. The South accused the North of a raid."
    found = cast(text)
    assert found.get(f"South {land}", ["South"])[-1] == "South"
    for actor in drafted(text).pack.actors:
        names = " ".join((actor.name, *actor.aliases))
        assert not ("North" in names and "South" in names)
    assert drafted(text).same == ()


def test_a_south_that_is_no_state_is_no_actor() -> None:
    assert cast("The South was poor. Lena Holt visited the North.").keys() == {"Lena Holt"}


def test_a_surname_of_two_is_a_doubt() -> None:
    text = "Maria Lopez was freed. Carlos Lopez condemned the arrest. Lopez left the country."
    made = drafted(text)
    assert {actor.name for actor in made.pack.actors} >= {"Maria Lopez", "Carlos Lopez", "Lopez"}
    assert {(doubt.keep, doubt.other) for doubt in made.same} == {
        ("maria-lopez", "lopez"),
        ("carlos-lopez", "lopez"),
    }


def test_joined_owners_have_each_what_they_share() -> None:
    found = cast("The Polish, Czech and Slovak armies held exercises with British officials.")
    for army in ("Polish army", "Czech army", "Slovak army"):
        assert army in found, found
    assert "British officials" in found


def test_kinds_tell_forces_bodies_and_alliances_apart() -> None:
    found = kinds(
        "The Royal Norwegian Navy joined NATO's exercise with the 7th Fleet. The Philippine Coast"
        " Guard met the Foreign Ministry of Peru. The Bank of Oslo paid."
    )
    assert found["Royal Norwegian Navy"] == found["7th Fleet"] == "force"
    assert found["Philippine Coast Guard"] == "force"
    assert found["NATO"] == "alliance"
    assert found["Peruvian Foreign Ministry"] == found["Bank of Oslo"] == "organisation"


def test_a_name_that_many_have_is_its_documents_own() -> None:
    text = "The Interior Ministry banned the march. Lena Holt protested."
    here, there = (drafted(text, digest=digit * 64).pack.actors for digit in "12")
    assert here[0].name == there[0].name == "Interior Ministry"
    assert (here[0].key, there[0].key) == ("interior-ministry-111111", "interior-ministry-222222")
    assert here[1].key == there[1].key == "lena-holt"
