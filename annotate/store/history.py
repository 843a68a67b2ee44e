"""Every edit ever made, in order, with its inverse; rows are added and never changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from typing import Any, cast

from annotate.annotations import Decision, DecisionKind
from annotate.articles import ArticleState, Details
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    Edit,
    EditGroup,
    PrimitiveEdit,
    PutChain,
    PutComplete,
    PutDecision,
    PutDetails,
    PutFrame,
    PutRelation,
    PutSchema,
    PutSpan,
    PutState,
    inverse,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Layer, Origin, Span
from annotate.store.sqlite import Connection, decodes


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step: who did what to which article when and why; `undoes` is the step it takes back."""

    seq: int
    article_id: str
    at: str
    annotator: str
    why: str
    title: str
    edit: Edit
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A step without what it did."""

    seq: int
    article_id: str
    at: str
    annotator: str
    why: str
    title: str
    undoes: int | None = None


def append(
    connection: Connection,
    article_id: str,
    edit: Edit,
    *,
    at: str,
    annotator: str,
    why: str,
    title: str,
    undoes: int | None = None,
) -> int:
    """Add a step; returns its sequence number."""
    cursor = connection.execute(
        "INSERT INTO history (article_id, at, annotator, why, title, edit, inverse, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article_id,
            at,
            annotator,
            why,
            title,
            dump_edit(edit),
            dump_edit(inverse(edit)),
            undoes,
        ),
    )
    return int(cursor.lastrowid or 0)


_BACK, _AGAIN = "inverse, edit, seq", "edit, inverse, NULL"


def append_again(
    connection: Connection,
    seq: int,
    *,
    at: str,
    annotator: str,
    why: str,
    title: str,
    is_undo: bool,
) -> int:
    """Add a step that takes the step `seq` back, or makes it again; its sequence number."""
    cursor = connection.execute(
        "INSERT INTO history (article_id, at, annotator, why, title, edit, inverse, undoes)"
        f" SELECT article_id, ?, ?, ?, ?, {_BACK if is_undo else _AGAIN}"
        " FROM history WHERE seq = ?",
        (at, annotator, why, title, seq),
    )
    return int(cursor.lastrowid or 0)


def read(connection: Connection, article_id: str | None = None) -> Iterator[HistoryEntry]:
    """Steps in order, of one article or of the whole project."""
    where, values = ("WHERE article_id = ?", (article_id,)) if article_id else ("", ())
    for seq, article, at, annotator, why, title, edit, undoes in connection.execute(
        "SELECT seq, article_id, at, annotator, why, title, edit, undoes FROM history"
        f" {where} ORDER BY seq",
        values,
    ):
        yield HistoryEntry(seq, article, at, annotator, why, title, load_edit(edit), undoes)


def outlines(
    connection: Connection,
    *,
    count: int | None = None,
    before: int | None = None,
    without: Collection[str] = (),
) -> list[Outline]:
    """The newest `count` steps (or all) before a number, in order, without what they did.

    Steps that were made for a reason in `without` are passed over.
    """
    rows = connection.execute(
        "SELECT seq, article_id, at, annotator, why, title, undoes FROM history"
        f" WHERE seq < ? AND why NOT IN ({', '.join('?' * len(without))})"
        " ORDER BY seq DESC LIMIT ?",
        ((1 << 62) if before is None else before, *without, -1 if count is None else count),
    ).fetchall()
    return [Outline(*row) for row in reversed(rows)]


def read_edit(connection: Connection, seq: int, *, is_inverse: bool = False) -> Edit | None:
    """What a step did, or what takes it back; None when there is no such step."""
    column = "inverse" if is_inverse else "edit"
    row = connection.execute(f"SELECT {column} FROM history WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else load_edit(row[0])


def articles_since(connection: Connection, seq: int) -> list[str]:
    """Ids of the articles with a step after `seq`, in the order of the list."""
    return [
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT article.id FROM history JOIN article ON article.id = article_id"
            " WHERE seq > ? ORDER BY number",
            (seq,),
        )
    ]


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump_edit(edit: Edit) -> str:
    """An edit as JSON, which `load_edit` reads back equal."""
    return _JSON(_plain(edit))


@decodes
def load_edit(text: str) -> Edit:
    """The edit that `dump_edit` wrote."""
    return _edit(json.loads(text))


def _plain(edit: Edit) -> dict[str, Any]:
    match edit:
        case EditGroup(edits, title):
            return {"kind": "group", "title": title, "edits": [_plain(item) for item in edits]}
        case PutState(before, after):
            return {"kind": "state", "before": str(before), "after": str(after)}
        case PutSchema(before, after):
            return {"kind": "schema", "before": dict(before), "after": dict(after)}
        case PutFrame(before, after):
            return {"kind": "frame", "before": _plain_frame(before), "after": _plain_frame(after)}
        case _:
            before, after = _fields(edit.before), _fields(edit.after)
            return {"kind": _KINDS[type(edit)], "before": before, "after": after}


_KINDS: dict[type, str] = {
    PutSpan: "span",
    PutComplete: "complete",
    PutChain: "chain",
    PutRelation: "relation",
    PutDecision: "decision",
    PutDetails: "details",
}


_Thing = Span | Decision | EventFrame | Argument | Chain | Relation | CompleteMark | Details


def _fields(item: _Thing | None) -> dict[str, Any] | None:
    """The fields of a value by name; `asdict` copies each deeply, which took most of a write."""
    return {name: getattr(item, name) for name in _NAMES[type(item)]} if item else None


_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (Span, Decision, EventFrame, Argument, Chain, Relation, CompleteMark, Details)
}


def _plain_frame(frame: EventFrame | None) -> dict[str, Any] | None:
    plain = _fields(frame)
    if plain is not None and frame is not None:
        plain["arguments"] = [_fields(argument) for argument in frame.arguments]
    return plain


def _edit(plain: dict[str, Any]) -> Edit:
    if plain["kind"] == "group":
        edits = tuple(cast("PrimitiveEdit", _edit(item)) for item in plain["edits"])
        return EditGroup(edits, plain["title"])
    before, after = plain["before"], plain["after"]
    match plain["kind"]:
        case "state" | "details" | "schema":
            return _about(plain["kind"], before, after)
        case "span":
            return PutSpan(_span(before), _span(after))
        case "frame":
            return PutFrame(_frame(before), _frame(after))
        case "complete":
            return PutComplete(_complete(before), _complete(after))
        case "decision":
            return PutDecision(_decision(before), _decision(after))
        case _:
            return _tie(plain["kind"], before, after)


def _about(kind: str, before: Any, after: Any) -> PrimitiveEdit:  # noqa: ANN401 - JSON
    if kind == "state":
        return PutState(ArticleState(before), ArticleState(after))
    if kind == "details":
        return PutDetails(Details(**before), Details(**after))
    return PutSchema(tuple(sorted(before.items())), tuple(sorted(after.items())))


def _tie(kind: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> PrimitiveEdit:
    if kind == "relation":
        return PutRelation(_relation(before), _relation(after))
    return PutChain(_chain(before), _chain(after))


def _span(plain: dict[str, Any] | None) -> Span | None:
    if plain is None:
        return None
    fields = {**plain, "layer": Layer(plain["layer"]), "origin": Origin(plain["origin"])}
    return Span(**cast("dict[str, Any]", fields))


def _frame(plain: dict[str, Any] | None) -> EventFrame | None:
    if plain is None:
        return None
    arguments = tuple(Argument(**item) for item in plain["arguments"])
    attributes = tuple((name, value) for name, value in plain["attributes"])
    fields = {**plain, "arguments": arguments, "attributes": attributes}
    return EventFrame(**cast("dict[str, Any]", fields))


def _complete(plain: dict[str, Any] | None) -> CompleteMark | None:
    if plain is None:
        return None
    labels = tuple((Layer(layer), name) for layer, name in plain["labels"])
    return CompleteMark(**cast("dict[str, Any]", {**plain, "labels": labels}))


def _chain(plain: dict[str, Any] | None) -> Chain | None:
    if plain is None:
        return None
    fields = {**plain, "kind": Layer(plain["kind"]), "span_ids": tuple(plain["span_ids"])}
    return Chain(**cast("dict[str, Any]", fields))


def _relation(plain: dict[str, Any] | None) -> Relation | None:
    return None if plain is None else Relation(**plain)


def _decision(plain: dict[str, Any] | None) -> Decision | None:
    if plain is None:
        return None
    fields = {**plain, "layer": Layer(plain["layer"]), "kind": DecisionKind(plain["kind"])}
    return Decision(**cast("dict[str, Any]", fields))
