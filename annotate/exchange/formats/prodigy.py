"""Prodigy's JSONL: a task on each line, with tokens or without, as its documentation shows them.

`spans` have `start` and `end` in code points, half-open, and `token_start` and `token_end`, the
latter inclusive. `relations` point with `head` and `child` at the last token of a span, and say in
`head_span` and `child_span` where it lies; those labelled COREF, as its recipe `coref.manual` makes
them, are chains. `answer` is accept, reject or ignore: what was accepted
is gold and done, spans that were rejected are rejected, and what was ignored is skipped. Two fields
of ours ride along, which Prodigy keeps: `layer` of a span, and `_spandesk_id` of a task.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import msgspec

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange.chain_groups import Group, joined
from annotate.exchange.drafts import Refusal, clean_line
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.json_items import as_struct, encode_line, first_value, read_items
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.meta_fields import plain_meta
from annotate.exchange.records import Record, RecordChain, RecordRelation, RecordSpan
from annotate.exchange.spacy_words import Words
from annotate.spans import Layer


class _Token(msgspec.Struct, frozen=True):
    start: int
    end: int
    id: int = -1


class _Span(msgspec.Struct, frozen=True):
    start: int | None = None
    end: int | None = None
    token_start: int | None = None
    token_end: int | None = None
    label: str | None = None
    layer: Layer | None = None
    score: Any = None
    source: Any = None


class _Relation(msgspec.Struct, frozen=True):
    head: int | None = None
    child: int | None = None
    label: str | None = None
    head_span: _Span | None = None
    child_span: _Span | None = None


class _Task(msgspec.Struct, frozen=True):
    text: str
    spans: list[_Span] | None = None
    tokens: list[_Token] | None = None
    relations: list[_Relation] | None = None
    answer: str | None = None
    label: str | None = None
    accept: list[Any] | None = None
    view: str | None = msgspec.field(default=None, name="_view_id")
    is_binary: bool | None = msgspec.field(default=None, name="_is_binary")

    @property
    def is_about_text(self) -> bool:
        """Whether the annotator was asked about the whole text, not about spans."""
        if self.view is not None:
            return self.view in _ABOUT_TEXT
        is_asked = self.label is not None or self.accept is not None
        return is_asked and not self.spans and not self.tokens

    @property
    def asks_one(self) -> bool:
        """Whether it asks if one span is right, as the recipe `ner.teach` does."""
        return self.view in _ASK_ONE if self.is_binary is None else self.is_binary


_ABOUT_TEXT = frozenset({"classification", "choice", "text", "html", "text_input"})
_ASK_ONE = frozenset({"ner", "spans"})
_SIGNS = frozenset({"_input_hash", "_task_hash", "_view_id", "_session_id", "_annotator_id"})
_KNOWN = frozenset(_Task.__struct_fields__)
_LEFT = frozenset({"options", "pattern", "_spandesk_id", "id", "title", "source", "date"})
_STATES = {
    "accept": ArticleState.DONE,
    "reject": ArticleState.SKIPPED,
    "ignore": ArticleState.SKIPPED,
}
_FACTS = ("title", "source", "date")
_COREFERENCE = "COREF"
_ANSWERED = re.compile(rb'"(?:answer"\s*:\s*"(?:accept|reject|ignore)"|_(?:task|input)_hash"\s*:)')


def detect(probe: Probe) -> float:
    """Tasks have a text, and hashes, tokens, an answer or relations."""
    value = first_value(probe)
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return 0.0
    record = cast("dict[str, Any]", value)
    if "ents" in record:  # what spaCy's `Doc.to_json` gives
        return 0.0
    if _SIGNS & set(record):
        return 0.98
    if record.get("answer") in _STATES:
        return 0.9
    spans = record.get("spans")
    tokens = record.get("tokens")
    if isinstance(spans, list) and "spandesk" not in record and _ANSWERED.search(probe.head):
        return 0.9  # the first task may say nothing, and be followed by some that are rejected
    if isinstance(tokens, list) and tokens and isinstance(tokens[0], dict):
        return 0.9 if "start" in tokens[0] else 0.0
    if isinstance(spans, list) and spans and isinstance(spans[0], dict):
        has_relations = isinstance(record.get("relations"), list)
        return 0.9 if "token_start" in spans[0] or has_relations else 0.5
    return 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The tasks of a file; what is no task is refused by its line."""
    for item in read_items(source):
        if isinstance(item, Refusal):
            yield item
            continue
        line, value = item
        try:
            task = as_struct(value, _Task, source=source, line=line, expected="a Prodigy task")
            yield _Reading(task, cast("dict[str, Any]", value), source, line).record()
        except AnnotateError as error:
            yield Refusal(source.name, line, error)


