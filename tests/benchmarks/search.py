"""Search as you type, letter by letter: the first hundred hits, and the list on the screen.

Beside them, in the same run, the same words to bare FTS5, and some of them to `LIKE` and to
FTS5's own order by rank, which take seconds. Project:
`--out FILE.sourceline`, else a million paragraphs of made-up prose (`prose.py`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from PySide6.QtCore import QEvent, QObject

from explorer.columns.values import Columns
from explorer.errors import ExplorerError
from explorer.index.corpus import corpus_of
from explorer.store.project import Project
from explorer.store.terms import full_text, terms
from tests.benchmarks.offscreen import Watched, opened
from tests.benchmarks.prose import KNOWN, prose_project
from tests.benchmarks.report import Measure

PARAGRAPHS = 1_000_000
FIRST = 100
_WHOLE = 3  # times
_KEY_S = 0.09  # between two keys of someone who types fast

_TITLES = ("delegation", "missile", "kastor", "agreement", "bank", "fishing")
_ODD = ('"', "“japan”", "japan's", "U.S.", "a-b", "ja*", "(the", "NEAR(", "é", "zzzz", "qx")
_UNSPACED = ("日米", "条約", "座")


def typed(path: Path) -> dict[str, list[str]]:
    """Return what is asked for, by sort: each word at every letter, and what goes wrong."""
    prose = path.stem.startswith("prose")
    words = tuple(KNOWN.values()) if prose else _TITLES
    pairs = ("japan missile", "the government", "of ceasefire", "kadena reconstitute", "the of and")
    if not prose:
        pairs = ("kastor missile", "delegation bank", "fishing agreement", "delegation kastor")
    both = tuple(f'"{pair}"' for pair in pairs)
    return {
        "a word, letter by letter": [w[:n] for w in words for n in range(1, len(w) + 1)],
        "two words, the second letter by letter": [
            pair[:n] for pair in pairs for n in range(pair.index(" ") + 2, len(pair) + 1)
        ],
        "a phrase in quotes": list(both),
        "words that are not there, quotes, odd characters": list(_ODD),
        "scripts without blanks, which are found anywhere in the text": list(_UNSPACED),
    }


def run(rounds: int, events: int | None = None, out: Path | None = None) -> list[Measure]:
    """Measure the first hundred hits, then all of them, then the window."""
    path = out or prose_project(events or PARAGRAPHS)
    asked = typed(path)
    found = [*_first(path, asked, rounds), *_all(path)]
    with opened(path) as watched:
        every = [words for lot in asked.values() for words in lot]
        found += _window(watched, every[:60], (*KNOWN.values(), *_TITLES))
    return found


def _ms(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def _first(path: Path, asked: dict[str, list[str]], rounds: int) -> list[Measure]:
    made = []
    with Project.open(path) as project, closing(sqlite3.connect(path)) as raw:
        (count,) = raw.execute("SELECT count(*) FROM paragraph").fetchone()
        ready = [_ms(project.get_search_ready)]
        all_text = [_ms(lambda: _like(raw, "no such words"))]
        made += _beside("made ready as the field is entered", ready, "LIKE through all", all_text)
        for sort, lot in asked.items():
            ours: list[float] = []
            bare: list[float] = []
            like: list[float] = []
            rank: list[float] = []
            for words in lot:
                bare.append(_ms(lambda words=words: _bare(raw, words)))
                if words in lot[::9]:  # they take long
                    like.append(_ms(lambda words=words: _like(raw, words)))
                    rank.append(_ms(lambda words=words: _ranked(raw, words)))
                ours += [
                    _ms(lambda words=words: project.search(words, FIRST))
                    for _ in range(max(rounds // 3, 2))
                ]
            what = f"{sort}: first {FIRST} hits in {count:,} paragraphs"
            made += _beside(what, ours, "bare FTS5 MATCH or LIKE, ids of the first 100", bare)
            made += _beside(what, ours, "LIKE, first 100", like)
            made += _beside(what, ours, "FTS5 ORDER BY rank, first 100", rank)
    return made


def _bare(raw: sqlite3.Connection, words: str) -> list[object]:
    match = full_text(terms(words))
    if match is None:
        return _like(raw, words)
    sql = "SELECT rowid FROM paragraph_fts WHERE paragraph_fts MATCH ? LIMIT ?"
    return raw.execute(sql, (match, FIRST)).fetchall()


def _like(raw: sqlite3.Connection, words: str) -> list[object]:
    sql = "SELECT id, text FROM paragraph WHERE text LIKE ? LIMIT ?"
    return raw.execute(sql, (f"%{words.strip('“”')}%", FIRST)).fetchall()


def _ranked(raw: sqlite3.Connection, words: str) -> list[object]:
    match = full_text(terms(words))
    sql = "SELECT rowid FROM paragraph_fts WHERE paragraph_fts MATCH ? ORDER BY rank LIMIT ?"
    return raw.execute(sql, (match, FIRST)).fetchall() if match else []


def _beside(what: str, ours: list[float], against: str, theirs: list[float]) -> list[Measure]:
    return [
        Measure(
            f"{what}{said}", round(of(ours), 2), "ms", f"{against}{said}", round(of(theirs), 2),
            round(of(ours) / of(theirs), 5), round(_p95(ours), 2), len(ours),
        )
        for said, of in (("", median), (", 95th percentile", _p95))
    ]  # fmt: skip


def _p95(found: Sequence[float]) -> float:
    return quantiles(found, n=20, method="inclusive")[-1] if len(found) > 1 else found[0]


class _Stopped(ExplorerError):
    """The next key was struck."""


def _all(path: Path) -> list[Measure]:
    """Time all hits of a common word and of its first letter, and how soon these end when told."""
    common = "the" if path.stem.startswith("prose") else "delegation"
    return [*_whole(path, common), *_whole(path, common[0])]


def _whole(path: Path, common: str) -> list[Measure]:
    whole: list[float] = []
    plain: list[float] = []
    ended: list[float] = []
    with Project.open(path) as project, closing(sqlite3.connect(path)) as raw:
        sql = "SELECT rowid FROM paragraph_fts WHERE paragraph_fts MATCH ?"
        columns = corpus_of(project).columns
        for part in range(1, _WHOLE + 1):
            whole.append(_ms(lambda: project.find(common, columns)))
            plain.append(_ms(lambda: raw.execute(sql, (f'"{common}" *',)).fetchall()))
            ended.append(_end_ms(project, columns, common, after_ms=whole[0] * part / (_WHOLE + 1)))
    return [
        *_beside(f"all hits of “{common}”, beside the window", whole, "rowids by FTS5", plain),
        *_beside(
            f"that of “{common}”, from the next key until it has ended", ended, "all of it", whole
        ),
    ]


def _end_ms(project: Project, columns: Columns, words: str, after_ms: float) -> float:
    started, asked = perf_counter(), [0.0]

    def check() -> None:
        if (perf_counter() - started) * 1000 > after_ms:
            asked[0] = asked[0] or perf_counter()
            raise _Stopped

    last = [started]

    def noted() -> None:
        now = perf_counter()
        last.append(now)
        check()

    try:
        project.find(words, columns, noted)
    except _Stopped:
        # Told at the worst moment: just after the look before the one that ended it.
        return (perf_counter() - last[-2]) * 1000
    return 0.0


def _window(watched: Watched, asked: Sequence[str], whole: Collection[str]) -> list[Measure]:
    """Type each word as keys; time from the last key to the list painted with its hits.

    All hits are waited for of the `whole` words alone.
    """
    from PySide6.QtTest import QTest

    box = watched.window.search
    painted = _Painted(watched)
    took: list[float] = []
    counted: list[float] = []
    watched.window.desk.find()
    watched.longest_ms = 0.0
    for words in asked:
        box.clear()
        box.setText(words[:-1])
        painted.reset()
        started = perf_counter()
        QTest.keyClicks(box, words[-1])
        took.append((watched.until(painted.is_done) - started) * 1000)
        if words in whole:  # the next key ends the counting of a beginning
            counted.append((watched.until(lambda: not watched.is_busy) - started) * 1000)
        key = perf_counter() + _KEY_S
        watched.until(lambda key=key: perf_counter() > key)
    longest = watched.longest_ms
    return [
        *_beside("from a key to the list painted, in the window", took,
                 "until all hits are counted", counted),
        Measure("the longest turn of the window meanwhile", round(longest, 1), "ms",
                "a frame at 60 Hz", 16.7, round(longest / 16.7, 2), round(longest, 1), len(asked)),
    ]  # fmt: skip


class _Painted(QObject):
    """Whether the list has been painted since its lines were last replaced."""

    def __init__(self, watched: Watched) -> None:
        super().__init__()
        results = watched.window.search.results
        results.model.modelReset.connect(self._on_lines)
        results.viewport.installEventFilter(self)
        self.reset()

    def reset(self) -> None:
        self._lines = self._done = False

    def is_done(self) -> bool:
        return self._done

    def _on_lines(self) -> None:
        self._lines = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._lines and not self._done:
            # Within the same turn Qt paints the list, which is a few dozen lines.
            self._done = True
        return False
