"""The scorer of timelines: what counts as a relation, and what of it as right."""

from __future__ import annotations

import pytest

from tests.benchmarks.timelines import Counts, Line, relations_hold


def _line(place: int, date: str, *words: str) -> Line:
    return Line(place, date, frozenset(("7", 2, word) for word in words))


GOLD = [_line(1, "2005-01-18", "launched", "unveiled"), _line(2, "2006-XX-XX", "sold")]


def test_a_timeline_scores_full_against_itself() -> None:
    counts = relations_hold(GOLD, GOLD)
    assert counts == Counts(right=3, drafted=3, found=3, gold=3)
    assert counts.f1 == pytest.approx(100)


def test_mentions_of_one_gold_event_count_once() -> None:
    drafted = [_line(1, "2005-01-18", "launched"), _line(1, "2005-01-18", "unveiled")]
    assert relations_hold(drafted, GOLD) == Counts(right=1, drafted=1, found=1, gold=3)


def test_a_wrong_date_keeps_the_order() -> None:
    drafted = [_line(1, "2004-01-18", "launched"), _line(2, "2006-XX-XX", "sold")]
    assert relations_hold(drafted, GOLD) == Counts(right=2, drafted=3, found=2, gold=3)


def test_the_order_turned_about_is_wrong() -> None:
    drafted = [_line(1, "2006-XX-XX", "sold"), _line(2, "2005-01-18", "launched")]
    assert relations_hold(drafted, GOLD) == Counts(right=2, drafted=3, found=2, gold=3)


def test_events_without_a_place_do_not_count() -> None:
    assert relations_hold([], [_line(0, "XXXX-XX-XX", "owned")]) == Counts()


def test_a_word_of_a_joined_mention_is_the_mention() -> None:
    gold = [_line(1, "2007-XX-XX", "job_cuts")]
    assert relations_hold([_line(1, "2007-XX-XX", "cuts")], gold).right == 1
