"""`import` of a table of events: what its columns are taken for, what came in, what did not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.meter import Meter
from explorer.cli.output import printable
from explorer.errors import AlreadyThere, InputProblem
from explorer.values import dataclass, replace

if TYPE_CHECKING:
    from explorer.domain.tables import TableReport
    from explorer.ingest.tables.plan import Plan
    from explorer.ingest.tables.rejects import Rejects
    from explorer.store.project import Project

_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class TableWishes:
    """What a person says of tables: a mapping or a file of one, where rejects go, how to read."""

    mapping: str | None = None
    rejects: Path | None = None
    encoding: str | None = None
    header: bool | None = None
    sheet: str | None = None


def is_table(path: Path, format: str | None) -> bool:
    """Whether a file is read as a table: by the person's word, else by its name."""
    from explorer.ingest.tables.open import FORMATS, is_table_name

    return format in FORMATS if format is not None else is_table_name(path)


def import_table(
    project: Project, path: Path, format: str | None, published: str | None, wishes: TableWishes
) -> int:
    """Add a table's rows; returns how many things were refused, for the exit code."""
    from explorer.ingest.tables.rejects import Rejects

    try:
        plan = _planned(path, format, wishes)
        rejects = Rejects(wishes.rejects, plan.table.where, keep=_MOST_SHOWN)
        with rejects:
            report = _written(project, plan, published, rejects)
    except AlreadyThere as there:
        click.echo(f"{printable(there.line())}: nothing was added")
        return 0
    except InputProblem as problem:
        click.echo(f"refused: {printable(problem.line())}", err=True)
        return 1
    click.echo(f"{printable(plan.table.where)}: {_came_in(report)}")
    for note in plan.table.notes:
        click.echo(f"  {printable(note)}")
    _tell_rejects(rejects, wishes)
    return rejects.count


def _planned(path: Path, format: str | None, wishes: TableWishes) -> Plan:
    from explorer.ingest.tables.mapping import Mapping, check, parse_mapping, read_mapping
    from explorer.ingest.tables.plan import plan_of

    plan = plan_of(
        path, format=format, encoding=wishes.encoding, header=wishes.header, sheet=wishes.sheet
    )
    where = printable(plan.table.where)
    if wishes.mapping is None:
        if plan.mapping is not None:
            check(plan.mapping, plan.table.where)
        if plan.mapping is None:
            click.echo(f"{where}: {plan.shape}")
        else:
            click.echo(f"{where}: {plan.source}: --map {_shell(plan.mapping.words())}")
        return plan
    base, columns = plan.mapping or Mapping(), plan.table.columns
    if "=" in wishes.mapping:
        mapping = parse_mapping(wishes.mapping, base, columns)
    else:
        mapping = read_mapping(Path(wishes.mapping), base, columns)
    if plan.known is not None and mapping == Mapping(order=mapping.order):
        click.echo(f"{where}: {plan.shape}")
        return plan.in_order(mapping.order)
    check(mapping, where)
    return replace(plan, mapping=mapping, source="given", known=None)


def _shell(words: str) -> str:
    import shlex

    return shlex.quote(printable(words))


def _written(project: Project, plan: Plan, published: str | None, rejects: Rejects) -> TableReport:
    from explorer.ingest.tables.build import Builder
    from explorer.ingest.tables.plan import table_source
    from explorer.ingest.tables.remember import remember

    builder = Builder(plan.table, plan.reader(), rejects.add)
    total = plan.table.about_rows()
    try:
        with Meter(total, "rows") as meter:
            report = project.import_table(
                table_source(plan.table, published),
                builder.batches(),
                alone=True,
                # How many rows a workbook has shows at its end only: no meter then.
                say=lambda _words: (
                    meter.advance(min(builder.rows, total) - meter.done) if total else None
                ),
            )
    except InputProblem as problem:
        if isinstance(problem, AlreadyThere) or not rejects.first:
            raise
        first = rejects.first[0]
        reason = f"{problem.what}; row at line {first.line}: {rejects.said(first)}"
        raise InputProblem(reason, where=problem.where, remedy=problem.remedy) from problem
    if plan.source == "given" and plan.mapping is not None:
        remember(plan.table.columns, plan.mapping)
    return replace(report, rows=builder.rows, rejected=rejects.count)


def _came_in(report: TableReport) -> str:
    def counted(count: int, one: str, more: str) -> str:
        return f"{count:,} {one if count == 1 else more}"

    parts = [f"{report.events:,} new"]
    if report.folded:
        parts.append(f"{report.folded:,} more words for events that were there")
    parts.append(f"{report.rejected:,} rejected")
    rows = counted(report.rows, "row", "rows")
    actors = counted(report.actors, "new actor", "new actors")
    events = counted(report.events + report.folded, "event", "events")
    if report.folded:
        return f"{rows}: {events} ({', '.join(parts[:-1])}), {actors}; {parts[-1]}"
    return f"{rows}: {events}, {actors}; {parts[-1]}"


def _tell_rejects(rejects: Rejects, wishes: TableWishes) -> None:
    for reject in rejects.first:
        click.echo(f"  line {reject.line}: {printable(rejects.said(reject))}", err=True)
    left = rejects.count - len(rejects.first)
    if left > 0:
        click.echo(f"  and {left:,} more", err=True)
    if rejects.count and wishes.rejects is None:
        click.echo("  Save them all with --rejects FILE.csv", err=True)
    elif rejects.count:
        click.echo(f"  All of them are in {wishes.rejects}", err=True)
