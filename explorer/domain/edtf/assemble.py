"""From the parts of an EDTF string to its bounds, shape and level."""

from __future__ import annotations

import re
from collections.abc import Callable

from explorer.domain.edtf.extent import Span, strict_span, wide_span
from explorer.domain.edtf.grammar import Malformed, read
from explorer.domain.edtf.model import Bounds, EdtfDate, Shape
from explorer.domain.edtf.tree import Edge, Expression, Interval, Members, Run, Term, Unit, terms_of

_Spanner = Callable[[Term], Span | None]
_MASKED_FROM_THE_RIGHT = re.compile("(?:[0-9]{2})*(?:XX)*")


def assemble(text: str) -> EdtfDate:
    """Return what an EDTF string says; raises Malformed."""
    expression = read(text)
    strict = _bounds(expression, strict_span)
    terms = terms_of(expression)
    widened = any(term.qualifiers or term.significant for term in terms)
    bounds = _bounds(expression, _wide) if widened else strict
    if isinstance(expression, Interval):
        _check_order(strict)
    marks = [qualifier for term in terms for qualifier in term.qualifiers]
    return EdtfDate(
        text,
        _level(expression),
        _shape(expression, strict),
        bounds,
        strict,
        approximate=any(mark.approximate for mark in marks),
        uncertain=any(mark.uncertain for mark in marks),
    )


def _wide(term: Term) -> Span | None:
    strict = strict_span(term)
    return strict and (wide_span(term, strict) if term.qualifiers or term.significant else strict)


def _bounds(expression: Expression, spanner: _Spanner) -> Bounds:
    if isinstance(expression, Term):
        return _once(spanner(expression))
    if isinstance(expression, Interval):
        start, end = (_end_span(end, spanner) for end in (expression.start, expression.end))
        return Bounds(*(start or (None, None)), *(end or (None, None)))
    return _of_set(expression, spanner)


def _once(span: Span | None) -> Bounds:
    low, high = span or (None, None)
    return Bounds(low, high, low, high)


def _end_span(end: Term | Edge, spanner: _Spanner) -> Span | None:
    return spanner(end) if isinstance(end, Term) else None


def _of_set(members: Members, spanner: _Spanner) -> Bounds:
    pairs = [_run_spans(run, spanner) for run in members.runs]
    lows = [low for low, _ in pairs]
    highs = [high for _, high in pairs]
    # One open end, or one member without a year, opens that side of the whole.
    first = None if None in lows else min(low for low in lows if low)
    last = None if None in highs else max((high for high in highs if high), key=lambda s: s[::-1])
    if members.every:
        return Bounds(*(first or (None, None)), *(last or (None, None)))
    return _bounds_between(first, last)


def _bounds_between(first: Span | None, last: Span | None) -> Bounds:
    low, high = first and first[0], last and last[1]
    return Bounds(low, high, low, high)


def _run_spans(run: Run, spanner: _Spanner) -> tuple[Span | None, Span | None]:
    low = spanner(run.low) if run.low else None
    high = low if run.low is run.high else (spanner(run.high) if run.high else None)
    if low and high and (high[1] < low[0]):
        raise Malformed("a range that ends before it begins")
    return low, high


def _check_order(strict: Bounds) -> None:
    """Refuse an interval that cannot be: whose end is over before its start can be.

    Level 0 "Time Interval". `2004-06-11/2004-06` can be and stands.
    """
    if strict.start_min is None or strict.end_max is None:
        return
    if strict.end_max < strict.start_min:
        raise Malformed("an interval that ends before it begins")


def _shape(expression: Expression, strict: Bounds) -> Shape:
    if isinstance(expression, Term):
        return Shape.INSTANT if expression.day and expression.is_plain else Shape.BAND
    if isinstance(expression, Members) and not expression.every:
        return Shape.BAND
    if strict.end_max is None:
        return Shape.ONGOING
    return Shape.UNTIL if strict.start_min is None else Shape.PERIOD


def _level(expression: Expression) -> int:
    if isinstance(expression, Members):
        return 2
    terms = terms_of(expression)
    level = max((_term_level(term) for term in terms), default=0)
    if isinstance(expression, Interval) and len(terms) < 2:
        level = max(level, 1)  # "Extended Interval (L1)": an open or unknown end
    if isinstance(expression, Interval) and any("X" in term.text for term in terms):
        return 2  # level 2 "Interval": unspecified digits in one
    return level


def _term_level(term: Term) -> int:
    if term.is_plain and not term.is_long and term.season is None:
        return 1 if term.year[0] == "-" else 0
    if term.exponent or term.significant or _is_masked_inside(term) or (term.season or 0) > 24:
        return 2
    if term.qualifiers and (term.season or term.is_long):
        return 2
    finest = Unit.DAY if term.day else Unit.MONTH if term.month else Unit.YEAR
    return 1 if all(mark.after and mark.unit is finest for mark in term.qualifiers) else 2


def _is_masked_inside(term: Term) -> bool:
    """Whether a digit is left open that is not among the date's last ones (level 2)."""
    if "X" in term.year:
        return term.month is not None or "X" in term.year.rstrip("X") or not term.has_year
    return not _MASKED_FROM_THE_RIGHT.fullmatch((term.month or "") + (term.day or ""))
