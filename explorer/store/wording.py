"""How full text cuts words, and which of its words begin with what a person has typed so far.

FTS5 answers a prefix by joining the lists of all words that begin so before it gives the
first row: 20 ms for each million of rows, and nothing stops it. Asked for a few of those
words at a time it gives rows at once. So a prefix needs no index of its own in the file,
which would be as large as that of the words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from explorer.store.schema import FULL_TEXT, TOKENIZER
from explorer.store.terms import Term, full_text

_LOTS = (1, 8, 64, 512)  # words asked for together, one lot after the other; then all the rest
_LAST = "\U0010ffff"
# Noncharacters, which Unicode keeps for a program's inside: round what FTS5 found.
OPEN, CLOSE = "\ufdd0", "\ufdd1"


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

    def marked(self, texts: Sequence[tuple[str, str]], match: str) -> list[tuple[str, str]]:
        """Return pairs of texts with what a query finds between `OPEN` and `CLOSE`."""
        self._put(texts)
        marks = ", ".join(f"highlight(shelf, {n}, '{OPEN}', '{CLOSE}')" for n in range(2))
        rows = self._raw.execute(f"SELECT rowid, {marks} FROM shelf WHERE shelf MATCH ?", (match,))
        found = {place: (one, other) for place, one, other in rows}
        return [found.get(place, pair) for place, pair in enumerate(texts)]

    def lots(
        self, raw: sqlite3.Connection, table: str, wanted: Sequence[Term]
    ) -> Iterator[str | None]:
        """Yield FTS5 queries that together find what the terms do; a row may come twice.

        None stands for terms of which none is looked up in full text.
        """
        start = next((term for term in wanted if term.is_prefix), None)
        cut = [] if start is None else self.cut(start.text)
        if not cut:  # nothing is a beginning, or it has no letter that full text knows
            yield full_text(tuple(wanted))
            return
        before = self.but_the_beginning(wanted)
        there = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT 1"
        if before is not None and raw.execute(there, (before,)).fetchone() is None:
            return
        whole = [term.match for term in wanted if term.match is not None and not term.is_prefix]
        words = _beginning(raw, table, cut[-1])
        for size in _LOTS:
            lot = list(islice(words, size))
            if lot:
                phrases = " OR ".join(f'"{" ".join([*cut[:-1], word])}"' for word in lot)
                yield " AND ".join([*whole, f"({phrases})"])
            if len(lot) < size:
                return
        yield full_text(tuple(wanted))

    def but_the_beginning(self, wanted: Sequence[Term]) -> str | None:
        """Return the query for all that is typed in full; None where nothing is."""
        parts = [term.match for term in wanted if term.match is not None and not term.is_prefix]
        for term in wanted:
            cut = self.cut(term.text) if term.is_prefix else []
            parts += [f'"{" ".join(cut[:-1])}"'] if len(cut) > 1 else []
        return " AND ".join(parts) or None

    def holding(self, texts: Sequence[tuple[str, str]], match: str) -> list[int]:
        """Return the places of the pairs of texts that a query finds."""
        self._put(texts)
        rows = self._raw.execute("SELECT rowid FROM shelf WHERE shelf MATCH ?", (match,))
        return [place for (place,) in rows]

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


def _beginning(raw: sqlite3.Connection, table: str, start: str) -> Iterator[str]:
    """Yield the words that begin so, in order, each found by a jump past the one before."""
    sql = f"SELECT term FROM temp.{table}_words WHERE term >= ? AND term < ? LIMIT 1"
    at = start
    while (row := raw.execute(sql, (at, start + _LAST)).fetchone()) is not None:
        yield row[0]
        at = f"{row[0]}\x01"
