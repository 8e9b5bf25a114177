"""Tables as the window asks for them: offered, previewed, taken in, their rejects saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.app.files import DiskFiles
from explorer.domain.ids import EventId, Mark
from explorer.errors import AlreadyThere, InputProblem
from explorer.viewmodel.details.blocks import Web
from explorer.viewmodel.details.citation import current_citation
from explorer.viewmodel.details.event import event_blocks
from explorer.viewmodel.project.tables import DAY_FIRST, MONTH_FIRST, TableOffer
from explorer.viewmodel.session import Session

TALKS = "what,day,who\nTalks,2020-01-02,Japan; Korea\nVote,soon,Ann\nUndated,,\n"


@pytest.fixture
def files(tmp_path: Path) -> Iterator[DiskFiles]:
    made = DiskFiles(tmp_path / "home")
    yield made
    for project in list(made._open.values()):
        project.close()


def nothing() -> None:
    """Nobody asks to stop."""


def table(tmp_path: Path, text: str, name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def offered(files: DiskFiles, path: Path) -> TableOffer:
    return files.tables.offer(path, nothing)


def test_only_tables_are_tables(files: DiskFiles) -> None:
    names = {"a.csv": True, "a.tsv.gz": True, "a.zip": True, "a.xlsx": True, "a.json": True,
             "a.pack.json": False, "a.txt": False, "a.tar.gz": False}  # fmt: skip
    for name, expected in names.items():
        assert files.tables.is_table(Path(name)) is expected, name


def test_an_offer_shows_columns_cells_and_the_guess(files: DiskFiles, tmp_path: Path) -> None:
    offer = offered(files, table(tmp_path, TALKS))
    assert (offer.shape, offer.columns, offer.about_rows) == ("", ("what", "day", "who"), 3)
    assert offer.meanings == ("title", "start", "actors")
    assert offer.samples[1] == ("2020-01-02", "soon")
    assert "guessed" in offer.heading()


def test_a_preview_follows_the_meanings(files: DiskFiles, tmp_path: Path) -> None:
    offer = offered(files, table(tmp_path, TALKS))
    seen = files.tables.preview(offer, nothing)
    assert seen.events[0] == ("2020-01-02", "Talks", "Japan, Korea", "", "")
    assert seen.rejects == ("line 3: day: “soon” is not a date",)
    assert seen.words() == "The first 3 rows: 2 events, 1 rejected"
    undated = files.tables.preview(offer.meaning(1, ""), nothing)
    assert [row.date for row in undated.events] == ["", "", ""]
    nothing_said = files.tables.preview(offer.meaning(0, "").meaning(2, ""), nothing)
    assert "no column says what happened" in nothing_said.problem


def test_a_preview_shows_kind_role_and_link(files: DiskFiles, tmp_path: Path) -> None:
    text = "what,day,who,role,kind,url\nA,2020,Japan; Korea,host,talks,https://x.org/a\nB,,,,,\n"
    seen = files.tables.preview(offered(files, table(tmp_path, text)), nothing)
    first, second = seen.events
    assert (first.kind, first.more()) == ("Talks", "Japan (host), Korea (host) · x.org/a")
    assert (second.kind, second.link, second.more()) == ("", "", "")


def test_the_order_of_day_and_month_is_asked_for(files: DiskFiles, tmp_path: Path) -> None:
    offer = offered(files, table(tmp_path, "what,day\nA,03/04/2020\n"))
    seen = files.tables.preview(offer, nothing)
    assert seen.asks_order
    for order, date in ((DAY_FIRST, "2020-04-03"), (MONTH_FIRST, "2020-03-04")):
        told = files.tables.preview(replace(offer, order=order), nothing)
        assert (told.asks_order, told.events[0].date) == (True, date)


def test_parts_of_a_date_are_put_in_order(files: DiskFiles, tmp_path: Path) -> None:
    offer = offered(files, table(tmp_path, "d,m,y,what\n3,4,2020,A\n5,6,2021,B\n"))
    for column, meaning in enumerate(("start", "start", "start", "title")):
        offer = offer.meaning(column, meaning)
    # Only the year shows by its cells; of the others the person's order of columns holds.
    assert files.tables.preview(offer, nothing).events[0].date == "2020-03-04"
    named = offered(files, table(tmp_path, "day,month,year,what\n3,4,2020,A\n", "u.csv"))
    assert files.tables.preview(named, nothing).events[0].date == "2020-04-03"


def test_taken_in_remembered_and_undone(files: DiskFiles, tmp_path: Path) -> None:
    project = files.untitled()
    path = table(tmp_path, TALKS)
    offer = offered(files, path).meaning(2, "")
    said: list[str] = []
    result = files.tables.take_in(project, offer, said.append, nothing)
    assert result.words == "t.csv: 2 events, 0 new actors."
    assert result.reject_words().startswith("1 row was rejected. Line 3: day: “soon” is not a date")
    assert [event.title for event in project.snapshot().events] == ["Talks", "Undated"]
    with pytest.raises(AlreadyThere):
        files.tables.take_in(project, offer, said.append, nothing)
    again = offered(files, table(tmp_path, TALKS + "More,2021,\n", "u.csv"))
    assert (again.is_remembered, again.meanings) == (True, ("title", "start", ""))
    project.undo()
    assert project.snapshot().events == ()


def test_rejects_are_saved_where_the_person_says(files: DiskFiles, tmp_path: Path) -> None:
    project = files.untitled()
    result = files.tables.take_in(
        project, offered(files, table(tmp_path, TALKS)), lambda _: None, nothing
    )
    files.tables.save_rejects(result, tmp_path / "rejects.csv")
    lines = (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "line,column,reason,row"
    assert lines[1].startswith("3,day,")
    with pytest.raises(InputProblem, match="cannot be written"):
        files.tables.save_rejects(result, tmp_path / "none" / "rejects.csv")


class _Stopped(Exception):
    """The person asked to stop."""


def test_a_large_table_is_told_of_and_can_be_stopped(files: DiskFiles, tmp_path: Path) -> None:
    project = files.untitled()
    rows = "".join(f"Event {n},20{n % 90 + 10}\n" for n in range(20_000))
    offer = offered(files, table(tmp_path, "title,date\n" + rows))
    assert offer.about_rows == pytest.approx(20_000, rel=0.1)
    asked = [0]

    def check() -> None:
        asked[0] += 1
        if asked[0] > 3:
            raise _Stopped

    with pytest.raises(_Stopped):
        files.tables.take_in(project, offer, lambda _: None, check)
    assert project.snapshot().events == ()
    result = files.tables.take_in(project, offer, lambda _: None, nothing)
    assert result.words == "t.csv: 20,000 events, 0 new actors."


def test_the_link_of_a_row_is_its_source(files: DiskFiles, tmp_path: Path) -> None:
    project = files.untitled()
    rows = "what,day,url\nTalks,2020-01-02,https://x.org/1\nOdd,2020-01-03,javascript:alert(1)\n"
    offer = offered(files, table(tmp_path, rows))
    files.tables.take_in(project, offer, lambda _: None, nothing)
    session = Session(project)
    for event, links in ((1, ["https://x.org/1"]), (2, [])):
        session.update("test", selection=(Mark.event(event),))
        blocks = event_blocks(session, session.corpus.event(EventId(event)))
        assert [block.address for block in blocks if isinstance(block, Web)] == links
        citation = current_citation(session)
        assert citation is not None
        assert citation.endswith("https://x.org/1") is bool(links)
