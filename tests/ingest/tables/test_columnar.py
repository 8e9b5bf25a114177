"""Columns at a time say what rows one by one say, and quick dates what the parser says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain import dates as edtf
from explorer.domain.tables import Reject, RowBatch
from explorer.ingest.tables.build import Builder, ColumnReader
from explorer.ingest.tables.columnar import MappedColumns
from explorer.ingest.tables.date_reader import CellReader, SpanReader, dated
from explorer.ingest.tables.dates import BadDate, DateStyle, DayOrder, span, to_edtf
from explorer.ingest.tables.delimited import Dialect, _Cutter
from explorer.ingest.tables.generic import MappedReader
from explorer.ingest.tables.mapping import Mapping
from explorer.ingest.tables.plan import plan_of
from explorer.ingest.tables.rows import Rows, Table

COLUMNS = ("title", "start", "end", "who", "also", "role", "kind", "status", "id", "link")
MAPPING = Mapping(
    ("title",), ("start",), ("end",), ("who", "also"), ("role", "role"), "kind", "status",
    None, "link", None, "id",
)  # fmt: skip

_DATES = st.sampled_from(
    ["", "n/a", "present", "2020-01-02", "2020-01-04", "2021", "2020-02", "1984~", "soon",
     "2020-02-30", "2020-01-02T10:00:00", "2020-01-02 00:00:00", "2020-01-05T23:59:59Z",
     " 2020-01-02"]
)  # fmt: skip
_NAMES = st.sampled_from(
    ["", " ", "Japan", "Ann; Bo", "Bo;Ann ; Bo", 'the "Gang"', "none", "Ann\nBo", "x" * 301, "日本"]
)
_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Talks", " spaced  out ", "", "a, b", 'say "hi"', "nul\0"]),
        _DATES, _DATES, _NAMES, _NAMES,
        st.sampled_from(["", "host", " guest ", "host; guest", "a;;b"]),
        st.sampled_from(["", "Vote"]),
        st.sampled_from(["", "planned", "odd"]), st.sampled_from(["1", "2", "", " 3"]),
        st.sampled_from(["", "https://x.org"]),
    ),
    max_size=12,
)  # fmt: skip


def rows_of(cells: list[tuple[str, ...]]) -> Rows:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(cells)
    return _Cutter(Dialect()).cut(out.getvalue().split("\n"), "\n")


def build(reader: type[MappedReader], rows: Rows) -> tuple[RowBatch, list[Reject], list[str]]:
    def chunks() -> Iterator[Rows]:
        yield rows

    table = Table("t.csv", "text/csv", "utf-8", "", COLUMNS, chunks)
    rejects: list[Reject] = []
    made = reader(table, MAPPING, DateStyle())
    assert isinstance(made, ColumnReader) is (reader is MappedColumns)
    (batch,) = Builder(table, made, rejects.append).batches()
    names = [actor.name for actor in batch.actors]
    return batch, rejects, names


@given(_ROWS)
def test_columns_say_what_rows_say(cells: list[tuple[str, ...]]) -> None:
    rows = rows_of(cells)
    fast, fast_rejects, fast_names = build(MappedColumns, rows)
    slow, slow_rejects, slow_names = build(MappedReader, rows)
    assert fast_rejects == slow_rejects
    for name in ("texts", "keys", "titles", "kinds", "statuses", "dates"):
        assert getattr(fast, name) == getattr(slow, name), name
    assert sorted(fast.words) == sorted(slow.words)
    assert sorted(fast.date_words) == sorted(slow.date_words)
    assert sorted((r, fast_names[n], *more) for r, n, *more in fast.parts) == sorted(
        (r, slow_names[n], *more) for r, n, *more in slow.parts
    )


_STYLE = DateStyle(DayOrder.DAY_FIRST)
_ANY = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda found: found.replace(microsecond=0).isoformat()),
    st.sampled_from(["2019", "2019-10", "1984~", "2019-10-24T10:00:00+02:00", "2011/2015", "0000"]),
    st.from_regex(r"\d{4}-[01]\d-[0-3]\d[T ][0-2]\d:[0-6]\d:[0-6]\dZ?", fullmatch=True),
)


@given(_ANY)
def test_a_quick_date_is_the_parsed_one(cell: str) -> None:
    try:
        expected = dated(to_edtf(cell, _STYLE))
    except BadDate:
        with pytest.raises(BadDate):
            CellReader(_STYLE)(cell)
        return
    assert CellReader(_STYLE)(cell) == expected
    assert edtf.parse(expected.edtf).text == expected.edtf


@given(_ANY, _ANY)
def test_a_quick_span_is_the_parsed_one(start: str, end: str) -> None:
    read = CellReader(_STYLE)
    found = SpanReader(read).cells(start, end)
    try:
        expected = dated(span(to_edtf(start, _STYLE), to_edtf(end, _STYLE)))
    except BadDate:
        assert isinstance(found, BadDate)
        return
    assert found == expected


def test_what_goes_on_has_an_open_end(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = ("A,2019,present", "B,2019-05-05,ongoing", "C,,present", "D,present,", "E,2019,2020")
    path.write_text("\n".join(("title,start,end", *rows, "")), encoding="utf-8")
    plan = plan_of(path, home=tmp_path)
    rejects: list[Reject] = []
    batch = next(Builder(plan.table, plan.reader(), rejects.append).batches())
    assert [date and date.edtf for date in batch.dates] == [
        "2019/..", "2019-05-05/..", None, "2019/2020",
    ]  # fmt: skip
    said = [[batch.texts[row][a:b] for at, a, b in batch.date_words if at == row] for row in (0, 2)]
    assert said == [["2019", "present"], []]
    assert [(bad.line, bad.column) for bad in rejects] == [(5, "start")]


def test_an_end_without_a_start() -> None:
    spans = SpanReader(CellReader(_STYLE))
    found = spans.cells("", "2020-01-02")
    assert found is not None
    assert not isinstance(found, BadDate)
    assert found.edtf == "/2020-01-02"
    assert spans.cells("", "n/a") is None
