"""The tables of a project file, made and brought up to date by sqlite-utils' migrations.

Imported only to create or migrate a file: sqlite-utils costs most of a second to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from annotate.store.sqlite import APPLICATION_ID, SCHEMA_VERSION, Connection, connect_memory

if TYPE_CHECKING:
    from collections.abc import Callable

migrations = Migrations("spandesk")

_FIRST = (
    """CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE family (
        id TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        title TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE label (
        layer TEXT NOT NULL CHECK (layer IN ('entity', 'event')),
        name TEXT NOT NULL CHECK (name <> ''),
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        family TEXT NOT NULL,
        colour TEXT NOT NULL CHECK (length(colour) = 7 AND colour GLOB '#*'),
        key TEXT NOT NULL,
        guideline TEXT NOT NULL,
        examples TEXT NOT NULL CHECK (json_valid(examples)),
        PRIMARY KEY (layer, name)
    ) STRICT""",
    """CREATE TABLE article (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        number INTEGER NOT NULL UNIQUE,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        date TEXT NOT NULL,
        language TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('new', 'in_progress', 'done', 'skipped')),
        characters INTEGER NOT NULL CHECK (characters > 0),
        fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
        meta TEXT NOT NULL CHECK (json_valid(meta)),
        added_at TEXT NOT NULL
    ) STRICT""",
    # Texts lie apart, so that the list of 20,000 articles is read without them.
    """CREATE TABLE article_text (
        article_id TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE token (
        article_id TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        tokenizer TEXT NOT NULL,
        starts BLOB NOT NULL,
        ends BLOB NOT NULL CHECK (length(ends) = length(starts))
    ) STRICT""",
    """CREATE TABLE span (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        label TEXT NOT NULL,
        layer TEXT NOT NULL,
        surface TEXT NOT NULL,
        annotator TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('manual', 'suggestion', 'propagation', 'import')),
        created_at TEXT NOT NULL,
        UNIQUE (article_id, layer, start, "end", label),
        FOREIGN KEY (layer, label) REFERENCES label (layer, name)
    ) STRICT""",
    """CREATE TABLE frame (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        trigger_id TEXT NOT NULL REFERENCES span (id) DEFERRABLE INITIALLY DEFERRED,
        annotator TEXT NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX frame_of_article ON frame (article_id)",
    "CREATE INDEX frame_of_trigger ON frame (trigger_id)",
    """CREATE TABLE argument (
        frame_id TEXT NOT NULL REFERENCES frame (id) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL CHECK (position >= 0),
        role TEXT NOT NULL CHECK (role <> ''),
        span_id TEXT NOT NULL REFERENCES span (id) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (frame_id, position)
    ) STRICT""",
    "CREATE INDEX argument_of_span ON argument (span_id)",
    """CREATE TABLE attribute (
        frame_id TEXT NOT NULL REFERENCES frame (id) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL CHECK (name <> ''),
        value TEXT NOT NULL,
        PRIMARY KEY (frame_id, name)
    ) STRICT""",
    # What each suggester has looked at, also when it found nothing.
    """CREATE TABLE suggester_run (
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        suggester TEXT NOT NULL CHECK (suggester <> ''),
        version TEXT NOT NULL,
        at TEXT NOT NULL,
        seconds REAL NOT NULL CHECK (seconds >= 0),
        dropped INTEGER NOT NULL CHECK (dropped >= 0),
        PRIMARY KEY (article_id, suggester)
    ) STRICT""",
    """CREATE TABLE suggestion (
        article_id TEXT NOT NULL,
        suggester TEXT NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        label TEXT NOT NULL CHECK (label <> ''),
        layer TEXT NOT NULL CHECK (layer IN ('entity', 'event')),
        score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
        explanation TEXT NOT NULL,
        PRIMARY KEY (article_id, suggester, layer, start, "end", label),
        FOREIGN KEY (article_id, suggester)
            REFERENCES suggester_run (article_id, suggester) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE decision (
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        suggestion_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('accepted', 'corrected', 'rejected', 'skipped')),
        layer TEXT NOT NULL CHECK (layer IN ('entity', 'event')),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        label TEXT NOT NULL,
        score REAL NOT NULL,
        suggester TEXT NOT NULL,
        annotator TEXT NOT NULL,
        at TEXT NOT NULL,
        seconds REAL NOT NULL CHECK (seconds >= 0),
        span_id TEXT NOT NULL,
        PRIMARY KEY (article_id, suggestion_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE history (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id TEXT NOT NULL,
        at TEXT NOT NULL,
        annotator TEXT NOT NULL,
        why TEXT NOT NULL,
        title TEXT NOT NULL,
        edit TEXT NOT NULL CHECK (json_valid(edit)),
        inverse TEXT NOT NULL CHECK (json_valid(inverse)),
        undoes INTEGER REFERENCES history (seq)
    ) STRICT""",
    "CREATE INDEX history_of_article ON history (article_id, seq)",
)


