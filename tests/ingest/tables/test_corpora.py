"""The made-up corpora that benchmarks use: the same for a seed, and shaped like real tables."""

from __future__ import annotations

from collections import Counter

import pytest

from explorer.domain.tables import Reject, RowBatch
from tests.benchmarks.corpora import COLUMNS, actor_name, lines, write_csv
from tests.ingest.tables.test_known import read


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[RowBatch, list[Reject]]:
    path = tmp_path_factory.mktemp("corpus") / "events.csv"
    write_csv(path, 3_000, seed=7)
    plan, batch, rejects = read(path)
    assert plan.table.columns == COLUMNS
    return batch, rejects


def test_a_seed_makes_the_same_rows() -> None:
    one, other = ([row for part in lines(200, seed) for row in part] for seed in (3, 4))
    assert one == [row for part in lines(200, 3) for row in part]
    assert len(one) == len(other) == 200
    assert one != other


def test_every_row_is_an_event(corpus: tuple[RowBatch, list[Reject]]) -> None:
    batch, rejects = corpus
    assert (len(batch), rejects) == (3_000, [])


def test_dates_are_of_every_sort(corpus: tuple[RowBatch, list[Reject]]) -> None:
    found = [date.edtf for date in corpus[0].dates if date]
    assert len(found) < 3_000  # some are missing
    for sign in ("~", "?", "X", "T", "/"):
        assert any(sign in edtf for edtf in found), sign
    assert {len(edtf) for edtf in found} >= {4, 7, 10}


def test_few_actors_are_in_most_events(corpus: tuple[RowBatch, list[Reject]]) -> None:
    batch = corpus[0]
    counts = Counter(part[1] for part in batch.parts)
    assert counts.most_common(1)[0][1] > 20 * (sum(counts.values()) / 3_000)
    assert len({actor_name(number) for number in range(100_000)}) == 100_000
