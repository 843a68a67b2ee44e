"""One article as a spaCy `Doc`: entities, span groups and frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from annotate.articles import Article
from annotate.chains.chain import Chain
from annotate.complete.marks import is_within
from annotate.frames.event_frame import Argument, EventFrame
from annotate.pipeline import make_doc
from annotate.spans import Layer, Span
from annotate.training.alignment import UnalignedSpan, align_spans
from annotate.training.dataset import AnnotatedArticle, RejectedSpan
from annotate.training.entities import Pair, choose_entities
from annotate.training.event_spans import EVENT_ARGS, set_arguments, set_relations
from annotate.training.known import NOTHING, Needed, known_tokens, marks_as_data

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan

EVENTS: Final = "events"
"""Span group of every event trigger, and the name of the extension that holds the frames."""
ENTITIES: Final = "ents"
"""Stands for `doc.ents` where groups are named."""
OVERLAPPING: Final = "entities_overlapping"
"""Span group of the entities that `doc.ents` could not hold."""
INCORRECT: Final = "incorrect_spans"
"""Span group of rejected entities, from which `ner` learns what is none."""
INCORRECT_EVENTS: Final = "incorrect_events"
"""Span group of rejected events; nothing in spaCy learns from it."""
CHAINS: Final = "coref_clusters"
"""Beginning of the names of span groups that hold one coreference chain each."""
RESERVED_KEYS: Final = frozenset(
    {ENTITIES, EVENTS, EVENT_ARGS, OVERLAPPING, INCORRECT, INCORRECT_EVENTS}
)
ARTICLE_KEY: Final = "spandesk"
"""Key of `doc.user_data` under which the article's particulars stand."""
KNOWN_KEY: Final = "complete_tokens"
"""Among the particulars: runs of tokens that the span categorizer may learn from."""
RELATIONS_KEY: Final = "relations"
"""Among the particulars: relations between spans, by the ids that the spans have."""
FRAMES_KEY: Final = ("._.", EVENTS, None, None)
"""Where spaCy keeps `doc._.events` in `doc.user_data`."""


@dataclass(frozen=True, slots=True)
class OverlappingEntity:
    """An entity that is in the span group `OVERLAPPING`, and the id of the one in `doc.ents`."""

    article_id: str
    span_id: str
    label: str
    start: int
    end: int
    text: str
    displaced_by: str


class Overlap(IntEnum):
    """How far the spans of a group stand on one another; a group has the greatest of its docs."""

    NONE = 0
    PARTIAL = 1  # some share tokens
    SAME_PLACE = 2  # some stand on the very same tokens with different labels


@dataclass(slots=True)
class BuiltDoc:
    """A `Doc` and what there is to say about how it was made; lengths are in tokens.

    `placed` are the gold spans with the group that holds them, `ENTITIES` for `doc.ents`;
    `group_lengths` and `overlap` are those of the group that the span categorizer learns. Of an
    unfinished article with complete marks, `known` are runs of tokens (pairs of indices) that the
    span categorizer may learn from, and `held_back` counts spans of its group outside of them.
    `unrelated` are arguments with their frames that `doc._.rel` has not, where it was asked for.
    """

    doc: Doc
    placed: list[tuple[str, Span]]
    unaligned: list[UnalignedSpan]
    overlapping: list[OverlappingEntity]
    entities: Counter[str]
    events: Counter[str]
    group_lengths: Counter[int]
    overlap: Overlap
    missing_tokens: int
    rejected: int
    known: list[tuple[int, int]] | None = None
    held_back: int = 0
    unrelated: Sequence[tuple[EventFrame, Argument]] = ()