@migrations()
def m001_first_tables(db: Database) -> None:
    """Every table of version 1."""
    for statement in _FIRST:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


_OWN_LISTS = (
    # The annotator's own lists of names and triggers; a list with a lexicon (TOML) has no entries.
    """CREATE TABLE own_list (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL UNIQUE CHECK (title <> ''),
        is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
        lexicon TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE own_list_entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        list_id INTEGER NOT NULL REFERENCES own_list (id) ON DELETE CASCADE,
        text TEXT NOT NULL CHECK (text <> ''),
        label TEXT NOT NULL CHECK (label <> ''),
        layer TEXT NOT NULL CHECK (layer IN ('entity', 'event')),
        form TEXT NOT NULL CHECK (form IN ('words', 'verb', 'noun', 'tokens')),
        is_exact INTEGER NOT NULL CHECK (is_exact IN (0, 1)),
        score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
        is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
        UNIQUE (list_id, layer, label, text, form)
    ) STRICT""",
)


@migrations()
def m002_own_lists(db: Database) -> None:
    """The annotator's own lists."""
    for statement in _OWN_LISTS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


_CHAINS = (
    # Coreference: spans that name the same thing, or the same event; each in one chain at most.
    """CREATE TABLE chain (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('entity', 'event')),
        annotator TEXT NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX chain_of_article ON chain (article_id)",
    """CREATE TABLE mention (
        chain_id TEXT NOT NULL REFERENCES chain (id) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL CHECK (position >= 0),
        span_id TEXT NOT NULL UNIQUE REFERENCES span (id) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (chain_id, position)
    ) STRICT""",
)


@migrations()
def m003_chains(db: Database) -> None:
    """Coreference chains."""
    for statement in _CHAINS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


_COMPLETE = (
    # Regions of which somebody says that every span of a label is there; a row for each label.
    """CREATE TABLE complete_mark (
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        layer TEXT NOT NULL CHECK (layer IN ('entity', 'event')),
        label TEXT NOT NULL CHECK (label <> ''),
        annotator TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (article_id, start, "end", layer, label)
    ) STRICT, WITHOUT ROWID""",
)


@migrations()
def m004_complete_marks(db: Database) -> None:
    """Which labels a region is complete for."""
    for statement in _COMPLETE:
        db.execute(statement)
    db.execute("PRAGMA user_version = 4")


_ROLES = (
    "ALTER TABLE label ADD COLUMN parent TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE label ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE label ADD COLUMN is_retired INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE role (
        layer TEXT NOT NULL,
        label TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        position INTEGER NOT NULL CHECK (position >= 0),
        title TEXT NOT NULL,
        cardinality TEXT NOT NULL,
        fillers TEXT NOT NULL CHECK (json_valid(fillers)),
        key TEXT NOT NULL,
        colour TEXT NOT NULL CHECK (length(colour) = 7 AND colour GLOB '#*'),
        guideline TEXT NOT NULL,
        examples TEXT NOT NULL CHECK (json_valid(examples)),
        PRIMARY KEY (layer, label, name),
        FOREIGN KEY (layer, label) REFERENCES label (layer, name) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED
    ) STRICT""",
    # Of frames, as the schema has them; `attribute` holds what the frames say.
    """CREATE TABLE schema_attribute (
        name TEXT PRIMARY KEY CHECK (name <> ''),
        position INTEGER NOT NULL CHECK (position >= 0),
        title TEXT NOT NULL,
        "values" TEXT NOT NULL CHECK (json_valid("values")),
        default_value TEXT NOT NULL,
        key TEXT NOT NULL,
        guideline TEXT NOT NULL,
        examples TEXT NOT NULL CHECK (json_valid(examples))
    ) STRICT""",
)


@migrations()
def m005_roles(db: Database) -> None:
    """Parents, roles and attributes of event labels."""
    for statement in _ROLES:
        db.execute(statement)
    db.execute("PRAGMA user_version = 5")


_SUGGESTED_FRAMES = (
    # What was read of each trigger, general roles and phrases, whatever the schema makes of it.
    """CREATE TABLE frame_suggestion (
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        suggester TEXT NOT NULL CHECK (suggester <> ''),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        label TEXT NOT NULL,
        arguments TEXT NOT NULL CHECK (json_valid(arguments)),
        attributes TEXT NOT NULL CHECK (json_valid(attributes)),
        PRIMARY KEY (article_id, suggester, start, "end")
    ) STRICT, WITHOUT ROWID""",
)


