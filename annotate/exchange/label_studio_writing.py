"""Articles as tasks of Label Studio: gold as an annotation, suggestions as predictions.

The controls are called as the layers are; attributes of an event are text areas on the region of
its trigger. Offsets are code points, half-open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from annotate.articles import ArticleState
from annotate.exchange.formats.api import WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.spans import Layer

FACTS = ("title", "source", "date")


def task_of(record: Record, number: int, log: WriteLog) -> dict[str, Any]:
    """A task with annotation and predictions; `number` is its id where the article has none."""
    data: dict[str, Any] = {"text": record.text, "spandesk_id": record.id}
    data |= {name: value for name in FACTS if (value := getattr(record, name))}
    data |= {name: value for name, value in record.meta if name not in data}
    if record.state is ArticleState.IN_PROGRESS:
        log.lose(LossCode.STATE, record, str(record.state))
    is_annotated = record.spans or record.state not in {None, ArticleState.NEW}
    annotation = {
        "result": _results(record, log),
        "was_cancelled": record.state is ArticleState.SKIPPED,
        "ground_truth": False,
    }
    by_suggester: dict[str, list[dict[str, Any]]] = {}
    for place, span in enumerate(record.suggestions, start=1):
        region = _region(record, replace(span, id=f"s{place}"))
        by_suggester.setdefault(span.suggester, []).append({**region, "score": span.score})
    return {
        "id": int(record.id) if record.id.isdecimal() and len(record.id) < 10 else number,
        "data": data,
        "annotations": [annotation] if is_annotated else [],
        "predictions": [
            {"model_version": name, "result": result} for name, result in by_suggester.items()
        ],
    }


def _results(record: Record, log: WriteLog) -> list[dict[str, Any]]:
    spans = {span.id: span for span in record.spans}
    results = [_region(record, span) for span in record.spans]
    triggers: set[str] = set()
    for frame in record.frames:
        trigger = spans[frame.trigger]
        if frame.trigger in triggers:
            log.lose(LossCode.FRAME, record, frame.id)
        triggers.add(frame.trigger)
        for name, value in frame.attributes:
            results.append(
                {
                    "id": trigger.id,
                    "type": "textarea",
                    "from_name": name,
                    "to_name": "text",
                    "value": {"start": trigger.start, "end": trigger.end, "text": [value]},
                }
            )
        results += [_arc(frame.trigger, filler, role) for role, filler in frame.arguments]
    results += [_arc(item.head, item.child, item.label) for item in record.relations]
    return results


def _region(record: Record, span: RecordSpan) -> dict[str, Any]:
    return {
        "id": span.id,
        "type": "labels",
        "from_name": str(span.layer or Layer.ENTITY),
        "to_name": "text",
        "value": {
            "start": span.start,
            "end": span.end,
            "text": record.text[span.start : span.end],
            "labels": [span.label],
        },
    }


def _arc(head: str, child: str, label: str) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": head,
        "to_id": child,
        "direction": "right",
        "labels": [label],
    }
