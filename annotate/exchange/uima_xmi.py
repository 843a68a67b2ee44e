"""UIMA CAS in XMI: read safely, and without its type system where there is none.

Source: the UIMA reference, chapter 8 (https://uima.apache.org/d/uimaj-current/references.html).
Of a type that no type system describes, features whose values are always ids of elements that have
a `target` are taken for links, `Governor` and `Dependent` for the ends of relations, and everything
else for plain values.
"""

from __future__ import annotations

from collections.abc import Collection

from annotate.errors import ImportFormatError
from annotate.exchange.uima_cas import FIRST_VIEW, Cas, Structure, Types, build
from annotate.exchange.xml_documents import Element, parse_xml

_XMI = "{http://www.omg.org/XMI}"
_CAS = "{http:///uima/cas.ecore}"
_NEVER = frozenset({"sofa", "begin", "end", "value", "label", "category"})
_ALWAYS = frozenset({"Governor", "Dependent", "target"})
_PRIMITIVE = frozenset(
    f"uima.cas.{name}"
    for name in ("String", "Integer", "Float", "Double", "Boolean", "Long", "Short", "Byte")
)
_TYPES = "{http://uima.apache.org/resourceSpecifier}"
ROOT = f"{_XMI}XMI"


def read_types(data: bytes, *, source: str) -> Types:
    """What a `TypeSystem.xml` says of features that refer; raises `AnnotateError`."""
    root = parse_xml(data, source=source)
    references: set[tuple[str, str]] = set()
    arrays: set[tuple[str, str, str]] = set()
    linking: set[str] = set()
    described_types: set[str] = set()
    for described in root.iter(f"{_TYPES}typeDescription"):
        name = _text(described, "name")
        described_types.add(name)
        for feature in described.iter(f"{_TYPES}featureDescription"):
            feature_name, range_name = _text(feature, "name"), _text(feature, "rangeTypeName")
            if range_name not in _PRIMITIVE and not range_name.endswith("StringArray"):
                references.add((name, feature_name))
            if feature_name == "target":
                linking.add(name)
            arrays.add((name, feature_name, _text(feature, "elementType")))
    links = {(name, feature) for name, feature, element in arrays if element in linking}
    return Types(frozenset(references), frozenset(links), frozenset(described_types))


def _text(element: Element, name: str) -> str:
    return (element.findtext(f"{_TYPES}{name}") or "").strip()


def read_xmi(data: bytes, *, source: str, types: Types | None = None) -> Cas:
    """The first view that has a text; raises `AnnotateError` for what is no XMI or has none."""
    root = parse_xml(data, source=source)
    if root.tag != ROOT:
        raise ImportFormatError(
            file=source, line=root.sourceline, found=str(root.tag)[:80], expected="xmi:XMI"
        )
    sofas = [item for item in root.iter(f"{_CAS}Sofa") if item.get("sofaString") is not None]
    first = [item for item in sofas if item.get("sofaID") == FIRST_VIEW] or sofas
    if not first:
        raise ImportFormatError(
            file=source, line=1, found="none", expected="a subject of analysis with a text"
        )
    sofa = first[0].get(f"{_XMI}id")
    elements = {item.get(f"{_XMI}id", ""): item for item in root}
    known = types or Types()
    references = known.references | _likely_links(elements, known)
    structures = {key: _structure(item, elements, references) for key, item in elements.items()}
    members = [item for key, item in structures.items() if elements[key].get("sofa") == sofa]
    for view in root.iter(f"{_CAS}View"):
        if view.get("sofa") == sofa:
            ids = view.get("members", "").split()
            members = [structures[item] for item in ids if item in structures]
    views = tuple(item.get("sofaID", "") for item in sofas if item is not first[0])
    text = first[0].get("sofaString")
    return build(text, members, structures, types=known, source=source, views=views)


def _likely_links(elements: dict[str, Element], types: Types) -> set[tuple[str, str]]:
    """Features of types that nothing is known of whose values name links wherever they stand.

    A number may happen to be the id of a link; that of every instance hardly will.
    """
    likely: dict[tuple[str, str], bool] = {}
    for element in elements.values():
        name = type_name(str(element.tag))
        if name in types.described:
            continue
        for feature, value in element.attrib.items():
            if feature in _NEVER or feature.startswith("{"):
                continue
            key = (name, feature)
            if likely.get(key, True):
                likely[key] = _are_links(value, elements)
    return {key for key, is_link in likely.items() if is_link}


def _structure(
    element: Element, elements: dict[str, Element], references: Collection[tuple[str, str]]
) -> Structure:
    item = Structure(
        element.get(f"{_XMI}id", ""), type_name(str(element.tag)), line=element.sourceline
    )
    for name, value in element.attrib.items():
        if name.startswith("{"):
            continue
        if name in _ALWAYS or (item.type, name) in references:
            item.references[name] = _ids(value, elements)
        else:
            item.features[name] = value
    for child in element:
        if child.text:
            item.features.setdefault(str(child.tag), child.text)
    return item


def _ids(value: str, elements: dict[str, Element]) -> list[str]:
    """Ids that a value names; those inside an array for the array."""
    ids = value.split()
    if len(ids) == 1 and ids[0] in elements and elements[ids[0]].tag == f"{_CAS}FSArray":
        ids = elements[ids[0]].get("elements", "").split()
    return ids or [""]


def _are_links(value: str, elements: dict[str, Element]) -> bool:
    named = [elements.get(item) for item in _ids(value, elements)]
    return all(
        item is not None and item.get("target") is not None and item.get("begin") is None
        for item in named
    )


def type_name(tag: str) -> str:
    """Full name of a type from the tag of its element: `{http:///a/b.ecore}C` is `a.b.C`."""
    space, _, name = tag.removeprefix("{").rpartition("}")
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return name if package in ("", "uima.noNamespace") else f"{package}.{name}"
