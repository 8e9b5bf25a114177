"""Reading a text from its beginning: which date each relative expression counts from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from explorer.draft.dates import place
from explorer.draft.dates.frame import Frame
from explorer.draft.dates.place import Anchor, Placed
from explorer.draft.dates.sense import Found, Point
from explorer.values import dataclass, field, replace

# A narrative tells of other years than the one it was published in.
_NARRATIVE_YEARS = 4
_NEAR_YEARS = 1
_NEWS_SHARE = 10  # one weekday in so many dates makes it news
_DATELINE_DAYS = 3
_FAR_YEARS = 1
_MONTHS_BACK = 8  # "January" after "December" is the next one

_FUTURE = re.compile(
    r"\b(?:will|would|shall|expects?|expected|plans?|planned|scheduled|due|upcoming|set to|going to"
    r"|to be|until|may|could|should|can|deadline|begins?|starts?)\b|'ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|did|has|have|been|\w{3,}ed)\b", re.IGNORECASE)
_LOOK = 60  # characters to either side that tell the tense


def is_narrative(finds: Sequence[Found], published: Anchor | None) -> bool:
    """Return whether a text tells of other years than the one that it was published in.

    A text with its own date in it, or with many weekdays and yesterdays, is news. Without
    a publication date so is one that names few years: its "last year" stays words.
    """
    points = [found.sense for found in finds if isinstance(found.sense, Point)]
    years = [point.year for point in points if point.year is not None]
    if published is None:
        near_now = sum(_is_of_the_week(point) for point in points)
        return len(years) >= _NARRATIVE_YEARS and near_now * _NEWS_SHARE < len(points)
    far = sum(abs(year - published.year) > _NEAR_YEARS for year in years)
    if len(years) < _NARRATIVE_YEARS or 2 * far <= len(years):
        return False
    near_now = sum(_is_of_the_week(point) for point in points)
    return near_now * _NEWS_SHARE < len(points) and not _is_dated(points, published)


def _is_of_the_week(point: Point) -> bool:
    if point.shift is not None and point.shift.base == "now":
        return point.shift.unit in {"D", "W"}
    return point.weekday is not None and point.day is None


def _is_dated(points: Sequence[Point], published: Anchor) -> bool:
    today = published.days()
    if today is None:
        return False
    for point in points:
        stamp = place.absolute(point)
        if stamp is None or stamp.year is None:
            continue
        day = Anchor(stamp.year, stamp.month, stamp.day).days()
        if day is not None and abs(day - today) <= _DATELINE_DAYS:
            return True
    return False


@dataclass
class Dates:
    """The last date, and the last ones that had a month and a day."""

    last: Anchor | None = None
    last_month: Anchor | None = None
    last_day: Anchor | None = None

    def add(self, date: Anchor) -> None:
        self.last = date
        if date.month is not None:
            self.last_month = date
            if date.day is not None:
                self.last_day = date

    def fine_enough(self, unit: str) -> Anchor | None:
        """The last date told, or a finer one told before it that lies within it."""
        last = self.last
        if last is None:
            return None
        if unit in {"D", "W", "WE", "FN"} and last.day is None:
            finer = self.last_day
        elif unit in {"M", "Q"} and last.month is None:
            finer = self.last_month
        else:
            return last
        if finer is None or finer.year != last.year:
            return None
        return finer if last.month in {None, finer.month} else None


@dataclass
class Story:
    """What has been told so far.

    `published` is the source's own date, if it has one; `named` are all dates, for words
    such as "that year" and "later"; `told` only those that carry the narrative on, for
    months and days without a year; `here` is the last whole date of this paragraph.
    """

    published: Anchor | None
    narrative: bool
    told: Dates = field(default_factory=Dates)
    named: Dates = field(default_factory=Dates)
    here: Anchor | None = None

    def place(self, point: Point, around: Callable[[], str], frame: Frame) -> Placed | None:
        """Return a point's place, and remember it; None when it stays words.

        `around` is asked for the words beside it only when its tense matters.
        """
        placed = self._place(point, lambda: _tense(around(), frame.is_limit))
        if placed is not None and placed.stamp.year is not None:
            stamp = placed.stamp
            date = Anchor(placed.stamp.year, stamp.month, stamp.day)
            self._mention(date, frame)
            if point.year is not None and point.month is not None:
                self.here = date
        return placed

    def paragraph(self) -> None:
        """Begin the next paragraph."""
        self.here = None

    def _mention(self, date: Anchor, frame: Frame) -> None:
        if not self._is_aside(date, frame):
            self.told.add(date)
        self.named.add(date)

    def _is_aside(self, date: Anchor, frame: Frame) -> bool:
        """A year named in passing does not carry the narrative there."""
        last = self.told.last
        if last is None or frame.is_initial:
            return False
        if frame.is_modifier:
            return True
        ahead = date.year - last.year
        if frame.is_limit and ahead > 0 and date.month is None:
            return True
        if date.month is None:
            return last.month is not None or not 0 <= ahead <= _NEAR_YEARS
        return abs(ahead) > _FAR_YEARS

    def _place(self, point: Point, tense: Callable[[], int]) -> Placed | None:
        point = self._with_century(point)
        stamp = place.absolute(point)
        if stamp is not None:
            return Placed(stamp)
        if point.year is not None:
            return None
        if point.toward is not None and point.shift is not None:
            return self._toward(point)
        if point.shift is not None:
            return self._shifted(point)
        return self._bare(point, tense)

    def _with_century(self, point: Point) -> Point:
        """Read '89 as the year of that number that is nearest to what is told."""
        if point.two_digits is None:
            return point
        here = self.told.last or self.published
        if here is None:
            return replace(point, year=1900 + point.two_digits)
        year = here.year - here.year % 100 + point.two_digits
        nearest = min((year - 100, year, year + 100), key=lambda each: abs(each - here.year))
        return replace(point, year=nearest)

    def _base(self, base: str, unit: str) -> Anchor | None:
        if base == "now" and not self.narrative and (self.published or not self.here):
            return self.published
        named = self.named.fine_enough(unit)
        if named is not None or self.narrative:
            return named
        return self.published if self.named.last is None else None

    def _shifted(self, point: Point) -> Placed | None:
        shift = point.shift
        if shift is None:
            return None
        anchor = self._base(shift.base, shift.unit)
        if anchor is None:
            return None
        stamp = place.shifted(point, shift, anchor)
        return None if stamp is None else Placed(stamp, anchor)

    def _toward(self, point: Point) -> Placed | None:
        base = point.shift.base if point.shift is not None else "now"
        anchor = self._base(base, "M" if point.weekday is None else "D")
        if anchor is None:
            return None
        stamp = place.toward(point, point.toward or 0, anchor)
        return None if stamp is None else Placed(stamp, anchor)

    def _bare(self, point: Point, tense: Callable[[], int]) -> Placed | None:
        if self.narrative or (self.published is None and self.here is not None):
            return self._told(point)
        if self.published is None or self._is_elsewhere(point):
            return self._told_here(point)
        stamp = place.nearest(point, tense(), self.published)
        return None if stamp is None else Placed(stamp, self.published)

    def _is_elsewhere(self, point: Point) -> bool:
        """Whether news has just told of another year, so that a month is one of that."""
        here, published = self.here, self.published
        if here is None or published is None or (point.month is None and point.day is None):
            return False
        return abs(here.year - published.year) > _NEAR_YEARS

    def _told_here(self, point: Point) -> Placed | None:
        if self.here is None:
            return None
        stamp = place.within(point, self.here.year, self.here.month)
        return None if stamp is None else Placed(stamp, self.here)

    def _told(self, point: Point) -> Placed | None:
        last = self.told.last
        if last is None or (point.weekday is not None and point.month is None):
            return None
        here = self.told.fine_enough("M") or last
        year = here.year
        month = point.month or place.SEASON_MONTHS.get(point.season)
        if month and here.month and month + _MONTHS_BACK <= here.month:
            year += 1
        stamp = place.within(point, year, here.month)
        return None if stamp is None else Placed(stamp, last)


def _tense(around: str, is_limit: bool) -> int:
    future = is_limit or _FUTURE.search(around) is not None
    past = _PAST.search(around) is not None
    return future - past


def surroundings(text: str, start: int, end: int) -> str:
    """Return the words of the same sentence that stand close to an expression."""
    before = text[max(0, start - _LOOK) : start]
    after = text[end : end + _LOOK]
    return re.split(r"[.!?]\s", before)[-1] + " " + re.split(r"[.!?]\s", after)[0]
