"""Tables as the window asks for them, over the readers and the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import InputProblem
from explorer.viewmodel.project.tables import (
    Check,
    PreviewRow,
    TableOffer,
    TablePreview,
    TableResult,
)

if TYPE_CHECKING:
    from explorer.domain.tables import RowBatch, TableReport
    from explorer.ingest.tables.build import Builder
    from explorer.ingest.tables.mapping import Mapping
    from explorer.ingest.tables.plan import Plan
    from explorer.ingest.tables.rejects import Rejects
    from explorer.store.project import Project
    from explorer.viewmodel.ports import ProjectPort

_SAMPLES = 3
_SAMPLED_ROWS = 200
_SHOWN_EVENTS = 30
_SHOWN_REJECTS = 3
_SAY_EVERY_S = 0.2
_PLAIN_ROLE, _PLAIN_KIND = "party", "event"  # what a table gets that says nothing of them
_ADDRESSES = ("https://", "http://")


class DiskTables:
    """The `Tables` of a person; rejects wait in a folder that goes with the program."""

    def __init__(self, held: Callable[[ProjectPort], Project], home: Path | None = None) -> None:
        self._held = held
        self._home = home  # where mappings are remembered, if not among the settings
        self._plans: dict[Path, Plan] = {}
        self._folder: Path | None = None

    @property
    def meanings(self) -> Sequence[tuple[str, str]]:
        from explorer.ingest.tables.mapping import MEANINGS

        return tuple(MEANINGS.items())

    def is_table(self, path: Path) -> bool:
        from explorer.ingest.tables.open import is_table_name

        return is_table_name(path) and not path.name.endswith(".pack.json")

    def offer(self, path: Path, check: Check) -> TableOffer:
        from explorer.ingest.tables.mapping import Mapping
        from explorer.ingest.tables.plan import plan_of

        plan = self._plans[path] = plan_of(path, check=check, home=self._home)
        table, mapping = plan.table, plan.mapping or Mapping()
        rows = table.sample(_SAMPLED_ROWS)
        samples = tuple(_some([row[at] for row in rows]) for at in range(len(table.columns)))
        return TableOffer(
            path,
            plan.shape,
            table.columns,
            samples,
            tuple(mapping.meaning_of(column) or "" for column in table.columns),
            mapping.order.value,
            plan.source == "remembered",
            table.about_rows(),
            table.notes,
            plan.known is not None and _asks_order(plan, check),
        )

    def preview(self, offer: TableOffer, check: Check) -> TablePreview:
        from explorer.ingest.tables.dates import DayOrder
        from explorer.ingest.tables.mapping import check as check_mapping
        from explorer.ingest.tables.plan import AmbiguousDays, preview

        plan = self._plan(offer)
        try:
            if plan.mapping is not None:
                check_mapping(plan.mapping, offer.path.name)
            seen = preview(plan, plan.reader(check), _SAMPLED_ROWS)
        except AmbiguousDays:
            # Shown with the day first, so that the person sees what the question is about.
            trial = plan.in_order(DayOrder.DAY_FIRST)
            seen = preview(trial, trial.reader(check), _SAMPLED_ROWS)
            return replace(_preview(seen.batch, seen.rows, ()), asks_order=True)
        except InputProblem as problem:
            return TablePreview(problem=problem.line())
        rejects = tuple(
            f"line {one.line:,}: {one.column + ': ' if one.column else ''}{one.reason}"
            for one in seen.rejects[:_SHOWN_REJECTS]
        )
        return replace(_preview(seen.batch, seen.rows, rejects), asks_order=bool(offer.order))

    def take_in(
        self, project: ProjectPort, offer: TableOffer, say: Callable[[str], None], check: Check
    ) -> TableResult:
        from explorer.ingest.tables.build import Builder
        from explorer.ingest.tables.plan import table_source
        from explorer.ingest.tables.rejects import Rejects
        from explorer.ingest.tables.remember import remember

        plan = self._plan(offer)
        path = self._rejects_path()
        with Rejects(path, plan.table.where, _SHOWN_REJECTS) as rejects:
            builder = Builder(plan.table, plan.reader(check), rejects.add)
            telling = _Telling(offer, say, builder)
            report = self._held(project).import_table(
                table_source(plan.table), builder.batches(), say=telling.say, check=check
            )
        if plan.mapping is not None:
            remember(plan.table.columns, plan.mapping, self._home)
        return _result(offer, report, rejects, path)

    def save_rejects(self, result: TableResult, path: Path) -> None:
        import shutil

        if result.saved is None:
            return
        try:
            shutil.copyfile(result.saved, path)
        except OSError as error:
            raise InputProblem(
                f"the rejects cannot be written ({error.strerror})", where=str(path),
                remedy="Choose another place",
            ) from error  # fmt: skip

    def _plan(self, offer: TableOffer) -> Plan:
        """Return the plan of an offer, with the meanings that the person gave the columns."""
        from explorer.ingest.tables.dates import DayOrder

        plan = self._plans[offer.path]
        if offer.shape:
            return plan.in_order(DayOrder(offer.order))
        return replace(plan, mapping=_mapping(offer, plan))

    def _rejects_path(self) -> Path:
        if self._folder is None:
            import weakref
            from tempfile import mkdtemp

            self._folder = Path(mkdtemp(prefix="sourceline-"))
            weakref.finalize(self, _remove, self._folder)
        return self._folder / f"rejects-{len(list(self._folder.iterdir())) + 1}.csv"


def _asks_order(plan: Plan, check: Check) -> bool:
    from explorer.ingest.tables.plan import AmbiguousDays

    try:
        plan.reader(check)
    except AmbiguousDays:
        return True
    return False


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


class _Telling:
    """Says how many rows are read, how many are left and how long they take."""

    def __init__(self, offer: TableOffer, say: Callable[[str], None], builder: Builder) -> None:
        self._name, self._total = offer.path.name, offer.about_rows
        self._say = say
        self._builder = builder
        self._begun_s = self._said_s = time.monotonic()

    def say(self, words: str) -> None:
        now = time.monotonic()
        if not words.endswith(" events"):
            self._say(f"{self._name}: {words}")
        elif now - self._said_s >= _SAY_EVERY_S:
            self._said_s = now
            done = self._builder.rows
            left = max(0, self._total - done)
            seconds = (now - self._begun_s) / max(1, done) * left
            more = f", about {left:,} left{_long(seconds)}" if self._total else ""
            self._say(f"{self._name}: {done:,} rows read{more}")


def _long(seconds: float) -> str:
    if seconds < 10:
        return ""
    return f", {round(seconds)} s" if seconds < 90 else f", {round(seconds / 60)} min"


def _some(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the first cells that differ and say something."""
    given = (" ".join(cell.split())[:80] for cell in cells)
    return tuple(list(dict.fromkeys(cell for cell in given if cell))[:_SAMPLES])


