"""The status line's words: what is shown, under which filter, of which stretch."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, log10
from typing import TypeVar

import numpy as np

from explorer.domain.calendar import DAY_S, civil_from_seconds
from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.kinds import STATUS_LABELS, event_kind_label
from explorer.index.corpus import Bools, Corpus
from explorer.viewmodel.review.counting import events_in_scope
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Window

K = TypeVar("K")

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR_S = 365.25 * DAY_S
LONG_S = 10 * _YEAR_S  # of such a stretch only the years are said
SAID_NAMES = 5
_FAR_S = 3.0e17  # beyond ten thousand million years nothing is said of a bound


def status_line(session: Session) -> str:
    """Return "12 of 140 events · 3 undated · Japan AND Lloyd Austin · 2022 to 2025"."""
    corpus = session.corpus
    if corpus.n == 0:
        return "No events yet. Drop a document to begin."
    scope = session.state.filter.review
    matching, undated = session.matching
    parts = [
        f"{matching:,} of {_count(events_in_scope(corpus, scope), 'event')}",
        f"{undated:,} undated",
        filter_words(corpus, session.state.filter, most=SAID_NAMES) or "no filter",
        stretch_words(session),
    ]
    return " · ".join(part for part in parts if part)


def selected_words(session: Session) -> str:
    """Return "1 selected", or nothing."""
    chosen = len(session.state.selection)
    return f"{chosen:,} selected" if chosen else ""


def filter_words(corpus: Corpus, wanted: Filter, most: int | None = None) -> str:
    """Return the filter as a reader says it; empty where nothing is held back.

    Of more than `most` actors the others are counted: what is one line has no room for fifty.
    """
    sources = {s: source.title for s, source in corpus.sources.items()}
    parts = [
        _actors(corpus, wanted, most),
        _ticked(wanted.kinds, event_kind_label),
        _ticked(wanted.statuses, STATUS_LABELS.__getitem__),
        _ticked(wanted.sources, lambda source: sources.get(source, "a source that is gone")),
        period_words(wanted.period) if wanted.period else "",
        f"“{wanted.words}”" if wanted.words else "",
        _review(wanted.review),
    ]
    return " · ".join(part for part in parts if part)


def period_words(period: Period) -> str:
    """Return a period as it was given, else by its bounds."""
    if period.label:
        return period.label.replace("/", " to ")
    if period.start_s is None and period.end_s is None:
        return ""
    if period.start_s is None:
        return f"before {moment_words(period.end_s or 0, 10 * DAY_S)}"
    if period.end_s is None:
        return f"from {moment_words(period.start_s, 10 * DAY_S)}"
    return window_words(Window(period.start_s, period.end_s))


def stretch_words(session: Session) -> str:
    """Return the visible stretch: "2022 to 2025", or "as told, ¶1 to ¶9".

    With several sources a paragraph has its number in its own, which is named.
    """
    state, corpus = session.state, session.corpus
    if state.axis is Axis.TOLD:
        return f"as told, {_told_words(corpus, state.told_window)}"
    window = state.window or whole(corpus)
    return window_words(window) if window is not None else ""


def _told_words(corpus: Corpus, told: Window | None) -> str:
    sources = tuple(corpus.sources.values())
    last = sum(source.paragraph_count for source in sources)
    told = told or Window(0, last)
    first = min(max(0, floor(told.start)), max(last - 1, 0))
    ends = first, max(min(last, ceil(told.end)) - 1, first)
    found: list[tuple[str, int]] = []
    for place in ends:
        for source in sources:
            if place < source.paragraph_count:
                found.append((source.title, place + 1))
                break
            place -= source.paragraph_count
    if len(found) < 2:
        return "no text"
    (title, start), (end_title, end) = found
    if len(sources) == 1:
        return f"¶{start:,} to ¶{end:,}"
    if title == end_title:
        return f"{title} ¶{start:,} to ¶{end:,}"
    return f"{title} ¶{start:,} to {end_title} ¶{end:,}"


def whole(corpus: Corpus, among: Bools | None = None) -> Window | None:
    """Return the stretch from the earliest to the latest known bound, None without any.

    `among` is a mask of the events that count; shape (n,).
    """
    head = corpus.columns.head
    if among is None and head.low_s is not None and head.high_s is not None:
        low, high = float(head.low_s), float(head.high_s)
        if abs(low) < _FAR_S and abs(high) < _FAR_S:
            return Window(low, high + 1)
    rows = corpus.dated if among is None else corpus.dated & among
    ends: list[float] = []
    for column in (corpus.start_min, corpus.end_max, corpus.start_max, corpus.end_min):
        values = column[rows].astype(np.float64)
        known = values[np.abs(values) < _FAR_S]
        ends += [float(known.min()), float(known.max())] if len(known) else []
    return Window(min(ends), max(ends) + 1) if ends else None


def window_words(window: Window) -> str:
    """Return a window's bounds, as fine as its width asks for; one word where they agree."""
    width = window.end - window.start
    first, last = moment_words(window.start, width), moment_words(window.end - 1, width)
    day, comma, _ = first.partition(", ")
    if comma and first != last and last.startswith(f"{day}, "):
        last = last.removeprefix(f"{day}, ")
    return first if first == last else f"{first} to {last}"


def moment_words(instant_s: float, width_s: float) -> str:
    """Return a moment, as fine as a stretch of `width_s` seconds asks for."""
    year, month, day, hour, minute, _ = civil_from_seconds(int(instant_s))
    name = _year_words(year, width_s)
    if width_s > 2 * _YEAR_S:
        return name
    if width_s > _YEAR_S / 6:
        return f"{_MONTHS[month - 1]} {name}"
    if width_s > 3 * DAY_S:
        return f"{day} {_MONTHS[month - 1]} {name}"
    return f"{day} {_MONTHS[month - 1]} {name}, {hour:02}:{minute:02}"


def _year_words(year: int, width_s: float) -> str:
    """Return a year; far out rounded to a thousandth of the stretch, with its digits grouped."""
    number = year if year > 0 else 1 - year
    step = 10 ** max(floor(log10(max(width_s / _YEAR_S / 1000, 1.0))), 0)
    if number >= 10_000:
        number = round(number / step) * step
    said = f"{number:,}" if number >= 10_000 else f"{number}"
    return said if year > 0 else f"{said} BCE"


def _actors(corpus: Corpus, wanted: Filter, most: int | None) -> str:
    known = [a for a in wanted.actors if a in corpus.actors]
    names = sorted(actor.name for actor in corpus.some_actors(known))
    if not names:
        return ""
    if most is not None and len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1:,} more"]
    if wanted.match is Match.NONE:
        return "not " + " or ".join(names)
    return (" AND " if wanted.match is Match.ALL else " OR ").join(names)


def _ticked(chosen: frozenset[K] | None, label: Callable[[K], str]) -> str:
    if chosen is None:
        return ""
    return ", ".join(sorted(map(label, chosen))) or "nothing ticked"


def _review(scope: ReviewScope) -> str:
    return {ReviewScope.PENDING: "drafts only", ReviewScope.ALL: "with drafts"}.get(scope, "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
