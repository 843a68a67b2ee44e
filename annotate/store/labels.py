"""The label schema of a project."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotate.relations.relation import RelationLabel
from annotate.schema.label_schema import Family, Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer
from annotate.store import settings
from annotate.store.sqlite import Connection, decodes

if TYPE_CHECKING:
    from annotate.edits import PutSchema

ABOUT = "schema"
"""Setting: name, title and version of the schema, as JSON."""
WITH_ROLES = 5
"""Version of the file from which on labels have roles."""
WITH_RELATIONS = 7
"""Version of the file from which on there are relations."""
WITH_SEVERAL = 8
"""Version of the file from which on attributes may take several values."""
_JSON = json.JSONEncoder(ensure_ascii=False).encode


def write_schema(connection: Connection, schema: LabelSchema) -> None:
    """Write a schema over the present one; labels that spans still use must stay."""
    add_schema(connection, schema)
    drop_labels(connection, schema)


def drop_labels(connection: Connection, schema: LabelSchema) -> None:
    """Take away the labels that `schema` has not; no span may use them any more."""
    kept = schema.names
    for layer, name in connection.execute("SELECT layer, name FROM label").fetchall():
        if (Layer(layer), name) not in kept:
            connection.execute("DELETE FROM label WHERE layer = ? AND name = ?", (layer, name))


def add_schema(connection: Connection, schema: LabelSchema) -> None:
    """Write a schema over the present one, of which every label stays for now."""
    about = {
        "name": schema.name,
        "title": schema.title,
        "description": schema.description,
        "version": schema.version,
        "extra": dict(schema.extra),
    }
    settings.write(connection, ABOUT, json.dumps(about))
    connection.execute("DELETE FROM family")
    connection.executemany(
        "INSERT INTO family (id, position, title) VALUES (?, ?, ?)",
        [(family.id, place, family.title) for place, family in enumerate(schema.families)],
    )
    connection.executemany(
        "INSERT INTO label"
        " (layer, name, position, title, family, colour, key, guideline, examples,"
        " parent, attributes, is_retired)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (layer, name) DO UPDATE SET position = excluded.position,"
        " title = excluded.title, family = excluded.family, colour = excluded.colour,"
        " key = excluded.key, guideline = excluded.guideline, examples = excluded.examples,"
        " parent = excluded.parent, attributes = excluded.attributes,"
        " is_retired = excluded.is_retired",
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
                _JSON(label.examples),
                label.parent,
                _JSON(label.attributes),
                int(label.is_retired),
            )
            for place, label in enumerate(schema.labels)
        ],
    )
    _write_roles(connection, schema)
    _write_attributes(connection, schema)
    _write_relations(connection, schema)


def articles_with(connection: Connection, layer: Layer, names: Iterable[str]) -> list[str]:
    """Ids of the articles in which a span, a decision or a complete mark has one of these labels.

    In the order of the list.
    """
    given = tuple(dict.fromkeys(names))
    marks = ", ".join("?" for _ in given)
    parts = " UNION ".join(
        f"SELECT article_id FROM {table} WHERE layer = ? AND label IN ({marks})"
        for table in ("span", "decision", "complete_mark")
    )
    rows = connection.execute(
        f"SELECT id FROM article WHERE id IN ({parts}) ORDER BY number",
        (str(layer), *given) * 3,
    )
    return [row[0] for row in rows]


def articles_with_role(connection: Connection, role: str) -> list[str]:
    """Ids of the articles in which something fills a role of this name, in their order."""
    rows = connection.execute(
        "SELECT id FROM article WHERE id IN (SELECT article_id FROM frame"
        " JOIN argument ON frame_id = frame.id WHERE role = ?) ORDER BY number",
        (role,),
    )
    return [row[0] for row in rows]


def articles_with_attribute(connection: Connection, name: str) -> list[str]:
    """Ids of the articles in which an event has an attribute of this name, in their order."""
    rows = connection.execute(
        "SELECT id FROM article WHERE id IN (SELECT article_id FROM frame"
        " JOIN attribute ON frame_id = frame.id WHERE name = ?) ORDER BY number",
        (name,),
    )
    return [row[0] for row in rows]


def articles_with_relations(connection: Connection, names: Iterable[str]) -> list[str]:
    """Ids of the articles in which a relation has one of these names, in their order."""
    given = tuple(dict.fromkeys(names))
    marks = ", ".join("?" for _ in given)
    rows = connection.execute(
        "SELECT id FROM article WHERE id IN"
        f" (SELECT article_id FROM relation WHERE label IN ({marks})) ORDER BY number",
        given,
    )
    return [row[0] for row in rows]


def relation_counts(connection: Connection) -> dict[str, int]:
    """How many relations have each name, whether the schema has it or not."""
    if connection.execute("PRAGMA user_version").fetchone()[0] < WITH_RELATIONS:
        return {}
    return dict(connection.execute("SELECT label, count(*) FROM relation GROUP BY label"))


def places(
    connection: Connection, layer: Layer, label: str, *, most: int
) -> list[tuple[str, str, str, int, int, str]]:
    """Span id, article id, title, start, end (code points) and surface of the spans of a label.

    In the order of the articles and of the text, `most` of them.
    """
    return connection.execute(
        'SELECT span.id, article.id, article.title, span.start, span."end", span.surface'
        " FROM span JOIN article ON article.id = span.article_id"
        ' WHERE layer = ? AND label = ? ORDER BY article.number, span.start, span."end" LIMIT ?',
        (str(layer), label, most),
    ).fetchall()


def put_schema(connection: Connection, edit: PutSchema) -> None:
    """Write an edit of the schema; raises `EditConflictError` when it is another schema.

    Labels that go may still be used until the transaction ends.
    """
    from annotate.schema.parts import edited

    connection.execute("PRAGMA defer_foreign_keys = ON")
    write_schema(connection, edited(read_schema(connection), edit))


def begin_schema(connection: Connection, edit: PutSchema) -> LabelSchema:
    """Write an edit of the schema, but leave the labels that go for `drop_labels`; the new schema.

    Raises `EditConflictError` when it is another schema.
    """
    from annotate.schema.parts import edited

    schema = edited(read_schema(connection), edit)
    add_schema(connection, schema)
    return schema


def _write_roles(connection: Connection, schema: LabelSchema) -> None:
    connection.execute("DELETE FROM role")
    connection.executemany(
        "INSERT INTO role (layer, label, name, position, title, cardinality, fillers, key,"
        " colour, guideline, examples) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                str(label.layer),
                label.name,
                role.name,
                place,
                role.title,
                str(role.cardinality),
                _JSON(role.fillers),
                role.key,
                role.colour,
                role.guideline,
                _JSON(role.examples),
            )
            for label in schema.labels
            for place, role in enumerate(label.roles)
        ],
    )


def _write_attributes(connection: Connection, schema: LabelSchema) -> None:
    connection.execute("DELETE FROM schema_attribute")
    connection.executemany(
        'INSERT INTO schema_attribute (name, position, title, "values", default_value, key,'
        " guideline, examples, takes_several) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                item.name,
                place,
                item.title,
                _JSON(_plain_values(item)),
                item.default,
                item.key,
                item.guideline,
                _JSON(item.examples),
                int(item.takes_several),
            )
            for place, item in enumerate(schema.attributes)
        ],
    )


def _write_relations(connection: Connection, schema: LabelSchema) -> None:
    connection.execute("DELETE FROM relation_label")
    connection.executemany(
        "INSERT INTO relation_label (name, position, title, heads, children, guideline)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                item.name,
                place,
                item.title,
                _JSON(item.heads),
                _JSON(item.children),
                item.guideline,
            )
            for place, item in enumerate(schema.relations)
        ],
    )


def _plain_values(attribute: Attribute) -> object:
    """The values as JSON: a list, or lists by event label with the general one under ""."""
    own = dict(attribute.values_by_label)
    return {"": attribute.values, **own} if own else attribute.values


@decodes
def read_schema(connection: Connection) -> LabelSchema:
    """The schema of the project."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (ABOUT,)).fetchone()
    about = json.loads(row[0]) if row else {}
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    # A file of an earlier version is read as it is where it must not be written.
    has_roles = version >= WITH_ROLES
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
        labels=tuple(_read_labels(connection, has_roles=has_roles)),
        attributes=tuple(_read_attributes(connection, version)) if has_roles else (),
        relations=tuple(_read_relations(connection)) if version >= WITH_RELATIONS else (),
    )


