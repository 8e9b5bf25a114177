"""A table too long to be read whole: what is read of it, and what words in it are read with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from explorer.viewmodel.editing.event_form import form_of_words
from explorer.viewmodel.editing.reader import NoReader
from explorer.viewmodel.session import Session
from tests.support.many import session_of_many


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    with session_of_many(tmp_path, monkeypatch) as made:
        yield made


def test_what_is_at_hand_of_a_long_table_is_the_stretch_last_looked_at(session: Session) -> None:
    source = next(iter(session.corpus.sources))
    assert [p.number for p in session.at_hand(source)] == list(range(1, 51))
    session.paragraph(source, 130)
    assert [p.number for p in session.at_hand(source)] == list(range(101, 151))


def test_words_are_read_in_their_own_row_whatever_was_looked_at_since(session: Session) -> None:
    source = next(iter(session.corpus.sources))
    row = session.paragraph(source, 30)
    assert row is not None
    session.paragraph(source, 500)
    asked: list[str] = []

    class Noting(NoReader):
        def event(self, texts: Sequence[str], index: int, *rest: object) -> None:
            asked.append(texts[index])

    form_of_words(session, row, 0, 4, Noting())
    assert asked == [row.text]
