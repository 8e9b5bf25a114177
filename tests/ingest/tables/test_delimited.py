"""Records of CSV and TSV files: their text letter for letter, and where their cells stand."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import InputProblem
from explorer.ingest.tables.container import Container
from explorer.ingest.tables.delimited import Dialect, cut_quoted, read_rows
from explorer.ingest.tables.open import open_table
from explorer.ingest.tables.rows import Rows, Table, place_of, unique_names


def table(tmp_path: Path, data: str | bytes, name: str = "t.csv") -> Table:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return open_table(path)


def rows_of(found: Table) -> list[tuple[int, str, list[str]]]:
    return [
        (line, text, cells)
        for rows in found.chunks()
        for line, text, cells in zip(rows.lines, rows.texts, rows.cells, strict=True)
    ]


def broken(found: Table) -> list[tuple[int, str]]:
    return [(bad.line, bad.reason) for rows in found.chunks() for bad in rows.broken]


def test_lines_are_counted_where_records_begin(tmp_path: Path) -> None:
    found = table(tmp_path, 'name,notes\r\nA,"two\r\nlines"\r\n\r\nB,"said ""no"""\r\n')
    assert found.columns == ("name", "notes")
    assert found.heading == "name,notes"
    assert rows_of(found) == [
        (2, 'A,"two\r\nlines"', ["A", "two\r\nlines"]),
        (5, 'B,"said ""no"""', ["B", 'said "no"']),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = [delimiter.join(row) for row in (("a", "b", "c"), ("1,5", "x", ""), ("2", "y", "z"))]
    assert table(tmp_path, "\n".join(lines)).columns == ("a", "b", "c")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("name,x\nMünchen – “ja”,1\n".encode("utf-8-sig"), "utf-8"),
        ("name,x\nMünchen,1\n".encode("utf-16"), "utf-16"),
        ("name,x\nMünchen,1\nZürich,2\nGenève – “là”,3\n".encode("cp1252"), "cp1252"),
        ("name,x\n日本語の表,1\n東京で会談した,2\n".encode("cp932"), "cp932"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, encoding: str) -> None:
    found = table(tmp_path, data)
    assert found.encoding == encoding
    assert found.columns == ("name", "x")
    assert "�" not in rows_of(found)[0][1]


def test_a_letter_in_the_last_row_tells_the_encoding(tmp_path: Path) -> None:
    plain = b"name,x\n" + b"".join(b"row %d,1\n" % n for n in range(200_000))
    found = table(tmp_path, plain + "Zürich,2\nGenève,3\n".encode("cp1252"))
    assert found.encoding == "cp1252"
    assert rows_of(found)[-1][2] == ["Genève", "3"]


def test_names_or_none(tmp_path: Path) -> None:
    assert table(tmp_path, "1,2024-05-01,x\n2,2024-05-02,y\n").columns == (
        "column 1", "column 2", "column 3",
    )  # fmt: skip
    assert table(tmp_path, "a,,a\nb,c,d\n").columns == ("column 1", "column 2", "column 3")
    assert table(tmp_path, "id,,id\n1,2,3\n").columns == ("id", "column 2", "id (2)")
    assert table(tmp_path, "a,b,\n1,2,3\n").columns == ("a", "b", "column 3")


def test_names_under_a_title(tmp_path: Path) -> None:
    found = table(tmp_path, "Register 2020\n\nDay,What,Who\n2020-05-01,Raid,Police\n2020,x,y\n")
    assert found.columns == ("Day", "What", "Who")
    assert found.heading == "Register 2020\nDay,What,Who"
    assert rows_of(found)[0] == (4, "2020-05-01,Raid,Police", ["2020-05-01", "Raid", "Police"])
    assert "in line 3" in found.notes[0]
    assert "Register 2020" in found.notes[0]


def test_columns_with_nothing_in_them_hide_no_names(tmp_path: Path) -> None:
    found = table(tmp_path, "Date,,Title,,,Who,\n2020,,One,,,Ann,\n2021,,Two,,,Bo,\n")
    assert found.columns[::2] == ("Date", "Title", "column 5", "column 7")
    assert len(rows_of(found)) == 2


def test_names_under_those_of_groups_of_columns(tmp_path: Path) -> None:
    found = table(tmp_path, "When,What,,\nDate,Event,Actor,Link\n2020,One,Ann,\n")
    assert found.columns == ("Date", "Event", "Actor", "Link")
    assert len(rows_of(found)) == 1
    plain = table(tmp_path, "Date,Event,Actor,Link\nn.d.,One,Ann,\n2020,Two,Ann,\n")
    assert (plain.columns[0], len(rows_of(plain))) == ("Date", 2)


def test_tags_under_the_names_are_no_row(tmp_path: Path) -> None:
    text = "id,date,title\n#event+id,#date +start,\n1,2020-01-02,One\n#2,2020-01-03,Two\n"
    found = table(tmp_path, text)
    assert found.columns == ("id", "date", "title")
    assert [line for line, _, _ in rows_of(found)] == [3, 4]


def test_names_without_rows_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no rows under them"):
        table(tmp_path, "date,title\n")


def test_a_mark_that_never_closes_costs_its_line_alone(tmp_path: Path) -> None:
    data = 'a,b\n1,"o,k"\n2,"open\n3,ok\n4,ok\n'
    found = table(tmp_path, data)
    assert broken(found) == [(3, "a quotation mark is opened in it and never closed")]
    assert [row[0] for row in rows_of(found)] == [2, 4, 5]


def test_a_mark_inside_words_is_a_mark(tmp_path: Path) -> None:
    found = table(tmp_path, 'size,what\n5" pipe,x\n"6"" pipe",y\n"7" pipe,z\n')
    assert [row[2][0] for row in rows_of(found)] == ['5" pipe', '6" pipe', '"7" pipe']


def test_huge_rows_are_refused_one_by_one(tmp_path: Path) -> None:
    found = table(tmp_path, f"a,b\n1,{'x' * 1_000_001}\n2,y\n")
    assert broken(found) == [(2, "longer than 1,000,000 characters")]
    assert [row[2] for row in rows_of(found)] == [["2", "y"]]


def test_blocks_do_not_cut_rows(tmp_path: Path) -> None:
    lines = [f'{n},"{"w" * (n % 97)}, x",{"v" * (n % 53)}' for n in range(30_000)]
    found = rows_of(table(tmp_path, "id,what,more\n" + "\n".join(lines)))
    assert [row[1] for row in found] == lines
    assert [row[0] for row in found] == list(range(2, 30_002))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    found = rows_of(table(tmp_path, end.join(("a,b", "1,2", "3,4"))))
    assert found == [(2, "1,2", ["1", "2"]), (3, "3,4", ["3", "4"])]


def test_packed_tables(tmp_path: Path) -> None:
    data = b"a,b\n1,2\n"
    packed = tmp_path / "t.csv.gz"
    packed.write_bytes(gzip.compress(data))
    assert open_table(packed).columns == ("a", "b")
    archive = tmp_path / "t.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("inner.csv", data)
    assert rows_of(open_table(archive)) == [(2, "1,2", ["1", "2"])]
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr("other.csv", data)
    with pytest.raises(InputProblem, match="2 tables in it, not one table"):
        open_table(archive)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("zeros.csv", b"a,b\n" + b"0" * 80_000_000)
    with pytest.raises(InputProblem, match="unpacks to more than 200 times its size"):
        open_table(archive)


def test_damage_and_absence_are_named(tmp_path: Path) -> None:
    packed = tmp_path / "t.csv.gz"
    packed.write_bytes(gzip.compress(b"a,b\n" * 5000)[:-20])
    with pytest.raises(InputProblem, match=r"t\.csv\.gz: the packed file is damaged"):
        open_table(packed)
    with pytest.raises(InputProblem, match="no such file"):
        open_table(tmp_path / "none.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(InputProblem, match="empty"):
        open_table(tmp_path / "empty.csv")
    with pytest.raises(InputProblem, match="not a text"):
        table(tmp_path, bytes(range(256)) * 50)


_CELLS = st.lists(
    st.lists(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]),
                     max_size=8), min_size=2, max_size=2),
    min_size=1, max_size=8,
)  # fmt: skip


