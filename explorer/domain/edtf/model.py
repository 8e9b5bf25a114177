"""What is known of a date once it is read: its bounds, its shape, its level."""

from __future__ import annotations

from enum import StrEnum

from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Earliest and latest start, earliest and latest end, in seconds.

    Signed 64-bit seconds from 1970-01-01T00:00:00Z, proleptic Gregorian, astronomical
    years. Each names a whole second and is inclusive: a day ends at its second 23:59:59.
    None is an open or unknown end, never a far date. Where both are known,
    `start_min <= start_max`, `end_min <= end_max` and `start_min <= end_max`.
    """

    start_min: int | None
    start_max: int | None
    end_min: int | None
    end_max: int | None


NOWHERE = Bounds(None, None, None, None)


class Shape(StrEnum):
    """What a date says of its event's extent, and so how its mark is drawn."""

    INSTANT = "instant"  # a day or finer, without reserve: a dot
    BAND = "band"  # one instant somewhere within the bounds ("1966"): a band
    PERIOD = "period"  # an interval: a bar
    ONGOING = "ongoing"  # an interval whose end is open or unknown: an arrow
    UNTIL = "until"  # an interval whose start is open or unknown


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """An EDTF string with what follows from it.

    `text` is letter for letter what was parsed. `bounds` include the padding of an
    approximate or uncertain date and the spread of significant digits; `strict` leaves
    both out. They are the same for all others. How the bounds of each form are found is
    told in `explorer.domain.dates`.
    """

    text: str
    level: int
    shape: Shape
    bounds: Bounds
    strict: Bounds
    approximate: bool = False
    uncertain: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether it has a place on a calendar; `XXXX-12-XX` (no year) and `../..` have none."""
        return self.bounds != NOWHERE