def _preview(batch: RowBatch, rows: int, rejects: tuple[str, ...]) -> TablePreview:
    from explorer.domain.kinds import event_kind_label

    count = min(len(batch), _SHOWN_EVENTS)
    names: list[list[str]] = [[] for _ in range(count)]
    for row, actor, role, *_ in batch.parts:
        if row < count:
            name = batch.actors[actor].name
            names[row].append(name if role == _PLAIN_ROLE else f"{name} ({role})")
    links = [""] * count
    for row, start, end in batch.words:
        if row < count and batch.texts[row].startswith(_ADDRESSES, start):
            links[row] = batch.texts[row][start:end]
    events = tuple(
        PreviewRow(
            "" if (date := batch.dates[row]) is None else date.edtf,
            batch.titles[row],
            ", ".join(names[row]),
            "" if batch.kinds[row] == _PLAIN_KIND else event_kind_label(batch.kinds[row]),
            links[row],
        )
        for row in range(count)
    )
    return TablePreview(events, rows, len(batch), rejects)


def _mapping(offer: TableOffer, plan: Plan) -> Mapping:
    """Return the meanings as a mapping; parts of a date are put in order, the year first."""
    from explorer.ingest.tables.dates import DayOrder
    from explorer.ingest.tables.mapping import MEANINGS, Mapping

    columns: dict[str, tuple[str, ...]] = {
        key: tuple(
            column
            for column, meaning in zip(offer.columns, offer.meanings, strict=True)
            if meaning == key
        )
        for key in MEANINGS
    }
    before = plan.mapping or Mapping()
    for key in ("start", "end"):
        if set(before.columns(key)) == set(columns[key]):
            columns[key] = before.columns(key)
        elif len(columns[key]) > 1:
            columns[key] = tuple(sorted(columns[key], key=lambda name: _part(name, offer)))
    single = {
        key: columns[key][0] if columns[key] else None
        for key in ("kind", "status", "text", "link", "place", "id")
    }
    return Mapping(
        columns["title"], columns["start"], columns["end"], columns["actors"], columns["roles"],
        **single, order=DayOrder(offer.order), century=before.century, split=before.split,
    )  # fmt: skip


def _part(column: str, offer: TableOffer) -> int:
    """Return whether a column is of years (0), months (1) or days (2), by name, then by cells."""
    for number, word in enumerate(("year", "month", "day")):
        if word in column.casefold():
            return number
    samples = offer.samples[offer.columns.index(column)]
    return 0 if any(len(cell) == 4 for cell in samples) else 1


def _result(offer: TableOffer, report: TableReport, rejects: Rejects, path: Path) -> TableResult:
    events = report.events + report.folded
    noun = "1 event" if events == 1 else f"{events:,} events"
    folded = f", {report.folded:,} of them were there and have more words now"
    actors = "1 new actor" if report.actors == 1 else f"{report.actors:,} new actors"
    words = f"{offer.path.name}: {noun}{folded if report.folded else ''}, {actors}."
    return TableResult(
        words,
        rejects.count,
        tuple(f"Line {one.line:,}: {rejects.said(one)}" for one in rejects.first),
        path if rejects.count else None,
    )
