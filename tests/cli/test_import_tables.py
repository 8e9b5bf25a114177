"""`import` of tables: what is shown, what comes in, what is rejected and where that goes."""

from __future__ import annotations

import csv
import gzip
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.ingest.tables.remember.user_config", lambda: tmp_path)


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "t.sourceline"
    assert run("new", path).code == 0
    return path


def table(tmp_path: Path, text: str, name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_guess_is_shown_and_the_rows_come_in(run: Run, made: Path, tmp_path: Path) -> None:
    path = table(tmp_path, "title,date,actors\nTalks,2024-07-28,Japan; Korea\nUndated,,\n")
    result = run("import", made, path)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "t.csv: guessed: --map title=title,start=date,actors=actors\n"
        "t.csv: 2 rows: 2 events, 2 new actors; 0 rejected\n"
    )
    events = run("events", made, "--json").json
    assert [(e["title"], e["date"], e["origin"], e["review"]) for e in events] == [
        ("Talks", "2024-07-28", "imported", "accepted"),
        ("Undated", None, "imported", "accepted"),
    ]
    assert [a["name"] for a in events[0]["actors"]] == ["Japan", "Korea"]
    assert run("verify", made).code == 0
    again = run("import", made, path)
    assert again.code == 0
    assert "already in the project" in again.out
    assert len(run("sources", made, "--json").json) == 1


def test_rows_are_events_and_rejects(run: Run, made: Path, tmp_path: Path) -> None:
    path = table(tmp_path, "title,date\nA,2020\nB,soon\n=C,2021,\n-x,never\n")
    rejects = tmp_path / "rejects.csv"
    result = run("import", made, path, "--rejects", rejects)
    assert result.code == 1
    assert "4 rows: 2 events, 0 new actors; 2 rejected" in result.out
    assert "line 3: date: “soon” is not a date" in result.err
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["line", "column", "reason", "row"]
    assert [(row[0], row[1]) for row in rows[1:]] == [("3", "date"), ("5", "date")]
    assert rows[2][3] == "'-x,never"  # no spreadsheet runs it
    other = table(tmp_path, "title,date\nA,2022\nB,soon\n", "u.csv")
    refused = run("import", made, other, "--rejects", rejects)
    assert (refused.code, "is there already" in refused.err) == (1, True)


def test_a_mapping_is_remembered_for_the_shape(run: Run, made: Path, tmp_path: Path) -> None:
    text = "a,b,c\n2020-01-02,Ann,talked\n"
    first = table(tmp_path, text)
    assert run("import", made, first, "--map", "title=c,start=a,actors=b").code == 0
    second = table(tmp_path, text.replace("Ann", "Bo"), "u.csv")
    result = run("import", made, second)
    assert "u.csv: remembered: --map title=c,start=a,actors=b" in result.out
    events = run("events", made, "--json").json
    assert [(a["name"], a["role"]) for e in events for a in e["actors"]] == [
        ("Ann", "b"),
        ("Bo", "b"),
    ]


