"""A small project that is taken for one of many events, of a table too long to be read whole."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from explorer.ingest.tables.build import Builder
from explorer.ingest.tables.plan import plan_of, table_source
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel import session as viewed
from explorer.viewmodel.session import Session

BUSY, LANES, UNDATED = 700, 60, 9
STRETCH = 50


@contextmanager
def session_of_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Yield one actor of 700 days, sixty of one each, and nine events that nobody dated.

    The table is shown by stretches of 50 rows.
    """
    monkeypatch.setattr(store, "FEW", 0)
    monkeypatch.setattr(viewed, "LONG_SOURCE", 100)
    monkeypatch.setattr(viewed, "STRETCH", STRETCH)
    table = folder / "events.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("title", "start", "actors", "kind"))
        out.writerows((f"Talk {n}", f"2024-01-{1 + n % 28:02}", "Busy", "talks")
                      for n in range(BUSY))  # fmt: skip
        out.writerows((f"Vote {n}", "2024-02-01", f"Rare {n:02}", "vote") for n in range(LANES))
        out.writerows((f"Strike {n}", "", "Busy", "incident") for n in range(UNDATED))
    plan = plan_of(table, home=folder)
    with Project.create(folder / "many.sourceline") as project:
        builder = Builder(plan.table, plan.reader(), pytest.fail)
        project.import_table(table_source(plan.table), builder.batches(), alone=True)
        yield Session(project)
