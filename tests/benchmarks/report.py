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
    mine = [pair[0] for pair in pairs]
    other = [pair[1] for pair in pairs]
    return Measure(
        measure=measure,
        value=round(median(mine), 2),
        unit=unit,
        against=against,
        against_value=round(median(other), 2),
        ratio=round(median(a / b for a, b in pairs), 3),
        p95=round(quantiles(mine, n=20)[-1], 2) if rounds > 1 else mine[0],
        n=rounds,
    )


def show(measures: Sequence[Measure], as_json: bool) -> str:
    """Return the measures as a JSON array or as lines for a reader."""
    if as_json:
        return json.dumps([asdict(measure) for measure in measures])
    return "\n".join(
        f"{m.measure}: {m.value:g} {m.unit} (p95 {m.p95:g}, n {m.n}); "
        f"{m.against}: {m.against_value:g} {m.unit}; ratio {m.ratio:g}"
        for m in measures
    )
