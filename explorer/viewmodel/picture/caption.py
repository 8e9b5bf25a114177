"""What a picture says of itself: its filter, what it shows, what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.domain.filters import ReviewScope
from explorer.index.corpus import Rows
from explorer.values import dataclass
from explorer.viewmodel.review.counting import drafts_left_out
from explorer.viewmodel.session import Session
from explorer.viewmodel.status import filter_words


@dataclass(frozen=True, slots=True)
class Counts:
    """Every event of the project stands in exactly one of these, `total` aside.

    `shown` are on the picture; `undated` pass the filter, but have no date to stand at;
    `outside` pass it and are dated beyond the visible stretch or not in the selection;
    `filtered` are held back by the filter. `drafts` nobody has reviewed, and the review
    scope leaves them out: they are not part of the `total`.
    """

    total: int
    shown: int
    undated: int
    outside: int
    filtered: int
    drafts: int = 0


def count(session: Session, shown: Rows | Sequence[int]) -> Counts:
    """Count what a picture with the events of the rows `shown` leaves out, and why."""
    corpus = session.corpus
    on_it = np.zeros(corpus.n, dtype=np.bool_)
    on_it[np.asarray(shown, dtype=np.intp)] = True
    passing = session.matches & ~on_it
    drafts = drafts_left_out(corpus, session.state.filter.review)
    return Counts(
        total=corpus.n - drafts,
        shown=int(np.count_nonzero(on_it)),
        undated=int(np.count_nonzero(passing & ~corpus.dated)),
        outside=int(np.count_nonzero(passing & corpus.dated)),
        filtered=int(np.count_nonzero(~session.matches & ~on_it)) - drafts,
        drafts=drafts,
    )


def counts_line(counts: Counts, *, timed: bool = True, selected: bool = False) -> str:
    """Return "Shown 24 of 125 events. Left out: 3 undated, 98 filtered.".

    Where the picture has no calendar (`timed`), no date is no reason to be left out; of a
    selection (`selected`) the one reason is not to be in it.
    """
    undated, outside = counts.undated, counts.outside
    if not timed or selected:
        undated, outside = 0, undated + outside
    reasons = [
        (undated, "undated"),
        (outside, "not selected" if selected else "outside the picture"),
        (counts.filtered, "filtered"),
    ]
    left = [f"{number:,} {word}" for number, word in reasons if number]
    tail = f" Left out: {', '.join(left)}." if left else " Nothing left out."
    if counts.drafts:
        tail += f" Drafts, not counted: {counts.drafts:,}."
    noun = "event" if counts.total == 1 else "events"
    return f"Shown {counts.shown:,} of {counts.total:,} {noun}.{tail}"


def filter_line(session: Session) -> str:
    """Return "Filter: Japan AND Lloyd Austin · review accepted"."""
    wanted = session.state.filter
    words = filter_words(session.corpus, wanted) or "none"
    review = " · review accepted" if wanted.review is ReviewScope.ACCEPTED else ""
    return f"Filter: {words}{review}"
