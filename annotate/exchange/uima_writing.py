"""A record as a CAS of dkpro-cassis, with the layers of INCEpTION.

Entities are DKPro Core's `NamedEntity`, events `webanno.custom.Event` with links to their
arguments, relations `webanno.custom.Relation`; attributes of events become string features of it.
Tokens and sentences go along, because INCEpTION wants them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from annotate.exchange.formats.api import WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame
from annotate.exchange.tokens_out import cut, sentences
from annotate.exchange.uima_layers import (
    COREFERENCE,
    COREFERENCE_CHAIN,
    EVENT,
    EVENT_ARGUMENTS,
    EVENT_LABEL,
    EVENT_LINK,
    METADATA,
    NAMED_ENTITY,
    RELATION,
    RELATION_LABEL,
    SENTENCE,
    TOKEN,
)
from annotate.exchange.xml_documents import storable
from annotate.spans import Layer

_FEATURE = re.compile(r"[A-Za-z]\w*")
_TAKEN = frozenset({EVENT_LABEL, EVENT_ARGUMENTS, "begin", "end", "sofa", "type", "self"})
_STRING = "uima.cas.String"


def type_system(attributes: list[str]) -> Any:  # noqa: ANN401 - cassis has no useful types
    """The types that are written, with `attributes` as features of events."""
    import cassis

    types = cassis.TypeSystem()
    metadata = types.create_type(METADATA, "uima.tcas.DocumentAnnotation")
    for name in ("documentTitle", "documentId", "documentUri", "collectionId"):
        types.create_feature(metadata, name, _STRING)
    types.create_type(SENTENCE)
    types.create_type(TOKEN)
    entity = types.create_type(NAMED_ENTITY)
    for name in ("value", "identifier"):
        types.create_feature(entity, name, _STRING)
    event = types.create_type(EVENT)
    link = types.create_type(EVENT_LINK, "uima.cas.TOP")
    types.create_feature(link, "role", _STRING)
    types.create_feature(link, "target", "uima.tcas.Annotation")
    for name in (EVENT_LABEL, *attributes):
        types.create_feature(event, name, _STRING)
    types.create_feature(event, EVENT_ARGUMENTS, "uima.cas.FSArray", elementType=EVENT_LINK)
    chain = types.create_type(COREFERENCE_CHAIN, "uima.cas.AnnotationBase")
    mention = types.create_type(COREFERENCE)
    types.create_feature(chain, "first", COREFERENCE)
    types.create_feature(mention, "next", COREFERENCE)
    for name in ("referenceType", "referenceRelation"):
        types.create_feature(mention, name, _STRING)
    relation = types.create_type(RELATION)
    types.create_feature(relation, RELATION_LABEL, _STRING)
    for name in ("Governor", "Dependent"):
        types.create_feature(relation, name, "uima.tcas.Annotation")
    return types


def attribute_names(record: Record) -> set[str]:
    """Attributes of events that can be features of a type."""
    names = {name for frame in record.frames for name, _ in frame.attributes}
    return {name for name in names if _FEATURE.fullmatch(name) and name not in _TAKEN}


def make_cas(record: Record, types: Any, log: WriteLog) -> Any:  # noqa: ANN401 - cassis has no types
    """The CAS of one record; what XML cannot hold is replaced and counted."""
    import cassis

    text, replaced = storable(record.text)
    if replaced:
        log.lose(LossCode.CHARACTER, record, f"{replaced} characters", replaced)
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    metadata = types.get_type(METADATA)(
        begin=0,
        end=len(text),
        language=record.language or "x-unspecified",
        documentId=_value(record.id),
        documentTitle=_value(record.title or record.id),
    )
    cas.add(metadata)
    words = cut(text, ())
    for sentence in sentences(text, words):
        begin, end = words[sentence[0]].start, words[sentence[-1]].end
        cas.add(types.get_type(SENTENCE)(begin=begin, end=end))
    for word in words:
        cas.add(types.get_type(TOKEN)(begin=word.start, end=word.end))
    _add_spans(record, cas, types, log)
    return cas


def _add_spans(record: Record, cas: Any, types: Any, log: WriteLog) -> None:  # noqa: ANN401 - cassis has no types
    frames: dict[str, list[RecordFrame]] = {}
    for frame in record.frames:
        frames.setdefault(frame.trigger, []).append(frame)
    made: dict[str, Any] = {}
    waiting: list[tuple[RecordFrame, Any]] = []
    for span in record.spans:
        if span.layer is not Layer.EVENT:
            item = types.get_type(NAMED_ENTITY)(
                begin=span.start, end=span.end, value=_value(span.label)
            )
            cas.add(item)
            made[span.id] = item
            continue
        for frame in frames.get(span.id) or [None]:
            features = _features(record, frame, log)
            features[EVENT_LABEL] = _value(span.label)
            item = types.get_type(EVENT)(begin=span.start, end=span.end, **features)
            cas.add(item)
            made.setdefault(span.id, item)
            if frame is not None:
                waiting.append((frame, item))
    array = types.get_type("uima.cas.FSArray")
    link = types.get_type(EVENT_LINK)
    for frame, item in waiting:
        links = [
            link(role=_value(role), target=made[span_id])
            for role, span_id in frame.arguments
            if span_id in made
        ]
        if links:
            item[EVENT_ARGUMENTS] = array(elements=links)
    for relation in record.relations:
        head, child = made[relation.head], made[relation.child]
        ends = {"Governor": head, "Dependent": child, RELATION_LABEL: _value(relation.label)}
        # A relation lies where its dependent does, as in INCEpTION.
        cas.add(types.get_type(RELATION)(begin=child.begin, end=child.end, **ends))
    _add_chains(record, cas, types)


def _add_chains(record: Record, cas: Any, types: Any) -> None:  # noqa: ANN401 - cassis has no types
    """A link for each mention, each of which names the next, and a chain that names the first.

    Where two spans lie on the same words, the label says as reference type which one is meant.
    """
    spans = {span.id: span for span in record.spans}
    places = Counter((span.start, span.end) for span in record.spans)
    for chain in record.chains:
        following: Any = None
        for span_id in reversed(chain.span_ids):
            span = spans[span_id]
            said = {"next": following} if following is not None else {}
            if places[span.start, span.end] > 1:
                said["referenceType"] = _value(span.label)
            following = types.get_type(COREFERENCE)(begin=span.start, end=span.end, **said)
            cas.add(following)
        cas.add(types.get_type(COREFERENCE_CHAIN)(first=following))


def _features(record: Record, frame: RecordFrame | None, log: WriteLog) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in frame.attributes if frame else ():
        if _FEATURE.fullmatch(name) and name not in _TAKEN:
            found[name] = _value(value)
        else:
            log.lose(LossCode.ATTRIBUTE, record, f"{name}={value}")
    return found


def _value(value: str) -> str:
    return storable(value)[0]