def build_doc(
    nlp: Language,
    annotated: AnnotatedArticle,
    *,
    label_order: Mapping[str, int],
    spans_key: str = "",
    needed: Needed = NOTHING,
    with_relations: bool = False,
) -> BuiltDoc:
    """Tokenise the article and set entities, groups, frames and particulars on the `Doc`.

    Of an unfinished article, what is not marked is known where its complete marks say `needed`.
    `with_relations` also sets `doc._.rel`, and puts triggers among `doc.ents` for it.
    """
    article = annotated.article
    doc = make_doc(nlp, article.text)
    alignment = align_spans(doc, article, annotated.spans)
    entities = [pair for pair in alignment.aligned if pair[0].layer is Layer.ENTITY]
    events = [pair for pair in alignment.aligned if pair[0].layer is Layer.EVENT]
    chosen, displaced = choose_entities(entities, label_order)
    unsure = [(pair[1].start, pair[1].end) for pair, _ in displaced] + alignment.unsure
    is_open = not annotated.is_finished
    outside = known_tokens(doc, annotated.complete, needed.entities) if is_open else None
    missing = _set_entities(doc, chosen, unsure=unsure, outside=outside)
    doc.spans[EVENTS] = [found for _, found in events]
    if displaced:
        doc.spans[OVERLAPPING] = [pair[1] for pair, _ in displaced]
    if spans_key:
        doc.spans[spans_key] = [found for _, found in alignment.aligned]
    arguments = set_arguments(doc, annotated.frames, alignment.aligned)
    _set_chains(doc, annotated.chains, alignment.aligned)
    rejected = _set_rejected(doc, annotated.rejected, annotated.spans)
    learned = alignment.aligned if spans_key else events
    known = held_back = None
    if is_open and annotated.complete:
        known = known_tokens(doc, annotated.complete, needed.group)
        held_back = sum(not is_within((s.start, s.end), known) for _, s in learned)
    _set_user_data(doc, annotated, alignment.aligned, known)
    unrelated: Sequence[tuple[EventFrame, Argument]] = ()
    if with_relations:
        unrelated = set_relations(
            doc, annotated.frames, alignment.aligned, relations=annotated.relations
        )
        _set_overlapping(doc, entities)
    return BuiltDoc(
        doc=doc,
        placed=[
            *((ENTITIES, span) for span, _ in chosen),
            *((EVENTS, span) for span, _ in events),
            *((OVERLAPPING, pair[0]) for pair, _ in displaced),
            *((spans_key, span) for span, _ in alignment.aligned if spans_key),
            *arguments,
        ],
        unaligned=alignment.unaligned,
        overlapping=[_overlap(article, pair[0], winner) for pair, winner in displaced],
        entities=Counter(span.label for span, _ in chosen),
        events=Counter(span.label for span, _ in events),
        group_lengths=Counter(found.end - found.start for _, found in learned),
        overlap=overlap_of((found.start, found.end, span.label) for span, found in learned),
        missing_tokens=missing,
        rejected=rejected,
        known=known,
        held_back=held_back or 0,
        unrelated=unrelated,
    )


def overlap_of(spans: Iterable[tuple[int, int, str]]) -> Overlap:
    """The overlap of (start, end, label) spans."""
    ordered = sorted(set(spans))
    found = Overlap.NONE
    furthest = -1
    for before, (start, end, _) in zip([None, *ordered], ordered, strict=False):
        if before is not None and before[:2] == (start, end):
            return Overlap.SAME_PLACE
        if start < furthest:
            found = Overlap.PARTIAL
        furthest = max(furthest, end)
    return found


def _set_entities(
    doc: Doc,
    chosen: list[Pair],
    *,
    unsure: list[tuple[int, int]],
    outside: list[tuple[int, int]] | None,
) -> int:
    """Set `doc.ents`; return how many tokens are missing, neither entity nor outside.

    In a finished article (`outside` is `None`) the rest is outside, in another the tokens of these
    runs are; but for tokens of entities that could not be set: to call those outside would teach
    the opposite of what the annotator said.
    """
    entities = [found for _, found in chosen]
    if outside is not None:
        taken = {i for found in entities for i in range(found.start, found.end)}
        taken.update(i for pair in unsure for i in range(*pair))
        runs = _runs(i for pair in outside for i in range(*pair) if i not in taken)
        doc.set_ents(entities, outside=[doc[a:b] for a, b in runs], default="missing")
        return sum(token.ent_iob == 0 for token in doc)
    if not unsure:
        doc.set_ents(entities, default="outside")
        return 0
    covered = {index for found in entities for index in range(found.start, found.end)}
    blank = sorted({i for pair in unsure for i in range(*pair)} - covered)
    doc.set_ents(entities, missing=[doc[i : i + 1] for i in blank], default="outside")
    return len(blank)