def _read_labels(connection: Connection, *, has_roles: bool) -> Iterator[Label]:
    roles = _read_roles(connection) if has_roles else {}
    more = "parent, attributes, is_retired" if has_roles else "'', '[]', 0"
    for layer, name, title, family, colour, key, guideline, examples, *rest in connection.execute(
        f"SELECT layer, name, title, family, colour, key, guideline, examples, {more}"
        " FROM label ORDER BY position, layer, name"
    ):
        parent, attributes, is_retired = rest
        yield Label(
            name=name,
            layer=Layer(layer),
            title=title,
            family=family,
            colour=colour,
            key=key,
            guideline=guideline,
            examples=tuple(json.loads(examples)),
            parent=parent,
            roles=tuple(roles.get((layer, name), ())),
            attributes=tuple(json.loads(attributes)),
            is_retired=bool(is_retired),
        )


def _read_roles(connection: Connection) -> dict[tuple[str, str], list[Role]]:
    roles: dict[tuple[str, str], list[Role]] = {}
    written: dict[str, Cardinality] = {}
    for layer, label, name, title, cardinality, fillers, *rest in connection.execute(
        "SELECT layer, label, name, title, cardinality, fillers, key, colour, guideline, examples"
        " FROM role ORDER BY layer, label, position, name"
    ):
        if cardinality not in written:
            written[cardinality] = Cardinality.parse(cardinality)
        key, colour, guideline, examples = rest
        roles.setdefault((layer, label), []).append(
            Role(
                name=name,
                title=title,
                cardinality=written[cardinality],
                fillers=tuple(json.loads(fillers)),
                key=key,
                colour=colour,
                guideline=guideline,
                examples=tuple(json.loads(examples)),
            )
        )
    return roles


def _read_relations(connection: Connection) -> Iterator[RelationLabel]:
    for name, title, heads, children, guideline in connection.execute(
        "SELECT name, title, heads, children, guideline FROM relation_label ORDER BY position, name"
    ):
        yield RelationLabel(
            name=name,
            title=title,
            heads=tuple(json.loads(heads)),
            children=tuple(json.loads(children)),
            guideline=guideline,
        )


def _read_attributes(connection: Connection, version: int) -> Iterator[Attribute]:
    more = "takes_several" if version >= WITH_SEVERAL else "0"
    for name, title, values, default, key, guideline, examples, several in connection.execute(
        f'SELECT name, title, "values", default_value, key, guideline, examples, {more}'
        " FROM schema_attribute ORDER BY position, name"
    ):
        plain = json.loads(values)
        own: dict[str, list[str]] = plain if isinstance(plain, dict) else {"": plain}
        general = tuple(own.pop("", ()))
        yield Attribute(
            name=name,
            title=title,
            values=general,
            default=default,
            key=key,
            guideline=guideline,
            examples=tuple(json.loads(examples)),
            values_by_label=tuple((label, tuple(own[label])) for label in sorted(own)),
            takes_several=bool(several),
        )
