"""Spans of an article that do not cover their words, and whatever points at nothing."""

from __future__ import annotations

from dataclasses import replace

from annotate.annotations import AnnotationSet
from annotate.clock import now
from annotate.moments import copy_of, edit_between
from annotate.realigning import realign
from annotate.spans import Layer
from annotate.store import annotations as annotation_store
from annotate.store import articles as article_store
from annotate.store import edits as edit_store
from annotate.store import history as history_store
from annotate.store.repair.done import Deed, Repaired
from annotate.store.repair.texts import CHANGED
from annotate.store.sqlite import (
    Connection,
)


def mend_annotations(
    copy: Connection, article_id: str, done: Repaired, *, told: frozenset[str]
) -> None:
    """Spans that do not cover their words; whatever points at nothing."""
    present = annotation_store.read(copy, article_id)
    text = article_store.read(copy, article_id).text
    wanted = copy_of(present)
    where = f"article {article_id}"
    is_changed = Deed("text", where, CHANGED) in done.deeds
    if not is_changed:
        _mend_surfaces(copy, wanted, text, told)
    _mend_spans(copy, wanted, text, where, done)
    for frame in list(wanted.frames.values()):
        if frame.trigger_id not in wanted.spans:
            del wanted.frames[frame.id]
            done.note(
                "frame", where, f"the frame {frame.id} had lost its trigger and was taken out"
            )
            continue
        kept = tuple(item for item in frame.arguments if item.span_id in wanted.spans)
        if kept != frame.arguments:
            wanted.frames[frame.id] = replace(frame, arguments=kept)
            lost = len(frame.arguments) - len(kept)
            done.note("argument", where, f"{lost} arguments of {frame.id} pointed at nothing")
    _mend_chains(wanted, where, done)
    _mend_relations(wanted, where, done)
    _mend_marks(wanted, where, done, is_changed=is_changed)
    for decision in list(wanted.decisions.values()):
        if decision.span_id and decision.span_id not in wanted.spans:
            del wanted.decisions[decision.suggestion_id]
            done.note(
                "decision", where, f"the decision on {decision.suggestion_id} had lost its span"
            )
    edit = edit_between(present, wanted, "repair")
    if edit is not None:
        edit_store.write_edit(copy, article_id, edit, text=text)
        history_store.append(
            copy, article_id, edit, at=now(), annotator="", why="repair", title="repair"
        )


def _mend_chains(wanted: AnnotationSet, where: str, done: Repaired) -> None:
    for chain in list(wanted.chains.values()):
        kept = tuple(
            span_id
            for span_id in chain.span_ids
            if (span := wanted.spans.get(span_id)) is not None and span.layer is chain.kind
        )
        if kept == chain.span_ids and len(kept) > 1:
            continue
        wanted.remove_chain(chain.id)
        if len(kept) > 1:
            wanted.put_chain(replace(chain, span_ids=kept))
            lost = len(chain.span_ids) - len(kept)
            done.note("chain", where, f"{lost} spans of the chain {chain.id} are none of its kind")
        else:
            done.note("chain", where, f"the chain {chain.id} had lost its spans and was taken out")


def _mend_relations(wanted: AnnotationSet, where: str, done: Repaired) -> None:
    for relation in list(wanted.relations.values()):
        head, child = map(wanted.spans.get, relation.span_ids)
        if head is None or child is None or head.layer is Layer.EVENT:
            del wanted.relations[relation.id]
            what = f"the relation {relation.id} ({relation.label})"
            why = "began at an event" if head is not None and child is not None else "lost a span"
            done.note("relation", where, f"{what} {why} and was taken out")


def _mend_marks(wanted: AnnotationSet, where: str, done: Repaired, *, is_changed: bool) -> None:
    """Nobody has read a text that was changed from outside: nothing is complete in it."""
    wrong = [
        mark.id
        for mark in wanted.complete.values()
        if is_changed or not 0 <= mark.start < mark.end <= wanted.length
    ]
    for mark_id in wrong:
        del wanted.complete[mark_id]
    if wrong:
        done.note("complete", where, f"{len(wrong)} complete marks are not of this text")


def _mend_surfaces(
    copy: Connection, wanted: AnnotationSet, text: str, told: frozenset[str]
) -> None:
    """In the text that came in, a span is right where the history tells of it, or no words do."""
    for span in wanted.spans:
        copy.execute(
            "UPDATE span SET surface = ? WHERE id = ? AND (? OR surface = '') AND surface <> ?",
            (words := text[span.start : span.end], span.id, span.id in told, words),
        )


def _mend_spans(
    copy: Connection, wanted: AnnotationSet, text: str, where: str, done: Repaired
) -> None:
    surfaces: dict[str, str] = dict(
        copy.execute("SELECT id, surface FROM span WHERE article_id = ?", (wanted.article_id,))
    )
    wrong = [
        span
        for span in wanted.spans
        if not (words := surfaces[span.id]) or text[span.start : span.end] != words
    ]
    for found in realign(wrong, [surfaces[span.id] for span in wrong], text):
        span, words = found.span, surfaces[found.span.id]
        wanted.spans.remove(span.id)
        if found.is_lost:
            done.note(
                "span", where, f"“{words}” ({span.label}) is not in the text and was taken out"
            )
            continue
        moved = span.resized(found.start, found.end)
        if wanted.same_span(moved) is None:
            wanted.spans.put(moved)
            done.note(
                "span",
                where,
                f"“{words}” ({span.label}) was moved from {span.start} to {found.start}",
            )
