"""Steps and differences in words, for the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotate.annotations import Decision
from annotate.chains import Chain
from annotate.complete import CompleteMark
from annotate.edits import (
    Edit,
    PrimitiveEdit,
    PutChain,
    PutComplete,
    PutDecision,
    PutFrame,
    PutSpan,
    PutState,
    primitives,
)
from annotate.frames import EventFrame
from annotate.moments import Difference
from annotate.spans import Span

_LONG = 60


Translate = Callable[[str], str]

_WORDS: Mapping[str, str] = {
    "span": "span",
    "frame": "frame",
    "chain": "chain",
    "complete": "complete",
    "decision": "decision",
    "state": "state",
    "new": "new",
    "in_progress": "in progress",
    "done": "done",
    "skipped": "skipped",
    "accepted": "accepted",
    "corrected": "corrected",
    "rejected": "rejected",
}
"""The words for kinds of things, states of articles and kinds of decisions."""


def describe_edit(edit: Edit, text: str, *, tr: Translate = str) -> list[str]:
    """What a step did, a line for each thing; `text` is the article's."""
    return [_describe(item, text, tr) for item in primitives(edit)]


def describe_difference(found: Difference, text: str, *, tr: Translate = str) -> str:
    """What differs between two moments, in one line."""
    return _change(found.kind, found.before, found.after, text, tr)


def _describe(item: PrimitiveEdit, text: str, tr: Translate) -> str:
    match item:
        case PutSpan(before, after):
            return _change("span", before, after, text, tr)
        case PutFrame(before, after):
            return _change("frame", before, after, text, tr)
        case PutChain(before, after):
            return _change("chain", before, after, text, tr)
        case PutDecision(before, after):
            return _change("decision", before, after, text, tr)
        case PutComplete(before, after):
            return _change("complete", before, after, text, tr)
        case PutState(before, after):
            return _change("state", str(before), str(after), text, tr)


Thing = Span | EventFrame | Chain | Decision | CompleteMark | str | None


def _change(kind: str, before: Thing, after: Thing, text: str, tr: Translate) -> str:
    old, new, kind = _name(before, text, tr), _name(after, text, tr), _word(kind, tr)
    if before is None:
        return f"{kind} + {new}"
    if after is None:
        return f"{kind} − {old}"
    return f"{kind} {old} → {new}"


def _word(word: str, tr: Translate) -> str:
    return tr(_WORDS[word]) if word in _WORDS else word


def _name(thing: Thing, text: str, tr: Translate) -> str:
    match thing:
        case Span():
            return tr("{label} “{words}” {start}–{end}").format(
                label=thing.label,
                words=_words(text, thing.start, thing.end),
                start=thing.start,
                end=thing.end,
            )
        case Decision():
            words = _words(text, thing.start, thing.end)
            return tr("{kind} {label} “{words}” of {suggester}").format(
                kind=_word(thing.kind, tr),
                label=thing.label,
                words=words,
                suggester=thing.suggester,
            )
        case EventFrame():
            return tr("event with {count} arguments").format(count=len(thing.arguments))
        case Chain():
            return tr("chain of {count} spans").format(count=len(thing.span_ids))
        case CompleteMark():
            return tr("{labels} in “{words}” {start}–{end}").format(
                labels=", ".join(name for _, name in thing.labels),
                words=_words(text, thing.start, thing.end),
                start=thing.start,
                end=thing.end,
            )
        case str():
            return _word(thing, tr)
        case None:
            return tr("nothing")


def _words(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"
