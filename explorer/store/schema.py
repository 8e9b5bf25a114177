"""The tables and views of a project file, as SQL.

Every table has `id INTEGER PRIMARY KEY`; a column that names a row elsewhere is that
table's name with `_id` (`keep_actor_id`; `subject_id` and `object_id` are actors). Nothing
cascades: a row goes only when what hangs from it has gone, so that the history misses
nothing.
"""

from __future__ import annotations

from explorer.domain.kinds import Origin, Review, Status

# "Srcl" in ASCII: tells `file` and this program whose SQLite file it is.
APPLICATION_ID = 0x5372636C


def _one_of(words: type[Origin] | type[Review] | type[Status]) -> str:
    return "(" + ", ".join(f"'{word.value}'" for word in words) + ")"


_MADE_BY = f"""
  origin TEXT NOT NULL DEFAULT 'curated' CHECK (origin IN {_one_of(Origin)}),
  review TEXT NOT NULL DEFAULT 'accepted' CHECK (review IN {_one_of(Review)})"""

_BOUNDS = """
  start_min INTEGER,
  start_max INTEGER,
  end_min INTEGER,
  end_max INTEGER"""

TABLES = f"""
CREATE TABLE project (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  publisher TEXT,
  url TEXT,
  published TEXT,
  language TEXT,
  file_name TEXT,
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  text_sha256 TEXT NOT NULL UNIQUE,
  imported_at TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE paragraph (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source(id),
  number INTEGER NOT NULL CHECK (number > 0),
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL,
  heading INTEGER NOT NULL DEFAULT 0,
  text TEXT NOT NULL,
  UNIQUE (source_id, number),
  CHECK (start <= end)
) STRICT;

CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  key TEXT UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  other_names TEXT NOT NULL DEFAULT '',
  note TEXT,{_MADE_BY}
) STRICT;

CREATE TABLE alias (
  id INTEGER PRIMARY KEY,
  actor_id INTEGER NOT NULL REFERENCES actor(id),
  name TEXT NOT NULL,
  UNIQUE (actor_id, name)
) STRICT;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  key TEXT UNIQUE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN {_one_of(Status)}),{_MADE_BY}
) STRICT;

CREATE TABLE date_claim (
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES event(id),
  edtf TEXT NOT NULL,
  words TEXT,
  anchor TEXT,
  chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),{_BOUNDS},{_MADE_BY},
  UNIQUE (event_id, edtf)
) STRICT;
CREATE UNIQUE INDEX date_claim_chosen ON date_claim(event_id) WHERE chosen = 1;

CREATE TABLE participation (
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES event(id),
  actor_id INTEGER NOT NULL REFERENCES actor(id),
  role TEXT NOT NULL,{_MADE_BY},
  UNIQUE (event_id, actor_id, role)
) STRICT;
CREATE INDEX participation_actor ON participation(actor_id);

CREATE TABLE relationship (
  id INTEGER PRIMARY KEY,
  key TEXT UNIQUE,
  subject_id INTEGER NOT NULL REFERENCES actor(id),
  predicate TEXT NOT NULL,
  object_id INTEGER NOT NULL REFERENCES actor(id),
  status TEXT NOT NULL CHECK (status IN {_one_of(Status)}),
  edtf TEXT,{_BOUNDS},{_MADE_BY}
) STRICT;
CREATE INDEX relationship_subject ON relationship(subject_id);
CREATE INDEX relationship_object ON relationship(object_id);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  paragraph_id INTEGER NOT NULL REFERENCES paragraph(id),
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL,
  quote TEXT NOT NULL,
  event_id INTEGER REFERENCES event(id),
  actor_id INTEGER REFERENCES actor(id),
  participation_id INTEGER REFERENCES participation(id),
  relationship_id INTEGER REFERENCES relationship(id),
  date_claim_id INTEGER REFERENCES date_claim(id),
  CHECK (start < end),
  CHECK (
    (event_id IS NOT NULL) + (actor_id IS NOT NULL) + (participation_id IS NOT NULL)
    + (relationship_id IS NOT NULL) + (date_claim_id IS NOT NULL) = 1
  )
) STRICT;
CREATE INDEX evidence_paragraph ON evidence(paragraph_id);
CREATE UNIQUE INDEX evidence_event
  ON evidence(event_id, paragraph_id, start, end) WHERE event_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_actor
  ON evidence(actor_id, paragraph_id, start, end) WHERE actor_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_participation
  ON evidence(participation_id, paragraph_id, start, end) WHERE participation_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_relationship
  ON evidence(relationship_id, paragraph_id, start, end) WHERE relationship_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_date_claim
  ON evidence(date_claim_id, paragraph_id, start, end) WHERE date_claim_id IS NOT NULL;

CREATE TABLE position (
  id INTEGER PRIMARY KEY,
  actor_id INTEGER NOT NULL UNIQUE REFERENCES actor(id),
  x REAL NOT NULL,
  y REAL NOT NULL
) STRICT;

CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  slot INTEGER UNIQUE CHECK (slot BETWEEN 1 AND 9),
  state TEXT NOT NULL
) STRICT;

CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  operation TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'superseded')),
  changes TEXT NOT NULL
) STRICT;
CREATE INDEX history_state ON history(state);
"""

