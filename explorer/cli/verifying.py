"""`verify`: the proof that every quote stands where it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.output import print_json, printable
from explorer.cli.reading import opened

if TYPE_CHECKING:
    from explorer.domain.verify import QuoteCheck, Report
    from explorer.export.objects import Object


def verify(path: Path, as_json: bool) -> int:
    """Check every quote and the file; returns 1 where anything is not exact."""
    with opened(path) as project:
        report = project.verify()
    if as_json:
        counted = [_counted(report.counted)] if report.counted else []
        print_json([*map(_object, report.checks), *counted, *map(_problem, report.problems)])
    else:
        _print(report)
    if report.is_sound:
        return 0
    click.echo(f"sourceline: {path}: {_wrong(report)}", err=True)
    return 1


def _print(report: Report) -> None:
    from explorer.domain.verify import Standing

    total = report.total
    counts = ", ".join(f"{report.count(standing):,} {standing.value}" for standing in Standing)
    click.echo(f"{total:,} quote{'s' if total != 1 else ''}: {counts}")
    for check in report.checks:
        if check.standing is not Standing.EXACT:
            click.echo(printable(_line(check)))
    for problem in report.problems:
        click.echo(printable(problem))
    for mark in report.unsupported:
        click.echo(f"not wrong, but without words of its own: {printable(mark)}")


def _line(check: QuoteCheck) -> str:
    item = check.evidence
    places = ", ".join(f"¶{place.paragraph} {place.start}–{place.end}" for place in check.found)
    line = (
        f"{check.standing.value}: {check.mark}, source {item.source_id} {item.place} "
        f"{item.start}–{item.end} “{item.quote}”"
    )
    return f"{line}, now at {places}" if places else line


def _wrong(report: Report) -> str:
    from explorer.domain.verify import Standing

    loose = report.total - report.count(Standing.EXACT)
    parts = [f"{loose:,} of {report.total:,} quotes are not exact"] if loose else []
    more = len(report.problems)
    parts += [f"{more:,} other problem{'s' if more != 1 else ''}"] if more else []
    return ", ".join(parts)


def _object(check: QuoteCheck) -> Object:
    from explorer.export.objects import evidence_object

    return {
        "result": check.standing.value,
        "mark": check.mark,
        **evidence_object(check.evidence),
        "found": [
            {"paragraph": place.paragraph, "start": place.start, "end": place.end}
            for place in check.found
        ],
    }


def _counted(count: int) -> Object:
    """What stands for the exact quotes of large tables, which would be millions of objects."""
    return {"result": "exact", "mark": None, "count": count}


def _problem(line: str) -> Object:
    return {"result": "problem", "mark": None, "problem": line}
