"""The annotator's own lists in the project file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotate.errors import OwnListError
from annotate.own_lists.values import LISTS, Form, ListEntry, OwnList
from annotate.spans import Layer
from annotate.store.sqlite import Connection, decodes

REVISION = "lists.revision"
"""Setting of a project: how often its lists were changed."""

_ENTRY = "id, text, label, layer, form, is_exact, score, is_enabled"


def has_tables(connection: Connection) -> bool:
    """Whether the file has lists at all: one of an older Spandesk, opened read-only, has not."""
    found = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'own_list'").fetchone()
    return found is not None


def revision(connection: Connection) -> int:
    """How often the lists were changed."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (REVISION,)).fetchone()
    return int(row[0]) if row is not None and row[0].isdigit() else 0


@decodes
def read_lists(connection: Connection) -> list[OwnList]:
    """Every list by title, with the number of its entries."""
    if not has_tables(connection):
        return []
    return [
        OwnList(list_id, title, bool(is_enabled), lexicon, count)
        for list_id, title, is_enabled, lexicon, count in connection.execute(
            "SELECT id, title, is_enabled, lexicon, (SELECT count(*) FROM own_list_entry"
            " WHERE list_id = own_list.id) FROM own_list ORDER BY title COLLATE NOCASE, title"
        )
    ]


@decodes
def read_entries(connection: Connection, list_id: int, *, after: int = 0) -> list[ListEntry]:
    """Entries of a list with an id above `after`, in the order in which they came."""
    return [
        ListEntry(
            text=text,
            label=label,
            layer=Layer(layer),
            form=Form(form),
            is_exact=bool(is_exact),
            score=score,
            is_enabled=bool(is_enabled),
            id=entry_id,
        )
        for entry_id, text, label, layer, form, is_exact, score, is_enabled in connection.execute(
            f"SELECT {_ENTRY} FROM own_list_entry WHERE list_id = ? AND id > ? ORDER BY id",
            (list_id, after),
        )
    ]


def insert_list(connection: Connection, title: str, *, lexicon: str = "") -> int:
    """Make a list; its id. Raises `OwnListError` when the title is taken or empty."""
    if not title.strip():
        raise OwnListError(title=title, reason="no_title")
    _require_free(connection, title)
    cursor = connection.execute(
        "INSERT INTO own_list (title, is_enabled, lexicon) VALUES (?, 1, ?)", (title, lexicon)
    )
    _count_change(connection)
    return int(cursor.lastrowid or 0)


def rename(connection: Connection, list_id: int, title: str) -> None:
    """Give a list another title; raises `OwnListError` when it is taken or empty."""
    if not title.strip():
        raise OwnListError(title=title, reason="no_title")
    _require_free(connection, title, but=list_id)
    connection.execute("UPDATE own_list SET title = ? WHERE id = ?", (title, list_id))
    _count_change(connection)


def write_lexicon(connection: Connection, list_id: int, lexicon: str) -> None:
    """Replace the lexicon of a list."""
    connection.execute("UPDATE own_list SET lexicon = ? WHERE id = ?", (lexicon, list_id))
    _count_change(connection)


def enable(connection: Connection, list_id: int, *, is_enabled: bool) -> None:
    """Switch a list on or off."""
    connection.execute(
        "UPDATE own_list SET is_enabled = ? WHERE id = ?", (int(is_enabled), list_id)
    )
    _count_change(connection)


def delete_list(connection: Connection, list_id: int) -> None:
    """Remove a list; with the last one goes what the lists have proposed."""
    connection.execute("DELETE FROM own_list WHERE id = ?", (list_id,))
    if connection.execute("SELECT 1 FROM own_list").fetchone() is None:
        connection.execute("DELETE FROM suggester_run WHERE suggester = ?", (LISTS,))
    _count_change(connection)


def put_entries(connection: Connection, list_id: int, entries: Sequence[ListEntry]) -> int:
    """Add entries; one that is there already takes the new score and case. How many are new."""
    before = _count(connection, list_id)
    connection.executemany(
        "INSERT INTO own_list_entry (list_id, text, label, layer, form, is_exact, score,"
        " is_enabled) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (list_id, layer, label, text, form) DO UPDATE SET"
        " is_exact = excluded.is_exact, score = excluded.score, is_enabled = excluded.is_enabled",
        [(list_id, *_cells(entry)) for entry in entries],
    )
    _count_change(connection)
    return _count(connection, list_id) - before


def change_entries(connection: Connection, entries: Iterable[ListEntry]) -> None:
    """Write entries that are stored already, by their ids."""
    connection.executemany(
        "UPDATE own_list_entry SET text = ?, label = ?, layer = ?, form = ?, is_exact = ?,"
        " score = ?, is_enabled = ? WHERE id = ?",
        [(*_cells(entry), entry.id) for entry in entries],
    )
    _count_change(connection)


def delete_entries(connection: Connection, ids: Iterable[int]) -> None:
    """Remove entries by their ids."""
    connection.executemany("DELETE FROM own_list_entry WHERE id = ?", [(each,) for each in ids])
    _count_change(connection)


def _cells(entry: ListEntry) -> tuple[str | int | float, ...]:
    return (
        entry.text,
        entry.label,
        str(entry.layer),
        str(entry.form),
        int(entry.is_exact),
        entry.score,
        int(entry.is_enabled),
    )


def _count(connection: Connection, list_id: int) -> int:
    counted = connection.execute(
        "SELECT count(*) FROM own_list_entry WHERE list_id = ?", (list_id,)
    ).fetchone()
    return int(counted[0])


def _require_free(connection: Connection, title: str, *, but: int = 0) -> None:
    taken = connection.execute(
        "SELECT 1 FROM own_list WHERE title = ? AND id <> ?", (title, but)
    ).fetchone()
    if taken is not None:
        raise OwnListError(title=title, reason="taken")


def _count_change(connection: Connection) -> None:
    """A new revision: what the lists have proposed is out of date."""
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, '1') ON CONFLICT (name)"
        " DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)",
        (REVISION,),
    )
