"""Words picked by dragging, the word under the pointer, and the mark that a click means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.domain.ids import ActorId, EvidenceId, Mark, MarkKind
from explorer.index.corpus import Corpus
from explorer.viewmodel.details.citation import cite
from explorer.viewmodel.passage.build import Passage, Span
from explorer.viewmodel.session import Session

# A paragraph's index and an offset in it; and words in one paragraph, half-open.
Place = tuple[int, int]
Piece = tuple[int, int, int]

_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")

# A paragraph can have megabytes: a word is looked for near its place, not from the start.
_LONGEST_WORD = 1_000


def between(passage: Passage, one: Place, other: Place) -> tuple[Piece, ...]:
    """Return the words from one place to another, whichever comes first; empty ones left out."""
    first, last = sorted((one, other))
    return tuple(piece for piece in _pieces(passage, first, last) if piece[1] < piece[2])


def _pieces(passage: Passage, first: Place, last: Place) -> Iterator[Piece]:
    for index in range(first[0], last[0] + 1):
        start = first[1] if index == first[0] else 0
        whole = len(passage.paragraphs[index].text)
        yield index, start, last[1] if index == last[0] else whole


def words_of(passage: Passage, pieces: tuple[Piece, ...]) -> str:
    """Return picked words as they stand, paragraphs parted by a line break."""
    return "\n".join(passage.paragraphs[i].text[start:end] for i, start, end in pieces)


def cite_pieces(passage: Passage, pieces: tuple[Piece, ...]) -> str:
    """Return a citation for each paragraph that words were picked from, one a line."""
    lines = []
    for index, start, end in pieces:
        paragraph = passage.paragraphs[index]
        quote = paragraph.text[start:end]
        place = (paragraph.number, start, end, paragraph.page)
        lines.append(cite(passage.source, quote, *place))
    return "\n".join(lines)


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """Return the word that covers a character, half-open, or None between words."""
    for found in _WORD.finditer(text, max(0, offset - _LONGEST_WORD)):
        if found.end() > offset:
            return found.span() if found.start() <= offset else None
    return None


def next_pick(spans: tuple[Span, ...], leading: Mark | None, lit: EvidenceId | None) -> Span | None:
    """Return what a click on overlapping words selects: the shortest, then the next in turn."""
    if not spans:
        return None
    for number, span in enumerate(spans):
        if span.mark == leading and span.evidence == lit:
            return spans[(number + 1) % len(spans)]
    return spans[0]


def actor_at(corpus: Corpus, passage: Passage, index: int, offset: int) -> Mark | None:
    """Return the actor named at a character: by its mention there, else by its longest name."""
    for span in passage.at(index, offset):
        if span.mark.kind is MarkKind.ACTOR:
            return span.mark
    text = passage.paragraphs[index].text
    best: tuple[int, ActorId] | None = None
    for actor in corpus.cast:
        for name in (actor.name, *actor.aliases):
            if _stands_at(name, text, offset) and (best is None or len(name) > best[0]):
                best = len(name), actor.id
    return None if best is None else Mark.actor(best[1])


def _stands_at(name: str, text: str, offset: int) -> bool:
    """Whether a name stands in the text as whole words around a character."""
    first = text.find(name, max(0, offset - len(name) + 1), offset + len(name)) if name else -1
    if first < 0 or first > offset:
        return False
    end = first + len(name)
    before, after = text[max(0, first - 1) : first], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


def next_quote(session: Session, passage: Passage, lit: EvidenceId | None, step: int) -> None:
    """Select the next (+1) or previous (-1) quote in the order of the text."""
    spans = [span for group in passage.quotes for span in group]
    if not spans:
        return
    at = next((n for n, span in enumerate(spans) if span.evidence == lit), None)
    if at is None:
        span = spans[0 if step > 0 else -1]
    else:
        span = spans[min(max(at + step, 0), len(spans) - 1)]
    session.update("source", selection=(span.mark,), evidence=span.evidence)
