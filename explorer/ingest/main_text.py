"""Which of a page's paragraphs are its main text, by what an extractor kept of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.ingest.blocks import Blocks

# An East Asian character is a word of its own here; nothing parts its words.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\\w+")
_TAG = re.compile(r"<[^>]*>")
_KEPT_SHARE = 0.6
_LITTLE_WORDS = 40


def main_blocks(whole: Blocks, extracted: str) -> Blocks | None:
    """Return the paragraphs of a page that stand in an extract of it.

    A paragraph stands in it when most of its runs of three words do; one of fewer words
    when it does as a whole and lies among others that do.

    Parameters
    ----------
    extracted
        trafilatura's XML; its tags do not count.

    Returns
    -------
    The main paragraphs in the page's order and words, or None where the extract is too
    little to choose by.
    """
    text = whole.text
    words = _WORD.findall(_TAG.sub(" ", extracted))
    paragraphs = [_WORD.findall(text[start:end]) for start, end, _ in whole.spans]
    total = sum(len(paragraph) for paragraph in paragraphs)
    if not words or (len(words) < _LITTLE_WORDS and total > 2 * len(words)):
        return None
    kept = _kept(paragraphs, [level for _, _, level in whole.spans], words)
    found = sum(len(p) for p, keep in zip(paragraphs, kept, strict=True) if keep)
    return whole.only(kept) if found * 2 > len(words) else None


def _kept(paragraphs: list[list[str]], levels: list[int], words: list[str]) -> list[bool]:
    known = set(_runs(words, 3))
    surely = [_share(paragraph, known) >= _KEPT_SHARE for paragraph in paragraphs]
    if True not in surely:
        return surely
    first = surely.index(True)
    last = len(surely) - 1 - surely[::-1].index(True)
    while first > 0 and levels[first - 1]:  # the headings right above the first paragraph
        first -= 1
    known_short = set(_runs(words, 1)) | set(_runs(words, 2))
    short = [len(paragraph) < 3 and tuple(paragraph) in known_short for paragraph in paragraphs]
    while last + 1 < len(short) and short[last + 1]:  # a table's last rows, a list's last items
        last += 1
    return [sure or (first <= at <= last and short[at]) for at, sure in enumerate(surely)]


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(length)), strict=False)


def _share(paragraph: list[str], known: set[tuple[str, ...]]) -> float:
    runs = list(_runs(paragraph, 3))
    return sum(run in known for run in runs) / len(runs) if runs else 0.0
