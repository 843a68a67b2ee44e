"""What an annotator does with complete marks: functions that make an edit and change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotate.annotations import AnnotationSet
from annotate.articles import ArticleState
from annotate.clock import now
from annotate.complete.marks import CompleteMark, LabelName, Stretch
from annotate.edits import EditGroup, PrimitiveEdit, PutComplete, PutState

_Said = dict[Stretch, frozenset[LabelName]]
"""The labels of each region."""


def mark_complete(
    annotations: AnnotationSet,
    regions: Iterable[Stretch],
    labels: Iterable[LabelName],
    *,
    annotator: str = "",
) -> EditGroup | None:
    """Say of these regions (code points, half-open) that all spans of these labels are there.

    Marks that a new one holds with the same labels go up in it. None when all of it is said.
    """
    return _edit(annotations, regions, frozenset(labels), _add, annotator, "mark complete")


def unmark_complete(
    annotations: AnnotationSet,
    regions: Iterable[Stretch],
    labels: Iterable[LabelName],
    *,
    annotator: str = "",
) -> EditGroup | None:
    """Take that back for these regions and labels; what marks say beyond the regions stays said."""
    return _edit(annotations, regions, frozenset(labels), _take_off, annotator, "not complete")


def _edit(
    annotations: AnnotationSet,
    regions: Iterable[Stretch],
    labels: frozenset[LabelName],
    change: Callable[[_Said, Stretch, frozenset[LabelName]], None],
    annotator: str,
    title: str,
) -> EditGroup | None:
    there = {(mark.start, mark.end): mark for mark in annotations.complete.values()}
    said: _Said = {region: frozenset(mark.labels) for region, mark in there.items()}
    for region in regions:
        change(said, region, labels)
    at = now()
    edits: list[PrimitiveEdit] = []
    for region in sorted(there.keys() | said.keys()):
        before, wanted = there.get(region), said.get(region, frozenset())
        if wanted == (frozenset(before.labels) if before else frozenset()):
            continue
        after = CompleteMark(*region, tuple(sorted(wanted)), annotator, at) if wanted else None
        edits.append(PutComplete(before, after))
    if edits and annotations.state is ArticleState.NEW:
        edits.append(PutState(ArticleState.NEW, ArticleState.IN_PROGRESS))
    return EditGroup(tuple(edits), title) if edits else None


def _add(said: _Said, region: Stretch, labels: frozenset[LabelName]) -> None:
    start, end = region
    for other in list(said):
        if other[0] <= start and end <= other[1]:
            labels -= said[other]
    for other in list(said):
        if other != region and start <= other[0] and other[1] <= end:
            said[other] -= labels
    if labels:
        said[region] = said.get(region, frozenset()) | labels


def _take_off(said: _Said, region: Stretch, labels: frozenset[LabelName]) -> None:
    start, end = region
    for other, there in list(said.items()):
        gone = there & labels
        if not gone or other[1] <= start or end <= other[0]:
            continue
        said[other] = there - gone
        for rest in ((other[0], min(start, other[1])), (max(end, other[0]), other[1])):
            if rest[0] < rest[1]:
                said[rest] = said.get(rest, frozenset()) | gone
