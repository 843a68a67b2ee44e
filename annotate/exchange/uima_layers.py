"""UIMA annotations, as INCEpTION and WebAnno lay them out, as spans, events and relations.

Source: https://inception-project.github.io/releases/36.0/docs/user-guide.html (layers) and the
type system of DKPro Core. The rules: a named entity is an entity with its `value` as label. A type
with link features, or with “event” or “trigger” in its name, is an event; its links are arguments,
its further features attributes. Another type of somebody's own is a span whose label decides the
layer. `Governor` and `Dependent` make a relation, the links of a chain (of coreference, or of a
layer of somebody's own) one chain of the spans on the same words; a link without one is a span
itself, with its `referenceType` as label. The label is the feature `value`, `label`, `category` or
`type`, else the first that is set, else the name of the type. Linguistic layers of DKPro Core (part
of speech, lemma, dependency …) have no place; they are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotate.exchange.chain_groups import UNTYPED
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import RecordChain, RecordFrame, RecordRelation, RecordSpan
from annotate.spans import Layer

DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
NAMED_ENTITY = f"{DKPRO}ner.type.NamedEntity"
TOKEN = f"{DKPRO}segmentation.type.Token"
SENTENCE = f"{DKPRO}segmentation.type.Sentence"
COREFERENCE = f"{DKPRO}coref.type.CoreferenceLink"
COREFERENCE_CHAIN = f"{DKPRO}coref.type.CoreferenceChain"
METADATA = f"{DKPRO}metadata.type.DocumentMetaData"
EVENT = "webanno.custom.Event"
EVENT_LINK = "webanno.custom.EventArgumentsLink"
EVENT_LABEL, EVENT_ARGUMENTS = "category", "arguments"
RELATION = "webanno.custom.Relation"
RELATION_LABEL = "label"

RELATED = "referenceRelation"
_SAME = frozenset(["", "*", "coref"])
_LABEL_FEATURES = ("value", "label", "category", "type", "class")
_EVENT_WORDS = ("event", "trigger", "sempred")
_KEPT = (f"{DKPRO}ner.type.", f"{DKPRO}semantics.type.")
# What texts are made of: neither gold nor a loss.
_STRUCTURE = frozenset(
    [TOKEN, SENTENCE, METADATA, "uima.tcas.DocumentAnnotation", "uima.cas.Sofa"]
    + [f"{DKPRO}metadata.type.{name}" for name in ("TagDescription", "TagsetDescription")]
    + [f"{DKPRO}segmentation.type.{name}" for name in ("Paragraph", "Document", "Div", "Heading")]
    + ["de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata"]
)
_LANGUAGE = (DKPRO, "org.dkpro.core.api.", "uima.")


@dataclass(slots=True)
class Link:
    """One filler of a link feature; `target` is the id of an annotation."""

    feature: str
    role: str
    target: str


@dataclass(slots=True)
class Annotation:
    """One annotation: its type by full name, and `text[start:end]` in code points.

    `governor` and `dependent` are ids where it is a relation, `following` that of the next link
    of its chain. `line` is where it stands.
    """

    id: str
    type: str
    start: int
    end: int
    features: dict[str, str] = field(default_factory=dict[str, str])
    links: list[Link] = field(default_factory=list[Link])
    is_host: bool = False
    governor: str = ""
    dependent: str = ""
    following: str = ""
    is_link: bool = False
    """Whether it is one of a chain."""
    line: int | None = None


@dataclass(slots=True)
class Layers:
    """What annotations say, in the terms of a record."""

    spans: list[RecordSpan] = field(default_factory=list[RecordSpan])
    frames: list[RecordFrame] = field(default_factory=list[RecordFrame])
    relations: list[RecordRelation] = field(default_factory=list[RecordRelation])
    chains: list[RecordChain] = field(default_factory=list[RecordChain])
    losses: list[Loss] = field(default_factory=list[Loss])


def interpret(annotations: Iterable[Annotation], *, source: str) -> Layers:
    """Spans, events, relations and chains; what has no place is counted by its type."""
    return _Reading(source).read(list(annotations))


def says_more(relation: str) -> bool:
    """Whether a link says more of the next one than that both name the same."""
    return relation not in _SAME


def short_name(type_name: str) -> str:
    """The name of a type without its package."""
    return type_name.rpartition(".")[2]


class Mentions:
    """Which span a link of a chain is about: the one on its words, or that with its label."""

    def __init__(self, spans: list[RecordSpan]) -> None:
        """Look among `spans`, to which links without one are added."""
        self._spans = spans
        self._there: dict[tuple[int, int], dict[str, str]] = {}
        for span in spans:
            self._remember(span)

    def _remember(self, span: RecordSpan) -> None:
        self._there.setdefault((span.start, span.end), {}).setdefault(span.label, span.id)

    def of(self, start: int, end: int, reference: str, link_id: str) -> str:
        """The id of the span there, which is made where there is none."""
        found = self.at(start, end, reference)
        if not found:
            found = link_id
            span = RecordSpan(start, end, reference or UNTYPED, None, link_id)
            self._spans.append(span)
            self._remember(span)
        return found

    def at(self, start: int, end: int, reference: str = "") -> str:
        """The id of the span there; empty where there is none.

        We write the label as the reference type where two spans lie on the same words; other
        programs say there what kind of word it is.
        """
        found = self._there.get((start, end), {})
        return found.get(reference) or next(iter(found.values()), "")


class _Reading:
    def __init__(self, source: str) -> None:
        self._source = source
        self._found = Layers()
        self._names: dict[str, str] = {}  # of each annotation, the id of its span
        self._by_key: dict[tuple[str, int, int, str], str] = {}
        self._left: Counter[str] = Counter()

    def read(self, annotations: list[Annotation]) -> Layers:
        hosts = {item.type for item in annotations if item.links or item.is_host}
        links = [item for item in annotations if item.is_link]
        taken = [item for item in annotations if not item.is_link and self._is_kept(item)]
        for item in taken:
            if not item.governor and not item.dependent:
                self._span(item, _layer(item, hosts))
        for item in taken:
            if item.governor or item.dependent:
                self._relation(item)
            elif item.id in self._names and _layer(item, hosts) is Layer.EVENT:
                self._frame(item)
        self._chains(links)
        for name, count in sorted(item for item in self._left.items() if item[1]):
            self._found.losses.append(Loss(LossCode.ELEMENT, self._source, None, name, count))
        return self._found

    def _chains(self, links: list[Annotation]) -> None:
        """The chains, of the spans that lie where their links do; those in a circle are counted."""
        by_id = {item.id: item for item in links}
        followed = {item.following for item in links}
        there = Mentions(self._found.spans)
        for first in links:
            if first.id in followed:
                continue
            found: dict[str, None] = {}
            link: Annotation | None = first
            while link is not None:
                by_id.pop(link.id, None)  # one that comes back to itself ends there
                kind = link.features.get("referenceType", "")
                found[there.of(link.start, link.end, kind, link.id)] = None
                self._left[RELATED] += says_more(link.features.get(RELATED, ""))
                link = by_id.get(link.following) if link.following else None
            if len(found) > 1:
                self._found.chains.append(RecordChain(tuple(found), first.id))
        self._left.update(short_name(link.type) for link in by_id.values())

    def _is_kept(self, item: Annotation) -> bool:
        if item.type in _STRUCTURE:
            return False
        if item.type.startswith(_LANGUAGE) and not item.type.startswith(_KEPT):
            self._left[short_name(item.type)] += 1
            return False
        return True

    def _span(self, item: Annotation, layer: Layer | None) -> None:
        label, rest = _label(item)
        key = (str(layer), item.start, item.end, label)
        # Events that share their trigger are frames of one span.
        known = self._by_key.get(key) if layer is Layer.EVENT else None
        self._names[item.id] = known or item.id
        if known:
            return
        self._by_key[key] = item.id
        self._found.spans.append(RecordSpan(item.start, item.end, label, layer, item.id))
        if layer is not Layer.EVENT:
            for name, value in rest.items():
                self._lose(LossCode.ATTRIBUTE, item, f"{label} {name}={value}")

    def _frame(self, item: Annotation) -> None:
        _, attributes = _label(item)
        arguments: list[tuple[str, str]] = []
        for link in item.links:
            target = self._names.get(link.target)
            if target is None:
                self._lose(LossCode.DANGLING, item, f"{link.role or link.feature} {link.target}")
            else:
                arguments.append((link.role or link.feature, target))
        if arguments or attributes:
            self._found.frames.append(
                RecordFrame(
                    self._names[item.id],
                    tuple(arguments),
                    tuple(sorted(attributes.items())),
                    item.id,
                )
            )

    def _relation(self, item: Annotation) -> None:
        head, child = self._names.get(item.governor), self._names.get(item.dependent)
        label, _ = _label(item)
        if head is None or child is None:
            self._lose(LossCode.DANGLING, item, label)
        else:
            self._found.relations.append(RecordRelation(head, child, label))

    def _lose(self, code: LossCode, item: Annotation, detail: str) -> None:
        self._found.losses.append(Loss(code, self._source, item.line, detail))


def _layer(item: Annotation, hosts: set[str]) -> Layer | None:
    if item.type.startswith(f"{DKPRO}ner.type."):
        return Layer.ENTITY
    name = short_name(item.type).lower()
    if item.type in hosts or any(word in name for word in _EVENT_WORDS):
        return Layer.EVENT
    return None


def _label(item: Annotation) -> tuple[str, Mapping[str, str]]:
    """The label of an annotation, and the features that are not it."""
    preferred = (EVENT_LABEL,) if item.type == EVENT else _LABEL_FEATURES
    names = [name for name in preferred if item.features.get(name)]
    names += [name for name, value in item.features.items() if value]
    if not names:
        return short_name(item.type), {}
    rest = {name: value for name, value in item.features.items() if name != names[0] and value}
    return item.features[names[0]], rest
