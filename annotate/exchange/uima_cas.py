"""Feature structures of a CAS, however written, as text and annotations (docs/adr/0014)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotate.errors import AnnotateError, ImportFormatError, OutsideTextError
from annotate.exchange.text_map import Utf16Offsets
from annotate.exchange.uima_layers import COREFERENCE, METADATA, Annotation, Link

FIRST_VIEW = "_InitialView"
_UNKNOWN_LANGUAGE = "x-unspecified"
_WHOLE = frozenset({METADATA, "uima.tcas.DocumentAnnotation"})
"""What is said of the whole text, wherever it claims to end."""
_PLACES = frozenset({"sofa", "begin", "end"})
_ENDS = ("Governor", "Dependent")
# How link features are named; one that is empty is told by nothing else.
_LINK_WORDS = ("link", "argument", "slot", "role")


@dataclass(slots=True)
class Structure:
    """One feature structure: plain features as text, references as ids."""

    id: str
    type: str
    features: dict[str, str] = field(default_factory=dict[str, str])
    references: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Types:
    """What is known of features: (type, feature) pairs that refer to something, and link ones.

    `described` are the types of which every feature is known.
    """

    references: frozenset[tuple[str, str]] = frozenset()
    links: frozenset[tuple[str, str]] = frozenset()
    described: frozenset[str] = frozenset()


@dataclass(slots=True)
class Cas:
    """Text and annotations of one CAS, and what could not be read of it."""

    text: str = ""
    annotations: list[Annotation] = field(default_factory=list[Annotation])
    id: str = ""
    title: str = ""
    language: str = ""
    views: tuple[str, ...] = ()
    """Names of the other views with a text, which were not taken."""
    bad: list[AnnotateError] = field(default_factory=list[AnnotateError])


def build(
    text: str,
    members: Iterable[Structure],
    structures: Mapping[str, Structure],
    *,
    types: Types,
    source: str,
    views: tuple[str, ...] = (),
) -> Cas:
    """The CAS of `text` with the indexed `members`; `structures` are all by id."""
    cas = Cas(text=text, views=views)
    chained = _link_types(structures)
    offsets = Utf16Offsets(text)
    hosts = {name for name, _ in types.links}
    for item in members:
        if item.type == METADATA:
            cas.id = item.features.get("documentId", "")
            cas.title = item.features.get("documentTitle", "")
        language = item.features.get("language", "")
        if language and language != _UNKNOWN_LANGUAGE:
            cas.language = cas.language or language
        if item.type in _WHOLE or not item.features.keys() >= {"begin", "end"}:
            continue
        try:
            annotation = _annotation(item, structures, offsets, source)
            if item.type in chained:
                annotation.is_link = True
                annotation.following = _named(item, "next")
        except AnnotateError as error:
            cas.bad.append(error)
            continue
        annotation.is_host = annotation.is_host or item.type in hosts
        cas.annotations.append(annotation)
    return cas


def _named(item: Structure, feature: str) -> str:
    """The id that a feature names, known as a reference or not; empty where it names none."""
    return item.features.get(feature) or _referred(item, feature)


def _referred(item: Structure, feature: str) -> str:
    """The first id that a reference names; empty where it names none."""
    return next(iter(item.references.get(feature, ())), "")


def _link_types(structures: Mapping[str, Structure]) -> frozenset[str]:
    """Types of which chains are made: each names the `next` one, and a chain the `first`."""
    found = {COREFERENCE}
    for item in structures.values():
        following = structures.get(_named(item, "next"))
        if following is not None and following.type == item.type:
            found.add(item.type)
        first = structures.get(_named(item, "first"))
        if first is not None and "begin" not in item.features and "begin" in first.features:
            found.add(first.type)
    return frozenset(found)


def _annotation(
    item: Structure, structures: Mapping[str, Structure], offsets: Utf16Offsets, source: str
) -> Annotation:
    begin, end = item.features["begin"], item.features["end"]
    try:
        first, last = offsets.stretch(int(begin), int(end))
    except (ValueError, OutsideTextError) as error:
        raise ImportFormatError(
            file=source,
            line=item.line,
            found=f"{begin}-{end}"[:40],
            expected="offsets inside the text that cut no character",
        ) from error
    made = Annotation(item.id, item.type, first, last, line=item.line)
    for name, value in item.features.items():
        if not value and any(word in name.lower() for word in _LINK_WORDS):
            made.is_host = True
        elif name not in _PLACES:
            made.features[name] = value
    made.governor, made.dependent = (_referred(item, end) for end in _ENDS)
    for name, ids in item.references.items():
        if name in _ENDS:
            continue
        links = [structures[link] for link in ids if link in structures]
        targets = [_referred(link, "target") for link in links]
        if any(targets) and not any("begin" in link.features for link in links):
            made.is_host = True
            made.links += [
                Link(name, link.features.get("role", ""), target)
                for link, target in zip(links, targets, strict=True)
            ]
    return made
