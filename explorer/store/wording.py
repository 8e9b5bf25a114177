"""How full text cuts words, and which of its words begin with what a person has typed so far.

FTS5 answers a prefix by joining the lists of all words that begin so before it gives the
first row: 20 ms for each million of rows, and nothing stops it. Asked for a few of those
words at a time it gives rows at once. So a prefix needs no index of its own in the file,
which would be as large as that of the words.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from explorer.store.plain_words import PlainWords, Spans, places_with
from explorer.store.schema import FULL_TEXT, TOKENIZER
from explorer.store.terms import Term, full_text

_LOTS = (1, 8, 64, 512)  # words asked for together, one lot after the other; then all the rest
_QUICK = 2  # lots
_LIKELY = 24  # words that are asked for first, where some texts tell which
# Noncharacters, which Unicode keeps for a program's inside: round what FTS5 found.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_FOUND = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_LAST = "\U0010ffff"


class Wording:
    """An index in memory that cuts and marks texts just as the project's own does."""

    def __init__(self) -> None:
        self._raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._raw.executescript(
            "CREATE TABLE text (id INTEGER PRIMARY KEY, one TEXT, other TEXT);"
            "CREATE VIRTUAL TABLE shelf USING fts5"
            f" (one, other, content=text, content_rowid=id, tokenize='{TOKENIZER}');"
            "CREATE VIRTUAL TABLE shelf_words USING fts5vocab(shelf, instance);"
            "BEGIN;"
        )
        self._cut: dict[str, list[str]] = {}  # of the last text that was asked for

    def cut(self, text: str) -> list[str]:
        """Return the words of a text, as full text knows them."""
        if text not in self._cut:
            self._put([(text, "")])
            rows = self._raw.execute("SELECT term FROM shelf_words ORDER BY offset")
            self._cut = {text: [term for (term,) in rows]}
        return self._cut[text]

    def places(
        self, texts: Sequence[tuple[str, str]], wanted: Sequence[Term]
    ) -> list[tuple[Spans, Spans]]:
        """Return where full text finds the terms in pairs of texts.

        Nowhere, in a pair that does not hold all of them in one text or the other.
        """
        match = full_text(tuple(wanted))
        if match is None:
            return [((), ())] * len(texts)
        sought = [term for term in wanted if term.match is not None]
        plain = PlainWords([(self.cut(term.text), term.is_prefix) for term in sought])
        found: list[tuple[Spans, Spans]] = [
            plain.places(pair) if pair[0].isascii() and pair[1].isascii() else ((), ())
            for pair in texts
        ]
        others = [at for at, (one, other) in enumerate(texts) if not (one + other).isascii()]
        marked = self._marked([texts[at] for at in others], match)
        for at, (one, other) in zip(others, marked, strict=True):
            found[at] = (_spans(one), _spans(other))
        return found

    def _marked(self, texts: Sequence[tuple[str, str]], match: str) -> list[tuple[str, str]]:
        """Return pairs of texts with what a query finds between marks."""
        if not texts:
            return []
        self._put(texts)
        marks = ", ".join(f"highlight(shelf, {n}, '{_OPEN}', '{_CLOSE}')" for n in range(2))
        rows = self._raw.execute(f"SELECT rowid, {marks} FROM shelf WHERE shelf MATCH ?", (match,))
        found = {place: (one, other) for place, one, other in rows}
        return [found.get(place, ("", "")) for place in range(len(texts))]

    def lots(
        self, raw: sqlite3.Connection, table: str, wanted: Sequence[Term]
    ) -> Iterator[str | None]:
        """Yield FTS5 queries that together find what the terms do; a row may come twice.

        None stands for terms of which none is looked up in full text.
        """
        whole, cut = self._parted(wanted)
        if not cut:  # nothing is a beginning, or it has no letter that full text knows
            yield full_text(tuple(wanted))
            return
        before = self.but_the_beginning(wanted)
        there = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT 1"
        if before is not None and raw.execute(there, (before,)).fetchone() is None:
            return
        words = _beginning(raw, table, cut[-1])
        for size in _LOTS:
            lot = list(islice(words, size))
            if lot:
                yield _any_of(whole, cut[:-1], lot)
            if len(lot) < size:
                return
        yield full_text(tuple(wanted))

    def quick_lots(self, wanted: Sequence[Term]) -> int:
        """Return how many of `lots` take less time than to look through rows.

        None does where the beginning follows on other words: each word is then a phrase.
        """
        return 0 if len(self._parted(wanted)[1]) > 1 else _QUICK

    def but_the_beginning(self, wanted: Sequence[Term]) -> str | None:
        """Return the query for all that is typed in full; None where nothing is."""
        whole, cut = self._parted(wanted)
        parts = [*whole, *([f'"{" ".join(cut[:-1])}"'] if len(cut) > 1 else [])]
        return " AND ".join(parts) or None

    def _parted(self, wanted: Sequence[Term]) -> tuple[list[str], list[str]]:
        """Return the queries for terms typed in full, and the words of the one that is not."""
        whole = [term.match for term in wanted if term.match is not None and not term.is_prefix]
        start = next((term for term in wanted if term.is_prefix), None)
        return whole, [] if start is None else self.cut(start.text)

    def holding(
        self, texts: Sequence[tuple[str, str]], match: str, wanted: Sequence[Term]
    ) -> tuple[list[int], str | None]:
        """Return the places of the pairs of texts that a query finds, and one for more like them.

        That asks for the most frequent of their words that begin as the last term does.
        """
        whole, (*before, start) = self._parted(wanted)
        places = places_with(texts, (*before, start))
        self._put([texts[place] for place in places])
        rows = self._raw.execute("SELECT rowid FROM shelf WHERE shelf MATCH ?", (match,))
        places = [places[at] for (at,) in rows]
        sql = "SELECT term, doc, col, offset FROM shelf_words WHERE term >= ? AND term < ?"
        found = self._raw.execute(sql, (start, start + _LAST)).fetchall()
        if before:
            sql = "SELECT doc, col, offset + 1 FROM shelf_words WHERE term = ?"
            after = set(self._raw.execute(sql, before[-1:]))
            found = [row for row in found if row[1:] in after]
        words = [word for word, _ in Counter(row[0] for row in found).most_common(_LIKELY)]
        return places, _any_of(whole, before, words) if words else None

    def _put(self, texts: Sequence[tuple[str, str]]) -> None:
        self._raw.execute("DELETE FROM text")
        rows = [(place, one, other) for place, (one, other) in enumerate(texts)]
        self._raw.executemany("INSERT INTO text VALUES (?, ?, ?)", rows)
        self._raw.execute("INSERT INTO shelf (shelf) VALUES ('rebuild')")

    def close(self) -> None:
        self._raw.close()


