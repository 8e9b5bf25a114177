"""JSON, workbooks and Parquet: rows with text, and cells with places in it."""

from __future__ import annotations

import datetime
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from explorer.domain.tables import Reject
from explorer.errors import InputProblem
from explorer.ingest.tables.binary import chunked
from explorer.ingest.tables.build import Builder
from explorer.ingest.tables.json_cells import BadJson, cells_of
from explorer.ingest.tables.open import open_table
from explorer.ingest.tables.plan import plan_of
from explorer.ingest.tables.rows import place_of
from tests.ingest.tables.test_delimited import broken, rows_of


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"id": 1, "who": ["Ann", "Bo"], "at": {"year": 1999}}\n\nnonsense\n{"id": 2, "x": null}\n',
        encoding="utf-8",
    )
    found = open_table(path)
    assert found.columns == ("id", "who", "at.year")
    assert [(line, cells) for line, _, cells in rows_of(found)] == [
        (1, ["1", "Ann; Bo", "1999"]),
        (4, ["2", "", ""]),
    ]
    assert [line for line, _ in broken(found)] == [3]


@pytest.mark.parametrize("wrap", ["{}", '{{"about": [1, 2, 3], "events": {}, "more": {{}}}}'])
def test_an_array_of_objects(tmp_path: Path, wrap: str) -> None:
    rows = [{"title": "A", "when": "2020"}, {"title": "B \\ “é”", "when": None}]
    path = tmp_path / "t.json"
    path.write_text(wrap.format(json.dumps(rows, indent=2)), encoding="utf-8")
    found = open_table(path)
    assert found.columns == ("title", "when")
    assert [cells for _, _, cells in rows_of(found)] == [["A", "2020"], ["B \\ “é”", ""]]
    first = rows_of(found)[0]
    assert json.loads(first[1]) == rows[0]
    assert first[0] == 2


def test_json_lines_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('{"a": 1}\n{"a": 2}\n', encoding="utf-8")
    assert [cells for _, _, cells in rows_of(open_table(path))] == [["1"], ["2"]]


def test_a_number_of_too_many_digits_costs_its_row(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(f'{{"a": 1}}\n{{"a": {"9" * 5_000}}}\n', encoding="utf-8")
    assert broken(open_table(path)) == [(2, "a number of too many digits")]
    path = tmp_path / "t.json"
    path.write_text(f'[{{"a": {"9" * 5_000}}}]', encoding="utf-8")
    with pytest.raises(InputProblem, match=r"t\.json: a number of too many digits"):
        open_table(path)


@pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2]", "[", '{"a": [{"b": }]}', '"x"'])
def test_json_without_a_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblem, match=r"t\.json: "):
        open_table(path)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(st.text(max_size=5), _VALUES, max_size=5), st.booleans())
def test_places_hold_the_very_value(values: dict[str, Any], ascii_only: bool) -> None:
    text = json.dumps(values, ensure_ascii=ascii_only)
    found = cells_of(text)
    assert set(found) == {name for name, value in values.items() if value is not None}
    for name, (said, (start, end)) in found.items():
        value = values[name]
        if isinstance(value, str):
            assert json.loads(f'"{text[start:end]}"') == value == said
        else:
            assert json.loads(text[start:end]) == value


@given(st.text(max_size=30))
def test_no_text_breaks_the_walk(text: str) -> None:
    try:
        cells_of(text)
    except BadJson:
        return
    assert isinstance(json.loads(text), dict)


def test_depth_has_an_end() -> None:
    with pytest.raises(BadJson):
        cells_of('{"a":' * 5000 + "1" + "}" * 5000)
    with pytest.raises(BadJson):
        cells_of('{"a":' + "[" * 100_000)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Title", "When", "Count", "Sure", "Notes"])
    sheet.append(["Day", datetime.date(2024, 7, 1), 3.0, True, "a\tb\nc"])
    sheet.append([None, None, None, None, None])
    sheet.append(["Time", datetime.datetime(2024, 7, 1, 10, 30, 5), 2.5, False, "=1+1"])
    workbook.create_sheet("Other")["A1"] = "Read me"
    workbook.create_sheet("Empty")
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    return path


