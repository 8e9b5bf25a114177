"""`python -m tests.benchmarks NAME [--events N] [--rounds N] [--json]`.

`make` also takes `--out FILE.csv|FILE.sourceline` and `--seed N`, `fuzz` `--seed N`; `startup`
and `memory` take `--out PROJECT`, more than once if need be.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from tests.benchmarks.report import show

NAMES = (
    *("startup", "export", "timex", "names", "article", "timelines", "plover", "drafting"),
    *(
        "ingest",
        "make",
        "frames",
        "peers",
        "filter",
        "search",
        "memory",
        "lists",
        "graph",
        "open",
        "kill",
        "fuzz",
    ),
)

OF_A_PROJECT = ("frames", "filter", "search", "graph", "export", "lists", "open")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--events", type=int, default=None)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--out",
        type=Path,
        action="append",
        default=[],
        help=f"of make: what is made; of {', '.join(OF_A_PROJECT)}, startup and memory: a project",
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="of make and fuzz: the same seed, the same files"
    )
    wanted = parser.parse_args()
    out = wanted.out[-1] if wanted.out else None
    if wanted.name == "make":
        from tests.benchmarks.make import make

        print(show(make(wanted.events or 100_000, out, wanted.seed), wanted.json))
        return
    if wanted.name in ("startup", "memory"):
        module = importlib.import_module(f"tests.benchmarks.{wanted.name}")
        print(show(module.run(wanted.rounds, wanted.events, wanted.out), wanted.json))
        return
    module = importlib.import_module(f"tests.benchmarks.{wanted.name}")
    if wanted.name == "fuzz":
        print(show(module.run(wanted.rounds, wanted.events, wanted.seed), wanted.json))
        return
    if wanted.name in OF_A_PROJECT:
        print(show(module.run(wanted.rounds, wanted.events, out), wanted.json))
        return
    print(show(module.run(wanted.rounds, wanted.events), wanted.json))


if __name__ == "__main__":
    main()
