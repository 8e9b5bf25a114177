"""The page around a view: nothing overlaps, nothing is cut, what has no room is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.ids import Mark
from explorer.viewmodel.picture.page import KeyItem, Words, chrome_px, compose, quotes_px
from explorer.viewmodel.picture.page_quotes import fitting, lay_quotes
from explorer.viewmodel.picture.page_scene import KeyShape, Page, PlacedText
from explorer.viewmodel.picture.quotes import NumberedQuote
from explorer.viewmodel.type import TextStyle


class Letters:
    """Every letter is 0.55 of its style's size."""

    def width_px(self, text: str, style: TextStyle) -> float:
        return len(text) * style.value.size_px * 0.55


def quote(number: int, words: str) -> NumberedQuote:
    return NumberedQuote(number, Mark.event(number), words, f"¶{number}, 2024-07-28", "Briefing")


def words(quotes: int = 5) -> Words:
    return Words(
        title="The Philippines and its allies, 1951 to 2025",
        subtitle="24 events with the words they came from",
        claims=("Filter: Philippines · review accepted", "Shown 24 of 125 events.", "a.sourceline"),
        key=tuple(KeyItem(KeyShape.KIND, name, i) for i, name in enumerate(["Talks", "Vote"])),
        quotes=tuple(quote(n, "The two countries sign their treaty. " * 3) for n in range(quotes)),
        quotes_note="Chronicle. All checked: exact.",
        footer=("Made with Sourceline.", "1600 × 1000 · light"),
    )


def box(text: PlacedText) -> tuple[float, float, float, float]:
    width = Letters().width_px(text.text, text.style)
    return text.x, text.baseline - text.style.value.size_px * 0.8, text.x + width, text.baseline + 2


def inside(page: Page[Any]) -> bool:
    boxes = [box(text) for text in page.texts]
    return all(
        x0 >= 0 and y0 >= 0 and x1 <= page.width_px and y1 <= page.height_px
        for x0, y0, x1, y1 in boxes
    )


def overlapping(page: Page[Any]) -> list[tuple[str, str]]:
    found = []
    for i, one in enumerate(page.texts):
        for other in page.texts[i + 1 :]:
            a, b = box(one), box(other)
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
                found.append((one.text, other.text))
    return found


@given(st.integers(0, 60), st.integers(700, 2400))
def test_no_words_overlap_or_are_cut(quotes: int, width: int) -> None:
    page = compose(words(quotes), None, (width - 80, 300), width, Letters())
    assert inside(page)
    assert overlapping(page) == []
    view = page.view
    assert not any(view.y < t.baseline - 4 < view.y + view.height_px for t in page.texts)


def test_a_fixed_height_is_kept_and_says_how_many_quotes_are_missing() -> None:
    page = compose(words(40), None, (1520, 300), 1600, Letters(), height_px=700)
    assert page.height_px == 700
    assert inside(page)
    assert overlapping(page) == []
    assert any("have no room at this size" in text.text for text in page.texts)


def test_all_quotes_stand_in_order_and_are_counted() -> None:
    quotes = tuple(quote(n, f"word {n}") for n in range(1, 31))
    block = lay_quotes(quotes, 1500, Letters(), height_px=60)
    shown = [t.text for t in block.texts if t.style is TextStyle.BODY_STRONG]
    assert [int(number) for number in shown] == list(range(1, len(shown) + 1))
    assert len(shown) + block.left_out == 30
    assert block.left_out > 0


def test_parts_left_out_take_no_room() -> None:
    bare = compose(Words(), None, (1520, 300), 1600, Letters())
    assert bare.texts == ()
    assert bare.height_px < 400
    assert chrome_px(words(), 1600, Letters()) > chrome_px(Words(), 1600, Letters())
    assert quotes_px(Words(), 1600, Letters()) == 0


LONG = st.text(st.sampled_from("abc AND 日本語、W"), min_size=1, max_size=400)


@given(LONG, LONG, st.integers(480, 1600))
def test_long_titles_and_filters_keep_apart(title: str, wanted: str, width: int) -> None:
    head = replace(words(2), title=title, claims=(wanted, "Shown 24 of 125 events.", "a"))
    page = compose(head, None, (width - 80, 200), width, Letters())
    assert inside(page)
    assert overlapping(page) == []


@given(st.integers(1, 40), st.integers(520, 900))
def test_quotes_beside_a_view_keep_clear_of_it(quotes: int, height: int) -> None:
    page = compose(words(quotes), None, (700, 300), 1600, Letters(), height, beside=True)
    assert inside(page)
    assert overlapping(page) == []
    view = page.view
    under = [t for t in page.texts if view.y < t.baseline - 4 < view.y + view.height_px]
    assert all(t.x > view.x + view.width_px for t in under)


def headed(number: int, head: str) -> NumberedQuote:
    return NumberedQuote(number, Mark.event(number), "word " * 20, "¶1", "Briefing", head)


def test_quotes_with_one_head_stand_under_it() -> None:
    heads = ["A leads B"] * 3 + ["B talks with C"] * 2 + ["A leads B"]
    quotes = tuple(headed(n, head) for n, head in enumerate(heads, 1))
    block = lay_quotes(quotes, 400, Letters())
    shown = [t.text for t in block.texts if t.text in heads]
    assert shown == ["A leads B", "B talks with C", "A leads B"]


def test_a_head_is_said_again_at_the_top_of_a_column() -> None:
    quotes = tuple(headed(n, "A leads B") for n in range(1, 9))
    block = lay_quotes(quotes, 900, Letters())
    heads = [t for t in block.texts if t.text == "A leads B"]
    assert len(heads) == 2
    assert heads[0].baseline == heads[1].baseline


@given(st.integers(1, 40), st.integers(0, 900))
def test_as_many_fit_as_are_set(count: int, height: int) -> None:
    quotes = tuple(headed(n, f"head {n // 3}") for n in range(1, count + 1))
    block = lay_quotes(quotes, 900, Letters(), height)
    assert fitting(quotes, 900, Letters(), height) == count - block.left_out