def test_workbooks(book: Path) -> None:
    found = open_table(book)
    assert found.columns == ("Title", "When", "Count", "Sure", "Notes")
    assert rows_of(found)[0][1] == "Day\t2024-07-01\t3\tTRUE\ta b c"
    line, text, cells = rows_of(found)[1]
    assert (line, cells[:4]) == (4, ["Time", "2024-07-01T10:30:05", "2.5", "FALSE"])
    start, end = place_of(cells, None, 1)
    assert text[start:end] == "2024-07-01T10:30:05"
    assert found.notes == ("the sheet “Sheet” was read; not “Other” (--sheet NAME reads another)",)


def sheets(tmp_path: Path, **rows: list[list[Any]]) -> Path:
    workbook = Workbook()
    for name, lines in rows.items():
        sheet = workbook.create_sheet(name)
        for line in lines:
            sheet.append(line)
    workbook.remove(workbook.worksheets[0])
    path = tmp_path / "sheets.xlsx"
    workbook.save(path)
    return path


def test_the_sheet_of_events_is_read_wherever_it_stands(tmp_path: Path) -> None:
    path = sheets(
        tmp_path,
        About=[["Read me"], ["All incidents"]],
        Codes=[["Code", "Name"], ["1", "Fire"], ["2", "Flood"]],
        Log=[["Date", "Incident"], [datetime.date(2024, 7, 1), "Fire"]],
    )
    found = open_table(path)
    assert (found.columns, len(rows_of(found))) == (("Date", "Incident"), 1)
    assert "“Log” was read; not “About”, “Codes”" in found.notes[0]
    codes = open_table(path, sheet="codes")
    assert (codes.columns, codes.part) == (("Code", "Name"), "codes")
    workbook = load_workbook(path)
    workbook["Log"].sheet_state = "hidden"
    workbook.save(path)
    assert "“Codes” was read; not “About”, “Log”" in open_table(path).notes[0]
    assert open_table(path, sheet="Log").columns == ("Date", "Incident")
    with pytest.raises(InputProblem, match=r"no sheet “x” .* It has “About”, “Codes”, “Log”"):
        open_table(path, sheet="x")


def test_sheets_with_the_same_columns_are_one_table(tmp_path: Path) -> None:
    head = ["Date", "Incident"]
    path = sheets(
        tmp_path,
        Y2020=[head, [datetime.date(2020, 1, 1), "A"], ["soon", "B"]],
        Other=[["Name"], ["C"]],
        Y2021=[head, [datetime.date(2021, 1, 1), "D"], ["later", "E"]],
    )
    plan = plan_of(path, home=tmp_path)
    rejects: list[Reject] = []
    builder = Builder(plan.table, plan.reader(), rejects.append)
    assert [title for batch in builder.batches() for title in batch.titles] == ["A", "D"]
    assert builder.rows == 4
    assert [(bad.line, bad.column, bad.reason) for bad in rejects] == [
        (3, "Date", "“soon” is not a date (sheet “Y2020”)"),
        (3, "Date", "“later” is not a date (sheet “Y2021”)"),
    ]
    assert plan.table.notes[0].startswith("the sheets “Y2020”, “Y2021” were read; not “Other”")


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("mmm-yy", datetime.date(2020, 5, 1), "2020-05"),
        ("[$-409]mmmm\\ yyyy;@", datetime.date(2020, 5, 1), "2020-05"),
        ("mmm-yy", datetime.date(2020, 5, 17), "2020-05-17"),
        ("yyyy", datetime.date(2020, 1, 1), "2020"),
        ('yyyy" m"', datetime.date(2020, 1, 1), "2020"),
        ("[$-F800]dddd, mmmm dd, yyyy", datetime.date(2020, 5, 1), "2020-05-01"),
        ("d-mmm-yy", datetime.date(2020, 5, 1), "2020-05-01"),
        ("m/d/yy h:mm", datetime.datetime(2020, 5, 1, 10, 30), "2020-05-01"),
        ("m/d/yy h:mm", datetime.datetime(2020, 5, 1, 10, 30, 5), "2020-05-01T10:30:05"),
        ("yyyy-mm-dd h:mm:ss", datetime.datetime(2020, 5, 1, 10, 30), "2020-05-01T10:30:00"),
        ("General", "2020-05-01", "2020-05-01"),
    ],
)
def test_a_date_is_read_as_finely_as_its_cell_shows_it(
    tmp_path: Path, code: str, value: Any, expected: str
) -> None:
    workbook = Workbook()
    sheet = workbook.create_sheet("Log & more", 0)
    for row in ([], [None, "What", "Date"], [None, "A", value], [None, "B", "1990"]):
        sheet.append(row)
    sheet["C3"].number_format = code
    path = tmp_path / "formats.xlsx"
    workbook.save(path)
    plan = plan_of(path, home=tmp_path)
    (batch,) = Builder(plan.table, plan.reader(), print).batches()
    assert [date and date.edtf for date in batch.dates] == [expected, "1990"]