def _set_overlapping(doc: Doc, entities: Iterable[Pair]) -> None:
    """Set the group of entities that `doc.ents` has not, now that triggers stand there."""
    standing = {(ent.start, ent.end, ent.label_) for ent in doc.ents}
    left = [
        found for span, found in entities if (found.start, found.end, span.label) not in standing
    ]
    if left:
        doc.spans[OVERLAPPING] = left


def _set_chains(doc: Doc, chains: Iterable[Chain], aligned: list[Pair]) -> None:
    """A group for each chain, as spaCy's coreference resolver names them, from 1."""
    tokens = {span.id: found for span, found in aligned}
    number = 0
    for chain in chains:
        there = [tokens[span_id] for span_id in chain.span_ids if span_id in tokens]
        if len(there) > 1:
            number += 1
            doc.spans[f"{CHAINS}_{number}"] = there


def _runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Rising indices as pairs of the first and one past the last of each run."""
    found: list[tuple[int, int]] = []
    for index in indices:
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _set_rejected(doc: Doc, rejected: Iterable[RejectedSpan], spans: Iterable[Span]) -> int:
    """Set the groups of rejected stretches that fit on tokens and that no gold span contradicts."""
    items = list(rejected)
    if not items:
        return 0
    gold = {span.key for span in spans}
    groups: dict[str, list[TokenSpan]] = {}
    for item in items:
        found = doc.char_span(item.start, item.end, label=item.label)
        if found is None or (item.layer, item.start, item.end, item.label) in gold:
            continue
        name = INCORRECT if item.layer is Layer.ENTITY else INCORRECT_EVENTS
        groups.setdefault(name, []).append(found)
    for name, found_spans in groups.items():
        doc.spans[name] = found_spans
    return len(groups.get(INCORRECT, ()))


def _set_user_data(
    doc: Doc,
    annotated: AnnotatedArticle,
    aligned: list[Pair],
    known: list[tuple[int, int]] | None,
) -> None:
    article = annotated.article
    about: dict[str, Any] = {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "language": article.language,
        "is_finished": annotated.is_finished,
        "meta": dict(article.meta),
    }
    if annotated.complete:
        about["complete"] = marks_as_data(annotated.complete)
    if annotated.relations:
        there = {span.id for span, _ in aligned}
        about[RELATIONS_KEY] = [
            {"id": x.id, "label": x.label, "head": x.head_id, "child": x.child_id}
            for x in annotated.relations
            if there.issuperset(x.span_ids)
        ]
    if known is not None:
        about[KNOWN_KEY] = [list(pair) for pair in known]
    doc.user_data[ARTICLE_KEY] = about
    if annotated.frames:
        tokens = {span.id: (found.start, found.end) for span, found in aligned}
        spans = {span.id: span for span in annotated.spans}
        particulars: dict[Any, Any] = doc.user_data
        particulars[FRAMES_KEY] = [
            frame_as_data(frame, spans, tokens, article.text) for frame in annotated.frames
        ]


def frame_as_data(
    frame: EventFrame,
    spans: Mapping[str, Span],
    tokens: Mapping[str, tuple[int, int]],
    text: str,
) -> dict[str, Any]:
    """A frame as plain data: offsets in code points, token indices where the span is on tokens."""
    return {
        "id": frame.id,
        "trigger": _span_as_data(frame.trigger_id, spans, tokens, text),
        "arguments": [
            {"role": item.role, **_span_as_data(item.span_id, spans, tokens, text)}
            for item in frame.arguments
        ],
        "attributes": dict(frame.attributes),
    }


def _span_as_data(
    span_id: str, spans: Mapping[str, Span], tokens: Mapping[str, tuple[int, int]], text: str
) -> dict[str, Any]:
    span = spans.get(span_id)
    if span is None:
        return {"span_id": span_id}
    start_token, end_token = tokens.get(span_id, (None, None))
    return {
        "span_id": span_id,
        "label": span.label,
        "layer": str(span.layer),
        "start": span.start,
        "end": span.end,
        "start_token": start_token,
        "end_token": end_token,
        "text": text[span.start : span.end],
    }


def _overlap(article: Article, span: Span, winner: Span) -> OverlappingEntity:
    return OverlappingEntity(
        article_id=article.id,
        span_id=span.id,
        label=span.label,
        start=span.start,
        end=span.end,
        text=article.text[span.start : span.end],
        displaced_by=winner.id,
    )
