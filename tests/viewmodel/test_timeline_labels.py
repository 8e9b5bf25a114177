"""No label overlaps a label or a mark, whatever the events and the window."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.calendar import civil_from_days, days_from_civil
from explorer.domain.filters import Filter
from explorer.domain.ids import Mark
from explorer.domain.kinds import Status
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Lanes, Others, Window
from explorer.viewmodel.timeline.build import TimelineBuilder, TimelineOptions
from explorer.viewmodel.timeline.scene import Rect, TimelineScene
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder

FIRST_DAY = days_from_civil(2020)
DAYS = 2200
SHAPES = ("day", "day", "day", "month", "year", "about", "period", "open")


def edtf(day: int, shape: str, length: int) -> str:
    year, month, date = civil_from_days(FIRST_DAY + day)
    exact = f"{year:04}-{month:02}-{date:02}"
    last = civil_from_days(FIRST_DAY + day + length)
    texts = {
        "day": exact,
        "month": exact[:7],
        "year": exact[:4],
        "about": exact[:7] + "~",
        "period": exact + "/{:04}-{:02}-{:02}".format(*last),
        "open": exact + "/..",
    }
    return texts[shape]


def project(seed: int, count: int) -> Session:
    """Return a project of random events, many of them close together."""
    chance = Random(seed)
    builder = ProjectBuilder()
    builder.source()
    for number in range(count):
        day = chance.choice((chance.randrange(DAYS), 1600 + chance.randrange(60)))
        shape = chance.choice(SHAPES)
        builder.event(
            f"{number}".rjust(chance.randint(2, 32), "x"),
            edtf(day, shape, chance.randint(1, 400)),
            actors=tuple(chance.sample(("Ana", "Bo", "Cy"), chance.randint(0, 3))),
            status=chance.choice((Status.OCCURRED, Status.PLANNED, Status.ONGOING)),
            kind=chance.choice(("talks", "vote")),
            also=(edtf(day + 90, "day", 1),) if chance.random() < 0.1 else (),
        )
    return builder.session()


def bare(rect: Rect) -> Rect:
    """A rectangle's own row: marks and labels of neighbouring rows may touch."""
    return Rect(rect.x, rect.y + rect.height / 2 - 1, rect.width, 2)


def check(scene: TimelineScene) -> None:
    inside = {label.event_id for label in scene.labels if label.inside}
    outside = [label for label in scene.labels if not label.inside]
    for one, other in combinations(scene.labels, 2):
        assert not one.rect.overlaps(other.rect), (one, other)
    for label in outside:
        assert scene.plot_left <= label.rect.x
        assert label.rect.right <= scene.plot_right
        for mark in scene.marks:
            assert not bare(label.rect).overlaps(bare(mark.rect)), (label, mark)
        for line in scene.connectors:
            within = line.top < label.rect.y + 8 < line.bottom
            assert not within or not label.rect.x < line.x < label.rect.right
    named = [label.event_id for label in scene.labels if label.text and label.rank != "more"]
    assert len(named) == len(set(named))
    assert inside <= {mark.event_id for mark in scene.marks if mark.tall}


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    count=st.integers(1, 60),
    start=st.integers(0, 1660),
    span=st.sampled_from([3, 40, 200, 900, 2500]),
    lanes=st.sampled_from(list(Lanes)),
    chosen=st.integers(0, 59),
    numbered=st.booleans(),
    votes=st.booleans(),
)
def test_labels_never_overlap(
    seed: int,
    count: int,
    start: int,
    span: int,
    lanes: Lanes,
    chosen: int,
    numbered: bool,
    votes: bool,
) -> None:
    session = project(seed, count)
    low = (FIRST_DAY + start) * 86_400.0
    selected = session.corpus.events[chosen % session.corpus.n].id
    session.update(
        "test",
        window=Window(low, low + span * 86_400.0),
        lanes=lanes,
        selection=(Mark.event(selected),),
        filter=Filter(kinds=frozenset({"vote"})) if votes else Filter(),
    )
    numbers = {e.id: i for i, e in enumerate(session.corpus.events, 1)} if numbered else {}
    options = TimelineOptions(numbers=numbers)
    for height in (None, 300.0):
        check(TimelineBuilder(session, LetterMeasurer()).build(600.0, height, options))


def test_an_event_is_named_once_in_its_first_lane() -> None:
    builder = ProjectBuilder()
    builder.event("Talks", "2024-07-28", actors=("Ana", "Bo"))
    scene = TimelineBuilder(builder.session(), LetterMeasurer()).build(600, 300)
    assert len(scene.marks) == 2
    assert [label.text for label in scene.labels] == ["Talks"]
    assert scene.labels[0].rect.y + 8 == scene.marks[0].y


def test_a_name_stands_right_of_its_mark_or_else_left() -> None:
    builder = ProjectBuilder()
    builder.event("Early", "2020-01-01", actors=("Ana",))
    builder.event("Late with a long name", "2025-12-28", actors=("Ana",))
    session = builder.session()
    session.update("test", others=Others.DIMMED)
    scene = TimelineBuilder(session, LetterMeasurer()).build(600, 300)
    early, late = sorted(scene.labels, key=lambda label: label.rect.x)
    assert early.rect.x > scene.marks[0].rect.right
    assert late.rect.right < scene.marks[1].rect.x