def test_where_cells_of_a_workbook_lead_is_a_column(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Date", "What", "Source"], ["2020", "A", "Times"], ["2021", "B", None],
                ["2022", "C", "https://x.org/c"], ["2023", "D", "Mail"]):  # fmt: skip
        sheet.append(row)
    for place, address in (("C2", "https://x.org/a?b=1&c=2"), ("C3", "https://x.org/none"),
                           ("C4", "https://x.org/c/"), ("C5", "mailto:a@x.org")):  # fmt: skip
        sheet[place].hyperlink = address
    sheet["C3"].value = None
    path = tmp_path / "links.xlsx"
    workbook.save(path)
    plan = plan_of(path, home=tmp_path)
    assert plan.table.columns == ("Date", "What", "Source", "column 4")
    assert [cells[3] for _, _, cells in rows_of(plan.table)] == [
        "https://x.org/a?b=1&c=2",
        "",
        "",
        "",
    ]
    assert plan.mapping is not None
    assert plan.mapping.link == "column 4"


@pytest.mark.parametrize(("since", "expected"), [(False, "2024-07-01"), (True, "2028-07-02")])
def test_numbers_in_a_workbooks_column_of_dates_count_days(
    tmp_path: Path, since: bool, expected: str
) -> None:
    workbook = Workbook()
    if since:
        workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert sheet is not None
    for row in (["Date", "What", "Dead"], [45474, "A", 45474], [45474.6, "B", 3], [2019, "C", 1]):
        sheet.append(row)
    path = tmp_path / "serial.xlsx"
    workbook.save(path)
    plan = plan_of(path, home=tmp_path)
    assert plan.mapping is not None
    assert plan.mapping.start == ("Date",)
    (batch,) = Builder(plan.table, plan.reader(), print).batches()
    assert [date and date.edtf for date in batch.dates] == [expected, expected, "2019"]


