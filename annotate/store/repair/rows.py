"""Rows of a repaired copy that no code of ours can read, or that belong to nothing.

What is left of a row is kept where it says anything: a word of a schema that cannot be is taken
out of it, and labels that spans or roles speak of are made again. Only what belongs to something
that is gone is deleted. Each function returns sentences of what it did, by table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from annotate.schema.label_schema import LabelSchema
from annotate.schema.roles import Cardinality
from annotate.store import articles, desks, labels, settings, suggested_frames
from annotate.store.repair.salvage import TABLES
from annotate.store.sqlite import Connection, Error, RowError

Done = tuple[str, str, str]
"""A short code, the table, and what was done."""

_LISTS = (
    *(("label", "examples"), ("label", "attributes"), ("role", "fillers"), ("role", "examples")),
    *(
        ("schema_attribute", "examples"),
        ("relation_label", "heads"),
        ("relation_label", "children"),
    ),
)
"""Columns that hold a JSON list of texts."""
_NO_COLOUR = "#cccccc"


def mend_rows(copy: Connection) -> Iterator[Done]:
    """Make rows readable, bring lost labels back, and delete what belongs to nothing but spans.

    Called within the transaction in which the articles are mended, with foreign keys on: what
    points at a span that is gone is for the articles to mend, as a step of their history.
    """
    yield from _settings(copy)
    yield from _schema(copy)
    yield from _articles(copy)
    gone = copy.execute("DELETE FROM span WHERE layer NOT IN ('entity', 'event')").rowcount
    if gone:
        yield "rows", "span", f"{gone} spans were of no layer"
    yield from lost_labels(copy)
    yield from drop_orphans(copy, but=("span",))


# -- what cannot be read ---------------------------------------------------------------------------


def _settings(copy: Connection) -> Iterator[Done]:
    rows = copy.execute("SELECT value FROM setting WHERE name = ?", (labels.ABOUT,)).fetchall()
    if not all(_is(row[0], _is_about) for row in rows):
        copy.execute("DELETE FROM setting WHERE name = ?", (labels.ABOUT,))
        yield "schema", "setting", "the name and the title of the schema were lost"
    try:
        desks.hide_rules(settings.read_all(copy), LabelSchema("", ()))
    except RowError:
        names = (desks.MIN_SCORE, desks.HIDDEN_LABELS, desks.LABEL_SCORES)
        copy.executemany("DELETE FROM setting WHERE name = ?", [(name,) for name in names])
        yield "setting", "setting", "which suggestions are hidden was lost; all are shown"


def _is_about(plain: object) -> bool:
    if not isinstance(plain, dict):
        return False
    said: dict[str, object] = plain
    texts = all(isinstance(said.get(name, ""), str) for name in ("name", "title", "description"))
    return (
        texts
        and isinstance(said.get("version", 1), int)
        and isinstance(said.get("extra", {}), dict)
    )


def _schema(copy: Connection) -> Iterator[Done]:
    wrong = 0
    for table, column in _LISTS:
        wrong += _reset(copy, table, column, "[]", lambda text: _is(text, _is_texts))
    wrong += _reset(copy, "schema_attribute", "values", "[]", lambda text: _is(text, _is_values))
    wrong += _reset(copy, "role", "cardinality", "*", _is_cardinality)
    for table in ("label", "role"):
        wrong += _reset(copy, table, "colour", _NO_COLOUR, _is_colour)
    if wrong:
        yield "schema", "labels", f"{wrong} entries of the schema could not be read and are empty"


def _articles(copy: Connection) -> Iterator[Done]:
    wrong = _reset(copy, "article", "meta", "[]", _is_meta)
    if wrong:
        yield "rows", "article", f"{wrong} articles lost what was noted of them beside their text"
    for table, read in (
        ("token", articles.read_tokens),
        ("frame_suggestion", suggested_frames.read),
    ):
        gone = 0
        for (article_id,) in copy.execute(f"SELECT DISTINCT article_id FROM {table}").fetchall():
            try:
                read(copy, article_id)
            except RowError:
                gone += 1
                copy.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
        if gone:
            yield "suggestions", table, f"those of {gone} articles will be made again"


def _reset(
    copy: Connection, table: str, column: str, value: str, is_right: Callable[[str], bool]
) -> int:
    """Give a column its empty value where it cannot be read; how often."""
    rows = copy.execute(f'SELECT DISTINCT "{column}" FROM {table}').fetchall()
    wrong = [row for row in rows if not is_right(row[0])]
    for row in wrong:
        copy.execute(f'UPDATE {table} SET "{column}" = ? WHERE "{column}" = ?', (value, *row))
    return len(wrong)


def _is(text: str, is_right: Callable[[object], bool]) -> bool:
    try:
        return is_right(json.loads(text))
    except (ValueError, RecursionError):
        return False


def _is_texts(plain: object) -> bool:
    return isinstance(plain, list) and all(isinstance(item, str) for item in plain)


def _is_values(plain: object) -> bool:
    if isinstance(plain, dict):
        own: dict[str, object] = plain
        return all(_is_texts(item) for item in own.values())
    return _is_texts(plain)


def _is_meta(text: str) -> bool:
    def is_pairs(plain: object) -> bool:
        return isinstance(plain, list) and all(_is_texts(item) and len(item) == 2 for item in plain)

    return _is(text, is_pairs)


def _is_colour(text: str) -> bool:
    return (
        len(text) == 7
        and text[0] == "#"
        and all(sign in "0123456789abcdefABCDEF" for sign in text[1:])
    )


def _is_cardinality(text: str) -> bool:
    try:
        Cardinality.parse(text)
    except (ValueError, OverflowError):
        return False
    return True


# -- what points at nothing ------------------------------------------------------------------------


def lost_labels(copy: Connection) -> Iterator[Done]:
    """Make labels again, in grey, that spans or roles have and the schema has not."""
    found = copy.execute(
        "SELECT layer, label FROM span UNION SELECT layer, label FROM role"
        " EXCEPT SELECT layer, name FROM label"
    ).fetchall()
    made = [name for layer, name in found if put_label(copy, layer, name)]
    if made:
        yield "schema", "labels", f"{', '.join(made)} had been lost; made again of what has them"


def put_label(copy: Connection, layer: str, name: str) -> bool:
    """Make a label unless it is there; whether it is there now."""
    place = copy.execute("SELECT coalesce(max(position), -1) + 1 FROM label").fetchone()[0]
    try:
        copy.execute(
            "INSERT OR IGNORE INTO label (layer, name, position, title, family, colour, key,"
            " guideline, examples) VALUES (?, ?, ?, '', '', ?, '', '', '[]')",
            (layer, name, place, _NO_COLOUR),
        )
    except Error:
        return False
    return True


def drop_orphans(copy: Connection, *, but: tuple[str, ...] = ()) -> Iterator[Done]:
    """Delete rows that belong to rows of other tables (those of `but` aside) which are gone."""
    counts: dict[str, int] = dict.fromkeys(TABLES, 0)
    # What is deleted may leave others alone.
    while any(_drop(copy, table, but, counts) for table in TABLES):
        pass
    for table, count in counts.items():
        if count:
            yield "orphans", table, f"{count} rows belonged to nothing"


def _drop(copy: Connection, table: str, but: tuple[str, ...], counts: dict[str, int]) -> bool:
    keys: dict[int, list[tuple[str, str, str]]] = {}
    for number, _, parent, column, theirs, *_ in copy.execute(f"PRAGMA foreign_key_list({table})"):
        keys.setdefault(number, []).append((parent, column, theirs))
    is_dropped = False
    for pairs in keys.values():
        parent = pairs[0][0]
        if parent in but:
            continue
        same = " AND ".join(f'p."{theirs}" = {table}."{column}"' for _, column, theirs in pairs)
        given = " AND ".join(f'{table}."{column}" IS NOT NULL' for _, column, _ in pairs)
        lost = f"WHERE {given} AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE {same})"
        # A step stays, also when the one that it took back is lost.
        deed = "UPDATE history SET undoes = NULL" if table == "history" else f"DELETE FROM {table}"
        count = copy.execute(f"{deed} {lost}").rowcount
        counts[table] += count if table != "history" else 0
        is_dropped = is_dropped or count > 0
    return is_dropped


def drop_suggestions(copy: Connection) -> Iterator[Done]:
    """Delete what was suggested outside of the text."""
    gone = copy.execute(
        "DELETE FROM suggester_run WHERE (article_id, suggester) IN (SELECT article_id, suggester"
        ' FROM suggestion JOIN article ON article.id = article_id WHERE "end" > characters)'
    ).rowcount
    if gone:
        yield "suggestions", "suggestion", f"{gone} runs of suggesters will be made again"
    copy.execute(
        "DELETE FROM frame_suggestion WHERE EXISTS (SELECT 1 FROM article"
        ' WHERE article.id = article_id AND "end" > characters)'
    )
