"""From spans that a person chose to the words that stand there, letter for letter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from explorer.domain.operations import Span
from explorer.errors import InputProblem
from explorer.store.anchors import Words


def words_at(raw: sqlite3.Connection, spans: Iterable[Span], mark: str) -> tuple[Words, ...]:
    """Return the words of spans, each once; raises InputProblem that names `mark`.

    A span that is empty, holds only blanks, or reaches out of its paragraph is refused.
    """
    return tuple(dict.fromkeys(_at(raw, span, mark) for span in spans))


def _at(raw: sqlite3.Connection, span: Span, mark: str) -> Words:
    found = raw.execute(
        "SELECT number, text FROM paragraph WHERE id = ?", (span.paragraph_id,)
    ).fetchone()
    if found is None:
        raise InputProblem(f"there is no paragraph with the id {span.paragraph_id}", where=mark)
    number, text = found
    if not 0 <= span.start <= span.end <= len(text):
        raise InputProblem(
            f"characters {span.start}–{span.end} are not in paragraph {number},"
            f" which has {len(text)}",
            where=mark,
        )
    quote = text[span.start : span.end]
    if not quote.strip():
        raise InputProblem(f"no words are chosen in paragraph {number}", where=mark)
    return Words(span.paragraph_id, span.start, span.end, quote)
