"""The file is a pleasure in other people's tools: the sqlite-utils command line, and plain SQL."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils


def sqlite_utils_cli(*arguments: object) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def test_tables_are_listed(on_disk: Path) -> None:
    counts = {row["table"]: row["count"] for row in sqlite_utils_cli("tables", on_disk, "--counts")}
    assert counts["paragraph"] == 3
    assert counts["event"] == 1


@pytest.mark.parametrize(
    ("table", "words", "column", "found"),
    [
        ("paragraph", "agreed", "number", [3]),
        ("event", "tokyo", "title", ["Talks in Tokyo"]),
        ("actor", "nippon", "name", ["Japan"]),
        ("evidence", "kihara", "quote", ["Kihara", "Austin met Kihara in Tokyo"]),
    ],
)
def test_full_text_is_searched(
    on_disk: Path, table: str, words: str, column: str, found: list[object]
) -> None:
    rows = sqlite_utils_cli("search", on_disk, table, words, "-c", column)
    assert [row[column] for row in rows] == found


def test_views_and_labels(on_disk: Path) -> None:
    database = sqlite_utils.Database(on_disk)
    assert set(database.view_names()) == {
        "event_view", "timeline", "relationship_view", "quote_check"
    }  # fmt: skip
    # Datasette shows the column called `name` or `title` in place of a row's number.
    for table in ("source", "event", "actor", "alias", "saved_view", "history"):
        assert {"name", "title"} & set(database.table(table).columns_dict)
    assert database.table("paragraph").detect_fts() == "paragraph_fts"
    database.close()


def test_an_edit_made_elsewhere_keeps_full_text_true(on_disk: Path) -> None:
    database = sqlite_utils.Database(on_disk)
    database.table("event").update(1, {"title": "Ministers confer"})
    assert [row["id"] for row in database.table("event").search("confer")] == [1]
    assert list(database.table("event").search("talks")) == []
    database.close()
