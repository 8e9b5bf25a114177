"""EDTF dates (ISO 8601-2:2019, levels 0 to 2): their bounds, their order, their words.

How bounds are found
--------------------
A *date* ("1966") is one instant somewhere in it: it starts and ends between its first and
its last second. An *interval* `a/b` starts within a and ends within b. An open (`..`) or
unknown (empty) end, or one without any digit of its year, is None on that side; so is
everything of a date that is no more than `XXXX-12-XX`, which has a month but no place on
a calendar (`EdtfDate.is_placed`).

A *one-of set* `[a,b]` is one instant between its first and its last member. An *all-of
set* `{a,b}` happened at each of them: it is a period from its first member to its last.

*Unspecified digits* (`156X-12-25`): from the first to the last day that fits.
*Significant digits* (`1950S2`): `strict` is the estimate, `bounds` all years it can be.
*Seasons*: Northern unless the number says Southern; winter begins in December of its year.
*Times* without a zone are taken as UTC; others are shifted to UTC.

*Padding* of `~`, `?` and `%` is our own rule, for the specification gives none: each mark
widens `bounds` on either side by one unit of the component that it is written at (`%` by
two): `1984~` by a year, `2004-06~` by a month, `2004-06-11?` by a day, `2004?-06-11` by a
year, `199X~` by ten years. `strict` is without it. Only a day or a time without any mark is an
instant; a marked one is somewhere in its bounds, as a month is.
"""

from __future__ import annotations

from functools import lru_cache

from explorer.domain.edtf.assemble import assemble
from explorer.domain.edtf.grammar import LONGEST, Malformed
from explorer.domain.edtf.model import Bounds, EdtfDate, Shape
from explorer.domain.edtf.speech import precision, say
from explorer.errors import InputProblem

__all__ = ["Bounds", "EdtfDate", "Shape", "parse", "precision", "say", "sort_key", "window"]

_REMEDY = "Write it like 2024-07-28, 2024-07, 2024, 1984~, 2011/2015 or 2022/.."
_SHOWN = 60  # characters of a wrong date in a message
_OUTSIDE = 2**63  # beyond every bound there can be


def parse(text: str) -> EdtfDate:
    """Parse an EDTF string; raises InputProblem, with the reason, for anything else.

    Dates of the same text are the same object for as long as they are remembered.
    """
    if not isinstance(text, str) or not text:
        raise InputProblem("no date", remedy=_REMEDY)
    if len(text) > LONGEST:
        raise InputProblem(f"a date of {len(text):,} characters", remedy=_REMEDY)
    return _parse(text)


@lru_cache(maxsize=65536)
def _parse(text: str) -> EdtfDate:
    try:
        return assemble(text)
    except Malformed as error:
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        raise InputProblem(str(error), where=repr(shown), remedy=_REMEDY) from error


def sort_key(date: EdtfDate) -> tuple[bool, int, int, int, int, str]:
    """Return the key of a total order: by strict start, then the sooner end, then the text.

    An open or unknown start comes before all dates, a date without a place on the
    calendar after all of them.
    """
    strict = date.strict
    start = -_OUTSIDE if strict.start_min is None else strict.start_min
    end = _OUTSIDE if strict.end_max is None else strict.end_max
    start_max = -_OUTSIDE if strict.start_max is None else strict.start_max
    end_min = _OUTSIDE if strict.end_min is None else strict.end_min
    return not date.is_placed, start, end, start_max, end_min, date.text


def window(text: str) -> tuple[int | None, int | None]:
    """Return the half-open `[start_s, end_s)` that an EDTF string spans, without padding.

    None is open. Raises InputProblem for what is no EDTF, and for a date that has no place
    on the calendar.
    """
    date = parse(text)
    if not date.is_placed:
        raise InputProblem("this names no time to look in", where=repr(text), remedy=_REMEDY)
    end_max = date.strict.end_max
    return date.strict.start_min, None if end_max is None else end_max + 1