@given(_CELLS, st.sampled_from([",", ";", "\t"]))
def test_what_the_csv_module_writes_is_read_with_its_places(
    cells: list[list[str]], delimiter: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(cells)
    text = out.getvalue()
    found = _read(text, delimiter)
    assert found.cells == cells
    assert "\n".join(found.texts) + "\n" == text
    for row, values, places in zip(found.texts, found.cells, found.places, strict=True):
        for column, value in enumerate(values):
            start, end = place_of(values, places, column)
            assert row[start:end].replace('""', '"') == value.replace('""', '"')


def _read(text: str, delimiter: str) -> Rows:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_text(text, encoding="utf-8", newline="")
        found = Rows([], [], [], [], [])
        for rows in read_rows(Container(path, "t.csv", ""), "utf-8", Dialect(delimiter)):
            found = Rows(
                [*found.lines, *rows.lines], found.texts + rows.texts, found.cells + rows.cells,
                [*found.places, *rows.places], [*found.broken, *rows.broken],
            )  # fmt: skip
        assert not found.broken
        return found


def test_an_open_mark_asks_for_more() -> None:
    assert cut_quoted('a,"b', ",") is None
    assert cut_quoted('"a""', ",") is None
    assert cut_quoted('"a",""', ",") == (["a", ""], [(1, 2), (5, 5)])


def test_half_a_letter_of_utf_16_at_the_end_is_refused(tmp_path: Path) -> None:
    whole = "title,date\nA,2020\nB,2021\n".encode("utf-16")
    with pytest.raises(InputProblem, match=r"t\.csv: it is not utf-16 to its end.*--encoding"):
        table(tmp_path, whole[:-1])


def test_more_columns_than_a_table_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"t\.csv: 20,000 columns are more than a table has"):
        table(tmp_path, "\n".join([",".join(["name"] * 20_000)] * 3))


def test_names_that_stand_often_are_numbered() -> None:
    assert unique_names(["a", "a", "a (2)", "a", ""]) == (
        "a",
        "a (2)",
        "a (2) (2)",
        "a (3)",
        "column 5",
    )


def test_an_archive_whose_table_lies_outside_it_is_damaged(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("t.csv", "title,date\nA,2020\n")
    whole = bytearray(out.getvalue())
    said = int.from_bytes(whole[-6:-2], "little")  # where the directory begins, says its end
    whole[-6:-2] = (said + 100).to_bytes(4, "little")
    with pytest.raises(InputProblem, match=r"t\.csv\.zip: the packed file is damaged"):
        table(tmp_path, bytes(whole), "t.csv.zip")