def test_a_mapping_file_and_a_headerless_table(run: Run, made: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text('{"title": "column 2", "start": "column 1"}', encoding="utf-8")
    path = table(tmp_path, "jan,Talks\nfeb,Vote\n")
    refused = run("import", made, path, "--no-header", "--map", mapping)
    assert refused.code == 1
    assert "no row of it is an event" in refused.err
    assert "row at line 1: column 1: “jan” is not a date" in refused.err
    good = table(tmp_path, "2020,Talks\n2021,Vote\n", "u.csv")
    assert run("import", made, good, "--map", mapping).code == 0


def test_ambiguous_days_are_refused_with_the_remedy(run: Run, made: Path, tmp_path: Path) -> None:
    path = table(tmp_path, "title,date\nA,03/04/2020\n")
    refused = run("import", made, path)
    assert refused.code == 1
    assert "--map order=dmy" in refused.err
    assert run("import", made, path, "--map", "order=mdy").code == 0
    assert run("events", made, "--json").json[0]["date"] == "2020-03-04"


def test_the_century_is_said_and_remembered(run: Run, made: Path, tmp_path: Path) -> None:
    path = table(tmp_path, "title,date\nA,3/14/20\nB,3/4/20\n")
    assert run("import", made, path, "--map", "start=date,century=200").code == 1
    other = tmp_path / "other.sourceline"
    assert run("new", other).code == 0
    assert "the century is not known (--map century=20)" in run("import", other, path).out
    done = run("import", made, path, "--map", "start=date,century=20")
    assert done.code == 0
    assert [e["date"] for e in run("events", made, "--json").json] == ["2020-03-04", "2020-03-14"]
    again = run("import", made, table(tmp_path, "title,date\nC,3/15/20\n", "u.csv"))
    assert "remembered: --map title=title,start=date,century=20" in again.out


def test_a_known_shape_is_told_the_order_of_its_days(run: Run, made: Path, tmp_path: Path) -> None:
    head = "event_id_cnty,event_date,time_precision,event_type,actor1"
    path = table(tmp_path, f"{head}\nA1,1/2/2020,1,Riots,Ann\nA2,3/4/2020,1,Riots,Ann\n")
    refused = run("import", made, path)
    assert (refused.code, "--map order=dmy" in refused.err) == (1, True)
    done = run("import", made, path, "--map", "order=dmy")
    assert (done.code, "t.csv: ACLED" in done.out) == (0, True)
    events = run("events", made, "--json").json
    assert [(e["date"], e["title"]) for e in events] == [
        ("2020-02-01", "Riots: Ann"),
        ("2020-04-03", "Riots: Ann"),
    ]


def test_packed_tables_of_a_folder_come_in_and_other_archives_do_not(
    run: Run, made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "days"
    folder.mkdir()
    for day, members in (
        ("1.csv", ("1.csv",)),
        ("2.CSV", ("2.CSV", "readme.txt", "__MACOSX/2.CSV")),
        ("photos", ("a.jpg", "b.jpg")),
        ("many", ("a.csv", "b.csv")),
    ):
        with zipfile.ZipFile(folder / f"{day}.zip", "w") as file:
            for member in members:
                file.writestr(member, f"title,date\nOf {day},2020-01-01\n")
    (folder / "3.csv.gz").write_bytes(gzip.compress(b"title,date\nOf 3,2020-01-01\n"))
    done = run("import", made, folder)
    assert [e["title"] for e in run("events", made, "--json").json] == [
        "Of 1.csv",
        "Of 2.CSV",
        "Of 3",
    ]
    assert done.code == 1
    assert "many.zip: there are 2 tables in it, not one table" in done.err
    assert "1 file of another kind (1 .zip) was left out" in done.err


def test_another_sheet_of_a_workbook_comes_in_by_its_name(
    run: Run, made: Path, tmp_path: Path
) -> None:
    workbook = Workbook()
    for name, title in (("Log", "Fire"), ("Plans", "Drill")):
        sheet = workbook.create_sheet(name)
        sheet.append([f"{name} date", "Title"])
        sheet.append(["2020-01-01", title])
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    assert "the sheet “Log” was read; not “Plans”" in run("import", made, path).out
    assert "book.xlsx: 1 row: 1 event" in run("import", made, path, "--sheet", "Plans").out
    for again in ((), ("--sheet", "Plans"), ("--sheet", "log")):
        done = run("import", made, path, *again)
        assert (done.code, "nothing was added" in done.out) == (0, True)
    assert [s["title"] for s in run("sources", made, "--json").json] == [
        "book.xlsx", "book.xlsx · Plans",
    ]  # fmt: skip
    assert run("verify", made).code == 0


def test_formulas_and_markup_stay_words(run: Run, made: Path, tmp_path: Path) -> None:
    path = table(tmp_path, 'title,who\n"=HYPERLINK(""http://x"",1)",<script>x</script>\n')
    assert run("import", made, path).code == 0
    out = tmp_path / "out.csv"
    assert run("export", made, out).code == 0
    text = out.read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "<script>x</script>" in text


@pytest.mark.parametrize("name", ["no.csv", "t.parquet", "t.xlsx", "t.json"])
def test_what_cannot_be_read_is_one_line(run: Run, made: Path, tmp_path: Path, name: str) -> None:
    if name != "no.csv":
        table(tmp_path, "{not a table", name)
    result = run("import", made, tmp_path / name)
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert name in result.err
