"""`python -m tests.benchmarks make --events N [--out FILE.csv|.sourceline] [--seed S]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.benchmarks.corpora import write_csv
from tests.benchmarks.report import Measure, held_against


def make(events: int, out: Path | None, seed: int) -> list[Measure]:
    """Make a corpus as a CSV file, or as a project that it was imported into; times both."""
    path = out or Path(f"events-{events}.csv")
    with tempfile.TemporaryDirectory(dir=path.parent if path.parent.name else ".") as folder:
        is_project = path.suffix == ".sourceline"
        table = Path(folder) / f"events-{events}-{seed}.csv" if is_project else path
        started = perf_counter()
        write_csv(table, events, seed)
        made_s = perf_counter() - started
        copied_s = _copy_s(table, Path(folder) / "copy")
        found = [
            held_against(f"{events:,} events as CSV ({table.stat().st_size:,} bytes)", "s",
                         [made_s], "copying that file", [copied_s])
        ]  # fmt: skip
        if is_project:
            started = perf_counter()
            import_csv(table, path)
            took_s = perf_counter() - started
            found.append(
                held_against(f"into a project ({path.stat().st_size:,} bytes)", "s",
                             [took_s], "making the CSV", [made_s])
            )  # fmt: skip
    print(f"made {path}", file=sys.stderr)
    return found


def _copy_s(table: Path, target: Path) -> float:
    import shutil

    started = perf_counter()
    shutil.copyfile(table, target)
    took_s = perf_counter() - started
    target.unlink()
    return took_s


def import_csv(table: Path, path: Path) -> None:
    """Import a corpus into a new project, as the command line does."""
    from explorer.ingest.tables.build import Builder
    from explorer.ingest.tables.plan import plan_of, table_source
    from explorer.store.project import Project

    plan = plan_of(table, home=table.parent)
    rejected = []
    with Project.create(path) as project:
        builder = Builder(plan.table, plan.reader(), rejected.append)
        project.import_table(table_source(plan.table), builder.batches(), alone=True)
    if rejected:
        raise RuntimeError(f"{len(rejected)} rows were rejected, the first: {rejected[0]}")
