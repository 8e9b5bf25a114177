"""Search everywhere: hits grouped for the list, and where a hit leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from explorer.domain.ids import MarkKind, SourceId
from explorer.domain.records import Hit
from explorer.index.corpus import Corpus
from explorer.viewmodel.session import Session

_LEAD = 30
_SHOWN = {"Events": 8, "Actors": 6, "Paragraphs": 10}


class SearchRow(NamedTuple):
    """One line of the list: `[start, end)` of `text` are the words found."""

    hit: Hit
    text: str
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """`count` is of all hits of this group, of which `rows` are the first."""

    title: str
    count: int
    rows: tuple[SearchRow, ...]


def grouped(hits: Sequence[Hit], corpus: Corpus) -> tuple[SearchGroup, ...]:
    """Return events, actors and paragraphs in that order, without empty groups."""
    buckets: dict[str, list[SearchRow]] = {"Events": [], "Actors": [], "Paragraphs": []}
    for hit in hits:
        if hit.mark is not None and not corpus.has(hit.mark):
            continue
        buckets[_bucket(hit)].append(_row(hit, corpus))
    return tuple(
        SearchGroup(title, len(rows), tuple(rows[: _SHOWN[title]]))
        for title, rows in buckets.items()
        if rows
    )


def reveal(session: Session, hit: Hit, origin: str) -> None:
    """Select a hit's mark; a paragraph's source is brought up."""
    if hit.mark is not None:
        session.update(origin, selection=(hit.mark,), evidence=None)
    elif hit.source_id is not None:
        session.update(origin, source=hit.source_id)


def _bucket(hit: Hit) -> str:
    if hit.mark is None:
        return "Paragraphs"
    return "Actors" if hit.mark.kind is MarkKind.ACTOR else "Events"


def _row(hit: Hit, corpus: Corpus) -> SearchRow:
    if hit.mark is None:
        return _paragraph_row(hit, corpus)
    note = f"¶{hit.paragraph}" if hit.paragraph is not None else ""
    return SearchRow(hit, hit.quote, hit.start, hit.end, note)


def _paragraph_row(hit: Hit, corpus: Corpus) -> SearchRow:
    source = corpus.sources.get(hit.source_id or SourceId(0))
    text = " ".join((hit.context or hit.quote).split())
    start = text.find(hit.quote)
    end = start + len(hit.quote) if start >= 0 else 0
    note = f"{source.title if source else ''} ¶{hit.paragraph}".strip()
    text, start, end = _from_near(text, max(start, 0), end)
    return SearchRow(hit, text, start, end, note)


def _from_near(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Cut words off the front so that the words found stand near it."""
    if start <= _LEAD:
        return text, start, end
    cut = text.rfind(" ", 0, start - _LEAD + 10) + 1
    if cut <= 0 or cut >= start:
        return text, start, end
    shift = len("… ") - cut
    return "… " + text[cut:], start + shift, end + shift
