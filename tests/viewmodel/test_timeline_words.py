"""Words above the timeline: chips, counts and tips."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import ActorId, Mark
from explorer.domain.kinds import Status
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis
from explorer.viewmodel.timeline.build import build_timeline
from explorer.viewmodel.timeline.words import chips, count_words, lead_words, tip_words
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    builder.event("A", "2022-03-01", actors=("Japan", "Lloyd Austin"))
    builder.event("B", "2025-06-01", kind="vote", actors=("Japan",), also=("2024",))
    builder.event("C", None, actors=("Japan",))
    return builder.session()


def test_every_restriction_is_a_chip_that_lifts_only_itself(session: Session) -> None:
    full = Filter(
        actors=frozenset({ActorId(1), ActorId(2)}), match=Match.ALL, kinds=frozenset({"vote"}),
        statuses=frozenset({Status.PLANNED}), sources=frozenset(session.corpus.sources),
        period=Period(0, 86_400, "1970-01-01"), words="talks", review=ReviewScope.ALL,
    )  # fmt: skip
    session.update("test", filter=full)
    found = chips(session)
    assert [chip.text for chip in found] == [
        "Japan", "Lloyd Austin", "Vote, ruling", "planned", "Chronicle", "1970-01-01",
        "“talks”", "with drafts",
    ]  # fmt: skip
    assert [chip.joiner for chip in found][:3] == ["", "AND", ""]
    assert found[0].without == replace(full, actors=frozenset({ActorId(2)}))
    assert found[2].without == replace(full, kinds=None)
    assert found[-1].without == replace(full, review=ReviewScope.ACCEPTED)


def test_none_of_the_actors_says_not(session: Session) -> None:
    session.update("test", filter=Filter(actors=frozenset({ActorId(1)}), match=Match.NONE))
    assert [(chip.joiner, chip.text) for chip in chips(session)] == [("NOT", "Japan")]


def test_the_counts_say_what_is_in_view(session: Session) -> None:
    scene = build_timeline(session, 736, 400, LetterMeasurer())
    assert count_words(session, scene).endswith("2 of 2 in view")
    assert lead_words(session, scene)[0] == "3 events"
    session.update("test", axis=Axis.TOLD)
    scene = build_timeline(session, 736, 400, LetterMeasurer())
    assert count_words(session, scene) == "¶1 to ¶3 · 3 of 3 in view"


def test_what_one_column_is_has_one_number() -> None:
    """Where a column is several years, "1 2 years" would be said."""
    builder = ProjectBuilder()
    for number in range(900):
        builder.event(f"Event {number}", f"{1000 + number}-05-01", actors=("Japan",))
    session = builder.session()
    scene = build_timeline(session, 700, 300, LetterMeasurer())
    unit = next(lane.columns.unit for lane in scene.lanes if lane.columns is not None)
    assert unit[0].isdigit()
    assert f"1 column = {unit}," in lead_words(session, scene)[1]


def test_tips_never_say_more_than_the_source(session: Session) -> None:
    assert tip_words(session, Mark.event(1)) == ("A", "1 March 2022 · Talks · happened")
    assert tip_words(session, Mark.event(2))[1].startswith("sources disagree: ")
    assert tip_words(session, Mark.event(3))[1].startswith("undated")
    assert tip_words(session, Mark.actor(1)) == ("Japan", "")
    assert tip_words(session, Mark.event(99)) == ("", "")
