"""The tables of the column cache, and the triggers that say what it has missed.

`column_state` has one row. Its `generation` counts every change of what columns are made
from, whoever makes it; `base` is the generation that the arrays in `column_part` hold, NULL
where there are none. While there are, `column_change` has the events that changed since,
with the generation of the last change of each.

Dropped and made again by `suspended`, the triggers cost a bulk load nothing.
"""

from __future__ import annotations

COLUMN_TABLES = (
    """CREATE TABLE column_state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      generation INTEGER NOT NULL,
      base INTEGER,
      head TEXT NOT NULL
    ) STRICT""",
    "INSERT INTO column_state (id, generation, base, head) VALUES (1, 0, NULL, '{}')",
    """CREATE TABLE column_part (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      part INTEGER NOT NULL,
      data BLOB NOT NULL,
      UNIQUE (name, part)
    ) STRICT""",
    """CREATE TABLE column_change (
      id INTEGER PRIMARY KEY,
      generation INTEGER NOT NULL
    ) STRICT""",
)

_NOTE = """
  UPDATE column_state SET generation = generation + 1;
  INSERT INTO column_change (id, generation)
    SELECT {ids}, generation FROM column_state {more} WHERE base IS NOT NULL{where}
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation;"""
_OF_ACTOR = _NOTE.format(
    ids="event_id",
    more="CROSS JOIN participation",
    where=" AND actor_id = new.id AND new.review IS NOT old.review",
)
_BUMP = "UPDATE column_state SET generation = generation + 1;"


def _note(*rows: str) -> str:
    return "".join(_NOTE.format(ids=row, more="", where=f" AND {row} IS NOT NULL") for row in rows)


def _triggers(table: str, column: str) -> dict[str, str]:
    """Return for each trigger of a table its statement; `column` names the event of a row."""
    bodies = {
        "insert": _note(f"new.{column}"),
        "delete": _note(f"old.{column}"),
        "update": _note(f"old.{column}", f"new.{column}"),
    }
    return {
        f"column_{table}_{verb}": (
            f"CREATE TRIGGER column_{table}_{verb} AFTER {verb.upper()} ON {table} BEGIN{body}\nEND"
        )
        for verb, body in bodies.items()
    }


def _bumping(table: str, verb: str) -> dict[str, str]:
    name = f"column_{table}_{verb}"
    return {name: f"CREATE TRIGGER {name} AFTER {verb.upper()} ON {table} BEGIN {_BUMP} END"}


# Name -> statement.
COLUMN_TRIGGERS = {
    **_triggers("event", "id"),
    **_triggers("date_claim", "event_id"),
    **_triggers("participation", "event_id"),
    **_triggers("evidence", "event_id"),
    **_bumping("actor", "insert"),
    **_bumping("actor", "delete"),
    "column_actor_update": (
        f"CREATE TRIGGER column_actor_update AFTER UPDATE ON actor BEGIN {_OF_ACTOR}\nEND"
    ),
    **_bumping("source", "insert"),
    **_bumping("source", "delete"),
}
