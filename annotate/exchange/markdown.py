"""Markdown to plain text, with its front matter.

The markup is taken away, because annotators mark what readers read, and because a model trained on
`**Kyiv**` or `[NATO](https://…)` learns asterisks and links. markdown-it-py (CommonMark) parses;
headings, paragraphs, list items and table rows become paragraphs and lines of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate.exchange.visible_text import visible_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FENCE = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<body>.*?)\n(?P=mark)[ \t]*(?:\n|$)", re.DOTALL
)
_ENTRY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)$")
_MAX_FRONT_MATTER = 20_000
# What lies deeper is dropped by the parser; it recurses, so there must be an end.
_MAX_NESTING = 60
# The search for the ends of links takes time by the square of the brackets in a paragraph.
_MAX_BRACKETS = 3000


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """The readable text, its first heading, and the plain values of the front matter."""

    text: str
    heading: str
    front_matter: Mapping[str, str]
    left_behind: Sequence[str]


def read_markdown(source: str) -> MarkdownText:
    r"""Readable text of a Markdown `source` whose line ends are `\n`."""
    front_matter, left_behind, body = split_front_matter(source)
    tokens = _parser(body).parse(body)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        left_behind.append("deep nesting")
    renderer = _Renderer()
    renderer.render(tokens)
    return MarkdownText(renderer.text(), renderer.heading, front_matter, left_behind)


def split_front_matter(source: str) -> tuple[dict[str, str], list[str], str]:
    """Plain values on top, names of the values that are none, and the rest of `source`.

    YAML between lines of `---` as far as it is `name: value`, TOML between lines of `+++`.
    """
    match = _FENCE.match(source[:_MAX_FRONT_MATTER])
    if match is None:
        return {}, [], source
    entries = _toml(match["body"]) if match["mark"] == "+++" else _yaml_lines(match["body"])
    if entries is None:
        return {}, [], source
    plain = {name.lower(): value for name, value in entries.items() if value}
    return plain, [name for name, value in entries.items() if not value], source[match.end() :]


def _toml(body: str) -> dict[str, str] | None:
    try:
        values = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    return {
        name: "" if isinstance(value, (dict, list)) else str(value)
        for name, value in values.items()
    }


def _yaml_lines(body: str) -> dict[str, str] | None:
    entries: dict[str, str] = {}
    for line in body.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _ENTRY.match(line)
        if match is not None:
            value = match[2].strip()
            is_plain = not value.startswith(("[", "{", "|", ">", "&", "*", "!"))
            entries[match[1]] = _unquoted(value) if is_plain else ""
        elif not entries:
            return None  # a rule across the page and text below it, no front matter
    return entries or None


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.split(" #", 1)[0].rstrip()


def _parser(body: str) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    if any(paragraph.count("[") > _MAX_BRACKETS for paragraph in body.split("\n\n")):
        parser.disable(["link", "image"])
    return parser


@dataclass(slots=True)
class _Renderer:
    """Puts the blocks of a parsed text under each other."""

    heading: str = ""
    _parts: list[str] = field(default_factory=list)
    _lists: list[int | None] = field(default_factory=list)  # next number, None for bullets
    _prefix: str = ""
    _cells: list[str] | None = None
    _is_tight: bool = False  # the next block follows the one before in the next line
    _is_heading: bool = False

    def text(self) -> str:
        return "".join(self._parts) + ("\n" if self._parts else "")

    def render(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            match token.type:
                case "inline":
                    self._inline(token.children or ())
                case "fence" | "code_block":
                    self._block(token.content.rstrip("\n"))
                case "html_block":
                    self._block(visible_text(token.content))
                case _:
                    self._structure(token)

    def _structure(self, token: Token) -> None:
        match token.type:
            case "heading_open" | "heading_close":
                self._is_heading = token.nesting == 1
            case "bullet_list_open":
                self._open_list(None)
            case "ordered_list_open":
                self._open_list(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._is_tight = bool(self._lists)
            case "list_item_open":
                self._open_item()
            case "list_item_close":
                self._prefix = ""
                self._is_tight = True
            case _:
                self._table(token)

    def _table(self, token: Token) -> None:
        match token.type:
            case "tr_open":
                self._cells = []
            case "tr_close":
                cells, self._cells = self._cells or [], None
                self._block(" | ".join(cells))
                self._is_tight = True
            case "table_close":
                self._is_tight = False
            case _:
                pass

    def _open_list(self, number: int | None) -> None:
        self._is_tight = bool(self._lists)
        self._lists.append(number)

    def _open_item(self) -> None:
        number = self._lists[-1]
        indent = "  " * (len(self._lists) - 1)
        if number is None:
            self._prefix = f"{indent}- "
        else:
            self._prefix = f"{indent}{number}. "
            self._lists[-1] = number + 1

    def _inline(self, children: Sequence[Token]) -> None:
        text = "".join(_inline_text(child) for child in children).strip()
        if self._is_heading and not self.heading:
            self.heading = " ".join(text.split())
        if self._cells is None:
            self._block(text)
        else:
            self._cells.append(text)

    def _block(self, text: str) -> None:
        if not text:
            return
        if self._parts:
            self._parts.append("\n" if self._is_tight else "\n\n")
        self._parts.append(self._prefix + text)
        self._prefix = ""
        self._is_tight = False


def _inline_text(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return "".join(_inline_text(child) for child in token.children or ())
        case "html_inline":
            return "\n" if re.match(r"<br\b", token.content, re.IGNORECASE) else ""
        case _:
            return ""
