"""Search everywhere: hits grouped for the list, and where a hit leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from explorer.columns.found import Found
from explorer.columns.values import Array, Ints, ids_of
from explorer.domain.ids import MarkKind, SourceId
from explorer.domain.records import Hit
from explorer.index.corpus import Corpus
from explorer.values import dataclass, replace
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.session import Session

LIMIT = 100  # hits of each group that are asked for at once

_LEAD = 30
_SHOWN = {"Events": 8, "Actors": 6, "Paragraphs": 10}


class SearchRow(NamedTuple):
    """One line of the list: `[start, end)` of `text` are the words found."""

    hit: Hit
    text: str
    start: int
    end: int
    note: str


@dataclass(frozen=True, eq=False)
class SearchGroup:
    """Hits of one sort: `shown` of the `rows` that were read, of `count` that there are.

    Until all are counted, `count` is of those that were read and `is_counted` is false;
    then `rest` has the ids of those that were not.
    """

    title: str
    rows: tuple[SearchRow, ...]
    shown: int
    count: int
    is_counted: bool
    rest: tuple[int, ...] | Array = ()

    @property
    def visible(self) -> tuple[SearchRow, ...]:
        return self.rows[: self.shown]

    @property
    def caption(self) -> str:
        """Return "Paragraphs  10 of 520,740"; before they are counted "10 of 100 or more"."""
        of = f"{self.count:,}" if self.is_counted else f"{self.count:,} or more"
        seen = len(self.visible)
        return f"{self.title}  {seen:,} of {of}" if seen < self.count else f"{self.title}  {of}"

    @property
    def has_more(self) -> bool:
        return len(self.visible) < self.count

    @property
    def more_words(self) -> str:
        """Return what the line says that shows more."""
        return f"Show {min(LIMIT, self.count - len(self.visible)):,} more"

    def longer(self) -> SearchGroup:
        """Return the group with a hundred rows more on show, of those that were read."""
        return replace(self, shown=len(self.visible) + LIMIT)

    def unread(self) -> Found | None:
        """Return what `longer` would show but was not read; None where all of it was."""
        missing = min(len(self.visible) + LIMIT, self.count) - len(self.rows)
        if missing <= 0 or not len(self.rest):
            return None
        none = np.zeros(0, dtype=np.int64)
        ids = np.asarray(self.rest[:LIMIT], dtype=np.int64)
        places = ("Events", "Actors", "Paragraphs").index(self.title)
        return Found(*(ids if place == places else none for place in range(3)))

    def read_on(self, hits: Sequence[Hit], corpus: Corpus) -> SearchGroup:
        """Return the group with what `unread` asked for; what is gone since is not counted."""
        rows = (*self.rows, *_rows(hits, corpus))
        rest = self.rest[LIMIT:]
        return replace(self, rows=rows, rest=rest, count=len(rows) + len(rest))


def grouped(hits: Sequence[Hit], corpus: Corpus) -> tuple[SearchGroup, ...]:
    """Return events, actors and paragraphs in that order, without empty groups."""
    buckets: dict[str, list[Hit]] = {"Events": [], "Actors": [], "Paragraphs": []}
    for hit in hits:
        buckets[_bucket(hit)].append(hit)
    found = ((title, len(bucket), _rows(bucket, corpus)) for title, bucket in buckets.items())
    return tuple(
        SearchGroup(title, rows, _SHOWN[title], len(rows), asked < LIMIT)
        for title, asked, rows in found
        if rows
    )


def counted(groups: Sequence[SearchGroup], found: Found) -> tuple[SearchGroup, ...]:
    """Return the groups once all hits are known."""
    ids = {"Events": found.events, "Actors": found.actors, "Paragraphs": found.paragraphs}
    return tuple(_counted(group, ids[group.title]) for group in groups)


def count_all(
    groups: Sequence[SearchGroup],
    words: str,
    project: ProjectPort,
    corpus: Corpus,
    check: Callable[[], None],
) -> tuple[SearchGroup, ...]:
    """Return the groups with all that the words are found in; `check` may raise to stop."""
    return counted(groups, project.find(words, corpus.columns, check))


def _counted(group: SearchGroup, every: Ints) -> SearchGroup:
    rest = ids_of(every[~np.isin(every, [row.hit.id for row in group.rows])])
    return replace(group, count=len(group.rows) + len(rest), is_counted=True, rest=rest)


def reveal(session: Session, hit: Hit, origin: str) -> None:
    """Select a hit's mark; a paragraph's source is brought up."""
    if hit.mark is not None:
        session.update(origin, selection=(hit.mark,), evidence=None)
    elif hit.source_id is not None:
        session.update(origin, source=hit.source_id)


def _rows(hits: Sequence[Hit], corpus: Corpus) -> tuple[SearchRow, ...]:
    here = corpus.have([hit.mark for hit in hits if hit.mark is not None])
    return tuple(_row(hit, corpus) for hit in hits if hit.mark is None or hit.mark in here)


def _bucket(hit: Hit) -> str:
    if hit.mark is None:
        return "Paragraphs"
    return "Actors" if hit.mark.kind is MarkKind.ACTOR else "Events"


def _row(hit: Hit, corpus: Corpus) -> SearchRow:
    if hit.mark is None:
        return _paragraph_row(hit, corpus)
    note = f"¶{hit.paragraph}" if hit.paragraph is not None else ""
    if hit.context:  # an actor, found by another name
        text = f"{hit.quote}, also {hit.context}"
        return SearchRow(hit, text, len(text) - len(hit.context), len(text), note)
    return SearchRow(hit, hit.quote, hit.start, hit.end, note)


def _paragraph_row(hit: Hit, corpus: Corpus) -> SearchRow:
    source = corpus.sources.get(hit.source_id or SourceId(0))
    text = " ".join((hit.context or hit.quote).split())
    start = _place_of(hit.quote, text)
    end = start + len(hit.quote) if start >= 0 else 0
    note = f"{source.title if source else ''} ¶{hit.paragraph}".strip()
    text, start, end = _from_near(text, max(start, 0), end)
    return SearchRow(hit, text, start, end, note)


def _place_of(words: str, text: str) -> int:
    """Return where words stand whole, else where their letters first do; -1 where nowhere."""
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return text.find(words) if whole is None else whole.start()


def _from_near(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Cut words off the front so that the words found stand near it; of an address parts."""
    if start <= _LEAD:
        return text, start, end
    low, near = max(start - _LEAD - 10, 0), start - _LEAD + 10
    cut = text.rfind(" ", low, near) + 1
    if not cut:
        cut = next((at for at in range(near, start) if not text[at].isalnum()), near)
    shift = len("… ") - cut
    return "… " + text[cut:], start + shift, end + shift
