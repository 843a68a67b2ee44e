"""XML from anywhere: parsed without entities, without network, with limits.

A document that declares entities is refused before it is parsed: none of the formats needs them,
and they are what bombs and stolen files are made of. An external DTD is named by some files and
never loaded.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any, TypeAlias
from xml.parsers import expat

from annotate.errors import ArticleUnreadableError, ImportFormatError

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

_PROLOG = 1 << 16
# What XML 1.0 cannot hold, even as a character reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Declared(Exception):  # noqa: N818 - says what was found, never leaves this module
    """An entity is declared."""


class _Started(Exception):  # noqa: N818 - says what was found, never leaves this module
    """The first element has begun, so the prolog is over."""


def lxml_etree() -> Any:  # noqa: ANN401 - lxml has no types
    """`lxml.etree`, imported when it is needed."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    return etree


def parse_xml(data: bytes, *, source: str) -> Element:
    """The root element of `data`.

    Raises `ImportFormatError` with the line for what is not well-formed, `ArticleUnreadableError`
    (reason `xml_entities`) for a document that declares entities.
    """
    etree = lxml_etree()
    _refuse_entities(data, source)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ImportFormatError(
            file=source,
            line=error.lineno,
            column=error.offset,
            found=_sentence(error.msg),
            expected="well-formed XML",
        ) from error


def root_tag(head: bytes) -> str:
    """Name of the first element in the first bytes of a file, `{namespace}name`; empty if none."""
    found: list[str] = []

    def on_start(name: str, _attributes: dict[str, str]) -> None:
        found.append(name)
        raise _Started

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = on_start
    with contextlib.suppress(_Started, expat.ExpatError, ValueError, LookupError):
        parser.Parse(head)
    if not found:
        return ""
    return "{" + found[0] if "}" in found[0] else found[0]


def _refuse_entities(data: bytes, source: str) -> None:
    """Read the prolog, where alone entities can be declared, and refuse if one is."""

    def on_entity(*_args: object) -> None:
        raise _Declared

    def on_start(_name: str, _attributes: dict[str, str]) -> None:
        raise _Started

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = on_entity
    parser.StartElementHandler = on_start
    try:
        for start in range(0, len(data), _PROLOG):
            parser.Parse(data[start : start + _PROLOG], start + _PROLOG >= len(data))
    except _Declared as error:
        raise ArticleUnreadableError(
            source=source, reason="xml_entities", line=parser.CurrentLineNumber
        ) from error
    except _Started:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ImportFormatError(
            file=source,
            line=parser.CurrentLineNumber,
            found=_sentence(str(error)),
            expected="well-formed XML",
        ) from error


def _sentence(message: str | None) -> str:
    return (message or "damaged XML").split("\n", 1)[0]


def storable(text: str) -> tuple[str, int]:
    """`text` as XML can hold it, and how many characters became U+FFFD; offsets stay."""
    return _FORBIDDEN.subn("\ufffd", text)
