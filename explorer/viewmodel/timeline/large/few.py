"""The few events that are drawn one by one: light records, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.columns.values import (
    CONTESTED,
    OPEN_END,
    OPEN_START,
    REVIEWS,
    SHAPE_BITS,
    SHAPES,
    STATUSES,
    WIDENED,
    Ints,
    Rows,
)
from explorer.domain.dates import Shape
from explorer.domain.ids import EventId
from explorer.domain.records import Event, Snapshot
from explorer.index.corpus import Corpus
from explorer.values import dataclass
from explorer.viewmodel.timeline.extents import (
    ARROW_PX,
    BAND_MIN_PX,
    DOT_PX,
    Extents,
    Glyph,
    calendar_extents,
    extents_of,
)
from explorer.viewmodel.timeline.large.wanted import Dates, Sayings

_ARRAYS = (
    *("placed", "glyph", "low", "high", "soft_low", "soft_high"),
    *("before_px", "after_px"),
)
_PERIOD, _INSTANT = (SHAPES.index(shape) for shape in (Shape.PERIOD, Shape.INSTANT))
_ONE_ENDED = tuple(SHAPES.index(shape) for shape in (Shape.ONGOING, Shape.UNTIL))


@dataclass(frozen=True, eq=False)
class Few:
    """A corpus of some events, in order of id; `of_row` finds a row of the large one in it."""

    corpus: Corpus
    extents: Extents
    of_row: Mapping[int, int]


def few(large: Corpus, rows: Rows, sayings: Sayings) -> Few:
    """Return the events of some rows as a corpus of their own, without words or actors."""
    if not len(rows):  # reads no column
        nothing = Corpus(Snapshot())
        return Few(nothing, calendar_extents(nothing), {})
    columns = large.columns
    rows = rows[np.argsort(columns.id[rows], kind="stable")]
    arrays = columns.arrays
    kinds, statuses, reviews = (
        arrays[name][rows].tolist() for name in ("kind", "status", "review")
    )
    ids = columns.id[rows].tolist()
    titles = sayings.titles.known
    events = tuple(
        Event(
            EventId(id), titles.get(id, ""), columns.head.kinds[kind], STATUSES[status],
            review=REVIEWS[review],
        )
        for id, kind, status, review in zip(ids, kinds, statuses, reviews, strict=True)
    )  # fmt: skip
    of_row = {row: index for index, row in enumerate(rows.tolist())}
    return Few(Corpus(Snapshot(events=events)), extents_at(large, rows, sayings), of_row)


def extents_at(large: Corpus, rows: Rows, sayings: Sayings | None = None) -> Extents:
    """Return where events stand, by their columns; what those do not tell, by their dates.

    These are read from the project, or taken from what is known.
    """
    columns = large.columns
    shape = columns.arrays["shape"][rows]
    plain = (shape & SHAPE_BITS).astype(np.int64) - 1
    low, high = columns.bound_at("start_min", rows), columns.bound_at("end_max", rows)
    placed = np.asarray(rows) < columns.dated
    open_low, open_high = low == OPEN_START, high == OPEN_END
    glyph = np.where(plain == _INSTANT, Glyph.DOT, Glyph.BAND)
    glyph = np.where(plain == _PERIOD, Glyph.BAR, glyph)
    glyph = np.where(open_high | (plain == _ONE_ENDED[0]), Glyph.ARROW, glyph)
    glyph = np.where(open_low | (plain == _ONE_ENDED[1]), Glyph.UNTIL, glyph).astype(np.int8)
    begin, end = low.astype(np.float64), high.astype(np.float64) + 1
    arrow, until = glyph == Glyph.ARROW, glyph == Glyph.UNTIL
    begin, end = np.where(until, end, begin), np.where(arrow, begin, end)
    reach = np.where(glyph == Glyph.DOT, DOT_PX, BAND_MIN_PX / 2)
    before = np.where(arrow, 0.0, np.where(until, ARROW_PX, reach))
    after = np.where(until, 0.0, np.where(arrow, ARROW_PX, reach))
    begin, end = np.where(placed, begin, np.nan), np.where(placed, end, np.nan)
    found = Extents(placed, glyph, begin, end, begin, end, before, after, {})
    told = np.flatnonzero((shape & (WIDENED | CONTESTED)) > 0)
    if sayings is not None:  # those that are not known yet stand at their bounds
        ids = columns.id[rows[told]].tolist()
        known = [sayings.dates.known.get(id) or sayings.claims.known.get(id) for id in ids]
        told = told[np.array([each is not None for each in known], dtype=np.bool_)]
        return _with_dates(found, told, [each for each in known if each is not None])
    events = large.records(rows[told]) if len(told) else []
    return _with_dates(found, told, [(e.date, tuple(c.date for c in e.claims)) for e in events])


def _with_dates(found: Extents, which: Ints, told: Sequence[Dates]) -> Extents:
    """Put in what only the dates themselves tell: about, and which claims differ."""
    exact = extents_of(told)
    arrays = {}
    for name in _ARRAYS:
        arrays[name] = getattr(found, name).copy()
        arrays[name][which] = getattr(exact, name)
    claims = {int(which[place]): own for place, own in exact.claims.items()}
    return Extents(**arrays, claims=claims)
