"""How a project file came to be: named steps, each one transaction.

The steps are sqlite-utils migrations, so `_sqlite_migrations` in the file tells which
were taken and when. `user_version` counts them, and is what opening a file looks at:
a current file is opened without importing sqlite_utils (0.4 s). Never edit a step that
has shipped; add one, and add one to `VERSION`.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from explorer.store.columns_schema import COLUMN_TABLES, COLUMN_TRIGGERS
from explorer.store.schema import (
    ALIAS_TRIGGERS,
    APPLICATION_ID,
    FULL_TEXT,
    PAGES_AND_AUTHORS,
    REVIEW,
    TABLE_CELLS,
    TABLES,
    TOKENIZER,
    VIEWS,
)

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

VERSION = 7


def steps() -> Migrations:
    """Return the steps from an empty file to version `VERSION`, in order."""
    from sqlite_utils import Migrations

    migrations = Migrations("sourceline")

    @migrations(name="1_tables")
    def tables(db: Database) -> None:
        db.executescript(TABLES)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")

    @migrations(name="2_full_text")
    def full_text(db: Database) -> None:
        for table, columns in FULL_TEXT.items():
            db.table(table).enable_fts(columns, create_triggers=True, tokenize=TOKENIZER)
        db.executescript(ALIAS_TRIGGERS)
        db.execute("UPDATE alias SET name = name")  # fills `actor.other_names`
        db.execute("PRAGMA user_version = 2")

    @migrations(name="3_views")
    def views(db: Database) -> None:
        db.executescript(VIEWS)
        db.execute("PRAGMA user_version = 3")

    @migrations(name="4_pages_and_authors")
    def pages_and_authors(db: Database) -> None:
        for statement in PAGES_AND_AUTHORS:
            db.execute(statement)
        db.execute("PRAGMA user_version = 4")

    @migrations(name="5_review")
    def review(db: Database) -> None:
        from explorer.store.tellings import remember_all

        for statement in REVIEW:
            db.execute(statement)
        remember_all(db.conn)
        db.execute("PRAGMA user_version = 5")

    @migrations(name="6_columns")
    def columns(db: Database) -> None:
        for statement in (*COLUMN_TABLES, *COLUMN_TRIGGERS.values()):
            db.execute(statement)
        db.execute("PRAGMA user_version = 6")

    @migrations(name="7_table_cells")
    def table_cells(db: Database) -> None:
        for statement in TABLE_CELLS:
            db.execute(statement)
        db.execute("PRAGMA user_version = 7")

    return migrations


def migrate(connection: sqlite3.Connection, migrations: Migrations | None = None) -> None:
    """Take the steps that a file has not taken; each is one transaction with its record."""
    from sqlite_utils import Database

    database = Database(connection, execute_plugins=False)
    (migrations or steps()).apply(database)
