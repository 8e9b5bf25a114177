"""A digest built of parts is the digest of the whole, byte for byte, whoever made the parts.

What a billion events would need (CONTRIBUTING, "Past one machine"), at small size: Parquet
on disk, cut into partitions and read by DuckDB, each partition made into arrays by itself.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.columns.build import Events, build, joined
from explorer.columns.values import OPEN_END, OPEN_START, Columns

duckdb = pytest.importorskip("duckdb", reason="Parquet is read by DuckDB, an extra")
EVENTS, ACTORS, SOURCES = 5_000, 200, 7
KINDS = ("incident", "talks", "vote")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write events and participations as Parquet; the seed is fixed."""
    folder = tmp_path_factory.mktemp("parquet")
    with duckdb.connect() as engine:
        engine.execute("SELECT setseed(0.4)")
        engine.execute(
            "CREATE TABLE event AS SELECT i::BIGINT AS id,"
            " CASE WHEN i % 31 = 0 THEN NULL ELSE (random() * 4e9 - 2e9)::BIGINT END AS start,"
            " (random() * 1e8)::BIGINT AS length, (i * 7 % 3)::BIGINT AS kind,"
            " (i % 4)::BIGINT AS status, (i * 13 % 7 + 1)::BIGINT AS source, i::BIGINT AS row"
            f" FROM range(1, {EVENTS + 1}) AS r(i)"
        )
        engine.execute(
            "CREATE TABLE part AS SELECT DISTINCT event, (random() * random()"
            f" * {ACTORS})::BIGINT + 1 AS actor FROM (SELECT id AS event FROM event"
            " UNION ALL SELECT id FROM event) ORDER BY event, actor"
        )
        for name in ("event", "part"):
            engine.execute(f"COPY {name} TO '{folder / name}.parquet' (FORMAT parquet)")
    return folder


def partition(folder: Path, number: int, of: int) -> Events:
    """Return one partition of several, cut by a hash of the event as an engine would."""
    with duckdb.connect() as engine:
        rows = engine.execute(
            f"SELECT * FROM '{folder}/event.parquet' WHERE hash(id) % ? = ?", [of, number]
        ).fetchnumpy()
        pairs = engine.execute(
            f"SELECT event, actor FROM '{folder}/part.parquet' WHERE hash(event) % ? = ?",
            [of, number],
        ).fetchnumpy()
    start, length = rows["start"], rows["length"].astype(np.int64)
    dated = ~np.ma.getmaskarray(start)
    begin = np.where(dated, np.ma.filled(start, 0), OPEN_START).astype(np.int64)
    end = np.where(dated, begin + length, OPEN_END)
    id, zero = rows["id"].astype(np.int64), np.zeros(len(length), dtype=np.int64)
    return Events(
        KINDS, id, begin, np.where(dated, begin + length // 3, OPEN_START),
        np.where(dated, begin + length // 2, OPEN_END), end, rows["kind"].astype(np.int64),
        rows["status"].astype(np.int64), zero, zero, dated.astype(np.int64),
        rows["source"].astype(np.int64), rows["row"].astype(np.int64), zero,
        pairs["event"].astype(np.int64), pairs["actor"].astype(np.int64),
        id, rows["source"].astype(np.int64),
    )  # fmt: skip


def digest(folder: Path, of: int) -> Columns:
    parts = [partition(folder, number, of) for number in range(of)]
    actors = np.arange(1, ACTORS + 2, dtype=np.int64)
    return build(joined(parts, ("talks",)), actors, np.arange(1, SOURCES + 1, dtype=np.int64))


@pytest.mark.parametrize("of", [2, 7])
def test_one_two_and_seven_partitions_give_one_digest(tables: Path, of: int) -> None:
    whole, made = digest(tables, 1), digest(tables, of)
    assert whole.n == EVENTS
    assert 0 < whole.dated < EVENTS
    assert made.head == whole.head
    assert made.arrays.keys() == whole.arrays.keys()
    for name, array in whole.arrays.items():
        assert made.arrays[name].dtype == array.dtype, name
        assert made.arrays[name].tobytes() == array.tobytes(), name