# `actor.other_names` repeats the aliases, one a line, so that the actor's full-text index
# (and a reader of the bare table) has them; these triggers alone write it.
_OTHER_NAMES = """
  UPDATE actor SET other_names = coalesce((
    SELECT group_concat(name, char(10))
    FROM (SELECT name FROM alias WHERE actor_id = actor.id ORDER BY id)
  ), '') WHERE id = {row}.actor_id;"""

ALIAS_TRIGGERS = f"""
CREATE TRIGGER alias_inserted AFTER INSERT ON alias BEGIN {_OTHER_NAMES.format(row="new")}
END;
CREATE TRIGGER alias_deleted AFTER DELETE ON alias BEGIN {_OTHER_NAMES.format(row="old")}
END;
CREATE TRIGGER alias_updated AFTER UPDATE ON alias BEGIN {_OTHER_NAMES.format(row="old")}
{_OTHER_NAMES.format(row="new")}
END;
"""

VIEWS = """
CREATE VIEW event_view AS
SELECT
  event.id, event.title, event.kind, event.status, date_claim.edtf AS date,
  (SELECT group_concat(name, '; ') FROM (
    SELECT DISTINCT actor.name FROM participation
    JOIN actor ON actor.id = participation.actor_id
    WHERE participation.event_id = event.id ORDER BY participation.id)) AS actors,
  (SELECT quote FROM evidence WHERE evidence.event_id = event.id ORDER BY id LIMIT 1) AS quote,
  event.origin, event.review, date_claim.start_min, date_claim.end_max
FROM event
LEFT JOIN date_claim ON date_claim.event_id = event.id AND date_claim.chosen = 1;

CREATE VIEW timeline AS
SELECT id, date, title, kind, status, actors, quote
FROM event_view
WHERE date IS NOT NULL AND review <> 'rejected'
ORDER BY start_min, end_max, id;

CREATE VIEW relationship_view AS
SELECT
  relationship.id, subject.name AS subject, relationship.predicate, object.name AS object,
  relationship.status, relationship.edtf AS date,
  (SELECT quote FROM evidence
   WHERE evidence.relationship_id = relationship.id ORDER BY id LIMIT 1) AS quote,
  relationship.origin, relationship.review
FROM relationship
JOIN actor AS subject ON subject.id = relationship.subject_id
JOIN actor AS object ON object.id = relationship.object_id;

CREATE VIEW quote_check AS
SELECT
  evidence.id, source.title AS source, paragraph.number AS paragraph,
  evidence.start, evidence.end, evidence.quote,
  substr(paragraph.text, evidence.start + 1, evidence.end - evidence.start) = evidence.quote
    AS exact
FROM evidence
JOIN paragraph ON paragraph.id = evidence.paragraph_id
JOIN source ON source.id = paragraph.source_id;
"""

# What a document says of itself beside its words: who wrote it, and which page they are on.
PAGES_AND_AUTHORS = (
    "ALTER TABLE source ADD COLUMN author TEXT",
    "ALTER TABLE paragraph ADD COLUMN page INTEGER CHECK (page > 0)",
)

