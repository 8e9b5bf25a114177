"""As told: the place in the text as an axis, paragraph after paragraph.

A paragraph is as wide as its text is long, but never too narrow to name. Places along
the axis are *weights*: paragraph n of all sources covers `[edges[n - 1], edges[n])`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from explorer.domain.ids import SourceId
from explorer.domain.records import Event, Paragraph
from explorer.values import dataclass
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline.ticks import Tick, place_ticks
from explorer.viewmodel.timeline.timescale import Floats, Scale
from explorer.viewmodel.type import Measurer

_LEAST_WEIGHT = 0.12
_TICK_PX = 24.0


@dataclass(frozen=True)
class Told:
    """The axis as told.

    Attributes
    ----------
    edges
        Float array of shape (paragraphs + 1,): where each paragraph begins; the last is
        the end of the text.
    numbers
        Each paragraph's own number in its source; shape (paragraphs,).
    first
        For each source the index of its first paragraph, in the order of the sources.
    """

    edges: Floats
    numbers: tuple[int, ...]
    lengths: tuple[int, ...]
    first: Mapping[SourceId, int]

    @property
    def count(self) -> int:
        return len(self.numbers)

    def place(self, event: Event) -> float | None:
        """Return where an event is first told, or None where no words of it are known."""
        spots = [
            (self.first[item.source_id] + item.paragraph - 1, item.start)
            for item in event.evidence
            if item.source_id in self.first
        ]
        if not spots:
            return None
        index, start = min(spots)
        part = start / max(self.lengths[index], 1)
        low, high = float(self.edges[index]), float(self.edges[index + 1])
        return low + (high - low) * min(0.04 + part * 0.92, 0.96)

    def to_weights(self, window: Window | None) -> Window:
        """Return a window in weights from one in paragraphs; None is the entire text."""
        if window is None:
            return Window(0.0, max(float(self.edges[-1]), 1.0))
        start, end = np.interp([window.start, window.end], np.arange(self.count + 1), self.edges)
        return Window(float(start), max(float(end), float(start) + 1e-6))

    def to_paragraphs(self, window: Window) -> Window:
        """Return a window in paragraphs from one in weights, held within the text."""
        start, end = np.interp([window.start, window.end], self.edges, np.arange(self.count + 1))
        return Window(float(start), max(float(end), float(start) + 1e-6))


def told_axis(session: Session) -> Told:
    """Return the axis over all sources of a project, one after another."""
    sources = session.corpus.sources
    return axis_of([(source_id, session.paragraphs(source_id)) for source_id in sources])


def axis_of(texts: Sequence[tuple[SourceId, Sequence[Paragraph]]]) -> Told:
    """Return the axis over the paragraphs of sources, one after another."""
    paragraphs = [paragraph for _, found in texts for paragraph in found]
    first: dict[SourceId, int] = {}
    index = 0
    for source_id, found in texts:
        first[source_id] = index
        index += len(found)
    lengths = tuple(len(paragraph.text) for paragraph in paragraphs)
    shares = np.array(lengths, dtype=np.float64)
    mean = float(shares.mean()) if len(shares) else 1.0
    weights = _LEAST_WEIGHT + shares / max(mean, 1.0)
    edges = np.concatenate([[0.0], np.cumsum(weights)])
    numbers = tuple(paragraph.number for paragraph in paragraphs)
    return Told(edges, numbers, lengths, first)


def told_ticks(told: Told, scale: Scale, measurer: Measurer) -> tuple[Tick, ...]:
    """Return a tick for each paragraph in the window, named where the name has room.

    Where the paragraphs are many, every second, fifth, tenth ... has a tick.
    """
    low, high = _visible(told, scale)
    most = max(scale.width_px / _TICK_PX, 1.0)
    wanted = (high - low) / most
    step = 1 if wanted <= 1 else next(s for s in _round_steps() if s >= wanted)
    starts = set(told.first.values())
    chosen = [i for i in range(low, high) if i in starts or told.numbers[i] % step == 0]
    wide = _wide(told, scale)
    majors = [(float(told.edges[i]), f"¶{told.numbers[i]}") for i in chosen if wide(i)]
    minors = [(float(told.edges[i]), str(told.numbers[i])) for i in chosen if not wide(i)]
    return place_ticks(scale, measurer, majors, minors)


def told_columns(
    told: Told, scale: Scale, least_px: float
) -> tuple[Floats, tuple[tuple[int, int], ...]]:
    """Return the places that bound columns of whole paragraphs, and each one's numbers.

    A column is at least `least_px` wide where it can be, and never spans two sources.
    """
    starts = set(told.first.values())
    low, high = _visible(told, scale)
    bounds, begun = [], low
    for index in range(low, high):
        wide = (told.edges[index + 1] - told.edges[begun]) * scale.px_per_unit >= least_px
        if wide or index + 1 == high or index + 1 in starts:
            bounds.append((begun, index))
            begun = index + 1
    places = [float(told.edges[first]) for first, _ in bounds]
    numbers = tuple((told.numbers[first], told.numbers[last]) for first, last in bounds)
    return np.array([*places, float(told.edges[high])]), numbers


def zebra(told: Told, scale: Scale) -> tuple[tuple[float, float], ...]:
    """Return `(left, right)` in px of every odd paragraph in the window, if wide enough to see."""
    low, high = _visible(told, scale)
    if high - low > scale.width_px / 12:
        return ()
    right = scale.left_px + scale.width_px
    spans = [
        (scale.x_of(float(told.edges[i])), scale.x_of(float(told.edges[i + 1])))
        for i in range(low, high)
        if told.numbers[i] % 2
    ]
    return tuple((max(x0, scale.left_px), min(x1, right)) for x0, x1 in spans)


def _round_steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (2 * power, 5 * power, 10 * power)
        power *= 10


def _visible(told: Told, scale: Scale) -> tuple[int, int]:
    low = int(np.searchsorted(told.edges, scale.window.start, side="right")) - 1
    high = int(np.searchsorted(told.edges, scale.window.end, side="left"))
    return max(low, 0), min(high, told.count)


def _wide(told: Told, scale: Scale) -> Callable[[int], bool]:
    def wide(index: int) -> bool:
        span = float(told.edges[index + 1] - told.edges[index])
        return span * scale.px_per_unit >= 30

    return wide
