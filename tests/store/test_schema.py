"""The file is laid out as its readers, and other people's tools, count on."""

from __future__ import annotations

import sqlite3

import pytest

from explorer.errors import ExplorerBug
from explorer.store.project import Project
from explorer.store.schema import APPLICATION_ID
from tests.store.texts import connection_of

WORDS = {
    "project", "source", "paragraph", "actor", "alias", "event", "date_claim", "participation",
    "relationship", "evidence", "position", "saved_view", "history", "proposal", "telling",
    "column_state", "column_part", "column_change",
}  # fmt: skip


@pytest.fixture
def raw(full: Project) -> sqlite3.Connection:
    return connection_of(full).raw


def ours(raw: sqlite3.Connection) -> dict[str, bool]:
    """Table name -> whether it is strict, without the full-text index's own tables."""
    rows = raw.execute("SELECT name, strict, type FROM pragma_table_list WHERE schema = 'main'")
    return {
        name: bool(strict)
        for name, strict, kind in rows
        if kind == "table" and not name.startswith(("sqlite_", "_sqlite"))
    }


def test_the_tables_are_the_words_and_strict(raw: sqlite3.Connection) -> None:
    assert ours(raw) == dict.fromkeys(WORDS, True)


def test_the_file_says_whose_it_is(raw: sqlite3.Connection) -> None:
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (7,)
    assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    steps = raw.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
    names = [
        "1_tables", "2_full_text", "3_views", "4_pages_and_authors", "5_review", "6_columns",
        "7_table_cells",
    ]  # fmt: skip
    assert [name for (name,) in steps] == names


def test_every_foreign_key_has_an_index_that_serves_it(raw: sqlite3.Connection) -> None:
    for table in ours(raw):
        for key in raw.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            plan = raw.execute(
                f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {key[3]} = 1"
            ).fetchone()[3]
            assert plan.startswith("SEARCH"), f"{table}.{key[3]}: {plan}"


def test_a_foreign_key_is_named_after_its_table(raw: sqlite3.Connection) -> None:
    actors = {"subject_id", "object_id"}
    for table in ours(raw):
        for key in raw.execute(f"PRAGMA foreign_key_list({table})"):
            named = f"_{key[3]}".endswith(f"_{key[2]}_id")
            assert named or (key[2] == "actor" and key[3] in actors)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO evidence (paragraph_id, start, end, quote, actor_id) VALUES (1, 3, 3, '', 1)",
        "INSERT INTO evidence (paragraph_id, start, end, quote) VALUES (1, 0, 3, 'Aus')",
        "INSERT INTO evidence (paragraph_id, start, end, quote, actor_id, event_id)"
        " VALUES (1, 0, 3, 'Aus', 1, 1)",
        "INSERT INTO evidence (paragraph_id, start, end, quote, actor_id) VALUES (99, 0, 1, '', 1)",
        "INSERT INTO date_claim (event_id, edtf, chosen) VALUES (1, '1999', 1)",
        "UPDATE event SET status = 'perhaps'",
        "UPDATE actor SET origin = 'made up'",
        "UPDATE actor SET review = 'maybe'",
        "UPDATE actor SET key = 'japan'",
        "UPDATE paragraph SET number = 'one'",
        "DELETE FROM actor WHERE id = 1",
        "INSERT INTO saved_view (name, slot, state) VALUES ('A', 10, '{}')",
    ],
)
def test_what_must_not_be_is_refused_by_the_file(raw: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


def test_an_sql_error_of_ours_is_a_bug(full: Project) -> None:
    with pytest.raises(ExplorerBug, match="syntax error"), connection_of(full).reading() as raw:
        raw.execute("SELECT * FORM event")


def test_views_read_well(raw: sqlite3.Connection) -> None:
    (row,) = raw.execute("SELECT date, title, status, actors, quote FROM timeline")
    assert row == (
        "2024-07-28",
        "Talks in Tokyo",
        "occurred",
        "Lloyd Austin; Ministers",
        "Austin met Kihara in Tokyo",
    )
    assert raw.execute("SELECT count(*) FROM event_view").fetchone() == (2,)
    links = raw.execute("SELECT subject, predicate, object, date FROM relationship_view").fetchall()
    assert links == [("Japan", "agreement with", "Lloyd Austin", "2024")]
    assert raw.execute("SELECT min(exact), max(exact) FROM quote_check").fetchone() == (1, 1)


def test_other_names_follow_the_aliases(raw: sqlite3.Connection) -> None:
    def names() -> str:
        return str(raw.execute("SELECT other_names FROM actor WHERE key = 'japan'").fetchone()[0])

    assert names() == "Nippon"
    japan = raw.execute("SELECT id FROM actor WHERE key = 'japan'").fetchone()[0]
    raw.execute("INSERT INTO alias (actor_id, name) VALUES (?, 'Tokyo')", (japan,))
    assert names() == "Nippon\nTokyo"
    raw.execute("UPDATE alias SET name = '日本' WHERE name = 'Nippon'")
    assert names() == "日本\nTokyo"
    raw.execute("DELETE FROM alias")
    assert names() == ""
