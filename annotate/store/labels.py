"""The label schema of a project."""

from __future__ import annotations

import json

from annotate.schema import Family, Label, LabelSchema
from annotate.spans import Layer
from annotate.store import settings
from annotate.store.sqlite import Connection

_ABOUT = "schema"


def write_schema(connection: Connection, schema: LabelSchema) -> None:
    """Write a schema over the present one; labels that spans still use must stay."""
    about = {
        "name": schema.name,
        "title": schema.title,
        "description": schema.description,
        "version": schema.version,
        "extra": dict(schema.extra),
    }
    settings.write(connection, _ABOUT, json.dumps(about))
    connection.execute("DELETE FROM family")
    connection.executemany(
        "INSERT INTO family (id, position, title) VALUES (?, ?, ?)",
        [(family.id, place, family.title) for place, family in enumerate(schema.families)],
    )
    kept = schema.names
    for layer, name in connection.execute("SELECT layer, name FROM label").fetchall():
        if (Layer(layer), name) not in kept:
            connection.execute("DELETE FROM label WHERE layer = ? AND name = ?", (layer, name))
    connection.executemany(
        "INSERT INTO label"
        " (layer, name, position, title, family, colour, key, guideline, examples)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (layer, name) DO UPDATE SET position = excluded.position,"
        " title = excluded.title, family = excluded.family, colour = excluded.colour,"
        " key = excluded.key, guideline = excluded.guideline, examples = excluded.examples",
        [
            (
                str(label.layer),
                label.name,
                place,
                label.title,
                label.family,
                label.colour,
                label.key,
                label.guideline,
                json.dumps(label.examples, ensure_ascii=False),
            )
            for place, label in enumerate(schema.labels)
        ],
    )


def read_schema(connection: Connection) -> LabelSchema:
    """The schema of the project."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_ABOUT,)).fetchone()
    about = json.loads(row[0]) if row else {}
    return LabelSchema(
        name=about.get("name", ""),
        title=about.get("title", ""),
        description=about.get("description", ""),
        version=about.get("version", 1),
        extra=about.get("extra", {}),
        families=tuple(
            Family(id=family_id, title=title)
            for family_id, title in connection.execute(
                "SELECT id, title FROM family ORDER BY position"
            )
        ),
        labels=tuple(
            Label(
                name=name,
                layer=Layer(layer),
                title=title,
                family=family,
                colour=colour,
                key=key,
                guideline=guideline,
                examples=tuple(json.loads(examples)),
            )
            for layer, name, title, family, colour, key, guideline, examples in connection.execute(
                "SELECT layer, name, title, family, colour, key, guideline, examples"
                " FROM label ORDER BY position, layer, name"
            )
        ),
    )
