"""Label Studio's JSON: tasks with annotations and predictions, and the short form JSON-MIN.

Offsets are code points, half-open: the front end counts so since version 1.0. Older exports count
UTF-16 units, some count a line end of two characters as one, and the first ones say where the last
character is; where a region says its own text, the way of counting is taken that fits it, or its
only place in the text where the offsets cannot be. The annotation marked as ground truth, else the
first that was not cancelled, is gold; those of others, and predictions, are suggestions. Dialogues
and pages of HTML become plain texts (`annotate.exchange.label_studio_texts`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import msgspec

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ImportFormatError, OutsideTextError
from annotate.exchange.drafts import Refusal, clean_line
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.json_items import as_struct, first_value, read_items
from annotate.exchange.label_studio_texts import (
    Dialogue,
    dialogue_of,
    field_with,
    same_words,
    shown_text,
)
from annotate.exchange.label_studio_writing import FACTS, task_of
from annotate.exchange.listed_spans import layer_of_control
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.meta_fields import plain_meta
from annotate.exchange.records import Record, RecordFrame, RecordRelation, RecordSpan
from annotate.exchange.text_map import TextMap, Utf16Offsets
from annotate.spans import Layer

_Number = int | float | str


class _Value(msgspec.Struct, frozen=True):
    start: _Number | None = None
    end: _Number | None = None
    start_offset: int | None = msgspec.field(default=None, name="startOffset")
    end_offset: int | None = msgspec.field(default=None, name="endOffset")
    text: Any = None
    labels: list[str] | None = None
    hypertextlabels: list[str] | None = None
    paragraphlabels: list[str] | None = None
    htmllabels: list[str] | None = None
    choices: list[Any] | None = None
    global_offsets: dict[str, int] | None = msgspec.field(default=None, name="globalOffsets")
    number: float | None = None
    rating: float | None = None


class _Result(msgspec.Struct, frozen=True):
    type: str | None = None
    id: str | int | None = None
    value: _Value = _Value()
    from_name: str | None = None
    to_name: Any = None
    from_id: str | int = ""
    to_id: str | int = ""
    direction: str | None = None
    labels: list[str] | None = None
    score: float | None = None
    meta: Any = None

    @property
    def notes(self) -> list[str]:
        """What an annotator wrote beside a region."""
        said = cast("dict[str, Any]", self.meta) if isinstance(self.meta, dict) else {}
        texts = said.get("text")
        return [str(text) for text in cast("list[Any]", texts)] if isinstance(texts, list) else []


class _Annotation(msgspec.Struct, frozen=True):
    result: list[_Result] | None = None
    was_cancelled: bool | None = None
    ground_truth: bool | None = None
    model_version: Any = None
    score: float | None = None

    @property
    def is_about_text(self) -> bool:
        """Whether it says something about the whole text, and nothing about regions."""
        results = self.result or []
        return bool(results) and all(
            item.type in _PLAIN and item.value.start is None for item in results
        )


class _Task(msgspec.Struct, frozen=True):
    data: dict[str, Any]
    id: int | str | None = None
    annotations: list[_Annotation] | None = None
    completions: list[_Annotation] | None = None
    predictions: list[_Annotation] | None = None
    meta: Any = None


class _MinRegion(msgspec.Struct, frozen=True):
    start: _Number
    end: _Number
    labels: list[str]
    text: str | None = None


_LABELS = frozenset({"labels", "hypertextlabels", "paragraphlabels"})
_PLAIN = frozenset({"choices", "textarea", "number", "rating"})
_RESULTS = frozenset({"annotations", "completions", "predictions"})


def detect(probe: Probe) -> float:
    """Tasks with `data` beside annotations or predictions; or regions with `labels`."""
    value = first_value(probe)
    if not isinstance(value, dict):
        return 0.0
    task = cast("dict[str, Any]", value)
    if isinstance(task.get("data"), dict):
        return 0.98 if _RESULTS & set(task) else 0.6
    return 0.9 if _min_regions(task) or _is_bare(task) else 0.0


def _is_bare(task: dict[str, Any]) -> bool:
    """Whether it is a task whose data stand beside its annotations, as the first ones had them."""
    lists = [task[name] for name in _RESULTS if isinstance(task.get(name), list)]
    firsts = [cast("list[Any]", items)[0] for items in lists if items]
    return "data" not in task and any(
        isinstance(first, dict) and isinstance(cast("dict[str, Any]", first).get("result"), list)
        for first in firsts
    )


def _min_regions(task: dict[str, Any]) -> list[str]:
    """Names of the fields of a JSON-MIN task that hold labelled regions."""
    return [
        name
        for name, value in task.items()
        if isinstance(value, list)
        and value
        and isinstance(value[0], dict)
        and {"start", "end", "labels"} <= set(cast("dict[str, Any]", value[0]))
    ]


def read(source: Source) -> Iterator[Outcome]:
    """The tasks of a file; what is no task is refused by its line."""
    for item in read_items(source):
        if isinstance(item, Refusal):
            yield item
            continue
        line, value = item
        try:
            yield _read_task(value, source, line)
        except AnnotateError as error:
            yield Refusal(source.name, line, error)


def _read_task(value: object, source: Source, line: int) -> Record:
    if isinstance(value, dict) and "data" not in value:
        given = cast("dict[str, Any]", value)
        if not _is_bare(given):
            return _read_min(given, source, line)
        own = _RESULTS | {"id"}
        value = {name: item for name, item in given.items() if name in own}
        value["data"] = {name: item for name, item in given.items() if name not in own}
    task = as_struct(value, _Task, source=source, line=line, expected="a Label Studio task")
    done = [*(task.annotations or ()), *(task.completions or ())]
    name = _text_field(task.data, (*done, *(task.predictions or ())))
    if name is None:
        raise ImportFormatError(
            file=source.name,
            line=line,
            found=clean_line(", ".join(task.data)) or "nothing",
            expected="a field with the text",
        )
    results = (*done, *(task.predictions or ()))
    given_text = task.data[name]
    reading = _Reading(given_text, source, line, is_page=_is_page(results))
    kept = [item for item in done if not item.was_cancelled]
    gold = next((item for item in kept if item.ground_truth), kept[0] if kept else None)
    spans, relations, frames = reading.results(gold, prefix="") if gold else ([], [], [])
    suggestions: list[RecordSpan] = []
    for number, other in enumerate(task.predictions or (), start=1):
        given, arcs, _ = reading.results(other, prefix=f"p{number}:")
        score = _share(other.score)
        suggester = str(other.model_version or "prediction")
        suggestions += [
            replace(span, suggester=suggester, score=span.score if span.score < 1 else score)
            for span in given
        ]
        reading.lose_arcs(arcs)
    for number, other in enumerate((item for item in kept if item is not gold), start=2):
        given, arcs, _ = reading.results(other, prefix=f"a{number}:")
        suggestions += [replace(span, suggester=f"annotator {number}") for span in given]
        reading.lose_arcs(arcs)
    meta, left = plain_meta(task.data, known={name, *FACTS})
    for field in left:
        reading.lose(LossCode.FIELD, f"data.{field}")
    beside, _ = plain_meta({"meta": task.meta})
    meta = tuple((dict(beside) | dict(meta)).items())
    state = ArticleState.DONE if gold else ArticleState.SKIPPED if done else None
    if gold is not None and gold.is_about_text:
        state = None  # nobody says that its spans were looked for
    return Record(
        text=reading.text,
        id=str(task.data.get("spandesk_id") or ("" if task.id is None else task.id)),
        title=_fact(task.data, "title"),
        source=_fact(task.data, "source"),
        date=_fact(task.data, "date"),
        meta=tuple(pair for pair in meta if pair[0] != "spandesk_id"),
        state=state,
        spans=tuple(spans),
        relations=tuple(relations),
        frames=tuple(frames),
        suggestions=tuple(suggestions),
        line=line,
        losses=tuple(reading.losses),
    )


def _read_min(task: dict[str, Any], source: Source, line: int) -> Record:
    """A task of JSON-MIN: data and regions side by side."""
    names = _min_regions(task)
    texts = {n: v for n, v in task.items() if isinstance(v, str) and n not in FACTS}
    given = [item for name in names for item in task[name] if isinstance(item, dict)]
    name = field_with(texts, ((x.get("start"), x.get("end"), x.get("text")) for x in given))
    if not name:
        raise ImportFormatError(
            file=source.name, line=line, found="a task without text", expected="a Label Studio task"
        )
    reading = _Reading(task[name], source, line)
    spans: list[RecordSpan] = []
    for field in names:
        for given in as_struct(
            task[field], list[_MinRegion], source=source, line=line, expected="labelled regions"
        ):
            value = _Value(start=given.start, end=given.end, text=given.text)
            start, end = reading.stretch(value)
            layer = _layer(field)
            spans += [RecordSpan(start, end, label, layer) for label in given.labels]
    meta, left = plain_meta(task, known={name, "id", *FACTS, *names})
    for field in left:
        reading.lose(LossCode.FIELD, field)
    return Record(
        text=reading.text,
        id=str(task.get("id", "")),
        title=_fact(task, "title"),
        source=_fact(task, "source"),
        date=_fact(task, "date"),
        meta=meta,
        spans=tuple(spans),
        line=line,
        losses=tuple(reading.losses),
    )


def _text_field(data: dict[str, Any], done: Iterable[_Annotation]) -> str | None:
    """The field of the data that is annotated.

    It is named by a result, or has what the regions say there, or is called text, or is longest.
    """
    done = list(done)
    texts = {
        name: value
        for name, value in data.items()
        if isinstance(value, str) or dialogue_of(value) is not None
    }
    targets = {
        result.to_name
        for annotation in done
        for result in annotation.result or ()
        if isinstance(result.to_name, str) and result.type in _LABELS
    }
    for name in sorted(targets):
        if name in texts:
            return name
    plain = {name: value for name, value in texts.items() if isinstance(value, str)}
    said = [
        (result.value.start, result.value.end, result.value.text)
        for annotation in done
        for result in annotation.result or ()
        if result.type in _LABELS
    ]
    return field_with(plain, said) or next(iter(texts), None)


def _is_page(done: Iterable[_Annotation]) -> bool:
    """Whether regions say where they lie by the nodes of a page."""
    return any(
        isinstance(result.value.start, str) and result.value.start.startswith(("/", "text()"))
        for annotation in done
        for result in annotation.result or ()
        if result.type in _LABELS
    )


class _Reading:
    """The work on one task: its text, and offsets into it."""

    def __init__(self, given: object, source: Source, line: int, *, is_page: bool = False) -> None:
        self._dialogue = dialogue_of(given)
        self._is_page = is_page
        text = self._dialogue.text if self._dialogue else str(given)
        text = self.text = shown_text(text) if is_page else text
        self.losses: list[Loss] = []
        self._source = source
        self._line = line
        self._utf16 = None if text.isascii() else Utf16Offsets(text)
        self._lines = TextMap.from_given(text) if "\r\n" in text else None

    def lose(self, code: LossCode, detail: str) -> None:
        self.losses.append(Loss(code, self._source.name, self._line, clean_line(detail)))

    def lose_arcs(self, arcs: Iterable[RecordRelation]) -> None:
        """Relations among suggestions have no place."""
        for arc in arcs:
            self.lose(LossCode.RELATION, arc.label)

    def results(
        self, annotation: _Annotation, *, prefix: str
    ) -> tuple[list[RecordSpan], list[RecordRelation], list[RecordFrame]]:
        """Spans, relations and attributes of one annotation; ids get `prefix`."""
        spans: list[RecordSpan] = []
        relations: list[RecordRelation] = []
        said: dict[str, dict[str, str]] = {}
        for result in annotation.result or ():
            number = "" if result.id in {None, ""} else f"{prefix}{result.id}"
            for text in result.notes:
                self.lose(LossCode.NOTE, f"“{clean_line(text, limit=40)}”")
            if result.type == "relation":
                relations += self._relation(result, prefix)
            elif result.type in _LABELS:
                spans += self._region(result, number, {span.id for span in spans})
            elif result.type in _PLAIN and result.value.start is not None and number:
                said.setdefault(number, {})[result.from_name or ""] = _plain(result.value)
            elif result.type in _PLAIN:
                self.lose(LossCode.DOCUMENT_LABEL, f"{result.from_name}: {_plain(result.value)}")
            else:
                self.lose(LossCode.ELEMENT, f"{result.type or 'a result'} {number}")
        events = {span.id for span in spans if span.layer is Layer.EVENT}
        return spans, relations, list(self._frames(said, events))

    def _region(self, result: _Result, number: str, taken: set[str]) -> Iterator[RecordSpan]:
        """A span for each label of a region; several may have the id of the region."""
        value = result.value
        labels = value.labels or value.hypertextlabels or value.paragraphlabels
        labels = labels or value.htmllabels or []
        if not labels:
            self.lose(LossCode.NO_LABEL, f"the region {number}")
            return
        start, end = self.stretch(result.value)
        for place, label in enumerate(labels):
            is_first = not place and number not in taken
            yield RecordSpan(
                start=start,
                end=end,
                label=label,
                layer=_layer(result.from_name),
                id=number if is_first else "",
                score=_share(result.score),
            )

    def _frames(self, said: dict[str, dict[str, str]], events: set[str]) -> Iterator[RecordFrame]:
        """What is said about a single region: attributes of an event, nothing else."""
        for number, pairs in said.items():
            if number in events:
                yield RecordFrame(number, attributes=tuple(sorted(pairs.items())))
            else:
                for name, text in pairs.items():
                    self.lose(LossCode.ELEMENT, f"{name}: {text}")

    def _relation(self, result: _Result, prefix: str) -> Iterator[RecordRelation]:
        head, child = f"{prefix}{result.from_id}", f"{prefix}{result.to_id}"
        ways = {"left": [(child, head)], "bi": [(head, child), (child, head)]}
        for label in result.labels or [""]:
            for pair in ways.get(result.direction or "", [(head, child)]):
                yield RecordRelation(*pair, label)

    def stretch(self, value: _Value) -> tuple[int, int]:
        """Code points of a region, by the way of counting that its own text speaks for."""
        if self._dialogue is not None:
            return self._in_dialogue(self._dialogue, value)
        if self._is_page:
            return self._in_page(value)
        offsets = value.global_offsets
        given = (offsets.get("start"), offsets.get("end")) if offsets else (value.start, value.end)
        start, end = self._number(given[0]), self._number(given[1])
        said = value.text
        if not isinstance(said, str) or not said:
            return start, end
        for way in self._ways():
            try:
                first, last = way(start, end)
            except OutsideTextError:
                continue
            if 0 <= first <= last and same_words(self.text[first:last], said):
                return first, last
        shown = clean_line(said, limit=40)
        if 0 <= start < end <= len(self.text):
            there = clean_line(self.text[start:end], limit=40)
            self.lose(LossCode.SURFACE, f"{start}:{end} reads “{there}”, not “{shown}”")
        elif self.text.count(said) == 1:
            first = self.text.index(said)
            place = f"{first}:{first + len(said)}"
            self.lose(LossCode.MOVED, f"{start}:{end} cannot be, “{shown}” stands at {place}")
            return first, first + len(said)
        return start, end

    def _in_dialogue(self, dialogue: Dialogue, value: _Value) -> tuple[int, int]:
        """A region from a turn and an offset in it to another."""
        first = self._number(value.start), self._number(value.start_offset)
        last = self._number(value.end), self._number(value.end_offset)
        found = dialogue.stretch(first, last)
        if found is None:
            raise ImportFormatError(
                file=self._source.name,
                line=self._line,
                found=f"{first[0]}:{first[1]} to {last[0]}:{last[1]}",
                expected="turns of the dialogue, and offsets inside them",
            )
        return found

    def _in_page(self, value: _Value) -> tuple[int, int]:
        """A region of a page: where its offsets say, else where its words stand next to there."""
        offsets = value.global_offsets or {}
        start, end = offsets.get("start", -1), offsets.get("end", -1)
        said = value.text if isinstance(value.text, str) else ""
        if 0 <= start < end <= len(self.text) and (
            not said.split() or same_words(self.text[start:end], said)
        ):
            return start, end
        words = r"\s+".join(map(re.escape, said.replace("\\n", "\n").split()))
        places = [match.span() for match in re.finditer(words, self.text)] if words else []
        if not places:
            raise ImportFormatError(
                file=self._source.name,
                line=self._line,
                found=clean_line(said, limit=40) or clean_line(str(value.start)),
                expected="words of the page",
            )
        if len(places) > 1 and start < 0:
            self.lose(LossCode.SURFACE, f"“{clean_line(said, limit=30)}” is there several times")
        return min(places, key=lambda place: abs(place[0] - max(start, 0)))

    def _ways(self) -> Iterator[Callable[[int, int], tuple[int, int]]]:
        yield lambda start, end: (start, end)
        if self._utf16 is not None:
            yield self._utf16.stretch
        if self._lines is not None:
            lines = self._lines
            yield lambda start, end: (lines.given_offset(start), lines.given_offset(end))
        yield lambda start, end: (start, end + 1)

    def _number(self, value: _Number | None) -> int:
        try:
            number = float(value if value is not None else "nothing")
        except ValueError:
            number = 0.5
        if number.is_integer():
            return int(number)
        raise ImportFormatError(
            file=self._source.name,
            line=self._line,
            found=clean_line(str(value)),
            expected="a whole number as offset",
        )


def _layer(name: str | None) -> Layer | None:
    """The layer, where a control is named as our export names it, or much alike."""
    return layer_of_control(name or "")


def _plain(value: _Value) -> str:
    if value.choices:
        return ", ".join(map(str, value.choices))
    if isinstance(value.text, list):
        return "\n".join(map(str, cast("list[Any]", value.text)))
    found = value.text or value.number or value.rating
    return "" if found is None else str(found)


def _share(score: float | None) -> float:
    """A score from 0 to 1; what is no such share counts as sure."""
    return score if score is not None and 0 <= score <= 1 else 1.0


def _fact(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


# -- out -------------------------------------------------------------------------------------------


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """A list of tasks: gold as an annotation, suggestions as one prediction for each suggester."""
    encoder = msgspec.json.Encoder()
    with target.open("wb") as stream:
        stream.write(b"[")
        for number, record in enumerate(records, start=1):
            stream.write(b",\n" if number > 1 else b"\n")
            stream.write(encoder.encode(task_of(record, number, log)))
        stream.write(b"\n]\n")
