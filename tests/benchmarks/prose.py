"""Made-up prose to search in: a million paragraphs of 30 to 80 words, seeded.

Words follow Zipf's law: the most common stands in half of all paragraphs, tens of thousands
in a few. Some are real, at known ranks, so that a benchmark can type them letter by letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from explorer.domain.operations import ImportDocument
from explorer.domain.records import Document
from tests.benchmarks.projects import made_once

SEED = 1
VOCABULARY = 60_000
# Real words by rank: common, middling and rare.
KNOWN = {
    0: "the",
    1: "of",
    2: "and",
    9: "japan",
    14: "government",
    40: "minister",
    120: "missile",
    400: "ceasefire",
    1_500: "harbour",
    6_000: "kadena",
    20_000: "reconstitute",
}
_PER_SOURCE = 10_000
_ONSETS = ("", "b", "br", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr")
_MORE_ONSETS = ("r", "s", "st", "sh", "t", "tr", "v", "w", "z")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("", "", "n", "r", "s", "t", "l", "ng", "m", "rd")


def words(seed: int = SEED) -> list[str]:
    """Return the vocabulary, the most common word first; each word once."""
    chance = np.random.default_rng([seed, 0])
    onsets = (*_ONSETS, *_MORE_ONSETS)
    taken = dict.fromkeys(KNOWN.values())
    found: list[str] = []
    while len(found) < VOCABULARY:
        if len(found) in KNOWN:
            found.append(KNOWN[len(found)])
            continue
        longest = 2 if len(found) < 300 else 4
        count = int(chance.integers(1, longest + 1))
        picked = (
            onsets[chance.integers(len(onsets))]
            + _VOWELS[chance.integers(len(_VOWELS))]
            + _CODAS[chance.integers(len(_CODAS))]
            for _ in range(count)
        )
        word = "".join(picked)
        if len(word) > 1 and word not in taken:
            taken[word] = None
            found.append(word)
    return found


def documents(paragraphs: int, seed: int = SEED) -> Iterator[Document]:
    """Yield the corpus as documents of ten thousand paragraphs."""
    known = np.array(words(seed), dtype=object)
    weights = np.arange(1, len(known) + 1, dtype=np.float64) ** -1.07
    shares = np.cumsum(weights / weights.sum())
    for number, first in enumerate(range(0, paragraphs, _PER_SOURCE)):
        chance = np.random.default_rng([seed, 1, number])
        sizes = chance.integers(30, 81, min(_PER_SOURCE, paragraphs - first))
        drawn = np.minimum(np.searchsorted(shares, chance.random(int(sizes.sum()))), len(known) - 1)
        lots = np.split(known[drawn], np.cumsum(sizes)[:-1])
        lines = [f"{' '.join(lot).capitalize()}." for lot in lots]
        yield _document(f"prose-{number:03}.txt", lines)


def _document(name: str, lines: list[str]) -> Document:
    text = "\n".join(lines)
    ends = np.cumsum([len(line) + 1 for line in lines]).tolist()
    spans = tuple((end - 1 - len(line), end - 1, 0) for end, line in zip(ends, lines, strict=True))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, text, spans, digest, digest, name)


def prose_project(paragraphs: int) -> Path:
    """Return a project of so many paragraphs: made once, then found again."""
    return made_once(f"prose-{paragraphs}", lambda half: _write(half, paragraphs))


def _write(path: Path, paragraphs: int) -> None:
    from explorer.store.project import Project

    with Project.create(path) as project:
        for document in documents(paragraphs):
            project.apply(ImportDocument(document))
