"""Pictures of the sample: what they show, what they say of themselves, and the same everywhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from PySide6.QtGui import QColor, QImage

from explorer.domain.filters import Filter, Match
from explorer.domain.ids import ActorId, Mark
from explorer.domain.kinds import event_kind_label
from explorer.errors import InputProblem
from explorer.export.picture import Seen, make_picture
from explorer.export.png import png_bytes
from explorer.export.targets import pdf_bytes, render, svg_bytes
from explorer.painting.fonts import QtMeasurer
from explorer.painting.theme import LIGHT
from explorer.paths import shipped_data
from explorer.store.project import Project
from explorer.viewmodel.picture import of_source, wish
from explorer.viewmodel.picture.caption import filter_line
from explorer.viewmodel.picture.of_timeline import TimelineBody
from explorer.viewmodel.picture.of_web import WebBody
from explorer.viewmodel.picture.wish import Extent, Parts, View, Wish
from explorer.viewmodel.session import Session
from tests.support.projects import ProjectBuilder

BARE = Parts(show_title=False, key=False, filters=False, left_out=False, quotes=False)


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "sample.sourceline"
    shutil.copyfile(shipped_data("sample.sourceline"), path)
    with Project.open(path) as project:
        yield Session(project)


def actor(session: Session, name: str) -> int:
    return next(a.id for a in session.corpus.snapshot.actors if a.name == name)


def only(session: Session, *names: str) -> None:
    actors = frozenset(actor(session, name) for name in names)
    session.update("test", filter=Filter(actors=actors, match=Match.ALL))  # type: ignore[arg-type]  # ids are ints


def words(svg: bytes) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg.decode("utf-8"))


def picture_words(session: Session, wish: Wish) -> str:
    return " ".join(words(svg_bytes(make_picture(session, wish))))


@pytest.mark.parametrize("view", [View.TIMELINE, View.RELATIONSHIPS, View.SOURCE])
def test_the_same_wish_gives_the_same_pixels(session: Session, view: View) -> None:
    wish = Wish(view, size_px=(1000, 700))
    first, second = (render(make_picture(session, wish)) for _ in range(2))
    assert (first.width(), first.height()) == (1000, 700)
    assert first == second


def test_the_command_line_gives_the_windows_pixels(session: Session, tmp_path: Path) -> None:
    only(session, "Japan", "Lloyd Austin")
    wish = Wish(View.TIMELINE, size_px=(1200, 800), theme="dark")
    ours = render(make_picture(session, wish), 2)
    out = tmp_path / "cli.png"
    command = [sys.executable, "-m", "explorer", "image", str(session.project.path), str(out)]
    options = [
        "--size",
        "1200x800",
        "--scale",
        "2",
        "--theme",
        "dark",
        "--match",
        "all",
        "--actor",
        "Japan",
    ]
    subprocess.run([*command, *options, "--actor", "Lloyd Austin"], check=True)
    theirs = QImage(str(out)).convertToFormat(ours.format())
    assert (theirs.width(), theirs.height()) == (2400, 1600)
    assert theirs == ours


def test_the_caption_names_filter_counts_and_sources(session: Session) -> None:
    only(session, "Japan", "Lloyd Austin")
    said = picture_words(session, Wish(View.TIMELINE))
    shown = int(session.matches.sum())
    assert "Filter: Japan AND Lloyd Austin · review accepted" in said
    assert f"Shown {shown} of {session.corpus.n} events." in said
    assert f"{session.corpus.n - shown} filtered." in said
    assert "Briefing" in said
    assert "All checked: exact." in said


def test_every_quote_on_a_picture_is_in_its_source(session: Session) -> None:
    only(session, "Philippines")
    said = " ".join(picture_words(session, Wish(View.TIMELINE)).split())
    quotes = re.findall(r"“([^”]{30,})”", said)
    text = " ".join(p.text for s in session.corpus.sources for p in session.paragraphs(s))
    assert len(quotes) >= 10
    assert [quote for quote in quotes if quote not in " ".join(text.split())] == []


@pytest.mark.parametrize(
    ("part", "words_of_it"),
    [
        ({"show_title": False}, "with the words they came from"),
        ({"key": False}, "dot: a day"),
        ({"filters": False}, "Filter:"),
        ({"left_out": False}, "Left out:"),
        ({"quotes": False}, "Source quotes"),
    ],
)
def test_each_part_is_optional(session: Session, part: dict[str, bool], words_of_it: str) -> None:
    only(session, "Lloyd Austin")
    with_it = picture_words(session, Wish(View.TIMELINE))
    without = picture_words(session, Wish(View.TIMELINE, parts=replace(Parts(), **part)))  # type: ignore[arg-type]  # all are flags
    assert words_of_it in with_it
    assert words_of_it not in without


def test_everything_is_as_tall_as_it_needs(session: Session) -> None:
    picture = make_picture(session, Wish(View.TIMELINE, parts=BARE))
    titles = " ".join(words(svg_bytes(picture)))
    missing = [event.title for event in session.corpus.events if event.title not in titles]
    assert missing == []
    assert picture.height_px > 2000


def test_the_selection_alone(session: Session) -> None:
    events = session.corpus.events[3:6]
    session.update("test", selection=tuple(Mark.event(event.id) for event in events))
    said = picture_words(session, Wish(View.TIMELINE, Extent.SELECTION))
    assert "3 events with the words they came from" in said
    assert all(event.title in said for event in events)


def test_as_seen_has_the_panes_size(session: Session) -> None:
    seen = Seen(timeline_px=(736, 500))
    wish = Wish(View.TIMELINE, Extent.SEEN, parts=BARE)
    assert make_picture(session, wish, seen).width_px == 736 + 80


def test_a_selected_mark_is_yellow_where_it_stands(session: Session) -> None:
    event = session.corpus.events[0]
    wish = Wish(View.TIMELINE, Extent.SEEN, parts=BARE)
    seen = Seen(timeline_px=(900, 500))
    highlighter = QColor(LIGHT.selection).rgb()

    def yellow() -> int:
        image = render(make_picture(session, wish, seen))
        return sum(
            image.pixel(x, y) == highlighter
            for x in range(image.width())
            for y in range(0, image.height(), 2)
        )

    assert yellow() == 0
    session.update("test", selection=(Mark.event(event.id),))
    assert yellow() > 20


def test_no_date_is_finer_than_the_source(session: Session) -> None:
    only(session, "Philippines")
    said = picture_words(session, Wish(View.TIMELINE))
    texts = {event.date.text for event in session.corpus.events if event.date is not None}
    printed = set(re.findall(r"\b\d{4}-\d{2}(?:-\d{2})?\b", said))
    assert printed
    assert all(any(one in text for text in texts) for one in printed)


def test_a_picture_too_small_to_read_is_refused(session: Session) -> None:
    with pytest.raises(InputProblem, match="too small to read"):
        make_picture(session, Wish(View.TIMELINE, size_px=(100, 50)))


def test_png_bytes_are_the_same_each_time(session: Session) -> None:
    image = render(make_picture(session, Wish(View.SOURCE, size_px=(800, 600))))
    assert png_bytes(image, "x") == png_bytes(image, "x")


def test_lanes_that_have_no_room_are_counted(session: Session) -> None:
    said = picture_words(session, Wish(View.TIMELINE, size_px=(1600, 1000)))
    shown, total = map(int, re.findall(r"(\d+) of (\d+) lanes", said)[0])
    assert 0 < shown < total
    assert total > 50


def test_names_of_lanes_are_whole_where_there_is_room(session: Session) -> None:
    said = picture_words(session, Wish(View.TIMELINE, size_px=(1600, 1000)))
    assert "Security Consultative Committee" in said


def test_numbers_stand_only_where_their_quotes_do(session: Session) -> None:
    picture = make_picture(session, Wish(View.TIMELINE, size_px=(1600, 1000)))
    found = words(svg_bytes(picture))
    # The page's own words come first, then the view's.
    start, end = found.index("Source quotes"), found.index("1600 × 1000 · light")
    quoted = {int(word) for word in found[start:end] if word.isdigit()}
    assert quoted == set(range(1, len(quoted) + 1))
    assert quoted <= {int(word) for word in found[end:] if word.isdigit()}
    missing = int(re.findall(r"(\d+) more quotes have no room", " ".join(found))[0])
    assert f"{len(quoted) + missing} events with the words" in " ".join(found)


def test_without_quotes_there_are_no_numbers(session: Session) -> None:
    only(session, "Lloyd Austin")
    parts = replace(Parts(), quotes=False)

    def numbers(wish: Wish) -> int:
        found = words(svg_bytes(make_picture(session, wish)))
        return sum(word.isdigit() for word in found[found.index("1200 × 800 · light") :])

    wish = Wish(View.TIMELINE, size_px=(1200, 800))
    assert numbers(wish) > numbers(replace(wish, parts=parts)) + 10


def test_a_head_stands_once_above_its_quotes(session: Session) -> None:
    found = words(svg_bytes(make_picture(session, Wish(View.RELATIONSHIPS))))
    start = found.index("Source quotes")
    heads = [word for word in found[start:] if word == "United States agreement with Japan"]
    assert 1 <= len(heads) <= 3  # again only at the top of a further column


def test_relationships_say_what_they_left_out(session: Session) -> None:
    total = len(session.corpus.snapshot.relationships)
    said = picture_words(session, Wish(View.RELATIONSHIPS, size_px=(1400, 900)))
    shown, of, away = map(
        int, re.findall(r"Shown (\d+) of (\d+) relationships. Left out: (\d+)", said)[0]
    )
    assert of == total
    assert shown + away == total


def test_the_key_names_the_kinds_that_are_drawn(session: Session) -> None:
    only(session, "North Korea", "China")
    rows = session.matches.nonzero()[0]
    kinds = {session.corpus.kinds[session.corpus.kind[row]] for row in rows}
    said = picture_words(session, Wish(View.TIMELINE))
    key = said[said.index("Key") : said.index("Source quotes")]
    for kind in session.corpus.kinds:
        assert (event_kind_label(kind) in key) == (kind in kinds)


def test_the_title_says_the_years_of_what_is_drawn(session: Session) -> None:
    only(session, "Japan", "Lloyd Austin")
    assert "Japan AND Lloyd Austin, 2021 to 2024" in picture_words(session, Wish(View.TIMELINE))


def test_what_is_seen_is_not_buried_under_its_quotes(session: Session) -> None:
    seen = Seen(timeline_px=(900, 500))
    picture = make_picture(session, Wish(View.TIMELINE, Extent.SEEN), seen)
    assert picture.height_px < 1400


def test_an_svg_has_its_size_in_px(session: Session) -> None:
    svg = svg_bytes(make_picture(session, Wish(View.SOURCE, size_px=(1401, 777))))
    assert b'<svg width="1401" height="777"' in svg


def test_a_size_without_room_for_its_own_words_is_refused(session: Session) -> None:
    wish = Wish(View.TIMELINE, size_px=(480, 320), parts=Parts(title="Words " * 60))
    with pytest.raises(InputProblem, match="no room for a picture under its title"):
        make_picture(session, wish)


def test_what_is_not_selected_is_counted_as_that(session: Session) -> None:
    session.update("test", selection=(Mark.event(session.corpus.events[3].id),))
    said = picture_words(session, Wish(View.TIMELINE, Extent.SELECTION))
    assert f"Left out: {session.corpus.n - 1} not selected." in said


@pytest.mark.parametrize("view", [View.TIMELINE, View.SOURCE])
def test_a_page_gets_no_taller_than_can_be_painted_and_says_what_it_leaves_out(
    session: Session, monkeypatch: pytest.MonkeyPatch, view: View
) -> None:
    assert make_picture(session, Wish(view)).height_px > 900
    monkeypatch.setattr(wish, "TALLEST_PX", 900.0)
    monkeypatch.setattr(of_source, "TALLEST_PX", 900.0)
    picture = make_picture(session, Wish(view))
    assert picture.height_px == 900
    assert "outside the picture" in svg_bytes(picture).decode()


def test_a_title_counts_the_last_of_many_actors_and_the_filter_names_all(qapp: object) -> None:
    del qapp
    builder = ProjectBuilder()
    builder.event("A", "2022-03-01", actors=tuple("abcdefg"))
    session = builder.session()
    session.update("test", filter=Filter(actors=frozenset(map(ActorId, range(1, 8)))))
    for body in (TimelineBody(session, QtMeasurer()), WebBody(session, QtMeasurer())):
        assert "a OR b OR c OR d OR 3 more" in body.subject()
    assert filter_line(session) == "Filter: a OR b OR c OR d OR e OR f OR g · review accepted"


def test_the_text_of_a_pdf_is_that_of_the_picture_letter_by_letter(session: Session) -> None:
    picture = make_picture(session, Wish(View.TIMELINE))
    text = extract_text(BytesIO(pdf_bytes(picture)), laparams=LAParams(all_texts=True))
    there = "".join(text.split())
    for shown in words(svg_bytes(picture)):
        plain = "".join(unescape(shown).split())
        assert plain in there
