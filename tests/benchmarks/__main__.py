"""`python -m tests.benchmarks NAME [--events N] [--rounds N] [--json]`."""

from __future__ import annotations

import argparse
import importlib

from tests.benchmarks.report import show

NAMES = ("startup", "export", "timex", "names", "article", "timelines", "plover")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--events", type=int, default=None)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    module = importlib.import_module(f"tests.benchmarks.{wanted.name}")
    print(show(module.run(wanted.rounds, wanted.events), wanted.json))


if __name__ == "__main__":
    main()
