"""Lines to paragraphs: what goes on over a page, and what stands between."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.ingest.pdf.furniture import furniture
from explorer.ingest.pdf.paragraphs import Paragraph, paragraphs_of
from explorer.ingest.pdf.wire import Line, Page

_FULL = "words that fill the line to its very end and go on"


def line(text: str, y: float, x0: float = 50, region: int = 0, **more: object) -> Line:
    x1 = x0 + 5 * len(text)
    first_pt = 5 * len(text.split(" ")[0])
    return Line(text, x0, x1, y, 10, False, first_pt, region, **more)  # type: ignore[arg-type]  # flags


def pages(*each: list[Line]) -> list[Page]:
    return [Page(n, 600, 800, tuple(lines)) for n, lines in enumerate(each, 1)]


def joined(found: list[Paragraph]) -> list[str]:
    return [" ".join(line.text for line in one.lines) for one in found]


def body(y: float, count: int = 4) -> list[Line]:
    return [line(_FULL, y - 12 * n) for n in range(count)]


def test_a_paragraph_goes_on_over_a_float() -> None:
    caption = line("Figure 1: What was seen.", 700)
    row = line("Year | State", 680, row=True)
    rest = [line("and so it ends.", 640), *(line(_FULL, 616 - 12 * n) for n in range(3))]
    found = paragraphs_of(pages(body(700), [caption, row, *rest]), set())
    assert joined(found)[:3] == [
        f"{' '.join([_FULL] * 4)} and so it ends.",
        "Figure 1: What was seen.",
        "Year | State",
    ]


def test_an_ended_paragraph_does_not_take_what_follows_a_float() -> None:
    first = [*body(700, 3), line("It ends here.", 664)]
    found = paragraphs_of(pages(first, [line("Table 2. More.", 700), line(_FULL, 660)]), set())
    assert len(found) == 3


def test_hanging_items_and_first_lines_set_in() -> None:
    items = [
        line("[1] " + _FULL, 700),
        line(_FULL, 688, x0=70),
        line("and its end.", 676, x0=70),
        line("[2] " + _FULL, 664),
        line("its end.", 652, x0=70),
    ]
    assert [len(one.lines) for one in paragraphs_of(pages(items), set())] == [3, 2]
    prose = [
        line("    " + _FULL, 700, x0=62),
        line(_FULL + " over more", 688),
        line(_FULL + " over more.", 676),
        line("Then " + _FULL, 664, x0=62),
        line(_FULL + " over more.", 652),
    ]
    assert [len(one.lines) for one in paragraphs_of(pages(prose), set())] == [3, 2]


def test_page_numbers_that_rise_are_furniture_and_years_are_not() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    texts = [[line(f"{words[n]} {words[k]}", 700 - 12 * k) for k in range(9)] for n in range(3)]
    numbered = pages(*([*texts[n], line(str(n + 7), 30, x0=290)] for n in range(3)))
    assert furniture(numbered) == {(0, 9), (1, 9), (2, 9)}
    dated = pages([line("1951", 700), *body(688)], [line("1960", 700), *body(688)])
    assert furniture(dated) == set()


_LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(
            ["a", "A b.", "1", "¹ note", "• x", "Fig. 1: c", "end-", "and on", "1 | 2"]
        ),
        st.floats(0, 500),
        st.floats(0, 600),
        st.floats(-50, 850),
        st.floats(1, 40),
        st.booleans(),
        st.floats(0, 60),
        st.integers(0, 3),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=25,
)


@settings(deadline=None)
@given(st.lists(_LINES, max_size=4))
def test_every_line_is_in_one_paragraph(each: list[list[Line]]) -> None:
    made = pages(*each)
    dropped = furniture(made)
    found = paragraphs_of(made, dropped)
    kept = [one for p in found for part in (p, *p.notes) for one in part.lines]
    given_ = [
        one
        for at, lines in enumerate(each)
        for n, one in enumerate(lines)
        if (at, n) not in dropped
    ]
    assert sorted(map(repr, kept)) == sorted(map(repr, given_))


def test_footnotes_that_read_alike_are_no_furniture() -> None:
    """Their numbers do not rise with the pages, as those of pages do."""
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

    def page(n: int) -> list[Line]:
        texts = [line(f"{words[n]} {words[k]} and so on", 700 - 12 * k) for k in range(9)]
        note = Line(f"{2 * n + 1} See the same.", 50, 150, 60, 8, False, 5, 0, under_rule=True)
        return [*texts, note]

    made = pages(*(page(n) for n in range(4)))
    assert furniture(made) == set()
    found = paragraphs_of(made, set())
    notes = [note.lines[0].text for one in found for note in one.notes]
    assert notes == [f"{2 * n + 1} See the same." for n in range(4)]
