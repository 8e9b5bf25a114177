"""Made-up event tables that behave like real ones: seeded, streamed, of any size.

Events come in bursts over a slow growth from 1950 on; actors follow Zipf's law (up to
100,000 of them); intervals last from a minute to decades; dates are days, months, years,
times, about, uncertain, with unknown digits, or missing. All is drawn by numpy, chunk by
chunk, each chunk from a seed of its own, so that a file of a seed is the same every time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

COLUMNS = ("title", "start", "end", "actors", "kind", "place", "link")
CHUNK = 50_000
MOST_ACTORS = 100_000

_FIRST_S = -631_152_000  # 1950
_LAST_S = 1_767_225_600  # 2026
_DAY_S = 86_400
_KINDS = ("talks", "agreement", "change", "exercise", "incident", "vote", "statement")
_KIND_SHARES = (0.2, 0.08, 0.15, 0.1, 0.22, 0.07, 0.18)
_VERBS = (
    *("meets", "signs with", "warns", "visits", "joins", "criticises", "supports", "denies"),
    *("opens talks with", "deploys to", "withdraws from", "votes on", "raids", "strikes"),
    *("announces aid for", "inspects", "sanctions", "hosts", "arrests", "releases"),
)
_TOPICS = (
    *("border", "trade", "fishing", "missile", "ceasefire", "budget", "election", "pipeline"),
    *("base", "refugee", "treaty", "court", "harbour", "satellite", "grain", "water", "police"),
    *("airspace", "drone", "nuclear", "strike", "railway", "hospital", "radar", "customs"),
)
_THINGS = ("agreement", "dispute", "summit", "report", "plan", "crisis", "review", "incident")
_PLACES = tuple(
    f"{a}{b}"
    for a in ("Kas", "Nor", "Bel", "Tar", "Mon", "Ves", "Qal", "Ost", "Ram", "Lin")
    for b in ("tor", "heim", "abad", "ville", "grad", "mouth", "ura", "stan", "port", "ovo")
)
_GIVEN = tuple(
    f"{a}{b}"
    for a in ("An", "Be", "Da", "El", "Fa", "Ha", "Jo", "Ka", "Li", "Ma", "Ni", "Ro", "Sa", "Yu")
    for b in ("na", "ran", "mil", "ri", "sha", "tto", "ko", "lia", "vid", "mar")
)
_FAMILY = tuple(
    f"{a}{b}{c}"
    for a in ("Ab", "Bor", "Cas", "Dol", "Fer", "Gor", "Hak", "Kov", "Lam", "Mor", "Oka", "Tan")
    for b in ("a", "en", "is", "o", "ul", "i")
    for c in ("dze", "ero", "ford", "ic", "kawa", "man", "nen", "ski", "sson", "tti")
)
_BODIES = ("Ministry of", "Council for", "Party of", "Union of", "Bank of", "Army of", "Court of")


def actor_name(number: int) -> str:
    """Return the name of an actor by its rank: states first, then bodies and persons."""
    if number < 60:
        return f"Republic of {_PLACES[number]}"
    if number % 5 == 0:
        place = _PLACES[number // 5 % len(_PLACES)]
        what = _TOPICS[number // 500 % len(_TOPICS)].capitalize()
        turn = number // (500 * len(_TOPICS) * len(_BODIES))
        body = _BODIES[number // (500 * len(_TOPICS)) % len(_BODIES)]
        return f"{body} {what}, {place}" + (f" {turn + 1}" if turn else "")
    given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[number // len(_GIVEN) % len(_FAMILY)]
    turn = number // (len(_GIVEN) * len(_FAMILY))
    return f"{given} {family}" + (f" {turn + 1}" if turn else "")


def actors_of(events: int) -> int:
    """Return how many actors a corpus of so many events has."""
    return int(min(MOST_ACTORS, max(20, events // 100)))


def lines(events: int, seed: int) -> Iterator[list[str]]:
    """Yield the rows of a corpus as lines of CSV, without line ends, in chunks."""
    maker = _Maker(events, seed)
    for number, first in enumerate(range(0, events, CHUNK)):
        yield maker.chunk(number, first, min(CHUNK, events - first))


def write_csv(path: Path, events: int, seed: int) -> None:
    """Write a corpus as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        for chunk in lines(events, seed):
            file.write("\n".join(chunk) + "\n")


