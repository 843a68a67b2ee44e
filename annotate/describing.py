"""Steps and differences in words, for the history."""

from __future__ import annotations

from annotate.annotations import Decision
from annotate.edits import Edit, PrimitiveEdit, PutDecision, PutFrame, PutSpan, PutState, primitives
from annotate.frames import EventFrame
from annotate.moments import Difference
from annotate.spans import Span

_LONG = 60


def describe_edit(edit: Edit, text: str) -> list[str]:
    """What a step did, a line for each thing; `text` is the article's."""
    return [_describe(item, text) for item in primitives(edit)]


def describe_difference(found: Difference, text: str) -> str:
    """What differs between two moments, in one line."""
    return _change(found.kind, found.before, found.after, text)


def _describe(item: PrimitiveEdit, text: str) -> str:
    match item:
        case PutSpan(before, after):
            return _change("span", before, after, text)
        case PutFrame(before, after):
            return _change("frame", before, after, text)
        case PutDecision(before, after):
            return _change("decision", before, after, text)
        case PutState(before, after):
            return _change("state", str(before), str(after), text)


Thing = Span | EventFrame | Decision | str | None


def _change(kind: str, before: Thing, after: Thing, text: str) -> str:
    old, new = _name(before, text), _name(after, text)
    if before is None:
        return f"{kind} + {new}"
    if after is None:
        return f"{kind} − {old}"
    return f"{kind} {old} → {new}"


def _name(thing: Thing, text: str) -> str:
    match thing:
        case Span():
            return (
                f"{thing.label} “{_words(text, thing.start, thing.end)}” {thing.start}–{thing.end}"
            )
        case Decision():
            words = _words(text, thing.start, thing.end)
            return f"{thing.kind} {thing.label} “{words}” of {thing.suggester}"
        case EventFrame():
            return f"event with {len(thing.arguments)} arguments"
        case str():
            return thing
        case None:
            return "nothing"


def _words(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"
