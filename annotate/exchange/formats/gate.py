"""GATE XML documents: `GateDocument` with `TextWithNodes` and annotation sets; read only.

Source: https://gate.ac.uk/sale/tao/splitch5.html (documents in GATE format). A node's place in the
text is where it stands, not its id. The set `Key` is taken where there is one, else all but
`Original markups`; another may be chosen. Types that only tell of tokens and sentences are counted,
and so are features; those of the document go with the article. Relations of two annotations are
relations, the others are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotate.articles import ArticleState
from annotate.errors import ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats.api import Outcome, Probe, Source
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record, RecordRelation, RecordSpan
from annotate.exchange.text_lines import read_bytes
from annotate.exchange.xml_documents import Element, parse_xml, root_tag

_ROOT = "GateDocument"
_MARKUP = "Original markups"
_GOLD = "Key"
_LINGUISTIC = frozenset(
    ["Token", "SpaceToken", "Sentence", "Split", "Lookup", "DEFAULT_TOKEN", "paragraph"]
)
_GENERAL = frozenset({"mention", "entity", "annotation"})
_CLASSES = ("class", "type", "label", "category")
_TITLES = ("title", "Title")
_WRAPPER = "ObjectWrapper"
"""The end of the class of what is a Java object, written out."""
_LONGEST = 2000


@dataclass(slots=True)
class _Text:
    """The text, and where nodes stand in it (code points)."""

    parts: list[str] = field(default_factory=list[str])
    length: int = 0
    nodes: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


def detect(probe: Probe) -> float:
    """Whether the first element is that of a GATE document."""
    return 1.0 if root_tag(probe.head) == _ROOT else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The article of the file; annotations that cannot be are refused by line, the others taken."""
    data = read_bytes(source)
    root = parse_xml(data, source=source.name)
    content = root.find("TextWithNodes")
    if root.tag != _ROOT or content is None:
        raise ImportFormatError(
            file=source.name,
            line=root.sourceline,
            found=str(root.tag)[:80],
            expected="a GateDocument with its TextWithNodes",
        )
    text = _text(content)
    spans: list[RecordSpan] = []
    refusals: list[Refusal] = []
    taken, left = _sets(root.findall("AnnotationSet"), source.choices.get("set", ""))
    losses = [
        Loss(LossCode.ELEMENT, source.name, None, name, count) for name, count in left.items()
    ]
    features: Counter[str] = Counter()
    named: dict[str, str] = {}
    for number, item in enumerate(_annotations(taken, losses, source.name)):
        try:
            spans.append(_span(item, text, f"g{number}", source.name, features))
            named.setdefault(item.get("Id", ""), f"g{number}")
        except ImportFormatError as error:
            refusals.append(Refusal(source.name, item.sourceline, error))
    said, others = _said_of_all(root)
    features.update(others)
    losses += [
        Loss(LossCode.FIELD, source.name, None, name, count)
        for name, count in sorted(features.items())
    ]
    relations = tuple(_relations(root, named, losses, source.name))
    yield from refusals
    yield Record(
        text="".join(text.parts),
        id=source.path.stem,
        title=next((said.pop(name) for name in _TITLES if name in said), ""),
        source=source.path.name,
        state=ArticleState.IN_PROGRESS if refusals else None,
        spans=tuple(spans),
        meta=tuple(sorted(said.items())),
        relations=relations,
        losses=tuple(losses),
    )


def _text(content: Element) -> _Text:
    text = _Text()
    text.add(content.text)
    for node in content:
        if node.tag == "Node":
            text.nodes[node.get("id", "")] = text.length
        text.add(node.tail)
    return text


def _sets(found: Sequence[Element], wanted: str) -> tuple[list[Element], dict[str, int]]:
    """The sets that are taken, and of the others name and size."""
    names = {item.get("Name", "") for item in found}
    if wanted:
        chosen = {wanted}
    elif _GOLD in names:
        chosen = {_GOLD}
    else:
        chosen = names - {_MARKUP}
    taken = [item for item in found if item.get("Name", "") in chosen]
    left = {
        item.get("Name", "") or "default": len(item)
        for item in found
        if item.get("Name", "") not in chosen and len(item)
    }
    return taken, left


def _annotations(taken: Sequence[Element], losses: list[Loss], name: str) -> list[Element]:
    """Annotations that say something of the text; those of tokens and sentences are counted."""
    items = [item for found in taken for item in found.iter("Annotation")]
    linguistic = Counter(
        item.get("Type", "") for item in items if item.get("Type", "") in _LINGUISTIC
    )
    losses += [
        Loss(LossCode.ELEMENT, name, None, kind, count)
        for kind, count in sorted(linguistic.items())
    ]
    return [item for item in items if item.get("Type", "") not in _LINGUISTIC]


def _relations(
    root: Element, named: Mapping[str, str], losses: list[Loss], name: str
) -> Iterator[RecordRelation]:
    """The relations between two annotations that were taken; the others are counted by type."""
    left: Counter[str] = Counter()
    for item in root.iterfind("RelationSet/Relation"):
        label = item.get("Type", "")
        ends = [named.get(member.strip()) for member in item.get("Members", "").split(";")]
        match ends:
            case [str(head), str(child)]:
                yield RecordRelation(head, child, label)
            case _:
                left[label] += 1
    losses += [
        Loss(LossCode.RELATION, name, None, label, count) for label, count in sorted(left.items())
    ]


def _span(
    item: Element, text: _Text, span_id: str, name: str, features: Counter[str]
) -> RecordSpan:
    start = text.nodes.get(item.get("StartNode", ""))
    end = text.nodes.get(item.get("EndNode", ""))
    if start is None or end is None or start > end:
        raise ImportFormatError(
            file=name,
            line=item.sourceline,
            found=f"{item.get('StartNode')}-{item.get('EndNode')}",
            expected="two nodes of the text, in order",
        )
    values = {
        (feature.findtext("Name") or "").strip(): (feature.findtext("Value") or "").strip()
        for feature in item.iter("Feature")
    }
    label = item.get("Type", "")
    if label.lower() in _GENERAL:
        said = next((key for key in _CLASSES if values.get(key)), "")
        if said:
            label = values.pop(said).replace("#", "/").rstrip("/").rpartition("/")[2]
    features.update(key for key, value in values.items() if value)
    return RecordSpan(start, end, label, id=span_id)


def _said_of_all(root: Element) -> tuple[dict[str, str], list[str]]:
    """The features of the document that are plain values, and the names of the others."""
    plain: dict[str, str] = {}
    others: list[str] = []
    for feature in root.iterfind("GateDocumentFeatures/Feature"):
        name, value = (feature.findtext("Name") or "").strip(), feature.find("Value")
        if not name or value is None:
            continue
        text = (value.text or "").strip()
        if value.get("className", "").endswith(_WRAPPER) or len(text) > _LONGEST:
            others.append(name)
        elif text:
            plain.setdefault(name, text)
    return plain, others