class _Maker:
    def __init__(self, events: int, seed: int) -> None:
        self._seed = seed
        root = np.random.default_rng([seed, 0])
        self._names = [actor_name(number) for number in range(actors_of(events))]
        ranks = np.arange(1, len(self._names) + 1, dtype=np.float64)
        weights = ranks**-1.05
        self._cumulative = np.cumsum(weights / weights.sum())
        bursts = max(3, events // 2_000)
        self._centres = self._spread(root.random(bursts))
        self._widths = np.exp(root.normal(np.log(9 * _DAY_S), 1.1, bursts))
        sizes = root.pareto(1.3, bursts) + 1
        self._burst = np.cumsum(sizes / sizes.sum())

    @staticmethod
    def _spread(share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return moments that grow denser towards the present."""
        return _FIRST_S + (_LAST_S - _FIRST_S) * share**0.6

    def chunk(self, number: int, first: int, count: int) -> list[str]:
        rng = np.random.default_rng([self._seed, 1, number])
        starts = self._starts(rng, count)
        begun, ended = _dates(rng, starts)
        kinds = rng.choice(len(_KINDS), count, p=_KIND_SHARES)
        words = _words(rng, count)
        return [
            f"{title},{start},{end},{who},{_KINDS[kind]},{place},"
            f"https://news.example/{first + at:x}"
            for at, (title, start, end, who, kind, place) in enumerate(
                zip(words[0], begun, ended, self._who(rng, count), kinds, words[1], strict=True)
            )
        ]

    def _starts(self, rng: np.random.Generator, count: int) -> NDArray[np.int64]:
        which = np.searchsorted(self._burst, rng.random(count))
        which = np.minimum(which, len(self._centres) - 1)
        starts = self._centres[which] + rng.laplace(0, 1, count) * self._widths[which]
        lonely = rng.random(count) < 0.35
        starts[lonely] = self._spread(rng.random(int(lonely.sum())))
        return np.clip(starts, _FIRST_S, _LAST_S).astype(np.int64)

    def _who(self, rng: np.random.Generator, count: int) -> list[str]:
        """Return 0 to 6 actors an event, two in the mean, the frequent ones often."""
        sizes = np.minimum(rng.poisson(1.9, count), 6)
        drawn = np.searchsorted(self._cumulative, rng.random(int(sizes.sum())))
        names, found, at = self._names, drawn.tolist(), 0
        most = len(names) - 1
        cells = []
        for size in sizes.tolist():
            picked = dict.fromkeys(min(n, most) for n in found[at : at + size])
            cell = "; ".join([names[n] for n in picked])
            cells.append(f'"{cell}"' if "," in cell else cell)
            at += size
        return cells


def _words(rng: np.random.Generator, count: int) -> tuple[list[str], list[str]]:
    """Return titles, and the places that stand in them."""
    places = [_PLACES[n] for n in (rng.zipf(1.4, count) % len(_PLACES)).tolist()]
    verbs = rng.integers(0, len(_VERBS), count).tolist()
    topics = (rng.zipf(1.3, count) % len(_TOPICS)).tolist()
    things = rng.integers(0, len(_THINGS), count).tolist()
    titles = [
        f"Delegation {_VERBS[v]} {place} over {_TOPICS[t]} {_THINGS[x]}"
        for v, t, x, place in zip(verbs, topics, things, places, strict=True)
    ]
    return titles, places


def _dates(
    rng: np.random.Generator, starts: NDArray[np.int64]
) -> tuple[Sequence[str], Sequence[str]]:
    """Return starts and ends as cells: most are days, some less, some more, some nothing."""
    form = rng.random(len(starts))
    moments: Any = starts.astype("datetime64[s]")
    days = np.datetime_as_string(moments.astype("datetime64[D]")).astype("U20")
    cells = days.copy()
    timed = form < 0.15
    cells[timed] = np.datetime_as_string(moments[timed])
    _put(cells, (form >= 0.60) & (form < 0.69), days, 7, "")
    _put(cells, (form >= 0.69) & (form < 0.74), days, 4, "")
    _put(cells, (form >= 0.74) & (form < 0.77), days, 4, "~")
    _put(cells, (form >= 0.77) & (form < 0.79), days, 7, "?")
    _put(cells, (form >= 0.79) & (form < 0.81), days, 3, "X")
    _put(cells, (form >= 0.81) & (form < 0.85), days, 0, "")
    lasting = (rng.random(len(starts)) < 0.25) & (form < 0.60)
    lengths = np.exp(rng.uniform(np.log(60), np.log(30 * 365.25 * _DAY_S), len(starts)))
    last: Any = np.minimum(starts + lengths, _LAST_S * 1.2).astype(np.int64)
    last = last.astype("datetime64[s]")
    ends = np.full(len(starts), "", dtype="U20")
    by_day = lasting & ~timed
    ends[by_day] = np.datetime_as_string(last[by_day].astype("datetime64[D]"))
    ends[lasting & timed] = np.datetime_as_string(last[lasting & timed])
    return cells.tolist(), ends.tolist()


def _put(
    cells: NDArray[np.str_], where: NDArray[np.bool_], days: NDArray[np.str_], keep: int, more: str
) -> None:
    cut = days[where].astype(f"U{keep}") if keep else np.zeros(int(where.sum()), dtype="U1")
    cells[where] = np.char.add(cut, more)
