"""From a pack's positions to the words that stand there in this project's sources.

Nothing is anchored by guess: a source is known by its text's hash alone, and words are
taken only where the hash of what stands at their place agrees.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

from explorer.domain.ids import ParagraphId, SourceId
from explorer.domain.marks import Anchor, Pack, PackSource
from explorer.errors import InputProblem
from explorer.values import dataclass

_WHOLE = "Nothing was added; ask whoever made the pack for one that fits this text"


@dataclass(frozen=True, slots=True)
class Words:
    """Words found in their place: `paragraph.text[start:end] == quote`."""

    paragraph_id: ParagraphId
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class _Piece:
    id: ParagraphId
    text: str


class Places:
    """The sources of this project that a pack speaks of.

    Raises InputProblem where a source's text is cut into another number of paragraphs
    than the pack's.
    """

    def __init__(self, raw: sqlite3.Connection, pack: Pack) -> None:
        self._raw = raw
        self._named = {source.key for source in pack.sources}
        self._pieces: dict[str, dict[int, _Piece]] = {}
        self.source_ids: dict[str, SourceId] = {}
        for source in pack.sources:
            self._find(source)

    def words(self, anchors: Iterable[Anchor], mark: str) -> tuple[Words, ...]:
        """Return the words of the anchors whose source is here, in the anchors' order.

        Raises InputProblem that names `mark` and the place where they are not the
        pack's words, or where an anchor names a source that the pack does not.
        """
        found = (self._at(anchor, mark) for anchor in anchors)
        return tuple(dict.fromkeys(words for words in found if words is not None))

    def all_here(self, anchors: Iterable[Anchor]) -> bool:
        """Whether every source that the anchors name is in this project."""
        return all(anchor.source in self.source_ids for anchor in anchors)

    def _find(self, source: PackSource) -> None:
        row = self._raw.execute(
            "SELECT id FROM source WHERE text_sha256 = ?", (source.text_sha256,)
        ).fetchone()
        if row is None:
            return
        self.source_ids[source.key] = SourceId(row[0])
        rows = self._raw.execute(
            "SELECT number, id, text FROM paragraph WHERE source_id = ?", (row[0],)
        )
        pieces = {number: _Piece(ParagraphId(id), text) for number, id, text in rows}
        self._pieces[source.key] = pieces
        if len(pieces) != source.paragraphs:
            raise InputProblem(
                f"has {len(pieces)} paragraphs here, but {source.paragraphs} in the pack",
                where=f"source “{source.title}”",
                remedy=_WHOLE,
            )

    def _at(self, anchor: Anchor, mark: str) -> Words | None:
        if anchor.source not in self._named:
            raise InputProblem(
                f"names the source “{anchor.source}”, which the pack does not list",
                where=mark,
                remedy=_WHOLE,
            )
        if anchor.source not in self.source_ids:
            return None
        piece = self._pieces[anchor.source].get(anchor.paragraph)
        quote = ""
        if piece is not None and 0 <= anchor.start < anchor.end <= len(piece.text):
            quote = piece.text[anchor.start : anchor.end]
        if piece is None or not quote or sha256_of(quote) != anchor.sha256:
            raise InputProblem(
                f"its words are not at characters {anchor.start}–{anchor.end} of"
                f" paragraph {anchor.paragraph} of “{anchor.source}”",
                where=mark,
                remedy=_WHOLE,
            )
        return Words(piece.id, anchor.start, anchor.end, quote)


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
