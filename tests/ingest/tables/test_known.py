"""GDELT, UCDP GED and ACLED: recognised, and read in words, with the precision they give."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.domain.tables import Reject, RowBatch
from explorer.ingest.tables.build import Builder
from explorer.ingest.tables.cameo import event_kind, event_words
from explorer.ingest.tables.dates import DayOrder
from explorer.ingest.tables.plan import AmbiguousDays, Plan, plan_of

SHARED = Path(os.environ.get("SOURCELINE_SHARED", Path(__file__).resolve().parents[4] / "shared"))
FORMATS = SHARED / "corpora" / "formats"


def read(path: Path) -> tuple[Plan, RowBatch, list[Reject]]:
    plan = plan_of(path, home=path.parent)
    rejects: list[Reject] = []
    whole = RowBatch()
    for batch in Builder(plan.table, plan.reader(), rejects.append).batches():
        for name in RowBatch.__slots__:
            values = getattr(batch, name)
            if name in ("words", "date_words", "parts"):
                values = [(len(whole) - len(batch) + item[0], *item[1:]) for item in values]
            getattr(whole, name).extend(values)
    return plan, whole, rejects


def quotes(batch: RowBatch, row: int) -> Iterator[str]:
    for at, start, end in batch.words:
        if at == row:
            yield batch.texts[row][start:end]


def parts(batch: RowBatch, row: int) -> list[tuple[str, str]]:
    """The actors of a row: name and role."""
    return [(batch.actors[n].name, role) for at, n, role, *_ in batch.parts if at == row]


def gdelt_row(width: int, **cells: str) -> str:
    """A row of an export: ids and days filled in, `cells` by number as in `c26="042"`."""
    row = [""] * width
    row[:5] = ["1001", "20191024", "201910", "2019", "2019.8055"]
    row[25:28] = ["1", "042", "042"]
    for name, value in cells.items():
        row[int(name[1:])] = value
    return "\t".join(row)


def test_a_type_that_stands_in_the_code_alone_tells_actors_apart(tmp_path: Path) -> None:
    path = tmp_path / "20191024.export.CSV"
    row = gdelt_row(61, c5="KENREL", c6="KENYA", c7="KEN", c15="KEN", c16="KENYA", c17="KEN")
    path.write_text(row + "\n", encoding="utf-8")
    _, found, _ = read(path)
    assert [(actor.name, actor.kind) for actor in found.actors] == [
        ("Kenya (believers)", "group"),
        ("Kenya", "state"),
    ]


@pytest.mark.parametrize(("width", "version"), [(58, "1.0"), (61, "2.0"), (57, "1.0")])
def test_gdelt_of_every_width(tmp_path: Path, width: int, version: str) -> None:
    place = 50 if width < 61 else 52
    link = {f"c{width - 1}": "https://x.org/a"} if width > 57 else {}
    rows = [
        gdelt_row(width, c5="JPNGOV", c6="JAPAN", c7="JPN", c12="GOV", c15="USA",
                  c16="UNITED STATES", c17="USA", **{f"c{place}": "Tokyo, Tokyo, Japan"}, **link),
        gdelt_row(width, c0="1002", c26="190", c27="190", c15="COP", c16="POLICE", c22="COP"),
        gdelt_row(width, c0="1003", c26="999"),
        gdelt_row(width, c0="1004", c1="20191324"),
    ]  # fmt: skip
    path = tmp_path / "20191024.export.CSV"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    plan, found, rejects = read(path)
    assert plan.shape == f"GDELT {version} events"
    assert found.titles == [
        "Makes a visit: Japan (government) → United States, in Tokyo, Japan",
        "Use of military force → Police",
    ]
    assert found.kinds == ["talks", "incident"]
    assert found.keys == ["gdelt:1001", "gdelt:1002"]
    assert [date.edtf for date in found.dates if date] == ["2019-10-24"] * 2
    assert parts(found, 0) == [
        ("Japan (government)", "agent · Japan, government"),
        ("United States", "target · United States"),
    ]
    assert [actor.kind for actor in found.actors[:2]] == ["office", "state"]
    assert ("https://x.org/a" in quotes(found, 0)) is (width > 57)
    assert [(bad.line, bad.column) for bad in rejects] == [(3, "EventCode"), (4, "SQLDATE")]


def test_words_come_before_the_code_of_gdelt(tmp_path: Path) -> None:
    rows = [
        gdelt_row(61, c15="USA", c16="UNITED STATES", c17="USA", c52="Tokyo, Tokyo, Japan",
                  c60="https://x.org/a"),
        gdelt_row(61, c0="1002", c60="https://x.org/b"),
        gdelt_row(61, c0="1003"),
    ]  # fmt: skip
    path = tmp_path / "20191024.export.CSV"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = read(path)[1]
    told = sorted(found.words)
    assert [
        [found.texts[row][low:high] for at, low, high in told if at == row] for row in (0, 1, 2)
    ] == [
        ["UNITED STATES", "042", "Tokyo, Tokyo, Japan", "https://x.org/a"],
        ["https://x.org/b"],
        ["042"],
    ]


@pytest.mark.parametrize(
    ("code", "kind"),
    [("091", "statement"), ("112", "statement"), ("116", "vote"), ("057", "agreement"),
     ("055", "statement"), ("0841", "change"), ("0871", "agreement"), ("1951", "incident")],
)  # fmt: skip
def test_a_code_of_cameo_is_of_the_kind_that_stands_nearest(code: str, kind: str) -> None:
    assert event_kind(code) == kind


def test_a_wrong_row_at_the_top_of_gdelt_is_a_reject_alone(tmp_path: Path) -> None:
    rows = [gdelt_row(61, c26="---"), "garbage", gdelt_row(61, c0="1002"), gdelt_row(61, c0="1003")]
    path = tmp_path / "20191024.export.CSV"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    plan, found, rejects = read(path)
    assert plan.shape == "GDELT 2.0 events"
    assert len(found) == 2
    assert [(bad.line, bad.column) for bad in rejects] == [(1, "EventCode"), (2, "")]


def test_gdelt_with_names_is_known_by_them_and_zeros_lost_on_the_way_are_put_back(
    tmp_path: Path,
) -> None:
    path = tmp_path / "from_pandas.csv"
    path.write_text(
        ",GlobalEventID,SQLDATE,Actor1Code,Actor1Name,Actor1CountryCode,Actor1Type1Code,Actor2Name,"
        "EventCode,EventRootCode,SOURCEURL\n"
        "0,7,20191024,KENGOV,KENYA,KEN,GOV,POLICE,42,4,https://x.org/a\n"
        "1,8,20191024,KEN,KENYA,KEN,,,10,1,\n2,9,20191024,KEN,KENYA,KEN,,,10,10,\n",
        encoding="utf-8",
    )
    plan, found, rejects = read(path)
    assert (plan.shape, rejects) == ("GDELT 1.0 events", [])
    assert found.titles == [
        "Makes a visit: Kenya (government) → Police", "Statement: Kenya", "Demand: Kenya",
    ]  # fmt: skip
    assert found.keys == ["gdelt:7", "gdelt:8", "gdelt:9"]
    assert parts(found, 0) == [
        ("Kenya (government)", "agent · Kenya, government"), ("Police", "target"),
    ]  # fmt: skip
    assert sorted(quotes(found, 0)) == ["42", "KENYA", "https://x.org/a"]


def test_gdelt_in_a_zip_archive(tmp_path: Path) -> None:
    path = tmp_path / "20191024.export.CSV.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("20191024.export.CSV", gdelt_row(61) + "\n")
    assert read(path)[1].titles == ["Makes a visit"]


def test_every_published_cameo_code_has_words() -> None:
    table = FORMATS / "gdelt_schema" / "LOOKUP-CAMEO.eventcodes.txt"
    if not table.exists():
        pytest.skip("the published list of codes is not here")
    lines = table.read_text(encoding="latin-1").splitlines()[1:]
    codes = [line.split("\t")[0].strip() for line in lines if line.strip()]
    assert len(codes) > 300
    assert [code for code in codes if event_words(code) is None] == []


def test_a_code_narrower_than_the_list_means_the_one_above() -> None:
    assert event_words("0429") == event_words("042") == "Makes a visit"
    assert event_words("99") is None


GED = (
    "id,type_of_violence,side_a,side_b,country,where_description,date_prec,date_start,date_end,"
    "deaths_a"
)


@pytest.mark.parametrize(
    ("precision", "start", "end", "expected"),
    [
        ("1", "2017-07-31 00:00:00.000", "2017-07-31 00:00:00.000", "2017-07-31"),
        ("2", "2017-07-30", "2017-07-31", "[2017-07-30..2017-07-31]"),
        ("2", "2017-07-30", "2017-07-30", "2017-07-30~"),
        ("3", "2017-07-24", "2017-07-30", "[2017-07-24..2017-07-30]"),
        ("4", "2017-07-01", "2017-07-31", "2017-07"),
        ("4", "2017-07-10", "2017-08-02", "[2017-07-10..2017-08-02]"),
        ("5", "2017-01-01", "2017-12-31", "2017"),
        ("5", "2017-03-04", "2017-03-04", "2017"),
        ("", "2021-11-23", "2021-11-25", "2021-11-23/2021-11-25"),
    ],
)
def test_ged_dates_are_as_sure_as_date_prec_says(
    tmp_path: Path, precision: str, start: str, end: str, expected: str
) -> None:
    path = tmp_path / "ged.csv"
    row = f'7,2,Los Zetas,Civilians,Mexico,"near Tula, north",{precision},{start},{end},0'
    path.write_text(f"{GED}\n{row}\n", encoding="utf-8")
    plan, found, rejects = read(path)
    assert plan.shape == "UCDP georeferenced events"
    assert rejects == []
    assert found.dates[0] is not None
    assert found.dates[0].edtf == expected
    assert found.keys == ["ucdp:7"]
    assert found.titles == ["Non-state conflict: Los Zetas and Civilians, near Tula, north, Mexico"]
    assert [(a.name, a.kind) for a in found.actors] == [("Los Zetas", "force"),
                                                        ("Civilians", "group")]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "days", "expected"),
    [
        ("", ("8/1/2015,8/3/2015", "8/14/2015,8/14/2015"), ["2015-08-01/2015-08-03", "2015-08-14"]),
        ("", ("14/8/15,14/8/15", "1/8/15,3/8/15"), ["2015-08-14", "2015-08-01/2015-08-03"]),
        ("", ("8/14/2015 0:00,8/14/2015 0:00", "8/1/2015 0:00,8/1/2015 0:00"),
         ["2015-08-14", "2015-08-01"]),
    ],
)  # fmt: skip
def test_ged_that_a_spreadsheet_wrote_again(
    tmp_path: Path, head: str, days: tuple[str, ...], expected: list[str]
) -> None:
    path = tmp_path / "ged.csv"
    rows = (f"{number},1,A,B,C,D,1,{day},0,2015" for number, day in enumerate(days))
    path.write_text("\n".join((f"{GED},year", *rows)), encoding="utf-8")
    _, found, rejects = read(path)
    assert rejects == []
    assert [date and date.edtf for date in found.dates] == expected


def test_ged_rejects(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    rows = ("7,1,A,B,C,D,9,2017-01-01,2017-01-02,0", "8,1,A,B,C,D,1,2017-01-03,2017-01-02,0",
            "9,1,,,C,D,1,2017-01-03,2017-01-04,0")  # fmt: skip
    path.write_text("\n".join((GED, *rows)), encoding="utf-8")
    _, found, rejects = read(path)
    assert len(found) == 0
    assert [bad.column for bad in rejects] == ["date_start", "date_start", "side_a"]
    assert "is no precision" in rejects[0].reason
    assert "before the start" in rejects[1].reason


ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,country,location,source,notes"
)


@pytest.mark.parametrize(
    ("precision", "expected"),
    [("1", "2022-06-30"), ("1.0", "2022-06-30"), ("2", "2022-06-30~"), ("3", "2022-06")],
)
def test_acled(tmp_path: Path, precision: str, expected: str) -> None:
    path = tmp_path / "acled.csv"
    row = (
        f"ARG1,30 June 2022,{precision},Protests,Peaceful protest,Protesters (Argentina),"
        'Teachers (Argentina); ATE: Union,6,,Argentina,Rawson,Diario,"On 30 June, they marched."'
    )
    path.write_text(f"{ACLED}\n{row}\n", encoding="utf-8")
    plan, found, rejects = read(path)
    assert (plan.shape, rejects) == ("ACLED", [])
    assert found.titles == ["Peaceful protest: Protesters (Argentina), Rawson, Argentina"]
    assert found.dates[0] is not None
    assert found.dates[0].edtf == expected
    assert parts(found, 0) == [
        ("Protesters (Argentina)", "actor 1"),
        ("Teachers (Argentina)", "with actor 1"),
        ("ATE: Union", "with actor 1"),
    ]
    assert "On 30 June, they marched." in quotes(found, 0)


def test_acled_of_before_2018(tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(
        "GWNO,EVENT_ID_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,"
        "ACTOR2,ALLY_ACTOR_2,INTER2,COUNTRY,LOCATION,SOURCE,NOTES\n"
        "615,1RTA,18/04/2001,2001,1,Violence,Police,Army,1,Rioters,Berber,5,Algeria,Tizi,AFP,Shots\n"
        "615,2RTA,02/05/2001,2001,1,Riots,Rioters,,5,,,0,Algeria,Tizi,AFP,Stones\n",
        encoding="cp1252",
    )
    plan, found, rejects = read(path)
    assert (plan.shape, rejects) == ("ACLED", [])
    assert [date and date.edtf for date in found.dates] == ["2001-04-18", "2001-05-02"]
    assert parts(found, 0) == [
        ("Police", "actor 1"), ("Army", "with actor 1"),
        ("Rioters", "actor 2"), ("Berber", "with actor 2"),
    ]  # fmt: skip


def test_the_year_of_acled_tells_the_century_of_its_date(tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(
        "Event Date,Year,Event Type,Sub Event Type,Actor1\n31-Dec-19,2019,Riots,Mob,Ann\n"
        "31-Dec-19,2020,Riots,Mob,Ann\n",
        encoding="utf-8",
    )
    plan, found, rejects = read(path)
    assert (plan.shape, found.keys) == ("ACLED", [None])
    assert [date and date.edtf for date in found.dates] == ["2019-12-31"]
    assert "the century is not known" in rejects[0].reason


def test_days_of_a_known_shape_that_no_row_tells_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    head = "event_id_cnty,event_date,time_precision,event_type,actor1"
    path.write_text(f"{head}\nA1,1/2/2020,1,Riots,Ann\n", encoding="utf-8")
    with pytest.raises(AmbiguousDays, match="column “event_date”: the day or the month"):
        read(path)
    plan = plan_of(path, home=tmp_path).in_order(DayOrder.MONTH_FIRST)
    batch = next(Builder(plan.table, plan.reader(), print).batches())
    assert [date and date.edtf for date in batch.dates] == ["2020-01-02"]


@pytest.mark.parametrize(
    ("name", "shape", "count"),
    [
        ("gdelt2_20191024143000.export.CSV", "GDELT 2.0 events", 2_111),
        ("acled_dummy.csv", "ACLED", 326),
        ("ucdp_validation.jsonl", "UCDP georeferenced events", 651),
    ],
)
def test_published_files(tmp_path: Path, name: str, shape: str, count: int) -> None:
    path = FORMATS / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    plan, found, rejects = read(path)
    assert (plan.shape, len(found), rejects) == (shape, count, [])
    assert all(found.dates)
    assert len(set(found.keys)) == count