@migrations()
def m006_suggested_frames(db: Database) -> None:
    """Arguments and attributes that are suggested for triggers."""
    for statement in _SUGGESTED_FRAMES:
        db.execute(statement)
    db.execute("PRAGMA user_version = 6")


_RELATIONS = (
    # Arcs between two spans; those of an event are arguments of its frame.
    """CREATE TABLE relation (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        label TEXT NOT NULL CHECK (label <> ''),
        head_id TEXT NOT NULL REFERENCES span (id) DEFERRABLE INITIALLY DEFERRED,
        child_id TEXT NOT NULL REFERENCES span (id) DEFERRABLE INITIALLY DEFERRED,
        annotator TEXT NOT NULL,
        created_at TEXT NOT NULL,
        CHECK (head_id <> child_id),
        UNIQUE (head_id, child_id, label)
    ) STRICT""",
    "CREATE INDEX relation_of_article ON relation (article_id)",
    "CREATE INDEX relation_of_child ON relation (child_id)",
    # What the schema says that there are; a relation may be called otherwise, as a role may.
    """CREATE TABLE relation_label (
        name TEXT PRIMARY KEY CHECK (name <> ''),
        position INTEGER NOT NULL CHECK (position >= 0),
        title TEXT NOT NULL,
        heads TEXT NOT NULL CHECK (json_valid(heads)),
        children TEXT NOT NULL CHECK (json_valid(children)),
        guideline TEXT NOT NULL
    ) STRICT""",
)


@migrations()
def m007_relations(db: Database) -> None:
    """Relations between spans, and what the schema calls them."""
    for statement in _RELATIONS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 7")


@migrations()
def m008_several_values(db: Database) -> None:
    """Attributes of which an event may have several values."""
    db.execute(
        "ALTER TABLE schema_attribute ADD COLUMN"
        " takes_several INTEGER NOT NULL DEFAULT 0 CHECK (takes_several IN (0, 1))"
    )
    db.execute("PRAGMA user_version = 8")


_REMOVED_ARTICLES = (
    # What a CHECK allows is changed by a new table only. Its rows are what everything else of an
    # article refers to by name, so the name goes over to the new table, and no row is deleted.
    """CREATE TABLE article_with_removed (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        number INTEGER NOT NULL UNIQUE,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        date TEXT NOT NULL,
        language TEXT NOT NULL,
        state TEXT NOT NULL
            CHECK (state IN ('new', 'in_progress', 'done', 'skipped', 'removed')),
        characters INTEGER NOT NULL CHECK (characters > 0),
        fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
        meta TEXT NOT NULL CHECK (json_valid(meta)),
        added_at TEXT NOT NULL
    ) STRICT""",
    """INSERT INTO article_with_removed SELECT id, number, title, source, date, language, state,
        characters, fingerprint, meta, added_at FROM article ORDER BY number""",
    "DROP TABLE article",
    "ALTER TABLE article_with_removed RENAME TO article",
)


@migrations()
def m009_removed_articles(db: Database) -> None:
    """Articles may be removed; raises `RuntimeError` where that would cost what hangs on them."""
    if db.execute("PRAGMA foreign_keys").fetchone()[0]:
        message = "with foreign keys on, everything about the articles would go with the old table"
        raise RuntimeError(message)
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    for statement in _REMOVED_ARTICLES:
        db.execute(statement)
    # What was broken before is for the check of the project to say; no more may be.
    if db.execute("PRAGMA foreign_key_check").fetchall() != broken:
        message = "rows would refer to articles that are not there"
        raise RuntimeError(message)
    db.execute("PRAGMA user_version = 9")


def migrate(connection: Connection, *, note: Callable[[str], None] | None = None) -> None:
    """Apply every pending migration, each in a transaction of its own.

    Foreign keys are off meanwhile: a table that is replaced would take the rows with it that refer
    to its own.
    """
    db = Database(connection)
    pending = [migration.name for migration in migrations.pending(db)]
    if note is not None:
        for name in pending:
            note(name)
    (has_keys,) = connection.execute("PRAGMA foreign_keys").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        migrations.apply(db)
    finally:
        connection.execute(f"PRAGMA foreign_keys = {int(has_keys)}")
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != SCHEMA_VERSION:
        message = f"migrations end at version {found}, not {SCHEMA_VERSION}"
        raise RuntimeError(message)


def made_up_to(version: int) -> Connection:
    """A database in memory as that version made it, without a project in it."""
    connection = connect_memory()
    db = Database(connection)
    while pending := migrations.pending(db):
        if connection.execute("PRAGMA user_version").fetchone()[0] >= version:
            break
        following = [migration.name for migration in pending[1:2]]
        migrations.apply(db, stop_before=following or None)
    return connection
