"""One measure beside what it is held against, as a line or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Measure:
    """`value` and `against_value` are medians of `n` rounds taken in turn."""

    measure: str
    value: float
    unit: str
    against: str
    against_value: float
    ratio: float
    p95: float
    n: int


def in_turn(
    measure: str,
    unit: str,
    ours: Callable[[], float],
    against: str,
    theirs: Callable[[], float],
    rounds: int,
) -> Measure:
    """Take both figures in turn, so that a machine that slows down slows both."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return held_against(measure, unit, [p[0] for p in pairs], against, [p[1] for p in pairs])


def held_against(
    measure: str, unit: str, ours: Sequence[float], against: str, theirs: Sequence[float]
) -> Measure:
    """Sum up rounds that were taken in turn; the ratio is the median of the rounds' ratios."""
    return Measure(
        measure=measure,
        value=round(median(ours), 2),
        unit=unit,
        against=against,
        against_value=round(median(theirs), 2),
        ratio=round(median(a / b for a, b in zip(ours, theirs, strict=True)), 3),
        p95=round(_p95(ours), 2),
        n=len(ours),
    )


def _p95(found: Sequence[float]) -> float:
    return quantiles(found, n=20, method="inclusive")[-1] if len(found) > 1 else found[0]


def show(measures: Sequence[Measure], as_json: bool) -> str:
    """Return the measures as a JSON array or as lines for a reader."""
    if as_json:
        return json.dumps([asdict(measure) for measure in measures])
    return "\n".join(
        f"{m.measure}: {m.value:g} {m.unit} (p95 {m.p95:g}, n {m.n}); "
        f"{m.against}: {m.against_value:g} {m.unit}; ratio {m.ratio:g}"
        for m in measures
    )
