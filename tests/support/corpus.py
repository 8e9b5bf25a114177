"""Reports nobody wrote, as many as are wanted: seeded, so that each is always the same.

Places, people and bodies come from lists of the kind that real reports draw on, so drafting
finds in them about what it finds in those: two dozen actors and events in 2,500 characters.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

_STATES = """Japan|South Korea|North Korea|Australia|France|Germany|Brazil|Kenya|Egypt|Turkey|Iran
Iraq|Poland|Norway|Canada|Mexico|Chile|Peru|India|Pakistan|Vietnam|Indonesia|Ukraine|Morocco"""
_CAPITALS = """Tokyo|Seoul|Pyongyang|Canberra|Paris|Berlin|Brasilia|Nairobi|Cairo|Ankara|Tehran
Baghdad|Warsaw|Oslo|Ottawa|Mexico City|Santiago|Lima|New Delhi|Islamabad|Hanoi|Jakarta|Kyiv|Rabat"""
_GIVEN = "Anna|Peter|Maria|John|Laura|David|Sofia|Carlos|Elena|Thomas|Ingrid|Samuel"
_SYLLABLES = "ber|dan|kor|lin|mar|nov|pet|ros|sal|tor|vel|wes|zan|hol|gar|fen"
_BODIES = """Ministry of Defence|Ministry of Foreign Affairs|Central Bank|Supreme Court|Air Force
Coast Guard|Electoral Commission|National Assembly|Red Crescent Society|Farmers' Union"""
_GOODS = "grain|coal|timber|rice|steel|cables|engines|radios|boats|tents|medicine|fuel|maps"
_USES = "harbour|railway|hospital|school|airport|border|dam|market|bridge|prison|museum|mine"
_ROLES = "President|Prime Minister|Foreign Minister|Defence Minister|General|Ambassador"
_MONTHS = """January|February|March|April|May|June|July|August|September|October|November
December"""
_SENTENCES = (
    "{role} {person} of {state} met {role2} {person2} in {city} on {date} to discuss {matter}.",
    "The {body} of {state} signed an agreement on {matter} with {state2} in {month} {year}.",
    "{state} plans to send {n} soldiers and {matter} to {state2} by the end of the year.",
    "{surname} said that {state2} had attacked {place} two days earlier, wounding {n}.",
    "Talks on {matter} between {state} and {state2} continue in {city}, according to {surname2}.",
    "Some {n} people were killed when a bridge collapsed in {place} last month.",
    "The {body} accused {state2} of violating the treaty on {matter} that both ratified in {year}.",
    "{person}, who leads the {body} in {place}, resigned after the vote on {date}.",
    "Prices in {place} rose by {n} percent, and few expected {matter} to arrive before winter.",
    "{state2} withdrew its troops from {place} and released {n} prisoners.",
    "Since {year} the two governments have held exercises near {place} every spring.",
    "Asked about {matter} in {place}, {surname2} declined to comment.",
)


def _words(text: str) -> list[str]:
    return text.replace("\n", "|").split("|")


def report(seed: int, sentences: int = 26) -> str:
    """Return a report in paragraphs of a few sentences; about 90 characters a sentence."""
    draw = random.Random(seed)
    cast = _cast(draw)
    lines = [draw.choice(_SENTENCES).format(**_scene(draw, cast)) for _ in range(sentences)]
    paragraphs = [" ".join(lines[at : at + 4]) for at in range(0, sentences, 4)]
    return "\n\n".join(paragraphs) + "\n"


def write_reports(folder: Path, count: int, first: int = 0, sentences: int = 26) -> list[Path]:
    """Write reports as text files whose names sort in their order; returns them."""
    folder.mkdir(parents=True, exist_ok=True)
    return list(_written(folder, count, first, sentences))


def _written(folder: Path, count: int, first: int, sentences: int) -> Iterator[Path]:
    for seed in range(first, first + count):
        path = folder / f"report-{seed:06}.txt"
        path.write_text(report(seed, sentences), encoding="utf-8")
        yield path


def _cast(draw: random.Random) -> list[tuple[str, str, str]]:
    """Return a few people as (role, given name, surname)."""
    names = ("".join(draw.sample(_words(_SYLLABLES), 2)).title() for _ in range(4))
    return [(draw.choice(_words(_ROLES)), draw.choice(_words(_GIVEN)), name) for name in names]


def _scene(draw: random.Random, cast: list[tuple[str, str, str]]) -> dict[str, object]:
    one, two = draw.sample(cast, 2)
    states, capitals = _words(_STATES), _words(_CAPITALS)
    home, away = draw.sample(range(len(states)), 2)
    month, year = draw.choice(_words(_MONTHS)), draw.randrange(1990, 2025)
    return {
        "role": one[0], "person": f"{one[1]} {one[2]}", "surname": one[2],
        "role2": two[0], "person2": f"{two[1]} {two[2]}", "surname2": two[2],
        "state": states[home], "state2": states[away], "city": capitals[away],
        "place": "".join(draw.sample(_words(_SYLLABLES), 3)).title(),
        "matter": f"{draw.choice(_words(_GOODS))} for the {draw.choice(_words(_USES))}",
        "body": draw.choice(_words(_BODIES)), "month": month, "year": year,
        "date": f"{draw.randrange(1, 29)} {month} {year}", "n": draw.randrange(2, 400),
    }  # fmt: skip
