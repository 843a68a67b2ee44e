"""Articles out of HTML pages by trafilatura: text, title, date, site; nothing is ever fetched."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from annotate.errors import ArticleUnreadableError
from annotate.exchange.drafts import Facts

if TYPE_CHECKING:
    from trafilatura.settings import Document

# A page whose longest paragraph is shorter than this has no article; it is a form or a menu.
_MIN_PARAGRAPH = 40
_MIN_BESIDE_FORM = 400
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z_-]{2,20})", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^>]{0,300}?type\s*=\s*[\"']?password", re.IGNORECASE)
_BLOCKS = frozenset(("p", "head", "quote", "list", "item", "table", "row", "code", "div", "ab"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# What trafilatura says about a page it cannot read is said again by our refusal.
_LOGGERS = ("trafilatura", "htmldate", "justext", "readability", "courlan")


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its paragraphs as text, and what the page says about it."""

    text: str
    facts: Facts


def read_page(html: str, *, source: str) -> Page:
    """The article in `html`; raise `ArticleUnreadableError` when there is none."""
    document = _extract(html)
    if document is None or document.body is None:
        raise ArticleUnreadableError(source=source, reason="no_article")
    blocks = list(_blocks(document.body))
    longest = max((len(block.text) for block in blocks if block.kind != "head"), default=0)
    length = sum(len(block.text) for block in blocks)
    is_form = _PASSWORD.search(html) is not None and length < _MIN_BESIDE_FORM
    if longest < _MIN_PARAGRAPH or is_form:
        raise ArticleUnreadableError(source=source, reason="no_article")
    return Page(_joined(blocks), _facts(document, html))


def _extract(html: str) -> Document | None:
    from trafilatura import bare_extraction

    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            html, fast=True, with_metadata=True, include_comments=False, include_links=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, SyntaxError):
        return None  # markup that breaks the extractor holds no article that we could show
    return None if isinstance(found, dict) else found


def _facts(document: Document, html: str) -> Facts:
    language = _LANGUAGE.search(html[:4000])
    meta = (("url", document.url), ("author", document.author))
    return Facts(
        title=document.title or "",
        source=document.sitename or document.hostname or "",
        date=document.date or "",
        language=language[1] if language else "",
        meta=tuple((name, value) for name, value in meta if value),
    )


class _Element(Protocol):
    """What is used of an element of lxml, which has no types of its own."""

    tag: object
    text: str | None
    tail: str | None

    def getparent(self) -> Self | None: ...
    def __len__(self) -> int: ...
    def __getitem__(self, _index: int, /) -> Self: ...


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    text: str


def _joined(blocks: list[_Block]) -> str:
    parts: list[str] = []
    previous = ""
    for block in blocks:
        if parts:
            is_tight = block.kind == previous and block.kind in ("item", "row")
            parts.append("\n" if is_tight else "\n\n")
        parts.append(block.text)
        previous = block.kind
    return "".join(parts) + "\n"


def _blocks(body: _Element) -> Iterator[_Block]:
    """Paragraphs, headings, list items and table rows in reading order, without recursion."""
    builder = _BlockBuilder()
    stack: list[tuple[_Element, bool]] = [(body, False)]
    while stack:
        element, is_left = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BLOCKS:
            yield from builder.flush()
            builder.enter(_kind_of(element.getparent()) if is_left else name, is_new=not is_left)
        if is_left:
            builder.text(element.tail if element is not body else None)
            continue
        builder.sign(name)
        builder.text(element.text if name else None)  # a comment has a text too
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from builder.flush()


class _BlockBuilder:
    """Gathers text until a block begins or ends."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._kind = "p"
        self._is_item_start = False

    def enter(self, kind: str, *, is_new: bool) -> None:
        self._kind = kind
        self._is_item_start = (is_new and kind == "item") or (is_new and self._is_item_start)

    def sign(self, name: str) -> None:
        if name == "lb":
            self._pieces.append("\n")
        elif name == "cell":
            self._pieces.append("\v")  # stands for the border between cells until flushed

    def text(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)

    def flush(self) -> Iterator[_Block]:
        tidy = [_tidy_line(line) for line in "".join(self._pieces).split("\n")]
        self._pieces.clear()
        text = "\n".join(line for line in tidy if line)
        if not text:
            return
        if self._is_item_start:  # also where a paragraph stands in the item
            yield _Block("item", f"- {text}")
        else:
            yield _Block(self._kind, text)
        self._is_item_start = False


def _kind_of(parent: _Element | None) -> str:
    while parent is not None and parent.tag not in _BLOCKS:
        parent = parent.getparent()
    return "p" if parent is None else str(parent.tag)


def _tidy_line(line: str) -> str:
    """Runs of blanks as one, as a browser shows them: a no-break space is none of these."""
    cells = (_BLANKS.sub(" ", cell).strip(" ") for cell in line.split("\v"))
    return " | ".join(cell for cell in cells if cell)
