"""Lines of a page: in the order of reading, and every word of it once, wherever it stands."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.ingest.pdf.drawn import Drawn, Glyph, Rule
from explorer.ingest.pdf.page import lines_of
from explorer.ingest.pdf.wire import Page

_WIDTH = 0.5  # of a letter, in parts of its size


def glyphs(words: str, x: float, y: float, size: float = 10, turn: int = 0) -> list[Glyph]:
    step = _WIDTH * size
    return [
        Glyph(letter, x + at * step, x + (at + 1) * step, y, size, False, turn)
        for at, letter in enumerate(words)
    ]


def page(*words: tuple[str, float, float], rules: tuple[Rule, ...] = ()) -> Page:
    drawn = Drawn(600, 800, rules=list(rules))
    for text, x, y in words:
        drawn.glyphs += glyphs(text, x, y)
    return lines_of(drawn, 1)


def texts(found: Page) -> list[str]:
    return [line.text for line in found.lines]


_LEFT = [f"left column line {n:02d} of its full width" for n in range(12)]
_RIGHT = [f"right column line {n:02d} of its own width" for n in range(12)]


def test_columns_are_read_one_after_the_other() -> None:
    left = [(text, 50.0, 700.0 - 12 * n) for n, text in enumerate(_LEFT)]
    right = [(text, 310.0, 697.0 - 12 * n) for n, text in enumerate(_RIGHT)]
    mixed = [piece for pair in zip(left, right, strict=True) for piece in pair]
    wide = ("A heading that stands over both of the columns and is wide", 80.0, 730.0)
    foot = ("what stands below both of the columns is read behind them both", 50.0, 540.0)
    assert texts(page(*mixed, foot, wide)) == [wide[0], *_LEFT, *_RIGHT, foot[0]]


def test_a_table_between_rules_is_no_column_though_it_runs_over_two() -> None:
    left = [(text, 50.0, 600.0 - 12 * n) for n, text in enumerate(_LEFT)]
    right = [(text, 310.0, 600.0 - 12 * n) for n, text in enumerate(_RIGHT)]
    cells = [
        (word, 60.0 + 130 * column, 690.0 - 14 * row)
        for row, words in enumerate((("Year", "Dead", "Where"), ("1951", "12", "Tokyo")))
        for column, word in enumerate(words)
    ]
    rules = tuple(Rule(50, y, 540, y) for y in (705.0, 685.0, 668.0))
    found = page(*left, *right, *cells, rules=rules)
    assert texts(found) == ["Year | Dead | Where", "1951 | 12 | Tokyo", *_LEFT, *_RIGHT]
    assert [line.row for line in found.lines[:3]] == [True, True, False]


def test_a_big_first_letter_begins_its_word() -> None:
    found = page(("he war began", 70, 700), ("in the east", 70, 688), ("and spread", 50, 676))
    drawn = Drawn(600, 800)
    for text, x, y in (("he war began", 70, 700), ("in the east", 70, 688)):
        drawn.glyphs += glyphs(text, x, y)
    for n in range(4):
        drawn.glyphs += glyphs("and spread over the land", 50, 676 - 12 * n)
    drawn.glyphs += glyphs("T", 50, 688, size=26)
    assert texts(found)[0] == "he war began"
    assert texts(lines_of(drawn, 1))[:2] == ["The war began", "in the east"]


def test_accents_that_are_drawn_apart_join_their_letters() -> None:
    drawn = Drawn(600, 800)
    drawn.glyphs = [
        *glyphs("M", 50, 700),
        Glyph("¨", 55, 60, 700, 10, False, 0),
        *glyphs("uller", 55, 700),
        *glyphs("caf", 100, 700),
        Glyph("e", 115, 120, 700, 10, False, 0),
        Glyph("´", 115.5, 119, 700, 10, False, 0),
    ]
    assert texts(lines_of(drawn, 1)) == ["Müller café"]


def test_what_is_drawn_twice_to_look_bold_stands_once() -> None:
    drawn = Drawn(600, 800)
    for letter in glyphs("Treaty", 50, 700):
        drawn.glyphs += [letter, letter._replace(x0=letter.x0 + 0.3, x1=letter.x1 + 0.3)]
    assert texts(lines_of(drawn, 1)) == ["Treaty"]
    twice = Drawn(600, 800, glyphs("committee", 50, 700))
    assert texts(lines_of(twice, 1)) == ["committee"]


def test_letters_set_apart_are_one_word() -> None:
    drawn = Drawn(600, 800)
    at = 50.0
    for letter in "TITLE OF":
        if letter == " ":
            at += 5
            continue
        drawn.glyphs.append(Glyph(letter, at, at + 5, 700, 10, False, 0))
        at += 7
    assert texts(lines_of(drawn, 1)) == ["TITLE OF"]


_PLACED = st.lists(
    st.tuples(
        st.text("abcdefgh", min_size=2, max_size=30),
        st.integers(0, 45).map(lambda n: 40.0 + 11 * n),
        st.integers(0, 60).map(lambda n: 40.0 + 12 * n),
    ),
    max_size=60,
    unique_by=lambda placed: placed[2],
)
_RULES = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 800), st.integers(0, 600), st.booleans()).map(
        lambda r: (
            Rule(r[0], r[1], r[0] + r[2], r[1]) if r[3] else Rule(r[0], r[1], r[0], r[1] + r[2])
        )
    ),
    max_size=12,
)


@settings(deadline=None)
@given(_PLACED, _RULES)
def test_no_word_is_lost_and_none_is_told_twice(
    placed: list[tuple[str, float, float]], rules: list[Rule]
) -> None:
    words = sorted(text for text, _, _ in placed)
    said = " ".join(texts(page(*placed, rules=tuple(rules)))).replace("|", " ").split()
    assert sorted(said) == words


_SOUP = st.lists(
    st.builds(
        Glyph,
        st.sampled_from(["a", "B", " ", "1", "ﬁ", "¨", "-", "\u00ad", "日", "\ufffd", "•", "."]),
        st.floats(0, 600),
        st.floats(0, 600),
        st.floats(0, 800),
        st.floats(0.1, 60),
        st.booleans(),
        st.sampled_from([0, 0, 0, 90, 180, 270, -1]),
    ),
    max_size=80,
)


@settings(deadline=None)
@given(_SOUP, _RULES)
def test_any_letters_are_lines(soup: list[Glyph], rules: list[Rule]) -> None:
    found = lines_of(Drawn(600, 800, soup, list(rules)), 1)
    assert all(line.text.strip() == line.text != "" for line in found.lines)


def test_a_line_is_as_big_as_most_of_its_letters() -> None:
    drawn = Drawn(600, 800, [*glyphs("1", 50, 700, size=11), *glyphs("A note of", 58, 700, size=8)])
    (found,) = lines_of(drawn, 1).lines
    assert (found.text, found.size) == ("1 A note of", 8)


def test_columns_of_japanese_that_run_down_are_lines() -> None:
    columns = ("会談は東京で開", "かれた。合意し", "た。")
    drawn = Drawn(600, 800)
    for at, words in enumerate(columns):
        for n, letter in enumerate(words):
            x, y = 500 - 18 * at, 700 - 10 * n
            drawn.glyphs.append(Glyph(letter, x, x + 10, y, 10, False, 0))
    assert texts(lines_of(drawn, 1)) == list(columns)


def test_scripts_that_run_to_the_left_are_read_as_they_are() -> None:
    words = ("הממשלה אישרה את ההסכם משנת 1994 (בירושלים)", "ראש הממשלה נפגש עם John Kerry במשרדו.")
    drawn = Drawn(600, 800)
    for at, text in enumerate(words):
        seen = text[::-1].replace("4991", "1994").replace("yrreK nhoJ", "John Kerry")
        drawn.glyphs += glyphs(seen, 500 - 5 * len(text), 700 - 14 * at)
    found = lines_of(drawn, 1)
    assert texts(found) == list(words)
    assert found.lines[0].x0 == found.lines[1].x0 == -500
