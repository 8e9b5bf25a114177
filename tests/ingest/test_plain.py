"""Paragraphs and headings of plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.ingest.plain import paragraph_spans

_LONG = "The ministers met and agreed on the plan that their staffs had drawn up. " * 4


def _read(text: str) -> list[tuple[str, int]]:
    return [(text[start:end], level) for start, end, level in paragraph_spans(text)]


def _words(text: str) -> list[str]:
    return [words for words, _ in _read(text)]


def test_without_empty_lines_each_line_is_a_paragraph() -> None:
    text = f"{_LONG}\nNew Joint Headquarters for U.S. Forces Japan\n{_LONG}\n"
    assert _read(text) == [
        (_LONG.strip(), 0),
        ("New Joint Headquarters for U.S. Forces Japan", 1),
        (_LONG.strip(), 0),
    ]


def test_short_lines_without_empty_ones_stay_apart() -> None:
    assert _words("line one\nline two\r\nline three\rline four") == [
        *("line one", "line two", "line three", "line four"),
    ]


def test_wrapped_lines_of_a_block_are_one_paragraph_with_its_line_ends() -> None:
    wrapped = "It is a truth universally acknowledged, that a single man\nin possession of it."
    assert _words(f"{wrapped}\n\n\n{wrapped}\n") == [wrapped, wrapped]


def test_a_whole_text_that_is_one_wrapped_block_is_one_paragraph() -> None:
    text = (
        "a wrapped text whose lines are of a good measure, and which\n"
        "runs on in small letters over several lines of the file, so that\n"
        "no line is a paragraph of its own in any sense."
    )
    assert _words(text) == [text]


def test_long_lines_of_a_block_are_a_paragraph_each() -> None:
    assert _words(f"Short.\n\n{_LONG}\n{_LONG}\n\nEnd.") == [
        *("Short.", _LONG.strip(), _LONG.strip(), "End."),
    ]


def test_an_indented_first_line_begins_a_paragraph() -> None:
    text = "\n\n".join(
        [
            "Opening words.",
            "  However little known the feelings of such a man may be, and\n"
            "the truth is well fixed in the minds of the families.\n"
            "  A second paragraph follows without an empty line and then\n"
            "it goes on to this line here.",
        ]
    )
    assert [words.split()[0] for words in _words(text)] == ["Opening", "However", "A"]


def test_japanese_lines_are_paragraphs() -> None:
    text = "題\n\n　吾輩は猫である。名前はまだ無い。\n　どこで生れたか。\n「はい」と言った。\n"
    assert _words(text)[1:] == [
        *("吾輩は猫である。名前はまだ無い。", "どこで生れたか。", "「はい」と言った。"),
    ]


def test_items_of_a_list_are_paragraphs_with_their_wrapped_lines() -> None:
    text = "Points:\n\n- first item, long enough to\n  run on\n- second item\n3. third\n"
    assert _words(text) == [
        *("Points:", "- first item, long enough to\n  run on", "- second item", "3. third"),
    ]


def test_a_form_feed_parts_pages() -> None:
    assert _words("Page one ends here\fPage two begins here") == [
        *("Page one ends here", "Page two begins here"),
    ]


def test_underlined_lines_are_headings_and_rules_are_nothing() -> None:
    text = f"My Title\n========\n\n{_LONG}\n\nsub\n---\nBody, and more of it.\n\n* * *\n\nEnd."
    assert _read(text) == [
        ("My Title", 1),
        (_LONG.strip(), 0),
        ("sub", 2),
        ("Body, and more of it.", 0),
        ("End.", 0),
    ]


def test_headings_are_few_rather_than_wrong() -> None:
    def is_heading(line: str) -> bool:
        return _read(f"{line}\n\n{_LONG}")[0][1] > 0

    for line in ("CHAPTER I.", "The Road to War", "2.1 Scope of the talks", "第三章 会談"):
        assert is_heading(line), line
    for line in (
        "He said no.",
        "we met at noon",
        "Wednesday, January 23, 2019",
        "By Jane Doe",
        "Write to jane@example.org",
        "- An Item",
    ):
        assert not is_heading(line), line


def test_a_heading_needs_body_after_it() -> None:
    assert [level for _, level in _read("Buy Milk\n\nBuy Bread\n\nCall Home")] == [0, 0, 0]
    assert _read(f"Part One\n\nThe Beginning\n\n{_LONG}")[:2] == [
        ("Part One", 1),
        ("The Beginning", 1),
    ]


def test_two_hundred_thousand_lines_are_that_many_paragraphs() -> None:
    assert len(paragraph_spans("a line of a log, 12:30:01, something happened\n" * 200_000)) == (
        200_000
    )


@given(st.text(st.sampled_from("ab A.。　 \t\n\r\f-=*1)「")))
def test_paragraphs_are_trimmed_sorted_and_apart(text: str) -> None:
    last = 0
    for start, end, level in paragraph_spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert 0 <= level <= 6
        last = end


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_letter_is_lost(text: str) -> None:
    kept = "".join(text[start:end] for start, end, _ in paragraph_spans(text))
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
