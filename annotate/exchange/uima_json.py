"""UIMA CAS in JSON, as INCEpTION and dkpro-cassis write it.

Source: https://github.com/apache/uima-uimaj-io-jsoncas (UIMA CAS JSON 0.4). Offsets count UTF-16
units. References stand in features that begin with `@`, numbers that JSON has not in those with
`#`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from annotate.errors import ArticleUnreadableError, ImportFormatError
from annotate.exchange.uima_cas import FIRST_VIEW, Cas, Structure, Types, build

_STRUCTURES, _VIEWS, _TYPES = "%FEATURE_STRUCTURES", "%VIEWS", "%TYPES"
_SOFA = "uima.cas.Sofa"
MARKS = (b'"%TYPES"', b'"%FEATURE_STRUCTURES"', b'"%VIEWS"')
"""Names that stand near the beginning of such a file."""


def read_json(data: bytes, *, source: str) -> Cas:
    """The first view that has a text; raises `AnnotateError` for what is no such file."""
    value = _parsed(data, source)
    structures = {item.id: item for item in _structures(value.get(_STRUCTURES), source)}
    sofas = [item for item in structures.values() if item.type == _SOFA]
    texts = [item for item in sofas if "sofaString" in item.features]
    first = [item for item in texts if item.features.get("sofaID") == FIRST_VIEW] or texts
    if not first:
        raise _wrong(source, "none", "a subject of analysis with a text")
    members = [item for item in structures.values() if item.references.get("sofa") == [first[0].id]]
    views = value.get(_VIEWS)
    view = views.get(first[0].features.get("sofaID", "")) if isinstance(views, dict) else None
    if isinstance(view, dict):
        ids = cast("dict[str, Any]", view).get("%MEMBERS")
        if isinstance(ids, list):
            names = [str(item) for item in cast("list[Any]", ids)]
            members = [structures[name] for name in names if name in structures]
    return build(
        first[0].features["sofaString"],
        members,
        structures,
        types=_types(value.get(_TYPES)),
        source=source,
        views=tuple(item.features.get("sofaID", "") for item in texts if item is not first[0]),
    )


def _parsed(data: bytes, source: str) -> Mapping[str, Any]:
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleUnreadableError(source=source, reason="encoding") from error
    except json.JSONDecodeError as error:
        raise ImportFormatError(
            file=source, line=error.lineno, column=error.colno, found=error.msg, expected="JSON"
        ) from error
    except RecursionError as error:
        raise _wrong(source, "too many levels", "a CAS") from error
    if not isinstance(value, dict) or _STRUCTURES not in value:
        raise _wrong(source, "other JSON", f"an object with “{_STRUCTURES}”")
    return cast("dict[str, Any]", value)


def _structures(value: object, source: str) -> Iterator[Structure]:
    """Feature structures, as a list or by id; their features as text and references."""
    items: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        items = list(cast("dict[str, Any]", value).items())
    elif isinstance(value, list):
        items = [("", item) for item in cast("list[Any]", value)]
    arrays: dict[str, list[str]] = {}
    found: list[Structure] = []
    for key, raw in items:
        if not isinstance(raw, dict):
            raise _wrong(source, str(raw)[:40], "a feature structure")
        item = cast("dict[str, Any]", raw)
        name = str(item.get("%ID", key))
        elements = item.get("%ELEMENTS")
        if isinstance(elements, list):
            arrays[name] = [str(part) for part in cast("list[Any]", elements)]
        found.append(_structure(name, item))
    for item in found:
        for name, ids in item.references.items():
            if len(ids) == 1 and ids[0] in arrays:
                item.references[name] = arrays[ids[0]]
        yield item


def _structure(name: str, item: Mapping[str, Any]) -> Structure:
    made = Structure(name, str(item.get("%TYPE", "")))
    for key, value in item.items():
        if key.startswith("%") or value is None:
            continue
        if key.startswith("@"):
            ids = cast("list[Any]", value) if isinstance(value, list) else [value]
            made.references[key[1:]] = [str(part) for part in ids]
        elif isinstance(value, bool):
            made.features[key] = str(value).lower()
        elif isinstance(value, (str, int, float)):
            made.features[key.removeprefix("#").removeprefix("^")] = str(value)
    return made


def _types(value: object) -> Types:
    """Link features: arrays whose elements have a target."""
    if not isinstance(value, dict):
        return Types()
    described = {
        name: cast("dict[str, Any]", item)
        for name, item in cast("dict[str, Any]", value).items()
        if isinstance(item, dict)
    }
    linking = {name for name, item in described.items() if "target" in item}
    links: set[tuple[str, str]] = set()
    for name, item in described.items():
        for feature, declared in item.items():
            if isinstance(declared, dict):
                said = cast("dict[str, Any]", declared)
                element = said.get("%ELEMENT_TYPE") or str(said.get("%RANGE", "")).removesuffix(
                    "[]"
                )
                if element in linking:
                    links.add((name, feature))
    return Types(links=frozenset(links))


def _wrong(source: str, found: str, expected: str) -> ImportFormatError:
    return ImportFormatError(file=source, line=1, found=found, expected=expected)
