"""HTML: the words a reader sees, what the page states of itself, and pages meant to harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ingest.web import PageText, read_page, read_whole

_SENTENCES = "The two ministers met on the coast and spoke for an hour about the harbour. " * 3
_ARTICLE = f"""<!doctype html><html lang="en-GB"><head>
<title>Talks held - The Daily</title>
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2024-07-28T10:00:00+09:00">
<link rel="canonical" href="https://example.org/talks">
<style>p {{ color: red }} /* SECRET */</style><script>var a = "SECRET";</script></head>
<body><nav><ul><li><a href="/">Home page</a></li><li><a href="/b">About us all</a></li></ul></nav>
<article><h1>Talks held</h1><p>First &eacute;t&eacute; is <b>bold</b>, with a
 <a href="http://x">link</a>. {_SENTENCES}</p><!-- SECRET -->
<h2>What was said</h2><p>Second line<br>with a break. {_SENTENCES}</p>
<ul><li>item <i>one</i> of the list of things</li><li>item two of the list of things</li></ul>
<blockquote><p>Quoted words that somebody said aloud.</p></blockquote>
<table><tr><th>Year</th><th>Count</th></tr><tr><td>2023</td><td>Two</td></tr></table>
<p hidden>SECRET</p><p style="display: none">SECRET</p></article>
<footer><p>All rights reserved by somebody else entirely here.</p></footer></body></html>"""


def _words(page: PageText) -> list[tuple[str, int]]:
    text = page.blocks.text
    return [(text[start:end], level) for start, end, level in page.blocks.spans]


def test_reads_the_main_text_of_a_page() -> None:
    page = read_page(_ARTICLE)
    words = _words(page)
    assert words[0] == ("Talks held", 1)
    assert words[1][0].startswith("First été is bold, with a link. The two ministers")
    assert words[2] == ("What was said", 2)
    assert words[3][0].startswith("Second line\nwith a break.")
    assert [text for text, _ in words[4:]] == [
        "item one of the list of things",
        "item two of the list of things",
        "Quoted words that somebody said aloud.",
        "Year | Count",
        "2023 | Two",
    ]


def test_no_script_style_comment_or_hidden_words() -> None:
    text = read_page(_ARTICLE).blocks.text
    assert "SECRET" not in text
    assert "Home page" not in text


def test_takes_what_the_page_states() -> None:
    stated = read_page(_ARTICLE).stated
    assert stated.published == "2024-07-28"
    assert stated.publisher == "The Daily"
    assert stated.language == "en-GB"
    assert stated.url == "https://example.org/talks"
    assert stated.page_title == "Talks held - The Daily"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="citation_publication_date" content="2011/05/28">', "2011-05-28"),
        ('<meta name="date" content="2011-05">', "2011-05"),
        ('<meta itemprop="datePublished" content="2011-05-28">', "2011-05-28"),
        ('<time itemprop="datePublished" datetime="2011-05-28T09:00Z">28 May</time>', "2011-05-28"),
        ("<time pubdate datetime=2011-05-28>May</time>", "2011-05-28"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
            ' "datePublished": "2011-05-28T10:00:00Z", "publisher": {"name": "X"}}]}</script>',
            "2011-05-28",
        ),
    ],
)
def test_takes_a_stated_date(head: str, day: str) -> None:
    assert read_page(f"{head}<p>Words of the page.</p>").stated.published == day


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://example.org/2011/05/28/talks">',
        "<p>Published on 28 May 2011</p>",
        "<time datetime=2011-05-28>the battle</time>",
        '<meta name="date" content="last Tuesday">',
        '<meta name="date" content="2011-13-45">',
        '<meta property="article:modified_time" content="2011-05-28">',
        '<p>Copyright 2011</p><meta name="copyright" content="2011">',
        '<script type="application/ld+json">{"@type": "Event", "startDate": "2011-05-28"}</script>',
        '<script type="application/ld+json">{broken 2011-05-28</script>',
    ],
)
def test_never_makes_up_a_date(head: str) -> None:
    assert read_page(f"{head}<p>Words of the page.</p>").stated.published is None


def test_a_short_page_keeps_all_its_paragraphs_as_they_are() -> None:
    page = read_page("<p>Hello <b>you</b>.<p>Second<br>line<br><br>Third<pre>a\n  b</pre>")
    assert _words(page) == [("Hello you.", 0), ("Second\nline", 0), ("Third", 0), ("a\n  b", 0)]


def test_twenty_thousand_nested_divs_lose_nothing() -> None:
    page = read_page(f"<p>before</p>{'<div>' * 20_000}deep words{'</div>' * 20_000}<p>after</p>")
    assert [words for words, _ in _words(page)] == ["before", "deep words", "after"]


@pytest.mark.parametrize(
    ("markup", "letters"),
    [
        (f'<p a="{"x" * 5_000_000}">hello</p>', "hello"),
        (f"<p>{'&eacute;' * 100_000}</p>", "é" * 100_000),
        (f"{'<table>' * 5_000}x", "x"),
        (f"{'<b>' * 50_000}x", "x"),
        (f"{'<!--' * 100_000}", ""),
        (f"{'<p>' * 100_000}", ""),
        ("<ul>" * 2_000 + "<li>x" * 2_000, "x" * 2_000),
        (
            '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><body><p>&b; x</p></body>',
            "&b;x",
        ),
        ('<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]><body><p>&f;</p>', "&f;"),
        ("", ""),
    ],
    ids=lambda value: value[:12],
)
def test_pages_meant_to_harm_end_with_their_words(markup: str, letters: str) -> None:
    assert "".join(read_page(markup).blocks.text.split()) == letters


@given(
    st.lists(
        st.sampled_from(
            [
                *("<p>", "</p>", "<table>", "<tr>", "<td>", "<br>", "<pre>", "</pre>", "<h2>"),
                *("<script>", "</script>", "<!--", "-->", "&amp;", "&#0;", "<", "word ", "日本"),
            ]
        )
    )
)
def test_any_markup_gives_sorted_paragraphs(pieces: list[str]) -> None:
    blocks = read_page("".join(pieces)).blocks
    last = 0
    for start, end, _ in blocks.spans:
        assert last <= start < end <= len(blocks.text)
        last = end


def test_rows_are_lines_and_tables_for_layout_are_not() -> None:
    long = "A long paragraph of a newsletter that is set in columns by a table. " * 4
    page = (
        "<table><tr><th><p>Year</p></th><th><div>Count</div></th></tr>"
        "<tr><td></td><td><p>Two</p></td><td><p>Three</p><p>Four</p></td></tr></table>"
        f"<table><tr><td><h2>Left</h2><p>{long}</p><table><tr><td>a</td><td>b</td></tr></table>"
        "</td><td><p>Right</p></td></tr></table><p>After</p>"
    )
    blocks = read_whole(page).blocks
    assert [blocks.text[start:end] for start, end, _ in blocks.spans] == [
        *("Year | Count", "Two | Three Four", "Left", long.strip(), "a | b", "Right", "After")
    ]
    assert [level for _, _, level in blocks.spans] == [0, 0, 2, 0, 0, 0, 0]
    assert "Count\nTwo" in blocks.text


def test_rows_nested_past_reason_keep_their_words() -> None:
    page = "<table><tr><td>x" * 3_000 + "y"
    assert read_whole(page).blocks.text.replace("\n", "").endswith("xy")


def test_authors_are_those_a_page_states() -> None:
    def author(head: str) -> str | None:
        return read_page(
            f"<html><head>{head}</head><body><p>Words.</p></body></html>"
        ).stated.author

    json = '<script type="application/ld+json">{"@type": "NewsArticle", "author": [%s]}</script>'
    assert author(json % '{"name": "Jane Doe"}, {"name": "John Roe"}') == "Jane Doe and John Roe"
    assert author(json % '"Jane Doe"') == "Jane Doe"
    assert author('<meta name="author" content="By Jane Doe">') == "Jane Doe"
    assert author('<meta property="article:author" content="https://a.example/jane">') is None
    several = (
        '<meta name="citation_author" content="A B"><meta name="citation_author" content="C D">'
    )
    assert author(several) == "A B and C D"
    assert author("") is None