class _Reading:
    """The work on one task."""

    def __init__(self, task: _Task, value: dict[str, Any], source: Source, line: int) -> None:
        self._task = task
        self._value = value
        self._source = source
        self._line = line
        self._losses: list[Loss] = []
        self._tokens: dict[int, tuple[int, int]] | None = None
        """Where tokens lie, by their ids, once they are asked for."""

    def record(self) -> Record:
        task, value = self._task, self._value
        spans = [self._span(given, f"#{number}") for number, given in enumerate(task.spans or ())]
        relations, chains = self._relations(spans)
        labelled = [span for span in spans if span.label]
        for _ in range(len(spans) - len(labelled)):
            self._lose(LossCode.NO_LABEL, "a span")
        self._note_labels()
        meta, left = plain_meta(value, known=_KNOWN | _LEFT)
        for name in left:
            self._lose(LossCode.FIELD, name)
        title, source, date = self._facts()
        record = Record(
            text=task.text,
            id=str(value.get("_spandesk_id") or value.get("id") or ""),
            meta=tuple(pair for pair in meta if pair[0] not in _FACTS),
            line=self._line,
            losses=tuple(self._losses),
            title=title,
            source=source,
            date=date,
        )
        state = _STATES.get(task.answer or "")
        if task.is_about_text:
            return replace(record, suggestions=tuple(labelled))
        if task.answer == "accept" and task.asks_one:
            state = ArticleState.IN_PROGRESS
        if task.answer == "reject":
            refused = tuple(labelled)
            return replace(record, rejected=refused, state=None if refused else state)
        if task.answer == "ignore":
            ignored = tuple(replace(span, suggester="prodigy, ignored") for span in labelled)
            return replace(record, suggestions=ignored, state=state)
        return replace(
            record,
            spans=tuple(labelled),
            relations=tuple(relations),
            chains=chains,
            state=state,
        )

    def _facts(self) -> tuple[str, str, str]:
        """Title, source and date, which Prodigy shows under a task when they stand in `meta`."""
        meta = self._value.get("meta")
        table = cast("dict[str, Any]", meta) if isinstance(meta, dict) else {}

        def fact(name: str) -> str:
            found = self._value.get(name) or table.get(name)
            return found if isinstance(found, str) else ""

        return fact("title"), fact("source"), fact("date")

    def _span(self, given: _Span, number: str = "") -> RecordSpan:
        start, end = given.start, given.end
        if start is None or end is None:
            start, end = self._by_tokens(given)
        return RecordSpan(
            start=start,
            end=end,
            label=given.label or "",
            layer=given.layer,
            id=number,
            score=float(given.score) if isinstance(given.score, (int, float)) else 1.0,
            suggester=given.source if isinstance(given.source, str) else "",
        )

    def _by_tokens(self, given: _Span) -> tuple[int, int]:
        first, last = given.token_start, given.token_end
        if not self._task.tokens or first is None or last is None:
            raise self._error("a span without offsets", "start and end")
        tokens = self._all_tokens()
        if first > last or not {first, last} <= tokens.keys():
            raise self._error(f"tokens {first} to {last} of {len(tokens)}", "tokens of the text")
        return tokens[first][0], tokens[last][1]

    def _relations(
        self, spans: list[RecordSpan]
    ) -> tuple[list[RecordRelation], tuple[RecordChain, ...]]:
        """The arcs; those that say that two spans name the same are chains."""
        found: list[RecordRelation] = []
        groups: list[Group] = []
        for given in self._task.relations or ():
            head = self._end(given.head_span, given.head, spans)
            child = self._end(given.child_span, given.child, spans)
            label = given.label or ""
            if head is None or child is None:
                arc = clean_line(f"{label} {given.head} → {given.child}")
                if self._is_there(given.head_span, given.head) and self._is_there(
                    given.child_span, given.child
                ):  # a word that nobody has labelled, as in a parse
                    self._lose(LossCode.NO_LABEL, f"an end of the relation {arc}")
                else:
                    self._lose(LossCode.DANGLING, arc)
            elif label == _COREFERENCE:
                groups = joined(groups, ("", dict.fromkeys((child, head))))
            else:
                found.append(RecordRelation(head, child, label))
        order = {span.id: (span.start, span.end) for span in spans}
        return found, tuple(
            RecordChain(tuple(sorted(members, key=lambda name: order[name])), f"coref-{number}")
            for number, (_, members) in enumerate(groups, 1)
        )

    def _end(self, given: _Span | None, token: int | None, spans: list[RecordSpan]) -> str | None:
        """The id of the span that an arc begins or ends at."""
        if given is not None and (given.start is not None or given.token_start is not None):
            wanted = self._span(given)
            same = [s for s in spans if (s.start, s.end) == (wanted.start, wanted.end)]
            exact = [span for span in same if span.label == wanted.label]
            if same:
                return (exact or same)[0].id
            if wanted.label:
                spans.append(replace(wanted, id=f"#{len(spans)}"))
                return spans[-1].id
        if token is None:
            return None
        tokens = self._all_tokens()
        if token not in tokens:
            return None
        start, end = tokens[token]
        ending = [span for span in spans if start < span.end <= end]
        holding = [span for span in spans if span.start <= start and end <= span.end]
        return (ending or holding)[0].id if ending or holding else None

    def _is_there(self, given: _Span | None, token: int | None) -> bool:
        """Whether an end of an arc is a stretch of the text, with a label or without."""
        return (given is not None and given.start is not None) or token in self._all_tokens()

    def _all_tokens(self) -> dict[int, tuple[int, int]]:
        """The tokens of the task, else those that spaCy makes, as Prodigy would."""
        given = self._task.tokens
        if self._tokens is None and given:
            self._tokens = {
                place if token.id < 0 else token.id: (token.start, token.end)
                for place, token in enumerate(given)
            }
        elif self._tokens is None:
            words = Words.of(self._task.text, self._source.options.language)
            self._tokens = dict(enumerate(zip(words.starts, words.ends, strict=True)))
        return self._tokens

    def _note_labels(self) -> None:
        """Labels of the whole text have no place."""
        labels = [str(label) for label in self._task.accept or ()]
        if self._task.label:
            labels.append(self._task.label)
        for label in labels:
            self._lose(LossCode.DOCUMENT_LABEL, clean_line(label))

    def _lose(self, code: LossCode, detail: str) -> None:
        self._losses.append(Loss(code, self._source.name, self._line, detail))

    def _error(self, found: str, expected: str) -> ImportFormatError:
        return ImportFormatError(
            file=self._source.name, line=self._line, found=found, expected=expected
        )