# What reviewing needs. A mark that was folded into another stays as a row, rejected, that names
# the one it is in; `telling` keeps from which words an event was ever proposed or made, whatever
# became of it, so that it is known again under another key, title or quote.
REVIEW = (
    "ALTER TABLE actor ADD COLUMN same_actor_id INTEGER REFERENCES actor(id)",
    "ALTER TABLE event ADD COLUMN same_event_id INTEGER REFERENCES event(id)",
    # A date that a person gave without words of the source.
    "ALTER TABLE date_claim ADD COLUMN wordless INTEGER NOT NULL DEFAULT 0"
    " CHECK (wordless IN (0, 1))",
    "CREATE INDEX actor_same ON actor(same_actor_id) WHERE same_actor_id IS NOT NULL",
    "CREATE INDEX event_same ON event(same_event_id) WHERE same_event_id IS NOT NULL",
    "CREATE INDEX actor_name ON actor(name COLLATE NOCASE)",
    "CREATE INDEX alias_name ON alias(name COLLATE NOCASE)",
    f"""
CREATE TABLE proposal (
  id INTEGER PRIMARY KEY,
  keep_actor_id INTEGER REFERENCES actor(id),
  other_actor_id INTEGER REFERENCES actor(id),
  keep_event_id INTEGER REFERENCES event(id),
  other_event_id INTEGER REFERENCES event(id),
  why TEXT NOT NULL DEFAULT '',
  drafter TEXT NOT NULL DEFAULT '',
  review TEXT NOT NULL DEFAULT 'pending' CHECK (review IN {_one_of(Review)}),
  CHECK ((keep_actor_id IS NULL) = (other_actor_id IS NULL)),
  CHECK ((keep_event_id IS NULL) = (other_event_id IS NULL)),
  CHECK ((keep_actor_id IS NULL) <> (keep_event_id IS NULL))
) STRICT""",
    *(
        f"CREATE INDEX proposal_{end} ON proposal({end}_id) WHERE {end}_id IS NOT NULL"
        for end in ("keep_actor", "other_actor", "keep_event", "other_event")
    ),
    """
CREATE TABLE telling (
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES event(id),
  paragraph_id INTEGER NOT NULL REFERENCES paragraph(id),
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  sentence INTEGER,
  words INTEGER,
  UNIQUE (event_id, paragraph_id, start, end),
  CHECK (start < end)
) STRICT""",
    "CREATE INDEX telling_paragraph ON telling(paragraph_id)",
    "CREATE INDEX telling_sentence ON telling(sentence) WHERE sentence IS NOT NULL",
    "CREATE INDEX telling_words ON telling(words) WHERE words IS NOT NULL",
    "DROP VIEW event_view",
    """
CREATE VIEW event_view AS
SELECT
  event.id, event.title, event.kind, event.status, date_claim.edtf AS date,
  (SELECT group_concat(name, '; ') FROM (
    SELECT DISTINCT actor.name FROM participation
    JOIN actor ON actor.id = participation.actor_id
    WHERE participation.event_id = event.id
      AND 'rejected' NOT IN (participation.review, actor.review)
    ORDER BY participation.id)) AS actors,
  (SELECT quote FROM evidence WHERE evidence.event_id = event.id ORDER BY id LIMIT 1) AS quote,
  event.origin, event.review, date_claim.start_min, date_claim.end_max
FROM event
LEFT JOIN date_claim ON date_claim.event_id = event.id AND date_claim.chosen = 1""",
)

# The cells of tables stand in no full text (`store.table_load`): they are not taken out of it.
TABLE_CELLS = (
    "DROP TRIGGER evidence_ad",
    "DROP TRIGGER evidence_au",
    """
CREATE TRIGGER evidence_ad AFTER DELETE ON evidence
WHEN EXISTS (SELECT 1 FROM evidence_fts_docsize WHERE id = old.id) BEGIN
  INSERT INTO evidence_fts (evidence_fts, rowid, quote) VALUES ('delete', old.id, old.quote);
END""",
    """
CREATE TRIGGER evidence_au AFTER UPDATE ON evidence
WHEN EXISTS (SELECT 1 FROM evidence_fts_docsize WHERE id = old.id) BEGIN
  INSERT INTO evidence_fts (evidence_fts, rowid, quote) VALUES ('delete', old.id, old.quote);
  INSERT INTO evidence_fts (rowid, quote) VALUES (new.id, new.quote);
END""",
    "DROP INDEX evidence_paragraph",
    # With the event beside the paragraph, the event of a row is found without reading the row.
    "CREATE INDEX evidence_paragraph ON evidence(paragraph_id, event_id)",
    "CREATE INDEX source_sha256 ON source(sha256)",
)

# What full text covers: table -> columns, indexed as sqlite-utils does it.
FULL_TEXT = {
    "paragraph": ("text",),
    "event": ("title",),
    "actor": ("name", "other_names"),
    "evidence": ("quote",),
}
TOKENIZER = "unicode61 remove_diacritics 2"
