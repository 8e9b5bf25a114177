"""What columns mean: guessed, said by a person, remembered by a table's shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.tables import Reject, RowBatch
from explorer.errors import InputProblem
from explorer.ingest.tables.build import Builder
from explorer.ingest.tables.dates import DayOrder
from explorer.ingest.tables.guess import guessed
from explorer.ingest.tables.mapping import Mapping, fingerprint, parse_mapping, read_mapping
from explorer.ingest.tables.plan import Plan, plan_of, preview
from explorer.ingest.tables.remember import recalled, remember

COLUMNS = ("event_date", "actor1", "actor2", "What, or who", "url")


def plan(tmp_path: Path, text: str, mapping: str = "") -> Plan:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    found = plan_of(path, home=tmp_path)
    if not mapping:
        return found
    said = parse_mapping(mapping, found.mapping or Mapping(), found.table.columns)
    return Plan(found.table, mapping=said)


def read(found: Plan) -> tuple[RowBatch, list[Reject]]:
    rejects: list[Reject] = []
    return next(Builder(found.table, found.reader(), rejects.append).batches()), rejects


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        (("edtf", "type", "actors", "fact"), ("1951-08-30", "treaty", "A; B", "They sign."),
         "title=fact,start=edtf,actors=actors,kind=type"),
        (("Start Date", "End Date", "Title", "Description", "Link"),
         ("2020", "2021", "T", "D", "https://x.org"),
         "title=Title,start=Start Date,end=End Date,text=Description,link=Link"),
        (("iyear", "imonth", "iday", "summary", "city"), ("1970", "7", "0", "Bomb", "Rome"),
         "title=summary,start=iyear;imonth;iday,place=city"),
        (("a", "b"), ("2020-01-02", "words and words"), "title=b,start=a"),
        (("text.headline", "start_date.year", "start_date.month"), ("H", "1990", ""),
         "title=text.headline,start=start_date.year;start_date.month"),
        (("Sender", "Recipient", "Date", "Subject"), ("Ann", "Bo", "2020-01-02", "Hello"),
         "title=Subject,start=Date,actors=Sender;Recipient"),
        (("Datum", "Ereignis", "Beteiligte", "Ort"), ("3.10.1990", "E", "A; B", "Berlin"),
         "title=Ereignis,start=Datum,actors=Beteiligte,place=Ort"),
        (("Date", "Événement", "Acteurs"), ("14 juillet 1789", "Prise", "Peuple"),
         "title=Événement,start=Date,actors=Acteurs"),
        (("日付", "出来事", "関係者"), ("2024年7月28日", "会談", "日本"),
         "title=出来事,start=日付,actors=関係者"),
        (("Timestamp", "Incident date", "Name", "Event"),
         ("2020-03-03 10:00:00", "2020-01-02", "Ann", "Fire"),
         "title=Event,start=Incident date,actors=Name"),
        (("Published date", "Timestamp", "Headline"), ("2020-01-02", "2020-01-01 10:00:00", "H"),
         "title=Headline,start=Timestamp"),
        (("when.start", "when.end", "title", "source.url"), ("2020", "2021", "T", "x"),
         "title=title,start=when.start,end=when.end,link=source.url"),
        (("start_date.year", "end_date.year", "end_date.day", "text.headline"),
         ("1990", "1991", "5", "H"),
         "title=text.headline,start=start_date.year,end=end_date.year"),
        (("Date of meeting", "Who was involved?", "Purpose of meeting"), ("2020", "Ann", "Tax"),
         "start=Date of meeting,actors=Who was involved?,text=Purpose of meeting"),
        (("Period", "Event"), ("1990–1995", "War"), "title=Event,start=Period"),
        (("Date", "Actor 1", "Actor 2", "Relation"), ("2020", "A", "B", "met"),
         "start=Date,actors=Actor 1;Actor 2,kind=Relation"),
        (("type", "properties.title"), ("Feature", "T"), "title=properties.title"),
        (("Filed", "Plaintiff", "Defendant", "Description"), ("2020-01-05", "A", "B", "Suit"),
         "start=Filed,actors=Plaintiff;Defendant,text=Description"),
        (("Name", "Date of Death", "City", "State"), ("Ann", "2020-01-05", "Reno", "NV"),
         "title=Name,start=Date of Death,place=City"),
        (("content", "start", "type"), ("x", "2020", "point"), "title=content,start=start"),
    ],
)  # fmt: skip
def test_guesses(columns: tuple[str, ...], row: tuple[str, ...], expected: str) -> None:
    assert guessed(columns, [row]).words() == expected


def test_numbers_are_not_taken_for_dates() -> None:
    assert guessed(("name", "serial"), [("A", "20200102"), ("B", "20210304")]).start == ()


def test_dates_that_cannot_be_read_are_told_of(tmp_path: Path) -> None:
    found = plan(tmp_path, "Date,Event\n45501,a\n45502,b\n")
    assert found.mapping is not None
    assert found.mapping.start == ()
    assert "“Date” was not taken for dates: “45501”" in found.table.notes[0]
    other = plan(tmp_path, "Code,Event\n1,a\n2,b\n")
    assert other.table.notes == (
        "no column was taken for dates: its events have none (--map start=COLUMN names one)",
    )


def test_several_roles_are_of_as_many_actors_and_nobody_is_none(tmp_path: Path) -> None:
    rows = ("D,Ann &amp; Co; Bo,", "A,Ann; Bo,host; guest", "B,Ann; Bo,hosts", "C,Unknown; Bo,x; y")
    batch, _ = read(plan(tmp_path, "\n".join(("title,who,role", *rows, ""))))
    assert [(at, batch.actors[n].name, role) for at, n, role, *_ in batch.parts] == [
        (0, "Ann &amp; Co", "party"), (0, "Bo", "party"), (1, "Ann", "host"), (1, "Bo", "guest"),
        (2, "Ann", "hosts"), (2, "Bo", "hosts"), (3, "Bo", "x; y"),
    ]  # fmt: skip


def test_commas_part_names_where_a_person_says_so(tmp_path: Path) -> None:
    text = 'title,who\nA,"Ann Lee, Bo"\nB,"Acme, Inc., Bo"\nC,Cy\n'
    found = plan(tmp_path, text)
    assert found.table.notes[-1].startswith("“who” has one name in each cell (--map split=comma")
    batch, _ = read(found)
    assert [actor.name for actor in batch.actors] == ["Ann Lee, Bo", "Acme, Inc., Bo", "Cy"]
    parted = plan(tmp_path, text, "split=comma")
    assert parted.mapping is not None
    assert parted.mapping.words() == "title=title,actors=who,split=comma"
    batch, _ = read(parted)
    assert [actor.name for actor in batch.actors] == ["Ann Lee", "Bo", "Acme, Inc.", "Cy"]
    assert [batch.texts[row][a:b] for row, _, _, a, b in batch.parts][:2] == ["Ann Lee", "Bo"]
    remember(found.table.columns, parted.mapping, tmp_path)
    assert recalled(found.table.columns, tmp_path) == parted.mapping


def test_a_person_corrects_the_guess() -> None:
    base = Mapping(title=("url",), link="url")
    said = parse_mapping(
        'start=event_date,actors=actor1;ACTOR2,title="What, or who"', base, COLUMNS
    )
    assert said == Mapping(("What, or who",), ("event_date",), actors=("actor1", "actor2"),
                           link="url")  # fmt: skip
    assert parse_mapping(said.words(), Mapping(), COLUMNS) == said
    assert parse_mapping("link=,order=mdy", said, COLUMNS).link is None
    assert parse_mapping("order=mdy", said, COLUMNS).order is DayOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("start=when", "there is no column “when”"),
        ("begin=event_date", "“begin” is nothing a column can mean"),
        ("kind=actor1;actor2", "“kind” is one column, not 2"),
        ("title=url,order=ydm", "is no order"),
        ("title", "cannot be read"),
        ("title=", "no column says what happened"),
        ("actors=actor1,roles=actor2;url", "2 columns of roles for 1 of actors"),
    ],
)
def test_a_wrong_mapping_is_named(text: str, reason: str) -> None:
    with pytest.raises(InputProblem, match=reason):
        parse_mapping(text, Mapping(), COLUMNS)


def test_a_mapping_file(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text('{"title": "url", "actors": ["actor1"], "order": "dmy"}', encoding="utf-8")
    found = read_mapping(path, Mapping(), COLUMNS)
    assert found == Mapping(("url",), actors=("actor1",), order=DayOrder.DAY_FIRST)
    path.write_text("[1]", encoding="utf-8")
    with pytest.raises(InputProblem, match=r"map\.json: is not a JSON object"):
        read_mapping(path, Mapping(), COLUMNS)


def test_remembered_by_the_names_of_the_columns(tmp_path: Path) -> None:
    mapping = Mapping(("url",), ("event_date",), order=DayOrder.DAY_FIRST)
    assert recalled(COLUMNS, tmp_path) is None
    remember(COLUMNS, mapping, tmp_path)
    assert recalled(COLUMNS, tmp_path) == mapping
    assert recalled(COLUMNS[1:], tmp_path) is None
    assert fingerprint(("a", "b")) != fingerprint(("b", "a"))
    (tmp_path / "mappings.json").write_text("{broken", encoding="utf-8")
    assert recalled(COLUMNS, tmp_path) is None


def test_the_next_table_of_the_shape_is_read_as_the_last(tmp_path: Path) -> None:
    text = "title,date,who\nA,2020-01-02,Ann\n"
    assert plan(tmp_path, text).source == "guessed"
    remember(("title", "date", "who"), Mapping(("who",), ("date",)), tmp_path)
    again = plan(tmp_path, text)
    assert (again.source, again.mapping) == ("remembered", Mapping(("who",), ("date",)))


def test_rows_become_events_with_their_words(tmp_path: Path) -> None:
    found, rejects = read(
        plan(tmp_path, 'title,start,end,actors,role,url\n'
             '"Talks, round 2",2020-01-02,2020-01-04,Japan; Lloyd Austin,host,https://x.org/1\n'
             'Undated,,,,,\n', "roles=role")
    )  # fmt: skip
    assert rejects == []
    assert found.titles == ["Talks, round 2", "Undated"]
    text, date = found.texts[0], found.dates[0]
    assert date is not None
    assert date.edtf == "2020-01-02/2020-01-04"
    assert [text[a:b] for _, a, b in found.date_words] == ["2020-01-02", "2020-01-04"]
    assert [text[a:b] for row, a, b in found.words if row == 0] == [
        "Talks, round 2", "https://x.org/1",
    ]  # fmt: skip
    assert [(actor.name, actor.kind) for actor in found.actors] == [
        ("Japan", "state"), ("Lloyd Austin", ""),
    ]  # fmt: skip
    assert [(row, role, text[a:b]) for row, _, role, a, b in found.parts] == [
        (0, "host", "Japan"), (0, "host", "Lloyd Austin"),
    ]  # fmt: skip
    assert found.dates[1] is None


def test_rejects_name_line_column_and_reason(tmp_path: Path) -> None:
    text = (
        "title,date,who\nA,2020-01-02,Ann\n,2020-01-03,Bo\nC,soon,Cy\nD,2020\n"
        "E,2020,Eve,,\nF,2020,Fay,more\nG\0,2020,x\nH,2021-02-29,x\n"
    )
    found, rejects = read(plan(tmp_path, text))
    assert found.titles == ["A", "E"]
    assert [(bad.line, bad.column) for bad in rejects] == [
        (3, "title"), (4, "date"), (5, ""), (7, ""), (8, ""), (9, "date"),
    ]  # fmt: skip
    reasons = [bad.reason for bad in rejects]
    assert "is empty" in reasons[0]
    assert reasons[1] == "“soon” is not a date"
    assert reasons[2] == "2 cells, but the table has 3 columns"
    assert reasons[4] == "holds a NUL character"


def test_rows_of_another_encoding_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    good = "".join(f"Genève {n},2020\n" for n in range(20))
    path.write_bytes(f"title,date\n{good}".encode() + "Zürich,2021\n".encode("cp1252"))
    found, rejects = read(plan_of(path, home=tmp_path))
    assert len(found) == 20
    assert [(bad.line, bad.text) for bad in rejects] == [(22, "Z�rich,2021")]


def test_ambiguous_days_are_asked_about(tmp_path: Path) -> None:
    text = "title,date\nA,03/04/2020\nB,05/06/2020\n"
    with pytest.raises(InputProblem, match=r"day or the month may come first.*order=dmy"):
        plan(tmp_path, text).reader()
    found, _ = read(plan(tmp_path, text, "order=dmy"))
    assert [date.edtf for date in found.dates if date] == ["2020-04-03", "2020-06-05"]


def test_the_last_row_may_tell_which_number_is_the_day(tmp_path: Path) -> None:
    rows = "".join(f"A{n},03/04/2020\n" for n in range(5_000))
    found, _ = read(plan(tmp_path, f"title,date\n{rows}B,25/04/2020\n"))
    assert found.dates[0] is not None
    assert found.dates[0].edtf == "2020-04-03"


def test_a_row_id_makes_a_key(tmp_path: Path) -> None:
    text = "title,ref\nA,x1\nB,\n"
    found, rejects = read(plan(tmp_path, text, "id=ref"))
    assert found.keys == [f"row:{fingerprint(('title', 'ref'))}:x1"]
    assert [bad.column for bad in rejects] == ["ref"]
    assert read(plan(tmp_path, text))[0].keys == [None, None]


def test_words_that_could_be_code_stay_words(tmp_path: Path) -> None:
    text = 'title,who\n"=HYPERLINK(""http://x"")",<b>Ann</b>\n'
    found, _ = read(plan(tmp_path, text))
    assert found.titles == ['=HYPERLINK("http://x")']
    assert found.actors[0].name == "<b>Ann</b>"


def test_a_preview_is_the_first_rows(tmp_path: Path) -> None:
    found = plan(tmp_path, "title,date\nA,2020\nB,soon\n")
    seen = preview(found, found.reader())
    assert (seen.batch.titles, len(seen.rejects), seen.rows) == (["A"], 1, 2)


def test_lines_of_empty_cells_are_no_rows_and_rejects_come_in_their_order(tmp_path: Path) -> None:
    text = "what,day\n,\nA,soon\n , \nB,2020,more\nC,2020\n,2020\n"
    rejects: list[Reject] = []
    found = plan(tmp_path, text, "title=what,start=day")
    builder = Builder(found.table, found.reader(), rejects.append)
    titles = [title for batch in builder.batches() for title in batch.titles]
    assert (titles, [bad.line for bad in rejects], builder.rows) == (["C"], [3, 5, 7], 4)


def test_rejects_that_are_no_rows_stand_among_the_others(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"what": "A", "day": "2020"}\n{broken\n{"what": "B", "day": "soon"}\n')
    found = plan_of(path, home=tmp_path)
    assert [bad.line for bad in read(found)[1]] == [2, 3]


def test_names_that_are_no_letters_of_the_file_have_a_shape_too(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(
        "title,dat\xe9\nétés,2020\nâgés,2021\nçà,2022\n".encode().replace(
            b"\xc3\xa9\n", b"\xe9\n", 1
        )
    )
    found = plan_of(path, home=tmp_path)
    assert found.table.columns == ("title", "dat\udce9")
    assert found.mapping is not None
    batch, rejects = read(found)
    assert (len(batch.texts), rejects) == (3, [])
