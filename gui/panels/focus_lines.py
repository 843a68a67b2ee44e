"""Lines of the focus panel: the events, chains and relations that the item takes part in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotate.desk import Desk
from annotate.frames.accepting import open_parts
from annotate.frames.event_frame import EventFrame
from annotate.frames.sheet import words_of
from annotate.relations.relation import Relation
from annotate.relations.verbs import relations_of
from annotate.schema.label_schema import LabelSchema
from annotate.shortening import shortened
from annotate.spans import Span
from annotate.suggestions import Suggestion

_MOST = 110
_MOST_WORDS = 28


def _tr(text: str) -> str:
    return QCoreApplication.translate("FocusLines", text)


def event_line(item: Span | Suggestion, desk: Desk, schema: LabelSchema) -> str:
    """The events that the item triggers or takes part in, or the one that is suggested for it."""
    frames = desk.annotations.frames_with(item.id)
    own = [frame for frame in frames if frame.trigger_id == item.id]
    suggested = desk.suggested_frame(item.id)
    parts = open_parts(desk, suggested) if suggested is not None else ()
    offered = " · ".join(
        f"{_title(schema, item.label, part.role)} {_words(desk, part.start, part.end)}"
        for part in parts
    )
    if own:
        text = _fillers(desk, schema, item.label, own[0]) or _tr("no role is filled")
        more = _tr(" (and {count} more)").format(count=len(own) - 1) if len(own) > 1 else ""
        line = _tr("event: {text}").format(text=text + more)
        if offered:
            line = _tr("{line}; suggested: {text}").format(line=line, text=offered)
        return shortened(line, _MOST)
    if offered:
        return shortened(_tr("event suggested: {text}").format(text=offered), _MOST)
    taken = [
        _tr("{role} of “{words}”").format(
            role=_title(schema, trigger.label, argument.role),
            words=_words(desk, trigger.start, trigger.end),
        )
        for frame in frames
        if (trigger := desk.spans.get(frame.trigger_id)) is not None
        for argument in frame.arguments
        if argument.span_id == item.id
    ]
    return shortened(" · ".join(taken), _MOST)


def chain_line(item: Span | Suggestion, desk: Desk) -> str:
    """The other mentions of what the item names."""
    chain = desk.annotations.chain_of(item.id)
    if chain is None:
        return ""
    others = (desk.spans.get(span_id) for span_id in chain.span_ids if span_id != item.id)
    words = [_words(desk, span.start, span.end) for span in others if span is not None]
    return shortened(_tr("the same as: {words}").format(words=" · ".join(words)), _MOST)


def relation_line(item: Span | Suggestion, desk: Desk, schema: LabelSchema) -> str:
    """What the item is related to."""
    found = relations_of(desk, item.id)
    return shortened(
        " · ".join(relation_text(each, item.id, desk, schema) for each in found), _MOST
    )


def relation_text(relation: Relation, span_id: str, desk: Desk, schema: LabelSchema) -> str:
    """A relation as it is read at one of its ends."""
    known = schema.relation(relation.label)
    name = (known.title if known is not None else "") or relation.label
    is_head = relation.head_id == span_id
    other = desk.spans.get(relation.child_id if is_head else relation.head_id)
    words = _words(desk, other.start, other.end) if other is not None else "–"
    text = _tr("{relation} → {words}") if is_head else _tr("{relation} ← {words}")
    return text.format(relation=name, words=words)


def _fillers(desk: Desk, schema: LabelSchema, label: str, frame: EventFrame) -> str:
    pairs = ((argument.role, desk.spans.get(argument.span_id)) for argument in frame.arguments)
    return " · ".join(
        f"{_title(schema, label, role)} {_words(desk, span.start, span.end)}"
        for role, span in pairs
        if span is not None
    )


def _title(schema: LabelSchema, label: str, name: str) -> str:
    role = schema.role_of(label, name)
    return (role.title if role is not None else "") or name


def _words(desk: Desk, start: int, end: int) -> str:
    return shortened(words_of(desk, start, end), _MOST_WORDS)