def prepare(raw: sqlite3.Connection) -> None:
    """Give a connection the lists of its words that `lots` reads; they are in no file."""
    (query_only,) = raw.execute("PRAGMA query_only").fetchone()
    raw.execute("PRAGMA query_only = OFF")
    for table in FULL_TEXT:
        raw.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_words"
            f" USING fts5vocab(main, {table}_fts, instance)"
        )
    raw.execute(f"PRAGMA query_only = {query_only}")


def _spans(marked: str) -> Spans:
    """Return where what is marked stands in the text without marks."""
    return [
        (found.start() - 2 * at, found.end() - 2 * at - 2)
        for at, found in enumerate(_FOUND.finditer(marked))  # before it stand two marks each
    ]


def _any_of(whole: Sequence[str], before: Sequence[str], words: Sequence[str]) -> str:
    """Return the query for rows with the terms and one of the words, right after those before."""
    phrases = " OR ".join(f'"{" ".join([*before, word])}"' for word in words)
    return " AND ".join([*whole, f"({phrases})"])


def _beginning(raw: sqlite3.Connection, table: str, start: str) -> Iterator[str]:
    """Yield the words that begin so, in order, each found by a jump past the one before."""
    sql = f"SELECT term FROM temp.{table}_words WHERE term >= ? AND term < ? LIMIT 1"
    at = start
    while (row := raw.execute(sql, (at, start + _LAST)).fetchone()) is not None:
        yield row[0]
        at = f"{row[0]}\x01"
