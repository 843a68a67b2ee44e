"""One PLOVER event record as spans and a frame of the text from which it was coded.

Places are told by our own `text_info` fields, else by the markup of the gold standard records
(`(SRC: …) (EVT: …)`), else by looking for the texts of event and actors in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import RecordFrame, RecordSpan
from annotate.schema.roles import JOINT
from annotate.spans import Layer

_MARKUP = re.compile(r"\((SRC/TAR|SRC|TAR|EVT|LOC): ?")
_ROLES = {"SRC": "source", "TAR": "recipient", "SRC/TAR": "source", "LOC": "location"}
_ACTOR = "ACTOR"
_PLACE = "LOC"
_KNOWN = frozenset(
    (
        *("id", "date", "source", "recipient", "target", "event", "event_text", "eventText"),
        *("mode", "context", "text", "text_info", "textInfo", "language", "cite_info"),
        *("citeInfo", "publication", "has_event", "quad_code", "event_loc", "eventLoc"),
        *("version", "coder", "coded_date", "coded_time", "dateCoded"),
    )
)
_ACTOR_KNOWN = frozenset({"actor_text", "actorText", "start", "end", "label"})


def field_of(item: Mapping[str, Any], *names: str) -> Any:  # noqa: ANN401 - JSON
    """The first of these fields that is there and not empty."""
    return next((item[name] for name in names if item.get(name)), None)


def texts(value: object) -> list[str]:
    """A field that may be a text or a list of texts."""
    items = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [str(item) for item in items if item not in (None, "")]


def objects(value: object) -> list[dict[str, Any]]:
    """A field that may be an object or a list of objects."""
    items = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [cast("dict[str, Any]", item) for item in items if isinstance(item, dict)]


@dataclass(slots=True)
class Coded:
    """What event records say about one text."""

    spans: dict[tuple[int, int, str, Layer], RecordSpan] = field(
        default_factory=dict[tuple[int, int, str, Layer], RecordSpan]
    )
    frames: list[RecordFrame] = field(default_factory=list[RecordFrame])
    losses: list[Loss] = field(default_factory=list[Loss])


@dataclass(slots=True)
class EventReader:
    """Collects the event records of one text."""

    text: str
    source: str
    coded: Coded = field(default_factory=Coded)

    def take(self, item: Mapping[str, Any], line: int) -> None:
        """One event record; what has no place is listed with its line."""
        info = field_of(item, "text_info", "textInfo")
        info = cast("dict[str, Any]", info) if isinstance(info, dict) else {}
        for entity in objects(info.get("entities")):
            self._exact(entity, Layer.ENTITY)
        label = "+".join(texts(item.get("event")))
        if item.get("has_event") is False or not label:
            return
        attributes = self._attributes(item, line)
        exact = objects(info.get("event_spans"))
        if exact:
            trigger = self._exact(exact[0], Layer.EVENT)
            arguments = [
                (str(part.get("role", "")), self._exact(part, None))
                for part in objects(info.get("arguments"))
            ]
            own = dict(attributes) | _own_attributes(info)
            self._frame(trigger, arguments, own, item)
            return
        pieces = list(_marked(info.get("markup"), self.text)) or list(self._found(item, line))
        triggers = [piece for piece in pieces if piece[0] == "EVT"]
        if not triggers:
            self._lose(LossCode.DANGLING, line, f"{label}: no text of the event")
            return
        for _, start, end in triggers[1:]:
            self._lose(LossCode.ELEMENT, line, f"{label} “{self.text[start:end]}”")
        trigger = self._span(triggers[0][1], triggers[0][2], label, Layer.EVENT)
        arguments = [
            (
                _ROLES[kind],
                self._span(start, end, _PLACE if kind == "LOC" else _ACTOR, Layer.ENTITY),
            )
            for kind, start, end in pieces
            if kind != "EVT"
        ]
        self._frame(trigger, arguments, attributes, item)

    def _frame(
        self,
        trigger: str,
        arguments: Iterable[tuple[str, str]],
        attributes: Mapping[str, str],
        item: Mapping[str, Any],
    ) -> None:
        pairs = tuple(dict.fromkeys((role, name) for role, name in arguments if role and name))
        if trigger and (pairs or attributes):
            self.coded.frames.append(
                RecordFrame(
                    trigger, pairs, tuple(sorted(attributes.items())), str(item.get("id", ""))
                )
            )

    def _attributes(self, item: Mapping[str, Any], line: int) -> dict[str, str]:
        """Mode and context as attributes; fields without a place are listed."""
        unknown = sorted(name for name, value in item.items() if name not in _KNOWN and value)
        for role in ("source", "recipient", "target"):
            for actor in objects(item.get(role)):
                unknown += sorted(
                    f"{role}.{name}" for name in actor if name not in _ACTOR_KNOWN and actor[name]
                )
        if unknown:
            self._lose(LossCode.FIELD, line, ", ".join(dict.fromkeys(unknown)))
        return {
            name: JOINT.join(texts(item.get(name)))
            for name in ("mode", "context")
            if item.get(name)
        }

    def _exact(self, item: Mapping[str, Any], layer: Layer | None) -> str:
        """The span at the offsets of our own fields; empty where they cannot be."""
        start, end, label = item.get("start"), item.get("end"), str(item.get("label", ""))
        if not (isinstance(start, int) and isinstance(end, int)):
            return ""
        if layer is None:
            layer = Layer.EVENT if item.get("layer") == Layer.EVENT else Layer.ENTITY
        return self._span(start, end, label, layer)

    def _span(self, start: int, end: int, label: str, layer: Layer) -> str:
        key = (start, end, label, layer)
        if key not in self.coded.spans:
            name = f"p{len(self.coded.spans) + 1}"
            self.coded.spans[key] = RecordSpan(start, end, label, layer, name)
        return self.coded.spans[key].id

    def _found(self, item: Mapping[str, Any], line: int) -> Iterator[tuple[str, int, int]]:
        """Places of the texts of event and actors: each looked for behind the one before."""
        wanted = [("EVT", text) for text in texts(field_of(item, "event_text", "eventText"))]
        for kind, role in (("SRC", "source"), ("TAR", "recipient"), ("TAR", "target")):
            actors = objects(item.get(role))
            wanted += [
                (kind, str(text))
                for text in (field_of(actor, "actor_text", "actorText") for actor in actors)
                if text
            ]
        for kind, text in wanted:
            at = self.text.find(text)
            if at < 0:
                self._lose(LossCode.DANGLING, line, f"“{text[:80]}”")
            else:
                yield kind, at, at + len(text)

    def _lose(self, code: LossCode, line: int, detail: str) -> None:
        self.coded.losses.append(Loss(code, self.source, line, detail))


def _own_attributes(info: Mapping[str, Any]) -> dict[str, str]:
    value = info.get("attributes")
    if not isinstance(value, dict):
        return {}
    return {str(name): str(said) for name, said in cast("dict[str, Any]", value).items()}


def _marked(markup: object, text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and place of each marked piece.

    Where the markup without its signs is not the text, each piece is looked for in order.
    """
    if not isinstance(markup, str):
        return
    parts, pieces = _strip(markup)
    bare = "".join(parts)
    shift = text.find(bare) if bare else -1
    at = 0
    for kind, start, end in pieces:
        if shift >= 0:
            yield kind, start + shift, end + shift
            continue
        surface = bare[start:end]
        found = text.find(surface, at)
        found = text.find(surface) if found < 0 else found
        if found >= 0 and surface:
            yield kind, found, found + len(surface)
            at = found + len(surface)


def _strip(markup: str) -> tuple[list[str], list[tuple[str, int, int]]]:
    """The markup without its signs, and where the pieces lie in that; brackets may be inside."""
    parts: list[str] = []
    pieces: list[tuple[str, int, int]] = []
    length = at = 0
    while match := _MARKUP.search(markup, at):
        parts.append(markup[at : match.start()])
        length += match.start() - at
        end, depth = match.end(), 1
        while end < len(markup) and depth:
            depth += {"(": 1, ")": -1}.get(markup[end], 0)
            end += 1
        inside = markup[match.end() : end - 1 if not depth else end]
        pieces.append((match[1], length, length + len(inside)))
        parts.append(inside)
        length += len(inside)
        at = end
    parts.append(markup[at:])
    return parts, pieces