def test_a_cell_over_several_rows_is_said_of_each(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Hearings"], [], ["Day", "What"], ["2024-07-01", "A"], [None, "B"], [None, "C"]):
        sheet.append([None, *row])
    sheet.merge_cells("B1:D1")
    sheet.merge_cells("B4:B6")
    path = tmp_path / "merged.xlsx"
    workbook.save(path)
    found = open_table(path, header=False)
    assert [cells for _, _, cells in rows_of(found)] == [
        ["Hearings", ""], ["Day", "What"],
        ["2024-07-01", "A"], ["2024-07-01", "B"], ["2024-07-01", "C"],
    ]  # fmt: skip


def test_a_row_too_long_is_a_reject(tmp_path: Path) -> None:
    [rows] = chunked([("a", "b"), ("c" * 1_000_001, "d")], 1)
    assert rows.texts == ["a\tb"]
    assert [(reject.line, reject.reason) for reject in rows.broken] == [
        (2, "longer than 1,000,000 characters")
    ]


def test_a_workbook_that_unpacks_to_too_much_is_refused(book: Path) -> None:
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/more.xml", b"0" * 150_000_000)
    with pytest.raises(InputProblem, match="more than a workbook of its size"):
        open_table(book)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(InputProblem, match="cannot be read as a workbook"):
        open_table(path)


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "t [1].parquet"
    plain = tmp_path / "plain.parquet"
    duckdb.sql(
        "SELECT * FROM (VALUES ('A', DATE '2020-05-01', ['x', 'y'], 1.0::DOUBLE),"
        " ('B', NULL, [], 2.5))"
        " AS t(name, day, who, n)"
    ).write_parquet(str(plain))
    plain.rename(path)
    return path


def test_parquet(parquet: Path) -> None:
    found = open_table(parquet)
    assert found.columns == ("name", "day", "who", "n")
    assert [row[2] for row in rows_of(found)] == [["A", "2020-05-01", "x; y", "1"],
                                                  ["B", "", "", "2.5"]]  # fmt: skip
    assert found.heading == "name\tday\twho\tn"


def test_what_lies_within_a_value_of_parquet_is_a_column(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "nested.parquet"
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'Asia/Tokyo'")
    connection.sql(
        "SELECT * FROM (VALUES"
        " ('A', {'url': 'https://x.org/1', 'on': {'page': 3}}, TIMESTAMPTZ '2020-01-01 10:00:00Z',"
        "  [{'name': 'Ann', 'role': 'host'}, {'name': 'Bo', 'role': NULL}]),"
        " ('B', NULL, NULL, NULL)"
        ") AS t(title, source, told, actors)"
    ).write_parquet(str(path))
    connection.close()
    plan = plan_of(path, home=tmp_path)
    assert plan.table.columns == (
        "title", "source.url", "source.on.page", "told", "actors", "actors.role",
    )  # fmt: skip
    assert [row[2] for row in rows_of(plan.table)] == [
        ["A", "https://x.org/1", "3", "2020-01-01T10:00:00+00:00", "Ann; Bo", "host; "],
        ["B", "", "", "", "", ""],
    ]
    batch = next(Builder(plan.table, plan.reader(), print).batches())
    assert [(batch.actors[n].name, role) for _, n, role, *_ in batch.parts] == [
        ("Ann", "host"), ("Bo", "party"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "expected"),
    [({"actor": {"name": "Ann"}}, "party"), ({"side_a": {"name": "Ann"}}, "side a")],
)
def test_a_role_is_read_off_the_path(tmp_path: Path, who: dict[str, Any], expected: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"properties": {"title": "A", **who}}]))
    plan = plan_of(path, home=tmp_path)
    batch = next(Builder(plan.table, plan.reader(), print).batches())
    assert [role for _, _, role, *_ in batch.parts] == [expected]


def test_actors_of_json_have_their_roles(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    actors = [{"name": "Ann", "role": "host"}, {"name": "Bo", "role": "guest"}, {"name": "Cy"}]
    path.write_text(json.dumps([{"title": "A", "actors": actors}, {"title": "B", "actors": []}]))
    plan = plan_of(path, home=tmp_path)
    batch = next(Builder(plan.table, plan.reader(), print).batches())
    assert [(batch.actors[n].name, role) for _, n, role, *_ in batch.parts] == [
        ("Ann", "host"), ("Bo", "guest"), ("Cy", "party"),
    ]  # fmt: skip
    assert [batch.texts[0][low:high] for _, _, _, low, high in batch.parts] == ["Ann", "Bo", "Cy"]


def test_parquet_says_what_it_needs(parquet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputProblem, match=r"pip install 'sourceline\[parquet\]'"):
        open_table(parquet)


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    path = tmp_path / "t.parquet"
    for data in (b"PAR1" + bytes(100) + b"PAR1", b"PAR1" + bytes(100)):
        path.write_bytes(data)
        with pytest.raises(InputProblem, match="cannot be read as Parquet") as refused:
            open_table(path)
        assert str(tmp_path) not in refused.value.line()
        assert refused.value.remedy
