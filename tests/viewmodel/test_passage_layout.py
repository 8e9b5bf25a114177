"""Lines tile the text, fit their width, and map offsets to places and back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from explorer.viewmodel.passage.layout import Line, Note, break_lines
from explorer.viewmodel.type import TextStyle
from tests.support.measurer import LETTER_PX, LetterMeasurer

MEASURER = LetterMeasurer()
STYLE = TextStyle.SOURCE

# Words, hard line ends, Japanese, combining marks, letters beyond the 16-bit plane.
TEXTS = st.text(
    alphabet=st.sampled_from("abc de-–—'’ \n\t\r\u00a0\u3000\u0301。「」日本ヲ𝄞🙂\u200d0,."),
    max_size=120,
)
WIDTHS = st.sampled_from([LETTER_PX * 4, LETTER_PX * 9, LETTER_PX * 40])


def lines_of(text: str, letters: int, notes: tuple[Note, ...] = ()) -> tuple[Line, ...]:
    return break_lines(text, letters * LETTER_PX, STYLE, MEASURER, notes)


def drawn(line: Line) -> str:
    return "".join(run.text for run in line.runs)


@given(TEXTS, WIDTHS)
def test_lines_tile_the_text(text: str, width_px: float) -> None:
    lines = break_lines(text, width_px, STYLE, MEASURER)
    assert lines[0].start == 0
    assert lines[-1].end == len(text)
    assert all(one.end == two.start for one, two in pairwise(lines))


@given(TEXTS, WIDTHS)
def test_every_letter_is_drawn_once_and_in_its_line(text: str, width_px: float) -> None:
    covered = []
    for line in break_lines(text, width_px, STYLE, MEASURER):
        for run in line.runs:
            assert line.start <= run.start < run.end <= line.end
            assert len(run.text) == run.end - run.start
            covered += range(run.start, run.end)
    assert covered == sorted(set(covered))
    blanks = " \n\t\r\u00a0"
    assert all(at in set(covered) for at, letter in enumerate(text) if letter not in blanks)


@example(" 000", 4, [1])
@example("00000000 ", 4, [9])
@given(TEXTS, st.integers(4, 40), st.lists(st.integers(1, 120), max_size=4, unique=True))
def test_no_line_is_wider_than_its_room(text: str, letters: int, places: list[int]) -> None:
    notes = tuple(Note(at, "12") for at in sorted(places) if at <= len(text))
    for line in lines_of(text, letters, notes):
        # Letters of many code points may be wider than the narrowest line.
        if not {"\u0301", "\u200d"} & set(drawn(line)):
            assert line.width_px <= letters * LETTER_PX + 1e-6


@given(TEXTS, WIDTHS)
def test_offsets_map_to_places_and_back(text: str, width_px: float) -> None:
    for line in break_lines(text, width_px, STYLE, MEASURER):
        for run in line.runs:
            for offset in range(run.start, run.end):
                left_px = line.left_px(offset, MEASURER)
                right_px = line.right_px(offset + 1, MEASURER)
                assert right_px - left_px == LETTER_PX
                assert line.character_at((left_px + right_px) / 2, MEASURER) == offset
                assert line.offset_at(left_px + 1, MEASURER) == offset
                assert line.offset_at(right_px - 1, MEASURER) == offset + 1


@given(TEXTS, st.lists(st.integers(1, 120), max_size=5, unique=True))
def test_every_number_stands_once_after_its_words(text: str, places: list[int]) -> None:
    notes = tuple(Note(at, str(at)) for at in sorted(places) if at <= len(text))
    lines = lines_of(text, 12, notes)
    placed = [note for line in lines for note in line.notes]
    assert [note.at for note in placed] == [note.at for note in notes]
    for line in lines:
        for note in line.notes:
            assert note.x_px >= line.right_px(note.at, MEASURER)


def test_words_are_kept_whole_and_hand_broken_lines_are_joined() -> None:
    lines = lines_of("On 28 July\n2024 they met", 12)
    assert [drawn(line) for line in lines] == ["On 28 July", "2024 they", "met"]


def test_a_fold_of_blanks_is_drawn_as_one() -> None:
    line = lines_of("one\n     two", 40)[0]
    assert [run.text for run in line.runs] == ["one ", "two"]
    assert line.left_px(9, MEASURER) == 4 * LETTER_PX
    assert line.width_px == 7 * LETTER_PX


def test_a_line_may_end_after_a_hyphen_but_not_within_a_date() -> None:
    assert [drawn(x) for x in lines_of("a three-way deal", 9)] == ["a three-", "way deal"]
    assert [drawn(x) for x in lines_of("on 2024-07-28 it", 10)] == ["on", "2024-07-28", "it"]


def test_japanese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    text = "米軍との調整が目的だ。次"
    assert [drawn(x) for x in lines_of(text, 10)] == ["米軍との調整が目的", "だ。次"]
    assert [drawn(x) for x in lines_of("これは「新設」だ", 4)] == ["これは", "「新設」", "だ"]


def test_a_word_longer_than_a_line_is_cut_but_not_within_a_letter() -> None:
    assert [drawn(x) for x in lines_of("abcdefghij", 4)] == ["abcd", "efgh", "ij"]
    assert [drawn(x) for x in lines_of("abce\u0301fgh", 4)] == ["abc", "e\u0301fg", "h"]


def test_a_number_makes_room_for_itself_and_clings_to_its_word() -> None:
    line = lines_of("Tokyo, the", 40, (Note(5, "3"),))[0]
    assert [run.text for run in line.runs] == ["Tokyo", ", the"]
    assert line.notes[0].x_px >= 5 * LETTER_PX
    assert line.runs[1].x_px > line.notes[0].x_px + line.notes[0].width_px
    narrow = lines_of("in Tokyo", 8, (Note(8, "123"),))
    assert [drawn(each) for each in narrow] == ["in", "Tokyo"]


def test_empty_text_is_one_empty_line() -> None:
    assert len(lines_of("", 10)) == 1
    assert lines_of("", 10)[0].character_at(0, MEASURER) is None
    assert lines_of("", 10)[0].offset_at(30, MEASURER) == 0
