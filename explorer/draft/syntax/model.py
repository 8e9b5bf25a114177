"""The grammar that ships with the program: sentences in, parts of speech and trees out."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from explorer.draft.syntax import labelling, parsing, tagging
from explorer.draft.syntax.features import (
    WIDTH,
    Indices,
    Numbers,
    numbers_of,
    packed,
    packed_scores,
    rows_of,
    scores_of,
)
from explorer.paths import resource
from explorer.values import dataclass

FILE = "english.npz"
_MOST_WORDS = 4000  # read in one go, so that memory stays flat
_LOW = -1  # less than any packed score
Table = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Syntax:
    """A sentence read: for each word its part of speech (Penn's), the word it hangs on, as what.

    `heads` are indices from 0; -1 for the word that hangs on nothing.
    """

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]


class Grammar:
    """Tables of weights, and what their columns mean."""

    def __init__(
        self, tags: Sequence[str], labels: Sequence[str], tables: Mapping[str, Table]
    ) -> None:
        self.tag_names, self.label_names, self.tables = tuple(tags), tuple(labels), dict(tables)
        self.bits = {name: len(table).bit_length() - 1 for name, table in tables.items()}
        self.moves = packed(tables["moves"]) if "moves" in tables else None

    @classmethod
    def load(cls, path: Path) -> Grammar:
        with np.load(path) as kept:
            tables = {n: kept[n] for n in ("first", "second", "moves", "labels")}
            return cls([str(t) for t in kept["tags"]], [str(n) for n in kept["names"]], tables)

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path,
            tags=np.array(self.tag_names),
            names=np.array(self.label_names),
            **self.tables,  # type: ignore[arg-type]  # numpy's stub takes no mapping here
        )

    def read(
        self,
        sentences: Sequence[Sequence[str]],
        known: Sequence[Mapping[int, str]] | None = None,
    ) -> list[Syntax]:
        """Read sentences, each a list of words; the answer is in their order.

        `known` are, for each sentence, the parts of speech that are known beforehand, by place;
        one with a question mark ("?VBD") only where a verb was taken for none, or none for one.
        """
        fixed = [{}] * len(sentences) if known is None else known
        found: list[Syntax] = []
        for begin, end in _pieces(sentences):
            found += self._read(sentences[begin:end], fixed[begin:end])
        return found

    def tags(self, sentences: Sequence[Sequence[str]]) -> list[Indices]:
        """Return the numbers of the parts of speech of each sentence's words."""
        found: list[Indices] = []
        for begin, end in _pieces(sentences):
            found += self._tags([numbers_of(words) for words in sentences[begin:end]])
        return found

    def _read(
        self, sentences: Sequence[Sequence[str]], known: Sequence[Mapping[int, str]]
    ) -> list[Syntax]:
        numbers = [numbers_of(words) for words in sentences]
        tags = self._tags(numbers, known)
        heads = self._heads(numbers, tags)
        labels = self._labels(numbers, tags, heads)
        return [
            Syntax(
                tuple(self.tag_names[t] for t in tag),
                tuple(h - 1 for h in head.tolist()),
                tuple(self.label_names[n] for n in label),
            )
            for tag, head, label in zip(tags, heads, labels, strict=True)
        ]

    def _tags(
        self, numbers: Sequence[Numbers], known: Sequence[Mapping[int, str]] = ()
    ) -> list[Indices]:
        pad = np.zeros((tagging.PAD, WIDTH), dtype=np.uint32)
        laid = [pad]
        starts, at = [], 0
        for rows in numbers:
            laid += [rows, pad]
            starts.append(at)
            at += len(rows) + tagging.PAD
        window = tagging.windows(np.concatenate(laid))
        real = np.concatenate(
            [np.arange(s, s + len(r)) for s, r in zip(starts, numbers, strict=True)]
        )
        told = [
            (start + at, tag)
            for start, tags in zip(self._starts(numbers), known, strict=False)
            for at, tag in tags.items()
        ]
        first = self._best("first", rows_of(window[real], tagging.FIRST, self.bits["first"]))
        self._correct(first, told)
        marks = np.zeros(len(window) + 2 * tagging.PAD, dtype=np.uint32)
        marks[tagging.PAD + real] = first + 1
        both = tagging.with_tags(window, marks)[real]
        second = self._best("second", rows_of(both, tagging.SECOND, self.bits["second"]))
        self._correct(second, told)
        return np.split(second, self._starts(numbers)[1:])

    def _correct(self, tags: Indices, told: Sequence[tuple[int, str]]) -> None:
        """Put in what is known beforehand."""
        for at, tag in told:
            plain = tag.removeprefix("?")
            verbal = self.tag_names[tags[at]].startswith("VB")
            if plain == tag or verbal != plain.startswith("VB"):
                tags[at] = self.tag_names.index(plain)

    def _starts(self, numbers: Sequence[Numbers]) -> list[int]:
        """Return where each sentence's words begin among all."""
        return [0, *itertools.accumulate(len(rows) for rows in numbers[:-1])]

    def _best(self, table: str, rows: Indices) -> Indices:
        best: Indices = scores_of(rows, self.tables[table]).argmax(axis=1)
        return best

    def _heads(self, numbers: Sequence[Numbers], tags: Sequence[Indices]) -> list[Indices]:
        assert self.moves is not None
        states = parsing.States(numbers, tags)
        while len(lines := states.open()):
            rows = rows_of(states.features(lines), parsing.TEMPLATES, self.bits["moves"])
            scores = packed_scores(rows, self.moves)
            moves = np.where(states.allowed(lines), scores, _LOW).argmax(axis=1)
            states.do(lines, moves)
        found = []
        for line, words in enumerate(numbers):
            heads = states.heads[line, 1 : len(words) + 1]
            found.append(np.where(heads > len(words), 0, heads))
        return found

    def _labels(
        self, numbers: Sequence[Numbers], tags: Sequence[Indices], heads: Sequence[Indices]
    ) -> list[Indices]:
        seen = [
            labelling.features(rows, tag, head)
            for rows, tag, head in zip(numbers, tags, heads, strict=True)
        ]
        rows = rows_of(np.concatenate(seen), labelling.TEMPLATES, self.bits["labels"])
        return np.split(self._best("labels", rows), self._starts(numbers)[1:])


def _pieces(sentences: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Cut a text into runs of sentences of a few thousand words."""
    found, begin, words = [], 0, 0
    for at, sentence in enumerate(sentences):
        if words and words + len(sentence) > _MOST_WORDS:
            found.append((begin, at))
            begin, words = at, 0
        words += len(sentence)
    if begin < len(sentences):
        found.append((begin, len(sentences)))
    return found


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Load the shipped grammar, once."""
    return Grammar.load(resource("syntax", FILE))