# -- out -------------------------------------------------------------------------------------------

_HASHES = ("_input_hash", "_task_hash")


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """A task for each record, and one that was rejected for each rejected span."""
    with_tokens = log.choices.get("tokens", "yes") != "no"
    with target.open("wb") as stream:
        for record in records:
            for task in _Writing(record, log, with_tokens=with_tokens).tasks():
                stream.write(encode_line(task))


class _Writing:
    """One record as tasks."""

    def __init__(self, record: Record, log: WriteLog, *, with_tokens: bool) -> None:
        self._record = record
        self._log = log
        self._meta = dict(record.meta)
        needs_words = with_tokens or record.frames or record.relations or record.chains
        self._words = (
            Words.of(record.text, record.language or "en", log.rules) if needs_words else None
        )
        self._has_tokens = with_tokens and self._fits(record.spans)

    def tasks(self) -> Iterator[dict[str, Any]]:
        record = self._record
        answers = {ArticleState.DONE: "accept", ArticleState.SKIPPED: "ignore"}
        answer = answers.get(record.state or ArticleState.DONE)
        if record.state is ArticleState.IN_PROGRESS:
            self._log.lose(LossCode.STATE, record, str(record.state))
        yield self._task(record.spans, answer, with_relations=True)
        for span in record.rejected:
            yield self._task((span,), "reject", with_relations=False)

    def _fits(self, spans: Iterable[RecordSpan]) -> bool:
        """Whether all spans lie on tokens; Prodigy refuses tokens that do not fit."""
        words = self._words
        if words is None:
            return False
        off = [span for span in spans if not words.is_exact(span.start, span.end)]
        for span in off:
            surface = clean_line(self._record.text[span.start : span.end], limit=40)
            self._log.lose(LossCode.TOKENS, self._record, f"{span.label} “{surface}”")
        return not off

    def _task(
        self, spans: Iterable[RecordSpan], answer: str | None, *, with_relations: bool
    ) -> dict[str, Any]:
        record = self._record
        task: dict[str, Any] = {"text": record.text}
        meta = {name: value for name, value in self._meta.items() if name not in _HASHES}
        meta |= {name: value for name in _FACTS if (value := getattr(record, name))}
        if meta:
            task["meta"] = meta
        if record.id:
            task["_spandesk_id"] = record.id
        kept = list(spans)
        has_tokens = self._has_tokens and (with_relations or self._all_exact(kept))
        if has_tokens and self._words is not None:
            task["tokens"] = self._tokens(self._words)
        task["spans"] = [self._span(span, with_tokens=has_tokens) for span in kept]
        if with_relations and (record.frames or record.relations or record.chains):
            task["relations"] = self._relations()
        task["_input_hash"] = _kept_hash(self._meta, "_input_hash") or _hash(record.text)
        task["_task_hash"] = (
            _kept_hash(self._meta, "_task_hash") if with_relations else None
        ) or _hash(record.text, task["spans"], task.get("relations", []))
        if answer is not None:
            task["answer"] = answer
        return task

    def _all_exact(self, spans: Iterable[RecordSpan]) -> bool:
        words = self._words
        return words is not None and all(words.is_exact(span.start, span.end) for span in spans)

    def _tokens(self, words: Words) -> list[dict[str, Any]]:
        text = self._record.text
        return [
            {
                "text": text[start:end],
                "start": start,
                "end": end,
                "id": number,
                "ws": blank,
            }
            for number, (start, end, blank) in enumerate(
                zip(words.starts, words.ends, words.blanks, strict=True)
            )
        ]

    def _span(self, span: RecordSpan, *, with_tokens: bool) -> dict[str, Any]:
        plain: dict[str, Any] = {"start": span.start, "end": span.end, "label": span.label}
        if span.layer is Layer.EVENT:
            plain["layer"] = str(span.layer)
        if with_tokens and self._words is not None:
            found = self._words.covering(span.start, span.end)
            if found is not None:
                plain["token_start"], plain["token_end"] = found
        return plain

    def _relations(self) -> list[dict[str, Any]]:
        record = self._record
        spans = {span.id: span for span in record.spans}
        arcs: list[tuple[str, str, str]] = []
        for number, frame in enumerate(record.frames):
            is_second = any(frame.trigger == other.trigger for other in record.frames[:number])
            if is_second:  # arcs alone cannot tell that there are two events
                self._log.lose(LossCode.FRAME, record, frame.id)
            arcs += [(frame.trigger, filler, role) for role, filler in frame.arguments]
        arcs += [(item.head, item.child, item.label) for item in record.relations]
        for chain in record.chains:  # each mention points at the one before
            arcs += [(late, early, _COREFERENCE) for early, late in pairwise(chain.span_ids)]
        return [
            {
                "head": self._last_token(spans[head]),
                "child": self._last_token(spans[child]),
                "head_span": self._span(spans[head], with_tokens=True),
                "child_span": self._span(spans[child], with_tokens=True),
                "label": label,
            }
            for head, child, label in arcs
        ]

    def _last_token(self, span: RecordSpan) -> int:
        found = self._words.covering(span.start, span.end) if self._words else None
        return found[1] if found else 0


def _kept_hash(meta: dict[str, str], name: str) -> int | None:
    """A hash that Prodigy gave and that came in with the record."""
    try:
        return int(meta[name])
    except (KeyError, ValueError):
        return None


def _hash(*parts: object) -> int:
    """A signed number of 32 bits that equal tasks share; Prodigy makes its own for new data."""
    said = json.dumps(parts, sort_keys=True).encode()
    value = zlib.crc32(said)
    return value - (1 << 32) if value >= 1 << 31 else value
