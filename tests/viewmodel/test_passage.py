"""A passage has every quote, numbered in the order of the text, and says what is not exact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.filters import Filter, ReviewScope
from explorer.domain.ids import EvidenceId, Mark, SourceId
from explorer.viewmodel.passage.build import Passage, Span, stacked
from explorer.viewmodel.passage.column import TEXT_LEFT_PX, TOP_PX, Anchor, PassageColumn
from explorer.viewmodel.passage.picture import (
    passage_of,
    passage_view,
    passage_whole,
    selected_paragraphs,
)
from explorer.viewmodel.passage.place import spot_at
from explorer.viewmodel.passage.scene import DANGER, MUTED, ON_SELECTION, Lighting, build_scene
from explorer.viewmodel.passage.words import (
    actor_at,
    between,
    cite_pieces,
    next_pick,
    word_at,
    words_of,
)
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from tests.support.briefing import briefing_session, evidence_id
from tests.support.measurer import LetterMeasurer
from tests.support.projects import FakeProject, ProjectBuilder

FIRST, SECOND = SourceId(1), SourceId(2)
MEASURER = LetterMeasurer()
QUOTE_NUMBER = TextStyle.QUOTE_NUMBER
TALKS, PLAN, PROMISE, ALLY = Mark.event(1), Mark.event(2), Mark.event(4), Mark.relationship(3)


@pytest.fixture
def session() -> Session:
    return briefing_session()


def column_of(session: Session, width_px: float = 736) -> PassageColumn:
    return PassageColumn(passage_of(session, FIRST), width_px, MEASURER)


def test_marks_are_numbered_in_the_order_of_the_text(session: Session) -> None:
    passage = passage_of(session, FIRST)
    numbers: list[int] = []
    for spans in passage.quotes:
        numbers += (s.number for s in spans if s.number not in numbers)
    assert numbers == sorted(numbers) == list(range(1, len(numbers) + 1))
    assert {s.number for s in passage.spans_of(PLAN)} == {1}


def test_drafts_stand_in_it_only_where_the_review_scope_has_them(session: Session) -> None:
    accepted = passage_of(session, FIRST)
    session.update("test", filter=Filter(review=ReviewScope.ALL))
    every = passage_of(session, FIRST)
    assert every.quote_count == accepted.quote_count + 1
    assert (accepted.drafts_hidden, every.drafts_hidden) == (1, 0)
    assert [s.sure for spans in every.quotes for s in spans].count(False) == 1


def test_every_quote_is_held_against_the_words(session: Session) -> None:
    assert passage_of(session, FIRST).inexact_count == 0
    broken = _with_moved_quote(session)
    passage = passage_of(broken, FIRST)
    assert passage.inexact_count == 1
    column = PassageColumn(passage, 736, MEASURER)
    tones = [u.tone for u in build_scene(column, Anchor(), 900, Lighting()).underlines]
    assert DANGER in tones


def test_evidence_past_the_words_is_drawn_within_them(session: Session) -> None:
    broken = _with_moved_quote(session, start=9_000, end=9_050)
    passage = passage_of(broken, FIRST)
    for index, spans in enumerate(passage.quotes):
        assert all(0 <= s.start < s.end <= len(passage.paragraphs[index].text) for s in spans)


def _with_moved_quote(session: Session, start: int = 3, end: int = 78) -> Session:
    event = session.corpus.event(session.corpus.events[0].id)
    moved = replace(event.evidence[0], start=start, end=end)
    changed = replace(event, evidence=(moved, *event.evidence[1:]))
    snapshot = session.corpus.snapshot
    events = tuple(changed if e.id == event.id else e for e in snapshot.events)
    project = session.project
    assert isinstance(project, FakeProject)
    return Session(FakeProject(replace(snapshot, events=events), project.texts))


def test_overlapping_quotes_lie_under_each_other(session: Session) -> None:
    passage = passage_of(session, FIRST)
    levels = {span.mark: level for span, level in stacked(passage.quotes[3])}
    assert levels[PROMISE] == 0
    assert levels[ALLY] == 1
    scene = build_scene(column_of(session), Anchor(), 900, Lighting())
    places = [(u.x0_px, u.x1_px, u.y_px, u.tone) for u in scene.underlines]
    for n, (left, right, y, tone) in enumerate(places):
        for other_left, other_right, other_y, other_tone in places[n + 1 :]:
            if left < other_right and other_left < right:
                assert abs(y - other_y) >= 2 or tone == other_tone == MUTED


def test_relationships_that_overlap_share_one_line_under_the_events() -> None:
    def link(id: int, start: int, end: int) -> Span:
        return Span(1, start, end, Mark.relationship(id), EvidenceId(id))

    event = Span(1, 0, 8, Mark.event(1), EvidenceId(9), kind=0)
    links = (link(1, 4, 12), link(2, 10, 20), link(3, 30, 40))
    levels = {span.mark.id: level for span, level in stacked(links)}
    assert levels == {1: 0, 2: 0, 3: 0}
    mixed = {span.evidence: level for span, level in stacked((event, *links))}
    assert mixed == {9: 0, 1: 1, 2: 1, 3: 0}


def test_numbers_in_a_row_are_shortened() -> None:
    builder = ProjectBuilder()
    builder.source()
    number = builder.paragraph("They met and left.")
    for title in ("a", "b", "c", "d"):
        builder.event(title, evidence=(builder.words("They met", paragraph=number),))
    builder.event("e", evidence=(builder.words("left", paragraph=number),))
    passage = passage_of(builder.session(), FIRST)
    assert [(note.at, note.text) for note in passage.notes(0)] == [(8, "1–4"), (17, "5")]


def test_many_overlapping_quotes_make_the_lines_higher() -> None:
    builder = ProjectBuilder()
    builder.source()
    number = builder.paragraph("They met, and they met again, and then they met no more.")
    for end in range(10, 22):
        text = "They met, and they met again, and then they met no more."[:end]
        builder.event(f"Event {end}", evidence=(builder.words(text, paragraph=number),))
    session = builder.session()
    scene = build_scene(column_of(session), Anchor(), 900, Lighting())
    assert len({u.y_px for u in scene.underlines}) == 12
    block = column_of(session).block(0)
    assert max(u.y_px for u in scene.underlines) < TOP_PX + block.line_px + 8


def test_only_what_is_seen_is_laid_out() -> None:
    builder = ProjectBuilder()
    builder.source()
    for n in range(2_000):
        builder.paragraph(f"Paragraph {n} has a few words in it.")
    column = column_of(builder.session())
    build_scene(column, Anchor(), 285, Lighting())
    assert len(column._blocks) < 20
    anchor = column.anchor_for(1_500, 0, 0, 285)
    assert anchor == Anchor(1_500, 0)
    build_scene(column, anchor, 285, Lighting())
    assert len(column._blocks) < 50


def test_scrolling_down_and_up_again_ends_where_it_began(session: Session) -> None:
    column, view_px = column_of(session, 400), 120.0
    anchor = start = column.moved(Anchor(), 10.0, view_px)
    for _ in range(20):
        anchor = column.moved(anchor, 7.0, view_px)
    for _ in range(20):
        anchor = column.moved(anchor, -7.0, view_px)
    assert anchor == start
    assert column.moved(anchor, -1e6, view_px) == Anchor()
    end = column.moved(anchor, 1e6, view_px)
    last = list(column.visible(end, view_px))[-1]
    assert last[1].index == column.count - 1
    assert last[0] + last[1].height_px + TOP_PX == pytest.approx(view_px)


def test_place_and_fraction_are_inverse(session: Session) -> None:
    passage = passage_of(session, FIRST)
    for index in range(len(passage.paragraphs)):
        found, part = passage.place(passage.fraction(index, 0.25))
        assert (found, pytest.approx(part)) == (index, 0.25)
    assert passage.place(-1)[0] == 0
    assert passage.place(2)[0] == len(passage.paragraphs) - 1


def test_the_selected_quote_is_lit_over_exactly_its_words(session: Session) -> None:
    lighting = Lighting(frozenset({TALKS}), TALKS)
    scene = build_scene(column_of(session), Anchor(), 900, lighting)
    lit = "".join(words.text for words in scene.words if words.tone == ON_SELECTION)
    quote = session.corpus.evidence(TALKS)[0].quote
    assert lit.split() == quote.split()
    widths = sum(box.width_px for box in scene.lights)
    assert widths == pytest.approx(7 * len(lit))
    assert scene.margin is not None
    assert [tick.lit for tick in scene.margin.ticks].count(True) == 1


def test_mentions_are_drawn_only_for_the_actor_that_is_chosen(session: Session) -> None:
    actor = Mark.actor(6)
    plain = build_scene(column_of(session), Anchor(), 900, Lighting())
    lit = build_scene(column_of(session), Anchor(), 900, Lighting(frozenset({actor}), actor))
    mentions = len(session.corpus.evidence(actor))
    assert mentions > 0
    assert len(lit.underlines) - len(plain.underlines) >= mentions
    assert plain.lights == ()


def test_hover_rings_what_it_lights(session: Session) -> None:
    scene = build_scene(column_of(session), Anchor(), 900, Lighting(hover=PLAN))
    assert len(scene.rings) >= 2


def test_a_point_finds_its_words_and_a_number_its_quote(session: Session) -> None:
    column = column_of(session)
    scene = build_scene(column, Anchor(), 900, Lighting())
    words = next(w for w in scene.words if w.text.startswith("On 28 July"))
    spot = spot_at(column, Anchor(), 900, words.x_px + 3.5 * 7, words.baseline_px - 4)
    assert spot is not None
    assert spot.character == 3
    assert [span.mark for span in spot.spans] == [TALKS]
    number = next(w for w in scene.words if w.text == "2" and w.style is QUOTE_NUMBER)
    found = spot_at(column, Anchor(), 900, number.x_px + 1, number.baseline_px)
    assert found is not None
    assert [span.mark for span in found.spans] == [TALKS]
    beside = spot_at(column, Anchor(), 900, 4, 30)
    assert beside is not None
    assert beside.spans == ()


def test_clicks_cycle_through_overlapping_marks(session: Session) -> None:
    passage = passage_of(session, FIRST)
    offset = passage.paragraphs[3].text.index("attack on an ally") + 2
    spans = passage.at(3, offset)
    assert [s.mark for s in spans] == [ALLY, PROMISE]
    first = next_pick(spans, None, None)
    assert first is not None
    second = next_pick(spans, first.mark, first.evidence)
    assert second is not None
    assert (first.mark, second.mark) == (ALLY, PROMISE)
    assert next_pick(spans, second.mark, second.evidence) == first
    assert next_pick((), None, None) is None


def test_picked_words_run_over_paragraphs_and_are_cited(session: Session) -> None:
    passage = passage_of(session, FIRST)
    pieces = between(passage, (2, 12), (1, 2))
    assert words_of(passage, pieces) == "joint headquarters for U.S. Forces Japan\nOn 28 July 2"
    lines = cite_pieces(passage, pieces).splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("“On 28 July 2” — Briefing, July 2024, no publication date, ¶3, ")
    assert "characters 0–12" in lines[1]
    assert between(passage, (0, 4), (0, 4)) == ()


def test_a_page_begins_at_its_first_paragraph(session: Session) -> None:
    passage = passage_of(session, FIRST)
    pages = [None, 3, 3, *[4] * (len(passage.paragraphs) - 3)]
    paragraphs = zip(passage.paragraphs, pages, strict=True)
    paged = replace(passage, paragraphs=tuple(replace(p, page=page) for p, page in paragraphs))
    assert [paged.page_begun(index) for index in range(5)] == [None, 3, None, 4, None]
    assert paged.last_page == 4
    column = PassageColumn(paged, 736, MEASURER)
    words = build_scene(column, Anchor(), 2_000, Lighting()).words
    shown = [word for word in words if word.text.startswith("p. ")]
    assert [word.text for word in shown] == ["p. 3", "p. 4"]
    number = next(word for word in words if word.text == "2" and word.x_px < TEXT_LEFT_PX)
    assert shown[0].baseline_px > number.baseline_px
    assert cite_pieces(paged, ((1, 0, 4),)).count(", ¶2, p. 3, ") == 1


def test_numbers_of_many_digits_have_room_before_the_text(session: Session) -> None:
    passage = passage_of(session, FIRST)
    far = tuple(replace(p, number=p.number + 99_999_990) for p in passage.paragraphs)
    for each, is_wider in ((passage, False), (replace(passage, paragraphs=far), True)):
        column = PassageColumn(each, 736, MEASURER)
        assert (column.left_px > TEXT_LEFT_PX) is is_wider
        words = build_scene(column, Anchor(), 300, Lighting()).words
        number = next(word for word in words if word.text == str(each.paragraphs[0].number))
        ends_px = number.x_px + MEASURER.width_px(number.text, number.style)
        assert number.x_px >= 0
        assert ends_px < column.left_px
        assert min(word.x_px for word in words if word.style is TextStyle.SOURCE) >= column.left_px


def test_a_word_names_an_actor_by_mention_else_by_name(session: Session) -> None:
    passage = passage_of(session, FIRST)
    text = passage.paragraphs[2].text
    assert actor_at(session.corpus, passage, 2, text.index("Austin")) == Mark.actor(2)
    unmarked = "North Korea"
    at = passage.paragraphs[0].text.index(unmarked) + 8
    found = actor_at(session.corpus, passage, 0, at)
    assert found is not None
    assert session.corpus.actors[found.id].name == unmarked  # type: ignore[index]  # ids are ints
    assert actor_at(session.corpus, passage, 2, text.index("format")) is None
    assert word_at("the three-way U.S. deal", 6) == (4, 13)
    assert word_at("a b", 1) is None


def test_a_picture_of_some_paragraphs_keeps_numbers_and_leaves_nothing_out(
    session: Session,
) -> None:
    whole = passage_whole(session, FIRST, 600, MEASURER)
    assert whole.margin is None
    assert max(w.baseline_px for w in whole.words) < whole.height_px
    passage = passage_of(session, FIRST)
    shown = "".join(w.text for w in whole.words)
    for paragraph in passage.paragraphs:
        assert paragraph.text.split()[-1].rstrip(".")[:4] in shown
    session.update("test", selection=(PLAN,))
    assert selected_paragraphs(session, FIRST) == (2, 3)
    part = passage_whole(session, FIRST, 600, MEASURER, selected_paragraphs(session, FIRST))
    assert part.height_px < whole.height_px
    assert {"2", "3"} <= {w.text for w in part.words}


def test_a_view_brings_the_lit_quote_into_sight(session: Session) -> None:
    ids = session.corpus.evidence(TALKS)
    session.update("test", selection=(TALKS,), evidence=ids[1].id)
    scene = passage_view(session, SECOND, 736, 200, MEASURER)
    assert any(words.tone == ON_SELECTION for words in scene.words)
    first = passage_view(session, FIRST, 736, 200, MEASURER)
    assert next(w.text for w in first.words) == "1", "the other source stays at its top"
    assert ids[0].id == evidence_id(session, "On 28 July")


def test_a_source_without_paragraphs_is_an_empty_scene() -> None:
    builder = ProjectBuilder()
    builder.source()
    scene = passage_view(builder.session(), FIRST, 300, 100, MEASURER)
    assert scene.words == ()
    assert isinstance(passage_of(builder.session(), FIRST), Passage)
