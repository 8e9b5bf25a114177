"""Markdown: plain words with offsets, headings, front matter."""

from __future__ import annotations

from explorer.ingest.markdown import is_plain_enough, read_markdown

_TEXT = """---
title: "My *doc*"
date: 2024-07-28   # when it came out
publisher: The Daily
tags: [a, b]
---
# Head *one*

Para with **bold**, [a link](http://x) and `code` &amp; &eacute;,
wrapped\\
hard.

- item 1
- item 2

  its second paragraph
  1. nested

> quoted *words*

| A | B |
|---|---|
| 1 | **2** |

```py
x = 1
  y
```

Setext
------
<div>html <script>SECRET</script>words</div>

![what *it* shows](x.png) ~~struck~~ <!-- SECRET -->

***
"""


def test_keeps_the_words_and_drops_the_marks() -> None:
    blocks = read_markdown(_TEXT).blocks
    assert [(blocks.text[start:end], level) for start, end, level in blocks.spans] == [
        ("Head one", 1),
        ("Para with bold, a link and code & é, wrapped\nhard.", 0),
        ("item 1", 0),
        ("item 2", 0),
        ("its second paragraph", 0),
        ("nested", 0),
        ("quoted words", 0),
        ("A | B", 0),
        ("1 | 2", 0),
        ("x = 1\n  y", 0),
        ("Setext", 2),
        ("html words", 0),
        ("what it shows struck", 0),
    ]


def test_reads_front_matter_without_evaluating_it() -> None:
    assert read_markdown(_TEXT).fields == {
        "title": "My *doc*",
        "date": "2024-07-28",
        "publisher": "The Daily",
        "tags": "[a, b]",
    }


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_markdown("---\nnot fields\n---\n\nwords").fields == {}
    assert read_markdown("words\n\n---\na: b\n---\n").fields == {}


def test_what_would_take_too_long_is_said_so() -> None:
    assert is_plain_enough("words and words\n\n" * 10_000)
    assert not is_plain_enough("[" * 200_000)
    assert not is_plain_enough("words\n\n" * 1_000_000)
