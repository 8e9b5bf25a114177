"""SQL that asks full text where words stand."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.store.search_hits import COLUMNS
from explorer.store.terms import Term, holding
from explorer.values import dataclass

REVIEWED = {table: f"{table}.review <> 'rejected'" for table in ("event", "actor")}

# The events one term is quoted for; `{}` is its condition.
QUOTED_FOR = (
    "SELECT event_id FROM evidence WHERE event_id IS NOT NULL AND {}",
    "SELECT part.event_id AS event_id FROM evidence"
    " JOIN participation AS part ON part.id = participation_id"
    " WHERE part.review <> 'rejected' AND {}",
    "SELECT claim.event_id AS event_id FROM evidence"
    " JOIN date_claim AS claim ON claim.id = date_claim_id"
    " WHERE claim.review <> 'rejected' AND {}",
)


@dataclass(frozen=True)
class Question:
    """SQL for the rows of a table that hold all terms; `id` names their id in it."""

    sql: str
    id: str
    values: tuple[str | int, ...]

    def narrowed(self, condition: str, *values: int) -> Question:
        """Return the question for those rows alone that fit a condition too."""
        return Question(f"{self.sql} AND {condition}", self.id, (*self.values, *values))


def question(table: str, match: str | None, wanted: Sequence[Term], *conditions: str) -> Question:
    """Return the question for all terms: `match` is the full text's query, None where it has none.

    `conditions` are SQL that rows must fit besides.
    """
    all_names = " || char(10) || ".join(f"{table}.{name}" for name in COLUMNS[table])
    held = [holding(all_names, term) for term in wanted if term.match is None]
    where, scans = [condition for condition, _ in held], [value for _, value in held]
    where += conditions
    if match is None:
        return Question(
            f"SELECT {table}.id FROM {table} WHERE {' AND '.join(where)}", f"{table}.id", (*scans,)
        )
    index = f"{table}_fts"
    # Without a condition on the row itself the row is not read.
    join = f" JOIN {table} ON {table}.id = {index}.rowid" if where else ""
    where.insert(0, f"{index} MATCH ?")
    sql = f"SELECT {index}.rowid FROM {index}{join} WHERE {' AND '.join(where)}"
    return Question(sql, f"{index}.rowid", (match, *scans))


def quoted(term: Term) -> tuple[str, str]:
    """Return the condition for a term in a quote, and its value."""
    if term.match is None:
        return holding("evidence.quote", term)
    fits = "evidence.id IN (SELECT rowid FROM evidence_fts WHERE evidence_fts MATCH ?)"
    return fits, term.match
