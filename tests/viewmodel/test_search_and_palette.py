"""Groups of hits, where a hit leads, and the palette's order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.ids import Mark, SourceId
from explorer.domain.records import Hit
from explorer.viewmodel.commands_table import COMMANDS
from explorer.viewmodel.palette import ranked, score
from explorer.viewmodel.search import grouped, reveal
from tests.support.projects import ProjectBuilder


def a_session():  # type: ignore[no-untyped-def]  # a fixture's value
    builder = ProjectBuilder()
    builder.source("Briefing")
    builder.event("Talks in Tokyo", "2024", actors=("Japan",))
    return builder.session()


def test_hits_are_grouped_and_counted() -> None:
    session = a_session()
    hits = [Hit(None, SourceId(1), n, 0, 5, "Tokyo", "Tokyo was hot") for n in range(1, 14)]
    hits += [Hit(Mark.event(1), None, 1, 9, 14, "Talks in Tokyo")]
    hits += [Hit(Mark.event(99), None, 1, 0, 1, "gone")]
    groups = grouped(hits, session.corpus)
    assert [(g.title, g.count, len(g.visible)) for g in groups] == [
        ("Events", 1, 1), ("Paragraphs", 13, 10),
    ]  # fmt: skip
    row = groups[0].rows[0]
    assert row.text[row.start : row.end] == "Tokyo"


def test_an_actor_found_by_another_name_shows_that_and_an_event_found_by_its_row_no_word() -> None:
    hits = [
        Hit(Mark.event(1), None, 1, 0, 0, "Talks in Tokyo"),
        Hit(Mark.actor(1), None, 1, 0, 0, "Japan", "Nippon"),
    ]
    rows = [group.rows[0] for group in grouped(hits, a_session().corpus)]
    assert [(row.text, row.text[row.start : row.end]) for row in rows] == [
        ("Talks in Tokyo", ""), ("Japan, also Nippon", "Nippon"),
    ]  # fmt: skip


@given(st.text("ab -", max_size=80), st.text("ab ", max_size=80))
def test_the_words_found_stay_marked_in_what_is_shown(before: str, after: str) -> None:
    hit = Hit(None, SourceId(1), 1, 0, 5, "Tokyo", f"{before} Tokyo {after}")
    (group,) = grouped([hit], a_session().corpus)
    row = group.rows[0]
    assert row.text[row.start : row.end] == "Tokyo"
    assert row.start <= 45
    assert row.note == "Briefing ¶1"


def test_the_whole_word_is_marked_and_not_its_letters_in_another() -> None:
    for quote, context, start in (("rat", "tratit rat", 7), ("日米", "は日米の日米", 1)):
        (group,) = grouped([Hit(None, SourceId(1), 1, 0, 3, quote, context)], a_session().corpus)
        assert (group.rows[0].start, group.rows[0].end) == (start, start + len(quote))


def test_a_hit_selects_its_mark_or_turns_to_its_source() -> None:
    session = a_session()
    reveal(session, Hit(Mark.event(1), None, 1, 0, 5, "Talks"), "test")
    assert session.state.selection == (Mark.event(1),)
    reveal(session, Hit(None, SourceId(1), 2, 0, 5, "Talks"), "test")
    assert session.state.source == SourceId(1)
    assert session.state.selection == (Mark.event(1),)


def test_the_palette_finds_by_a_few_letters() -> None:
    for query, id in {
        "expo": "file.export", "dark": "view.theme_dark", "undo": "edit.undo",
        "zi": "view.zoom_in", "save as": "file.save_as", "theme sys": "view.theme_system",
    }.items():  # fmt: skip
        assert ranked(query, COMMANDS, lambda c: c.path)[0].id == id, query


@given(st.text(max_size=12), st.text(max_size=30))
def test_a_score_means_that_all_letters_stand_in_order(query: str, text: str) -> None:
    letters = iter(text.casefold())
    in_order = all(c in letters for c in query.casefold() if not c.isspace())
    assert (score(query, text) is not None) == in_order


def test_an_empty_query_lists_everything_in_order() -> None:
    assert ranked("  ", COMMANDS, lambda c: c.title) == list(COMMANDS)
