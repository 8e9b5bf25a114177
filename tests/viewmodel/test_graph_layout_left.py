"""A layout left behind is taken up where it was made of the same, and nowhere else."""

from __future__ import annotations

import pytest

from explorer.domain.ids import ActorId
from explorer.viewmodel.graph import left as graph_layout_left
from explorer.viewmodel.graph.layout import LayoutActor, LayoutLink, lay_out
from explorer.viewmodel.graph.left import LayoutLeft

ACTORS = [LayoutActor(ActorId(at), 12.0, 60.0 + at / 3) for at in range(5)]
LINKS = [LayoutLink(ActorId(at), ActorId((at + 1) % 5), 50.0) for at in range(5)]


def test_what_was_left_is_taken_up_to_the_last_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    left = LayoutLeft()
    made = left.lay_out(ACTORS, LINKS, {})
    assert made == lay_out(ACTORS, LINKS)

    def refuse(*_: object) -> None:
        raise AssertionError("laid out again")

    monkeypatch.setattr(graph_layout_left, "lay_out", refuse)
    assert LayoutLeft(left.text).lay_out(ACTORS, LINKS, {}) == made


def test_other_data_is_laid_out_anew() -> None:
    left = LayoutLeft()
    left.lay_out(ACTORS, LINKS, {})
    for actors, links in ((ACTORS[:4], LINKS[:3]), (ACTORS, LINKS[1:])):
        assert LayoutLeft(left.text).lay_out(actors, links, {}) == lay_out(actors, links)


def test_newcomers_join_what_stands_and_that_is_not_left_behind() -> None:
    left = LayoutLeft()
    known = {ActorId(0): (0.25, 0.75)}
    assert left.lay_out(ACTORS, LINKS, known)[ActorId(0)] == (0.25, 0.75)
    assert left.text == ""


@pytest.mark.parametrize("text", ["", "{", "7", "[1]", "[1, 2]", '[1, [[1, "a", 2]]]', "[1, [[]]]"])
def test_a_damaged_text_is_passed_over(text: str) -> None:
    assert LayoutLeft(text).lay_out(ACTORS, LINKS, {}) == lay_out(ACTORS, LINKS)
